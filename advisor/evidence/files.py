"""The files of ``data/`` as text, and how many rows and which columns each table has.

A table that was cut between two rows, or has a column too many, reads like a whole one.  So
``rows.csv`` counts the rows of every table and names its columns; ``python -m advisor.evidence
--write`` writes it.  More rows than were counted are no fault: they are what was added since.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from advisor.errors import DataError

COUNTS = "rows.csv"
_COLUMNS = ("file", "rows", "columns")
_ANEW = "put the file back as it was, or count anew by python -m advisor.evidence --write"
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class Counted:
    """What a table held when it was counted last."""

    rows: int
    columns: tuple[str, ...]


def text_of(folder: Path, name: str, *, ended: bool = True) -> str:
    """Return the text of a file that must be whole.

    `ended`: whether the last line must be ended, which a file cut within a line is not.  Raises
    ``DataError`` if the file is missing, empty, cut within a line or no UTF-8, with the line.
    """
    path = folder / name
    try:
        content = path.read_bytes()
    except OSError as error:
        why = "is missing from data/" if not path.exists() else f"cannot be read: {error.strerror}"
        raise DataError(name, [("all", "file", path.name, why)]) from None
    if not content.strip():
        raise DataError(name, [("all", "file", path.name, "is empty: put it back")])
    if content.startswith(_BOM):
        why = "begins with a byte-order mark: save it as UTF-8 without one"
        raise DataError(name, [(1, "file", path.name, why)])
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        before = content[max(0, error.start - 20) : error.start + 1]
        raise DataError(name, [(line, "file", before, "is no UTF-8: save it as UTF-8")]) from None
    if "\0" in text:
        raise DataError(name, [(1, "file", path.name, "is no UTF-8: save it as UTF-8")])
    if ended and not text.endswith("\n"):
        line, last = text.count("\n") + 1, text.rsplit("\n", 1)[-1]
        raise DataError(name, [(line, "file", last, "is not ended: the file was cut, put it back")])
    return text


def read_rows(name: str, text: str) -> tuple[tuple[str, ...], list[tuple[int, list[str]]]]:
    """Return the header of a table and its rows with their lines.

    Raises ``DataError`` if it is no table: a quotation without an end, a column named twice, the
    header again.
    """
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[tuple[int, list[str]]] = []
    try:
        header = tuple(next(reader))
        for cells in reader:
            if tuple(cells) == header:
                why = "the header stands again: the file holds itself twice, put it back"
                raise DataError(name, [(reader.line_num, "row", "", why)])
            if cells:
                rows.append((reader.line_num, cells))
    except csv.Error as error:
        why = f"is no row of a table ({error}): the file was cut or is another"
        raise DataError(name, [(reader.line_num, "row", "", why)]) from None
    twice = [column for k, column in enumerate(header) if column in header[:k]]
    if twice:
        raise DataError(name, [(1, column, "", "column stands twice") for column in twice])
    return header, rows


def counts_of(folder: Path) -> Mapping[str, Counted]:
    """Return what ``rows.csv`` says of every table.

    Raises ``DataError`` if it is missing or damaged.
    """
    header, rows = read_rows(COUNTS, text_of(folder, COUNTS))
    if header != _COLUMNS:
        odd = next(iter({*header} ^ {*_COLUMNS}), header[0])
        why = f"the columns must be {', '.join(_COLUMNS)}: {_ANEW}"
        raise DataError(COUNTS, [(1, odd, "", why)])
    found: dict[str, Counted] = {}
    for line, cells in rows:
        if len(cells) != len(_COLUMNS) or not (cells[1].isascii() and cells[1].isdigit()):
            why = f"must hold a file, a whole number and columns: {_ANEW}"
            raise DataError(COUNTS, [(line, "rows", ",".join(cells), why)])
        if cells[0] in found:
            raise DataError(COUNTS, [(line, "file", cells[0], f"stands twice: {_ANEW}")])
        found[cells[0]] = Counted(int(cells[1]), tuple(cells[2].split(";")))
    own = found.get(COUNTS)
    if own is None or own.rows != len(found):
        why = f"counts {own.rows if own else 'no'} rows of its own and holds {len(found)}: {_ANEW}"
        raise DataError(COUNTS, [("all", "rows", "", why)])
    return found


def check_count(
    folder: Path, name: str, columns: tuple[str, ...], wanted: tuple[str, ...], rows: int
) -> None:
    """Refuse a table that has fewer rows than were counted, or a column that nobody knows.

    Raises ``DataError`` with what is too much or too little.
    """
    if not (folder / COUNTS).exists():  # ``load_tables`` refuses that for all tables at once
        return
    counted = counts_of(folder).get(name)
    if counted is None:
        return
    known = {*counted.columns, *wanted}
    stray = [column for column in columns if column not in known]
    if stray:
        why = f"is no column of this table: {_ANEW}"
        raise DataError(name, [(1, column, "", why) for column in stray])
    lost = [column for column in counted.columns if column not in columns]
    if lost:
        raise DataError(name, [(1, column, "", f"column is missing: {_ANEW}") for column in lost])
    if rows < counted.rows:
        why = f"{rows} rows are left of {counted.rows}: the file was cut; {_ANEW}"
        raise DataError(name, [(rows + 1, "row", "", why)])


def count_text(folder: Path) -> str:
    """Return ``rows.csv`` as the tables of a folder are now."""
    names = sorted(
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*.csv")
        if path.name != COUNTS
    )  # fmt: skip
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for name in names:
        header, rows = read_rows(name, text_of(folder, name))
        writer.writerow((name, len(rows), ";".join(header)))
    writer.writerow((COUNTS, len(names) + 1, ";".join(_COLUMNS)))
    return out.getvalue()
