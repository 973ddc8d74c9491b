"""What is bought must pay often enough: not for a few good outcomes alone."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from advisor.catalogue import MIDDLE_STEP, MONTHS
from advisor.model.cells import Config
from advisor.model.curves import Flags, Ints
from advisor.model.limits import MORE_HOURS, MORE_MONEY
from advisor.model.mix import Mix
from advisor.model.worth import Worth

if TYPE_CHECKING:
    from advisor.model.judging import Judging
    from advisor.model.solver import Solver

# What a mix does without: a channel, "adverts" or "manager", as far as it takes more money steps.
Spared = frozenset[tuple[str, int]]
NO_ADVERTS: Spared = frozenset((("adverts", 0),))
NO_MANAGER: Spared = frozenset((("manager", 0),))
_FEWER = 5  # times as much less that is tried where less is to be bought
_DRAWS = 200  # from which the odds of single options are read


def least_odds(worth: Worth) -> float:
    """Return the share of draws in which what is bought must pay, by the owner's risk."""
    d, steps = worth.business.d, MIDDLE_STEP - worth.case.risk
    return min(max(d.best("risk.least_odds") + steps * d.best("risk.step"), 0.0), 1.0)


def long_shots(worth: Worth, c: int, policy: int) -> Flags:
    """Say which options of a channel would be taken against the odds, (J,).

    Adverts and a manager's work that pay in fewer draws than ``least_odds``, and what brings ``too
    few`` to see; not what was asked for or is done already.
    """
    response, case = worth.responses[c], worth.case
    name = response.channel.channel
    bought = worth.managed[c] & (case.manager != "yes") | (response.channel.family == "paid")
    if name in case.locks or name in case.done_today:
        return np.zeros(len(bought), dtype=bool)
    few = too_few(worth, c, policy)
    if few.all() or not bought.any():
        return few
    rows = worth.brings_in_order(c, policy, _DRAWS)
    place = (1.0 - least_odds(worth)) * (rows.shape[1] - 1)
    below, above = rows[:, math.floor(place)], rows[:, math.ceil(place)]
    against = below + (above - below) * (place % 1.0) <= worth.cost[c]
    return np.asarray(few | bought & against)


def too_few(worth: Worth, c: int, policy: int) -> Flags:
    """Say which levels bring too few customers a year for anybody to see that they do, (J,).

    Of adverts; and of pages that cost more than they bring, friends of the house not counted.
    """
    found, least = worth.expected[c], worth.business.d.best
    brings = MONTHS * found["customers"][policy, 0]
    match worth.responses[c].channel.family:
        case "paid":
            return np.asarray(brings < least("risk.least_bought"))
        case "organic" | "owned":
            gross = sum(found[of][policy, 0] for of in ("gross_new", "gross_later", "gross_extra"))
            return np.asarray((brings < least("risk.least_begun")) & (gross < worth.cost[c]))
    return np.zeros(len(brings), dtype=bool)


def spared(worth: Worth, c: int, without: Spared) -> Flags:
    """Say which options of a channel a mix lets go that does `without` some, (J,).

    Never what the owner wishes or does already.
    """
    response, menu = worth.responses[c], worth.menus[c]
    gone = np.zeros(len(menu.money), dtype=bool)
    free = not menu.required and response.channel.channel not in worth.case.done_today
    for what, most in without:
        bought = what == "adverts" and response.channel.family == "paid"
        if what == "manager":
            gone |= worth.managed[c]
        elif free and (bought or what == response.channel.channel):
            gone |= menu.money > most
    return gone


def unless_spared_is_likelier(engine: Solver, mix: Mix, hours: int, money: int) -> Mix:
    """Return a mix, or the best found in which what is bought pays often enough.

    Adverts where there is little room for what they bring or that begin too late to pay must leave
    more over the years that count in as many draws as ``least_odds`` than their hours and money
    would without them: of those that seldom do, less is bought, or nothing.  Whether they do hangs
    on the mix alone, so that what may be bought may be bought with larger budgets too.  A manager
    who may be hired must leave more than the best without one, on average too.  `hours`, `money`:
    budgets in quarter hours and money steps.
    """
    found = bought_less(engine, mix, hours, money)
    if found is mix:
        return mix
    # What pays often enough with less of a budget does so here.
    for step in ((MORE_HOURS, 0), (0, MORE_MONEY)):
        for k in range(1, _FEWER + 1):
            h, m = hours - k * step[0], money - k * step[1]
            less = engine.best(mix.policy, h, m, quick=True) if min(h, m) >= 0 else found
            if not less.possible or less.utility <= found.utility + 1e-9:
                break
            if engine.seldom_pays(less) is None and not _may_hire(engine, less):
                found = replace(less, bound=mix.bound)
                break
    # Alone, or beside little, what fails beside more may pay.
    for row in engine.simple(mix.policy, hours, money, found.utility):
        other = engine.judged(row, mix.policy)
        if other.utility > found.utility + 1e-9 and engine.seldom_pays(other) is None:
            found = replace(other, bound=mix.bound)
    return found


