"""Reviews are worth something: more of them bring more, and never less than fewer."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.model.businesses import answer, engine_of
from tests.model.test_standing import BAKERY


def test_fewer_reviews_than_the_trade_has_bring_a_part_of_what_a_profile_brings() -> None:
    def stands(reviews: int, sector: str = "bakery_food_shop") -> float:
        one = engine_of({**BAKERY, "sector": sector, "already": {"reviews": reviews}})
        return one.case.done_today["google_business_profile"].stands

    assert 0.0 < stands(3) < stands(9) < stands(30) < stands(40) == stands(400) == 1.0
    assert stands(100, "restaurant_cafe") < 1.0
    none = engine_of({**BAKERY, "already": {"reviews": 0}})
    assert "google_business_profile" not in none.case.done_today


@settings(max_examples=8)
@given(
    sector=st.sampled_from(("electrical", "hair_beauty", "law", "florist", "dental_health")),
    place=st.sampled_from((("US", "Seattle"), ("DE", "Bamberg"), ("PL", "Kraków"))),
    hours=st.sampled_from((3, 8)),
)
def test_more_reviews_bring_more_today_and_no_less_with_the_plan(
    sector: str, place: tuple[str, str], hours: int
) -> None:
    who = {"sector": sector, "country": place[0], "town": place[1], "people_working": 2,
           "reach_goal": "my_town", "hours_per_week": hours, "money_per_month": 0}  # fmt: skip
    found = [answer({**who, "already": {"reviews": n}}).ledger for n in (0, 4, 12, 60, 300)]
    today = [one.total_today.p50 for one in found if one is not None]
    later = [one.total_with_plan.p50 for one in found if one is not None]
    assert len(found) == len(today)
    assert all(a <= b * (1 + 1e-9) for a, b in pairwise(today))
    # The two estimates of what a profile brings, counted and worked out, are not quite the same.
    assert all(max(later[:k]) <= later[k] * 1.03 for k in range(1, len(later)))
