"""Any finding as a figure: what the interactive report and the presentation draw.

From the neutral drawing of a document's section; what it cannot hold (two panels, a log axis) is
in ``charts``.
"""

import plotly.graph_objects as go

from advisor.explain.palette import LINE, QUIET
from advisor.explain.section import Drawing
from advisor.explain.wording import exact, in_brief
from advisor.output.chart import (
    Chart,
    add_band,
    dressed,
    mark_beside,
    say_each_above,
    unmarked,
    wash,
)
from advisor.output.export.style import SERIES
from advisor.results import Range

_ROW = 46  # pixels
_LONGEST = 60  # letters of a name: a phone has room for few more


def drawing_chart(drawing: Drawing, title: str, accent: str = LINE) -> Chart:
    """Return a drawing as a chart with its table.

    Names above their bars, figures beside them; text in it is never taken for markup.
    """
    if drawing.kind in ("lines", "band"):
        figure = _curves(drawing, accent)
    else:
        figure = _rows(drawing, accent)
    rows = tuple(
        (
            label if isinstance(label, str) else exact(label),
            *(drawing.written(values[k]) for _, values in drawing.series),
        )
        for k, label in enumerate(drawing.labels)
    )
    header = (drawing.axis or "", *(name for name, _ in drawing.series))
    return Chart(title, figure, drawing.alt or f"{title} ({drawing.unit})", header, rows)


def _rows(drawing: Drawing, accent: str) -> go.Figure:
    figure = go.Figure()
    stacked = drawing.kind in ("stacked_bars", "ranges")
    bars = 1 if stacked else len(drawing.series)
    thick = 15
    row = max(_ROW, 30 + bars * thick)
    count = len(drawing.labels)
    # Long names get a line of their own: a phone has room for about forty letters.
    long = drawing.kind == "ranges" and max(len(str(x)) for x in drawing.labels) > 16
    row += 17 * long
    colours = [drawing.colours[k] if drawing.colours else accent for k in range(count)]
    at = [row * k + 27 + 17 * long for k in range(count)]
    if drawing.kind == "ranges":
        _dots(figure, drawing, at, colours)
    else:
        unit = unmarked(drawing.unit)
        for j, (name, values) in enumerate(drawing.series):
            single = len(drawing.series) == 1
            colour = colours if single else (accent, *SERIES * 3)[j]
            figure.add_bar(
                x=list(values), y=[y + (0 if stacked else j * thick) + thick / 2 for y in at],
                orientation="h", width=thick - 1, name=unmarked(name), marker={"color": colour},
                text=[drawing.written(v) for v in values] if not stacked else None,
                textposition=None if stacked else "outside", cliponaxis=False, constraintext="none",
                hovertemplate=f"{unmarked(name)}: %{{x:,.3~g}} {unit}<extra></extra>",
            )  # fmt: skip
        figure.update_layout(barmode="stack" if stacked else "overlay")
    texts = []
    for k in range(len(at)):
        text = unmarked(in_brief(str(drawing.labels[k]), _LONGEST))
        if drawing.kind == "ranges":
            between = "<br>" if long else ": "
            text = f"<b>{text}</b>{between}{drawing.written_range(k)}"
        elif drawing.kind == "stacked_bars":
            parts = [drawing.written(v[k]) for _, v in drawing.series if v[k]]
            text = f"<b>{text}</b>: {' + '.join(parts) or '0'}"
        texts.append(text)
    say_each_above(figure, texts, (y - 3 for y in at))
    low, high = _ends(drawing)
    room = 0.12 * (high - low) if drawing.kind == "bars" else 0.0
    figure.update_xaxes(title=_axis(drawing, drawing.unit), range=[low, high + room])
    figure.update_yaxes(range=[row * count + 6, 0], visible=False)
    if drawing.mark is not None:
        mark_beside(figure, drawing.mark, [y + bars * thick / 2 for y in at], QUIET,
                    half=bars * thick / 2 + 2)  # fmt: skip
    dressed(figure, row * count + 64)
    if len(drawing.series) > 1 and drawing.kind != "ranges":
        _legend(figure)
    return figure


