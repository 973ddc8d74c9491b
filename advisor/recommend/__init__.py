"""The one composer: profile in, Recommendation out.  Checks everything first, then runs."""

from advisor.recommend.beside import evaluate, ledger, surface
from advisor.recommend.compose import ADVISOR_VERSION, SCHEMA_VERSION, recommend
from advisor.recommend.solving import Solved, solve, solve_beside

__all__ = [
    "ADVISOR_VERSION",
    "SCHEMA_VERSION",
    "Solved",
    "evaluate",
    "ledger",
    "recommend",
    "solve",
    "solve_beside",
    "surface",
]
