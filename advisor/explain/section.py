"""A section, the common description of a finding: what text, pages and documents are made of.

A title that says it, sentences, cards, a table, a drawing, notes, the numbers of its sources.
Cells are text, numbers or ranges; how they are written is settled here (``cell_text``), how they
look in the formats' own files.
"""

from __future__ import annotations

import dataclasses
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from advisor.explain.wording import (
    amount,
    estimate,
    exact,
    given,
    in_table,
    range_text,
    short,
    two_figures,
    yearly_text,
)
from advisor.results import Cell, Range

Kind = Literal["bars", "stacked_bars", "lines", "ranges", "band"]
Place = Literal["main", "appendix", "data"]
_FIGURE = re.compile(r"[-\u2212]?[\d.,]+ ?(%|h)?|[-–]")

_QUARTERS_BELOW = 100
_COINS_BELOW = 100  # of money: nobody plans with the coins of more than that either
_PEOPLE_A_YEAR = re.compile(r"(new )?[a-z]+ a year")  # customers, by whatever word of a trade


@dataclass(frozen=True)
class Column:
    """A column: its heading, the unit of its numbers, and whether they are exact or estimates.

    ``whole``: amounts of a plan, in three significant figures, but for those that are ``Typed``.
    ``digits``: figures of the model, however small; of outcomes that are hardly there only that.
    ``quarters``: hours among them come in quarters, shown as they are; no estimate is one exactly.
    """

    name: str
    unit: str = ""
    exact: bool = False
    whole: bool = False
    digits: bool = False
    quarters: bool = False


class Typed(float):
    """An amount that a person typed: written as it was, never rounded."""


