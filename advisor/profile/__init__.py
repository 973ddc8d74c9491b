"""What a business tells about itself: BusinessProfile and the one list of its questions.

Checks shapes and ranges, and knows no table: whether a sector, a town or a channel exists is
checked where the tables are known.  The field list (``FIELDS``) feeds form, help, messages,
schema and docs; nothing about a question is declared anywhere else.
"""

from advisor.profile.business import BusinessProfile as BusinessProfile
from advisor.profile.business import ReachGoal as ReachGoal
from advisor.profile.fields import FIELDS as FIELDS
from advisor.profile.fields import FieldInfo as FieldInfo
from advisor.profile.fields import profile_schema as profile_schema
from advisor.profile.kinds import FrozenMap as FrozenMap
from advisor.profile.parsing import LEAST_ANSWERS as LEAST_ANSWERS
from advisor.profile.parsing import LEFT_OUT as LEFT_OUT
from advisor.profile.parsing import changed as changed
from advisor.profile.parsing import nearest as nearest
from advisor.profile.parsing import parse_profile as parse_profile
from advisor.profile.parts import Already as Already
