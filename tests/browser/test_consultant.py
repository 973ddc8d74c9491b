"""The consultant's journey in a real browser: two clients, three scenarios, compare, come back."""

from __future__ import annotations

import re
import struct
import urllib.error
import urllib.request
import zlib
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import (
    PHONE,
    WIDE,
    Server,
    new_visitor,
    overhang,
    press,
    serious,
    settled,
    shot,
)
from tests.browser.test_journeys import type_in
from tests.browser.test_presenting import taken_along

NASTY = (
    '<img src="http://192.0.2.1/x.png" onerror="window.hit=1"> ![y](http://192.0.2.1/y.png) '
    "http://192.0.2.1/z www.x.example a@b.example [q](http://192.0.2.1/q)"
)

LONG = "W" * 90


def png(width: int = 60, height: int = 30) -> bytes:
    """A red picture, written by hand."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(
            ">I", zlib.crc32(kind + body)
        )  # fmt: skip

    rows = (b"\x00" + b"\xc8\x1e\x1e" * width) * height
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )  # fmt: skip


def open_example(page: Page, server: Server, which: int) -> None:
    page.goto(server.url)
    settled(page)
    page.get_by_role("button", name="Open this one").nth(which).click()
    expect(page.get_by_role("heading", name="Do these three things first")).to_be_visible()
    settled(page)


def to_clients(page: Page) -> None:
    page.get_by_role("link", name="Clients", exact=True).click()
    settled(page)


def add_client(page: Page, name: str, *, with_answers: bool = False) -> None:
    page.get_by_text("Add a client").click()
    page.get_by_label("Name of the client").fill(name)
    if with_answers:
        copy = page.locator("label", has_text="Begin with a copy of the answers")
        press(copy, expect(copy.get_by_role("checkbox")).to_be_checked)
    add = page.get_by_role("button", name="Add", exact=True)
    press(add, expect(page.get_by_text("is added.")).to_be_visible)
    settled(page)


def save_scenario(page: Page, name: str) -> None:
    page.get_by_label("Name of the scenario for").fill(name)
    page.get_by_role("button", name="Save as a scenario").click()
    expect(page.get_by_text(f"Saved: {name}.")).to_be_visible()
    settled(page)


def other_hours(page: Page, hours: str, name: str) -> None:
    """Change the owner's hours and save the answer as a scenario."""
    page.get_by_role("button", name="Change the answers").click()
    settled(page)
    type_in(page, "How many hours a week can you yourself give to marketing?", hours)
    page.get_by_role("button", name="Show my strategy").click()
    expect(page.get_by_role("heading", name="Do these three things first")).to_be_visible()
    settled(page)
    save_scenario(page, name)
    page.get_by_role("button", name="Back to the client").click()
    settled(page)


def duplicate(page: Page, name: str) -> None:
    """Copy the scenario that stands first."""
    page.get_by_role("button", name="Change …").first.click()
    page.get_by_role("button", name="Duplicate it").click()
    expect(page.get_by_text(f"Saved: {name} (copy).")).to_be_visible()
    settled(page)


def talk_of(page: Page) -> str:
    """Return the words of the first four screens of Present."""
    page.get_by_role("link", name="Present", exact=True).click()
    settled(page)
    shown = page.locator("body").inner_text()
    for _ in range(3):
        page.get_by_role("button", name="Next").click()
        settled(page)
        shown += page.locator("body").inner_text()
    return shown


def tick(page: Page, name: str) -> None:
    page.locator('[data-testid="stCheckbox"] label', has_text=name).first.click()
    settled(page)


