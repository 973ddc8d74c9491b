"""Two clients in a real browser: no page shows a mark of the other, in words or in fields."""

from __future__ import annotations

import re

from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import Server, settled, shot
from tests.browser.test_consultant import add_client, open_example, to_clients

MAIN = ("Your business", "Your strategy", "What if", "The plan", "Clients", "Present", "Export")


def text(page: Page) -> str:
    """Return the words on screen and what stands in fields."""
    fields = "[...document.querySelectorAll('input, textarea')].map((e) => e.value).join('\\n')"
    return f"{page.locator('body').inner_text()}\n{page.evaluate(fields)}"


def walk(page: Page, names: tuple[str, ...] = MAIN) -> dict[str, str]:
    found = {}
    for name in names:
        page.get_by_role("link", name=name, exact=True).click()
        settled(page)
        found[name] = text(page)
        if name == "Present":
            page.get_by_role("button", name="Leave").click()
            settled(page)
    return found


def begin(page: Page, desk: Server, example: int, name: str, note: str) -> None:
    open_example(page, desk, example)
    page.get_by_role("link", name="Start", exact=True).click()
    settled(page)
    page.get_by_role("link", name="For consultants").click()
    settled(page)
    add_client(page, name, with_answers=True)
    page.get_by_role("button", name="Keep the answers on screen").click()
    expect(page.get_by_text("Kept as number 1.")).to_be_visible()
    settled(page)
    page.get_by_text("Edit the client").click()
    settled(page)
    page.get_by_label("Notes (only you see them)").fill(note)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Saved, without a logo.")).to_be_visible()
    settled(page)


def test_two_clients_never_meet_on_a_page(desk: Server, context: BrowserContext) -> None:
    page = context.new_page()
    begin(page, desk, 0, "Alphaville Pipes", "alphanote")
    first = walk(page)
    assert "Northampton" in first["Your business"]
    page.get_by_role("link", name="What if", exact=True).click()
    settled(page)
    page.get_by_role("slider", name="Your hours a week").press("ArrowRight")
    expect(page.get_by_text("Tried:")).to_be_visible()
    settled(page)
    to_clients(page)
    page.get_by_label("What was decided?").fill("alphadecision")
    page.get_by_role("button", name="All clients").click()
    settled(page)
    begin(page, desk, 1, "Betaburg Shop", "betanote")
    for name, shown in walk(page).items():
        for mark in ("Alphaville", "alphanote", "alphadecision", "Northampton", "Tried:", "USD a"):
            assert mark not in shown, f"{mark} on {name}"
        assert "betanote" not in shown, name  # private until asked for
    to_clients(page)
    shot(page, "clients-apart-wide")
    page.reload()
    expect(page.get_by_role("heading", name="Betaburg Shop")).to_be_visible()  # still open
    settled(page)
    page.get_by_role("button", name="Delete …").click()
    page.get_by_text("I want it gone").click()
    settled(page)
    page.get_by_role("button", name="Delete for good").click()
    expect(page.get_by_text(re.compile("^Deleted"))).to_be_visible()
    settled(page)
    for name, shown in walk(page, ("Your business", "Your strategy", "Clients")).items():
        assert "Betaburg" not in shown or name == "Clients", name
        assert "Alphaville" not in shown or name == "Clients", name
    assert "Betaburg" not in page.evaluate("JSON.stringify(window.localStorage)")
