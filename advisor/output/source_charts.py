"""Charts of where new customers come from: today and with the plan, and how channels were judged.

Results in, figures out: nothing is computed here that a ledger does not hold.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from advisor.explain.ledger_words import Scale, scale_of
from advisor.explain.names import SOURCES
from advisor.explain.palette import LINE, QUIET
from advisor.explain.wording import in_table, two_figures
from advisor.output.chart import Chart, Rows, dressed, say_each_above
from advisor.results import Judged, Ledger, LedgerPage

TODAY = "#A9BDD3"  # LINE, paler, also in the dark; its edge is LINE, to be seen on white
_ROW, _BAR, _KEY = 33, 11, 24  # pixels
# Share of the whole below which a source that hardly changes is drawn with the others of its kind.
_SMALL, _HARDLY = 0.05, 0.02
_MOST_LABEL = 1.45  # the axis leaves room for what is written behind the longest bar


@dataclass(frozen=True)
class _Row:
    """One bar: new customers today and with the plan, scale applied."""

    name: str
    today: float
    planned: float

    @property
    def text(self) -> str:
        now, then = in_table(self.today), in_table(self.planned)
        return now if now == then else f"{now} → {then}"


def _rows_of(ledger: Ledger, times: float) -> list[_Row]:
    """Return the bars, most customers first; small sources that hardly change in one bar, last."""
    whole = max(ledger.total_with_plan.p50, ledger.total_today.p50, 1e-12)
    ordered = sorted(ledger.sources, key=lambda s: (-s.with_plan.p50, s.source))
    small = [
        s
        for s in ordered
        if max(s.today.p50, s.with_plan.p50) < _SMALL * whole
        and abs(s.with_plan.p50 - s.today.p50) < _HARDLY * whole
    ]
    small = small if len(small) > 1 else []
    rows = [
        _Row(SOURCES[s.source], times * s.today.p50, times * s.with_plan.p50)
        for s in ordered
        if s not in small
    ]
    if small:
        rows.append(
            _Row(
                f"The other {len(small)} together",
                times * sum(s.today.p50 for s in small),
                times * sum(s.with_plan.p50 for s in small),
            )
        )
    return rows


def source_chart(ledger: Ledger, title: str, scale: Scale | None = None) -> Chart:
    """Return new customers by source as bars: today's part, and what the plan adds to it.

    `title`: what they come to, as the section says it.  `scale`: by default by the month, or by the
    year where customers are few.  One bar a source; where the plan gives up something, that part is
    hollow.
    """
    times, period = scale or scale_of(ledger)
    rows = _rows_of(ledger, times)
    at = [_KEY + _ROW * k + 26 for k in range(len(rows))]
    figure = go.Figure()
    stays = [min(row.today, row.planned) for row in rows]
    added = [max(0.0, row.planned - row.today) for row in rows]
    lost = [max(0.0, row.today - row.planned) for row in rows]
    edge = {"color": LINE, "width": 1}
    hollow = {"color": "rgba(0,0,0,0)", "line": {"color": QUIET, "width": 1}}
    # To a business that begins some come without it.
    more = "added by this plan" if ledger.begins <= 0.0 else "added in time"
    parts: list[tuple[str, Sequence[float], Mapping[str, object]]] = [
        ("today", stays, {"color": TODAY, "line": edge}),
        (more, added, {"color": LINE, "line": edge}),
    ]  # fmt: skip
    if any(row.planned < row.today and "→" in row.text for row in rows):
        parts.append(("given up", lost, hollow))
    for name, values, marker in parts:
        figure.add_bar(
            x=list(values), y=at, orientation="h", width=_BAR, name=name, marker=marker,
            customdata=[row.name for row in rows],
            hovertemplate=f"%{{customdata}}: %{{x:.2~g}} {name}<extra></extra>",
        )  # fmt: skip
    figure.add_scatter(
        x=[max(row.today, row.planned) for row in rows], y=at, mode="text", name="labels",
        text=[f" {row.text}" for row in rows], textposition="middle right", cliponaxis=False,
        hoverinfo="skip",
    )  # fmt: skip
    say_each_above(figure, (row.name for row in rows), (y - 7 for y in at))
    _say_key(figure, period, [name for name, _, _ in parts])
    longest = max((max(row.today, row.planned) for row in rows), default=1.0)
    figure.update_xaxes(range=[0, _MOST_LABEL * max(longest, 1e-9)], visible=False)
    figure.update_yaxes(range=[_KEY + _ROW * len(rows) + 4, 0], visible=False)
    figure.update_layout(barmode="stack")
    dressed(figure, _KEY + _ROW * len(rows) + 8, top=0)
    figure.update_layout(margin={"b": 2})
    alt = f"{title} New customers a {period} by source, today and with this plan: " + "; ".join(
        f"{row.name}: {in_table(row.today)} today, {in_table(row.planned)} with this plan"
        for row in rows
    )
    header = ("How they came", f"A {period} today", f"A {period} with this plan")
    told: Rows = tuple((row.name, in_table(row.today), in_table(row.planned)) for row in rows)
    return Chart(title, figure, alt, header, told)


def _say_key(figure: go.Figure, period: str, names: Sequence[str]) -> None:
    """Write what the colours mean in one line, in the colours themselves."""
    squares = {
        "today": f'<span style="color:{TODAY}">■</span>',
        "added by this plan": f'<span style="color:{LINE}">■</span>',
        "added in time": f'<span style="color:{LINE}">■</span>',
        "given up": f'<span style="color:{QUIET}">□</span>',
    }
    text = "  ".join(f"{squares[name]} {name}" for name in names)
    figure.add_annotation(
        x=0, xref="paper", xanchor="left", y=16, yref="y", yanchor="bottom", showarrow=False,
        text=f"A {period}:  {text}", align="left", borderpad=0,
    )  # fmt: skip


_POINTS = (("counted", "square-open"), ("worked out", "diamond-open"), ("taken", "circle"))
_DRAWN = 12  # channels in the picture; the table holds all
_JUDGED_ROW, _HEAD = 36, 28  # pixels


def judged_chart(page: LedgerPage, names: Mapping[str, str], most: int = _DRAWN) -> Chart:
    """Return how channels were judged: counted, worked out, and what of both is taken.

    New customers a year at each channel's usual effort, on a log axis, a row a channel.  `names`
    (mapping of channel to str): as shown.  `most`: how many channels are drawn, those that bring
    most first; the section's table holds every one, and no row is repeated here.
    """
    ranked = sorted(page.channels, key=lambda c: (-c.pooled.p50, c.channel))
    drawn = ranked[:most]
    at = [_HEAD + _JUDGED_ROW * k + 27 for k in range(len(drawn))]
    figure = go.Figure()
    points = [_points(channel) for channel in drawn]
    least = min((v for found in points for v in found.values()), default=1.0)
    for found, y in zip(points, at, strict=True):
        figure.add_scatter(
            x=[min(found.values()), max(found.values())], y=[y, y], mode="lines", name="span",
            line={"color": QUIET, "width": 1}, hoverinfo="skip",
        )  # fmt: skip
    for name, symbol in _POINTS:
        shown = [(found[name], y) for found, y in zip(points, at, strict=True) if name in found]
        taken = name == "taken"
        figure.add_scatter(
            x=[x for x, _ in shown], y=[y for _, y in shown], mode="markers", name=name,
            marker={"symbol": symbol, "size": 11 if taken else 10,
                    "color": LINE if taken else QUIET, "line": {"width": 2}},
            hovertemplate=f"{name}: %{{x:.2~g}} a year<extra></extra>",
        )  # fmt: skip
    texts = (f"{names[c.channel]}: {two_figures(c.pooled.p50)}" for c in drawn)
    say_each_above(figure, texts, (y - 8 for y in at))
    figure.add_annotation(
        x=0, xref="paper", xanchor="left", y=18, yref="y", yanchor="bottom", showarrow=False,
        text="□ counted   ◇ worked out   ● taken", align="left", borderpad=0,
    )  # fmt: skip
    _log_axis(figure, least, max((v for found in points for v in found.values()), default=1.0))
    height = _HEAD + _JUDGED_ROW * len(drawn)
    figure.update_yaxes(range=[height + 4, 0], visible=False)
    title = _judged_title(drawn, names)
    alt = f"{title}. New customers a year at usual effort, as taken: " + "; ".join(
        f"{names[c.channel]} {two_figures(c.pooled.p50)}" for c in drawn
    )
    return Chart(title, dressed(figure, height + 56, top=0), alt, (), ())


def _points(channel: Judged) -> dict[str, float]:
    """Return the three middles of a channel that can stand on a log axis."""
    found = {
        "counted": None if channel.ledger is None else channel.ledger.p50,
        "worked out": channel.funnel.p50,
        "taken": channel.pooled.p50,
    }
    return {name: max(value, _LEAST) for name, value in found.items() if value is not None}


_LEAST = 0.01  # customers a year: what is less stands at the left end


def _log_axis(figure: go.Figure, least: float, most: float) -> None:
    """Set a log axis a little beyond its points, with the powers of ten written out."""
    low, high = math.log10(least), math.log10(max(most, least))
    ticks = range(math.floor(low), math.ceil(high) + 1)
    figure.update_xaxes(
        type="log", range=[low - 0.12, high + 0.12], tickangle=0, zeroline=False,
        tickvals=[10.0**k for k in ticks], ticktext=[f"{10.0**k:,g}" for k in ticks],
        title="New customers a year, each mark ten times the last", minor={"showgrid": False},
    )  # fmt: skip


def _judged_title(drawn: Sequence[Judged], names: Mapping[str, str]) -> str:
    """Return where count and calculation differ most, and what is taken there."""
    both = [(c, _points(c)) for c in drawn if c.ledger is not None]
    if not both:
        return "No channel of these was counted: all are worked out from effort and people reached"
    channel, found = max(
        both, key=lambda one: abs(math.log(one[1]["counted"] / one[1]["worked out"]))
    )
    return (
        f"Count and calculation differ most for {names[channel.channel]}: "
        f"{two_figures(found['counted'])} a year counted, {two_figures(found['worked out'])} "
        f"worked out, {two_figures(found['taken'])} taken"
    )
