"""Results: frozen, complete, written as the same JSON bytes every time, and as a text to read."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest
from pydantic import ValidationError

from advisor.explain.wording import range_text, two_figures
from advisor.report.call import headline
from advisor.report.text import text_report
from advisor.results import (
    AllocationItem,
    Assumption,
    Audience,
    Baseline,
    Budget,
    Budgets,
    ChannelResult,
    FirstStep,
    Forecast,
    Gain,
    GoalWeights,
    LeastEffort,
    Level,
    Marginal,
    MarginalStep,
    MixItem,
    MonthForecast,
    Optimality,
    Payback,
    PerfectKnowledge,
    Range,
    Reason,
    Recommendation,
    Strategy,
    StrategyResult,
    Totals,
    UtilityParts,
    Versions,
    Warning,
    to_json,
)

TO_FIND = "People look for a plumber when the pipe has burst; 84 % read reviews first."


def ranges(median: float) -> dict[str, Range]:
    """Return the seven ranges around one median."""
    one = Range(p5=median / 2, p50=median, p95=median * 2.5)
    return dict.fromkeys(Forecast.model_fields, one)


def item(channel: str, hours: float, money: float, customers: float) -> AllocationItem:
    """Return one channel of a mix."""
    return AllocationItem(
        channel=channel,
        family="face_to_face" if channel == "chamber_home" else "owned",
        name=channel.replace("_", " ").title(),
        units=1 if channel == "chamber_home" else None,
        hours_per_week=hours,
        money_per_month=money,
        done_by=("owner",),
        start_month=1,
        aim="home_town",
        share_of_worlds=0.82,
        at_full_effect=Forecast(**ranges(customers * 1.5)),
        **ranges(customers),
    )


def sample(**changes: Any) -> Recommendation:
    """Return a recommendation of two channels, as a composer would make it."""
    mix = (item("chamber_home", 2.25, 35, 0.2), item("google_business_profile", 0.75, 0, 1.1))
    ways = tuple(
        StrategyResult(
            id=way,
            allocation=mix,
            totals=Totals(**ranges(customers)),
            utility=utility,
            payback=Payback(month=3, deepest_dip=-70.0, by_month=(-70.0, -20.0, 60.0)),
            reasons=(),
        )
        for way, customers, utility in (
            ("main_street", 1.3, 2.0),
            ("next_towns", 1.3, 2.0),
            ("beyond_town", 1.1, 1.5),
        )
    )
    step = MarginalStep(utility=0.1, net_contribution=35.0, customers=0.12, amount=1.0)
    slim = tuple(
        MixItem(
            channel=used.channel,
            family=used.family,
            hours_per_week=used.hours_per_week,
            money_per_month=used.money_per_month,
        )
        for used in mix
    )
    reason = Reason(code="search_need", figures={"share": 0.84}, sentence=TO_FIND)
    level = Level(units=None, hours_per_week=0.75, money_per_month=0.0, **ranges(1.1))
    money = Budget(given=100, used=35, unspent=65, binding=False, reason="65 USD bring less.")
    whole: dict[str, Any] = {
        "strategy": Strategy(
            call="main_street",
            shares={"main_street": 0.7, "next_towns": 0.2, "beyond_town": 0.1},
            all=ways,
        ),
        "allocation": mix,
        "channels": (
            ChannelResult(
                channel="google_business_profile",
                family="owned",
                name="Google Business Profile",
                in_mix=True,
                share_of_worlds=0.82,
                score=91.2,
                reasons=(reason,),
                levels=(level,),
            ),
        ),
        "totals": Totals(**ranges(1.3)),
        "base_line": 2.1,
        "by_month": (MonthForecast(month=1, **ranges(0.4)),),
        "payback": Payback(
            month=3,
            deepest_dip=-70.0,
            by_month=(-70.0, -20.0, 60.0),
            range_by_month=tuple(Range(p5=x, p50=x, p95=x) for x in (-70.0, -20.0, 60.0)),
        ),
        "audience": Audience(people=22000.0, scope="home town"),
        "optimality": Optimality(gap=0.0, claim="No other mix of these levels does better."),
        "budgets": Budgets(
            owner_hours=Budget(given=5, used=3, unspent=2, binding=False, reason="Enough."),
            staff_hours=Budget(given=0, used=0, unspent=0, binding=True),
            money=money,
        ),
        "utility": 2.0,
        "weights": GoalWeights(customers=1, reach=0.5, bonds=0.5),
        "utility_parts": UtilityParts(customers=1.2, reach=0.4, bonds=0.3, liking=0.1),
        "marginal": Marginal(one_more_hour=step, hundred_more_money=step),
        "least_effort": LeastEffort(reachable=False, reason="No effort reaches 9 a month."),
        "baselines": (
            Baseline(id="equal_split", allocation=slim, utility=1, totals=Totals(**ranges(0.8))),
        ),
        "perfect_knowledge": PerfectKnowledge(gain=Gain(utility=0.2, net_contribution=40)),
        "assumptions": (Assumption(field="months_to_goal", value=12, basis="always"),),
        "fix_first": (Reason(code="no_website", figures={}, sentence="Make a page."),),
        "warnings": (Warning(code="judgement", figures={"share": 0.4}, sentence="Mind this."),),
        "evidence": {"B": 0.6, "judgement": 0.4},
        "versions": Versions(advisor="1.0", data="2026.1", schema_="1"),
        "seed": 0,
        "draws": 1000,
        "worlds": 200,
        "currency": "USD",
        "place": "Northampton, Massachusetts",
        "country": "US",
    }
    return Recommendation(**{**whole, **changes})


def test_the_json_has_every_field_the_contract_names() -> None:
    written = json.loads(to_json(sample()))
    assert {
        "strategy", "allocation", "channels", "totals", "base_line", "by_month", "payback",
        "audience", "optimality", "budgets", "utility", "weights", "utility_parts", "marginal",
        "least_effort", "baselines", "perfect_knowledge", "assumptions", "fix_first", "warnings",
        "first_two_hours", "evidence", "versions", "seed", "draws", "worlds",
    } <= set(written)  # fmt: skip
    assert {
        "channel", "family", "units", "hours_per_week", "staff_hours_per_week",
        "manager_hours_per_week", "money_per_month", "done_by", "start_month", "aim",
        "share_of_worlds", "people_reached", "people_aware", "leads", "customers", "gross_profit",
        "net_contribution", "bonds", "at_full_effect",
    } <= set(written["allocation"][0])  # fmt: skip
    assert set(written["totals"]["leads"]) == {"p5", "p50", "p95"}
    assert set(written["versions"]) == {"advisor", "data", "schema"}
    assert written["channels"][0]["in"] is True
    assert written["payback"]["by_month"] == [-70.0, -20.0, 60.0]


def test_the_same_result_gives_the_same_bytes_with_sorted_keys() -> None:
    text = to_json(sample())
    assert text == to_json(sample())
    assert list(json.loads(text)) == sorted(json.loads(text))


def test_a_recommendation_comes_back_from_its_own_json() -> None:
    text = to_json(sample())
    assert to_json(Recommendation.model_validate(json.loads(text))) == text


def test_results_cannot_be_changed() -> None:
    answer = sample()
    with pytest.raises(ValidationError):
        answer.utility = 3.0  # type: ignore[misc]
    with pytest.raises(TypeError):
        answer.evidence["A"] = 1.0  # type: ignore[index]


def test_floats_have_six_significant_digits_and_numpy_is_understood() -> None:
    given = {
        "a": 1234567.891,
        "b": np.float64(0.000123456789),
        "c": np.int64(1234567),
        "d": np.array([1.0, 2.0]),
        "e": np.bool_(True),
        "f": -0.0,
    }
    assert json.loads(to_json(given)) == {
        "a": 1234570.0,
        "b": 0.000123457,
        "c": 1234567,
        "d": [1.0, 2.0],
        "e": True,
        "f": 0.0,
    }
    assert "-0" not in to_json({"f": -0.0})


@pytest.mark.parametrize("wrong", [float("nan"), float("inf"), np.float64("-inf"), object()])
def test_what_json_cannot_hold_is_a_bug(wrong: object) -> None:
    with pytest.raises(ValueError, match=r"result\.x\[0\]"):
        to_json({"x": [wrong]})


def test_letters_outside_ascii_are_written_as_they_are() -> None:
    assert '"Mahārāshtra"' in to_json({"region": "Mahārāshtra"})


def test_numbers_are_shown_with_two_significant_figures() -> None:
    shown = [two_figures(x) for x in (0.0, 7.04, 1234, 99.6, 0.0447, -18.2, 1e-9)]
    assert shown == ["0", "7", "1,200", "100", "0.045", "-18", "0"]


def test_a_range_stands_before_its_middle() -> None:
    assert range_text(Range(p5=4, p50=7, p95=11), "USD") == "4 to 11 USD, most likely 7"
    assert range_text(Range(p5=0, p50=0, p95=0)) == "0"


def test_the_text_for_people_says_all_that_matters_in_96_columns() -> None:
    text = text_report(sample())
    assert text.startswith("Stay on Main Street\n===================\n")
    assert "in 70 % of 200 simulations" in text
    assert "Chamber Home" in text
    assert "0.65 to 3.2, most likely 1.3" in text
    assert "Your hours a week: 3 (of 5)\n  Money a month: 35 USD (of 100)" in text
    assert "65 USD a month stay unspent. 65 USD bring less." in text
    assert (
        "The money is back in month 3, hours not counted\n- At its largest, the cumulative "
        "shortfall is 70 USD." in text
    )
    assert TO_FIND in " ".join(text.split())
    assert "Make a page." in text
    assert "The next towns over: the same mix as “Stay on Main Street”." in text
    assert "Beyond the town: the same mix" not in text  # worth less: aimed elsewhere
    assert "Measured (B)                        60" in text
    assert "Mind this." in text
    assert max(len(line) for line in text.splitlines()) <= 96


def test_without_worlds_the_text_says_nothing_about_how_sure() -> None:
    answer = sample()
    text = text_report(
        sample(strategy=answer.strategy.model_copy(update={"shares": None}), worlds=0)
    )
    assert "The best of the three ways" not in text


def test_nothing_recommended_is_an_answer_with_the_first_two_hours() -> None:
    step = FirstStep(channel="customer_referrals", hours_per_week=0.5, sentence="Ask ten of them.")
    answer = sample(
        strategy=Strategy(call=None, shares=None, all=()), allocation=(), first_two_hours=(step,)
    )
    assert headline(answer) == "Nothing can be recommended yet"
    text = text_report(answer)
    assert "NEXT STEPS\nWhat the first two hours a week would do\n- Ask ten of them." in text
    assert "THE MIX" not in text
