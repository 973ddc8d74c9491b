"""The command that puts scenarios side by side."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from advisor.commands.reading import read_file
from advisor.errors import ProfileError

if TYPE_CHECKING:
    from advisor.profile import BusinessProfile
    from advisor.results.comparison import Comparison


def compare(options: argparse.Namespace) -> str:
    """Return the trade-off between profiles, for people or as JSON.

    Raises ``ProfileError`` if a profile cannot be used, or there are too few or too many.
    """
    from advisor.explain.findings import findings_text
    from advisor.results import to_json

    sides = [(name_of(file), read_file(file), False) for file in options.files]
    if options.as_today:
        profile = read_file(options.as_today)
        sides.insert(0, (f"What {profile.name or 'the business'} does now", profile, True))
    found = compared(sides, seed=options.seed, draws=options.draws)
    return to_json(found) if options.json else findings_text(found.findings)


def name_of(file: str) -> str:
    """Return what a scenario of a file is called: the file's own name."""
    return Path(file).stem.replace("_", " ") or file


def compared(
    sides: Sequence[tuple[str, BusinessProfile, bool]], *, seed: int, draws: int
) -> Comparison:
    """Return scenarios by name compared; the last of each says whether it goes on as today.

    Raises ``ProfileError`` if there are fewer than two or more than four, or one cannot be used.
    """
    from advisor.evidence import load_tables
    from advisor.insight.comparison import FEWEST, MOST, Side, build
    from advisor.recommend import recommend

    if not FEWEST <= len(sides) <= MOST:
        raise ProfileError("FILE", f"{len(sides)} scenarios", f"{FEWEST} to {MOST} at a time",
                           "Leave some out, or name another file.")  # fmt: skip
    tables, found, names = load_tables(), list[Side](), list[str]()
    for name, profile, as_today in sides:
        known, k = name, 2
        while known in names:
            known, k = f"{name} ({k})", k + 1
        names.append(known)
        r = recommend(profile, seed=seed, n_draws=draws, worlds=0, tables=tables)
        found.append(Side(known, profile, r, as_today))
    return build(found, tables)
