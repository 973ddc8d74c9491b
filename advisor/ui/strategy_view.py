"""The parts of the strategy page, each from the one Recommendation."""

from __future__ import annotations

import json

import streamlit as st

from advisor.explain.report import clearness, text_report
from advisor.output.charts import (
    evidence_chart,
    mix_chart,
    months_chart,
    payback_chart,
    strategies_chart,
)
from advisor.results import Recommendation, to_json
from advisor.ui.components import assumption_editor, plain, reason_list, show, sources_of
from advisor.ui.state import current_answers
from advisor.ui.words import (
    AIMS,
    FAMILIES,
    GRADES,
    STRATEGIES,
    hours,
    money,
    range_words,
)

_PRINT = """<style>@media print {
  header, [data-testid="stSidebar"], [data-testid="stToolbar"], button,
  [data-testid="stExpander"], [data-testid="stDownloadButton"] { display: none !important; }
  .stMainBlockContainer { padding: 0 !important; } }</style>"""


def show_headline(r: Recommendation) -> None:
    """Show the call, for whom, and how clear it is."""
    st.html(_PRINT)
    st.title(r.headline)
    who = f"{plain(r.name)}, " if r.name else ""
    st.markdown(f"{who}{r.sector_name}, {plain(r.place)}")
    if r.strategy.call is not None:
        st.markdown(f"**How clear:** {clearness(r)}")


def show_mix(r: Recommendation) -> None:
    """Show the mix as one picture with what it takes of the budgets."""
    st.header("The mix")
    budgets = r.budgets
    columns = st.columns(3)
    columns[0].metric(
        "Your hours a week", hours(budgets.owner_hours.used),
        f"of {hours(budgets.owner_hours.given)}", delta_color="off", delta_arrow="off",
    )  # fmt: skip
    columns[1].metric(
        "Money a month", money(budgets.money.used, r.currency),
        f"of {money(budgets.money.given, r.currency)}", delta_color="off", delta_arrow="off",
    )  # fmt: skip
    columns[2].metric(
        "New customers a month", range_words(r.totals.customers).split(",")[0],
        range_words(r.totals.customers).split(", ")[-1], delta_color="off", delta_arrow="off",
    )  # fmt: skip
    show(mix_chart(r, FAMILIES), key="mix")
    for item in r.allocation:
        who = ", ".join({"owner": "you", "staff": "staff", "manager": "a manager"}[d]
                        for d in item.done_by)  # fmt: skip
        times = f" x {item.units}" if item.units and item.units > 1 else ""
        st.markdown(
            f"**{item.name}{times}**: {hours(item.hours_per_week)} a week by {who}, "
            f"{money(item.money_per_month, r.currency)} a month, aimed at {AIMS[item.aim]}. "
            f"{range_words(item.customers, 'new customers a month')}."
        )
    for name, budget in (("hours", budgets.owner_hours), ("money", budgets.money)):
        if budget.unspent > 1e-9:
            st.caption(f"Left over of your {name}: {budget.unspent:,.4g}. {budget.reason}")
    if r.hire is not None:
        st.caption(r.hire.sentence)


def show_expectation(r: Recommendation) -> None:
    """Show what to expect by when, with ranges, and when it pays back."""
    st.header("What to expect, by when")
    st.markdown(
        f"Nine times in ten within these ranges. About {r.base_line:.2g} new customers a month "
        "would come without any of this; they are not counted here."
    )
    marks = [m for m in (3, 6, 12, 24, 36) if m <= len(r.by_month)]
    st.table(
        [
            {
                "Month": f"{m}",
                "New customers": range_words(r.by_month[m - 1].customers),
                "Gross profit": range_words(r.by_month[m - 1].gross_profit, r.currency),
                "People who take notice": range_words(r.by_month[m - 1].people_aware),
            }
            for m in marks
        ]
    )
    left, right = st.columns(2, gap="large")
    with left:
        show(months_chart(r), key="months")
    with right:
        show(payback_chart(r), key="payback")
    st.markdown(
        "After the money and after your hours at their value there is left, a month: "
        f"**{range_words(r.totals.net_contribution, r.currency)}**."
    )


