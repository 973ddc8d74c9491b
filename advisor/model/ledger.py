"""The ledger: where new customers come from today, and what is owed to each channel.

Top down: ``N`` new customers a month, a share for each source, and what a firm that practises a
channel at its usual effort owes to it.  ``pooling`` joins it with the funnel.  Draws are (n,).
"""

import math
from collections.abc import Mapping, Sequence
from functools import cached_property

import numpy as np

from advisor.catalogue import MONTHS, Channel
from advisor.catalogue.channels import COUNTED, moved, practised
from advisor.model.curves import Array
from advisor.model.response.base import Business

# Quantities of a channel that its ledger rests on; the others are the funnel's.
LEDGER_QUANTITIES = (
    "ledger_weight", "practised_share", "owed_share", "customers_per_root", "lift_share",
    "usual_level", "usual_followers",
)  # fmt: skip
PRACTISED = ("ledger_weight", "practised_share")  # read of all channels of a source at once
_TINY = 1e-12


class Ledger:
    """New customers a month by source today, and what is owed to each channel."""

    def __init__(self, business: Business, channels: Sequence[Channel]) -> None:
        self.business = business
        self._channels = {c.channel: c for c in channels}

    @cached_property
    def total(self) -> Array:
        """New customers a month today, shape (n,)."""
        return self.business.d.span("new_customers", self.business.case.new_customers)

    @cached_property
    def basis(self) -> Array:
        """The same, as channels are judged by it: never below a beginner's, shape (n,)."""
        return np.asarray(np.maximum(self.total, self.business.case.least_new_customers))

    @cached_property
    def today(self) -> Array:
        """New customers a month that bound what one channel brings: today's, (n,).

        Of a business that begins, and of one that counts fewer than others of its size win, those
        for which it is judged: it has few to speak of.
        """
        case = self.business.case
        return self.basis if case.counted or case.begins_with > 0.0 else self.total

    @cached_property
    def begins(self) -> Array:
        """New customers a month who come to a business that begins by its being there, (n,)."""
        return np.maximum(self.business.case.begins_with - self.total, 0.0)

    @cached_property
    def begins_by(self) -> Mapping[str, float]:
        """Share of them by source: those that need nobody's work."""
        d, rows = self.business.d, {s: f"ledger.begins_anyway.{s}" for s in self.mean_shares}
        part = {s: self.mean_shares[s] * d.best(row) for s, row in rows.items() if d.has(row)}
        return {source: share / sum(part.values()) for source, share in part.items()}

    @cached_property
    def shares(self) -> Mapping[str, Array]:
        """Share of each source, shape (n,): the trade's, updated by the owner's own counts.

        The mean is that of a Dirichlet distribution (concentration times the trade's share plus
        the count); around it the spread from business to business, which own counts narrow.
        """
        case, d = self.business.case, self.business.d
        counted = sum(case.source_counts.values())
        left = math.sqrt(case.source_concentration / (case.source_concentration + counted))
        drawn = {
            source: mean
            * np.exp(left * case.source_spreads[source] * d.normals(f"source.{source}"))
            for source, mean in self.mean_shares.items()
        }
        whole = sum(drawn.values())
        return {source: value / whole for source, value in drawn.items()}

    @cached_property
    def mean_shares(self) -> Mapping[str, float]:
        """Posterior mean share of each source."""
        case = self.business.case
        counted = sum(case.source_counts.values())
        weight = case.source_concentration
        return {
            source: (weight * share + case.source_counts.get(source, 0)) / (weight + counted)
            for source, share in case.source_shares.items()
        }

    @cached_property
    def shares_today(self) -> Mapping[str, Array]:
        """Share of each source today, shape (n,), by what stands (``Case.source_today``)."""
        times = self.business.case.source_today
        weighed = {source: share * times[source] for source, share in self.shares.items()}
        whole = sum(weighed.values())
        return {source: value / whole for source, value in weighed.items()}

    def factor(self, channel: str) -> float:
        """Return how the business's attributes and audience move a channel's part of its source."""
        case = self.business.case
        return moved(self._channels[channel], case.ledger_factors, case.platform_pull)

    @cached_property
    def _practised(self) -> Mapping[str, float]:
        """Weights of the channels of each source times the share of firms that practise them."""
        return {source: sum(weights.values()) for source, weights in self._weights.items()}

    @cached_property
    def _weights(self) -> Mapping[str, Mapping[str, float]]:
        case, every = self.business.case, self._channels.values()
        return practised(every, self.business.d.best, case.ledger_factors, case.platform_pull)

    def part_of(self, name: str) -> float:
        """Return a channel's part of what the channels of its source bring to all firms."""
        source = self._channels[name].ledger_source
        return self._weights.get(source, {}).get(name, 0.0) / self._practised.get(source, 1.0)

    def owed(self, channel: Channel) -> Array | None:
        """Return what a firm owes to a channel at its usual effort, customers a month, (n,).

        None where the channel has no ledger.
        """
        d, name, source = self.business.d, channel.channel, channel.ledger_source
        if not channel.ledger_kind:
            return None
        case = self.business.case
        if channel.ledger_kind in COUNTED:
            part = d(f"{name}.ledger_weight") * self.factor(name) * self._came_by(name, source)
            part = part / max(self._practised[source], _TINY)
            of_source = self.basis * self.shares[source] * self._known_part(source)
            most = self._of_those_who_do(channel)
            return np.asarray(of_source * np.minimum(part, most) * self.owed_share(channel))
        if channel.ledger_kind == "lift":
            lift = d(f"{name}.lift_share")
            if case.begins_with > 0.0:  # the first customers come because all friends are told
                lift = lift + d("ledger.begins_told")
            lift = lift * self.factor(name)
            return np.asarray(self.basis * self.shares[source] * lift)
        # Personal ties grow with the root of the business: one person keeps so many.
        told = self.mean_shares[source] / max(case.source_shares[source], _TINY)
        yearly = (
            d(f"{name}.customers_per_root")
            * self.factor(name)
            * self.prominence(source)
            * (self._next_town if channel.draws_on == "next_towns" else 1.0)
            * np.sqrt(MONTHS * self.basis * told)
        )
        return np.asarray(yearly / MONTHS)

    @cached_property
    def _present(self) -> Mapping[str, float]:
        """Practised weights of the channels of each source that the business has today."""
        return {
            source: sum(weight for name, weight in weights.items() if self._is_there(name))
            for source, weights in self._weights.items()
        }

    def _is_there(self, name: str) -> bool:
        case = self.business.case
        return case.followers.get(name, 0.0) > 0.0 or name in case.done_today

    def _came_by(self, name: str, source: str) -> float:
        """Return times a channel's part of its source by which of its channels are there today.

        Customers whom the owner counted beyond the trade's share came by what there is: five of
        ten by social media say much of the page with followers and nothing of the one without.
        """
        there, case = self._present.get(source, 0.0), self.business.case
        if not there:
            return 1.0
        beyond = max(0.0, 1.0 - case.source_shares[source] / max(self.mean_shares[source], _TINY))
        beyond *= self.business.d.best("ledger.came_by_present")
        more = beyond * self._practised[source] / there if self._is_there(name) else 0.0
        return 1.0 - beyond + more

    def _of_those_who_do(self, channel: Channel) -> float:
        """Return how many times the usual firm's source one who practises a channel may have.

        Few stand at a stall or buy adverts, and those who do have most of what comes that way.
        """
        best = self.business.d.best
        if channel.ledger_kind != "few":
            return 1.0
        practised = best(f"{channel.channel}.practised_share")
        if practised < best("ledger.counted_practice"):
            return 1.0
        return float(min(best("ledger.most_times_source"), 1.0 / practised))

    def owed_share(self, channel: Channel) -> Array | float:
        """Return the part (n,) of a channel's customers who would not have come without it.

        None where it is not counted.
        """
        if channel.ledger_kind not in COUNTED:
            return 0.0
        name = channel.channel
        sold_there = f"{name}.owed_share_{self.business.listed_as}"
        return self.business.d(
            sold_there if self.business.d.has(sold_there) else f"{name}.owed_share"
        )

    @cached_property
    def _next_town(self) -> float:
        """How much more a chamber counts where the next town is larger: more members and buyers."""
        best = self.business.d.best
        more = self.business.case.next_town_ratio ** best("business.next_town_exponent")
        return float(min(more, best("business.next_town_most")))

    def prominence(self, source: str) -> float:
        """Return how much more than in the usual trade a source's ties bring here.

        Where few customers come by others' recommendation few come of knowing the others.
        """
        row = f"ledger.usual_source_share.{source}"
        if not self.business.d.has(row):
            return 1.0
        best = self.business.d.best
        part = self.business.case.source_shares[source] / best(row)
        return float(part ** best("ledger.source_exponent"))

    def _known_part(self, source: str) -> float:
        """Return the part of a source that the channels here can account for.

        What none of them brings weighs alike in every trade: less beside a stall, more without.
        """
        row = f"ledger.unexplained_weight.{source}"
        if not self.business.d.has(row):
            return 1.0
        known = self._practised[source]
        return known / (known + self.business.d.best(row))

    def spend_ratio(self, channel: Channel, money_steps: int) -> float:
        """Return a spend over the usual one, which is a part of a firm's sales.

        Where adverts cost less than everything else, it takes less to be seen as often as usual.
        """
        case, best = self.business.case, self.business.d.best
        active = max(case.active_customers.best, self.business.beginner_customers)
        sales = active * case.purchases_per_year.best
        yearly = sales * case.average_sale_usd.best
        usual = best("ledger.one_advert_share") * case.marketing_share * yearly / MONTHS
        usual *= case.advert_prices.get(channel.kind, 1.0)
        spend = money_steps * case.money_step_usd
        return float(spend / max(usual, case.money_step_usd))

    def most(self, channel: Channel) -> Array:
        """Return what all work on a channel may at most bring, customers a month, (n,).

        Nobody more than doubles a source by one channel; who meets people may do a little more.
        """
        share = self.shares[channel.ledger_source]
        if channel.ledger_kind == "personal":
            d, own = self.business.d, f"{channel.channel}.most_times_by_ties"
            share = share * d.best(own if d.has(own) else "ledger.most_times_by_ties")
        if channel.family != "paid":  # those who stand at a stall have most of what stalls bring
            return np.asarray(self.basis * share * self._of_those_who_do(channel))
        # Adverts are held against what the channels here account for of a source.
        part = self._known_part(channel.ledger_source) * self._of_those_who_do(channel)
        return np.asarray(self.basis * share * part)
