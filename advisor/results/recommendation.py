"""The recommendation: one frozen object that pages, exports and saved scenarios hang on.

Units as in ``forecast``; nothing is computed here.
"""

from collections.abc import Mapping
from typing import Annotated

from pydantic import AfterValidator, AliasChoices, Field

from advisor.catalogue import CUSTOMERS
from advisor.catalogue import Strategy as StrategyId
from advisor.profile import FrozenMap
from advisor.results.forecast import (
    AllocationItem,
    ChannelResult,
    CustomersCalled,
    MixItem,
    MonthForecast,
    Payback,
    Range,
    Reason,
    Result,
    Shares,
    Totals,
    Warning,
)
from advisor.results.ledger import Bet, Goal, Ledger

_ENQUIRY = "enquiry"
LeadUnit = Annotated[str, Field(exclude_if=lambda unit: unit == _ENQUIRY)]
_EXPLAINED = 3  # channels whose reasons are told
_LEAST_PART = 0.1  # of what the plan brings: what brings less is no advice and no reason


class StrategyResult(Result):
    """One of the three strategies at its own best."""

    id: StrategyId
    allocation: tuple[AllocationItem, ...]
    totals: Totals
    utility: float
    payback: Payback
    reasons: tuple[Reason, ...]

    @property
    def work(self) -> tuple[tuple[str, int | None, float, float], ...]:
        """What is done, wherever it is aimed: channel, units, owner's hours and money of each."""
        return tuple(
            (i.channel, i.units, i.hours_per_week, i.money_per_month) for i in self.allocation
        )


class Strategy(Result):
    """The call among the three; null when nothing is recommended.

    ``shares`` is the share of worlds in which each is the best, null without worlds.  ``alike``
    lists the strategies that come to the same as the best or to hardly less: where it holds
    more than one, the choice between them does not matter and none is called in words.
    """

    call: StrategyId | None
    shares: Annotated[Mapping[StrategyId, float], AfterValidator(FrozenMap)] | None
    all: tuple[StrategyResult, ...]
    alike: tuple[StrategyId, ...] = ()


class Audience(Result):
    """How many people (or firms) can be reached at all; ``scope`` says where."""

    people: float
    scope: str


class Optimality(Result):
    """How far the mix is from a bound nothing can beat, in utility, and what is claimed."""

    gap: float
    claim: str


class Budget(Result):
    """One budget: ``given`` = ``used`` + ``unspent``; ``reason`` says why some stays unspent."""

    given: float
    used: float
    unspent: float
    binding: bool
    reason: str = ""


class Budgets(Result):
    """Owner's hours and staff hours a week, money a month."""

    owner_hours: Budget
    staff_hours: Budget
    money: Budget


class GoalWeights(Result):
    """Weights in use, not normalised."""

    customers: float
    reach: float
    bonds: float


class UtilityParts(Result):
    """The four terms of utility, weights applied; they sum to ``utility``."""

    customers: float
    reach: float
    bonds: float
    liking: float


class MarginalStep(Result):
    """What a little more would bring; ``amount`` is how much more (hours, or money)."""

    utility: float
    net_contribution: float
    customers: float
    amount: float


class Marginal(Result):
    """One more hour of the owner a week; a hundred more (100 USD at the country's prices)."""

    one_more_hour: MarginalStep
    hundred_more_money: MarginalStep


class LeastEffort(Result):
    """The least effort that reaches the goal, or the reason why none does.

    ``hours`` and ``money`` are null and ``allocation`` is empty when not ``reachable``.
    """

    reachable: bool
    hours: float | None = None
    money: float | None = None
    allocation: tuple[MixItem, ...] = ()
    reason: str | None = None


class Baseline(Result):
    """A simpler mix judged under the same draws.

    ``id`` is equal_split, single_best, typical_small_firm or present_mix; ``strategy`` the area
    it is worked toward ("" when not said); ``fits_budget`` is false for a present mix that takes
    more than the budgets, which is judged all the same.
    """

    id: str
    allocation: tuple[MixItem, ...]
    utility: float
    totals: Totals
    strategy: str = ""
    fits_budget: bool = True


class Gain(Result):
    """A gain in utility and in net contribution a month."""

    utility: float
    net_contribution: float


class PerfectKnowledge(Result):
    """Upper bound on what knowing the world before choosing would bring."""

    gain: Gain


