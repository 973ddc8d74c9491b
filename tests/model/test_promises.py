"""What is said of other budgets is what the answer at those budgets says."""

from __future__ import annotations

import itertools
import re
from typing import Any

import numpy as np
import pytest

from advisor.model.limits import MORE_HOURS, MORE_MONEY
from tests.model.businesses import answer, engine_of

_HERE: dict[str, Any] = {
    "town": "Northampton", "region": "Massachusetts", "country": "US", "people_working": 1,
    "reach_goal": "my_town",
}  # fmt: skip
TRADES = (
    "real_estate", "electrical", "law", "architecture", "dog_grooming", "pet_sitting", "roofing",
    "remodelling", "marketing_agency", "tattoo_studio", "dental_health", "therapy",
)  # fmt: skip
BUDGETS = ((3, 1000), (5, 500), (6, 1500), (5, 100))


def _asked(sector: str, hours: float, money: float, **more: Any) -> dict[str, Any]:
    return {**_HERE, "sector": sector, "hours_per_week": hours, "money_per_month": money, **more}


def _inside(found: Any) -> set[str]:
    return {channel.name for channel in found.channels if channel.in_mix}


@pytest.mark.parametrize("sector", TRADES)
def test_more_hours_or_money_lead_to_what_is_then_recommended(sector: str) -> None:
    for hours, money in BUDGETS:
        engine = engine_of(_asked(sector, hours, money), n_draws=200)
        for h, m in ((MORE_HOURS, 0), (0, MORE_MONEY), (4 * MORE_HOURS, 0), (0, 8 * MORE_MONEY)):
            said = engine.more(h, m)
            then = engine_of(_asked(sector, hours + h / 4, money + m * 5), n_draws=200).recommended
            assert (said.policy, said.utility) == (then.policy, pytest.approx(then.utility))
            np.testing.assert_array_equal(said.chosen, then.chosen)


@pytest.mark.parametrize("sector", TRADES)
def test_what_is_said_to_come_in_or_to_lead_somewhere_does(sector: str) -> None:
    for hours, money in BUDGETS:
        now = answer(_asked(sector, hours, money), n_draws=200)
        said = now.budgets.money.reason or ""
        if told := re.search(r"From ([\d,]+) USD a month (.+?) would pay", said):
            then = answer(_asked(sector, hours, float(told[1].replace(",", ""))), n_draws=200)
            assert told[2] in _inside(then)
        promised = {c.name: r for c in now.channels for r in c.reasons if r.code.endswith("_more")}
        for name, reason in promised.items():
            if reason.code == "one_hour_more":
                more = float(reason.figures["short"] or 0.0)
                assert name in _inside(answer(_asked(sector, hours + more, money), n_draws=200))
            if reason.code == "little_money_more":
                more = float(reason.figures["more"] or 0.0)
                assert name in _inside(answer(_asked(sector, hours, money + more), n_draws=200))
        step = now.goal.next_step if now.goal else None
        if step is not None and "less than" not in step.sentence:
            then = answer(
                _asked(sector, hours + step.hours_per_week, money + step.money_per_month),
                n_draws=200,
            )
            assert then.ledger is not None
            assert then.ledger.total_with_plan.p50 == pytest.approx(step.expected_total)


def test_a_surface_promises_no_more_than_is_recommended() -> None:
    for sector in ("real_estate", "law", "roofing"):
        engine = engine_of(_asked(sector, 5, 500), n_draws=200)
        quick = engine.at(engine.hours, engine.money, quick=True)
        assert quick.utility <= engine.recommended.utility + 1e-9


@pytest.mark.parametrize("sector", ["law", "roofing", "dental_health", "painting_decorating",
                                    "remodelling", "electrical"])  # fmt: skip
def test_who_is_bolder_does_not_leave_out_adverts_that_others_buy(sector: str) -> None:
    spent = []
    for risk in (1, 2, 3, 4, 5):
        engine = engine_of(_asked(sector, 6, 1500, risk=risk), n_draws=1000)
        chosen = zip(engine.worth.menus, engine.responses, engine.recommended.chosen, strict=True)
        spent.append(
            sum(int(m.money[k - 1]) for m, r, k in chosen if k and r.channel.family == "paid")
        )
    # Who expects more of everything fills the same room with a step less of them.
    assert all(later >= 0.75 * earlier for earlier, later in itertools.pairwise(spent)), spent


def test_the_least_effort_is_within_the_budgets_where_they_can_reach_the_goal() -> None:
    within = []
    for wanted in (11, 12, 12.1, 12.2):
        engine = engine_of(_asked("tattoo_studio", 3, 1000, customers_wanted_per_month=wanted))
        least = engine.least(engine.worth.wanted)
        assert least is not None
        hours, money = engine.spent(least)
        within.append(hours <= engine.hours and money <= engine.money)
    assert within == sorted(within, reverse=True) and within[0]


@pytest.mark.parametrize("sector", ["real_estate", "electrical", "law"])
def test_what_a_mix_leaves_is_one_figure(sector: str) -> None:
    asked = _asked(sector, 5, 500)
    engine, found = engine_of(asked), answer(asked)
    left = [
        float(reason.figures.get("net") or 0.0) - float(reason.figures.get("loss") or 0.0)
        for channel in found.channels
        if channel.in_mix
        for reason in channel.reasons
        if reason.code in ("pays_for_itself", "costs_for_now", "costs_and_runs", "costs_at_first")
    ]
    assert sum(left) == pytest.approx(
        engine.net_usd(engine.recommended) * engine.case.local_per_usd
    )


def test_the_gap_of_large_budgets_is_to_a_bound_that_nothing_beats() -> None:
    home = {
        "sector": "funeral_director", "town": "Marfa", "country": "US", "region": "Texas",
        "people_working": 14, "reach_goal": "worldwide", "hours_per_week": 8,
        "money_per_month": 3000, "staff_hours_per_week": 1, "months_to_goal": 36,
        "capacity_new_customers_per_month": 10, "sold_online": True, "customer_value_years": 5,
    }  # fmt: skip
    engine = engine_of(home)
    assert not engine.grids[0].exact
    bound = engine.bound(engine.recommended)
    assert bound > engine.recommended.utility
    for channel in ("meta_ads", "google_search_ads", "website_blog"):
        kept = engine_of({**home, "locks": {channel: {"keep": True}}}).recommended
        assert kept.policy != engine.recommended.policy or kept.utility <= bound


def test_an_hour_more_loses_nothing_that_an_hour_less_had() -> None:
    here = {"people_working": 2, "staff_hours_per_week": 4}
    worth = [
        engine_of(_asked("nonprofit", hours, 800, **here), n_draws=1000).recommended.utility
        for hours in (5, 6)
    ]
    assert worth[1] >= worth[0] - 1e-9
