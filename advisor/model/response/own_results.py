"""The client's own results: they move the forecast of a channel and narrow its range."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from advisor.model.alternatives import nearest_mix
from advisor.model.response.base import Business, Response, across
from advisor.model.response.options import HOUR_STEP

_DAY = 1 / 30  # of a month: nobody counts for less, and it guards a division
_SURE, _HARDLY_ANY = 1e-6, 1e-12  # a spread, and customers a month: guards of a division and a log


def with_own_results(business: Business, response: Response, met_share: float = 1.0) -> Response:
    """Return the response with the client's own counts taken in.

    Normal updating in logs: the draws' own spread is the prior, the count over its months the
    observation with variance 1 / (count + 0.5) plus what the unknown level of effort adds.  A
    model that is further from the count than its spread was too sure of itself: its spread is that
    distance then.  Every level is scaled by the same draw-wise factor, so levels keep their
    relation; a practice of which the model expects nothing brings the count at every level.

    Parameters
    ----------
    met_share : float
        Share of the leads that the owner's other face to face left when they were counted.

    Returns
    -------
    Response
        Unchanged where the client gave no results for the channel.  Where they were bought for far
        more money than any level costs, the practice is an option of its own, and the levels stay
        as they were: a paid place says nothing about a free one.
    """
    case = business.case
    name = response.channel.channel
    own = case.results.get(name)
    if own is None:
        return response
    bought = _as_bought(business, response)
    if bought is not None:
        return _beside(response, with_own_results(business, bought, met_share))
    pick = int(nearest_mix([response], case.present_mix, case.money_step_usd)[0])
    level = pick - 1 if pick else sum(o.doer == "owner" for o in response.options) // 2
    draws = dict(response.draws)
    if not draws["customers"][:, 0, 0, level].any():
        if not (own.leads or own.customers):
            return response
        draws["leads"] = draws["customers"] = np.ones(draws["customers"].shape)
        draws["gross_new"] = draws["customers"] * across(business.customer_profit)
        draws["gross_later"] = draws["customers"] * across(business.later_profit)
    for quantity, count in (("leads", own.leads), ("customers", own.customers)):
        if count is None:
            continue
        table = draws[quantity]
        modelled = np.log(np.maximum(table[:, 0, 0, level], _HARDLY_ANY))
        seen = np.log((count + 0.5) / max(own.months, _DAY) / met_share)
        noise = 1.0 / (count + 0.5) + business.d.best("pooling.own_results_spread_log") ** 2
        centre, spread = float(np.mean(modelled)), float(np.std(modelled))
        if spread < _SURE:
            modelled = centre + np.sqrt(noise) * business.d.normals(f"results.{name}")
            table, spread = across(np.exp(modelled)) * np.ones_like(table), np.sqrt(noise)
        prior = max(spread, abs(seen - centre))
        pull = prior**2 / (prior**2 + noise)
        around = (modelled - centre) * np.sqrt(1.0 - pull) * prior / spread
        factor = across(np.exp(centre + pull * (seen - centre) + around - modelled))
        before, after = draws[quantity], table * factor
        draws[quantity] = after
        if quantity == "leads" and own.customers is not None:
            continue
        if quantity == "leads":
            before, after = draws["customers"], draws["customers"] * factor
        else:
            draws["leads"] = np.maximum(draws["leads"], after)
        ratio = np.divide(after, before, out=np.zeros_like(after), where=before > _HARDLY_ANY)
        draws["customers"] = after
        for profit in ("gross_new", "gross_later"):
            draws[profit] = draws[profit] * ratio
    return replace(response, draws=draws)


def _as_bought(business: Business, response: Response) -> Response | None:
    """Return what the owner pays for today as the only option, None where a level costs that."""
    case = business.case
    use = case.present_mix.get(response.channel.channel)
    paid = 0.0 if use is None else use.usd_per_month or 0.0
    dearest = max(o.money_steps for o in response.options if o.alone) * case.money_step_usd
    best = business.d.best
    most = max(best("pooling.bought_usd"), best("pooling.bought_times") * dearest)
    if use is None or paid <= most:
        return None
    like = max(
        (j for j, o in enumerate(response.options) if o.alone),
        key=lambda j: (response.options[j].owner_hours, -j),
    )
    hours = use.hours_per_week
    option = replace(
        response.options[like],
        owner_hours=response.options[like].owner_hours
        if hours is None
        else math.ceil(hours / HOUR_STEP) * HOUR_STEP,
        money_steps=math.ceil(paid / case.money_step_usd - _SURE),
    )
    return replace(
        response,
        options=(option,),
        draws={name: table[..., like : like + 1] for name, table in response.draws.items()},
        met=response.met[like : like + 1],
        allowed=response.allowed[:, like : like + 1],
    )


def _beside(response: Response, other: Response) -> Response:
    """Return the options of two responses of one channel side by side."""
    draws = {
        name: np.concatenate(
            [table, np.broadcast_to(other.draws[name], (*table.shape[:-1], 1))], axis=-1
        )
        for name, table in response.draws.items()
    }
    return replace(
        response,
        options=(*response.options, *other.options),
        draws=draws,
        met=np.concatenate([response.met, other.met]),
        allowed=np.concatenate([response.allowed, other.allowed], axis=1),
    )
