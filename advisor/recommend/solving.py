"""From a profile to a solved engine: checks, tables, locks, case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from advisor.catalogue import Tables
from advisor.errors import ProfileError
from advisor.evidence.resolve import priors_in_use, resolve
from advisor.evidence.tables import load_tables
from advisor.model.engine import Engine
from advisor.profile import BusinessProfile, parse_profile

MOST_DRAWS = 20_000
MOST_WORLDS = 2_000


@dataclass(frozen=True)
class Solved:
    """A profile with its tables and its engine, and what was asked of it."""

    profile: BusinessProfile
    tables: Tables
    engine: Engine
    seed: int
    n_draws: int
    worlds: int


def solve(
    profile: BusinessProfile,
    *,
    seed: int = 0,
    n_draws: int = 1000,
    worlds: int = 200,
    locks: Mapping[str, Mapping[str, Any]] | None = None,
    tables: Tables | None = None,
) -> Solved:
    """Check all inputs and set up the engine of a profile.

    Parameters
    ----------
    profile : BusinessProfile
        The answers.
    seed : int
        Seed of all draws, 0 or above.
    n_draws : int
        Draws, 16 to 20,000.
    worlds : int
        Worlds in which the mix is chosen again, 0 to 2,000; with more worlds than draws, that
        many draws are made.
    locks : mapping of channel to lock, optional
        Merged over the profile's own.
    tables : Tables, optional
        Default: the shipped ones.

    Raises
    ------
    ProfileError
        If an answer, lock or number is not allowed.
    """
    for name, value, low, high in (
        ("seed", seed, 0, 2**63 - 1),
        ("draws", n_draws, 16, MOST_DRAWS),
        ("worlds", worlds, 0, MOST_WORLDS),
    ):
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            raise ProfileError(name, value, f"a whole number from {low:,} to {high:,}")
    known = load_tables() if tables is None else tables
    if locks:
        answers = profile.answers()
        merged = {**answers.get("locks", {})}
        for channel, lock in locks.items():
            given = lock if isinstance(lock, Mapping) else lock.model_dump(exclude_none=True)
            merged[channel] = {**merged.get(channel, {}), **given}
        profile = parse_profile({**answers, "locks": merged})
    case = resolve(profile, known)
    engine = Engine(
        case,
        tuple(known.channels.values()),
        priors_in_use(profile, known),
        known.fits,
        known.ledger_fits,
        seed=seed,
        n_draws=max(n_draws, worlds),
    )
    return Solved(profile, known, engine, seed, n_draws, worlds)
