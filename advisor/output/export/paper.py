"""The document as PDF by Typst: vector charts, page numbers, tags, a link behind each source."""

import datetime
import json
import re
import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import Any

import typst

from advisor.explain.export_words import words
from advisor.explain.section import Section, Table, is_numeric, under_heads
from advisor.output.export.archive import UNDATED
from advisor.output.export.compose import Document
from advisor.output.export.geometry import plan
from advisor.output.export.style import (
    INK,
    QUIET,
    RULE,
    WASH,
    column_widths,
    ink_on,
    readable,
    unbroken,
)

_TEMPLATE = Path(__file__).with_name("report.typ")
_FONTS = ("Libertinus Serif",)  # carried by Typst itself: the same on every machine
_MAY_BREAK = "\u200b"
_LONG_WORD, _PART_OF_WORD = re.compile(r"\S{31,}"), 12  # letters
_AS_THEY_ARE = frozenset({"url", "logo", "fonts"})
_LEFT_TO_RIGHT = "\u200e"
_MISSING = re.compile(r'the text `"(.+?)"` could not')
_SHORT = 60  # letters a row: a table of less takes what it needs, any other the whole width
_BRIEF = 6  # rows beside a curve: more are the curve once again, and stand in the workbook
_LONG = 30  # rows: a table of more is looked things up in, not read
_REPEATED = 3  # rows a value of the first column, on average: fewer keep their column
_WHOLE = 14  # rows: a table of more may break over pages


def paper(document: Document) -> bytes:
    """Return the document as a tagged PDF file (PDF/UA-1 where its letters allow)."""
    data = _data(document)
    date = document.date or UNDATED
    stamp = datetime.datetime(date.year, date.month, date.day, tzinfo=datetime.UTC)
    try:
        return _compiled(data, stamp, ["ua-1"])
    except typst.TypstError:
        # A letter that no font of this machine has is refused there, but can stand as a box.
        boxes = words("boxes") if unprintable(json.dumps(data, ensure_ascii=False)) else ""
        return _compiled({**data, "boxes": boxes}, stamp, [])


def _compiled(data: dict[str, Any], stamp: datetime.datetime, standards: list[Any]) -> bytes:
    inputs = {"document": json.dumps(data, ensure_ascii=False)}
    made = typst.compile(
        _TEMPLATE, root=_TEMPLATE.parent, sys_inputs=inputs, pdf_standards=standards,
        timestamp=stamp, format="pdf",
    )  # fmt: skip
    assert isinstance(made, bytes)
    return made


@lru_cache(maxsize=64)
def unprintable(text: str) -> str:
    """Return the letters of a text that no font of this machine has: boxes would stand there.

    Examples
    --------
    >>> unprintable("Müller & Söhne, Łódź, Москва")
    ''
    """
    letters = "".join(dict.fromkeys(c for c in text if not c.isascii() and c.isprintable()))
    letters = "".join(c for c in letters if unicodedata.category(c)[0] != "M")
    source = f'#set document(title: "x")\n#set text(font: "{_FONTS[0]}")\n#sys.inputs.letters'
    missing = ""
    while letters:
        try:
            typst.compile(source.encode(), sys_inputs={"letters": " ".join(letters)},
                          format="pdf", pdf_standards=["ua-1"])  # fmt: skip
            break
        except typst.TypstError as error:
            found = _MISSING.search(str(error))
            gone = {c for c in letters if found and c in found[1]} or set(letters)
        missing += "".join(c for c in letters if c in gone)
        letters = "".join(c for c in letters if c not in gone)
    return missing


def breakable(value: Any) -> Any:
    """Return data whose words too long for a line may be broken; addresses stay as they are.

    Examples
    --------
    >>> breakable({"title": "A " + "x" * 40})["title"].replace(_MAY_BREAK, "|")
    'A xxxxxxxxxxxx|xxxxxxxxxxxx|xxxxxxxxxxxx|xxxx'
    """
    if isinstance(value, dict):
        return {k: v if k in _AS_THEY_ARE else breakable(v) for k, v in value.items()}
    if isinstance(value, list):
        return value if value and isinstance(value[0], int) else [breakable(v) for v in value]
    return _LONG_WORD.sub(_broken, value) if isinstance(value, str) else value


def _broken(word: re.Match[str]) -> str:
    """Return a word with places to break it, never before a mark that belongs to a letter."""
    parts, since = [], 0
    for letter in word[0]:
        if since >= _PART_OF_WORD and unicodedata.category(letter)[0] != "M":
            parts.append(_MAY_BREAK)
            since = 0
        parts.append(letter)
        since += 1
    return "".join(parts)


