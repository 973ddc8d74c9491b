"""From a profile to a solved engine: checks, tables, locks, case."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import lru_cache
from typing import Any

from pydantic import BaseModel

from advisor.catalogue import Case, Tables
from advisor.errors import ProfileError
from advisor.evidence.resolve import priors_in_use, resolve
from advisor.evidence.tables import load_tables
from advisor.model.engine import Engine
from advisor.model.responses import Responses
from advisor.profile import BusinessProfile, parse_profile

MOST_DRAWS = 20_000
MOST_WORLDS = 2_000
_BUSINESSES_KEPT = 4  # whose responses are kept
# What of a case moves no response, only how responses are judged and chosen.
_JUDGING = (
    "owner_hours", "money_usd", "value_of_owner_hour_usd", "hourly_wage_usd",
    "capacity_per_month", "customers_wanted", "people_wanted", "weights",
    "known_worth", "ties_worth", "personality", "locks", "risk", "most_channels",
    "channels_by_manager", "assumptions",
    "questions",
)  # fmt: skip


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
    seed : int
        Seed of all draws, 0 or above.
    n_draws : int
        Draws, 16 to 20,000.
    worlds : int
        Worlds in which the mix is chosen again, 0 to 2,000; with more worlds than draws, that
        many draws are made.
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
            given = lock.model_dump(exclude_none=True) if isinstance(lock, BaseModel) else lock
            over = isinstance(given, Mapping)
            merged[channel] = {**merged.get(channel, {}), **given} if over else given
        profile = parse_profile({**answers, "locks": merged})
    case = resolve(profile, known)
    engine = engine_of(case, profile, known, seed=seed, n_draws=max(n_draws, worlds))
    return Solved(profile, known, engine, seed, n_draws, worlds)


def engine_of(
    case: Case, profile: BusinessProfile, tables: Tables, *, seed: int, n_draws: int
) -> Engine:
    """Return the engine of a case; its responses are kept for whoever asks the same business."""
    told = [(f.name, getattr(case, f.name)) for f in fields(case) if f.name not in _JUDGING]
    asked = _Asked(
        hashlib.blake2b(
            repr((told, sorted(profile.overrides.items()), id(tables))).encode(), digest_size=16
        ).hexdigest(),
        seed,
        n_draws,
        case,
        profile,
        tables,
    )
    return Engine(case, _responses(asked))


@dataclass(frozen=True)
class _Asked:
    """A business as far as its responses go; the digest stands for what follows it."""

    digest: str
    seed: int
    n_draws: int
    case: Case = field(compare=False)
    profile: BusinessProfile = field(compare=False)
    tables: Tables = field(compare=False)


@lru_cache(maxsize=_BUSINESSES_KEPT)
def _responses(asked: _Asked) -> Responses:
    return Responses(
        asked.case,
        tuple(asked.tables.channels.values()),
        priors_in_use(asked.profile, asked.tables),
        asked.tables.fits,
        asked.tables.ledger_fits,
        seed=asked.seed,
        n_draws=asked.n_draws,
    )


def forget_businesses() -> None:
    """Let go of all responses that are kept, for measuring."""
    _responses.cache_clear()
