"""The parts results are made of: ranges, forecasts, reasons, items and levels, payback.

Hours are per week, money per month in the profile's currency, forecasts per month, unless the
name says otherwise; shares run from 0 to 1.  A ``Range`` holds quantiles over draws, so ranges
of parts do not add up to the range of the whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Annotated

from pydantic import AfterValidator, AliasChoices, BaseModel, ConfigDict, Field

from advisor.catalogue import CUSTOMERS, IN_SETS, Family
from advisor.profile import FrozenMap

Figure = float | int | str | None
Figures = Annotated[Mapping[str, Figure], AfterValidator(FrozenMap)]
Shares = Annotated[Mapping[str, float], AfterValidator(FrozenMap)]

# One and several, as the trade says; left out of JSON where it has no word of its own.
CustomersCalled = Annotated[tuple[str, str], Field(exclude_if=lambda called: called == CUSTOMERS)]


class Result(BaseModel):
    """Base of all results: frozen, no unknown fields, read back from its own JSON."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Range(Result):
    """5 %, 50 % and 95 % points over the draws."""

    p5: float
    p50: float
    p95: float

    @classmethod
    def of(cls, points: Iterable[float]) -> Range:
        """Return the range of its three points, lowest first."""
        low, middle, high = points
        return cls(p5=low, p50=middle, p95=high)

    @classmethod
    def exactly(cls, value: float) -> Range:
        """Return the range of a known value."""
        return cls(p5=value, p50=value, p95=value)

    @property
    def points(self) -> tuple[float, float, float]:
        """The three points, lowest first."""
        return self.p5, self.p50, self.p95

    def times(self, factor: float) -> Range:
        """Return the range in another unit: by the year, in percent."""
        return Range.of(factor * point for point in self.points)


class Forecast(Result):
    """What one month brings (an average over the horizon unless said otherwise).

    ``people_reached`` are exposed, ``people_aware`` take it in; ``leads`` and ``customers`` are
    new ones; ``gross_profit`` is that of a customer's first 12 months plus extra purchases of
    existing customers; ``net_contribution`` is after money and the owner's hours at their value;
    ``bonds`` are people known personally who could buy or refer; ``later_profit`` is the gross
    profit of a customer's later years that count, discounted, and ``net_over_years`` the net
    contribution with it: what decides (None where it is not worked out).
    """

    people_reached: Range
    people_aware: Range
    leads: Range
    customers: Range
    gross_profit: Range
    net_contribution: Range
    bonds: Range
    later_profit: Range | None = None
    net_over_years: Range | None = None


class Reason(Result):
    """Why, as a code with its figures and the sentence made of them."""

    code: str
    figures: Figures
    sentence: str


class Warning(Result):
    """What to be careful about, as a code with its figures and the sentence made of them."""

    code: str
    figures: Figures
    sentence: str


class MixItem(Result):
    """One channel of a mix and what it takes; ``units`` only for whole memberships.

    ``hours_per_week`` are the owner's; ``money_per_month`` is dues, spend and the manager's share.
    ``done_by`` lists owner, staff, manager; ``aim`` is home_town, neighbouring_towns or
    reach_goal; both may be left out where a mix is only compared.  ``posts_of`` names the platform
    whose posts are shown there too.
    """

    channel: str
    family: Family
    name: str = ""
    units: int | None = None
    hours_per_week: float
    staff_hours_per_week: float = 0.0
    manager_hours_per_week: float = 0.0
    money_per_month: float
    done_by: tuple[str, ...] = ()
    aim: str = ""
    posts_of: str = ""

    @property
    def all_hours(self) -> float:
        """Hours a week, whoever works them."""
        return self.hours_per_week + self.staff_hours_per_week + self.manager_hours_per_week

    @property
    def counted_name(self) -> str:
        """The name with how many of it: "Trade shows x 2", of partners their number."""
        if self.units and self.channel in IN_SETS:
            return f"{self.name} ({self.units * IN_SETS[self.channel]})"
        return f"{self.name} x {self.units}" if self.units and self.units > 1 else self.name


class AllocationItem(MixItem, Forecast):
    """One channel of a recommended mix with its forecast, ramp-up included.

    ``start_month`` counts from 1; ``share_of_worlds`` is null when no worlds were re-chosen;
    ``at_full_effect`` is a month after the ramp-up.
    """

    done_by: tuple[str, ...]
    start_month: int
    aim: str
    share_of_worlds: float | None
    at_full_effect: Forecast


class Level(Forecast):
    """One rung of a channel's ladder: what it takes and brings; the mix has the ``chosen`` one."""

    units: int | None
    hours_per_week: float
    staff_hours_per_week: float = 0.0
    manager_hours_per_week: float = 0.0
    money_per_month: float
    done_by: tuple[str, ...] = ()
    aim: str = ""
    chosen: bool = False


class ChannelResult(Result):
    """A channel that is not retired, in or out; spelled ``in`` in JSON, ``in_mix`` in Python.

    ``score`` runs from 0 to 100: every channel in the mix stands above every one that is out.
    """

    channel: str
    family: Family
    name: str = ""
    in_mix: bool = Field(validation_alias=AliasChoices("in", "in_mix"), serialization_alias="in")
    share_of_worlds: float | None
    score: float
    reasons: tuple[Reason, ...]
    levels: tuple[Level, ...]

    @property
    def price(self) -> Reason | None:
        """What a customer by it costs, said of the channel that takes most of the money."""
        return next((reason for reason in self.reasons if reason.code == "takes_most"), None)


class Totals(Forecast):
    """The mix as a whole: quantiles of the draws' sums, overlap and capacity applied."""


class MonthForecast(Forecast):
    """One month, 1 to the horizon; not cumulative."""

    month: int


class Payback(Result):
    """When cumulative cash (gross profit minus money) is back at zero for good.

    ``month`` is null when that is not within the horizon; ``deepest_dip`` is the lowest point,
    zero or below; ``by_month`` is the expected cumulative cash at the end of each month, and
    ``range_by_month`` its range.
    """

    month: int | None
    deepest_dip: float
    by_month: tuple[float, ...]
    range_by_month: tuple[Range, ...] = ()


class StopRule(Result):
    """When to stop, at a spend of ``money_per_month``.

    ``chance_it_pays`` is the share of draws in which it pays for money and hours;
    ``spend_without_lead`` is what may be spent, in ``weeks_without_lead``, before the first
    enquiry: in 19 of 20 of the draws in which it pays one would have come; the same for a
    customer.  ``most_per_lead`` and ``most_per_customer`` are what one is worth.  None where no
    draw pays, or where a year is not enough to tell.
    """

    money_per_month: float
    chance_it_pays: float
    spend_without_lead: float | None
    weeks_without_lead: int | None
    spend_without_customer: float | None
    weeks_without_customer: int | None
    most_per_lead: float | None
    most_per_customer: float | None
