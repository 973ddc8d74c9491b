"""What stands already (followers, reviews, memberships, a site) and where customers come from."""

from __future__ import annotations

import math
from collections.abc import Mapping

from advisor.catalogue import MONTHS, Channel, Prior, Sector, Span, Tables
from advisor.catalogue.channels import COUNTED, moved, practised
from advisor.evidence.resolve.person import followers_of, reviewed_part, standing
from advisor.evidence.resolve.prices import times_of
from advisor.profile import BusinessProfile


class Shown:
    """How much of each source comes today against the trade's, by what stands.

    By best values; `pulls` by platform as in ``Case.platform_pull``.  `usual_spend`: on one kind of
    advert, by firms of that size, in the profile's currency a month, at US prices of adverts.
    ``factors`` say how the business's attributes move a channel's part of its source.
    """

    def __init__(
        self,
        profile: BusinessProfile,
        tables: Tables,
        priors: Mapping[str, Prior],
        sector: Sector,
        attributes: Mapping[str, float],
        pulls: Mapping[str, float],
        usual_spend: float,
    ) -> None:
        self._profile, self._priors, self._sector = profile, priors, sector
        self._pulls, self._usual_spend = pulls, usual_spend
        self._followers, self._has = followers_of(profile, tables), standing(profile, tables)
        self._country = tables.countries[profile.country]
        self._by_law = self._country.chamber_compulsory
        self._channels = [c for c in tables.channels.values() if c.ledger_kind and not c.retired]
        self.factors = _factors(tables, sector, attributes)
        # Where few firms have a site of their own few customers come by one.
        share = self._country.website_share
        for channel in self._channels:
            if channel.kind == "website":
                usual = self._best(channel, "practised_share")
                part = min(1.0, share / usual)
                self.factors[channel.channel] = self.factors.get(channel.channel, 1.0) * part

    def today(self, shares: Mapping[str, float], coming: float) -> dict[str, float]:
        """Return times the trade's customers by source; they need no sum.

        As far as no own count says how many came by the source: less where there is no profile or
        site, more by many followers or reviews, by adverts that run and by a group one is in.
        """
        weights = practised(
            self._channels, lambda row: self._priors[row].best, self.factors, self._pulls
        )
        found = dict.fromkeys(shares, 1.0)
        for channel in self._channels:
            source = channel.ledger_source
            if channel.ledger_kind in COUNTED:
                of_source = weights[source]
                part = of_source[channel.channel] / max(sum(of_source.values()), 1e-12)
                found[source] += part * (self._times_the_usual(channel) - 1.0)
            elif channel.ledger_kind == "personal" and self._belongs(channel):
                yearly = self._best(channel, "customers_per_root")
                yearly *= moved(channel, self.factors, self._pulls)
                yearly *= math.sqrt(MONTHS * max(coming, 0.0))
                found[source] += yearly / max(MONTHS * coming * shares[source], 1e-9)
        most = self._priors["ledger.most_times_source"].best
        return {source: min(most, times) for source, times in found.items()}

    def _best(self, channel: Channel, quantity: str) -> float:
        return self._priors[f"{channel.channel}.{quantity}"].best

    def _belongs(self, channel: Channel) -> bool:
        if channel.kind != "membership" or (self._by_law and channel.stands_by == "chambers"):
            return False
        return self._has.get(channel.channel, 0.0) > 0.0

    def _times_the_usual(self, channel: Channel) -> float:
        """Return how many times what it brings the usual firm a channel brings that stands."""
        already, name = self._profile.already, channel.channel
        runs = self._profile.present_mix.get(name)
        if channel.family == "paid" and runs and runs.money_per_month:
            # Of a firm that may buy none: who buys has what comes by it, the more the more is paid.
            usual = self._usual_spend * times_of(self._country, channel.kind)
            ratio = runs.money_per_month / usual
            by_spend = ratio ** self._priors["ledger.spend_exponent"].best
            return float(max(1.0, by_spend / self._best(channel, "practised_share")))
        if channel.kind == "platform" and self._followers.get(name, 0.0) > 0.0:
            times = self._followers[name] / self._best(channel, "usual_followers")
            return float(max(1.0, times) ** self._best(channel, "reach_b"))
        missing = {"profile": already.reviews == 0, "website": already.website is False}
        if missing.get(channel.kind):
            return 1.0 - self._best(channel, "owed_share")
        if channel.kind == "profile" and already.reviews is not None:
            row = f"{name}.usual_reviews"
            usual = (self._priors.get(f"{row}.{self._sector.sector}") or self._priors[row]).best
            more = max(1.0, already.reviews / usual) ** self._best(channel, "reviews_exponent")
            missing_part = 1.0 - reviewed_part(name, self._profile, self._priors)
            return float(more - self._best(channel, "owed_share") * missing_part)
        return 1.0


def _factors(tables: Tables, sector: Sector, attributes: Mapping[str, float]) -> dict[str, float]:
    """Return how the business's attributes move each channel's part of its source."""
    held, found = {**attributes, sector.sector: 1.0}, dict[str, float]()
    for one in sorted(tables.ledger_fits, key=lambda f: (f.channel, f.attribute)):
        power = one.factor ** held.get(one.attribute, 0.0)
        found[one.channel] = found.get(one.channel, 1.0) * power
    return found


def grown(coming: Span, shares: Mapping[str, float], today: Mapping[str, float]) -> Span:
    """Return new customers a month, only estimated, of a firm in which so much stands."""
    times = sum(share * today[source] for source, share in shares.items()) / sum(shares.values())
    return Span(coming.low * times, coming.best * times, coming.high * times)
