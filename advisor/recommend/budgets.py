"""What the budgets do: used and left, a little more of them, and the least that would do."""

import math
from collections.abc import Callable
from dataclasses import replace

import numpy as np

from advisor.explain.reasons import say
from advisor.model.alternatives import LEAST_HOURS, LEAST_MONEY_STEPS
from advisor.model.curves import Ints
from advisor.model.engine import MORE_HOURS, MORE_MONEY, Engine
from advisor.model.forecast import uses_of
from advisor.model.mix import Mix
from advisor.model.odds import nearly_full
from advisor.model.response.options import HOUR_STEP
from advisor.recommend.items import Items
from advisor.results import Budget, Budgets, LeastEffort, Marginal, MarginalStep

_EPS = 1e-9
_HALF = 0.5  # of the draws
_HARDLY_A_YEAR = 0.5  # customers that nobody would pay adverts for


def marginal_of(engine: Engine, here: Mix, more: Callable[[int, int], Mix]) -> Marginal:
    """Return what one more hour a week, and a hundred more a month, would bring to a mix.

    `more`: the best mix with so many quarter hours and money steps more.
    """
    local = engine.case.local_per_usd
    customers, net = engine.outcome(here)
    steps = []
    for hours, money, amount in (
        (MORE_HOURS, 0, MORE_HOURS * HOUR_STEP),
        (0, MORE_MONEY, MORE_MONEY * engine.case.money_step_usd * local),
    ):
        mix = more(hours, money)
        then, net_then = engine.outcome(mix)
        steps.append(
            MarginalStep(
                utility=max(0.0, mix.utility - here.utility),
                net_contribution=(net_then - net) * local,
                customers=then - customers,
                amount=amount,
            )
        )
    return Marginal(one_more_hour=steps[0], hundred_more_money=steps[1])


def budgets_of(engine: Engine, items: Items, best: Mix, marginal: Marginal) -> Budgets:
    """Return the budgets given, used and left, with why some is left."""
    case = engine.case
    local = case.local_per_usd
    full = float(engine.judging.kept_share(best.chosen[None, :], best.policy)[0]) < 1.0
    limits = engine.limits
    channels = engine.searches[best.policy].most_channels(best.chosen, limits)
    # What keeps a part of a budget from being spent is found by leaving it out: the odds of
    # adverts, the number of things kept going, the part that goes into bets.
    more = engine.grown(best, limits)
    fills = nearly_full(engine.judging, more.chosen, best.policy)
    grown = {
        "last_room" if fills else "seldom_pays": more,
        "channels_full": engine.grown(
            best, replace(limits, most_channels=limits.most_channels + 1)
        ),
        "bets_full": engine.grown(best, replace(limits, bet_hours=math.inf, bet_money=math.inf)),
    }

    def held_back(what: str) -> str | None:
        return next(
            (code for code, mix in grown.items() if spends(mix, what) > spends(best, what)), None
        )

    def spends(mix: Mix, what: str) -> float:
        return float(sum(getattr(u, what) for u in uses_of(engine.worth, mix)))

    def one(
        given: float, what: str, unit: float, binding: bool, *, hours_hold: bool = False
    ) -> Budget:
        spent = spends(best, what)
        used, unspent = spent * unit, max(0.0, given - spent * unit)
        code = (
            "none_given"
            if given == 0
            else "all_used"
            if unspent < 1e-9
            else "room_is_full"
            if full
            else held
            if (held := held_back(what))
            else "too_little_left"
            if binding
            else "hours_used_up"
            if hours_hold
            else "nothing_worth_it"
        )
        return Budget(
            given=given,
            used=used,
            unspent=unspent,
            binding=binding,
            reason=say(
                code, {"count": channels, "name": _added(engine, best, grown.get(code, best))}
            ),
        )

    staff = spends(best, "staff_hours")
    money = one(
        case.money_usd * local,
        "money_steps",
        items.step_local,
        marginal.hundred_more_money.utility > 1e-6,
        hours_hold=_hours_hold(engine, best, spends),
    )
    near = None if full else _nearest_paid(engine, best, money.unspent / items.step_local)
    if near:
        figures = {**near, "money": float(near["money"]) * items.step_local}
        code = "nearest_seldom" if float(near["share"]) < _HALF else "nearest_careful"
        told = say(code, {**figures, "currency": case.currency})
        money = money.model_copy(update={"reason": f"{money.reason} {told}"})
    return Budgets(
        owner_hours=one(
            case.owner_hours, "owner_hours", 1.0, marginal.one_more_hour.utility > 1e-6
        ),
        staff_hours=one(
            case.staff_hours,
            "staff_hours",
            1.0,
            case.staff_hours > 0 and case.staff_hours - staff < 2.0,
        ),
        money=money,
    )


