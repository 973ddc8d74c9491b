"""A recommendation as a text for people: what the command line prints.

Every figure comes from the recommendation; nothing is computed here but its rounding.  Forecasts
have two significant figures and their range first; hours and money of the plan, which are no
estimates, are exact.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping

from advisor.explain.assumed_words import assumed_basis, assumed_name, assumed_value
from advisor.explain.ledger_words import by_source, goal_text
from advisor.explain.names import GRADES, STRATEGIES, named
from advisor.explain.wording import WIDTH, exact, percent, range_text, table, two_figures, wrapped
from advisor.results import Budget, Payback, Recommendation, StrategyResult

__all__ = ["clearness", "headline", "range_text", "text_report", "two_figures"]

CALLS = {
    "main_street": "Stay on Main Street",
    "next_towns": "Go to the next towns over",
    "beyond_town": "Reach beyond the town",
    None: "Nothing can be recommended yet",
}
_FEW_A_MONTH, _HARDLY_ANY = 10.0, 0.01
CLEARNESS = (
    (0.85, "a clear call"),
    (0.65, "a fairly clear call"),
    (0.5, "a narrow call"),
    (0.0, "no clear winner: the other strategies are about as good"),
)
ALIKE = (
    "The choice between {names} does not matter here: each comes to the same or within a "
    "hundredth. It would matter with another reach goal, more hours or more money."
)


def headline(recommendation: Recommendation) -> str:
    """Return the call in plain words: the recommendation's own headline, else the call's name.

    Returns
    -------
    str
        Such as "Stay on Main Street", or that nothing can be recommended.
    """
    return recommendation.headline or CALLS[recommendation.strategy.call]


def clearness(recommendation: Recommendation) -> str:
    """Say how clear the call is.

    Returns
    -------
    str
        One sentence; empty when no worlds were re-chosen or nothing is recommended.
    """
    strategy = recommendation.strategy
    if strategy.call is None or strategy.shares is None:
        return ""
    share = strategy.shares.get(strategy.call, 0.0)
    if len(strategy.alike) > 1:
        return ALIKE.format(names=named([STRATEGIES[one] for one in strategy.alike]))
    words = next(text for least, text in CLEARNESS if share >= least)
    told = (
        f"The best of the three in {percent(share)} of {recommendation.worlds} simulations: "
        f"{words}."
    )
    other, most = max(strategy.shares.items(), key=lambda item: item[1])
    if most > share:
        told += (
            f' "{CALLS[other]}" is the best in {percent(most)}; the call goes by the average over '
            "all simulations."
        )
    return told


def _section(title: str, lines: Iterable[str]) -> list[str]:
    body = list(lines)
    return ["", title.upper(), *body] if body else []


def _bullets(sentences: Iterable[str]) -> list[str]:
    return [line for sentence in sentences if sentence for line in wrapped(sentence, "- ")]


def _count(customers: float) -> str:
    return "0" if customers < _HARDLY_ANY else two_figures(customers)


def _mix(answer: Recommendation) -> list[str]:
    # Few customers are told by the year, which nobody has to multiply.
    times, period = (12.0, "year") if answer.totals.customers.p50 < _FEW_A_MONTH else (1.0, "month")
    rows = [["", "done by", "hours", answer.currency, "from", "sure", "new customers"]]
    for item in answer.allocation:
        hours = item.all_hours
        sure = "" if item.share_of_worlds is None else percent(item.share_of_worlds)
        done_by = ", ".join("you" if who == "owner" else who for who in item.done_by)
        rows.append(
            [
                item.counted_name,
                done_by,
                exact(hours),
                exact(item.money_per_month),
                f"month {item.start_month}",
                sure,
                f"{_count(times * item.customers.p5)} to {_count(times * item.customers.p95)}",
            ]
        )
    if all(not row[5] for row in rows[1:]):
        rows = [row[:5] + row[6:] for row in rows]
    helped = any(who != "owner" for item in answer.allocation for who in item.done_by)
    whose = ", everybody's together" if helped else ""
    others = sum(max(len(row[i]) for row in rows) for i in range(1, len(rows[0])))
    room = max(14, WIDTH - 2 * len(rows[0]) - others)
    for row in rows:
        row[0] = row[0] if len(row[0]) <= room else row[0][: room - 3].rstrip() + "..."
    return [
        *table(rows, right=(2, 3, len(rows[0]) - 1)),
        *wrapped(f"Hours a week{whose}, money a month, new customers a {period}.", "  "),
    ]


def _budget_line(answer: Recommendation) -> list[str]:
    budgets = answer.budgets
    owner = budgets.owner_hours
    parts = [f"{exact(owner.used)} of your {exact(owner.given)} hours a week"]
    if budgets.staff_hours.given:
        staff = budgets.staff_hours
        parts.append(f"{exact(staff.used)} of {exact(staff.given)} staff hours")
    money = budgets.money
    parts.append(f"{exact(money.used)} of {exact(money.given)} {answer.currency} a month")
    return wrapped("It takes " + ", ".join(parts) + ".")


def _unspent(budgets: Mapping[str, Budget]) -> list[str]:
    return _bullets(
        f"{exact(budget.unspent)} {unit} left over: {budget.reason}"
        for unit, budget in budgets.items()
        if budget.unspent > 0 and budget.reason
    )


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
        f"{answer.horizon_months} months, the slow start included; 9 times in 10 within the range, "
        "as often above the middle as below it. "
        "(*) after the money and after your hours at their value."
    )
    return [*lines, *wrapped(note, "  ")]


def _payback_text(payback: Payback, currency: str, months: int) -> str:
    dip = f"The deepest dip is {two_figures(abs(payback.deepest_dip))} {currency}."
    if payback.deepest_dip >= 0:
        dip = "It does not go into the red on the way."
    if payback.month is None:
        return f"The money is not back within {months} months. {dip}"
    return f"In the middle of the range the money is back in month {payback.month}. {dip}"


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
            sentences.append(f"{channel.name}{mark}: {why}")
    note = (
        "Each for itself, before the room you have for customers is looked at. A few very good "
        "cases lift the averages, which decide, above the middle."
    )
    return [*_bullets(sentences), *(wrapped(note, "  ") if inside else [])]


def same_mix(one: StrategyResult, two: StrategyResult) -> bool:
    """Say whether two strategies come to the same: channels, effort, aim and worth."""
    mixes = [
        [(i.channel, i.units, i.hours_per_week, i.money_per_month, i.aim) for i in way.allocation]
        for way in (one, two)
    ]
    return mixes[0] == mixes[1] and abs(one.utility - two.utility) < 1e-9


def _same_effort(one: StrategyResult, two: StrategyResult) -> bool:
    """Say whether two strategies ask for the same, wherever it is aimed."""
    mixes = [
        [(i.channel, i.units, i.hours_per_week, i.money_per_month) for i in way.allocation]
        for way in (one, two)
    ]
    return mixes[0] == mixes[1]


def _customers(way: StrategyResult) -> str:
    return (
        f"New customers {range_text(way.totals.customers)}; people who take notice "
        f"{range_text(way.totals.people_aware)}"
    )


def _other_ways(answer: Recommendation) -> list[str]:
    told = [way for way in answer.strategy.all if way.id == answer.strategy.call]
    sentences = []
    for way in answer.strategy.all:
        if way.id == answer.strategy.call:
            continue
        twin = next((other for other in told if same_mix(way, other)), None)
        wider = next((other for other in told if _same_effort(way, other)), None)
        if twin is None and wider is not None:
            sentences.append(
                f'{CALLS[way.id]}: the same channels, hours and money as "{CALLS[wider.id]}", '
                f"aimed at a different area. {_customers(way)}."
            )
        elif twin is None:
            sentences.append(_other_way(answer, way))
        else:
            sentences.append(f'{CALLS[way.id]}: the same mix as "{CALLS[twin.id]}".')
        told.append(way)
    return _bullets(sentences)


def _other_way(answer: Recommendation, other: StrategyResult) -> str:
    mix = ", ".join(item.counted_name for item in other.allocation) or "nothing"
    return f"{CALLS[other.id]}: {mix}. {_customers(other)}. " + _payback_text(
        other.payback, answer.currency, answer.horizon_months
    )


def _more_or_less(value: float, less: str) -> str:
    """Write a change in words, "3.1 fewer", never "-3.1 more"."""
    return f"{two_figures(abs(value))} {less if value < 0 else 'more'}"


def _a_little_more(answer: Recommendation) -> list[str]:
    hour, money = answer.marginal.one_more_hour, answer.marginal.hundred_more_money
    sentences = []
    for what, step in (
        (f"{exact(hour.amount)} more hour a week", hour),
        (f"{two_figures(money.amount)} {answer.currency} more a month", money),
    ):
        told = (
            f"{_more_or_less(step.customers, 'fewer')} new customers a month, "
            f"{two_figures(abs(step.net_contribution))} {answer.currency} a month "
            f"{'less' if step.net_contribution < 0 else 'more'} left for you"
        )
        if step.utility > 0 and (step.net_contribution < 0 or step.customers < 0):
            told += ", for what your goals value beside that"
        sentences.append(f"{what}: {told if step.utility > 0 else 'no better mix than this'}.")
    least = answer.least_effort
    if least.reachable and least.hours is not None and least.money is not None:
        sentences.append(
            f"The goal is within reach from {exact(least.hours)} hours a week and "
            f"{exact(least.money)} {answer.currency} a month."
        )
    elif least.reason:
        sentences.append(least.reason)
    return _bullets(sentences)


def _rests_on(answer: Recommendation) -> list[str]:
    gap, claim = answer.optimality.gap, answer.optimality.claim.rstrip(".")
    shares = sorted(answer.evidence.items(), key=lambda item: (-item[1], item[0]))
    evidence = ", ".join(
        f"{percent(share)} {GRADES.get(grade, grade)}" for grade, share in shares if share >= 0.005
    )
    lines = _bullets(
        [f"Weight of the evidence behind the outcome: {evidence}." if evidence else ""]
    )
    left = f"; at most {two_figures(gap)} of utility is left" if gap > 0.0005 else ""
    lines += _bullets([f"Is there a better mix? The search says: {claim}{left}."])
    versions = answer.versions
    told = (
        f"Seed {answer.seed}, {answer.draws} draws, {answer.worlds} worlds; advisor "
        f"{versions.advisor}, data {versions.data}."
    )
    return [*lines, *_bullets([told])]


def _assumed(answer: Recommendation) -> list[str]:
    unit = answer.distance_unit
    return _bullets(
        f"{assumed_name(one.field)}: {assumed_value(one, answer.currency, unit)} "
        f"({assumed_basis(one, unit)})"
        for one in answer.assumptions
    )


def text_report(recommendation: Recommendation) -> str:
    """Write a recommendation for people, in plain words and at most 96 columns.

    Returns
    -------
    str
        Headline, customers by source today and with the plan, mix,
        what to expect, payback, reasons, what to fix first, the other ways, a
        little more, warnings, and what it rests on; ends with a newline.  When nothing can be
        recommended: what the first two hours would do.
    """
    answer = recommendation
    title = textwrap.wrap(headline(answer), WIDTH)
    who = ", ".join(part for part in (answer.name, answer.sector_name, answer.place) if part)
    lines = [*title, "=" * max(map(len, title)), *wrapped(who), *wrapped(clearness(answer))]
    lines += _section("First a question", _bullets(q.sentence for q in answer.questions))
    if answer.ledger is not None and answer.goal is not None and answer.allocation:
        goal = goal_text(answer.goal, answer.ledger, answer.currency)
        told = [*by_source(answer.ledger), *wrapped(goal, "  ")]
        lines += _section("Today and with this plan", told)
    if answer.allocation:
        budgets = {
            "hours": answer.budgets.owner_hours,
            "staff hours": answer.budgets.staff_hours,
            answer.currency: answer.budgets.money,
        }
        lines += _section("The mix", [*_mix(answer), *_budget_line(answer), *_unspent(budgets)])
        if answer.hire and answer.hire.sentence:
            lines += _section("Yourself or a manager", _bullets([answer.hire.sentence]))
        lines += _section("What to expect", _expected(answer))
        payback = _payback_text(answer.payback, answer.currency, answer.horizon_months)
        lines += _section("When it pays back", wrapped(payback, "  "))
        lines += _section("Why", _why(answer))
    lines += _section(
        "The first two hours", _bullets(step.sentence for step in answer.first_two_hours)
    )
    lines += _section("Fix first", _bullets(leak.sentence for leak in answer.fix_first))
    if answer.allocation:
        lines += _section("The other ways, each at its best", _other_ways(answer))
        lines += _section("A little more, or the least that would do", _a_little_more(answer))
    asked = {question.code for question in answer.questions}
    careful = [bet.sentence for bet in answer.bets]
    careful += [w.sentence for w in answer.warnings if w.code not in asked]
    lines += _section("Be careful", _bullets(careful))
    lines += _section("What this rests on", _rests_on(answer))
    lines += _section("Assumed, because it was left out", _assumed(answer))
    return "\n".join(lines) + "\n"
