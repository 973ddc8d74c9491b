"""What no budget, weight, lock or liking moves, kept for every question about one business."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from advisor.catalogue import Case, Channel, Fit, Prior
from advisor.model.alternatives import nearest_mix
from advisor.model.draws import Draws
from advisor.model.knapsack import Stage
from advisor.model.ledger import Ledger
from advisor.model.pooling import Pooled, biases_of, pooled_with, scaled
from advisor.model.response import Business, Response, respond
from advisor.model.response.base import across
from advisor.model.response.own_results import with_own_results

Array = NDArray[np.float64]
_TINY = 1e-12


class Responses:
    """What no budget, weight, lock or liking moves: every channel's response, pooled and counted.

    Parameters
    ----------
    case : Case
        The business, every gap filled; its budgets, weights and locks are not read.
    """

    def __init__(
        self,
        case: Case,
        channels: Sequence[Channel],
        priors: Mapping[str, Prior],
        fits: Sequence[Fit],
        *,
        seed: int,
        n_draws: int,
    ) -> None:
        self.draws = Draws(priors, seed, n_draws)
        self.fits = fits
        self.least: dict[int, tuple[bytes, Stage]] = {}  # see ``least_effort``
        self.case = case
        self._channels = sorted(
            (
                c
                for c in channels
                if c.channel not in case.closed and c.kind != "attached" and not c.retired
            ),
            key=lambda c: c.channel,
        )

    @cached_property
    def _business(self) -> Business:
        return Business(self.case, self.draws, self.fits)

    @cached_property
    def ledger(self) -> Ledger:
        """Where new customers come from today."""
        return Ledger(self._business, self._channels)

    @property
    def pooling(self) -> tuple[tuple[Response, Pooled], ...]:
        """Responses of all open channels pooled with the ledger, in the order of their ids."""
        return self._pooled[0]

    @cached_property
    def _pooled(self) -> tuple[tuple[tuple[Response, Pooled], ...], Mapping[str, float]]:
        business = self._business
        funnels = [respond(business, c) for c in self._channels]
        biases = biases_of(business, self.ledger, self._without_own_people(funnels))
        return tuple(pooled_with(business, self.ledger, r, biases) for r in funnels), biases

    def _without_own_people(self, funnels: Sequence[Response]) -> Sequence[Response]:
        """Return the funnels as they are without own followers and lists.

        How far off a family's funnels are is a matter of the trade: a long list of one's own says
        nothing about the site.
        """
        case = self.case
        has = {**case.standing, **case.followers}
        bare = Business(replace(case, standing={}, followers={}), self.draws, self.fits)
        return [
            respond(bare, r.channel)
            if has.get(r.channel.channel, 0.0) > 0.0 and r.channel.kind in ("list", "platform")
            else r
            for r in funnels
        ]

    @property
    def all(self) -> tuple[Response, ...]:
        """The same with the owner's own results taken in."""
        return self._all[0]

    @cached_property
    def _all(self) -> tuple[tuple[Response, ...], Mapping[str, Prior]]:
        found = tuple(self._kept_within(self._counted(self._business, r)) for r, _ in self.pooling)
        return found, dict(self.draws.used)  # what is drawn later is no part of them

    @cached_property
    def _within(self) -> Mapping[str, Array]:
        """Factors (n, 1, 1, 1) of what is done today: no more than its source brings today.

        By channel, of those that have one.  What was counted stays as it is.
        """
        case, ledger = self.case, self.ledger
        counted = [self._counted(self._business, r) for r, _ in self.pooling]
        picks = nearest_mix(counted, case.done_today, case.money_step_usd)
        done = [(r, int(k)) for r, k in zip(counted, picks, strict=True) if k]
        brings: dict[str, Array] = {}
        for response, pick in done:
            share = self._business.met_share(response, self.met_today)
            now = share * response.draws["customers"][:, 0, 0, pick - 1]
            source = response.channel.ledger_source
            brings[source] = now + brings.get(source, 0.0)
        found = {}
        for response, _ in done:
            name, source = response.channel.channel, response.channel.ledger_source
            if source and name not in case.results:
                most = ledger.basis * ledger.shares_today[source]
                found[name] = across(np.minimum(1.0, most / np.maximum(brings[source], _TINY)))
        return found

    def _kept_within(self, response: Response) -> Response:
        """Return a response that brings no more by what is done today than its source today."""
        factor = self._within.get(response.channel.channel)
        return response if factor is None else scaled(response, factor)

    @cached_property
    def met_today(self) -> float:
        """Crowding of the owner's present hours among people."""
        pooled = [r for r, _ in self.pooling]
        picks = nearest_mix(pooled, self.case.done_today, self.case.money_step_usd)
        hours = sum(
            r.options[pick - 1].owner_hours
            for r, pick in zip(pooled, picks, strict=True)
            if pick and r.crowded
        )
        return self._business.crowding(hours)

    def _counted(self, business: Business, response: Response) -> Response:
        """Return a response with the owner's own results taken in."""
        share = business.met_share(response, self.met_today)
        return with_own_results(business, response, share)

    @property
    def used(self) -> Mapping[str, Prior]:
        """The priors that the responses rest on, by id."""
        return self._all[1]

    def of(self, channel: Channel, case: Case) -> Response:
        """Return the response of a channel for a changed case or ladder, pooled and counted."""
        business = Business(case, self.draws, self.fits)
        ledger = Ledger(business, self._channels)
        # The families' biases are those of the business as it is.
        pooled, _ = pooled_with(business, ledger, respond(business, channel), self._pooled[1])
        return self._kept_within(self._counted(business, pooled))
