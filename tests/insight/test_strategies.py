"""Which one fits: ways on the same axes, tips that hold when asked afresh, honest silence."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from advisor.evidence import load_tables
from advisor.evidence.policy import TRAITS
from advisor.explain.names import OUTCOMES
from advisor.insight.strategies.compute import build
from advisor.insight.strategies.result import StrategiesResult, distinct
from advisor.insight.strategies.tips import TRIED, first_change, tipping_value
from advisor.insight.strategies.ways import nature_of, same
from advisor.insight.strategies.words import TEMPLATES
from advisor.model.mix import Mix
from advisor.profile import FIELDS, parse_profile
from advisor.recommend.calls import MARGIN, call_of
from advisor.report.text import findings_text
from tests.businesses import PLUMBER
from tests.insight.asked import answer, found

ACCOUNTANT: dict[str, Any] = {
    "sector": "accounting", "country": "GB", "town": "Hebden Bridge", "people_working": 1,
    "reach_goal": "neighbouring_towns", "hours_per_week": 4, "money_per_month": 60,
    "personality": {"meeting_people": 5, "writing": 2},
}  # fmt: skip
BUSINESSES = {"plumber": PLUMBER, "accountant": ACCOUNTANT}


def result(answers: dict[str, Any]) -> StrategiesResult:
    return found("strategies", answers)


def changed(answers: dict[str, Any], field: str, value: Any) -> dict[str, Any]:
    if field in TRAITS:
        return {**answers, "personality": {**answers.get("personality", {}), field: value}}
    if field == "sold_online":
        value = value == "yes"
    return {**answers, field: value}


@pytest.mark.parametrize("name", sorted(BUSINESSES))
def test_every_tip_holds_when_the_business_is_asked_afresh(name: str) -> None:
    answers = BUSINESSES[name]
    found = result(answers)
    assert found.tips
    for tip in found.tips:
        value = tip.at
        if tip.field == "money_per_month":  # a hair above the step, as money is cut to steps
            value = float(tip.at or 0) * 1.000001
        there = answer(changed(answers, tip.field, value))
        assert there.strategy.call != found.call, tip
        # Of two others that are worth the same either may be named.
        worth = {str(one.id): one.utility or 0.0 for one in there.strategy.all}
        called = worth.get(str(there.strategy.call), 0.0)
        assert worth.get(str(tip.to), 0.0) >= 0.99 * called, tip


def test_an_answer_that_tips_nothing_leaves_the_call_at_both_ends() -> None:
    found = result(ACCOUNTANT)
    fields = {tried.field for tried in found.untipped}
    assert fields
    for field in sorted(fields & set(TRAITS)):
        for end in (1, 5):
            there = answer(changed(ACCOUNTANT, field, end)).strategy
            assert there.call == found.call or {there.call, found.call} <= {*there.alike}
    if "reach_goal" in fields:
        for goal in ("my_town", "worldwide"):
            assert found.call in answer({**ACCOUNTANT, "reach_goal": goal}).strategy.alike


@pytest.mark.parametrize("name", sorted(BUSINESSES))
def test_every_answer_tried_is_told_once_as_tipping_or_not(name: str) -> None:
    found = result(BUSINESSES[name])
    tipped, untipped = {t.field for t in found.tips}, [t.field for t in found.untipped]
    assert not tipped & set(untipped)
    assert len(untipped) == len(set(untipped))
    assert tipped | set(untipped) == set(TRIED)
    distances = [t.distance for t in found.tips]
    assert distances == sorted(distances)


def test_answers_tried_are_answers_of_the_questionnaire() -> None:
    for field in TRIED:
        assert (f"personality.{field}" if field in TRAITS else field) in FIELDS


@pytest.mark.parametrize("name", sorted(BUSINESSES))
def test_ways_stand_on_the_recommendations_own_figures(name: str) -> None:
    recommendation, found = answer(BUSINESSES[name]), result(BUSINESSES[name])
    assert [way.id for way in found.ways] == [way.id for way in recommendation.strategy.all]
    for way, known in zip(found.ways, recommendation.strategy.all, strict=True):
        assert way.customers == known.totals.customers
        assert way.payback_month == known.payback.month
        assert sum(way.nature_hours.values()) == pytest.approx(way.hours_per_week)
    best = [way for way in found.ways if way.behind_share == 0]
    assert found.call in [way.id for way in best]


def test_two_ways_with_the_same_mix_are_said_to_be_the_same() -> None:
    recommendation = answer(PLUMBER)
    ways = recommendation.strategy.all
    twins = tuple(ways[0].model_copy(update={"id": way.id}) for way in ways)
    strategy = recommendation.strategy.model_copy(update={"all": twins, "call": ways[0].id})
    made = recommendation.model_copy(update={"strategy": strategy})
    found = build(made, parse_profile(PLUMBER), load_tables())
    assert [way.same_as for way in found.ways] == [None, ways[0].id, ways[0].id]
    assert len(distinct(found.ways)) == 1
    assert found.findings[0].title == TEMPLATES["one_way"]
    assert len(found.findings[0].header) == 2


def test_the_same_work_worth_something_else_is_another_way() -> None:
    way = answer(PLUMBER).strategy.all[0]
    assert same(way, way)
    assert not same(way, way.model_copy(update={"utility": way.utility + 0.01}))


def test_without_a_word_about_liking_hours_weigh_what_they_are() -> None:
    for way in result(PLUMBER).ways:
        assert way.felt_hours == pytest.approx(way.hours_per_week)
        assert TEMPLATES["feel_unsaid"] in way.feel


def test_who_likes_to_meet_people_feels_hours_among_people_less() -> None:
    likes = [w for w in result(ACCOUNTANT).ways if w.nature_hours.get("people", 0.0) > 0
             and not set(w.nature_hours) - {"people", "desk"}]  # fmt: skip
    assert all(way.felt_hours < way.hours_per_week for way in likes)
    channels = load_tables().channels
    assert nature_of(channels["chamber_home"]) == "people"
    assert nature_of(channels["youtube"]) == "camera"
    assert nature_of(channels["email_newsletter"]) == "writing"
    assert nature_of(channels["google_search_ads"]) == "desk"


def test_nothing_recommended_is_said_and_what_would_change_it_found() -> None:
    found = result({**PLUMBER, "hours_per_week": 0, "money_per_month": 0})
    assert found.call is None
    assert found.findings[0].title == TEMPLATES["nothing"]
    hours = next(t for t in found.tips if t.field == "hours_per_week")
    assert hours.direction == "above" and hours.to is not None
    assert OUTCOMES[hours.to] in findings_text(found.findings)


def test_evenings_in_other_towns_are_a_risk_of_groups_there_alone() -> None:
    roofer = {
        "sector": "roofing", "country": "US", "town": "Tulsa", "region": "Oklahoma",
        "people_working": 8, "reach_goal": "region", "hours_per_week": 8, "money_per_month": 2500,
    }  # fmt: skip
    kinds = load_tables().channels
    (next_towns,) = [way for way in result(roofer).ways if way.id == "next_towns"]
    (mix,) = [one for one in answer(roofer).strategy.all if one.id == "next_towns"]
    away = {kinds[i.channel].kind for i in mix.allocation if i.aim == "neighbouring_towns"}
    assert away
    assert "membership" not in away
    assert "travel" not in {risk.code for risk in next_towns.risks}


def test_ways_hardly_apart_are_a_tie_and_tip_nothing() -> None:
    class Near:
        hours = money = 0

        def best(self, policy: int, hours: int, money: int, *, quick: bool) -> Mix:
            utility = (1.0, 1.0 + self.ahead, 0.5)[policy]
            return Mix(policy, False, np.ones(1, dtype=np.int64), utility, 2.0)

        def call(self, mixes: list[Mix]) -> Mix:
            return max(mixes, key=lambda m: m.utility)

        def __init__(self, ahead: float) -> None:
            self.ahead = ahead

    for ahead, then in ((MARGIN / 2, "main_street"), (2 * MARGIN, "next_towns")):
        near: Any = Near(ahead)
        assert call_of(near, "main_street") == then
        assert call_of(near, None) == "next_towns"


def test_a_change_that_does_not_last_is_no_tip() -> None:
    here, there = "main_street", "next_towns"
    assert first_change([here, there, here, there, there, there], here) == 3
    assert first_change([here, here], here) is None
    assert first_change([], here) is None


@pytest.mark.parametrize(("inside", "outside"), [(1.0, 9.0), (9.0, 1.0)])
def test_halving_ends_just_beyond_the_tipping_value(inside: float, outside: float) -> None:
    def call(value: float) -> Any:
        return "main_street" if (value < 4.2) == (inside < 4.2) else "beyond_town"

    at = tipping_value(call, "main_street", inside, outside)
    assert call(at) == "beyond_town"
    assert abs(at - 4.2) <= 8.0 / 32


def test_kilometres_are_shown_where_people_reckon_in_them() -> None:
    found = result({**PLUMBER, "country": "DE", "town": "Bamberg", "region": "Bavaria"})
    shown = [t.at_text for t in found.tips if t.field == "customers_come_from_miles"]
    shown += [t.tried_text for t in found.untipped if t.field == "customers_come_from_miles"]
    assert shown and all("km" in words and "miles" not in words for words in shown)
