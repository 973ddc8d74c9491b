"""What adverts on platforms cost in a country, whose clicks do not follow its general prices."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace

from advisor.catalogue import Channel, Country, Prior, Tables

MONEY_STEP_USD = 5.0  # the grid of money a month at the US price level
# Kinds sold by auction on a platform, by what is sold: what one costs says little of the other.
_SOLD = {"search_ads": "search", "pay_per_lead": "search", "social_ads": "social"}


def times_of(country: Country, kind: str) -> float:
    """Return the price of adverts of a kind against the US, over that of everything else.

    1 of what is not sold by auction.
    """
    if kind not in _SOLD:
        return 1.0
    price = country.search_price if _SOLD[kind] == "search" else country.social_price
    return price / country.price_level


def channels_in(country: Country, tables: Tables) -> tuple[Channel, ...]:
    """Return the channels, spend on adverts at the levels that buy as much as in the US."""

    def priced(channel: Channel) -> Channel:
        times = times_of(country, channel.kind)
        steps = (max(1, round(x * times / MONEY_STEP_USD)) for x in channel.levels)
        return replace(
            channel, levels=tuple(step * MONEY_STEP_USD for step in dict.fromkeys(steps))
        )

    return tuple(priced(c) if c.kind in _SOLD else c for c in tables.channels.values())


def advert_prices(country: Country, tables: Tables) -> Mapping[str, Prior]:
    """Return the prices of adverts in a country, US dollars at the US price level.

    Ranges are wider by what is not known of the country's price (`business.search_price_doubt`,
    `business.social_price_doubt`; of an enquiry on a platform `business.lead_price_doubt`).
    """
    times = tuple(times_of(country, kind) for kind in _SOLD)
    found: Mapping[str, Prior] | None = tables.kept.get(("advert prices", times))
    if found is not None:
        return found

    def priced(prior: Prior, kind: str) -> Prior:
        times, sold = times_of(country, kind), _SOLD[kind]
        if sold == "social" and prior.quantity.startswith("cost_per_lead"):
            sold = "lead"
        doubt = tables.priors[f"business.{sold}_price_doubt"]
        if times == 1.0:
            return prior
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
        name: priced(prior, tables.channels[prior.channel].kind)
        for name, prior in tables.priors.items()
        if prior.unit.startswith("usd")
        and prior.channel in tables.channels
        and tables.channels[prior.channel].kind in _SOLD
    }
    return found
