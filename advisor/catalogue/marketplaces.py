"""Frozen type of the table of marketplaces, portals and directories."""

from __future__ import annotations

from dataclasses import dataclass

from advisor.catalogue.grades import Grade


@dataclass(frozen=True)
class Marketplace:
    """A place online where a trade is found or sells: market, portal, directory.

    ``countries`` empty means everywhere, ``sectors`` empty means every trade; the lower
    ``position``, the sooner it is named.  ``cost`` is a sentence, "" where nothing is known.
    """

    name: str
    countries: tuple[str, ...]
    sectors: tuple[str, ...]
    position: float
    cost: str
    source_title: str
    source_url: str
    grade: Grade
    reasoning: str
