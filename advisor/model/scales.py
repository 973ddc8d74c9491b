"""Yardsticks of the utility, and the lookup tables of one strategy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from advisor.catalogue import MIDDLE_STEP
from advisor.model.curves import Array, Flags, Ints
from advisor.model.draws import Draws
from advisor.model.response import Response


def felt_steps(answer: float) -> float:
    """Return how far an answer of 1 to 5 lies from the middle as it is felt: -2, -0.5, 0, 0.5, 2.

    Who does not quite like a thing does it all the same; who dislikes it does not.
    """
    steps = answer - MIDDLE_STEP
    return steps * abs(steps) / 2.0


@dataclass(frozen=True)
class Scales:
    """Weights and fixed yardsticks of the utility (model.md section 4), all per month.

    ``bonds`` is the utility of one tie, ``ties`` what the goal of ties counts beside customers.
    """

    customers: float
    reach: float
    bonds: float
    usd_per_point: float
    people_wanted: float
    overlap: float
    known_worth: float
    known_most: float
    ties: float
    ties_most: float
    liked_most: float
    disliked_most: float

    def reach_value(self, aware: Array, relevance: Array | float, profit: Array) -> Array:
        """Return the reach term of people aware through one channel.

        Being known is worth what becomes of it: it saturates at the number of people wanted, and
        is no more than `known_most` times the profit (usd) of those who come within the horizon,
        so that cheap impressions cannot buy the call.  People reached by a channel that suits
        other businesses better count less; what channels share (overlap) is taken off each.
        """
        known = -self.known_worth * (1.0 - self.overlap) * np.expm1(-aware / self.people_wanted)
        most = self.known_most * profit / self.usd_per_point
        return np.asarray(self.reach * relevance * np.minimum(known, most))

    def ties_value(self, bonds: Array, profit: Array) -> Array:
        """Return the term of ties (a month) with people known in person.

        They send customers later: no more than `ties_most` times the profit (usd) of those who come
        within the horizon, so that nobody pays for company.
        """
        most = self.ties * self.ties_most * profit / self.usd_per_point
        return np.asarray(np.minimum(self.bonds * bonds, most))

    def liking_value(self, liking: Array, against: Array, profit: Array, ties: Array) -> Array:
        """Return the liking term: pleasure counts up to `liked_most` times the profit (usd).

        What is liked and sells nothing is a hobby.  Dislike counts in full, and as far as the work
        goes `against` the owner (0 to 1) no less than `disliked_most` of profit and ties: it is
        put off, done half and given up.  `ties` is the term of ties.
        """
        usd = profit / self.usd_per_point
        worth = usd + ties
        least = np.minimum(liking, -self.disliked_most * against * worth)
        return np.asarray(np.where(liking < 0.0, least, np.minimum(liking, self.liked_most * usd)))


@dataclass(frozen=True)
class Gathered:
    """All channels' options of one strategy side by side, "not used" first in each channel.

    ``offset`` (C,) where a channel begins; the tables are (B, K); ``meeting`` (C,) marks
    face-to-face channels.
    """

    offset: Ints
    meeting: Flags
    customers: Array
    gross_new: Array
    parts: Mapping[str, Array]

    @cached_property
    def utility(self) -> Array:
        """Sum of the four parts, (B, K)."""
        return np.asarray(sum(self.parts.values()))

    @cached_property
    def known(self) -> Array:
        """What being known and knowing people is worth in customers to come, (B, K)."""
        return np.asarray(self.parts["reach"] + self.parts["bonds"])


def wanted_on_top(d: Draws, response: Response, usd: Array, cost: Array, pick: int) -> Array:
    """Return what options (J,) must bring beyond their `cost` to be worth the bother, usd a month.

    Some more for the money of an advert or a manager; less for what is done today (option number
    `pick`, 0 if not) up to today's effort: it runs already.
    """
    bought = [o.doer == "manager" or response.channel.family == "paid" for o in response.options]
    more = d.best("risk.least_return") * np.array(bought)
    usd_today, today = (usd[pick - 1], cost[pick - 1]) if pick else (0.0, 0.0)
    extra = more * np.maximum(usd - usd_today, 0.0)
    return np.asarray(extra - d.best("risk.habit") * np.minimum(cost, today))
