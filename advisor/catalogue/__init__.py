"""Frozen types of what the tables hold, and ``Case``: a profile resolved against them.

Conventions: money in tables is US dollars at the US price level unless the name says
otherwise; inside the model it is US dollars at the market exchange rate ("usd").  Shares
run from 0 to 1.  This module holds types only: it reads no file and computes nothing that
a table could say.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from advisor.catalogue.advice import AdviceTables
from advisor.catalogue.grades import Grade as Grade
from advisor.catalogue.marketplaces import Marketplace as Marketplace
from advisor.catalogue.planning import ConsentRule, PlanStep, PracticeFigure
from advisor.catalogue.thresholds import Threshold as Threshold

Family = Literal["face_to_face", "private_network", "organic", "owned", "paid"]
Strategy = Literal["main_street", "next_towns", "beyond_town"]
ReachGoal = Literal["my_town", "neighbouring_towns", "region", "country", "worldwide"]

FAMILIES: tuple[Family, ...] = ("face_to_face", "private_network", "organic", "owned", "paid")
STRATEGIES: tuple[Strategy, ...] = ("main_street", "next_towns", "beyond_town")
REACH_GOALS: tuple[ReachGoal, ...] = (
    "my_town", "neighbouring_towns", "region", "country", "worldwide",
)  # fmt: skip


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


@dataclass(frozen=True)
class Source:
    """Where facts come from: ``source_id``, ``title``, ``url``, ``year`` (0 when undated)."""

    source_id: str
    title: str
    url: str


@dataclass(frozen=True)
class Fact:
    """One published figure: value with low and high where given, unit, source and grade."""

    fact_id: str
    parameter: str
    channel: str
    segment: str
    value: float
    low: float | None
    high: float | None
    unit: str
    country: str
    year: str
    source_id: str
    grade: Grade
    note: str


@dataclass(frozen=True)
class Prior:
    """A parameter of the model as a distribution.

    ``low`` and ``high`` are the 5 % and 95 % points (``credibility`` 0.9), ``best`` the median.
    ``fact_ids`` may be empty only where ``grade`` is "judgement"; then ``reasoning`` is filled.
    """

    prior_id: str
    channel: str
    quantity: str
    low: float
    best: float
    high: float
    credibility: float
    unit: str
    fact_ids: tuple[str, ...]
    grade: Grade
    reasoning: str


@dataclass(frozen=True)
class Channel:
    """A way to be found or met.

    ``unit`` names the unit of effort; ``levels`` is the ladder of efforts above "not used", in
    that unit (memberships, hours a week, USD a month at the US price level, ...).  ``kind``
    picks the response formula (docs/model.md).  ``delegable`` says who besides the owner can do
    the work; ``only_in`` lists countries where it exists (empty: everywhere);
    ``successor`` is set on retired channels.  ``liking`` is the worth of an hour of it per step
    of personality away from the middle, as a share of the value of the owner's hour, keyed
    ``meeting_people``, ``belonging``, ``writing``, ``on_camera``.
    """

    channel: str
    name: str
    family: Family
    kind: str
    unit: str
    levels: tuple[float, ...]
    delegable: Literal["no", "staff", "any"]
    aimable: bool
    only_in: tuple[str, ...]
    retired: bool
    successor: str
    limit: str
    description: str
    liking: Mapping[str, float]


@dataclass(frozen=True)
class Sector:
    """Defaults of a trade: attributes (0-1) and ranges (low, best, high) by quantity name.

    ``sells_to`` is people, firms or both; ``attributes`` and ``ranges`` are keyed by the column
    names of data/sectors.csv; ``basis`` says per field which facts or judgement they rest on;
    ``also`` is what people of the trade call themselves, in lower case, the commonest first.
    """

    sector: str
    name: str
    sells_to: str
    lead_unit: str
    busy_months: tuple[int, ...]
    attributes: Mapping[str, float]
    ranges: Mapping[str, tuple[float, float, float]]
    basis: Mapping[str, str]
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Country:
    """What the model needs to know of a country.

    ``price_level`` is relative to the US (1.0), ``usd_exchange_rate`` local units per US dollar,
    ``hourly_wage_usd`` the mean hourly wage in US dollars at market rates.
    ``local_services_trades`` says whom Google Local Services adverts take: ``all`` (professions
    too), ``home`` (trades that work at the customer's home) or nobody.
    ``whatsapp_business_share`` is the share of small firms that write to customers there;
    ``chamber_compulsory`` says that membership is by law: the dues are paid in any case, its
    meetings still take their time.
    """

    country: str
    name: str
    currency: str
    population: float
    adult_share: float
    price_level: float
    usd_exchange_rate: float
    firms_per_1000_people: float
    internet_use_share: float
    social_media_use_share: float
    whatsapp_share: float
    distance_unit: str
    nextdoor: bool
    google_local_services: bool
    local_services_trades: str
    hourly_wage_usd: float
    basis: Mapping[str, str]
    whatsapp_business_share: float = 1.0
    chamber_compulsory: bool = False


@dataclass(frozen=True)
class AudienceTables:
    """Who is on which platform: US adult cells and logit coefficients (docs/model.md, section 3).

    ``cells``: share of US adults by (age, gender, education, income, community).
    ``coefficients``: per platform, intercept and terms keyed ``dimension:level``.
    ``totals``: per platform the calibrated US all-adult share; ``country_totals`` per
    (country, platform) a national share where one is known.
    ``overlap``: P(uses b | uses a) keyed (a, b).
    """

    cells: Mapping[tuple[str, str, str, str, str], float]
    coefficients: Mapping[str, Mapping[str, float]]
    totals: Mapping[str, float]
    country_totals: Mapping[tuple[str, str], float]
    overlap: Mapping[tuple[str, str], float]
    daily_share: Mapping[str, float]


@dataclass(frozen=True)
class Fit:
    """How an attribute of the business moves a channel.

    The channel's leads are multiplied by ``factor ** attribute``.
    """

    channel: str
    attribute: str
    factor: float
    fact_ids: tuple[str, ...]
    grade: Grade
    reasoning: str


@dataclass(frozen=True)
class Tables:
    """Everything read from data/, in frozen form.  Row order carries no meaning."""

    version: str
    sources: Mapping[str, Source]
    facts: Mapping[str, Fact]
    priors: Mapping[str, Prior]
    channels: Mapping[str, Channel]
    sectors: Mapping[str, Sector]
    countries: Mapping[str, Country]
    audience: AudienceTables
    fits: tuple[Fit, ...] = field(default=())
    consent: Mapping[str, ConsentRule] = field(default_factory=dict)
    practice: Mapping[str, PracticeFigure] = field(default_factory=dict)
    plan_steps: tuple[PlanStep, ...] = field(default=())
    advice: AdviceTables = field(default_factory=AdviceTables)
    thresholds: Mapping[str, Threshold] = field(default_factory=dict)
    marketplaces: tuple[Marketplace, ...] = field(default=())


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
    """A constraint on a channel: in, out, or effort bounds in the channel's unit."""

    keep: bool = False
    never: bool = False
    at_least: float | None = None
    at_most: float | None = None


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
    need_rate: Span
    platform_share: Mapping[str, Span]
    average_sale_usd: Span
    purchases_per_year: Span
    gross_margin: Span
    retention_rate: Span
    active_customers: Span
    close_rates: Mapping[str, Span]
    source_shares: Mapping[str, float]
    value_of_owner_hour_usd: float
    hourly_wage_usd: float
    capacity_per_month: float
    customers_wanted: float
    people_wanted: float
    bonds_wanted: float
    weights: Mapping[str, float]
    personality: Mapping[str, int]
    chambers_joined: int
    groups_joined: int
    followers: Mapping[str, float]
    email_list: float
    has_website: bool
    has_profile: bool
    reviews: float | None
    closed: Mapping[str, str]
    locks: Mapping[str, LevelLock]
    present_mix: Mapping[str, PresentUse]
    results: Mapping[str, OwnResult]
    assumptions: tuple[Assumed, ...]
