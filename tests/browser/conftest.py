"""A real server and browser for each half of the journeys: what was loaded once is not again.

Every journey begins with nothing in the browser's storage and no client in the workspace.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Locator, Page, TimeoutError, expect

from advisor.store import STATUSES, open_store

ROOT = Path(__file__).resolve().parents[2]
SHOTS = ROOT / "test-artifacts"
FEW_DRAWS = ("-m", "tests.browser.few_draws")
WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
_TIMEOUT = 60_000
expect.set_options(timeout=45_000)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Try a journey again on a busy machine; leave them out only when asked by hand."""
    for item in items:
        if "tests/browser/" in str(item.path):
            item.add_marker(pytest.mark.browser)
            # A machine busy with the other workers may redraw a page under the click: tried again.
            item.add_marker(pytest.mark.flaky(reruns=2))
            if os.environ.get("SKIP_BROWSER") == "1":
                item.add_marker(pytest.mark.skip(reason="SKIP_BROWSER=1 was given"))


class Server:
    """A Streamlit server of the app on a free port that can be started again.

    `program`: what starts it; as whoever runs the app does, unless few draws are enough.
    """

    def __init__(self, *program: str) -> None:
        self.program = program or ("-m", "streamlit")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"http://localhost:{self.port}"
        self.process: subprocess.Popen[bytes] | None = None
        self.log: IO[bytes] | int = subprocess.DEVNULL
        self.environment: dict[str, str] | None = None  # that of the tests
        self.more: tuple[str, ...] = ()
        self.before: tuple[str, ...] = ()

    def start(self) -> None:
        self.process = subprocess.Popen(
            [
                *self.before, sys.executable, *self.program, "run", "app.py",
                "--server.headless", "true", "--server.port", str(self.port), *self.more,
            ],
            cwd=ROOT, stdout=self.log, stderr=self.log, env=self.environment,
        )  # fmt: skip
        for _ in range(1200):
            try:
                with urllib.request.urlopen(f"{self.url}/_stcore/health", timeout=1) as answer:
                    if answer.status == 200:
                        return
            except OSError:
                time.sleep(0.05)
        raise RuntimeError("the app did not start")

    def stop(self) -> None:
        if self.process is not None:
            self.process.terminate()
            self.process.wait(timeout=60)
            self.process = None


@pytest.fixture(scope="session")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("journeys") / "workspace.sqlite"


@pytest.fixture(scope="session")
def _running(workspace: Path) -> Iterator[Server]:
    running = Server(*FEW_DRAWS)
    running.environment = {**os.environ, "ADVISOR_WORKSPACE": str(workspace)}
    yield running
    running.stop()


@pytest.fixture
def server(_running: Server) -> Server:
    """The server of all journeys, started again where one left it stopped."""
    if _running.process is None or _running.process.poll() is not None:
        _running.start()
    return _running


@pytest.fixture
def whole(desk: Server) -> Iterator[Server]:
    """The same server as whoever runs the app has it: with all draws, and working ahead."""
    desk.stop()
    desk.program = ("-m", "streamlit")
    desk.start()
    yield desk
    desk.stop()
    desk.program = FEW_DRAWS


@pytest.fixture
def cold(server: Server) -> Server:
    """The same server, fresh: the first request it sees is the test's."""
    server.stop()
    server.start()
    return server


@pytest.fixture
def desk(server: Server, workspace: Path) -> Server:
    """The server with a workspace in which there is neither a client nor who advises them."""
    if workspace.exists():
        there = open_store(workspace)
        for line in [line for status in STATUSES for line in there.clients.all("", status)]:
            there.clients.delete(line.id)
        there.consultant.keep("", "")
        there.close()
    return server


@pytest.fixture(scope="session")
def _visitor(browser: Browser) -> Iterator[BrowserContext]:
    opened = new_visitor(browser)
    yield opened
    opened.close()


