"""What came each month against what was planned, from the month the plan began.

Planned is what comes anyway plus what the plan brings in that month of it; before the plan began
it is what comes today.  Sums of ranges are wider than the range of a sum: a verdict that leaves
them is a careful one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from math import ceil, floor

from advisor.explain.wording import exact
from advisor.results import Range, Recommendation

MONTHS = 12  # a year


@dataclass(frozen=True)
class MonthOfPlan:
    """A month that was counted: new customers that came and that were planned.

    ``number`` counts the plan's months from 1; 0 is before it.
    """

    month: date
    number: int
    came: int
    planned: Range


def trend(
    r: Recommendation, start: date, counts: Mapping[date, int], *, as_today: bool = False
) -> tuple[MonthOfPlan, ...]:
    """Return the months that were counted, the earliest first.

    `start`: when the plan began; its month is the plan's first.  `counts` (mapping of date to int):
    new customers by the first day of their month.
    """
    found = []
    for month, came in sorted(counts.items()):
        number = max(0, MONTHS * (month.year - start.year) + month.month - start.month + 1)
        planned = _today(r) if as_today or not number or not r.by_month else _planned(r, number)
        found.append(MonthOfPlan(month, number, came, planned))
    return tuple(found)


def _planned(r: Recommendation, number: int) -> Range:
    brings = r.by_month[min(number, len(r.by_month)) - 1].customers
    return Range.of(r.base_line + point for point in brings.points)


def _today(r: Recommendation) -> Range:
    if r.ledger is not None:
        return r.ledger.total_today
    return Range.exactly(r.base_line)


def since_start(months: tuple[MonthOfPlan, ...]) -> tuple[int, Range, int] | None:
    """Return what came and was planned in all since the plan began, and in how many months."""
    counted = [m for m in months if m.number]
    if not counted:
        return None
    planned = Range.of(map(sum, zip(*(m.planned.points for m in counted), strict=True)))
    return sum(m.came for m in counted), planned, len(counted)


def whole(planned: Range) -> tuple[int, int]:
    """Return the low and high of a range as whole customers, rounded outwards."""
    return floor(planned.p5), ceil(planned.p95)


def verdict(came: float, planned: Range) -> str:
    """Return "on plan", "below plan" or "above plan", by whole customers.

    Examples
    --------
    >>> [verdict(n, Range(p5=4, p50=7, p95=11)) for n in (3, 7, 12)]
    ['below plan', 'on plan', 'above plan']
    """
    low, high = whole(planned)
    if came < low:
        return "below plan"
    return "above plan" if came > high else "on plan"


def trend_text(months: tuple[MonthOfPlan, ...]) -> str:
    """Say how what came since the plan began stands to it; what came last where it has not begun.

    One sentence; empty where nothing was counted.
    """
    since_then = since_start(months)
    if since_then is None:
        return f"{last_text(months)}, before the plan began." if months else ""
    came, planned, count = since_then
    low, high = whole(planned)
    span = exact(low) if low == high else f"{exact(low)} to {exact(high)}"
    since = "In the plan's one month counted" if count == 1 else f"In {count} months of the plan"
    return f"{since} {exact(came)} new customers came, planned {span}: {verdict(came, planned)}."


def last_text(months: tuple[MonthOfPlan, ...]) -> str:
    """Say what came in the last month that was counted."""
    last = months[-1]
    one = "customer" if last.came == 1 else "customers"
    return f"{exact(last.came)} new {one} in {last.month:%B %Y}"
