"""Sentences of a comparison beside its trade-off: odds, outcomes, efforts, mixes, answers."""

from collections.abc import Sequence

from advisor.catalogue import IN_SETS
from advisor.explain.answer_words import answer_name
from advisor.explain.ledger_words import Scale
from advisor.explain.tradeoff_words import NOTICED, quoted, scale_of, tradeoff_finding
from advisor.explain.wording import amount, counted_text, exact
from advisor.results.comparison import ComparedScenario, Comparison, Difference, Versus
from advisor.results.finding import Finding
from advisor.results.forecast import MixItem, Range


def counted_by(c: Comparison, scale: Scale) -> Comparison:
    """Return a comparison whose findings count new customers in another scale."""
    if scale == scale_of(c):
        return c
    counted = {f.code: f for f in counted_findings(c.scenarios, c.versus, scale)}
    findings = tuple(counted.get(finding.code, finding) for finding in c.findings)
    period = "year" if scale[1] == "year" else "month"
    return c.model_copy(update={"findings": findings, "period": period})


def counted_findings(
    scenarios: Sequence[ComparedScenario], versus: Sequence[Versus], scale: Scale
) -> tuple[Finding, ...]:
    """Return the findings that count new customers: trade-off, odds, outcomes."""
    return (
        tradeoff_finding(scenarios, versus, scale),
        ahead_finding(scenarios, versus, scale),
        *outcome_findings(scenarios, scale),
    )


def ahead_finding(
    scenarios: Sequence[ComparedScenario], versus: Sequence[Versus], scale: Scale
) -> Finding:
    """Return of each pair the average difference and how often the first is ahead."""
    notes = ["Differences are averages: the first minus the second."]
    times, period = scale
    if any(pair.left is None for pair in versus):
        notes.append("What is left is not compared between different currencies.")
    return Finding(
        code="ahead",
        title="The average difference and the odds, pair by pair.",
        header=("Pair", f"New customers more a {period}", "Ahead, % of simulations",
                "More left for you a month", "Ahead in money, % of simulations"),
        rows=tuple(
            (f"{scenarios[p.first].name} against {scenarios[p.second].name}",
             times * p.customers_more, 100 * p.customers, p.left_more,
             None if p.left is None else 100 * p.left)
            for p in versus
        ),
        picture="bars",
        drawn=(2, 4),
        mark=50.0,  # nobody is ahead
        unit="% of the simulations in which the first is ahead",
        notes=tuple(notes),
    )  # fmt: skip


def _top(values: Sequence[float], scale: float) -> list[int]:
    """Return the positions of those that are below the highest by no more than a rounding."""
    return [k for k, value in enumerate(values) if max(values) - value <= NOTICED * scale]


def _outcome_title(
    scenarios: Sequence[ComparedScenario],
    verb: str,
    average: Sequence[float],
    outcomes: Sequence[Range],
    unit: str,
) -> str:
    """Say which bring or leave most, on average and in the median, differences noticed only."""
    scale = max(max(abs(v) for v in average), *(s.money for s in scenarios if verb == "leave"), 0.0)
    top, median = _top(average, scale), _top([v.p50 for v in outcomes], scale)
    said = counted_text(outcomes[top[0]], "year" if unit.endswith(" a year") else "month", unit)
    if len(top) == len(scenarios):
        return f"All {verb} about the same: {said}."
    if not {*top} & {*median}:
        return (
            f"{_names(scenarios, top)} {_verb(verb, top)} most on average, "
            f"{_names(scenarios, median)} at the median: a few good outcomes make the difference."
        )
    return f"{_names(scenarios, top)} {_verb(verb, top)} most: {said}."


def _names(scenarios: Sequence[ComparedScenario], which: Sequence[int]) -> str:
    return quoted([scenarios[k].name for k in which])


def _verb(verb: str, who: Sequence[int]) -> str:
    return verb if len(who) > 1 else f"{verb}s"


