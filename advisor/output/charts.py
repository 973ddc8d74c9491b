"""Charts of the plan and of what it brings: the mix, customers by month, payback, people.

Results in, figures out: nothing is computed here that a recommendation does not hold.
"""

from collections.abc import Sequence

import plotly.graph_objects as go
from plotly.subplots import make_subplots

from advisor.explain.ledger_words import basis_of
from advisor.explain.names import FAMILIES
from advisor.explain.palette import BAND, FAMILY_COLOURS, LINE, QUIET
from advisor.explain.wording import amount, exact, short, two_figures
from advisor.output.chart import Chart, Rows, add_band, dressed, head_panel, say_above
from advisor.report.captions import in_order, mix_caption, months_caption, payback_caption
from advisor.report.ways import pace
from advisor.results import AllocationItem, Range, Recommendation

_ROW, _HEADING, _BAR = 52, 30, 18  # pixels


def _hours_text(item: AllocationItem) -> str:
    """Write the hours, and whose they are where they are not only the owner's."""
    total = exact(item.all_hours)
    parts = [
        (item.hours_per_week, "you"),
        (item.staff_hours_per_week, "staff"),
        (item.manager_hours_per_week, "manager"),
    ]
    given = [(hours, who) for hours, who in parts if hours > 0]
    if not given or [who for _, who in given] == ["you"]:
        return total
    if len(given) == 1:
        return f"{total} {given[0][1]}"
    return f"{total}, you {exact(item.hours_per_week)}" if item.hours_per_week else total


def mix_chart(r: Recommendation) -> Chart:
    """Return hours and money of the mix by channel, grouped and coloured by family.

    Two panels with the same rows: hours a week (the owner's solid, others' lighter) and money a
    month.
    """
    items = in_order(r)
    figure = make_subplots(cols=2, rows=1, horizontal_spacing=0.06)
    y, at, last = 26.0, [], ""
    for item in items:
        if item.family != last:
            last = item.family
            y += _HEADING
            figure.add_annotation(
                x=0, xref="paper", xanchor="left", y=y - 4, yref="y", yanchor="bottom",
                showarrow=False, borderpad=0, text=f"<b>{FAMILIES[last]}</b>",
                font={"color": FAMILY_COLOURS[last]},
            )  # fmt: skip
        say_above(figure, item.counted_name, y + _ROW - _BAR - 10)
        at.append(y + _ROW - _BAR / 2 - 8)
        y += _ROW
    for column, heading in ((1, "Hours a week"), (2, f"{r.currency} a month")):
        head_panel(figure, column, heading)
    colours = [FAMILY_COLOURS[i.family] for i in items]
    names = [i.name for i in items]
    bars = (
        ("your hours", [i.hours_per_week for i in items], 1.0, 1),
        ("others' hours", [i.all_hours - i.hours_per_week for i in items], 0.45, 1),
        ("money", [i.money_per_month for i in items], 1.0, 2),
    )
    for name, values, strength, column in bars:
        figure.add_bar(
            x=values, y=at, orientation="h", width=_BAR, name=name, customdata=names, row=1,
            col=column, marker={"color": colours, "opacity": strength},
            hovertemplate=f"%{{customdata}}: %{{x:,.4~g}} {name}<extra></extra>",
        )  # fmt: skip
    hours = [i.all_hours for i in items]
    spent = [i.money_per_month for i in items]
    for column, values, texts in (
        (1, hours, [_hours_text(i) for i in items]),
        (2, spent, [amount(v, r.currency) if v else "nothing" for v in spent]),
    ):
        figure.add_scatter(
            x=values, y=at, mode="text", text=[f" {t}" for t in texts], row=1, col=column,
            textposition="middle right", cliponaxis=False, hoverinfo="skip", name="labels",
        )  # fmt: skip
        figure.update_xaxes(
            range=[0, max(values, default=0) * 1.6 or 1], showticklabels=False, showgrid=False,
            col=column,
        )  # fmt: skip
    figure.update_yaxes(range=[y, 0], visible=False)
    figure.update_layout(barmode="stack")
    rows: Rows = tuple(
        (i.counted_name, FAMILIES[i.family], exact(h), amount(i.money_per_month, r.currency))
        for i, h in zip(items, hours, strict=True)
    )
    dressed(figure, int(y) + 10, top=0)
    figure.update_layout(margin={"b": 10})
    header = ("Channel", "Kind", "Hours a week", f"{r.currency} a month")
    caption = mix_caption(r)
    return Chart(caption.title, figure, caption.alt, header, rows)


def months_chart(r: Recommendation) -> Chart:
    """Return new customers by month, of which there is at least one, as a line with its range."""
    months = [m.month for m in r.by_month]
    times, period = basis_of(r)
    ranges = [m.customers.times(times) for m in r.by_month]
    figure = go.Figure()
    add_band(figure, months, ranges, (LINE, BAND), "month %{x}: %{y:.2~g}")
    _name_months(figure, ranges)
    figure.update_yaxes(title=pace(period), rangemode="tozero")
    rows: Rows = tuple(
        (m, short(c.p5), short(c.p50), short(c.p95)) for m, c in zip(months, ranges, strict=True)
    )
    caption = months_caption(r)
    return Chart(
        caption.title, dressed(figure, 320), caption.alt, ("Month", "Low", "Median", "High"), rows
    )


def _name_months(figure: go.Figure, ranges: Sequence[Range]) -> None:
    """Name months, and low, median and high at the end; low only where the axis leaves room."""
    x, end = len(ranges), ranges[-1]
    figure.update_xaxes(title="Month", dtick=1 if x <= 12 else 3, range=[0.5, x + 0.5])
    points = (end.p95, end.p50, end.p5)
    span = max(1e-9, max(points) - min(0.0, *points))
    for value, word, shift in zip(points, ("high", "median", "low"), (9, 11, -9), strict=True):
        if word == "low" and abs(value) < 0.1 * span:
            continue
        figure.add_annotation(
            x=x, y=value, xanchor="right", showarrow=False, yshift=shift,
            text=f"{word} {two_figures(value)}",
            font={"size": 12, "color": LINE if word == "median" else QUIET},
        )  # fmt: skip


def payback_chart(r: Recommendation) -> Chart:
    """Return cumulative cash (gross profit minus money) by month, the payback month marked."""
    cash = r.payback.range_by_month
    months = list(range(1, len(cash) + 1))
    figure = go.Figure()
    add_band(figure, months, cash, (LINE, BAND), f"month %{{x}}: %{{y:,.2~s}} {r.currency}")
    figure.add_hline(y=0, line_color=QUIET, line_width=1)
    month = r.payback.month
    if month is not None and month <= len(cash):
        figure.add_scatter(
            x=[month], y=[cash[month - 1].p50], mode="markers", name="back", hoverinfo="skip",
            marker={"size": 14, "color": LINE, "line": {"width": 2, "color": QUIET}},
        )  # fmt: skip
        figure.add_vline(x=month, line_color=QUIET, line_dash="dot", line_width=1)
    _name_months(figure, cash)
    figure.update_yaxes(title=f"{r.currency}, all months added up", tickformat="~s")
    rows: Rows = tuple(
        (m, two_figures(c.p5), two_figures(c.p50), two_figures(c.p95))
        for m, c in zip(months, cash, strict=True)
    )
    caption = payback_caption(r)
    return Chart(
        caption.title, dressed(figure, 320), caption.alt, ("Month", "Low", "Median", "High"), rows
    )
