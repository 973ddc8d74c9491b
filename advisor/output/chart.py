"""What every chart is: a figure, its finding as a title, a sentence and a table for it.

The title stands beside the figure, not in it: it can then wrap on a phone and be read aloud.
Backgrounds are transparent and the font is the page's, so that both themes work; names stand
above their bars, so that no long name takes the room of the picture.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

import plotly.graph_objects as go

from advisor.explain.palette import GRID, QUIET
from advisor.results import Range

Cell = str | float
Rows = tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True)
class Chart:
    """A figure with its finding, and the same without eyes: a sentence and a table.

    ``title`` says the finding; ``alt`` is a sentence that tells what the picture shows;
    ``header`` and ``rows`` are its numbers.
    """

    title: str
    figure: go.Figure
    alt: str
    header: tuple[str, ...]
    rows: Rows


def unmarked(text: str) -> str:
    """Write the signs of a text that figures would read as markup."""
    return escape(text, quote=False).replace("$", "&#36;")


def dressed(figure: go.Figure, height: int, *, top: int = 12) -> go.Figure:
    """Give a figure the house's clothes: transparent, quiet grid, `top` pixels above the plot."""
    figure.update_layout(
        height=height,
        margin={"l": 8, "r": 12, "t": top, "b": 44},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        showlegend=False,
        font={"size": 13},
        dragmode=False,
        hovermode="closest",
    )
    # Plotly's short form of large numbers (2k) makes "500m" of a half.
    parts_of_one = {"dtickrange": [None, 0.9], "value": ",.3~g"}
    axes = {"gridcolor": GRID, "zerolinecolor": QUIET, "fixedrange": True, "automargin": True,
            "tickformatstops": [parts_of_one]}  # fmt: skip
    figure.update_xaxes(**axes)
    figure.update_yaxes(**axes)
    return figure


def say_above(figure: go.Figure, text: str, y: float, *, bold: bool = False) -> None:
    """Write a line at the left edge of the plot, its bottom at height `y` of the first axis."""
    say_each_above(figure, [f"<b>{text}</b>" if bold else text], [y])


def say_each_above(figure: go.Figure, texts: Iterable[str], at: Iterable[float]) -> None:
    """Write several lines so, in one go: Plotly looks at all there are whenever one comes."""
    lines = (
        {"x": 0, "xref": "paper", "xanchor": "left", "y": y, "yref": "y", "yanchor": "bottom",
         "showarrow": False, "text": text, "align": "left", "borderpad": 0}
        for text, y in zip(texts, at, strict=True)
    )  # fmt: skip
    figure.layout.annotations = (*figure.layout.annotations, *lines)


def mark_beside(
    figure: go.Figure, x: float, at: Sequence[float], colour: str, *, half: float = 9.0
) -> None:
    """Mark a value beside every bar only, so that no line runs through the words above them.

    `half`: half the length of each mark, in the same pixels.
    """
    for y in at:
        figure.add_shape(
            type="line", x0=x, x1=x, y0=y - half, y1=y + half, layer="above",
            line={"color": colour, "width": 2, "dash": "dot"},
        )  # fmt: skip


def add_band(
    figure: go.Figure,
    x: Sequence[float],
    ranges: Sequence[Range],
    colours: tuple[str, str],
    hover: str,
) -> None:
    """Draw the ranges at `x` as a band with their medians as a line."""
    line, band = colours
    edge = {"width": 0}
    figure.add_scatter(x=x, y=[r.p95 for r in ranges], mode="lines", line=edge, hoverinfo="skip",
                       name="high")  # fmt: skip
    figure.add_scatter(x=x, y=[r.p5 for r in ranges], mode="lines", line=edge, fill="tonexty",
                       fillcolor=band, hoverinfo="skip", name="low")  # fmt: skip
    figure.add_scatter(x=x, y=[r.p50 for r in ranges], mode="lines+markers", name="median",
                       line={"color": line, "width": 3}, marker={"size": 6},
                       hovertemplate=hover + "<extra></extra>")  # fmt: skip


def wash(colour: str) -> str:
    """Return #rrggbb as a colour one can see through."""
    red, green, blue = (int(colour[k : k + 2], 16) for k in (1, 3, 5))
    return f"rgba({red}, {green}, {blue}, 0.22)"


def head_panel(figure: go.Figure, column: int, text: str) -> None:
    """Write the heading of one of several panels side by side."""
    axis = f"x{column if column > 1 else ''} domain"
    figure.add_annotation(
        x=0, xref=axis, xanchor="left", y=22, yref="y", yanchor="bottom", showarrow=False,
        text=f"<b>{text}</b>", borderpad=0,
    )  # fmt: skip
