"""The shapes every channel shares: saturation, ramp, zones, seasons of effect.

All functions are pure and broadcast over draws, policies and levels.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

_TINY = 1e-9
_EFFECT_AT_FULL = 3.0  # time constants until 95 % of an effect is there: what "full" means
_LEAST_MONTHS = 0.1  # guards a division


def saturate(amount: ArrayLike, ceiling: ArrayLike) -> Array:
    """Return ceiling x (1 - exp(-amount / ceiling)): never above either, increasing in both.

    Used for people exposed (exposures against an audience) and for customers (against the
    buyers of the month).  `amount` and `ceiling` in the same unit; a ceiling of 0 gives 0.
    """
    below = -np.maximum(np.asarray(ceiling, dtype=float), _TINY)
    found = np.asarray(np.asarray(amount, dtype=float) / below)
    # In place: these are the largest arrays of an answer.
    np.expm1(found, out=found)
    found *= below
    return found


def ramp(
    months_to_full_effect: Array, horizon_months: int, delay_months: Array | float = 0.0
) -> Array:
    """Return the share of the full effect in each month, shape (n_draws, horizon_months).

    effect(t) = 1 - exp(-3 t / months_to_full_effect), taken at mid-month; 95 % of the effect is
    there at `months_to_full_effect` (priors_f2f shapes, F049-F052).  `delay_months` (n_draws,)
    moves it all later: nothing is there before.
    """
    months = np.arange(1, horizon_months + 1)[:, None] - 0.5
    since = np.maximum(months - delay_months, 0.0)
    tau = np.maximum(months_to_full_effect, _LEAST_MONTHS) / _EFFECT_AT_FULL
    return np.asarray(-np.expm1(-since / tau)).T  # draws beside each other, as in all responses


def share_inside(
    shares: tuple[Array, Array, Array], anchors: tuple[float, ...], people: float
) -> Array:
    """Return the share of exposures that falls inside an area of `people` around the town.

    Parameters
    ----------
    shares : three arrays of shape (n_draws,)
        Shares inside the town, the region and the country.

    Returns
    -------
    array of shape (n_draws,)
        Piecewise linear in log people between the anchors, proportional below the town;
        increasing in `people`.
    """
    town, region, country = shares
    region = np.maximum(region, town)
    country = np.maximum(country, region)
    points = [town, region, country, np.ones_like(town)]
    if people <= anchors[0]:
        return np.asarray(town * people / max(anchors[0], 1.0))
    for k in range(len(points) - 1):
        if people <= anchors[k + 1]:
            width = np.log(anchors[k + 1]) - np.log(anchors[k])
            part = (np.log(people) - np.log(anchors[k])) / width if width > 0 else 1.0
            return np.asarray(points[k] + (points[k + 1] - points[k]) * part)
    return points[3]


def aimed_share(
    inside: Array, aim: Array, conversion: Array, kept: Array, *, within_aim: bool
) -> Array:
    """Return the share (of unaimed exposures) inside an area when content is aimed at `aim`.

    Of the share outside the aim, `conversion` is turned into exposures inside it and of the rest
    `kept` remains outside.  Aiming wider never lowers the total and never raises what falls inside
    a smaller area (both checked as laws).  `inside`, `aim` (arrays of shape (n_draws,)): unaimed
    shares inside the area asked about and inside the aim.  `conversion`, `kept` (arrays of shape
    (n_draws,)): shares 0-1.  `within_aim`: true when the area asked about lies inside the aim.
    """
    outside = 1.0 - aim
    if within_aim:
        return np.asarray(inside * (1.0 + conversion * outside / np.maximum(aim, _TINY)))
    return np.asarray(
        aim + conversion * outside + kept * (1.0 - conversion) * np.maximum(inside - aim, 0.0)
    )


def repeated_units(count: int, second: Array, third: Array) -> Array:
    """Return the yield of `count` units in units of the first, shape (n_draws,).

    The second unit brings `second` of the first, every further one `third`.
    """
    total = np.ones_like(second)
    if count >= 2:
        total = total + second
    if count > 2:
        total = total + third * (count - 2)
    return np.asarray(total)
