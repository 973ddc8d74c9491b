"""One case, solved: responses, worth and the budgets of the three strategies.

The engine is what the composer and the insight parts ask; it holds no sentences and no files.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property

import numpy as np

from advisor.catalogue import REACH_GOALS, STRATEGIES, Case
from advisor.model.alternatives import MONEY_CELLS, RULES, least_effort, nearest_mix
from advisor.model.limits import BEYOND, Limits, limits_of
from advisor.model.mix import KnownMix, Mix
from advisor.model.odds import bought_less, unless_spared_is_likelier
from advisor.model.response.options import HOUR_STEP
from advisor.model.responses import Responses
from advisor.model.solver import Solver

# Prices of a customer, as shares of the profit of the dearest one: each bounds a full business.
_PRICES = (0.5, 0.8, 0.92)
_DUST = 1e-8  # of utility: more than sums in another order differ by


class Engine(Solver):
    """Decide one case."""

    def __init__(
        self, case: Case, known: Responses, begin: Sequence[KnownMix] | None = None
    ) -> None:
        super().__init__(case, known, begin)
        self._least: dict[float, Mix | None] = {}
        self._answers: dict[tuple[int, int], tuple[Mix, ...]] = {}
        self._others: dict[tuple[int, int], Engine] = {}
        self._at: dict[tuple[int, int, bool], Mix] = {}

    @cached_property
    def strategies(self) -> tuple[Mix, ...]:
        """The three strategies, each at its own best within the owner's budgets."""
        return self.answers(self.hours, self.money)

    def answers(self, hours: int, money: int) -> tuple[Mix, ...]:
        """Return the three strategies within budgets, each at its own best: the only definition.

        What is promised of other budgets rests on it too.
        """
        if (hours, money) not in self._answers:
            found = [self.best(p, hours, money) for p in range(len(STRATEGIES))]
            best = self.call(found)
            found[best.policy] = self._deeper(best, hours, money)
            found = [unless_spared_is_likelier(self, mix, hours, money) for mix in found]
            self._answers[hours, money] = (*self._at_home(found, hours, money),)
        return self._answers[hours, money]

    def _at_home(self, found: Sequence[Mix], hours: int, money: int) -> Iterator[Mix]:
        """Yield mixes, or what a farther strategy holds where that serves a nearer one better.

        Less may have been bought of each in another order.
        """
        limits = limits_of(self.case, self.draws, hours, money)
        for mix in found:
            search = self.searches[mix.policy]
            for other in found[mix.policy + 1 :]:
                if other.hired or not search.holds(other.chosen, hours, money, limits):
                    continue
                same = self.judged(other.chosen, mix.policy)
                if same.utility > mix.utility + _DUST and self.seldom_pays(same) is None:
                    mix = replace(same, bound=mix.bound)
            yield mix

    def call(self, mixes: Sequence[Mix]) -> Mix:
        """Return the best of several mixes; the nearer strategy wins a tie."""
        best = mixes[0]
        for mix in mixes[1:]:
            ahead = mix.utility > best.utility + 1e-9 or not best.possible
            if mix.possible and ahead:
                best = mix
        return best

    @cached_property
    def alike(self) -> tuple[int, ...]:
        """Strategies that come to the same as the best, or to hardly less."""
        return self.alike_to(self.recommended, self.strategies)

    def alike_to(self, best: Mix, mixes: Sequence[Mix]) -> tuple[int, ...]:
        """Return the strategies of mixes that come to the same as the best, or to hardly less.

        A little more may be lacking where the list is the same and only aimed elsewhere.
        """
        found = []
        for mix in mixes:
            row = "alike_list_share" if mix.same_list(best) else "alike_share"
            part = self.draws.best(f"strategy.{row}")
            if mix.possible and mix.utility >= best.utility - part * abs(best.utility) - 1e-9:
                found.append(mix.policy)
        return tuple(found)

    @cached_property
    def recommended(self) -> Mix:
        """The best of the three strategies."""
        return self.call(self.strategies)

    def _of(self, hours: int, money: int, *, quick: bool) -> Engine:
        """Return the engine that answers for budgets: itself as far as its tables go.

        Another where they end, or (unless `quick`) where a wish was set aside that other budgets
        may pay.
        """
        for one in (self, *self._others.values()):
            wide = hours > one.hours + BEYOND[0] or money > one.money + BEYOND[1]
            whole = quick or not (one.dropped or one.moved)
            whole &= one is self or one.grids[0].exact
            if (hours, money) == (one.hours, one.money) or (whole and not wide):
                return one
        step, asked = self._asked.money_step_usd, self._asked
        case = replace(asked, owner_hours=hours * HOUR_STEP, money_usd=money * step)
        other = Engine(case, self.known, self._begin)
        if other.case.locks == self.case.locks:  # mixes come to the same then
            other._seldom, other._leaves = self._seldom, self._leaves
            other._letting_go = self._letting_go
            other.__dict__["_judged"] = self._judged
        self._others[hours, money] = other
        return other

    def more(self, hours: int, money: int) -> Mix:
        """Return what would be recommended with so much more of the budgets."""
        return self.at(self.hours + hours, self.money + money)

    def grown(self, mix: Mix, limits: Limits) -> Mix:
        """Return what a mix grows to within the budgets and other limits.

        However seldom what is bought pays.
        """
        search = self.searches[mix.policy]
        chosen, value = search.climbed(mix.chosen, self.hours, self.money, limits)
        return replace(mix, chosen=chosen, utility=value, hired=search.hired(chosen))

    def glimpse(self, hours: int, money: int) -> Mix:
        """Return what the recommended mix grows to with so much more of the budgets.

        What would be recommended is mostly better: this is quick, and nothing to promise.
        """
        best, h, m = self.recommended, self.hours + hours, self.money + money
        grown = self.searched(best.policy, h, m, [best.chosen])
        return bought_less(self, grown, h, m)

    def at(self, hours: int, money: int, *, quick: bool = False) -> Mix:
        """Return what would be recommended within other budgets.

        `quick`: searched from one start, so that a better one may exist.
        """
        if (other := self._of(hours, money, quick=quick)) is not self:
            return other.at(hours, money, quick=quick)
        if (hours, money) in self._answers:
            return self.call(self._answers[hours, money])
        key = hours, money, quick
        if key not in self._at:
            # A strategy is searched while its bound says that it may be the best.
            found = [self._hoped(p, hours, money) for p in range(len(STRATEGIES))]
            hoped, deep = set(range(len(STRATEGIES))), not quick
            # Less may be bought of what the best holds; the others are asked while they may be it.
            settled: list[int] = []
            less = bought_less if quick else unless_spared_is_likelier
            while (best := self.call(found)).policy not in settled:
                if (policy := best.policy) in hoped:
                    hoped.remove(policy)
                    found[policy] = self.best(policy, hours, money, quick=quick)
                elif deep:
                    deep = False
                    found[policy] = self._deeper(best, hours, money)
                else:
                    found[policy] = less(self, best, hours, money)
                    settled.append(policy)
            self._at[key] = best
        return self._at[key]

    def _hoped(self, policy: int, hours: int, money: int) -> Mix:
        """Return what a strategy comes to at most, as a mix of nothing."""
        most, none = np.inf, np.zeros(len(self.responses), dtype=np.int64)
        # The tables try a manager who is wanted in a few channels only, which bounds nothing.
        if self._begin is None and self.grids[policy].exact and self.case.manager != "yes":
            most = self.grids[policy].bound(hours, money) + _DUST
        return Mix(policy, False, none, most if most > -np.inf else np.inf, np.inf)

    def bound(self, mix: Mix) -> float:
        """Return what no mix within the owner's budgets is worth more than, under a strategy."""
        if self.grids[mix.policy].exact and mix.bound <= mix.utility + 1e-12:
            return mix.utility
        bound = self.grids[mix.policy].most(self.hours, self.money, _PRICES)
        return max(mix.utility, bound)

    def baseline(self, name: str) -> Mix | None:
        """Return a baseline by its id under the recommended strategy, None if not given."""
        policy = self.recommended.policy
        if name == "present_mix":
            if not self.case.present_mix:
                return None
            told, step = self.case.present_mix, self.case.money_step_usd
            return self.judged(nearest_mix(self.responses, told, step), self.present_policy)
        row = RULES[name](self.worth, policy, self.hours, self.money)
        search = self.searches[policy]
        mix = self.judged(search.trimmed(row, self.hours, self.money, self.limits), policy)
        while found := self.seldom_pays(mix):  # adverts bought against the odds are none
            less = mix.chosen.copy()
            less[self.judging.ids.index(found[0])] = 0
            mix = self.judged(less, policy)
        return mix

    @property
    def goal_policy(self) -> int:
        """The strategy whose area the stated reach goal asks for."""
        return min(REACH_GOALS.index(self.case.reach_goal), len(STRATEGIES) - 1)

    @property
    def present_policy(self) -> int:
        """The strategy the owner's own mix is judged under: that of the recommendation."""
        policy = self.recommended.policy
        abroad = any(
            k and r.channel.draws_on == "next_towns"
            for r, k in zip(self.responses, self.present, strict=True)
        )
        return max(policy, 1) if abroad else policy

    def least(
        self, wanted: float, own: Mix | None = None, budgets: tuple[int, int] | None = None
    ) -> Mix | None:
        """Return the least effort that brings `wanted` customers, within budgets if any does.

        `own`: the best mix of `budgets`, in quarter hours and money steps; None: of the owner's.
        """
        if wanted not in self._least:
            known, also = self.known.least, own or self.recommended
            given = budgets or (self.hours, self.money)
            found = (least_effort(self.judging, wanted, c, known, also, given) for c in MONEY_CELLS)
            self._least[wanted] = next((mix for mix in found if mix is not None), None)
        return self._least[wanted]
