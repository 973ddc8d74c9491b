"""Reading one table of ``data/``: typed cells, and every fault of the file in one error.

Convention: a fault never stops the reading; a cell that cannot be used yields a harmless
stand-in, and ``Sheet.close`` raises one ``DataError`` that names them all.  This module knows
how a cell is written, not what it means.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from pathlib import Path

from advisor.errors import DataError
from advisor.evidence.files import check_count, read_rows, text_of


class Row:
    """One line of a sheet; its methods read a cell and report what is wrong with it."""

    def __init__(self, sheet: Sheet, line: int, cells: dict[str, str]) -> None:
        self.sheet = sheet
        self.line = line
        self.cells = cells

    def fault(self, column: str, reason: str) -> None:
        """Note that the cell of `column` cannot be used, and why."""
        self.sheet.faults.append((self.line, column, self.cells.get(column, ""), reason))

    def text(self, column: str, *, empty: bool = False) -> str:
        """Return the cell as text; an empty one is a fault unless `empty`."""
        value = self.cells.get(column, "")
        if not value and not empty:
            self.fault(column, "must not be empty")
        return value

    def number(self, column: str, low: float = -math.inf, high: float = math.inf) -> float:
        """Return the cell as a finite number from `low` to `high`."""
        try:
            value = float(self.cells.get(column, ""))
        except ValueError:
            self.fault(column, "must be a number")
            return 0.0
        if not math.isfinite(value):
            self.fault(column, "must be finite")
            return 0.0
        if not low <= value <= high:
            self.fault(column, f"must lie from {low:g} to {high:g}")
        return value

    def optional(self, column: str) -> float | None:
        """Return the cell as a number, or None where it is empty."""
        return self.number(column) if self.cells.get(column, "") else None

    def flag(self, column: str) -> bool:
        """Return a cell of 0 or 1 as a truth value."""
        return self.choice(column, ("0", "1")) == "1"

    def choice(self, column: str, allowed: Sequence[str]) -> str:
        """Return the cell, which must be one of `allowed`."""
        value = self.cells.get(column, "")
        if value not in allowed:
            self.fault(column, "must be one of " + ", ".join(allowed))
            return allowed[0]
        return value

    def items(self, column: str) -> tuple[str, ...]:
        """Return the parts of a cell written with ``;`` between them."""
        return tuple(part for part in self.cells.get(column, "").split(";") if part)

    def numbers(self, column: str) -> tuple[float, ...]:
        """Return the parts of a cell as numbers."""
        values: list[float] = []
        for part in self.items(column):
            try:
                value = float(part)
            except ValueError:
                value = math.nan
            if not math.isfinite(value):
                self.fault(column, "must hold numbers with ; between them")
                continue
            values.append(value)
        return tuple(values)


class Sheet:
    """A comma-separated table with a header line.

    Parameters
    ----------
    columns : sequence of str
        Columns that must be there; more are allowed where ``rows.csv`` names them.
    key : str or sequence of str, default ()
        Columns whose values together must be unique; left out, no two rows may be the same.
    counted : bool, default True
        Whether `folder` is ``data/`` itself, with ``rows.csv`` in it; else no column is allowed
        that is not asked for.

    Raises
    ------
    DataError
        At once when the file is missing, cut, no table, or its columns are not those; on
        ``close`` for everything else.
    """

    def __init__(
        self, folder: Path, name: str, columns: Sequence[str], key: str | Sequence[str] = (),
        *, counted: bool = True,
    ) -> None:  # fmt: skip
        self.name = name
        self.faults: list[tuple[object, str, object, str]] = []
        self.columns, rows = read_rows(name, text_of(folder, name))
        lacking = [column for column in columns if column not in self.columns]
        if lacking:
            raise DataError(name, [(1, column, "", "column is missing") for column in lacking])
        stray = [] if counted else [c for c in self.columns if c not in columns]
        if stray:
            raise DataError(name, [(1, c, "", "is no column of this table") for c in stray])
        self.rows: list[Row] = []
        for line, cells in rows:
            if len(cells) != len(self.columns):
                what = f"has {len(cells)} cells, not {len(self.columns)}"
                self.faults.append((line, "row", cells[0], what))
            else:
                self.rows.append(Row(self, line, dict(zip(self.columns, cells, strict=True))))
        self._unique((key,) if isinstance(key, str) else tuple(key) or self.columns)
        self.close()
        if counted:
            check_count(folder, name, self.columns, tuple(columns), len(self.rows))

    def _unique(self, key: tuple[str, ...]) -> None:
        """Note every row whose values of the columns `key` stand in a row before."""
        seen: dict[tuple[str, ...], int] = {}
        for row in self.rows:
            values = tuple(row.cells.get(column, "") for column in key)
            if values in seen:
                told = ", ".join(values)
                why = f"stands twice: also in row {seen[values]}"
                self.faults.append((row.line, ", ".join(key), told, why))
            seen.setdefault(values, row.line)

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def close(self) -> None:
        """Raise one ``DataError`` with all faults noted so far, if there are any."""
        if self.faults:
            raise DataError(self.name, self.faults)
