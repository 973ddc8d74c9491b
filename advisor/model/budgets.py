"""Every pair of budgets of one strategy, fine where budgets are small, coarser where large.

The grid is fine (quarter hours, single money steps) up to ``FINE_HOURS`` x ``FINE_MONEY`` cells;
each further tier doubles a cell of hours or takes four of money.  A larger budget always
includes the tiers of every smaller one, so that more never hurts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from advisor.model.cells import Cells, Config, Meetings
from advisor.model.choice import Chooser
from advisor.model.pool import capacity_binds, mixes_of, widened, with_neighbours
from advisor.model.surface import Surface, surface_of
from advisor.model.worth import Worth

Ints = NDArray[np.int64]

FINE_HOURS = 120
FINE_MONEY = 400
_ROUNDS = 2


@dataclass(frozen=True)
class Point:
    """The best mix found for a pair of budgets under one strategy."""

    utility: float
    bound: float
    config: Config
    chosen: Ints


class Budgets:
    """The best mixes of one strategy for all budgets up to a largest one.

    Parameters
    ----------
    worth : Worth
        Expected quantities and costs of the case.
    policy : int
        Index of the strategy.
    hours, money : int
        Largest budgets in quarter hours and money steps.
    met_before : dict, optional
        As in ``Chooser``; shared by strategies that are solved one after the other.
    """

    def __init__(
        self,
        worth: Worth,
        policy: int,
        hours: int,
        money: int,
        met_before: dict[tuple[object, ...], Meetings] | None = None,
    ) -> None:
        self.worth, self.policy = worth, policy
        top_hours = sum(int(m.hours.max(initial=0)) for m in worth.menus) + worth.hire_cost[0]
        top_money = sum(int(m.money.max(initial=0)) for m in worth.menus) + worth.hire_cost[1]
        self.hours, self.money = min(hours, top_hours), min(money, top_money)
        self.tiers: list[tuple[int, int, Surface]] = []
        self.hired: list[tuple[int, int, Surface]] = []
        self.choosers: list[Chooser] = []
        for hour_cell in _cells(self.hours, FINE_HOURS, 2):
            for money_cell in _cells(self.money, FINE_MONEY, 4):
                n_hours = min(self.hours // hour_cell, FINE_HOURS) + 1
                n_money = min(self.money // money_cell, FINE_MONEY) + 1
                chooser = Chooser(
                    worth,
                    n_hours,
                    n_money,
                    hour_cell=hour_cell,
                    money_cell=money_cell,
                    met_before=met_before,
                )
                self.choosers.append(chooser)
                self.tiers.append((hour_cell, money_cell, surface_of(chooser.solve_policy(policy))))
                if worth.case.manager == "yes":
                    cells = chooser.solve_policy(policy, hired_only=True)
                    if cells:
                        self.hired.append((hour_cell, money_cell, surface_of(cells)))

    @property
    def full(self) -> bool:
        """Say whether capacity binds somewhere."""
        return any(capacity_binds(surface) for _, _, surface in self.tiers)

    def at(self, hours: int, money: int) -> Point | None:
        """Return the best mix within the budgets (quarter hours, money steps), None if none.

        An owner who asked for a manager gets one where the money allows, whatever it is worth.
        Only tiers that a smaller largest budget would have had as well are read, so that the
        answer at a point does not depend on how far the grid was carried.
        """
        asked = self._best(self.hired, hours, money) if self.hired else None
        return asked if asked is not None else self._best(self.tiers, hours, money)

    def _best(
        self, tiers: Sequence[tuple[int, int, Surface]], hours: int, money: int
    ) -> Point | None:
        """Return the best of some tiers at a pair of budgets."""
        hours, money = min(hours, self.hours), min(money, self.money)
        best: Point | None = None
        bound = -np.inf
        allowed_h, allowed_m = _cells(hours, FINE_HOURS, 2), _cells(money, FINE_MONEY, 4)
        for hour_cell, money_cell, surface in tiers:
            if hour_cell not in allowed_h or money_cell not in allowed_m:
                continue
            h = min(hours // hour_cell, surface.utility.shape[0] - 1)
            m = min(money // money_cell, surface.utility.shape[1] - 1)
            bound = max(bound, float(surface.bound[h, m]))
            value = float(surface.utility[h, m])
            if np.isfinite(value) and (best is None or value > best.utility + 1e-12):
                config, chosen = surface.mix(h, m)
                best = Point(value, bound, config, chosen)
        if best is None:
            return None
        return Point(best.utility, max(bound, best.utility), best.config, best.chosen)


class Peek:
    """The best mixes of one strategy on the fine grid, read one at a time.

    Where capacity leaves room for all that the best mix brings, that mix needs no comparison with
    those of smaller budgets; elsewhere ``Budgets`` must be asked.

    Parameters
    ----------
    worth : Worth
        Expected quantities and costs of the case.
    policy : int
        Index of the strategy.
    hours, money : int
        Largest budgets in quarter hours and money steps, within ``FINE_HOURS`` x ``FINE_MONEY``.
    met_before : dict
        As in ``Chooser``.
    """

    def __init__(
        self,
        worth: Worth,
        policy: int,
        hours: int,
        money: int,
        met_before: dict[tuple[object, ...], Meetings],
    ) -> None:
        self._chooser = Chooser(worth, hours + 1, money + 1, met_before=met_before)
        self._policy = policy
        self._solutions = [self._chooser.worked(c) for c in self._chooser.configs(policy)]
        unread = np.zeros((0, len(worth.responses)), dtype=np.int8)
        self._surface = surface_of(
            [
                Cells(one.config, one.at, unread, one.best.ravel()[one.at], one.best)
                for one in self._solutions
            ]
        )

    def at(self, hours: int, money: int) -> Point | None:
        """Return the best mix within budgets on the grid, None where capacity binds."""
        surface = self._surface
        if not np.isfinite(surface.utility[hours, money]):
            return None
        solution = self._solutions[int(surface.source[hours, money])]
        row = int(surface.row[hours, money])
        mix = solution.mixes(solution.at[row : row + 1])
        room = self._chooser.worth.free_capacity
        if float(self._chooser.customers(mix, self._policy)[0]) > room:
            return None
        value = float(self._chooser.true_utility(mix, solution.config)[0])
        bound = max(value, float(surface.bound[hours, money]))
        return Point(value, bound, solution.config, mix[0].astype(np.int64))


def joined(found: Sequence[Budgets]) -> tuple[Budgets, ...]:
    """Return the strategies' budgets; where capacity binds, each tries what the others found.

    Parameters
    ----------
    found : sequence of Budgets
        Of the same worth and largest budgets; changed in place.
    """
    if any(one.full for one in found):
        for k, (hour_cell, money_cell, _) in enumerate(found[0].tiers):
            chooser = found[0].choosers[k]
            # On the fine grid small changes are tried too, and changes of what they brought.
            for _ in range(_ROUNDS if k == 0 else 1):
                mixes = mixes_of([one.tiers[k][2] for one in found])
                if k == 0:
                    mixes = with_neighbours(chooser, mixes)
                for one in found:
                    surface = widened(one.choosers[k], one.policy, one.tiers[k][2], mixes)
                    one.tiers[k] = (hour_cell, money_cell, surface)
    return tuple(found)


def _cells(budget: int, fine: int, factor: int) -> Sequence[int]:
    """Return the cell sizes of the tiers a budget needs: 1, the factor, its square, ..."""
    sizes = [1]
    while budget > fine * sizes[-1]:
        sizes.append(sizes[-1] * factor)
    return sizes


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
