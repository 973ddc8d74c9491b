"""The three answers along hours and along the reach goal, each from one solved engine.

``room`` is every channel by which one meets people (with the online side of its groups),
``platforms`` every other but private networks, signs among them, ``mix`` all.  What belongs to
another answer is locked out; the owner's own wishes stand where they are still possible.  All
hours of one answer are look-ups on one engine.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, get_args

from advisor.catalogue import ATTACHED, REACH_GOALS, STRATEGIES, Channel, Tables
from advisor.insight.capacity.result import Answer, GoalPoint, HourPoint, WayId, WayNow
from advisor.model.engine import Engine
from advisor.model.forecast import MixForecast, uses_of
from advisor.model.mix import Mix
from advisor.model.response.options import HOUR_STEP
from advisor.profile import BusinessProfile, changed, parse_profile
from advisor.recommend import solve_beside
from advisor.recommend.items import Items
from advisor.results import MixItem, Recommendation

WAYS: tuple[WayId, ...] = get_args(WayId)
# How far the curves are carried: twice the owner's hours, at least this many.
_LEAST_TOP_HOURS = 20.0
_MOST_HOURS = 100.0  # that the questionnaire takes
_POINTS = 80  # finer than a line on paper
# A channel carries an answer when it brings at least this share of what is not the room's.
_CARRIES = 0.15


@dataclass(frozen=True)
class Way:
    """One of the three answers, solved up to some hours; ``money`` in grid steps is the owner's."""

    way: WayId
    engine: Engine
    tables: Tables

    @cached_property
    def items(self) -> Items:
        """Turns mixes into result items."""
        return Items(self.engine, self.tables)

    @cached_property
    def _wishes(self) -> bool:
        """Say whether something must be in, so that a mix of fewer hours may not be allowed."""
        return any(menu.required for menu in self.engine.worth.menus)

    def at(self, quarter_hours: int, *, quick: bool = False) -> Mix:
        """Return the best mix within so many quarter hours and the owner's money."""
        return self.engine.at(quarter_hours, self.engine.money, quick=quick)

    def at_goal(self, quarter_hours: int, like: Mix) -> Mix:
        """Return the best mix for another goal, searched from `like`, the mix of the owner's own.

        One budget is asked and not a surface.
        """
        engine = self.engine
        return engine.call(
            [
                engine.searched(p, quarter_hours, engine.money, [like.chosen], simple=True)
                for p in range(len(STRATEGIES))
            ]
        )

    def along(self, quarters: Sequence[int], own: int, *others: Sequence[Mix]) -> list[Mix]:
        """Return the best mixes along rising hours, each as good as the one before.

        At the owner's `own` quarter hours it is the mix that would be recommended.  Where one of
        the `others`, of fewer channels, is better than what was found it is gone on from there.
        """
        found: list[Mix] = []
        for k, quarter in enumerate(quarters):
            mix = self.at(quarter, quick=quarter != own)
            for one in (other[k] for other in others):
                if one.utility > mix.utility and not self._wishes:
                    start = [one.chosen]
                    mix = self.engine.searched(one.policy, quarter, self.engine.money, start)
            if found and not self._wishes and found[-1].utility > mix.utility:
                mix = found[-1]
            found.append(mix)
        return found

    def hours_by_family(self, mix: Mix) -> dict[str, float]:
        """Return the owner's hours a week of a mix by family, those for signs as for pages."""
        found: dict[str, float] = {}
        for use in uses_of(self.engine.worth, mix):
            channel = self.engine.responses[use.c].channel
            family = "owned" if channel.kind == "signs" else channel.family
            found[family] = found.get(family, 0.0) + use.owner_hours
        return dict(sorted(found.items()))

    def answer(self, mix: Mix) -> Answer:
        """Return a mix as a point of a curve."""
        customers, net = self.engine.outcome(mix)
        hours = self.hours_by_family(mix)
        uses = uses_of(self.engine.worth, mix)
        return Answer(
            utility=mix.utility,
            customers=customers,
            net_contribution=net * self.engine.case.local_per_usd,
            hours_per_week=sum(hours.values()),
            room_hours_per_week=hours.get("face_to_face", 0.0),
            money_per_month=sum(use.money_steps for use in uses) * self.items.step_local,
        )

    def carriers(self, mix: Mix, most: int = 2) -> tuple[str, ...]:
        """Return the channels outside the room that bring most customers of a mix, by name.

        Where a mix brings no customers, those that make most people aware.
        """
        forecast = self.engine.forecast(mix)
        for quantity in ("customers", "people_aware"):
            amounts = [
                (float(values[quantity].mean()), self.engine.responses[use.c].channel)
                for use, values in zip(forecast.uses, forecast.channels, strict=True)
            ]
            outside = [(a, c) for a, c in amounts if not c.meets and a > 0]
            total = sum(amount for amount, _ in outside)
            outside.sort(key=lambda pair: (-pair[0], pair[1].channel))
            large = [c.name for a, c in outside if a >= _CARRIES * total]
            if outside:
                return tuple(large[:most]) or (outside[0][1].name,)
        return ()

    def now(self, mix: Mix, forecast: MixForecast) -> WayNow:
        """Return a mix with its ranges."""
        totals = self.items.totals(forecast)
        point = self.answer(mix)
        return WayNow(
            way=self.way,
            strategy=None if mix.empty else STRATEGIES[mix.policy],
            channels=tuple(i.counted_name for i in self.items.mix_items(mix)),
            hours_per_week=point.hours_per_week,
            money_per_month=point.money_per_month,
            utility=mix.utility,
            customers=totals.customers,
            net_contribution=totals.net_contribution,
            people_aware=totals.people_aware,
            bonds=totals.bonds,
        )


