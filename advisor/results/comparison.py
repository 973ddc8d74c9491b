"""Two to four scenarios side by side, judged under the same draws."""

from __future__ import annotations

from typing import Literal

from advisor.catalogue import CUSTOMERS, Strategy
from advisor.results.finding import Insight
from advisor.results.forecast import CustomersCalled, MixItem, Range, Result, Totals


class ComparedScenario(Result):
    """One scenario with what is compared of it.

    Hours are per week, money per month in ``currency``; ``cash`` is cumulative cash by month.
    ``payback_month`` is null when the money is not back within ``horizon_months``.
    ``expected_*`` are averages of a month over the draws, ``loss_share`` the share of draws in
    which less than nothing is left.  ``as_today``: what the business does now.
    """

    name: str
    call: Strategy | None
    headline: str
    place: str
    currency: str
    horizon_months: int
    allocation: tuple[MixItem, ...]
    owner_hours: float
    staff_hours: float
    money: float
    totals: Totals
    payback_month: int | None
    cash: tuple[Range, ...]
    expected_customers: float
    expected_left: float
    loss_share: float
    as_today: bool = False


class Versus(Result):
    """How often one scenario comes out ahead of another in the same draw; ties count half.

    ``first`` and ``second`` are positions among the scenarios, from 0.  ``left`` (net
    contribution) is null where the two are in different currencies.  ``customers_more`` and
    ``left_more`` are the average differences, the first less the second.
    """

    first: int
    second: int
    customers: float
    left: float | None
    customers_more: float
    left_more: float | None
    same_mix: bool

    def turned(self) -> Versus:
        """Return the same pair the other way round."""
        return Versus(
            first=self.second,
            second=self.first,
            customers=1.0 - self.customers,
            left=None if self.left is None else 1.0 - self.left,
            customers_more=-self.customers_more,
            left_more=None if self.left_more is None else -self.left_more,
            same_mix=self.same_mix,
        )


class Difference(Result):
    """An answer in which the scenarios differ, by its dotted name; "" is not answered."""

    field: str
    question: str
    values: tuple[str, ...]


class Comparison(Insight):
    """The scenarios in the order they were given, each pair, and what differs in the answers.

    ``period`` is that of new customers in the findings: of the answers that are compared.
    ``customers_called`` is the word of the scenarios' trade, and just that where trades differ.
    """

    scenarios: tuple[ComparedScenario, ...]
    versus: tuple[Versus, ...]
    differences: tuple[Difference, ...]
    draws: int
    seed: int
    data_version: str
    period: Literal["month", "year"] = "month"
    customers_called: CustomersCalled = CUSTOMERS
