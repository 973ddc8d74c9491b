"""What a solved grid of budgets holds: a config of the outer enumeration, meetings, mixes."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from advisor.model.curves import Array, Ints
from advisor.model.knapsack import Cell, Menu, Stage, read, walk

Picks = NDArray[np.int8] | Ints


@dataclass(frozen=True)
class Config:
    """One case of the outer enumeration: strategy, manager, presence, price of a customer."""

    policy: int
    hired: bool
    presence: str | None  # channel that must be in, "" when pages exist, None when they do not
    price: float = 0.0  # of a customer, as a share of the profit of the dearest one
    managed: str = ""  # channel that a manager must run (only where the owner asked for one)


def steps_up(best: Array) -> Ints:
    """Return the cells (hours major) worth more than with one cell less of either budget."""
    before = np.full(best.shape, -np.inf)
    before[1:] = best[:-1]
    before[:, 1:] = np.maximum(before[:, 1:], best[:, :-1])
    return np.flatnonzero(best > before + 1e-12)


@dataclass(frozen=True)
class Meetings:
    """Face to face solved: a stage per bin of crowding with the hours it may take (cells).

    ``start`` (B, S, H, M) best value with at least that bucket of people met, ``came_from`` the
    bucket itself, ``which`` the bin of crowding by bucket.
    """

    stages: tuple[Stage, ...]
    widths: tuple[int, ...]
    start: Array
    came_from: NDArray[np.int8]
    which: NDArray[np.int8]


@dataclass(frozen=True)
class Solution:
    """One config solved for all budgets, its mixes read when asked for.

    ``best`` (H, M) separable optimum; ``lost`` cells of hours and money that a hire takes, and the
    last staff step; ``meeting``, ``fed`` and ``free`` channels (index, menu) at which people are
    met, that people met do something for, and the rest.
    """

    config: Config
    best: Array
    lost: tuple[int, int, int]
    meeting: tuple[tuple[int, Menu], ...]
    fed: tuple[tuple[int, Menu], ...]
    free: tuple[tuple[int, Menu], ...]
    met: Meetings
    by_bucket: Stage
    final: Stage

    @cached_property
    def at(self) -> Ints:
        """Cells (hours major) where more budget changes the best mix."""
        return steps_up(self.best)

    @cached_property
    def _read(self) -> dict[int, Ints]:
        """Mixes by cell, as far as they were read."""
        return {}

    def mix(self, at: int) -> Ints:
        """Return the mix of a cell (hours major), shape (C,): 0 not used, j + 1 option j."""
        if at not in self._read:
            self._read[at] = self._mix(at)
        return self._read[at]

    def _mix(self, at: int) -> Ints:
        chosen = np.zeros(len(self.meeting) + len(self.fed) + len(self.free), dtype=np.int64)
        hours, money = divmod(at, self.best.shape[1])
        lose_h, lose_m, last_staff = self.lost

        def walked(stage: Stage, channels: Sequence[tuple[int, Menu]], cell: Cell) -> Cell:
            picks, left = walk(stage, [menu for _, menu in channels], cell)
            for (c, _), pick in zip(channels, picks, strict=True):
                chosen[c] = pick
            return left

        cell = walked(self.final, self.free, (0, last_staff, hours - lose_h, money - lose_m))
        best = [
            read(self.by_bucket.value, (b, *cell[1:])) for b in range(len(self.by_bucket.value))
        ]
        cell = walked(self.by_bucket, self.fed, (int(np.argmax(best)), *cell[1:]))
        exact = int(read(self.met.came_from, cell))
        k = int(read(self.met.which, (exact, *cell[1:])))
        _, staff, hours, money = cell
        walked(
            self.met.stages[k],
            self.meeting,
            (exact, staff, min(hours, self.met.widths[k] - 1), money),
        )
        return chosen
