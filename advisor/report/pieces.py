"""What sections share: names of what is in a mix, ranges in words, the three lines of a band."""

from __future__ import annotations

from advisor.explain.export_words import words
from advisor.explain.wording import two_figures
from advisor.results import Range


def span(values: Range) -> str:
    """Return a range in words, without its median."""
    return words("range", low=two_figures(values.p5), high=two_figures(values.p95))


def pace(period: str) -> str:
    """Name a series of what single months bring, by the month or by the year."""
    return f"New customers a {period}" + ("" if period == "month" else ", at each month's pace")


def band(ranges: tuple[Range, ...]) -> tuple[tuple[str, tuple[float | None, ...]], ...]:
    """Return ranges as the series low, median and high."""
    return (
        ("Low", tuple(v.p5 for v in ranges)),
        ("Median", tuple(v.p50 for v in ranges)),
        ("High", tuple(v.p95 for v in ranges)),
    )
