"""What is bought must pay often enough: not for a few good outcomes alone."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from advisor.catalogue import MIDDLE_STEP
from advisor.model.curves import Flags, Ints
from advisor.model.mix import Mix
from advisor.model.worth import Worth

if TYPE_CHECKING:
    from advisor.model.engine import Engine
    from advisor.model.judging import Judging

# Money steps tried where all of the money buys too much: the same whatever the budget, so that more
# of it never buys less.
_BUDGETS = tuple(round(20 * 1.35**k) for k in range(28))
_DRAWS = 200  # from which the odds of single options are read


def least_odds(worth: Worth) -> float:
    """Return the share of draws in which what is bought must pay, by the owner's risk."""
    d, steps = worth.business.d, MIDDLE_STEP - worth.case.risk
    return min(max(d.best("risk.least_odds") + steps * d.best("risk.step"), 0.0), 1.0)


def long_shots(worth: Worth, c: int, policy: int) -> Flags:
    """Say which options of a channel would be bought against the odds, (J,).

    Adverts and a manager's work that pay in fewer draws than ``least_odds``; not what was asked
    for or is done already.
    """
    response, case = worth.responses[c], worth.case
    name = response.channel.channel
    bought = worth.managed[c] & (case.manager != "yes") | (response.channel.family == "paid")
    if name in case.locks or name in case.done_today or not bought.any():
        return np.zeros(len(bought), dtype=bool)
    rows = worth.brings_in_order(c, policy, _DRAWS)
    place = (1.0 - least_odds(worth)) * (rows.shape[1] - 1)
    below, above = rows[:, math.floor(place)], rows[:, math.ceil(place)]
    return np.asarray(bought & (below + (above - below) * (place % 1.0) <= worth.cost[c]))


def spared(worth: Worth, c: int, without: frozenset[str]) -> Flags:
    """Say which options of a channel a mix without "manager", "adverts" or it lets go, (J,).

    Never what the owner wishes or does already.
    """
    name, managed = worth.responses[c].channel.channel, worth.managed[c]
    bought = "adverts" in without and worth.responses[c].channel.family == "paid"
    asked = worth.menus[c].required or name in worth.case.done_today
    gone = np.full(len(managed), (bought or name in without) and not asked)
    return np.asarray(gone | (managed & ("manager" in without)))


def unless_spared_is_likelier(engine: Engine, mix: Mix, hours: int, money: int) -> Mix:
    """Return a mix, or the best without a manager or adverts where buying them seldom pays.

    A manager who may be hired, and adverts where there is little room for what they bring or that
    begin too late to pay, must leave more over the years that count in as many draws as
    ``least_odds``.  Where all that the money buys does not, some of it may.  `hours`, `money`:
    budgets in quarter hours and money steps.
    """
    found = _unless_spared(engine, mix, hours, money)
    if found is mix or not _bought(engine, mix):
        return found
    for some in reversed([part for part in _BUDGETS if part < money]):
        less = engine.best(mix.policy, hours, some)
        if not less.possible or less.utility <= found.utility + 1e-9:
            break
        kept = _unless_spared(engine, less, hours, some)
        found = max(found, replace(kept, bound=mix.bound), key=lambda m: m.utility)
        if kept is less:
            break
    return found


def _unless_spared(engine: Engine, mix: Mix, hours: int, money: int) -> Mix:
    gone: frozenset[str] = frozenset()
    while name := _late(engine, mix):
        other = _without(engine, mix, gone | {name}, hours, money)
        if other is None:
            break
        mix, gone = other, gone | {name}
    for what, doubted in (("adverts", _fills), ("manager", _may_hire)):
        if doubted(engine, mix):
            other = _without(engine, mix, gone | {what}, hours, money)
            if other is not None:
                mix, gone = other, gone | {what}
    return mix


def _without(engine: Engine, mix: Mix, gone: frozenset[str], hours: int, money: int) -> Mix | None:
    """Return the best mix without some, None where the one with them leaves more often enough."""
    lost = [
        pick > 0 and spared(engine.worth, c, gone)[pick - 1] for c, pick in enumerate(mix.chosen)
    ]
    begin = [np.where(lost, 0, mix.chosen)]
    other = engine.searched(mix.policy, hours, money, begin, simple=True, without=gone)
    one, two = (np.asarray(engine.forecast(m).total["net_over_years"]) for m in (mix, other))
    if not other.possible or float((one > two).mean()) >= least_odds(engine.worth):
        return None
    return replace(other, bound=mix.bound)


def _bought(engine: Engine, mix: Mix) -> set[int]:
    """Return the adverts of a mix that nobody asked for."""
    adverts = frozenset(("adverts",))
    return {
        c
        for c, pick in enumerate(mix.chosen)
        if pick and spared(engine.worth, c, adverts)[pick - 1]
    }


def _late(engine: Engine, mix: Mix) -> str:
    """Return the bought advert that pays least often as the mix begins it, if it seldom does."""
    if not (bought := _bought(engine, mix)):
        return ""
    plan = engine.forecast(mix)
    odds = {
        use.c: float((draws["net_over_years"] > 0.0).mean())
        for use, draws in zip(plan.uses, plan.channels, strict=True)
        if use.c in bought
    }
    worst = min(odds, key=lambda c: odds[c])
    return engine.judging.ids[worst] if odds[worst] < least_odds(engine.worth) else ""


def _fills(engine: Engine, mix: Mix) -> bool:
    """Say whether adverts of a mix fill the last room there is."""
    return bool(_bought(engine, mix)) and nearly_full(engine.judging, mix.chosen, mix.policy)


def nearly_full(judging: Judging, chosen: Ints, policy: int) -> bool:
    """Say whether a mix brings nearly all the customers there is room for."""
    brings = float(judging.customers(chosen[None, :], policy)[0])
    nearly = judging.worth.business.d.best("risk.nearly_full")
    return nearly * brings > judging.worth.free_capacity


def _may_hire(engine: Engine, mix: Mix) -> bool:
    """Say whether a mix hires a manager who is not asked for."""
    wished = any(not lock.sells for lock in engine.case.locks.values())
    return mix.hired and engine.case.manager == "maybe" and not wished
