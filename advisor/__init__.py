"""Marketing Strategy Advisor: which marketing strategy fits a small business and its owner.

>>> from advisor import BusinessProfile
>>> BusinessProfile.model_validate({
...     "sector": "plumbing_heating", "town": "Northampton", "region": "Massachusetts",
...     "country": "US", "people_working": 1, "reach_goal": "my_town", "hours_per_week": 5,
...     "money_per_month": 100}).sector
'plumbing_heating'
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from advisor.errors import AdvisorError, DataError, InfeasibleError, ProfileError, StoreError
from advisor.profile import BusinessProfile, parse_profile

if TYPE_CHECKING:
    from advisor.recommend import recommend
    from advisor.results import Recommendation

__all__ = [
    "AdvisorError",
    "BusinessProfile",
    "DataError",
    "InfeasibleError",
    "ProfileError",
    "Recommendation",
    "StoreError",
    "parse_profile",
    "recommend",
]


def __getattr__(name: str) -> Any:
    """Load the composer only when asked: numpy and the tables stay out of a bare import."""
    if name == "recommend":
        from advisor.recommend import recommend

        return recommend
    if name == "Recommendation":
        from advisor.results import Recommendation

        return Recommendation
    raise AttributeError(f"module 'advisor' has no attribute {name!r}")
