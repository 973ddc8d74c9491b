"""A recommendation as a text for people: what the command line prints.

Every figure comes from the recommendation; nothing is computed here but its rounding.  Forecasts
have two significant figures and their range first; hours and money of the plan, which are no
estimates, are exact.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from math import floor, log10

from advisor.results import (
    Budget,
    ChannelResult,
    MixItem,
    Payback,
    Range,
    Recommendation,
    StrategyResult,
)

WIDTH = 96
CALLS = {
    "main_street": "Stay on Main Street",
    "next_towns": "Go to the next towns over",
    "beyond_town": "Reach beyond the town",
    None: "Nothing can be recommended yet",
}
CLEARNESS = (
    (0.85, "a clear call"),
    (0.65, "a fairly clear call"),
    (0.5, "a narrow call"),
    (0.0, "an open call: the other ways are about as good"),
)
GRADES = {
    "A": "measured well (A)",
    "B": "measured (B)",
    "C": "reported (C)",
    "D": "weakly reported (D)",
    "judgement": "our judgement",
    "owner": "your own figures",
}


def two_figures(value: float) -> str:
    """Write a number with two significant figures and thousands separated.

    Parameters
    ----------
    value : float
        Any finite number.

    Returns
    -------
    str
        The text.

    Examples
    --------
    >>> [two_figures(x) for x in (0, 1234, 9.96, 0.0447, -18.2, 1.0)]
    ['0', '1,200', '10', '0.045', '-18', '1']
    """
    if abs(value) < 0.0005:
        return "0"
    digits = 1 - floor(log10(abs(value)))
    rounded = round(value, digits)
    return f"{rounded:,.0f}" if digits <= 0 else f"{rounded:,.{digits}f}".rstrip("0").rstrip(".")


def range_text(values: Range, unit: str = "") -> str:
    """Write a range before its middle: "4 to 11, most likely 7".

    Parameters
    ----------
    values : Range
        The quantiles.
    unit : str, default ""
        Written after the numbers.

    Returns
    -------
    str
        The text.

    Examples
    --------
    >>> range_text(Range(p5=4.2, p50=7.1, p95=11.4))
    '4.2 to 11, most likely 7.1'
    """
    low, middle, high = (two_figures(value) for value in (values.p5, values.p50, values.p95))
    unit = f" {unit}" if unit else ""
    if low == high:
        return f"{middle}{unit}"
    return f"{low} to {high}{unit}, most likely {middle}"


def headline(recommendation: Recommendation) -> str:
    """Return the call in plain words: the recommendation's own headline, else the call's name.

    Parameters
    ----------
    recommendation : Recommendation
        The answer.

    Returns
    -------
    str
        Such as "Stay on Main Street", or that nothing can be recommended.
    """
    return recommendation.headline or CALLS[recommendation.strategy.call]


def clearness(recommendation: Recommendation) -> str:
    """Say how clear the call is.

    Parameters
    ----------
    recommendation : Recommendation
        The answer.

    Returns
    -------
    str
        One sentence; empty when no worlds were re-chosen or nothing is recommended.
    """
    strategy = recommendation.strategy
    if strategy.call is None or strategy.shares is None:
        return ""
    share = strategy.shares.get(strategy.call, 0.0)
    words = next(text for least, text in CLEARNESS if share >= least)
    return (
        f"The best of the three ways in {_percent(share)} of {recommendation.worlds} worlds "
        f"that our figures allow: {words}."
    )


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"


def _exact(value: float) -> str:
    return f"{value:,.2f}".rstrip("0").rstrip(".")


def _name(item: MixItem | ChannelResult) -> str:
    return item.name or item.channel.replace("_", " ").capitalize()


def _mix_name(item: MixItem) -> str:
    return f"{_name(item)} x {item.units}" if item.units and item.units > 1 else _name(item)


def _wrapped(text: str, bullet: str = "") -> list[str]:
    return textwrap.wrap(
        " ".join(text.split()), WIDTH, initial_indent=bullet, subsequent_indent=" " * len(bullet)
    )


def _section(title: str, lines: Iterable[str]) -> list[str]:
    body = list(lines)
    return ["", title.upper(), *body] if body else []


def _bullets(sentences: Iterable[str]) -> list[str]:
    return [line for sentence in sentences if sentence for line in _wrapped(sentence, "- ")]


def _table(rows: Sequence[Sequence[str]], right: Sequence[int]) -> list[str]:
    """Align columns; those in `right` to the right.  The first row is the header."""
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    lines = []
    for row in rows:
        cells = [
            cell.rjust(width) if i in right else cell.ljust(width)
            for i, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        lines.append(("  " + "  ".join(cells)).rstrip())
    return [lines[0], "  " + "-" * (max(len(line) for line in lines) - 2), *lines[1:]]


def _mix(answer: Recommendation) -> list[str]:
    rows = [["", "done by", "hours", answer.currency, "from", "sure", "new customers"]]
    for item in answer.allocation:
        hours = item.hours_per_week + item.staff_hours_per_week + item.manager_hours_per_week
        sure = "" if item.share_of_worlds is None else _percent(item.share_of_worlds)
        done_by = ", ".join("you" if who == "owner" else who for who in item.done_by)
        rows.append(
            [
                _mix_name(item),
                done_by,
                _exact(hours),
                _exact(item.money_per_month),
                f"month {item.start_month}",
                sure,
                f"{two_figures(item.customers.p5)} to {two_figures(item.customers.p95)}",
            ]
        )
    if all(not row[5] for row in rows[1:]):
        rows = [row[:5] + row[6:] for row in rows]
    others = sum(max(len(row[i]) for row in rows) for i in range(1, len(rows[0])))
    room = max(14, WIDTH - 2 * len(rows[0]) - others)
    for row in rows:
        row[0] = row[0] if len(row[0]) <= room else row[0][: room - 3].rstrip() + "..."
    return [
        *_table(rows, right=(2, 3, len(rows[0]) - 1)),
        *_wrapped("Hours a week, money a month, new customers a month.", "  "),
    ]


def _budget_line(answer: Recommendation) -> list[str]:
    budgets = answer.budgets
    owner = budgets.owner_hours
    parts = [f"{_exact(owner.used)} of your {_exact(owner.given)} hours a week"]
    if budgets.staff_hours.given:
        staff = budgets.staff_hours
        parts.append(f"{_exact(staff.used)} of {_exact(staff.given)} staff hours")
    money = budgets.money
    parts.append(f"{_exact(money.used)} of {_exact(money.given)} {answer.currency} a month")
    return _wrapped("It takes " + ", ".join(parts) + ".")


def _unspent(budgets: Iterable[Budget]) -> list[str]:
    return _bullets(budget.reason for budget in budgets if budget.unspent > 0)


def _expected(answer: Recommendation) -> list[str]:
    totals, currency = answer.totals, answer.currency
    rows = [
        ("new customers", range_text(totals.customers)),
        ("enquiries (leads)", range_text(totals.leads)),
        ("people who take notice", range_text(totals.people_aware)),
        ("people reached at all", range_text(totals.people_reached)),
        ("good personal ties (bonds)", range_text(totals.bonds)),
        ("gross profit", range_text(totals.gross_profit, currency)),
        ("what is left for you (*)", range_text(totals.net_contribution, currency)),
    ]
    width = max(len(label) for label, _ in rows)
    lines = [f"  {label.ljust(width)}  {text}" for label, text in rows]
    yearly = 12 * totals.customers.p50
    if 0 < yearly < 12:
        lines[0] += f" ({two_figures(yearly)} a year)"
    note = (
        "Averages a month over "
        f"{answer.horizon_months} months, the slow start included; 9 times in 10 within the range. "
        "(*) after the money and after your hours at their value."
    )
    base = (
        f"Without any of this about {two_figures(answer.base_line)} new customers a month would "
        "come anyway; they are not counted here."
    )
    return [*lines, *_wrapped(note, "  "), *_wrapped(base, "  ")]


def _payback_text(payback: Payback, currency: str, months: int) -> str:
    dip = f"The deepest dip is {two_figures(abs(payback.deepest_dip))} {currency}."
    if payback.deepest_dip >= 0:
        dip = "It never costs more than it has brought."
    if payback.month is None:
        return f"The money is not back within {months} months. {dip}"
    return f"The money is back in month {payback.month}. {dip}"


def _why(answer: Recommendation) -> list[str]:
    inside = [channel for channel in answer.channels if channel.in_mix]
    outside = sorted(
        (channel for channel in answer.channels if not channel.in_mix),
        key=lambda channel: (-channel.score, channel.channel),
    )
    inside.sort(key=lambda channel: (-channel.score, channel.channel))
    told = [(channel, 2) for channel in inside] + [(channel, 1) for channel in outside[:4]]
    sentences = []
    for channel, most in told:
        why = " ".join(reason.sentence for reason in channel.reasons[:most])
        mark = "" if channel.in_mix else " (not now)"
        if why:
            sentences.append(f"{_name(channel)}{mark}: {why}")
    return _bullets(sentences)


def _other_way(answer: Recommendation, other: StrategyResult) -> str:
    best = next(s for s in answer.strategy.all if s.id == answer.strategy.call)
    mix = ", ".join(_mix_name(item) for item in other.allocation) or "nothing"
    if [(i.channel, i.hours_per_week, i.money_per_month, i.aim) for i in other.allocation] == [
        (i.channel, i.hours_per_week, i.money_per_month, i.aim) for i in best.allocation
    ]:
        return f"{CALLS[other.id]}: comes to the same mix."
    return (
        f"{CALLS[other.id]}: {mix}. New customers {range_text(other.totals.customers)}; people who "
        f"take notice {range_text(other.totals.people_aware)}. "
        + _payback_text(other.payback, answer.currency, answer.horizon_months)
    )


def _a_little_more(answer: Recommendation) -> list[str]:
    hour, money = answer.marginal.one_more_hour, answer.marginal.hundred_more_money
    sentences = [
        f"{what}: {two_figures(step.customers)} more new customers a month, "
        f"{two_figures(step.net_contribution)} {answer.currency} a month more left for you."
        for what, step in (
            (f"{_exact(hour.amount)} more hour a week", hour),
            (f"{two_figures(money.amount)} {answer.currency} more a month", money),
        )
    ]
    least = answer.least_effort
    if least.reachable and least.hours is not None and least.money is not None:
        sentences.append(
            f"The goal is within reach from {_exact(least.hours)} hours a week and "
            f"{_exact(least.money)} {answer.currency} a month."
        )
    elif least.reason:
        sentences.append(least.reason)
    return _bullets(sentences)


def _told(value: bool | float | str | tuple[str, ...] | None) -> str:
    """Write an assumed value as a person would."""
    if value is None or isinstance(value, bool):
        return {None: "none", True: "yes", False: "no"}[value]
    if isinstance(value, str):
        return value
    return ", ".join(value) if isinstance(value, tuple) else two_figures(value)


def _rests_on(answer: Recommendation) -> list[str]:
    shares = sorted(answer.evidence.items(), key=lambda item: (-item[1], item[0]))
    evidence = ", ".join(
        f"{_percent(share)} {GRADES.get(grade, grade)}" for grade, share in shares if share >= 0.005
    )
    lines = _bullets(
        [f"Weight of the evidence behind the outcome: {evidence}." if evidence else ""]
    )
    lines += _bullets([answer.optimality.claim])
    versions = answer.versions
    told = (
        f"Seed {answer.seed}, {answer.draws} draws, {answer.worlds} worlds; advisor "
        f"{versions.advisor}, data {versions.data}."
    )
    return [*lines, *_bullets([told])]


def _assumed(answer: Recommendation) -> list[str]:
    return _bullets(
        f"{assumed.field.replace('_', ' ')}: {_told(assumed.value)} ({assumed.basis})"
        for assumed in answer.assumptions
    )


def text_report(recommendation: Recommendation) -> str:
    """Write a recommendation for people, in plain words and at most 96 columns.

    Parameters
    ----------
    recommendation : Recommendation
        The answer.

    Returns
    -------
    str
        Headline, mix, what to expect, payback, reasons, what to fix first, the other ways, a
        little more, warnings, and what it rests on; ends with a newline.  When nothing can be
        recommended: what the first two hours would do.
    """
    answer = recommendation
    title = textwrap.wrap(headline(answer), WIDTH)
    who = ", ".join(part for part in (answer.name, answer.sector_name, answer.place) if part)
    lines = [*title, "=" * max(map(len, title)), *_wrapped(who), *_wrapped(clearness(answer))]
    if answer.allocation:
        budgets = (answer.budgets.owner_hours, answer.budgets.staff_hours, answer.budgets.money)
        lines += _section("The mix", [*_mix(answer), *_budget_line(answer), *_unspent(budgets)])
        if answer.hire and answer.hire.sentence:
            lines += _section("Yourself or a manager", _bullets([answer.hire.sentence]))
        lines += _section("What to expect", _expected(answer))
        payback = _payback_text(answer.payback, answer.currency, answer.horizon_months)
        lines += _section("When it pays back", _wrapped(payback, "  "))
        lines += _section("Why", _why(answer))
    lines += _section(
        "The first two hours", _bullets(step.sentence for step in answer.first_two_hours)
    )
    lines += _section("Fix first", _bullets(leak.sentence for leak in answer.fix_first))
    if answer.allocation:
        others = [way for way in answer.strategy.all if way.id != answer.strategy.call]
        ways = _bullets(_other_way(answer, way) for way in others)
        lines += _section("The other ways, each at its best", ways)
        lines += _section("A little more, or the least that would do", _a_little_more(answer))
    lines += _section("Be careful", _bullets(warning.sentence for warning in answer.warnings))
    lines += _section("What this rests on", _rests_on(answer))
    lines += _section("Assumed, because it was left out", _assumed(answer))
    return "\n".join(lines) + "\n"
