"""From a finding to a section: its table with whole ranges, drawn as it says, once."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from typing import Any

from advisor.explain.export_words import words
from advisor.explain.names import in_a_row
from advisor.explain.section import Column, Drawing, Kind, Place, Section, Table, cell_text
from advisor.results.finding import Finding

_MOST_DRAWN = 14
_FEW = 3  # ranges: fewer are shown with their medians


def section_of(finding: Finding, part: str, place: Place, sources: Iterable[int] = ()) -> Section:
    """Return a finding as a section, drawn as it says where its table can be drawn so."""
    flat = finding.spread()
    # A range without a name of its own is what the whole table is about: it keeps three columns.
    shown = finding.spread([k for k in finding.spans if not finding.header[k]])
    columns = tuple(
        Column(name[:1].upper() + name[1:], finding.unit if k and finding.picture != "none" else "")
        for k, name in enumerate(shown.header)
    )
    table = Table(columns, shown.rows) if shown.rows else None
    drawing, notes = _drawing(flat), finding.notes
    if drawing is not None and drawing.kind == "ranges":
        drawing, noted = _around_one(drawing, flat.header[2])
        notes = (*noted, *notes)
    return Section(
        code=finding.code, part=part, title=finding.title.removesuffix("."),
        sentences=finding.sentences, table=table, drawing=drawing, notes=notes,
        sources=tuple(sources), place=place,
    )  # fmt: skip


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
    labels = tuple(float(row[0]) if along else _label(row[0]) for row in rows)  # type: ignore[arg-type]
    return Drawing(
        kind, labels, tuple(series), unit=finding.unit, alt=finding.title,
        axis=finding.header[0] if along else "",
    )  # fmt: skip


def _label(cell: str | float | None) -> str:
    return cell if isinstance(cell, str) else cell_text(cell, Column(""))
