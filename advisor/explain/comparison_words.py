"""Sentences of a comparison: who is ahead, by how much, at what effort."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from advisor.explain.wording import amount, exact, percent, range_text
from advisor.results.comparison import ComparedScenario, Difference, Versus
from advisor.results.finding import Finding
from advisor.results.forecast import MixItem

_CLEAR, _LEANING = 0.8, 0.6
_WHAT: Mapping[str, tuple[str, str]] = {
    "customers": ("brings more new customers", "new customers"),
    "left": ("leaves more money", "money left"),
}
SAME_DRAWS = (
    "In each possible future (draw) every uncertain figure is the same for all scenarios, so that "
    "only the answers differ."
)


def share_text(share: float) -> str:
    """Write a share of draws; what is not quite all or none is not rounded to it."""
    if 0.995 <= share < 1:
        return "more than 99 %"
    return percent(share)


def ahead(first: str, second: str, share: float, what: str) -> str:
    """Say who is ahead of whom in what, and how clearly.

    Parameters
    ----------
    share : float
        Share of draws in which the first is ahead, 0-1, ties half.

    Returns
    -------
    str
        One sentence without its full stop.

    Examples
    --------
    >>> ahead("A", "B", 0.9, "customers")
    '“A” brings more new customers than “B” in 90 % of the possible futures'
    >>> ahead("A", "B", 0.35, "left")
    '“B” leaves more money than “A” in 65 % of the possible futures, which is no clear lead'
    """
    if share < 0.5:
        first, second, share = second, first, 1.0 - share
    brings, noun = _WHAT[what]
    if share < _LEANING:
        return f"Neither “{first}” nor “{second}” is ahead in {noun} ({share_text(share)})"
    unclear = "" if share >= _CLEAR else ", which is no clear lead"
    return (
        f"“{first}” {brings} than “{second}” in {share_text(share)} of the possible futures"
        f"{unclear}"
    )


def _leading(count: int, versus: Sequence[Versus], share_of: Callable[[Versus], float]) -> Versus:
    """Return the closest pair of the scenario that leads the others most surely."""

    def pairs(k: int) -> list[tuple[float, Versus]]:
        mine = [(share_of(v), v) for v in versus if v.first == k]
        return mine + [(1.0 - share_of(v), v) for v in versus if v.second == k]

    leader = max(range(count), key=lambda k: (min(share for share, _ in pairs(k)), -k))
    return min(pairs(leader), key=lambda pair: pair[0])[1]


def ahead_finding(scenarios: Sequence[ComparedScenario], versus: Sequence[Versus]) -> Finding:
    """Return who is ahead of whom, each pair."""
    rows, notes = [], [SAME_DRAWS]
    for pair in versus:
        names = (scenarios[pair.first].name, scenarios[pair.second].name)
        left = None if pair.left is None else 100 * pair.left
        rows.append((f"{names[0]} ahead of {names[1]}", 100 * pair.customers, left))
    if any(pair.left is None for pair in versus):
        notes.append("What is left is not compared between different currencies.")
    top = _leading(len(scenarios), versus, lambda v: v.customers)
    names = (scenarios[top.first].name, scenarios[top.second].name)
    title = (
        f"“{names[0]}” and “{names[1]}” come to the same"
        if top.same_mix and top.customers == 0.5
        else ahead(*names, top.customers, "customers")
    )
    sentences: tuple[str, ...] = ()
    if all(pair.left is not None for pair in versus) and not all(p.same_mix for p in versus):
        best = _leading(len(scenarios), versus, lambda v: v.left or 0.0)
        both = (scenarios[best.first].name, scenarios[best.second].name)
        sentences = (f"{ahead(*both, best.left or 0.0, 'left')}.",)
    return Finding(
        code="ahead",
        title=f"{title}.",
        sentences=sentences,
        header=("Pair", "New customers, % of draws", "Left for you, % of draws"),
        rows=tuple(rows),
        picture="bars",
        unit="% of draws",
        notes=tuple(notes),
    )


def outcome_findings(scenarios: Sequence[ComparedScenario]) -> tuple[Finding, ...]:
    """Return the ranges of customers and of what is left, one finding each."""
    best = max(scenarios, key=lambda s: s.totals.customers.p50)
    told = range_text(best.totals.customers, "new customers a month")
    alike = all(s.totals.customers == best.totals.customers for s in scenarios)
    found = [
        Finding(
            code="customers",
            title=f"All bring the same: {told}."
            if alike
            else f"“{best.name}” has the highest middle: {told}.",
            header=("Scenario", ""),
            spans=(1,),
            rows=tuple((s.name, s.totals.customers) for s in scenarios),
            picture="ranges",
            unit="new customers a month",
        )
    ]
    currencies = sorted({s.currency for s in scenarios})
    if len(currencies) == 1:
        most = max(scenarios, key=lambda s: s.totals.net_contribution.p50)
        found.append(
            Finding(
                code="left",
                title=f"“{most.name}” leaves most after money and hours: "
                f"{range_text(most.totals.net_contribution, currencies[0] + ' a month')}.",
                header=("Scenario", ""),
                spans=(1,),
                rows=tuple((s.name, s.totals.net_contribution) for s in scenarios),
                picture="ranges",
                unit=f"{currencies[0]} a month",
            )
        )
    return tuple(found)


def payback_title(scenarios: Sequence[ComparedScenario]) -> str:
    """Say who has the money back first."""
    months = {s.name: s.payback_month for s in scenarios if s.payback_month is not None}
    if not months:
        return "None of the scenarios has its money back in time"
    if len(months) == len(scenarios) and len({*months.values()}) == 1:
        return f"All have their money back in month {next(iter(months.values()))}"
    soonest = min(months.values())
    first = [f"“{name}”" for name, month in months.items() if month == soonest]
    has = "has its" if len(first) == 1 else "have their"
    return f"{' and '.join(first)} {has} money back first: in month {soonest}"


def payback_text(scenario: ComparedScenario) -> str:
    """Say when the money is back."""
    if not scenario.allocation:
        return "nothing is spent"
    if scenario.payback_month is None:
        return f"not within {scenario.horizon_months} months"
    return f"in month {scenario.payback_month}"


def effort_finding(scenarios: Sequence[ComparedScenario]) -> Finding:
    """Return hours, money and payback side by side."""
    least = min(scenarios, key=lambda s: (s.owner_hours, s.name))
    most = max(scenarios, key=lambda s: (s.owner_hours, s.name))
    title = (
        f"All take {exact(least.owner_hours)} of the owner's hours a week."
        if least.owner_hours == most.owner_hours
        else f"“{most.name}” takes {exact(most.owner_hours)} of the owner's hours a week, "
        f"“{least.name}” {exact(least.owner_hours)}."
    )
    return Finding(
        code="effort",
        title=title,
        header=("", *(s.name for s in scenarios)),
        rows=(
            ("Owner's hours a week", *(exact(s.owner_hours) for s in scenarios)),
            ("Staff hours a week", *(exact(s.staff_hours) for s in scenarios)),
            ("Money a month", *(f"{amount(s.money)} {s.currency}" for s in scenarios)),
            ("The money is back", *(payback_text(s) for s in scenarios)),
        ),
    )


def mix_finding(scenarios: Sequence[ComparedScenario]) -> Finding:
    """Return every channel of any scenario with what each gives it."""
    names = {item.channel: item.name for s in scenarios for item in s.allocation}
    shared = [c for c in names if all(any(i.channel == c for i in s.allocation) for s in scenarios)]
    rows = []
    for channel, name in sorted(names.items(), key=lambda pair: pair[1]):
        cells = []
        for scenario in scenarios:
            item = next((i for i in scenario.allocation if i.channel == channel), None)
            cells.append("–" if item is None else _item_text(item, scenario.currency))
        rows.append((name, *cells))
    title = (
        "None of the scenarios uses a channel."
        if not names
        else f"{len(shared)} of {len(names)} channels are in every scenario."
    )
    header = ("Channel", *(s.name for s in scenarios))
    return Finding(code="mix", title=title, header=header, rows=tuple(rows))


def _item_text(item: MixItem, currency: str) -> str:
    hours = item.all_hours
    parts = [f"{item.units} x" if item.units and item.units > 1 else "", f"{exact(hours)} h"]
    if item.money_per_month:
        parts.append(f"{item.money_per_month:,.0f} {currency}")
    return ", ".join(part for part in parts if part)


def difference_finding(
    scenarios: Sequence[ComparedScenario], differences: Sequence[Difference]
) -> Finding:
    """Return the answers in which the scenarios differ."""
    count = len(differences)
    title = (
        "The answers are the same in every scenario."
        if not count
        else f"The scenarios differ in {count} {'answer' if count == 1 else 'answers'}."
    )
    return Finding(
        code="differences",
        title=title,
        header=("Answer", *(s.name for s in scenarios)),
        rows=tuple((d.question, *(v or "not answered" for v in d.values)) for d in differences),
    )
