"""The response of a platform on a finer ladder, with other followers: the engine's own formula."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from advisor.catalogue import Channel, Tables
from advisor.insight.platforms.result import CurvePoint, PageSize
from advisor.model.engine import Engine
from advisor.model.response import Response
from advisor.model.response.options import HOUR_STEP
from advisor.model.worth import Worth
from advisor.recommend.items import range_of
from advisor.recommend.posting import posts_per_week, work_hours
from advisor.results import AllocationItem, Level

LONGEST_HOURS = 12.0  # a week on one page: nobody gives more
_FOLLOWERS = (0.0, 100.0, 500.0, 2000.0, 10000.0)  # sizes of page shown beside each other


@dataclass(frozen=True)
class Where:
    """The point of the solved engine that is asked: strategy and bucket of people met."""

    engine: Engine
    tables: Tables
    policy: int
    bucket: int

    def response(self, channel: Channel, *, managed: bool = False, **changed: object) -> Response:
        """Return what the owner alone, or a manager too, gets out of a channel; answers changed."""
        hire = "maybe" if managed else "no"
        case = replace(self.engine.case, manager=hire, staff_hours=0.0, **changed)  # type: ignore[arg-type]
        return self.engine.response_of(channel, case)


def curve_of(where: Where, channel: Channel) -> tuple[CurvePoint, ...]:
    """Return expected outcomes of a platform by hours a week, in steps of a quarter hour.

    Expectations are those of the engine: the level that leads its ladder leads here too, so that
    the same draws carry the weight and points of the ladder agree with it.
    """
    first = channel.levels[0]
    count = int(LONGEST_HOURS / HOUR_STEP)
    finer = [k * HOUR_STEP for k in range(1, count + 1)]
    levels = (first, *(h for h in finer if abs(h - first) > 1e-9))
    response = where.response(replace(channel, levels=levels))
    local = where.engine.case.local_per_usd
    expected = Worth(where.engine.business, (response,), where.engine.ledger).expected[0]

    def at(quantity: str, j: int) -> float:
        return float(expected[quantity][where.policy, where.bucket, j])

    points = [
        CurvePoint(
            hours_per_week=_whole_hours(where.engine, level),
            posts_per_week=float(
                np.median(posts_per_week(where.engine.draws, channel, level, managed=False))
            ),
            people_aware=at("people_aware", j),
            customers=at("customers", j),
            gross_profit=(at("gross_new", j) + at("gross_extra", j)) * local,
        )
        for j, level in enumerate(levels)
    ]
    return tuple(sorted(points, key=lambda point: point.hours_per_week))


def _whole_hours(engine: Engine, work: float) -> float:
    """Return hours a week with the weekly look put back, in quarters as in the mix."""
    whole = work + engine.draws.best("business.attention_hours")
    return math.ceil(whole / HOUR_STEP - 1e-9) * HOUR_STEP


def flat_from(curve: tuple[CurvePoint, ...], part: float) -> CurvePoint | None:
    """Return the last point at which the next post still brings `part` of what the first did.

    Counted in people who take notice.  None where the curve is not flat by its end, or brings
    nothing at all.  `curve`: by hours, from zero on; where more hours make no more posts, it is
    flat.  `part`: share, 0-1, of what the first step brought a post.
    """
    before = [0.0, *(p.people_aware for p in curve)]
    posts = [0.0, *(p.posts_per_week for p in curve)]
    slopes = [
        (b - a) / (p2 - p1) if p2 > p1 else 0.0
        for a, b, p1, p2 in zip(before, before[1:], posts, posts[1:], strict=False)
    ]
    if not slopes or slopes[0] <= 0:
        return None
    for k, slope in enumerate(slopes):
        if slope < part * slopes[0]:
            return curve[max(k - 1, 0)]
    return None


def page_sizes(
    where: Where, channel: Channel, effort: AllocationItem | Level
) -> tuple[PageSize, ...]:
    """Return what pages of several sizes reach a month with the same work, today's among them."""
    case, name = where.engine.case, channel.channel
    today = float(case.followers.get(name, 0.0))
    doer = "manager" if effort.manager_hours_per_week > 0 else "owner"
    hours = work_hours(where.engine.draws, effort)
    start = getattr(effort, "start_month", 1)
    found = []
    for followers in sorted({today, *_FOLLOWERS}):
        held: Mapping[str, float] = {**case.followers, name: followers}
        # A page that nobody follows is none that has run up already.
        done = {k: use for k, use in case.done_today.items() if followers or k != name}
        response = where.response(
            channel, managed=doer == "manager", followers=held, done_today=done
        )
        near = {
            j: abs(o.level - hours)
            for j, o in enumerate(response.options)
            if o.doer == doer and not o.shared and not o.attached
        }
        option = min(near, key=near.__getitem__)
        reached = response.at("people_reached", where.policy, where.bucket, option)
        reach = range_of(reached * response.mean_of("leads", start))
        found.append(PageSize(followers=followers, people_reached=reach))
    return tuple(found)
