"""What each level of each channel brings on its own.

Nothing that the choice decides enters, so that what one likes changes no forecast, and the long
sorting of draws can be done while the choice is made.
"""

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from advisor.model.curves import Array
from advisor.model.engine import Engine
from advisor.model.forecast import POINTS, points
from advisor.results import Range

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
    new = [(c, policy) for c, policy in which if _key(policy) not in engine.responses[c].kept]
    if not new:
        return lambda: tuple(_told(engine, c, policy) for c, policy in which)
    sizes = [len(_SORTED) * len(engine.responses[c].options) for c, _ in new]
    rows = np.empty((sum(sizes), engine.draws.n_draws))
    ends = np.cumsum(sizes)
    for (c, policy), size, end in zip(new, sizes, ends, strict=True):
        _fill(rows[end - size : end], engine, c, policy)
    # NumPy lets go of the interpreter while it sorts.
    pool = ThreadPoolExecutor(1)
    sorting = pool.submit(points, rows)
    pool.shutdown(wait=False)

    def wait() -> tuple[Ladder, ...]:
        parts = np.split(sorting.result(), ends[:-1])
        for (c, policy), part in zip(new, parts, strict=True):
            _keep(engine, c, policy, part)
        return tuple(_told(engine, c, policy) for c, policy in which)

    return wait


def ladder_of(engine: Engine, c: int, policy: int) -> Ladder:
    """Return what each level of one channel brings on its own under a strategy."""
    response = engine.responses[c]
    if _key(policy) not in response.kept:
        rows = np.empty((len(_SORTED) * len(response.options), engine.draws.n_draws))
        _fill(rows, engine, c, policy)
        _keep(engine, c, policy, points(rows))
    return _told(engine, c, policy)


def _key(policy: int) -> tuple[str, int]:
    """Return by what a response keeps its ladder: no budget, weight or wish moves it."""
    return "ladder", policy


def _fill(rows: Array, engine: Engine, c: int, policy: int) -> None:
    """Fill rows with draws averaged over the horizon, (quantities sorted x J, n)."""
    response = engine.responses[c]

    def table(name: str) -> Array:
        return response.at(name, policy).T

    by_name = rows.reshape(len(_SORTED), len(response.options), -1)
    for part, name in zip(by_name, _SORTED, strict=True):
        if name == "gross_profit":
            np.multiply(table("gross_new"), response.mean_of("customers"), out=part)
            part += table("gross_extra") * response.mean_of("leads")
        else:
            np.multiply(table(name), response.mean_of(name), out=part)


def _keep(engine: Engine, c: int, policy: int, told: Array) -> None:
    """Keep the ranges of a channel's levels, and their gross profit (J, 3) in usd."""
    response, local = engine.responses[c], engine.case.local_per_usd
    by_name: dict[str, Array] = dict(
        zip(_SORTED, told.reshape(len(_SORTED), len(response.options), len(POINTS)), strict=True)
    )
    gross = by_name["gross_profit"]
    by_name["gross_profit"] = gross * local
    listed = {name: value.tolist() for name, value in by_name.items()}
    levels = [
        {name: Range.of(rows[j]) for name, rows in listed.items()}
        for j in range(len(response.options))
    ]
    response.kept[_key(policy)] = levels, gross


def _told(engine: Engine, c: int, policy: int) -> Ladder:
    """Return the ranges of a channel's levels, what is left after their cost among them."""
    kept, hour = engine.responses[c].kept, engine.case.value_of_owner_hour_usd
    known: tuple[float, Ladder] = kept.get(("told", policy), (-1.0, ()))
    if known[0] != hour:
        levels, gross = kept[_key(policy)]
        net = ((gross - engine.worth.cost[c][:, None]) * engine.case.local_per_usd).tolist()
        told = tuple(
            {**level, "net_contribution": Range.of(three)}
            for level, three in zip(levels, net, strict=True)
        )
        known = kept["told", policy] = hour, told
    return known[1]
