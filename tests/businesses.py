"""The businesses that many tests ask about."""

from __future__ import annotations

from typing import Any

PLUMBER: dict[str, Any] = {
    "sector": "plumbing_heating", "country": "US", "town": "Northampton",
    "region": "Massachusetts", "people_working": 1, "reach_goal": "my_town",
    "hours_per_week": 5, "money_per_month": 100,
}  # fmt: skip
