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
from advisor.catalogue.case import Assumed as Assumed
from advisor.catalogue.case import Case as Case
from advisor.catalogue.case import LevelLock as LevelLock
from advisor.catalogue.case import OwnResult as OwnResult
from advisor.catalogue.case import PresentUse as PresentUse
from advisor.catalogue.case import Question as Question
from advisor.catalogue.case import Span as Span
from advisor.catalogue.grades import Grade as Grade
from advisor.catalogue.marketplaces import Marketplace as Marketplace
from advisor.catalogue.places import Place as Place
from advisor.catalogue.places import ReachGoal as ReachGoal
from advisor.catalogue.planning import ConsentRule, PlanStep, PracticeFigure
from advisor.catalogue.thresholds import Threshold as Threshold

Family = Literal["face_to_face", "private_network", "organic", "owned", "paid"]
Strategy = Literal["main_street", "next_towns", "beyond_town"]

FAMILIES: tuple[Family, ...] = ("face_to_face", "private_network", "organic", "owned", "paid")
STRATEGIES: tuple[Strategy, ...] = ("main_street", "next_towns", "beyond_town")
# Traits of the owner that a channel's work may suit.
LIKINGS = (
    "meeting_people", "belonging", "writing", "on_camera", "taking_pictures", "speaking",
)  # fmt: skip
_LIGHT_HOURS = 0.25  # of a page, a week
# Steps of an answer about the owner: traits, and how bold to be.
LEAST_STEP, MIDDLE_STEP, MOST_STEP = 1, 3, 5
REACH_GOALS: tuple[ReachGoal, ...] = (
    "my_town", "neighbouring_towns", "region", "country", "worldwide",
)  # fmt: skip


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
    ``LIKINGS``.  ``ledger_source`` is the source of new customers it feeds, ``ledger_kind`` how
    (mass, personal, lift), both empty where there is no ledger.  ``shares_posts_of`` names the
    platforms whose posts can be shown here too for little more.
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
    ledger_source: str = ""
    ledger_kind: str = ""
    shares_posts_of: tuple[str, ...] = ()

    @property
    def light_hours(self) -> float:
        """Hours a week that make posts of the day's work; none where all posts are films."""
        return _LIGHT_HOURS if self.levels[0] <= _LIGHT_HOURS else 0.0


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

    The channel's leads are multiplied by ``factor ** attribute``.  For the ledger the attribute may
    be the id of a trade, for what holds of it alone.
    """

    channel: str
    attribute: str
    factor: float
    fact_ids: tuple[str, ...]
    grade: Grade
    reasoning: str


@dataclass(frozen=True)
class Tables:
    """Everything read from data/, in frozen form.  Row order carries no meaning.

    ``ledger_fits`` move a channel's weight within its source, or its customers per root;
    ``ledger_countries`` holds factors on a source's share, keyed (country, source).
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
    ledger_countries: Mapping[tuple[str, str], float] = field(default_factory=dict)
    consent: Mapping[str, ConsentRule] = field(default_factory=dict)
    practice: Mapping[str, PracticeFigure] = field(default_factory=dict)
    plan_steps: tuple[PlanStep, ...] = field(default=())
    advice: AdviceTables = field(default_factory=AdviceTables)
    thresholds: Mapping[str, Threshold] = field(default_factory=dict)
    marketplaces: tuple[Marketplace, ...] = field(default=())
