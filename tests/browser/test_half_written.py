"""What is half written in a form is there again: after a reload, a restart, and another client."""

from __future__ import annotations

import re

from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.conftest import Server, settled
from tests.browser.test_consultant import add_client, open_example, to_clients
from tests.browser.test_kept import restart

NOTES, DECISION, LOOK = "Notes (only you see them)", "What was decided?", "What to look at"
NAMED = "Name of the scenario for"
TYPED = "JSON.stringify(window.sessionStorage)"


def again(page: Page) -> None:
    page.reload()
    settled(page)


def of_scenario(page: Page, label: str) -> Locator:
    """Return a field of what can be changed of the first scenario, opened."""
    page.get_by_role("button", name="Change …").first.click()
    return page.locator('[data-testid="stPopoverBody"]').get_by_label(label, exact=True)


def test_half_written_notes_are_there_again_and_wait_for_their_client(
    desk: Server, context: BrowserContext
) -> None:
    page = context.new_page()
    page.goto(f"{desk.url}/clients")
    settled(page)
    page.get_by_text("Add a client").click()
    page.get_by_label("Contact", exact=True).fill("half a contact")
    again(page)
    page.get_by_text("Add a client").click()
    expect(page.get_by_label("Contact", exact=True)).to_have_value("half a contact")
    page.get_by_text("Add a client").click()
    add_client(page, "Ada")
    assert "half" not in page.evaluate(TYPED)  # it is sent
    page.get_by_label(DECISION).fill("half decided")
    page.get_by_text("Edit the client").click()
    settled(page)
    page.get_by_label(NOTES).fill("half written")
    page.reload(wait_until="commit")
    page.get_by_label(DECISION).click()  # before it is there again
    page.keyboard.type(" and on")
    settled(page)
    expect(page.get_by_label(DECISION)).to_have_value("half decided and on")
    page.get_by_text("Edit the client").click()
    expect(page.get_by_label(NOTES)).to_have_value("half written")
    page.get_by_role("link", name="Start", exact=True).click()
    settled(page)
    to_clients(page)
    page.get_by_text("Edit the client").click()
    expect(page.get_by_label(NOTES)).to_have_value("half written")
    page.get_by_role("button", name="Archive").click()  # the form is drawn anew
    expect(page.get_by_text("Archived: find it")).to_be_visible()
    settled(page)
    expect(page.get_by_label(NOTES)).to_have_value("half written")
    page.get_by_role("button", name="Take up again").click()
    settled(page)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Saved, without a logo.")).to_be_visible()
    settled(page)
    assert "half written" not in page.evaluate(TYPED)
    assert "half decided" in page.evaluate(TYPED)
    page.get_by_label(NOTES).fill("half written again")
    page.get_by_role("button", name="All clients").click()
    settled(page)
    add_client(page, "Bob")
    page.get_by_text("Edit the client").click()
    settled(page)
    expect(page.get_by_label(DECISION)).to_have_value("")
    expect(page.get_by_label(NOTES)).to_have_value("")
    page.get_by_label(LOOK).fill("half looked at")
    page.get_by_role("button", name="All clients").click()
    settled(page)
    page.locator("button").filter(has_text=re.compile("^Open$")).first.click()
    expect(page.get_by_role("heading", name="Ada")).to_be_visible()
    settled(page)
    expect(page.get_by_label(DECISION)).to_have_value("half decided and on")
    expect(page.get_by_label(LOOK)).to_have_value("")
    page.get_by_text("Edit the client").click()
    expect(page.get_by_label(NOTES)).to_have_value("half written again")
    page.get_by_role("button", name="Delete …").click()
    page.get_by_text("I want it gone").click()
    settled(page)
    page.get_by_role("button", name="Delete for good").click()
    expect(page.get_by_text("Deleted; nothing of it is left")).to_be_visible()
    settled(page)
    typed = page.evaluate(TYPED)
    assert "half decided" not in typed
    assert "half looked at" in typed  # Bob's


def test_a_scenario_half_named_and_a_form_typed_again_outlive_reload_and_restart(
    desk: Server, context: BrowserContext
) -> None:
    page = context.new_page()
    open_example(page, desk, 0)
    page.goto(f"{desk.url}/clients")
    settled(page)
    add_client(page, "Ada", with_answers=True)
    for name in ("First", "Second"):  # the second stands in the form typed again
        page.get_by_label(NAMED).fill(name)
        page.get_by_label("Note", exact=True).first.fill(f"half a note on {name}")
        again(page)
        expect(page.get_by_label(NAMED)).to_have_value(name)
        expect(page.get_by_label("Note", exact=True).first).to_have_value(f"half a note on {name}")
        if name == "First":
            page.get_by_role("button", name="Save as a scenario").dblclick()  # saves one
            expect(page.get_by_text("Saved: First.")).to_be_visible()
            settled(page)
            one = page.locator('[data-testid="stCheckbox"] label', has_text="First")
            expect(one).to_have_count(1)
            expect(page.get_by_text("cannot be used")).to_have_count(0)
            expect(page.get_by_label(NAMED)).to_have_value("")
    page.get_by_label(DECISION).fill("first")
    page.get_by_role("button", name="Write it down").click()
    expect(page.get_by_text(": first")).to_be_visible()
    settled(page)
    page.get_by_label(DECISION).fill("half of the second")
    restart(desk, page)
    settled(page)
    again(page)
    expect(page.get_by_label(DECISION)).to_have_value("half of the second")
    of_scenario(page, "Name").fill("Renamed")
    again(page)
    field = of_scenario(page, "Name")
    expect(field).to_have_value("Renamed")
    page.get_by_role("button", name="Save name and note").click()
    expect(page.get_by_text("Saved.", exact=True)).to_be_visible()
    settled(page)
    assert "Renamed" not in page.evaluate(TYPED)


def test_what_a_form_refused_or_another_window_changed_meanwhile_is_not_lost(
    desk: Server, context: BrowserContext
) -> None:
    page = context.new_page()
    page.goto(f"{desk.url}/clients")
    settled(page)
    add_client(page, "Ada")
    money = page.get_by_label("Money spent")
    money.fill("lots")
    page.get_by_label("New customers in it").fill("3")
    page.get_by_role("button", name="Write the month down").click()
    expect(page.get_by_text("Not saved")).to_be_visible()
    settled(page)
    page.get_by_role("button", name="All clients").click()
    settled(page)
    page.locator("button").filter(has_text=re.compile("^Open$")).click()
    expect(page.get_by_role("heading", name="Ada")).to_be_visible()
    settled(page)
    expect(money).to_have_value("lots")
    again(page)
    expect(money).to_have_value("lots")
    page.get_by_text("Edit the client").click()
    settled(page)
    page.get_by_label(NOTES).fill("mine")
    two = context.new_page()
    two.goto(f"{desk.url}/clients")
    settled(two)
    two.get_by_text("Edit the client").click()
    settled(two)
    expect(two.get_by_label(NOTES)).to_have_value("")  # of the other tab
    two.get_by_label(NOTES).fill("theirs")
    two.get_by_role("button", name="Save", exact=True).click()
    expect(two.get_by_text("Saved, without a logo.")).to_be_visible()
    again(page)
    page.get_by_text("Edit the client").click()
    expect(page.get_by_label(NOTES)).to_have_value("theirs\nmine")
