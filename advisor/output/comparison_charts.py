"""Charts that put scenarios side by side: outcomes, hours and money, who is ahead, payback.

Results in, figures out.  A scenario has no hue of its own (hues belong to channel families): its
name stands above its row or at the end of its line.
"""

from functools import partial

import plotly.graph_objects as go
from plotly.subplots import make_subplots

from advisor.explain.comparison_words import payback_text, payback_title
from advisor.explain.names import FAMILIES
from advisor.explain.palette import FAMILY_COLOURS, LINE, QUIET
from advisor.explain.wording import amount, exact, short, two_figures
from advisor.output.chart import (
    Chart,
    Rows,
    dressed,
    head_panel,
    say_above,
    say_each_above,
    unmarked,
)
from advisor.results.comparison import ComparedScenario, Comparison

_DASHES = ("solid", "dash", "dot", "dashdot")


def shown_name(name: str, most: int = 36) -> str:
    """Return a name as it can stand in a figure: cut where too long, never markup.

    `most`: characters kept.  Figures read some tags: their brackets are written as signs.

    Examples
    --------
    >>> shown_name("a <b>")
    'a &lt;b&gt;'
    """
    cut = name if len(name) <= most else name[: most - 1].rstrip() + "…"
    return unmarked(cut)


def _by_family(scenario: ComparedScenario) -> list[tuple[str, float, float]]:
    """Return (family, hours a week, money a month) of a scenario, in the order of the palette."""
    found = []
    for family in FAMILIES:
        items = [i for i in scenario.allocation if i.family == family]
        hours = sum(i.all_hours for i in items)
        found.append((family, hours, sum(i.money_per_month for i in items)))
    return found


def effort_chart(c: Comparison) -> Chart:
    """Return where the hours and the money of each scenario go, by kind of channel.

    Two panels with the same rows, a bar stacked by kind; money only in one currency.
    """
    one = len({s.currency for s in c.scenarios}) == 1
    heads = ["Hours a week", *([f"{c.scenarios[0].currency} a month"] if one else [])]
    figure = make_subplots(cols=len(heads), rows=1, horizontal_spacing=0.08)
    top = 28
    at = [top + 56 * k + 36 for k in range(len(c.scenarios))]
    split = [_by_family(s) for s in c.scenarios]
    for column, heading in enumerate(heads, start=1):
        head_panel(figure, column, heading)
        written = exact if column == 1 else partial(amount, currency=c.scenarios[0].currency)
        sums = [sum(part[column] for part in parts) for parts in split]  # type: ignore[misc]
        for k, family in enumerate(FAMILIES):
            values = [float(parts[k][column]) for parts in split]
            if not any(values):
                continue
            figure.add_bar(
                x=values, y=at, orientation="h", width=18, name=FAMILIES[family], row=1,
                col=column, marker={"color": FAMILY_COLOURS[family]}, legendgroup=family,
                showlegend=False,
                hovertemplate=f"{FAMILIES[family]}: %{{x:,.4~g}}<extra></extra>",
            )  # fmt: skip
        figure.add_scatter(
            x=sums, y=at, mode="text", text=[f" {written(v)}" for v in sums], row=1,
            col=column, textposition="middle right", cliponaxis=False, hoverinfo="skip",
            name="labels", showlegend=False,
        )  # fmt: skip
        figure.update_xaxes(
            range=[0, max(sums, default=0) * 1.35 or 1], showticklabels=False, showgrid=False,
            col=column,
        )  # fmt: skip
    say_each_above(figure, (shown_name(s.name) for s in c.scenarios), (y - 11 for y in at))
    used = [f for k, f in enumerate(FAMILIES) if any(p[k][1] or p[k][2] for p in split)]
    below = top + 56 * len(at) + 16
    # Two kinds a line, each in its colour: a legend that also fits a phone, and of both panels.
    said = [f'<span style="color:{FAMILY_COLOURS[f]}"><b>■ {FAMILIES[f]}</b></span>' for f in used]
    for k in range(0, len(said), 2):
        say_above(figure, "   ".join(said[k : k + 2]), below + 10 * k)
    end = below + 20 * ((len(used) + 1) // 2) - 8
    figure.update_yaxes(range=[end, 0], visible=False)
    figure.update_layout(barmode="stack")
    title = next(f.title for f in c.findings if f.code == "effort")
    rows: Rows = tuple(
        (s.name, FAMILIES[family], exact(h), f"{amount(m, s.currency)} {s.currency}")
        for s, parts in zip(c.scenarios, split, strict=True)
        for family, h, m in parts
        if h or m
    )
    alt = f"{title} " + "; ".join(f"{n}: {f} {h} hours, {m}" for n, f, h, m in rows)
    dressed(figure, int(end) + 8, top=0)
    figure.update_layout(margin={"b": 8})
    return Chart(title, figure, alt, ("Scenario", "Kind", "Hours a week", "Money a month"), rows)


def paybacks_chart(c: Comparison) -> Chart:
    """Return the median cumulative cash of each scenario, all in one currency, by month."""
    figure = go.Figure()
    longest = max(len(s.cash) for s in c.scenarios)
    ends = []
    for scenario, dash in zip(c.scenarios, _DASHES, strict=False):
        medians = [r.p50 for r in scenario.cash]
        figure.add_scatter(
            x=list(range(1, len(medians) + 1)), y=medians, mode="lines",
            name=shown_name(scenario.name), line={"color": LINE, "width": 3, "dash": dash},
            hovertemplate=f"{shown_name(scenario.name)}, month %{{x}}: %{{y:,.2~s}} "
            f"{scenario.currency}<extra></extra>",
        )  # fmt: skip
        ends.append(medians[-1] if medians else 0.0)
    figure.add_hline(y=0, line_color=QUIET, line_width=1)
    values = [r.p50 for s in c.scenarios for r in s.cash] or [0.0]
    low, high = min(0.0, *values), max(1.0, *values)
    figure.update_xaxes(title="Month", dtick=1 if longest <= 12 else 3, range=[0.5, longest + 0.5])
    figure.update_yaxes(title=f"{c.scenarios[0].currency}, all months added up", tickformat="~s",
                        range=[low - 0.06 * (high - low), high + 0.1 * (high - low)])  # fmt: skip
    figure.update_layout(
        legend={"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom", "xanchor": "left",
                "font": {"size": 13}}
    )  # fmt: skip
    title = payback_title(c.scenarios)
    rows: Rows = tuple(
        (m + 1, *(short(s.cash[m].p50) if m < len(s.cash) else "–" for s in c.scenarios))
        for m in range(longest)
    )
    alt = f"{title}. " + "; ".join(
        f"{s.name}: back {payback_text(s)}, after the last month {two_figures(end)} {s.currency}"
        for s, end in zip(c.scenarios, ends, strict=True)
    )
    dressed(figure, 340, top=34)
    figure.update_layout(showlegend=True)
    return Chart(title, figure, alt, ("Month", *(s.name for s in c.scenarios)), rows)
