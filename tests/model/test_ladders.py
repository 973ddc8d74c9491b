"""What each level of a channel brings on its own is shown as it was drawn."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from advisor.model.engine import Engine
from advisor.recommend.ladders import ladder_of
from advisor.results import Recommendation, to_json
from tests.model.businesses import TRAITS, answer, engine_of

ROOMY: dict[str, Any] = {
    "sector": "accounting", "country": "US", "town": "Northampton", "region": "Massachusetts",
    "people_working": 3, "reach_goal": "region", "hours_per_week": 6, "money_per_month": 300,
    "capacity_new_customers_per_month": 200,
}  # fmt: skip
# Worked in the home town, however far one wants to be known.
HOME = (
    "chamber_home", "referral_group", "service_club", "local_sponsorship", "networking_events",
    "talks_workshops", "customer_referrals", "partner_referrals", "local_signs",
)  # fmt: skip


@lru_cache(maxsize=1)
def roomy() -> Engine:
    return engine_of(ROOMY)


@given(st.integers(0, 33), st.integers(0, 2))
def test_a_ladder_shows_drawn_values_at_their_ranks(c: int, policy: int) -> None:
    engine = roomy()
    c %= len(engine.responses)
    response = engine.responses[c]
    full = response.draws["leads"]
    drawn = full[:, min(policy, full.shape[1] - 1), 0, :] * response.mean_of("leads")[:, None]
    for j, level in enumerate(ladder_of(engine, c, policy)):
        ordered = np.sort(drawn[:, j])
        told = level["leads"]
        assert (told.p5, told.p50, told.p95) == (ordered[3], ordered[32], ordered[60])


def told(r: Recommendation) -> dict[str, list[dict[str, Any]]]:
    """Return the levels by channel as they are printed, without which one is in the mix."""
    found = json.loads(to_json(r))["channels"]
    return {
        c["channel"]: [{k: v for k, v in level.items() if k != "chosen"} for level in c["levels"]]
        for c in found
        if c["channel"] != "private_group_attached"  # told only where its host is in the mix
    }


def test_neither_personality_nor_the_reach_goal_changes_what_is_printed_of_levels() -> None:
    printed = told(answer(ROOMY))
    other = {**ROOMY, "personality": dict.fromkeys(TRAITS, 5)}
    assert told(answer(other)) == printed
    wider = told(answer({**ROOMY, "reach_goal": "country"}))
    for name in HOME:
        assert wider.get(name) == printed.get(name)
