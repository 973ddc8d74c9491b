"""Every channel, in or out: its worth, its reasons with figures, its ladder of levels."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from advisor.catalogue import ATTACHED, Channel, LevelLock, Tables
from advisor.evidence.marketplaces import ways_of_selling
from advisor.explain.names import named
from advisor.explain.reasons import say
from advisor.model.engine import MORE_HOURS, Engine
from advisor.model.forecast import MixForecast, ranges
from advisor.model.locks import kept
from advisor.model.mix import Mix
from advisor.model.odds import long_shots
from advisor.model.worlds import losses
from advisor.recommend.items import Items
from advisor.recommend.ladders import Ladder, ladder_policy
from advisor.results import AllocationItem, ChannelResult, Level, Range, Reason

Array = NDArray[np.float64]
# Shares of a channel's gross profit from existing customers: told as well, told instead.
_PARTLY_AGAIN, _MOSTLY_AGAIN = 0.3, 0.8
# A channel is slow that brings so many times as much in the end; fewer a month are hardly any.
_SLOW_TIMES, _HARDLY = 2.0, 0.004
_MOST_TIMES = 1000.0  # as many customers: beyond that it says nothing to name how many times
_OF_A_PLAN = (
    "gross_profit", "later_profit", "gross_extra", "net_over_years", "people_aware", "bonds",
)  # fmt: skip
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
    brings = _as_planned(plan)
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
                reasons=_reasons_in(engine, best, c, items, planned.get(name), brings[c])
                if inside
                else _reasons_out(engine, best, c, items),
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
    value = worth.value(c, best.policy, crowd=worth.business.crowding(3.0))[0]
    cost = worth.cost[c] * worth.scales.customers / worth.scales.usd_per_point
    # An hour that is liked costs less, one that is not costs more.
    cost = np.maximum(cost - worth.parts(c, best.policy)["liking"][0], _LEAST_COST * cost)
    if best.chosen[c]:
        part = loss / max(loss + float(cost[option]), 1e-12)
        return _LEAST_INSIDE + (100.0 - _LEAST_INSIDE) * part
    reachable = option >= 0 and math.isfinite(loss)
    j = option if reachable else int(np.argmax(value - cost))
    brings = max(0.0, float(value[j] + cost[j]))
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
    judged: tuple[Array, NDArray[np.int64]],
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


def _average(engine: Engine, best: Mix, c: int, j: int) -> dict[str, float]:
    """Return expected monthly figures of an option (usd), crowding left out."""
    expected = engine.worth.expected[c]
    bucket = engine.judging.around(best.chosen)[0]
    found = {name: float(table[best.policy, bucket, j]) for name, table in expected.items()}
    found["gross"] = found["gross_new"] + found["gross_later"] + found["gross_extra"]
    found["cost"] = float(engine.worth.cost[c][j])
    return found


def _as_planned(plan: MixForecast) -> dict[int, dict[str, float]]:
    """Return expected monthly figures (usd) of each channel of a mix beside the others.

    Crowding, room and the month in which it begins applied, so that what the channels leave adds
    up to what the mix does.
    """
    found = {}
    for use, draws, full in zip(plan.uses, plan.channels, plan.full, strict=True):
        of = {name: float(draws[name].mean()) for name in _OF_A_PLAN}
        gross = of["gross_profit"] + of["later_profit"]
        found[use.c] = {**of, "gross": gross, "net": of["net_over_years"]}
        found[use.c]["full"] = float(np.median(full["customers"]))
        found[use.c]["full_net"] = float(full["net_over_years"].mean())
    return found


def _reasons_in(
    engine: Engine,
    best: Mix,
    c: int,
    items: Items,
    planned: Range | None,
    figures: Mapping[str, float],
) -> tuple[Reason, ...]:
    """Return why a channel is in; `planned`: its range; `figures`: what it brings and costs."""
    case, response = engine.case, engine.responses[c]
    j = int(best.chosen[c]) - 1
    local, money = case.local_per_usd, case.currency
    draws = response.draws["customers"][
        :, min(best.policy, response.draws["customers"].shape[1] - 1), 0, j
    ] * response.mean_of("customers")
    low, middle, high = (float(x) for x in ranges(draws))
    if planned is not None:
        low, middle, high = planned.p5, planned.p50, planned.p95
    net = figures["net"] * local
    found: list[tuple[str, dict[str, float | int | str | None]]] = []
    again = figures["gross_extra"] / max(figures["gross"], 1e-9)
    if again <= _MOSTLY_AGAIN:
        brings = {"customers": middle, "low": low, "high": high}
        gross = figures["gross"] * local
        found.append(("brings_customers", {**brings, "gross": gross, "currency": money}))
        if figures["full"] > _SLOW_TIMES * max(middle, _HARDLY):
            found.append(("works_fully", {"full": figures["full"]}))
    if again > _PARTLY_AGAIN:
        found.append(("repeat_sales", {"extra": figures["gross_extra"] * local, "currency": money}))
    if net >= 0:
        found.append(("pays_for_itself", {"net": net, "currency": money}))
    elif figures["full_net"] > 0.0:
        later = figures["full_net"] * local
        found.append(("costs_at_first", {"loss": -net, "full_net": later, "currency": money}))
    else:
        found.append(("costs_for_now", {"loss": -net, "currency": money}))
    parts = engine.worth.parts(c, best.policy)
    reach = float(parts["reach"][0, j])
    if reach > 0.02 or reach > 0.3 * abs(float(parts["customers"][0, j])):
        found.append(("makes_known", {"aware": figures["people_aware"]}))
    if figures["bonds"] >= 0.3:
        found.append(("makes_bonds", {"bonds": figures["bonds"]}))
    if float(parts["liking"][0, j]) > 1e-6:
        found.append(("liking", {}))
    elif float(parts["liking"][0, j]) < -1e-6:
        found.append(("liking_despite", {}))
    found += _places_to_sell(engine, items, response.channel)
    lock = case.locks.get(response.channel.channel)
    if lock is not None and (lock.keep or lock.at_least):
        found.insert(0, ("kept_by_you", {}))
    if response.options[j].shared:
        host = items.tables.channels[response.channel.shares_posts_of[0]].name
        found.insert(0, ("shared_posts", {"name": host}))
    if response.fit >= 1.5:
        found.append(("fits_business", {"factor": response.fit}))
    return _as_reasons(found)


def _as_reasons(
    found: Sequence[tuple[str, Mapping[str, float | int | str | None]]],
) -> tuple[Reason, ...]:
    """Return reasons; what rests on liking has one code, for and against."""
    return tuple(
        Reason(code="liking" if k.startswith("liking") else k, figures=v, sentence=say(k, v))
        for k, v in found
    )


def _places_to_sell(
    engine: Engine, items: Items, channel: Channel
) -> list[tuple[str, dict[str, float | int | str | None]]]:
    """Return the marketplaces and directories of the trade in the country, named."""
    if channel.kind != "listing":
        return []
    names = ways_of_selling(items.tables, engine.case.country, engine.case.sector)
    return [("places_to_sell", {"names": named(names)})] if names else []


def _reasons_out(engine: Engine, best: Mix, c: int, items: Items) -> tuple[Reason, ...]:
    case, response, menu = engine.case, engine.responses[c], engine.worth.menus[c]
    local, money = case.local_per_usd, case.currency
    found: list[tuple[str, dict[str, float | int | str | None]]] = []
    lock = case.locks.get(response.channel.channel)
    if lock is not None and lock.never:
        found.append(("banned_by_you", {}))
    elif lock is not None and lock.at_most is not None and not menu.open.any():
        found.append(("above_your_limit", {}))
    allowed = response.allowed[best.policy]
    own = [j for j, o in enumerate(response.options) if allowed[j] and o.alone]
    if not allowed.any():
        found.append(("strategy_area", {}))
    elif own:
        least_money = min(int(menu.money[j]) for j in own)
        least_hours = min(int(menu.hours[j]) for j in own)
        if least_money > engine.money:
            found.append(
                (
                    "below_minimum_money",
                    {
                        "minimum": least_money * items.step_local,
                        "given": case.money_usd * local,
                        "currency": money,
                    },
                )
            )
        if least_hours > engine.hours:
            found.append(
                ("below_minimum_hours", {"minimum": least_hours * 0.25, "given": case.owner_hours})
            )
        values = engine.worth.value(c, best.policy, crowd=engine.worth.business.crowding(3.0))[0]
        j = max(own, key=lambda k: (float(values[k]), -k))
        figures = _average(engine, best, c, j)
        liked = float(engine.worth.parts(c, best.policy)["liking"][0, j])
        if float(values[j]) < 0.0 < float(values[j]) - liked:
            found.append(("liking_against", {}))
        if figures["gross"] < figures["cost"]:
            found.append(
                (
                    "costs_more_than_brings",
                    {
                        "gross": figures["gross"] * local,
                        "cost": figures["cost"] * local,
                        "currency": money,
                    },
                )
            )
            scales = engine.worth.scales
            new = figures["gross_new"] + figures["gross_later"]
            new = scales.customers * new / scales.usd_per_point
            if 0.0 < -float(values[j]) < _MOST_TIMES * new:
                found.append(("would_come_in", {"times": 1.0 - float(values[j]) / new}))
        elif not found:
            found.append(_why_not(engine, best, c, own, float(values[j])))
    found += _places_to_sell(engine, items, response.channel)
    if response.fit <= 0.6:
        found.append(("poor_fit", {"factor": response.fit}))
    if not found:
        found.append(("others_do_more", {}))
    return _as_reasons(found)


def _why_not(
    engine: Engine, best: Mix, c: int, own: Sequence[int], value: float
) -> tuple[str, dict[str, float | int | str | None]]:
    """Return what really keeps a channel out that would earn its cost on average.

    `own`: its levels that are open to the strategy and work of their own.
    `value`: what the best of them is worth by itself, unlikely good outcomes cut off.
    """
    if float(engine.judging.kept_share(best.chosen[None, :], best.policy)[0]) < 1.0:
        return "no_room", {}
    search, limits = engine.searches[best.policy], engine.limits
    hours = engine.worth.menus[c].hours
    least = min(own, key=lambda k: (int(hours[k]), k))
    odds = float((engine.worth.net_draws(c, best.policy, least) > 0.0).mean())
    if value < 0.0 or long_shots(engine.worth, c, best.policy)[list(own)].all():
        return "poor_odds", {"share": odds}
    beside = np.repeat(best.chosen[None, :], len(own), axis=0)
    beside[:, c] = np.array(own) + 1
    if float(search.utility(beside).max()) <= best.utility:
        return "little_beside", {}
    most = limits.single_share * engine.hours
    if engine.hours > limits.spread_hours and int(hours[least]) > most:
        return "too_much_on_one", {"share": limits.single_share}
    wagers = search.bets(np.where(np.arange(len(best.chosen)) == c, least + 1, 0))
    if odds < 0.5 and c in wagers and int(hours[least]) > limits.bet_hours:
        return "too_much_on_a_bet", {"share": odds}
    most_channels = search.most_channels(best.chosen, limits)
    full = search.in_use(best.chosen) >= most_channels
    used = [int(engine.worth.menus[k].hours[p - 1]) for k, p in enumerate(best.chosen) if p]
    if int(hours[least]) > engine.hours - sum(used):
        if engine.more(MORE_HOURS, 0).chosen[c]:
            return "one_hour_more", {}
        return ("hours_and_places" if full else "hours_do_more"), {"count": most_channels}
    if full:
        return "kept_going_full", {"count": most_channels}
    return "others_do_more", {}


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
