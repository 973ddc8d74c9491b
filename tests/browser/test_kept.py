"""Kept whatever happens: restart under a visitor, reload, two tabs, no storage, quick clicks."""

from __future__ import annotations

import re
import signal
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import Server, settled
from tests.browser.test_consultant import add_client, open_example, to_clients
from tests.browser.test_journeys import choose, type_in
from tests.browser.test_presenting import at, presented

PEOPLE = "How many people work in the business, you included?"
HOURS = "How many hours a week can you yourself give to marketing?"
STARTED_ANEW = "restarted"
OTHER_TAB = "changed in another tab"


def restart(server: Server, page: Page) -> None:
    """Stop and start the server under an open page; it connects again by itself."""
    server.stop()
    page.wait_for_selector('[data-testid="stApp"]:not([data-test-connection-state="CONNECTED"])')
    server.start()
    page.wait_for_selector('[data-testid="stApp"][data-test-connection-state="CONNECTED"]')


def begin(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/questionnaire")
    settled(page)
    choose(page, "In which country?", "United States")
    type_in(page, "In which town are you?", "Sedalia")
    type_in(page, PEOPLE, "3")


def number(page: Page, question: str) -> str:
    return page.get_by_label(question, exact=True).first.input_value()


def test_the_questionnaire_goes_on_after_restart_and_reload_and_what_is_done_then_counts(
    server: Server, context: BrowserContext
) -> None:
    page = context.new_page()
    begin(page, server)
    restart(server, page)  # not settled: the new session has not drawn a field yet
    hours = page.get_by_label(HOURS, exact=True).first
    hours.fill("7")
    hours.press("Enter")
    page.get_by_text("The next towns too").click()
    expect(page.get_by_role("radio", name="The next towns too")).to_be_checked()
    settled(page)
    expect(page.get_by_text(STARTED_ANEW)).to_have_count(0)
    page.reload()
    settled(page)
    assert (number(page, PEOPLE), number(page, HOURS)) == ("3", "7")
    expect(page.get_by_role("radio", name="The next towns too")).to_be_checked()
    page.get_by_role("link", name="Start", exact=True).click()
    settled(page)
    restart(server, page)
    page.get_by_role("link", name="Your business").click()
    expect(page.get_by_role("heading", name="Your business")).to_be_visible()
    settled(page)
    assert number(page, HOURS) == "7"
    page.get_by_text("The full picture").click()
    settled(page)
    page.get_by_role("button", name="Next").click()
    expect(page.get_by_text("2 of 6")).to_be_visible()
    settled(page)
    restart(server, page)
    settled(page)
    page.get_by_role("button", name="Next").click()
    expect(page.get_by_text("3 of 6")).to_be_visible()
    settled(page)
    page.reload()
    expect(page.get_by_text("3 of 6")).to_be_visible()


def test_ticks_the_start_of_the_plan_and_what_was_tried_outlive_restart_and_reload(
    server: Server, context: BrowserContext
) -> None:
    page = context.new_page()
    open_example(page, server, 0)
    page.get_by_role("link", name="The plan").click()
    expect(page.get_by_role("heading", name="Week 1, from")).to_be_visible()
    settled(page)
    page.get_by_role("spinbutton").first.click()
    page.keyboard.type("20270201")
    page.keyboard.press("Enter")
    settled(page)
    tasks = page.locator('[data-testid="stCheckbox"] label', has=page.get_by_role("checkbox"))
    tasks.nth(0).click()
    expect(page.get_by_text(re.compile("Week 1, from 1 February.*1 of"))).to_be_visible()
    settled(page)
    restart(server, page)
    tasks.nth(1).click()  # in the moment the server is back
    expect(page.get_by_text(re.compile("Week 1, from 1 February.*2 of"))).to_be_visible()
    settled(page)
    page.reload()
    expect(page.get_by_text(re.compile("Week 1, from 1 February.*2 of"))).to_be_visible()
    page.get_by_role("link", name="What if").click()
    slider = page.get_by_role("slider", name="Your hours a week")
    expect(slider).to_be_visible()
    settled(page)
    slider.press("ArrowRight")
    expect(page.get_by_text("Tried:")).to_be_visible()
    settled(page)
    tried = page.get_by_text("Tried:").inner_text()
    restart(server, page)
    settled(page)
    expect(page.get_by_text("Tried:")).to_have_text(tried)
    slider.press("ArrowRight")
    settled(page)
    expect(page.get_by_text("Tried:")).not_to_have_text(tried)
    tried = page.get_by_text("Tried:").inner_text()
    page.reload()
    expect(page.get_by_text("Tried:")).to_have_text(tried)


def test_a_talk_goes_on_at_its_slide_in_its_own_tab_alone(
    desk: Server, context: BrowserContext
) -> None:
    page = presented(desk, context)
    for number in (2, 3, 4):
        page.keyboard.press("ArrowRight")
        at(page, number)
    page.reload()
    at(page, 4)
    restart(desk, page)
    page.get_by_role("button", name="Next").click()
    at(page, 5)
    other = context.new_page()
    other.goto(f"{desk.url}/present")
    at(other, 1)
    page.goto(f"{desk.url}/clients")
    settled(page)
    add_client(page, "Ada", with_answers=True)
    page.get_by_role("link", name="Present", exact=True).click()
    at(page, 1)
    page.reload()
    at(page, 1)


def test_a_file_that_went_with_the_server_is_said(server: Server, context: BrowserContext) -> None:
    page = context.new_page()
    open_example(page, server, 0)
    page.get_by_role("link", name="Export").click()
    settled(page)
    page.get_by_text("Calendar (.ics)").click()
    settled(page)
    page.get_by_role("button", name="Make the file").click()
    expect(page.get_by_text("Take it: Calendar")).to_be_visible()
    settled(page)
    restart(server, page)
    expect(page.get_by_text("The file made before (Calendar) was dropped")).to_be_visible()
    settled(page)
    expect(page.get_by_text("Take it: Calendar")).to_have_count(0)
    page.get_by_text("Table (.csv)").click()  # which takes longer
    settled(page)
    page.get_by_role("button", name="Make the file").click()
    page.wait_for_selector('[data-testid="stProgress"]')
    server.process.kill()  # type: ignore[union-attr]  # in the middle of making it
    server.stop()
    server.start()
    expect(page.get_by_text("while it was working for you")).to_be_visible()
    settled(page)
    page.get_by_role("button", name="Understood").click()
    expect(page.get_by_text("while it was working for you")).to_have_count(0)


def test_a_press_that_the_server_had_no_time_for_is_said(
    server: Server, context: BrowserContext
) -> None:
    page = context.new_page()
    page.goto(server.url)
    settled(page)
    assert server.process is not None
    server.process.send_signal(signal.SIGSTOP)  # what is sent now arrives and is never read
    page.get_by_role("button", name="Start with mine").click()
    server.process.kill()
    server.stop()
    server.start()
    expect(page.get_by_text("may not have counted")).to_be_visible()
    settled(page)
    page.get_by_role("button", name="Understood").click()
    expect(page.get_by_text("may not have counted")).to_have_count(0)


def test_of_two_tabs_each_says_that_the_other_changed(
    server: Server, context: BrowserContext
) -> None:
    one, two = context.new_page(), context.new_page()
    begin(one, server)
    two.goto(f"{server.url}/questionnaire")
    settled(two)
    assert number(two, PEOPLE) == "3"
    expect(one.get_by_text(OTHER_TAB)).to_have_count(0)  # reading changes nothing
    type_in(two, PEOPLE, "5")
    expect(one.get_by_text(OTHER_TAB)).to_be_visible()
    settled(one)
    type_in(one, HOURS, "9")  # nothing of the other is overwritten by going on
    assert "9" not in str(two.evaluate("localStorage['marketing-strategy-advisor.draft']"))
    one.get_by_role("button", name="Keep what stands here").click()
    settled(one)
    expect(one.get_by_text(OTHER_TAB)).to_have_count(0)
    expect(two.get_by_text(OTHER_TAB)).to_be_visible()
    settled(two)
    two.get_by_role("button", name="Take what the other tab has").click()
    settled(two)
    expect(two.get_by_text(OTHER_TAB)).to_have_count(0)
    assert (number(two, PEOPLE), number(two, HOURS)) == ("3", "9")


def test_what_was_forgotten_for_good_stays_forgotten_beside_an_open_tab(
    server: Server, context: BrowserContext
) -> None:
    one, two = context.new_page(), context.new_page()
    begin(one, server)
    two.goto(f"{server.url}/questionnaire")
    settled(two)
    two.get_by_text("Keep, open or forget these answers").click()
    settled(two)
    two.locator("label", has_text="Forget my answers").click()
    two.get_by_role("button", name="Forget them for good").click()
    settled(two)
    expect(one.get_by_text("forgotten in another tab")).to_be_visible()
    settled(one)
    type_in(one, HOURS, "9")
    assert "Sedalia" not in one.evaluate("JSON.stringify(window.localStorage)")
    two.reload()
    settled(two)
    assert number(two, PEOPLE) == ""
    one.get_by_role("button", name="Forget them here too").click()
    settled(one)
    assert number(one, PEOPLE) == ""


@pytest.mark.parametrize("how", ["get", "setItem"])
def test_a_browser_without_storage_is_told_so_once(
    server: Server, context: BrowserContext, how: str
) -> None:
    page = context.new_page()
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw new Error('no'); }})"
        if how == "get"
        else "Storage.prototype.setItem = () => { throw new DOMException('full'); }"
    )
    begin(page, server)
    said = page.get_by_text("This browser keeps nothing for this page")
    expect(said).to_be_visible()
    with page.expect_download() as got:
        page.get_by_role("button", name="Keep my answers as a file").first.click()
    assert "Sedalia" in Path(got.value.path()).read_text()
    page.get_by_role("button", name="Understood").click()
    settled(page)
    expect(said).to_have_count(0)
    page.get_by_role("link", name="Start", exact=True).click()
    expect(page.get_by_text("Nothing about you is kept, neither")).to_be_visible()
    settled(page)
    expect(said).to_have_count(0)
    # The tab itself remembers, also over a restart.
    page.get_by_role("link", name="Your business").click()
    settled(page)
    restart(server, page)
    settled(page)
    assert number(page, PEOPLE) == "3"


