"""One of a thing is said in the singular, and a wish without a place by its own name."""

from __future__ import annotations

from typing import Any

from advisor.explain.export_words import words
from advisor.explain.reasons import say
from advisor.report.text import text_report
from tests.model.businesses import answer

_PLUMBER: dict[str, Any] = {
    "sector": "plumbing_heating", "town": "Northampton", "region": "Massachusetts",
    "country": "US", "people_working": 1, "reach_goal": "my_town", "hours_per_week": 5,
    "money_per_month": 100,
}  # fmt: skip


def test_one_thing_that_takes_time_is_said_so() -> None:
    for code in ("kept_going_full", "hours_and_places", "channels_full"):
        assert "1 things" not in say(code, {"count": 1}) and "ne thing" in say(code, {"count": 1})
        assert "3 things" in say(code, {"count": 3})
    assert words("staff", used="1", given="3", are="is") == "1 of 3 staff hours a week is used."


def test_a_strategy_without_a_place_for_a_wish_is_not_called_worthless() -> None:
    kept = answer({**_PLUMBER, "locks": {"chamber_neighbouring": {"keep": True}}})
    text = " ".join(text_report(kept).split())
    assert "Stay on Main Street: what you asked to keep has no place there" in text
    assert "Stay on Main Street: nothing is worth" not in text
