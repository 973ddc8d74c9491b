"""What if: look-ups equal whole recommendations, the map never falls, own mixes judged fairly."""

from __future__ import annotations

from typing import Any

import pytest

from advisor.errors import ProfileError
from advisor.insight.what_if import OpenBudgets, most_hours, nice_above, open_budgets
from advisor.profile import parse_profile
from advisor.recommend import evaluate, recommend
from tests.businesses import PLUMBER

DRAWS = 64
BAKER: dict[str, Any] = {
    "sector": "bakery_food_shop", "country": "DE", "town": "Bamberg", "people_working": 6,
    "reach_goal": "neighbouring_towns", "hours_per_week": 9, "money_per_month": 800,
}  # fmt: skip
OWN_MIX: dict[str, Any] = {
    "facebook": {"hours_per_week": 2}, "chamber_home": {"units": 1},
    "customer_referrals": {"hours_per_week": 1},
}  # fmt: skip


def opened(answers: dict[str, Any]) -> OpenBudgets:
    return open_budgets(parse_profile(answers), n_draws=DRAWS)


@pytest.fixture(scope="module")
def plumber() -> OpenBudgets:
    return opened(PLUMBER)


@pytest.mark.parametrize("answers", [PLUMBER, BAKER])
@pytest.mark.parametrize(("hours", "money"), [(5, 100), (2.3, 0), (12, 437), (0, 0)])
def test_a_look_up_is_what_a_whole_recommendation_says(
    answers: dict[str, Any], hours: float, money: float
) -> None:
    seen = opened(answers).at(hours, money)
    whole = recommend(
        parse_profile({**answers, "hours_per_week": hours, "money_per_month": money}),
        n_draws=DRAWS, worlds=0,
    )  # fmt: skip
    assert seen.utility == pytest.approx(whole.utility, rel=1e-12)
    assert seen.call == whole.strategy.call
    assert seen.alike == whole.strategy.alike
    assert seen.totals == whole.totals
    assert seen.allocation == whole.allocation
    assert seen.hours_used == pytest.approx(whole.budgets.owner_hours.used)
    assert seen.money_used == pytest.approx(whole.budgets.money.used)


def test_the_marginal_hour_and_hundred_are_those_of_the_recommendation(
    plumber: OpenBudgets,
) -> None:
    whole = recommend(parse_profile(PLUMBER), n_draws=DRAWS, worlds=0)
    assert plumber.marginal(5, 100) == whole.marginal


@pytest.mark.parametrize("answers", [PLUMBER, BAKER])
def test_on_the_map_more_hours_or_more_money_never_hurt(answers: dict[str, Any]) -> None:
    grid = opened(answers).surface(points=9)
    assert len(grid.utility) == len(grid.hours)
    assert {len(row) for row in grid.utility} == {len(grid.money)}
    assert grid.hours[0] == grid.money[0] == 0
    assert grid.utility[-1][-1] > grid.utility[0][0]
    for line in [*grid.utility, *zip(*grid.utility, strict=True)]:
        assert list(line) == sorted(line)


def test_the_map_holds_the_outcome_of_its_own_corner(plumber: OpenBudgets) -> None:
    grid = plumber.surface(points=5)
    corner = plumber.at(grid.hours[-1], grid.money[-1])
    assert grid.customers[-1][-1] == pytest.approx(corner.customers, rel=0.05)
    assert grid.hours[-1] == plumber.hours


def test_budgets_beyond_the_widest_pair_are_solved_and_not_cut_off(plumber: OpenBudgets) -> None:
    beyond = plumber.hours + 10
    seen = plumber.at(beyond, 100)
    whole = recommend(parse_profile({**PLUMBER, "hours_per_week": beyond}), n_draws=DRAWS, worlds=0)
    assert seen.utility == pytest.approx(whole.utility, rel=1e-12)


def test_a_wish_the_budgets_cannot_pay_is_named_and_the_rest_is_answered() -> None:
    wish = {"locks": {"google_search_ads": {"keep": True}}}
    budgets = opened({**PLUMBER, **wish})
    poor = budgets.at(5, 0)
    assert poor.dropped == ("Google search adverts",)
    assert poor.wishes == (
        "Google search adverts: your budgets are too small to keep it, so it is left out.",
    )
    assert poor.allocation != ()
    assert budgets.at(15, budgets.money * 4).dropped == ()
    whole = recommend(
        parse_profile({**PLUMBER, **wish, "money_per_month": 0}), n_draws=DRAWS, worlds=0
    )
    assert poor.utility == whole.utility


def test_the_map_is_empty_where_what_must_be_kept_cannot_be_paid() -> None:
    grid = opened({**PLUMBER, "locks": {"referral_group": {"keep": True}}}).surface(points=5)
    assert grid.utility[0][0] is None
    assert grid.customers[0][0] is None
    assert grid.utility[-1][-1] is not None


def test_more_customers_wanted_take_no_less_effort_until_no_effort_does() -> None:
    worth = 40
    plumber = opened({**PLUMBER, "value_of_owner_hour": worth})
    anyway = plumber.least(0.1)
    assert anyway.reachable and not anyway.allocation and "come already" in anyway.reason
    found = [plumber.least(anyway.anyway + more) for more in (0.2, 0.5, 1.0)]
    assert all(one.reachable for one in found)
    assert all(one.customers >= one.wanted - one.anyway - 1e-9 for one in found)
    efforts = [one.hours * worth * 52 / 12 + one.money for one in found]
    assert efforts == sorted(efforts)
    never = plumber.least(100_000)
    assert not never.reachable
    assert never.allocation == ()
    assert never.reason != ""


