"""Every pair of budgets at once, against one run of an integer-program solver (HiGHS) per pair.

Both are given the same problem: channels with a menu of options, one choice per channel, two
budgets, fixed values.  Their best values are compared too, and a difference stops the benchmark.
Options that are closed, worth nothing or beyond the grid are left out for both before the clock
runs: the product's knapsack would skip them, so that a ratio with them would measure the
skipping.  Two problems: the dense one (25 channels of 40 options, nothing to skip) and a
business's own, which is small because few options are worth their cost.

The product's whole surface knows crowding, people met and hiring as well, which the solver is
spared; it is set beside the solver's time for the business's simpler problem.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy.optimize import LinearConstraint, milp
from scipy.sparse import csr_matrix

from advisor.model.budgets import Grid
from advisor.model.cells import Config
from advisor.model.engine import Engine
from advisor.model.knapsack import Menu, add_channels
from benchmarks.timing import milliseconds

HOURS, MONEY = 81, 201  # grid of quarter hours and money steps, the empty budget included
FARTHEST = 2  # the strategy that has the most channels open
SAMPLE = [(h, m) for h in (8, 20, 40, 80) for m in (10, 40, 100, 200)]


@dataclass(frozen=True)
class Compared:
    """Options that count in a problem, and milliseconds: all budgets by us, one by HiGHS."""

    options: int
    table: float
    solver_point: float

    @property
    def ratio(self) -> float:
        """HiGHS per pair of budgets over the table per pair of budgets."""
        return self.solver_point / (self.table / (HOURS * MONEY))


class Problem:
    """Channels with fixed values: the problem that both can solve.

    ``menus`` one per channel; ``values`` of shape (1, J) each; ``n_staff`` steps of staff hours.
    """

    def __init__(self, menus: Sequence[Menu], values: Sequence[np.ndarray], n_staff: int) -> None:
        self.menus, self.values, self.n_staff = [], [], n_staff
        for menu, value in zip(menus, values, strict=True):
            if menu.required:
                raise ValueError("a channel that must be used is no part of this comparison")
            counts = menu.open & (value[0] > 0.0) & (menu.staff < n_staff)
            counts &= (menu.hours < HOURS) & (menu.money < MONEY)
            if counts.any():
                kept = (x[counts] for x in (menu.hours, menu.money, menu.staff, menu.met))
                self.menus.append(Menu(*kept, required=False, open=menu.open[counts]))
                self.values.append(value[:, counts])

    def table(self) -> np.ndarray:
        """Return the best value for every pair of budgets by the product's own knapsack (H, M)."""
        start = np.zeros((1, self.n_staff, HOURS, MONEY))
        return np.asarray(add_channels(start, self.menus, self.values).value[0, -1])

    @cached_property
    def _program(self) -> tuple[np.ndarray, np.ndarray, csr_matrix]:
        """Values of all options (N,), their three costs (3, N), their channels (C, N)."""
        owners = np.repeat(np.arange(len(self.menus)), [len(m.hours) for m in self.menus])
        costs = [
            np.concatenate([getattr(m, what) for m in self.menus])
            for what in ("hours", "money", "staff")
        ]
        one_each = owners[None, :] == np.arange(len(self.menus))[:, None]
        values = np.concatenate([v[0] for v in self.values])
        return values, np.array(costs, dtype=float), csr_matrix(one_each.astype(float))

    def solved(self, hours: int, money: int) -> float:
        """Return the best value for one pair of budgets by HiGHS."""
        values, costs, one_each = self._program
        found = milp(
            -values,
            integrality=np.ones(len(values)),
            bounds=(0, 1),
            constraints=[
                LinearConstraint(one_each, -np.inf, 1),
                LinearConstraint(costs, -np.inf, [hours, money, self.n_staff - 1]),
            ],
            options={"mip_rel_gap": 1e-9},
        )
        if not found.success:
            raise RuntimeError(f"HiGHS found nothing for {hours} x {money}: {found.message}")
        return -float(found.fun)

    def compare(self) -> Compared:
        """Measure both over the sampled budgets.

        Raises
        ------
        RuntimeError
            If their best values differ.
        """
        table = self.table()
        for hours, money in SAMPLE:
            ours, theirs = float(table[hours, money]), self.solved(hours, money)
            if not math.isclose(ours, theirs, rel_tol=1e-6, abs_tol=1e-6):
                raise RuntimeError(f"{hours} x {money}: the table says {ours}, HiGHS {theirs}")
        return Compared(
            options=sum(len(m.hours) for m in self.menus),
            table=milliseconds(self.table, 9),
            solver_point=milliseconds(lambda: [self.solved(h, m) for h, m in SAMPLE], 3)
            / len(SAMPLE),
        )


def dense_problem() -> Problem:
    """Return 25 channels of 40 options with drawn costs and values, all of them worth a look."""
    random = np.random.default_rng(0)
    menus, values = [], []
    nothing = np.zeros(40, dtype=np.int64)
    for _ in range(25):
        hours, money = random.integers(0, 60, 40), random.integers(0, 120, 40)
        menus.append(Menu(hours, money, nothing, nothing, False, np.ones(40, dtype=bool)))
        worth = np.sqrt(1 + hours + 0.4 * money) * random.gamma(2, 1, 40)
        values.append(worth[None, :])
    return Problem(menus, values, 1)


def own_problem(engine: Engine) -> Problem:
    """Return a business's channels with the values they have when nobody was met yet."""
    judging = engine.judging
    config = Config(FARTHEST, False, "" if engine.worth.has_presence else None)
    channels = range(len(judging.ids))
    return Problem(
        [judging.usable(c, config) for c in channels],
        [engine.worth.value(c, FARTHEST)[:1] for c in channels],
        judging.n_staff,
    )


def whole_surface_milliseconds(engine: Engine) -> float:
    """Return the time of the product's own surface of one strategy, over the same grid."""
    return milliseconds(lambda: Grid(engine.judging, FARTHEST, HOURS - 1, MONEY - 1, {}))