def test_a_consultant_works_with_two_clients_and_comes_back(
    desk: Server, context: BrowserContext, tmp_path: Path
) -> None:
    page = context.new_page()
    page.goto(desk.url)
    settled(page)
    # An owner meets nothing of it in the menu; the way in is one quiet line.
    expect(page.get_by_role("link", name="Your business")).to_be_visible()
    assert page.get_by_role("link", name="Clients", exact=True).count() == 0
    open_example(page, desk, 0)
    page.get_by_role("link", name="Start", exact=True).click()
    page.get_by_role("link", name="For consultants").click()
    expect(page.get_by_role("heading", name="Clients")).to_be_visible()
    settled(page)
    shot(page, "consultant-empty-wide")
    page.get_by_text("Your own name and contact").click()
    page.get_by_label("Your name").fill("Cora Doe")
    page.get_by_role("button", name="Keep", exact=True).click()
    expect(page.get_by_text("You: Cora Doe")).to_be_visible()
    settled(page)

    # The first client: the answers on screen, kept; two scenarios.
    add_client(page, "Ada's Plumbing", with_answers=True)
    page.get_by_role("button", name="Keep the answers on screen").click()
    expect(page.get_by_text("Kept as number 1.")).to_be_visible()
    save_scenario(page, "As it is")
    other_hours(page, "2", "Two hours")
    duplicate(page, "Two hours")
    expect(page.get_by_text("On screen: the scenario “Two hours”: 1 of the")).to_be_visible()
    page.get_by_label("What was decided?").fill("Begin with two hours")
    page.get_by_label("Why", exact=True).fill("Her son helps out")
    page.get_by_role("button", name="Write it down").click()
    expect(page.get_by_text("Why: Her son helps out")).to_be_visible()
    settled(page)
    page.get_by_role("button", name="Plan it").click()
    expect(page.get_by_text("Next review").first).to_be_visible()
    page.get_by_text("Edit the client").click()
    settled(page)
    page.locator('[data-testid="stFileUploader"] input').set_input_files(
        {"name": "logo.png", "mimeType": "image/png", "buffer": png()}
    )
    settled(page)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Saved, with the new logo.")).to_be_visible()
    settled(page)
    expect(page.locator('[data-testid="stImage"] img')).to_be_visible()
    page.get_by_text("Edit the client").click()
    settled(page)
    shot(page, "consultant-client-wide")

    # The second client has its own answers and scenario.
    page.get_by_role("button", name="All clients").click()
    settled(page)
    # The client is closed: what stood there before it, an untouched example, is on screen again.
    open_example(page, desk, 1)
    page.goto(f"{desk.url}/clients")
    settled(page)
    add_client(page, "Second shop", with_answers=True)
    page.get_by_role("button", name="Keep the answers on screen").click()
    expect(page.get_by_text("Kept as number 1.")).to_be_visible()
    save_scenario(page, "The shop today")
    page.get_by_role("button", name="All clients").click()
    settled(page)
    expect(page.get_by_text("3 scenarios")).to_have_count(1)
    expect(page.get_by_text("1 scenario")).to_have_count(1)
    shot(page, "consultant-list-wide")

    # A restart of the server: everything acknowledged is there, for anybody who opens it again.
    desk.stop()
    desk.start()
    page.goto(f"{desk.url}/clients")
    settled(page)
    page.get_by_label("Find a client").fill("plumbing")
    page.get_by_label("Find a client").press("Enter")
    expect(page.get_by_text("Second shop")).to_have_count(0)
    settled(page)
    page.locator("button").filter(has_text=re.compile("^Open$")).click()
    settled(page)
    expect(page.get_by_text("Why: Her son helps out")).to_be_visible()
    expect(page.locator('[data-testid="stImage"] img')).to_be_visible()
    # Saving other hours as a scenario left the latest answers alone.
    expect(page.get_by_text("On screen: the latest answers")).to_be_visible()
    tick(page, "As it is")
    tick(page, "Two hours (copy)")
    page.get_by_role("button", name="Compare 2 scenarios").click()
    expect(page.get_by_role("heading", name="Scenarios side by side")).to_be_visible()
    expect(page.get_by_role("heading", name="The mixes")).to_be_visible()
    settled(page)
    expect(page.locator(".js-plotly-plot")).to_have_count(5)
    expect(page.get_by_text("The scenarios differ in 1 answer.")).to_be_visible()
    shown = talk_of(page)
    assert "Marketing strategy for Ada's Plumbing" in shown
    assert "Prepared by Cora Doe" in shown
    compared = ("on average", "about as many", "lead to the same mix")
    assert any(words in shown for words in compared)  # the scenarios
    assert "shop" not in shown.casefold()
    page.get_by_role("button", name="Leave").click()
    settled(page)
    table = taken_along(page, tmp_path, "Ada's Plumbing goes on")
    assert "prepared by,Cora Doe" in table
    assert "Two hours (copy)" in table
    assert "The shop" not in table
    # The other client: nothing of the first, and its own look.
    to_clients(page)
    page.get_by_role("button", name="All clients").click()
    settled(page)
    page.get_by_label("Find a client").fill("second")
    page.get_by_label("Find a client").press("Enter")
    settled(page)
    page.locator("button").filter(has_text=re.compile("^Open$")).click()
    settled(page)
    shown = talk_of(page)
    assert "Marketing strategy for Second shop" in shown
    assert "Plumbing" not in shown
    assert "Two hours" not in shown


