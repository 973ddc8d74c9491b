"""The chart of the advice on platforms: where posts go flat.

Results in, figures out.
"""

import plotly.graph_objects as go

from advisor.explain.palette import FAMILY_COLOURS, QUIET
from advisor.explain.wording import exact, short, two_figures
from advisor.insight.platforms.result import CurvePoint, Platform
from advisor.output.chart import Chart, Rows, dressed

_COLOUR = FAMILY_COLOURS["organic"]


def rhythm_chart(platform: Platform, title: str) -> Chart:
    """Return people who take notice by posts a week, with the point from which it is flat.

    The curve of the platform with the posts of the plan (or of its least level) marked.
    """
    curve = _useful(platform)
    figure = go.Figure()
    figure.add_scatter(
        x=[p.posts_per_week for p in curve], y=[p.people_aware for p in curve], mode="lines",
        line={"color": _COLOUR, "width": 3}, name="curve",
        hovertemplate="%{x:.2~g} posts a week: %{y:,.2~g} people a month<extra></extra>",
    )  # fmt: skip
    marks = _marks(platform)
    for k, (posts, word, colour) in enumerate(marks):
        figure.add_vline(x=posts, line_color=colour, line_dash="dot", line_width=2)
        right = posts > 0.5 * curve[-1].posts_per_week
        # Above the plot, a line each: no mark runs through the words of another.
        figure.add_annotation(
            x=posts, xanchor="right" if right else "left", y=1, yref="paper",
            yanchor="bottom", yshift=2 + 18 * (len(marks) - 1 - k), showarrow=False,
            xshift=4 if right else -4, text=f"{word}: {two_figures(posts)}",
        )  # fmt: skip
    figure.update_xaxes(title=f"Posts a week on {platform.name}", rangemode="tozero")
    figure.update_yaxes(title="People a month who take notice", rangemode="tozero")
    step = max(1, len(curve) // 8)
    rows: Rows = tuple(
        (exact(p.hours_per_week), short(p.posts_per_week), short(p.people_aware))
        for p in curve[::step]
    )
    alt = f"{title} " + "; ".join(f"{word}: {two_figures(posts)}" for posts, word, _ in marks)
    header = ("Hours a week", "Posts a week", "People a month who take notice")
    return Chart(title, dressed(figure, 320, top=8 + 18 * len(marks)), alt, header, rows)


def _marks(platform: Platform) -> list[tuple[float, str, str]]:
    """Return what is marked on the curve: what the hours make, and where more is of no use.

    Where the hours make as many posts as are of use, both are one mark.
    """
    flat = platform.flat_posts
    made = None if platform.posts_per_week is None else platform.posts_per_week.p50
    if flat is not None and made is not None and made >= 0.95 * flat:
        word = "all it lets through" if flat == platform.most_posts else "enough: more adds little"
        return [(flat, word, _COLOUR)]
    marks = []
    if made is not None:
        word = "your plan" if platform.in_mix else "the least that helps"
        marks.append((made, word, _COLOUR))
    if flat is not None:
        marks.append((flat, "more adds little", QUIET))
    return marks


def _useful(platform: Platform) -> list[CurvePoint]:
    """Return the curve from nothing to well beyond what matters."""
    ends = [platform.flat_posts or 0.0]
    if platform.posts_per_week is not None:
        ends.append(platform.posts_per_week.p50)
    zero = CurvePoint(
        hours_per_week=0, posts_per_week=0, people_aware=0, customers=0, gross_profit=0
    )
    end = 2.0 * max(ends)
    inside = [p for p in platform.curve if end <= 0 or p.posts_per_week <= end]
    return [zero, *inside]
