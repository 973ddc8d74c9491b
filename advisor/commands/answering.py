"""The commands that answer: what the advisor knows as lists, and what it says to a profile."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from advisor.catalogue import FAMILIES
from advisor.commands.reading import read_profile
from advisor.errors import ProfileError
from advisor.profile import profile_schema
from advisor.results import to_json

if TYPE_CHECKING:
    from advisor.catalogue import Place
    from advisor.explain.called import Called
    from advisor.profile import BusinessProfile


RINGS_MILES = (5, 10, 25, 50, 100)
TOWNS_WITHIN_MILES = 25


def schema(_options: argparse.Namespace) -> str:
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
    towns = towns_near(place, TOWNS_WITHIN_MILES, separate=False)
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


def recommend(options: argparse.Namespace) -> str:
    """Return the recommendation for a profile, for people or as JSON."""
    profile = read_profile(options)
    from advisor.recommend import recommend as compose
    from advisor.report.text import text_report
    from advisor.results import to_json

    answer = compose(profile, seed=options.seed, n_draws=options.draws, worlds=options.worlds)
    return to_json(answer) if options.json else text_report(answer)


def surface(options: argparse.Namespace) -> str:
    """Return the best outcome for every budget of hours and money."""
    profile = read_profile(options)
    from advisor.recommend import surface as compose
    from advisor.results import to_json

    found = compose(profile, seed=options.seed, n_draws=options.draws)
    return to_json(found) if options.json else _own_word(profile)(_surface_table(found))


def _own_word(profile: BusinessProfile) -> Called:
    """Return the word of the profile's trade for customers."""
    from advisor.evidence import load_tables
    from advisor.explain.called import Called

    return Called(*load_tables().sectors[profile.sector].customers)


def _some(count: int, most: int) -> list[int]:
    """Return at most `most` positions out of `count`, evenly, the last one included."""
    if count <= most:
        return list(range(count))
    return sorted({round(i * (count - 1) / (most - 1)) for i in range(most)})


def _surface_table(found: dict[str, Any]) -> str:
    rows, columns = _some(len(found["hours"]), 11), _some(len(found["money"]), 8)
    lines = [
        "Expected new customers a month with the best mix for each budget",
        "hours a week".rjust(14) + "".join(f"{found['money'][j]:>10,.0f}" for j in columns),
    ]
    for i in rows:
        cells = "".join(f"{found['customers'][i][j]:>10.2f}" for j in columns)
        lines.append(f"{found['hours'][i]:>14g}" + cells)
    return "\n".join([*lines, "Columns: money a month. All of it: --json."])


def evaluate(options: argparse.Namespace) -> str:
    """Return what the profile's present mix brings under the same draws."""
    profile = read_profile(options)
    if not profile.present_mix:
        raise ProfileError(
            "present_mix",
            {},
            "what you do today, by channel",
            'For example {"facebook": {"hours_per_week": 2}}.',
        )
    from advisor.explain.wording import exact, range_text
    from advisor.recommend import evaluate as compose
    from advisor.results import to_json

    judged = compose(profile, seed=options.seed, n_draws=options.draws)
    if options.json:
        return to_json(judged)
    lines = ["What you do today"]
    for item in judged.allocation:
        lines.append(
            f"  {item.name or item.channel}: {exact(item.hours_per_week)} hours a week, "
            f"{item.money_per_month:,.0f} a month"
        )
    totals = judged.totals
    own = _own_word(profile)
    return "\n".join(
        [
            *lines,
            own(f"New customers a month: {range_text(totals.customers)}"),
            f"People who take notice a month: {range_text(totals.people_aware)}",
            f"Gross profit a month: {range_text(totals.gross_profit)}",
            f"Left for you a month, after money and hours: {range_text(totals.net_contribution)}",
        ]
    )


def ledger(options: argparse.Namespace) -> str:
    """Return where new customers come from and how each channel was judged."""
    profile = read_profile(options)
    from advisor.evidence import load_tables
    from advisor.recommend import ledger as compose
    from advisor.report.text import ledger_text
    from advisor.results import to_json

    tables = load_tables()
    page = compose(profile, seed=options.seed, n_draws=options.draws, tables=tables)
    if options.json:
        return to_json(page)
    names = {name: row.name for name, row in tables.channels.items()}
    currency = profile.currency or tables.countries[profile.country].currency
    return ledger_text(page, names, currency, _own_word(profile))
