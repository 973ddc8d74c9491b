"""Charts that compare: the three ways, channels by score, evidence by grade, seeing to buying.

Results in, figures out: nothing is computed here that a recommendation does not hold.
"""

import math
from collections.abc import Callable, Mapping

import plotly.graph_objects as go
from plotly.subplots import make_subplots

from advisor.explain.ledger_words import basis_of
from advisor.explain.names import FAMILIES, GRADES, STRATEGIES
from advisor.explain.palette import FAMILY_COLOURS, GRADE_COLOURS, LINE, QUIET, STRATEGY_COLOURS
from advisor.explain.wording import range_text, short
from advisor.output.chart import (
    Chart,
    Rows,
    add_ranges,
    dressed,
    head_panel,
    say_above,
    say_each_above,
    strong_or_pale,
)
from advisor.report.captions import (
    Caption,
    evidence_caption,
    people_caption,
    people_steps,
    percent_by_grade,
    strategies_caption,
)
from advisor.results import Range, Recommendation, Totals

_ROW = 66  # pixels


def strategies_chart(r: Recommendation) -> Chart:
    """Return the three strategies, each at its best: customers, what is left, people aware.

    Three panels with the same rows: the median as a dot, the range as a line.
    """
    ways = list(r.strategy.all)
    times, period = basis_of(r)
    panels: tuple[tuple[str, Callable[[Totals], Range]], ...] = (
        (
            "New customers" if period == "month" else "New a year",
            lambda t: t.customers.times(times),
        ),
        (f"Left, {r.currency}", lambda t: t.net_contribution),
        ("People aware", lambda t: t.people_aware),
    )
    figure = make_subplots(cols=3, rows=1, horizontal_spacing=0.07)
    top = 28
    at = [top + _ROW * k + 34 for k in range(len(ways))]
    for column, (heading, part) in enumerate(panels, start=1):
        head_panel(figure, column, heading)
        rows_drawn = [
            (y, values, STRATEGY_COLOURS[way.id], (way.id, way.id),
             f"{STRATEGIES[way.id]}: {range_text(values)}")
            for way, y in zip(ways, at, strict=True)
            for values in (part(way.totals),)
        ]  # fmt: skip
        add_ranges(figure, column, rows_drawn, width=5, nticks=3)
    for way, y in zip(ways, at, strict=True):
        called = way.id == r.strategy.call and len(r.strategy.alike) <= 1
        mark = " (recommended)" if called else ""
        say_above(figure, f"{STRATEGIES[way.id]}{mark}", y - 10, bold=bool(mark))
    figure.update_yaxes(range=[top + _ROW * len(ways) + 4, 0], visible=False)
    rows: Rows = tuple(
        (STRATEGIES[way.id], *(range_text(part(way.totals)) for _, part in panels)) for way in ways
    )
    header = ("Strategy", f"New customers a {period}", f"Left for you, {r.currency} a month",
              "People who take notice a month")  # fmt: skip
    caption = strategies_caption(r)
    return Chart(
        caption.title,
        dressed(figure, top + _ROW * len(ways) + 44, top=0),
        caption.alt,
        header,
        rows,
    )


_DRAWN = 14  # channels in the picture, and all of the mix in any case; the table holds every one


def score_chart(r: Recommendation) -> Chart:
    """Return the channels by score from 0 to 100, those in the mix solid, those out pale."""
    ranked = r.ranked
    inside = sum(c.in_mix for c in ranked)
    drawn = ranked[: max(_DRAWN, inside)]
    row = 46
    at = [row * k + 32 for k in range(len(drawn))]
    figure = go.Figure()
    figure.add_bar(
        x=[c.score for c in drawn], y=at, orientation="h", width=14, name="score",
        marker=strong_or_pale(
            [FAMILY_COLOURS[c.family] for c in drawn], [c.in_mix for c in drawn]
        ),
        text=[f"{c.score:.0f}" for c in drawn], textposition="outside", cliponaxis=False,
        customdata=[c.name for c in drawn],
        hovertemplate="%{customdata}: %{x:.0f} of 100<extra></extra>",
    )  # fmt: skip
    names = (c.name if c.in_mix else f"{c.name} (not now)" for c in drawn)
    say_each_above(figure, names, (y - 9 for y in at))
    figure.update_xaxes(range=[0, 112], title="Score, 0 to 100", tickvals=[0, 25, 50, 75, 100])
    figure.update_yaxes(range=[row * len(drawn) + 4, 0], visible=False)
    title = (
        f"{inside} of {len(ranked)} channels are worth their cost now; most important: "
        f"{ranked[0].name}"
        if inside
        else f"None of {len(ranked)} channels is worth its cost yet; nearest: {ranked[0].name}"
    )
    rows: Rows = tuple(
        (c.name, FAMILIES[c.family], "chosen" if c.in_mix else "not now", round(c.score))
        for c in ranked
    )
    alt = f"{title}. " + "; ".join(f"{c.name} {c.score:.0f}" for c in drawn)
    return Chart(title, dressed(figure, row * len(drawn) + 60), alt,
                 ("Channel", "Kind", "Now", "Score"), rows)  # fmt: skip


def evidence_chart(r: Recommendation) -> Chart:
    """Return the share of the outcome that rests on each grade of evidence."""
    return grades_chart(r.evidence, evidence_caption(r), "Share of the outcome, %")


def grades_chart(shares: Mapping[str, float], caption: Caption, axis: str) -> Chart:
    """Return shares by grade of evidence as bars, judgement last; `axis` is its title and unit."""
    by_grade = percent_by_grade(shares)
    grades, percents = list(by_grade), list(by_grade.values())
    row = 46
    at = [row * k + 32 for k in range(len(grades))]
    figure = go.Figure()
    figure.add_bar(
        x=percents, y=at, orientation="h", width=16, name="share",
        marker={"color": [GRADE_COLOURS[g] for g in grades]}, cliponaxis=False,
        text=[f"{p:.0f} %" for p in percents], textposition="outside",
        customdata=[GRADES[g] for g in grades],
        hovertemplate="%{customdata}: %{x:.0f} %<extra></extra>",
    )  # fmt: skip
    texts = (GRADES[grade] for grade in grades)
    say_each_above(figure, (t[0].upper() + t[1:] for t in texts), (y - 10 for y in at))
    figure.update_xaxes(title=axis, range=[0, 100], tickvals=[0, 25, 50, 75, 100])
    figure.update_yaxes(range=[row * len(grades) + 4, 0], visible=False)
    rows: Rows = tuple((GRADES[g], round(p)) for g, p in zip(grades, percents, strict=True))
    return Chart(caption.title, dressed(figure, row * len(grades) + 64), caption.alt,
                 ("Evidence", "Share, %"), rows)  # fmt: skip


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
