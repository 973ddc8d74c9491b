"""What adverts on platforms cost in a country, whose clicks do not follow its general prices."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace

from advisor.catalogue import Channel, Country, Prior, Tables

MONEY_STEP_USD = 5.0  # the grid of money a month at the US price level
_AUCTIONED = ("search_ads", "pay_per_lead", "social_ads")  # kinds sold by auction on a platform


def _times(country: Country) -> float:
    """Return the price of adverts against the US, over that of everything else."""
    return country.advert_price / country.price_level


def channels_in(country: Country, tables: Tables) -> tuple[Channel, ...]:
    """Return the channels, spend on adverts at the levels that buy as much as in the US."""

    def priced(channel: Channel) -> Channel:
        steps = (max(1, round(x * _times(country) / MONEY_STEP_USD)) for x in channel.levels)
        return replace(
            channel, levels=tuple(step * MONEY_STEP_USD for step in dict.fromkeys(steps))
        )

    return tuple(priced(c) if c.kind in _AUCTIONED else c for c in tables.channels.values())


def advert_prices(country: Country, tables: Tables) -> Mapping[str, Prior]:
    """Return the prices of adverts in a country, US dollars at the US price level.

    Ranges are wider by what is not known of the country's price (`business.advert_price_doubt`).
    """
    times, doubt = _times(country), tables.priors["business.advert_price_doubt"]
    if times == 1.0:
        return {}
    found: Mapping[str, Prior] | None = tables.kept.get(("advert prices", times))
    if found is not None:
        return found

    def priced(prior: Prior) -> Prior:
        low, high = (
            math.exp(math.hypot(math.log(own), math.log(of)))
            for own, of in (
                (prior.best / prior.low, doubt.low),
                (prior.high / prior.best, doubt.high),
            )
        )
        best = prior.best * times
        return replace(prior, low=best / low, best=best, high=best * high)

    found = tables.kept["advert prices", times] = {
        name: priced(prior)
        for name, prior in tables.priors.items()
        if prior.unit.startswith("usd")
        and prior.channel in tables.channels
        and tables.channels[prior.channel].kind in _AUCTIONED
    }
    return found
