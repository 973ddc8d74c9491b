"""Marketing Strategy Advisor: which marketing strategy fits a small business and its owner.

>>> from advisor import BusinessProfile
>>> BusinessProfile.model_validate({
...     "sector": "plumbing_heating", "town": "Northampton", "region": "Massachusetts",
...     "country": "US", "people_working": 1, "reach_goal": "my_town", "hours_per_week": 5,
...     "money_per_month": 100}).sector
'plumbing_heating'
"""

from advisor.errors import AdvisorError, DataError, ProfileError, StoreError
from advisor.profile import BusinessProfile, parse_profile
from advisor.recommend import recommend
from advisor.results import Recommendation

# The composer's package has the function's name: binding it here, after the package is loaded,
# makes ``advisor.recommend`` the function for good.
__all__ = [
    "AdvisorError",
    "BusinessProfile",
    "DataError",
    "ProfileError",
    "Recommendation",
    "StoreError",
    "parse_profile",
    "recommend",
]
