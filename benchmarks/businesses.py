"""The business that is measured: an accountant with every way open, one profile a budget."""

from __future__ import annotations

from advisor.profile import BusinessProfile, parse_profile

SMALL, LARGE = (5, 100), (20, 1000)  # hours a week, USD a month


def business(hours_per_week: float, money_per_month: float) -> BusinessProfile:
    """Return the accountant with these budgets."""
    return parse_profile({
        "sector": "accounting", "town": "Northampton", "region": "Massachusetts",
        "country": "US", "people_working": 3, "reach_goal": "neighbouring_towns",
        "hours_per_week": hours_per_week, "money_per_month": money_per_month,
    })  # fmt: skip


def remodeller() -> BusinessProfile:
    """Return a business of eight whose room is small for its budgets."""
    return parse_profile({
        "sector": "remodelling", "town": "Northampton", "region": "Massachusetts",
        "country": "US", "people_working": 8, "reach_goal": "neighbouring_towns",
        "hours_per_week": 40, "money_per_month": 9000, "staff_hours_per_week": 20,
    })  # fmt: skip
