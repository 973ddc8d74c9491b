"""The document as PDF by Typst: vector charts, page numbers, tags, a link behind each source."""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Any

import typst

from advisor.explain.export_words import words
from advisor.output.export.archive import UNDATED
from advisor.output.export.document import Document, Section, Table, cell_text, is_numeric
from advisor.output.export.geometry import plan
from advisor.output.export.style import INK, QUIET, RULE, WASH, column_widths, ink_on, readable

_TEMPLATE = Path(__file__).with_name("report.typ")
_FONTS = ("Libertinus Serif",)  # carried by Typst itself: the same on every machine
_SHORT = 60  # letters a row: a table of less takes what it needs, any other the whole width
_WHOLE = 14  # rows: a table of more may break over pages


def paper(document: Document) -> bytes:
    """Return the document as a tagged PDF file (PDF/UA-1 where its letters allow).

    Parameters
    ----------
    document : Document
        What to write.

    Returns
    -------
    bytes
        The main part, the appendix, the figures in use, the sources.
    """
    inputs = {"document": json.dumps(_data(document), ensure_ascii=False)}
    date = document.date or UNDATED
    stamp = datetime.datetime(date.year, date.month, date.day, tzinfo=datetime.UTC)
    try:
        return _compiled(inputs, stamp, ["ua-1"])
    except typst.TypstError:
        # A letter that no font of this machine has is refused there, but can be printed.
        return _compiled(inputs, stamp, [])


def _compiled(inputs: dict[str, str], stamp: datetime.datetime, standards: list[Any]) -> bytes:
    made = typst.compile(
        _TEMPLATE, root=_TEMPLATE.parent, sys_inputs=inputs, pdf_standards=standards,
        timestamp=stamp, format="pdf",
    )  # fmt: skip
    assert isinstance(made, bytes)
    return made


def _data(document: Document) -> dict[str, Any]:
    date = document.date or UNDATED
    known = document.provenance
    sources = next((s for s in document.sections if s.code == "sources"), None)
    foot = "  |  ".join(x for x in (document.title, document.date_text) if x)
    return {
        "title": document.title, "who": document.who, "foot": foot,
        "date_text": document.date_text, "versions": document.versions,
        "year": date.year, "month": date.month, "day": date.day, "paper": document.paper,
        "accent": document.accent, "readable": readable(document.accent),
        "ink_on_accent": ink_on(document.accent), "ink": INK, "quiet": QUIET, "rule": RULE,
        "wash": WASH, "fonts": list(_FONTS),
        "logo": list(document.logo.png) if document.logo else None,
        "groups": _groups(document),
        "sources_part": sources.part if sources else "",
        "sources_title": sources.title if sources else "",
        "sources_note": words("sources_note"),
        "sources": [
            {"number": s.number, "title": s.title, "grades": ", ".join(s.grades),
             "url": s.url if s.url.startswith("http") else ""}
            for s in (known.sources if known else ())
        ],
    }  # fmt: skip


def _groups(document: Document) -> list[dict[str, Any]]:
    """Return the sections under their headings; neighbours of one part share it."""
    groups: list[dict[str, Any]] = []
    place = "main"
    for section in document.of("main", "appendix"):
        if section.code == "sources":
            continue
        turned = section.place != place
        place = section.place
        if turned or not groups or groups[-1]["part"] != section.part:
            groups.append(
                {"part": section.part, "sections": [], "break": turned, "begins": words("appendix")}
            )
        groups[-1]["sections"].append(_section(document, section))
    return groups


def _section(document: Document, section: Section) -> dict[str, Any]:
    told = section.table if _tabled(section) else None
    table = _table(told, document.paper) if told else None
    return {
        "title": section.title, "sentences": list(section.sentences),
        "cards": [{"label": c.label, "value": c.value, "beside": c.beside} for c in section.cards],
        "chart": plan(section.drawing, document.accent) if section.drawing else None,
        "table": table,
        "notes": list(section.notes), "sources": list(section.sources),
    }  # fmt: skip


def _tabled(section: Section) -> bool:
    """Say whether the table tells more than the drawing, which writes its figures out."""
    table, drawing = section.table, section.drawing
    if table is None or drawing is None or drawing.kind in ("lines", "band"):
        return table is not None
    more_columns = len(table.columns) > len(drawing.series) + 1
    return more_columns or len(table.rows) > len(drawing.labels)


def _table(table: Table, document_paper: str) -> dict[str, Any]:
    rows = [
        [cell_text(cell, column) for cell, column in zip(row, table.columns, strict=True)]
        for row in table.rows
    ]
    heads = [column.name for column in table.columns]
    size = 8.0 if len(heads) > 5 else 9.0
    wide = {"a4": 6.53, "us-letter": 6.77}[document_paper]
    widths = column_widths([heads, *rows], wide, size, 0.15, 0.5)
    short = sum(max(map(len, cells)) for cells in zip(heads, *rows, strict=True)) < _SHORT
    columns = [
        {"name": name, "right": is_numeric(table, k), "inches": 0 if short else widths[k]}
        for k, name in enumerate(heads)
    ]
    return {"columns": columns, "rows": rows, "size": size, "whole": len(rows) <= _WHOLE}
