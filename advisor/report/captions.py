"""What each picture of the recommendation finds, and the same without eyes: no figure is needed."""

from typing import NamedTuple

from advisor.explain.export_words import words
from advisor.explain.ledger_words import basis_of
from advisor.explain.names import FAMILIES, STRATEGIES, leads_of
from advisor.explain.palette import FAMILY_COLOURS
from advisor.explain.tradeoff_words import quoted
from advisor.explain.wording import amount, counted_text, estimate, exact, range_text, two_figures
from advisor.report.call import same_mix
from advisor.results import AllocationItem, Range, Recommendation

_FAMILY_ORDER = tuple(FAMILY_COLOURS)


class Caption(NamedTuple):
    """The finding of a picture as its title, and a sentence for those who do not see it."""

    title: str
    alt: str


def in_order(r: Recommendation) -> list[AllocationItem]:
    """Return the mix by family, most hours first: the order of the picture and of the page."""
    return sorted(
        r.allocation, key=lambda i: (_FAMILY_ORDER.index(i.family), -i.all_hours, i.channel)
    )


def mix_caption(r: Recommendation) -> Caption:
    """Say into which family most hours go, and what each channel takes."""
    items = in_order(r)
    title = _mix_title(items)
    rows = (
        f"{i.counted_name}: {exact(i.all_hours)} hours a week, "
        f"{amount(i.money_per_month, r.currency)} {r.currency} a month"
        for i in items
    )
    return Caption(title, f"{title}. " + "; ".join(rows))


def _mix_title(items: list[AllocationItem]) -> str:
    families: dict[str, float] = {}
    for item in items:
        families[item.family] = families.get(item.family, 0.0) + item.all_hours
    total = sum(families.values())
    if total <= 0:
        return "No hours are used"
    main = max(families, key=lambda family: families[family])
    share = round(100 * families[main] / total)
    kind = FAMILIES[main][0].lower() + FAMILIES[main][1:]
    return f"{'All' if share == 100 else f'{share} %'} of the hours go to {kind}"


def months_caption(r: Recommendation) -> Caption:
    """Say what the last month brings, and the first."""
    times, period = basis_of(r)
    end, first = (month.customers.times(times) for month in (r.by_month[-1], r.by_month[0]))
    pace = "" if period == "month" else " at a yearly pace"
    title = f"In month {r.by_month[-1].month}{pace}: {counted_text(end, period, 'new customers')}"
    return Caption(
        title,
        f"{title}; in month 1: {counted_text(first, period)}. The band holds nine outcomes in "
        "ten, the line is the median.",
    )


def payback_caption(r: Recommendation) -> Caption:
    """Say when the money is back, how deep it goes before, and where it ends."""
    payback, cash = r.payback, r.payback.range_by_month
    if payback.month is None:
        title = (
            f"The money is not back within {r.horizon_months} months, going by when customers pay"
        )
    elif r.budgets.money.used <= 0:
        title = "It takes no money, only hours"
    elif payback.month <= 1 and payback.deepest_dip >= 0:
        title = "The money is back in the first month, hours not counted"
    else:
        title = f"The money is back in month {payback.month}, hours not counted"
    dip = payback.deepest_dip
    shortfall = words("dip", dip=estimate(abs(dip), r.currency), currency=r.currency)
    low = f" {shortfall}" if dip < 0 else ""
    return Caption(
        title,
        f"{title}.{low} After month {len(cash)}, gross profit minus money adds up to "
        f"{range_text(cash[-1], r.currency)}.",
    )


def strategies_caption(r: Recommendation) -> Caption:
    """Say how the recommended strategy stands to the others, and what each brings."""
    title = _strategies_title(r)
    times, period = basis_of(r)
    rows = (
        f"{STRATEGIES[way.id]}: "
        f"{counted_text(way.totals.customers.times(times), period, f'new customers a {period}')}; "
        "left for you "
        f"{range_text(way.totals.net_contribution)} {r.currency}; people aware "
        f"{range_text(way.totals.people_aware)}"
        for way in r.strategy.all
    )
    return Caption(title, f"{title}. " + "; ".join(rows))


def _strategies_title(r: Recommendation) -> str:
    ways = r.strategy.all
    call = next((way for way in ways if way.id == r.strategy.call), None)
    if call is None:
        return "None of the three strategies is worth its cost yet"
    others = [way for way in ways if way is not call and not same_mix(way, call)]
    if not others:
        return "All three strategies lead to the same mix here"
    if len(r.strategy.alike) > 1:
        names = quoted([STRATEGIES[one] for one in r.strategy.alike])
        return f"The choice between {names} does not matter"
    next_best = max(others, key=lambda way: way.utility)
    times, period = basis_of(r)
    mine, theirs = (times * way.totals.customers.p50 for way in (call, next_best))
    if mine > 1.05 * theirs:
        return (
            f"{STRATEGIES[call.id]}: {two_figures(mine)} new customers a {period} at the median, "
            f"against {two_figures(theirs)}"
        )
    return f"{STRATEGIES[call.id]} serves your goals best"


def people_steps(r: Recommendation) -> tuple[tuple[str, Range, str], ...]:
    """Return the way from all who could be reached to those who buy: step, number, its words."""
    everybody = Range.exactly(r.audience.people)
    steps = (
        ("Could be reached at all", everybody),
        ("See it", r.totals.people_reached),
        ("Take notice", r.totals.people_aware),
        (leads_of(r.lead_unit).step, r.totals.leads),
    )
    times, period = basis_of(r)
    won = r.totals.customers
    text = counted_text(won.times(times), period) + (" (a year)" if period == "year" else "")
    return (
        *((name, values, range_text(values)) for name, values in steps),
        ("New customers", won, text),
    )


def people_caption(r: Recommendation) -> Caption:
    """Say how many of those who could be reached take notice, and how many buy."""
    times, period = basis_of(r)
    buy = two_figures(times * r.totals.customers.p50)
    title = (
        f"Of {two_figures(r.audience.people)} who could be reached, "
        f"{two_figures(r.totals.people_aware.p50)} take notice in a month and "
        f"{buy} new customers come{'' if period == 'month' else ' in a year'}"
    )
    rows = (f"{name}: {text}" for name, _, text in people_steps(r))
    return Caption(title, f"{title}. " + "; ".join(rows))
