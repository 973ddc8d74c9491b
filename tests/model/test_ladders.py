"""What each level of a channel brings on its own is shown as it was drawn."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from advisor.model.engine import Engine
from advisor.recommend.ladders import ladder_of
from tests.model.businesses import engine_of

ROOMY: dict[str, Any] = {
    "sector": "accounting", "country": "US", "town": "Northampton", "region": "Massachusetts",
    "people_working": 3, "reach_goal": "region", "hours_per_week": 6, "money_per_month": 300,
    "capacity_new_customers_per_month": 200,
}  # fmt: skip


@lru_cache(maxsize=1)
def roomy() -> Engine:
    return engine_of(ROOMY)


@given(st.integers(0, 33), st.integers(0, 2))
def test_a_ladder_shows_drawn_values_at_their_ranks(c: int, policy: int) -> None:
    engine = roomy()
    c %= len(engine.responses)
    response = engine.responses[c]
    full = response.draws["leads"]
    drawn = full[:, min(policy, full.shape[1] - 1), 0, :] * response.ramp_mean[:, None]
    for j, level in enumerate(ladder_of(engine, c, policy)):
        ordered = np.sort(drawn[:, j])
        told = level["leads"]
        assert (told.p5, told.p50, told.p95) == (ordered[3], ordered[32], ordered[60])
