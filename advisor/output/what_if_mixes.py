"""Two mixes side by side by channel: what they take, and what they bring.

Results in, figures out: nothing is computed here that the two outcomes do not hold.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal

import plotly.graph_objects as go
from plotly.subplots import make_subplots

from advisor.explain.palette import FAMILY_COLOURS, QUIET
from advisor.explain.what_if_words import customers_texts, what_moved
from advisor.explain.wording import amount, exact, given, range_text, two_figures
from advisor.output.chart import Cell, Chart, dressed, say_above
from advisor.results import AllocationItem, BudgetGrid, GridRows, Outcome, Range

Measure = Literal["utility", "customers", "net_contribution"]
MEASURES: Mapping[Measure, str] = {
    "customers": "New customers",
    "net_contribution": "Earned over the years",
    "utility": "Worth to you in all",
}
_ENOUGH = 0.95
_UP_TO_THE_END = 0.85


@dataclass(frozen=True)
class Pin:
    """A point on the map: its label and the budgets it stands for."""

    label: str
    hours: float
    money: float


def _hover_rows(grid: BudgetGrid, measure: Measure) -> GridRows:
    found: GridRows = getattr(grid, measure)
    return found


def hours_enough(grid: BudgetGrid, measure: Measure, money: float) -> float | None:
    """Return the hours at which nearly all is there that hours can bring with this money.

    `money`: money a month; the column at or below it is read.  None where hours bring
    nothing on the whole map.
    """
    column = max(k for k, m in enumerate(grid.money) if m <= money + 1e-9)
    values = [row[column] for row in _hover_rows(grid, measure)]
    known = [v for v in values if v is not None]
    if not known:
        return None
    start, top = known[0], max(known)
    if top - start <= 1e-9:
        return None
    enough = start + _ENOUGH * (top - start)
    return next(
        h for h, v in zip(grid.hours, values, strict=True) if v is not None and v >= enough - 1e-12
    )


def budget_map(grid: BudgetGrid, measure: Measure, pins: Sequence[Pin], currency: str) -> Chart:
    """Return the best outcome over hours and money as a heat map, with the owner's point on it.

    `pins`: the owner's answers first, then what is tried.  Bright is more; the table holds every
    fourth hour.
    """
    rows = _hover_rows(grid, measure)
    unit = {"customers": "new customers a month", "utility": "points"}.get(
        measure, f"{currency} a month"
    )
    ticks = ",.2~s" if measure == "net_contribution" else ",.2~r"
    columns = list(zip(*rows, strict=True))  # money upwards, hours to the right
    figure = go.Figure()
    figure.add_heatmap(
        x=grid.hours, y=grid.money, z=columns, colorscale="Cividis", zsmooth=False,
        connectgaps=False, hoverongaps=False, name="map",
        hovertemplate=f"%{{x:~g}} h a week, %{{y:,.0f}} {currency} a month: %{{z:{ticks}}} {unit}"
        "<extra></extra>",
        colorbar={
            "orientation": "h", "y": 1.0, "yanchor": "bottom", "thickness": 10, "len": 1.0,
            "title": {"text": f"{MEASURES[measure]}, {unit}" if measure != "customers"
                      else "New customers a month", "side": "top"},
            "tickformat": ticks, "nticks": 6, "outlinewidth": 0,
        },
    )  # fmt: skip
    highest = max((pin.money for pin in pins), default=0.0)
    for k, pin in enumerate(pins):
        left = pin.hours > 0.7 * grid.hours[-1]
        high = pin.money > 0.9 * grid.money[-1]
        upper = k == 0 if pins[0].money == highest else pin.money == highest
        side = "top" if upper and not high else "bottom"
        figure.add_scatter(
            x=[pin.hours], y=[pin.money], mode="markers+text", name=pin.label,
            text=[f"<b>{pin.label}</b>"], textposition=f"{side} {'left' if left else 'right'}",
            textfont={"color": "#ffffff", "size": 14, "shadow": "0 0 4px #000, 0 0 2px #000"},
            marker={
                "size": 15, "symbol": "circle" if k == 0 else "diamond", "color": "#ffffff",
                "line": {"width": 2.5, "color": "#111111"},
            },
            hovertemplate=f"{pin.label}: %{{x:~g}} h, {given(pin.money, currency)} {currency}"
            "<extra></extra>",
            cliponaxis=False,
        )  # fmt: skip
    figure.update_xaxes(title="Your hours a week", showgrid=False, zeroline=False)
    figure.update_yaxes(
        title=f"{currency} a month", showgrid=False, zeroline=False, tickformat="~s"
    )
    own = pins[0]
    enough = hours_enough(grid, measure, own.money)
    spent = f"{given(own.money, currency)} {currency} a month"
    if enough is None:
        title = f"With {spent}, more hours change nothing here"
    elif enough > _UP_TO_THE_END * grid.hours[-1]:
        title = f"With {spent}, hours bring more all the way up to {exact(grid.hours[-1])} a week"
    else:
        title = (
            f"With {spent}, nearly all that hours can bring is reached at {exact(enough)} h a week"
        )
    table: list[tuple[Cell, ...]] = []
    picked = sorted({round(k * (len(grid.money) - 1) / 4) for k in range(5)})
    for k in sorted({*range(0, len(grid.hours), 4), len(grid.hours) - 1}):
        values = [rows[k][m] for m in picked]
        table.append(
            (
                exact(grid.hours[k]),
                *("not payable" if v is None else two_figures(v) for v in values),
            )
        )
    header = ("Hours a week", *(f"{two_figures(grid.money[m])} {currency}" for m in picked))
    alt = (
        f"{title}. {MEASURES[measure]} ({unit}) for {exact(grid.hours[0])} to "
        f"{exact(grid.hours[-1])} hours a week and up to {two_figures(grid.money[-1])} {currency} "
        "a month; " + "; ".join(
            f"{p.label} at {exact(p.hours)} h and {given(p.money, currency)} {currency}"
            for p in pins
        )
    )  # fmt: skip
    dressed(figure, 430)
    return Chart(title, figure, alt, header, tuple(table))


_NAME, _BAR = 26, 13  # pixels
_PALE = 0.42
NOT_IN = "not in it"


@dataclass(frozen=True)
class _Panel:
    """A column of bars: heading, and each mix's values with their labels, row by row."""

    heading: str
    values: Sequence[Sequence[float]]
    texts: Sequence[Sequence[str]]


