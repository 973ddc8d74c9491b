"""How many chambers, groups and events fit the owner's week: by hours, by money, by what exists."""

import itertools
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from advisor.catalogue import Channel, Tables
from advisor.explain.reasons import say
from advisor.insight.capacity.result import GroupFit
from advisor.model.engine import Engine
from advisor.model.response import Response

_DUST = 1e-9
_LAST = 3  # of equal limits: money is named where nothing else binds


@dataclass(frozen=True)
class _Ladder:
    """Levels an owner can take of one channel, with hours a week and money a month of each."""

    levels: tuple[float, ...]
    hours: tuple[float, ...]
    money: tuple[float, ...]

    def each(self, costs: tuple[float, ...]) -> float:
        """Return what one unit takes, the first one's fixed part included."""
        one = next((k for k, level in enumerate(self.levels) if level >= 1.0), 0)
        return costs[one] / max(self.levels[one], 1.0)

    def units_for(self, budget: float, costs: tuple[float, ...]) -> float | None:
        """Return how many units a whole budget would take; None where they take none of it."""
        first, last = costs[0], costs[-1]
        step = self.levels[0]
        more = (last - first) / (self.levels[-1] - step) if len(costs) > 1 else first / step
        if last <= _DUST:
            return None
        if budget < first - _DUST:
            return 0.0
        if more <= _DUST:
            return None
        return step * math.floor(((budget - first) / more + step) / step + _DUST)


def _ladder(response: Response, local_step: float) -> _Ladder:
    own = [option for option in response.options if option.alone]
    return _Ladder(
        tuple(option.level for option in own),
        tuple(option.owner_hours for option in own),
        tuple(option.money_steps * local_step for option in own),
    )


def countable(channel: Channel) -> bool:
    """Say whether a channel is joined or attended in whole units, face to face."""
    return channel.family == "face_to_face" and channel.kind == "membership" and not channel.retired


def group_fits(
    engine: Engine,
    tables: Tables,
    hours: float,
    money: float,
    in_mix: Mapping[str, float],
    in_room: Mapping[str, float],
) -> tuple[GroupFit, ...]:
    """Return how often each way of meeting people fits, those that fit first.

    `engine`: any engine of the profile that has the owner's own wishes for the room.  `hours`,
    `money`: the owner's budgets, money in the profile's currency.  `in_mix`, `in_room` (mapping of
    channel to units): in the recommended mix and in the best one without platforms.
    """
    open_now = {r.channel.channel: (c, r) for c, r in enumerate(engine.responses)}
    local_step = engine.case.money_step_usd * engine.case.local_per_usd
    found = []
    for name, channel in sorted(tables.channels.items()):
        if not countable(channel):
            continue
        counts = (in_mix.get(name, 0.0), in_room.get(name, 0.0))
        if name not in open_now:
            found.append(_closed(channel, engine.case.closed.get(name, ""), counts))
            continue
        c, response = open_now[name]
        if not engine.worth.menus[c].open.any():
            found.append(_closed(channel, "banned_by_you", counts))
            continue
        offered = max(
            (o.level for k, o in enumerate(response.options) if response.allowed[:, k].any()),
            default=0.0,
        )
        exist: float | None = None
        if channel.draws_on == "next_towns":
            exist = float(engine.case.towns_near)
        elif engine.draws.has(f"{name}.village_people"):
            exist = float(offered)
        elif channel.stands_by == "chambers":
            exist = 1.0
        found.append(_fit(channel, _ladder(response, local_step), hours, money, exist, counts))
    return tuple(sorted(found, key=lambda g: (g.fit <= 0, not g.joined, g.channel)))


def _fit(
    channel: Channel,
    ladder: _Ladder,
    hours: float,
    money: float,
    exist: float | None,
    counts: tuple[float, float],
) -> GroupFit:
    by_hours = ladder.units_for(hours, ladder.hours)
    by_money = ladder.units_for(money, ladder.money)
    most = channel.levels[-1]
    fit = max(
        (
            level
            for level, h, m in zip(ladder.levels, ladder.hours, ladder.money, strict=True)
            if h <= hours + _DUST
            and m <= money + _DUST
            and (exist is None or level <= exist + _DUST)
        ),
        default=0.0,
    )
    limits: list[tuple[float, int, Literal["exist", "most", "hours", "money"]]] = [
        (most, 1, "most")
    ]
    if exist is not None:
        limits.append((exist, 0, "exist"))
    if by_hours is not None:
        limits.append((by_hours, 2, "hours"))
    if by_money is not None:
        limits.append((by_money, _LAST, "money"))
    return GroupFit(
        channel=channel.channel,
        name=channel.name,
        unit=channel.unit,
        joined=channel.unit == "memberships",
        hours_per_week_each=ladder.each(ladder.hours),
        money_per_month_each=ladder.each(ladder.money),
        by_hours=by_hours,
        by_money=by_money,
        exist=exist,
        most=most,
        fit=fit,
        limited_by=min(limits)[2],
        in_mix=counts[0],
        in_room=counts[1],
        reason=channel.limit,
    )


def _closed(channel: Channel, code: str, counts: tuple[float, float]) -> GroupFit:
    return GroupFit(
        channel=channel.channel,
        name=channel.name,
        unit=channel.unit,
        joined=channel.unit == "memberships",
        hours_per_week_each=0.0,
        money_per_month_each=0.0,
        by_hours=None,
        by_money=None,
        exist=None,
        most=0.0,
        fit=0.0,
        limited_by="closed",
        in_mix=counts[0],
        in_room=counts[1],
        reason=say(code, {}) if code else "",
    )


def most_groups(engine: Engine, groups: tuple[GroupFit, ...], hours: float, money: float) -> int:
    """Return the most groups one can be a member of at once within both budgets.

    Tries every combination of the memberships that fit by themselves.
    """
    by_name = {r.channel.channel: r for r in engine.responses}
    local_step = engine.case.money_step_usd * engine.case.local_per_usd
    choices = []
    for group in groups:
        if group.joined and group.fit >= 1:
            ladder = _ladder(by_name[group.channel], local_step)
            rungs = [
                (int(level), h, m)
                for level, h, m in zip(ladder.levels, ladder.hours, ladder.money, strict=True)
                if level <= group.fit
            ]
            choices.append([(0, 0.0, 0.0), *rungs])
    best = 0
    for picked in itertools.product(*choices):
        units, taken, spent = (
            (sum(column) for column in zip(*picked, strict=True)) if picked else (0, 0.0, 0.0)
        )
        if taken <= hours + _DUST and spent <= money + _DUST:
            best = max(best, int(units))
    return best
