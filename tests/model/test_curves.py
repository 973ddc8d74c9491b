"""The shapes every channel shares, at points worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.model.curves import aimed_share, ramp, repeated_units, saturate, share_inside

SHARES = st.floats(0.0, 1.0)


def one(value: float) -> np.ndarray:
    return np.array([value])


def test_one_exposure_a_head_reaches_63_in_100_people() -> None:
    assert saturate(1000.0, 1000.0) == pytest.approx(632.1206, abs=1e-4)


def test_few_exposures_reach_as_many_people() -> None:
    assert saturate(5.0, 1e6) == pytest.approx(5.0, rel=1e-5)


def test_nobody_is_reached_where_nobody_lives() -> None:
    assert saturate(100.0, 0.0) == pytest.approx(0.0, abs=1e-8)


@given(st.floats(0, 1e9), st.floats(0, 1e9), st.floats(0, 1e6))
def test_saturation_rises_and_stays_below_both(amount: float, ceiling: float, more: float) -> None:
    value = float(saturate(amount, ceiling))
    assert value <= min(amount, ceiling) * (1 + 1e-12) + 1e-9
    # Below 1e-300 numbers have fewer digits than the comparison.
    assert float(saturate(amount + more, ceiling)) >= value * (1 - 1e-12) - 1e-300
    assert float(saturate(amount, ceiling + more)) >= value * (1 - 1e-12) - 1e-300


def test_ninety_five_in_a_hundred_of_the_effect_is_there_at_its_month() -> None:
    found = ramp(one(6.0), 12)
    assert found.shape == (1, 12)
    assert found[0, 0] == pytest.approx(1 - np.exp(-0.25))
    assert (found[0, 5] + found[0, 6]) / 2 == pytest.approx(0.95, abs=0.003)
    assert (np.diff(found[0]) > 0).all()


def test_a_second_and_a_third_membership_bring_less() -> None:
    second, third = one(0.6), one(0.3)
    assert [float(repeated_units(k, second, third)[0]) for k in (1, 2, 3, 4)] == pytest.approx(
        [1.0, 1.6, 1.9, 2.2]
    )


def test_the_share_inside_an_area_runs_through_its_anchors() -> None:
    shares, anchors = (one(0.5), one(0.7), one(0.9)), (1e4, 1e5, 1e7, 1e9)
    got = [float(share_inside(shares, anchors, p)[0]) for p in (5e3, 1e4, 1e5, 1e6, 1e7, 1e9)]
    assert got == pytest.approx([0.25, 0.5, 0.7, 0.8, 0.9, 1.0])


@given(
    st.lists(SHARES, min_size=3, max_size=3), st.lists(st.floats(1, 8e9), min_size=2, max_size=2)
)
def test_a_wider_area_never_holds_less(drawn: list[float], areas: list[float]) -> None:
    shares = tuple(one(s) for s in drawn)
    narrow, wide = (
        float(share_inside(shares, (1e4, 1e6, 1e8, 8.1e9), p)[0]) for p in sorted(areas)
    )
    assert 0.0 <= narrow <= wide + 1e-12 <= 1.0 + 2e-12


def test_content_for_the_town_turns_a_part_of_the_strangers_into_neighbours() -> None:
    town = aimed_share(one(0.2), one(0.2), one(0.5), one(0.25), within_aim=True)
    world = aimed_share(one(1.0), one(0.2), one(0.5), one(0.25), within_aim=False)
    assert float(town[0]) == pytest.approx(0.6)
    assert float(world[0]) == pytest.approx(0.7)


@given(st.floats(0.001, 1.0), SHARES, SHARES, SHARES, SHARES)
def test_aiming_wider_never_raises_home_and_never_lowers_the_whole(
    aim: float, wider: float, home: float, conversion: float, kept: float
) -> None:
    near, far = sorted((aim, max(wider, 0.001)))
    inside = home * near

    def at(area: float, target: float, *, within: bool) -> float:
        return float(
            aimed_share(one(area), one(target), one(conversion), one(kept), within_aim=within)[0]
        )

    assert at(inside, far, within=True) <= at(inside, near, within=True) + 1e-12
    assert at(1.0, far, within=False) >= at(1.0, near, within=False) - 1e-12
