"""Write docs/TRADES.md: per trade its ledger, how channels were judged, three usual owners."""

from __future__ import annotations

import multiprocessing
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from population_draw import money_in
from population_report import percent
from trades_lines import Line, line_of

from advisor.catalogue import Sector
from advisor.evidence import load_tables
from advisor.profile import parse_profile
from advisor.recommend import ADVISOR_VERSION, recommend
from advisor.recommend.beside import ledger
from advisor.results import LedgerPage, Range

MOST_SHOWN = 12
FACTOR, WHOLE_FACTOR = 2.0, 1.5  # source by source, and in all
NEAR_SOURCE = 0.6  # of the largest share: a source named first may be this much smaller
NORTHAMPTON = {"country": "US", "town": "Northampton", "region": "Massachusetts"}
SHREWSBURY = {"country": "GB", "town": "Shrewsbury"}
# Name, place, people, goal, hours a week, US dollars a month at the country's prices.
OWNERS = (
    ("small, near", NORTHAMPTON, 1, "my_town", 4, 60),
    ("middle, next towns", SHREWSBURY, 3, "neighbouring_towns", 7, 350),
    ("larger, wider", NORTHAMPTON, 8, "region", 12, 1500),
)
USUAL = {**NORTHAMPTON, "people_working": 2, "reach_goal": "neighbouring_towns",
         "hours_per_week": 5, "money_per_month": 200, "manager": "no"}  # fmt: skip
GRADES = "ABC"


@dataclass(frozen=True)
class Trade:
    """What is told of one trade."""

    sector: str
    page: LedgerPage
    owners: tuple[tuple[str, tuple[str, ...], float, float], ...]


def asked(sector: str, *, draws: int) -> Trade:
    """Answer the questions to one trade."""
    page = ledger(parse_profile({**USUAL, "sector": sector}), n_draws=draws)
    owners = []
    for name, place, people, goal, hours, dollars in OWNERS:
        found = recommend(
            parse_profile({
                **place, "sector": sector, "people_working": people, "reach_goal": goal,
                "hours_per_week": hours, "money_per_month": money_in(place["country"], dollars),
            }),
            n_draws=draws,
            worlds=0,
        )  # fmt: skip
        assert found.ledger is not None
        mix = tuple(i.channel for i in sorted(found.allocation, key=lambda i: -i.customers.p50))
        owners.append((name, mix, found.ledger.total_today.p50, found.ledger.total_with_plan.p50))
    return Trade(sector, page, tuple(owners))


def graded(sector: Sector, source: str) -> dict[str, str]:
    """Return fact id and grade of what a source's share rests on."""
    facts = load_tables().facts
    ids = sector.basis[f"source_{source}"].replace(" ", "").split(";")
    return {one: facts[one].grade for one in ids if one in facts}


def _sources(sector: Sector, page: LedgerPage) -> tuple[list[str], list[str]]:
    """Return the table of sources, and what of it breaks the law."""
    lines, broken = [], []
    whole = 12 * page.total_today.p50
    for source in page.sources:
        name = source.source
        counted, usual = whole * source.share, page.typical[name]
        factor = usual / counted if counted > 0 else 1.0
        facts = graded(sector, name)
        firm = sum(grade in GRADES for grade in facts.values()) >= 2
        if firm and not 1 / FACTOR <= factor <= FACTOR:
            broken.append(f"{name} {factor:.2f}")
        basis = ", ".join(f"{one} {grade}" for one, grade in sorted(facts.items())) or "judgement"
        if facts and "judgement" in sector.basis[f"source_{name}"]:
            basis += ", judgement"
        lines.append(
            f"| {name} | {100 * source.share:.0f} % | {counted:.1f} | {usual:.1f} | {factor:.2f} "
            f"| {basis} |"
        )
    usual = sum(page.typical.values())
    factor = usual / whole if whole > 0 else 1.0
    if not 1 / WHOLE_FACTOR <= factor <= WHOLE_FACTOR:
        broken.append(f"in all {factor:.2f}")
    lines.append(f"| **in all** | | {whole:.1f} | {usual:.1f} | {factor:.2f} | |")
    return lines, broken


def _span(given: Range | None) -> str:
    return "" if given is None else f"{given.p50:.2g} ({given.p5:.2g}-{given.p95:.2g})"


def _channels(page: LedgerPage) -> list[str]:
    shown = sorted(page.channels, key=lambda c: -c.pooled.p50)[:MOST_SHOWN]
    return [
        f"| {c.channel} | {c.source} | {c.practice.hours_per_week:g} h, "
        f"{c.practice.money_per_month:g} | {_span(c.ledger)} | {_span(c.funnel)} "
        f"| {_span(c.pooled)} | {c.weight_of_ledger:.2f} |"
        for c in shown
    ]


