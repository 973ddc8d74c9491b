"""The usual answers of a trade, to begin with: only what has to be answered and a table knows.

What may be left open stays open: the model assumes it as usual for the trade, with its range, and
names it beside every result; as an answer it would count as the owner's own figure.
"""

from __future__ import annotations

from math import floor, log10, prod
from typing import Any

from advisor.catalogue import MONTHS, Tables
from advisor.evidence.resolve.noting import known
from advisor.evidence.resolve.trade import in_country

_PEOPLE = 2  # the firm that a trade's row describes


def usual_answers(sector: str, country: str, tables: Tables) -> dict[str, Any]:
    """Return the usual answers of a trade in a country, amounts to two figures in its money.

    Raises ``ProfileError`` if trade or country is not known.
    """
    trade = known(sector, tables.sectors, "sector", "a trade")
    place = known(country, tables.countries, "country", "a country")
    trade = in_country(trade, place, tables, tables.priors)
    usual = ("active_customers", "purchases_per_year", "average_sale_usd")
    revenue = prod(trade.ranges[one][1] for one in usual)  # of a year, USD at the US price level
    spent = trade.ranges["marketing_share_of_revenue"][1] * revenue / MONTHS
    local = spent * place.price_level * place.usd_exchange_rate
    online = trade.ranges["sold_online_share"][1] > tables.priors["business.mostly_share"].best
    return {
        "sector": sector,
        "country": country,
        "people_working": _PEOPLE,
        "reach_goal": "country" if online else "neighbouring_towns",
        "money_per_month": _two(local),
    }


def _two(value: float) -> float:
    return float(round(value, 1 - floor(log10(value)))) if value > 0 else 0.0
