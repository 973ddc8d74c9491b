"""The best mixes of several cases, joined over every pair of budgets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from advisor.model.cells import Array, Cells, Config, Ints


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
        kept = cells.config.kept
        bounds[kept] = np.maximum(bounds.get(kept, np.full(shape, -np.inf)), cells.bound)
    bound = np.minimum.reduce(list(bounds.values()))
    for axis in (0, 1):
        length = shape[axis]
        for i in range(1, length):
            h: tuple[slice | int, ...] = (i, slice(None)) if axis == 0 else (slice(None), i)
            b: tuple[slice | int, ...] = (i - 1, slice(None)) if axis == 0 else (slice(None), i - 1)
            better = utility[b] > utility[h] + 1e-12
            utility[h] = np.where(better, utility[b], utility[h])
            source[h] = np.where(better, source[b], source[h])
            row[h] = np.where(better, row[b], row[h])
    return Surface(tuple(found), utility, source, row, bound)
