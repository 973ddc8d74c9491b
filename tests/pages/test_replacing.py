"""Other answers in place of one's own: asked first, put aside, brought back; late drafts."""

from __future__ import annotations

import json
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from advisor.evidence import load_examples
from advisor.ui import draft
from advisor.ui.session_owner import usable_desk
from advisor.ui.state import set_answer
from tests.pages.conftest import APP, PLUMBER

Opened = Callable[..., AppTest]
MINE = {**PLUMBER, "name": "Rivet and Sons", "hours_per_week": 7}
EXAMPLE = dict(load_examples()["plumber_northampton"]["profile"])


def labels(at: AppTest) -> list[str]:
    return [b.label for b in at.button]


def click(at: AppTest, label: str) -> AppTest:
    return next(b for b in at.button if b.label == label).click().run()


def reopened(at: AppTest) -> AppTest:
    """Run the whole app in the same session: after a change of page AppTest runs the page alone."""
    again = AppTest.from_file(APP, default_timeout=60)
    for name in ("_draft_loaded", "answers", "_set_aside", "_generation"):
        if name in at.session_state:
            again.session_state[name] = at.session_state[name]
    return again.run()


def test_with_nothing_of_ones_own_an_example_opens_at_once(open_app: Opened) -> None:
    for there in ({}, dict(load_examples()["shop_bamberg"]["profile"])):
        at = click(open_app(there), "Open this one")
        assert at.session_state["answers"] == EXAMPLE
        assert "bring_own_back" not in [b.key for b in reopened(at).button]


def test_an_example_asks_before_it_opens_over_ones_own_answers(open_app: Opened) -> None:
    at = click(open_app(MINE), "Open this one")
    assert not at.exception
    assert at.session_state["answers"] == MINE
    assert {"Open it", "Stay with mine"} <= set(labels(at))
    at = click(at, "Stay with mine")
    assert at.session_state["answers"] == MINE
    assert "Open it" not in labels(at)


def test_what_was_put_aside_comes_back_with_one_click(open_app: Opened) -> None:
    at = click(click(open_app(MINE), "Open this one"), "Open it")
    assert not at.exception
    assert at.session_state["answers"] == EXAMPLE
    at = click(reopened(at), "Bring back Rivet and Sons")
    assert at.session_state["answers"] == MINE
    assert not any(label.startswith("Bring back Rivet") for label in labels(at))


def test_an_example_that_was_changed_is_ones_own_and_goes_aside_in_turn(open_app: Opened) -> None:
    at = click(click(open_app(MINE), "Open this one"), "Open it")
    at.switch_page("pages/questionnaire.py").run()
    at.text_input(key="ask_1_hours_per_week").input("9").run()
    changed = dict(at.session_state["answers"])
    assert changed["hours_per_week"] == 9.0
    at = click(reopened(at), "Bring back Rivet and Sons")
    assert at.session_state["answers"] == MINE
    at = reopened(at)
    back = next(label for label in labels(at) if label.startswith("Bring "))
    assert click(at, back).session_state["answers"] == changed


def test_forgetting_forgets_what_was_put_aside_too(open_app: Opened) -> None:
    at = click(click(open_app(MINE), "Open this one"), "Open it")
    at.switch_page("pages/questionnaire.py").run()
    at.toggle(key="forget").set_value(True).run()
    at = click(at, "Forget them for good")
    assert at.session_state["answers"] == {}
    assert "bring_own_back" not in [b.key for b in reopened(at).button]


def arrived(monkeypatch: pytest.MonkeyPatch, stored: object, answers: dict[str, Any]) -> AppTest:
    """Open the app with a draft that the browser reports after answers were given."""
    text = stored if isinstance(stored, str) else json.dumps(stored)
    monkeypatch.setattr(
        "advisor.ui.draft._component",
        lambda: lambda **_: SimpleNamespace(stored={"n": 1, "text": text}),
    )
    at = AppTest.from_file(APP, default_timeout=60)
    if answers:
        at.session_state["answers"] = dict(answers)
    at.run()
    assert not at.exception
    return at


