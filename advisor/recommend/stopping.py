"""When to stop an advert: one rule, for the advice on adverts and for the plan's review."""

import numpy as np

from advisor.catalogue import WEEKS_PER_MONTH
from advisor.model.curves import Array
from advisor.model.engine import Engine
from advisor.model.response import Response
from advisor.results import StopRule

# One in twenty: how rarely a channel that pays may be stopped too early.
_TOO_EARLY = 0.05
_MOST_WEEKS = 52  # nobody tests longer than a year
_SAME = 1e-6  # share by which amounts of money may differ by rounding
_BY_CUSTOMERS = ("site_visit", "visit_site_or_stall", "visit_intent")


def stop_rule(engine: Engine, response: Response, policy: int, money: float) -> StopRule:
    """Return when to stop an advert that the owner runs, from the draws at full effect.

    `money`: what it takes a month, one of its levels, in the profile's currency.

    Enquiries an owner counts are more than those the adverts caused; the part that would have
    come anyway is added again where the channel has a figure for it.
    """
    d, case, local = engine.draws, engine.case, engine.case.local_per_usd
    step = case.money_step_usd * local
    j = next(
        k
        for k, o in enumerate(response.options)
        if o.doer == "owner" and abs(o.money_steps * step - money) < _SAME * max(money, 1.0)
    )
    option, channel = response.options[j], response.channel
    known = d.has(f"{channel.channel}.incrementality")
    extra = d(f"{channel.channel}.incrementality") if known else np.ones(d.n_draws)
    seen = {
        name: response.at(name, policy)[:, j] / np.maximum(extra, 1e-9)
        for name in ("leads", "customers")
    }
    # Over the years that count, as in the decision.
    profits = ("gross_new", "gross_later", "gross_extra")
    gross = np.sum([response.at(name, policy)[:, j] for name in profits], axis=0)
    usd = option.money_steps * case.money_step_usd
    hours = option.owner_hours * WEEKS_PER_MONTH * case.value_of_owner_hour_usd
    pays = gross >= usd + hours
    leads = None if case.lead_unit in _BY_CUSTOMERS else _weeks(seen["leads"][pays])
    customers = _weeks(seen["customers"][pays])
    return StopRule(
        money_per_month=money,
        chance_it_pays=float(pays.mean()),
        spend_without_lead=None if leads is None else leads / WEEKS_PER_MONTH * money,
        weeks_without_lead=leads,
        spend_without_customer=None if customers is None else customers / WEEKS_PER_MONTH * money,
        weeks_without_customer=customers,
        most_per_lead=_each(gross, seen["leads"], local),
        most_per_customer=_each(gross, seen["customers"], local),
    )


def _weeks(monthly: Array) -> int | None:
    """Return the first week by which all but one in twenty would have seen one event."""
    if len(monthly) == 0:
        return None
    for week in range(1, _MOST_WEEKS + 1):
        if float(np.exp(-monthly * week / WEEKS_PER_MONTH).mean()) <= _TOO_EARLY:
            return week
    return None


def _each(gross: Array, count: Array, local: float) -> float | None:
    """Return the median of what one is worth, None where there is none."""
    there = count > 1e-9
    return float(np.median(gross[there] / count[there])) * local if there.any() else None
