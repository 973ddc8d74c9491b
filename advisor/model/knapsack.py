"""Exact choice of one level per channel under hours and money, for every budget at once.

A multiple-choice knapsack by dynamic programming over the grid.  ``value[..., s, h, m]`` is the
best sum of option values using at most ``s`` staff steps, ``h`` quarter hours and ``m`` money
steps.  A table ends where nothing more can be spent and is read there beyond (``spread``).  Ties
go to the option met first: callers pass channels in an order that depends on no table's rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from advisor.model.curves import Array, Flags, Ints

Cell = tuple[int, int, int, int]  # bucket of people met, steps of staff, hours and money
_EPS = 1e-12
_SMALL_TABLE = 2_000  # cells up to which no option is worth a closer look


@dataclass(frozen=True)
class Menu:
    """One channel's options as whole costs.

    ``hours``, ``money``, ``staff``, ``met`` of shape (J,): quarter hours, money steps, staff
    steps, units of people met.  ``required``: not using the channel is not allowed.
    ``open`` of shape (J,): options that may be used.
    """

    hours: Ints
    money: Ints
    staff: Ints
    met: Ints
    required: bool
    open: Flags


@dataclass(frozen=True)
class Stage:
    """Value table after a run of channels, with the choices that led there.

    ``value`` (..., S, H, M); ``choice[c]`` int8 of its size when channel c was added: 0 not used,
    j + 1 option j; ``origin[c]`` the bucket of people met before (only where met is counted).
    Both are empty where the choices were not ``traced``.
    """

    value: Array
    choice: tuple[NDArray[np.int8], ...]
    origin: tuple[NDArray[np.int8], ...]

    def of(self, k: int) -> Stage:
        """Return one of several that were solved at once."""
        return Stage(
            self.value[k], *(tuple(one[k] for one in x) for x in (self.choice, self.origin))
        )


def _affordable(
    menu: Menu, useful: Ints, size: Sequence[int]
) -> Iterator[tuple[int, tuple[slice, ...], tuple[slice, ...]]]:
    """Yield the options that a table (S, H, M) can pay, with where to and where from it is read."""
    for j in useful:
        costs = int(menu.staff[j]), int(menu.hours[j]), int(menu.money[j])
        if all(cost < length for cost, length in zip(costs, size, strict=True)):
            to = tuple(slice(cost, None) for cost in costs)
            yield j, to, tuple(slice(n - cost) for cost, n in zip(costs, size, strict=True))


def spread(table: Array, shape: Sequence[int]) -> Array:
    """Return a table carried on to larger budgets, where nothing more can be spent.

    `table` (array of shape (..., S, H, M)): best values for budgets up to its own size.
    """
    staff, hours, money = table.shape[-3:]
    wider = tuple(max(size, most) for size, most in zip(table.shape[-3:], shape, strict=True))
    if wider == table.shape[-3:]:
        return table
    found = np.empty((*table.shape[:-3], *wider))
    found[..., :staff, :hours, :money] = table
    found[..., :staff, :hours, money:] = table[..., -1:]
    found[..., :staff, hours:, :] = found[..., :staff, hours - 1 : hours, :]
    found[..., staff:, :, :] = found[..., staff - 1 : staff, :, :]
    return found


def _grown(now: Sequence[int], menu: Menu, use: Ints, most: Sequence[int]) -> tuple[int, ...]:
    """Return the size of table that holds all a channel's options can add, at most `most`."""
    costs = (menu.staff, menu.hours, menu.money)
    return tuple(
        min(limit, size + int(cost[use].max(initial=0)))
        for size, cost, limit in zip(now, costs, most, strict=True)
    )


def _useful(menu: Menu, worth: Array, cells: int) -> Ints:
    """Return the options that can be part of a best mix.

    Left out is what is worth nothing anywhere, and on tables of many cells what costs no less in
    anything than another option that is worth as much or more everywhere.
    """
    use = np.flatnonzero(menu.open & (menu.required | (worth.max(axis=0) > 0.0)))
    if len(use) < 2:
        return use
    cost = np.stack((menu.hours[use], menu.money[use], menu.staff[use]))
    if cells <= _SMALL_TABLE:
        # Looking for them would cost more than it saves; of two worth the same the cheaper stays.
        return np.asarray(use[np.lexsort(cost[::-1])])
    no_dearer = (cost[:, :, None] <= cost[:, None, :]).all(axis=0)
    as_good = (worth[:, use, None] >= worth[:, None, use]).all(axis=0)
    beats = no_dearer & as_good
    # Of two that are alike in all, the first stays.
    beaten = (beats & ~(beats.T & np.tri(len(use), dtype=bool))).any(axis=0)
    return use[~beaten]


