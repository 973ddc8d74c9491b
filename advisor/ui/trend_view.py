"""What came each month against the plan that was decided on, on a client's page and in the list."""

from __future__ import annotations

from datetime import date

import streamlit as st

from advisor.explain.names import in_a_row
from advisor.explain.wording import exact
from advisor.insight.trend import MonthOfPlan, trend, trend_text, verdict, whole
from advisor.store import Client, Count, Decision, Scenario
from advisor.ui.components import plain
from advisor.ui.workspace import store


def decided_on(decisions: tuple[Decision, ...], of: str) -> tuple[Scenario, date] | None:
    """Return the scenario of a client's latest decision on one, and when it was decided."""
    for decision in decisions:
        if decision.scenario_id is not None:
            found = _scenario(decision.scenario_id, of)
            return None if found is None else (found, decision.decided_on)
    return None


@st.cache_data(max_entries=100, show_spinner=False)
def _scenario(key: str, of: str) -> Scenario | None:
    """Return a scenario, kept by its id: its result is never changed."""
    return next((s for s in store().scenarios.of(of) if s.id == key), None)


def months_of(
    counts: tuple[Count, ...], decisions: tuple[Decision, ...], of: str
) -> tuple[MonthOfPlan, ...]:
    """Return the counted months against the plan; empty where there is no plan or no count."""
    plan = decided_on(decisions, of) if counts else None
    result = plan[0].recommendation() if plan else None
    if plan is None or result is None:
        return ()
    came = {count.month: count.customers for count in counts}
    return trend(result, plan[1], came, as_today=plan[0].kind == "today")


def show_trend(client: Client) -> None:
    """Show the months that were counted beside what was planned for them."""
    counts = store().diary.counts(client.id)
    if not counts:
        st.caption(
            "Nothing is written down yet. Once a month is, it stands beside what was planned for "
            "it: by the scenario that was decided on."
        )
        return
    months = {m.month: m for m in months_of(counts, store().diary.decisions(client.id), client.id)}
    if months:
        st.markdown(f"**{plain(trend_text(tuple(months.values())))}**")
    else:
        st.caption("Decide on a scenario: what came is then compared with its plan.")
    if said := old_money(counts, client.currency):
        st.caption(said)
    for count in counts:
        left, right = st.columns([5, 1], vertical_alignment="center")
        left.markdown(_month_words(count, months.get(count.month)))
        if right.button("Take out", key=f"uncount_{count.id}", width="stretch"):
            store().diary.forget_count(count.id)
            st.rerun()


def old_money(counts: tuple[Count, ...], now: str) -> str:
    """Say where money was written down in another currency than the client's; empty for none.

    `now`: the client's currency, "" for that of the answers.
    """
    known = [c.currency for c in counts if c.money is not None and c.currency]
    others = sorted({*known} - {now or known[-1]}) if known else []
    if not others:
        return ""
    return (
        f"Money written down in {in_a_row(others)} stays as it was written: it is neither "
        "converted nor added to other months."
    )


def came_words(count: Count) -> str:
    """Say what came in a month, and what was spent."""
    said = f"{count.month:%B %Y}: {exact(count.customers)} new customers"
    if count.money is None:
        return said
    return f"{said}, {exact(count.money)} {count.currency}".rstrip() + " spent"


def _month_words(count: Count, month: MonthOfPlan | None) -> str:
    said = came_words(count)
    if month is None:
        return said
    if not month.number:
        return f"{said} (before the plan began)"
    low, high = whole(month.planned)
    return (
        f"{said} · planned for month {month.number}: {exact(low)} to {exact(high)} · "
        f"{verdict(month.came, month.planned)}"
    )
