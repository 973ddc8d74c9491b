"""One case, ready to be decided: what its mixes come to, and the best of one strategy found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

import numpy as np

from advisor.catalogue import STRATEGIES, Case, Channel
from advisor.model.alternatives import RULES, nearest_mix
from advisor.model.budgets import Grid
from advisor.model.cells import Meetings
from advisor.model.curves import Array, Ints
from advisor.model.forecast import MixForecast, forecast
from advisor.model.judging import Judging
from advisor.model.ledger import Ledger
from advisor.model.limits import BEYOND, MORE_HOURS, Limits, limits_of
from advisor.model.locks import budget_of, least_mix, settled
from advisor.model.mix import KnownMix, Mix, read_mix
from advisor.model.odds import Spared, seldom_pays
from advisor.model.pooling import Pooled
from advisor.model.response import Business, Response
from advisor.model.response.options import HOUR_STEP
from advisor.model.responses import Responses
from advisor.model.search import Search
from advisor.model.worth import Worth

_FORECASTS_KEPT = len(STRATEGIES)  # of some megabytes each
_LESS = 0.75  # of the budgets: where the search begins again
_FIRST_HOURS = 8  # two hours, for the answer when nothing can be recommended


class Solver:
    """One case with its responses, tables and searches.

    `known`: those of the business, whatever its budgets, weights, wishes and worths.  `begin`:
    where every search begins, without a grid: quick, for many questions.
    """

    def __init__(
        self, case: Case, known: Responses, begin: Sequence[KnownMix] | None = None
    ) -> None:
        self._best: dict[tuple[int, int, int, bool], Mix] = {}
        self._outcomes: dict[tuple[int, bytes, bool], tuple[float, float]] = {}
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
        area = self.business.area_today
        for c, pick in enumerate(self.present):
            if pick:
                met = self.business.met_share(self.responses[c], self.known.met_today)
                one = self.responses[c]
                stands = self.case.done_today[one.channel.channel].stands
                found[c] = met * stands * one.draws["customers"][:, area, 0, int(pick) - 1]
        for source, part in self.ledger.shares_today.items():
            those = [r.channel.ledger_source == source for r in self.responses]
            whole = np.maximum(found[those].sum(axis=0), 1e-12)
            found[those] *= np.minimum(1.0, self.ledger.total * part / whole)
        return found

    @cached_property
    def _judged(self) -> tuple[Judging, tuple[Search, ...]]:
        return self.known.judged(self.case, lambda: (self.kept.sum(axis=0), self.present))

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
        hours, money = max(self.hours + BEYOND[0], _FIRST_HOURS), self.money + BEYOND[1]
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

    def unhired(self, policy: int, hours: int, money: int) -> list[Ints]:
        """Return what the tables say is best without a manager, none where there are no tables."""
        if self._begin is not None:
            return []
        search = self.searches[policy]
        return [row for row in self.grids[policy].starts(hours, money) if not search.hired(row)]

    def seldom_pays(self, mix: Mix) -> tuple[str, Spared] | None:
        """Return what ``odds.seldom_pays`` does, remembered."""
        key = (mix.policy, mix.chosen.tobytes(), mix.hired)
        if key not in self._seldom:
            self._seldom[key] = seldom_pays(self, mix)
        return self._seldom[key]

    def best(self, policy: int, hours: int, money: int, *, quick: bool = False) -> Mix:
        """Return the best mix of a strategy within budgets (quarter hours, money steps).

        Searched from what the exact tables say, from nothing, and from baselines and the owner's
        own mix; `quick` leaves all starts but the first out.  Remembered.
        """
        key = policy, hours, money, quick
        if key not in self._best:
            self._best[key] = self._best_of(policy, hours, money, quick=quick)
        return self._best[key]

    def _best_of(self, policy: int, hours: int, money: int, *, quick: bool) -> Mix:
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
        """Return a mix, or a better one: where limits or room bind, from what less would buy."""
        if self._begin is not None or not self._may_be_better(mix, mix.policy, mix.bound):
            return mix
        fewer = ((hours // 2, money), (hours, money // 2), (hours, 0))
        less = [self.best(mix.policy, h, m, quick=True).chosen for h, m in fewer]
        less.append(self.best(mix.policy, max(hours - MORE_HOURS, 0), money).chosen)
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
        rows = self.simple(policy, hours, money, found) if simple and found < most else []
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

    def simple(self, policy: int, hours: int, money: int, least: float) -> list[Ints]:
        """Return baselines and the owner's own mix in budgets and locks that may beat `least`."""
        found = [rule(self.worth, policy, hours, money) for rule in RULES.values()]
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

    def spent(self, mix: Mix) -> tuple[int, int]:
        """Return quarter hours and money steps of a mix, what hiring takes included."""
        uses = [(m, p - 1) for m, p in zip(self.worth.menus, mix.chosen, strict=True) if p]
        quarter, steps = self.worth.hire_cost[:2] if mix.hired else (0, 0)
        hours = quarter + sum(int(menu.hours[j]) for menu, j in uses)
        return hours, steps + sum(int(menu.money[j]) for menu, j in uses)

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
        return self.judging.shown(mix.chosen, mix.policy)

    def net_usd(self, mix: Mix) -> float:
        """Return a mix's expected net contribution over the years that count, usd a month."""
        return self.outcome(mix)[1]
