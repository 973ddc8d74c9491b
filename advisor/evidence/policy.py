"""The rule of thumb learned offline from the advisor's own answers: data/policy.json.

``scripts/build_policy.py`` writes the file with scikit-learn; reading it needs nothing but this.
What a business is judged by (``features_of``) is the same there and here.  The trees are a
summary of one version of the tables: whoever shows them compares ``data_version`` first.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from advisor.catalogue import MIDDLE_STEP, REACH_GOALS, Case
from advisor.errors import DataError
from advisor.evidence.sheets import text_of
from advisor.evidence.tables import DATA

FILE = "policy.json"
TRAITS = ("meeting_people", "belonging", "writing", "on_camera", "drive_to_grow")
ATTRIBUTES = (
    "online", "to_firms", "urgent", "repeat", "visual", "considered", "trust", "expertise",
)  # fmt: skip


@dataclass(frozen=True)
class PolicyNode:
    """A question of a tree, or a leaf (no feature).

    ``feature`` at or below ``threshold`` goes to node ``left``, above it to ``right``; ``counts``
    are the businesses learned from that came here, by class.
    """

    feature: str
    threshold: float
    left: int
    right: int
    counts: tuple[int, ...]


@dataclass(frozen=True)
class PolicyTree:
    """A decision tree with its fidelity on businesses it had not seen.

    ``target`` is call or leader; ``accuracy`` and ``baseline_accuracy`` (always saying the
    commonest class) are shares of ``unseen`` businesses; ``gain_error`` is the standard error of
    their difference; ``learned`` counts the businesses learned from.
    """

    target: str
    classes: tuple[str, ...]
    nodes: tuple[PolicyNode, ...]
    accuracy: float
    baseline_accuracy: float
    gain_error: float
    unseen: int
    learned: int

    def __post_init__(self) -> None:
        """Refuse a tree whose parts do not fit together."""
        if not self.nodes:
            raise ValueError("a tree without nodes")
        for place, node in enumerate(self.nodes):
            if len(node.counts) != len(self.classes):
                raise ValueError("counts and classes differ")
            # Children stand after their parent, so that every path ends.
            ends = (node.left, node.right)
            if node.feature and not place < min(ends) <= max(ends) < len(self.nodes):
                raise ValueError("nodes are not in order")

    def path(self, features: Mapping[str, float]) -> tuple[int, ...]:
        """Return the nodes a business of such ``features_of`` passes, from root to leaf."""
        found = [0]
        while (node := self.nodes[found[-1]]).feature:
            below = features[node.feature] <= node.threshold
            found.append(node.left if below else node.right)
        return tuple(found)

    def says(self, features: Mapping[str, float]) -> str:
        """Return the commonest class of a business's leaf; the first of several."""
        counts = self.nodes[self.path(features)[-1]].counts
        return self.classes[counts.index(max(counts))]


@dataclass(frozen=True)
class Policy:
    """Trees with the versions and the design they were learned under."""

    data_version: str
    advisor_version: str
    businesses: int
    seed: int
    draws: int
    trees: tuple[PolicyTree, ...]


def features_of(case: Case) -> dict[str, float]:
    """Return what the trees may ask of a business.

    Amounts in US dollars at US prices, people, miles, hours a week, scales as answered.
    """
    found = {
        "hours_per_week": case.owner_hours,
        "money_usd_per_month": case.money_usd / case.price_level,
        "reach_goal": float(REACH_GOALS.index(case.reach_goal) + 1),
        "people_working": float(case.people_working),
        "people_in_town": case.zone_people[0],
        "people_near": case.zone_people[1],
        "price_level": case.price_level,
        "sale_usd": case.average_sale_usd.best / case.price_level,
        "customers_come_from_miles": case.catchment_miles,
    }
    found |= {name: float(case.attributes.get(name, 0.0)) for name in ATTRIBUTES}
    return found | {name: float(case.personality.get(name, MIDDLE_STEP)) for name in TRAITS}


@lru_cache(maxsize=4)
def load_policy(folder: Path = DATA) -> Policy | None:
    """Read the rule of thumb, None where none was built.

    Raises ``DataError`` if the file is there but cannot be used.
    """
    file = folder / FILE
    if not file.exists():
        return None
    text = text_of(folder, FILE, ended=False)
    try:
        return policy_of(json.loads(text))
    except (ValueError, RecursionError) as error:
        why = f"cannot be used ({' '.join(str(error).split())[:300]}); build it again"
        raise DataError(FILE, [("all", "trees", "", why)]) from None


def policy_of(raw: Mapping[str, Any]) -> Policy:
    """Return a policy from the object its file holds.

    Raises ``ValueError`` if parts are missing or do not fit together.
    """
    return TypeAdapter(Policy).validate_python(raw)
