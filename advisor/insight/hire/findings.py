"""Me or a manager as findings, and the brief as a document to hand over."""

from collections.abc import Callable

from advisor.catalogue import Tables
from advisor.explain.names import in_a_row
from advisor.explain.wording import amount, by_the_year, exact
from advisor.insight.hire import words
from advisor.insight.hire.result import Hire, Side
from advisor.results import Cell, Finding
from advisor.results.finding import Rows

# Below it the headline says that the gain is an average: about three chances in five.
SURE_SHARE = 0.6
_EVEN_ODDS = 0.5  # a coin's
_SIDES = ("Everything yourself", "With a manager")


def title_of(hire: Hire) -> str:
    """Return the verdict as one sentence."""
    if hire.owner_hours < hire.owner_hours_needed - 1e-9:
        return words.say("no_hours", hours=hire.owner_hours_needed)
    code: str = hire.verdict
    better = (hire.net_difference or 0.0) >= 0
    if code == "pays" and not better:
        code = "pays_otherwise"
    elif code == "pays" and (hire.share_of_draws or 0.0) < SURE_SHARE:
        code = "pays_seldom"
    elif code == "does_not_pay" and better:
        more = (hire.utility_difference or 0.0) > 0.0
        code = "pays_too_seldom" if more else "does_not_pay_otherwise"
    return words.say(
        code, net=abs(hire.net_difference or 0.0), currency=hire.currency, fee=hire.least_fee,
        less=1.0 - (hire.share_of_draws or 0.0),
    )  # fmt: skip


def findings_of(hire: Hire, tables: Tables, safe_facts: tuple[str, ...]) -> tuple[Finding, ...]:
    """Return the findings, most important first."""
    found = [_sides(hire)]
    if hire.thresholds:
        found.append(_thresholds(hire))
    if hire.restart is not None:
        found.append(_restart(hire, tables))
    found += [_costs(hire, tables), _brief(hire), _referrals(hire, tables)]
    found.append(
        Finding(
            code="hire.safeguards",
            title=words.FINDINGS["safeguards"],
            sentences=hire.safeguards,
            fact_ids=safe_facts,
        )
    )
    return tuple(found)


def _sides(hire: Hire) -> Finding:
    alone, hired, money = hire.alone, hire.hired, hire.currency

    def both(name: str, part: Callable[[Side], Cell]) -> tuple[Cell, ...]:
        return (name, part(alone), None if hired is None else part(hired))

    period = "year" if by_the_year(s.totals.customers for s in (alone, hired) if s) else "month"
    times = 12 if period == "year" else 1
    seldom = by_the_year(s.totals.bonds for s in (alone, hired) if s)
    ties, tied = ("year", 12) if seldom else ("month", 1)
    rows = (
        both(f"New customers a {period}", lambda s: s.totals.customers.times(times)),
        both(f"Left for you, {money} a month",
             lambda s: s.totals.net_contribution),
        both("Earned over the years, on average", lambda s: s.net),
        both("People who take notice a month", lambda s: s.totals.people_aware),
        both(f"New ties a {ties}", lambda s: s.totals.bonds.times(tied)),
        both("Your hours a week", lambda s: s.owner_hours),
        both("The manager's hours a week", lambda s: s.manager_hours),
        both(f"Money, {money} a month", lambda s: amount(s.money, money)),
    )  # fmt: skip
    sentences = [words.say("alone", mix=mix_words(alone))]
    if hired is not None:
        sentences.append(words.say("hired", mix=mix_words(hired), runs=manager_words(hired)))
    if hire.share_of_draws is not None:
        sentences.append(words.say("share", share=hire.share_of_draws))
        if hire.share_of_draws < _EVEN_ODDS and (hire.net_difference or 0.0) > 0:
            sentences.append(words.say("carried"))
    if hire.hired is not None and hire.at_money > hire.own_money + 0.5:
        sentences.append(
            words.say("at_money", at=hire.at_money, own=hire.own_money, currency=money)
        )
    if hire.asked != "maybe":
        sentences.append(words.say(f"asked_{hire.asked}"))
    return Finding(
        code="hire.sides",
        title=title_of(hire),
        sentences=tuple(sentences),
        header=("", *_SIDES),
        rows=rows,
    )


def mix_words(side: Side) -> str:
    """Return the channels of a side by name."""
    return in_a_row([i.name for i in side.allocation]) or "nothing"


def manager_words(side: Side) -> str:
    """Return what the manager runs, by name."""
    return in_a_row([i.name for i in side.allocation if i.manager_hours_per_week > 0]) or "nothing"


