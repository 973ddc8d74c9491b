"""One click, one thing: the order in which presses and runs of a page may meet."""

from __future__ import annotations

from typing import Any

import pytest

from advisor.ui import once


@pytest.fixture(autouse=True)
def session(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    found: dict[str, Any] = {"name_0": "Hasty"}
    monkeypatch.setattr(once.st, "session_state", found)
    return found


def test_five_presses_before_the_page_runs_are_one_order(session: dict[str, Any]) -> None:
    for _ in range(5):
        once.order("add", 0, {"name": "name_0"})
        session["name_0"] = ""  # the form is emptied by the first press
    assert once.claim("add") == {"name": "Hasty"}
    assert once.claim("add") is None


def test_a_press_that_comes_after_the_claim_is_dropped() -> None:
    once.order("add", 0, {"name": "name_0"})
    once.claim("add")
    once.order("add", 0, {"name": "name_0"})
    assert not once.ordered("add")
    assert once.ticket("add") == 1


def test_what_was_refused_can_be_asked_for_again_from_the_same_form() -> None:
    once.order("add", 0, {"name": "name_0"})
    once.claim("add")
    once.reopen("add")
    assert once.ticket("add") == 0
    once.order("add", 0, {"name": "name_0"})
    assert once.claim("add") == {"name": "Hasty"}


def test_orders_of_one_owner_are_dropped_with_it() -> None:
    once.order("save", 0, {"name": "name_0"})
    once.drop_orders()
    assert once.claim("save") is None
    once.order("save", 0, {"name": "name_0"})  # still the form of before
    assert once.claim("save") is None
