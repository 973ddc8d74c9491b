"""Charts of how far face to face carries: curves, goals, hours of the mix, rings, people reached.

Results in, figures out: titles are the findings' own sentences, nothing is computed here that a
result does not hold but places on the paper.
"""

import math
from collections.abc import Callable, Mapping

import plotly.graph_objects as go

from advisor.explain.palette import FAMILY_COLOURS, LINE, QUIET
from advisor.explain.wording import distance, exact, range_text, short, two_figures
from advisor.insight.capacity.result import Answer, Capacity, HourPoint, WayId
from advisor.insight.capacity.words import SPENT, WAYS, goal_words_of, in_unit
from advisor.output.chart import Cell, Chart, dressed, say_above

WAY_COLOURS: Mapping[WayId, str] = {
    "room": FAMILY_COLOURS["face_to_face"],
    "platforms": FAMILY_COLOURS["organic"],
    "mix": LINE,
}
_SHORT_WAYS: Mapping[WayId, str] = {
    "room": "meeting people alone",
    "platforms": "without meeting people",
    "mix": "best mix",
}
_QUANTITIES: Mapping[str, tuple[str, str]] = {
    "worth": ("worth_by_hours", "Worth to you (your best mix = 100)"),
    "customers": ("customers_by_hours", "New customers a month"),
    "net": ("net_by_hours", "a month, after money and hours"),
}
_CURVE_HEIGHT = 360  # pixels


def _title(c: Capacity, code: str) -> str:
    return next(f.title for f in c.findings if f.code == code)


def _value(c: Capacity, quantity: str) -> Callable[[Answer], float]:
    if quantity == "customers":
        return lambda answer: answer.customers
    if quantity == "net":
        return lambda answer: answer.net_contribution
    best = c.own.mix.utility
    best = best if best > 0 else max(p.mix.utility for p in c.by_hours) or 1.0
    return lambda answer: 100.0 * answer.utility / best


def hours_chart(c: Capacity, quantity: str = "worth") -> Chart:
    """Return the three answers along hours a week, the owner's hours and the crossing marked."""
    code, axis = _QUANTITIES[quantity]
    if quantity == "net":
        axis = f"{c.currency} {axis}"
    value = _value(c, quantity)
    hours = [p.hours_per_week for p in c.by_hours]
    lines: dict[WayId, list[float]] = {
        way: [value(getattr(p, way)) for p in c.by_hours] for way in _SHORT_WAYS
    }
    figure = go.Figure()
    for way, values in lines.items():
        figure.add_scatter(
            x=hours, y=values, mode="lines", name=way,
            line={"color": WAY_COLOURS[way], "width": 3 if way != "mix" else 2, "shape": "hv",
                  "dash": "solid" if way != "mix" else "dot"},
            hovertemplate=f"{_SHORT_WAYS[way]}, %{{x:g}} h a week: %{{y:,.2~g}}<extra></extra>",
        )  # fmt: skip
    low = min(0.0, *(min(v) for v in lines.values()))
    high = max(1e-9, *(max(v) for v in lines.values()))
    span = high - low
    _name_ends(figure, hours[-1], {way: v[-1] for way, v in lines.items()}, low, span)
    _mark_own(figure, c, hours[-1])
    turn = c.hours_crossing.at
    if quantity == "worth" and turn is not None and c.hours_crossing.verdict != "several":
        k = min(range(len(hours)), key=lambda i: abs(hours[i] - turn))
        y = max(lines["room"][k], lines["platforms"][k])
        figure.add_scatter(
            x=[turn], y=[y], mode="markers", name="crossing", hoverinfo="skip",
            marker={"size": 14, "color": "rgba(0,0,0,0)", "line": {"width": 2, "color": QUIET}},
        )  # fmt: skip
    figure.update_xaxes(title="Your hours a week", range=[0, hours[-1]])
    figure.update_yaxes(title=axis, range=[low - 0.04 * span, high + 0.16 * span],
                        tickformat="~s" if quantity == "net" else ",.2~f")  # fmt: skip
    rows: list[tuple[Cell, ...]] = []
    for p in _whole(c):
        rows.append((exact(p.hours_per_week),
                     *(two_figures(value(getattr(p, w))) for w in _SHORT_WAYS)))  # fmt: skip
    title = _title(c, code)
    alt = f"{title} With {exact(hours[-1])} hours a week: " + "; ".join(
        f"{_SHORT_WAYS[way]} {two_figures(v[-1])}" for way, v in lines.items()
    )
    header = ("Hours a week", *(WAYS[way] for way in _SHORT_WAYS))
    return Chart(title, dressed(figure, _CURVE_HEIGHT, top=26), alt, header, tuple(rows))