def bought_less(
    engine: Solver, mix: Mix, hours: int, money: int, gone: Spared = frozenset()
) -> Mix:
    """Return a mix, or one in which less is bought until all of it pays often enough.

    `gone` is bought by none.  Without a manager adverts may pay that do not beside one.
    """
    while True:
        if found := engine.seldom_pays(mix):
            name, less_of = found
            gone |= less_of
            less = _lowered(engine, mix, name, gone, hours, money)
            if not less.possible:
                return mix
            mix = less
        elif _may_hire(engine, mix):
            other = _without(
                engine, mix, NO_MANAGER, hours, money, engine.unhired(mix.policy, hours, money)
            )
            if other.possible:
                other = bought_less(engine, other, hours, money, NO_MANAGER)
            pays = engine.net_usd(mix) > engine.net_usd(other) or not other.possible
            keeps = pays and _leaves_more(engine, mix, other)
            return mix if keeps else replace(other, bound=mix.bound)
        else:
            return mix


def seldom_pays(engine: Solver, mix: Mix) -> tuple[str, Spared] | None:
    """Return the advert of a mix of which less is to be bought, and what is to go for that.

    None where what is bought pays often enough.  Where it fills the room no other takes its place.
    """
    if not (bought := _bought(engine, mix)):
        return None
    plan, ids = engine.forecast(mix), engine.judging.ids
    odds = {
        use.c: float((draws["net_over_years"] > 0.0).mean())
        for use, draws in zip(plan.uses, plan.channels, strict=True)
        if use.c in bought
    }
    worst = min(odds, key=lambda c: odds[c])
    paid = [c for c, r in enumerate(engine.responses) if r.channel.family == "paid"]
    spends = {
        c: int(engine.worth.menus[c].money[mix.chosen[c] - 1]) if mix.chosen[c] else 0 for c in paid
    }
    less = frozenset(((ids[worst], spends[worst] - 1),))
    doubts: list[tuple[Spared, Spared]] = []
    if odds[worst] < least_odds(engine.worth):  # as the mix begins it
        doubts.append((frozenset(((ids[worst], 0),)), less))
    if nearly_full(engine.judging, mix.chosen, mix.policy):
        doubts.append((NO_ADVERTS, less | {(ids[c], most) for c, most in spends.items()}))
    spent = engine.spent(mix)
    for gone, less_of in doubts:
        if not _leaves_more(engine, mix, _without(engine, mix, gone, *spent)):
            return ids[worst], less_of
    return None


def _leaves_more(engine: Solver, mix: Mix, other: Mix) -> bool:
    """Say whether a mix leaves more than another often enough, what it costs more on top."""
    dearer = max(engine.spent(mix)[1] - engine.spent(other)[1], 0) * engine.case.money_step_usd
    least = engine.business.d.best("risk.least_return") * dearer
    more = engine.leaves(mix) - least > engine.leaves(other)
    return not other.possible or float(more.mean()) >= least_odds(engine.worth)


def _without(
    engine: Solver, mix: Mix, gone: Spared, hours: int, money: int, starts: Sequence[Ints] = ()
) -> Mix:
    """Return the best mix found without some, from what is left of one and from other `starts`."""
    lost = [
        pick > 0 and spared(engine.worth, c, gone)[pick - 1] for c, pick in enumerate(mix.chosen)
    ]
    begin = [np.where(lost, 0, mix.chosen), *starts]
    return engine.searched(mix.policy, hours, money, begin, without=gone)


def _lowered(engine: Solver, mix: Mix, name: str, gone: Spared, hours: int, money: int) -> Mix:
    """Return the best mix found that spends less on a channel than one does."""
    c = engine.judging.ids.index(name)
    menu, now = engine.judging.usable(c, Config(mix.policy, mix.hired, None)), mix.chosen[c] - 1
    less = menu.open & ~spared(engine.worth, c, gone) & (menu.hours <= menu.hours[now])
    rows = np.repeat(mix.chosen[None, :], 1 + int(less.sum()), axis=0)
    rows[:, c] = [0, *(np.flatnonzero(less) + 1)]
    best = rows[int(np.argmax(engine.search_of(mix.policy, gone).utility(rows)))]
    found = engine.searched(mix.policy, hours, money, [best], without=gone)
    return replace(found, bound=mix.bound)


def _bought(engine: Solver, mix: Mix) -> set[int]:
    """Return the adverts of a mix that nobody asked for."""
    return {
        c
        for c, pick in enumerate(mix.chosen)
        if pick and spared(engine.worth, c, NO_ADVERTS)[pick - 1]
    }


def nearly_full(judging: Judging, chosen: Ints, policy: int) -> bool:
    """Say whether a mix brings nearly all the customers there is room for.

    As who is neither careful nor bold expects: whoever is bolder is not held back by it.
    """
    brings = float(judging.customers(chosen[None, :], policy, middle=True)[0])
    nearly = judging.worth.business.d.best("risk.nearly_full")
    return nearly * brings > judging.worth.free_capacity


def _may_hire(engine: Solver, mix: Mix) -> bool:
    """Say whether a mix hires a manager who is not asked for."""
    wished = any(not lock.sells for lock in engine.case.locks.values())
    return mix.hired and engine.case.manager == "maybe" and not wished
