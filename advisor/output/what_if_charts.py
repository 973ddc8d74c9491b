"""The map of budgets: the best outcome over hours and money, with the owner's point on it.

Results in, figures out: nothing is computed here but where a column of the map flattens.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import plotly.graph_objects as go

from advisor.explain.wording import exact, given, two_figures
from advisor.output.chart import Cell, Chart, dressed
from advisor.results import BudgetGrid, GridRows

Measure = Literal["utility", "customers", "net_contribution"]
MEASURES: Mapping[Measure, str] = {
    "customers": "New customers",
    "net_contribution": "What is left for you",
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


def _rows(grid: BudgetGrid, measure: Measure) -> GridRows:
    found: GridRows = getattr(grid, measure)
    return found


def _unit(measure: Measure, currency: str) -> str:
    return {
        "customers": "new customers a month",
        "net_contribution": f"{currency} a month",
        "utility": "points",
    }[measure]


def hours_enough(grid: BudgetGrid, measure: Measure, money: float) -> float | None:
    """Return the hours at which nearly all is there that hours can bring with this money.

    `money`: money a month; the column at or below it is read.  None where hours bring
    nothing on the whole map.
    """
    column = max(k for k, m in enumerate(grid.money) if m <= money + 1e-9)
    values = [row[column] for row in _rows(grid, measure)]
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
    rows = _rows(grid, measure)
    unit = _unit(measure, currency)
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
    for k, pin in enumerate(pins):
        left = pin.hours > 0.7 * grid.hours[-1]
        high = pin.money > 0.9 * grid.money[-1]
        side = "bottom" if high or k else "top"
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
