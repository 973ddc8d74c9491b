"""The quick grid: the best mixes at one pair of budgets, coarser where budgets are large.

Mixes found on the full grid stay candidates, so that a coarse grid never loses what was known.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from advisor.catalogue import STRATEGIES
from advisor.model.budgets import Budgets, Point, joined
from advisor.model.cells import Config
from advisor.model.choice import Chooser
from advisor.model.engine import MORE_HOURS, MORE_MONEY, Engine, Mix
from advisor.model.response.base import Option
from advisor.model.surface import Surface, surface_of
from advisor.model.worth import Worth

Ints = NDArray[np.int64]

_FIRST_HOURS = 8  # two hours, as on the full grid
MOST_HOUR_CELLS, MOST_MONEY_CELLS = 80, 100
_Key = tuple[float, str, float, float, float, int, bool]


@dataclass(frozen=True)
class KnownMix:
    """A mix found before, by names instead of indices, so that another engine can read it."""

    hired: bool
    picks: Mapping[str, _Key]


class QuickBudgets(Budgets):
    """The best mixes of one strategy on a grid of at most some 80 x 100 cells.

    Parameters
    ----------
    worth : Worth
        Expected quantities and costs.
    policy : int
        Index of the strategy.
    hours, money : int
        Largest budgets in quarter hours and money steps.
    known : sequence of (chosen, hired)
        Mixes to be kept as candidates where they fit.
    """

    def __init__(
        self,
        worth: Worth,
        policy: int,
        hours: int,
        money: int,
        known: Sequence[tuple[Ints, bool]] = (),
    ) -> None:
        self.worth, self.policy, self.hours, self.money = worth, policy, hours, money
        cells = (_cell(hours, MOST_HOUR_CELLS), _cell(money, MOST_MONEY_CELLS))
        chooser = Chooser(
            worth, hours // cells[0] + 1, money // cells[1] + 1,
            hour_cell=cells[0], money_cell=cells[1],
        )  # fmt: skip
        self.cells = cells
        # One tier, in the form that ``joined`` reads.
        self.choosers = [chooser]
        self.tiers = [(*cells, surface_of(chooser.solve_policy(policy)))]
        hired = chooser.solve_policy(policy, hired_only=True) if worth.case.manager == "yes" else []
        self.hired = [(*cells, surface_of(hired))] if hired else []
        judge = Chooser(worth, 1, 1)
        self.known = []
        for chosen, with_manager in known:
            config = Config(policy, with_manager, "")
            value = float(judge.true_utility(chosen[None, :], config)[0])
            self.known.append((*_costs(worth, chosen, hired=with_manager), value, config, chosen))

    def at(self, hours: int, money: int) -> Point | None:
        """Return the best mix within the budgets (quarter hours, money steps), None if none."""
        for _, _, surface in self.hired:
            asked = self._read(surface, hours, money)
            if asked is not None:
                return asked
        found = self._read(self.tiers[0][2], hours, money)
        for used_hours, used_money, value, config, chosen in self.known:
            fits = used_hours <= hours and used_money <= money
            if fits and (found is None or value > found.utility + 1e-9):
                found = Point(value, value, config, chosen)
        return found

    def _read(self, surface: Surface, hours: int, money: int) -> Point | None:
        h = min(hours // self.cells[0], surface.utility.shape[0] - 1)
        m = min(money // self.cells[1], surface.utility.shape[1] - 1)
        value = float(surface.utility[h, m])
        if not np.isfinite(value):
            return None
        config, chosen = surface.mix(h, m)
        return Point(value, value, config, chosen)


def with_quick_budgets(
    engine: Engine,
    readable: Sequence[tuple[Ints, bool]] = (),
    *,
    hours: int | None = None,
    money: int | None = None,
) -> Engine:
    """Give an engine the quick grid, in place, and return it.

    Parameters
    ----------
    engine : Engine
        Changed in place.
    readable : sequence of (chosen, hired)
        Mixes to be kept as candidates.
    hours, money : int
        Largest budgets, quarter hours and money steps; default as far beyond the owner's as the
        full grid goes, since where capacity binds the mixes out there are tried within, too.

    Returns
    -------
    Engine
        The same engine.
    """
    top_hours = max(engine.hours + MORE_HOURS, _FIRST_HOURS) if hours is None else hours
    top_money = engine.money + MORE_MONEY if money is None else money
    engine.__dict__["budgets"] = joined([
        QuickBudgets(
            engine.worth, p, top_hours, top_money,
            allowed_mixes(engine, readable, p),
        )
        for p in range(len(STRATEGIES))
    ])  # fmt: skip
    return engine


def known_mix(engine: Engine, mix: Mix) -> KnownMix:
    """Return an engine's mix by names."""
    picks = {
        r.channel.channel: key_of(r.options[int(pick) - 1])
        for r, pick in zip(engine.responses, mix.chosen, strict=True)
        if pick
    }
    return KnownMix(mix.config.hired, picks)


def read_mix(engine: Engine, mix: KnownMix) -> tuple[Ints, bool] | None:
    """Return (chosen, hired) of a known mix for an engine; None where a part of it is missing.

    A part is missing where the changed answers close a channel or change what a level costs.
    """
    chosen = np.zeros(len(engine.responses), dtype=np.int64)
    left, staff = dict(mix.picks), 0.0
    for c, response in enumerate(engine.responses):
        key = left.pop(response.channel.channel, None)
        if key is None:
            continue
        rows = [j for j, o in enumerate(response.options) if key_of(o) == key]
        if not rows or not engine.worth.menus[c].open[rows[0]]:
            return None
        chosen[c] = rows[0] + 1
        staff += response.options[rows[0]].staff_hours
    if left or staff > engine.case.staff_hours + 1e-9:
        return None
    required = any(menu.required and not chosen[c] for c, menu in enumerate(engine.worth.menus))
    return None if required else (chosen, mix.hired)


def allowed_mixes(
    engine: Engine, mixes: Sequence[tuple[Ints, bool]], policy: int
) -> list[tuple[Ints, bool]]:
    """Return the mixes (chosen, hired) whose every option a strategy allows."""
    return [
        (chosen, hired)
        for chosen, hired in mixes
        if all(
            not pick or bool(engine.responses[c].allowed[policy, int(pick) - 1])
            for c, pick in enumerate(chosen)
        )
    ]


def key_of(option: Option) -> _Key:
    """Return what tells an option of a channel from its others."""
    return (
        option.level, option.doer, option.owner_hours, option.staff_hours, option.manager_hours,
        option.money_steps, option.attached,
    )  # fmt: skip


def _costs(worth: Worth, chosen: Ints, *, hired: bool) -> tuple[int, int]:
    hours, money = (worth.hire_cost[0], worth.hire_cost[1]) if hired else (0, 0)
    for c, pick in enumerate(chosen):
        if pick:
            hours += int(worth.menus[c].hours[int(pick) - 1])
            money += int(worth.menus[c].money[int(pick) - 1])
    return hours, money


def _cell(budget: int, most: int) -> int:
    cell = 1
    while budget // cell > most:
        cell *= 2
    return cell
