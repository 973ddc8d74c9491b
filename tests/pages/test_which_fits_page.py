"""Which one fits: empty, filled, refused; ways, tips and what tips nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from advisor.insight.strategies.tips import TRIED, Moved, Tipping
from advisor.ui import needed
from tests.pages.conftest import PLUMBER, is_answer, unfolded, words

Opened = Callable[..., AppTest]
COOK = {
    "sector": "restaurant_cafe", "country": "HU", "town": "Kőszeg", "people_working": 14,
    "reach_goal": "neighbouring_towns", "hours_per_week": 5, "money_per_month": 120_000,
}  # fmt: skip


def test_the_ways_stand_first_and_the_rest_opens_on_request(open_app: Opened) -> None:
    at = open_app(COOK, page="which_fits")
    assert not at.exception
    rows = at.table[0].value.to_dict("records")
    assert sum("(recommended)" in row["Strategy"] for row in rows) == 1 and len(rows) > 1
    assert not at.get("plotly_chart")
    unfolded(at, "axes", "feel", "risks")
    text = words(at)
    assert "too far away to buy from you" in text and "hours a week" in text
    assert "_" not in text.replace("\\_", "")
    charts = at.get("plotly_chart")
    assert len(charts) == 1 and len(charts[0].proto.alt) > 40


def test_nothing_is_tried_before_it_is_asked_for(
    open_app: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[str] = []
    move = Tipping.move

    def noted(self: Tipping, field: str) -> Moved:
        tried.append(field)
        return move(self, field)

    monkeypatch.setattr(Tipping, "move", noted)
    needed._insight.clear()  # what another test worked out
    at = open_app(PLUMBER, page="which_fits")
    assert not tried
    unfolded(at, "tips")
    assert tried == list(TRIED)
    unfolded(at, "feel")
    assert len(tried) == len(TRIED)  # what was found is kept


def test_answers_that_make_no_difference_are_listed_on_request(open_app: Opened) -> None:
    at = unfolded(open_app(PLUMBER, page="which_fits"), "tips")
    assert any("no effect on which one fits" in e.label for e in at.expander)
    at.session_state["untipped"] = True
    at.run()
    assert not at.exception
    assert "The advice stays" in words(at)


def test_what_is_the_same_in_every_way_is_said_once(open_app: Opened) -> None:
    place = {**PLUMBER, "sector": "restaurant_cafe", "people_working": 12, "money_per_month": 2500}
    text = words(unfolded(open_app(place, page="which_fits"), "feel", "risks"))
    assert text.count("liking changes nothing here") == 1
    assert text.count("gone within a year") == 1


def test_nothing_recommended_is_said_with_what_would_change_it(open_app: Opened) -> None:
    at = open_app({**PLUMBER, "hours_per_week": 0, "money_per_month": 0}, page="which_fits")
    assert not at.exception
    assert "**What would change it**" in words(at)
    assert any("Your hours a week" in str(t.value.to_dict()) for t in at.table)


def test_the_page_leads_back_and_on(open_app: Opened) -> None:
    at = open_app(PLUMBER, page="which_fits")
    next(b for b in at.button if b.label == "Back to your strategy").click().run()
    assert not at.exception
    assert is_answer(at)
