"""What a figure of ours can be when the owner knows it better: wide, but never nonsense.

A share stays a share, an hour fits into a week, what is divided by is above nothing; beyond that a
figure may be as many times ours as its kind allows.  What lies outside is refused in a sentence,
so that the formulas never meet a number they cannot carry.
"""

import math

from advisor.catalogue import Prior
from advisor.evidence.expected import WHOLE

# Pure numbers carry exponents, growth and logarithms: beyond ten times ours they mean nothing.
_PURE = frozenset(
    {"ratio", "factor", "exponent", "units", "channels", "customers", "years", "miles_per_minute"}
)
_TIMES_PURE, _TIMES = 10.0, 10_000.0  # what no formula fails at
# What may be nothing at all of a channel; everything else is divided by.
_MAY_BE_NOTHING = frozenset(
    {
        "hours_per_week", "usd_per_month", "share", "exposures", "people_per_month",
        "leads_per_month", "leads_per_year", "visits_per_month", "orders_per_month",
        "bonds_per_month", "customers_per_month",
    }
)  # fmt: skip
# All there is, the square of a size, a week, and longer than anybody plans.
_MOST = {"share": 1.0, "exponent": 2.0, "hours_per_week": 168.0, "months": 120.0, "years": 10.0}


def figure_bounds(prior: Prior) -> tuple[float, float]:
    """Return the least and the most an owner's own figure may be, in the figure's unit.

    Examples
    --------
    >>> from advisor.evidence import load_tables
    >>> priors = load_tables().priors
    >>> figure_bounds(priors["referral_group.closing"])
    (0.0, 1.0)
    >>> figure_bounds(priors["direct_mail.cost_per_1000"])[0] > 0
    True
    """
    times = _TIMES_PURE if prior.unit in _PURE else _TIMES
    most = min(prior.high * times, max(_MOST.get(prior.unit, math.inf), prior.high))
    nothing = prior.unit in _MAY_BE_NOTHING and prior.channel not in WHOLE
    if prior.low <= 0.0 or nothing:
        return _round(min(0.0, prior.low * times)), _round(most)
    return _round(prior.low / times), _round(most)


def _round(bound: float) -> float:
    """Return a bound as it is written in a sentence, so that what is written is allowed."""
    return float(f"{bound:.9g}")
