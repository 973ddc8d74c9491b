"""A few questions are answered without all budgets being read: the answers must be the same."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.model.engine import MORE_HOURS, MORE_MONEY, Engine
from advisor.recommend.ladders import ladder_of
from tests.model.businesses import engine_of, profiles

ROOMY: dict[str, Any] = {
    "sector": "accounting", "country": "US", "town": "Northampton", "region": "Massachusetts",
    "people_working": 3, "reach_goal": "region", "hours_per_week": 6, "money_per_month": 300,
    "capacity_new_customers_per_month": 200,
}  # fmt: skip


@lru_cache(maxsize=1)
def roomy() -> Engine:
    return engine_of(ROOMY)


def points(engine: Engine) -> list[tuple[int, int]]:
    hours, money = engine.hours + MORE_HOURS, engine.money + MORE_MONEY
    return [(hours * k // 5, money * m // 5) for k in range(6) for m in range(6)]


def test_a_business_with_room_is_answered_at_every_budget_as_from_the_whole_surface() -> None:
    engine = roomy()
    for policy, peek in enumerate(engine.peeks):
        for hours, money in points(engine):
            one, other = peek.at(hours, money), engine.budgets[policy].at(hours, money)
            assert one is not None and other is not None
            assert one.utility == pytest.approx(other.utility, abs=1e-9)
            assert one.bound == pytest.approx(one.utility, abs=1e-9)
            assert (one.chosen == other.chosen).all()


@pytest.mark.law
@given(profiles())
def test_where_it_answers_the_whole_surface_has_nothing_better(answers: dict[str, Any]) -> None:
    engine = engine_of(answers)
    for policy, peek in enumerate(engine.peeks):
        for hours, money in points(engine)[::7]:
            one, other = peek.at(hours, money), engine.budgets[policy].at(hours, money)
            if one is not None:
                assert other is not None
                assert one.utility == pytest.approx(other.utility, abs=1e-9)


def test_a_business_without_room_is_not_answered_where_its_room_is_full() -> None:
    engine = engine_of({**ROOMY, "capacity_new_customers_per_month": 2.6})
    assert engine.budgets[0].full
    assert engine.peeks[0].at(engine.hours, engine.money) is None
    assert not engine.strategies[0].empty


def test_a_manager_who_must_be_hired_and_large_budgets_are_left_to_the_whole_surface() -> None:
    assert engine_of({**ROOMY, "manager": "yes"}).peeks == ()
    assert engine_of({**ROOMY, "money_per_month": 5000}).peeks == ()


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
