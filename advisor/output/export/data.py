"""The document as data: a long CSV table of every figure, and everything as JSON.

Text that a spreadsheet would take for a formula is neutralised here, for CSV and workbook alike.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from typing import Any

from advisor.explain.section import Column, Table
from advisor.explain.wording import decimals_of
from advisor.output.export.compose import Document
from advisor.results import Cell, Insight, Range, Recommendation, to_json

_HEADER = ("part", "item", "quantity", "p5", "p50", "p95", "unit")
# Figures and sources have rows of their own; the month by month table holds the other two.
_APART = ("figures", "sources", "expect", "payback")
# Letters, digits and "to" can do nothing: a range that begins with a minus stays as it is.
_HARMLESS = re.compile(
    r"-[\d.,]+( to -?[\d.,]+)?( [A-Za-z %]+)?(,? \(?most likely [\w.,%: -]+\)?)?"
)


def safe_text(text: str) -> str:
    """Return text that no spreadsheet takes for a formula.

    With an apostrophe before it where it begins like a formula.

    Examples
    --------
    >>> [safe_text(text) for text in ("=1+1", "-330 to 6,000 USD", "Miller & Sons", "-")]
    ["'=1+1", '-330 to 6,000 USD', 'Miller & Sons', '-']
    >>> safe_text("-130 to 640 (most likely 84 EUR, with those who come already)")
    '-130 to 640 (most likely 84 EUR, with those who come already)'
    """
    begins = text.strip()[:1]
    if begins and text.strip() != "-" and begins in "=+-@" and not _HARMLESS.fullmatch(text):
        return f"'{text}"
    return f"'{text}" if text[:1] in ("\t", "\r") else text


def _number(value: float, unit: str = "") -> str:
    """Write a number with six digits; without coins where its unit is a currency without them."""
    if not decimals_of(unit[:3]):
        return f"{value:.0f}"
    return f"{value:.6g}"


def _quantities(table: Table) -> Iterator[tuple[str, str, float | None, float, float | None, str]]:
    """Yield item, quantity, low, median, high, unit of every figure of a table."""
    names = [column.name.casefold() for column in table.columns]
    spread = names[1:4] == ["low", "median", "high"]
    unit_at = names.index("unit") if "unit" in names else None
    for row in table.rows:
        item = row[0] if isinstance(row[0], str) else _number(_median(row[0]) or 0.0)
        if not isinstance(row[0], str):
            item = f"{table.columns[0].name} {item}"
        if spread and all(isinstance(cell, int | float) for cell in row[1:4]):
            low, median, high = (float(cell) for cell in row[1:4])  # type: ignore[arg-type]
            yield item, table.columns[0].name, low, median, high, table.columns[1].unit
            continue
        for cell, column in zip(row[1:], table.columns[1:], strict=True):
            unit = column.unit if unit_at is None else str(row[unit_at])
            yield from _figure(item, cell, Column(column.name, unit))


def _figure(
    item: str, cell: Cell, column: Column
) -> Iterator[tuple[str, str, float | None, float, float | None, str]]:
    if isinstance(cell, Range):
        yield item, column.name, *cell.points, column.unit
    elif isinstance(cell, int | float):
        yield item, column.name, None, float(cell), None, column.unit


def _median(cell: Cell) -> float | None:
    if isinstance(cell, Range):
        return cell.p50
    return float(cell) if isinstance(cell, int | float) else None


def csv_text(document: Document) -> bytes:
    """Return every figure of the document as one long table.

    UTF-8 with the mark by which Excel knows it: part, item, quantity, p5, p50, p95, unit. A figure
    that is no range stands under p50.  The first rows say what it is; the last ones name the
    sources.
    """
    out = io.StringIO(newline="")
    write = csv.writer(out, lineterminator="\r\n")
    write.writerow(_HEADER)
    for name, value in about(document).items():
        write.writerow(["about", name, safe_text(value), "", "", "", ""])
    for section in document.sections:
        if section.table is None or section.code in _APART:
            continue
        for item, quantity, low, median, high, unit in _quantities(section.table):
            counted = unit or (document.currency if document.currency in item + quantity else "")
            numbers = ["" if v is None else _number(v, counted) for v in (low, median, high)]
            write.writerow(
                [section.part, safe_text(item), safe_text(quantity), *numbers, safe_text(unit)]
            )
    known = document.provenance
    for figure in known.figures if known else ():
        numbers = [_number(v) for v in figure.values.points]
        named = f"{figure.quantity} (grade {figure.grade})"
        write.writerow(["figure in use", figure.name, named, *numbers, figure.unit])
    for source in known.sources if known else ():
        title = safe_text(f"{source.title} (grade {', '.join(source.grades)})")
        write.writerow(["source", str(source.number), title, "", "", "", safe_text(source.url)])
    return out.getvalue().encode("utf-8-sig")


def about(document: Document) -> dict[str, str]:
    """Return what a document is, for whom, of when and from which versions."""
    facts = {
        "title": document.title,
        "for": document.who,
        "prepared by": ", ".join(filter(None, (document.consultant, document.contact))),
        "date": document.date.isoformat() if document.date else "",
        "versions": document.versions,
        "currency": document.currency,
    }
    return {name: value for name, value in facts.items() if value}


def json_text(
    document: Document, recommendation: Recommendation, insights: Mapping[str, Insight]
) -> bytes:
    """Return recommendation, insights and sources as JSON in UTF-8 (see ``to_json``)."""
    everything: dict[str, Any] = {
        "about": about(document),
        "recommendation": recommendation,
        "insights": dict(insights),
        "evidence": document.provenance,
    }
    return (to_json(everything) + "\n").encode("utf-8")
