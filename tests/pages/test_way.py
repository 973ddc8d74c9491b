"""An owner is led from page to page without the menu."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from advisor.ui.navigation import BY_NAME, ENTRIES, EXPLORE, NEXT
from tests.pages.conftest import PLUMBER

Opened = Callable[..., AppTest]


def followed(page: str) -> list[str]:
    """Return the pages the next buttons lead along from a page on."""
    found = [page]
    while found[-1] in NEXT:
        found.append(NEXT[found[-1]])
    return found


def test_the_way_of_an_owner_is_short_and_every_page_to_explore_comes_back_to_it() -> None:
    assert followed("strategy") == ["strategy", "plan", "how_sure", "export"]
    explored = [entry.name for entry in ENTRIES if entry.section == EXPLORE]
    assert len(explored) == 6
    assert followed(explored[0]) == [*explored, "plan", "how_sure", "export"]


@pytest.mark.parametrize("name", ["strategy", "what_if", "plan", "how_sure"])
def test_the_next_button_leads_to_the_page_that_follows(open_app: Opened, name: str) -> None:
    at = open_app(PLUMBER, name)
    follows = BY_NAME[NEXT[name]]
    next(b for b in at.button if b.label == f"Next: {follows.title}").click().run(timeout=90)
    assert not at.exception
    assert [b.label for b in at.button if b.label == f"Next: {follows.title}"] == []


def test_the_answer_leads_to_every_page_to_explore_with_a_line_on_it(open_app: Opened) -> None:
    at = open_app(PLUMBER, "strategy")
    at.session_state["explore"] = True
    links = at.run().get("page_link")
    explored = [entry for entry in ENTRIES if entry.section == EXPLORE]
    assert [link.proto.label for link in links] == [f"{e.title}: {e.line}" for e in explored]
    assert all(entry.line for entry in explored)


@pytest.mark.parametrize("name", ["what_if", "plan", "how_sure", "export", "platforms"])
def test_the_way_back_has_one_name(open_app: Opened, name: str) -> None:
    back = [b.label for b in open_app(PLUMBER, name).button if b.label.startswith("Back to ")]
    assert back == ["Back to your strategy"]
