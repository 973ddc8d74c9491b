"""Every legal profile is answered, or refused in a sentence: 300 here, `make legal` 100,000."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator

import pytest
from pydantic_core import from_json, to_json

from advisor.catalogue import Channel
from advisor.errors import ProfileError
from advisor.evidence import load_tables
from advisor.explain.called import called_in
from advisor.insight.plan.compute import build
from advisor.profile import FIELDS, BusinessProfile, parse_profile
from advisor.recommend import recommend
from advisor.report.captions import in_order
from advisor.results import Recommendation
from advisor.ui.components import keys_of
from advisor.ui.plan_view import _task_keys
from tests.legal_profiles import Drawn

DRAWN = int(os.environ.get("LEGAL_PROFILES", "300"))
SEED = int(os.environ.get("LEGAL_SEED", "0"))  # another one draws others
CHUNKS = 20
DRAWS = 16
PLANNED = 5  # of a chunk, their plans too
DUST = 1e-6


def test_every_field_of_the_profile_is_drawn() -> None:
    drawn = Drawn(0)
    for _ in range(100):
        drawn.profile()
    assert set(FIELDS) - drawn.fields == set()


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_every_legal_profile_is_answered_as_it_was_asked(chunk: int) -> None:
    drawn = Drawn(SEED + chunk)
    for k in range(-(-DRAWN // CHUNKS)):
        answers = drawn.profile()
        flaws = list(flaws_of(parse_profile(answers), planned=k < PLANNED))
        assert not flaws, (SEED + chunk, k, flaws, answers)


def flaws_of(profile: BusinessProfile, *, planned: bool = False) -> Iterator[str]:
    """Say what is wrong with the answer to a profile; warnings of numbers are errors already."""
    try:
        found = recommend(profile, n_draws=DRAWS, worlds=0)
    except ProfileError as error:
        if any(unicodedata.category(x) == "Cc" for x in str(error).replace("\n", "")):
            yield f"refused with control characters: {error!r}"
        return
    try:
        from_json(to_json(found, inf_nan_mode="constants"), allow_inf_nan=False)
    except ValueError as error:
        yield f"a figure is no number: {error}"
    yield from overspent(profile, found)
    yield from doubled(profile, found, planned=planned)
    for name, channel in load_tables().channels.items():
        if name in profile.locks:
            yield from broken_wishes(profile, channel, found)


def overspent(profile: BusinessProfile, found: Recommendation) -> Iterator[str]:
    for given, part in (
        (profile.hours_per_week, "hours_per_week"),
        (profile.staff_hours_per_week or 0.0, "staff_hours_per_week"),
        (profile.money_per_month, "money_per_month"),
    ):
        used = sum(getattr(item, part) for item in found.allocation)
        if used > given * (1 + DUST) + DUST:
            yield f"{part}: {used} of {given}"


def doubled(profile: BusinessProfile, found: Recommendation, *, planned: bool) -> Iterator[str]:
    """Say in which row of a page two widgets would have one key."""
    rows = {
        "mix": keys_of(i.channel for i in in_order(found)),
        "channels": [c.channel for c in found.channels],
        "assumptions": [a.field for a in found.assumptions],
    }
    if planned:
        plan = build(found, profile, load_tables(), None)
        rows["tasks"] = [key for week in plan.weeks for key in _task_keys(plan, week.tasks)]
    for name, keys in rows.items():
        if len(set(keys)) < len(keys):
            yield f"{name}: {keys} hold one twice"


def broken_wishes(
    profile: BusinessProfile, channel: Channel, found: Recommendation
) -> Iterator[str]:
    """Say which part of a wish neither holds for what is shown nor is named."""
    lock = profile.locks[channel.channel]
    items = [i for i in found.allocation if i.channel == channel.channel]
    if channel.family == "paid":
        shown = sum(i.money_per_month for i in items)
    elif channel.unit == "hours a week":
        shown = sum(
            i.hours_per_week + i.staff_hours_per_week + i.manager_hours_per_week for i in items
        )
    else:
        shown = sum(0.5 if i.units is None else i.units for i in items)
    name = called_in(found)(channel.name)
    named = any(w.code.startswith("lock_") and w.figures["name"] == name for w in found.warnings)
    if lock.never and items:
        yield f"{channel.channel} was never to be in"
    if lock.at_most is not None and shown > lock.at_most * (1 + DUST) + DUST:
        yield f"{channel.channel}: {shown}, at most {lock.at_most}"
    wanted = lock.keep or (lock.at_least or 0.0) > 0.0
    short = shown < (lock.at_least or 0.0) * (1 - DUST) - DUST
    if wanted and (not items or short) and not named:
        yield f"{channel.channel}: {shown}, {lock} is not named"
