"""Marketplaces, portals and directories by country and trade: the table and the question to it."""

from collections.abc import Iterator
from pathlib import Path
from typing import cast

from advisor.catalogue import Marketplace, Tables
from advisor.catalogue.columns import AFAR
from advisor.evidence.sheets import Sheet

MOST_NAMED = 3  # in one sentence


def marketplaces_of(folder: Path) -> tuple[Marketplace, ...]:
    """Read ``marketplaces.csv``."""
    sheet = Sheet(folder, "marketplaces.csv", Marketplace, "marketplace")
    return tuple(sorted(sheet, key=lambda place: place.marketplace))


def marketplaces_for(tables: Tables, country: str, sector: str) -> tuple[Marketplace, ...]:
    """Return where a trade of a country is found or sells, the most fitting first.

    Those that serve the trade come before general directories, then by position; between equals
    those of the country come before those of everywhere.  Nobody looks up a seller at a distance
    in a general directory.
    """
    if (key := ("marketplaces", country, sector)) in tables.kept:
        return cast("tuple[Marketplace, ...]", tables.kept[key])
    afar = tables.sectors[sector].attributes["online"] >= AFAR
    open_ones = [
        place
        for place in tables.marketplaces
        if (not place.countries or country in place.countries)
        and (sector in place.sectors or not (place.sectors or afar))
    ]
    found = tables.kept[key] = tuple(
        sorted(open_ones, key=lambda p: (not p.sectors, p.position, not p.countries, p.marketplace))
    )
    return found


def ways_of_selling(tables: Tables, country: str, sector: str) -> tuple[str, ...]:
    """Return at most three marketplaces, portals or directories by name, most fitting first."""
    return tuple(
        place.marketplace for place in marketplaces_for(tables, country, sector)[:MOST_NAMED]
    )


def check_marketplaces(tables: Tables) -> Iterator[tuple[str, str]]:
    """Yield name and fault of every marketplace that does not hold."""
    for place in tables.marketplaces:
        for country in place.countries:
            if country not in tables.countries:
                yield place.marketplace, f"country {country} is not in countries.csv"
        for sector in place.sectors:
            if sector not in tables.sectors:
                yield place.marketplace, f"trade {sector} is not in sectors.csv"
        if not place.reasoning.endswith(".") or (place.cost and not place.cost.endswith(".")):
            yield place.marketplace, "cost and reasoning must be sentences"
