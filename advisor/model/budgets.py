"""The exact best mixes of one strategy for every pair of budgets, read one at a time.

Room, how many channels are kept going at once and bets are not in these tables: their value is a
bound that no mix can beat, their mixes are where the search (``search``) begins.  The grid is fine
(quarter hours, single money steps) up to ``FINE_HOURS`` x ``FINE_MONEY`` cells; for larger budgets
cells grow, costs rounded up, and nothing is claimed to be exact.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from advisor.model.cells import Cells, Config, Meetings, Solution
from advisor.model.choice import Chooser
from advisor.model.surface import Surface, surface_of
from advisor.model.worth import Worth

Ints = NDArray[np.int64]

FINE_HOURS = 120
FINE_MONEY = 400


class Grid:
    """The separable optimum of one strategy on a grid of budgets.

    Parameters
    ----------
    hours, money : int
        Largest budgets in quarter hours and money steps.
    met_before : dict
        As in ``Chooser``; shared by strategies that are solved one after the other.
    prices : sequence of float, default none
        Prices of a customer to solve as well: where room is short each gives a bound.
    """

    def __init__(
        self,
        worth: Worth,
        policy: int,
        hours: int,
        money: int,
        met_before: dict[tuple[object, ...], Meetings],
        prices: Sequence[float] = (),
    ) -> None:
        top_hours = sum(int(m.hours.max(initial=0)) for m in worth.menus) + worth.hire_cost[0]
        top_money = sum(int(m.money.max(initial=0)) for m in worth.menus) + worth.hire_cost[1]
        self._top = min(hours, top_hours), min(money, top_money)
        self.cells = -(-self._top[0] // FINE_HOURS) or 1, -(-self._top[1] // FINE_MONEY) or 1
        chooser = Chooser(
            worth,
            self._top[0] // self.cells[0] + 1,
            self._top[1] // self.cells[1] + 1,
            hour_cell=self.cells[0],
            money_cell=self.cells[1],
            met_before=met_before,
        )
        plain = chooser.configs(policy)
        # A manager who is wanted is in wherever one can be paid.
        wanted = chooser.hired_configs(policy) if worth.case.manager == "yes" else []
        self._cases = [_solved(chooser, one, prices) for one in (wanted, plain) if one]

    @property
    def exact(self) -> bool:
        """Say whether the cells are single steps, so that the bounds hold."""
        return self.cells == (1, 1)

    def _cell(self, hours: int, money: int) -> tuple[int, int]:
        h, m = min(hours, self._top[0]), min(money, self._top[1])
        return h // self.cells[0], m // self.cells[1]

    def bound(self, hours: int, money: int) -> float:
        """Return what no mix within the budgets is worth more than; -inf where nothing fits."""
        cell = self._cell(hours, money)
        return self._case(cell).bound(cell)

    def mix(self, hours: int, money: int) -> Ints | None:
        """Return the best mix (C,) by separable worth, None where the locks leave none."""
        cell = self._cell(hours, money)
        solutions, surface = self._case(cell).solutions, self._case(cell).surface
        if not np.isfinite(surface.utility[cell]):
            return None
        solution = solutions[int(surface.source[cell])]
        row = int(surface.row[cell])
        return np.asarray(solution.mixes(solution.at[row : row + 1])[0].astype(np.int64))

    def starts(self, hours: int, money: int) -> list[Ints]:
        """Return good mixes (C,) to search from: with a manager, and without."""
        cell = self._cell(hours, money)
        best: dict[bool, Solution] = {}
        for one in self._case(cell).solutions:
            if not np.isfinite(one.best[cell]):
                continue
            known = best.get(one.config.hired)
            if known is None or one.best[cell] > known.best[cell]:
                best[one.config.hired] = one
        return [
            one.mixes(np.array([cell[0] * one.best.shape[1] + cell[1]]))[0].astype(np.int64)
            for one in best.values()
        ]

    def _case(self, cell: tuple[int, int]) -> _Solved:
        """Return what is solved with the manager who is wanted, or without where none is paid."""
        return next(
            (c for c in self._cases if np.isfinite(c.surface.utility[cell])), self._cases[-1]
        )


@dataclass(frozen=True)
class _Solved:
    """Configs solved together: at no price of a customer, and the bounds at others."""

    solutions: Sequence[Solution]
    surface: Surface
    bounds: Sequence[NDArray[np.float64]]

    def bound(self, cell: tuple[int, int]) -> float:
        """Return what no mix within a cell's budgets is worth more than."""
        return float(min(b[cell] for b in (self.surface.bound, *self.bounds)))


def _solved(chooser: Chooser, configs: Sequence[Config], prices: Sequence[float]) -> _Solved:
    """Solve configs at no price of a customer and at some; the best of them bounds at each."""

    def worked(price: float) -> list[Solution]:
        return [
            chooser.worked(Config(c.policy, c.hired, c.presence, price, c.managed)) for c in configs
        ]

    unread = np.zeros((0, len(chooser.ids)), dtype=np.int8)
    plain = worked(0.0)
    surface = surface_of(
        [Cells(one.config, one.at, unread, one.best.ravel()[one.at], one.best) for one in plain]
    )
    bounds = [
        np.maximum.reduce([chooser.bound_of(one.config, one.best) for one in worked(price)])
        for price in prices
    ]
    return _Solved(plain, surface, bounds)


def looked_at(most: int, least: int) -> list[int]:
    """Return budgets from 0 to `most` to look at in turn, the gaps growing with the budget.

    Parameters
    ----------
    most : int
        The last one, in grid steps.
    least : int
        The first gap; later gaps are at least a fiftieth of the budget.

    Examples
    --------
    >>> looked_at(10, 4), len(looked_at(2_000_000, 4)) < 700
    ([0, 4, 8, 10], True)
    """
    found = [0]
    while found[-1] < most:
        found.append(min(most, found[-1] + max(least, found[-1] // 50)))
    return found