def add_channels(
    start: Array,
    menus: Sequence[Menu],
    values: Sequence[Array],
    shape: Sequence[int] | None = None,
    *,
    traced: bool = True,
) -> Stage:
    """Add channels one by one to the table `start`.

    Parameters
    ----------
    start : array of shape (B, S, H, M)
        Best value so far per bucket; -inf where impossible.
    menus : sequence of Menu
        Channels in the order in which they are added.
    values : sequence of arrays of shape (B, J)
        Value of each option per bucket.
    shape : (S, H, M), optional
        Budgets the table may grow to as channels are added that can spend more; default: the
        size of `start`, which must hold all that was spent before.
    traced : bool, default True
        Keep the choices; values alone take half the time.

    Returns
    -------
    Stage
        ``value`` of shape (B, S', H', M'), see ``spread``.
    """
    value = start
    choices: list[NDArray[np.int8]] = []
    most = start.shape[1:] if shape is None else tuple(shape)
    cells = len(start) * int(np.prod(most))
    for menu, worth in zip(menus, values, strict=True):
        useful = _useful(menu, worth, cells)
        if not menu.required and not len(useful):
            choices.append(np.zeros((1, 1, 1, 1), dtype=np.int8))
            continue
        value = spread(value, _grown(value.shape[1:], menu, useful, most))
        best = np.full_like(value, -np.inf) if menu.required else value.copy()
        chosen = np.zeros(value.shape if traced else 0, dtype=np.int8)
        for j, to, source in _affordable(menu, useful, value.shape[1:]):
            candidate = value[:, *source] + worth[:, j, None, None, None]
            target = best[:, *to]
            if not traced:
                np.maximum(target, candidate, out=target)
                continue
            better = candidate > target + _EPS
            np.copyto(target, candidate, where=better)
            np.copyto(chosen[:, *to], np.int8(j + 1), where=better)
        value = best
        choices.append(chosen)
    return Stage(value, tuple(choices) if traced else (), ())


def add_meeting_channels(
    shape: tuple[int, int, int],
    n_met: int,
    menus: Sequence[Menu],
    values: Sequence[Array],
    *,
    gain: float = np.inf,
    start: tuple[int, int, int] | None = None,
    traced: bool = True,
) -> Stage:
    """Solve channels at which people are met, counting the units of people met, in K bins at once.

    Parameters
    ----------
    n_met : int
        Buckets 0 .. n_met - 1; the last one stands for "that many or more".
    menus : sequence of Menu
        As in ``add_channels``.
    values : sequence of array
        Value of each option per bin of crowding, each of shape (K, J).
    gain : float
        The most that people met can be worth elsewhere, in all: an option that costs more than
        that is left out.
    start : (S, H, M), optional
        Size of the table before the first channel; default: `shape`.
    traced : bool, default True
        As in ``add_channels``.

    Returns
    -------
    Stage
        ``value`` of shape (K, n_met, S', H', M'), see ``spread``: exactly that bucket reached
        (-inf if impossible).
    """
    value = np.full((len(values[0]) if values else 1, n_met, *(start or shape)), -np.inf)
    value[:, 0] = 0.0
    choices, origins = [], []
    every = np.arange(n_met, dtype=np.int8)[:, None, None, None]
    every = np.broadcast_to(every, (len(value), *every.shape))
    for menu, worth in zip(menus, values, strict=True):
        feeds = (menu.met > 0) & (worth + gain > 0.0)
        counts = menu.open & (menu.required | (worth > 0.0) | feeds)
        worth = np.where(counts, worth, -np.inf)
        useful = np.flatnonzero(counts.any(axis=0))
        if not menu.required and not len(useful):
            choices.append(np.zeros(every.shape, dtype=np.int8))
            origins.append(every)
            continue
        value = spread(value, _grown(value.shape[2:], menu, useful, shape))
        best = np.full_like(value, -np.inf) if menu.required else value.copy()
        chosen = np.zeros(value.shape if traced else 0, dtype=np.int8)
        # Where nobody is met the bucket stays what it was.
        meets = traced and bool(menu.met[useful].any())
        origin = np.broadcast_to(every, value.shape).copy() if meets else every
        for j, to, source in _affordable(menu, useful, value.shape[2:]):
            for before, after in _moves(int(menu.met[j]), n_met):
                candidate = value[:, before, *source] + worth[:, j, None, None, None, None]
                target = best[:, after, *to]
                if not traced:
                    np.maximum(target, candidate, out=target)
                    continue
                better = candidate > target + _EPS
                np.copyto(target, candidate, where=better)
                np.copyto(chosen[:, after, *to], np.int8(j + 1), where=better)
                if meets:
                    np.copyto(origin[:, after, *to], every[:, before], where=better)
        value = best
        choices.append(chosen)
        origins.append(origin)
    return Stage(value, *(tuple(choices), tuple(origins)) if traced else ((), ()))


