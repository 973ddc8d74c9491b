"""One click, one thing: the order in which presses and runs of a page may meet."""

from __future__ import annotations

from typing import Any

import pytest

from advisor.errors import AdvisorError
from advisor.ui import once


class _Again(Exception):  # noqa: N818 - no error, as in Streamlit
    """What Streamlit raises to draw a page anew."""


@pytest.fixture(autouse=True)
def session(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    def again() -> None:
        raise _Again

    found: dict[str, Any] = {"name_0": "Hasty"}
    monkeypatch.setattr(once.st, "session_state", found)
    monkeypatch.setattr(once.st, "rerun", again)
    return found


def test_five_presses_before_the_page_runs_are_one_order(session: dict[str, Any]) -> None:
    for _ in range(5):
        once.order("add", 0, {"name": "name_0"})
        session["name_0"] = ""  # the form is emptied by the first press
    added: list[dict[str, Any]] = []
    with pytest.raises(_Again):
        once.done("add", added.append)
    once.done("add", added.append)
    assert added == [{"name": "Hasty"}]
    once.drop_orders()  # by whoever has the screen next
    assert once.taken() == ["name_0"]


def test_a_press_that_comes_while_it_is_done_is_dropped() -> None:
    once.order("add", 0, {"name": "name_0"})

    def pressed_again(asked: dict[str, Any]) -> None:
        once.order("add", 0, {"name": "name_0"})

    with pytest.raises(_Again):
        once.done("add", pressed_again)
    assert not once.ordered("add")
    assert once.ticket("add") == 1


def test_what_was_refused_is_said_once_and_can_be_asked_for_again_from_the_same_form(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(asked: dict[str, Any]) -> None:
        raise AdvisorError("Not added: it has no name.")

    said: list[str] = []
    monkeypatch.setattr(once.st, "warning", said.append)
    once.order("add", 0, {"name": "name_0"})
    once.done("add", refuse)
    once.done("add", refuse)
    assert said == [once.plain("Not added: it has no name.")]
    assert (once.ticket("add"), once.taken()) == (0, [])
    once.order("add", 0, {"name": "name_0"})
    assert once.ordered("add")


def test_orders_of_one_owner_are_dropped_with_it() -> None:
    once.order("save", 0, {"name": "name_0"})
    once.drop_orders()
    assert not once.ordered("save")
    once.order("save", 0, {"name": "name_0"})  # still the form of before
    assert not once.ordered("save")
