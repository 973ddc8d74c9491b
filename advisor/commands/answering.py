"""The commands that answer a profile: recommend, ledger, surface, evaluate."""

from __future__ import annotations

import argparse
from typing import Any

from advisor.commands.reading import read_profile
from advisor.errors import ProfileError


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
    return to_json(found) if options.json else _surface_table(found)


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
    return "\n".join(
        [
            *lines,
            f"New customers a month: {range_text(totals.customers)}",
            f"People who take notice a month: {range_text(totals.people_aware)}",
            f"Gross profit a month: {range_text(totals.gross_profit)}",
            f"Left for you a month, after money and hours: {range_text(totals.net_contribution)}",
        ]
    )


def ledger(options: argparse.Namespace) -> str:
    """Return where new customers come from and how each channel was judged."""
    profile = read_profile(options)
    from advisor.evidence import load_tables
    from advisor.explain.ledger_words import ledger_text
    from advisor.recommend import ledger as compose
    from advisor.results import to_json

    tables = load_tables()
    page = compose(profile, seed=options.seed, n_draws=options.draws, tables=tables)
    if options.json:
        return to_json(page)
    names = {name: row.name for name, row in tables.channels.items()}
    currency = profile.currency or tables.countries[profile.country].currency
    return ledger_text(page, names, currency)
