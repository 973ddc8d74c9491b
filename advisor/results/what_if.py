"""What other budgets, other goals, the owner's own mix and own figures come to.

Hours are per week, money per month in the profile's currency, outcomes per month.  ``customers``
and ``net_contribution`` are expected values, as on the surface of budgets; ``totals`` the ranges.
"""

from advisor.catalogue import Strategy as StrategyId
from advisor.results.forecast import AllocationItem, MixItem, Result, Totals

GridRows = tuple[tuple[float | None, ...], ...]


class Outcome(Result):
    """A mix and what it comes to.

    ``hours`` and ``money`` are the budgets asked for, ``hours_used`` and ``money_used`` what the
    mix takes of them; ``call`` is null when no channel is used; ``alike`` are the
    strategies that come to the same as it, or to hardly less.  ``dropped`` names channels whose
    wish to keep them is set aside; ``wishes`` says so, and which level was taken where the one
    asked for was none; ``left_out`` those of an owner's own mix that this business cannot use,
    each with its reason.
    """

    call: StrategyId | None
    alike: tuple[StrategyId, ...] = ()
    hours: float
    money: float
    hours_used: float
    money_used: float
    staff_hours_used: float = 0.0
    allocation: tuple[AllocationItem, ...]
    totals: Totals
    customers: float
    net_contribution: float
    utility: float
    hired: bool = False
    dropped: tuple[str, ...] = ()
    wishes: tuple[str, ...] = ()
    left_out: tuple[tuple[str, str], ...] = ()


class BudgetGrid(Result):
    """The best outcome for every pair of budgets: one row per hour, one column per money.

    None where the budgets cannot pay what must be kept.
    """

    hours: tuple[float, ...]
    money: tuple[float, ...]
    utility: GridRows
    customers: GridRows
    net_contribution: GridRows


class LeastFor(Result):
    """The least effort that brings a number of customers, those who come ``anyway`` counted.

    ``customers`` are those of the mix alone; ``reason`` says why where nothing brings as many, or
    where nothing has to.
    """

    wanted: float
    anyway: float = 0.0
    reachable: bool
    hours: float = 0.0
    money: float = 0.0
    customers: float = 0.0
    allocation: tuple[MixItem, ...] = ()
    reason: str = ""


class Beside(Result):
    """The owner's own mix beside the best one of the budgets and the best of the same effort."""

    own: Outcome
    best: Outcome
    same_effort: Outcome


class DecidingFigure(Result):
    """A figure in use that decides much: ``share`` of the spread of the mix's gross profit.

    ``low``, ``best`` and ``high`` are in the figure's own unit; money in US dollars at the US
    price level, which ``local_per_unit`` turns into the profile's currency (1 for other units).
    ``own`` says that the owner's figure stands already.
    """

    prior_id: str
    channel: str
    channel_name: str
    quantity: str
    low: float
    best: float
    high: float
    unit: str
    local_per_unit: float
    grade: str
    share: float
    own: bool
