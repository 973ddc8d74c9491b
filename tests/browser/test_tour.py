"""A tour of every page with answers in it: on a wide screen in light, on a phone in the dark
with everything opened that is folded away.

No error box, nothing to scroll sideways, no serious finding of axe; a screenshot of each is kept.
A page is opened once and shown on both.
"""

from __future__ import annotations

from playwright.sync_api import BrowserContext, Page, expect

from advisor.evidence import load_examples
from advisor.profile.sharing import share_link
from advisor.ui.navigation import CONSULTANT, ENTRIES
from tests.browser.conftest import PHONE, WIDE, Server, overhang, serious, settled, shot
from tests.browser.test_consultant import add_client, save_scenario, tick

EXAMPLE = "shop_bamberg"
TOURS = {"wide-light": (WIDE, "light"), "phone-dark": (PHONE, "dark")}
FOLDED = ("strategy", "plan", "how_sure")  # what is read second is a click away
SHORT = {  # answers on one screen, the rest in so many boxes
    "face_to_face": 6, "which_fits": 4, "platforms": 5, "adverts": 6, "me_or_manager": 5,
}  # fmt: skip
SCREENS = 1.3  # of a phone or a laptop, at most
ERRORS = '[data-testid="stException"], [data-testid="stAlertContentError"]'


def open_boxes(page: Page, boxes: str = '[data-testid="stMain"] details > summary') -> int:
    """Open what is folded away on the page, but not what is inside; return how many boxes."""
    found: int = page.locator(boxes).evaluate_all(
        """(all) => { const shut = all.filter((one) => !one.parentElement.open);
          shut.forEach((one) => one.click()); return shut.length; }"""
    )
    settled(page)
    return found


def faults(page: Page, name: str) -> list[str]:
    """Return what is wrong with the page on screen, which stands still."""
    found = [f"{name}: {text}" for text in page.locator(ERRORS).all_inner_texts()]
    body = page.locator('[data-testid="stMain"]').inner_text()
    found += [
        f"{name}: {words}"
        for words in ("Something went wrong", "Seven answers are needed", "One moment")
        if words in body
    ]
    if (beyond := overhang(page)) > 0:
        found.append(f"{name}: {beyond} pixels to the side")
    return found + serious(page, name)


def height_of(page: Page) -> int:
    return int(page.evaluate("document.querySelector('[data-testid=\"stMain\"]').scrollHeight"))


def opened(page: Page, name: str) -> list[str]:
    """Return what is wrong with a short page: longer than it may be, or faulty once opened."""
    found = []
    height = height_of(page)
    if height > SCREENS * (page.viewport_size or WIDE)["height"]:
        found.append(f"{name}: {height} pixels high")
    assert open_boxes(page, '[class*="st-key-part_"] > div > details > summary') == SHORT[name]
    return found + faults(page, f"{name}, opened")


def looked_at(page: Page, name: str, kept_as: str) -> list[str]:
    """Return what is wrong with the page on screen on a wide screen, then on a phone in the dark.

    The phone is on screen afterwards.
    """
    found = []
    for tour in TOURS:
        show_on(page, tour)
        found += faults(page, f"{name}, {tour}")
        shot(page, f"{kept_as}-{tour}")
    return found


def show_on(page: Page, tour: str) -> None:
    size, scheme = TOURS[tour]
    page.set_viewport_size(size)  # type: ignore[arg-type]
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    settled(page)


def test_every_page_is_whole_fits_and_can_be_read(whole: Server, context: BrowserContext) -> None:
    page = context.new_page()
    page.goto(share_link(f"{whole.url}/", dict(load_examples()[EXAMPLE]["profile"])))
    page.get_by_role("button", name="Open them").click()
    expect(page.get_by_role("heading", name="Do these three things first")).to_be_visible()
    found: list[str] = []
    for entry in ENTRIES:
        if entry.name in CONSULTANT:  # with clients in them, below
            continue
        show_on(page, "wide-light")
        page.get_by_role("link", name=entry.title, exact=True).first.click()
        settled(page)
        if entry.name == "strategy":
            shot(page, "picture-wide-light", whole=False)
        found += looked_at(page, entry.name, entry.name)
        if entry.name in SHORT:
            found += opened(page, entry.name)
            shot(page, f"{entry.name}-opened-phone-dark")
        if entry.name in FOLDED:
            if entry.name == "how_sure":  # on one screen, until what would move it is asked for
                expect(page.get_by_text("tries each of them")).to_be_visible()
                assert height_of(page) <= PHONE["height"]
            assert open_boxes(page) > 0
            found += faults(page, f"{entry.name}, all open")
            if entry.name == "how_sure":
                expect(page.get_by_text("Most depends on")).to_be_visible()
                expect(page.get_by_role("heading", name="Our uncertain figures")).to_be_visible()
            shot(page, f"{entry.name}-open-phone-dark")
        if entry.name == "present":
            show_on(page, "wide-light")
            page.get_by_role("button", name="Next").click()
            settled(page)
            found += looked_at(page, "present, second screen", "present-2")
            page.get_by_role("button", name="Leave").click()
            settled(page)
    page.goto(f"{whole.url}/compare")
    settled(page)
    found += faults(page, "compare without a client")
    page.goto(f"{whole.url}/clients")
    settled(page)
    add_client(page, "Ada's Plumbing", with_answers=True)
    save_scenario(page, "As it is")
    save_scenario(page, "Twice")
    found += looked_at(page, "client", "consultant-client")
    tick(page, "As it is")
    tick(page, "Twice")
    page.get_by_role("button", name="Compare 2 scenarios").click()
    expect(page.get_by_role("heading", name="The mixes")).to_be_visible()
    found += looked_at(page, "compare", "consultant-compare")
    page.get_by_role("button", name="Back to the client").click()
    settled(page)
    page.get_by_role("button", name="All clients").click()
    found += looked_at(page, "clients", "consultant-clients")
    assert found == []
