"""The client's own results: they move the forecast of a channel and narrow its range."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from advisor.model.response.base import Business, Response

_DAY = 1 / 30  # of a month: nobody counts for less, and it guards a division


def with_own_results(business: Business, response: Response, met_share: float = 1.0) -> Response:
    """Return the response with the client's own counts taken in.

    Normal updating in logs: the draws' own spread is the prior, the count over its months the
    observation with variance 1 / (count + 0.5) plus what the unknown level of effort adds.  Every
    level is scaled by the same draw-wise factor, so the range narrows and levels keep their
    relation.

    Parameters
    ----------
    met_share : float
        Share of the leads that the owner's other face to face left when they were counted.

    Returns
    -------
    Response
        Unchanged where the client gave no results for the channel.
    """
    case = business.case
    name = response.channel.channel
    own = case.results.get(name)
    if own is None:
        return response
    level = len([o for o in response.options if o.doer == "owner"]) // 2
    present = case.present_mix.get(name)
    if present is not None and present.hours_per_week is not None:
        level = int(
            np.argmin(
                [
                    np.inf if o.shared else abs(o.owner_hours - present.hours_per_week)
                    for o in response.options
                ]
            )
        )
    draws = dict(response.draws)
    for quantity, count in (("leads", own.leads), ("customers", own.customers)):
        if count is None:
            continue
        table = draws[quantity]
        modelled = np.log(np.maximum(table[:, 0, 0, level], 1e-9))
        centre, spread = float(np.mean(modelled)), max(float(np.std(modelled)), 1e-6)
        seen = np.log((count + 0.5) / max(own.months, _DAY) / met_share)
        noise = 1.0 / (count + 0.5) + business.d.best("pooling.own_results_spread_log") ** 2
        pull = spread**2 / (spread**2 + noise)
        new_centre = centre + pull * (seen - centre)
        shrink = np.sqrt(1.0 - pull)
        factor = np.exp(new_centre + shrink * (modelled - centre) - modelled)[:, None, None, None]
        draws[quantity] = table * factor
        if quantity == "leads" and own.customers is not None:
            continue
        before = draws["customers"] if quantity == "leads" else table
        after = before * factor
        if quantity == "customers":
            after = np.minimum(after, np.maximum(draws["leads"], 1e-12))
        ratio = np.divide(after, before, out=np.zeros_like(after), where=before > 0)
        draws["customers"] = after
        for profit in ("gross_new", "gross_later"):
            draws[profit] = draws[profit] * ratio
    return replace(response, draws=draws)
