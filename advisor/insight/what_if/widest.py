"""How far budgets are opened around the owner's own, so that there is room to move.

Up to the fine part of the grid twice as far; beyond it only a little, as every doubling of the
grid costs time.
"""

import math

from advisor.model.budgets import FINE_HOURS, FINE_MONEY
from advisor.model.limits import MORE_HOURS, MORE_MONEY
from advisor.model.response.options import HOUR_STEP

_LEAST_TOP_HOURS, MOST_HOURS = 15.0, 100.0  # a week: a slider shorter or longer helps nobody
_LEAST_TOP_STEPS = 100  # of money: the same of the other slider
_NICE = (1, 2, 2.5, 5, 10)  # round numbers
_BEYOND = 1.25  # a slider goes a quarter beyond what is asked


def nice_above(value: float) -> float:
    """Return the smallest of 1, 2, 2.5, 5 times a power of ten that is not below `value`.

    Examples
    --------
    >>> [nice_above(x) for x in (430, 1001, 24)]
    [500.0, 2000.0, 25.0]
    """
    if value <= 0:
        return 1.0
    power = 10.0 ** math.floor(math.log10(value))
    return next(float(f * power) for f in _NICE if f * power >= value - 1e-9 * power)


def most_hours(hours: float) -> float:
    """Return how far hours a week are opened for an owner who has `hours`.

    Twice as far; for those with many already a little further, as every doubling of the grid
    costs time.

    Examples
    --------
    >>> [most_hours(x) for x in (5, 12, 26, 60, 100)]
    [15.0, 24.0, 29.0, 75.0, 100.0]
    """
    fine = (FINE_HOURS - MORE_HOURS) * HOUR_STEP
    wished = max(_LEAST_TOP_HOURS, 2.0 * hours)
    if wished > fine:
        wished = max(fine, _BEYOND * hours if hours > fine else 0.0)
    return float(math.ceil(min(MOST_HOURS, max(wished, hours))))


def most_money(money: float, step: float) -> float:
    """Return how far money a month is opened, likewise.

    A round amount, never below `money`.  `money`: what the owner has, in the profile's currency.
    `step`: the grid's step in the same currency.

    Examples
    --------
    >>> [most_money(x, 5.0) for x in (0, 100, 900, 5000)]
    [500.0, 500.0, 1900.0, 10000.0]
    """
    fine = (FINE_MONEY - MORE_MONEY) * step
    wished = nice_above(max(_LEAST_TOP_STEPS * step, 2.0 * money))
    if wished > fine:
        wished = nice_above(_BEYOND * money) if money > fine else _round_below(fine)
    return max(wished, money)


def _round_below(value: float) -> float:
    """Return `value` cut to two figures."""
    power = 10.0 ** (math.floor(math.log10(value)) - 1)
    return float(math.floor(value / power + 1e-9) * power)
