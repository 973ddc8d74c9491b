"""A tour of every page with answers in it: on a wide screen in light, on a phone in the dark
with everything opened that is folded away.

No error box, nothing to scroll sideways, no serious finding of axe; a screenshot of each is kept.
One browser and one server for a whole tour, so that what was worked out once is not again.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
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


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server with a workspace of its own for all tours."""
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("tour")
        patch.setenv("ADVISOR_WORKSPACE", str(folder / "workspace.sqlite"))
        running = Server()
        running.start()
        yield running
        running.stop()


def open_boxes(page: Page) -> None:
    """Open what is folded away on the page, one box after the other, but not what is inside."""
    for label in filter(None, page.locator("summary").all_inner_texts()):
        page.locator("summary", has_text=label.splitlines()[-1]).first.click()
        settled(page)


def faults(page: Page, name: str) -> list[str]:
    """Return what is wrong with the page on screen."""
    settled(page)
    found = [f"{name}: {text}" for text in page.locator(ERRORS).all_inner_texts()]
    body = page.locator('[data-testid="stMain"]').inner_text()
    found += [
        f"{name}: {words}"
        for words in ("Something went wrong", "Six answers are needed", "One moment")
        if words in body
    ]
    if (beyond := overhang(page)) > 0:
        found.append(f"{name}: {beyond} pixels to the side")
    return found + serious(page, name)


def opened(page: Page, name: str) -> list[str]:
    """Return what is wrong with a short page: longer than it may be, or faulty once opened."""
    found = []
    height = page.evaluate("document.querySelector('[data-testid=\"stMain\"]').scrollHeight")
    if height > SCREENS * (page.viewport_size or WIDE)["height"]:
        found.append(f"{name}: {height} pixels high")
    boxes = page.locator('[class*="st-key-part_"] > div > details > summary')
    expect(boxes).to_have_count(SHORT[name])
    for k in range(SHORT[name]):
        boxes.nth(k).click()
        settled(page)
    return found + faults(page, f"{name}, opened")


@pytest.mark.parametrize("tour", TOURS)
def test_every_page_is_whole_fits_and_can_be_read(
    desk: Server, context: BrowserContext, tour: str
) -> None:
    size, scheme = TOURS[tour]
    page = context.new_page()
    page.set_viewport_size(size)  # type: ignore[arg-type]
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(share_link(f"{desk.url}/", dict(load_examples()[EXAMPLE]["profile"])))
    page.get_by_role("button", name="Open them").click()
    expect(page.get_by_role("heading", name="Do these three things first")).to_be_visible()
    found: list[str] = []
    for entry in ENTRIES:
        if entry.name in CONSULTANT:  # with clients in them, below
            continue
        page.goto(desk.url if entry.name == "start" else f"{desk.url}/{entry.name}")
        found += faults(page, entry.name)
        shot(page, f"{entry.name}-{tour}")
        phone = size == PHONE  # where boxes are opened too: it takes its time
        if entry.name in SHORT and phone:
            found += opened(page, entry.name)
            shot(page, f"{entry.name}-opened-{tour}")
        if entry.name == "strategy":
            shot(page, f"picture-{tour}", whole=False)
        if entry.name in FOLDED and phone:
            open_boxes(page)
            found += faults(page, f"{entry.name}, all open")
            shot(page, f"{entry.name}-open-{tour}")
        if entry.name == "present":
            page.get_by_role("button", name="Next").click()
            found += faults(page, "present, second screen")
            shot(page, f"present-2-{tour}")
    page.goto(f"{desk.url}/compare")
    found += faults(page, "compare without a client")
    page.goto(f"{desk.url}/clients")
    settled(page)
    add_client(page, f"Ada's Plumbing {tour}", with_answers=True)
    save_scenario(page, "As it is")
    save_scenario(page, "Twice")
    found += faults(page, "client")
    shot(page, f"consultant-client-{tour}")
    tick(page, "As it is")
    tick(page, "Twice")
    page.get_by_role("button", name="Compare 2 scenarios").click()
    expect(page.get_by_role("heading", name="The mixes")).to_be_visible()
    found += faults(page, "compare")
    shot(page, f"consultant-compare-{tour}")
    page.get_by_role("button", name="Back to the client").click()
    settled(page)
    page.get_by_role("button", name="All clients").click()
    found += faults(page, "clients")
    shot(page, f"consultant-clients-{tour}")
    assert found == []
