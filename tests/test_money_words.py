"""One name a figure of money: what is left for you, and what is earned over the years."""

from __future__ import annotations

import re
from typing import Any

import pytest

from advisor.report.text import text_report
from tests.insight import asked

_SALON: dict[str, Any] = {
    "sector": "hair_beauty", "town": "Northampton", "region": "Massachusetts", "country": "US",
    "people_working": 2, "reach_goal": "my_town", "hours_per_week": 8, "money_per_month": 150,
}  # fmt: skip
_FEW_HOURS = {**_SALON, "hours_per_week": 2}
_OLD = re.compile(
    r"\b[Ll]eaves? (?:you )?\d[\d,.]* [A-Z]{3}|left for you (?:most|on average)|"
    r"(?:more|less|would be) (?:is )?left\b|Left, [A-Z]{3}|Left a month"
)


def _texts(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, tuple | list):
        return [text for one in value for text in _texts(one)]
    return []


def test_what_counts_later_years_is_never_called_left() -> None:
    told = " ".join(text_report(asked.answer(_SALON)).split())
    assert "Left for you a month:" in told and "over the years" in told
    assert _OLD.findall(told) == []


@pytest.mark.parametrize("verb", ["manager", "sensitivity", "capacity", "strategies"])
def test_a_topic_names_each_figure_of_money_as_the_answer_does(verb: str) -> None:
    texts = [
        text
        for f in asked.found(verb, _SALON).findings
        for text in _texts((f.title, f.sentences, f.header, f.rows, f.notes))
    ]
    assert [text for text in texts if _OLD.search(text)] == []


def test_what_a_little_more_brings_agrees_with_what_it_would_let_in() -> None:
    r = asked.answer(_FEW_HOURS)
    assert "one_hour_more" in {reason.code for c in r.channels for reason in c.reasons}
    told = " ".join(text_report(r).split())
    said = re.search(r"1 more hour a week: ([^)]*)\)", told)
    assert said is not None and "hardly more comes" not in told
    assert re.search(r"more new \w+ a (year|month)|a slightly better mix", said[1])


def test_small_sums_are_told_and_what_cuts_both_ways_is_a_slightly_better_mix() -> None:
    r = asked.answer(_FEW_HOURS)
    won = r.totals.customers.p50

    def told(customers: float, net: float) -> str:
        step = r.marginal.one_more_hour.model_copy(
            update={"utility": 0.1, "customers": customers, "net_contribution": net}
        )
        marginal = r.marginal.model_copy(update={"one_more_hour": step})
        return " ".join(text_report(r.model_copy(update={"marginal": marginal})).split())

    assert "1 more hour a week: " in told(0.01 * won, 3.0)
    assert "3 USD a month more earned over the years" in told(0.01 * won, 3.0)
    assert "hardly any more new clients, 300 USD" in told(0.001, 300.0)
    better = "a slightly better mix, but hardly more clients or money"
    assert better in told(0.01 * won, -3.0)


def test_averages_over_the_years_stand_under_their_own_name() -> None:
    manager, curves = (asked.found(v, _SALON).findings for v in ("manager", "capacity"))
    rows = [row[0] for row in manager[0].rows]
    assert rows[1:3] == ["Left for you, USD a month", "Earned over the years, on average"]
    by_goal = next(f for f in curves if f.code == "worth_by_goal")
    assert by_goal.header[-1] == "Earned over the years, USD a month, mix"
