"""The allocator against brute force on small cases and against an integer program on large ones."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import LinearConstraint, milp
from scipy.sparse import csr_matrix

from advisor.model.budgets import Grid
from advisor.model.cells import Config
from advisor.model.engine import Engine
from advisor.model.judging import Judging
from advisor.model.knapsack import Menu, add_channels, add_meeting_channels, spread, trace
from tests.model.businesses import engine_of, profiles

N_MET = 3
SHAPE = (3, 5, 6)  # staff steps, quarter hours, money steps; nothing at all included


@st.composite
def menus(draw: st.DrawFn, most: int = 4) -> list[Menu]:
    found = []
    for _ in range(draw(st.integers(1, most))):
        n = draw(st.integers(1, 3))

        def whole(high: int, n: int = n) -> np.ndarray:
            return np.array(draw(st.lists(st.integers(0, high), min_size=n, max_size=n)))

        is_open = np.array(draw(st.lists(st.booleans(), min_size=n, max_size=n)))
        required = draw(st.integers(0, 5)) == 0
        found.append(Menu(whole(4), whole(5), whole(2), whole(2), required, is_open))
    return found


def drawn_values(data: st.DataObject, menu_list: list[Menu], rows: int) -> list[np.ndarray]:
    """Values in whole tenths, so that ties are real and sums are exact enough."""
    return [
        np.array(
            data.draw(
                st.lists(st.integers(-9, 30), min_size=rows * len(m.hours),
                         max_size=rows * len(m.hours))
            )
        ).reshape(rows, -1) / 10
        for m in menu_list
    ]  # fmt: skip


def mixes(menu_list: list[Menu]) -> Any:
    """All mixes with their costs: (picks, staff, hours, money, met)."""
    ladders = [
        [*([] if m.required else [0]), *(j + 1 for j in np.flatnonzero(m.open))] for m in menu_list
    ]
    for picks in itertools.product(*ladders):
        used = [(m, p - 1) for m, p in zip(menu_list, picks, strict=True) if p]
        cost = [sum(int(getattr(m, what)[j]) for m, j in used)
                for what in ("staff", "hours", "money", "met")]  # fmt: skip
        yield picks, *cost


@given(menus(), st.data())
@settings(max_examples=40)
def test_every_budget_gets_the_best_mix_there_is(menu_list: list[Menu], data: Any) -> None:
    values = drawn_values(data, menu_list, 2)
    stage = add_channels(np.zeros((2, *SHAPE)), menu_list, values)
    grown = add_channels(np.zeros((2, 1, 1, 1)), menu_list, values, SHAPE)
    best = np.full((2, *SHAPE), -np.inf)
    for picks, staff, hours, money, _ in mixes(menu_list):
        if staff < SHAPE[0] and hours < SHAPE[1] and money < SHAPE[2]:
            for b in range(2):
                worth = sum(v[b, p - 1] for v, p in zip(values, picks, strict=True) if p)
                cell = best[b, staff:, hours:, money:]
                np.maximum(cell, worth, out=cell)
    np.testing.assert_allclose(stage.value, best, atol=1e-9)
    np.testing.assert_allclose(spread(grown.value, SHAPE), best, atol=1e-9)


@given(menus(3), st.data())
@settings(max_examples=40)
def test_meetings_find_the_best_mix_for_every_bucket_of_people_met(
    menu_list: list[Menu], data: Any
) -> None:
    values = drawn_values(data, menu_list, 1)
    stage = add_meeting_channels(SHAPE, N_MET, menu_list, values).of(0)
    grown = add_meeting_channels(SHAPE, N_MET, menu_list, values, start=(1, 1, 1)).of(0)
    np.testing.assert_array_equal(spread(grown.value, SHAPE), stage.value)
    best = np.full((N_MET, *SHAPE), -np.inf)
    for picks, staff, hours, money, met in mixes(menu_list):
        if staff < SHAPE[0] and hours < SHAPE[1] and money < SHAPE[2]:
            worth = sum(v[0, p - 1] for v, p in zip(values, picks, strict=True) if p)
            cell = best[min(met, N_MET - 1), staff:, hours:, money:]
            np.maximum(cell, worth, out=cell)
    # Options that are worth nothing and meet nobody are never taken, which loses nothing.
    at_least = np.stack([stage.value[b:].max(axis=0) for b in range(N_MET)])
    true = np.stack([best[b:].max(axis=0) for b in range(N_MET)])
    np.testing.assert_allclose(at_least, true, atol=1e-9)


@given(menus(), st.data())
@settings(max_examples=40)
def test_walking_back_gives_mixes_that_cost_and_are_worth_what_the_table_says(
    menu_list: list[Menu], data: Any
) -> None:
    values = drawn_values(data, menu_list, 1)
    kinds = (
        (add_channels(np.zeros((1, *SHAPE)), menu_list, values), 1),
        (add_meeting_channels(SHAPE, N_MET, menu_list, values).of(0), N_MET),
        (add_channels(np.zeros((1, 1, 1, 1)), menu_list, values, SHAPE), 1),
        (add_meeting_channels(SHAPE, N_MET, menu_list, values, start=(1, 1, 1)).of(0), N_MET),
    )
    for stage, buckets in kinds:
        cells = [x.ravel() for x in np.indices((buckets, *SHAPE))]
        value_there = spread(stage.value, SHAPE).ravel()
        good = np.isfinite(value_there)
        bucket, staff, hours, money = (x[good] for x in cells)
        picks, _, *left = trace(stage, menu_list, bucket, staff, hours, money)
        worth = np.zeros(len(picks))
        met = np.zeros(len(picks), dtype=int)
        for c, (menu, value) in enumerate(zip(menu_list, values, strict=True)):
            worth += np.concatenate(([0.0], value[0]))[picks[:, c]]
            met += np.concatenate(([0], menu.met))[picks[:, c]]
            assert np.concatenate(([not menu.required], menu.open))[picks[:, c]].all()
        np.testing.assert_allclose(worth, value_there[good], atol=1e-9)
        for before, after, what in zip((staff, hours, money), left, ("staff", "hours", "money"),
                                       strict=True):  # fmt: skip
            cost = sum(
                np.concatenate(([0], getattr(m, what)))[picks[:, c]]
                for c, m in enumerate(menu_list)
            )
            assert (after >= 0).all()
            np.testing.assert_array_equal(before - after, cost)
        if buckets > 1:
            np.testing.assert_array_equal(np.minimum(met, N_MET - 1), bucket)


def integer_program(menu_list: list[Menu], values: list[np.ndarray], limits: list[int]) -> float:
    """Solve one budget as a mixed-integer program, independently of the tables."""
    cost, rows = [], []
    n = sum(len(m.hours) for m in menu_list)
    start = 0
    one_each = np.zeros((len(menu_list), n))
    for c, (menu, value) in enumerate(zip(menu_list, values, strict=True)):
        size = len(menu.hours)
        cost.append(-value[0])
        one_each[c, start : start + size] = 1
        start += size
    rows = [np.concatenate([getattr(m, w) for m in menu_list]) for w in ("hours", "money")]
    found = milp(
        np.concatenate(cost),
        integrality=np.ones(n),
        bounds=(0, 1),
        constraints=[
            LinearConstraint(csr_matrix(one_each), -np.inf, 1),
            LinearConstraint(np.stack(rows), -np.inf, limits),
        ],
        options={"mip_rel_gap": 1e-9},
    )
    assert found.success
    return -float(found.fun)


@pytest.mark.parametrize("seed", range(4))
def test_an_integer_program_on_25_channels_of_40_levels_finds_the_same(seed: int) -> None:
    random = np.random.default_rng(seed)
    menu_list, values = [], []
    for _ in range(25):
        hours, money = random.integers(0, 50, 40), random.integers(0, 60, 40)
        zero = np.zeros(40, dtype=np.int64)
        menu_list.append(Menu(hours, money, zero, zero, False, np.ones(40, dtype=bool)))
        values.append((np.sqrt(hours + 0.7 * money) * random.gamma(2, 1, 40))[None, :])
    stage = add_channels(np.zeros((1, 1, 61, 91)), menu_list, values)
    for hours, money in ((60, 90), (20, 15), (5, 90), (37, 48)):
        assert float(stage.value[0, 0, hours, money]) == pytest.approx(
            integer_program(menu_list, values, [hours, money]), rel=1e-7
        )


def all_mixes(judging: Judging, config: Config, hours: int, money: int) -> np.ndarray:
    """Every mix of the usable options within a budget, by plain enumeration (N, C)."""
    most = np.array([hours, money, judging.n_staff - 1])
    costs, picks = np.zeros((1, 3), dtype=np.int64), np.zeros((1, 0), dtype=np.int64)
    for c in range(len(judging.ids)):
        menu = judging.usable(c, config)
        options = np.flatnonzero(menu.open) + 1
        each = np.stack([menu.hours, menu.money, menu.staff], axis=1)[options - 1]
        if not menu.required:
            options, each = np.append(0, options), np.vstack([np.zeros(3, dtype=np.int64), each])
        longer = costs[:, None, :] + each
        rows, columns = np.nonzero((longer <= most).all(axis=2))
        costs, picks = longer[rows, columns], np.column_stack([picks[rows], options[columns]])
    return picks


def nothing_shared_but_posts(engine: Engine, mixes: np.ndarray) -> np.ndarray:
    """Say of mixes whether every page that shows another's posts has one that makes them (N,)."""
    shared = np.column_stack([
        np.array([False, *(o.shared for o in r.options)])[mixes[:, c]]
        for c, r in enumerate(engine.responses)
    ])  # fmt: skip
    makes, fine = (mixes > 0) & ~shared, np.ones(len(mixes), dtype=bool)
    for c, response in enumerate(engine.responses):
        hosts = [r.channel.channel in response.channel.shares_posts_of for r in engine.responses]
        fine &= ~shared[:, c] | makes[:, hosts].any(axis=1)
    return fine