def _hours_hold(engine: Engine, best: Mix, spends: Callable[[Mix, str], float]) -> bool:
    """Say whether it is hours that are short: all are used, and with more of them money is."""
    left = engine.case.owner_hours - spends(best, "owner_hours")
    more = engine.more(MORE_HOURS, 0) if left < HOUR_STEP else best
    return spends(more, "money_steps") > spends(best, "money_steps")


def _nearest_paid(engine: Engine, best: Mix, steps_left: float) -> dict[str, float | str] | None:
    """Return the adverts that come nearest to the mix within what is left, None for none.

    Their name, money steps, new customers a year they add, and the share of draws in which they
    pay over the years that count.
    """
    search, policy = engine.searches[best.policy], best.policy
    spent = sum(engine.worth.menus[c].hours[p - 1] for c, p in enumerate(best.chosen) if p)
    rows: list[Ints] = []
    those: list[tuple[int, int]] = []
    for c, (r, menu) in enumerate(zip(engine.responses, engine.worth.menus, strict=True)):
        if r.channel.family != "paid" or best.chosen[c]:
            continue
        fits = (menu.money <= steps_left + _EPS) & (menu.hours <= engine.hours - spent)
        for j in np.flatnonzero(fits & menu.open & r.allowed[policy]):
            row = best.chosen.copy()
            row[c] = j + 1
            rows.append(row)
            those.append((c, int(j)))
    if not rows:
        return None
    k = int(np.argmax(search.utility(np.stack(rows))))
    chosen, level = those[k]
    more = 12.0 * (engine.customers(replace(best, chosen=rows[k])) - engine.customers(best))
    share = float((engine.worth.net_draws(chosen, policy, level) > 0.0).mean())
    if more < _HARDLY_A_YEAR:
        return None
    money = float(engine.worth.menus[chosen].money[level])
    return {
        "name": engine.responses[chosen].channel.name,
        "money": money,
        "more": more,
        "share": share,
    }


def _added(engine: Engine, mix: Mix, more: Mix) -> str:
    """Return the name of the channel to which another mix gives most more."""
    costs = engine.worth.cost
    gains = [
        (cost[j - 1] if j else 0.0) - (cost[i - 1] if i else 0.0)
        for cost, i, j in zip(costs, mix.chosen, more.chosen, strict=True)
    ]
    c = int(np.argmax(gains))
    name = engine.responses[c].channel.name
    return f"more of {name}" if mix.chosen[c] else name


def least_of(
    engine: Engine, items: Items, wanted: float, mix: Mix | None, asked: float | None = None
) -> LeastEffort:
    """Return what the least mix that brings `wanted` customers a month takes, or why none does.

    `asked`: the goal with those who come anyway, the owner's if None.  No figures where as many
    come anyhow.
    """
    case = engine.case
    goal = case.customers_wanted if asked is None else asked
    if goal <= float(np.median(engine.worth.base_line)):
        return LeastEffort(reachable=True, reason=say("goal_met", {}))
    if mix is None:
        room = engine.worth.free_capacity
        fields: dict[str, float | str] = {
            "wanted": wanted,
            "room": room,
            "hours": LEAST_HOURS,
            "money": LEAST_MONEY_STEPS * items.step_local,
            "currency": case.currency,
        }
        code = "goal_out_of_reach" if room > 0.0 else "goal_no_room"
        if wanted > room > 0.0:  # both as they were asked, with those who come anyway
            code = "goal_above_capacity"
            fields |= {"wanted": goal, "room": case.capacity_per_month}
        return LeastEffort(reachable=False, reason=say(code, fields))
    allocation = items.mix_items(mix)
    hours = sum(i.hours_per_week for i in allocation)
    money = sum(i.money_per_month for i in allocation)
    beyond = hours > case.owner_hours + 1e-9 or money > case.money_usd * case.local_per_usd + 1e-6
    return LeastEffort(
        reachable=True,
        hours=hours,
        money=money,
        allocation=allocation,
        reason=say("goal_beyond_budget" if beyond else "goal_within_budget", {}),
    )
