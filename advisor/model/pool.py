"""Where capacity binds: mixes found for one strategy or price, tried under every strategy.

The prices of a customer in ``choice`` leave gaps.  Here all mixes found anywhere on the grid, and
the same with one channel less, more or at another level, are judged by true utility for each
strategy; the best at each cost joins the surface, so that more still never hurts.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from advisor.model.cells import Cells, Config
from advisor.model.choice import Chooser
from advisor.model.surface import Surface, surface_of

Ints = NDArray[np.int64]


def _distinct(rows: NDArray[np.int8]) -> NDArray[np.int8]:
    """Return the distinct rows, found by a 64-bit key each (sorting whole rows is slow)."""
    factors = np.random.default_rng(0).integers(1, 2**62, rows.shape[1], dtype=np.int64) * 2 + 1
    keys = rows.astype(np.int64) @ factors  # wraps around, as a hash should
    first = np.sort(np.unique(keys, return_index=True)[1])
    return np.asarray(rows[first])


def capacity_binds(surface: Surface) -> bool:
    """Say whether a price of a customer was needed."""
    return any(cells.config.price > 0.0 for cells in surface.cells)


def mixes_of(surfaces: Sequence[Surface]) -> NDArray[np.int8]:
    """Return the distinct mixes that surfaces show, shape (N, C)."""
    rows = []
    for surface in surfaces:
        for k, cells in enumerate(surface.cells):
            shown = np.unique(surface.row[(surface.source == k) & np.isfinite(surface.utility)])
            rows.append(cells.chosen[shown].astype(np.int8))
    return _distinct(np.concatenate(rows))


def with_neighbours(chooser: Chooser, mixes: NDArray[np.int8]) -> NDArray[np.int8]:
    """Return mixes and what differs by one channel, left out, added or used otherwise, (N, C)."""
    found = [mixes]
    for c, menu in enumerate(chooser.menus):
        for j in (0, *(np.flatnonzero(menu.open) + 1)):
            other = mixes[mixes[:, c] != j].copy()
            other[:, c] = j
            found.append(other)
    return _distinct(np.concatenate(found))


def widened(chooser: Chooser, policy: int, surface: Surface, mixes: NDArray[np.int8]) -> Surface:
    """Return a strategy's surface with the best of `mixes` at each cost joined in.

    Parameters
    ----------
    chooser : Chooser
        That of the surface's grid.
    policy : int
        Index of the strategy.
    surface : Surface
        What is widened.
    mixes : array of shape (N, C)
        Option numbers per channel, 0 is "not used".

    Returns
    -------
    Surface
        Nowhere lower than before.
    """
    hired = chooser.hired_in(mixes)
    fixed = {cells.config.hired for cells in surface.cells}
    cells = list(surface.cells)
    for with_manager in sorted(fixed):
        rows = mixes[hired == with_manager]
        made = _judged(chooser, Config(policy, with_manager, ""), rows, surface)
        if made is not None:
            cells.append(made)
    return surface_of(cells)


def _judged(
    chooser: Chooser, config: Config, rows: NDArray[np.int8], surface: Surface
) -> Cells | None:
    """Return the best mix at each cost as cells of the grid, None where none fits."""
    hours, money, staff = (np.zeros(len(rows), dtype=np.int64) for _ in range(3))
    fits = np.ones(len(rows), dtype=bool)
    for c in range(len(chooser.ids)):
        menu = chooser.usable(c, config)
        pick = rows[:, c].astype(np.int64)
        fits &= np.concatenate(([not menu.required], menu.open))[pick]
        hours += np.concatenate(([0], menu.hours))[pick]
        money += np.concatenate(([0], menu.money))[pick]
        staff += np.concatenate(([0], menu.staff))[pick]
    lose_h, lose_m = chooser.hire_cells if config.hired else (0, 0)
    hours, money = hours + lose_h, money + lose_m
    fits &= (hours < chooser.n_hours) & (money < chooser.n_money) & (staff < chooser.n_staff)
    rows, hours, money = rows[fits], hours[fits], money[fits]
    if len(rows) == 0:
        return None
    value = chooser.true_utility(rows, config)
    cell = hours * chooser.n_money + money
    # The best row of each cell; ties go to the row that comes first.
    order = np.lexsort((np.arange(len(rows)), -value, cell))
    first = order[np.concatenate(([True], cell[order][1:] != cell[order][:-1]))]
    return Cells(
        config, cell[first], rows[first], value[first], np.full(surface.utility.shape, -np.inf)
    )
