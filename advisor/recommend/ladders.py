"""What each level of each channel brings on its own.

Nothing that the choice decides enters, so that what one likes changes no forecast, and the long
sorting of draws can be done while the choice is made.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from numpy.typing import NDArray

from advisor.model.curves import WEEKS_PER_MONTH
from advisor.model.engine import Engine
from advisor.model.forecast import points
from advisor.results import Range

Array = NDArray[np.float64]
Ladder = tuple[Mapping[str, Range], ...]
# A level costs the same in every draw, so the net contribution has the order of the gross profit.
_SORTED = ("people_reached", "people_aware", "leads", "customers", "gross_profit", "bonds")


def ladder_policy(engine: Engine, c: int) -> int:
    """Return the strategy a channel's levels are shown under: at home, or the stated goal."""
    row = engine.responses[c].channel
    return engine.goal_policy if row.aimable or row.draws_on == "next_towns" else 0


def ladders_begun(engine: Engine) -> Callable[[], tuple[Ladder, ...]]:
    """Begin the ladders of all channels and return what waits for them.

    Returns
    -------
    callable
        Takes nothing; returns per channel what its levels bring, a month, averaged over the
        horizon, money in the profile's currency; nobody is met through other channels.
    """
    which = [(c, ladder_policy(engine, c)) for c in range(len(engine.responses))]
    sizes = [len(_SORTED) * len(r.options) for r in engine.responses]
    rows = np.empty((sum(sizes), engine.draws.n_draws))
    ends = np.cumsum(sizes)
    for (c, policy), end in zip(which, ends, strict=True):
        _fill(rows[end - sizes[c] : end], engine, c, policy)
    # NumPy lets go of the interpreter while it sorts.
    pool = ThreadPoolExecutor(1)
    sorting = pool.submit(points, rows)
    pool.shutdown(wait=False)

    def wait() -> tuple[Ladder, ...]:
        parts = np.split(sorting.result(), ends[:-1])
        return tuple(_told(engine, c, part) for c, part in enumerate(parts))

    return wait


def ladder_of(engine: Engine, c: int, policy: int) -> Ladder:
    """Return what each level of one channel brings on its own under a strategy."""
    rows = np.empty((len(_SORTED) * len(engine.responses[c].options), engine.draws.n_draws))
    _fill(rows, engine, c, policy)
    return _told(engine, c, points(rows))


def _fill(rows: Array, engine: Engine, c: int, policy: int) -> None:
    """Fill rows with draws averaged over the horizon, (quantities sorted x J, n)."""
    response = engine.responses[c]

    def table(name: str) -> Array:
        full = response.draws[name]
        return np.asarray(full[:, min(policy, full.shape[1] - 1), 0, :].T)

    by_name = rows.reshape(len(_SORTED), len(response.options), -1)
    for part, name in zip(by_name, _SORTED, strict=True):
        if name == "gross_profit":
            np.multiply(table("gross_new"), response.sales_ramp_mean, out=part)
            part += table("gross_extra") * response.ramp_mean
        else:
            np.multiply(table(name), response.mean_of(name), out=part)


def _told(engine: Engine, c: int, told: Array) -> Ladder:
    """Return the ranges of a channel's levels from the points of its rows of draws."""
    case, worth = engine.case, engine.worth
    hour = WEEKS_PER_MONTH * case.value_of_owner_hour_usd
    cost = worth.usd[c] + worth.hours[c] * hour
    by_name: dict[str, Array] = dict(
        zip(_SORTED, told.reshape(len(_SORTED), len(cost), 3), strict=True)
    )
    gross = by_name["gross_profit"]
    by_name["gross_profit"] = gross * case.local_per_usd
    by_name["net_contribution"] = (gross - cost[:, None]) * case.local_per_usd
    listed = {name: value.tolist() for name, value in by_name.items()}
    return tuple({name: _range(rows[j]) for name, rows in listed.items()} for j in range(len(cost)))


def _range(three: Sequence[float]) -> Range:
    low, middle, high = three
    return Range(p5=low, p50=middle, p95=high)