@given(
    profiles(capacity_new_customers_per_month=1e6, manager="no"),
    st.integers(4, 12),
    st.integers(0, 24),
    st.integers(0, 2),
)
@settings(max_examples=15)
def test_no_mix_of_a_business_beats_the_one_of_the_grid(
    answers: dict[str, Any], quarters: int, steps: int, policy: int
) -> None:
    engine = engine_of({**answers, "staff_hours_per_week": 0})
    grid = Grid(engine.judging, policy, quarters, steps, {})
    judging = engine.judging
    config = Config(policy, False, "" if engine.worth.has_presence else None)
    every = all_mixes(judging, config, quarters, steps)
    most = float(judging.true_utility(every, policy).max())
    assert grid.bound(quarters, steps) == pytest.approx(most, abs=1e-9)
    chosen = grid.mix(quarters, steps)
    assert chosen is not None
    found = float(judging.true_utility(chosen[None, :], policy)[0])
    assert found == pytest.approx(most, abs=1e-9)


@given(
    profiles(manager="no"),
    st.floats(0.001, 3.0),
    st.integers(4, 12),
    st.integers(0, 24),
    st.integers(0, 2),
)
@settings(max_examples=15)
def test_where_there_is_little_room_no_mix_beats_the_bound_and_the_search_comes_close(
    answers: dict[str, Any], room: float, quarters: int, steps: int, policy: int
) -> None:
    engine = engine_of({**answers, "staff_hours_per_week": 0, "most_channels": 20, "risk": 5})
    engine.worth.__dict__["free_capacity"] = room
    grid = Grid(engine.judging, policy, quarters, steps, {})
    judging = engine.judging
    config = Config(policy, False, "" if engine.worth.has_presence else None)
    every = all_mixes(judging, config, quarters, steps)
    every = every[nothing_shared_but_posts(engine, every)]
    most = float(judging.true_utility(every, policy).max())
    assert most <= grid.bound(quarters, steps, (0.5, 0.8, 0.92)) + 1e-9
    found = engine.best(policy, quarters, steps).utility
    assert found <= most + 1e-9
    assert found >= most - 0.1 * abs(most) - 1e-9