def _data(document: Document) -> dict[str, Any]:
    date = document.date or UNDATED
    known = document.provenance
    sources = next((s for s in document.sections if s.code == "sources"), None)
    # A name in Arabic or Hebrew would turn the day behind it around: the mark keeps them apart.
    foot = f"{_LEFT_TO_RIGHT}  |  ".join(x for x in (document.title, document.date_text) if x)
    found: dict[str, Any] = {
        "title": document.title, "who": document.who, "foot": foot, "prepared": document.prepared,
        "second": document.second, "boxes": "",
        "date_text": document.date_text, "versions": document.versions,
        "year": date.year, "month": date.month, "day": date.day, "paper": document.paper,
        "accent": document.accent, "readable": readable(document.accent),
        "ink_on_accent": ink_on(document.accent), "ink": INK, "quiet": QUIET, "rule": RULE,
        "wash": WASH, "fonts": list(_FONTS),
        "logo": list(document.logo.png) if document.logo else None,
        "groups": _groups(document),
        "sources_part": sources.part if sources else "",
        "sources_title": sources.title if sources else "",
        "sources_note": words("sources_note"), "contents": words("contents"),
        "appendix": words("appendix"), "left_out": _left_out(document),
        "sources": [
            {"number": s.number, "title": s.title, "grades": ", ".join(s.grades),
             "url": s.url if s.url.startswith("http") else ""}
            for s in (known.sources if known else ())
        ],
    }  # fmt: skip
    return {**breakable(found), "about": {"title": document.title, "who": document.who}}


def _left_out(document: Document) -> str:
    """Say how many findings only the workbook holds."""
    count = len([s for s in document.of("data") if s.sentences or s.drawing or s.notes])
    return words("in_workbook", count=count) if count else ""


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
                {"part": section.part, "sections": [], "break": turned,
                 "begins": words("appendix"), "compact": place != "main"}
            )  # fmt: skip
        groups[-1]["sections"].append(_section(document, section))
    return groups


def _section(document: Document, section: Section) -> dict[str, Any]:
    table = None
    if section.table and _tabled(section):
        table = _table(section.table, document.paper, section.place != "main")
    heads = under_heads(section.sentences)
    return {
        "title": unbroken(section.title),
        "sentences": [] if heads else [unbroken(s) for s in section.sentences],
        "heads": [{"head": head, "sentences": [*map(unbroken, rest)]} for head, rest in heads],
        "cards": [{"label": c.label, "value": unbroken(c.value), "beside": unbroken(c.beside)}
                  for c in section.cards],
        "chart": plan(section.drawing, document.accent) if section.drawing else None,
        "table": table,
        "notes": [unbroken(note) for note in section.notes], "sources": list(section.sources),
    }  # fmt: skip


def _tabled(section: Section) -> bool:
    """Say whether the table tells more than the drawing, which writes its figures out."""
    table, drawing = section.table, section.drawing
    if table is None or drawing is None:
        return table is not None
    if drawing.common:
        return False  # what is not drawn stands in a note
    if drawing.kind in ("lines", "band"):
        return len(table.rows) <= _BRIEF
    more_columns = len(table.columns) > len(drawing.series) + 1
    return more_columns or len(table.rows) > len(drawing.labels)


def _table(table: Table, document_paper: str, compact: bool) -> dict[str, Any]:
    table, groups = _grouped(table)
    rows = [[unbroken(cell) for cell in row] for row in table.words]
    heads = list(table.heads)
    size = (8.0 if len(heads) > 5 else 9.0) - 0.5 * compact - 0.5 * (len(rows) > _LONG)
    wide = {"a4": 6.53, "us-letter": 6.77}[document_paper]
    widths = column_widths([heads, *rows], wide, size, 0.15, 0.5)
    short = sum(max(map(len, cells)) for cells in zip(heads, *rows, strict=True)) < _SHORT
    columns = [
        {"name": name, "right": is_numeric(table, k), "inches": 0 if short else widths[k]}
        for k, name in enumerate(heads)
    ]
    return {
        "columns": columns, "rows": rows, "size": size, "whole": len(rows) <= _WHOLE,
        "groups": groups,
    }  # fmt: skip


def _grouped(table: Table) -> tuple[Table, list[str]]:
    """Take a first column that repeats itself out of a long table: a heading for each run of it.

    The headings come back as one text a row, empty where the row belongs to the one before.
    """
    firsts = [row[0] for row in table.rows]
    runs = ["" if k and first == firsts[k - 1] else str(first) for k, first in enumerate(firsts)]
    begun = sum(map(bool, runs))
    if len(firsts) <= _WHOLE or begun > len(firsts) / _REPEATED or begun != len(set(firsts)):
        return table, []
    return table.part(range(1, len(table.columns))), runs
