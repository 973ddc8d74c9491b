"""Which platforms suit this business, what to post there, how often, when, and whom to answer.

Forecasts are the recommendation's own, or those of the engine's response formula on a finer
ladder or with other followers, under the same draws; scores are the recommendation's.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from advisor.catalogue import MIDDLE_STEP, STRATEGIES, Span, Tables
from advisor.explain.names import listed
from advisor.insight.platforms.curves import Where, curve_of, flat_from, page_sizes
from advisor.insight.platforms.result import (
    CurvePoint,
    PageSize,
    Platform,
    PlatformAdvice,
    Surprise,
)
from advisor.insight.platforms.routine import (
    answering,
    forms_for,
    rhythm_of,
    slots_for,
    subjects_for,
)
from advisor.insight.platforms.telling import findings_of
from advisor.insight.platforms.words import say
from advisor.model.engine import Engine
from advisor.profile import BusinessProfile
from advisor.recommend import solve_beside
from advisor.recommend.items import range_of
from advisor.recommend.posting import posts_of
from advisor.results import AllocationItem, ChannelResult, Level, Range, Recommendation

_UNUSUAL_HABIT_RANK = 3  # what is best here is not among the two that most firms begin with


def build(
    recommendation: Recommendation, profile: BusinessProfile, tables: Tables
) -> PlatformAdvice:
    """Return the advice on platforms that follows from a recommendation.

    Platforms in order of rank, and what to do there.  Raises ``ProfileError`` if an answer is not
    allowed (as in ``recommend``).
    """
    engine = solve_beside(recommendation, profile, tables).engine
    call = recommendation.strategy.call
    best = engine.recommended
    policy = best.policy if call is None else STRATEGIES.index(call)
    bucket = engine.judging.around(best.chosen)[0]
    where = Where(engine, tables, policy, bucket)
    platforms = _platforms(recommendation, where)
    first = next((p for p in platforms if p.open and p.public), None)
    sizes: tuple[PageSize, ...] = ()
    if first is not None and first.hours_per_week is not None:
        channel, effort = tables.channels[first.channel], _effort(recommendation, first.channel)
        assert effort is not None
        sizes = page_sizes(where, channel, effort)
    watch = rhythm_of(tables.advice, "all", "monitoring") or Range.exactly(0.0)
    advice = PlatformAdvice(
        findings=(),
        surprise=_surprise(recommendation, platforms),
        platforms=platforms,
        subjects=subjects_for(
            tables.advice, engine.case.attributes, engine.draws.best("business.mostly_share")
        ),
        page_sizes=sizes,
        answering=answering(tables.advice),
        reply_minutes_per_day=_reply_minutes(engine, platforms),
        watch_minutes_per_day=watch,
    )
    found = findings_of(advice, recommendation, engine.case, tables)
    return advice.model_copy(update={"findings": found})


@dataclass(frozen=True)
class _Habits:
    """Share of small firms like this one on each platform, and its rank among the open ones."""

    shares: Mapping[str, float]
    ranks: Mapping[str, int]


def _habits(where: Where, names: Sequence[str]) -> _Habits:
    """Blend what firms that sell to people and to firms do, by how much is sold to firms."""
    to_firms = where.engine.case.attributes.get("to_firms", 0.0)
    rows = {(h.platform, h.among): h.share for h in where.tables.advice.habits}
    shares = {}
    for name in names:
        people = rows.get((name, "people"), 0.0)
        firms = rows.get((name, "firms"), people)
        shares[name] = people + (firms - people) * to_firms
    ordered = sorted(shares, key=lambda name: (-shares[name], name))
    return _Habits(shares, {name: k + 1 for k, name in enumerate(ordered)})


def _platforms(recommendation: Recommendation, where: Where) -> tuple[Platform, ...]:
    """Return every platform that has not closed, open ones first, best first."""
    tables = where.tables
    found = [c for c in recommendation.channels if tables.channels[c.channel].family == "organic"]
    found.sort(key=lambda c: (not c.levels, -c.score, c.channel))
    habits = _habits(where, [c.channel for c in found if c.levels])
    first = next((c.channel for c in found if c.levels and _public(tables, c.channel)), None)
    return tuple(
        _platform(recommendation, where, c, k + 1, habits, first) for k, c in enumerate(found)
    )


def _public(tables: Tables, channel: str) -> bool:
    return tables.channels[channel].kind == "platform"


def _platform(
    recommendation: Recommendation,
    where: Where,
    result: ChannelResult,
    rank: int,
    habits: _Habits,
    first: str | None,
) -> Platform:
    engine, tables, name = where.engine, where.tables, result.channel
    case, channel, advice = engine.case, tables.channels[name], tables.advice
    share = case.platform_share.get(name, Span.exactly(0.0))
    uses = Range.of((share.low, share.best, share.high))
    effort = _effort(recommendation, name)
    hours: float | None = None
    curve: tuple[CurvePoint, ...] = ()
    response = next((r for r in engine.responses if r.channel.channel == name), None)
    posts = None
    if effort is not None and response is not None:
        hours = effort.hours_per_week + effort.staff_hours_per_week + effort.manager_hours_per_week
        posts = posts_of(engine.draws, channel, effort)
        curve = curve_of(where, channel)
    part = rhythm_of(advice, "all", "marginal_worth")
    flat = flat_from(curve, part.p50) if part is not None else None
    most = rhythm_of(advice, name, "most_posts")
    flat_posts = None if flat is None else flat.posts_per_week
    if most is not None:
        # What is not let through is neither posted nor of any use.
        flat_posts = most.p50 if flat_posts is None else min(flat_posts, most.p50)
        posts = None if posts is None else Range.of(min(point, most.p50) for point in posts.points)
    return Platform(
        channel=name,
        name=result.name,
        open=bool(result.levels),
        public=_public(tables, name),
        in_mix=result.in_mix,
        rank=rank,
        score=result.score,
        share_of_worlds=result.share_of_worlds,
        habit_share=habits.shares.get(name, 0.0),
        habit_rank=habits.ranks.get(name, len(habits.ranks) + 1),
        audience_share=uses,
        people=uses.times(engine.business.scope_prospects),
        people_near=uses.times(case.catchment_prospects),
        adds=_adds(tables, share.best, name, first),
        fit=None if response is None else response.fit,
        followers=float(case.followers.get(name, 0.0)),
        hours_per_week=hours,
        done_by=effort.done_by if effort is not None else (),
        money_per_month=None if effort is None else effort.money_per_month,
        posts_per_week=posts,
        people_reached=None if effort is None else effort.people_reached,
        people_aware=None if effort is None else effort.people_aware,
        leads=None if effort is None else effort.leads,
        customers=None if effort is None else effort.customers,
        gross_profit=None if effort is None else effort.gross_profit,
        flat_hours=None if flat is None else flat.hours_per_week,
        flat_posts=flat_posts,
        most_posts=None if most is None else most.p50,
        small_pages_post=rhythm_of(advice, name, "posts_of_small_pages"),
        half_life_hours=rhythm_of(advice, name, "half_life"),
        curve=curve,
        reasons=result.reasons,
        forms=forms_for(advice, name, case.personality.get("on_camera", MIDDLE_STEP)),
        slots=slots_for(advice, name),
    )


def _effort(r: Recommendation, name: str) -> AllocationItem | Level | None:
    """Return what the mix gives to a platform, else the owner's least level, None without one."""
    result = next(c for c in r.channels if c.channel == name)
    inside = [item for item in r.allocation if item.channel == name]
    chosen = [level for level in result.levels if level.chosen]
    own = [level for level in result.levels if level.done_by == ("owner",)]
    if inside:
        return inside[0]
    return next(iter((*chosen, *own, *result.levels)), None)