class Assumption(Result):
    """An answer that was left out, what stands in for it, and on what basis."""

    field: str
    value: bool | int | float | str | tuple[str, ...] | None
    basis: str


class FirstStep(Result):
    """What the first two hours would do when nothing can be recommended."""

    code: str = ""
    channel: str
    name: str = ""
    hours_per_week: float
    money_per_month: float = 0.0
    customers: Range | None = None
    sentence: str


class Hire(Result):
    """Hired or not, and what the choice is worth against its opposite (null: not worked out).

    Differences are of the recommended mix minus the best mix of the opposite choice.
    """

    hired: bool
    hours_per_week: float = 0.0
    money_per_month: float = 0.0
    utility_difference: float | None = None
    net_contribution_difference: float | None = None
    sentence: str = ""


class Versions(Result):
    """Versions of the program, of the tables, and of this shape."""

    advisor: str
    data: str
    schema_: str = Field(
        validation_alias=AliasChoices("schema", "schema_"), serialization_alias="schema"
    )


class Recommendation(Result):
    """The whole answer to one profile.

    ``worlds`` = 0 leaves every share of worlds and ``perfect_knowledge`` null.  When nothing can
    be recommended ``strategy.call`` is null, ``allocation`` empty, totals 0, and
    ``first_two_hours`` says what a beginning would do.  From ``headline`` on, what outputs need of
    the profile is echoed; ``headline`` is the call as one sentence.
    ``questions`` are answers that cannot be true together, to be asked before the rest is read;
    ``leaders`` the channels that the headline names.
    ``customers_called`` is what the trade calls a customer and customers: JSON has it where that is
    another word.  ``lead_unit`` is what comes before a customer, in JSON where it is no enquiry.
    """

    strategy: Strategy
    allocation: tuple[AllocationItem, ...]
    channels: tuple[ChannelResult, ...]
    totals: Totals
    base_line: float
    by_month: tuple[MonthForecast, ...]
    payback: Payback
    audience: Audience
    optimality: Optimality
    budgets: Budgets
    utility: float
    weights: GoalWeights
    utility_parts: UtilityParts
    marginal: Marginal
    least_effort: LeastEffort
    baselines: tuple[Baseline, ...]
    perfect_knowledge: PerfectKnowledge | None
    assumptions: tuple[Assumption, ...]
    fix_first: tuple[Reason, ...]
    warnings: tuple[Warning, ...]
    first_two_hours: tuple[FirstStep, ...] = ()
    evidence: Shares
    versions: Versions
    seed: int
    draws: int
    worlds: int
    headline: str = ""
    name: str = ""
    sector: str = ""
    sector_name: str = ""
    country: str = ""
    currency: str = ""
    place: str = ""
    reach_goal: str = ""
    distance_unit: str = "mi"
    horizon_months: int = 12
    hire: Hire | None = None
    ledger: Ledger | None = None
    goal: Goal | None = None
    bets: tuple[Bet, ...] = ()
    questions: tuple[Reason, ...] = ()
    leaders: tuple[str, ...] = ()
    customers_called: CustomersCalled = CUSTOMERS
    lead_unit: LeadUnit = _ENQUIRY

    @property
    def present(self) -> Baseline | None:
        """What is done today, judged by the same figures; None where it was not given."""
        return next((b for b in self.baselines if b.id == "present_mix"), None)

    @property
    def ranked(self) -> list[ChannelResult]:
        """All channels, the best first."""
        return sorted(self.channels, key=lambda c: (-c.score, c.channel))

    @property
    def carrying(self) -> list[ChannelResult]:
        """The channels that carry the mix, the best first; all of it where none brings customers.

        What costs next to nothing may be worth it and yet bring hardly anybody: no advice.
        """
        brings = {item.channel: item.customers.p50 for item in self.allocation}
        least = min(_LEAST_PART * sum(brings.values()), max(brings.values(), default=0.0))
        return [c for c in self.ranked if c.in_mix and brings.get(c.channel, 0.0) >= least]

    @property
    def explained(self) -> list[ChannelResult]:
        """The three channels that carry the mix, what takes most of its money always among them."""
        dear = [c for c in self.channels if c.price is not None]
        first = self.carrying[:_EXPLAINED]
        return first if not dear or dear[0] in first else [*first[: _EXPLAINED - 1], *dear]
