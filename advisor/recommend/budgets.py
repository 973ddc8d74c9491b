"""What the budgets do: used and left, a little more of them, and the least that would do."""

import math
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from advisor.explain.reasons import say
from advisor.model.alternatives import LEAST_HOURS, LEAST_MONEY_STEPS
from advisor.model.curves import Flags
from advisor.model.engine import Engine
from advisor.model.forecast import uses_of
from advisor.model.limits import MORE_HOURS, MORE_MONEY
from advisor.model.mix import Mix
from advisor.model.odds import nearly_full
from advisor.model.response.options import HOUR_STEP
from advisor.recommend.items import Items
from advisor.results import Budget, Budgets, LeastEffort, Marginal, MarginalStep

_EPS = 1e-9
_BY_ITSELF = ("nearest_hours", "nearest_hour_more", "nearest_dearer")  # say it without a reason
_MORE = {"owner_hours": (MORE_HOURS, 0), "money_steps": (0, MORE_MONEY)}  # of a budget, a little
_SMALL = 1.0 / 3.0  # of a budget: what is left of more is not called too little
_HALF = 0.5  # of the draws
_FAR = 0.25  # of the draws: what pays less often is near nothing
_TIMES_BEYOND = 3.0  # of the money given: nobody is told of more
_LOOKED = 2  # budgets looked at to find from which on an advert is in


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
        step = None
        code = (
            "none_given"
            if given == 0
            else "all_used"
            if unspent < 1e-9
            else "room_is_full"
            if full
            else held
            if (held := held_back(what))
            else step[0]
            if binding and (step := _next_step(engine, best, what, unspent / unit))
            else "too_little_left"
            if binding and unspent <= _SMALL * given
            else "few_search"
            if what == "money_steps" and searched
            else "hours_used_up"
            if hours_hold
            else "nothing_worth_it"
        )
        _, name, amount = step or ("", _added(engine, best, grown.get(code, best)), 0.0)
        name = searched if code == "few_search" else name
        figures = {
            "count": channels, "name": name, "step": amount * unit, "currency": case.currency,
        }  # fmt: skip
        return Budget(
            given=given, used=used, unspent=unspent, binding=binding, reason=say(code, figures)
        )

    searched = _all_searched(engine, best)
    staff = spends(best, "staff_hours")
    money = one(
        case.money_usd * local,
        "money_steps",
        items.step_local,
        marginal.hundred_more_money.utility > 1e-6,
        hours_hold=_hours_hold(engine, best, spends),
    )
    left = money.unspent / items.step_local
    near = None if full else _nearest_paid(engine, items, best, left, more_helps=money.binding)
    if near:
        code, name, figures = near
        amounts = {k: figures[k] * items.step_local for k in ("money", "each", "leaves")}
        told = say(code, {**figures, **amounts, "currency": case.currency, "name": name})
        # What the reason names is not named again, and not as what "comes nearest to it".
        again = name in money.reason and code in _BY_ITSELF
        money = money.model_copy(update={"reason": told if again else f"{money.reason} {told}"})
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


def _next_step(engine: Engine, best: Mix, what: str, left: float) -> tuple[str, str, float] | None:
    """Return a code, what a little more of a budget would be spent on and how much that takes.

    Of what comes in by a little more money, how much more, as the channel itself says it.  None
    where it takes no more than what is left: then it is not the price that keeps it out.
    """
    if what not in _MORE:
        return None
    mix = engine.more(*_MORE[what])
    had, has = (
        {use.c: float(getattr(use, what)) for use in uses_of(engine.worth, one)}
        for one in (best, mix)
    )
    more = {c: amount - had.get(c, 0.0) for c, amount in has.items()}
    c = max(more, key=lambda one: more[one], default=-1)
    if c < 0 or more[c] <= left + _EPS:
        return None
    name, code = engine.responses[c].channel.name, f"next_step_{what}"
    if mix.hired and not best.hired:
        return code, f"a manager for “{name}”", more[c]
    if best.chosen[c]:
        return code, f"more of “{name}”", more[c]
    short = money_short(engine, best, c) if what == "money_steps" else 0.0
    return ("next_step_in", name, short) if short else (code, name, more[c])


def _all_searched(engine: Engine, best: Mix) -> str:
    """Return the advert of a mix that takes all people ask for here; empty where none does."""
    for r, pick in zip(engine.responses, best.chosen, strict=True):
        most = max((o.level for o in r.options), default=0.0)
        asked_out = r.channel.family == "paid" and most < max(r.channel.levels)
        if pick and asked_out and r.options[pick - 1].level >= most:
            return r.channel.name
    return ""


def _hours_hold(engine: Engine, best: Mix, spends: Callable[[Mix, str], float]) -> bool:
    """Say whether it is hours that are short: all are used, and with more of them money is."""
    left = engine.case.owner_hours - spends(best, "owner_hours")
    more = engine.more(MORE_HOURS, 0) if left < HOUR_STEP else best
    return spends(more, "money_steps") > spends(best, "money_steps")


