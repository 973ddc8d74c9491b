"""What all tests share: who runs with whom, how many examples a law takes, the one browser."""

from __future__ import annotations

import gc
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, sync_playwright

_FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--process-per-site",  # pages of one journey after another use what the first has loaded
]  # fmt: skip

ROOT = Path(__file__).resolve().parents[1]
# Each half of the journeys has a server and a browser of its own, and takes as long as the other.
_OWNER = ("test_addresses", "test_journeys", "test_kept", "test_presenting")
_ROOMS = {
    "tests/output/export/": "exports",
    "tests/output/": "topics",
    "tests/insight/": "topics",
    "tests/pages/": "pages",
}
_LONGEST = ("browser of the owner", "browser of the consultant", "exports", "pages", "topics")
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


def _together(path: Path) -> str:
    """Return what the tests of a file share a worker with, empty where any may take each of them.

    A room's tests share what is slow: a server, a converted document, what was worked out.
    """
    if path.stem in _DEALT_OUT:
        return ""
    where = path.relative_to(ROOT).as_posix()
    if where.startswith("tests/browser/"):
        return _LONGEST[0] if path.stem in _OWNER else _LONGEST[1]
    return next((name for room, name in _ROOMS.items() if where.startswith(room)), path.stem)


@pytest.hookimpl(tryfirst=True)  # or xdist has dealt them out one by one already
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep together on one worker what shares something; what takes longest is begun first."""
    for item in items:
        if group := _together(item.path):
            item.add_marker(pytest.mark.xdist_group(group))
    first = {name: k for k, name in enumerate(_LONGEST)}
    items.sort(key=lambda item: first.get(_together(item.path), len(first)))


def pytest_collection_finish() -> None:
    """Freeze what the imports made, as the app does: it is not garbage, however often one looks."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, started once: a second driver cannot live in the same thread."""
    found = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=found, args=_FLAGS)
        yield started
        started.close()
