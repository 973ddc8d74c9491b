"""Charts of the plan: the weeks' hours against the budget, and when each channel begins."""

import plotly.graph_objects as go

from advisor.explain.palette import FAMILY_COLOURS, LINE, QUIET
from advisor.explain.wording import exact
from advisor.insight.plan.result import Plan
from advisor.output.chart import Cell, Chart, Rows, dressed, say_above

_SET_UP = "#CE721C"
_ROW, _BAR = 44, 14  # pixels
_LETTERS = 52  # on a line on a phone: a longer one leaves out how often, which the table says


def weeks_chart(plan: Plan) -> Chart:
    """Return the owner's hours by week, set-up on running, under the line of the budget."""
    weeks = [w.week for w in plan.weeks]
    title = next(f.title for f in plan.findings if f.code == "plan.ramp")
    figure = go.Figure()
    for name, colour, values in (
        ("running", LINE, [w.work_hours for w in plan.weeks]),
        ("set-up", _SET_UP, [w.set_up_hours for w in plan.weeks]),
    ):
        figure.add_bar(
            x=weeks, y=values, name=name, marker={"color": colour},
            hovertemplate=f"week %{{x}}: %{{y:.4~g}} h {name}<extra></extra>",
        )  # fmt: skip
    most = max(plan.owner_hours, 0.25)
    figure.add_hline(y=plan.owner_hours, line_color=QUIET, line_dash="dot", line_width=2)
    for text, colour, x, anchor in (
        (f"Your {exact(plan.owner_hours)} hours a week", QUIET, weeks[-1] + 0.5, "right"),
        ("<b>■ set-up</b>", _SET_UP, 0.5, "left"),
        ("<b>■ running</b>", LINE, 3.2, "left"),
    ):
        figure.add_annotation(
            x=x, y=most, yshift=4, xanchor=anchor, yanchor="bottom", text=text, showarrow=False,
            font={"size": 12, "color": colour},
        )  # fmt: skip
    figure.update_layout(barmode="stack", bargap=0.25)
    figure.update_xaxes(title="Week", dtick=1, range=[0.5, weeks[-1] + 0.5], showgrid=False)
    figure.update_yaxes(title="Your hours a week", range=[0, most * 1.16], nticks=5)
    rows: Rows = tuple(
        (str(w.week), exact(w.set_up_hours), exact(w.work_hours), exact(w.owner_hours))
        for w in plan.weeks
    )
    full = [w.week for w in plan.weeks if w.set_up_hours == 0 and w.work_hours > 0]
    begins = f"From week {full[0]} on all of it is running work. " if full else ""
    alt = f"{title}. {begins}Bars show set-up and running hours of each of the twelve weeks."
    return Chart(title, dressed(figure, 300), alt, ("Week", "Set-up", "Running", "In all"), rows)


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
