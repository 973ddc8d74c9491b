"""What sections share: names of what is in a mix, the three lines of a band."""

from __future__ import annotations

from advisor.results import Range


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
