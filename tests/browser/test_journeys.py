"""Journeys of the owner and of the consultant in a real browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from advisor.ui.navigation import MOVED
from tests.browser.conftest import PHONE, Server, new_visitor, overhang, settled, shot


def choose(page: Page, question: str, answer: str, typed: str = "") -> None:
    """Choose an answer by what is typed; of what is not its name the first one found is taken."""
    box = page.get_by_role("combobox", name=question)
    box.click()
    box.fill(typed or answer)
    page.get_by_role("option", name=answer, exact=not typed).first.click()
    settled(page)


def type_in(page: Page, question: str, answer: str) -> None:
    """Type an answer once; whatever redraws the page meanwhile must leave it there."""
    box = page.get_by_label(question, exact=True).first
    box.fill(answer)
    box.press("Enter")
    settled(page)
    assert box.input_value().startswith(answer), f"{question} did not keep {answer}"


def test_an_owner_gets_an_answer_and_loses_nothing(server: Server, context: BrowserContext) -> None:
    page = context.new_page()
    page.goto(server.url)
    page.get_by_role("button", name="Start with mine").click()
    expect(page.get_by_role("heading", name="Your business")).to_be_visible()
    settled(page)
    choose(page, "In which country?", "United States")
    choose(page, "What is your trade?", "Roofing", typed="roofer")
    type_in(page, "In which town are you?", "Sedalia")
    expect(page.get_by_text("Which one is it?")).to_be_visible()
    type_in(page, "How many people work in the business, you included?", "2")
    page.get_by_text("The next towns too").click()
    settled(page)
    type_in(page, "How many hours a week can you yourself give to marketing?", "6,5")
    expect(page.get_by_text("Understood: 6.5 hours a week")).to_be_visible()
    type_in(page, "How much money a month can go into marketing, in USD?", "350")
    shot(page, "owner-questionnaire-wide")

    # A reload and then a restart of the server: the answers are back.
    page.reload()
    settled(page)
    expect(page.get_by_text("All that is needed is answered.")).to_be_visible()
    server.stop()
    server.start()
    page.reload()
    settled(page)
    expect(page.get_by_text("All that is needed is answered.")).to_be_visible()
    assert "Sedalia" not in page.url

    page.get_by_role("button", name="Show my strategy").click()
    expect(page.get_by_role("heading", name="Do these three things first")).to_be_visible()
    settled(page)
    shot(page, "owner-strategy-wide")
    page.set_viewport_size(PHONE)
    settled(page)
    shot(page, "owner-strategy-phone")
    assert overhang(page) <= 1
    # What a person acts on stands on the first screen of a phone, and the whole page is short.
    high = "document.querySelector('[data-testid=\"stMain\"]').scrollHeight"
    page.wait_for_function(f"{high} < {2 * PHONE['height']}", timeout=20_000)
    first = page.get_by_role("heading", name="first").bounding_box()
    picture = page.locator(".st-key-chart_sources").bounding_box()
    assert first is not None
    assert picture is not None
    assert first["y"] < PHONE["height"] / 2
    assert picture["y"] + picture["height"] / 2 < PHONE["height"]


def test_a_consultant_opens_an_example_and_its_sources(
    server: Server, context: BrowserContext
) -> None:
    page = context.new_page()
    page.goto(server.url)
    settled(page)
    page.get_by_role("button", name="Open this one").nth(1).click()
    expect(page.get_by_role("heading", name="Do these three things first")).to_be_visible()
    settled(page)
    for words in ("Every channel, in or out", "in the mix", "Figures and sources"):
        page.get_by_text(words).first.click()
        settled(page)
    expect(page.get_by_text("our judgement").first).to_be_visible()
    page.get_by_role("button", name="How sure is this?").click()
    page.get_by_text("Every number and its source").click()
    expect(page.get_by_text("Judgement is marked, never hidden.")).to_be_visible()
    settled(page)
    shot(page, "consultant-numbers-wide")


@pytest.mark.parametrize("address", ["how_sure", MOVED[0]])
def test_a_cold_deep_link_lands_in_the_app_and_keeps_its_query(
    cold: Server, context: BrowserContext, address: str
) -> None:
    page = context.new_page()
    page.goto(f"{cold.url}/{address}?from=mail")
    expect(page.get_by_role("heading", name="How sure is this?")).to_be_visible()
    expect(page.get_by_role("link", name="Your business")).to_be_visible()
    settled(page)
    assert page.url == f"{cold.url}/how_sure?from=mail"
    assert page.title().endswith(" – Marketing Strategy Advisor")
    for other in MOVED[1:]:
        page.goto(f"{cold.url}/{other}?from=mail")
        expect(page).to_have_url(f"{cold.url}/how_sure?from=mail")


def test_an_example_never_takes_the_place_of_ones_own_answers_for_good(
    server: Server, context: BrowserContext
) -> None:
    page = context.new_page()
    page.goto(f"{server.url}/questionnaire")
    settled(page)
    choose(page, "In which country?", "United States")
    type_in(page, "In which town are you?", "Sedalia")
    settled(page)
    page.get_by_role("link", name="Start").click()
    settled(page)
    page.get_by_role("button", name="Open this one").first.click()
    settled(page)
    page.get_by_role("button", name="Open it").click()
    expect(page.get_by_role("heading", name="Do these three things first")).to_be_visible()
    settled(page)
    page.reload()
    expect(page.get_by_role("heading", name="Do these three things first")).to_be_visible()
    settled(page)
    page.get_by_role("button", name="Bring my own answers back").click()
    settled(page)
    page.get_by_role("link", name="Your business").click()
    box = page.get_by_label("In which town are you?", exact=True).first
    expect(box).to_have_value("Sedalia")


def test_a_town_typed_last_and_a_number_emptied_last_stay_so_over_a_reload(
    server: Server, context: BrowserContext
) -> None:
    page = context.new_page()
    page.goto(f"{server.url}/questionnaire")
    settled(page)
    choose(page, "In which country?", "United States")
    question = "How many people work in the business, you included?"
    type_in(page, question, "3")
    number = page.get_by_label(question, exact=True).first
    number.fill("")
    number.press("Enter")
    settled(page)
    expect(number).to_have_value("")
    type_in(page, "In which town are you?", "Sedalia")
    expect(page.get_by_text("Sedalia, Missouri")).to_be_visible()
    page.reload()
    settled(page)
    expect(number).to_have_value("")
    box = page.get_by_label("In which town are you?", exact=True).first
    expect(box).to_have_value("Sedalia")


def test_a_click_in_the_first_moment_counts(server: Server, context: BrowserContext) -> None:
    page = context.new_page()
    # A browser that keeps answers: they arrive while the page is drawn for the first time.
    page.add_init_script(
        "localStorage.setItem('marketing-strategy-advisor.draft', '{\"people_working\": 3}')"
    )
    page.goto(server.url, wait_until="commit")
    page.get_by_role("button", name="with mine").click()
    expect(page.get_by_role("heading", name="Your business")).to_be_visible()
    settled(page)
    expect(page.get_by_role("heading", name="Your business")).to_be_visible()
    box = page.get_by_label("How many people work in the business, you included?", exact=True)
    expect(box.first).to_have_value("3")


def test_what_is_typed_last_is_kept_when_the_page_is_left_at_once(
    server: Server, browser: Browser
) -> None:
    context = new_visitor(browser)  # slowed down: alone in its process
    page = context.new_page()
    page.goto(f"{server.url}/questionnaire")
    settled(page)
    slow = context.new_cdp_session(page)
    slow.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    page.get_by_label("In which town are you?", exact=True).first.fill("Sedalia")
    page.get_by_role("link", name="Start").click()
    expect(page.get_by_role("heading", name="Which marketing strategy")).to_be_visible()
    settled(page)
    page.get_by_role("link", name="Your business").click()
    box = page.get_by_label("In which town are you?", exact=True).first
    expect(box).to_have_value("Sedalia")
    settled(page)
    box.fill("Boonville")  # and is still in the field
    page.go_back()
    expect(page.get_by_role("heading", name="Which marketing strategy")).to_be_visible()
    settled(page)
    page.go_forward()
    expect(box).to_have_value("Boonville")
    settled(page)
    box.fill("Columbia")
    page.reload()
    expect(box).to_have_value("Columbia")
    settled(page)
    assert "Columbia" in page.evaluate("localStorage['marketing-strategy-advisor.draft']")
    context.close()


def test_each_step_of_the_full_picture_begins_at_its_top(
    context: BrowserContext, server: Server
) -> None:
    page = context.new_page()
    page.goto(f"{server.url}/questionnaire")
    settled(page)
    page.get_by_text("The full picture").click()
    settled(page)
    page.get_by_role("button", name="Next").click()  # scrolled to before it is clicked
    expect(page.get_by_role("heading", name="2 of 6")).to_be_in_viewport()
