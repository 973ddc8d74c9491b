"""Mixes as result items: ranges in the profile's currency, the manager's part, private groups."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from advisor.catalogue import ATTACHED, WEEKS_PER_MONTH, Tables
from advisor.explain.names import with_posts_of
from advisor.model.curves import Array
from advisor.model.engine import Engine
from advisor.model.forecast import FIGURES, POINTS, MixForecast, Use, points, ranges, uses_of
from advisor.model.mix import Mix
from advisor.results import AllocationItem, Forecast, MixItem, MonthForecast, Payback, Range, Totals

AIMS = ("home_town", "neighbouring_towns", "reach_goal")
# Costs are the same in every draw: these ranges are those of a profit, moved.
_MOVED = {"net_contribution": "gross_profit", "net_over_years": "both_profits"}
_MONEY = ("gross_profit", "later_profit", "both_profits")
_SORTED = (*(name for name in FIGURES if name not in _MOVED), "both_profits")


def range_of(draws: Array) -> Range:
    """Return the 5 %, 50 % and 95 % points of draws, shape (n,)."""
    return Range.of(ranges(draws).tolist())


def figures(draws: Mapping[str, Array], local_per_usd: float) -> dict[str, Any]:
    """Return the ranges of draws (n,), money in the profile's currency."""
    return all_figures([draws], local_per_usd)[0]


def all_figures(
    several: Sequence[Mapping[str, Array]], local_per_usd: float
) -> list[dict[str, Any]]:
    """Return the ranges of each of several forecasts, worked out together."""
    found: list[dict[str, Any]] = []
    if not several:
        return found

    def rows_of(draws: Mapping[str, Array]) -> list[Array]:
        both = draws["gross_profit"] + draws["later_profit"]
        return [both if name == "both_profits" else draws[name] for name in _SORTED]

    rows = points(np.stack([row for draws in several for row in rows_of(draws)]))
    rows = rows.reshape(len(several), len(_SORTED), len(POINTS))
    for draws, given in zip(several, rows, strict=True):
        by_name = dict(zip(_SORTED, given, strict=True))
        spent = float(draws["gross_profit"][0] - draws["net_contribution"][0])
        for name, of in _MOVED.items():
            by_name[name] = (by_name[of] - spent) * local_per_usd
        for name in _MONEY:
            by_name[name] = by_name[name] * local_per_usd
        found.append({name: Range.of(by_name[name].tolist()) for name in FIGURES})
    return found