def test_a_client_added_by_five_clicks_is_one_and_a_long_note_and_a_bad_logo_lose_nothing(
    desk: Server, context: BrowserContext
) -> None:
    page = context.new_page()
    page.goto(f"{desk.url}/clients")
    settled(page)
    page.get_by_text("Add a client").click()
    page.get_by_label("Name of the client").fill("Hasty")
    button = page.get_by_role("button", name="Add", exact=True)
    button.evaluate("b => { for (let i = 0; i < 5; i += 1) b.click(); }")
    expect(page.get_by_text("Hasty is added.")).to_be_visible()
    settled(page)
    page.get_by_text("Edit the client").click()
    settled(page)
    page.get_by_label("Notes (only you see them)").fill("A long note, half an hour of work.")
    restart(desk, page)
    settled(page)
    expect(page.get_by_label("Notes (only you see them)")).to_have_value(re.compile("A long note"))
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Saved, without a logo.")).to_be_visible()
    settled(page)
    page.reload()
    settled(page)
    page.get_by_text("My notes (private)").click()
    expect(page.get_by_text("A long note, half an hour of work.").first).to_be_visible()
    page.get_by_text("Edit the client").click()
    settled(page)
    for name, content, reason in (
        ("logo.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "it is an SVG drawing"),
        ("logo.png", b"\x89PNG\r\n\x1a\n" + b"0" * 2_100_000, "it has 2.1 MB"),
        ("big.png", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + (30_000).to_bytes(4, "big") * 2,
         "30,000 by 30,000 pixels"),
    ):  # fmt: skip
        page.locator('[data-testid="stFileUploader"] input').set_input_files(
            {"name": name, "mimeType": "image/png", "buffer": content}
        )
        settled(page)
        page.get_by_role("button", name="Save", exact=True).click()
        expect(page.get_by_text(reason)).to_be_visible()
        expect(page.get_by_text("Saved, but without the new logo.")).to_be_visible()
        settled(page)
    page.get_by_role("button", name="All clients").click()
    settled(page)
    expect(page.locator("button").filter(has_text=re.compile("^Open$"))).to_have_count(1)


def test_own_answers_put_aside_for_a_client_outlive_reload_and_restart(
    desk: Server, context: BrowserContext
) -> None:
    page = context.new_page()
    begin(page, desk)
    page.goto(f"{desk.url}/clients")
    settled(page)
    page.get_by_text("Add a client").click()
    page.get_by_label("Name of the client").fill("Somebody")
    restart(desk, page)
    page.get_by_role("button", name="Add", exact=True).click()  # in the moment the server is back
    expect(page.get_by_text("Somebody is added.")).to_be_visible()
    settled(page)
    page.get_by_role("button", name="Change the answers").click()
    settled(page)
    assert number(page, PEOPLE) == ""  # a new client begins with nothing
    type_in(page, PEOPLE, "8")
    page.reload()
    settled(page)
    restart(desk, page)
    settled(page)
    assert number(page, PEOPLE) == "8"
    to_clients(page)
    expect(page.get_by_role("heading", name="Somebody")).to_be_visible()  # it is still open
    page.get_by_role("button", name="Bring them back").click()
    settled(page)
    page.get_by_role("link", name="Your business").click()
    settled(page)
    assert number(page, PEOPLE) == "3"
