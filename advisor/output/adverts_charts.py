"""Charts of the advice on adverts: what a spend brings against what it costs, customers by advert.

Results in, figures out.
"""

import plotly.graph_objects as go

from advisor.explain.palette import FAMILY_COLOURS, QUIET
from advisor.explain.wording import amount, short, two_figures
from advisor.insight.adverts.result import AdvertChannel
from advisor.output.chart import Cell, Chart, dressed

_COLOUR = FAMILY_COLOURS["paid"]
_WORDS = 18  # pixels of a line of words
_PLAN = "your plan"
_STRETCH = 1.6  # how far beyond the last mark the curve is shown


def spend_chart(channel: AdvertChannel, currency: str, title: str, leads: str) -> Chart:
    """Return gross profit by spend beside the spend itself, with the least and the most marked.

    Where the curve lies above the line, the money comes back.  `leads`: what they are called.
    """
    marks = [
        (None if channel.most_asked else channel.least_money, "minimum effective spend"),
        (next((x.money_per_month for x in channel.levels if x.chosen), None), _PLAN),
        (channel.saturates_at, "half strength"),
        (channel.most_asked, "nobody asks for more"),
    ]
    known = [(money, word) for money, word in marks if money is not None]
    end = _STRETCH * max([money for money, _ in known] or [channel.curve[-1].money_per_month])
    curve = [p for p in channel.curve if p.money_per_month <= end] or list(channel.curve)
    spent = [0.0, *(p.money_per_month for p in curve)]
    figure = go.Figure()
    figure.add_scatter(
        x=spent, y=[0.0, *(p.gross_profit for p in curve)], mode="lines", name="gross profit",
        line={"color": _COLOUR, "width": 3},
        hovertemplate=f"%{{x:,.2~s}} {currency}: %{{y:,.2~s}} {currency}<extra></extra>",
    )  # fmt: skip
    figure.add_scatter(
        x=[0.0, spent[-1]], y=[0.0, spent[-1]], mode="lines", name="spend", hoverinfo="skip",
        line={"color": QUIET, "width": 2, "dash": "dash"},
    )  # fmt: skip
    # Above the plot, a line each: nothing runs through the words of another.
    for at, text, colour in ((0.0, "what comes in", _COLOUR), (0.5, "what you spend", QUIET)):
        figure.add_annotation(
            x=at, xref="paper", y=1, yref="paper", xanchor="left", yanchor="bottom",
            showarrow=False, text=f"<span style='color:{colour}'>■</span> {text}",
            yshift=2 + _WORDS * len(known),
        )  # fmt: skip
    for k, (money, word) in enumerate(known):
        said = amount(money, currency) if word == _PLAN else two_figures(money)
        right = money > 0.55 * spent[-1]
        figure.add_vline(x=money, line_color=QUIET, line_dash="dot", line_width=1)
        figure.add_annotation(
            x=money, y=1, yref="paper", yanchor="bottom", showarrow=False,
            xanchor="right" if right else "left", xshift=4 if right else -4,
            yshift=2 + _WORDS * (len(known) - 1 - k), text=f"{word} {said}",
        )  # fmt: skip
    figure.update_xaxes(title=f"Spend, {currency} a month", rangemode="tozero", tickformat="~s")
    figure.update_yaxes(
        title=f"Expected gross profit, {currency} a month", rangemode="tozero", tickformat="~s"
    )
    spends = [amount(p.money_per_month, currency) for p in curve]
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            spend,
            short(p.leads),
            short(p.customers),
            two_figures(p.gross_profit),
            two_figures(p.net_contribution),
        )
        for k, (p, spend) in enumerate(zip(curve, spends, strict=True))
        if spend not in spends[:k]
    )
    alt = f"{title} " + "; ".join(f"{word}: {two_figures(m)} {currency}" for m, word in known)
    header = (
        f"Spend, {currency} a month", f"{leads}, average", "Customers, average", "Gross profit",
        "Net, hours paid",
    )  # fmt: skip
    return Chart(title, dressed(figure, 350, top=8 + _WORDS * (1 + len(known))), alt, header, rows)