def _nearest_paid(
    engine: Engine, items: Items, best: Mix, steps_left: float, *, more_helps: bool
) -> tuple[str, str, dict[str, float]] | None:
    """Return what to say of the adverts that come nearest to the mix within what is left.

    A code, the channel's name and figures: money steps a month, new customers a year they add,
    money steps for each of them, hours included, and what one leaves in the years that count, hours
    a week, and the share of draws in which the plan leaves more with them.  None where nothing
    comes near.  Where a little more money helps (`more_helps`), what it would buy is the nearest.
    """
    worth, policy = engine.worth, best.policy
    hours = sum(worth.menus[c].hours[p - 1] for c, p in enumerate(best.chosen) if p)
    beside: list[tuple[int, int]] = []
    instead: list[tuple[int, int]] = []
    for c, (r, menu) in enumerate(zip(engine.responses, worth.menus, strict=True)):
        # Of what runs today the plan says that it leaves it out: that is one verdict, and enough.
        if r.channel.family != "paid" or best.chosen[c] or engine.present[c]:
            continue
        pays = menu.open & _doable(engine, best, c) & (menu.money <= steps_left + _EPS)
        for j in np.flatnonzero(pays):
            fits = menu.hours[j] <= engine.hours - hours
            (beside if fits else instead).append((c, int(j)))
    found = _likeliest(engine, best, beside)
    if found is not None and found["share"] >= _HALF:
        return "nearest_careful", *_told(engine, found)
    # Worth its cost by itself, so that it is the hours that are missing.
    lacking = [
        (c, j)
        for c, j in instead
        if worth.value(c, policy)[0][j] > 0.0 and not engine.judging.long_shots(c, policy)[j]
    ]
    needs = _likeliest(engine, best, lacking)
    if needs is not None:
        short = hours_short(engine, best, int(needs["c"])) * HOUR_STEP
        code = "nearest_hour_more" if short else "nearest_hours"
        return code, *_told(engine, {**needs, "short": short})
    if found is not None and found["share"] >= _FAR and not more_helps:
        return "nearest_seldom", *_told(engine, found)
    dear = _cheapest_beyond(engine, best, steps_left, items.step_local)
    if dear is not None and dear["share"] >= _HALF:
        return "nearest_dearer", *_told(engine, dear)
    return None


def _cheapest_beyond(
    engine: Engine, best: Mix, steps_left: float, step: float
) -> dict[str, float] | None:
    """Return figures of the cheapest advert beyond what is left that pays by itself.

    Its money is the budget from which on it is in the mix.  `step`: money of one step.
    """
    worth, policy = engine.worth, best.policy
    beyond: list[tuple[int, int]] = []
    for c, (r, menu) in enumerate(zip(engine.responses, worth.menus, strict=True)):
        if r.channel.family != "paid" or best.chosen[c] or engine.present[c]:
            continue
        own = np.array([o.alone for o in r.options]) & menu.open & r.allowed[policy]
        own &= (menu.money > steps_left + _EPS) & (menu.money <= _TIMES_BEYOND * engine.money)
        own &= (worth.value(c, policy)[0] > 0.0) & ~engine.judging.long_shots(c, policy)
        beyond += [(c, int(j)) for j in np.flatnonzero(own)]
    if not beyond:
        return None
    c, j = min(beyond, key=lambda one: int(worth.menus[one[0]].money[one[1]]))
    if (found := _likeliest(engine, best, [(c, j)])) is None or found["share"] < _HALF:
        return None
    from_on = _in_from(engine, best, c, int(worth.menus[c].money[j]), step)
    if from_on is None:
        return None
    there = int(engine.at(engine.hours, int(from_on + _EPS)).chosen[c]) - 1
    found = found if there == j else _likeliest(engine, best, [(c, there)])
    return None if found is None else {**found, "money": from_on}


def levels_open(engine: Engine, best: Mix, c: int) -> list[int]:
    """Return the levels of a channel open to a strategy: the owner's own, or a manager's hired."""
    can, options = _doable(engine, best, c), engine.responses[c].options
    return [j for j, o in enumerate(options) if can[j] and (o.alone or best.hired)]


def _doable(engine: Engine, best: Mix, c: int) -> Flags:
    """Say which options of a channel somebody in a plan could do where it is aimed, (J,)."""
    worth = engine.worth
    done = ~worth.managed[c] | (worth.manageable[c] & best.hired)
    return np.asarray(engine.responses[c].allowed[best.policy] & done)