@dataclass(frozen=True)
class _Row:
    """A channel of any of the mixes, and its item in each (None: not in it)."""

    name: str
    family: str
    items: tuple[AllocationItem | None, ...]


def _rows(mixes: Sequence[Outcome]) -> list[_Row]:
    """Return the channels of all mixes by family, most hours first, those of the last mix first."""
    order = list(FAMILY_COLOURS)
    found: dict[str, AllocationItem] = {}
    for mix in reversed(mixes):
        for item in mix.allocation:
            found.setdefault(item.channel, item)
    by_mix = [{i.channel: i for i in mix.allocation} for mix in mixes]
    ranked = sorted(found.values(), key=lambda i: (order.index(i.family), -i.all_hours, i.channel))
    return [_Row(i.name, i.family, tuple(m.get(i.channel) for m in by_mix)) for i in ranked]


def _bars(rows: Sequence[_Row], panels: Sequence[_Panel], words: Sequence[str]) -> go.Figure:
    """Draw a bar a mix for each channel in each panel: earlier mixes pale above, the last solid."""
    figure = make_subplots(cols=len(panels), rows=1, horizontal_spacing=0.06)
    top = 44
    step = _NAME + _BAR * len(words) + 10
    at = [top + step * k + 22 for k in range(len(rows))]
    colours = [FAMILY_COLOURS[row.family] for row in rows]
    if len(words) == 2:
        figure.add_annotation(
            x=0, xref="paper", xanchor="left", y=14, yref="y", yanchor="bottom", showarrow=False,
            borderpad=0, text=f"Pale: {words[0]}. Solid: {words[1]}.", font={"color": QUIET},
        )  # fmt: skip
    for column, panel in enumerate(panels, start=1):
        figure.add_annotation(
            x=0, xref=f"x{column if column > 1 else ''} domain", xanchor="left", y=40, yref="y",
            yanchor="bottom", showarrow=False, borderpad=0, text=f"<b>{panel.heading}</b>",
        )  # fmt: skip
        for k, (values, texts, who) in enumerate(
            zip(panel.values, panel.texts, words, strict=True)
        ):
            places = [y + k * (_BAR + 3) + _BAR / 2 for y in at]
            figure.add_bar(
                x=values, y=places, orientation="h", width=_BAR, row=1, col=column, name=who,
                marker={"color": colours, "opacity": 1.0 if k == len(words) - 1 else _PALE},
                customdata=[row.name for row in rows],
                hovertemplate=f"%{{customdata}}, {who}: %{{x:,.3~g}}<extra></extra>",
            )  # fmt: skip
            figure.add_scatter(
                x=[max(0.0, v) for v in values], y=places, mode="text", row=1, col=column,
                text=[f" {t}" for t in texts], textposition="middle right", cliponaxis=False,
                hoverinfo="skip", name="labels",
            )  # fmt: skip
        every = [v for values in panel.values for v in values]
        reach, least = max(0.0, *every), min(0.0, *every)
        span = (reach - least) or 1.0
        figure.update_xaxes(
            range=[least - 0.02 * span, reach + 0.55 * span], showticklabels=False, showgrid=False,
            col=column,
        )  # fmt: skip
    for row, y in zip(rows, at, strict=True):
        say_above(figure, row.name, y - 2)
    height = top + step * len(rows) + 8
    figure.update_yaxes(range=[height, 0], visible=False)
    figure.update_layout(barmode="overlay")
    dressed(figure, height + 10, top=0)
    figure.update_layout(margin={"b": 10})
    return figure


