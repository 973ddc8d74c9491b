"""Asking again gives what asking afresh gives, never more, and loses nothing that was known."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from advisor.model.engine import Engine
from advisor.profile import parse_profile
from advisor.recommend import Solved, solve

BASE: dict[str, Any] = {
    "sector": "accounting", "country": "GB", "town": "Hebden Bridge", "people_working": 2,
    "reach_goal": "region", "hours_per_week": 4, "money_per_month": 60,
}  # fmt: skip
RICH = {**BASE, "hours_per_week": 6, "money_per_month": 1600, "staff_hours_per_week": 4}


def again(answers: dict[str, Any]) -> Solved:
    return solve(parse_profile(answers), n_draws=64, worlds=0)


def afresh(answers: dict[str, Any]) -> Engine:
    return solve(parse_profile(answers), n_draws=64, worlds=0).engine


def utilities(engine: Engine) -> list[float]:
    return [mix.utility for mix in engine.strategies]


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"hours_per_week": 2},
        {"money_per_month": 0},
        {"reach_goal": "my_town"},
        {"value_of_owner_hour": 80},
        {"capacity_new_customers_per_month": 0.5},
        {"personality": {"meeting_people": 1, "writing": 5, "drive_to_grow": 5}},
        {"customers_come_from_miles": 30},
        {"sold_online": True},
        {"average_sale": 9000},
        {"manager": "no"},
        {"staff_hours_per_week": 6},
    ],
)
def test_asking_again_comes_to_what_asking_afresh_comes_to(changes: dict[str, Any]) -> None:
    quick, full = utilities(again(BASE).answered(changes)), utilities(afresh({**BASE, **changes}))
    for one, other in zip(quick, full, strict=True):
        assert one <= other * 1.01 + 1e-9
        assert one >= other * 0.95 - 1e-9


def test_what_was_found_before_is_kept() -> None:
    asked = again(RICH)
    for known, quick in zip(utilities(asked.engine), utilities(asked.answered({})), strict=True):
        assert quick >= known - 1e-9


def test_an_answer_taken_out_is_assumed_again() -> None:
    answers = {**BASE, "value_of_owner_hour": 500}
    found = again(answers).answered({"value_of_owner_hour": None})
    assert utilities(found) == pytest.approx(utilities(afresh(BASE)), rel=0.03)


def test_a_known_figure_is_the_same_as_the_owners_own() -> None:
    asked = again(BASE)
    prior_id = min(p for p in asked.tables.priors if p.startswith("partner_referrals."))
    value = asked.tables.priors[prior_id].high
    override = {"overrides": {prior_id: {"low": value, "best": value, "high": value}}}
    found = asked.with_figure(prior_id, value)
    assert utilities(found) == pytest.approx(utilities(afresh({**BASE, **override})), rel=0.03)


def test_what_a_channels_figure_does_not_move_is_what_it_is_afresh() -> None:
    answers = {**RICH, "already": {"followers": {"facebook": 900}},
               "present_mix": {"linkedin": {"hours_per_week": 2}}}  # fmt: skip
    asked = again(answers)
    channels = {r.channel.channel for r in asked.engine.responses}
    by_quantity = {
        p.split(".")[1]: p for p in sorted(asked.tables.priors) if p.split(".")[0] in channels
    }
    shared = 0
    for prior_id in by_quantity.values():
        value = asked.tables.priors[prior_id].high
        known = {"overrides": {prior_id: {"low": value, "best": value, "high": value}}}
        found, fresh = asked.with_figure(prior_id, value), afresh({**answers, **known})
        for one, other, was in zip(found.responses, fresh.responses, asked.engine.responses,
                                   strict=True):  # fmt: skip
            shared += one is was
            assert one.usual_hours == other.usual_hours
            for quantity, table in other.draws.items():
                assert np.array_equal(one.draws[quantity], table), prior_id
    assert shared > 10 * len(by_quantity)


def test_a_case_without_capacity_can_use_no_new_customers() -> None:
    asked = again(BASE)
    engine = asked.with_case({"capacity_per_month": 0.0}, asked.known)
    assert engine.customers(engine.recommended) == 0.0


def test_wishes_that_no_budget_pays_are_dropped_as_before() -> None:
    answers = {**BASE, "hours_per_week": 1, "locks": {"referral_group": {"keep": True}}}
    asked = again(answers)
    assert "referral_group" in asked.engine.dropped
    more = asked.answered({"hours_per_week": 10, "money_per_month": 500})
    assert "referral_group" not in more.dropped
    kept = [r.channel.channel for r, pick in zip(more.responses, more.recommended.chosen,
                                                  strict=True) if pick]  # fmt: skip
    assert "referral_group" in kept
