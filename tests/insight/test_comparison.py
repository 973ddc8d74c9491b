"""Scenarios side by side: common draws, counted leads, and only the answers that differ."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor import ProfileError, parse_profile, recommend
from advisor.evidence import load_tables
from advisor.explain.comparison_words import _item_text, payback_title
from advisor.explain.tradeoff_words import decision_finding, pair_odds, share_text, tradeoff_finding
from advisor.insight.comparison import Side, build, decided_with, differences, share_ahead
from advisor.recommend import evaluate, solve
from advisor.report.talk.matter import Matter
from advisor.report.text import findings_text
from advisor.results.comparison import ComparedScenario, Comparison, Versus
from tests.businesses import PLUMBER

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
    assert "lead to the same" in c.findings[0].title


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
    for shown, asked in zip(c.scenarios, (a, b), strict=True):
        r = asked.recommendation
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


def test_a_share_of_nearly_all_is_not_called_all() -> None:
    assert share_text(0.999) == "more than 99 %" and share_text(1.0) == "100 %"


def test_who_has_the_money_back_first_is_named_and_a_tie_is_one() -> None:
    c = compared(side("A"), side("B", hours_per_week=12))

    def months(*values: int | None) -> str:
        changed = [
            s.model_copy(update={"payback_month": m})
            for s, m in zip(c.scenarios, values, strict=True)
        ]
        return payback_title(changed)

    assert months(3, 5) == "“A” pays back first: in month 3, hours not counted"
    assert months(None, 5) == "“B” pays back first: in month 5, hours not counted"
    assert months(4, 4) == "All pay back in month 4, hours not counted"
    assert months(None, None) == "None of the scenarios pays back in time, hours not counted"


@lru_cache(maxsize=1)
def _base() -> ComparedScenario:
    return compared(side("A"), side("B")).scenarios[0]


def _scenario(name: str, **changed: Any) -> ComparedScenario:
    return _base().model_copy(update={"name": name, **changed})


def _versus(**changed: Any) -> Versus:
    base = {"first": 0, "second": 1, "customers": 0.1, "left": 0.3, "customers_more": -2.0,
            "left_more": -100.0, "same_mix": False}  # fmt: skip
    return Versus(**{**base, **changed})


CHEAP = {"expected_customers": 6.0, "owner_hours": 5.0, "money": 100.0, "expected_left": 900.0,
         "loss_share": 0.04}  # fmt: skip
DEAR = {"expected_customers": 8.0, "owner_hours": 12.0, "money": 300.0, "expected_left": 1000.0,
        "loss_share": 0.12}  # fmt: skip


def test_the_trade_off_says_customers_money_hours_and_risk_with_average_and_odds() -> None:
    found = tradeoff_finding([_scenario("Small", **CHEAP), _scenario("Big", **DEAR)], [_versus()])
    assert found.title == (
        "“Big” brings 2 more new customers a month on average than “Small” (more in 90 % of the "
        "simulations), for 7 hours a week more and 200 USD a month more."
    )
    assert found.sentences == (
        "After money and hours “Big” leaves 100 USD a month more on average than “Small” (more in "
        "70 % of the simulations, no clear lead).",
        "“Big” loses money in 12 % of the simulations, “Small” in 4 %.",
    )


def test_the_dearer_is_not_praised_for_a_rounding() -> None:
    # Ahead in nearly all simulations, by 1 %: nothing to pay for.
    dear = _scenario("Big", **{**DEAR, "expected_customers": 6.06, "loss_share": 0.05})
    pair = _versus(customers=0.01, customers_more=-0.06, left=0.9, left_more=30.0)
    found = tradeoff_finding([_scenario("Small", **CHEAP), dear], [pair])
    assert found.title == (
        "“Big” brings about as many new customers as “Small” (0.06 more a month on average, more "
        "in 99 % of the simulations), for 7 hours a week more and 200 USD a month more."
    )
    assert found.sentences == (
        "After money and hours both leave about the same on average (“Big” less in 90 % of the "
        "simulations).",
        "Both lose money about as often: in 4 to 5 % of the simulations.",
        "The extra effort of “Big” brings no noticeable gain in customers; “Small” does as well.",
    )


def test_next_to_no_customers_are_not_told_in_digits() -> None:
    dear = _scenario("Big", **{**DEAR, "expected_customers": 6.0058, "loss_share": 0.05})
    pair = _versus(customers=0.6, customers_more=-0.0058)
    found = tradeoff_finding([_scenario("Small", **CHEAP), dear], [pair])
    assert found.title.startswith("“Big” brings about as many new customers as “Small” (")
    assert "0.0058" not in found.title


def test_partners_are_counted_one_by_one_as_elsewhere() -> None:
    one = next(i for i in compared(side("A"), side("B")).scenarios[0].allocation if i.units != 2)
    three = one.model_copy(
        update={"channel": "partner_referrals", "units": 3, "money_per_month": 0.0}
    )
    assert _item_text(three, "USD").startswith("15 x, ")
    assert _item_text(three.model_copy(update={"channel": "trade_shows"}), "USD").startswith(
        "3 x, "
    )


def test_of_three_no_sentence_says_both_and_the_title_is_not_said_again() -> None:
    middle = _scenario("Middle", **{**CHEAP, "expected_customers": 7.0, "money": 200.0,
                                    "owner_hours": 8.0, "loss_share": 0.09})  # fmt: skip
    three = [_scenario("Small", **CHEAP), middle, _scenario("Big", **DEAR)]
    pairs = [_versus(second=1, customers_more=-1.0, left_more=-10.0), _versus(second=2),
             _versus(first=1, second=2, customers_more=-1.0)]  # fmt: skip
    found = tradeoff_finding(three, pairs)
    assert found.title.startswith("“Big” brings 2 more new customers a month on average than “Sma")
    assert found.sentences == (
        "“Middle” brings 1 more new customer a month on average than “Small” (more in 90 % of the "
        "simulations), for 3 hours a week more and 100 USD a month more.",
        "“Big” brings 1 more new customer a month on average than “Middle” (more in 90 % of the "
        "simulations), for 4 hours a week more and 100 USD a month more.",
        "After money and hours “Small” and “Middle” leave about the same on average (“Middle” more "
        "in 70 % of the simulations).",
        "After money and hours “Big” leaves 100 USD a month more on average than “Middle” (more in "
        "70 % of the simulations, no clear lead).",
        "“Small” loses money least often, in 4 % of the simulations, “Big” most often, in 12 %.",
    )
    # On a slide the title is brief: the odds stand below it.
    assert pair_odds(three, pairs, (1.0, "month")) == [
        "New customers of “Big” against “Small”: more in 90 % of the simulations."]  # fmt: skip
    # Where the step to the most is the only other one, the title has said it.
    same = _scenario("Same", **{**CHEAP, "loss_share": 0.05})
    pairs = [_versus(second=1, customers_more=0.0, left_more=0.0), _versus(second=2),
             _versus(first=1, second=2)]  # fmt: skip
    found = tradeoff_finding([three[0], same, three[2]], pairs)
    assert found.title not in found.sentences
    close = _scenario("Close", **{**DEAR, "loss_share": 0.08})
    assert "All lose money about as often: in 4 to 8 % of the simulations." in tradeoff_finding(
        [three[0], same, close], pairs).sentences  # fmt: skip


def test_an_average_that_few_outcomes_carry_is_said_to_be_one() -> None:
    pair = _versus(left=0.65, left_more=-100.0)
    found = tradeoff_finding([_scenario("Small", **CHEAP), _scenario("Big", **DEAR)], [pair])
    assert found.sentences[0] == (
        "After money and hours “Big” leaves 100 USD a month more on average than “Small” (but less "
        "in 65 % of the simulations: a few good outcomes carry the average)."
    )


@given(
    st.floats(0, 40), st.floats(0, 40), st.floats(0, 20), st.floats(0, 20),
    st.floats(0, 900), st.floats(0, 900), st.floats(0, 1),
)  # fmt: skip
def test_the_word_more_is_only_said_of_what_brings_noticeably_more(
    a: float, b: float, hours_a: float, hours_b: float, money_a: float, money_b: float, share: float
) -> None:
    one = _scenario("One", **{**CHEAP, "expected_customers": a, "owner_hours": hours_a,
                              "money": money_a})  # fmt: skip
    two = _scenario("Two", **{**CHEAP, "expected_customers": b, "owner_hours": hours_b,
                              "money": money_b})  # fmt: skip
    pair = _versus(customers=share, customers_more=a - b, left_more=0.0)
    title = tradeoff_finding([one, two], [pair]).title
    more, fewer = ((one, two) if a > b else (two, one)) if a != b else (one, two)
    noticeable = abs(a - b) > 0.05 * max(a, b)
    assert ("about as many" in title) == (not noticeable)
    if noticeable and f"“{more.name}” brings" in title:
        assert " more new customers" in title
    elif noticeable:
        assert f"“{fewer.name}” brings" in title
        assert " fewer new customers" in title


def test_what_is_done_today_is_a_side_of_its_own_and_stands_first() -> None:
    mix = {"facebook": {"hours_per_week": 2}, "local_signs": {"units": 1, "hours_per_week": 0.5}}
    profile = parse_profile({**PLUMBER, "present_mix": mix})
    r = recommend(profile, n_draws=DRAWS, worlds=0)
    c = compared(Side("Plan", profile, r), Side("Now", profile, r, as_today=True))
    plan, now = c.scenarios
    assert r.present is not None
    assert now.totals.customers == r.present.totals.customers
    assert [(i.channel, i.hours_per_week) for i in now.allocation] == [
        ("facebook", 2.0), ("local_signs", 0.5),
    ]  # fmt: skip
    assert now.owner_hours == 2.5
    assert (now.as_today, plan.as_today) == (True, False)
    assert "nearest level" in c.findings[0].notes[-1]
    assert "than “Now”" in c.findings[0].title
    bare = side("Bare")
    with pytest.raises(ProfileError, match="present_mix"):
        compared(bare, Side("Now", bare.profile, bare.recommendation, as_today=True))


def test_what_is_done_today_costs_what_was_typed_and_leaves_what_that_leaves() -> None:
    # The least advert that the model knows here costs 600 a month: nobody pays that.
    adverts = {"google_search_ads": {"hours_per_week": 1, "money_per_month": 300, "months": 12}}
    profile = parse_profile({**PLUMBER, "present_mix": adverts, "value_of_owner_hour": 0})
    r = recommend(profile, n_draws=DRAWS, worlds=0)
    assert r.present is not None
    paid = r.present.allocation[0].money_per_month
    assert paid > 300
    _, now = compared(Side("Plan", profile, r), Side("Now", profile, r, as_today=True)).scenarios
    assert (now.owner_hours, now.money) == (1.0, 300.0)
    level = r.present.totals.net_contribution.p50
    assert now.totals.net_contribution.p50 - level == pytest.approx(paid - 300)
    assert now.cash[0].p50 > 0 - paid
    matter = Matter(r, {}, None, profile, None)
    assert matter.present is not None
    assert matter.present.totals == now.totals
    assert [(u.hours, u.money) for u in matter.uses] == [(1.0, 300.0)]
    assert evaluate(profile, n_draws=DRAWS).totals == now.totals


def test_a_decision_stands_right_after_the_trade_off() -> None:
    c = decided_with(
        compared(side("A"), side("B", hours_per_week=12)),
        decision_finding("3 March 2026", "B", "We take B", "A son helps", "2 June 2026"),
    )
    assert [f.code for f in c.findings[:2]] == ["tradeoff", "decision"]
    assert c.findings[1].title == "Decided on 3 March 2026: “B”."
    assert c.findings[1].sentences == (
        "We take B.", "Why: A son helps.", "To be reviewed on 2 June 2026.")  # fmt: skip


@pytest.mark.parametrize(
    ("sector", "channel", "customers"),
    [("bakery_food_shop", "instagram", 50), ("hair_beauty", "meta_ads", 20),
     ("handmade_maker", "meta_ads", 20), ("plumbing_heating", "networking_events", 3)],
)  # fmt: skip
def test_own_results_are_within_what_is_said_of_today(
    sector: str, channel: str, customers: int
) -> None:
    use = {"units": 1} if channel == "referral_group" else {"hours_per_week": 1.5}
    use |= {"money_per_month": 150} if channel == "meta_ads" else {}
    profile = parse_profile({
        **PLUMBER, "sector": sector, "present_mix": {channel: use},
        "results": {channel: {"months": 12, "customers": customers}},
    })  # fmt: skip
    r = recommend(profile, n_draws=400, worlds=0)
    now = build([Side("Now", profile, r, as_today=True), Side("Plan", profile, r)], load_tables())
    found = now.scenarios[0].totals.customers
    assert found.p5 <= customers / 12 <= found.p95


def test_hours_that_a_manager_works_are_said_to_be_left_out() -> None:
    base = _scenario("One")
    helped = base.allocation[0].model_copy(update={"manager_hours_per_week": 12.0})
    hired = _scenario("Two", allocation=(helped, *base.allocation[1:]))
    note = "a manager's are paid for in the money"
    assert note in tradeoff_finding([base, hired], [_versus()], (1.0, "month")).notes[-1]
    assert note not in tradeoff_finding([base, base], [_versus()], (1.0, "month")).notes[-1]
