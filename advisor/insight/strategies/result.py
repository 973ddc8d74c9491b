"""The legitimate strategies side by side, and which answers would tip the call between them."""

from collections.abc import Sequence
from typing import Literal

from advisor.catalogue import Strategy as StrategyId
from advisor.results.finding import Insight
from advisor.results.forecast import Figure, Range, Reason, Result, Shares

Direction = Literal["above", "below", "is"]


class Way(Result):
    """One strategy at its own best, on the axes all of them share.

    ``same_as`` names the nearer strategy whose mix it shares; ``behind_share`` is how much less
    it is worth to the owner than the best (0-1, null when nothing is worth its cost);
    ``loss_share`` the share of draws in which money and hours are not earned back;
    ``nature_hours`` the owner's hours by what they are like (people, group, writing, camera,
    desk); ``felt_hours`` what the hours weigh after liking; ``only_here`` names channels that
    the called way has not; ``same_work`` says that it differs from that only in the area.
    """

    id: StrategyId
    name: str
    same_as: StrategyId | None
    share_of_worlds: float | None
    behind_share: float | None
    hours_per_week: float
    staff_hours_per_week: float
    money_per_month: float
    customers: Range
    net_contribution: Range
    people_aware: Range
    bonds: Range
    payback_month: int | None
    loss_share: float
    nature_hours: Shares
    felt_hours: float
    feel: str
    channels: tuple[str, ...]
    only_here: tuple[str, ...]
    same_work: bool
    risks: tuple[Reason, ...]


def distinct(ways: Sequence[Way]) -> list[Way]:
    """Return the ways that are no other's twin and use at least one channel, the best first."""
    found = [way for way in ways if way.same_as is None and way.channels]
    return sorted(found, key=lambda way: way.behind_share or 0.0)


class Tip(Result):
    """An answer that would tip the call: from `now` to beyond `at` it becomes `to`.

    ``to`` is null where nothing would be recommended any more; ``distance`` orders tips, the
    nearest first (share of the present value, or of the scale).
    """

    field: str
    answer: str
    now: Figure
    at: Figure
    direction: Direction
    to: StrategyId | None
    distance: float
    now_text: str
    at_text: str
    sentence: str


class Tried(Result):
    """An answer that does not tip the call anywhere in what was tried."""

    field: str
    answer: str
    tried_text: str


class Stretch(Result):
    """A stretch of a budget over which the call is the same; null where nothing is called."""

    low: float
    high: float
    call: StrategyId | None


class Strip(Result):
    """The call along one budget, the other kept: stretches from low to high, and the own budget."""

    field: str
    answer: str
    unit: str
    now: float
    stretches: tuple[Stretch, ...]


class StrategiesResult(Insight):
    """The ways side by side; what would tip the call, nearest first; what would not.

    ``strips`` show the call along hours and along money.
    """

    call: StrategyId | None
    ways: tuple[Way, ...]
    tips: tuple[Tip, ...]
    untipped: tuple[Tried, ...]
    strips: tuple[Strip, ...] = ()
