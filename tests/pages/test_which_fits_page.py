"""Which one fits: empty, filled, refused; ways, tips and what tips nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from advisor.ui import state
from tests.pages.conftest import PLUMBER, is_answer

Opened = Callable[..., AppTest]


@pytest.fixture(autouse=True)
def _few_draws(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(state, "DRAWS", 64)
    monkeypatch.setattr(state, "WORLDS", 16)


def words(at: AppTest) -> str:
    parts = [*at.title, *at.header, *at.markdown, *at.caption, *at.info, *at.warning]
    return "\n".join(str(p.value) for p in parts)


def test_without_answers_a_button_leads_to_the_questions(open_app: Opened) -> None:
    at = open_app(page="which_fits")
    assert at.title[0].value == "Which one fits you"
    next(b for b in at.button if b.label == "Answer them").click().run()
    assert not at.exception
    assert at.title[0].value == "Your business"


def test_a_refused_answer_is_one_calm_sentence(open_app: Opened) -> None:
    at = open_app({**PLUMBER, "people_working": 0}, page="which_fits")
    assert not at.exception
    assert len(at.warning) == 1


def test_ways_stand_side_by_side_with_feel_risks_and_tips(open_app: Opened) -> None:
    at = open_app(PLUMBER, page="which_fits")
    assert not at.exception
    heads = [h.value for h in at.header]
    assert heads == ["On the same axes", "How it would feel", "What could go wrong",
                     "What would tip the call"]  # fmt: skip
    text = words(at)
    assert "(recommended)" in text and "possible worlds" in text
    assert "_" not in text.replace("\\_", "")
    charts = at.get("plotly_chart")
    assert len(charts) >= 2 and all(len(c.proto.alt) > 40 for c in charts)


def test_answers_that_make_no_difference_are_listed_on_request(open_app: Opened) -> None:
    at = open_app(PLUMBER, page="which_fits")
    assert any("make no difference to the call" in e.label for e in at.expander)
    at.session_state["untipped"] = True
    at.run()
    assert not at.exception
    assert "The call stays" in words(at)


def test_nothing_recommended_is_said_with_what_would_change_it(open_app: Opened) -> None:
    at = open_app({**PLUMBER, "hours_per_week": 0, "money_per_month": 0}, page="which_fits")
    assert not at.exception
    assert [h.value for h in at.header] == ["What would tip the call"]
    assert any("Your hours a week" in str(t.value.to_dict()) for t in at.table)


def test_the_page_leads_back_and_on(open_app: Opened) -> None:
    at = open_app(PLUMBER, page="which_fits")
    next(b for b in at.button if b.label == "Back to your strategy").click().run()
    assert not at.exception
    assert is_answer(at)
