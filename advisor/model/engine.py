"""One case, solved: responses, worth and the budgets of the three strategies.

The engine is what the composer and the insight parts ask; it holds no sentences and no files.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from advisor.catalogue import REACH_GOALS, STRATEGIES, Case, Channel, Fit, LevelLock, Prior
from advisor.model.alternatives import (
    MONEY_CELLS,
    Least,
    equal_split,
    least_effort,
    nearest_mix,
    single_best,
    typical_small_firm,
)
from advisor.model.budgets import FINE_HOURS, FINE_MONEY, Budgets, Peek, Point, joined
from advisor.model.cells import Config, Meetings
from advisor.model.choice import Chooser
from advisor.model.draws import Draws
from advisor.model.forecast import MixForecast, forecast
from advisor.model.response import Business, Response, respond
from advisor.model.response.base import HOUR_STEP
from advisor.model.response.own_results import with_own_results
from advisor.model.worth import Worth, menu_of

Array = NDArray[np.float64]
Ints = NDArray[np.int64]

MORE_HOURS = 4  # quarter hours in one more hour
MORE_MONEY = 20  # money steps in a hundred more
_MOST_PEEKS = 12  # questions after which all budgets are worth solving
_FIRST_HOURS = 8  # two hours, for the answer when nothing can be recommended


@dataclass(frozen=True)
class Mix:
    """A mix with how it is aimed and judged: utility is true utility, expected."""

    policy: int
    config: Config
    chosen: Ints
    utility: float
    bound: float

    @property
    def empty(self) -> bool:
        """Say whether no channel is used."""
        return not bool(np.any(self.chosen))


class Engine:
    """Solve one case.

    Parameters
    ----------
    case : Case
        The business, every gap filled.
    channels : sequence of Channel
        All that are not retired.
    priors : mapping of prior id to Prior
        The owner's overrides in place.
    fits : sequence of Fit
        How attributes of the business move channels.
    seed : int
        Seed of all draws.
    n_draws : int
        Draws of every uncertain quantity.
    """

    def __init__(
        self,
        case: Case,
        channels: Sequence[Channel],
        priors: Mapping[str, Prior],
        fits: Sequence[Fit],
        *,
        seed: int,
        n_draws: int,
    ) -> None:
        self.dropped: dict[str, LevelLock] = {}
        self._outcomes: dict[tuple[int, bytes, bool], tuple[float, float]] = {}
        self._questions = 0
        self.draws = Draws(priors, seed, n_draws)
        self._channels = sorted(
            (
                c
                for c in channels
                if c.channel not in case.closed and c.kind != "attached" and not c.retired
            ),
            key=lambda c: c.channel,
        )
        self._fits = fits
        self._priors = priors
        self.case = case
        self.hours = int(case.owner_hours / HOUR_STEP + 1e-9)
        self.money = int(case.money_usd / case.money_step_usd + 1e-9)
        self._drop_impossible_locks()

    @cached_property
    def business(self) -> Business:
        """The case with its draws."""
        return Business(self.case, self.draws, self._fits)

    @cached_property
    def responses(self) -> tuple[Response, ...]:
        """Responses of all open channels, in the order of their ids."""
        business = self.business
        found = [respond(business, c) for c in self._channels]
        return tuple(with_own_results(business, r) for r in found)

    @cached_property
    def worth(self) -> Worth:
        """Expected quantities, costs and yardsticks."""
        return Worth(self.business, self.responses)

    def _drop_impossible_locks(self) -> None:
        """Drop keeps that the budgets cannot pay, dearest first; remember them."""
        locks = dict(self.case.locks)
        for name in [
            n for n, lock in locks.items() if n in self.case.closed and (lock.keep or lock.at_least)
        ]:
            self.dropped[name] = locks.pop(name)
        self.case = replace(self.case, locks=locks)
        while True:
            needs = []
            for response in self.responses:
                name = response.channel.channel
                lock = self.case.locks.get(name)
                if lock is None or not (lock.keep or (lock.at_least or 0.0) > 0):
                    continue
                menu = menu_of(self.case, response)
                costs = [
                    (int(menu.hours[j]), int(menu.money[j])) for j in np.flatnonzero(menu.open)
                ]
                needs.append((name, costs or [(10**6, 10**6)]))
            if self._payable([costs for _, costs in needs]):
                return
            # Drop the one that takes most of the budgets even in its cheapest way.
            name = max(needs, key=lambda x: (min(map(self._burden, x[1])), x[0]))[0]
            self.dropped[name] = self.case.locks[name]
            self.case = replace(
                self.case, locks={k: v for k, v in self.case.locks.items() if k != name}
            )
            self.__dict__.pop("business", None)

    def _burden(self, cost: tuple[int, int]) -> float:
        """Return the larger part of a budget that a cost (quarter hours, money steps) takes."""
        return max(cost[0] / max(self.hours, 1e-3), cost[1] / max(self.money, 1e-3))

    def _payable(self, needs: Sequence[Sequence[tuple[int, int]]]) -> bool:
        """Say whether one of the costs of each need fits into both budgets together."""
        sums = {(0, 0)}
        for costs in needs:
            sums = {
                (h + more_h, m + more_m)
                for h, m in sums
                for more_h, more_m in costs
                if h + more_h <= self.hours and m + more_m <= self.money
            }
        return bool(sums)

    @cached_property
    def budgets(self) -> tuple[Budgets, ...]:
        """The best mixes for all budgets a little beyond the owner's, per strategy."""
        hours = max(self.hours + MORE_HOURS, _FIRST_HOURS)
        met_before: dict[tuple[object, ...], Meetings] = {}
        found = tuple(
            Budgets(self.worth, p, hours, self.money + MORE_MONEY, met_before)
            for p in range(len(STRATEGIES))
        )
        return joined(found)

    @cached_property
    def peeks(self) -> tuple[Peek, ...]:
        """The strategies for a few questions on the fine grid; empty where it does not do."""
        hours = max(self.hours + MORE_HOURS, _FIRST_HOURS)
        money = self.money + MORE_MONEY
        if self.case.manager == "yes" or hours > FINE_HOURS or money > FINE_MONEY:
            return ()
        met_before: dict[tuple[object, ...], Meetings] = {}
        return tuple(Peek(self.worth, p, hours, money, met_before) for p in range(len(STRATEGIES)))

    def _peeked(self, policy: int, hours: int, money: int) -> Point | None:
        """Return the best mix without all budgets being solved, None where that does not do."""
        few = self._questions < _MOST_PEEKS
        inside = hours <= self.hours + MORE_HOURS and money <= self.money + MORE_MONEY
        if "budgets" in self.__dict__ or not few or not inside or not self.peeks:
            return None
        self._questions += 1
        return self.peeks[policy].at(hours, money)

    @cached_property
    def chooser(self) -> Chooser:
        """A chooser that judges single mixes (its grid is not solved)."""
        return Chooser(self.worth, 1, 1)

    def best(self, policy: int, hours: int, money: int, *, quick: bool = False) -> Mix:
        """Return the best mix of a strategy within budgets (quarter hours, money steps).

        `quick` leaves out baselines and the owner's own mix, which can only be better where
        capacity binds.
        """
        point = self._peeked(policy, hours, money) or self.budgets[policy].at(hours, money)
        if point is None:
            zero = np.zeros(len(self.responses), dtype=np.int64)
            return Mix(policy, Config(policy, False, ""), zero, 0.0, 0.0)
        mix = Mix(policy, point.config, point.chosen, point.utility, point.bound)
        if quick or (mix.config.hired and self.case.manager == "yes"):
            return mix
        fine = hours <= FINE_HOURS and money <= FINE_MONEY
        if fine and mix.bound <= mix.utility + 1e-12:
            return mix  # proven: nothing that keeps the budgets is worth more
        for other in self._extra(policy, hours, money):
            if other.utility > mix.utility + 1e-12:
                mix = replace(other, bound=max(mix.bound, other.utility))
        return mix

    def _extra(self, policy: int, hours: int, money: int) -> list[Mix]:
        """Return baselines and the owner's own mix that keep budgets and locks."""
        chosen = [
            rule(self.worth, policy, hours, money)
            for rule in (equal_split, single_best, typical_small_firm)
        ]
        if self.case.present_mix:
            chosen.append(nearest_mix(self.worth, dict(self.case.present_mix)))
        return [self.judged(row, policy) for row in chosen if self.fits(row, policy, hours, money)]

    def fits(self, chosen: Ints, policy: int, hours: int, money: int) -> bool:
        """Say whether a mix without hire keeps budgets, locks and the strategy's area."""
        spent_h = spent_m = 0
        for c, pick in enumerate(chosen):
            menu = self.worth.menus[c]
            if not pick:
                if menu.required:
                    return False
                continue
            j = int(pick) - 1
            if not menu.open[j] or not self.responses[c].allowed[policy, j]:
                return False
            spent_h, spent_m = spent_h + int(menu.hours[j]), spent_m + int(menu.money[j])
        return spent_h <= hours and spent_m <= money

    def judged(self, chosen: Ints, policy: int, *, hired: bool = False) -> Mix:
        """Return a mix with its true utility."""
        config = Config(policy, hired, "")
        value = float(self.chooser.true_utility(chosen[None, :], config)[0])
        return Mix(policy, config, chosen, value, value)

    @cached_property
    def strategies(self) -> tuple[Mix, ...]:
        """The three strategies, each at its own best within the owner's budgets."""
        return tuple(self.best(p, self.hours, self.money) for p in range(len(STRATEGIES)))

    def call(self, mixes: Sequence[Mix]) -> Mix:
        """Return the best of several mixes; the nearer strategy wins a tie."""
        best = mixes[0]
        for mix in mixes[1:]:
            if mix.utility > best.utility + 1e-9:
                best = mix
        return best

    @cached_property
    def recommended(self) -> Mix:
        """The best of the three strategies."""
        return self.call(self.strategies)

    def at(self, hours: int, money: int, *, quick: bool = False) -> Mix:
        """Return the best mix of any strategy within other budgets."""
        return self.call([self.best(p, hours, money, quick=quick) for p in range(len(STRATEGIES))])

    def outcome(self, mix: Mix) -> tuple[float, float]:
        """Return a mix's expected customers and net contribution (usd) a month, remembered."""
        key = (mix.policy, mix.chosen.tobytes(), mix.config.hired)
        if key not in self._outcomes:
            self._outcomes[key] = (self.customers(mix), self.net_usd(mix))
        return self._outcomes[key]

    def forecast(self, mix: Mix) -> MixForecast:
        """Return the draws of a mix."""
        return forecast(self.worth, self.chooser, mix.chosen, mix.policy, hired=mix.config.hired)

    def without_manager(self) -> Engine:
        """Return the same business doing everything itself, under the same draws."""
        return Engine(
            replace(self.case, manager="no"),
            self._channels,
            self._priors,
            self._fits,
            seed=self.draws.seed,
            n_draws=self.draws.n_draws,
        )

    def parts(self, mix: Mix) -> dict[str, float]:
        """Return the four parts of a mix's true utility."""
        found = self.chooser.utility_parts(mix.chosen[None, :], mix.policy, mix.config.hired)
        return {name: float(value[0]) for name, value in found.items()}

    def customers(self, mix: Mix) -> float:
        """Return a mix's expected new customers a month, capacity applied."""
        row = mix.chosen[None, :]
        wanted = float(self.chooser.customers(row, mix.policy)[0])
        return min(wanted, self.worth.free_capacity)

    def net_usd(self, mix: Mix) -> float:
        """Return a mix's expected net contribution a month, usd."""
        return self.chooser.net_usd(mix.chosen, mix.policy, hired=mix.config.hired)

    def baseline(self, name: str) -> Mix | None:
        """Return a baseline by its id under the recommended strategy, None if not given."""
        policy = self.recommended.policy
        if name == "present_mix":
            if not self.case.present_mix:
                return None
            return self.judged(
                nearest_mix(self.worth, dict(self.case.present_mix)), self.present_policy
            )
        rule = {
            "equal_split": equal_split,
            "single_best": single_best,
            "typical_small_firm": typical_small_firm,
        }[name]
        return self.judged(rule(self.worth, policy, self.hours, self.money), policy)

    @property
    def goal_policy(self) -> int:
        """The strategy whose area the stated reach goal asks for."""
        return min(REACH_GOALS.index(self.case.reach_goal), len(STRATEGIES) - 1)

    @property
    def present_policy(self) -> int:
        """The strategy the owner's own mix is judged under: that of the recommendation."""
        policy = self.recommended.policy
        names = [r.channel.channel for r in self.responses]
        abroad = (
            "chamber_neighbouring" in names
            and nearest_mix(self.worth, dict(self.case.present_mix))[
                names.index("chamber_neighbouring")
            ]
            > 0
        )
        return max(policy, 1) if abroad else policy

    def least(self, wanted: float) -> Least | None:
        """Return the least effort that brings `wanted` customers under any strategy."""
        for money_cell in MONEY_CELLS:
            found = least_effort(self.worth, self.chooser, wanted, money_cell)
            if found is not None:
                return found
        return None
