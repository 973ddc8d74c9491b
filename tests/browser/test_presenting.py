"""Presenting full screen with the keyboard, and taking the same answer along as files."""

from __future__ import annotations

import csv
import re
from pathlib import Path

from icalendar import Calendar
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import PHONE, WIDE, Server, settled, shot


def presented(server: Server, context: BrowserContext) -> Page:
    """Open the first example and present it by the menu."""
    page = context.new_page()
    page.goto(server.url)
    settled(page)
    page.get_by_role("button", name="Open this one").first.click()
    expect(page.get_by_role("heading", name="Do these three things first")).to_be_visible()
    settled(page)
    page.get_by_role("link", name="Present", exact=True).click()
    expect(page.get_by_role("heading", name="Do these three things first")).to_have_count(0)
    settled(page)
    return page


def at(page: Page, number: int) -> None:
    """Wait until the presentation stands at a screen."""
    expect(page.get_by_text(re.compile(rf"^{number} / \d+$"))).to_be_visible()
    settled(page)


def finding(page: Page) -> str:
    return page.locator(".st-key-present_screen h1").inner_text()


# Of a screen: its width, the smallest words in its chart, and words of figures that are cut off.
SEEN = """() => { const s = document.querySelector(".st-key-present_screen");
  const sizes = [...s.querySelectorAll(".js-plotly-plot text")].map(
    (e) => parseFloat(getComputedStyle(e).fontSize));
  const plot = s.querySelector(".js-plotly-plot");
  const cut = [...s.querySelectorAll('[data-testid^="stMetric"] p')].filter(
    (e) => e.scrollWidth > e.clientWidth + 1).length;
  return { wide: s.getBoundingClientRect().width, smallest: Math.min(99, ...sizes), cut,
    beyond: plot ? plot.scrollHeight - plot.parentElement.getBoundingClientRect().height : 0 }; }"""


def is_for_a_projector(page: Page) -> None:
    """Screens take the width of a projector, and words are large and whole."""
    # A chart is fitted to its screen a moment later.
    page.wait_for_function(
        f"(({SEEN})()).beyond <= 1 && (({SEEN})()).smallest >= 18", timeout=20_000
    )
    seen = page.evaluate(SEEN)
    assert seen["wide"] > 0.8 * 1920
    assert seen["smallest"] >= 18
    assert seen["cut"] == 0


