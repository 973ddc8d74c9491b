"""What a trade may do and what its portals cost: by the trade and the place it is listed at."""

from __future__ import annotations

from typing import Any

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