def test_names_and_notes_stay_words_and_nothing_is_fetched_from_elsewhere(
    desk: Server, context: BrowserContext
) -> None:
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    open_example(page, desk, 0)
    page.get_by_role("link", name="Start", exact=True).click()
    page.get_by_role("link", name="For consultants").click()
    settled(page)
    page.get_by_text("Add a client").click()
    page.get_by_label("Name of the client").fill(NASTY)
    page.locator("label", has_text="Begin with a copy of the answers").click()
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_text("is added.")).to_be_visible()
    settled(page)
    save_scenario_named(page, NASTY)
    save_scenario_named(page, f"<img onerror='1'>{LONG}")
    page.get_by_role("button", name="All clients").click()
    settled(page)
    page.locator("button").filter(has_text=re.compile("^Open$")).click()
    settled(page)
    expect(page.get_by_role("heading", name="onerror=")).to_be_visible()
    links = page.locator('[data-testid="stMain"] a[href]')
    assert [a for a in links.evaluate_all("e => e.map(a => a.href)") if desk.url not in a] == []
    tick(page, "onerror")
    page.locator('[data-testid="stCheckbox"] label', has_text="onerror").nth(1).click()
    settled(page)
    page.get_by_role("button", name="Compare 2 scenarios").click()
    expect(page.get_by_role("heading", name="The mixes")).to_be_visible()
    settled(page)
    links = page.locator('[data-testid="stMain"] a[href]')
    assert [a for a in links.evaluate_all("e => e.map(a => a.href)") if desk.url not in a] == []
    assert page.evaluate("window.hit") is None
    # On a phone a long word is broken, and what still scrolls in itself takes the keyboard's focus.
    page.set_viewport_size(PHONE)
    settled(page)
    assert overhang(page) <= 1
    table = page.locator("table", has_text="Money a month").bounding_box()
    assert table is not None
    assert table["width"] < 2 * PHONE["width"]
    assert serious(page, "compare with long names") == []
    page.set_viewport_size(WIDE)
    elsewhere = [u for u in asked if not u.startswith((desk.url, "data:", "blob:"))]
    assert elsewhere == []


def save_scenario_named(page: Page, name: str) -> None:
    page.get_by_label("Name of the scenario for").fill(name)
    page.get_by_role("button", name="Save as a scenario").click()
    expect(page.get_by_text("Saved:")).to_be_visible()
    settled(page)


def test_shared_answers_travel_in_a_link(desk: Server, context: BrowserContext) -> None:
    page = context.new_page()
    open_example(page, desk, 0)
    page.get_by_text("Keep, print or share").click()
    by_link = page.get_by_text("Share by a link instead")
    press(by_link, expect(page.get_by_text("every server between you and")).to_be_visible)
    assert page.locator("code", has_text="?a=").count() == 0
    page.get_by_role("button", name="Make a link").click()
    link = page.locator("code", has_text="?a=").inner_text()
    assert link.startswith(f"{desk.url}/?a=1")
    assert len(link) <= 2_000
    assert context.browser is not None
    other = new_visitor(context.browser)
    guest = other.new_page()
    guest.goto(link)
    settled(guest)
    expect(guest.get_by_text("Somebody shared answers with you")).to_be_visible()
    guest.get_by_role("button", name="Open them").click()
    expect(guest.get_by_role("heading", name="Do these three things first")).to_be_visible()
    settled(guest)
    assert "a=" not in guest.url
    other.close()


def test_the_server_sends_headers_and_refuses_foreign_writes(
    desk: Server, context: BrowserContext
) -> None:
    for address in ("", "/_stcore/health", "/clients"):
        with urllib.request.urlopen(desk.url + address, timeout=10) as answer:
            told = answer.headers
        assert "default-src 'self'" in told["Content-Security-Policy"]
        assert "object-src 'none'" in told["Content-Security-Policy"]
        assert told["X-Content-Type-Options"] == "nosniff"
        assert told["X-Frame-Options"] == "SAMEORIGIN"
        assert told["Referrer-Policy"] == "same-origin"
    page = context.new_page()
    page.goto(desk.url)
    settled(page)
    token = next(c for c in context.cookies() if "xsrf" in c.get("name", ""))
    own = {"Cookie": f"{token.get('name')}={token.get('value')}"}

    def upload(**headers: str) -> tuple[int, str]:
        request = urllib.request.Request(
            f"{desk.url}/_stcore/upload_file/no-session/no-file", data=b"x", method="PUT",
            headers={"Content-Type": "multipart/form-data; boundary=b", **headers},
        )  # fmt: skip
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(request, timeout=10)
        return refused.value.code, refused.value.read().decode()

    # A foreign site can make a browser send the cookie, but cannot read the token in it.
    assert upload() == (403, "XSRF token missing or invalid")
    assert upload(**own) == (403, "XSRF token missing or invalid")
    code, told_why = upload(**own, **{"X-Xsrftoken": str(token.get("value"))})
    assert (code, "session" in told_why) == (400, True)
    # What the browser blocks, it says: nothing of the app itself may be among it.
    blocked: list[str] = []
    page.on("console", lambda m: blocked.append(m.text) if "Content Security" in m.text else None)
    open_example(page, desk, 0)
    assert blocked == []


def test_what_a_link_holds_is_in_no_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, context: BrowserContext
) -> None:
    log = tmp_path / "log"
    monkeypatch.setenv("PYTHONUNBUFFERED", "1")
    monkeypatch.setenv("STREAMLIT_LOGGER_LEVEL", "debug")  # as talkative as it can be
    running = Server()
    with log.open("wb") as out:
        running.log = out
        running.start()
        page = context.new_page()
        page.goto(f"{running.url}/?a=1SHAREDANSWERS")
        expect(page.get_by_text("The link cannot be opened")).to_be_visible()
        running.stop()
    text = log.read_text()
    assert "You can now view your Streamlit app" in text
    assert "SHAREDANSWERS" not in text