def test_what_comes_after_is_not_forgotten_with_what_went(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[dict[str, Any]] = []
    monkeypatch.setattr(draft.st, "session_state", {})
    monkeypatch.setattr(draft, "_component", lambda: lambda data, **_: told.append(data))
    draft.forget_draft()
    for hours in (None, 2, None):
        set_answer("hours_per_week", hours)
        draft.take_draft()
    assert [data["forgotten"] for data in told] == [True, False, False]


def test_the_draft_fills_an_empty_session(monkeypatch: pytest.MonkeyPatch) -> None:
    at = arrived(monkeypatch, MINE, {})
    assert at.session_state["answers"] == MINE


def test_an_answer_given_before_the_draft_came_stays_and_the_rest_is_filled(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    at = arrived(monkeypatch, MINE, {"hours_per_week": 2})
    assert at.session_state["answers"] == {**MINE, "hours_per_week": 2}


def test_an_example_opened_before_the_draft_came_leaves_ones_own_aside(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    at = arrived(monkeypatch, MINE, EXAMPLE)
    assert at.session_state["answers"] == EXAMPLE
    assert click(at, "Bring back Rivet and Sons").session_state["answers"] == MINE


def test_what_was_put_aside_survives_in_the_draft(monkeypatch: pytest.MonkeyPatch) -> None:
    at = arrived(monkeypatch, {**EXAMPLE, "_set_aside": [MINE, {"hours_per_week": "x"}, 3]}, {})
    assert at.session_state["answers"] == EXAMPLE
    assert click(at, "Bring back Rivet and Sons").session_state["answers"] == MINE


@pytest.mark.parametrize("stored", ["", "{", "[1]", "7", '{"_set_aside": 3}', '{"x": 1}'])
def test_a_broken_draft_is_an_empty_one_and_starts_no_widget_anew(
    monkeypatch: pytest.MonkeyPatch, stored: str
) -> None:
    at = arrived(monkeypatch, stored, {})
    assert "Start with mine" in labels(at)
    assert "_generation" not in at.session_state or at.session_state["_generation"] == 0


def upload(at: AppTest) -> AppTest:
    at.file_uploader[0].upload("mine.json", json.dumps(EXAMPLE).encode(), "application/json")
    return at.run()


def test_a_file_opens_at_once_where_nothing_of_ones_own_stands(open_app: Opened) -> None:
    at = upload(open_app(page="questionnaire"))
    assert not at.exception
    assert at.session_state["answers"] == EXAMPLE


def test_a_file_asks_once_before_it_opens_over_ones_own_answers(open_app: Opened) -> None:
    at = upload(open_app(MINE, page="questionnaire"))
    assert at.session_state["answers"] == MINE
    at = click(at, "Stay with mine")
    assert "Open it" not in labels(at.run())
    assert at.session_state["answers"] == MINE
    at = click(upload(open_app(MINE, page="questionnaire")), "Open it")
    assert not at.exception
    assert at.session_state["answers"] == EXAMPLE
    assert at.session_state["_set_aside"] == [MINE]


@pytest.mark.parametrize("stored", ["[" * 90_000, '{"people_working": ' + "9" * 5_000 + "}", "{"])
def test_a_draft_that_cannot_be_read_is_said(monkeypatch: pytest.MonkeyPatch, stored: str) -> None:
    at = arrived(monkeypatch, stored, {})
    assert "cannot be read" in at.warning[0].value
    at = click(at, "Understood")
    assert not at.warning


def test_a_desk_of_anything_is_read_field_by_field(monkeypatch: pytest.MonkeyPatch) -> None:
    odd = {
        **MINE, "_generation": "x", "_open": ["x"], "_desks": {"a": 3, "b": {"answers": 5}},
        "_kept": {"step": -1, "asking": 7, "plan_start": "soon",
                  "plan_done": {"t": "yes", "u": True},
                  "what_if": {"changes": {"hours_per_week": "x"}, "forms": {"locks": 3}}},
    }  # fmt: skip
    at = arrived(monkeypatch, odd, {})
    assert at.session_state["answers"] == MINE
    assert at.session_state["plan_done"] == {"u": True}
    assert not [n for n in ("step", "plan_start", "what_if") if n in at.session_state]


@pytest.mark.parametrize("day", ["9999-12-27", "0001-01-01", "soon", 7])
def test_a_start_that_nobody_plans_for_is_left_out_of_a_stored_draft(day: object) -> None:
    assert usable_desk({"plan_start": day, "step": 2}) == {"step": 2}
