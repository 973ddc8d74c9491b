"""The one reader of tables: rows as frozen objects, and every fault of a file in one error.

What a column holds is declared once, in the type of its row (``advisor.catalogue.columns``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import MISSING, fields
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Generic, TypeVar, cast

from pydantic import TypeAdapter, ValidationError

from advisor.errors import DataError
from advisor.evidence.files import check_count, read_rows, text_of

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
    """Return the rows of a table by the column that names them.

    Asking for a row that is not there raises ``DataError``.
    """
    rows = {getattr(r, key): r for r in Sheet(folder, name, row, key)}
    return MappingProxyType(_Named(rows, name, key))


def _reason(kind: str, what: str, *, listed: bool) -> str:
    """Return the sentence of a cell that is not of its type."""
    if kind in ("float_parsing", "int_parsing", "int_from_float"):
        number = "whole number" if kind.startswith("int") else "number"
        return f"must hold {number}s with ; between them" if listed else f"must be a {number}"
    return what
