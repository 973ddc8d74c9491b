"""A business that begins: more customers today never mean fewer with the plan."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

from advisor.evidence import load_tables
from advisor.explain.ledger_words import come_already
from tests.model.businesses import answer

FIRMS: dict[str, dict[str, Any]] = {
    "restaurant_cafe": {"country": "PH", "town": "Iloilo", "people_working": 18},
    "bakery_food_shop": {"country": "DE", "town": "Bamberg", "people_working": 5},
    "florist": {"country": "CO", "town": "Bucaramanga", "people_working": 3},
    "roofing": {"country": "US", "town": "Boulder", "region": "Colorado", "people_working": 6},
    "photography": {"country": "GB", "town": "Leeds", "people_working": 1},
}


@pytest.mark.parametrize("sector", FIRMS)
def test_more_customers_today_never_mean_fewer_with_the_plan(sector: str) -> None:
    firm = {**FIRMS[sector], "sector": sector, "reach_goal": "my_town", "hours_per_week": 6,
            "money_per_month": 0, "already": {"reviews": 12}}  # fmt: skip
    trade = load_tables().sectors[sector].ranges["active_customers"][1]
    usual = trade * firm["people_working"] / 2
    totals = [
        found.ledger.total_with_plan.p50
        for part in (0, 0.05, 0.12, 0.16, 0.3, 0.6, 1)
        if (found := answer({**firm, "active_customers": round(usual * part)})).ledger
    ]
    assert len(totals) == 7
    for fewer, more in itertools.pairwise(totals):
        assert more >= 0.94 * fewer  # the plan itself may be another
    assert totals[-1] > totals[0] > 0.0


def test_who_counted_new_customers_is_believed_and_no_beginner() -> None:
    firm = {**FIRMS["restaurant_cafe"], "sector": "restaurant_cafe", "reach_goal": "my_town",
            "hours_per_week": 8, "money_per_month": 1000, "active_customers": 1500}  # fmt: skip
    counted = answer({**firm, "new_customers_per_month": 160}).ledger
    assert counted is not None
    assert counted.begins == 0.0
    assert counted.total_today.p50 == pytest.approx(160)
    begun, known = (answer({**firm, "already": {"reviews": x}}).ledger for x in (3, 900))
    assert begun is not None and known is not None
    assert begun.begins > 0.0 == known.begins
    # Those whom a beginner's friends send once he has told them come to the known one already.
    assert known.total_today.p50 > begun.total_today.p50 + begun.begins
    assert known.total_today.p50 < 1.1 * begun.total_with_plan.p50


def test_a_count_of_new_customers_says_more_than_how_many_work_there() -> None:
    cleaners = {"sector": "cleaning", "country": "MY", "town": "Ipoh", "reach_goal": "my_town",
                "hours_per_week": 8, "money_per_month": 1500, "active_customers": 75,
                "new_customers_per_month": 4}  # fmt: skip
    totals = []
    for people in (2, 30):
        found = answer({**cleaners, "people_working": people}).ledger
        assert found is not None
        assert found.room <= 15.0  # who is few for thirty has some way to go
        totals.append(found.total_with_plan.p50)
    assert totals[0] <= totals[1] < 2.2 * totals[0]


def test_nothing_begins_after_the_months_that_are_looked_at() -> None:
    studio = {"sector": "fitness", "country": "FI", "town": "Tampere", "reach_goal": "my_town",
              "people_working": 2, "hours_per_week": 12, "money_per_month": 500}  # fmt: skip
    for months in (3, 4, 12):
        starts = [i.start_month for i in answer({**studio, "months_to_goal": months}).allocation]
        assert max(starts) <= months


@pytest.mark.parametrize(
    ("sector", "people"),
    [("physiotherapy_chiropractic", 4), ("hair_beauty", 4), ("pet_sitting", 1), ("it_services", 2)],
)
def test_few_who_come_today_are_no_reason_to_do_nothing(sector: str, people: int) -> None:
    """Who has little gains no less by half than who has twice as much: vets know no count."""
    firm = {"sector": sector, "country": "AU", "town": "Geelong", "reach_goal": "my_town",
            "hours_per_week": 4, "money_per_month": 1200, "people_working": people}  # fmt: skip
    gains = []
    for coming in (0.1, 0.2, 0.5, 1, 2, 5):
        found = answer({**firm, "new_customers_per_month": coming}).ledger
        assert found is not None
        gains.append(found.total_with_plan.p50 - found.total_today.p50)
    assert gains[0] > 0.0
    for fewer, more in itertools.pairwise(gains):
        assert 0.85 * fewer < more < 2.5 * fewer


def test_what_the_plan_gives_up_is_said_apart_and_an_entry_stays() -> None:
    plumber = {
        "sector": "plumbing_heating", "country": "US", "town": "Northampton",
        "region": "Massachusetts", "people_working": 1, "reach_goal": "my_town",
        "hours_per_week": 5, "money_per_month": 100,
    }  # fmt: skip
    done = {
        "facebook": {"hours_per_week": 3, "money_per_month": 0, "months": 24},
        "referral_group": {
            "units": 1,
            "hours_per_week": 4.25,
            "money_per_month": 140,
            "months": 24,
        },
    }
    found = answer({**plumber, "present_mix": done})
    ledger = found.ledger
    assert ledger is not None
    assert not {item.channel for item in found.allocation} & set(done)
    assert ledger.given_up == pytest.approx(ledger.kept) and ledger.kept > 0.0
    assert come_already(found) == ""
    assert ledger.total_with_plan.p50 == pytest.approx(
        ledger.total_today.p50 + found.totals.customers.p50 - ledger.kept
    )
    # Whoever has no hours takes no entry down, and where nothing is advised all stays.
    for hours in (0, 5):
        entered = {**plumber, "last_customers": {"platform_directory": 5}, "hours_per_week": hours}
        stands = answer({**entered, "money_per_month": 0}).ledger
        assert stands is not None
        assert stands.total_with_plan.p50 >= stands.total_today.p50 - 1e-9
