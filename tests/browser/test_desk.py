"""The consultant's overview, a client begun by its trade, a decision, a what-if that lasts."""

from __future__ import annotations

from datetime import date, timedelta

from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import PHONE, WIDE, Server, overhang, settled, shot
from tests.browser.test_consultant import add_client, open_example, save_scenario
from tests.browser.test_journeys import choose

LAPTOP = {"width": 1366, "height": 768}


def plan_review(page: Page, day: date, about: str) -> None:
    """Plan a review date in the last form that asks for one."""
    field = page.locator('[data-testid="stDateInput"]').nth(2)
    field.get_by_role("spinbutton").first.click()
    page.keyboard.type(f"{day:%Y%m%d}", delay=40)
    page.get_by_label("What to look at").fill(about)
    page.get_by_role("button", name="Plan it").click()
    expect(page.get_by_text(about)).to_be_visible()
    settled(page)


def test_a_client_is_begun_by_its_trade_and_what_is_due_is_on_the_overview(
    desk: Server, context: BrowserContext
) -> None:
    page = context.new_page()
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page.goto(f"{desk.url}/clients")
    settled(page)
    add_client(page, "Another one")
    page.get_by_role("button", name="All clients").click()
    settled(page)
    page.get_by_text("Add a client").click()
    settled(page)
    page.get_by_label("Name of the client").fill("Panadería Sol")
    # A list closes when what it belongs to is scrolled.
    page.get_by_role("button", name="Add", exact=True).scroll_into_view_if_needed()
    settled(page)
    choose(page, "Begin with the usual answers of a trade", "Bakery or food shop", "Baker")
    choose(page, "In which country", "Mexico")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_text("Panadería Sol is added.")).to_be_visible()
    expect(page.get_by_text("of the answers are the usual ones of the trade")).to_be_visible()
    settled(page)
    shot(page, "desk-template-phone")
    page.get_by_role("button", name="Change the answers").click()
    settled(page)
    # Where they are asked, too.
    expect(page.get_by_text("of the answers are the usual ones of the trade")).to_be_visible()
    page.goto(f"{desk.url}/clients")
    settled(page)
    plan_review(page, date.today() + timedelta(days=2), "Look at the oven")
    page.get_by_role("button", name="All clients").click()
    settled(page)
    expect(page.get_by_text("Look at the oven")).to_be_visible()
    assert page.get_by_text("Another one").count() == 1
    page.locator("label", has_text="1 client has something due this week").click()
    settled(page)
    assert page.get_by_text("Another one").count() == 0
    for view, size in (("phone", PHONE), ("wide", LAPTOP)):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        settled(page)
        assert overhang(page) <= 1
        shot(page, f"desk-due-{view}")


def test_what_was_tried_in_the_room_outlives_a_restart_and_becomes_a_scenario(
    desk: Server, context: BrowserContext
) -> None:
    page = context.new_page()
    page.set_viewport_size(LAPTOP)  # type: ignore[arg-type]
    open_example(page, desk, 0)
    page.goto(f"{desk.url}/clients")
    settled(page)
    add_client(page, "Ada", with_answers=True)
    page.get_by_role("button", name="Keep the answers on screen").click()
    expect(page.get_by_text("Kept as number 1.")).to_be_visible()
    save_scenario(page, "As it is")
    choose(page, "On which scenario", "As it is")
    page.get_by_label("Why", exact=True).fill("The van is paid for")
    page.get_by_role("button", name="Write it down").click()
    expect(page.get_by_text("Why: The van is paid for")).to_be_visible()
    settled(page)
    page.get_by_role("link", name="Present", exact=True).click()
    settled(page)
    page.get_by_role("button", name="What if").click()
    settled(page)
    page.get_by_role("slider", name="Hours a week").focus()
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    told = page.get_by_text("What if: 7 hours a week")
    expect(told).to_be_visible()
    settled(page)
    desk.stop()
    desk.start()
    page.goto(f"{desk.url}/present")
    settled(page)
    expect(told).to_be_visible()
    page.get_by_role("button", name="What if").click()
    settled(page)
    page.get_by_role("button", name="Keep it as a scenario").click()
    expect(page.get_by_text("Saved: 7 h a week")).to_be_visible()
    settled(page)
    shot(page, "desk-present-kept", whole=False)
    page.get_by_role("button", name="As it was asked").click()
    expect(told).to_have_count(0)
    settled(page)
    page.set_viewport_size(WIDE)  # type: ignore[arg-type]
    page.goto(f"{desk.url}/clients")
    settled(page)
    expect(page.get_by_text("7 h a week, 100 USD a month")).to_be_visible()
