"""The page on how far meeting people carries: empty, filled, refused, and what is picked."""

from __future__ import annotations

import json
from collections.abc import Callable

from streamlit.testing.v1 import AppTest

from tests.pages.conftest import PLUMBER
from tests.pages.test_strategy_page import words

Opened = Callable[..., AppTest]


def test_without_answers_a_button_leads_to_the_questions(open_app: Opened) -> None:
    at = open_app(page="face_to_face")
    next(b for b in at.button if b.label == "Answer them").click().run()
    assert not at.exception
    assert at.title[0].value == "Your business"


def test_a_refused_answer_is_one_calm_sentence(open_app: Opened) -> None:
    at = open_app({**PLUMBER, "hours_per_week": 500}, page="face_to_face")
    assert not at.exception
    assert len(at.warning) == 1 and "500" in at.warning[0].value


def test_the_page_answers_shows_groups_towns_people_and_curves(open_app: Opened) -> None:
    at = open_app(PLUMBER, page="face_to_face")
    assert not at.exception
    assert at.title[0].value == "How far meeting people carries"
    assert [h.value for h in at.header] == [
        "How many groups fit into your week", "The towns around", "The people you would meet",
        "Hour by hour", "From one town to the whole world",
    ]  # fmt: skip
    text = words(at)
    assert "one person can belong" in text and "Northampton" in text
    assert "e+0" not in text and "_" not in text.replace("\\_", "") and "nan" not in text
    charts = at.get("plotly_chart")
    assert len(charts) == 5
    assert all(len(c.proto.alt) > 40 for c in charts)


def test_the_lines_follow_what_the_reader_picks(open_app: Opened) -> None:
    at = open_app(PLUMBER, page="face_to_face")

    def axis() -> list[str]:
        found = [json.loads(c.proto.spec) for c in at.get("plotly_chart")]
        return [s["layout"].get("yaxis", {}).get("title", {}).get("text", "") for s in found]

    assert any("Worth to you" in title for title in axis())
    at.segmented_control(key="capacity_shown").set_value("net").run()
    assert not at.exception
    assert any("USD a month" in title for title in axis())
    assert not any("Worth to you" in title for title in axis())


def test_a_week_without_hours_is_answered_calmly(open_app: Opened) -> None:
    at = open_app({**PLUMBER, "hours_per_week": 0, "money_per_month": 0}, page="face_to_face")
    assert not at.exception
    assert "No group fits" in words(at)


def test_sources_of_the_groups_figures_are_one_click_away(open_app: Opened) -> None:
    at = open_app(PLUMBER, page="face_to_face")
    at.session_state["capacity_sources"] = True
    at.run()
    assert not at.exception
    assert "](http" in words(at)


def test_a_button_leads_back_to_the_strategy(open_app: Opened) -> None:
    at = open_app(PLUMBER, page="face_to_face")
    next(b for b in at.button if b.label == "Back to your strategy").click().run()
    assert not at.exception
    assert at.title[0].value != "How far meeting people carries"