@pytest.fixture
def context(_visitor: BrowserContext, server: Server) -> Iterator[BrowserContext]:
    """The browser of all journeys: it keeps what it has loaded of the app, and nothing else."""
    if not _visitor.pages:  # stays open, so that the others share its process and what is in it
        _visitor.new_page().goto(f"{server.url}/_stcore/health")
    first = _visitor.pages[0]
    yield _visitor
    for page in _visitor.pages[1:]:
        page.close()
    line = _visitor.new_cdp_session(first)
    line.send("Storage.clearDataForOrigin", {"origin": server.url, "storageTypes": "all"})
    line.detach()
    _visitor.clear_cookies()


# Notes when the page and the server last spoke: what was clicked is on its way until answered.
# A box opens at once: while it slides open (half a second) it draws its buttons away from under the
# pointer of a robot, which presses sooner than any hand.
_LISTEN = """HTMLDetailsElement.prototype.animate = function (frames, timing) {
  return Element.prototype.animate.call(this, frames, { ...timing, duration: 0 });
};
window.traffic = { sent: 0, got: 0 };
window.WebSocket = class extends WebSocket {
  constructor(...all) {
    super(...all);
    this.addEventListener("message", () => { window.traffic.got = Date.now(); });
  }
  send(message) { window.traffic.sent = Date.now(); super.send(message); }
};"""

_CALM = """(calm) => {
  const app = document.querySelector('[data-testid="stApp"]');
  const waits = '[data-stale="true"], [data-testid="stSpinner"], [data-testid="stSkeleton"]';
  const { sent, got } = window.traffic;
  const quiet = app && app.getAttribute("data-test-script-state") === "notRunning"
    && (sent <= got || Date.now() - sent > 2000) && !document.querySelector(waits);
  if (!quiet) { window.quietSince = 0; return false; }
  window.quietSince ||= Date.now();
  return Date.now() - Math.max(window.quietSince, got) >= calm;
}"""


def new_visitor(browser: Browser) -> BrowserContext:
    """Return a browser of its own, with nothing kept and nothing loaded."""
    opened = browser.new_context(viewport=WIDE)
    opened.set_default_timeout(_TIMEOUT)
    opened.add_init_script(_LISTEN)
    return opened


def settled(page: Page) -> None:
    """Wait until all is answered and drawn, and stays so: a slider takes its time to send."""
    page.wait_for_selector("h1")
    page.evaluate("window.quietSince = 0")
    page.wait_for_function(_CALM, arg=250, timeout=90_000, polling=50)


def press(what: Locator, seen: Callable[..., None]) -> None:
    """Press something until what it does is seen, as a person would.

    Where the page draws itself anew at that moment the browser loses the click.
    """
    for _ in range(3):
        what.click()
        with suppress(AssertionError):
            seen(timeout=10_000)
            return
    seen()


def shot(page: Page, name: str, *, whole: bool = True) -> None:
    """Keep a screenshot as a test artefact: as high as what is in it, or of the window only."""
    SHOTS.mkdir(exist_ok=True)
    seen = page.viewport_size or WIDE
    high = page.evaluate("document.querySelector('[data-testid=\"stMain\"]')?.scrollHeight || 0")
    height = min(max(seen["height"], high), 12_000) if whole else seen["height"]
    page.set_viewport_size({"width": seen["width"], "height": height})
    page.wait_for_timeout(100)
    page.screenshot(path=str(SHOTS / f"{name}.png"))
    page.set_viewport_size({"width": seen["width"], "height": seen["height"]})


_OVERHANG = """() => {
  const main = document.querySelector('[data-testid="stMain"]');
  return Math.max(document.documentElement.scrollWidth - window.innerWidth,
                  main.scrollWidth - main.clientWidth);
}"""


def overhang(page: Page) -> int:
    """Return by how many pixels the page can be scrolled sideways.

    Charts follow a narrower window a moment later, on a busy machine a long one: so much is waited.
    """
    with suppress(TimeoutError):
        page.wait_for_function(f"({_OVERHANG})() <= 1", timeout=20_000)
    return int(page.evaluate(_OVERHANG))


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
