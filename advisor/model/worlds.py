"""Choose again in drawn worlds, and the worth of each channel.

Both run on a grid cut to the owner's budget and coarse enough to be quick: costs are rounded to
the nearest cell, so shares and scores carry that much rounding.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from advisor.model.cells import Config
from advisor.model.curves import Array, Flags, Ints
from advisor.model.judging import Judging
from advisor.model.knapsack import Menu, add_channels, trace
from advisor.model.menus import posts_made, shared_in
from advisor.model.mix import Mix
from advisor.model.worth import Worth

_MOST_CELLS = 40  # of the budget a side: finer changes hardly a choice
_A_PART = 3  # from a third of a cell on a cost counts as one
_CACHED_CELLS = 65_536  # cells worked on at once, so that they stay near the processor
_JUDGED = ("rest", "profit", "wanted", "net")
# Prices of a customer tried in each world; the lower ones only where capacity binds.
WORLD_PRICES = (1.0, 0.4, 0.1)


@dataclass(frozen=True)
class CoarseGrid:
    """Menus rounded to a coarse grid of the owner's budget."""

    menus: tuple[Menu, ...]
    shape: tuple[int, int, int]


def coarse_grid(judging: Judging, mix: Mix, hours: int, money: int) -> CoarseGrid:
    """Return a mix's usable menus rounded to at most 41 x 41 cells of the budget.

    Fewer where staff hours add a third axis.  Pages share posts only where the mix makes some.
    `hours`, `money`: budgets in quarter hours and money steps.
    """
    # That a page must be in is for the search alone.
    config = Config(mix.policy, mix.hired, presence=None)
    if config.hired:
        quarter, steps, _ = judging.worth.hire_cost
        hours, money = hours - quarter, money - steps
    most = max(_MOST_CELLS // 2, int(_MOST_CELLS * min(1.0, 2.0 / judging.n_staff) ** 0.5))
    hour_cell = max(1, -(-hours // most))
    money_cell = max(1, -(-money // most))
    menus = []
    for c in range(len(judging.ids)):
        menu = judging.usable(c, config)
        too_much = (menu.hours > max(hours, 0)) | (menu.money > max(money, 0))
        if not posts_made(judging.worth.responses, mix.chosen, c):
            too_much |= shared_in(judging.worth.responses[c])
        menus.append(
            replace(
                menu,
                hours=_nearest(menu.hours, hour_cell),
                money=_nearest(menu.money, money_cell),
                open=menu.open & ~too_much,
            )
        )
    return CoarseGrid(
        tuple(menus),
        (judging.n_staff, max(hours, 0) // hour_cell + 1, max(money, 0) // money_cell + 1),
    )


def _nearest(costs: Ints, cell: int) -> Ints:
    """Round costs to whole cells, halves and small positive costs up."""
    rounded = (costs + cell // 2) // cell
    return np.where((costs > 0) & (costs * _A_PART >= cell), np.maximum(rounded, 1), rounded)


@dataclass(frozen=True)
class Worlds:
    """What would be chosen in each drawn world.

    ``chosen`` (W, C) options of the best strategy; ``best`` (W,) its index; ``gain_utility`` and
    ``gain_net`` the mean gain of knowing the world, in utility and usd a month.
    """

    chosen: Ints
    best: Ints
    gain_utility: float
    gain_net: float


@dataclass(frozen=True)
class _Tables:
    """One channel's options by world, each of shape (W, 1 + J).

    Utility without new customers' profit, that profit in utility, customers, and net contribution
    without it (usd).
    """

    rest: Array
    profit: Array
    customers: Array
    net_rest: Array


def _world_tables(
    worth: Worth, c: int, policy: int, bucket: int, n_worlds: int, factor: float
) -> _Tables:
    """Return channel c's options by world, "not used" first."""
    response, scales = worth.responses[c], worth.scales
    full = worth.business.full_part

    def pick(name: str) -> Array:
        there = (1.0 - full) * response.mean_of(name)[:n_worlds, None] + full
        return response.at(name, policy, bucket, draws=slice(n_worlds)) * there

    extra = pick("gross_extra")
    net_rest = extra - worth.cost[c]
    gross = pick("gross_new") + pick("gross_later")
    point = scales.customers / scales.usd_per_point
    ties = scales.ties_value(pick("bonds"), gross)
    rest = (
        point * (net_rest - worth.wanted_on_top[c])
        + scales.reach_value(
            pick("people_aware"), response.relevance, np.maximum(gross - worth.usd[c], 0.0)
        )
        + ties
        + scales.liking_value(*worth.liking[c], gross + extra, ties)
    )
    profit = point * gross * factor

    def with_none(options: Array) -> Array:
        return np.concatenate((np.zeros((n_worlds, 1)), options), axis=1)

    return _Tables(
        with_none(rest),
        with_none(profit),
        with_none(pick("customers") * factor),
        with_none(net_rest),
    )


def _judge(
    worth: Worth, tables: Sequence[_Tables], picks: Ints, world: Ints
) -> tuple[Array, Array]:
    """Return true utility and net contribution (usd) of mixes (W, C), capacity applied, (W,)."""
    rest, profit, wanted, net = np.zeros((len(_JUDGED), len(world)))
    for c, table in enumerate(tables):
        j = picks[:, c]
        rest += table.rest[world, j]
        profit += table.profit[world, j]
        wanted += table.customers[world, j]
        net += table.net_rest[world, j]
    kept = np.minimum(1.0, worth.free_capacity / np.maximum(wanted, 1e-12))
    scales = worth.scales
    gross = profit * kept * scales.usd_per_point / scales.customers if scales.customers else 0.0
    return rest + profit * kept, net + gross


def rechoose(
    judging: Judging, points: Sequence[Mix], recommended: int, hours: int, money: int, n_worlds: int
) -> Worlds:
    """Choose the best mix again in each world under each strategy.

    Strategies that hold not what is asked to be kept are never the best.  `points`: each strategy's
    own best mix: fixes people met, crowding, presence and the manager.  `hours`, `money`: the
    owner's budgets, quarter hours and money steps.  `n_worlds`: worlds, taken from the first draws.
    """
    worth = judging.worth
    values, mixes, nets = [], [], []
    own_value = own_net = np.zeros(n_worlds)
    world = np.arange(n_worlds)
    for policy, mix in enumerate(points):
        chosen = mix.chosen
        if not mix.possible:
            values.append(np.full(n_worlds, -np.inf))
            mixes.append(np.zeros((n_worlds, len(chosen)), dtype=np.int64))
            nets.append(np.zeros(n_worlds))
            continue
        grid = coarse_grid(judging, mix, hours, money)
        bucket, crowd, gate = judging.around(chosen)
        tables = [
            _world_tables(worth, c, policy, bucket, n_worlds, worth.met_share(c, crowd, gate))
            for c in range(len(judging.ids))
        ]
        picks = np.tile(chosen, (n_worlds, 1))
        value, net = _judge(worth, tables, picks, world)
        if policy == recommended:
            own_value, own_net = value.copy(), net.copy()
        asked = world
        for price in WORLD_PRICES:
            other, possible = _best_by_world(
                grid, [(t.rest[asked] + price * t.profit[asked])[:, 1:] for t in tables]
            )
            found, found_net = _judge(worth, tables, other, asked)
            # Ties, rounding and capacity: a world keeps the known mix unless another beats it.
            better = possible & (found > value[asked] + 1e-9)
            at = asked[better]
            value[at], net[at], picks[at] = found[better], found_net[better], other[better]
            if price == 1.0:
                wanted = sum(
                    (t.customers[world, other[:, c]] for c, t in enumerate(tables)),
                    np.zeros(n_worlds),
                )
                # A mix that has room for all its customers is beaten at no lower price.
                asked = np.flatnonzero(wanted > worth.free_capacity * (1 + 1e-9))
                if not len(asked):
                    break
        values.append(value)
        mixes.append(picks)
        nets.append(net)
    stacked = np.stack(values)
    best = np.full(n_worlds, recommended, dtype=np.int64)
    for policy in range(len(points)):
        ahead = stacked[policy] > stacked[best, world] + 1e-9
        best = np.where(ahead, policy, best)
    return Worlds(
        np.stack(mixes)[best, world],
        best,
        float(np.maximum(stacked[best, world] - own_value, 0.0).mean()),
        float(max(0.0, (np.stack(nets)[best, world] - own_net).mean())),
    )


def _best_by_world(grid: CoarseGrid, values: Sequence[Array]) -> tuple[Ints, Flags]:
    """Return the best options (W, C) for the whole budget, and whether any mix fits (W,).

    `values` of shape (W, J) per channel.  Some worlds at a time, so that tables stay in the cache.
    """
    n_worlds = len(values[0])
    order = sorted(range(len(values)), key=lambda c: (int(grid.menus[c].money.max(initial=0)), c))
    menus = [grid.menus[c] for c in order]
    picks = np.zeros((n_worlds, len(values)), dtype=np.int64)
    possible = np.zeros(n_worlds, dtype=bool)
    at_once = max(1, _CACHED_CELLS // int(np.prod(grid.shape)))
    for first in range(0, n_worlds, at_once):
        part = slice(first, min(first + at_once, n_worlds))
        world = np.arange(part.stop - part.start)
        last = [np.full(len(world), size - 1) for size in grid.shape]
        stage = add_channels(
            np.zeros((len(world), 1, 1, 1)), menus, [values[c][part] for c in order], grid.shape
        )
        found, *_ = trace(stage, menus, world, *last)
        picks[part, order] = found
        possible[part] = np.isfinite(stage.value[:, -1, -1, -1])
    return picks, possible


def losses(
    judging: Judging, mix: Mix, hours: int, money: int, *, full: bool = False
) -> tuple[Array, Ints]:
    """Return per channel the loss of utility if it is taken out, or forced in, and all re-chosen.

    Parameters
    ----------
    full : bool
        Whether no more channels can be kept going: what is forced in takes the place of another.

    Returns
    -------
    loss : array of shape (C,)
        Zero or above, inf where a channel that is out cannot be afforded; by the separable
        utility at the recommended strategy, people met, crowding and presence.
    option : array of shape (C,)
        The option meant: the chosen one, or the best affordable one, or -1.
    """
    worth, chosen = judging.worth, mix.chosen
    grid = coarse_grid(judging, mix, hours, money)
    bucket, crowd, gate = judging.around(chosen)
    kept = float(judging.kept_share(chosen[None, :], mix.policy)[0])
    values = [
        worth.value(c, mix.policy, crowd=crowd, gate=gate, kept=kept)[bucket][None, :]
        for c in range(len(judging.ids))
    ]
    free = [replace(m, required=False) for m in grid.menus]
    start = np.zeros((1, *grid.shape))
    before: list[Array] = [start]
    for menu, worth_ in zip(free, values, strict=True):
        before.append(_with(before[-1], menu, worth_))
    after: list[Array] = [start]
    for menu, worth_ in zip(reversed(free), reversed(values), strict=True):
        after.append(_with(after[-1], menu, worth_))
    after.reverse()
    best = float(before[-1][0, -1, -1, -1])
    found = np.zeros(len(values))
    meant = chosen.astype(np.int64) - 1
    for c, menu in enumerate(free):
        whole = _joined(before[c], after[c + 1], 0, 0, 0)
        if chosen[c]:
            found[c] = best - whole
            continue
        forced = -np.inf
        for j in np.flatnonzero(menu.open):
            if whole + float(values[c][0, j]) <= forced:
                continue  # not even if it cost nothing
            rest = _joined(
                before[c], after[c + 1], int(menu.staff[j]), int(menu.hours[j]), int(menu.money[j])
            )
            if rest + float(values[c][0, j]) > forced:
                forced, meant[c] = rest + float(values[c][0, j]), j
        found[c] = best - forced
    found = np.maximum(found, 0.0)
    if full:
        menus = worth.menus
        used = [(k, int(pick) - 1) for k, pick in enumerate(chosen) if pick]
        hours -= sum(int(menus[k].hours[i]) for k, i in used)
        money -= sum(int(menus[k].money[i]) for k, i in used)
        # What is left, and lost, where one of them goes.
        go = [(k, i) for k, i in used if not menus[k].required]
        places = (
            hours + np.array([menus[k].hours[i] for k, i in go], dtype=float),
            money + np.array([menus[k].money[i] for k, i in go], dtype=float),
            np.array([values[k][0, i] for k, i in go], dtype=float),
        )
        for out in map(int, np.flatnonzero(chosen == 0)):
            known = float(found[out]), int(meant[out])
            found[out], meant[out] = _in_the_place_of_another(
                menus[out], values[out][0], places, known
            )
    return found, meant


def _in_the_place_of_another(
    menu: Menu, value: Array, places: tuple[Array, Array, Array], known: tuple[float, int]
) -> tuple[float, int]:
    """Return the loss and the option if a channel takes the place that costs least to give up.

    No less than is `known`; that where it can take nobody's place.  `value` (array of shape (J,)):
    worth of the channel's options.  `places` (three arrays of shape (U,)): quarter hours, money
    steps and worth that each channel in use leaves.
    """
    hours, money, worth = places
    fits = menu.open & (menu.hours <= hours[:, None]) & (menu.money <= money[:, None])
    option = np.where(fits, value, -np.inf).argmax(axis=1)
    some = fits.any(axis=1)
    lost = (worth - value[option])[some]
    best = min(zip(lost.tolist(), option[some].tolist(), strict=True), default=known)
    return best if best[0] > known[0] else known


def _with(table: Array, menu: Menu, worth: Array) -> Array:
    """Return the table with one more channel that need not be used."""
    if not (worth[0][menu.open] > 0.0).any():
        return table
    return add_channels(table, [menu], [worth], traced=False).value


def _joined(left: Array, right: Array, staff: int, hours: int, money: int) -> float:
    """Return the best sum of two tables when the given cells of the budget are taken."""
    n_staff, n_hours, n_money = (
        size - cost for size, cost in zip(left.shape[1:], (staff, hours, money), strict=True)
    )
    if min(n_staff, n_hours, n_money) <= 0:
        return -np.inf
    a = left[0, :n_staff, :n_hours, :n_money]
    b = right[0, :n_staff, :n_hours, :n_money][::-1, ::-1, ::-1]
    return float((a + b).max())
