"""Reading one table of ``data/``: typed cells, and every fault of the file in one error.

Convention: a fault never stops the reading; a cell that cannot be used yields a harmless
stand-in, and ``Sheet.close`` raises one ``DataError`` that names them all.  This module knows
how a cell is written, not what it means.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Iterator, Sequence
from pathlib import Path

from advisor.errors import DataError


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
                values.append(float(part))
            except ValueError:
                self.fault(column, "must hold numbers with ; between them")
        return tuple(values)


class Sheet:
    """A comma-separated table with a header line.

    Parameters
    ----------
    folder : Path
        Folder of the tables.
    name : str
        File name.
    columns : sequence of str
        Columns that must be there; more are allowed.
    key : str, default ""
        Column whose values must be unique.

    Raises
    ------
    DataError
        At once when the file is missing or lacks a column; on ``close`` for everything else.
    """

    def __init__(self, folder: Path, name: str, columns: Sequence[str], key: str = "") -> None:
        self.name = name
        self.faults: list[tuple[object, str, object, str]] = []
        path = folder / name
        if not path.is_file():
            raise DataError(name, [("all", "file", name, "is missing from data/")])
        with path.open(encoding="utf-8", newline="") as handle:
            reader = csv.DictReader(handle)
            self.columns = tuple(reader.fieldnames or ())
            lacking = [column for column in columns if column not in self.columns]
            if lacking:
                raise DataError(name, [(1, column, "", "column is missing") for column in lacking])
            self.rows: list[Row] = []
            for cells in reader:
                row = Row(self, reader.line_num, cells)
                if None in cells or None in cells.values():
                    self.faults.append(
                        (reader.line_num, "row", "", "has too few or too many cells")
                    )
                else:
                    self.rows.append(row)
        if key:
            self._unique(key)

    def _unique(self, key: str) -> None:
        """Note every repeated value of the column `key`."""
        seen: set[str] = set()
        for row in self.rows:
            value = row.cells.get(key, "")
            if value in seen:
                row.fault(key, "stands twice")
            seen.add(value)

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def close(self) -> None:
        """Raise one ``DataError`` with all faults noted so far, if there are any."""
        if self.faults:
            raise DataError(self.name, self.faults)
