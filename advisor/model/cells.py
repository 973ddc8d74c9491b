"""What a solved grid of budgets holds: a config of the outer enumeration, meetings, mixes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from advisor.model.knapsack import Stage

Array = NDArray[np.float64]
Ints = NDArray[np.int64]
Picks = NDArray[np.int8] | NDArray[np.int64]


@dataclass(frozen=True)
class Config:
    """One case of the outer enumeration: strategy, manager, presence, price of a customer."""

    policy: int
    hired: bool
    presence: str | None  # channel that must be in, "" when pages exist, None when they do not
    kept: float = 1.0
    managed: str = ""  # channel that a manager must run (only where the owner asked for one)


def steps_up(best: Array) -> Ints:
    """Return the cells (hours major) worth more than with one cell less of either budget."""
    before = np.full(best.shape, -np.inf)
    before[1:] = best[:-1]
    before[:, 1:] = np.maximum(before[:, 1:], best[:, :-1])
    return np.flatnonzero(best > before + 1e-12)


@dataclass(frozen=True)
class Cells:
    """Mixes found on a budget grid under one config, where more budget changes the best.

    ``at`` (N,): cells of the grid, hours major; ``chosen`` (N, C): 0 not used, j + 1 option j;
    ``utility`` (N,) true utility; ``bound`` (H, M) of every cell, -inf where nothing fits.
    """

    config: Config
    at: Ints
    chosen: Picks
    utility: Array
    bound: Array


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
