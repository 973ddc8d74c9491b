"""Simpler mixes to be measured against: baselines, the owner's own mix, the least effort.

Baselines keep the budgets and the locks; each is a mix (C,) of option numbers like the
recommended one and is judged by the same true utility.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import numpy as np

from advisor.catalogue import ATTACHED, STRATEGIES, PresentUse
from advisor.model.cells import steps_up
from advisor.model.curves import Ints
from advisor.model.judging import Judging
from advisor.model.knapsack import Stage, add_channels, trace
from advisor.model.menus import shared_in
from advisor.model.mix import Mix
from advisor.model.response import Response
from advisor.model.worth import Worth

# What was open, the table for it, and by strategy the mixes (N, C) that were read at cells (N,).
LeastKept = tuple[bytes, Stage, dict[int, tuple[Ints, Ints]]]

# Grid of the search for the least effort: whole hours and ten money steps a cell; where nothing
# is found, fifty.
_HOUR_CELL, _CELLS = 4, 41
MONEY_CELLS = (10, 50)  # money steps a cell
LEAST_HOURS, LEAST_MONEY_STEPS = 40, 2000  # as far as a person with a team would go
_MET_HOURS = 4.5  # hours among people at which crowding is judged before a mix is known
_NEAR_WANTED = 0.8  # sums of separate worth this near are judged truly: channels lift each other
_MOST = 0.5  # of the firms: what more than half of them do, most do
_UNIT_COUNTS = 10.0  # a whole membership more or less weighs more than any hour or money


def _fill(worth: Worth, wishes: Iterable[tuple[int, int]], hours: int, money: int) -> Ints:
    """Return the mix that takes wishes (channel, option) in order while they fit."""
    chosen = np.zeros(len(worth.responses), dtype=np.int64)
    for c, j in wishes:
        menu = worth.menus[c]
        if chosen[c] == 0 and menu.hours[j] <= hours and menu.money[j] <= money:
            chosen[c] = j + 1
            hours, money = hours - int(menu.hours[j]), money - int(menu.money[j])
    return chosen


def equal_split(worth: Worth, policy: int, hours: int, money: int) -> Ints:
    """Return a little of everything: each open channel's first level in turn while it fits."""
    wishes = []
    for c, options in enumerate(worth.own_options(policy)):
        if len(options):
            wishes.append((c, int(options[0])))
    wishes.sort(
        key=lambda w: (int(worth.menus[w[0]].hours[w[1]]), int(worth.menus[w[0]].money[w[1]]), w[0])
    )
    return _fill(worth, wishes, hours, money)


def single_best(worth: Worth, policy: int, hours: int, money: int) -> Ints:
    """Return the one channel that alone is worth most within the budgets."""
    best, found = 0.0, np.zeros(len(worth.responses), dtype=np.int64)
    crowd = worth.business.crowding(_MET_HOURS)
    for c, options in enumerate(worth.own_options(policy)):
        menu = worth.menus[c]
        options = options[(menu.hours[options] <= hours) & (menu.money[options] <= money)]
        if len(options) == 0:
            continue
        value = worth.value(c, policy, crowd=crowd)[0, options]
        top = int(np.argmax(value))
        if value[top] > best + 1e-12:
            best = float(value[top])
            found = np.zeros(len(worth.responses), dtype=np.int64)
            found[c] = options[top] + 1
    return found


def typical_small_firm(worth: Worth, policy: int, hours: int, money: int) -> Ints:
    """Return what most small firms do, at its usual effort, the commonest first, in the budgets."""
    best = worth.business.d.best
    common = {
        c: best(f"{r.channel.channel}.practised_share")
        for c, r in enumerate(worth.responses)
        if worth.business.d.has(f"{r.channel.channel}.practised_share")
    }
    wishes = []
    for c in sorted(common, key=lambda c: (-common[c], worth.responses[c].channel.channel)):
        owner = worth.own_options(policy)[c]
        if common[c] > _MOST and owner.size:
            usual = best(f"{worth.responses[c].channel.channel}.usual_level")
            off = [abs(worth.responses[c].options[j].level - usual) for j in owner]
            wishes.append((c, int(owner[int(np.argmin(off))])))
    return _fill(worth, wishes, hours, money)


RULES = {rule.__name__: rule for rule in (equal_split, single_best, typical_small_firm)}


def nearest_mix(
    responses: Sequence[Response], present: Mapping[str, PresentUse], step: float
) -> Ints:
    """Return the owner's own mix on the ladders, each use at its nearest level; `step` in usd."""
    chosen = np.zeros(len(responses), dtype=np.int64)
    for c, response in enumerate(responses):
        use = present.get(response.channel.channel)
        if use is None:
            continue
        best = np.inf
        for j, one in enumerate(response.options):
            if not one.alone:
                continue
            distance = 0.0
            if use.units is not None and one.units is not None:
                distance += _UNIT_COUNTS * abs(one.units - use.units)
            if use.hours_per_week is not None:
                distance += abs(one.owner_hours - use.hours_per_week)
            if use.usd_per_month is not None:
                distance += abs(one.money_steps * step - use.usd_per_month) / 100.0
            if distance < best - 1e-12:
                best, chosen[c] = distance, j + 1
    if ATTACHED in present:
        for c, response in enumerate(responses):
            if chosen[c] and "host" in response.channel.traits:
                level = response.options[chosen[c] - 1].level
                chosen[c] = next(
                    (
                        j + 1
                        for j, o in enumerate(response.options)
                        if o.attached and o.level == level and o.doer == "owner"
                    ),
                    chosen[c],
                )
                break
    return chosen


