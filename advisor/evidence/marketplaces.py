"""Marketplaces, portals and directories by country and trade: the table and the question to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import cast

from advisor.catalogue import Grade, Marketplace, Tables
from advisor.evidence.sheets import Sheet

MOST_NAMED = 3
_COLUMNS = (
    "marketplace",
    "countries",
    "sectors",
    "position",
    "cost",
    "source_title",
    "source_url",
    "grade",
    "reasoning",
)


def marketplaces_of(folder: Path, grades: tuple[str, ...]) -> tuple[Marketplace, ...]:
    """Read ``marketplaces.csv``.

    Parameters
    ----------
    grades : tuple of str
        Grades a row may carry.

    Raises
    ------
    DataError
        The file is missing or holds cells that cannot be used; all are named.
    """
    sheet = Sheet(folder, "marketplaces.csv", _COLUMNS, "marketplace")
    found = []
    for row in sheet:
        title, url = row.text("source_title", empty=True), row.text("source_url", empty=True)
        grade = cast(Grade, row.choice("grade", grades))
        if (grade == "judgement") == bool(title and url):
            row.fault("grade", "must be judgement where there is no source, and only there")
        found.append(
            Marketplace(
                name=row.text("marketplace"),
                countries=row.items("countries"),
                sectors=row.items("sectors"),
                position=row.number("position", 1, 99),
                cost=row.text("cost", empty=True),
                source_title=title,
                source_url=url,
                grade=grade,
                reasoning=row.text("reasoning"),
            )
        )
    sheet.close()
    return tuple(sorted(found, key=lambda place: place.name))


def marketplaces_for(tables: Tables, country: str, sector: str) -> tuple[Marketplace, ...]:
    """Return where a trade of a country is found or sells, the most fitting first.

    Those that serve the trade come before general directories, then by position; between equals
    those of the country come before those of everywhere.
    """
    open_ones = [
        place
        for place in tables.marketplaces
        if (not place.countries or country in place.countries)
        and (not place.sectors or sector in place.sectors)
    ]
    return tuple(
        sorted(open_ones, key=lambda p: (not p.sectors, p.position, not p.countries, p.name))
    )


def ways_of_selling(tables: Tables, country: str, sector: str) -> tuple[str, ...]:
    """Return the names of at most three marketplaces, portals or directories.

    Parameters
    ----------
    country : str
        ISO 3166 alpha-2 code.
    sector : str
        Id of the trade.

    Returns
    -------
    tuple of str
        The most fitting first; empty where nothing is known.
    """
    return tuple(place.name for place in marketplaces_for(tables, country, sector)[:MOST_NAMED])


def check_marketplaces(tables: Tables) -> Iterator[tuple[str, str]]:
    """Yield name and fault of every marketplace that does not hold."""
    for place in tables.marketplaces:
        for country in place.countries:
            if country not in tables.countries:
                yield place.name, f"country {country} is not in countries.csv"
        for sector in place.sectors:
            if sector not in tables.sectors:
                yield place.name, f"trade {sector} is not in sectors.csv"
        if place.source_url and not re.match(r"https?://[^\s/]+\.[^\s/]+", place.source_url):
            yield place.name, f"url {place.source_url!r} is no address"
        if not place.reasoning.endswith(".") or (place.cost and not place.cost.endswith(".")):
            yield place.name, "cost and reasoning must be sentences"
