"""The page on how far meeting people carries: empty, filled, refused, and what is picked."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import PLUMBER, unfolded, words

Opened = Callable[..., AppTest]
COOK = {
    "sector": "restaurant_cafe", "country": "HU", "town": "Kőszeg", "people_working": 14,
    "reach_goal": "neighbouring_towns", "hours_per_week": 5, "money_per_month": 20_000,
}  # fmt: skip
PARTS = ("ways", "groups", "towns", "people", "hours", "reach")


@pytest.mark.usefixtures("all_draws")
def test_the_answer_stands_first_and_the_rest_opens_on_request(open_app: Opened) -> None:
    at = open_app(PLUMBER, page="face_to_face")
    assert not at.exception
    assert "meeting people" in at.title[0].value
    assert len(at.table) == 1 and not at.get("plotly_chart")
    assert [e.label for e in at.expander] == [
        "The three approaches in full", "Groups that fit your week", "Towns around",
        "People you would meet", "Hour by hour", "How far you reach",
    ]  # fmt: skip
    text = words(unfolded(at, *PARTS))
    assert "one person can belong" in text and "Northampton" in text
    assert "e+0" not in text and "_" not in text.replace("\\_", "") and "nan" not in text
    charts = at.get("plotly_chart")
    assert len(charts) >= 3
    assert all(len(c.proto.alt) > 40 for c in charts)


def test_one_number_is_a_number_and_no_chart(open_app: Opened) -> None:
    at = unfolded(open_app(COOK, page="face_to_face"), "people", "reach")
    assert "hardly changes the picture" in words(at)
    assert not at.get("plotly_chart")
    assert any("Reached" in str(t.value.columns) for t in at.table)


def test_the_lines_follow_what_the_reader_picks(open_app: Opened) -> None:
    at = unfolded(open_app(PLUMBER, page="face_to_face"), "hours")

    def axis() -> list[str]:
        found = [json.loads(c.proto.spec) for c in at.get("plotly_chart")]
        return [s["layout"].get("yaxis", {}).get("title", {}).get("text", "") for s in found]

    assert "points" in axis()
    at.segmented_control(key="capacity_shown").set_value("net").run()
    assert not at.exception
    assert any("USD a month" in title for title in axis())
    assert "points" not in axis()


def test_a_week_without_hours_is_answered_calmly(open_app: Opened) -> None:
    at = open_app({**PLUMBER, "hours_per_week": 0, "money_per_month": 0}, page="face_to_face")
    assert not at.exception
    assert "None fits your hours and money" in words(at)
    assert not at.table  # three noughts are no table
    assert "No group fits" in words(unfolded(at, "groups"))


def test_sources_of_the_groups_figures_are_one_click_away(open_app: Opened) -> None:
    at = unfolded(open_app(PLUMBER, page="face_to_face"), "groups")
    at.session_state["facts_groups"] = True
    at.run()
    assert not at.exception
    assert "](http" in words(at)


def test_a_button_leads_back_to_the_strategy(open_app: Opened) -> None:
    at = open_app(PLUMBER, page="face_to_face")
    next(b for b in at.button if b.label == "Back to your strategy").click().run()
    assert not at.exception
    assert "than meeting people" not in at.title[0].value