def cost_of(worth: Worth, chosen: Ints) -> tuple[float, int]:
    """Return owner's hours a week and money steps a month of a mix, hire left out."""
    uses = [worth.responses[c].options[pick - 1] for c, pick in enumerate(chosen) if pick]
    return sum(o.owner_hours for o in uses), sum(o.money_steps for o in uses)


def least_effort(
    judging: Judging,
    wanted: float,
    money_cell: int,
    kept: dict[int, LeastKept],
    known: Mix,
    budgets: tuple[int, int],
) -> Mix | None:
    """Return the cheapest mix (hours at their value plus money) that brings `wanted` customers.

    Searches the mixes of all strategies that bring most customers for each budget of up to 40
    hours a week and 40 money cells, without a manager; costs are rounded up to whole hours and
    cells.  What is within the budgets comes first, however cheap one beyond them is; of mixes that
    cost the same the nearer strategy's is returned.

    Parameters
    ----------
    wanted : float
        New customers a month through channels, averaged over the horizon.
    money_cell : int
        Money steps a cell, one of ``MONEY_CELLS``.
    kept : dict
        Tables by money cell for what is open, and what was read from them, kept for the business:
        only wishes move them.
    known : Mix
        Another candidate, within the budgets, taken where it needs no more than what is found.
    budgets : (int, int)
        The owner's quarter hours and money steps.

    Returns
    -------
    Mix or None
        Its utility is not worked out.
    """
    worth = judging.worth
    if wanted > worth.free_capacity + 1e-9:
        return None
    policies = len(STRATEGIES)
    crowd = worth.business.crowding(_MET_HOURS)
    menus, values, costs = [], [], []
    for c, (menu, response) in enumerate(zip(worth.menus, worth.responses, strict=True)):
        alone = ~worth.managed[c] & (menu.staff == 0) & ~shared_in(response)
        menus.append(
            replace(
                menu,
                hours=-(-menu.hours // _HOUR_CELL),
                money=-(-menu.money // money_cell),
                open=menu.open & alone,
            )
        )
        factor = worth.met_share(c, crowd)
        brings = worth.expected[c]["customers"][:, 0] * factor - 1e-6
        # One row a strategy, as if it were a bucket; what its area does not hold is never taken.
        values.append(np.where(response.allowed, brings, -np.inf))
        costs.append(np.concatenate(([0.0], worth.cost[c])))
    spent = [
        [np.concatenate(([0.0], of)) for of in each]
        for each in ([m.hours for m in worth.menus], [m.money for m in worth.menus])
    ]
    asked = b"".join(menu.open.tobytes() + bytes([menu.required]) for menu in menus)
    if money_cell not in kept or kept[money_cell][0] != asked:
        start = np.zeros((policies, 1, 1, 1))
        kept[money_cell] = asked, add_channels(start, menus, values, (1, _CELLS, _CELLS)), {}
    _, stage, mixes = kept[money_cell]
    found, least = None, (True, np.inf)
    picked = [(c, int(pick)) for c, pick in enumerate(known.chosen) if pick]
    alone = not any(worth.managed[c][j - 1] or worth.menus[c].staff[j - 1] for c, j in picked)
    if alone and judging.customers(known.chosen[None, :], known.policy)[0] >= wanted - 1e-9:
        found, least = known, (False, sum(float(costs[c][pick]) for c, pick in picked))
    for policy in range(policies):
        most = stage.value[policy, 0]
        at = steps_up(most)
        at = at[most.ravel()[at] >= _NEAR_WANTED * wanted]
        if len(at) == 0:
            continue
        if policy not in mixes or not np.array_equal(mixes[policy][0], at):
            zero = np.zeros(len(at), dtype=np.int64)
            cells = zero + policy, zero, at // most.shape[1], at % most.shape[1]
            mixes[policy] = at, trace(stage, menus, *cells)[0]
        picks = mixes[policy][1]
        usd, hours, money = (
            sum((of[picks[:, c]] for c, of in enumerate(each)), np.zeros(len(at)))
            for each in (costs, *spent)
        )
        usd[judging.customers(picks, policy) < wanted - 1e-9] = np.inf
        beyond = (hours > budgets[0]) | (money > budgets[1])
        best = int(np.lexsort((usd, beyond | np.isinf(usd)))[0])
        cost = bool(beyond[best]), float(usd[best]) + 1e-9
        if np.isfinite(usd[best]) and cost < least:
            found, least = Mix(policy, False, picks[best], 0.0, 0.0), (cost[0], cost[1] - 1e-9)
    return found
