"""Laws of what a recommendation tells of every channel: its levels and its score."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.catalogue import REACH_GOALS
from advisor.results import Recommendation, to_json
from tests.model.businesses import FEWER, answer, profiles

pytestmark = pytest.mark.law
# Worked in the home town, however far one wants to be known.
HOME = (
    "chamber_home",
    "referral_group",
    "service_club",
    "local_sponsorship",
    "networking_events",
    "talks_workshops",
    "customer_referrals",
    "partner_referrals",
    "local_signs",
)


def told(r: Recommendation) -> dict[str, list[dict[str, Any]]]:
    """Return the levels by channel as they are printed, without which one is in the mix."""
    found = json.loads(to_json(r))["channels"]
    return {
        c["channel"]: [{k: v for k, v in level.items() if k != "chosen"} for level in c["levels"]]
        for c in found
        if c["channel"] != "private_group_attached"  # told only where its host is in the mix
    }


@FEWER
@given(profiles(personality={}), st.tuples(*[st.integers(1, 5)] * 5))
def test_personality_changes_no_forecast_of_any_level(
    answers: dict[str, Any], traits: tuple[int, ...]
) -> None:
    names = ("meeting_people", "belonging", "writing", "on_camera", "drive_to_grow")
    other = {**answers, "personality": dict(zip(names, traits, strict=True))}
    assert told(answer(other)) == told(answer(answers))


@FEWER
@given(profiles(), st.sampled_from(REACH_GOALS))
def test_the_reach_goal_changes_no_forecast_of_home_groups(
    answers: dict[str, Any], goal: str
) -> None:
    levels, wider = (told(answer({**answers, "reach_goal": g})) for g in ("my_town", goal))
    for name in HOME:
        assert levels.get(name) == wider.get(name)


@given(profiles())
def test_every_channel_in_the_mix_stands_above_every_one_that_is_out(
    answers: dict[str, Any],
) -> None:
    printed = json.loads(to_json(answer(answers)))["channels"]
    inside = [c["score"] for c in printed if c["in"]]
    outside = [c["score"] for c in printed if not c["in"]]
    assert not inside or min(inside) > 50.0 > max(outside)
