"""The towns around as rings of distance: true to the map, without one.

Bubbles are people, the own town stands in the middle with north above, memberships are placed.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import plotly.graph_objects as go

from advisor.explain.palette import FAMILY_COLOURS, LINE, QUIET
from advisor.explain.wording import distance
from advisor.insight.capacity.result import Capacity, Town
from advisor.insight.capacity.words import STANDINGS, in_unit
from advisor.output.chart import Chart, dressed

_RING_HEIGHT = 460  # pixels
# On a phone the picture is about so many pixels wide; a letter and a line take so many.
_PHONE, _LETTER, _LINE = 340.0, 7.0, 16.0
_MOST_LABELS = 8
_SEEN = 6.0  # pixels: half a bubble so large is not written over


def rings_chart(c: Capacity) -> Chart:
    """Return the towns around as rings of distance, true to the map, memberships placed on it.

    The own town in the middle, north above, a bubble a town with its area by people; a diamond
    where a chamber or group is: filled in the mix, hollow where it would fit.
    """
    figure = go.Figure()
    unit = c.distance_unit
    reach = in_unit(c.reach_miles, unit)
    rings = [in_unit(b.to_miles, unit) for b in c.bands if b.to_miles <= c.reach_miles + 0.2]
    for radius in rings:
        figure.add_shape(type="circle", x0=-radius, x1=radius, y0=-radius, y1=radius, layer="below",
                         line={"color": QUIET, "width": 1, "dash": "dot"})  # fmt: skip
        figure.add_annotation(
            x=0, y=radius, yanchor="bottom", showarrow=False, borderpad=0,
            text=distance(radius if unit == "mi" else radius / in_unit(1.0, unit), unit),
            font={"size": 11, "color": QUIET},
        )  # fmt: skip
    largest = max((t.people for t in c.towns), default=1)
    at = {t.place_id: _spot(t, unit) for t in c.towns}
    figure.add_scatter(
        x=[at[t.place_id][0] for t in c.towns], y=[at[t.place_id][1] for t in c.towns],
        mode="markers", name="towns", text=[_about(t, unit) for t in c.towns],
        marker={
            "size": [_size(t.people, largest) for t in c.towns],
            "color": LINE, "opacity": [0.55 if t.within_customers_reach else 0.25 for t in c.towns],
            "line": {"width": 0},
        },
        hovertemplate="%{text}<extra></extra>",
    )  # fmt: skip
    placed = [m for m in c.memberships if m.place_id in at]
    for name, filled in (("in the mix", True), ("not in the mix", False)):
        chosen = [m for m in placed if (m.standing == "mix") == filled]
        figure.add_scatter(
            x=[at[m.place_id][0] for m in chosen], y=[at[m.place_id][1] for m in chosen],
            mode="markers", name=name, hoverinfo="skip",
            marker={"symbol": "diamond" if filled else "diamond-open", "size": 15,
                    "color": FAMILY_COLOURS["face_to_face"], "line": {"width": 2}},
        )  # fmt: skip
    home = [m for m in c.memberships if not m.place_id]
    held = any(m.standing == "mix" for m in home)
    figure.add_scatter(
        x=[0], y=[0], mode="markers", name="home", hoverinfo="skip",
        marker={"symbol": "diamond" if held else "diamond-open" if home else "circle", "size": 17,
                "color": FAMILY_COLOURS["face_to_face"], "line": {"width": 2}},
    )  # fmt: skip
    _label(figure, c, at, rings)
    edge = 1.12 * reach
    figure.update_xaxes(range=[-edge, edge], visible=False, constrain="domain")
    figure.update_yaxes(range=[-edge, edge], visible=False, scaleanchor="x", constrain="domain")
    title = next(f.title for f in c.findings if f.code == "towns")
    rows: tuple[tuple[str, ...], ...] = tuple(
        (t.name, f"{distance(t.road_miles, unit)}, {t.drive_minutes:.0f} min",
         f"{t.people:,}", _membership(c, t))
        for t in sorted(c.towns, key=lambda t: t.miles)
    )  # fmt: skip
    alt = f"{title} Largest nearby: " + "; ".join(
        f"{t.name}, {t.people:,} people, {distance(t.road_miles, unit)} by road"
        for t in c.towns[:5]
    )
    dressed(figure, _RING_HEIGHT, top=4)
    figure.update_layout(margin={"l": 0, "r": 0, "b": 4})
    header: tuple[str, ...] = ("Town", "By road", "People", "Chamber")
    if not any(row[-1] for row in rows):
        header, rows = header[:-1], tuple(row[:-1] for row in rows)
    return Chart(title, figure, alt, header, rows)


def _spot(town: Town, unit: str) -> tuple[float, float]:
    """Return where a town lies: east and north of home in the reader's unit."""
    far, turn = in_unit(town.miles, unit), math.radians(town.bearing_degrees)
    return far * math.sin(turn), far * math.cos(turn)


