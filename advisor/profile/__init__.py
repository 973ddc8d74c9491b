"""What a business tells about itself: BusinessProfile and the one list of its questions.

Checks shapes and ranges, and knows no table: whether a sector, a town or a channel exists is
checked where the tables are known.  The field list (``FIELDS``) feeds form, help, messages,
schema and docs; nothing about a question is declared anywhere else.
"""

from advisor.profile.business import BusinessProfile, Manager, ReachGoal, SellsTo
from advisor.profile.fields import FIELDS, FieldInfo, profile_schema
from advisor.profile.kinds import FrozenMap
from advisor.profile.parsing import LEFT_OUT, changed, nearest, parse_profile
from advisor.profile.parts import (
    Already,
    Audience,
    LastCustomers,
    Lock,
    Override,
    OwnResult,
    Personality,
    PresentUse,
    Weights,
)

__all__ = [
    "FIELDS",
    "LEFT_OUT",
    "Already",
    "Audience",
    "BusinessProfile",
    "FieldInfo",
    "FrozenMap",
    "LastCustomers",
    "Lock",
    "Manager",
    "Override",
    "OwnResult",
    "Personality",
    "PresentUse",
    "ReachGoal",
    "SellsTo",
    "Weights",
    "changed",
    "nearest",
    "parse_profile",
    "profile_schema",
]
