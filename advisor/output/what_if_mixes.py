"""Two mixes side by side by channel: what they take, and what they bring.

Results in, figures out: nothing is computed here that the two outcomes do not hold.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go
from plotly.subplots import make_subplots

from advisor.explain.what_if_words import customers_text, what_moved
from advisor.explain.wording import exact, range_text, two_figures
from advisor.output.chart import Cell, Chart, dressed, say_above
from advisor.output.palette import FAMILY_COLOURS, QUIET
from advisor.results import AllocationItem, Outcome

_ROW, _BAR = 62, 13  # pixels
_PALE = 0.42
NOT_IN = "not in it"


@dataclass(frozen=True)
class _Panel:
    """A column of bars: heading, both mixes' values by row, and their labels."""

    heading: str
    first: Sequence[float]
    second: Sequence[float]
    first_texts: Sequence[str]
    second_texts: Sequence[str]


def _pairs(
    names: Sequence[str], families: Sequence[str], panels: Sequence[_Panel], words: tuple[str, str]
) -> go.Figure:
    """Draw two bars a channel in each panel: the first mix pale above, the second solid below."""
    figure = make_subplots(cols=len(panels), rows=1, horizontal_spacing=0.06)
    top = 44
    at = [top + _ROW * k + 22 for k in range(len(names))]
    colours = [FAMILY_COLOURS[f] for f in families]
    figure.add_annotation(
        x=0, xref="paper", xanchor="left", y=14, yref="y", yanchor="bottom", showarrow=False,
        borderpad=0, text=f"Pale: {words[0]}. Solid: {words[1]}.", font={"color": QUIET},
    )  # fmt: skip
    for column, panel in enumerate(panels, start=1):
        axis = f"x{column if column > 1 else ''} domain"
        figure.add_annotation(
            x=0, xref=axis, xanchor="left", y=40, yref="y", yanchor="bottom", showarrow=False,
            borderpad=0, text=f"<b>{panel.heading}</b>",
        )  # fmt: skip
        for values, texts, strength, shift, who in (
            (panel.first, panel.first_texts, _PALE, 0, words[0]),
            (panel.second, panel.second_texts, 1.0, _BAR + 3, words[1]),
        ):
            places = [y + shift + _BAR / 2 for y in at]
            figure.add_bar(
                x=values, y=places, orientation="h", width=_BAR, row=1, col=column, name=who,
                marker={"color": colours, "opacity": strength}, customdata=names,
                hovertemplate=f"%{{customdata}}, {who}: %{{x:,.3~g}}<extra></extra>",
            )  # fmt: skip
            figure.add_scatter(
                x=[max(0.0, v) for v in values], y=places, mode="text", row=1, col=column,
                text=[f" {t}" for t in texts], textposition="middle right", cliponaxis=False,
                hoverinfo="skip", name="labels",
            )  # fmt: skip
        every = [*panel.first, *panel.second]
        reach, least = max(0.0, *every), min(0.0, *every)
        span = (reach - least) or 1.0
        figure.update_xaxes(
            range=[least - 0.02 * span, reach + 0.55 * span], showticklabels=False, showgrid=False,
            col=column,
        )  # fmt: skip
    for name, y in zip(names, at, strict=True):
        say_above(figure, name, y - 2)
    height = top + _ROW * len(names) + 8
    figure.update_yaxes(range=[height, 0], visible=False)
    figure.update_layout(barmode="overlay")
    dressed(figure, height + 10, top=0)
    figure.update_layout(margin={"b": 10})
    return figure


def _both(first: Outcome, second: Outcome) -> list[tuple[str, str, str]]:
    """Return (channel, name, family) of the channels of both mixes, by family and hours."""
    order = list(FAMILY_COLOURS)
    found: dict[str, AllocationItem] = {}
    for item in (*second.allocation, *first.allocation):
        found.setdefault(item.channel, item)
    return [
        (i.channel, i.name, i.family)
        for i in sorted(
            found.values(), key=lambda i: (order.index(i.family), -_worked(i), i.channel)
        )
    ]


def _worked(item: AllocationItem) -> float:
    return item.hours_per_week + item.staff_hours_per_week + item.manager_hours_per_week


def _of(mix: Outcome) -> dict[str, AllocationItem]:
    return {i.channel: i for i in mix.allocation}


def _hours_label(item: AllocationItem | None) -> str:
    return NOT_IN if item is None else f"{exact(_worked(item))} h"


def _money_label(item: AllocationItem | None) -> str:
    if item is None:
        return ""
    return f"{item.money_per_month:,.0f}" if item.money_per_month else "free"


