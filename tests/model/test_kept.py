"""What is kept of a business between two answers moves none of them."""

from __future__ import annotations

from typing import Any

from advisor.profile import parse_profile
from advisor.recommend import recommend
from advisor.recommend.solving import forget_businesses
from advisor.results import Recommendation

BAKER: dict[str, Any] = {
    "sector": "bakery_food_shop", "country": "US", "town": "Northampton", "region": "Massachusetts",
    "people_working": 3, "reach_goal": "neighbouring_towns", "hours_per_week": 6,
    "money_per_month": 200,
}  # fmt: skip
CHANGES: tuple[dict[str, Any], ...] = (
    {"hours_per_week": 14},
    {"money_per_month": 900},
    {"hours_per_week": 0, "money_per_month": 0},
    {"weights": {"customers": 1, "reach": 3, "bonds": 2}},
    {"risk": 5},
    {"customers_wanted_per_month": 30},
    {"locks": {"facebook": {"never": True}}},
    {"locks": {"meta_ads": {"keep": True}}, "money_per_month": 20},
)


def told(changes: dict[str, Any]) -> Recommendation:
    return recommend(parse_profile({**BAKER, **changes}), n_draws=64, worlds=0)


def test_an_answer_is_the_same_whatever_was_answered_before() -> None:
    afresh = []
    for changes in CHANGES:
        forget_businesses()
        afresh.append(told(changes))
    forget_businesses()
    for _ in range(2):  # the second time all others were answered before
        for changes, alone in zip(CHANGES, afresh, strict=True):
            assert told(changes) == alone, changes