def _thresholds(hire: Hire) -> Finding:
    names = {
        "owner_hour": f"Your hour, {hire.currency}",
        "budget": f"Budget, {hire.currency} a month",
    }
    rows: Rows = tuple(
        (names.get(t.code, f"Followers on {t.of}"), t.own, t.at, t.searched_to)
        for t in hire.thresholds
    )
    never = all(t.at is None for t in hire.thresholds)
    notes = [words.MOVES_ALONE]
    if hire.at_money > hire.own_money + 0.5:
        notes.append(words.say("looked_at", at=hire.at_money, currency=hire.currency))
    return Finding(
        code="hire.thresholds",
        title=words.FINDINGS["thresholds_never" if never else "thresholds"],
        sentences=tuple(t.sentence for t in hire.thresholds),
        header=("", "Yours", "Worth it from", "Looked up to"),
        rows=rows,
        notes=tuple(notes),
    )


def _restart(hire: Hire, tables: Tables) -> Finding:
    risk = hire.restart
    assert risk is not None
    gain = risk.gain_a_year
    fields = {
        "still": risk.still_there, "low": risk.still_there_low, "high": risk.still_there_high,
        "cost": risk.cost, "hours": risk.owner_hours, "expected": risk.expected_a_year,
        "gain": gain, "loss": -gain, "currency": hire.currency,
        "dispute": tables.practice["dispute_share"].value,
        "upsold": tables.practice["upsold_share"].value,
    }  # fmt: skip
    outcome = ("no_gain" if gain <= 0 else "survives" if gain > risk.expected_a_year else "eaten",)
    # Where the advice is another one all the same, the gain decides nothing.
    advised = hire.verdict == "pays"
    codes = ("there", "cost", *(outcome if advised or gain <= 0 else ()), "dispute")
    facts = (
        *tables.priors["manager.still_there_share"].fact_ids,
        *tables.practice["dispute_share"].fact_ids,
        *tables.practice["upsold_share"].fact_ids,
    )
    return Finding(
        code="hire.restart",
        title=words.FINDINGS["restart"],
        sentences=tuple(words.say(code, **fields) for code in codes),
        fact_ids=facts,
        notes=("A part of this cost is in the figures above already, spread over a year.",),
    )


def _costs(hire: Hire, tables: Tables) -> Finding:
    rows: list[tuple[Cell, ...]] = [
        (words.OWNER_ROW, hire.owner_hour, hire.owner_hour, hire.owner_hour)
    ]
    rows += [(f"{c.country}, {c.who}", c.low, c.middle, c.high) for c in hire.costs]
    facts = (
        *tables.priors["manager.hourly_usd"].fact_ids,
        *tables.priors["manager.agency_hourly_usd"].fact_ids,
    )
    return Finding(
        code="hire.costs",
        title=words.FINDINGS["costs"],
        header=("", "Low", "Usual", "High"),
        rows=tuple(rows),
        picture="ranges",
        unit=f"{hire.currency} an hour",
        fact_ids=facts,
        notes=(words.COST_NOTE,),
    )


def _brief(hire: Hire) -> Finding:
    lines = tuple(f"{part.title}: {line}" for part in hire.brief for line in part.lines)
    return Finding(code="hire.brief", title=words.FINDINGS["brief"], sentences=lines)


def within(hours: float) -> str:
    """Write a reply time in words."""
    return "at once" if hours <= 1 else f"{exact(hours)} h"


def _referrals(hire: Hire, tables: Tables) -> Finding:
    rows: Rows = tuple(
        (x.matter, words.WHO[x.answered_by], within(x.within_hours)) for x in hire.referrals
    )
    facts = tuple(dict.fromkeys(fact for row in tables.advice.replies for fact in row.fact_ids))
    return Finding(
        code="hire.referrals",
        title=words.FINDINGS["referrals"],
        sentences=tuple(
            f"{x.matter}: {x.meanwhile[0].lower()}{x.meanwhile[1:]}"
            for x in hire.referrals
            if x.answered_by == "owner"
        ),
        header=("What comes in", "Who answers", "Within"),
        rows=rows,
        fact_ids=facts,
    )


def brief_markdown(hire: Hire) -> str:
    """Return brief, who answers what and safeguards as Markdown, readable as plain text."""
    lines = [f"# Brief for the manager of {hire.name}", ""]
    for part in hire.brief:
        lines += [f"## {part.title}", "", *(f"- {line}" for line in part.lines), ""]
    lines += [f"## {words.FINDINGS['referrals']}", ""]
    for x in hire.referrals:
        who = words.WHO[x.answered_by]
        lines.append(f"- **{x.matter}**: {who}, {within(x.within_hours)}. {x.meanwhile}")
    lines += ["", f"## {words.FINDINGS['safeguards']}", ""]
    lines += [f"- {line}" for line in hire.safeguards]
    return "\n".join(lines) + "\n"