def is_of(way: WayId, channel: Channel) -> bool:
    """Say whether a channel belongs to one of the three answers."""
    if way == "room":
        return channel.meets
    return way == "mix" or not (channel.meets or channel.family == "private_network")


def restricted(answers: Mapping[str, Any], way: WayId, tables: Tables) -> dict[str, Any]:
    """Return answers without channels outside a way's families; the room without a manager."""
    if way == "mix":
        return dict(answers)
    locks = dict(answers.get("locks") or {})
    for channel in tables.channels.values():
        if (
            not is_of(way, channel)
            and not channel.retired
            and not (way == "room" and channel.channel == ATTACHED)
        ):
            locks[channel.channel] = {"never": True}
    found = {**answers, "locks": locks}
    if way == "room":
        found["manager"] = "no"
    return found


def solved_way(
    recommendation: Recommendation,
    profile: BusinessProfile,
    tables: Tables,
    way: WayId,
    **changes: Any,
) -> Way:
    """Return one way solved under the recommendation's draws, some answers changed."""
    answers = restricted(changed(profile, changes).answers(), way, tables)
    return Way(way, solve_beside(recommendation, parse_profile(answers), tables).engine, tables)


def as_recommended(
    recommendation: Recommendation, profile: BusinessProfile, tables: Tables, found: Way
) -> Way | None:
    """Return the mix as recommended, solved within the owner's hours; None where `found` has it.

    Where the room for new customers binds, looking as far as the curves go may come to another
    mix of nearly the same worth at the owner's hours; what was recommended stands.
    """

    def shown(items: Sequence[MixItem]) -> list[tuple[str, float, float]]:
        return sorted((i.channel, i.hours_per_week, i.money_per_month) for i in items)

    mix = found.at(int(float(profile.hours_per_week) / HOUR_STEP + 1e-9))
    if shown(found.items.mix_items(mix)) == shown(recommendation.allocation):
        return None
    return solved_way(recommendation, profile, tables, "mix")


def with_mix_at(
    points: Sequence[HourPoint], hours: float, mine: Way, mix: Mix
) -> tuple[HourPoint, ...]:
    """Return points of the curves whose mix at the owner's hours is the recommended one.

    Fewer hours may do more, by chance of the search, where room for new customers binds.
    """
    own = int(hours / HOUR_STEP + 1e-9) * HOUR_STEP
    put = {"mix": mine.answer(mix), "mix_hours": mine.hours_by_family(mix)}
    return tuple(p.model_copy(update=put) if p.hours_per_week == own else p for p in points)


def top_hours(hours: float) -> float:
    """Return the most hours a week the curves look at."""
    return min(_MOST_HOURS, max(_LEAST_TOP_HOURS, 2.0 * hours))


def quarters_of(hours: float) -> list[int]:
    """Return the quarter hours of the curves' points, the owner's own among them."""
    top = round(top_hours(hours) / HOUR_STEP)
    step = max(1, -(-top // _POINTS))
    own = int(hours / HOUR_STEP + 1e-9)
    return sorted({*range(0, top + 1, step), top, own})


def hour_points(ways: Mapping[WayId, Way], hours: float) -> tuple[HourPoint, ...]:
    """Return the three curves over hours a week."""
    quarters, own = quarters_of(hours), int(hours / HOUR_STEP + 1e-9)
    along: dict[WayId, list[Mix]] = {
        name: ways[name].along(quarters, own) for name in WAYS if name != "mix"
    }
    along["mix"] = ways["mix"].along(quarters, own, *along.values())
    found = []
    for k, quarter in enumerate(quarters):
        mixes = {name: along[name][k] for name in WAYS}
        found.append(
            HourPoint(
                hours_per_week=quarter * HOUR_STEP,
                mix_hours=ways["mix"].hours_by_family(mixes["mix"]),
                **{name: ways[name].answer(mix) for name, mix in mixes.items()},
            )
        )
    return tuple(found)


def goal_points(
    recommendation: Recommendation,
    profile: BusinessProfile,
    tables: Tables,
    solved: Mapping[WayId, Way],
    miles: Sequence[float],
) -> tuple[tuple[GoalPoint, ...], tuple[tuple[str, ...], ...]]:
    """Return the three answers for every goal, and what carries the one without the room there.

    The owner's own goal comes from what is solved.
    """
    found: list[GoalPoint] = []
    carriers: list[tuple[str, ...]] = []
    quarter = int(float(profile.hours_per_week) / HOUR_STEP + 1e-9)
    mine = {name: way.at(quarter) for name, way in solved.items()}
    for k, goal in enumerate(REACH_GOALS):
        ways = solved
        if goal != profile.reach_goal:
            ways = {
                name: solved_way(recommendation, profile, tables, name, reach_goal=goal)
                for name in WAYS
            }
        own = goal == profile.reach_goal
        mixes = {
            name: way.at(quarter) if own else way.at_goal(quarter, mine[name])
            for name, way in ways.items()
        }
        found.append(
            GoalPoint(
                goal=goal,
                miles=miles[k] if k < len(miles) else None,
                **{name: ways[name].answer(mix) for name, mix in mixes.items()},
            )
        )
        carriers.append(ways["platforms"].carriers(mixes["platforms"]))
    return tuple(found), tuple(carriers)