def _moves(met: int, n_met: int) -> list[tuple[slice, slice]]:
    """Return from which buckets to which an option leads that meets `met` units of people."""
    first = max(n_met - met, 0)  # from here on the last bucket is reached
    moves = [(slice(0, first), slice(n_met - first, n_met))] if first else []
    last = slice(n_met - 1, n_met)
    return moves + [(slice(b, b + 1), last) for b in range(first, n_met)]


def read(table: NDArray[Any], cell: Cell) -> Any:
    """Return one cell of a table that may end at smaller budgets than asked."""
    if table.size == 1:  # of a channel that never counts
        return table.item()
    bucket, staff, hours, money = cell
    b, s, h, m = table.shape
    return table[min(bucket, b - 1), min(staff, s - 1), min(hours, h - 1), min(money, m - 1)]


def walk(stage: Stage, menus: Sequence[Menu], cell: Cell) -> tuple[list[int], Cell]:
    """Walk the choices back from one cell: as ``trace``, quicker for few cells.

    Parameters
    ----------
    cell : four int
        Bucket, staff, hours and money of ``stage.value``.

    Returns
    -------
    chosen : list of int, one a channel
        0 not used, j + 1 option j.
    cell : four int
        The cell left over before the first channel.
    """
    chosen = [0] * len(menus)
    for c in range(len(menus) - 1, -1, -1):
        pick, menu = int(read(stage.choice[c], cell)), menus[c]
        if pick:
            bucket, staff, hours, money = cell
            cell = (
                int(read(stage.origin[c], cell)) if stage.origin else bucket,
                staff - int(menu.staff[pick - 1]),
                hours - int(menu.hours[pick - 1]),
                money - int(menu.money[pick - 1]),
            )
            chosen[c] = pick
    return chosen, cell


def _read_all(
    table: NDArray[Any], bucket: Ints, staff: Ints, hours: Ints, money: Ints
) -> NDArray[Any]:
    """Return cells (N,) of a table that may end at smaller budgets than asked."""
    at = np.ravel_multi_index((bucket, staff, hours, money), table.shape, mode="clip")
    return np.asarray(table.ravel()[at])


def trace(
    stage: Stage, menus: Sequence[Menu], bucket: Ints, staff: Ints, hours: Ints, money: Ints
) -> tuple[Ints, Ints, Ints, Ints, Ints]:
    """Walk the choices back from many cells at once.

    Parameters
    ----------
    bucket, staff, hours, money : arrays of shape (N,)
        Cells of ``stage.value``.

    Returns
    -------
    chosen : array of shape (N, C)
        0 not used, j + 1 option j.
    bucket, staff, hours, money : arrays of shape (N,)
        The cells left over before the first channel.
    """
    chosen = np.zeros((len(hours), len(menus)), dtype=np.int64)
    bucket, staff = bucket.copy(), staff.copy()
    hours, money = hours.copy(), money.copy()
    for c in range(len(menus) - 1, -1, -1):
        menu = menus[c]
        if stage.choice[c].shape[1:] == (1, 1, 1) and not stage.choice[c].any():
            continue
        cell = (bucket, staff, hours, money)
        chosen[:, c] = pick = _read_all(stage.choice[c], *cell).astype(np.int64)
        if not pick.any():
            continue
        if stage.origin:
            bucket = _read_all(stage.origin[c], *cell).astype(np.int64)
        cost_staff = np.concatenate(([0], menu.staff))[pick]
        cost_hours = np.concatenate(([0], menu.hours))[pick]
        cost_money = np.concatenate(([0], menu.money))[pick]
        staff, hours, money = staff - cost_staff, hours - cost_hours, money - cost_money
    return chosen, bucket, staff, hours, money
