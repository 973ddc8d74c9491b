"""A profile solved once for all budgets up to a widest pair; every other one is a look-up.

Hours are per week, money per month in the profile's currency.  What does not fit the look-up (a
wish that the asked budgets cannot pay, an effort beyond the widest pair) is solved again for that
pair alone, so that every answer equals what ``recommend`` would say with those budgets.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import numpy as np

from advisor.catalogue import STRATEGIES, Tables
from advisor.evidence.resolve.person import present_use
from advisor.evidence.tables import load_tables
from advisor.explain.reasons import say
from advisor.explain.what_if_words import FIGURES, stem
from advisor.insight.what_if.widest import MOST_HOURS, most_hours, most_money
from advisor.model.alternatives import nearest_mix
from advisor.model.curves import Array
from advisor.model.engine import Engine
from advisor.model.forecast import uses_of
from advisor.model.mix import Mix
from advisor.model.response.options import HOUR_STEP
from advisor.profile import BusinessProfile, parse_profile
from advisor.recommend import solve
from advisor.recommend.beside import alike_at, more_never_hurts
from advisor.recommend.budgets import least_of, marginal_of
from advisor.recommend.cases import case_of
from advisor.recommend.items import Items
from advisor.recommend.wishes import about_wishes
from advisor.results import Beside, BudgetGrid, DecidingFigure, LeastFor, Marginal, Outcome

_BUSINESS = "business"
_USD = ("usd", "usd_per_month")
# Below this correlation a thousand draws cannot be told from chance.
_CHANCE = 0.1
_LOW, _HIGH = 0.05, 0.95  # the ends of every range shown


def _ranks(values: Array) -> Array:
    return np.argsort(np.argsort(values)).astype(float)


def _together(one: Array, two: Array) -> float:
    """Return the rank correlation of two sets of draws, 0 where one does not vary."""
    if np.ptp(one) < 1e-12 or np.ptp(two) < 1e-12:
        return 0.0
    return float(np.corrcoef(_ranks(one), _ranks(two))[0, 1])


def deciding(engine: Engine, mix: Mix, tables: Tables, most: int) -> tuple[DecidingFigure, ...]:
    """Return the figures on which the spread of a mix's gross profit hangs most.

    A figure's share is its squared rank correlation with its channel's gross profit, draw by draw,
    times that channel's part of the spread; figures of the whole business are held against the
    whole.  Only figures an owner can count are named (``what_if_words.FIGURES``); one the owner
    gave stays in the list, however little it varies.  The owner's own first, then the most
    deciding.
    """
    if mix.empty:
        return ()
    forecast = engine.forecast(mix)
    outcomes, spread = {}, {}
    for use, draws in zip(forecast.uses, forecast.channels, strict=True):
        name = engine.responses[use.c].channel.channel
        outcomes[name] = draws["gross_profit"]
        low, high = np.quantile(draws["gross_profit"], (_LOW, _HIGH))
        spread[name] = float(high - low) ** 2
    whole = max(sum(spread.values()), 1e-12)
    outcomes[_BUSINESS], spread[_BUSINESS] = forecast.total["gross_profit"], whole
    found = []
    for prior_id, prior in sorted(engine.draws.used.items()):
        own = prior.grade == "owner"
        if not own and (
            prior.channel not in outcomes
            or stem(prior.quantity) not in FIGURES
            or prior.high <= prior.low
        ):
            continue
        outcome = outcomes.get(prior.channel)
        pull = 0.0 if outcome is None else _together(engine.draws(prior_id), outcome)
        if abs(pull) < _CHANCE and not own:
            continue
        channel = tables.channels.get(prior.channel)
        found.append(
            DecidingFigure(
                prior_id=prior_id,
                channel=prior.channel,
                channel_name="" if channel is None else channel.name,
                quantity=prior.quantity,
                low=prior.low,
                best=prior.best,
                high=prior.high,
                unit=prior.unit,
                local_per_unit=engine.case.price_level * engine.case.local_per_usd
                if prior.unit in _USD
                else 1.0,
                grade=prior.grade,
                share=pull**2 * spread.get(prior.channel, 0.0) / whole,
                own=own,
            )
        )
    found.sort(key=lambda f: (not f.own, -f.share, f.prior_id))
    mine = [f for f in found if f.own]
    return (*mine, *[f for f in found if not f.own][:most])


_TINY = 1e-9
_PAIRS_REMEMBERED = 64  # as many as one moves two sliders to
_POINTS = 31  # a side of the map: finer than it is drawn
_FIGURES = 8  # shown at most


def open_budgets(profile: BusinessProfile, *, n_draws: int = 1000) -> OpenBudgets:
    """Solve a profile for every pair of budgets up to about twice its own.

    Raises ``ProfileError`` if an answer is not allowed.
    """
    tables = load_tables()
    case = case_of(profile, tables)
    step = case.money_step_usd * case.local_per_usd
    hours, money = most_hours(profile.hours_per_week), most_money(profile.money_per_month, step)
    return OpenBudgets(profile, tables, n_draws, hours, money)


class OpenBudgets:
    """All budgets of one business, solved: look-ups only from here on.

    `hours`, `money`: widest budgets: hours a week, money a month in the profile's currency.
    """

    def __init__(
        self, profile: BusinessProfile, tables: Tables, n_draws: int, hours: float, money: float
    ) -> None:
        self.profile, self.tables = profile, tables
        self._asked = solve(profile, n_draws=n_draws, worlds=0, tables=tables)
        self.hours, self.money = hours, money
        self._engine = self._solved(hours, money)
        self._items = Items(self._engine, tables)
        self._looked_up = lru_cache(maxsize=_PAIRS_REMEMBERED)(self._look_up)
        self._narrow = lru_cache(maxsize=2)(self._solved)

    @property
    def currency(self) -> str:
        """The currency of all amounts."""
        return self._engine.case.currency

    @property
    def weights(self) -> Mapping[str, float]:
        """Weights of the goals in use, given or assumed."""
        return self._engine.case.weights

    @property
    def customers_wanted(self) -> float:
        """New customers a month wanted, given or assumed."""
        return self._engine.case.customers_wanted

    @property
    def money_step(self) -> float:
        """The smallest amount of money that is told apart, in the currency."""
        return self._engine.case.money_step_usd * self._engine.case.local_per_usd

    @property
    def closed(self) -> Mapping[str, str]:
        """Channels this business cannot use, each with a sentence that says why."""
        return {name: say(code, {}) for name, code in self._engine.case.closed.items()}

    def _solved(self, hours: float, money: float) -> Engine:
        return self._asked.asked({"hours_per_week": hours, "money_per_month": money})

    def _cells(self, hours: float, money: float) -> tuple[int, int]:
        case = self._engine.case
        steps = money / case.local_per_usd / case.money_step_usd
        return int(hours / HOUR_STEP + _TINY), int(steps + _TINY)

    def _payable(self, h: int, m: int) -> bool:
        return any(grid.mix(h, m) is not None for grid in self._engine.grids)

    def _for(self, hours: float, money: float) -> Engine:
        """Return the engine that answers for these budgets."""
        inside = hours <= self.hours + _TINY and money <= self.money * (1 + _TINY)
        if inside and not self._engine.dropped and self._payable(*self._cells(hours, money)):
            return self._engine
        return self._narrow(min(hours, MOST_HOURS), money)

    def at(self, hours: float, money: float) -> Outcome:
        """Return the best mix of a pair of budgets with what it comes to.

        The same as ``recommend`` would choose with these budgets.  `hours`: the owner's hours a
        week.  `money`: money a month in the profile's currency.
        """
        return self._looked_up(hours, money)

    def _look_up(self, hours: float, money: float) -> Outcome:
        engine = self._for(hours, money)
        cells = self._cells(hours, money)
        best = engine.at(*cells)
        alike = alike_at(engine, best, *cells)
        return self._outcome(engine, best, hours, money).model_copy(update={"alike": alike})

    def _outcome(self, engine: Engine, mix: Mix, hours: float, money: float) -> Outcome:
        items = self._items if engine is self._engine else Items(engine, self.tables)
        forecast = engine.forecast(mix)
        uses = uses_of(engine.worth, mix)
        customers, net_usd = engine.outcome(mix) if not mix.empty else (0.0, 0.0)
        return Outcome(
            call=None if mix.empty else STRATEGIES[mix.policy],
            hours=hours,
            money=money,
            hours_used=sum(u.owner_hours for u in uses),
            money_used=sum(u.money_steps for u in uses) * items.step_local,
            staff_hours_used=sum(u.staff_hours for u in uses),
            allocation=items.allocation(mix, forecast, None),
            totals=items.totals(forecast),
            customers=customers,
            net_contribution=net_usd * engine.case.local_per_usd,
            utility=mix.utility,
            hired=mix.hired,
            dropped=tuple(self.tables.channels[n].name for n in sorted(engine.dropped)),
            wishes=tuple(say(code, f) for code, f in about_wishes(engine, self.tables, mix)),
        )

    def marginal(self, hours: float, money: float) -> Marginal:
        """Return what one more hour, and a hundred more, would bring at a pair of budgets."""
        engine = self._for(hours, money)
        h, m = self._cells(hours, money)
        return marginal_of(engine, engine.at(h, m), lambda dh, dm: engine.at(h + dh, m + dm))

    def surface(self, points: int = _POINTS) -> BudgetGrid:
        """Return the best outcome for a grid of budgets up to the widest pair.

        `points`: budgets a side.  Without baselines, which are better only where capacity binds.
        """
        engine = self._engine
        top_h, top_m = self._cells(self.hours, self.money)
        hours = sorted({round(top_h * k / (points - 1)) for k in range(points)})
        money = sorted({round(top_m * k / (points - 1)) for k in range(points)})
        mixes = more_never_hurts([
            [engine.at(h, m, quick=True) if self._payable(h, m) else None for m in money]
            for h in hours
        ])  # fmt: skip
        rows: dict[str, list[tuple[float | None, ...]]] = {
            "utility": [],
            "customers": [],
            "net": [],
        }
        for line in mixes:
            outcomes = [
                None if mix is None else (0.0, 0.0) if mix.empty else engine.outcome(mix)
                for mix in line
            ]
            local = engine.case.local_per_usd
            rows["utility"].append(tuple(None if m is None else m.utility for m in line))
            rows["customers"].append(tuple(None if o is None else o[0] for o in outcomes))
            rows["net"].append(tuple(None if o is None else o[1] * local for o in outcomes))
        return BudgetGrid(
            hours=tuple(h * HOUR_STEP for h in hours),
            money=tuple(m * self.money_step for m in money),
            utility=tuple(rows["utility"]),
            customers=tuple(rows["customers"]),
            net_contribution=tuple(rows["net"]),
        )

    def least(self, wanted: float) -> LeastFor:
        """Return the least effort that brings `wanted` new customers a month.

        `wanted`: averaged over the horizon, those who come anyway counted.  Hours at their value
        plus money are least; no manager is hired for it.
        """
        anyway = float(np.median(self._engine.worth.base_line))
        if wanted <= anyway:
            met = say("goal_met", {})
            return LeastFor(wanted=wanted, anyway=anyway, reachable=True, reason=met)
        given = self.profile.hours_per_week, self.profile.money_per_month
        cells = self._cells(*given)
        own = self._engine.at(*cells) if self._for(*given) is self._engine else None
        mix = self._engine.least(wanted - anyway, own, cells)
        found = least_of(self._engine, self._items, wanted - anyway, mix, wanted)
        if mix is None:
            why = found.reason or ""
            return LeastFor(wanted=wanted, anyway=anyway, reachable=False, reason=why)
        return LeastFor(
            wanted=wanted,
            anyway=anyway,
            reachable=True,
            hours=found.hours or 0.0,
            money=found.money or 0.0,
            customers=self._engine.customers(mix),
            allocation=found.allocation,
        )

    def beside(
        self, present: Mapping[str, Mapping[str, Any]], hours: float, money: float
    ) -> Beside:
        """Judge the owner's own mix beside the best ones, under the same draws.

        `present`: any subset of the three; money in the profile's currency.  Each use is judged at
        the nearest level of effort that is known of its channel.  Raises ``ProfileError`` if a
        channel or number is not allowed.
        """
        checked = parse_profile({**self.profile.answers(), "present_mix": dict(present)})
        uses = present_use(checked, self.tables, self._engine.case.local_per_usd)
        best_engine = self._for(hours, money)
        best = best_engine.at(*self._cells(hours, money))
        engine = self._engine
        chosen = nearest_mix(engine.responses, uses, engine.case.money_step_usd)
        away = any(
            pick and r.channel.draws_on == "next_towns"
            for r, pick in zip(engine.responses, chosen, strict=True)
        )
        mine = engine.judged(chosen, max(best.policy, 1) if away else best.policy)
        own = self._outcome(engine, mine, 0.0, 0.0)
        own = own.model_copy(
            update={
                "hours": own.hours_used,
                "money": own.money_used,
                "left_out": tuple(
                    (self.tables.channels[name].name, self.closed[name])
                    for name in uses
                    if name in engine.case.closed
                ),
            }
        )
        # A hair more, so that an effort on a step of the grid is not rounded below it.
        same = self.at(own.hours_used, own.money_used + 1e-6 * self.money_step)
        if mine.utility > same.utility + _TINY and not mine.empty:
            same = own
        return Beside(own=own, best=self.at(hours, money), same_effort=same)

    def figures(
        self, hours: float, money: float, most: int = _FIGURES
    ) -> tuple[DecidingFigure, ...]:
        """Return the figures that decide most for the best mix of a pair of budgets.

        `most`: how many, the owner's own ones not counted.  Returns the owner's own first, then the
        most deciding.
        """
        engine = self._for(hours, money)
        return deciding(engine, engine.at(*self._cells(hours, money)), self.tables, most)
