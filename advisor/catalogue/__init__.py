"""Frozen types of what the tables hold, each declaring its columns, and of ``Case``.

Money in tables is US dollars at the US price level unless the name says otherwise; inside the
model it is US dollars at the market exchange rate ("usd").  Shares run from 0 to 1.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import Annotated, Any, Literal

from pydantic import AfterValidator

from advisor.catalogue.advice import AdviceTables, ConsentRule, PlanStep, PracticeFigure
from advisor.catalogue.case import MONTHS as MONTHS
from advisor.catalogue.case import WEEKS_PER_MONTH as WEEKS_PER_MONTH
from advisor.catalogue.case import Z95 as Z95
from advisor.catalogue.case import Assumed as Assumed
from advisor.catalogue.case import Case as Case
from advisor.catalogue.case import LevelLock as LevelLock
from advisor.catalogue.case import OwnResult as OwnResult
from advisor.catalogue.case import Place as Place
from advisor.catalogue.case import PresentUse as PresentUse
from advisor.catalogue.case import Question as Question
from advisor.catalogue.case import ReachGoal as ReachGoal
from advisor.catalogue.case import Span as Span
from advisor.catalogue.channels import ATTACHED as ATTACHED
from advisor.catalogue.channels import DRAWS_ON as DRAWS_ON
from advisor.catalogue.channels import FAMILIES as FAMILIES
from advisor.catalogue.channels import IN_SETS as IN_SETS
from advisor.catalogue.channels import KINDS as KINDS
from advisor.catalogue.channels import LIKINGS as LIKINGS
from advisor.catalogue.channels import NEEDS as NEEDS
from advisor.catalogue.channels import SET_OF_PARTNERS as SET_OF_PARTNERS
from advisor.catalogue.channels import SOURCES as SOURCES
from advisor.catalogue.channels import STANDS_BY as STANDS_BY
from advisor.catalogue.channels import TRAITS as TRAITS
from advisor.catalogue.channels import Channel as Channel
from advisor.catalogue.channels import Family as Family
from advisor.catalogue.columns import ATTRIBUTES as ATTRIBUTES
from advisor.catalogue.columns import GRADES as GRADES
from advisor.catalogue.columns import (
    Address,
    Fault,
    Filled,
    Flag,
    Graded,
    Grounded,
    Items,
    Maybe,
    Months,
    Number,
    Share,
    Shares,
    Texts,
    disorder,
    one_of,
    within,
)
from advisor.catalogue.columns import Grade as Grade

Strategy = Literal["main_street", "next_towns", "beyond_town"]

STRATEGIES: tuple[Strategy, ...] = ("main_street", "next_towns", "beyond_town")
WEBSITE_KINDS = (
    "health", "food", "trades", "law", "advice", "beauty", "property", "fitness", "shop",
)  # fmt: skip
CUSTOMERS = ("customer", "customers")  # what they are called where a trade has no word of its own
# Steps of an answer about the owner: traits, and how bold to be.
LEAST_STEP, MIDDLE_STEP, MOST_STEP = 1, 3, 5
REACH_GOALS: tuple[ReachGoal, ...] = (
    "my_town", "neighbouring_towns", "region", "country", "worldwide",
)  # fmt: skip


@dataclass(frozen=True)
class Source:
    """Where facts come from: ``source_id``, ``title``, ``url``, ``year`` (0 when undated)."""

    source_id: Filled
    title: Filled
    url: Address
    note: str = ""


@dataclass(frozen=True)
class Fact:
    """One published figure: value with low and high where given, unit, source and grade."""

    fact_id: Filled
    parameter: Filled
    channel: str
    segment: str
    value: Number
    low: Maybe
    high: Maybe
    unit: str
    country: str
    year: str
    source_id: Filled
    grade: Graded
    note: str


@dataclass(frozen=True)
class Prior(Grounded):
    """A parameter of the model as a distribution.

    ``low`` and ``high`` are the 5 % and 95 % points, ``best`` the median.
    ``fact_ids`` may be empty only where ``grade`` is "judgement"; then ``reasoning`` is filled.
    """

    prior_id: Filled
    channel: Filled
    quantity: Filled
    low: Number
    best: Number
    high: Number
    unit: Filled

    def faults(self) -> Iterator[Fault]:
        """Yield what cannot stand together."""
        yield from super().faults()
        yield from disorder(self.low, self.best, self.high)
        if self.prior_id != f"{self.channel}.{self.quantity}":
            yield "prior_id", "must be channel.quantity"


@dataclass(frozen=True)
class Sector:
    """Defaults of a trade: attributes (0-1) and ranges (low, best, high) by quantity name.

    ``sells_to`` is people, firms or both; ``attributes`` and ``ranges`` are keyed by the column
    names of data/sectors.csv; ``basis`` says per field which facts or judgement they rest on;
    ``customers_called`` is what the trade calls one customer and several, empty where just that;
    ``also`` is what people of the trade call themselves, in lower case, the commonest first.
    """

    sector: Filled
    name: Filled
    sells_to: Annotated[str, one_of("people", "firms", "both")]
    lead_unit: Filled
    customers_called: Items
    busy_months: Months
    attributes: Shares
    ranges: Annotated[Mapping[str, tuple[Number, Number, Number]], AfterValidator(MappingProxyType)]
    basis: Texts
    also: tuple[str, ...] = ()

    @property
    def customers(self) -> tuple[str, str]:
        """What the trade calls a customer, and customers."""
        one, many = self.customers_called or CUSTOMERS
        return one, many

    def faults(self) -> Iterator[Fault]:
        """Yield what cannot stand together."""
        for quantity, ends in self.ranges.items():
            yield from disorder(*ends, f"{quantity}_best")
        if len(self.customers_called) not in (0, len(CUSTOMERS)):
            yield "customers_called", "must be one and several, such as client;clients, or empty"
        if self.basis["website_kind"] not in WEBSITE_KINDS:
            yield "website_kind", "must be one of " + ", ".join(WEBSITE_KINDS)


@dataclass(frozen=True)
class LocalFigure(Grounded):
    """A usual figure of a trade that is another in a country than prices alone would make it.

    ``quantity`` is a range of the trade; ``average_sale`` is in the money of the country.
    """

    sector: Filled
    country: Filled
    quantity: Filled
    low: Number
    best: Number
    high: Number

    def faults(self) -> Iterator[Fault]:
        """Yield what cannot stand together."""
        yield from super().faults()
        yield from disorder(self.low, self.best, self.high)


@dataclass(frozen=True)
class Country:
    """What the model needs to know of a country.

    ``price_level`` is relative to the US (1.0), ``usd_exchange_rate`` local units per US dollar,
    ``hourly_wage_usd`` the mean hourly wage in US dollars at market rates.
    ``local_services_trades`` says whom Google Local Services adverts take: ``all`` (professions
    too), ``home`` (trades that work at the customer's home) or nobody.
    ``search_price`` is that of a click of those who search, ``social_price`` of a view on a
    social platform, relative to the US (1.0),
    ``whatsapp_business_share`` is the share of small firms that write to customers there,
    ``website_share`` of those that have a site;
    ``chamber_compulsory`` says that membership is by law: the dues are paid in any case, its
    meetings still take their time.
    """

    country: Filled
    name: Filled
    currency: Filled
    population: Annotated[float, within(1)]
    adult_share: Share
    price_level: Annotated[float, within(0.05, 5)]
    usd_exchange_rate: Annotated[float, within(1e-6)]
    firms_per_1000_people: Annotated[float, within(0, 1000)]
    internet_use_share: Share
    social_media_use_share: Share
    whatsapp_share: Share
    distance_unit: Annotated[str, one_of("km", "mi")]
    nextdoor: Flag
    google_local_services: Flag
    local_services_trades: Annotated[str, one_of("", "home", "all")]
    hourly_wage_usd: Annotated[float, within(0.1, 500)]
    basis: Texts
    whatsapp_business_share: float = 1.0
    website_share: float = 1.0
    chamber_compulsory: bool = False
    search_price: float = 1.0
    social_price: float = 1.0


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


@dataclass(frozen=True)
class Fit(Grounded):
    """How an attribute of the business moves a channel.

    The channel's leads are multiplied by ``factor ** attribute``.  For the ledger the attribute may
    be the id of a trade, for what holds of it alone.
    """

    channel: Filled
    attribute: Filled
    factor: Number


@dataclass(frozen=True)
class SourceHabit(Grounded):
    """How many times the part of a source of new customers a country's habits make."""

    country: Filled
    source: Annotated[str, one_of(*SOURCES)]
    factor: Annotated[float, within(0, 10)]


@dataclass(frozen=True)
class Marketplace:
    """A place online where a trade is found or sells: market, portal, directory.

    ``countries`` empty means everywhere, ``sectors`` empty means every trade; the lower
    ``position``, the sooner it is named.  ``paid_by`` says what is paid for: nothing, a plan, each
    contact or a share of the sale; ``cost`` is a sentence, "" where nothing is known.
    """

    marketplace: Filled
    countries: Items
    sectors: Items
    position: Annotated[float, within(1, 99)]
    paid_by: Annotated[str, one_of("free", "plan", "contact", "share")]
    cost: str
    source_title: str
    source_url: Address
    grade: Graded
    reasoning: Filled

    def faults(self) -> Iterator[Fault]:
        """Yield what cannot stand together."""
        if (self.grade == "judgement") == bool(self.source_title and self.source_url):
            yield "grade", "must be judgement where there is no source, and only there"


@dataclass(frozen=True)
class Threshold(Grounded):
    """From where a check of a plan asks for review, and from where it fails (None: never).

    ``direction`` says on which side of the limits the bad figures lie; the limit itself passes.
    """

    check: Filled
    direction: Annotated[str, one_of("above", "below")]
    unit: Filled
    review: Number
    fail: Maybe
    reasoning: Filled

    @property
    def above(self) -> bool:
        """Whether figures above the limits are the bad ones."""
        return self.direction == "above"

    def faults(self) -> Iterator[Fault]:
        """Yield what cannot stand together."""
        yield from super().faults()
        if self.fail is not None and (
            self.fail <= self.review if self.above else self.fail >= self.review
        ):
            yield "fail", "must lie beyond the limit of review"


@dataclass(frozen=True)
class Tables:
    """Everything read from data/, in frozen form.  Row order carries no meaning.

    ``ledger_fits`` move a channel's weight within its source, or its customers per root;
    ``ledger_countries`` holds factors on a source's share, keyed (country, source).
    ``local_figures`` holds what is usual for a trade in a country, keyed (sector, country).
    """

    version: str
    sources: Mapping[str, Source]
    facts: Mapping[str, Fact]
    priors: Mapping[str, Prior]
    channels: Mapping[str, Channel]
    sectors: Mapping[str, Sector]
    countries: Mapping[str, Country]
    audience: AudienceTables
    fits: tuple[Fit, ...] = field(default=())
    ledger_fits: tuple[Fit, ...] = field(default=())
    ledger_countries: Mapping[tuple[str, str], SourceHabit] = field(default_factory=dict)
    local_figures: Mapping[tuple[str, str], tuple[LocalFigure, ...]] = field(default_factory=dict)
    consent: Mapping[str, ConsentRule] = field(default_factory=dict)
    practice: Mapping[str, PracticeFigure] = field(default_factory=dict)
    plan_steps: tuple[PlanStep, ...] = field(default=())
    advice: AdviceTables = field(default_factory=AdviceTables)
    thresholds: Mapping[str, Threshold] = field(default_factory=dict)
    marketplaces: tuple[Marketplace, ...] = field(default=())

    @cached_property
    def kept(self) -> dict[object, Any]:
        """What was worked out of the tables alone, by what it is: a business asks many times."""
        return {}

    def with_trait(self, *traits: str) -> tuple[str, ...]:
        """Return the channels that have one of the traits (``TRAITS``), in order of the table."""
        return tuple(n for n, c in self.channels.items() if not {*traits}.isdisjoint(c.traits))

    @property
    def platforms(self) -> tuple[str, ...]:
        """Where people have followers or are members: of each the audience is known."""
        own = (c for c in self.channels.values() if not c.retired)
        return tuple(
            dict.fromkeys(
                c.platform
                for c in own
                if c.kind == "platform" or c.runs_on or "followed" in c.traits
            )
        )
