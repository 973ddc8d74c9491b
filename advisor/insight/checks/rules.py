"""The rules of the checks: what is measured of a plan, and what verdict a figure gets."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from advisor.catalogue import Case, Prior, Tables
from advisor.insight.checks.result import Verdict
from advisor.profile import BusinessProfile
from advisor.results import AllocationItem, MonthForecast, Payback

# Customers of these families were sent or met: they look the business up before they call.
_SENT = ("face_to_face", "private_network")
_TINY = 1e-9
# A ratio to nothing (no hours given, some taken) is shown as this many times too much.
_MOST = 10.0
Given = dict[str, float | int | str | None]


@dataclass(frozen=True)
class Plan:
    """What is judged: a mix with its forecasts, payback and evidence.

    ``base_line`` is new customers a month that come without it; ``warned`` are those the
    recommendation expects where it warns that they are more than there is room for.
    """

    items: tuple[AllocationItem, ...]
    payback: Payback
    evidence: Mapping[str, float]
    base_line: float
    by_month: tuple[MonthForecast, ...]
    warned: float = 0.0


@dataclass(frozen=True)
class Around:
    """What a plan is judged by: answers, their case, the figures in use."""

    profile: BusinessProfile
    case: Case
    priors: Mapping[str, Prior]
    tables: Tables


@dataclass(frozen=True)
class Measured:
    """A figure with what its sentence needs; `absent` when there is nothing to judge.

    ``mild`` says that the check does not fail, however far beyond its limit the figure is.
    """

    figure: float
    fields: Given
    absent: bool = False
    mild: bool = False


def _one_channel(plan: Plan, _: Around) -> Measured:
    profits = {i.channel: max(0.0, i.gross_profit.p50) for i in plan.items}
    whole = sum(profits.values())
    if whole <= _TINY:
        return Measured(0.0, {}, absent=True)
    top = max(plan.items, key=lambda i: (profits[i.channel], i.channel))
    share = profits[top.channel] / whole
    return Measured(share, {"name": top.name, "share": share})


def _public_platforms(plan: Plan, around: Around) -> Measured:
    mine = [
        i.name
        for i in plan.items
        if i.channel in around.tables.with_trait("public") and "owner" in i.done_by
    ]
    fields: Given = {"count": len(mine), "names": ", ".join(mine)}
    return Measured(float(len(mine)), fields, absent=not mine)


def _paid_minimum(plan: Plan, around: Around) -> Measured:
    tightest: Measured | None = None
    local = around.case.price_level * around.case.local_per_usd
    for item in plan.items:
        prior = around.priors.get(f"{item.channel}.minimum_money")
        if prior is None or prior.best <= 0:
            continue
        minimum = prior.best * local
        ratio = min(_MOST, item.money_per_month / minimum)
        if tightest is None or ratio < tightest.figure:
            fields: Given = {
                "name": item.name, "money": round(item.money_per_month),
                "minimum": round(minimum), "currency": around.case.currency,
            }  # fmt: skip
            tightest = Measured(ratio, fields)
    return tightest or Measured(1.0, {}, absent=True)


def _group_hours(plan: Plan, around: Around) -> Measured:
    strict = around.tables.with_trait("every_week")
    groups = [i for i in plan.items if i.channel in strict]
    if not groups and not any(around.case.standing.get(name) for name in strict):
        return Measured(1.0, {}, absent=True)
    hours = sum(i.hours_per_week for i in groups)
    needed = max(around.priors[f"{name}.hours_per_week"].best for name in strict)
    return Measured(min(_MOST, hours / needed), {"hours": hours, "needed": needed})


def _capacity(plan: Plan, around: Around) -> Measured:
    last = plan.by_month[-1]  # the medians of channels do not add up to that of the mix
    wanted = last.customers.p50
    room = max(0.0, around.case.capacity_per_month - plan.base_line)
    # The warning goes by the average, which lies above the median: then in half of all cases
    # there is room, and it is no failure.
    mild = plan.warned > wanted
    wanted = max(wanted, plan.warned)
    ratio = min(_MOST, wanted / room) if room > 0 else _MOST
    absent = wanted <= _TINY
    fields: Given = {"wanted": wanted, "room": room, "month": last.month}
    return Measured(0.0 if absent else ratio, fields, absent, mild)


def _judgement(plan: Plan, _: Around) -> Measured:
    share = plan.evidence.get("judgement", 0.0)
    return Measured(share, {"share": share}, absent=not plan.evidence)


def _website(plan: Plan, around: Around) -> Measured:
    planned = {i.channel for i in plan.items}
    sites = {name for name, c in around.tables.channels.items() if c.kind == "website"}
    if around.case.has_website or planned & sites:
        return Measured(0.0, {}, absent=True)
    customers = {i.channel: i.customers.p50 for i in plan.items}
    whole = sum(customers.values())
    on_the_spot, presence = (around.tables.with_trait(t) for t in ("on_the_spot", "presence"))
    sent = sum(
        customers[i.channel]
        for i in plan.items
        if i.family in _SENT and i.channel not in on_the_spot
    )
    share = sent / whole if whole > _TINY else 0.0
    found = around.case.has_profile or not planned.isdisjoint(presence)
    return Measured(share, {"share": share}, mild=found)


def _social_hours(plan: Plan, around: Around) -> Measured:
    hours = sum(i.hours_per_week for i in plan.items if i.family == "organic")
    if around.profile.people_working > 1:
        return Measured(0.0, {"hours": hours}, absent=True)
    return Measured(hours, {"hours": hours})


def _payback(plan: Plan, around: Around) -> Measured:
    months, month = around.case.horizon_months, plan.payback.month
    fields: Given = {"months": months, "month": month}
    if sum(i.money_per_month for i in plan.items) <= _TINY:
        return Measured(0.0, fields, absent=True)
    # Later than the horizon is not known more exactly than that.
    return Measured((months + 1 if month is None else month) / months, fields)


def _spent_at_a_loss(plan: Plan, _: Around) -> Measured:
    spent = sum(i.money_per_month for i in plan.items)
    if spent <= _TINY:
        return Measured(0.0, {}, absent=True)
    losing = [i for i in plan.items if i.money_per_month > max(0.0, i.gross_profit.p50) + _TINY]
    share = sum(i.money_per_month for i in losing) / spent
    names = ", ".join(i.name for i in losing)
    fields: Given = {"share": share, "kept": 1.0 - share, "names": names}
    return Measured(share, fields)


def _within_budget(plan: Plan, around: Around) -> Measured:
    case = around.case
    money_given = case.money_usd * case.local_per_usd
    hours = sum(i.hours_per_week for i in plan.items)
    money = sum(i.money_per_month for i in plan.items)
    fields: Given = {
        "hours": hours, "hours_given": case.owner_hours, "money": round(money),
        "money_given": round(money_given), "currency": case.currency,
    }  # fmt: skip
    # Rounding of money between currencies is no overspending.
    ratios = (
        _ratio(hours, case.owner_hours),
        _ratio(money, money_given) if money > money_given * (1 + 1e-6) + _TINY else 0.0,
    )
    return Measured(max(ratios), fields, absent=hours <= _TINY and money <= _TINY)


def _ratio(used: float, given: float) -> float:
    if used <= _TINY:
        return 0.0
    return min(_MOST, used / given) if given > 0 else _MOST


RULES: Mapping[str, Callable[[Plan, Around], Measured]] = {
    "one_channel": _one_channel,
    "public_platforms": _public_platforms,
    "paid_minimum": _paid_minimum,
    "group_hours": _group_hours,
    "capacity": _capacity,
    "judgement": _judgement,
    "website": _website,
    "social_hours": _social_hours,
    "payback": _payback,
    "spent_at_a_loss": _spent_at_a_loss,
    "within_budget": _within_budget,
}


def verdict_of(figure: float, review: float, fail: float | None, *, above: bool) -> Verdict:
    """Return the verdict on a figure; at a limit it is still on the better side.

    `figure`: what was measured, in the unit of the limits.  `fail`: beyond it the check fails;
    None: it never does.  `above`: whether beyond means above the limits, else below.

    Examples
    --------
    >>> [verdict_of(x, 6, 10, above=True) for x in (6, 6.25, 10.25)]
    ['pass', 'review', 'fail']
    """
    sign = 1.0 if above else -1.0
    if fail is not None and sign * (figure - fail) > _TINY:
        return "fail"
    return "review" if sign * (figure - review) > _TINY else "pass"
