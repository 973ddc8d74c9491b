"""Charts of the strategies side by side: shared axes, how they feel, the call along a budget.

Results in, figures out: nothing is computed here that the result does not hold.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import plotly.graph_objects as go

from advisor.explain.strategies_words import NATURES, WAYS, say
from advisor.explain.wording import exact, range_text, two_figures
from advisor.output.chart import Cell, Chart, dressed, say_above
from advisor.output.palette import FAMILY_COLOURS, QUIET, STRATEGY_COLOURS
from advisor.results import Range
from advisor.results.strategies import StrategiesResult, Strip, Way

NATURE_COLOURS: Mapping[str, str] = {
    "people": FAMILY_COLOURS["face_to_face"],
    "group": FAMILY_COLOURS["private_network"],
    "writing": FAMILY_COLOURS["organic"],
    "camera": FAMILY_COLOURS["paid"],
    "desk": FAMILY_COLOURS["owned"],
}
_LINE, _HEADING, _GAP = 44, 30, 20  # pixels


def ways_chart(result: StrategiesResult, currency: str) -> Chart:
    """Return the ranges of the distinct ways, one block an axis, each on its own scale.

    An axis on which no way has a range is left out: it would be a column of dots.

    Parameters
    ----------
    result : StrategiesResult
        Its distinct ways are drawn.
    currency : str
        Its code.

    Returns
    -------
    Chart
        A dot for the middle, a line for the range.
    """
    ways = shown_ways(result)
    every: tuple[tuple[str, Callable[[Way], Range]], ...] = (
        ("New customers a month", lambda w: w.customers),
        (f"Left for you, {currency} a month", lambda w: w.net_contribution),
        ("People who take notice a month", lambda w: w.people_aware),
        ("New ties a month", lambda w: w.bonds),
    )
    axes = [(name, part) for name, part in every if any(part(w).p5 < part(w).p95 for w in ways)]
    figure = go.Figure()
    y = 0.0
    for heading, part in axes:
        y += _HEADING
        say_above(figure, heading, y - 4, bold=True)
        values = [part(way) for way in ways]
        low = min(0.0, *(v.p5 for v in values))
        high = max(1e-9, *(v.p95 for v in values))
        for way, value in zip(ways, values, strict=True):
            y += _LINE
            at = [(x - low) / (high - low) for x in (value.p5, value.p50, value.p95)]
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
    listed = ", ".join(f"{w.name} {two_figures(w.customers.p50)}" for w in ways)
    title = say("axes", list=listed)
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (heading, *(range_text(part(way)) for way in ways)) for heading, part in axes
    )
    alt = f"{title}. " + "; ".join(
        f"{row[0]}: " + ", ".join(f"{w.name} {c}" for w, c in zip(ways, row[1:], strict=True))
        for row in rows
    )
    dressed(figure, int(y) + 10, top=0)
    figure.update_layout(margin={"b": 10})
    return Chart(title, figure, alt, ("A month", *(w.name for w in ways)), rows)


def shown_ways(result: StrategiesResult) -> list[Way]:
    """Return the distinct ways that use a channel, the best first."""
    ways = [w for w in result.ways if w.same_as is None and w.channels]
    return sorted(ways, key=lambda w: w.behind_share or 0.0)


def feel_chart(result: StrategiesResult) -> Chart:
    """Return the owner's hours of each way by what they are like.

    Parameters
    ----------
    result : StrategiesResult
        Its distinct ways are drawn.

    Returns
    -------
    Chart
        Stacked bars, one a way, with direct labels.
    """
    ways = shown_ways(result)
    kinds = [kind for kind in NATURES if any(w.nature_hours.get(kind) for w in ways)]
    figure = go.Figure()
    row, top = 84, 34
    at = [top + row * k + 24 for k in range(len(ways))]
    for kind in kinds:
        hours = [w.nature_hours.get(kind, 0.0) for w in ways]
        figure.add_bar(
            x=hours, y=at, orientation="h", width=24, name=NATURES[kind],
            marker={"color": NATURE_COLOURS[kind]},
            hovertemplate=f"%{{x:.3~g}} hours a week {NATURES[kind]}<extra></extra>",
        )  # fmt: skip
    for way, y in zip(ways, at, strict=True):
        told = ", ".join(
            f"{exact(way.nature_hours[k])} {NATURES[k]}" for k in kinds if way.nature_hours.get(k)
        )
        say_above(figure, f"<b>{way.name}</b>", y - 32)
        say_above(figure, told or "no hours of yours", y - 14)
    most = max((w.hours_per_week for w in ways), default=1.0)
    figure.update_xaxes(range=[0, max(most, 1.0) * 1.05], title="Your hours a week", nticks=6)
    figure.update_yaxes(range=[top + row * len(ways), 0], visible=False)
    figure.update_layout(barmode="stack")
    title = _feel_title(ways)
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (w.name, *(exact(w.nature_hours.get(kind, 0.0)) for kind in kinds)) for w in ways
    )
    alt = f"{title}. Hours a week: " + "; ".join(
        f"{w.name} " + ", ".join(f"{exact(h)} {NATURES[k]}" for k, h in w.nature_hours.items())
        for w in ways
    )
    header = ("Way", *(NATURES[kind].capitalize() for kind in kinds))
    return Chart(title, dressed(figure, top + row * len(ways) + 50, top=0), alt, header, rows)


def _feel_title(ways: Sequence[Way]) -> str:
    people = [(w.nature_hours.get("people", 0.0) / max(w.hours_per_week, 1e-9), w) for w in ways]
    most, way = max(people, key=lambda x: x[0])
    least = min(share for share, _ in people)
    if most - least < 0.1:
        return f"Every way spends about {100 * most:.0f} % of your hours among people"
    return f"{way.name} has most of your hours among people, as a share: {100 * most:.0f} %"


def strip_chart(strip: Strip) -> Chart:
    """Return the call along one budget as a coloured strip, the own budget marked.

    Parameters
    ----------
    strip : Strip
        Stretches and the own budget.

    Returns
    -------
    Chart
        One bar of stretches in the colours of the ways.
    """
    figure = go.Figure()
    seen: list[str | None] = []
    for part in strip.stretches:
        colour = STRATEGY_COLOURS[part.call] if part.call else QUIET
        figure.add_bar(
            x=[part.high - part.low], base=[part.low], y=[0.5], orientation="h", width=0.5,
            name=WAYS[part.call], marker={"color": colour, "opacity": 1.0 if part.call else 0.35},
            hovertemplate=f"{WAYS[part.call]}: {_span(strip, part.low, part.high)}"
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
        f'<span style="color:{STRATEGY_COLOURS[c] if c else QUIET}">■</span> {WAYS[c]}'
        for c in seen
    )
    say_above(figure, key, 1.3)
    unit = "hours a week" if strip.unit == "h" else f"{strip.unit} a month"
    figure.update_xaxes(title=f"{strip.answer} ({unit})", nticks=6)
    figure.update_yaxes(range=[0.1, 1.6], visible=False)
    figure.update_layout(barmode="overlay")
    calls = [WAYS[c] for c in seen]
    title = (
        f"{strip.answer}: the call stays the same from nothing to three times as much"
        if len(calls) == 1
        else f"{strip.answer}: the call moves between {_listed(calls)}"
    )
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (_span(strip, part.low, part.high), WAYS[part.call]) for part in strip.stretches
    )
    alt = f"{title}. You: {two_figures(strip.now)} {strip.unit}. " + "; ".join(
        f"{a}: {b}" for a, b in rows
    )
    return Chart(title, dressed(figure, 190, top=4), alt, (strip.answer, "The call"), rows)


def _span(strip: Strip, low: float, high: float) -> str:
    return f"{two_figures(low)} to {two_figures(high)} {strip.unit}"


def _listed(names: Sequence[str]) -> str:
    quoted = [f"“{name}”" for name in names]
    return ", ".join(quoted[:-1]) + (" and " if len(quoted) > 1 else "") + quoted[-1]