COACH: dict[str, Any] = {
    "sector": "coaching", "country": "US", "region": "CO", "town": "Denver", "people_working": 1,
    "reach_goal": "region", "hours_per_week": 8, "money_per_month": 300,
}  # fmt: skip


def test_the_least_effort_is_no_more_than_that_of_the_advice_which_brings_as_much() -> None:
    budgets = open_budgets(parse_profile(COACH))
    engine = budgets._engine
    mix, hour = engine.at(*budgets._cells(8, 300)), engine.case.value_of_owner_hour_usd * 52 / 12
    brings = float(engine.judging.customers(mix.chosen[None, :], mix.policy)[0])
    found, own = budgets.least(budgets.least(100.0).anyway + brings - 1e-6), budgets.at(8, 300)
    assert found.allocation
    assert found.hours * hour + found.money <= own.hours_used * hour + own.money_used + 1e-6


@pytest.mark.parametrize("answers", [PLUMBER, BAKER])
def test_an_own_mix_is_judged_as_the_command_line_judges_it(answers: dict[str, Any]) -> None:
    # What is done today stands already: both must know it.
    doing = {**answers, "present_mix": OWN_MIX}
    mine = opened(doing).beside(OWN_MIX, answers["hours_per_week"], answers["money_per_month"])
    line = evaluate(parse_profile(doing), n_draws=DRAWS)
    assert mine.own.utility == pytest.approx(line.utility)
    # What is left counts the costs that were typed on one side, those of the nearest level here.
    left = {"net_contribution", "net_over_years"}
    assert mine.own.totals.model_dump(exclude=left) == line.totals.model_dump(exclude=left)
    assert {i.channel for i in mine.own.allocation} == set(OWN_MIX)


@pytest.mark.parametrize("answers", [PLUMBER, BAKER])
def test_beside_an_own_mix_stands_one_of_the_same_effort_that_is_no_worse(
    answers: dict[str, Any],
) -> None:
    mine = opened(answers).beside(OWN_MIX, answers["hours_per_week"], answers["money_per_month"])
    assert mine.same_effort.hours_used <= mine.own.hours_used + 1e-9
    assert mine.same_effort.money_used <= mine.own.money_used + 1e-6
    assert mine.same_effort.utility >= mine.own.utility
    assert mine.best.hours == answers["hours_per_week"]


def test_the_recommended_mix_typed_in_as_ones_own_comes_out_as_good(plumber: OpenBudgets) -> None:
    best = opened({**PLUMBER, "manager": "no"}).at(5, 100)
    typed = {
        i.channel: {"units": i.units, "hours_per_week": i.hours_per_week,
                    "money_per_month": i.money_per_month}
        for i in best.allocation if i.channel != "private_group_attached"
    }  # fmt: skip
    typed = {name: {k: v for k, v in use.items() if v is not None} for name, use in typed.items()}
    mine = plumber.beside(typed, 5, 100)
    assert mine.own.utility == pytest.approx(best.utility, rel=0.05)


def test_what_this_business_cannot_use_is_left_out_and_said(plumber: OpenBudgets) -> None:
    assert "fairs_markets" in plumber.closed
    mine = plumber.beside({"fairs_markets": {"units": 1}, **OWN_MIX}, 5, 100)
    assert [name for name, _ in mine.own.left_out] == ["Fairs and market stalls"]
    assert {i.channel for i in mine.own.allocation} == set(OWN_MIX)


def test_an_unknown_channel_in_an_own_mix_is_refused(plumber: OpenBudgets) -> None:
    with pytest.raises(ProfileError, match="faceboook"):
        plumber.beside({"faceboook": {"hours_per_week": 2}}, 5, 100)


def test_deciding_figures_belong_to_the_mix_and_vary(plumber: OpenBudgets) -> None:
    used = {i.channel for i in plumber.at(5, 100).allocation} | {"business"}
    figures = plumber.figures(5, 100, most=5)
    assert 0 < len(figures) <= 5
    assert {f.channel for f in figures} <= used
    assert all(f.low < f.high and not f.own for f in figures)
    assert [f.share for f in figures] == sorted((f.share for f in figures), reverse=True)


def test_an_own_figure_stands_first_and_moves_the_outcome(plumber: OpenBudgets) -> None:
    figure = plumber.figures(5, 100)[0]
    own = {"low": figure.high, "best": figure.high, "high": figure.high}
    changed = opened({**PLUMBER, "overrides": {figure.prior_id: own}})
    first = changed.figures(5, 100)[0]
    assert (first.prior_id, first.own, first.best) == (figure.prior_id, True, figure.high)
    assert changed.at(5, 100).totals.customers != plumber.at(5, 100).totals.customers


def test_the_budgets_opened_hold_the_owners_and_grow_with_them() -> None:
    for hours in (0, 4, 20, 33, 80, 100):
        assert hours <= most_hours(hours) <= 100
    assert most_hours(10) < most_hours(14) <= most_hours(40) < most_hours(70)
    assert nice_above(0) == 1.0
    for value in (3, 47, 510, 999.5):
        assert value <= nice_above(value) <= 2.5 * value