def _adds(tables: Tables, share: float, name: str, first: str | None) -> float | None:
    """Return the share of the audience on `name` and not on the platform that is first."""
    also = tables.audience.overlap.get((name, first or ""))
    if name == first or also is None:
        return None
    return share * (1.0 - also)


def _reply_minutes(engine: Engine, platforms: Sequence[Platform]) -> Range | None:
    """Return minutes a day that the mix leaves for reading and answering on public platforms."""
    hours = sum(p.hours_per_week or 0.0 for p in platforms if p.in_mix and p.public)
    if hours <= 0:
        return None
    share = 1.0 - engine.draws("organic.hours_to_posts")
    return range_of(np.asarray(share * hours * 60.0 / 7.0))


def _surprise(recommendation: Recommendation, platforms: Sequence[Platform]) -> Surprise:
    """Compare what the evidence puts first with what most small firms begin with."""
    open_ones = [p for p in platforms if p.open and p.public]
    inside = [p for p in open_ones if p.in_mix]
    lists = [p for p in platforms if p.in_mix and not p.public]
    habit = min(open_ones, key=lambda p: p.habit_rank, default=None)
    first = next(iter(inside or open_ones), None)
    names = {"habit": habit.name if habit else "", "platform": first.name if first else ""}
    spare = not recommendation.budgets.owner_hours.binding
    if not recommendation.allocation:
        code = "nothing_yet"
    elif not inside and lists:
        code, names["platform"] = "list_only", listed([p.name for p in lists])
    elif not inside or first is None:
        code = "no_platform"
    elif first.habit_rank >= _UNUSUAL_HABIT_RANK:
        code = "other_platform"
    else:
        code = "as_habit"
    return Surprise(
        code=code,
        platform=first.channel if first else "",
        habit=habit.channel if habit else "",
        sentence=say(f"{code}_spare" if spare and code == "no_platform" else code, **names),
    )
