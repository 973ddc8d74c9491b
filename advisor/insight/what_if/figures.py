"""Which figures in use decide most for a mix: where the owner's own figure is worth typing."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from advisor.catalogue import Tables
from advisor.explain.what_if_words import FIGURES, stem
from advisor.model.engine import Engine
from advisor.model.mix import Mix
from advisor.results import DecidingFigure

Array = NDArray[np.float64]

_BUSINESS = "business"
_USD = ("usd", "usd_per_month")
# Below this correlation a thousand draws cannot be told from chance.
_CHANCE = 0.1
_LOW, _HIGH = 0.05, 0.95  # the ends of every range shown


def _ranks(values: Array) -> Array:
    return np.argsort(np.argsort(values)).astype(float)


def _together(one: Array, two: Array) -> float:
    """Return the rank correlation of two sets of draws, 0 where one does not vary."""
    if np.ptp(one) < 1e-12 or np.ptp(two) < 1e-12:
        return 0.0
    return float(np.corrcoef(_ranks(one), _ranks(two))[0, 1])


def deciding(engine: Engine, mix: Mix, tables: Tables, most: int) -> tuple[DecidingFigure, ...]:
    """Return the figures on which the spread of a mix's gross profit hangs most.

    A figure's share is its squared rank correlation with its channel's gross profit, draw by draw,
    times that channel's part of the spread; figures of the whole business are held against the
    whole.  Only figures an owner can count are named (``what_if_words.FIGURES``); one the owner
    gave stays in the list, however little it varies.  The owner's own first, then the most
    deciding.
    """
    if mix.empty:
        return ()
    forecast = engine.forecast(mix)
    outcomes, spread = {}, {}
    for use, draws in zip(forecast.uses, forecast.channels, strict=True):
        name = engine.responses[use.c].channel.channel
        outcomes[name] = draws["gross_profit"]
        low, high = np.quantile(draws["gross_profit"], (_LOW, _HIGH))
        spread[name] = float(high - low) ** 2
    whole = max(sum(spread.values()), 1e-12)
    outcomes[_BUSINESS], spread[_BUSINESS] = forecast.total["gross_profit"], whole
    found = []
    for prior_id, prior in sorted(engine.draws.used.items()):
        own = prior.grade == "owner"
        if not own and (
            prior.channel not in outcomes
            or stem(prior.quantity) not in FIGURES
            or prior.high <= prior.low
        ):
            continue
        outcome = outcomes.get(prior.channel)
        pull = 0.0 if outcome is None else _together(engine.draws(prior_id), outcome)
        if abs(pull) < _CHANCE and not own:
            continue
        channel = tables.channels.get(prior.channel)
        found.append(
            DecidingFigure(
                prior_id=prior_id,
                channel=prior.channel,
                channel_name="" if channel is None else channel.name,
                quantity=prior.quantity,
                low=prior.low,
                best=prior.best,
                high=prior.high,
                unit=prior.unit,
                local_per_unit=engine.case.price_level * engine.case.local_per_usd
                if prior.unit in _USD
                else 1.0,
                grade=prior.grade,
                share=pull**2 * spread.get(prior.channel, 0.0) / whole,
                own=own,
            )
        )
    found.sort(key=lambda f: (not f.own, -f.share, f.prior_id))
    mine = [f for f in found if f.own]
    return (*mine, *[f for f in found if not f.own][:most])