def _mark_own(figure: go.Figure, c: Capacity, most: float) -> None:
    """Mark the owner's hours where they lie within what is drawn."""
    if 0 < c.hours_per_week < most:
        figure.add_vline(x=c.hours_per_week, line_color=QUIET, line_dash="dot", line_width=1)
        figure.add_annotation(
            x=c.hours_per_week, y=1, yref="paper", yanchor="bottom", showarrow=False,
            text=f"your {exact(c.hours_per_week)} h", font={"size": 12},
        )  # fmt: skip


def _whole(c: Capacity) -> list[HourPoint]:
    """Return the points that the findings' tables show."""
    finding = next(f for f in c.findings if f.code == "worth_by_hours")
    shown = {row[0] for row in finding.rows}
    return [p for p in c.by_hours if p.hours_per_week in shown]


def _name_ends(
    figure: go.Figure, x: float, ends: Mapping[WayId, float], low: float, span: float
) -> None:
    """Write each line's name at its end: the lowest under its line, the others over theirs."""
    gap = 0.075 * span
    last = -math.inf
    rising = sorted(ends.items(), key=lambda pair: (pair[1], pair[0] == "mix"))
    for k, (way, value) in enumerate(rising):
        under = k == 0 and value - low > 1.3 * gap and rising[1][1] - value < 1.3 * gap
        y = max(value, last + gap)
        last = value - gap if under else y
        figure.add_annotation(
            x=x, y=value if under else y, xanchor="right", yanchor="top" if under else "bottom",
            yshift=-3 if under else 2, showarrow=False, borderpad=0,
            text=f"{_dot(WAY_COLOURS[way])} {_SHORT_WAYS[way]} {two_figures(value)}",
            font={"size": 12},
        )  # fmt: skip


def _dot(colour: str) -> str:
    """Return a coloured dot before a name, so that the name itself stays readable."""
    return f'<span style="color:{colour}">●</span>'


def goals_chart(c: Capacity) -> Chart:
    """Return meeting people and everything without it for every reach goal, as points of the mix.

    Two bars a goal; 100 is the best mix for that goal.
    """
    figure = go.Figure()
    row, bar = 62.0, 14.0
    y = 30.0
    key = "  ".join(f"{_dot(WAY_COLOURS[way])} {_SHORT_WAYS[way]}" for way in ("room", "platforms"))
    say_above(figure, key, 22)
    rows: list[tuple[Cell, ...]] = []
    places: dict[WayId, list[float]] = {"room": [], "platforms": []}
    values: dict[WayId, list[float]] = {"room": [], "platforms": []}
    for point in c.by_goal:
        scale = 100.0 / point.mix.utility if point.mix.utility > 0 else 0.0
        say_above(figure, goal_words_of(point.goal, point.miles, c.distance_unit), y + 16)
        for k, way in enumerate(places):
            places[way].append(y + 26 + 17 * k)
            values[way].append(scale * getattr(point, way).utility)
        rows.append((goal_words_of(point.goal, point.miles, c.distance_unit),
                     short(values["room"][-1]), short(values["platforms"][-1]),
                     two_figures(point.mix.customers)))  # fmt: skip
        y += row
    for way, at in places.items():
        figure.add_bar(
            x=values[way], y=at, orientation="h", width=bar, name=way,
            marker={"color": WAY_COLOURS[way]},
            text=[f" {two_figures(v)}" for v in values[way]],
            textposition="outside", cliponaxis=False, textfont={"size": 12},
            hovertemplate=f"{_SHORT_WAYS[way]}: %{{x:.2~g}}<extra></extra>",
        )  # fmt: skip
    top = max(100.0, *values["room"], *values["platforms"])
    figure.add_vline(x=100, line_color=QUIET, line_dash="dot", line_width=1)
    figure.update_xaxes(title="Points: the best mix for the goal is 100", range=[0, 1.2 * top],
                        tickvals=[0, 50, 100])  # fmt: skip
    figure.update_yaxes(range=[y, 0], visible=False)
    title = _title(c, "worth_by_goal")
    alt = f"{title} " + "; ".join(
        f"{name}: meeting people {room:g}, without {other:g}" for name, room, other, _ in rows
    )
    header = ("Reach goal", WAYS["room"], WAYS["platforms"], "Customers a month, best mix")
    return Chart(title, dressed(figure, int(y) + 50, top=4), alt, header, tuple(rows))


