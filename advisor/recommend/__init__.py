"""The one composer: profile in, Recommendation out.  Checks everything first, then runs."""

from advisor.recommend.compose import SCHEMA_VERSION, evaluate, recommend, surface
from advisor.recommend.solving import Solved, solve

__all__ = ["SCHEMA_VERSION", "Solved", "evaluate", "recommend", "solve", "surface"]
