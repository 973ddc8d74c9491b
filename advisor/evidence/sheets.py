"""The one reader of tables: rows as frozen objects, and every fault of a file in one error.

What a column holds is declared once, in the type of its row (``advisor.catalogue.columns``).
"""

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import MISSING, dataclass, fields
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Generic, TypeVar, cast

from pydantic import TypeAdapter, ValidationError

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
    return _counted(text_of(folder, COUNTS))


@lru_cache(maxsize=1)  # every table of a folder asks
def _counted(text: str) -> Mapping[str, Counted]:
    header, rows = read_rows(COUNTS, text)
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


ENDS = ("low", "best", "high")
R = TypeVar("R")
Cells = dict[str, str]


class Sheet(Generic[R]):
    """A comma-separated table with a header line, read as rows of a type.

    Parameters
    ----------
    row : type
        A dataclass; what must hold between its columns is yielded by its ``faults``, if it has any.
    key : str or sequence of str, default ()
        Columns whose values together must be unique; left out, no two rows may be the same.
    columns : sequence of str, default ()
        Columns that must be there; left out, the fields of `row` that have no default.  More are
        allowed where ``rows.csv`` names them.
    gather : callable, optional
        Makes the fields of `row` out of the cells where they are not the same.
    counted : bool, default True
        Whether `folder` is ``data/`` itself, with ``rows.csv`` in it; else no column is allowed
        that is not asked for.

    Raises
    ------
    DataError
        The file is missing, cut or no table, its columns are not those, or cells cannot be used;
        on ``close`` for what ``fault`` noted.
    """

    def __init__(
        self, folder: Path, name: str, row: type[R], key: str | Sequence[str] = (), *,
        columns: Sequence[str] = (), gather: Callable[[Cells], dict[str, object]] | None = None,
        counted: bool = True,
    ) -> None:  # fmt: skip
        self.name = name
        self.faults: list[tuple[object, str, object, str]] = []
        self.columns, lines = read_rows(name, text_of(folder, name))
        wanted = columns or [f.name for f in fields(cast(Any, row)) if f.default is MISSING]
        lacking = [column for column in wanted if column not in self.columns]
        if lacking:
            raise DataError(name, [(1, column, "", "column is missing") for column in lacking])
        stray = [] if counted else [c for c in self.columns if c not in wanted]
        if stray:
            raise DataError(name, [(1, c, "", "is no column of this table") for c in stray])
        self.cells: dict[int, Cells] = {}
        for line, cells in lines:
            if len(cells) != len(self.columns):
                what = f"has {len(cells)} cells, not {len(self.columns)}"
                self.faults.append((line, "row", cells[0], what))
            else:
                self.cells[line] = dict(zip(self.columns, cells, strict=True))
        self._unique((key,) if isinstance(key, str) else tuple(key) or self.columns)
        self.close()
        if counted:
            check_count(folder, name, self.columns, tuple(wanted), len(self.cells))
        self.rows: dict[int, R] = {}
        adapter: TypeAdapter[R] = _adapter_of(cast(Any, row))
        for line, cells_of in self.cells.items():
            self._read(line, gather(cells_of) if gather else cells_of, adapter)
        self.close()

    def _unique(self, key: tuple[str, ...]) -> None:
        """Note every row whose values of the columns `key` stand in a row before."""
        seen: dict[tuple[str, ...], int] = {}
        for line, cells in self.cells.items():
            values = tuple(cells.get(column, "") for column in key)
            if values in seen:
                why = f"stands twice: also in row {seen[values]}"
                self.faults.append((line, ", ".join(key), ", ".join(values), why))
            seen.setdefault(values, line)

    def _read(self, line: int, given: object, adapter: TypeAdapter[R]) -> None:
        try:
            row = self.rows[line] = adapter.validate_python(given)
        except ValidationError as error:
            for one in error.errors(include_url=False, include_input=False):
                column = self._column(one["loc"])
                listed = isinstance(one["loc"][-1], int) and column == one["loc"][0]
                self.fault(line, column, _reason(one["type"], one["msg"], listed=listed))
            return
        for column, reason in getattr(row, "faults", tuple)():
            self.fault(line, column, reason)

    def _column(self, place: tuple[int | str, ...]) -> str:
        """Return the column of a cell that is a part of a field."""
        names = [ENDS[p] if isinstance(p, int) and p < len(ENDS) else str(p) for p in place]
        tried = ("_".join(names), "_".join(reversed(names)), "_".join(names[1:]))
        return next((name for name in tried if name in self.columns), names[0])

    def fault(self, line: int, column: str, reason: str) -> None:
        """Note that the cell of `column` cannot be used, and why."""
        self.faults.append((line, column, self.cells[line].get(column, ""), reason))

    def __iter__(self) -> Iterator[R]:
        return iter(self.rows.values())

    def close(self) -> None:
        """Raise one ``DataError`` with all faults noted so far, if there are any."""
        if self.faults:
            raise DataError(self.name, self.faults)


@cache
def _adapter_of(row: Any) -> TypeAdapter[Any]:
    return TypeAdapter(row)


class _Named(dict[str, R]):
    """Rows by name; one that is asked for and not there is a fault of the table, not a bug."""

    def __init__(self, rows: Mapping[str, R], file: str, key: str) -> None:
        super().__init__(rows)
        self._file, self._key = file, key

    def __missing__(self, name: str) -> R:
        raise DataError(self._file, [("all", self._key, name, "is missing: put the row back")])


def keyed(folder: Path, name: str, row: type[R], key: str) -> Mapping[str, R]:
    """Return the rows by what names them; to ask for one that is not there is a ``DataError``."""
    rows = {getattr(r, key): r for r in Sheet(folder, name, row, key)}
    return MappingProxyType(_Named(rows, name, key))


def _reason(kind: str, what: str, *, listed: bool) -> str:
    """Return the sentence of a cell that is not of its type."""
    if kind in ("float_parsing", "int_parsing", "int_from_float"):
        number = "whole number" if kind.startswith("int") else "number"
        return f"must hold {number}s with ; between them" if listed else f"must be a {number}"
    return what
