"""Checks: without answers, with a plan that has faults, with none, and beside what is done now."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import PLUMBER

Opened = Callable[..., AppTest]


def words(at: AppTest) -> str:
    return "\n".join(str(p.value) for p in [*at.title, *at.header, *at.markdown, *at.caption])


def test_without_answers_a_button_leads_to_the_questions(open_app: Opened) -> None:
    at = open_app(page="checks")
    assert not at.exception
    next(b for b in at.button if b.label == "Answer them").click().run()
    assert at.title[0].value == "Your business"


def test_a_refused_answer_is_one_calm_sentence(open_app: Opened) -> None:
    at = open_app({**PLUMBER, "hours_per_week": 500}, page="checks")
    assert not at.exception
    assert "500" in at.warning[0].value


def test_every_check_stands_there_with_its_verdict(open_app: Opened) -> None:
    at = open_app(PLUMBER, page="checks")
    assert not at.exception
    text = words(at)
    assert text.count("-badge[") == 11
    assert text.count("**What to do:**") == text.count(" REVIEW]") + text.count(" FAIL]")
    assert "last step of the full questionnaire" in text


def test_what_is_done_now_stands_beside_the_plan(open_app: Opened) -> None:
    now = {"facebook": {"hours_per_week": 12}}
    at = open_app({**PLUMBER, "present_mix": now}, page="checks")
    assert not at.exception
    text = words(at)
    assert "a second job" in text
    assert text.count("-badge[") == 33


def test_the_table_opens_with_figures_and_limits(open_app: Opened) -> None:
    at = open_app(PLUMBER, page="checks")
    assert not at.table
    at.session_state["check_table"] = True
    at.run()
    assert len(at.table[0].value) == 11


def test_nothing_recommended_is_said_calmly(open_app: Opened) -> None:
    at = open_app({**PLUMBER, "hours_per_week": 0, "money_per_month": 0}, page="checks")
    assert not at.exception
    assert "nothing to check" in words(at)
    assert "-badge[" not in words(at)


@pytest.mark.parametrize("label", ["Back to the strategy", "How this is worked out"])
def test_the_buttons_lead_on(open_app: Opened, label: str) -> None:
    at = open_app(PLUMBER, page="checks")
    next(b for b in at.button if b.label == label).click().run()
    assert not at.exception
    assert at.title[0].value != "Checks"
