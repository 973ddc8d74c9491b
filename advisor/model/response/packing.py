"""Draws brought to one shape: a channel's quantities as the response that decisions read.

Formulas have the draws last, where they lie beside each other: so they are quick, and what a figure
draws is no more than a factor.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from advisor.catalogue import Channel
from advisor.model.curves import Array, Flags
from advisor.model.response.base import N_POLICIES, Business, Response
from advisor.model.response.options import Option

_PACKED = ("people_reached", "people_aware", "leads", "customers", "gross_extra", "bonds")


def pack(
    business: Business,
    channel: Channel,
    options: Sequence[Option],
    funnel: tuple[Array, Array, Array, Array],
    *,
    settled: bool = False,
    met: Sequence[float] | None = None,
    home_only: bool = True,
    offered: Flags | None = None,
    single_sale: Array | None = None,
    premium: Array | float = 1.0,
    bonds: Array | None = None,
    gross_extra: Array | None = None,
) -> Response:
    """Bring arrays to shape (n, P or 1, B or 1, J) and derive what a customer earns.

    Parameters
    ----------
    funnel : four arrays of shape up to (P, B, J, n), at least (J, n)
        People reached and aware, leads, customers, all a month.
    settled : bool, default False
        Whether it works fully from the first month.
    offered : array of shape (3, J), default all
        Options that exist within each policy's area.
    single_sale : array of shape (n,), optional
        Gross profit of one customer, usd, where the channel brings single sales; default the
        profit of a customer of the business.
    premium : array of shape (n,) or float
        How much more a customer of this channel is worth.
    bonds, gross_extra : arrays of such shapes, default zero
        Ties made, and profit (usd) of further purchases, a month.
    """
    n, n_options = business.d.n_draws, len(options)
    parts = *funnel, gross_extra, bonds
    full: dict[str, Array] = {}
    for name, value in zip(_PACKED, parts, strict=True):
        table = np.zeros((n_options, n)) if value is None else value
        full[name] = np.rollaxis(table[(None,) * (4 - table.ndim)], -1)
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
        *business.ramp(channel.channel, settled=settled),
        first,
        (each, later),
        np.asarray(met if met is not None else np.zeros(n_options), dtype=float),
        allowed,
        business.fit(channel.channel),
        business.relevance_of(channel.channel)
        * (business.d.best("goal.paid_reach_part") if channel.family == "paid" else 1.0),
    )


def levels(values: Sequence[float] | Array) -> Array:
    """Return values by level as a table (J, 1) that broadcasts against draws (n,)."""
    return np.asarray(values, dtype=float)[:, None]


def areas(values: Sequence[float] | Array) -> Array:
    """Return values by strategy as a table (P, 1, 1, 1) that broadcasts over levels and draws."""
    return np.asarray(values, dtype=float)[:, None, None, None]


def across(values: Array) -> Array:
    """Return values by draw (n,) as a table (n, 1, 1, 1) that broadcasts against packed draws."""
    return values[:, None, None, None]