def hours_short(engine: Engine, best: Mix, c: int) -> int:
    """Return the quarter hours a week more that bring a channel into a mix, 0 where few do not."""
    levels = levels_open(engine, best, c)
    least = min((int(engine.worth.menus[c].hours[j]) for j in levels), default=0)
    missing = least - engine.hours + engine.spent(best)[0]
    few = 0 < missing < MORE_HOURS and engine.glimpse(missing, 0).chosen[c]
    tried = (missing, MORE_HOURS) if few else (MORE_HOURS,)
    return next((one for one in tried if engine.more(one, 0).chosen[c]), 0)


def money_short(engine: Engine, best: Mix, c: int) -> float:
    """Return the money steps more that bring a channel into a mix, 0 where a small sum does not."""
    levels = levels_open(engine, best, c)
    least = min((int(engine.worth.menus[c].money[j]) for j in levels), default=0)
    missing = least - engine.money + engine.spent(best)[1]
    if not 0 < missing <= MORE_MONEY:
        return 0.0
    said = said_in_full(missing, engine.case.money_step_usd * engine.case.local_per_usd)
    more = 0, int(said + _EPS)
    return said if engine.glimpse(*more).chosen[c] and engine.more(*more).chosen[c] else 0.0


def said_in_full(steps: int, step: float) -> float:
    """Return the money steps of the least amount of two figures that pays some of them."""
    figure = 10.0 ** (math.floor(math.log10(steps * step)) - 1)
    return math.ceil(steps * step / figure - _EPS) * figure / step


def _in_from(engine: Engine, best: Mix, c: int, least: int, step: float) -> float | None:
    """Return the money steps from which on a channel is in the mix, None where they are not near.

    `least`: what the channel takes by itself; what the rest of the mix takes comes to it.
    """
    mix = best
    for _ in range(_LOOKED):
        rest = engine.spent(mix)[1]
        said = said_in_full(max(engine.money + 1, least + rest), step)
        money = int(said + _EPS)
        if not engine.glimpse(0, money - engine.money).chosen[c]:
            break
        mix = engine.at(engine.hours, money)
        if mix.chosen[c]:
            return said
    return None


def _told(engine: Engine, figures: dict[str, float]) -> tuple[str, dict[str, float]]:
    return engine.responses[int(figures["c"])].channel.name, figures


def _likeliest(
    engine: Engine, best: Mix, options: Sequence[tuple[int, int]]
) -> dict[str, float] | None:
    """Return figures of the option that adds most to a mix, None where it brings hardly anybody."""
    rows = []
    for c, j in options:
        row = best.chosen.copy()
        row[c] = j + 1
        rows.append(row)
    if not rows:
        return None
    search = engine.searches[best.policy]
    k = int(np.argmax(search.utility(np.stack(rows))))
    c, j = options[k]
    mix = replace(best, chosen=rows[k], hired=search.hired(rows[k]))
    more = 12.0 * (engine.customers(mix) - engine.customers(best))
    if more < engine.draws.best("risk.least_bought"):  # nobody would see that it works
        return None
    net = [np.asarray(engine.forecast(m).total["net_over_years"]) for m in (mix, best)]
    money = float(engine.worth.menus[c].money[j])
    cost = float(engine.worth.cost[c][j]) / engine.case.money_step_usd  # its hours count
    leaves = engine.business.typical_profit[3] / engine.case.money_step_usd
    return {
        "c": c, "money": money, "more": more, "each": 12.0 * cost / more, "leaves": leaves,
        "share": float((net[0] > net[1]).mean()),
        "hours": float(engine.worth.menus[c].hours[j]) * HOUR_STEP,
    }  # fmt: skip


def _added(engine: Engine, mix: Mix, more: Mix) -> str:
    """Return the name of the channel to which another mix gives most more."""
    costs = engine.worth.cost
    gains = [
        (cost[j - 1] if j else 0.0) - (cost[i - 1] if i else 0.0)
        for cost, i, j in zip(costs, mix.chosen, more.chosen, strict=True)
    ]
    c = int(np.argmax(gains))
    name = engine.responses[c].channel.name
    return f"more of “{name}”" if mix.chosen[c] else name


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
            "wanted": wanted, "room": room, "hours": LEAST_HOURS,
            "money": LEAST_MONEY_STEPS * items.step_local, "currency": case.currency,
        }  # fmt: skip
        code = "goal_out_of_reach" if room > 0.0 else "goal_no_room"
        if wanted > room > 0.0:  # both as they were asked, with those who come anyway
            code = "goal_above_capacity"
            fields |= {"wanted": goal, "room": case.capacity_per_month}
        return LeastEffort(reachable=False, reason=say(code, fields))
    allocation = items.mix_items(mix)
    hours = sum(i.hours_per_week for i in allocation)
    money = sum(i.money_per_month for i in allocation)
    beyond = hours > case.owner_hours + 1e-9 or money > case.money_usd * case.local_per_usd + 1e-6
    reason = say("goal_beyond_budget" if beyond else "goal_within_budget", {})
    return LeastEffort(
        reachable=True, hours=hours, money=money, allocation=allocation, reason=reason
    )
