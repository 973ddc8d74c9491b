"""What no budget, weight, lock or liking moves, kept for every question about one business."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

import numpy as np

from advisor.catalogue import STRATEGIES, Case, Channel, Fit, Prior
from advisor.catalogue.channels import COUNTED
from advisor.model.alternatives import LeastKept, nearest_mix
from advisor.model.curves import Array, Ints
from advisor.model.draws import Draws
from advisor.model.judging import Judging
from advisor.model.ledger import PRACTISED, Ledger
from advisor.model.pooling import Pooled, biases_of, pooled_with, scaled
from advisor.model.response import Business, Response, respond
from advisor.model.response.options import HOUR_STEP
from advisor.model.response.packing import across
from advisor.model.search import Search
from advisor.model.worth import Worth

_DAY = 1 / 30  # of a month: nobody counts for less, and it guards a division
_SURE, _HARDLY_ANY = 1e-6, 1e-12  # a spread, and customers a month: guards of a division and a log


def with_own_results(business: Business, response: Response, met_share: float = 1.0) -> Response:
    """Return the response with the client's own counts taken in.

    Normal updating in logs: the draws' own spread is the prior, the count over its months the
    observation with variance 1 / (count + 0.5) plus what the unknown level of effort adds.  A
    model that is further from the count than its spread was too sure of itself: its spread is that
    distance then.  Every level is scaled by the same draw-wise factor, so levels keep their
    relation; a practice of which the model expects nothing brings the count at every level.

    Parameters
    ----------
    met_share : float
        Share of the leads that the owner's other face to face left when they were counted.

    Returns
    -------
    Response
        Unchanged where the client gave no results for the channel.  Where they were bought for far
        more money than any level costs, the practice is an option of its own, and the levels stay
        as they were: a paid place says nothing about a free one.
    """
    case = business.case
    name = response.channel.channel
    own = case.results.get(name)
    if own is None:
        return response
    bought = _as_bought(business, response)
    if bought is not None:
        return _beside(response, with_own_results(business, bought, met_share))
    pick, area = (
        int(nearest_mix([response], case.done_today, case.money_step_usd)[0]),
        business.area_today,
    )
    level = pick - 1 if pick else sum(o.doer == "owner" for o in response.options) // 2
    draws = dict(response.draws)
    if not draws["customers"][:, area, 0, level].any():
        if not (own.leads or own.customers):
            return response
        draws["leads"] = draws["customers"] = np.ones(draws["customers"].shape)
    for quantity, count in (("leads", own.leads), ("customers", own.customers)):
        if count is None:
            continue
        table = draws[quantity]
        modelled = np.log(np.maximum(table[:, area, 0, level], _HARDLY_ANY))
        seen = np.log((count + 0.5) / max(own.months, _DAY) / met_share)
        seen -= _more_than_level(case, response, level)
        noise = 1.0 / (count + 0.5) + business.d.best("pooling.own_results_spread_log") ** 2
        centre, spread = float(np.mean(modelled)), float(np.std(modelled))
        if spread < _SURE:
            modelled = centre + np.sqrt(noise) * business.d.normals(f"results.{name}")
            table, spread = across(np.exp(modelled)) * np.ones_like(table), np.sqrt(noise)
        prior = max(spread, abs(seen - centre))
        pull = prior**2 / (prior**2 + noise)
        around = (modelled - centre) * np.sqrt(1.0 - pull) * prior / spread
        factor = across(np.exp(centre + pull * (seen - centre) + around - modelled))
        draws[quantity] = table * factor
        if quantity == "customers":
            draws["leads"] = np.maximum(draws["leads"], draws["customers"])
        elif own.customers is None:
            draws["customers"] = draws["customers"] * factor
    return replace(response, draws=draws)


def _more_than_level(case: Case, response: Response, level: int) -> float:
    """Return how much more, in logs, the practice told brings than the level nearest to it.

    By the money told for adverts and by the hours told else, between the owner's levels.
    """
    use = case.present_mix.get(response.channel.channel)
    paid = response.channel.family == "paid"
    told = None if use is None else use.usd_per_month if paid else use.hours_per_week
    if use is None or not told or use.units is not None:
        return 0.0
    brings = response.draws["customers"][:, 0, 0].mean(axis=0)
    efforts = [o.money_steps * case.money_step_usd if paid else o.owner_hours
               for o in response.options]  # fmt: skip
    levels = sorted(
        (effort, float(brought))
        for effort, brought, option in zip(efforts, brings, response.options, strict=True)
        if option.alone and effort > 0.0 and brought > _HARDLY_ANY
    )
    if not levels or efforts[level] <= 0.0:
        return 0.0
    known = np.log(np.array(levels)).T
    at, there = np.interp(np.log((told, efforts[level])), *known)
    return float(at - there)


def _as_bought(business: Business, response: Response) -> Response | None:
    """Return what the owner pays for today as the only option, None where a level costs that."""
    case = business.case
    use = case.present_mix.get(response.channel.channel)
    paid = 0.0 if use is None else use.usd_per_month or 0.0
    dearest = max(o.money_steps for o in response.options if o.alone) * case.money_step_usd
    best = business.d.best
    most = max(best("pooling.bought_usd"), best("pooling.bought_times") * dearest)
    if use is None or paid <= most:
        return None
    like = max(
        (j for j, o in enumerate(response.options) if o.alone),
        key=lambda j: (response.options[j].owner_hours, -j),
    )
    hours = use.hours_per_week
    option = replace(
        response.options[like],
        owner_hours=response.options[like].owner_hours
        if hours is None
        else math.ceil(hours / HOUR_STEP) * HOUR_STEP,
        money_steps=math.ceil(paid / case.money_step_usd - _SURE),
    )
    return replace(
        response,
        options=(option,),
        draws={name: table[..., like : like + 1] for name, table in response.draws.items()},
        met=response.met[like : like + 1],
        allowed=response.allowed[:, like : like + 1],
    )


def _beside(response: Response, other: Response) -> Response:
    """Return the options of two responses of one channel side by side."""
    draws = {
        name: np.concatenate(
            [table, np.broadcast_to(other.draws[name], (*table.shape[:-1], 1))], axis=-1
        )
        for name, table in response.draws.items()
    }
    return replace(
        response,
        options=(*response.options, *other.options),
        draws=draws,
        met=np.concatenate([response.met, other.met]),
        allowed=np.concatenate([response.allowed, other.allowed], axis=1),
    )


_TINY = 1e-12


class Responses:
    """What no budget, weight, lock or liking moves: every channel's response, pooled and counted.

    `case`: the business, every gap filled; its budgets, weights and locks are not read.  `like`:
    those of the same business under other priors; what these do not move is taken from there.
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
        like: Responses | None = None,
    ) -> None:
        self.draws = Draws(priors, seed, n_draws)
        self._like = like
        self.fits = fits
        self.least: dict[int, LeastKept] = {}  # see ``least_effort``
        self.case = case
        self._judged: tuple[Case, Judging, tuple[Search, ...]] | None = None
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
        business, like, same = self._business, self._like, self._unmoved
        biases = biases_of(business, self.ledger, [bare for _, bare in self._funnels])
        found = []
        for k, (funnel, _) in enumerate(self._funnels):
            channel = funnel.channel
            bias = biases.get(channel.family)
            if like and channel.channel in same and bias == like._pooled[1].get(channel.family):
                found.append(like.pooling[k])
            else:
                found.append(pooled_with(business, self.ledger, funnel, biases))
        return tuple(found), biases

    @cached_property
    def _funnels(self) -> Sequence[tuple[Response, Response]]:
        """The funnels of all open channels, and the same without own followers and lists.

        How far off a family's funnels are is a matter of the trade: a long list of one's own says
        nothing about the site.
        """
        case, business = self.case, self._business
        has = {**case.standing, **case.followers}
        bare = Business(replace(case, standing={}, followers={}), self.draws, self.fits)
        found = []
        for k, channel in enumerate(self._channels):
            if self._like and channel.channel in self._unmoved:
                found.append(self._like._funnels[k])
                continue
            funnel = respond(business, channel)
            people = has.get(channel.channel, 0.0) > 0.0 and channel.kind in ("list", "platform")
            found.append((funnel, respond(bare, channel) if people else funnel))
        return found

    @cached_property
    def _unmoved(self) -> frozenset[str]:
        """Channels that are as in `like`: where only figures of other channels are not."""
        names = frozenset(c.channel for c in self._channels)
        if self._like is None:
            return frozenset()
        moved = [name.split(".") for name in self.draws.unlike(self._like.draws)]
        if any(head not in names or of in PRACTISED for head, of, *_ in moved):
            return frozenset()
        return names - {head for head, *_ in moved}

    @property
    def all(self) -> tuple[Response, ...]:
        """The same with the owner's own results taken in."""
        return self._all[0]

    @cached_property
    def _all(self) -> tuple[tuple[Response, ...], Mapping[str, Prior]]:
        found = tuple(self._kept_within(self._counted(self._business, r)) for r, _ in self.pooling)
        like = {} if self._like is None else self._like.used
        # What is drawn later is no part of them.
        return found, {**like, **self.draws.used}

    @cached_property
    def _within(self) -> Mapping[str, Array]:
        """Factors (n, 1, 1, 1) of what is done today: no more than its source brings today.

        And no less than its usual part of a source whose customers the owner counted.
        By channel, of those that have one.  What was counted stays as it is.
        """
        case, ledger = self.case, self.ledger
        counted = [self._counted(self._business, r) for r, _ in self.pooling]
        picks = nearest_mix(counted, case.done_today, case.money_step_usd)
        done = [(r, int(k)) for r, k in zip(counted, picks, strict=True) if k]
        brings: dict[str, Array] = {}
        least: dict[str, float] = {}
        for response, pick in done:
            share, area = (
                self._business.met_share(response, self.met_today),
                self._business.area_today,
            )
            now = share * response.draws["customers"][:, area, 0, pick - 1]
            source = response.channel.ledger_source
            brings[source] = now + brings.get(source, 0.0)
            if case.source_counts.get(source) and response.channel.ledger_kind in COUNTED:
                name = response.channel.channel
                part = ledger.part_of(name) * ledger.owed_share(response.channel)
                those = ledger.total * ledger.shares_today[source] * part
                least[name] = float(those.mean()) / max(float(now.mean()), _TINY)
        found = {}
        # To a business that begins hardly anybody comes: its channels are judged by more.
        today = ledger.total if case.begins_with <= 0.0 else ledger.basis
        for response, _ in done:
            name, source = response.channel.channel, response.channel.ledger_source
            if source and name not in case.results:
                most = today * ledger.shares_today[source]
                times = np.minimum(1.0, most / np.maximum(brings[source], _TINY))
                found[name] = across(times * max(1.0, least.get(name, 0.0)))
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

    def judged(
        self, case: Case, kept: Callable[[], tuple[Array, Ints]]
    ) -> tuple[Judging, tuple[Search, ...]]:
        """Return what mixes of a case come to, and the search of each strategy.

        Kept while nothing but budgets moves, of which they know nothing.

        Parameters
        ----------
        case : Case
            Of this business.
        kept : callable
            Takes nothing and returns the new customers a month of present practices, (n,), and
            these as a mix, (C,).
        """
        asked = replace(case, owner_hours=0.0, money_usd=0.0, assumptions=(), questions=())
        known = self._judged
        if known is None or known[0] != asked:
            business = Business(asked, self.draws, self.fits)
            judging = Judging(Worth(business, self.all, self.ledger, *kept()))
            searches = tuple(Search(judging, policy) for policy in range(len(STRATEGIES)))
            known = self._judged = asked, judging, searches
        return known[1], tuple(search.anew() for search in known[2])

    def of(self, channel: Channel, case: Case) -> Response:
        """Return the response of a channel for a changed case or ladder, pooled and counted."""
        business = Business(case, self.draws, self.fits)
        ledger = Ledger(business, self._channels)
        # The families' biases are those of the business as it is.
        pooled, _ = pooled_with(business, ledger, respond(business, channel), self._pooled[1])
        return self._kept_within(self._counted(business, pooled))
