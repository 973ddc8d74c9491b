"""Scenarios compared, as sections of a document and as the talk's page of options."""

import dataclasses
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from advisor.explain.export_words import PARTS, words
from advisor.explain.gist import upper_first
from advisor.explain.ledger_words import Scale
from advisor.explain.names import in_a_row
from advisor.explain.section import Column, Drawing, Kind, Page, Place, Section, Table, cell_text
from advisor.explain.talk_words import TALK
from advisor.explain.tradeoff_words import pair_odds, scale_of, tradeoff_finding, tradeoff_title
from advisor.explain.wording import LEAST_NAME, breadth, in_brief, span_text
from advisor.results import Cell
from advisor.results.comparison import Comparison
from advisor.results.finding import Finding

_MOST_DRAWN = 14
_FEW = 3  # ranges: fewer are shown with their medians


def section_of(finding: Finding, part: str, place: Place, sources: Iterable[int] = ()) -> Section:
    """Return a finding as a section, drawn as it says where its table can be drawn so."""
    # A range without a name of its own is what the whole table is about: it keeps three columns.
    table = told(finding.spread([k for k in finding.spans if not finding.header[k]]))
    flat = finding.spread(columns=finding.drawn and (0, *finding.drawn))
    drawing, notes = _drawing(flat), finding.notes
    if drawing is not None and drawing.kind == "ranges":
        drawing, noted = _around_one(drawing, flat.header[2])
        notes = (*noted, *notes)
    return Section(
        code=finding.code, part=part, title=finding.title.removesuffix("."),
        sentences=finding.sentences, table=table, drawing=drawing, notes=notes,
        sources=tuple(sources), place=place,
    )  # fmt: skip


def told(finding: Finding) -> Table | None:
    """Return the table of a finding; ranges without a name have that of their unit."""
    unit = "" if finding.picture == "none" else finding.unit
    columns = tuple(
        Column(upper_first(name or (finding.unit if k in finding.spans else "")),
               unit if k and (k in finding.drawn or not finding.drawn) else "",
               whole=k in finding.amounts, quarters=True)
        for k, name in enumerate(finding.header)
    )  # fmt: skip
    return Table(columns, finding.rows) if finding.rows else None


def _around_one(drawing: Drawing, median_name: str) -> tuple[Drawing, tuple[str, ...]]:
    """Tell one median once, and rows that move nothing in a sentence; other drawings stay."""
    low, median, high = (values for _, values in drawing.series)
    if len(median) < _FEW or len({drawing.written(v) for v in median}) > 1:
        return drawing, ()
    moved = [k for k in range(len(median)) if drawing.written(low[k]) != drawing.written(high[k])]
    notes = [words("one_median", name=median_name.casefold(), value=drawing.written(median[0]))]
    if not moved:
        return drawing, ()
    still = [str(drawing.labels[k]) for k in range(len(median)) if k not in moved]
    if still:
        notes.append(words("still", names=in_a_row(still)))
    return dataclasses.replace(
        drawing,
        labels=tuple(drawing.labels[k] for k in moved),
        series=tuple((n, tuple(v[k] for k in moved)) for n, v in drawing.series),
        common=True,
    ), tuple(notes)


def _numbers(rows: Sequence[tuple[Any, ...]], column: int) -> tuple[float | None, ...] | None:
    """Return a column as numbers; None where it holds words or nothing at all."""
    cells = [row[column] for row in rows]
    if any(isinstance(cell, str) for cell in cells) or all(cell is None for cell in cells):
        return None
    return tuple(None if cell is None else float(cell) for cell in cells)


def _drawing(finding: Finding) -> Drawing | None:
    if finding.picture == "none" or not finding.rows:
        return None
    rows = finding.rows
    along = finding.picture == "lines"
    if along:
        if any(not isinstance(row[0], int | float) for row in rows):
            return None
        rows = tuple(sorted(rows, key=lambda row: row[0]))  # type: ignore[arg-type, return-value]
    else:
        rows = rows[:_MOST_DRAWN]
    series = []
    for k, name in enumerate(finding.header[1:], 1):
        numbers = _numbers(rows, k)
        if numbers is not None:
            series.append((name, numbers))
    kind: Kind = finding.picture
    if kind == "ranges":
        if len(series) < 3:
            return None
        series = series[:3]
        if any(v is None for _, values in series for v in values):
            return None
    elif along and [name.casefold() for name, _ in series[:3]] == ["low", "median", "high"]:
        kind, series = "band", series[:3]
    if not series:
        return None
    labels = tuple(float(row[0]) if along else cell_text(row[0], Column("")) for row in rows)  # type: ignore[arg-type]
    return Drawing(
        kind, labels, tuple(series), unit=finding.unit, alt=finding.title,
        axis=finding.header[0] if along else "", mark=finding.mark,
        exact="hours a week" in finding.unit,  # quarters, as in every table
    )  # fmt: skip


