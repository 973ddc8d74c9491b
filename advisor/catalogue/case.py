"""``Case``: a profile resolved against the tables, and the parts it is made of.

Money is in US dollars at the market exchange rate ("usd"); hours per week; the rest per month.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

ReachGoal = Literal["my_town", "neighbouring_towns", "region", "country", "worldwide"]


@dataclass(frozen=True)
class Place:
    """A populated place: its GeoNames id as text, positions in degrees, its people."""

    place_id: str
    name: str
    region: str
    region_code: str
    country: str
    latitude: float
    longitude: float
    population: int


MONTHS, WEEKS_PER_MONTH = 12, 52 / 12  # of a year
Z95 = 1.6448536269514722  # 95 % point of the standard normal: where ranges end
FEW_REVIEWS = 10  # below it the prior review_factor_below_10 is defined


@dataclass(frozen=True)
class Span:
    """A quantity of the business: 5 %, 50 % and 95 % points; all equal when the owner gave it."""

    low: float
    best: float
    high: float

    @classmethod
    def exactly(cls, value: float) -> Span:
        """Return the span of a known value."""
        return cls(value, value, value)

    def times(self, factor: float) -> Span:
        """Return the span in so many times its size."""
        return Span(self.low * factor, self.best * factor, self.high * factor)


@dataclass(frozen=True)
class Assumed:
    """An answer that was filled in: profile field, value as shown, and what it rests on."""

    field: str
    value: object
    basis: str


@dataclass(frozen=True)
class LevelLock:
    """A constraint on a channel: in, out, or effort bounds in the channel's unit.

    Settled by the model: ``by_manager`` is what a hire adds to what is shown of the channel, in
    its unit; ``attached`` asks a host to carry a private group (True) or to carry none (False).
    ``sells`` says that nobody asked for it: customers of today buy there.
    """

    keep: bool = False
    never: bool = False
    at_least: float | None = None
    at_most: float | None = None
    by_manager: float = 0.0
    attached: bool | None = None
    sells: bool = False


@dataclass(frozen=True)
class PresentUse:
    """What the owner does today on a channel: whole units, hours a week, usd a month, months.

    ``stands``: the part that comes today of what so much of it brings, 0 to 1.
    """

    units: float | None
    hours_per_week: float | None
    usd_per_month: float | None
    months: float
    stands: float = 1.0


@dataclass(frozen=True)
class OwnResult:
    """The client's own results on a channel over ``months``: leads and customers counted."""

    months: float
    leads: float | None
    customers: float | None


@dataclass(frozen=True)
class Question:
    """What must be asked before the answer is believed: code, field, given, taken instead."""

    code: str
    field: str
    figures: Mapping[str, float]


@dataclass(frozen=True)
class Case:
    """A profile resolved against the tables: all the model needs to know of a business.

    Money is in US dollars at the market exchange rate; hours per week; everything else per
    month.  Zones are nested areas around the place, in the order town (5 miles), near
    (25 miles), region (100 miles), country, world.  What a field holds stands beside it where its
    name and unit do not say it.
    """

    sector: str
    country: str
    place: Place
    currency: str
    local_per_usd: float  # exchange rate of the currency
    price_level: float
    money_step_usd: float  # the grid step, 5 USD x price level
    horizon_months: int
    owner_hours: float
    staff_hours: float
    money_usd: float
    manager: Literal["no", "maybe", "yes"]
    reach_goal: ReachGoal
    scope_zone: int  # of the reach goal, 0-4
    people_working: int
    attributes: Mapping[str, float]
    lead_unit: str
    busy_months: tuple[int, ...]
    website_kind: str
    listed_for: str  # what the place where the trade is looked up first is paid for, "" for none
    zone_people: tuple[float, ...]  # all people in each zone
    zone_prospects: tuple[float, ...]  # people (and firms) who could ever buy what is sold
    aim_people: tuple[float, float, float]  # inside the area each strategy is aimed at
    aim_prospects: tuple[float, float, float]  # the same
    catchment_miles: float  # the distance customers come from
    people_nearby: float  # within 10 miles, as asked
    catchment_prospects: float
    served_miles: float  # how far the owner is ready to serve, which the reach goal may move
    served_people: float
    served_prospects: float
    served_afar: float  # share of the demand beyond it that can be served all the same, 0-1
    target_share: float
    towns_near: int
    next_town_ratio: float
    need_rate: Span  # share of prospects who choose a new supplier in this trade, per month
    platform_share: Mapping[str, Span]  # share of prospects who use the platform
    platform_pull: Mapping[str, float]  # the same relative to all adults of the country
    average_sale_usd: Span
    purchases_per_year: Span
    gross_margin: Span
    retention_rate: Span
    active_customers: Span
    close_rates: Mapping[str, Span]
    written_to: Mapping[str, float]  # by channel: small firms that write by it, 0-1
    source_shares: Mapping[str, float]  # of new customers in the trade and country, summing to 1
    source_spreads: Mapping[str, float]  # from business to business, standard deviation in logs
    source_counts: Mapping[str, int]  # how the owner's own last customers came
    source_concentration: float  # counted customers that the trade's shares are worth
    source_today: Mapping[str, float]  # times the trade's, by what stands already; no sum
    ledger_factors: Mapping[str, float]  # how attributes move a channel's part of its source
    marketing_share: float  # what firms of the trade put into it, share of their sales
    advert_prices: Mapping[str, float]  # by kind of channel: times the US price, beside all prices
    new_customers: Span  # a month today, from all sources
    begins_with: float  # new customers a month by being there; none where a business is known
    counted: bool  # whether the owner gave new customers a month
    least_new_customers: float  # for which channels are judged: a business that begins has none yet
    months_to_sale: Span  # between first contact and sale
    reachable_share: Span  # of existing customers, who can be written to or called
    customer_value_years: float  # years of a customer that count, 1-5
    risk: int  # 1 careful to 5 bold
    most_channels: tuple[tuple[float, int], ...]  # hours a week, how many at once
    channels_by_manager: int  # how many more of those a manager runs
    value_of_owner_hour_usd: float
    hourly_wage_usd: float
    capacity_per_month: float
    customers_wanted: float
    people_wanted: float
    weights: Mapping[str, float]  # by goal, beside the others, 1 each by default
    known_worth: float  # of being known as widely as wanted, in customers wanted
    ties_worth: float  # of the ties wanted, likewise
    personality: Mapping[str, int]
    chamber_by_law: bool
    standing: Mapping[str, float]
    followers: Mapping[str, float]
    email_list: float
    has_website: bool
    has_profile: bool
    reviews: float | None
    closed: Mapping[str, str]  # channels it cannot use at all, with the reason
    locks: Mapping[str, LevelLock]
    present_mix: Mapping[str, PresentUse]
    done_today: Mapping[str, PresentUse]  # with what memberships and followers show
    results: Mapping[str, OwnResult]
    assumptions: tuple[Assumed, ...]
    questions: tuple[Question, ...] = ()  # what cannot be true together

    @property
    def few_reviews(self) -> bool:
        """Whether there are known to be fewer than ten, so that people look elsewhere."""
        return self.reviews is not None and self.reviews < FEW_REVIEWS

    @property
    def asks_nobody(self) -> bool:
        """Whether rules or manners of the trade speak against asking those it serves."""
        return "asking_against_rules" in self.closed.values()
