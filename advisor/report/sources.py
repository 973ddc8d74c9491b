"""Where new customers come from: today and with the plan, in the trade, and channel by channel."""

from advisor.explain.export_words import PARTS, words
from advisor.explain.ledger_words import Scale, goal_words, room_text, scale_of
from advisor.explain.names import SOURCES
from advisor.explain.section import Column, Section, Table
from advisor.explain.wording import range_text, two_figures
from advisor.results import Cell, Goal, Ledger, LedgerPage
from advisor.results.provenance import Provenance

_HARDLY_ANY = 0.05  # new customers a year


def by_source(
    ledger: Ledger, goal: Goal | None, currency: str, scale: Scale | None = None
) -> Section:
    """Return new customers by source, today and with the plan, against the goal and the room."""
    times, period = scale or scale_of(ledger)
    today, planned = ledger.total_today.times(times), ledger.total_with_plan.times(times)
    step = ""
    title = words(
        "from_title", today=two_figures(today.p50), planned=two_figures(planned.p50), period=period
    )
    if goal is not None:
        title, step = goal_words(goal, ledger, currency, (times, period))
    unit = f"customers a {period}"
    columns = (
        Column("How they came"), Column(f"A {period} today", unit),
        Column(f"A {period} with this plan", unit),
    )  # fmt: skip
    rows: list[tuple[Cell, ...]] = [
        (SOURCES[s.source], times * s.today.p50, times * s.with_plan.p50)
        for s in sorted(ledger.sources, key=lambda s: (-s.with_plan.p50, s.source))
        if 12.0 * max(s.today.p50, s.with_plan.p50) >= _HARDLY_ANY
    ]
    rows.append((words("total_row"), today, planned))
    return Section(
        "from", PARTS["from"], title,
        tuple(part for part in (step, room_text(ledger, (times, period))) if part),
        table=Table(columns, tuple(rows)), notes=(words("from_note", period=period),),
    )  # fmt: skip


def in_the_trade(page: LedgerPage) -> Section:
    """Return the shares of the trade, what the owner counted, and what is taken of both."""
    columns = (
        Column("How they come"), Column("In the trade, %", "%"),
        Column("You counted", exact=True), Column("Taken, %", "%"),
        Column("A year today", "a year"),
    )  # fmt: skip
    rows = tuple(
        (SOURCES[s.source], 100 * s.trade_share, float(s.own_count) or None, 100 * s.share,
         12.0 * s.today.p50)
        for s in page.sources
    )  # fmt: skip
    total = range_text(page.total_today.times(12), "new customers a year")
    return Section("in_trade", PARTS["in_trade"], words("in_trade_title", total=total),
                   (words("in_trade_note"),), table=Table(columns, rows))  # fmt: skip


def judged(
    page: LedgerPage, names: dict[str, str], currency: str, evidence: Provenance | None = None
) -> Section:
    """Return how every channel was judged, those that bring most first.

    `evidence`: whose numbers stand for the sources; without it the facts themselves.
    """
    columns = (Column("Channel"), Column("Feeds"), Column("Hours a week", exact=True),
               Column(f"{currency} a month", currency), Column("Counted", "a year"),
               Column("Worked out", "a year"), Column("Taken", "a year"),
               Column("Weight", "%"),
               Column("Sources" if evidence else "Facts"))  # fmt: skip
    rows = tuple(
        (
            names[c.channel], SOURCES.get(c.source, "–"), c.practice.hours_per_week,
            c.practice.money_per_month, c.ledger, c.funnel, c.pooled, 100 * c.weight_of_ledger,
            ", ".join(map(str, evidence.numbers(c.facts)) if evidence else c.facts) or "judgement",
        )
        for c in sorted(page.channels, key=lambda c: (-c.pooled.p50, c.channel))
    )  # fmt: skip
    return Section("judged", PARTS["judged"], words("judged_title", count=len(rows)),
                   (words("judged_note"),), table=Table(columns, rows),
                   place="appendix")  # fmt: skip
