"""Drawings as places and lengths between 0 and 1, for formats that draw by themselves."""

import math
from typing import Any

from advisor.explain.section import Drawing
from advisor.explain.wording import exact, two_figures
from advisor.output.export.style import SERIES, mixed, readable, unbroken

_AXIS_LETTERS = 34  # along an axis: more would run into one another
_LABEL_LINE, _LABEL_LETTERS = 0.09, 17  # a line of a label: its part of the height, its letters


def plan(drawing: Drawing, accent: str) -> dict[str, Any]:
    """Return what is drawn where.

    ``kind`` is rows (bars and ranges, each with its label, parts from-to and text) or curves (bands
    and lines, y growing upwards); ``ticks`` along the numbers, ``legend``, ``unit``.
    """
    ink = readable(accent)
    common = {"unit": drawing.unit, "axis": drawing.axis, "alt": drawing.alt or drawing.unit}
    if drawing.kind in ("lines", "band"):
        return {**common, "kind": "curves", **_curves(drawing, ink)}
    return {**common, "kind": "rows", **_rows(drawing, ink)}


def _ticks(low: float, high: float, across: bool = True) -> list[dict[str, Any]]:
    """Return four to nine round numbers from low to high and where they stand."""
    span = high - low
    step: float = 10.0 ** math.floor(math.log10(span))
    step = next((step * k for k in (0.1, 0.2, 0.5, 1.0) if span / (step * k) <= 6.5), step)
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    found: list[dict[str, Any]] = [
        {"at": (k * step - low) / span, "text": unbroken(two_figures(round(k * step, 10)))}
        for k in range(first, last + 1)
    ]
    if across and sum(len(tick["text"]) for tick in found) > _AXIS_LETTERS:
        found = [tick for k, tick in enumerate(found, first) if k % 2 == 0]
    return found


def _rows(drawing: Drawing, ink: str) -> dict[str, Any]:
    low, high = _bounds(drawing)
    span = high - low

    def at(value: float) -> float:
        return (value - low) / span

    colours = (ink, *SERIES * 3)
    rows = []
    for k, label in enumerate(drawing.labels):
        own = drawing.colours[k] if drawing.colours else ink
        parts: list[dict[str, Any]] = []
        values = [v[k] for _, v in drawing.series]
        if drawing.kind == "ranges":
            least, median, most = (float(v or 0.0) for v in values)
            parts = [{"from": at(least), "to": at(most), "colour": mixed(own, "#FFFFFF", 0.55)}]
            texts = [unbroken(drawing.written_range(k))]
            rows.append({"label": str(label), "parts": parts, "dot": at(median), "colour": own,
                         "texts": texts})  # fmt: skip
            continue
        end = 0.0
        for colour, value in zip(colours, values, strict=False):
            if value is None:
                continue
            begin = end if drawing.kind == "stacked_bars" else 0.0
            end = begin + value
            parts.append({"from": at(min(begin, end)), "to": at(max(begin, end)),
                          "colour": own if len(values) == 1 else colour})  # fmt: skip
        # A part of nothing needs no word in a sum; a bar of nothing does.
        shown = [v for v in values if v] if drawing.kind == "stacked_bars" else values
        texts = [unbroken(drawing.written(v)) for v in shown]
        rows.append({"label": str(label), "parts": parts, "texts": texts, "colour": own})
    several = len(drawing.series) > 1 and drawing.kind != "ranges"
    legend = [
        {"name": name, "colour": colour}
        for (name, _), colour in zip(drawing.series, colours, strict=False)
    ]
    return {
        "rows": rows, "ticks": _ticks(low, high), "zero": at(0.0),
        "stacked": drawing.kind != "bars", "legend": legend if several else [],
    }  # fmt: skip


def _bounds(drawing: Drawing) -> tuple[float, float]:
    """Return the ends of the axis; stacked bars reach as far as their sums."""
    if drawing.kind != "stacked_bars":
        return drawing.bounds()
    sums = tuple(
        sum(max(0.0, values[k] or 0.0) for _, values in drawing.series)
        for k in range(len(drawing.labels))
    )
    return Drawing("bars", drawing.labels, (("sum", sums),)).bounds()


def _curves(drawing: Drawing, ink: str) -> dict[str, Any]:
    low, high = drawing.bounds()
    xs = [float(x) for x in drawing.labels]
    first, last = min(xs), max(xs)
    wide = (last - first) or 1.0

    def points(values: tuple[float | None, ...]) -> list[list[float]]:
        return [
            [(x - first) / wide, (v - low) / (high - low)]
            for x, v in zip(xs, values, strict=True)
            if v is not None
        ]

    area: list[list[float]] = []
    if drawing.kind == "band":
        bottom, median, top = (values for _, values in drawing.series)
        area = [*points(bottom), *reversed(points(top))]
        lines = [{"name": "Median", "colour": ink, "points": points(median)}]
        ends = [(word, values[-1]) for word, values in zip(("low", "median", "high"),
                (bottom, median, top), strict=True)]  # fmt: skip
    else:
        lines = [
            {"name": name, "colour": colour, "points": points(values)}
            for (name, values), colour in zip(drawing.series, (ink, *SERIES * 3), strict=False)
        ]
        ends = [(name, values[-1]) for name, values in drawing.series]
    labels = [
        {"at": (v - low) / (high - low), "text": unbroken(f"{name} {drawing.written(v)}")}
        for name, v in ends
        if v is not None
    ]
    most = 8
    step = max(1, math.ceil(len(xs) / most))
    shown = [x for k, x in enumerate(xs) if k % step == 0 or k == len(xs) - 1]
    if len(shown) > 1 and len(xs) > most and (len(xs) - 1) % step:
        shown.pop(-2)
    return {
        "area": area, "wash": mixed(ink, "#FFFFFF", 0.75), "lines": lines,
        "ends": _apart(labels), "ticks": _ticks(low, high, across=False),
        "along": [{"at": (x - first) / wide, "text": exact(x)} for x in shown],
    }  # fmt: skip


def _apart(ends: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Move labels at the ends of lines apart until none stands on another."""
    ordered = sorted(ends, key=lambda end: float(end["at"]))

    def high(end: dict[str, Any]) -> float:
        return _LABEL_LINE * math.ceil(len(end["text"]) / _LABEL_LETTERS)

    for k in range(1, len(ordered)):
        least = (high(ordered[k]) + high(ordered[k - 1])) / 2
        ordered[k] = {**ordered[k], "at": max(ordered[k]["at"], ordered[k - 1]["at"] + least)}
    return ordered
