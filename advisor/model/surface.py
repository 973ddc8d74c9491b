"""The best mixes of several cases, joined over every pair of budgets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from advisor.model.cells import Array, Cells, Config, Ints
from advisor.model.worth import Worth


@dataclass(frozen=True)
class Surface:
    """Best true utility for every pair of budgets up to each cell, and the mix behind it.

    ``utility`` (H, M); ``source`` (H, M) index into ``cells``; ``row`` (H, M) row within it.
    """

    cells: tuple[Cells, ...]
    utility: Array
    source: Ints
    row: Ints
    bound: Array

    def mix(self, hour: int, money: int) -> tuple[Config, Ints]:
        """Return the config and the chosen options (C,) at a grid point."""
        cells = self.cells[int(self.source[hour, money])]
        return cells.config, cells.chosen[int(self.row[hour, money])].astype(np.int64)


def bound_of(worth: Worth, config: Config, best: Array) -> Array:
    """Return what no mix of a config is worth more than, for every cell (Lagrange).

    A mix within its room pays its customers' price and gets that of the room back.  One beyond
    its room keeps the same share of all its customers: where they earn less than the price each,
    the price takes more than is lost, but there the room earns no more than its price either.

    Parameters
    ----------
    best : array of shape (H, M)
        Separable optimum at the config's price of a customer.
    """
    if not config.price:
        return best
    room = config.price * worth.free_capacity * worth.most_per_customer
    low = worth.most_without_customers(config.policy) + room
    return np.where(np.isfinite(best), np.maximum(best + room, low), best)


def surface_of(found: Sequence[Cells]) -> Surface:
    """Combine configs and carry the best of all smaller budgets, so that more never hurts."""
    shape = found[0].bound.shape
    utility = np.full(shape, -np.inf)
    source, row = np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=np.int64)
    bounds: dict[float, Array] = {}
    for k, cells in enumerate(found):
        new = np.flatnonzero(cells.utility > utility.ravel()[cells.at] + 1e-12)
        utility.ravel()[cells.at[new]] = cells.utility[new]
        source.ravel()[cells.at[new]] = k
        row.ravel()[cells.at[new]] = new
        # Any price of a customer gives a bound (Lagrange); the least of them is the best one.
        price = cells.config.price
        bounds[price] = np.maximum(bounds.get(price, np.full(shape, -np.inf)), cells.bound)
    bound = np.minimum.reduce(list(bounds.values()))
    cell = np.arange(utility.size).reshape(shape)
    for axis in (0, 1):
        utility, cell = _carried(utility, cell, axis)
    return Surface(tuple(found), utility, source.ravel()[cell], row.ravel()[cell], bound)


def _carried(utility: Array, cell: Ints, axis: int) -> tuple[Array, Ints]:
    """Return the best value so far along an axis and the cell it comes from."""
    best = np.maximum.accumulate(utility, axis=axis)
    at = np.arange(utility.shape[axis])
    step = np.where(utility < best - 1e-12, 0, at[:, None] if axis == 0 else at)
    last = np.maximum.accumulate(step, axis=axis)
    return np.take_along_axis(utility, last, axis=axis), np.take_along_axis(cell, last, axis=axis)
