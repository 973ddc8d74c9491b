"""From a profile to a solved engine: checks, tables, locks, case."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from functools import cached_property, lru_cache
from typing import Any

from pydantic import BaseModel

from advisor.catalogue import Case, Tables
from advisor.errors import ProfileError
from advisor.evidence.resolve import priors_in_use
from advisor.evidence.resolve.prices import channels_in
from advisor.evidence.tables import load_tables
from advisor.model.engine import Engine
from advisor.model.mix import KnownMix, known_mix
from advisor.model.responses import Responses
from advisor.profile import BusinessProfile, changed, parse_profile
from advisor.recommend.cases import case_of
from advisor.results import Recommendation

DRAWS, WORLDS = 1000, 200  # as many as an answer settles with in under a second
LEAST_DRAWS, MOST_DRAWS, MOST_WORLDS = 16, 20_000, 2_000  # a range needs some; memory ends
_MOST_SEED = 2**63 - 1  # a whole number of the machine
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
    """A profile with its tables and case, and what was asked of it; asked again under its draws."""

    profile: BusinessProfile
    tables: Tables
    case: Case
    seed: int
    n_draws: int
    worlds: int

    @cached_property
    def engine(self) -> Engine:
        """The business as answered."""
        return self._engine(self.case, self.profile)

    @cached_property
    def known(self) -> tuple[KnownMix, ...]:
        """The best mixes of the three strategies at the answers given."""
        engine = self.engine
        return tuple(known_mix(engine.responses, mix.chosen) for mix in engine.strategies)

    def asked(self, changes: Mapping[str, Any], begin: Sequence[KnownMix] | None = None) -> Engine:
        """Return the engine of changed answers.

        Parameters
        ----------
        changes : mapping of field to value
            Laid over the answers; None takes an answer out; nested fields as whole objects.
        begin : sequence of KnownMix, optional
            As in ``Engine``.
        """
        profile = changed(self.profile, changes)
        return self._engine(case_of(profile, self.tables), profile, begin)

    def answered(self, changes: Mapping[str, Any]) -> Engine:
        """Return the engine of changed answers, searched from the known mixes."""
        return self.asked(changes, self.known)

    def with_figure(self, prior_id: str, value: float) -> Engine:
        """Return the engine in which one uncertain figure is known to be `value`."""
        overrides = self.profile.answers().get("overrides", {})
        known = {"low": value, "best": value, "high": value}
        return self.answered({"overrides": {**overrides, prior_id: known}})

    def with_case(
        self, changes: Mapping[str, Any], begin: Sequence[KnownMix] | None = None
    ) -> Engine:
        """Return the engine of the resolved case with some of its quantities replaced."""
        return self._engine(replace(self.engine.case, **changes), self.profile, begin)

    def _engine(
        self, case: Case, profile: BusinessProfile, begin: Sequence[KnownMix] | None = None
    ) -> Engine:
        """Return the engine of a case; its responses are kept for the same business."""
        moving, like = _moving(case), None
        if case is not self.case and moving == self._moving:
            like = self.engine.known
            if profile.overrides == self.profile.overrides:
                return Engine(case, like, begin)
        asked = _Asked(
            hashlib.blake2b(
                repr((moving, sorted(profile.overrides.items()), id(self.tables))).encode(),
                digest_size=16,
            ).hexdigest(),
            self.seed,
            max(self.n_draws, self.worlds),
            case,
            profile,
            self.tables,
            like,
        )
        return Engine(case, _responses(asked), begin)

    @cached_property
    def _moving(self) -> list[object]:
        return _moving(self.case)


def _moving(case: Case) -> list[object]:
    """Return what of a case moves responses."""
    return [getattr(case, f.name) for f in fields(case) if f.name not in _JUDGING]


def solve(
    profile: BusinessProfile,
    *,
    seed: int = 0,
    n_draws: int = DRAWS,
    worlds: int = WORLDS,
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
        ("seed", seed, 0, _MOST_SEED),
        ("draws", n_draws, LEAST_DRAWS, MOST_DRAWS),
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
    return Solved(profile, known, case_of(profile, known), seed, n_draws, worlds)


def solve_beside(
    recommendation: Recommendation, profile: BusinessProfile, tables: Tables
) -> Solved:
    """Check and set up a profile under the draws of a recommendation."""
    r = recommendation
    return solve(profile, seed=r.seed, n_draws=max(r.draws, r.worlds), worlds=0, tables=tables)


@dataclass(frozen=True)
class _Asked:
    """A business as far as its responses go; the digest stands for what follows it."""

    digest: str
    seed: int
    n_draws: int
    case: Case = field(compare=False)
    profile: BusinessProfile = field(compare=False)
    tables: Tables = field(compare=False)
    like: Responses | None = field(compare=False)


@lru_cache(maxsize=_BUSINESSES_KEPT)
def _responses(asked: _Asked) -> Responses:
    return Responses(
        asked.case,
        channels_in(asked.tables.countries[asked.profile.country], asked.tables),
        priors_in_use(asked.profile, asked.tables),
        asked.tables.fits,
        seed=asked.seed,
        n_draws=asked.n_draws,
        like=asked.like,
    )


def forget_businesses() -> None:
    """Let go of all responses that are kept, for measuring."""
    _responses.cache_clear()
