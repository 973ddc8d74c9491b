"""Where new customers come from, today and with the plan; the goal; bets.

Customers are new ones a month, averages over the horizon, unless a name says a year.  Middles of
the parts add up to the middle of the whole; the ends of ranges do not.
"""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import AfterValidator

from advisor.profile import FrozenMap
from advisor.results.forecast import Range, Result

BySource = Annotated[Mapping[str, float], AfterValidator(FrozenMap)]
ByChannel = Annotated[Mapping[str, BySource], AfterValidator(FrozenMap)]


class Source(Result):
    """One source: ``trade_share`` of the trade, ``own_count`` counted, ``share`` of the two."""

    source: str
    today: Range
    with_plan: Range
    trade_share: float
    own_count: int
    share: float


class Ledger(Result):
    """New customers a month by source.

    ``by_channel`` says what each channel of the plan brings to which source; ``kept`` is what
    practices of today bring already (so ``total_with_plan`` is today plus the plan's customers
    less that), ``given_up`` its part by those that the plan leaves out; ``begins`` those beside the
    plan's who come in time to a business that begins, part of its total too.  ``supposed`` names
    which of ``wanted`` and ``room`` the owner did not give.
    """

    sources: tuple[Source, ...]
    total_today: Range
    total_with_plan: Range
    wanted: float
    room: float
    supposed: tuple[Literal["wanted", "room"], ...] = ()
    kept: float
    given_up: float = 0.0
    begins: float = 0.0
    by_channel: ByChannel


class NextStep(Result):
    """More hours a week or money a month, and the new customers a month in all it leads to.

    ``in_all`` is what of the two, hours or else money, the plan would then take; ``why`` names the
    channel that more money opens, the last words of ``sentence``, empty where there is none.
    """

    hours_per_week: float
    money_per_month: float
    in_all: float = 0.0
    why: str = ""
    expected_total: float
    sentence: str


class Goal(Result):
    """New customers a month wanted in all, expected with the plan, and what is missing."""

    wanted: float
    expected_total: float
    missing: float
    sentence: str
    next_step: NextStep | None = None


class Bet(Result):
    """A channel of the plan that loses money in the middle case.

    ``share_of_worlds`` is the share of draws in which it pays; ``middle`` what it leaves a month
    in the middle case over the years that count.
    """

    channel: str
    name: str
    share_of_worlds: float
    middle: float
    sentence: str


class Practice(Result):
    """The usual effort: hours a week, money a month."""

    hours_per_week: float
    money_per_month: float


class Judged(Result):
    """How a channel was judged: customers a year at its usual effort, at full effect."""

    channel: str
    source: str
    practice: Practice
    ledger: Range | None
    funnel: Range
    pooled: Range
    weight_of_ledger: float
    facts: tuple[str, ...]


class LedgerPage(Result):
    """The verb ``ledger``: sources, how every open channel was judged, the trade's usual firm.

    ``typical`` is customers a year by source of the trade's usual firm of that size, by the model.
    """

    total_today: Range
    sources: tuple[Source, ...]
    channels: tuple[Judged, ...]
    typical: BySource
