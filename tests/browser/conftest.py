"""A real server and a real browser: cold start, two sizes, screenshots kept."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page

ROOT = Path(__file__).resolve().parents[2]
SHOTS = ROOT / "test-artifacts"
WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep all journeys on one worker, and leave them out only when asked by hand."""
    for item in items:
        if "tests/browser/" in str(item.path):
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group("browser"))
            # A machine busy with the other worker may redraw a page under the click: tried again.
            item.add_marker(pytest.mark.flaky(reruns=2))
            if os.environ.get("SKIP_BROWSER") == "1":
                item.add_marker(pytest.mark.skip(reason="SKIP_BROWSER=1 was given"))


class Server:
    """A Streamlit server of the app on a free port that can be started again."""

    def __init__(self) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"http://localhost:{self.port}"
        self.process: subprocess.Popen[bytes] | None = None
        self.log: IO[bytes] | int = subprocess.DEVNULL
        self.environment: dict[str, str] | None = None  # that of the tests
        self.more: tuple[str, ...] = ()

    def start(self) -> None:
        self.process = subprocess.Popen(
            [
                sys.executable, "-m", "streamlit", "run", "app.py", "--server.headless", "true",
                "--server.port", str(self.port), *self.more,
            ],
            cwd=ROOT, stdout=self.log, stderr=self.log, env=self.environment,
        )  # fmt: skip
        for _ in range(240):
            try:
                with urllib.request.urlopen(f"{self.url}/_stcore/health", timeout=1) as answer:
                    if answer.status == 200:
                        return
            except OSError:
                time.sleep(0.25)
        raise RuntimeError("the app did not start")

    def stop(self) -> None:
        if self.process is not None:
            self.process.terminate()
            self.process.wait(timeout=20)
            self.process = None


@pytest.fixture
def server() -> Iterator[Server]:
    """A fresh server: the first request it sees is the test's."""
    running = Server()
    running.start()
    yield running
    running.stop()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    opened = browser.new_context(viewport=WIDE)
    opened.set_default_timeout(int(os.environ.get("BTMO", "60000")))
    yield opened
    opened.close()


_CALM = """(calm) => {
  const app = document.querySelector('[data-testid="stApp"]');
  const waits = '[data-stale="true"], [data-testid="stSpinner"], [data-testid="stSkeleton"]';
  const quiet = app && app.getAttribute("data-test-script-state") === "notRunning"
    && !document.querySelector(waits);
  if (!quiet) { window.quietSince = 0; return false; }
  window.quietSince ||= Date.now();
  return Date.now() - window.quietSince >= calm;
}"""


def settled(page: Page) -> None:
    """Wait until Streamlit has stopped running and all is drawn, for half a second on end."""
    page.wait_for_selector("h1")
    page.evaluate("window.quietSince = 0")
    page.wait_for_function(_CALM, arg=500, timeout=90_000, polling=50)


def shot(page: Page, name: str, *, whole: bool = True) -> None:
    """Keep a screenshot as a test artefact: as high as what is in it, or of the window only."""
    SHOTS.mkdir(exist_ok=True)
    seen = page.viewport_size or WIDE
    high = page.evaluate("document.querySelector('[data-testid=\"stMain\"]')?.scrollHeight || 0")
    height = min(max(seen["height"], high), 12_000) if whole else seen["height"]
    page.set_viewport_size({"width": seen["width"], "height": height})
    page.wait_for_timeout(250)
    page.screenshot(path=str(SHOTS / f"{name}.png"))
    page.set_viewport_size({"width": seen["width"], "height": seen["height"]})


def overhang(page: Page) -> int:
    """Return by how many pixels the page can be scrolled sideways."""
    return int(
        page.evaluate(
            """() => {
              const main = document.querySelector('[data-testid="stMain"]');
              return Math.max(document.documentElement.scrollWidth - window.innerWidth,
                              main.scrollWidth - main.clientWidth);
            }"""
        )
    )


def serious(page: Page, name: str) -> list[str]:
    """Return the serious and critical findings of axe on a page."""
    # The menu's own list is Streamlit's: its sections stand where list items should.
    menu = {"exclude": [['[data-testid="stSidebarNavItems"]']]}
    found = Axe().run(page, context=menu).response["violations"]
    return [
        f"{name}: {v['id']} ({v['impact']}): {v['nodes'][0]['html'][:160]}"
        for v in found
        if v["impact"] in ("serious", "critical")
    ]
