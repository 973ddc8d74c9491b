"""Outcomes beside what was measured: orders of magnitude that published figures give.

Fact ids (data/facts.csv and its notes) stand at each test.  Wide bounds on purpose: they catch
nonsense, they do not tune.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import pytest

from advisor.evidence import load_tables
from advisor.model.alternatives import typical_small_firm
from advisor.model.engine import Engine
from advisor.model.response import Response
from tests.model.businesses import engine_of

SECTORS = tuple(sorted(load_tables().sectors))
USUAL = {
    "town": "Northampton",
    "region": "Massachusetts",
    "country": "US",
    "people_working": 2,
    "reach_goal": "neighbouring_towns",
    "hours_per_week": 4,
    "money_per_month": 100,
    "manager": "no",
}
SEATED = (
    "accounting",
    "electrical",
    "financial_advice",
    "insurance",
    "it_services",
    "law",
    "plumbing_heating",
    "real_estate",
    "remodelling",
    "roofing",
)


@cache
def business(sector: str) -> Engine:
    return engine_of({**USUAL, "sector": sector}, n_draws=400)


def channel(engine: Engine, name: str) -> Response:
    return next(r for r in engine.responses if r.channel.channel == name)


def level(engine: Engine, name: str, wanted: float, quantity: str, *, full: bool = False) -> Any:
    """Return the monthly draws of a channel at one level done by the owner, (n,)."""
    response = channel(engine, name)
    j = next(
        j
        for j, o in enumerate(response.options)
        if o.level == wanted and o.doer == "owner" and not o.attached
    )
    return response.draws[quantity][:, -1, 0, j] * (1.0 if full else response.ramp.mean(axis=1))


def test_a_small_page_is_noticed_by_tens_of_people_a_month() -> None:
    """O147, O148: a median 11 posts and 16 engagements in 90 days (0 to 193)."""
    engine = engine_of(
        {**USUAL, "sector": "independent_retail", "already": {"followers": {"facebook": 300}}}
    )
    aware = float(np.median(level(engine, "facebook", 1.5, "people_aware")))
    assert 16 / 3 / 2 <= aware <= 193 / 3 * 2


@pytest.mark.parametrize("name", ["facebook", "instagram", "linkedin"])
def test_three_hours_a_week_on_one_platform_bring_a_small_part_of_what_comes(name: str) -> None:
    """Sources of data/sectors.csv: social media bring 1-17 in 100, one platform less than that."""
    found = []
    for sector in SECTORS:
        engine = business(sector)
        brings = float(np.median(level(engine, name, 3.0, "customers", full=True)))
        found.append(brings / float(np.median(engine.ledger.basis)))
    assert 0.002 <= float(np.median(found)) <= 0.1
    assert min(found) > 0.0
    assert max(found) <= 0.35


def test_a_referral_group_is_one_seat_of_about_four_hours() -> None:
    """F039, F042: one seat, no rival group; hours of priors_f2f."""
    response = channel(business("law"), "referral_group")
    own = [o for o in response.options if not o.attached]
    assert [o.units for o in own] == [1]
    assert 3.5 <= own[0].owner_hours <= 5.0


def test_chamber_and_events_bring_about_one_customer_a_year() -> None:
    """F075, F076: 0.71 of small firms won a customer by networking within a year."""
    chances, a_year = [], []
    for sector in SECTORS:
        engine = business(sector)
        expected = 12 * (
            level(engine, "chamber_home", 1, "customers")
            + level(engine, "networking_events", 1, "customers")
        )
        a_year.append(float(np.median(expected)))
        chances.append(float(np.mean(-np.expm1(-expected))))
    assert 0.4 <= float(np.median(a_year)) <= 3.6
    assert 0.45 <= float(np.median(chances)) <= 0.9


def test_a_seat_in_a_referral_group_is_worth_a_part_of_what_its_sellers_say() -> None:
    """F009-F026, F195: means of 31,000 to 76,000 USD of closed business a member and year.

    Means of those who stay; the middle member gets a fraction (L0305, L0306).
    """
    found = []
    for sector in SEATED:
        engine = business(sector)
        customers = 12 * level(engine, "referral_group", 1, "customers", full=True)
        shop = engine.business
        sales = shop.d.span("average_sale", engine.case.average_sale_usd) * shop.purchases
        found.append(float(np.median(customers * sales)))
    half_of_the_mean = 0.5 * 52_000.0
    assert half_of_the_mean / 6 <= float(np.median(found)) <= half_of_the_mean * 3


def test_new_customers_make_up_for_those_who_leave_in_most_trades() -> None:
    """What comes anyway and by the usual things is near what a steady firm loses."""
    near = {}
    for sector in SECTORS:
        engine = business(sector)
        worth = engine.worth
        retention = np.median(
            engine.business.d.span("retention_rate", engine.case.retention_rate, share=True)
        )
        lost = float(np.median(engine.business.active_customers) * (1 - retention) / 12)
        usual = engine.judged(typical_small_firm(worth, 0, engine.hours, engine.money), 0)
        new = float(np.median(worth.base_line)) + engine.customers(usual)
        near[sector] = new / max(lost, 1e-9)
    within = {s for s, ratio in near.items() if 1 / 3 <= ratio <= 3}
    assert len(within) >= 25, {s: round(r, 2) for s, r in near.items() if s not in within}
