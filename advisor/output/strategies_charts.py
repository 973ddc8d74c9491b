"""Charts of the strategies side by side: shared axes, the call along a budget.

Results in, figures out: nothing is computed here that the result does not hold.
"""

import plotly.graph_objects as go

from advisor.explain.names import OUTCOMES
from advisor.explain.palette import QUIET, STRATEGY_COLOURS
from advisor.explain.tradeoff_words import quoted
from advisor.explain.wording import range_text, two_figures
from advisor.insight.strategies.result import StrategiesResult, Strip, distinct
from advisor.insight.strategies.words import say
from advisor.output.chart import Chart, Rows, dressed, say_above
from advisor.results import Cell, Finding, Range

_LINE, _HEADING, _GAP = 44, 30, 20  # pixels


def ways_chart(result: StrategiesResult) -> Chart:
    """Return the ranges of the distinct ways, one block an axis, each on its own scale.

    An axis on which no way has a range is left out: it would be a column of dots.
    """
    ways, rows = distinct(result.ways), ranged(result.findings[0])
    axes = [(str(row[0]), [v for v in row[1:] if isinstance(v, Range)]) for row in rows]
    figure = go.Figure()
    y = 0.0
    for heading, values in axes:
        y += _HEADING
        say_above(figure, heading, y - 4, bold=True)
        low = min(0.0, *(v.p5 for v in values))
        high = max(1e-9, *(v.p95 for v in values))
        for way, value in zip(ways, values, strict=True):
            y += _LINE
            at = [(x - low) / (high - low) for x in value.points]
            colour = STRATEGY_COLOURS[way.id]
            figure.add_scatter(
                x=[at[0], at[2]], y=[y, y], mode="lines", hoverinfo="skip", name=way.id,
                line={"color": colour, "width": 6}, opacity=0.4,
            )  # fmt: skip
            words = range_text(value)
            figure.add_scatter(
                x=[at[1]], y=[y], mode="markers", name=way.id, cliponaxis=False,
                marker={"size": 12, "color": colour},
                hovertemplate=f"{way.name}, {heading}: {words}<extra></extra>",
            )  # fmt: skip
            say_above(figure, f"{way.name}: {words}", y - 8)
        y += _GAP
    figure.update_xaxes(range=[-0.03, 1.05], visible=False)
    figure.update_yaxes(range=[y, 0], visible=False)
    few = next(row for row in result.findings[0].rows if isinstance(row[1], Range))
    listed = ", ".join(
        f"{w.name} {two_figures(v.p50)}"
        for w, v in zip(ways, few[1:], strict=True) if isinstance(v, Range)
    )  # fmt: skip
    title = say("axes", axis=few[0], list=listed)
    told = tuple((heading, *(range_text(v) for v in values)) for heading, values in axes)
    alt = f"{title}. " + "; ".join(
        f"{row[0]}: " + ", ".join(f"{w.name} {c}" for w, c in zip(ways, row[1:], strict=True))
        for row in told
    )
    dressed(figure, int(y) + 10, top=0)
    figure.update_layout(margin={"b": 10})
    return Chart(title, figure, alt, ("", *(w.name for w in ways)), told)


def ranged(finding: Finding) -> list[tuple[Cell, ...]]:
    """Return the rows of a comparison in which some way has a range."""
    return [row for row in finding.rows if any(isinstance(c, Range) and c.p5 < c.p95 for c in row)]


def strip_chart(strip: Strip) -> Chart:
    """Return the call along one budget as a coloured strip, the own budget marked."""
    figure = go.Figure()
    seen: list[str | None] = []
    for part in strip.stretches:
        colour = STRATEGY_COLOURS[part.call] if part.call else QUIET
        figure.add_bar(
            x=[part.high - part.low], base=[part.low], y=[0.5], orientation="h", width=0.5,
            name=OUTCOMES[part.call],
            marker={"color": colour, "opacity": 1.0 if part.call else 0.35},
            hovertemplate=f"{OUTCOMES[part.call]}: {_span(strip, part.low, part.high)}"
            "<extra></extra>",
        )  # fmt: skip
        if part.call not in seen and part.high > part.low:
            seen.append(part.call)
    figure.add_scatter(
        x=[strip.now], y=[0.5], mode="markers+text", name="now", text=["You"], cliponaxis=False,
        textposition="top center", hovertemplate=f"now {two_figures(strip.now)}<extra></extra>",
        marker={"symbol": "line-ns", "size": 44, "line": {"width": 4, "color": QUIET}},
    )  # fmt: skip
    key = "   ".join(
        f'<span style="color:{STRATEGY_COLOURS[c] if c else QUIET}">■</span> {OUTCOMES[c]}'
        for c in seen
    )
    say_above(figure, key, 1.3)
    unit = "hours a week" if strip.unit == "h" else f"{strip.unit} a month"
    asked = strip.answer if unit in strip.answer else f"{strip.answer} ({unit})"
    figure.update_xaxes(title=asked, nticks=6)
    figure.update_yaxes(range=[0.1, 1.6], visible=False)
    figure.update_layout(barmode="overlay")
    calls = [OUTCOMES[c] for c in seen]
    title = (
        f"{strip.answer}: the advice stays the same from nothing to three times as much"
        if len(calls) == 1
        else f"{strip.answer}: the advice changes between {quoted(calls)}"
    )
    rows: Rows = tuple(
        (_span(strip, part.low, part.high), OUTCOMES[part.call]) for part in strip.stretches
    )
    alt = f"{title}. You: {two_figures(strip.now)} {strip.unit}. " + "; ".join(
        f"{a}: {b}" for a, b in rows
    )
    return Chart(title, dressed(figure, 190, top=4), alt, (strip.answer, "The advice"), rows)


def _span(strip: Strip, low: float, high: float) -> str:
    return f"{two_figures(low)} to {two_figures(high)} {strip.unit}"
