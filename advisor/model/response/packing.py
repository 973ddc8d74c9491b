"""Draws brought to one shape: a channel's quantities as the response that decisions read."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from advisor.catalogue import Channel
from advisor.model.curves import Array, Flags
from advisor.model.response.base import BY_CUSTOMER, N_POLICIES, QUANTITIES, Business, Response
from advisor.model.response.options import Option


def pack(
    business: Business,
    channel: Channel,
    options: Sequence[Option],
    ramps: tuple[Array, Array],
    *,
    met: Sequence[float] | None = None,
    home_only: bool = True,
    offered: Flags | None = None,
    single_sale: Array | None = None,
    premium: Array | float = 1.0,
    **quantities: Array,
) -> Response:
    """Bring arrays to shape (n, P or 1, B or 1, J) and derive what a customer earns.

    Parameters
    ----------
    offered : array of shape (3, J), default all
        Options that exist within each policy's area.
    single_sale : array of shape (n,), optional
        Gross profit of one customer, usd, where the channel brings single sales; default the
        profit of a customer of the business.
    premium : array of shape (n,) or float
        How much more a customer of this channel is worth.
    **quantities : arrays of shape (n, J) or (n, P, B, J)
        Among people_reached, people_aware, leads, customers, and where they exist bonds and
        gross_extra; missing ones are zero.
    """
    n, n_options = business.d.n_draws, len(options)
    full: dict[str, Array] = {}
    for name in QUANTITIES:
        if name in quantities:
            value = quantities[name]
            full[name] = value[:, None, None, :] if value.ndim == 2 else value
        elif name not in BY_CUSTOMER:
            full[name] = np.zeros((n, 1, 1, n_options))
    if single_sale is None:
        each, later = business.customer_profit * premium, business.later_profit * premium
        first = 1.0 / business.purchases
    else:
        each, later, first = single_sale, np.zeros(n), np.ones(n)
    allowed = np.ones((N_POLICIES, n_options), dtype=bool) if offered is None else offered
    if not home_only:
        allowed[0, :] = False
    return Response(
        channel,
        tuple(options),
        full,
        *ramps,
        first,
        (each, later),
        np.asarray(met if met is not None else np.zeros(n_options), dtype=float),
        allowed,
        business.fit(channel.channel),
        business.relevance_of(channel.channel)
        * (business.d.best("goal.paid_reach_part") if channel.family == "paid" else 1.0),
    )


def across(values: Array) -> Array:
    """Return values by draw as a table (n, 1, 1, 1) that broadcasts over areas and levels."""
    return values[:, None, None, None]


def column(values: Sequence[float] | Array) -> Array:
    """Return level values as a row (1, J) that broadcasts against draws (n, 1)."""
    return np.asarray(values, dtype=float)[None, :]