class Items:
    """Turns an engine's mixes into result items."""

    def __init__(self, engine: Engine, tables: Tables) -> None:
        self.engine, self.tables = engine, tables
        self.case = engine.case
        self.step_local = self.case.money_step_usd * self.case.local_per_usd
        self.attached_part = 1.0 - 1.0 / engine.draws.best(f"{ATTACHED}.lead_factor")
        self.attached_hours = engine.draws.best(f"{ATTACHED}.hours_per_week") + engine.draws.best(
            "business.attention_hours"
        )

    def aim(self, channel: str, policy: int) -> str:
        """Return the area a channel is worked toward under a strategy."""
        row = self.tables.channels[channel]
        if row.draws_on == "next_towns":
            return "neighbouring_towns"
        if not row.aimable:
            return "home_town"
        return AIMS[self.engine.responses[self.engine.judging.ids.index(channel)].aims[policy]]

    def _split(self, use: Use) -> list[tuple[str, Use, float]]:
        """Return (channel, costs, share of the outcome): two for a host with a private group."""
        response = self.engine.responses[use.c]
        name = response.channel.channel
        if not response.options[use.j].attached:
            return [(name, use, 1.0)]
        hours = min(self.attached_hours, use.owner_hours)
        host = Use(
            use.c,
            use.j,
            use.owner_hours - hours,
            use.staff_hours,
            use.manager_hours,
            use.money_steps,
            use.start_month,
        )
        group = Use(use.c, use.j, hours, 0.0, 0.0, 0, use.start_month)
        return [(name, host, 1.0 - self.attached_part), (ATTACHED, group, self.attached_part)]

    def mix_items(self, mix: Mix) -> tuple[MixItem, ...]:
        """Return a mix as items without forecasts."""
        found = []
        for use in uses_of(self.engine.worth, mix):
            for name, one, _ in self._split(use):
                found.append(MixItem(**self._costs(name, one)))
        return tuple(sorted(found, key=lambda i: i.channel))

    def _costs(self, name: str, use: Use) -> dict[str, Any]:
        option, row = self.engine.responses[use.c].options[use.j], self.tables.channels[name]
        host = row.shares_posts_of[0] if option.shared else ""
        return {
            "channel": name,
            "family": row.family,
            "name": with_posts_of(row.name, self.tables.channels[host].name) if host else row.name,
            "posts_of": host,
            "units": 1 if name == ATTACHED else option.units,
            "hours_per_week": use.owner_hours,
            "staff_hours_per_week": use.staff_hours,
            "manager_hours_per_week": use.manager_hours,
            "money_per_month": use.money_steps * self.step_local,
        }

    def allocation(
        self, mix: Mix, forecast: MixForecast, shares: Mapping[str, float] | None
    ) -> tuple[AllocationItem, ...]:
        """Return a mix as items with their forecasts, channels in the order of their ids."""
        found = []
        value = self.case.value_of_owner_hour_usd * WEEKS_PER_MONTH
        split = [(k, *one) for k, use in enumerate(forecast.uses) for one in self._split(use)]
        draws = []
        for k, name, one, part in split:
            cost = one.money_steps * self.case.money_step_usd + one.owner_hours * value
            months = self.case.horizon_months
            active = max(0, months + 1 - one.start_month) / months
            for brings, costs in ((forecast.channels[k], cost * active), (forecast.full[k], cost)):
                draws.append(_part(brings, part, costs, first=name != ATTACHED))
        told = iter(all_figures(draws, self.case.local_per_usd))
        for _, name, one, _ in split:
            option = self.engine.responses[one.c].options[one.j]
            done = {
                "owner": one.owner_hours > 0,
                "staff": one.staff_hours > 0,
                "manager": one.manager_hours > 0,
            }
            found.append(
                AllocationItem(
                    **self._costs(name, one),
                    done_by=tuple(who for who, does in done.items() if does) or (option.doer,),
                    start_month=one.start_month,
                    aim=self.aim(name, mix.policy),
                    share_of_worlds=None if shares is None else shares.get(name, 0.0),
                    **next(told),
                    at_full_effect=Forecast(**next(told)),
                )
            )
        return tuple(sorted(found, key=lambda i: i.channel))

    def totals(self, forecast: MixForecast) -> Totals:
        """Return the ranges of the mix as a whole, zero where nothing is in it."""
        if not forecast.uses:
            return Totals(**dict.fromkeys(FIGURES, Range.exactly(0.0)))
        return Totals(**figures(forecast.total, self.case.local_per_usd))

    def months(self, forecast: MixForecast) -> tuple[MonthForecast, ...]:
        """Return the ranges of every month of the horizon."""
        horizon = self.case.horizon_months
        months = [{name: forecast.months[name][:, t] for name in FIGURES} for t in range(horizon)]
        return tuple(
            MonthForecast(month=t + 1, **values)
            for t, values in enumerate(all_figures(months, self.case.local_per_usd))
        )

    def payback(self, forecast: MixForecast) -> Payback:
        """Return when the median of cumulative cash is back at zero for good."""
        cash = ranges(forecast.cash) * self.case.local_per_usd
        middle = cash[1]
        below = np.flatnonzero(middle < 0)
        month: int | None = 1 if len(below) == 0 else int(below[-1]) + 2
        if not forecast.uses or month is None or month > len(middle):
            month = None
        return Payback(
            month=month,
            deepest_dip=float(min(0.0, middle.min(initial=0.0))),
            by_month=tuple(float(x) for x in middle),
            range_by_month=tuple(Range.of(three) for three in cash.T.tolist()),
        )


def _part(draws: Mapping[str, Array], part: float, cost: float, *, first: bool) -> dict[str, Array]:
    """Return a share of a channel's outcome at its own cost; people stay with the host."""
    found = {
        name: draws[name] * part for name in ("leads", "customers", "gross_profit", "later_profit")
    }
    for name in ("people_reached", "people_aware", "bonds"):
        found[name] = draws[name] if first else np.zeros_like(draws[name])
    found["net_contribution"] = found["gross_profit"] - cost
    found["net_over_years"] = found["net_contribution"] + found["later_profit"]
    return found
