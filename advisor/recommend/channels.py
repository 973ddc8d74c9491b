"""Every channel, in or out: its score, its reasons, its ladder of levels."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from advisor.catalogue import ATTACHED, LevelLock, Tables
from advisor.explain.reasons import say
from advisor.model.curves import Array, Ints
from advisor.model.engine import Engine
from advisor.model.forecast import MixForecast
from advisor.model.locks import kept
from advisor.model.mix import Mix
from advisor.model.worlds import losses
from advisor.recommend.items import Items
from advisor.recommend.ladders import Ladder, ladder_policy
from advisor.recommend.whys import as_planned, dearest, reasons_in, reasons_out
from advisor.results import AllocationItem, ChannelResult, Level, Reason

_LEAST_COST = 0.1  # part of its cost that even the best liked channel keeps
# Every channel in the mix stands above every one that is out, also in the digits that are shown.
_LEAST_INSIDE, _MOST_OUTSIDE = 51.0, 49.0


def channel_results(
    engine: Engine,
    tables: Tables,
    items: Items,
    best: Mix,
    shares: Mapping[str, float] | None,
    ladders: Sequence[Ladder],
    allocation: Sequence[AllocationItem],
    plan: MixForecast,
) -> tuple[ChannelResult, ...]:
    """Return every channel that is not retired, in the order of ids, with their ladders."""
    planned = {one.channel: one.customers for one in allocation}
    if best.empty:
        # Judged as the reach goal asks: a worldwide maker is not judged by Main Street.
        best = replace(best, policy=engine.goal_policy)
    search = engine.searches[best.policy]
    full = search.in_use(best.chosen) >= search.most_channels(best.chosen, engine.limits)
    brings, dear = as_planned(plan), dearest(engine, best, allocation)
    lost, meant = losses(engine.judging, best, engine.hours, engine.money, full=full)
    found = []
    for c, response in enumerate(engine.responses):
        name = response.channel.channel
        inside = bool(best.chosen[c])
        found.append(
            ChannelResult(
                channel=name,
                family=response.channel.family,
                name=response.channel.name,
                in_mix=inside,
                share_of_worlds=None if shares is None else shares.get(name, 0.0),
                score=_score(engine, best, c, float(lost[c]), int(meant[c])),
                reasons=reasons_in(engine, best, c, items, planned.get(name), brings[c])
                + dear.get(name, ())
                if inside
                else reasons_out(engine, best, c, items),
                levels=_levels(engine, best, c, items, ladders[c]),
            )
        )
    found += [_closed(tables, name, code, shares) for name, code in engine.case.closed.items()]
    found.append(_attached(engine, tables, best, shares, (lost, meant)))
    return tuple(sorted(found, key=lambda r: r.channel))


def _score(engine: Engine, best: Mix, c: int, loss: float, option: int) -> float:
    """Map a loss to 0-100: above 50 inside the mix, below it outside.

    Inside: the loss against what the channel costs.  Outside: what it would bring against that
    and the loss of bringing it in, so that scores compare between businesses of any size; half
    of it where the budgets cannot pay the least level at all.
    """
    worth = engine.worth
    value = worth.value(c, best.policy, crowd=worth.crowding_by_bin[0])[0]
    cost = worth.cost[c] * worth.scales.customers / worth.scales.usd_per_point
    # An hour that is liked costs less, one that is not costs more.
    cost = np.maximum(cost - worth.parts(c, best.policy)["liking"][0], _LEAST_COST * cost)
    if best.chosen[c]:
        part = loss / max(loss + float(cost[option]), 1e-12)
        return _LEAST_INSIDE + (100.0 - _LEAST_INSIDE) * part
    reachable = option >= 0 and math.isfinite(loss)
    j = option if reachable else int(np.argmax(value - cost))
    brings = max(0.0, float(value[j] + cost[j] - worth.spared(c, best.policy)[j]))
    against = loss if reachable else float(cost[j])
    return (
        (_MOST_OUTSIDE if reachable else _MOST_OUTSIDE / 2.0)
        * brings
        / max(brings + against, 1e-12)
    )


def _closed(
    tables: Tables, name: str, code: str, shares: Mapping[str, float] | None
) -> ChannelResult:
    row = tables.channels[name]
    return ChannelResult(
        channel=name,
        family=row.family,
        name=row.name,
        in_mix=False,
        share_of_worlds=None if shares is None else 0.0,
        score=0.0,
        reasons=(Reason(code=code, figures={}, sentence=say(code, {})),),
        levels=(),
    )


def _attached(
    engine: Engine,
    tables: Tables,
    best: Mix,
    shares: Mapping[str, float] | None,
    judged: tuple[Array, Ints],
) -> ChannelResult:
    """Return the private group, which is a level of its hosts."""
    row = tables.channels[ATTACHED]
    lost, meant = judged
    hosts = [
        c
        for c, pick in enumerate(best.chosen)
        if pick and engine.responses[c].options[pick - 1].attached
    ]
    levels: tuple[Level, ...] = ()
    lock = engine.case.locks.get(ATTACHED, LevelLock())
    if hosts:
        inside, score = (
            True,
            max(_score(engine, best, c, float(lost[c]), int(meant[c])) for c in hosts),
        )
        reason = Reason(
            code="makes_bonds",
            figures=(f := {"bonds": engine.draws.best(f"{ATTACHED}.bonds_per_month")}),
            sentence=say("makes_bonds", f),
        )
    else:
        # Carried by its best host it adds little; it stands at half of what the host would.
        inside, score = False, 0.0
        for c, response in enumerate(engine.responses):
            if any(o.attached for o in response.options):
                host = _score(engine, best, c, float(lost[c]), int(meant[c]))
                score = max(score, min(host, _MOST_OUTSIDE) / 2.0)
        code = "banned_by_you" if lock.never else "needs_host"
        reason = Reason(code=code, figures={}, sentence=say(code, {}))
    asked = Reason(code="kept_by_you", figures={}, sentence=say("kept_by_you", {}))
    return ChannelResult(
        channel=ATTACHED,
        family=row.family,
        name=row.name,
        in_mix=inside,
        share_of_worlds=None if shares is None else shares.get(ATTACHED, 0.0),
        score=score,
        reasons=(asked, reason) if inside and kept(lock) else (reason,),
        levels=levels,
    )


def _levels(engine: Engine, best: Mix, c: int, items: Items, ladder: Ladder) -> tuple[Level, ...]:
    """Return a channel's ladder with what each level costs, kept as long as the ladder is."""
    response, policy = engine.responses[c], ladder_policy(engine, c)
    known: tuple[Ladder, tuple[Level, ...]] = response.kept.get(("levels", policy), ((), ()))
    if known[0] is not ladder:
        levels = tuple(
            Level(
                units=one.units,
                hours_per_week=one.owner_hours,
                staff_hours_per_week=one.staff_hours,
                manager_hours_per_week=one.manager_hours,
                money_per_month=one.money_steps * items.step_local,
                done_by=(one.doer,),
                aim=items.aim(response.channel.channel, policy),
                chosen=False,
                **values,
            )
            for one, values in zip(response.options, ladder, strict=True)
        )
        known = response.kept["levels", policy] = ladder, levels
    return tuple(
        one.model_copy(update={"chosen": True}) if j == best.chosen[c] else one
        for j, one in enumerate(known[1], start=1)
    )
