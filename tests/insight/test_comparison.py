"""Scenarios side by side: common draws, counted leads, and only the answers that differ."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
import pytest

from advisor import ProfileError, parse_profile, recommend
from advisor.evidence import load_tables
from advisor.explain.comparison_words import ahead, payback_title
from advisor.explain.findings import findings_text
from advisor.insight.comparison import Side, build, differences, share_ahead
from advisor.recommend import solve
from advisor.results.comparison import Comparison

PLUMBER = {
    "sector": "plumbing_heating", "country": "US", "town": "Northampton",
    "region": "Massachusetts", "people_working": 1, "reach_goal": "my_town",
    "hours_per_week": 5, "money_per_month": 100,
}  # fmt: skip
DRAWS = 64


@lru_cache
def _side(name: str, changed: tuple[tuple[str, Any], ...]) -> Side:
    profile = parse_profile({**PLUMBER, **dict(changed)})
    return Side(name, profile, recommend(profile, n_draws=DRAWS, worlds=0))


def side(name: str, **changed: Any) -> Side:
    return _side(name, tuple(sorted(changed.items())))


def compared(*sides: Side) -> Comparison:
    return build(sides, load_tables())


def test_a_scenario_and_itself_come_to_the_same() -> None:
    c = compared(side("One"), side("Two"))
    assert (c.versus[0].customers, c.versus[0].left, c.versus[0].same_mix) == (0.5, 0.5, True)
    assert c.differences == ()
    assert "come to the same" in c.findings[0].title


def test_the_two_ways_round_of_a_pair_add_up_to_one() -> None:
    a, b = side("A"), side("B", hours_per_week=12, money_per_month=400)
    there, back = compared(a, b).versus[0], compared(b, a).versus[0]
    assert there.customers + back.customers == pytest.approx(1.0)
    assert there.left is not None
    assert back.left is not None
    assert there.left + back.left == pytest.approx(1.0)


def test_the_same_draw_is_the_same_world_for_both() -> None:
    # Two businesses that do the same but sell at another price: with common draws the dearer
    # one is ahead in money in each draw; with draws of its own it could not be.
    cheap, dear = side("Cheap", average_sale=400), side("Dear", average_sale=4000)
    engines = [
        solve(s.profile, n_draws=DRAWS, worlds=0, tables=load_tables()).engine
        for s in (cheap, dear)
    ]
    chosen = engines[0].recommended
    low, high = (
        e.forecast(e.judged(chosen.chosen, chosen.policy)).total["gross_profit"] for e in engines
    )
    assert np.all(high >= low)
    assert np.any(high > low)
    assert share_ahead(high, low) == 1.0


def test_what_is_compared_is_what_each_recommendation_says() -> None:
    a, b = side("A"), side("B", hours_per_week=12)
    c = compared(a, b)
    for shown, given in zip(c.scenarios, (a, b), strict=True):
        r = given.recommendation
        assert shown.totals == r.totals
        assert shown.owner_hours == r.budgets.owner_hours.used
        assert shown.payback_month == r.payback.month
        assert [i.channel for i in shown.allocation] == [i.channel for i in r.allocation]
    mix = next(f for f in c.findings if f.code == "mix")
    every = {i.name for s in (a, b) for i in s.recommendation.allocation}
    assert {row[0] for row in mix.rows} == every


def test_a_business_that_can_do_nothing_is_never_ahead_in_customers() -> None:
    c = compared(side("Nothing", hours_per_week=0, money_per_month=0), side("Something"))
    assert side("Something").recommendation.allocation
    assert c.versus[0].customers == 0.0
    effort = next(f for f in c.findings if f.code == "effort")
    assert effort.rows[-1][1] == "nothing is spent"


def test_only_answers_that_differ_are_listed_in_the_order_of_the_questions() -> None:
    profiles = [
        parse_profile({**PLUMBER, "name": "Ada"}),
        parse_profile({**PLUMBER, "name": "Bob", "hours_per_week": 6, "visual": True,
                       "personality": {"writing": 5}, "locks": {"facebook": {"never": True}}}),
    ]  # fmt: skip
    found = differences(profiles)
    assert [(d.field, d.values) for d in found] == [
        ("hours_per_week", ("5", "6")),
        ("visual", ("", "yes")),
        ("personality.writing", ("", "5")),
        ("locks.facebook", ("", "never")),
    ]
    assert found[0].question == "How many hours a week can you yourself give to marketing?"
    assert found[3].question.endswith("(facebook)")


def test_money_is_not_compared_between_currencies() -> None:
    c = compared(side("Here"), side("There", currency="EUR"))
    assert c.versus[0].left is None
    assert all(f.code != "left" for f in c.findings)
    assert "different currencies" in findings_text(c.findings)


def test_two_to_four_scenarios_under_common_draws_and_no_others() -> None:
    a = side("A")
    for wrong in ([a], [a] * 5):
        with pytest.raises(ProfileError, match="2 to 4"):
            build(wrong, load_tables())
    profile = a.profile
    other = Side("Other draws", profile, recommend(profile, n_draws=32, worlds=0))
    with pytest.raises(ProfileError, match="same seed and draws"):
        compared(a, other)
    old = a.recommendation.versions.model_copy(update={"data": "1999-01"})
    stale = Side("Old", profile, a.recommendation.model_copy(update={"versions": old}))
    with pytest.raises(ProfileError, match="Compute them again"):
        compared(a, stale)


def test_four_scenarios_make_six_pairs_and_the_surest_leader_is_the_title() -> None:
    c = compared(
        side("Nothing", hours_per_week=0, money_per_month=0),
        side("Little", hours_per_week=2),
        side("Some"),
        side("Much", hours_per_week=12, money_per_month=600),
    )
    assert [(v.first, v.second) for v in c.versus] == [
        (0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3)]  # fmt: skip
    shares = {}
    for k in range(4):
        mine = [v.customers for v in c.versus if v.first == k]
        shares[k] = min(mine + [1 - v.customers for v in c.versus if v.second == k])
    leader = c.scenarios[max(shares, key=lambda k: shares[k])].name
    assert f"“{leader}”" in c.findings[0].title


@pytest.mark.parametrize(
    ("share", "sentence"),
    [
        (0.5, "Neither “A” nor “B” is ahead"),
        (0.59, "Neither “A” nor “B” is ahead"),
        (0.79, "“A” brings more new customers than “B” in 79 % of the possible futures, which"),
        (0.2, "“B” brings more new customers than “A” in 80 % of the possible futures"),
        (0.999, "in more than 99 % of the"),
        (1.0, "in 100 % of the"),
    ],
)
def test_a_lead_is_called_clear_only_when_it_is(share: float, sentence: str) -> None:
    assert sentence in ahead("A", "B", share, "customers")


def test_who_has_the_money_back_first_is_named_and_a_tie_is_one() -> None:
    c = compared(side("A"), side("B", hours_per_week=12))

    def months(*values: int | None) -> str:
        changed = [
            s.model_copy(update={"payback_month": m})
            for s, m in zip(c.scenarios, values, strict=True)
        ]
        return payback_title(changed)

    assert months(3, 5) == "“A” has its money back first: in month 3"
    assert months(None, 5) == "“B” has its money back first: in month 5"
    assert months(4, 4) == "All have their money back in month 4"
    assert months(None, None) == "None of the scenarios has its money back in time"
