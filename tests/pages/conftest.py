"""The app under Streamlit's own test runner, its browser draft taken as read and empty."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.runtime.scriptrunner.script_cache import ScriptCache
from streamlit.testing.v1 import AppTest

from advisor.store import Store, open_store
from advisor.ui import how_sure_view, needed, state, tried
from advisor.ui.ahead import Ahead
from tests.businesses import PLUMBER as PLUMBER

_DRAWS, _WORLDS, _WISH = state.DRAWS, state.WORLDS, Ahead.wish
APP = str(Path(__file__).resolve().parents[2] / "app.py")
DENTIST = {  # for whom a manager pays
    "sector": "dental_health", "country": "US", "town": "Tulsa", "region": "Oklahoma",
    "people_working": 8, "reach_goal": "region", "hours_per_week": 8, "money_per_month": 2500,
}  # fmt: skip


def named(widgets: Any, name: str) -> Any:
    """Return the widget whose key begins so: the rest of it says whose it is."""
    return next(w for w in widgets if str(w.key).startswith(f"{name}_"))


def is_answer(at: AppTest) -> bool:
    """Return whether the strategy page with a recommendation is on screen."""
    return any(s.value == "Do these three things first" for s in at.subheader)


def words(at: AppTest) -> str:
    """Return what a page says in titles, sentences and boxes."""
    parts = [*at.title, *at.header, *at.subheader, *at.markdown, *at.caption, *at.info, *at.warning,
             *at.success]  # fmt: skip
    return "\n".join(str(p.value) for p in parts)


# The boxes of all pages; what is in them is drawn when they are opened.
EVERY_PART = (
    "all", "audience", "axes", "brief", "content", "costs", "feel", "forecast", "groups", "hours",
    "people", "reach", "referrals", "replies", "rhythm", "risks", "sides", "spend", "steps", "stop",
    "targeting", "thresholds", "tips", "towns", "ways",
)  # fmt: skip


def unfolded(at: AppTest, *parts: str) -> AppTest:
    """Return the page with boxes opened whose content is drawn on request."""
    for part in parts:
        at.session_state[f"part_{part}"] = True
    at.run()
    assert not at.exception
    return at


@pytest.fixture(autouse=True)
def few_draws(monkeypatch: pytest.MonkeyPatch) -> None:
    """Few draws and simulations: here pages are shown, the figures are proven elsewhere.

    They are the same for all pages, so that an answer worked out for one test serves the others.
    """
    for module in (state, tried, how_sure_view):
        monkeypatch.setattr(module, "DRAWS", 64)
    monkeypatch.setattr(state, "WORLDS", 16)
    monkeypatch.setattr(Ahead, "wish", lambda *_: False)  # no test works for another unasked


@pytest.fixture
def works_ahead(few_draws: None, monkeypatch: pytest.MonkeyPatch) -> Ahead:
    """What works ahead, as a server has it."""
    monkeypatch.setattr(Ahead, "wish", _WISH)
    return needed.AHEAD


@pytest.fixture
def all_draws(few_draws: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Draws and simulations as the app has them, for tests that read a figure."""
    monkeypatch.setattr(state, "DRAWS", _DRAWS)
    monkeypatch.setattr(state, "WORLDS", _WORLDS)
    # What was worked out with few is neither found nor thrown away.
    for module, name in ((state, "_recommendation"), (needed, "_insight")):
        monkeypatch.setattr(module, name, cache(getattr(module, name).__wrapped__))


@pytest.fixture
def open_app() -> Callable[..., AppTest]:
    """Return a function that opens the app with answers, on a page."""

    def opened(answers: dict[str, Any] | None = None, page: str | None = None) -> AppTest:
        at = AppTest.from_file(APP, default_timeout=60)
        at.session_state["_draft_loaded"] = True
        at.session_state["answers"] = dict(answers or {})
        at.run()
        if page is not None:
            at.switch_page(f"pages/{page}.py").run()
        return at

    return opened


@pytest.fixture(scope="session", autouse=True)
def no_components_are_looked_for() -> Iterator[None]:
    """Streamlit's runner reads what is said of every installed package, for each app anew."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("streamlit.components.v2.manifest_scanner.scan_component_manifests", list)
        yield


@pytest.fixture(scope="session", autouse=True)
def pages_are_compiled_once() -> Iterator[None]:
    """Streamlit's runner compiles a page for each run anew; a server keeps what it compiled."""
    kept = ScriptCache()
    with pytest.MonkeyPatch.context() as patch:
        for module in ("app_test", "local_script_runner"):
            patch.setattr(f"streamlit.testing.v1.{module}.ScriptCache", lambda: kept)
        yield


@pytest.fixture(scope="session")
def _empty_workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("empty") / "workspace.sqlite"
    open_store(path).close()
    return path


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, _empty_workspace: Path) -> Store:
    """A workspace of its own, with nobody in it."""
    path = tmp_path / "workspace.sqlite"
    shutil.copy(_empty_workspace, path)
    monkeypatch.setenv("ADVISOR_WORKSPACE", str(path))
    st.cache_resource.clear()
    return open_store(path)
