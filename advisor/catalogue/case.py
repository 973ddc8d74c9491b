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
    """A populated place.

    ``place_id`` is the GeoNames id as text; positions in degrees; ``population`` people.
    """

    place_id: str
    name: str
    region: str
    region_code: str
    country: str
    latitude: float
    longitude: float
    population: int


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
    """

    keep: bool = False
    never: bool = False
    at_least: float | None = None
    at_most: float | None = None
    by_manager: float = 0.0
    attached: bool | None = None


@dataclass(frozen=True)
class PresentUse:
    """What the owner does today on a channel: whole units, hours a week, usd a month, months."""

    units: float | None
    hours_per_week: float | None
    usd_per_month: float | None
    months: float


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
    (25 miles), region (100 miles), country, world.

    Attributes
    ----------
    money_step_usd : float
        The grid step, 5 USD x price level.
    local_per_usd : float
        Exchange rate of the profile's currency.
    zone_prospects : tuple of 5 float
        People (and firms) in each zone who could ever buy what is sold.
    zone_people : tuple of 5 float
        All people in each zone.
    aim_prospects, aim_people : tuple of 3 float
        The same inside the area each of the three strategies is aimed at.
    served_prospects, served_people, served_miles : float
        The same as far as the owner is ready to serve, which the reach goal may move.
    served_afar : float
        Share of the demand beyond that distance that can be served all the same, 0-1.
    catchment_prospects, catchment_people : float
        The same within the distance customers come from.
    scope_zone : int
        Zone of the reach goal, 0-4.
    need_rate : Span
        Share of prospects who choose a new supplier in this trade, per month.
    platform_share : mapping of platform to Span
        Share of prospects who use the platform.
    platform_pull : mapping of platform to float
        The same relative to all adults of the country.
    written_to : mapping of channel to float
        Share of small firms of the country that write to customers by it, where habits differ.
    source_shares : mapping of source to float
        Shares of new customers by source in the trade and country, summing to 1.
    source_spreads : mapping of source to float
        How far the shares differ from business to business, standard deviation in logs.
    source_counts : mapping of source to int
        How the owner's own last customers came.
    source_today : mapping of source to float
        Times the trade's customers by it today, by what stands already; they need no sum.
    ledger_factors : mapping of channel to float
        How the business's attributes move a channel's part of its source.
    source_concentration : float
        How many counted customers the trade's shares are worth.
    marketing_share : float
        What firms of the trade put into marketing, share of their sales.
    new_customers : Span
        New customers a month today, from all sources.
    least_new_customers : float
        The fewest a month for which channels are judged: a business that begins has none yet.
    months_to_sale : Span
        Months between first contact and sale.
    reachable_share : Span
        Share of existing customers who can be written to or called.
    customer_value_years : float
        Years of a customer that count, 1-5.
    weights : mapping of goal to float
        How much each goal counts beside the others, 1 each by default.
    done_today : Mapping
        The present mix as the owner gave it, and what memberships and followers show is done.
    known_worth, ties_worth : float
        What being known as widely as wanted, and the ties wanted, are worth at these weights, in
        customers wanted.
    risk : int
        1 careful to 5 bold.
    most_channels : tuple of (float, int)
        Up to how many of the owner's hours a week how many channels are kept going at once.
    channels_by_manager : int
        How many more of those that a manager runs.
    questions : tuple of Question
        Answers that cannot be true together, each with what was taken instead.
    closed : mapping of channel to reason code
        Channels this business cannot use at all.
    """

    sector: str
    country: str
    place: Place
    currency: str
    local_per_usd: float
    price_level: float
    money_step_usd: float
    horizon_months: int
    owner_hours: float
    staff_hours: float
    money_usd: float
    manager: Literal["no", "maybe", "yes"]
    reach_goal: ReachGoal
    scope_zone: int
    people_working: int
    attributes: Mapping[str, float]
    lead_unit: str
    busy_months: tuple[int, ...]
    website_kind: str
    zone_people: tuple[float, ...]
    zone_prospects: tuple[float, ...]
    aim_people: tuple[float, float, float]
    aim_prospects: tuple[float, float, float]
    catchment_miles: float
    catchment_people: float
    catchment_prospects: float
    served_miles: float
    served_people: float
    served_prospects: float
    served_afar: float
    target_share: float
    towns_near: int
    next_town_ratio: float
    need_rate: Span
    platform_share: Mapping[str, Span]
    platform_pull: Mapping[str, float]
    average_sale_usd: Span
    purchases_per_year: Span
    gross_margin: Span
    retention_rate: Span
    active_customers: Span
    close_rates: Mapping[str, Span]
    written_to: Mapping[str, float]
    source_shares: Mapping[str, float]
    source_spreads: Mapping[str, float]
    source_counts: Mapping[str, int]
    source_concentration: float
    source_today: Mapping[str, float]
    ledger_factors: Mapping[str, float]
    marketing_share: float
    new_customers: Span
    least_new_customers: float
    months_to_sale: Span
    reachable_share: Span
    customer_value_years: float
    risk: int
    most_channels: tuple[tuple[float, int], ...]
    channels_by_manager: int
    value_of_owner_hour_usd: float
    hourly_wage_usd: float
    capacity_per_month: float
    customers_wanted: float
    people_wanted: float
    weights: Mapping[str, float]
    known_worth: float
    ties_worth: float
    personality: Mapping[str, int]
    chamber_by_law: bool
    standing: Mapping[str, float]
    followers: Mapping[str, float]
    email_list: float
    has_website: bool
    has_profile: bool
    reviews: float | None
    closed: Mapping[str, str]
    locks: Mapping[str, LevelLock]
    present_mix: Mapping[str, PresentUse]
    done_today: Mapping[str, PresentUse]
    results: Mapping[str, OwnResult]
    assumptions: tuple[Assumed, ...]
    questions: tuple[Question, ...] = ()

    @property
    def few_reviews(self) -> bool:
        """Whether there are known to be fewer than ten, so that people look elsewhere."""
        return self.reviews is not None and self.reviews < FEW_REVIEWS
