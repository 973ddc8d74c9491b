"""How far face to face carries: what fits the week, what lies around, where it is overtaken.

The question the advisor exists for.  Three answers are compared in the owner's own utility: the
best by meeting people alone, the best without the room, and the best mix, along hours a week and
along the reach goal.  The crossing is said whichever way the evidence points, flat stretches too.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import cast

from advisor.catalogue import ATTACHED, REACH_GOALS, Tables
from advisor.evidence.resolve import priors_in_use
from advisor.evidence.resolve.surroundings import ZONE_MILES
from advisor.explain.wording import KM_PER_MILE, given
from advisor.insight.capacity.around import (
    BAND_EDGES,
    REACH_MILES,
    bands,
    memberships,
    towns_around,
)
from advisor.insight.capacity.curves import (
    WAYS,
    as_recommended,
    goal_points,
    hour_points,
    solved_way,
    top_hours,
    with_mix_at,
)
from advisor.insight.capacity.findings import findings_of
from advisor.insight.capacity.result import (
    Capacity,
    Crossing,
    HourPoint,
    Leader,
    Stretch,
    Verdict,
    WayNow,
)
from advisor.insight.capacity.room import group_fits, most_groups
from advisor.insight.capacity.telling import answer_text, groups_text
from advisor.model.response.options import HOUR_STEP
from advisor.profile import BusinessProfile
from advisor.results import MixItem, Recommendation

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


# Wishes to keep a channel that no mix could hold to.
_NOT_KEPT = frozenset({"lock_dropped", "lock_closed", "lock_limit", "lock_limit_between"})


def _units(items: tuple[MixItem, ...]) -> dict[str, float]:
    return {item.channel: float(item.units or 0) for item in items}


def build(recommendation: Recommendation, profile: BusinessProfile, tables: Tables) -> Capacity:
    """Return how far face to face carries for a profile.

    Raises ``ProfileError`` if an answer is not allowed.
    """
    hours, money = float(profile.hours_per_week), float(profile.money_per_month)
    unit, currency = recommendation.distance_unit, recommendation.currency
    top = top_hours(hours)
    solved = {
        name: solved_way(recommendation, profile, tables, name, hours_per_week=top) for name in WAYS
    }
    points = hour_points(solved, hours)
    goals, carriers = goal_points(recommendation, profile, tables, solved, ZONE_MILES)
    mine = as_recommended(recommendation, profile, tables, solved["mix"])
    own = int(hours / HOUR_STEP + 1e-9)
    if mine is None:
        points = with_mix_at(points, hours, solved["mix"], solved["mix"].at(own))
    else:
        points = with_mix_at(points, hours, mine, mine.engine.recommended)
        goals = tuple(
            g.model_copy(update={"mix": mine.answer(mine.engine.recommended)})
            if g.goal == profile.reach_goal
            else g
            for g in goals
        )
    by_hours = hours_crossing(points)
    reach = crossing(
        [float(k) for k in range(len(goals))],
        [leader_of(g.room.utility, g.platforms.utility) for g in goals],
    )

    mixes = {name: way.at(own) for name, way in solved.items()}
    forecasts = {name: solved[name].engine.forecast(mix) for name, mix in mixes.items()}
    ways: tuple[WayNow, ...] = tuple(
        mine.now(mine.engine.recommended, mine.engine.forecast(mine.engine.recommended))
        if name == "mix" and mine is not None
        else solved[name].now(mixes[name], forecasts[name])
        for name in WAYS
    )
    at = [p.hours_per_week for p in points]
    room_full = first_full(at, [p.room.utility for p in points])
    mix_full = first_full(at, [p.mix.utility for p in points])
    full = room_full if room_full is not None and room_full < (mix_full or top) else None
    if full is not None:
        # The room is left where something beside it does more, which may be before it is full.
        alone = alone_until(at, [p.room.utility for p in points], [p.mix.utility for p in points])
        full = min(full, alone) if alone >= SHORT_HOURS else None
    mixed = [p for p in points if p.hours_per_week <= hours + 1e-9][-1].mix
    brought = {way.way: way.customers.p50 for way in ways}
    last = round(top / HOUR_STEP)
    apart = solved["platforms"]
    turn = own if by_hours.at is None else round(by_hours.at / HOUR_STEP)
    others = apart.carriers(apart.at(turn)) or apart.carriers(apart.at(last))
    if by_hours.verdict == "room_always" and full is not None:
        others = solved["mix"].carriers(solved["mix"].at(last))
    goal = REACH_GOALS.index(profile.reach_goal) if reach.at is None else int(reach.at)
    reach_others = carriers[goal] or others

    room = solved["room"]
    room_items = room.items.mix_items(mixes["room"])
    case, home = room.engine.case, room.engine.case.place
    found, in_reach, customers_reach = towns_around(case, priors_in_use(profile, tables))
    groups = group_fits(
        room.engine, tables, hours, money, _units(recommendation.allocation), _units(room_items)
    )
    placed = memberships(groups, home.name, found, tables)
    most = most_groups(room.engine, groups, hours, money)
    at_top = _units(room.items.mix_items(room.at(last)))
    joined = [g.channel for g in groups if g.joined]
    edges = [e / (1.0 if unit == "mi" else KM_PER_MILE) for e in BAND_EDGES[unit]]
    result = Capacity(
        findings=(),
        answer=answer_text(
            by_hours, reach, goals, others, unit, full,
            both=0.0 < mixed.room_hours_per_week < mixed.hours_per_week,
            fewer=brought["room"] < brought["platforms"],
        ),
        groups_answer=groups_text(
            groups, most, int(sum(at_top.get(name, 0.0) for name in joined)),
            hours=hours, top=top, money=f"{given(money, currency)} {currency}",
        ),
        place=home.name,
        hours_per_week=hours,
        money_per_month=money,
        currency=currency,
        distance_unit=unit,
        groups=groups,
        most_groups=most,
        towns=tuple(found),
        towns_in_reach=in_reach,
        towns_customers_reach=customers_reach,
        reach_miles=REACH_MILES,
        customers_come_from_miles=case.catchment_miles,
        home_people=home.population,
        memberships=placed,
        bands=bands(
            profile, room.items, forecasts["room"], mixes["room"].policy, placed, edges
        ),
        ways=ways,
        by_hours=points,
        by_goal=goals,
        hours_crossing=by_hours,
        reach_crossing=reach,
        others=others,
        reach_others=reach_others,
        mix_room_most_hours=max(p.mix.room_hours_per_week for p in points),
        room_starts_hours=first_of_all(at, [p.room.utility for p in points]),
        room_full_hours=room_full,
        mix_full_hours=mix_full,
    )  # fmt: skip
    gone = {w.figures.get("name") for w in recommendation.warnings if w.code in _NOT_KEPT}
    wished = [
        tables.channels[name]
        for name, lock in sorted(profile.locks.items())
        if name in tables.channels and (lock.keep or (lock.at_least or 0) > 0)
    ]
    wished = [channel for channel in wished if channel.name not in gone]
    kept = [c.name for c in wished if c.meets]
    outside = [c.name for c in wished if not c.meets and c.channel != ATTACHED]
    return result.model_copy(update={"findings": findings_of(result, tables, kept, outside)})
