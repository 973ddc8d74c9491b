"""What a trade may do and what its portals cost: by the trade and the place it is listed at."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from tests.model.businesses import answer, engine_of

FIRM: dict[str, Any] = {
    "country": "US", "town": "Northampton", "region": "Massachusetts", "people_working": 1,
    "reach_goal": "my_town", "hours_per_week": 5, "money_per_month": 100,
}  # fmt: skip


def test_whoever_may_not_ask_those_he_treats_is_told_to_ask_nobody() -> None:
    reviews = {"already": {"reviews": 3}}
    healer, tutor = (
        answer({**FIRM, **reviews, "sector": s}) for s in ("therapy", "tutoring_lessons")
    )
    (asked,) = [c for c in healer.channels if c.channel == "customer_referrals"]
    assert [r.code for r in asked.reasons] == ["asking_against_rules"]
    assert "no_reviews" not in {f.code for f in healer.fix_first}
    assert "no_reviews" in {f.code for f in tutor.fix_first}
    does = {"present_mix": {"customer_referrals": {"hours_per_week": 0.5}}}
    assert "customer_referrals" not in engine_of({**FIRM, **does, "sector": "therapy"}).case.closed


@pytest.mark.parametrize("sold_online", [None, True])
def test_whoever_advises_at_a_distance_is_sold_by_no_booking_agent(
    sold_online: bool | None,
) -> None:
    for sector in ("coaching", "therapy", "law", "consulting"):
        engine = engine_of({**FIRM, "sector": sector, "sold_online": sold_online})
        assert engine.business.listed_as == "services"
        (entry,) = [r for r in engine.responses if r.channel.kind == "listing"]
        # A client by an entry is worth what any other is.
        assert entry.earns[0].mean() == pytest.approx(engine.business.customer_profit.mean())
    lodging = engine_of({**FIRM, "sector": "lodging", "sold_online": sold_online})
    assert lodging.business.listed_as == "agents"


def test_a_portal_costs_what_is_paid_for_there() -> None:
    def money(sector: str, country: str, town: str) -> int:
        firm = {**FIRM, "region": None, "sector": sector, "country": country, "town": town}
        engine = engine_of(firm)
        (entry,) = [r for r in engine.responses if r.channel.kind == "listing"]
        return max(o.money_steps for o in entry.options if o.alone)

    # Each enquiry is paid for, a plan, an entry that is free.
    by_contact = money("plumbing_heating", "NL", "Breda")
    by_plan = money("therapy", "US", "Boulder, Colorado")
    free = money("restaurant_cafe", "HU", "Kőszeg")
    assert by_contact > by_plan > free


def test_the_chamber_of_a_larger_next_town_is_for_who_sells_to_firms_and_likes_to_meet() -> None:
    likes = {"personality": {"meeting_people": 5, "belonging": 5}, "sells_to": "firms"}
    firm = {**FIRM, **likes, "reach_goal": "neighbouring_towns", "people_working": 3}
    firm |= {"hours_per_week": 20, "money_per_month": 300}
    near_a_city = answer({**firm, "sector": "financial_advice"})
    the_city = {"town": "Asheville", "region": "North Carolina"}
    apart = answer({**firm, **the_city, "sector": "financial_advice"})
    shop = answer({**firm, "sector": "florist", "sells_to": "people"})
    advised = [any(i.channel == "chamber_neighbouring" for i in r.allocation)
               for r in (near_a_city, apart, shop)]  # fmt: skip
    assert advised == [True, False, False]


def test_a_beginner_with_time_uses_it_and_has_no_customers_yet() -> None:
    begins = {**FIRM, "sector": "photography", "hours_per_week": 15, "money_per_month": 0}
    new, known = (answer({**begins, "new_customers_per_month": n}) for n in (0, 2))
    assumed = {a.field: a.value for a in new.assumptions}
    assert assumed["active_customers"] == 0.0
    hour = {a.field: a.value for a in known.assumptions}["value_of_owner_hour"]
    assert float(assumed["value_of_owner_hour"] or 0.0) < float(hour or 0.0)
    assert new.budgets.owner_hours.used >= 6.0


def test_families_in_mourning_are_not_asked() -> None:
    r = answer({**FIRM, "sector": "funeral_director"})
    assert all(i.channel != "customer_referrals" for i in r.allocation)
    (why,) = (c.reasons[0].sentence for c in r.channels if c.channel == "customer_referrals")
    assert "manners" in why


def test_who_sells_whole_courses_has_customers_of_one_course() -> None:
    by_lesson, by_course = (
        engine_of({**FIRM, "sector": "driving_school", **sale}).case
        for sale in ({}, {"average_sale": 3000})
    )
    assert by_course.purchases_per_year.best < 2.0
    assert by_course.retention_rate.best < 0.5 * by_lesson.retention_rate.best


def test_a_shop_hosts_its_evenings_where_nobody_is_asked_to_speak() -> None:
    village = {**FIRM, "town": "Cherry Valley", "region": "Illinois", "people_working": 2}

    def a_year(sector: str) -> float:
        engine = engine_of({**village, "sector": sector})
        (talks,) = [r for r in engine.responses if r.channel.channel == "talks_workshops"]
        return float(12.0 * np.median(talks.draws["customers"][:, 0, 0, -1]) * talks.allowed[0, -1])

    assert 5.0 < a_year("independent_retail") < 50.0
    assert a_year("hair_beauty") == 0.0


@pytest.mark.parametrize(("sector", "days"), [("handmade_maker", 0.5), ("market_farm", 1.0)])
def test_who_makes_or_grows_sells_at_the_door_without_money(sector: str, days: float) -> None:
    engine = engine_of({**FIRM, "sector": sector, "money_per_month": 0})
    (stall,) = [r for r in engine.responses if r.channel.channel == "fairs_markets"]
    free = [o.level for o in stall.options if o.money_steps == 0 and o.doer == "owner"]
    assert max(free) == days
