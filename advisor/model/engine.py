"""One case, solved: responses, worth and the budgets of the three strategies.

The engine is what the composer and the insight parts ask; it holds no sentences and no files.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

import numpy as np

from advisor.catalogue import REACH_GOALS, STRATEGIES, Case, Channel
from advisor.model.alternatives import (
    MONEY_CELLS,
    equal_split,
    least_effort,
    nearest_mix,
    single_best,
    typical_small_firm,
)
from advisor.model.budgets import Grid
from advisor.model.cells import Meetings
from advisor.model.curves import Array, Ints
from advisor.model.forecast import MixForecast, forecast
from advisor.model.judging import Judging
from advisor.model.ledger import Ledger
from advisor.model.limits import MORE_HOURS, MORE_MONEY, Limits, limits_of
from advisor.model.locks import budget_of, least_mix, settled
from advisor.model.mix import KnownMix, Mix, read_mix
from advisor.model.odds import Spared, bought_less, seldom_pays, unless_spared_is_likelier
from advisor.model.pooling import Pooled
from advisor.model.response import Business, Response
from advisor.model.response.options import HOUR_STEP
from advisor.model.responses import Responses
from advisor.model.search import Search
from advisor.model.worth import Worth

# Prices of a customer, as shares of the profit of the dearest one: each bounds a full business.
_PRICES = (0.5, 0.8, 0.92)
_RULES = {rule.__name__: rule for rule in (equal_split, single_best, typical_small_firm)}
_FORECASTS_KEPT = len(STRATEGIES)  # of some megabytes each
_LESS = 0.75  # of the budgets: where the search begins again
_FIRST_HOURS = 8  # two hours, for the answer when nothing can be recommended


class Engine:
    """Decide one case.

    `known`: those of the business, whatever its budgets, weights, wishes and worths.  `begin`:
    where every search begins, without a grid: quick, for many questions.
    """

    def __init__(
        self, case: Case, known: Responses, begin: Sequence[KnownMix] | None = None
    ) -> None:
        self._outcomes: dict[tuple[int, bytes, bool], tuple[float, float]] = {}
        self._least: dict[float, Mix | None] = {}
        self._answers: dict[tuple[int, int], tuple[Mix, ...]] = {}
        self._others: dict[tuple[int, int], Engine] = {}
        self._at: dict[tuple[int, int, bool], Mix] = {}
        self._letting_go: dict[tuple[int, Spared], Search] = {}
        self._seldom: dict[tuple[int, bytes, bool], tuple[str, Spared] | None] = {}
        self._leaves: dict[tuple[int, bytes, bool], Array] = {}
        self._forecasts: dict[tuple[int, bytes, bool], MixForecast] = {}
        self.known, self._begin = known, begin
        self.draws = known.draws
        self.hours = int(case.owner_hours / HOUR_STEP + 1e-9)
        self.money = int(case.money_usd / case.money_step_usd + 1e-9)
        budget = budget_of(case, self.draws, self.hours, self.money)
        found = settled(case, self.responses, budget)
        self.case, self.dropped, self.moved = found.case, found.dropped, found.moved
        self._asked = case

    @cached_property
    def business(self) -> Business:
        """The case with its draws."""
        return Business(self.case, self.draws, self.known.fits)

    @property
    def ledger(self) -> Ledger:
        """Where new customers come from today."""
        return self.known.ledger

    @property
    def pooling(self) -> tuple[tuple[Response, Pooled], ...]:
        """Every open channel's response pooled with the ledger, and how."""
        return self.known.pooling

    @property
    def responses(self) -> tuple[Response, ...]:
        """Responses of all open channels, in the order of their ids."""
        return self.known.all

    def response_of(self, channel: Channel, case: Case) -> Response:
        """Return the response of a channel for a changed case or ladder."""
        return self.known.of(channel, case)

    @cached_property
    def present(self) -> Ints:
        """What is done today on the ladders, (C,)."""
        return nearest_mix(self.responses, self.case.done_today, self.case.money_step_usd)

    @cached_property
    def kept(self) -> Array:
        """New customers a month of present practices, (C, n), no more than their sources bring."""
        found = np.zeros((len(self.responses), self.draws.n_draws))
        for c, pick in enumerate(self.present):
            if pick:
                met = self.business.met_share(self.responses[c], self.known.met_today)
                found[c] = met * self.responses[c].draws["customers"][:, 0, 0, int(pick) - 1]
        for source, part in self.ledger.shares_today.items():
            those = [r.channel.ledger_source == source for r in self.responses]
            whole = np.maximum(found[those].sum(axis=0), 1e-12)
            found[those] *= np.minimum(1.0, self.ledger.total * part / whole)
        return found

    @cached_property
    def _judged(self) -> tuple[Judging, tuple[Search, ...]]:
        return self.known.judged(self.case, lambda: self.kept.sum(axis=0))

    @property
    def worth(self) -> Worth:
        """Expected quantities, costs and yardsticks."""
        return self.judging.worth

    @cached_property
    def limits(self) -> Limits:
        """What a mix may hold beside the budgets: channels at once, hours and money in bets."""
        return limits_of(self.case, self.draws, self.hours, self.money)

    @cached_property
    def grids(self) -> tuple[Grid, ...]:
        """The separable optimum of each strategy a little beyond the owner's budgets."""
        hours, money = max(self.hours + MORE_HOURS, _FIRST_HOURS), self.money + MORE_MONEY
        met_before: dict[tuple[object, ...], Meetings] = {}
        return tuple(
            Grid(self.judging, p, hours, money, met_before) for p in range(len(STRATEGIES))
        )

    @cached_property
    def _starts(self) -> list[Ints]:
        """The known mixes as far as this case has them."""
        read = (read_mix(self.worth, mix) for mix in self._begin or ())
        return [row for row in read if row is not None]

    @property
    def judging(self) -> Judging:
        """What single mixes come to."""
        return self._judged[0]

    @property
    def searches(self) -> tuple[Search, ...]:
        """The local search of each strategy."""
        return self._judged[1]

    def search_of(self, policy: int, without: Spared = frozenset()) -> Search:
        """Return the local search of a strategy, `without` some (see ``spared``)."""
        if not without:
            return self.searches[policy]
        if (policy, without) not in self._letting_go:
            self._letting_go[policy, without] = self.searches[policy].without(without)
        return self._letting_go[policy, without]

    def seldom_pays(self, mix: Mix) -> tuple[str, Spared] | None:
        """Return what ``odds.seldom_pays`` does, remembered."""
        key = (mix.policy, mix.chosen.tobytes(), mix.hired)
        if key not in self._seldom:
            self._seldom[key] = seldom_pays(self, mix)
        return self._seldom[key]

    def best(self, policy: int, hours: int, money: int, *, quick: bool = False) -> Mix:
        """Return the best mix of a strategy within budgets (quarter hours, money steps).

        Searched from what the exact tables say, from nothing, and from baselines and the owner's
        own mix; `quick` leaves all starts but the first out.
        """
        starts, bound = [*self._starts], -np.inf
        if self._begin is None:
            grid = self.grids[policy]
            chosen = grid.mix(hours, money)
            if chosen is not None:
                starts.append(chosen)
            for a_few in () if quick else (hours, max(hours - 2, 0)):
                starts += grid.starts(a_few, money)
            bound = grid.bound(hours, money) if grid.exact else -np.inf
        simple = not quick or not starts
        # A manager who is wanted is looked for in a few channels only, which bounds nothing.
        most = np.inf if self.case.manager == "yes" or bound == -np.inf else bound
        mix = self.searched(policy, hours, money, starts, simple=simple, most=most)
        if self._begin is not None:
            light = [self.searches[policy].lightened(mix.chosen)]
            mix = max(mix, self.searched(policy, hours, money, light), key=lambda m: m.utility)
        if simple and self._may_be_better(mix, policy, bound):
            # Limits or room bind: what is best with less is a start too.
            less = [self.searched(policy, int(_LESS * hours), int(_LESS * money), starts).chosen]
            mix = max(mix, self.searched(policy, hours, money, less), key=lambda m: m.utility)
        return replace(mix, bound=max(mix.utility, bound))

    def _may_be_better(self, mix: Mix, policy: int, bound: float) -> bool:
        """Say whether a better mix is not ruled out: limits or room bind, or the grid is coarse."""
        if self._begin is not None:
            return bound > -np.inf
        return not self.grids[policy].exact or mix.utility < bound - 1e-9

    def _deeper(self, mix: Mix, hours: int, money: int) -> Mix:
        """Return a mix, or a better one: where limits or room bind, from what half would buy."""
        if self._begin is not None or not self._may_be_better(mix, mix.policy, mix.bound):
            return mix
        fewer = ((hours // 2, money), (hours, money // 2), (hours, 0))
        less = [self.best(mix.policy, h, m, quick=True).chosen for h, m in fewer]
        other = self.searched(mix.policy, hours, money, less)
        return max(mix, replace(other, bound=mix.bound), key=lambda m: m.utility)

    def searched(
        self,
        policy: int,
        hours: int,
        money: int,
        starts: Sequence[Ints],
        *,
        simple: bool = False,
        most: float = np.inf,
        without: Spared = frozenset(),
    ) -> Mix:
        """Return the best mix of a strategy that is found from some starts.

        `hours`, `money`: budgets in quarter hours and money steps.  `simple`: begin from nothing
        and from the baselines too.  `most`: what no mix is worth more than: where it is reached
        nothing is searched any more.  `without`: see ``spared``.
        """
        search = self.search_of(policy, without)
        limits = limits_of(self.case, self.draws, hours, money)
        budget = budget_of(self.case, self.draws, hours, money)
        kept = [c for c, menu in enumerate(self.worth.menus) if menu.required]
        least = least_mix(self.case, self.responses, budget, policy, kept)
        begin = [*starts, least] if simple or kept else list(starts)
        if self.case.manager == "yes":
            # Wanted, so in wherever the budgets pay one.
            wanted, hiring = replace(limits, hire=True), search.hiring(least)
            hiring = hiring[search.fits(hiring, hours, money, wanted)]
            if len(hiring):
                limits = wanted
                begin.append(hiring[int(np.argmax(search.utility(hiring)))])
        best: tuple[Ints, float] | None = None

        def climb(start: Ints) -> None:
            nonlocal best
            for row in search.begun(start, hours, money, limits):
                found = search.climbed(row, hours, money, limits)
                if best is None or found[1] > best[1] + 1e-9:
                    best = found

        for start in {row.tobytes(): row for row in begin}.values():
            if best is None or best[1] + 1e-9 < most:
                climb(start)
        # A simpler mix is a start only where it is better than what was found.
        found = -np.inf if best is None else best[1] + 1e-9
        rows = self._simple(policy, hours, money, found) if simple and found < most else []
        if rows:
            stacked = np.stack(rows)
            value = np.where(
                search.fits(stacked, hours, money, limits), search.utility(stacked), -np.inf
            )
            if value.max() > found:
                climb(stacked[int(value.argmax())])
        if best is None:
            zero = np.zeros(len(self.responses), dtype=np.int64)
            return Mix(policy, False, zero, 0.0, 0.0, possible=False)
        chosen, value_found = best
        return Mix(policy, search.hired(chosen), chosen, value_found, value_found)

    def _simple(self, policy: int, hours: int, money: int, least: float) -> list[Ints]:
        """Return baselines and the owner's own mix in budgets and locks that may beat `least`."""
        found = [rule(self.worth, policy, hours, money) for rule in _RULES.values()]
        if self.present.any():
            found.append(self.present)
        search, limits = self.searches[policy], limits_of(self.case, self.draws, hours, money)
        found = [row for row in found if search.most_left(row, limits) > least]
        found = [search.trimmed(row, hours, money, limits) for row in found]
        return [row for row in found if search.holds(row, hours, money, limits)]

    def judged(self, chosen: Ints, policy: int, *, hired: bool = False) -> Mix:
        """Return a mix with its true utility."""
        value = float(self.judging.true_utility(chosen[None, :], policy, hired=hired)[0])
        return Mix(policy, hired, chosen, value, value)

    @cached_property
    def strategies(self) -> tuple[Mix, ...]:
        """The three strategies, each at its own best within the owner's budgets."""
        return self.answers(self.hours, self.money)

    def answers(self, hours: int, money: int) -> tuple[Mix, ...]:
        """Return the three strategies within budgets, each at its own best: the only definition.

        What is promised of other budgets rests on it too.
        """
        if (hours, money) not in self._answers:
            found = self._searched_for(hours, money)
            self._answers[hours, money] = tuple(
                unless_spared_is_likelier(self, mix, hours, money) for mix in found
            )
        return self._answers[hours, money]

    def _searched_for(self, hours: int, money: int, *, quick: bool = False) -> list[Mix]:
        """Return the best mix found of each strategy, whatever is bought in it."""
        found = [self.best(p, hours, money, quick=quick) for p in range(len(STRATEGIES))]
        best = self.call(found)
        if not quick:
            found[best.policy] = self._deeper(best, hours, money)
        return found

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
        """Strategies that come to the same as the best, or to hardly less.

        A little more may be lacking where the list is the same and only aimed elsewhere.
        """
        best, found = self.recommended, []
        for mix in self.strategies:
            row = "alike_list_share" if mix.same_list(best) else "alike_share"
            part = self.draws.best(f"strategy.{row}")
            if mix.possible and mix.utility >= best.utility - part * abs(best.utility) - 1e-9:
                found.append(mix.policy)
        return tuple(found)

    @cached_property
    def recommended(self) -> Mix:
        """The best of the three strategies."""
        return self.call(self.strategies)

    def _of(self, hours: int, money: int) -> Engine:
        """Return the engine that answers for budgets: itself as far as its tables go.

        Another where they end, or where a wish was set aside that other budgets may pay.
        """
        for one in (self, *self._others.values()):
            wide = hours > one.hours + MORE_HOURS or money > one.money + MORE_MONEY
            whole = not (one.dropped or one.moved) and (one is self or one.grids[0].exact)
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
        if (other := self._of(hours, money)) is not self:
            return other.at(hours, money, quick=quick)
        if (hours, money) in self._answers:
            return self.call(self._answers[hours, money])
        key = hours, money, quick
        if key not in self._at:
            found = self._searched_for(hours, money, quick=quick)
            # Less may be bought of what the best holds; the others are asked while they may be it.
            settled: list[int] = []
            while (best := self.call(found)).policy not in settled:
                found[best.policy] = unless_spared_is_likelier(self, best, hours, money)
                settled.append(best.policy)
            self._at[key] = best
        return self._at[key]

    def leaves(self, mix: Mix) -> Array:
        """Return what a mix leaves over the years that count by draw, usd, (n,), remembered."""
        key = (mix.policy, mix.chosen.tobytes(), mix.hired)
        if key not in self._leaves:
            self._leaves[key] = np.asarray(self.forecast(mix).total["net_over_years"])
        return self._leaves[key]

    def outcome(self, mix: Mix) -> tuple[float, float]:
        """Return a mix's expected customers and net contribution (usd) a month, remembered.

        Means of its forecast: room, crowding and the months in which its channels begin counted.
        """
        key = (mix.policy, mix.chosen.tobytes(), mix.hired)
        if key not in self._outcomes:
            customers = float(self.forecast(mix).total["customers"].mean())
            self._outcomes[key] = customers, float(self.leaves(mix).mean())
        return self._outcomes[key]

    def forecast(self, mix: Mix) -> MixForecast:
        """Return the draws of a mix, those asked for last remembered."""
        key = (mix.policy, mix.chosen.tobytes(), mix.hired)
        if key not in self._forecasts:
            if len(self._forecasts) >= _FORECASTS_KEPT:
                self._forecasts.pop(next(iter(self._forecasts)))
            self._forecasts[key] = forecast(self.judging, mix)
        return self._forecasts[key]

    def parts(self, mix: Mix) -> dict[str, float]:
        """Return the four parts of a mix's true utility."""
        found = self.judging.utility_parts(mix.chosen[None, :], mix.policy, mix.hired)
        return {name: float(value[0]) for name, value in found.items()}

    def customers(self, mix: Mix) -> float:
        """Return a mix's expected new customers a month, capacity applied."""
        return float(self.judging.shown("customers", mix.chosen, mix.policy).sum())

    def bound(self, mix: Mix) -> float:
        """Return what no mix within the owner's budgets is worth more than, under a strategy."""
        if mix.bound <= mix.utility + 1e-12:
            return mix.bound
        bound = self.grids[mix.policy].bound(self.hours, self.money, _PRICES)
        return max(mix.utility, bound)

    def net_usd(self, mix: Mix) -> float:
        """Return a mix's expected net contribution over the years that count, usd a month."""
        return self.outcome(mix)[1]

    def baseline(self, name: str) -> Mix | None:
        """Return a baseline by its id under the recommended strategy, None if not given."""
        policy = self.recommended.policy
        if name == "present_mix":
            if not self.case.present_mix:
                return None
            told, step = self.case.present_mix, self.case.money_step_usd
            return self.judged(nearest_mix(self.responses, told, step), self.present_policy)
        row = _RULES[name](self.worth, policy, self.hours, self.money)
        search = self.searches[policy]
        return self.judged(search.trimmed(row, self.hours, self.money, self.limits), policy)

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