def verdict(line: Line | None, shares: dict[str, float], trade: Trade) -> list[str]:
    """Return what of the evidence's line the tables and the answers do not follow."""
    if line is None:
        return ["no line of evidence about this trade"]
    faults = []
    most = max(shares.values())
    for source in line.sources:
        if shares[source] < NEAR_SOURCE * most and source == line.sources[0]:
            faults.append(f"{source} is named first and has {percent(shares[source])}")
    first = max(shares, key=lambda s: shares[s])
    if first not in line.sources:
        faults.append(f"{first} leads the shares and is not named first")
    advised = [set(mix) for _, mix, *_ in trade.owners]
    hits = [c for c in line.channels if any(c in mix for mix in advised)]
    missed = [c for c in line.channels if c not in hits]
    if len(missed) > len(hits):
        faults.append(f"named first and advised to none of the three: {', '.join(missed)}")
    empty = sum(not mix & set(line.channels) for mix in advised)
    if hits and empty:
        faults.append(f"{empty} of three owners get none of the channels named first")
    return faults


def _trade(trade: Trade) -> tuple[list[str], list[str]]:
    """Return the section of a trade and its faults."""
    sector = load_tables().sectors[trade.sector]
    line = line_of(trade.sector)
    shares = {s.source: s.share for s in trade.page.sources}
    table, broken = _sources(sector, trade.page)
    faults = [*verdict(line, shares, trade), *(f"usual practice: {one}" for one in broken)]
    said = "PASS" if not faults else "LOOK: " + "; ".join(faults)
    evidence = (
        "No line of its own."
        if line is None
        else (f"{line.told} Named first: {', '.join(line.sources)}; {', '.join(line.channels)}.")
    )
    owners = [
        f"- {name}: {now:.2g} -> {then:.2g} a month by {', '.join(mix) or 'nothing'}"
        for name, mix, now, then in trade.owners
    ]
    nobody = [
        c for c in (line.channels if line else ()) if all(c not in o[1] for o in trade.owners)
    ]
    missed = [f"Named first, advised to none of them: {', '.join(nobody)}.", ""] if nobody else []
    return [
        f"## {sector.name} (`{trade.sector}`)", "", f"{said}", "", f"Evidence: {evidence}", "",
        "| source | share | ledger, a year | usual practice | factor | rests on |",
        "|---|---:|---:|---:|---:|---|", *table, "",
        "| channel | source | reference practice | ledger, a year | funnel | pooled "
        "| weight of the ledger |",
        "|---|---|---|---:|---:|---:|---:|", *_channels(trade.page), "",
        *owners, "", *missed,
    ], faults  # fmt: skip


def _missed(trades: Sequence[Trade]) -> list[str]:
    """Return how often each channel that is named first is advised where it is."""
    named: dict[str, list[bool]] = {}
    for trade in trades:
        line = line_of(trade.sector)
        for channel in line.channels if line else ():
            advised = any(channel in mix for _, mix, *_ in trade.owners)
            named.setdefault(channel, []).append(advised)
    told = (
        f"{name} {sum(hits)} of {len(hits)}"
        for name, hits in sorted(named.items(), key=lambda x: (sum(x[1]) / len(x[1]), x[0]))
    )
    return [f"Trades in which a channel named first is advised to one of three: {', '.join(told)}.",
            ""]  # fmt: skip


def report(trades: Sequence[Trade]) -> str:
    """Return the page."""
    parts = [(trade, *_trade(trade)) for trade in trades]
    looks = [(trade.sector, faults) for trade, _, faults in parts if faults]
    whole = f"{len(parts) - len(looks)} of {len(parts)} trades pass"
    head = [
        "# Trades: where customers come from, and what three usual owners are advised",
        "",
        f"Written by `make trades` (advisor {ADVISOR_VERSION}, tables {load_tables().version}). "
        "Shares of new customers by source with the facts behind them (ids with grades); the "
        "ledger a year and what the trade's usual practice brings by the model, for two people "
        "in Northampton, Massachusetts; channels at their reference practice, customers a year "
        f"(middle, 5 % to 95 %), the first {MOST_SHOWN}; three owners "
        "(Northampton, Shrewsbury, Northampton), new customers a month today -> with the plan, "
        "channels by what they bring. "
        f"The law: within a factor {FACTOR:g} source by source where two facts of grade A-C stand "
        f"behind the share, {WHOLE_FACTOR:g} in all. Do not edit: write again.",
        "",
        f"**{whole}.**",
        "",
        *_missed(trades),
        *(f"- {name}: {'; '.join(faults)}" for name, faults in looks),
        "",
    ]
    return "\n".join([*head, *(line for _, lines, _ in parts for line in lines)]).rstrip() + "\n"


def main(out: Path, *, draws: int, processes: int) -> None:
    """Write docs/TRADES.md."""
    work: Any = partial(asked, draws=draws)
    with multiprocessing.get_context("spawn").Pool(processes) as pool:
        trades = pool.map(work, sorted(load_tables().sectors), chunksize=2)
    out.write_text(report(trades), encoding="utf-8")
    looks = [t.sector for t in trades if _trade(t)[1]]
    print(f"{len(trades)} trades, {len(looks)} to look at: {', '.join(looks)}; {out}")
