"""The commands that list what the advisor knows: schema, channels, sectors, examples, places."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from advisor.catalogue import FAMILIES
from advisor.profile import profile_schema
from advisor.results import to_json

if TYPE_CHECKING:
    from advisor.catalogue import Place

RINGS_MILES = (5, 10, 25, 50, 100)
TOWNS_WITHIN_MILES = 25
TOWN_PEOPLE = 2500


def schema(options: argparse.Namespace) -> str:
    """Return the JSON Schema of the profile."""
    return to_json(profile_schema())


def channels(options: argparse.Namespace) -> str:
    """Return the catalogue of channels, by family, then id."""
    from advisor.evidence import load_tables

    listed = sorted(
        load_tables().channels.values(), key=lambda c: (FAMILIES.index(c.family), c.channel)
    )
    if options.json:
        return to_json(listed)
    lines = []
    for family in FAMILIES:
        lines.append(family.replace("_", " ").upper())
        for channel in (c for c in listed if c.family == family):
            what = channel.description or channel.name
            if channel.retired:
                what = f"retired; use {channel.successor}"
            lines.append(f"  {channel.channel:<26} {channel.name}: {what}")
    return "\n".join(lines)


def sectors(options: argparse.Namespace) -> str:
    """Return the trades with their defaults, by id; each range as low, best, high."""
    from advisor.evidence import load_tables

    listed = [sector for _, sector in sorted(load_tables().sectors.items())]
    if not options.json:
        return "\n".join(
            f"{s.sector:<22} {s.name} (sells to {s.sells_to}, enquiry: {s.lead_unit})"
            + (f"; also: {', '.join(s.also)}" if s.also else "")
            for s in listed
        )
    shown: list[dict[str, Any]] = []
    for sector in listed:
        ranges = {
            quantity: dict(zip(("low", "best", "high"), values, strict=True))
            for quantity, values in sector.ranges.items()
        }
        shown.append({**vars(sector), "ranges": ranges})
    return to_json(shown)


def examples(options: argparse.Namespace) -> str:
    """Return the example profiles with title and story."""
    from advisor.evidence.examples import load_examples

    found = load_examples()
    if options.json:
        return to_json([{"name": name, **example} for name, example in found.items()])
    lines = []
    for name, example in found.items():
        lines += [f"{name}: {example['title']}", f"  {example['story']}"]
    return "\n".join([*lines, "The profiles themselves: --json."])


def places(options: argparse.Namespace) -> str:
    """Return the towns of a name, exact matches first, with the people around each."""
    from advisor.evidence.places import search_places

    found = search_places(options.text, country=options.country)
    if options.json:
        return to_json([_around(place) for place in found])
    if not found:
        return f"No town of 500 people or more is called {options.text!r}, or begins so."
    return "\n".join(
        f"{place.place_id:>10}  {place.name}, {place.region}, {place.country} "
        f"({place.population:,} people)"
        for place in found
    )


def _around(place: Place) -> dict[str, Any]:
    from advisor.evidence.places import people_within_miles, towns_near

    rings = people_within_miles(place, RINGS_MILES)
    towns = towns_near(place, TOWNS_WITHIN_MILES, TOWN_PEOPLE, separate=False)
    return {
        "place_id": place.place_id,
        "name": place.name,
        "region": place.region,
        "country": place.country,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "population": place.population,
        "people_within_miles": {
            f"{miles:g}": {"p5": ring.p5, "p50": ring.p50, "p95": ring.p95}
            for miles, ring in rings.items()
        },
        "towns_within_25_miles": len(towns),
    }