def test_a_speaker_presents_with_the_keyboard_and_answers_a_what_if(
    server: Server, context: BrowserContext
) -> None:
    page = presented(server, context)
    at(page, 1)
    # Full screen: neither menu nor header, and the bar stands at the lower edge.
    expect(page.locator('[data-testid="stSidebar"]')).to_be_hidden()
    expect(page.locator('[data-testid="stHeader"]')).to_be_hidden()
    bar = page.locator(".st-key-present_bar").bounding_box()
    assert bar is not None
    assert bar["width"] > WIDE["width"] - 40
    assert abs(bar["y"] + bar["height"] - WIDE["height"]) < 2
    shot(page, "present-cover-wide")

    seen = [finding(page)]
    page.set_viewport_size({"width": 1920, "height": 1080})
    for number in (2, 3, 4):
        page.keyboard.press("ArrowRight")
        at(page, number)
        is_for_a_projector(page)
        seen.append(finding(page))
    shot(page, "present-projector", whole=False)
    page.set_viewport_size(WIDE)
    assert len(set(seen)) == 4
    page.keyboard.press("ArrowLeft")
    at(page, 3)
    assert finding(page) == seen[2]
    page.keyboard.press("PageUp")  # as a clicker does
    at(page, 2)
    page.keyboard.press("PageDown")
    at(page, 3)
    expect(page.locator(".js-plotly-plot")).to_be_visible()
    expect(page).to_have_title("Present – Marketing Strategy Advisor")
    with context.expect_page() as opened_beside:
        page.get_by_role("button", name="Speaker's window").click()
    beside = opened_beside.value
    expect(beside.get_by_role("heading", name=seen[2])).to_be_visible()
    beside.close()
    # What is shown fits the screen above the bar.
    assert page.locator(".js-plotly-plot").bounding_box()["y"] < WIDE["height"] * 0.6  # type: ignore[index]
    shot(page, "present-mix-wide")

    expect(page.get_by_text("For the speaker")).to_have_count(0)
    page.get_by_role("button", name="Notes").click()
    expect(page.get_by_text("For the speaker")).to_be_visible()
    settled(page)
    shot(page, "present-notes-wide")
    page.keyboard.press("n")
    expect(page.get_by_text("For the speaker")).to_have_count(0)
    settled(page)

    page.keyboard.press("ArrowLeft")
    at(page, 2)
    before = page.locator('[data-testid="stMetric"]').all_inner_texts()
    page.get_by_role("button", name="What if").click()
    hours = page.get_by_role("slider", name="Hours a week")
    expect(hours).to_be_visible()
    settled(page)
    hours.focus()
    for _ in range(6):
        page.keyboard.press("ArrowLeft")
    expect(page.get_by_text("What if: 2 hours a week")).to_be_visible()
    settled(page)
    at(page, 2)  # the arrows moved the slider, not the talk
    assert page.locator('[data-testid="stMetric"]').all_inner_texts() != before
    shot(page, "present-what-if-wide")
    page.get_by_role("button", name="As it was asked").click()
    expect(page.get_by_text("What if: 2 hours a week")).to_have_count(0)
    settled(page)
    assert page.locator('[data-testid="stMetric"]').all_inner_texts() == before

    page.keyboard.press("Escape")
    page.set_viewport_size(PHONE)
    settled(page)
    page.wait_for_function(
        "document.documentElement.scrollWidth - window.innerWidth <= 1", timeout=20_000
    )
    shot(page, "present-answer-phone")
    page.set_viewport_size(WIDE)
    page.get_by_role("button", name="Leave").click()
    expect(page.get_by_role("heading", name="Do these three things first")).to_be_visible()


def take(page: Page, name: str, folder: Path) -> Path:
    """Choose a format, make the file and download it."""
    page.get_by_role("radio", name=name).click()
    settled(page)
    page.get_by_role("button", name="Make the file").click()
    expect(page.get_by_text("Ready.")).to_be_visible(timeout=120_000)
    with page.expect_download() as caught:
        page.get_by_role("button", name="Take it").click()
    file = folder / caught.value.suggested_filename
    caught.value.save_as(file)
    return file


def taken_along(page: Page, folder: Path, title: str) -> str:
    """Take what is on screen along under a title as calendar, table and document."""
    page.get_by_role("link", name="Export", exact=True).click()
    settled(page)
    box = page.get_by_label("Title")
    box.fill(title)
    box.press("Enter")
    settled(page)
    calendar = take(page, "Calendar (.ics)", folder)
    assert calendar.suffix == ".ics"
    assert len(Calendar.from_ical(calendar.read_bytes()).walk("VEVENT")) >= 20

    # The others hold every insight: what is being worked out is told meanwhile, if it is not yet.
    page.get_by_role("radio", name="Table (.csv)").click()
    settled(page)
    page.get_by_role("button", name="Make the file").click()
    expect(page.get_by_role("progressbar")).to_be_visible()
    expect(
        page.get_by_text(
            re.compile(
                r"^(How far meeting people carries|Which one fits|Sources|Writing: .*) …$|^Ready\.$"
            )
        )
    ).to_be_visible()
    shot(page, "export-progress-wide")
    expect(page.get_by_text("Ready.")).to_be_visible(timeout=120_000)
    settled(page)
    with page.expect_download() as caught:
        page.get_by_role("button", name="Take it").click()
    table = folder / caught.value.suggested_filename
    caught.value.save_as(table)
    rows = list(csv.DictReader(table.read_text("utf-8-sig").splitlines()))
    assert rows[0]["quantity"] == title
    assert len({row["part"] for row in rows}) > 15

    document = take(page, "Document (.pdf)", folder)
    assert document.read_bytes().startswith(b"%PDF")
    shot(page, "export-ready-wide")
    return table.read_text("utf-8-sig")
