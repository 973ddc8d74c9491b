"""What adverts that run say of how many customers come: where those were only estimated."""

from collections.abc import Mapping, Sequence

import numpy as np

from advisor.catalogue import Case, Channel, Fit, Prior
from advisor.model.alternatives import nearest_mix
from advisor.model.curves import Array
from advisor.model.draws import Draws
from advisor.model.ledger import Ledger
from advisor.model.response import Business, respond

_SEED, _DRAWS = 0, 200  # of its own: what a case is depends on no draws asked for
_TINY = 1e-12


def times_by_adverts(
    case: Case, channels: Sequence[Channel], priors: Mapping[str, Prior], fits: Sequence[Fit]
) -> float:
    """Return by how much more customers come than were estimated, 1 or more.

    An owner who counts a part of his customers by a source and buys adverts there has, if these
    bring what they cost elsewhere, so many in all.  Both estimates are joined by precision, in
    logarithms; never beyond what leaves the usual room.
    """
    draws = Draws(priors, _SEED, _DRAWS)
    business = Business(case, draws, fits)
    ledger = Ledger(business, channels)
    own = case.done_today.keys() - case.closed.keys() - case.results.keys()
    brings: dict[str, Array] = {}
    for channel in channels:
        source = channel.ledger_source
        counted = channel.family == "paid" and case.source_counts.get(source)
        if counted and channel.channel in own:
            brings[source] = _brings(business, channel) + brings.get(source, 0.0)
    found = [_times(business, ledger, source, bought) for source, bought in brings.items()]
    beyond = 1.0 + draws.best("business.room_beyond_today")
    room = case.capacity_per_month / beyond / max(case.new_customers.best, _TINY)
    most = min(draws.best("ledger.most_times_source"), room)
    return max(1.0, min(most, max(found, default=1.0)))


def _brings(business: Business, channel: Channel) -> Array:
    """Return new customers a month by what is spent today, by its price, (n,)."""
    case, response = business.case, respond(business, channel)
    pick = int(nearest_mix([response], case.done_today, case.money_step_usd)[0])
    if not pick:
        return np.zeros(business.d.n_draws)
    table = response.draws["customers"]
    now = table[:, min(business.area_today, table.shape[1] - 1), 0, pick - 1]
    spent = case.done_today[channel.channel].usd_per_month or 0.0
    level = response.options[pick - 1].money_steps * case.money_step_usd
    return np.asarray(now * min(1.0, spent / max(level, _TINY)))


def _times(business: Business, ledger: Ledger, source: str, bought: Array) -> float:
    if float(bought.max(initial=0.0)) <= _TINY:
        return 1.0
    by_price = np.log(np.maximum(bought, float(bought.max()) * _TINY))
    share = np.log(ledger.shares_today[source])
    total = np.log(np.maximum(ledger.total, _TINY))
    gap = float((by_price - share - total).mean())
    loose = business.d.best("pooling.bias_log.paid") ** 2
    known = float(np.var(total))
    doubt = known + float(np.var(by_price)) + float(np.var(share)) + loose
    return float(np.exp(max(0.0, gap) * known / max(doubt, _TINY)))
