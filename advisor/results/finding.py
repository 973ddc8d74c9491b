"""A finding: one thing that follows from a recommendation, told in the same form everywhere.

Every insight result carries ``findings``; the command line prints them, exports make a section or
a slide of each, the presentation shows one a screen.  Figures are computed by the insight and
sentences come from explain; here is only their form.
"""

from __future__ import annotations

from typing import Literal

from advisor.results.forecast import Result

Cell = str | float | None
Picture = Literal["none", "bars", "stacked_bars", "lines", "ranges"]


class Finding(Result):
    """What was found, as a title, sentences and a table that can be drawn.

    ``title`` is the finding as one sentence.  ``header`` and ``rows`` are its figures: the first
    column names the rows, None is "not known".  ``picture`` says how to draw the table natively:
    bars or stacked_bars (one series per further column), lines (first column is the x axis,
    numbers), ranges (columns low, middle, high), none (a table only).  ``unit`` belongs to the
    numbers drawn.  ``fact_ids`` are the facts behind it; ``notes`` say what is weak about it.
    """

    code: str
    title: str
    sentences: tuple[str, ...] = ()
    header: tuple[str, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    picture: Picture = "none"
    unit: str = ""
    fact_ids: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


class Insight(Result):
    """Base of every insight's result: its findings, most important first."""

    findings: tuple[Finding, ...]
