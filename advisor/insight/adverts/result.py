"""What follows for adverts: whether at all, where, how much, for whom, and when to stop.

Money is a month in the profile's currency, forecasts per month averaged over the horizon unless
said otherwise; shares run from 0 to 1.  Types only.
"""

from __future__ import annotations

from advisor.results.finding import Insight
from advisor.results.forecast import Range, Reason, Result, StopRule


class SpendLevel(Result):
    """A spend of the channel's ladder and what it brings; ``clicks`` None where none are made.

    ``clicks`` are those of people who could become customers.
    """

    money_per_month: float
    hours_per_week: float
    affordable: bool
    chosen: bool
    people_reached: Range
    clicks: Range | None
    leads: Range
    customers: Range
    gross_profit: Range
    net_contribution: Range


class SpendPoint(Result):
    """A spend on the finer curve with its expected leads, customers, gross profit and net."""

    money_per_month: float
    leads: float
    customers: float
    gross_profit: float
    net_contribution: float


class Price(Result):
    """A price of the trade (``other`` when the trade has no row of its own), and its basis."""

    quantity: str
    values: Range
    own_row: bool
    fact_ids: tuple[str, ...]
    grade: str
    reasoning: str


class TargetSetting(Result):
    """A way to choose who sees an advert and what to set; ``set_it`` false leaves it open."""

    kind: str
    criterion: str
    name: str
    available: str
    set_it: bool
    setting: str
    note: str
    source_id: str
    grade: str


class AdvertChannel(Result):
    """A paid channel for this business.

    ``minimum_useful`` is the range of what practitioners call the least useful spend,
    ``least_money`` the first step of the ladder.  ``saturates_at`` is the spend from which on the
    same money brings less than half of what the first brought; ``full_at`` brings all the
    customers there is room for; ``worth_up_to`` is the spend at which the net contribution is
    highest, None where no spend pays.  ``most_asked`` is all that can be spent where people ask for
    less than the largest level, None elsewhere.  ``audience`` are the people aimed at who
    use the platform (None for channels without one); ``audience_too_small`` says whether the
    platform would refuse it.
    """

    channel: str
    name: str
    open: bool
    in_mix: bool
    score: float
    share_of_worlds: float | None
    audience: Range | None
    audience_too_small: bool
    minimum_useful: Range | None
    least_money: float | None
    affordable: bool
    saturates_at: float | None
    most_asked: float | None
    full_at: float | None
    worth_up_to: float | None
    prices: tuple[Price, ...]
    levels: tuple[SpendLevel, ...]
    curve: tuple[SpendPoint, ...]
    stop: StopRule | None
    targeting: tuple[TargetSetting, ...]
    reasons: tuple[Reason, ...]

    @property
    def absorbs(self) -> float | None:
        """What the area can absorb a month, None where that is more than was tried."""
        limits = [x for x in (self.saturates_at, self.most_asked) if x is not None]
        return min(limits, default=None)


class Limit(Result):
    """A rule that touches this business; ``applies`` false is a rule for another occasion."""

    limit: str
    name: str
    what: str
    applies: bool
    source_ids: tuple[str, ...]
    grade: str
    reasoning: str


class Step(Result):
    """A line of the checklist with its stage: landing, tracking or running."""

    step: str
    stage: str
    what: str
    fact_ids: tuple[str, ...]
    grade: str
    reasoning: str


class AdvertAdvice(Insight):
    """The whole advice on adverts; ``channels`` open ones first, best first.

    ``verdict`` is advertise, below_minimum, others_first, not_worth, no_money or none_open;
    ``chosen`` are the channels in the mix, otherwise the one that stands first. ``instead`` names
    the unpaid channels that carry the mix; ``joins_from`` is the least money a month (of budgets
    looked at) with which an advert enters the best mix, None where none does up to
    ``looked_up_to``; ``cheapest_suited`` of the adverts that stand well the one for the least
    money.
    """

    verdict: str
    sentence: str
    budget: float
    currency: str
    chosen: tuple[str, ...]
    instead: tuple[str, ...]
    joins_from: float | None
    looked_up_to: float
    channels: tuple[AdvertChannel, ...]
    limits: tuple[Limit, ...]
    steps: tuple[Step, ...]
    cheapest_suited: str | None = None

    @property
    def at_hand(self) -> list[AdvertChannel]:
        """The channels in the mix, otherwise the one that stands first."""
        return [c for c in self.channels if c.channel in self.chosen]

    @property
    def cheapest(self) -> AdvertChannel | None:
        """The suited advert that is to be had for the least money."""
        return next((c for c in self.channels if c.channel == self.cheapest_suited), None)
