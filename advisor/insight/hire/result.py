"""Me or a manager: both optima, where the one overtakes the other, and how to work together."""

from typing import Literal

from advisor.results.finding import Insight
from advisor.results.forecast import MixItem, Result, Totals

Verdict = Literal["pays", "does_not_pay", "cannot_be_paid"]


class Side(Result):
    """One of the two: everything oneself, or with a manager, each at its best.

    Money and hours are those of the whole mix; ``manager_money`` is what the manager takes of it.
    ``net`` is the expected net contribution a month, the owner's hours paid.
    """

    hired: bool
    strategy: str
    allocation: tuple[MixItem, ...]
    totals: Totals
    utility: float
    net: float
    customers: float
    owner_hours: float
    manager_hours: float
    money: float
    manager_money: float


class Threshold(Result):
    """From which value on a manager is worth it, everything else as answered.

    ``at`` is null when it is at no value up to ``searched_to``; ``holds`` says whether it still
    is at ``searched_to``; ``own`` is the business's own value.
    """

    code: Literal["owner_hour", "budget", "followers"]
    of: str
    own: float
    at: float | None
    holds: bool
    searched_to: float
    unit: str
    sentence: str


class HourCost(Result):
    """What an hour costs, in the profile's currency: low, usual, high."""

    country: str
    who: str
    low: float
    middle: float
    high: float


class Restart(Result):
    """The risk that hired help ends: share still there after a year, and what a restart costs.

    ``expected_a_year`` is the cost times its chance; ``gain_a_year`` what the manager brings over
    doing it oneself (below zero: loses).
    """

    still_there_low: float
    still_there: float
    still_there_high: float
    cost: float
    owner_hours: float
    expected_a_year: float
    gain_a_year: float


class BriefPart(Result):
    """A part of the brief: a heading and its lines."""

    code: str
    title: str
    lines: tuple[str, ...]


class Referral(Result):
    """Who answers what, within how many hours, and what the other one does meanwhile."""

    matter: str
    answered_by: str
    within_hours: float
    meanwhile: str


class Hire(Insight):
    """The whole answer.

    ``asked`` is the profile's own answer (no, maybe, yes), which decides nothing here.  Both
    sides are at the owner's hours; ``at_money`` is the budget of both: the owner's own, or, where
    that cannot pay a manager, what it takes beside the mix without one.
    ``owner_hours_needed`` of the owner's hours a week go into briefing whoever is hired.
    ``share_of_draws`` is how often the manager leaves more money.  ``hired`` is null where no
    budget in reach can pay one.
    """

    verdict: Verdict
    asked: str
    currency: str
    name: str
    alone: Side
    hired: Side | None
    at_money: float
    own_money: float
    utility_difference: float | None
    net_difference: float | None
    share_of_draws: float | None
    owner_hour: float
    owner_hours: float
    owner_hours_needed: float
    least_fee: float
    thresholds: tuple[Threshold, ...]
    costs: tuple[HourCost, ...]
    restart: Restart | None
    brief: tuple[BriefPart, ...]
    referrals: tuple[Referral, ...]
    safeguards: tuple[str, ...]