def _about(town: Town, unit: str) -> str:
    return (
        f"{town.name}: {town.people:,} people, {distance(town.road_miles, unit)} by road, "
        f"{town.drive_minutes:.0f} minutes"
    )


def _membership(c: Capacity, town: Town) -> str:
    held = [m for m in c.memberships if m.place_id == town.place_id]
    return STANDINGS[held[0].standing] if held else ""


def _size(people: int, largest: int) -> float:
    """Return how wide a town's bubble is, pixels."""
    return max(6.0, 44.0 * math.sqrt(people / largest))


class _Box(NamedTuple):
    """A rectangle by its middle and half its sides, in the reader's unit."""

    x: float
    y: float
    half: float
    high: float

    def meets(self, other: _Box) -> bool:
        return (
            abs(self.x - other.x) < self.half + other.half
            and abs(self.y - other.y) < self.high + other.high
        )


def _label(
    figure: go.Figure, c: Capacity, at: Mapping[str, tuple[float, float]], rings: Sequence[float]
) -> None:
    """Name home, the towns with a membership and the largest others, none over another.

    A name stands below its town, or above, or beside it, where it covers no other name, no
    diamond, no large town and no ring's distance; where there is no such place it is left out.
    That of a town with a membership is kept: it may lie over all but names and diamonds.
    """
    reach = in_unit(c.reach_miles, c.distance_unit)
    pixel = 2.24 * reach / _PHONE
    largest = max((t.people for t in c.towns), default=1)
    held = {m.place_id for m in c.memberships if m.place_id}
    taken = [_Box(0.0, r + 8 * pixel, 4 * _LETTER * pixel, 8 * pixel) for r in rings]
    own = {"": 9.0} | {
        t.place_id: max(_size(t.people, largest) / 2, 9.0 if t.place_id in held else 0.0)
        for t in c.towns
    }
    spots = {"": (0.0, 0.0), **at}
    kept = [_Box(*spots[p], 9 * pixel, 9 * pixel) for p in own if not p or p in held]
    for place, radius in own.items():
        if radius >= _SEEN:
            taken.append(_Box(*spots[place], radius * pixel, radius * pixel))
    order = sorted(c.towns, key=lambda t: (t.place_id not in held, -t.people))
    wanted = [(c.place, ""), *((t.name, t.place_id) for t in order)]
    named = 0
    for name, place in wanted:
        if named == _MOST_LABELS:
            break
        box = _free(name, spots[place], own[place] + 2, pixel, taken, 1.12 * reach)
        if box is None and place in held:
            box = _free(name, spots[place], 9.0, pixel, kept, 1.12 * reach)
        if box is None and place:
            continue
        x, y = spots[place]
        box = box or _Box(x, y - 19 * pixel, 0.0, 0.0)
        taken.append(box)
        kept.append(box)
        named += 1
        figure.add_annotation(
            x=x, y=y, xshift=(box.x - x) / pixel, yshift=(box.y - y) / pixel, xanchor="center",
            yanchor="middle", showarrow=False, borderpad=0, font={"size": 12},
            text=name if place else f"<b>{name}</b>",
        )  # fmt: skip


def _free(
    name: str,
    spot: tuple[float, float],
    away: float,
    pixel: float,
    taken: Sequence[_Box],
    edge: float,
) -> _Box | None:
    """Return where a town's name can stand, `away` pixels from it; None where nothing is free."""
    x, y = spot
    half, high = _LETTER * len(name) / 2, _LINE / 2
    for right, up in ((0, -1), (0, 1), (1, 0), (-1, 0)):
        box = _Box(
            x + right * (away + half + 2) * pixel, y + up * (away + high) * pixel,
            half * pixel, high * pixel,
        )  # fmt: skip
        inside = abs(box.x) + box.half <= edge and abs(box.y) + box.high <= edge
        if inside and not any(box.meets(other) for other in taken):
            return box
    return None