_STALLS: dict[str, Any] = {
    "sector": "handmade_maker", "country": "AU", "town": "Ballarat", "people_working": 2,
    "reach_goal": "worldwide", "hours_per_week": 16, "money_per_month": 1156,
}  # fmt: skip
_VET: dict[str, Any] = {
    "sector": "veterinary", "country": "GB", "town": "Leeds", "people_working": 2,
    "reach_goal": "country", "hours_per_week": 14, "money_per_month": 1112,
    "personality": {
        "meeting_people": 5, "belonging": 4, "writing": 5, "on_camera": 4, "taking_pictures": 5,
        "speaking": 2, "drive_to_grow": 5,
    },
}  # fmt: skip
_MAKER: dict[str, Any] = {
    "sector": "handmade_maker", "country": "IT", "town": "Lucca", "people_working": 3,
    "reach_goal": "my_town", "hours_per_week": 11, "money_per_month": 34,
    "personality": {"meeting_people": 4, "belonging": 1, "speaking": 1, "drive_to_grow": 4},
}  # fmt: skip
_LAWYER: dict[str, Any] = {
    "sector": "law", "country": "US", "town": "Brooklyn", "region": "New York",
    "people_working": 2, "reach_goal": "region", "hours_per_week": 7.25, "money_per_month": 300,
}  # fmt: skip


@pytest.mark.parametrize("answers", [_STALLS, _VET, _MAKER, _LAWYER])
def test_no_mix_from_anywhere_is_clearly_better(answers: dict[str, Any]) -> None:
    """Where limits or room bind the search is no proof: forty other starts find hardly more."""
    engine = engine_of(answers, n_draws=200)
    best, rng = engine.recommended, np.random.default_rng(7)
    starts = []
    for _ in range(40):
        row = np.zeros(len(engine.responses), dtype=np.int64)
        for c in rng.permutation(len(row))[: rng.integers(1, 9)]:
            options = np.flatnonzero(engine.worth.menus[c].open)
            row[c] = 1 + rng.choice(options) if len(options) else 0
        starts.append(row)
    other = engine.searched(best.policy, engine.hours, engine.money, starts)
    assert other.utility <= 1.03 * best.utility


def test_a_larger_purse_on_a_coarser_grid_leads_to_no_poorer_mix() -> None:
    """A salon nearly full: with twice the money one advert alone took the room of six channels."""
    salon = {
        "sector": "hair_beauty", "country": "GB", "town": "Leeds", "people_working": 2,
        "reach_goal": "my_town", "hours_per_week": 6, "active_customers": 300,
        "capacity_new_customers_per_month": 20,
    }  # fmt: skip
    worth = [
        engine_of({**salon, "money_per_month": money}, n_draws=500).recommended.utility
        for money in (1000, 2000)
    ]
    assert worth[1] >= 0.99 * worth[0]
