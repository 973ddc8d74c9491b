"""The chart of the plan: when each channel begins."""

import plotly.graph_objects as go

from advisor.explain.palette import FAMILY_COLOURS
from advisor.insight.plan.result import Plan
from advisor.output.chart import Cell, Chart, dressed, say_above

_ROW, _BAR = 44, 14  # pixels
_LETTERS = 52  # on a line on a phone: a longer one leaves out how often, which the table says


def starts_chart(plan: Plan) -> Chart:
    """Return when each channel is set up and from when it runs, coloured by family.

    One bar a channel over the twelve weeks: set-up pale, running solid.
    """
    last = plan.weeks[-1].week + 1
    figure = go.Figure()
    rows: list[tuple[Cell, ...]] = []
    for k, start in enumerate(plan.starts):
        y = _ROW * k + 32
        colour = FAMILY_COLOURS[start.family]
        runs = start.work_week or last
        begins = start.set_up_week or runs
        for name, a, b, strength in (
            ("set-up", begins, runs, 0.4), ("running", runs, last, 1.0),
        ):  # fmt: skip
            if b > a:
                figure.add_bar(
                    x=[b - a], base=[a], y=[y], width=_BAR, orientation="h", name=name,
                    marker={"color": colour, "opacity": strength},
                    hovertemplate=f"{start.name}: {name}, weeks {a} to {b - 1}<extra></extra>",
                )  # fmt: skip
        said = f"{start.name}: {start.rhythm.removeprefix('about ')}"
        say_above(figure, said if len(said) <= _LETTERS else start.name, y - _BAR / 2 - 3)
        rows.append(
            (
                start.name,
                str(start.set_up_week or "nothing to set up"),
                str(start.work_week or "after week 12"),
                start.rhythm,
            )
        )
    figure.update_yaxes(range=[_ROW * len(plan.starts) + 6, 0], visible=False)
    figure.update_xaxes(title="Week", dtick=1, range=[1, last], tickvals=list(range(1, last)))
    figure.update_layout(barmode="overlay")
    first = plan.starts[0]
    title = f"{first.name} runs first, from week {first.work_week or last}"
    if len(plan.starts) > 1 and plan.starts[-1].work_week is not None:
        title += f"; the last from week {plan.starts[-1].work_week}"
    alt = f"{title}. " + "; ".join(
        f"{s.name} from week {s.work_week}" if s.work_week else f"{s.name} after the plan"
        for s in plan.starts
    )
    header = ("Channel", "Set up from week", "Runs from week", "How often")
    return Chart(title, dressed(figure, _ROW * len(plan.starts) + 56, top=0), alt, header,
                 tuple(rows))  # fmt: skip
