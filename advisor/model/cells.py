"""What a solved grid of budgets holds: a config of the outer enumeration, meetings, mixes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from advisor.model.knapsack import Menu, Stage, read, trace

Array = NDArray[np.float64]
Ints = NDArray[np.int64]
Picks = NDArray[np.int8] | NDArray[np.int64]


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

    def mixes(self, at: Ints) -> NDArray[np.int8]:
        """Return the mixes of cells (N,), shape (N, C): 0 not used, j + 1 option j."""
        n_money = self.best.shape[1]
        lose_h, lose_m, last_staff = self.lost
        staff = np.full(at.shape, last_staff)
        none = np.zeros_like(staff)
        chosen = np.zeros(
            (len(at), len(self.meeting) + len(self.fed) + len(self.free)), dtype=np.int8
        )
        cell = (staff, at // n_money - lose_h, at % n_money - lose_m)
        picks, _, *left = trace(self.final, [m for _, m in self.free], none, *cell)
        chosen[:, [c for c, _ in self.free]] = picks
        bucket = read(self.by_bucket.value.argmax(axis=0)[None], none, *left)
        picks, bucket, *left = trace(self.by_bucket, [m for _, m in self.fed], bucket, *left)
        chosen[:, [c for c, _ in self.fed]] = picks
        exact = read(self.met.came_from, bucket, *left).astype(np.int64)
        crowd_bin = read(self.met.which, exact, *left)
        channels = np.array([c for c, _ in self.meeting], dtype=np.int64)
        menus = [m for _, m in self.meeting]
        for k, stage in enumerate(self.met.stages):
            here = np.flatnonzero(crowd_bin == k)
            if len(here) == 0:
                continue
            left_s, left_h, left_m = (x[here] for x in left)
            left_h = np.minimum(left_h, self.met.widths[k] - 1)
            picks, *_ = trace(stage, menus, exact[here], left_s, left_h, left_m)
            chosen[np.ix_(here, channels)] = picks
        return chosen
