"""The tornado: how far answers and uncertain figures move what is left for the owner.

Results in, figures out: nothing is computed here that the result does not hold.
"""

from collections.abc import Sequence

import plotly.graph_objects as go

from advisor.explain.palette import FAMILY_COLOURS, LINE, QUIET
from advisor.explain.wording import two_figures
from advisor.insight.sensitivity.result import Moved
from advisor.insight.sensitivity.words import span_text
from advisor.output.chart import Chart, Rows, dressed, mark_beside, say_above

MARK = FAMILY_COLOURS["owned"]
MOST_BARS = 10
_ROW, _LINE, _BAR, _TOP = 62, 18, 18, 34  # pixels


def tornado_chart(moved: Sequence[Moved], now: float, title: str, currency: str) -> Chart:
    """Return the outcome at both ends of each thing moved, largest swing first.

    A bar from the least to the most around the present value; another colour where the call or the
    leading channel changes.  `moved`: largest swing first; of those that move anything at most
    ``MOST_BARS`` are drawn, the table holds all.  `now`: what is left as answered, a month.
    `currency`: its code.
    """
    moves = [m for m in moved if any(abs(e.net_contribution - now) > 1e-9 for e in (m.low, m.high))]
    drawn = (moves or list(moved)[:1])[:MOST_BARS]
    figure = go.Figure()
    row = _ROW + (_LINE if any(": " in one.name for one in drawn) else 0)
    at = [_TOP + row * k + row - 22 for k in range(len(drawn))]
    for one, y in zip(drawn, at, strict=True):
        nets = (one.low.net_contribution, now, one.high.net_contribution)
        least, most = min(nets), max(nets)
        changes = one.changes_call or one.changes_leader
        figure.add_bar(
            x=[most - least], base=[least], y=[y], orientation="h", width=_BAR,
            marker={"color": MARK if changes else LINE}, name=one.name,
            hovertemplate=(
                f"{one.name}: {one.low.value_text} earns "
                f"{two_figures(one.low.net_contribution)}, {one.high.value_text} earns "
                f"{two_figures(one.high.net_contribution)} {currency}<extra></extra>"
            ),
        )  # fmt: skip
        # One line each, so that long names fit a phone: whose it is, what it says, its ends.
        name, _, rest = one.name.partition(": ")
        mark = " (changes the choice)" if changes else ""
        lines = [f"<b>{name}</b>{mark}", rest, span_text(one.low.value_text, one.high.value_text)]
        say_above(figure, "<br>".join(line for line in lines if line), y - 11)
    mark_beside(figure, now, [_TOP - 18, *at], QUIET, half=_BAR / 2 + 2)
    ends = [v for one in drawn for v in (one.low.net_contribution, one.high.net_contribution)]
    right = bool(ends) and now > (min(ends) + max(ends)) / 2
    figure.add_annotation(
        x=now, y=_TOP - 18, yref="y", text=f"now {two_figures(now)}", showarrow=False,
        xanchor="right" if right else "left", xshift=-4 if right else 4,
    )  # fmt: skip
    figure.update_xaxes(
        title=f"Earned over the years, {currency} a month", nticks=5, tickformat="~s"
    )
    figure.update_yaxes(range=[_TOP + row * len(drawn) + 6, 0], visible=False)
    rows: Rows = tuple(
        (
            one.name,
            *(f"{e.value_text} → {two_figures(e.net_contribution)}" for e in (one.low, one.high)),
            "yes" if one.changes_call or one.changes_leader else "no",
        )
        for one in moved
    )
    alt = f"{title} " + "; ".join(f"{r[0]}: earned at {r[1]}, at {r[2]}" for r in rows)
    header = ("What was changed", "Low → earned", "High → earned", "Other choice")
    height = _TOP + row * len(drawn) + 60
    return Chart(title.rstrip("."), dressed(figure, height, top=0), alt, header, rows)