_MAIN = ("tradeoff", "decision")
_MANY = 4  # scenarios: their table leaves room for a line only
_TITLE = 210  # letters
_LINES = 3  # of the page; further ones are in its notes


def compared_sections(c: Comparison) -> list[Section]:
    """Return the trade-off and the decision for everyone, the rest for those who look closer."""
    found = []
    for finding in c.findings:
        main = finding.code in _MAIN
        section = section_of(finding, PARTS["compare"], "main" if main else "appendix")
        found.append(_tabled(section, c) if finding.code == "tradeoff" else _as_typed(section, c))
    return found


def _as_typed(section: Section, c: Comparison) -> Section:
    """Return a section whose table is headed by the names of scenarios as they were typed."""
    if section.table is None:
        return section
    typed = {s.name[:1].upper() + s.name[1:]: s.name for s in c.scenarios}
    columns = (replace(k, name=typed.get(k.name, k.name)) for k in section.table.columns)
    return replace(section, table=replace(section.table, columns=tuple(columns)))


def _tabled(section: Section, c: Comparison) -> Section:
    """Return the trade-off with its figures as ranges and amounts, in the table's own columns."""
    return Section(section.code, section.part, section.title, section.sentences,
                   table=_table(c, scale_of(c)), notes=section.notes)  # fmt: skip


def _table(c: Comparison, scale: Scale) -> Table:
    one = len({s.currency for s in c.scenarios}) == 1
    times, period = scale
    unit = f"{c.scenarios[0].currency} a month" if one else "a month, in its currency"
    columns = (
        Column("Scenario"), Column(f"New customers a {period}", f"customers a {period}"),
        Column("Hours a week", "hours a week", exact=True),
        Column(f"Money, {unit}", unit, whole=True),
        Column(f"Left, {unit}", unit), Column("Loses money, % of simulations", "%"),
    )  # fmt: skip
    rows: list[tuple[Cell, ...]] = [
        (s.name if one else f"{s.name} ({s.currency})", s.totals.customers.times(times),
         s.owner_hours + s.staff_hours, s.money, s.totals.net_contribution, 100 * s.loss_share)
        for s in c.scenarios
    ]  # fmt: skip
    return Table(columns, tuple(rows))


def compared_page(c: Comparison, scale: Scale | None = None) -> Page:
    """Return the trade-off as a page of the talk, new customers in its scale where it has one."""
    scale = scale or scale_of(c)
    found = {finding.code: finding for finding in c.findings}
    tradeoff = tradeoff_finding(c.scenarios, c.versus, scale)
    table = _table(c, scale)
    rows = tuple(
        (str(row[0]), span_text(s.totals.customers.times(scale[0])), row[2], row[3],
         span_text(s.totals.net_contribution), f"{100 * s.loss_share:.0f} %")
        for row, s in zip(table.rows, c.scenarios, strict=True)
    )  # fmt: skip
    columns = (table.columns[0], Column(table.columns[1].name),
               Column("Hours a week", exact=True), table.columns[3], table.columns[4],
               Column("Odds of a loss"))  # fmt: skip
    decided = _decided(found.get("decision"))
    lines = [*decided, *pair_odds(c.scenarios, c.versus, scale), *tradeoff.sentences]
    few = _LINES if len(c.scenarios) < _MANY else len(decided) or 1
    title = _title(c, scale)
    decision = found.get("decision")
    if decision and "“" in decision.title and breadth(decision.title) <= _TITLE:
        # A scenario was decided on: the page argues for it and for no rival.
        lines = [" ".join(decision.sentences), f"{title}.", *lines[len(decided) :]]
        title, few = decision.title.removesuffix("."), max(few, 2)  # a title of one line
    return Page(
        "options", TALK["options"], title, tuple(lines[:few]),
        table=Table(columns, rows), notes=(*lines[few:], *tradeoff.notes),
    )  # fmt: skip


def _title(c: Comparison, scale: Scale) -> str:
    """Return the trade-off in at most three lines of a slide: long names give way to it."""
    most = max(breadth(s.name) for s in c.scenarios)
    title = tradeoff_title(c.scenarios, c.versus, scale, brief=True)
    while breadth(title) > _TITLE and most > LEAST_NAME:
        most -= 1
        named = [s.model_copy(update={"name": in_brief(s.name, most)}) for s in c.scenarios]
        title = tradeoff_title(named, c.versus, scale, brief=True)
    return title


def _decided(decision: Finding | None) -> list[str]:
    if decision is None:
        return []
    return [f"{decision.title} {' '.join(decision.sentences)}"]
