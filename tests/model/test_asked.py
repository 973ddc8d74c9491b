"""What is asked before an answer is believed, whose room counts, and a goal that is far off."""

from __future__ import annotations

from typing import Any

import pytest

from tests.model.businesses import answer, engine_of

SALON: dict[str, Any] = {
    "sector": "hair_beauty", "country": "US", "town": "Northampton", "region": "Massachusetts",
    "people_working": 2, "reach_goal": "my_town", "hours_per_week": 8, "money_per_month": 150,
}  # fmt: skip


def test_what_a_household_pays_is_asked_where_the_trade_serves_firms() -> None:
    helper = {
        **SALON, "sector": "it_services", "sells_to": "people", "average_sale": None,
        "active_customers": None, "new_customers_per_month": None,
    }  # fmt: skip
    asked = answer(helper).questions
    assert [(q.code, q.figures["field"]) for q in asked] == [("sale_of_firms", "average_sale")]
    cleaner = {**helper, "sector": "cleaning", "sells_to": "firms"}
    assert [q.code for q in answer(cleaner).questions] == ["sale_of_people"]
    assert not answer({**cleaner, "sells_to": "both"}).questions
    assert not answer({**cleaner, "sector": "accounting"}).questions
    assert answer({**helper, "average_sale": 120}).questions == ()
    assert answer({**helper, "sells_to": "firms"}).questions == ()


def test_whoever_wants_so_many_has_room_for_them() -> None:
    roofer = {**SALON, "sector": "roofing", "average_sale": None, "active_customers": None}
    usual = engine_of({**roofer, "customers_wanted_per_month": None}).case.capacity_per_month
    assert engine_of({**roofer, "customers_wanted_per_month": 40}).case.capacity_per_month == 40.0
    given = {"customers_wanted_per_month": 40, "capacity_new_customers_per_month": usual}
    assert engine_of({**roofer, **given}).case.capacity_per_month == usual


def test_a_goal_far_off_still_names_the_step_that_leads_nearest() -> None:
    practice = {
        "sector": "physiotherapy_chiropractic", "country": "CA", "town": "Guelph",
        "people_working": 2, "reach_goal": "my_town", "hours_per_week": 5, "money_per_month": 500,
        "customers_wanted_per_month": 35,
    }  # fmt: skip
    goal = answer(practice, n_draws=500).goal
    assert goal.next_step is not None
    assert goal.expected_total < goal.next_step.expected_total < 35


def test_who_wants_to_be_known_far_away_is_asked_from_how_far_customers_come() -> None:
    clinic = {
        "sector": "cosmetic_clinic", "country": "TR", "town": "Istanbul", "people_working": 8,
        "reach_goal": "worldwide", "hours_per_week": 12, "money_per_month": 60000,
    }  # fmt: skip
    codes = [q.code for q in engine_of(clinic).case.questions]
    assert codes == ["come_from_km"]
    told = {**clinic, "customers_come_from_km": 2500}
    assert not engine_of(told).case.questions
    assert not engine_of({**clinic, "reach_goal": "region"}).case.questions
    assert not engine_of({**clinic, "sold_online": True}).case.questions


def test_more_customers_than_a_trade_has_room_for_are_asked_about() -> None:
    agent = {**SALON, "sector": "real_estate", "people_working": 1, "active_customers": 60}
    asked = answer(agent).questions
    assert [(q.code, q.figures["field"]) for q in asked] == [
        ("more_than_room", "new_customers_per_month")
    ]
    assert asked[0].figures["today"] == pytest.approx(asked[0].figures["taken"])
    assert not answer({**agent, "active_customers": 12}).questions
    assert not answer({**agent, "new_customers_per_month": 4.6}).questions
    assert not answer({**agent, "capacity_new_customers_per_month": 8}).questions


def test_who_wants_no_more_than_come_is_asked_how_many_come() -> None:
    modest = {**SALON, "active_customers": 240, "customers_wanted_per_month": 3}
    found = answer(modest, n_draws=500)
    assert [q.code for q in found.questions] == ["wanted_already"]
    assert found.least_effort.reachable
    assert found.least_effort.hours is None
    assert found.least_effort.reason == "As many as you want come already."
    assert not answer({**modest, "customers_wanted_per_month": 12}).questions
    assert not answer({**modest, "new_customers_per_month": 8}).questions


def test_who_sells_goods_and_wants_to_be_known_far_away_is_asked_whether_they_are_sent() -> None:
    oil = {
        "sector": "craft_producer", "country": "HR", "town": "Pula", "people_working": 4,
        "reach_goal": "country", "hours_per_week": 10, "money_per_month": 300,
    }  # fmt: skip
    assert [q.code for q in engine_of(oil).case.questions] == ["sends_goods"]
    sent, kept = (engine_of({**oil, "sold_online": x}) for x in (True, False))
    assert not sent.case.questions
    assert [q.code for q in kept.case.questions] == ["come_from_km"]


def test_who_has_no_room_is_told_to_do_nothing_for_it() -> None:
    full = {**SALON, "capacity_new_customers_per_month": 0}
    for weights in ({}, {"weights": {"customers": 1, "reach": 3, "bonds": 3}}):
        for coming in (0, 4):
            found = answer({**full, **weights, "new_customers_per_month": coming}, n_draws=500)
            assert not found.allocation
            assert found.headline.startswith("You have no room for new clients")
            codes = {r.code for c in found.channels for r in c.reasons}
            assert "no_room_at_all" in codes and "no_room" not in codes
            # No goal is named that nobody gave.
            assert "The goal of" not in (found.least_effort.reason or "")


def test_a_firm_far_larger_than_all_who_could_buy_is_asked_about() -> None:
    asked = {"sector": "pet_services", "country": "US", "place_id": "5251436",
             "reach_goal": "my_town", "hours_per_week": 4, "money_per_month": 80}  # fmt: skip
    huge = answer({**asked, "people_working": 10_000}).questions
    assert [q.code for q in huge] == ["many_people"]
    assert "10,000 people work in the business" in huge[0].sentence
    assert answer({**asked, "people_working": 12}).questions == ()


def test_with_the_plan_the_best_case_never_falls_below_todays() -> None:
    asked = {"sector": "remodelling", "country": "ES", "town": "Valencia", "people_working": 4,
             "reach_goal": "region", "hours_per_week": 5, "money_per_month": 600,
             "capacity_new_customers_per_month": 2.5}  # fmt: skip
    found = answer(asked).ledger
    assert found is not None
    assert found.total_today.p95 > found.room  # there are months with more than there is room for
    assert found.total_with_plan.p95 >= found.total_today.p95


def test_what_a_step_takes_in_all_is_the_offer_and_what_is_more() -> None:
    beauty = {
        **SALON, "sector": "mobile_beauty", "country": "AU", "town": "Geelong", "region": None,
        "people_working": 1, "reach_goal": "neighbouring_towns", "hours_per_week": 4,
        "money_per_month": 50, "customers_wanted_per_month": 6,
    }  # fmt: skip
    goal = answer(beauty).goal
    assert goal is not None and goal.next_step is not None
    step = goal.next_step
    assert step.in_all > 50 and step.why.startswith("Most of that would go into ")
    assert step.sentence.endswith(f" {step.why}")
