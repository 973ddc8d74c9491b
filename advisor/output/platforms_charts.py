"""Charts of the advice on platforms: evidence against habit, where posts go flat.

Results in, figures out.
"""

import plotly.graph_objects as go

from advisor.explain.palette import FAMILY_COLOURS, QUIET
from advisor.explain.wording import percent, short, two_figures
from advisor.insight.platforms.result import CurvePoint, Platform, PlatformAdvice
from advisor.output.chart import Chart, Rows, dressed, say_above, strong_or_pale

_COLOUR = FAMILY_COLOURS["organic"]
_ROW, _BAR, _TOP = 50, 16, 6  # pixels
_INSIDE = 50.0  # a score above it means in the mix


def standing_chart(advice: PlatformAdvice, title: str) -> Chart:
    """Return the points of every open platform beside the share of small firms that are there.

    Bars are points of 100 (solid in the mix, lighter out of it), diamonds the habit.
    """
    shown = [p for p in advice.platforms if p.open]
    figure, at = go.Figure(), []
    for k, platform in enumerate(shown):
        y = _TOP + k * _ROW
        say_above(figure, platform.name, y + 20, bold=platform.in_mix)
        at.append(y + 30.0)
    figure.add_bar(
        x=[p.score for p in shown], y=at, orientation="h", width=_BAR, name="points",
        marker=strong_or_pale([_COLOUR] * len(shown), [p.in_mix for p in shown]),
        customdata=[p.name for p in shown],
        hovertemplate="%{customdata}: %{x:.2~g} points of 100<extra></extra>",
    )  # fmt: skip
    figure.add_scatter(
        x=[100 * p.habit_share for p in shown], y=at, mode="markers", name="habit",
        marker={"symbol": "diamond", "size": 11, "color": QUIET},
        customdata=[p.name for p in shown],
        hovertemplate="%{customdata}: used by %{x:.2~g} % of small firms<extra></extra>",
    )  # fmt: skip
    figure.add_vline(x=_INSIDE, line_color=QUIET, line_dash="dot", line_width=1)
    bottom = _TOP + len(shown) * _ROW
    figure.update_yaxes(range=[bottom, 0], visible=False)
    figure.update_xaxes(
        range=[0, 102], dtick=25,
        title="Bar: points of 100 for you, in the mix above 50<br>Diamond: % of small firms there",
    )  # fmt: skip
    dressed(figure, bottom + 70, top=0)
    figure.update_layout(margin={"b": 62})
    rows: Rows = tuple(
        (p.name, "yes" if p.in_mix else "no", short(p.score), percent(p.habit_share)) for p in shown
    )
    alt = f"{title} " + "; ".join(
        f"{p.name}: {two_figures(p.score)} points, {percent(p.habit_share)} of small firms"
        for p in shown
    )
    header = ("Platform", "In the mix", "Points of 100", "Small firms there")
    return Chart(title, figure, alt, header, rows)


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
        (short(p.hours_per_week), short(p.posts_per_week), short(p.people_aware))
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
