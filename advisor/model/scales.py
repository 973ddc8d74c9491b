"""Yardsticks of the utility, and the lookup tables of one strategy."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from advisor.catalogue import MIDDLE_STEP
from advisor.model.response import Business, Response
from advisor.model.response.base import AT_SALE, QUANTITIES


def expectations(
    business: Business, response: Response, risk: int
) -> Iterator[tuple[str, Array, Array]]:
    """Yield quantity, expectation for decisions and mean shown, each (P or 1, B or 1, J).

    Draws are ordered by the channel's own outcome at its first option, and decisions see every
    customer at the typical profit: what a customer is worth is uncertain for all channels
    alike, is no risk of one of them, and its far tail shall carry no spend.
    """
    best = business.d.best
    each, whole, usual, typical = business.typical_profit
    extra = response.draws["gross_extra"][:, -1, 0, 0] / each
    outcome = response.draws["customers"][:, -1, 0, 0] * response.mean_of("customers") * typical
    outcome = outcome + extra * usual * response.mean_of("leads")
    worth = {"gross_new": typical / whole, "gross_later": typical / whole}
    worth["gross_extra"] = usual / each
    n = len(outcome)
    order = np.sort(outcome)
    kept = outcome <= order[int(best("risk.truncation") * (n - 1) + 1e-9)]
    worst = outcome <= order[int(best("risk.worst_share") * (n - 1) + 1e-9)]
    careful = best("risk.worst_part") + (MIDDLE_STEP - risk) * best("risk.step")
    weight = (1.0 - careful) * kept / kept.sum() + careful * worst / worst.sum()
    full = best("value.full_effect_part")
    plain = np.full(n, 1.0 / n)
    by_ramp = {}
    for at_sale, name in ((True, "customers"), (False, "leads")):
        mean = response.mean_of(name)
        by_ramp[at_sale] = np.stack([weight * ((1.0 - full) * mean + full), plain * mean])
    for name in QUANTITIES:
        table = response.draws[name]
        rows = by_ramp[name in AT_SALE]
        if name in worth:
            rows = np.stack([rows[0] * worth[name], rows[1]])
        decided, shown = (rows @ table.reshape(n, -1)).reshape(2, *table.shape[1:])
        yield name, decided, shown


Array = NDArray[np.float64]


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

    offset: NDArray[np.int64]
    meeting: NDArray[np.bool_]
    customers: Array
    gross_new: Array
    parts: Mapping[str, Array]

    @cached_property
    def utility(self) -> Array:
        """Sum of the four parts, (B, K)."""
        return np.asarray(sum(self.parts.values()))
