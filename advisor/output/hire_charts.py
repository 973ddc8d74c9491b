"""Charts of "me or a manager": what is left on both sides, what an hour costs."""

import plotly.graph_objects as go

from advisor.explain.palette import LINE, QUIET
from advisor.explain.wording import range_text, short, two_figures
from advisor.insight.hire.result import Hire
from advisor.output.chart import Cell, Chart, dressed, mark_beside, say_above
from advisor.results import Range

_ALONE, _HIRED = "#1DA696", "#AA7DD3"
_ROW = 62  # pixels


def _axis(figure: go.Figure, ranges: list[Range], title: str) -> None:
    """Give room on both sides of ranges, zero included."""
    top, least = max(r.p95 for r in ranges), min(0.0, *(r.p5 for r in ranges))
    room = 0.08 * max(top - least, 1e-9)
    figure.update_xaxes(
        title=title, range=[least - room, top + room], nticks=5, tickformat="~s", tickangle=0
    )


def _range(figure: go.Figure, y: float, values: Range, colour: str, hover: str) -> None:
    """Draw a range as a line, its median as a dot with its number below."""
    figure.add_scatter(
        x=[values.p5, values.p95], y=[y, y], mode="lines", hoverinfo="skip", name="range",
        line={"color": colour, "width": 6}, opacity=0.45,
    )  # fmt: skip
    figure.add_scatter(
        x=[values.p50], y=[y], mode="markers+text", marker={"size": 13, "color": colour},
        text=[two_figures(values.p50)], textposition="bottom center", cliponaxis=False,
        hovertemplate=f"{hover}<extra></extra>", name="median",
    )  # fmt: skip


def sides_chart(hire: Hire) -> Chart:
    """Return what is left a month on both sides, the manager's fee and the owner's hours paid.

    `hire`: with or without a side that hires.  Ranges; the title says both medians.
    """
    sides = [("Everything yourself", hire.alone, _ALONE)]
    if hire.hired is not None:
        sides.append(("With a manager", hire.hired, _HIRED))
    figure = go.Figure()
    rows: list[tuple[Cell, ...]] = []
    for k, (name, side, colour) in enumerate(sides):
        values = side.totals.net_contribution
        y = _ROW * k + 30
        _range(figure, y, values, colour, f"{name}: {range_text(values, hire.currency)}")
        say_above(figure, f"{name}, {two_figures(side.owner_hours)} h of yours a week", y - 9)
        rows.append(
            (name, range_text(values), range_text(side.totals.customers),
             two_figures(side.owner_hours), two_figures(side.money))
        )  # fmt: skip
    mark_beside(figure, 0, [_ROW * k + 30 for k in range(len(sides))], QUIET)
    figure.update_yaxes(range=[_ROW * len(sides) + 4, 0], visible=False)
    ranges = [side.totals.net_contribution for _, side, _ in sides]
    _axis(figure, ranges, f"Left after money and your hours, {hire.currency} a month")
    medians = [two_figures(values.p50) for values in ranges]
    title = f"Left a month, median: {medians[0]} {hire.currency} by yourself"
    title += f", {medians[1]} with a manager" if len(medians) > 1 else ""
    alt = f"{title}. Left a month: " + "; ".join(
        f"{row[0]} {row[1]} {hire.currency}" for row in rows
    )
    header = ("", f"Left, {hire.currency} a month", "New customers a month", "Your hours a week",
              f"Money, {hire.currency} a month")  # fmt: skip
    return Chart(title, dressed(figure, _ROW * len(sides) + 62, top=0), alt, header, tuple(rows))


def costs_chart(hire: Hire) -> Chart:
    """Return an hour's cost of freelancer and agency by country; the owner's own is a line."""
    figure = go.Figure()
    rows: list[tuple[Cell, ...]] = []
    for k, cost in enumerate(hire.costs):
        y = 52 * k + 46
        values = Range(p5=cost.low, p50=cost.middle, p95=cost.high)
        name = f"{cost.country}, {cost.who}"
        _range(figure, y, values, LINE, f"{name}: {range_text(values, hire.currency)}")
        say_above(figure, name, y - 9)
        rows.append((name, short(cost.low), short(cost.middle), short(cost.high)))
    bottom = 52 * len(hire.costs) + 30
    at = [52 * k + 46 for k in range(len(hire.costs))]
    mark_beside(figure, hire.owner_hour, [10, *at], _ALONE)
    right = hire.owner_hour > max((c.middle for c in hire.costs), default=0.0)
    figure.add_annotation(
        x=hire.owner_hour, y=10, xanchor="right" if right else "left", xshift=-5 if right else 5,
        yanchor="middle", showarrow=False,
        text=f"yours: {two_figures(hire.owner_hour)}", font={"color": _ALONE, "size": 12},
    )  # fmt: skip
    figure.update_yaxes(range=[bottom, 0], visible=False)
    own = Range.exactly(hire.owner_hour)
    _axis(
        figure, [own, *(Range(p5=0, p50=c.middle, p95=c.high) for c in hire.costs)],
        f"{hire.currency} an hour",
    )  # fmt: skip
    first = hire.costs[0]
    than = "more than" if first.middle > hire.owner_hour else "less than"
    title = (
        f"An hour of a {first.who} costs about {two_figures(first.middle)} {hire.currency}, {than} "
        f"your own ({two_figures(hire.owner_hour)})"
    )
    alt = f"{title}. " + "; ".join(f"{r[0]} {r[1]} to {r[3]}" for r in rows)
    header = ("", "Low", "Usual", "High")
    return Chart(title, dressed(figure, bottom + 40, top=0), alt, header, tuple(rows))