def effort_chart(first: Outcome, second: Outcome, words: tuple[str, str], currency: str) -> Chart:
    """Return hours and money by channel of two mixes, and what moved between them.

    Parameters
    ----------
    first, second : Outcome
        At least one of them with an allocation.
    words : (str, str)
        What the two are called.
    currency : str
        Of money.

    Returns
    -------
    Chart
        Title: what moved, in words.
    """
    channels = _both(first, second)
    one, two = _of(first), _of(second)
    items = [(one.get(c), two.get(c)) for c, _, _ in channels]
    panels = (
        _Panel(
            "Hours a week",
            [0.0 if a is None else _worked(a) for a, _ in items],
            [0.0 if b is None else _worked(b) for _, b in items],
            [_hours_label(a) for a, _ in items],
            [_hours_label(b) for _, b in items],
        ),
        _Panel(
            f"{currency} a month",
            [0.0 if a is None else a.money_per_month for a, _ in items],
            [0.0 if b is None else b.money_per_month for _, b in items],
            [_money_label(a) for a, _ in items],
            [_money_label(b) for _, b in items],
        ),
    )
    figure = _pairs([n for _, n, _ in channels], [f for *_, f in channels], panels, words)
    title = " ".join(what_moved(first.allocation, second.allocation))
    rows: list[tuple[Cell, ...]] = [
        (name, _hours_label(a), _hours_label(b), _money_label(a) or "-", _money_label(b) or "-")
        for (_, name, _), (a, b) in zip(channels, items, strict=True)
    ]
    header = (
        "Channel",
        f"Hours a week, {words[0]}",
        f"Hours a week, {words[1]}",
        f"{currency} a month, {words[0]}",
        f"{currency} a month, {words[1]}",
    )
    alt = f"{title} " + "; ".join(f"{r[0]}: {r[1]} before, {r[2]} after" for r in rows)
    return Chart(title, figure, alt, header, tuple(rows))


def brings_chart(
    first: Outcome,
    second: Outcome,
    words: tuple[str, str],
    currency: str,
    *,
    full_effect: bool = False,
) -> Chart:
    """Return what each channel of two mixes brings: new customers and what is left.

    Parameters
    ----------
    first, second : Outcome
        The owner's own mix first.
    words : (str, str)
        What the two are called.
    currency : str
        Of money.
    full_effect : bool, default False
        A month at full effect instead of the average with its run-up.

    Returns
    -------
    Chart
        Bars are middles; the table holds ranges, hours and money as well.
    """
    channels = _both(first, second)
    one, two = _of(first), _of(second)

    def brought(item: AllocationItem | None, what: str) -> float:
        if item is None:
            return 0.0
        return float(getattr(item.at_full_effect if full_effect else item, what).p50)

    def ranged(item: AllocationItem | None, what: str) -> str:
        if item is None:
            return "-"
        return range_text(getattr(item.at_full_effect if full_effect else item, what))

    def told(item: AllocationItem | None, what: str) -> str:
        missing = NOT_IN if what == "customers" else ""
        return missing if item is None else two_figures(brought(item, what))

    items = [(one.get(c), two.get(c)) for c, _, _ in channels]
    panels = []
    for heading, what in (
        ("New customers", "customers"),
        (f"Left, {currency}", "net_contribution"),
    ):
        values = [(brought(a, what), brought(b, what)) for a, b in items]
        panels.append(
            _Panel(
                heading,
                [a for a, _ in values],
                [b for _, b in values],
                [told(a, what) for a, _ in items],
                [told(b, what) for _, b in items],
            )
        )
    figure = _pairs([n for _, n, _ in channels], [f for *_, f in channels], panels, words)
    mine, best = first.totals.customers, second.totals.customers
    title = (
        f"New customers with {words[0]}: {customers_text(mine)}. With {words[1]}: "
        f"{customers_text(best)}"
    )
    rows: list[tuple[Cell, ...]] = []
    for (_, name, _), pair in zip(channels, items, strict=True):
        for item, who in zip(pair, words, strict=True):
            if item is not None:
                rows.append(
                    (name, who, exact(_worked(item)), exact(round(item.money_per_month, 2)),
                     ranged(item, "customers"), ranged(item, "net_contribution"))
                )  # fmt: skip
    header = (
        "Channel",
        "In",
        "Hours a week",
        f"{currency} a month",
        "New customers a month",
        f"Left, {currency} a month",
    )
    alt = f"{title}. By channel: " + "; ".join(f"{r[0]}, {r[1]}: {r[4]}" for r in rows)
    return Chart(title, figure, alt, header, tuple(rows))
