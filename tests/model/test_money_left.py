"""What is said of money that stays unspent: what comes nearest, and what is missing for it."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.model.businesses import DINER, answer

CLEANER: dict[str, Any] = {
    "sector": "cleaning", "country": "CA", "town": "Kelowna", "people_working": 1,
    "hours_per_week": 10, "money_per_month": 100, "reach_goal": "neighbouring_towns",
    "active_customers": 0, "new_customers_per_month": 0,
}  # fmt: skip
BROKER: dict[str, Any] = {
    "sector": "mortgage_broking", "country": "NZ", "town": "Tauranga", "people_working": 2,
    "hours_per_week": 3, "money_per_month": 1500, "reach_goal": "my_town",
}  # fmt: skip
SHOP: dict[str, Any] = {
    "sector": "independent_retail", "country": "IE", "town": "Galway", "people_working": 2,
    "hours_per_week": 5, "money_per_month": 800, "reach_goal": "my_town",
}  # fmt: skip


def _said(profile: dict[str, Any]) -> str:
    return answer(profile, n_draws=500).budgets.money.reason


def test_the_cheapest_advert_beyond_the_budget_that_pays_is_named() -> None:
    said = _said(CLEANER)
    assert "CAD a month Google Local Services adverts would pay: about" in said
    assert "CAD for each of them, who is worth" in said
    assert "Pinterest" not in said  # what pays in hardly any simulation is near nothing


def test_where_hours_are_missing_they_are_said_to_be() -> None:
    said = _said(BROKER)
    assert "With one more hour a week" in said or "hours of your week" in said


def test_the_price_of_a_customer_stands_beside_what_one_leaves() -> None:
    said = _said(SHOP)
    assert "Nearest to it comes" in said
    assert "EUR for each of them, who is worth" in said
    assert "the plan would earn more in" in said


def test_what_is_too_little_names_the_step_that_takes_more_and_its_price() -> None:
    builder = {
        "sector": "remodelling", "country": "US", "town": "Kalamazoo", "people_working": 6,
        "hours_per_week": 6, "money_per_month": 550, "reach_goal": "neighbouring_towns",
        "average_sale": 12000,
    }  # fmt: skip
    money = answer(builder, n_draws=500).budgets.money
    step = re.search(r"too little for the next useful step: .+ would take (\d+) USD", money.reason)
    assert step is not None
    assert float(step[1]) > money.unspent > 50


def test_more_than_a_third_is_not_called_too_little_where_no_price_keeps_it_unspent() -> None:
    lawyers = {
        "sector": "law", "country": "GB", "town": "Leeds", "people_working": 8,
        "hours_per_week": 6, "money_per_month": 500, "reach_goal": "neighbouring_towns",
        "staff_hours_per_week": 12,
    }  # fmt: skip
    staff = answer(lawyers, n_draws=500).budgets.staff_hours
    assert staff.unspent > 0.33 * staff.given
    assert staff.reason == "Nothing that could be added beside these brings more than it costs."


def test_what_one_more_hour_brings_in_is_not_said_to_pay_too_seldom_as_well() -> None:
    studio = {
        "sector": "fitness", "country": "FI", "town": "Tampere", "people_working": 2,
        "hours_per_week": 7, "money_per_month": 400, "reach_goal": "my_town",
        "active_customers": 0, "new_customers_per_month": 0, "customers_wanted_per_month": 12,
    }  # fmt: skip
    for hours in (5, 6, 7, 8):
        said = _said({**studio, "hours_per_week": hours})
        assert not ("too seldom" in said and "it comes in" in said)


def test_what_a_customer_by_an_advert_costs_counts_the_hours_it_takes() -> None:
    found = re.search(
        r"From ([\d,]+) CAD a month .* about ([\d.,]+) new customers a year, ([\d,]+) CAD",
        _said({**CLEANER, "value_of_owner_hour": 45}),
    )
    assert found is not None
    money, customers, each = (float(x.replace(",", "")) for x in found.groups())
    assert each * customers / 12 > 1.05 * money


def test_an_advert_is_judged_as_the_plan_would_run_it_with_a_manager() -> None:
    found = answer(DINER, n_draws=500)
    assert any(i.manager_hours_per_week > 0 for i in found.allocation)
    assert "Nearest to it comes Facebook and Instagram adverts" in found.budgets.money.reason
    advert = next(c for c in found.channels if c.channel == "meta_ads")
    # At the price of the owner's own hours it would lose what it hardly loses by the manager.
    assert "costs_more_than_brings" not in {reason.code for reason in advert.reasons}


def test_what_is_a_little_short_is_the_same_figure_wherever_it_is_said() -> None:
    electrician = {
        "sector": "electrical", "country": "AU", "town": "Geelong", "people_working": 6,
        "hours_per_week": 12, "money_per_month": 500, "reach_goal": "neighbouring_towns",
        "already": {"website": True, "reviews": 45},
    }  # fmt: skip
    r = answer(electrician, n_draws=500)
    step = re.search(r"From ([\d,]+) AUD a month (.+?) would pay", r.budgets.money.reason)
    assert step is not None
    advert = next(c for c in r.channels if c.name == step[2])
    assert advert.reasons[0].code == "little_money_more"
    more = float(advert.reasons[0].figures["more"] or 0.0)
    assert 500 + more == pytest.approx(float(step[1].replace(",", "")), rel=0.01)


def test_an_advert_that_runs_and_is_left_out_has_one_verdict() -> None:
    runs = {
        "sector": "plumbing_heating", "country": "EG", "town": "Cairo", "people_working": 8,
        "hours_per_week": 5, "money_per_month": 20000, "reach_goal": "my_town",
        "average_sale": 2200, "new_customers_per_month": 60,
        "capacity_new_customers_per_month": 140,
        "last_customers": {"word_of_mouth": 4, "social": 3, "search_maps": 2,
                           "platform_directory": 1},
        "already": {"website": False, "reviews": 33, "followers": {"facebook": 5400}},
        "present_mix": {"meta_ads": {"hours_per_week": 1, "money_per_month": 9000, "months": 20}},
    }  # fmt: skip
    r = answer(runs, n_draws=1000)
    advert = next(c for c in r.channels if c.channel == "meta_ads")
    assert advert.name not in r.budgets.money.reason
    assert advert.reasons[0].code == "costs_more_today"
    assert any(w.code == "gives_up_uncounted" for w in r.warnings)


def test_where_few_search_it_is_not_for_want_of_hours_that_money_stays() -> None:
    cleaner = {
        "sector": "cleaning", "country": "BG", "town": "Sofia", "people_working": 14,
        "hours_per_week": 6, "money_per_month": 800, "reach_goal": "my_town",
        "sells_to": "firms", "average_sale": 480, "purchases_per_year": 12,
        "new_customers_per_month": 1.2, "capacity_new_customers_per_month": 4,
        "active_customers": 30, "already": {"website": True, "reviews": 19}, "most_channels": 9,
    }  # fmt: skip
    said = answer(cleaner).budgets.money.reason
    assert said.startswith("Few people here search for what you sell")
    assert "hours are used up" not in said