@dataclass(frozen=True)
class Table:
    """Rows of cells.

    ``summed`` names the columns whose total means something, ``brief`` those that stay where
    there is little room (beside a picture); empty: the table is not shown there.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    summed: tuple[int, ...] = ()
    brief: tuple[int, ...] = ()

    @property
    def heads(self) -> tuple[str, ...]:
        """The names of its columns."""
        return tuple(column.name for column in self.columns)

    @property
    def words(self) -> tuple[tuple[str, ...], ...]:
        """Its cells as they are written."""
        return tuple(
            tuple(cell_text(cell, column) for cell, column in zip(row, self.columns, strict=True))
            for row in self.rows
        )

    def part(self, columns: Sequence[int]) -> Table:
        """Return the table with some of its columns only."""
        return Table(
            tuple(self.columns[k] for k in columns),
            tuple(tuple(row[k] for k in columns) for row in self.rows),
        )


@dataclass(frozen=True)
class Drawing:
    """Numbers to draw: a label a row (numbers where ``kind`` is lines or band), a list a series.

    ``ranges`` and ``band`` have the series low, median and high.  ``colours`` is one colour a row
    (bars, ranges) or empty: the accent then.  ``exact`` numbers are no estimates.  ``common``
    ranges have one median, which is then shown once, beside the drawing.  ``mark`` is where on the
    axis the owner's own value lies, or, of a band, the month that its title names.
    """

    kind: Kind
    labels: tuple[str | float, ...]
    series: tuple[tuple[str, tuple[float | None, ...]], ...]
    unit: str = ""
    axis: str = ""
    colours: tuple[str, ...] = ()
    alt: str = ""
    exact: bool = False
    common: bool = False
    mark: float | None = None

    def written(self, value: float | None) -> str:
        """Return a number in words: exact, or with two significant figures; a dash for none."""
        if value is None:
            return "–"
        return exact(round(value, 2)) if self.exact else two_figures(value)

    def written_range(self, row: int) -> str:
        """Return a row of ranges in words, its median last unless all rows share it."""
        low, median, high = (self.written(values[row]) for _, values in self.series)
        if low == high:
            return median
        return f"{low} to {high}" + ("" if self.common else f", most likely {median}")

    def shown(self, value: float) -> float:
        """Return a number as it is drawn: exact, or with two significant figures."""
        return value if self.exact else short(value)

    def first(self, rows: int) -> Drawing:
        """Return the drawing with its first rows of bars only; curves stay whole."""
        if self.kind in ("lines", "band"):
            return self
        return dataclasses.replace(
            self,
            labels=self.labels[:rows],
            series=tuple((name, values[:rows]) for name, values in self.series),
            colours=self.colours[:rows],
        )

    def bounds(self) -> tuple[float, float]:
        """Return round ends of an axis that holds zero and every number; never the same twice."""
        numbers = [v for _, values in self.series for v in values if v is not None]
        low, high = min([0.0, *numbers]), max([0.0, *numbers])
        if low == high:  # every bar is nothing
            return 0.0, 1.0
        span = high - low
        step: float = 10.0 ** math.floor(math.log10(span))
        step = next((step * k for k in (0.1, 0.2, 0.5, 1.0) if span / (step * k) <= 8), step)
        return math.floor(low / step) * step, math.ceil(high / step) * step


@dataclass(frozen=True)
class Card:
    """A key figure: what it is, the figure in words, and a word beside it."""

    label: str
    value: str
    beside: str = ""


@dataclass(frozen=True)
class Section:
    """One finding with all that is said of it; ``place`` says where it belongs.

    ``main`` is for everyone; ``appendix`` for those who look closer; ``data`` only for formats
    that hold data (workbook, CSV).  ``part`` is the heading it stands under.
    """

    code: str
    part: str
    title: str
    sentences: tuple[str, ...] = ()
    cards: tuple[Card, ...] = ()
    table: Table | None = None
    drawing: Drawing | None = None
    notes: tuple[str, ...] = ()
    sources: tuple[int, ...] = ()
    place: Place = "main"


@dataclass(frozen=True)
class Page:
    """One slide of the talk: what the room sees, and in ``notes`` what the speaker says beside it.

    ``lists`` are lists side by side, each under its head.  A page has a drawing (beside it cards
    or lines), a table (under it lines), lists, or lines alone.
    """

    code: str
    part: str
    title: str
    lines: tuple[str, ...] = ()
    cards: tuple[Card, ...] = ()
    table: Table | None = None
    drawing: Drawing | None = None
    lists: tuple[tuple[str, tuple[str, ...]], ...] = ()
    notes: tuple[str, ...] = ()


def cell_text(cell: Cell, column: Column) -> str:
    """Write a cell: estimates with two significant figures, ranges before their median.

    Of people a year, by the unit or the name, fewer than one are told in words.

    Examples
    --------
    >>> cell_text(Range(p5=1.02, p50=3.3, p95=9.7), Column("x")), cell_text(17.26, Column("x"))
    ('1 to 9.7, most likely 3.3', '17')
    >>> cell_text(17.25, Column("x", exact=True)), cell_text(None, Column("x"))
    ('17.25', '–')
    """
    if cell is None:
        return "–"
    if isinstance(cell, str):
        return cell
    if isinstance(cell, Range):
        if _PEOPLE_A_YEAR.fullmatch(column.unit or column.name.lower()):
            return yearly_text(cell)
        if column.unit:  # an outcome; a figure in use has a unit of its own, and all its digits
            return range_text(cell, currency=column.unit[:3])
        write = two_figures if column.digits else in_table
        low, median, high = (write(x) for x in cell.points)
        if low == high or high.startswith("under"):
            return high
        span = f"up to {high}" if low.startswith("under") else f"{low} to {high}"
        return f"{span}, most likely {median}"
    if column.whole:
        currency = (column.unit or column.name.removeprefix("Money, "))[:3]
        if isinstance(cell, Typed):
            return given(cell, currency)
        # Rounded once: 6,125.3 is 6,130 here as everywhere.
        return amount(round(cell) if abs(cell) < _COINS_BELOW else cell, currency)
    if column.exact or (
        column.quarters and abs(cell) < _QUARTERS_BELOW and (4 * cell).is_integer()
    ):
        return exact(cell)
    return (in_table if column.quarters else estimate)(cell, column.unit[:3])


def under_heads(sentences: Sequence[str]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return sentences under the words before their colons, where these come again and again.

    Heads with their sentences; empty where the sentences have no common heads.

    Examples
    --------
    >>> under_heads(["Terms: A.", "Terms: B.", "Terms: C.", "Tone: D.", "Tone: E.", "Tone: F."])
    (('Terms', ('A.', 'B.', 'C.')), ('Tone', ('D.', 'E.', 'F.')))
    """
    pairs = [sentence.partition(": ") for sentence in sentences]
    heads = dict.fromkeys(head for head, _, _ in pairs)
    if len(heads) * 2 > len(sentences) or not all(rest for _, _, rest in pairs):
        return ()
    return tuple((h, tuple(rest for head, _, rest in pairs if head == h)) for h in heads)


def is_numeric(table: Table, column: int) -> bool:
    """Say whether a column holds numbers only, or words for them: they stand to the right."""
    cells = [row[column] for row in table.rows]
    return all(
        bool(_FIGURE.fullmatch(cell)) if isinstance(cell, str) else not isinstance(cell, Range)
        for cell in cells
    )
