"""What all tests share: who runs with whom, how many examples a law takes, the one browser."""

from __future__ import annotations

import gc
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, sync_playwright
from xdist.scheduler import LoadScopeScheduling

_FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--process-per-site",  # pages of one journey after another use what the first has loaded
]  # fmt: skip

# A room's tests share what is slow: a server, a converted document, what was worked out.
# Each half of the journeys has a server and a browser of its own, and takes as long as the other.
_OWNER = (
    "test_addresses", "test_desk", "test_file_meanwhile", "test_journeys", "test_kept",
    "test_presenting",
)  # fmt: skip
_ROOMS = {
    "tests/output/export/": "exports",
    "tests/output/": "topics",
    "tests/insight/": "topics",
    "tests/pages/": "pages",
}
_LONGEST = ("browser of the owner", "browser of the consultant", "exports", "pages", "topics")
_GARBAGE = (50_000, 20, 50)  # objects and rounds before the next look, of three generations
# Nothing in these serves the next test: any worker may take it.
_DEALT_OUT = ("test_laws", "test_forecast_laws", "test_legal_profiles")

_SLOW = [HealthCheck.too_slow, HealthCheck.filter_too_much]
settings.register_profile(
    "default", max_examples=30, deadline=None, derandomize=True, suppress_health_check=_SLOW
)
# Other examples each time, on CI as well: a law that fails prints what repeats it.
settings.register_profile(
    "laws",
    max_examples=1000,
    deadline=None,
    derandomize=False,
    print_blob=True,
    suppress_health_check=_SLOW,
)
# --hypothesis-profile is read after this file, so that it wins.
settings.load_profile("default")


def _together(nodeid: str) -> str:
    """Return what a test shares a worker with: all that ask for the same slow things."""
    where = nodeid.partition("::")[0]
    name = Path(where).stem
    if name in _DEALT_OUT:
        return nodeid
    if where.startswith("tests/browser/"):
        return _LONGEST[0] if name in _OWNER else _LONGEST[1]
    return next((group for room, group in _ROOMS.items() if where.startswith(room)), where)


class _ByRoom(LoadScopeScheduling):
    """Gives each worker a group at a time, in the order in which they were collected."""

    def _split_scope(self, nodeid: str) -> str:
        return _together(nodeid)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> LoadScopeScheduling:
    """Keep a group on one worker; xdist's own groups are not seen by this version of pytest."""
    config.option.loadscopereorder = False
    return _ByRoom(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes longest."""
    first = {name: k for k, name in enumerate(_LONGEST)}
    items.sort(key=lambda item: first.get(_together(item.nodeid), len(first)))


def pytest_collection_finish() -> None:
    """Freeze what the imports made, as the app does: it is not garbage, however often one looks.

    What tests keep for one another is none either: it is looked for seldom.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_GARBAGE)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, started once: a second driver cannot live in the same thread."""
    found = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=found, args=_FLAGS)
        yield started
        started.close()
