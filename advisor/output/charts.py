"""Charts of a recommendation as Plotly figures: results in, figures out.

Every chart comes with a sentence for those who cannot see it and its numbers as a table.  The
title says the finding; backgrounds are transparent so that both themes work.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import plotly.graph_objects as go
from plotly.subplots import make_subplots

from advisor.explain.wording import two_figures
from advisor.output.palette import (
    BAND,
    FAMILY_COLOURS,
    GRADE_COLOURS,
    LINE,
    QUIET,
    STRATEGY_COLOURS,
)
from advisor.results import AllocationItem, Recommendation

_FAMILY_ORDER = ("face_to_face", "private_network", "owned", "organic", "paid")


@dataclass(frozen=True)
class Chart:
    """A figure, its alternative text, and its numbers: a header and rows."""

    figure: go.Figure
    alt: str
    header: tuple[str, ...]
    rows: tuple[tuple[str | float, ...], ...]


def _dressed(figure: go.Figure, title: str, height: int) -> go.Figure:
    figure.update_layout(
        title={"text": title, "x": 0, "xanchor": "left", "font": {"size": 16}},
        height=height,
        margin={"l": 8, "r": 16, "t": 56, "b": 40},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        showlegend=False,
        font={"size": 13},
        dragmode=False,
    )
    figure.update_xaxes(gridcolor="rgba(127,140,139,0.25)", zerolinecolor=QUIET, fixedrange=True)
    figure.update_yaxes(gridcolor="rgba(127,140,139,0.25)", zerolinecolor=QUIET, fixedrange=True)
    return figure


def _ordered(items: Sequence[AllocationItem]) -> list[AllocationItem]:
    return sorted(items, key=lambda i: (_FAMILY_ORDER.index(i.family), -i.hours_per_week))


def mix_chart(r: Recommendation, family_words: Mapping[str, str]) -> Chart:
    """Return hours and money of the mix by channel, one hue per family.

    Parameters
    ----------
    r : Recommendation
    family_words : mapping of family to plain words
    """
    items = _ordered(r.allocation)[::-1]
    names = [i.name for i in items]
    colours = [FAMILY_COLOURS[i.family] for i in items]
    all_hours = [
        i.hours_per_week + i.staff_hours_per_week + i.manager_hours_per_week for i in items
    ]
    figure = make_subplots(
        cols=2, rows=1, shared_yaxes=True, horizontal_spacing=0.08,
        subplot_titles=("Hours a week", f"{r.currency} a month"),
    )  # fmt: skip
    for column, values, digits in (
        (1, all_hours, "{:g}"),
        (2, [i.money_per_month for i in items], "{:,.0f}"),
    ):
        figure.add_bar(
            x=values, y=names, orientation="h", marker_color=colours, row=1, col=column,
            text=[digits.format(v) if v else "" for v in values], textposition="outside",
            cliponaxis=False, hovertemplate="%{y}: %{x:,.4g}<extra></extra>",
        )  # fmt: skip
        figure.update_xaxes(
            range=[0, max(values, default=0) * 1.25 or 1], showticklabels=False, col=column
        )
    families: dict[str, float] = {}
    for item, value in zip(items, all_hours, strict=True):
        families[item.family] = families.get(item.family, 0.0) + value
    total = sum(families.values())
    if total > 0:
        main = max(families, key=lambda f: families[f])
        title = (
            f"Most hours go to: {family_words[main].lower()} "
            f"({round(100 * families[main] / total)} %)"
        )
    else:
        title = "Nothing is used"
    figure.update_yaxes(automargin=True, ticklabelposition="outside")
    rows = tuple(
        (i.name, family_words[i.family], h, round(i.money_per_month, 2))
        for i, h in zip(items[::-1], all_hours[::-1], strict=True)
    )
    alt = f"{title}. " + "; ".join(
        f"{n}: {h:g} hours a week, {m:,.0f} {r.currency} a month" for n, _, h, m in rows
    )
    return Chart(
        _dressed(figure, title, 110 + 38 * len(items)), alt,
        ("Channel", "Kind", "Hours a week", f"{r.currency} a month"), rows,
    )  # fmt: skip


def months_chart(r: Recommendation) -> Chart:
    """Return new customers by month with their range, and the base line."""
    months = [m.month for m in r.by_month]
    low, middle, high = (
        [getattr(m.customers, p) for m in r.by_month] for p in ("p5", "p50", "p95")
    )
    figure = go.Figure()
    figure.add_scatter(x=months, y=high, mode="lines", line={"width": 0}, hoverinfo="skip")
    figure.add_scatter(
        x=months, y=low, mode="lines", line={"width": 0}, fill="tonexty", fillcolor=BAND,
        hoverinfo="skip",
    )  # fmt: skip
    figure.add_scatter(
        x=months, y=middle, mode="lines+markers", line={"color": LINE, "width": 3},
        hovertemplate="month %{x}: %{y:.2g}<extra></extra>",
    )  # fmt: skip
    end = two_figures(middle[-1]) if middle else "0"
    title = f"By month {months[-1] if months else 0}: about {end} new customers a month"
    figure.add_annotation(x=months[-1], y=middle[-1], text=f"middle {end}", showarrow=False,
                          yshift=14, xanchor="right")  # fmt: skip
    figure.update_xaxes(title="Month", dtick=max(1, len(months) // 12))
    figure.update_yaxes(title="New customers a month", rangemode="tozero")
    rows = tuple(
        (m, float(f"{a:.2g}"), float(f"{b:.2g}"), float(f"{c:.2g}"))
        for m, a, b, c in zip(months, low, middle, high, strict=True)
    )
    alt = f"{title}; nine times in ten between {two_figures(low[-1])} and {two_figures(high[-1])}."
    return Chart(_dressed(figure, title, 340), alt, ("Month", "Low", "Middle", "High"), rows)


def payback_chart(r: Recommendation) -> Chart:
    """Return cumulative cash (gross profit minus money) by month with its range."""
    cash = r.payback.range_by_month
    months = list(range(1, len(cash) + 1))
    figure = go.Figure()
    figure.add_scatter(x=months, y=[c.p95 for c in cash], mode="lines", line={"width": 0},
                       hoverinfo="skip")  # fmt: skip
    figure.add_scatter(x=months, y=[c.p5 for c in cash], mode="lines", line={"width": 0},
                       fill="tonexty", fillcolor=BAND, hoverinfo="skip")  # fmt: skip
    figure.add_scatter(x=months, y=[c.p50 for c in cash], mode="lines+markers",
                       line={"color": LINE, "width": 3},
                       hovertemplate="month %{x}: %{y:,.0f}<extra></extra>")  # fmt: skip
    figure.add_hline(y=0, line_color=QUIET)
    month = r.payback.month
    title = (
        f"The money is back in month {month}"
        if month is not None
        else f"The money is not back within {r.horizon_months} months"
    )
    figure.update_xaxes(title="Month", dtick=max(1, len(months) // 12))
    figure.update_yaxes(title=f"{r.currency}, gross profit minus money, added up")
    rows = tuple((m, round(c.p5), round(c.p50), round(c.p95))
                 for m, c in zip(months, cash, strict=True))  # fmt: skip
    return Chart(_dressed(figure, title, 340), title + ".", ("Month", "Low", "Middle", "High"),
                 rows)  # fmt: skip


def strategies_chart(r: Recommendation, words: Mapping[str, str]) -> Chart:
    """Return the three strategies, each at its own best, by customers with their ranges."""
    items = list(r.strategy.all)[::-1]
    names = [words[s.id] for s in items]
    middle = [s.totals.customers.p50 for s in items]
    figure = go.Figure()
    figure.add_scatter(
        x=middle, y=names, mode="markers+text",
        marker={"size": 15, "color": [STRATEGY_COLOURS[s.id] for s in items]},
        error_x={
            "type": "data", "symmetric": False, "color": QUIET, "thickness": 2,
            "array": [s.totals.customers.p95 - m for s, m in zip(items, middle, strict=True)],
            "arrayminus": [m - s.totals.customers.p5 for s, m in zip(items, middle, strict=True)],
        },
        text=[two_figures(m) for m in middle], textposition="top center",
        hovertemplate="%{y}: %{x:.2g}<extra></extra>",
    )  # fmt: skip
    best = max(r.strategy.all, key=lambda s: s.utility)
    level = [s for s in r.strategy.all if abs(s.utility - best.utility) < 1e-9]
    title = (
        "All three come to the same mix here"
        if len(level) == 3
        else f"{words[r.strategy.call or best.id]} serves your goals best"
    )
    figure.update_xaxes(title="New customers a month", rangemode="tozero")
    figure.update_yaxes(automargin=True, range=[-0.6, len(items) - 0.3])
    rows = tuple(
        (words[s.id], float(f"{s.totals.customers.p5:.2g}"),
         float(f"{s.totals.customers.p50:.2g}"), float(f"{s.totals.customers.p95:.2g}"),
         round(s.totals.net_contribution.p50), round(s.totals.people_aware.p50))
        for s in r.strategy.all
    )  # fmt: skip
    return Chart(
        _dressed(figure, title, 270), title + ".",
        ("Strategy", "Customers low", "middle", "high", f"Left for you, {r.currency} a month",
         "People aware a month"), rows,
    )  # fmt: skip


def evidence_chart(r: Recommendation, words: Mapping[str, str]) -> Chart:
    """Return the share of the outcome that rests on each grade of evidence."""
    grades = [g for g in ("A", "B", "C", "D", "judgement", "owner") if r.evidence.get(g, 0) > 0]
    figure = go.Figure()
    for grade in grades:
        share = r.evidence[grade]
        figure.add_bar(
            x=[100 * share], y=[""], orientation="h", marker_color=GRADE_COLOURS[grade],
            text=[f"{words[grade]}<br>{round(100 * share)} %"] if share >= 0.12 else [""],
            textposition="inside", insidetextanchor="middle", textfont_color="#10191A",
            hovertemplate=f"{words[grade]}: %{{x:.0f}} %<extra></extra>",
        )  # fmt: skip
    judged = round(100 * r.evidence.get("judgement", 0.0))
    title = f"{judged} % of the outcome rests on judgement"
    figure.update_layout(barmode="stack")
    figure.update_xaxes(range=[0, 100], ticksuffix=" %")
    rows = tuple((words[g], round(100 * r.evidence[g])) for g in grades)
    return Chart(_dressed(figure, title, 170), title + ".", ("Evidence", "Share, %"), rows)
