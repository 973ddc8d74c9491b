"""Both optima under the same draws, and whether a manager is chosen when answers change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from advisor.catalogue import STRATEGIES
from advisor.insight.hire.result import Side
from advisor.model.engine import Engine
from advisor.model.mix import KnownMix, Mix, known_mix
from advisor.model.response.options import HOUR_STEP
from advisor.recommend import Solved
from advisor.recommend.items import Items


class Asking:
    """Asks one business with a manager and without, always under the recommendation's draws.

    ``known`` are the mixes found so far, where a search for whether a manager is chosen begins.
    """

    def __init__(self, solved: Solved) -> None:
        self.solved, self.tables = solved, solved.tables
        self.known: list[KnownMix] = []

    def engine(self, manager: str, changes: Mapping[str, Any] | None = None) -> Engine:
        """Return the engine of changed answers, hiring never, maybe or always."""
        return self.solved.asked({**(changes or {}), "manager": manager})

    def may_hire(self, changes: Mapping[str, Any], *, begin: Sequence[KnownMix] = ()) -> Engine:
        """Return the engine of changed answers, hiring where it is worth it, searched quickly."""
        return self.solved.asked({**changes, "manager": "maybe"}, begin)

    def side(self, engine: Engine) -> tuple[Side, Mix]:
        """Return the best mix of an engine as a side."""
        mix, items = engine.recommended, Items(engine, self.tables)
        self.known.append(known_mix(engine.responses, mix.chosen))
        allocation = () if mix.empty else items.mix_items(mix)
        managed = [i for i in allocation if i.manager_hours_per_week > 0]
        customers, net = engine.outcome(mix)
        found = Side(
            hired=bool(managed),
            strategy=STRATEGIES[mix.policy],
            allocation=allocation,
            totals=items.totals(engine.forecast(mix)),
            utility=mix.utility,
            net=net * engine.case.local_per_usd,
            customers=customers,
            owner_hours=sum(i.hours_per_week for i in allocation),
            manager_hours=sum(i.manager_hours_per_week for i in managed),
            money=sum(i.money_per_month for i in allocation),
            manager_money=sum(i.money_per_month for i in managed),
        )
        return found, mix


def hires(engine: Engine, policies: Sequence[int], money: int | None = None) -> bool:
    """Say whether the best mix of some strategies within `money` steps (default: all) hires."""
    steps = engine.money if money is None else money
    found = [engine.best(p, engine.hours, steps) for p in policies]
    return max(found, key=lambda mix: mix.utility).hired


def share_better(hired: tuple[Engine, Mix], alone: tuple[Engine, Mix]) -> float:
    """Return the share of draws in which the first leaves more money than the second."""
    nets = []
    for engine, mix in (hired, alone):
        if mix.empty:
            nets.append(np.zeros(engine.draws.n_draws))
        else:
            nets.append(engine.forecast(mix).total["net_contribution"])
    return float((nets[0] > nets[1]).mean())


def hours_needed(engine: Engine) -> float:
    """Return the owner's hours a week that any manager takes: material, approvals, answers."""
    return engine.worth.hire_cost[0] * HOUR_STEP
