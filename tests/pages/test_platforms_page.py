"""The platforms page: empty, filled, refused; the surprise on top, everything in words."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from advisor.ui import state
from tests.pages.conftest import PLUMBER, is_answer
from tests.pages.test_strategy_page import words

Opened = Callable[..., AppTest]
SHY = {
    **PLUMBER,
    "personality": {"on_camera": 1},
    "locks": {"instagram": {"keep": True}},
    "manager": "no",
}


@pytest.fixture(autouse=True)
def _few_draws(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(state, "DRAWS", 64)
    monkeypatch.setattr(state, "WORLDS", 0)


def test_without_answers_a_button_leads_to_the_questions(open_app: Opened) -> None:
    at = open_app(page="platforms")
    assert at.title[0].value == "Platforms"
    next(b for b in at.button if b.label == "Answer them").click().run()
    assert not at.exception
    assert at.title[0].value == "Your business"


def test_a_refused_answer_is_one_calm_sentence(open_app: Opened) -> None:
    at = open_app({**PLUMBER, "hours_per_week": 500}, page="platforms")
    assert not at.exception
    assert len(at.warning) == 1 and "500" in at.warning[0].value


def test_the_surprise_stands_on_top_and_every_part_follows(open_app: Opened) -> None:
    at = open_app(PLUMBER, page="platforms")
    assert not at.exception
    assert at.title[0].value.endswith(".")
    headers = [h.value for h in at.header]
    assert headers == [
        "One by one", "Who is where", "What to post", "How often", "When", "Answers",
    ]  # fmt: skip
    charts = at.get("plotly_chart")
    assert len(charts) == 3
    assert all(len(c.proto.alt) > 40 for c in charts)


def test_every_platform_has_its_own_box_with_reasons(open_app: Opened) -> None:
    at = open_app(PLUMBER, page="platforms")
    boxes = [e for e in at.expander if " of 100)" in e.label]
    assert len(boxes) == 8  # no WhatsApp list in the United States
    scores = [int(e.label.split("(")[1].split(" ")[0]) for e in boxes]
    assert scores == sorted(scores, reverse=True)
    assert all(e.markdown for e in boxes)


def test_no_number_is_shown_raw_and_no_id(open_app: Opened) -> None:
    text = words(open_app(PLUMBER, page="platforms"))
    assert "e+0" not in text
    assert "_" not in text.replace("\\_", "")


def test_a_shy_owner_is_told_why_films_come_last(open_app: Opened) -> None:
    text = words(open_app(SHY, page="platforms"))
    assert "which you would rather not" in text
    assert "which you would rather not" not in words(
        open_app({**SHY, "personality": {"on_camera": 5}}, page="platforms")
    )


def test_a_platform_the_country_lacks_is_named_as_not_open(open_app: Opened) -> None:
    answers = {**PLUMBER, "country": "KE", "town": "Nairobi", "region": "Nairobi City"}
    at = open_app(answers, page="platforms")
    assert not at.exception
    assert any("Not open to you: Nextdoor" in c.value.replace("\\", "") for c in at.caption)


def test_where_nothing_pays_the_page_still_answers(open_app: Opened) -> None:
    at = open_app({**PLUMBER, "hours_per_week": 0, "money_per_month": 0}, page="platforms")
    assert not at.exception
    assert "no platform is" in at.title[0].value
    assert any(h.value == "Answers" for h in at.header)


def test_back_and_on_lead_to_strategy_and_adverts(open_app: Opened) -> None:
    at = open_app(PLUMBER, page="platforms")
    next(b for b in at.button if b.label == "Next: Advertising").click().run()
    assert not at.exception
    assert any(h.value == "When to stop" for h in at.header)
    at = open_app(PLUMBER, page="platforms")
    next(b for b in at.button if b.label == "Back to your strategy").click().run()
    assert not at.exception
    assert is_answer(at)
