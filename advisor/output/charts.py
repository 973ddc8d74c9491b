"""Charts of a recommendation that no drawing holds: the mix in two panels, people on a log axis.

Results in, figures out: nothing is computed here that a recommendation does not hold.
"""

import math

import plotly.graph_objects as go
from plotly.subplots import make_subplots

from advisor.explain.names import FAMILIES
from advisor.explain.palette import FAMILY_COLOURS, LINE, QUIET
from advisor.explain.wording import amount, exact, short
from advisor.output.chart import Chart, Rows, dressed, head_panel, say_above, say_each_above
from advisor.report.captions import in_order, mix_caption, people_caption, people_steps
from advisor.results import AllocationItem, Recommendation

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


def _power(k: int) -> str:
    """Write ten to the power of `k` shortly: 0.1, 10, 1k, 1M."""
    for least, letter in ((9, "G"), (6, "M"), (3, "k")):
        if k >= least:
            return f"{10 ** (k - least)}{letter}"
    return f"{10.0**k:g}"


def people_chart(r: Recommendation) -> Chart:
    """Return the way from all who could be reached to those who buy, on a log axis.

    One row a step: the median as a dot, the range as a line, both written out.
    """
    steps = people_steps(r)
    positive = [v for _, s, _ in steps for v in s.points if v > 0]
    floor = max(min(positive, default=1.0), 1e-3)
    at = [48 * k + 34 for k in range(len(steps))]
    figure = go.Figure()
    for (_, values, text), y in zip(steps, at, strict=True):
        low, median, high = (max(v, floor) for v in values.points)
        figure.add_scatter(
            x=[low, high], y=[y, y], mode="lines", line={"color": LINE, "width": 6}, opacity=0.4,
            hoverinfo="skip", name="range",
        )  # fmt: skip
        figure.add_scatter(
            x=[median], y=[y], mode="markers", marker={"size": 12, "color": LINE}, name="median",
            hovertemplate=f"{text}<extra></extra>",
        )  # fmt: skip
    texts = (f"<b>{name}</b>: {text}" for name, _, text in steps)
    say_each_above(figure, texts, (y - 10 for y in at))
    lowest, highest = math.floor(math.log10(floor)), math.ceil(math.log10(max([1.0, *positive])))
    figure.update_xaxes(
        type="log", range=[lowest - 0.1, highest + 0.1], zeroline=False,
        title="People a month, each mark ten times the last", tickangle=0,
        tickvals=[10.0**k for k in range(lowest, highest + 1)],
        ticktext=[_power(k) for k in range(lowest, highest + 1)],
    )  # fmt: skip
    figure.update_yaxes(range=[48 * len(steps) + 4, 0], visible=False)
    figure.update_xaxes(minor={"showgrid": False}, linecolor=QUIET)
    rows: Rows = tuple((name, short(v.p5), short(v.p50), short(v.p95)) for name, v, _ in steps)
    caption = people_caption(r)
    return Chart(caption.title, dressed(figure, 48 * len(steps) + 60), caption.alt,
                 ("People a month", "Low", "Median", "High"), rows)  # fmt: skip
