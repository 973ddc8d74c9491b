"""The same business asked again with another answer or figure, quickly and under the same draws.

A sweep over many answers needs the best mixes at one pair of budgets, not at every pair, so it
searches from the mixes that are known; responses are drawn anew only where the question moves them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from typing import Any

import numpy as np

from advisor.catalogue import STRATEGIES, Case, Tables
from advisor.catalogue import Strategy as StrategyId
from advisor.model.engine import Engine, Mix
from advisor.profile import BusinessProfile, changed
from advisor.recommend.quick import KnownMix, known_mix, read_mix
from advisor.recommend.solving import engine_of, solve

Call = StrategyId | None

# Another way is called only where it is worth more by this share; below it the two are a tie.
MARGIN = 0.01


class Again:
    """Asks a business again with changed answers or figures."""

    def __init__(
        self, profile: BusinessProfile, tables: Tables, *, seed: int, n_draws: int
    ) -> None:
        self.profile, self.tables, self.seed, self.n_draws = profile, tables, seed, n_draws

    @cached_property
    def base(self) -> Engine:
        """The business as answered, its mixes those of the full grid."""
        return self._solve(self.profile)

    @cached_property
    def known(self) -> tuple[KnownMix, ...]:
        """The three strategies' mixes at the answers given."""
        return tuple(known_mix(self.base, mix) for mix in self.base.strategies)

    def _solve(self, profile: BusinessProfile) -> Engine:
        return solve(
            profile, seed=self.seed, n_draws=self.n_draws, worlds=0, tables=self.tables
        ).engine

    def exact(self, changes: Mapping[str, Any]) -> Engine:
        """Return the engine of changed answers on the full grid.

        Parameters
        ----------
        changes : mapping of field to value
            Laid over the answers; None takes an answer out; nested fields as whole objects.
        """
        return self._solve(changed(self.profile, changes))

    def answered(self, changes: Mapping[str, Any]) -> Engine:
        """Return the engine of changed answers, searched from the known mixes.

        Parameters
        ----------
        changes : mapping of field to value
            As in ``exact``.
        """
        return self._quick(self.exact(changes))

    def with_figure(self, prior_id: str, value: float) -> Engine:
        """Return the engine in which one uncertain figure is known to be `value`."""
        overrides = self.profile.answers().get("overrides", {})
        known = {"low": value, "best": value, "high": value}
        return self.answered({"overrides": {**overrides, prior_id: known}})

    def with_case(self, **changes: Any) -> Engine:
        """Return the engine of the resolved case with some of its quantities replaced."""
        case: Case = replace(self.base.case, **changes)
        return self._quick(
            engine_of(case, self.profile, self.tables, seed=self.seed, n_draws=self.n_draws)
        )

    def _quick(self, engine: Engine) -> Engine:
        return engine.starting_from(
            [read for mix in self.known if (read := read_mix(engine, mix)) is not None]
        )


def quick_engine(profile: BusinessProfile, tables: Tables, *, seed: int, n_draws: int) -> Engine:
    """Return the engine of a profile searched quickly, for answers to very many businesses.

    Raises
    ------
    ProfileError
        If an answer is not allowed.
    """
    engine = solve(profile, seed=seed, n_draws=n_draws, worlds=0, tables=tables).engine
    return engine.starting_from(())


def call_of(
    engine: Engine,
    present: Call,
    hours: int | None = None,
    money: int | None = None,
    *,
    quick: bool = False,
) -> Call:
    """Return the call of an engine, the present one kept where another is hardly better.

    Parameters
    ----------
    present : strategy or None
        Kept where the best way is worth less than ``MARGIN`` more.
    hours, money : int, optional
        Smaller budgets, in quarter hours and money steps.
    quick : bool, default False
        Leave the baselines out, which are better only where capacity binds.

    Returns
    -------
    strategy or None
        None where nothing is called.
    """
    h = engine.hours if hours is None else hours
    m = engine.money if money is None else money
    mixes = [engine.best(p, h, m, quick=quick) for p in range(len(STRATEGIES))]
    best = engine.call(mixes)
    if best.empty:
        return None
    if present is not None:
        mine = mixes[STRATEGIES.index(present)]
        if not mine.empty and best.utility - mine.utility <= MARGIN * abs(best.utility):
            return present
    return STRATEGIES[best.policy]


def leading_channel(engine: Engine, mix: Mix) -> str:
    """Return the id of the channel of a mix that earns most gross profit, "" for an empty mix.

    Returns
    -------
    str
        Ties go to the first id.
    """
    row = mix.chosen[None, :]
    bucket = int(engine.chooser.bucket_of(row)[0])
    crowd, gate = (float(x[0]) for x in engine.chooser.factors(row))
    best, found = -np.inf, ""
    for c, pick in enumerate(mix.chosen):
        if not pick:
            continue
        expected = engine.worth.expected[c]
        factor = engine.worth.met_share(c, crowd, gate)
        j = int(pick) - 1
        earned = float(
            (expected["gross_new"] + expected["gross_later"])[mix.policy, bucket, j] * factor
            + expected["gross_extra"][mix.policy, bucket, j]
        )
        if earned > best + 1e-12:
            best, found = earned, engine.responses[c].channel.channel
    return found
