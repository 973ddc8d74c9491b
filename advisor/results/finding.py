"""A finding: one thing that follows from a recommendation, shown in the same form everywhere."""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal

from pydantic import Field

from advisor.results.forecast import Range, Result

Cell = str | float | Range | None
Rows = tuple[tuple[Cell, ...], ...]
Picture = Literal["none", "bars", "stacked_bars", "lines", "ranges"]


class Finding(Result):
    """What was found, as a title, sentences and a table that can be drawn.

    ``title`` is the finding as one sentence.  ``header`` and ``rows`` are its figures: the first
    column names the rows, None is "not known".  ``picture`` says how to draw the table natively:
    bars or stacked_bars (one series per further column), lines (first column is the x axis,
    numbers), ranges (the first three columns of numbers), none (a table only); ``drawn`` are the
    columns drawn, all if empty, and ``mark`` is where the owner's own value lies in the picture.
    ``unit`` belongs to the numbers drawn.  ``amounts`` are the columns of what a plan takes in
    money, written as in the mix, to three figures.  ``fact_ids`` are the facts behind it;
    ``notes`` say what is weak about it.  As JSON a column of ranges takes three, low, median and
    high.
    """

    code: str
    title: str
    sentences: tuple[str, ...] = ()
    header: tuple[str, ...] = ()
    rows: Rows = ()
    amounts: tuple[int, ...] = Field(default=(), exclude=True)
    picture: Picture = "none"
    drawn: tuple[int, ...] = Field(default=(), exclude=True)
    mark: float | None = Field(default=None, exclude=True)
    unit: str = ""
    fact_ids: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def spans(self) -> list[int]:
        """The columns that hold ranges, and no other figure or word."""
        columns = ({type(row[k]) for row in self.rows} for k in range(len(self.header)))
        return [k for k, kinds in enumerate(columns) if kinds - {type(None)} == {Range}]

    def spread(
        self, spans: Collection[int] | None = None, columns: Collection[int] = ()
    ) -> Finding:
        """Return its columns (or some) with its ranges (or some of them) as three columns each."""
        wide, kept = self.spans if spans is None else spans, columns or range(len(self.header))
        header: list[str] = []
        amounts = []
        for k in kept:
            name = self.header[k]
            amounts += [len(header)] if k in self.amounts else []
            ends = (f"{name}, low", "median", "high") if name else ("Low", "Median", "High")
            header += ends if k in wide else (name,)
        rows = []
        for row in self.rows:
            cells: list[Cell] = []
            for k in kept:
                cell = row[k]
                if k not in wide:
                    cells.append(cell)
                else:
                    assert cell is None or isinstance(cell, Range)
                    cells += cell.points if cell else (None, None, None)
            rows.append(tuple(cells))
        return self.model_copy(
            update={"header": tuple(header), "rows": tuple(rows), "amounts": tuple(amounts)}
        )


class Insight(Result):
    """Base of every insight's result: its findings, most important first."""

    findings: tuple[Finding, ...]