def outcome_findings(scenarios: Sequence[ComparedScenario], scale: Scale) -> tuple[Finding, ...]:
    """Return the ranges of customers and of what is left, one finding each."""
    times, period = scale
    outcomes = [s.totals.customers.times(times) for s in scenarios]
    average = [times * s.expected_customers for s in scenarios]
    unit = f"new customers a {period}"
    title = _outcome_title(scenarios, "bring", average, outcomes, unit)
    found = [_ranges("customers", scenarios, title, unit, outcomes)]
    currencies = sorted({s.currency for s in scenarios})
    if len(currencies) == 1:
        outcomes = [s.totals.net_contribution for s in scenarios]
        average = [s.expected_left for s in scenarios]
        unit = f"{currencies[0]} a month"
        title = _outcome_title(scenarios, "leave", average, outcomes, unit)
        found.append(_ranges("left", scenarios, title, unit, outcomes))
    return tuple(found)


def _ranges(
    code: str, scenarios: Sequence[ComparedScenario], title: str, unit: str, values: Sequence[Range]
) -> Finding:
    return Finding(
        code=code,
        title=title,
        header=("Scenario", ""),
        rows=tuple((s.name, v) for s, v in zip(scenarios, values, strict=True)),
        picture="ranges",
        unit=unit,
    )


def payback_title(scenarios: Sequence[ComparedScenario]) -> str:
    """Say who has the money back first."""
    months = {s.name: s.payback_month for s in scenarios if s.payback_month is not None}
    if not months:
        return "None of the scenarios pays back in time, hours not counted"
    if len(months) == len(scenarios) and len({*months.values()}) == 1:
        return f"All pay back in month {next(iter(months.values()))}, hours not counted"
    soonest = min(months.values())
    first = [name for name, month in months.items() if month == soonest]
    pays = "pays" if len(first) == 1 else "pay"
    return f"{quoted(first)} {pays} back first: in month {soonest}, hours not counted"


def payback_text(scenario: ComparedScenario) -> str:
    """Say when the money is back."""
    if not scenario.allocation:
        return "nothing is spent"
    if scenario.payback_month is None:
        return f"not within {scenario.horizon_months} months"
    return f"in month {scenario.payback_month}"


def _all_hours(scenario: ComparedScenario) -> float:
    return sum(item.all_hours for item in scenario.allocation)


def _hours_said(scenario: ComparedScenario) -> str:
    """Return "14 hours a week, 2 of them the owner's"; whose only where others work too."""
    hours, own = _all_hours(scenario), scenario.owner_hours
    said = f"{exact(hours)} hour{'' if hours == 1 else 's'} a week"
    if exact(own) == exact(hours):
        return said
    return f"{said}, {exact(own) if own else 'none'} of them the owner's"


def effort_finding(scenarios: Sequence[ComparedScenario]) -> Finding:
    """Return hours, money and payback side by side; its title sums all hours, as its chart does."""
    ends = sorted(scenarios, key=lambda s: (_all_hours(s), s.owner_hours, s.name))
    least, most = _hours_said(ends[0]), _hours_said(ends[-1])
    title = (
        f"All take {least}."
        if len({_hours_said(s) for s in scenarios}) == 1
        else f"“{ends[-1].name}” takes {most}; “{ends[0].name}” {least}."
    )
    return Finding(
        code="effort",
        title=title,
        header=("", *(s.name for s in scenarios)),
        rows=(
            ("Owner's hours a week", *(s.owner_hours for s in scenarios)),
            ("Staff hours a week", *(s.staff_hours for s in scenarios)),
            (
                "Manager's hours a week",
                *(sum(i.manager_hours_per_week for i in s.allocation) for s in scenarios),
            ),
            ("Money a month", *(f"{amount(s.money, s.currency)} {s.currency}" for s in scenarios)),
            ("Money back (hours not counted)", *(payback_text(s) for s in scenarios)),
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
        else f"{len(shared)} of {len(names)} channels {'is' if len(shared) == 1 else 'are'} in "
        "every scenario."
    )
    header = ("Channel", *(s.name for s in scenarios))
    return Finding(code="mix", title=title, header=header, rows=tuple(rows))


def _item_text(item: MixItem, currency: str) -> str:
    hours = item.all_hours
    count = (item.units or 1) * IN_SETS.get(item.channel, 1)
    parts = [f"{count} x" if count > 1 else "", f"{exact(hours)} h"]
    if item.money_per_month:
        parts.append(f"{amount(item.money_per_month, currency)} {currency}")
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
        rows=tuple(
            (answer_name(d.field), *(v or "not answered" for v in d.values)) for d in differences
        ),
    )