def _axis(drawing: Drawing, title: str) -> str:
    """Name an axis, and what is marked on it."""
    if drawing.mark is None or drawing.kind == "band":
        return unmarked(title)
    return f"{unmarked(title)} (dotted: {exact(drawing.mark)})"


def _ends(drawing: Drawing) -> tuple[float, float]:
    low, high = drawing.bounds()
    if drawing.kind == "stacked_bars":
        sums = [
            sum(max(0.0, values[k] or 0.0) for _, values in drawing.series)
            for k in range(len(drawing.labels))
        ]
        high = max(high, *(1.05 * s for s in sums))
    return low, high


def _legend(figure: go.Figure) -> None:
    figure.update_layout(
        showlegend=True, margin={"t": 40}, height=figure.layout.height + 28,
        legend={"orientation": "h", "y": 1.0, "yanchor": "bottom", "x": 0, "title": None},
    )  # fmt: skip


def _dots(figure: go.Figure, drawing: Drawing, at: list[int], colours: list[str]) -> None:
    low, median, high = (values for _, values in drawing.series)
    for k, y in enumerate(at):
        figure.add_scatter(
            x=[low[k], high[k]], y=[y + 8, y + 8], mode="lines", opacity=0.4, hoverinfo="skip",
            line={"color": colours[k], "width": 6}, name="range",
        )  # fmt: skip
        figure.add_scatter(
            x=[median[k]], y=[y + 8], mode="markers", name="median",
            marker={"size": 12, "color": colours[k]},
            hovertemplate=f"{drawing.written_range(k)}<extra></extra>",
        )  # fmt: skip


def _curves(drawing: Drawing, accent: str) -> go.Figure:
    figure = go.Figure()
    xs = [float(x) for x in drawing.labels]
    if drawing.kind == "band":
        ranges = [
            Range.of(point or 0.0 for point in three)
            for three in zip(*(values for _, values in drawing.series), strict=True)
        ]
        add_band(figure, xs, ranges, (accent, wash(accent)), "%{x}: %{y:,.2~g}")
        _name_ends(figure, drawing, xs[-1], ranges[-1])
        if drawing.mark in xs:
            median = ranges[xs.index(drawing.mark)].p50
            figure.add_scatter(
                x=[drawing.mark], y=[median], mode="markers", name="mark", hoverinfo="skip",
                marker={"size": 14, "color": accent, "line": {"width": 2, "color": QUIET}},
            )  # fmt: skip
    else:
        for (name, values), colour in zip(drawing.series, (accent, *SERIES * 3), strict=False):
            figure.add_scatter(
                x=xs, y=list(values), mode="lines+markers", name=unmarked(name),
                line={"color": colour, "width": 3}, marker={"size": 6},
                hovertemplate=f"{unmarked(name)}, %{{x}}: %{{y:,.3~g}}<extra></extra>",
            )  # fmt: skip
    if drawing.mark in xs or (drawing.kind == "lines" and drawing.mark is not None):
        figure.add_vline(x=drawing.mark, line_color=QUIET, line_dash="dot", line_width=1)
    figure.update_xaxes(title=_axis(drawing, drawing.axis), linecolor=QUIET, zeroline=False)
    if drawing.axis == "Month":
        figure.update_xaxes(dtick=1 if xs[-1] <= 12 else 3, range=[0.5, xs[-1] + 0.5])
    figure.update_yaxes(title=unmarked(drawing.unit), range=list(drawing.bounds()))
    dressed(figure, 340)
    if drawing.kind == "lines" and len(drawing.series) > 1:
        _legend(figure)
    return figure


def _name_ends(figure: go.Figure, drawing: Drawing, x: float, end: Range) -> None:
    """Name low, median and high where a band ends; low only where the axis leaves room."""
    low, high = drawing.bounds()
    for value, word, shift in (
        (end.p95, "high", 9), (end.p50, "median", 11), (end.p5, "low", -9)
    ):  # fmt: skip
        if word == "low" and abs(value) < 0.1 * (high - low):
            continue
        figure.add_annotation(
            x=x, y=value, xanchor="right", showarrow=False, yshift=shift,
            text=f"{word} {drawing.written(value)}",
            font={"size": 12, "color": LINE if word == "median" else QUIET},
        )  # fmt: skip