def show_why(r: Recommendation) -> None:
    """Show the strongest reasons and what to fix first."""
    st.header("Why")
    best = sorted((c for c in r.channels if c.in_mix), key=lambda c: -c.score)[:3]
    for channel in best:
        st.markdown(f"**{channel.name}**")
        reason_list(channel.reasons[:3])
    if r.fix_first:
        st.subheader("Fix first")
        reason_list(r.fix_first)


def show_nothing(r: Recommendation) -> None:
    """Show what the first two hours would do when nothing can be recommended."""
    st.markdown(
        "No mix within these hours and this money is worth more to you than what it costs. "
        "That is an answer: keep the hours for your customers, or try this first."
    )
    for step in r.first_two_hours:
        st.markdown(f"- {step.sentence}")


def show_others(r: Recommendation) -> None:
    """Show the three strategies side by side, each at its own best."""
    st.header("The other ways, each at its best")
    show(strategies_chart(r, STRATEGIES), key="strategies")
    columns = st.columns(3, gap="medium")
    for column, strategy in zip(columns, r.strategy.all, strict=True):
        with column.container(border=True):
            mark = " (recommended)" if strategy.id == r.strategy.call else ""
            st.markdown(f"**{STRATEGIES[strategy.id]}**{mark}")
            names = ", ".join(i.name for i in strategy.allocation) or "nothing"
            st.caption(names)
            reason_list(strategy.reasons)


def show_certainty(r: Recommendation) -> None:
    """Show warnings, what the outcome rests on and what knowing more would bring."""
    st.header("How sure is this?")
    for warning in r.warnings:
        st.warning(warning.sentence, icon=":material/info:")
    if r.evidence:
        show(evidence_chart(r, GRADES), key="evidence")
    if r.perfect_knowledge is not None:
        gain = r.perfect_knowledge.gain.net_contribution
        st.markdown(
            "Knowing beforehand how every uncertain figure turns out would bring at most "
            f"{gain:,.2g} {r.currency} a month more. {r.optimality.claim}"
        )


def show_assumptions(r: Recommendation) -> None:
    """Show what was assumed; the answers can be changed in place."""
    st.header("What was assumed")
    st.caption("Change any of these and the answer follows.")
    with st.expander(f"{len(r.assumptions)} assumed answers"):
        assumption_editor(r)


def show_channels(r: Recommendation) -> None:
    """Show every channel, in or out, with its reasons and sources."""
    st.header("Every channel, in or out")
    for channel in sorted(r.channels, key=lambda c: (-c.score, c.channel)):
        state = "in the mix" if channel.in_mix else "not now"
        with st.expander(f"{channel.name}: {state} ({channel.score:.0f} of 100)"):
            reason_list(channel.reasons)
            if st.toggle("Figures and sources", key=f"sources_{channel.channel}"):
                sources_of(channel.channel)


def show_keeping(r: Recommendation) -> None:
    """Offer the answers and the recommendation as files to keep."""
    st.header("Keep it")
    columns = st.columns(3)
    answers = json.dumps(current_answers(), indent=1, sort_keys=True)
    columns[0].download_button(
        "My answers (to open again)", answers, "my-business.json", "application/json",
        on_click="ignore", width="stretch",
    )  # fmt: skip
    columns[1].download_button(
        "The advice as text", lambda: text_report(r), "my-strategy.txt", "text/plain",
        on_click="ignore", width="stretch",
    )  # fmt: skip
    columns[2].download_button(
        "Everything as data (JSON)", lambda: to_json(r), "my-strategy.json", "application/json",
        on_click="ignore", width="stretch",
    )  # fmt: skip
    st.caption(
        f"Tables of {r.versions.data}, {r.draws} draws, {r.worlds} worlds, seed {r.seed}. "
        "Print this page for one sheet to take away."
    )