def _hours_label(item: AllocationItem | None) -> str:
    return NOT_IN if item is None else f"{exact(item.all_hours)} h"


def _money_label(item: AllocationItem | None, currency: str) -> str:
    if item is None:
        return ""
    return amount(item.money_per_month, currency) if item.money_per_month else "free"


def _panel(
    heading: str,
    rows: Sequence[_Row],
    value: Callable[[AllocationItem], float],
    label: Callable[[AllocationItem | None], str],
) -> _Panel:
    """Return a panel of all mixes of the rows."""
    each = list(zip(*(row.items for row in rows), strict=True))
    return _Panel(
        heading,
        [[0.0 if item is None else value(item) for item in items] for items in each],
        [[label(item) for item in items] for items in each],
    )


def effort_chart(mixes: Sequence[Outcome], words: Sequence[str], currency: str) -> Chart:
    """Return hours and money by channel of one mix or two, and what moved between them.

    `mixes`: one or two, at least one of them with an allocation.  `words`: what each is called.
    """
    rows = _rows(mixes)
    figure = _bars(
        rows,
        (
            _panel("Hours a week", rows, lambda i: i.all_hours, _hours_label),
            _panel(
                f"{currency} a month",
                rows,
                lambda i: i.money_per_month,
                partial(_money_label, currency=currency),
            ),
        ),
        words,
    )
    title = (
        f"The mix of {words[0]}"
        if len(mixes) == 1
        else " ".join(what_moved(mixes[0].allocation, mixes[1].allocation))
    )
    table: list[tuple[Cell, ...]] = [
        (
            row.name,
            *(_hours_label(item) for item in row.items),
            *(_money_label(item, currency) or NOT_IN for item in row.items),
        )
        for row in rows
    ]
    header = (
        "Channel",
        *(f"Hours a week, {who}" for who in words),
        *(f"{currency} a month, {who}" for who in words),
    )
    alt = f"{title.rstrip('.')}. Hours a week: " + "; ".join(
        f"{row.name}: "
        + ", ".join(
            f"{_hours_label(item)} in {who}" for item, who in zip(row.items, words, strict=True)
        )
        for row in rows
    )
    return Chart(title, figure, alt.replace(f"{NOT_IN} in", "not in"), header, tuple(table))


def brings_chart(
    mixes: tuple[Outcome, Outcome],
    words: tuple[str, str],
    currency: str,
    *,
    full_effect: bool = False,
) -> Chart:
    """Return what each channel of two mixes brings: new customers and what is left.

    Bars are middles; the table holds ranges, hours and money as well.  `mixes` (Outcome, Outcome):
    the owner's own mix first.  `full_effect`: a month at full effect instead of the average with
    its run-up.
    """
    rows = _rows(mixes)

    def part(item: AllocationItem, what: str) -> Range:
        found: Range = getattr(item.at_full_effect if full_effect else item, what)
        return found

    figure = _bars(
        rows,
        (
            _panel(
                "New customers", rows, lambda i: part(i, "customers").p50,
                lambda i: NOT_IN if i is None else two_figures(part(i, "customers").p50),
            ),
            _panel(
                f"Left for you, {currency}", rows, lambda i: part(i, "net_contribution").p50,
                lambda i: "" if i is None else two_figures(part(i, "net_contribution").p50),
            ),
        ),
        words,
    )  # fmt: skip
    mine, best = customers_texts(*(mix.totals.customers for mix in mixes))
    title = f"New customers with {words[0]}: {mine}. With {words[1]}: {best}"
    table: list[tuple[Cell, ...]] = [
        (
            row.name,
            who,
            exact(item.all_hours),
            amount(item.money_per_month, currency),
            range_text(part(item, "customers")),
            range_text(part(item, "net_contribution")),
        )
        for row in rows
        for item, who in zip(row.items, words, strict=True)
        if item is not None
    ]
    header = (
        "Channel",
        "In",
        "Hours a week",
        f"{currency} a month",
        "New customers a month",
        f"Left, {currency} a month",
    )
    alt = f"{title}. By channel, new customers a month: " + "; ".join(
        f"{line[0]}, {line[1]}: {line[4]}" for line in table
    )
    return Chart(title, figure, alt, header, tuple(table))
