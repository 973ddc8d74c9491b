"""Adverts on the engine's own formulas: clicks, a finer ladder of spends.

Nothing here has a formula of its own for what a spend brings: ``respond`` is asked again for
other spends, and for a business whose lead is the click.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from advisor.catalogue import WEEKS_PER_MONTH, Channel, Tables
from advisor.insight.adverts.result import SpendPoint
from advisor.model.curves import Array
from advisor.model.engine import Engine
from advisor.model.response import Response
from advisor.model.response.options import USD_STEP
from advisor.model.worth import Worth
from advisor.recommend.items import range_of
from advisor.results import Range

# Half response: the usual measure of where an audience is saturated (P469-P481, priors of adverts).
HALF = 0.5
_BELOW_FIRST = 4.0  # the finer ladder begins at this part of the first level
_FINER, _BEYOND = 24, 2.0  # steps of the finer ladder, and how far beyond the last level
_CLICKED = ("search_ads", "social_ads")


@dataclass(frozen=True)
class Where:
    """The engine that is asked, and the strategy; people met change nothing about adverts."""

    engine: Engine
    tables: Tables
    policy: int

    @property
    def step_local(self) -> float:
        """One step of the grid of money, in the profile's currency."""
        return self.engine.case.money_step_usd * self.engine.case.local_per_usd

    def response(self, channel: Channel, *, lead_unit: str | None = None) -> Response:
        """Return what adverts bring that the owner runs."""
        case = self.engine.case
        changed = replace(
            case, manager="no", staff_hours=0.0, lead_unit=lead_unit or case.lead_unit
        )
        return self.engine.response_of(channel, changed)

    def draws(self, response: Response, quantity: str) -> Array:
        """Return a quantity a month at full effect, shape (n, J)."""
        return response.at(quantity, self.policy)


def clicks_by_money(where: Where, channel: Channel) -> dict[int, Range]:
    """Return clicks a month by money steps, averaged over the horizon; empty without clicks.

    Where a business counts the click as the lead, leads are clicks of people it can serve times
    the part that would not have come anyway times the fit; both are taken off again.  A business
    that counts visits to its site has its clicks among the leads already.
    """
    if channel.kind not in _CLICKED or where.engine.case.lead_unit == "site_visit":
        return {}
    response = where.response(channel, lead_unit="site_visit")
    extra = where.engine.draws(f"{channel.channel}.incrementality")
    leads = where.draws(response, "leads") * response.mean_of("leads")[:, None]
    clicks = leads / (np.maximum(extra, 1e-9)[:, None] * max(response.fit, 1e-9))
    return {o.money_steps: range_of(clicks[:, j]) for j, o in enumerate(response.options)}


def curve_of(where: Where, channel: Channel) -> tuple[SpendPoint, ...]:
    """Return expected outcomes by spend, from a quarter of the least level to twice the largest.

    The least level leads the ladder, as in the engine, so that the same draws carry the weight.
    Customers are those who come; gross profit is of those there is room for.
    """
    first, last = channel.levels[0], channel.levels[-1] * _BEYOND
    # On the grid of money, so that no spend is rounded up to another.
    finer = np.ceil(np.geomspace(first / _BELOW_FIRST, last, _FINER) / USD_STEP) * USD_STEP
    others = sorted({float(x) for x in (*finer, *channel.levels)} - {first})
    levels = (first, *others)
    response = where.response(replace(channel, levels=levels))
    worth = Worth(where.engine.business, (response,), where.engine.ledger)
    expected, local = worth.expected[0], where.engine.case.local_per_usd
    hour = where.engine.case.value_of_owner_hour_usd * WEEKS_PER_MONTH
    room = where.engine.worth.free_capacity
    found = []
    for j, option in enumerate(response.options):
        at = {name: float(expected[name][where.policy, 0, j]) for name in expected}
        leads = response.at("leads", where.policy, j=j) * response.mean_of("leads")
        kept = min(1.0, room / max(at["customers"], 1e-12))
        gross = at["gross_new"] * kept + at["gross_extra"]
        cost = option.money_steps * where.engine.case.money_step_usd + option.owner_hours * hour
        found.append(
            SpendPoint(
                money_per_month=option.money_steps * where.step_local,
                leads=float(leads.mean()),
                customers=at["customers"],
                gross_profit=gross * local,
                net_contribution=(gross - cost) * local,
            )
        )
    return tuple(sorted(found, key=lambda point: point.money_per_month))


def saturates_at(curve: Sequence[SpendPoint]) -> float | None:
    """Return the spend from which on a piece of money brings less than half of the first piece.

    The half-saturation of the response, counted in customers, averaged over what is spent.  None
    where the curve brings nothing or is not that flat by its end.
    """
    spent = [(p.money_per_month, p.customers) for p in curve if p.money_per_month > 0]
    if not spent or spent[0][1] <= 0:
        return None
    first = spent[0][1] / spent[0][0]
    return next((money for money, won in spent if won / money < HALF * first), None)


def full_at(curve: Sequence[SpendPoint], room: float) -> float | None:
    """Return the spend that brings all the customers there is room for, None where none does."""
    return next((p.money_per_month for p in curve if p.customers >= room), None)


def worth_up_to(curve: Sequence[SpendPoint], least: float) -> float | None:
    """Return the spend with the highest net contribution, None where none of use pays."""
    useful = [p for p in curve if p.money_per_month >= least - 1e-9 and p.net_contribution > 0]
    if not useful:
        return None
    return max(useful, key=lambda p: (p.net_contribution, -p.money_per_month)).money_per_month
