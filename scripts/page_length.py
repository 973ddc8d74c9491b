"""How long every page is on a phone, with its closed parts closed: written to docs/LENGTHS.md.

Words are those a reader sees without a click, labels of charts and buttons included; the menu is
not counted.  The app runs on a free port with a workspace of its own.
"""

from __future__ import annotations

import argparse
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from advisor.evidence import load_examples  # noqa: E402
from advisor.profile.sharing import share_link  # noqa: E402
from advisor.ui.navigation import BY_NAME, CONSULTANT, ENTRIES, LED  # noqa: E402

EXAMPLES = ("plumber_northampton", "shop_bamberg")
WIDTH, HEIGHT = 390, 844
CHROMIUM = shutil.which("chromium")  # None: the browser that Playwright brought
_CALM = """() => {
  const app = document.querySelector('[data-testid="stApp"]');
  const waits = '[data-stale="true"], [data-testid="stSpinner"], [data-testid="stSkeleton"]';
  const quiet = app && app.getAttribute("data-test-script-state") === "notRunning"
    && document.querySelector("h1") && !document.querySelector(waits);
  if (!quiet) { window.quietSince = 0; return false; }
  window.quietSince ||= Date.now();
  return Date.now() - window.quietSince >= 700;
}"""
_MEASURE = """() => {
  const main = document.querySelector('[data-testid="stMain"]');
  const walk = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
  const left = 'style, script, [data-testid="stIconMaterial"], [aria-hidden="true"]';
  let text = '';
  while (walk.nextNode()) {
    const around = walk.currentNode.parentElement;
    if (!around.closest(left) && around.checkVisibility({visibilityProperty: true}))
      text += ' ' + walk.currentNode.data;
  }
  const words = text.split(/\\s+/).filter(word => /[\\p{L}\\p{N}]/u.test(word)).length;
  return [words, main.scrollHeight];
}"""


class Length(NamedTuple):
    words: int
    pixels: int


@contextmanager
def running_app() -> Iterator[str]:
    """Start the app with an empty workspace and yield its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    url = f"http://localhost:{port}"
    with tempfile.TemporaryDirectory() as folder:
        process = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", "app.py", "--server.headless", "true",
             "--server.port", str(port)],
            cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            env={**os.environ, "ADVISOR_WORKSPACE": str(Path(folder) / "workspace.sqlite")},
        )  # fmt: skip
        try:
            while process.poll() is None and not _answers(f"{url}/_stcore/health"):
                time.sleep(0.25)
            yield url
        finally:
            process.terminate()
            process.wait(timeout=20)


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=1):
            return True
    except OSError:
        return False


def lengths(page: Page, url: str, example: str) -> dict[str, Length]:
    """Return the length of every page of an owner, by title, with an example's answers."""
    page.goto(share_link(f"{url}/", dict(load_examples()[example]["profile"])))
    page.get_by_role("button", name="Open them").click()
    found = {}
    for entry in ENTRIES:
        if entry.name in CONSULTANT:
            continue
        page.wait_for_timeout(300)
        page.goto(url if entry.name == "start" else f"{url}/{entry.name}")
        page.evaluate("window.quietSince = 0")
        page.wait_for_function(_CALM, timeout=120_000, polling=100)
        found[entry.title] = Length(*page.evaluate(_MEASURE))
    return found


def _row(title: str, pages: Iterable[Length]) -> str:
    words, pixels = (sum(one) for one in zip(*pages, strict=True))
    return f"| {title} | {words:,} | {pixels:,} | {pixels / HEIGHT:.1f} |"


def report(found: dict[str, dict[str, Length]]) -> str:
    """Return the lengths as a text: a table an example, with its totals."""
    parts = ["# How long the pages are\n\nWritten by `make lengths`: what an owner sees without "
             f"a click on a phone of {WIDTH} x {HEIGHT} pixels."]  # fmt: skip
    way = [BY_NAME[name].title for name in LED]
    for example, pages in found.items():
        rows = [_row(title, [one]) for title, one in pages.items()]
        rows.append(_row(f"**What an owner is led along: {', '.join(way)}**",
                         [pages[title] for title in way]))  # fmt: skip
        rows.append(_row("**All pages**", pages.values()))
        head = ["| page | words | pixels | screens |", "|---|---:|---:|---:|"]
        parts.append("\n".join([f"## {example}\n", *head, *rows]))
    return "\n\n".join(parts) + "\n"


def main() -> None:
    """Measure and write."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--examples", nargs="+", default=EXAMPLES)
    found = {}
    with running_app() as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for example in asked.parse_args().examples:
            page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
            page.set_default_timeout(90_000)
            found[example] = lengths(page, url, example)
            page.close()
    (ROOT / "docs" / "LENGTHS.md").write_text(report(found), encoding="utf-8")
    print(report(found))


if __name__ == "__main__":
    main()
