"""Where one answer overtakes the other: leaders along a line, and what they come to.

Two answers within a few percent of one another are level.  Utilities compare within one goal.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import cast

from advisor.insight.capacity.result import Crossing, HourPoint, Leader, Stretch, Verdict

# Closer than this share of the larger is level: beyond what such figures can tell apart.
LEVEL_SHARE = 0.1
# A lead over less than this is a step of the ladder, no crossing.
SHORT_HOURS = 1.0
_NOTHING = 1e-6
# A curve is full where it is this close to the most it reaches.
_FULL_SHARE = 0.02
_BEFORE_THE_END = 0.9  # a curve that is full only in the last tenth still rises


def leader_of(room: float, platforms: float) -> Leader:
    """Return which of two utilities leads.

    Examples
    --------
    >>> leader_of(1.0, 0.5), leader_of(1.0, 0.95), leader_of(0.0, 0.0)
    ('room', 'level', 'neither')
    """
    if max(room, platforms) <= _NOTHING:
        return "neither"
    if abs(room - platforms) <= LEVEL_SHARE * max(room, platforms):
        return "level"
    return "room" if room > platforms else "platforms"


def stretches(at: Sequence[float], leaders: Sequence[Leader]) -> list[Stretch]:
    """Return runs of equal leaders; a run ends where the next begins, the last at the end."""
    found: list[Stretch] = []
    for k, leader in enumerate(leaders):
        end = at[k + 1] if k + 1 < len(at) else at[k]
        if found and found[-1].leader == leader:
            found[-1] = Stretch(leader=leader, start=found[-1].start, end=end)
        else:
            found.append(Stretch(leader=leader, start=at[k], end=end))
    return found


def crossing(at: Sequence[float], leaders: Sequence[Leader], *, short: float = 0.0) -> Crossing:
    """Return what the leaders come to.

    `short`: stretches shorter than this are left out where a longer one remains.

    Examples
    --------
    >>> found = crossing([0, 1, 2, 3], ["neither", "room", "platforms", "platforms"])
    >>> found.verdict, found.at
    ('room_then_platforms', 2.0)
    """
    runs = [run for run in stretches(at, leaders) if run.leader != "neither"]
    long = [run for run in runs if run.end - run.start >= short] or runs
    kept: list[Stretch] = []
    for run in long:
        if kept and kept[-1].leader == run.leader:
            kept[-1] = Stretch(leader=run.leader, start=kept[-1].start, end=run.end)
        else:
            kept.append(run)
    kept = [run.model_copy(update={"end": after.start}) for run, after in pairwise(kept)] + kept[
        -1:
    ]
    names: list[Leader] = []
    for k, run in enumerate(kept):
        between = run.leader == "level" and 0 < k < len(kept) - 1
        if not between and (not names or names[-1] != run.leader):
            names.append(run.leader)
    if not names:
        return Crossing(verdict="neither", at=None, stretches=())
    if len(names) == 1:
        verdict = "level" if names[0] == "level" else f"{names[0]}_always"
    else:
        verdict = f"{names[0]}_then_{names[1]}" if len(names) == 2 else "several"
    start = kept[-1].start if len(names) > 1 else None
    return Crossing(verdict=cast(Verdict, verdict), at=start, stretches=tuple(kept))


def first_full(at: Sequence[float], values: Sequence[float]) -> float | None:
    """Return where a rising curve is as good as at its end; None where it still rises there.

    It still rises when it is full in the last tenth only; a curve of nothing has no such place.
    """
    top = max(values)
    if top <= _NOTHING:
        return None
    full = next(
        a for a, v in zip(at, values, strict=True) if v >= (1.0 - _FULL_SHARE) * top - _NOTHING
    )
    return None if full > at[0] + _BEFORE_THE_END * (at[-1] - at[0]) else full


def alone_until(at: Sequence[float], room: Sequence[float], mix: Sequence[float]) -> float:
    """Return up to where the room alone is as good as the best mix, steps of the ladder aside.

    Examples
    --------
    >>> alone_until([0.0, 1.0, 2.0, 3.0], [0.0, 1.0, 1.5, 1.6], [0.0, 1.0, 1.6, 2.0])
    2.0
    """
    until, behind = 0.0, None
    for hours, alone, best in zip(at, room, mix, strict=True):
        if alone >= (1.0 - LEVEL_SHARE) * best - _NOTHING:
            until, behind = hours, None
        else:
            behind = hours if behind is None else behind
            if hours - behind >= SHORT_HOURS:
                break
    return until


def first_of_all(at: Sequence[float], values: Sequence[float]) -> float | None:
    """Return where a curve first stands above nothing, None where it never does."""
    return next((a for a, v in zip(at, values, strict=True) if v > _NOTHING), None)


def hours_crossing(points: Sequence[HourPoint]) -> Crossing:
    """Return the crossing along hours a week."""
    at = [point.hours_per_week for point in points]
    leaders = [leader_of(point.room.utility, point.platforms.utility) for point in points]
    return crossing(at, leaders, short=SHORT_HOURS)