def split_chart(c: Capacity) -> Chart:
    """Return where the best mix puts the hours as they grow, by family.

    Stacked bands in the families' colours, named where they are thickest.
    """
    figure = go.Figure()
    hours = [p.hours_per_week for p in c.by_hours]
    families = [f for f in FAMILY_COLOURS if any(p.mix_hours.get(f, 0.0) for p in c.by_hours)]
    base, named = [0.0] * len(hours), -math.inf
    most = max((p.mix.hours_per_week for p in c.by_hours), default=0.0)
    for family in families:
        values = [p.mix_hours.get(family, 0.0) for p in c.by_hours]
        figure.add_scatter(
            x=hours, y=values, mode="lines", name=family, stackgroup="hours",
            line={"width": 1, "color": FAMILY_COLOURS[family], "shape": "hv"},
            hovertemplate=f"{SPENT[family]}: %{{y:g}} h of %{{x:g}}<extra></extra>",
        )  # fmt: skip
        if values[-1] > 0:
            named = max(base[-1] + values[-1] / 2, named + 0.075 * most)
            figure.add_annotation(
                x=hours[-1], y=named, xanchor="right", showarrow=False, font={"size": 12},
                text=f"{_dot(FAMILY_COLOURS[family])} {SPENT[family]} {exact(values[-1])} h",
            )  # fmt: skip
        base = [b + v for b, v in zip(base, values, strict=True)]
    _mark_own(figure, c, hours[-1])
    figure.update_xaxes(title="Your hours a week", range=[0, hours[-1]])
    figure.update_yaxes(title="Hours the best mix uses", range=[0, 1.2 * max(most, 1.0)])
    rows = tuple(
        (exact(p.hours_per_week), *(exact(p.mix_hours.get(f, 0.0)) for f in families))
        for p in _whole(c)
    )
    title = _title(c, "mix_hours")
    own = c.own
    alt = f"{title} At {exact(own.hours_per_week)} hours: " + (
        "; ".join(f"{SPENT[f]} {exact(own.mix_hours[f])} h" for f in families if f in own.mix_hours)
        or "nothing"
    )
    header = ("Hours a week", *(SPENT[f] for f in families))
    return Chart(title, dressed(figure, 330, top=26), alt, header, rows)


def reached_chart(c: Capacity) -> Chart:
    """Return the people whom meeting people reaches a month, by distance."""
    figure = go.Figure()
    unit, row, y = c.distance_unit, 52.0, 4.0
    at, rows = [], []
    for band in c.bands:
        near = exact(round(in_unit(band.from_miles, unit)))
        name = f"{near} to {distance(band.to_miles, unit)}"
        living = f"{two_figures(band.people.p5)} to {two_figures(band.people.p95)} live there"
        say_above(figure, f"{name}: {living}", y + 24)
        at.append(y + 35)
        rows.append((name, range_text(band.people), two_figures(band.could_buy),
                     range_text(band.reached)))  # fmt: skip
        y += row
    reached = [b.reached for b in c.bands]
    top = max(1e-9, *(r.p95 for r in reached))
    colour = FAMILY_COLOURS["face_to_face"]
    figure.add_bar(
        x=[r.p50 for r in reached], y=at, orientation="h", width=13, name="reached",
        marker={"color": colour},
        error_x={"type": "data", "symmetric": False, "color": QUIET, "thickness": 2, "width": 5,
                 "array": [r.p95 - r.p50 for r in reached],
                 "arrayminus": [r.p50 - r.p5 for r in reached]},
        hovertemplate="%{x:,.2~g} people reached a month<extra></extra>",
    )  # fmt: skip
    figure.add_scatter(
        x=[r.p95 for r in reached], y=at, mode="text", name="labels", hoverinfo="skip",
        text=[f"  {range_text(r)}" if r.p95 > 0 else " nobody" for r in reached],
        textposition="middle right", cliponaxis=False,
    )  # fmt: skip
    figure.update_xaxes(title="People reached a month by meeting people", range=[0, 1.9 * top],
                        nticks=4, tickformat=",.2~f")  # fmt: skip
    figure.update_yaxes(range=[y, 0], visible=False)
    title = _title(c, "people")
    alt = f"{title} " + "; ".join(f"{name}: {text} reached" for name, _, _, text in rows)
    header = ("Distance", "People living there", "Could ever buy", "Reached a month")
    return Chart(title, dressed(figure, int(y) + 50, top=4), alt, header, tuple(rows))
