"""What goes along with an answer into what a client gets: what was compared, decided, agreed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import streamlit as st

from advisor.explain.names import in_a_row
from advisor.explain.wording import exact
from advisor.insight.trend import MonthOfPlan, trend, trend_text, verdict, whole
from advisor.results import Insight
from advisor.store import Client, Count, Decision, Scenario
from advisor.ui.components import plain
from advisor.ui.session_owner import OWN, owner
from advisor.ui.state import current_answers, own_word
from advisor.ui.workspace import store

if TYPE_CHECKING:
    from advisor.output.calendar import Entry


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
        st.markdown(f"**{plain(own_word(trend_text(tuple(months.values()))))}**")
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
    said = own_word(f"{count.month:%B %Y}: {exact(count.customers)} new customers")
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


def compared_along() -> dict[str, Insight]:
    """Return the scenarios compared of the open client as an insight; empty where none are."""
    if owner() == OWN:
        return {}
    # The store is loaded for consultants only.
    from advisor.ui.compare_view import compared_last

    found = compared_last()
    return {} if found is None else {"compare": found}


def days_along() -> list[Entry]:
    """Return the open client's decisions and review dates as days of a calendar."""
    if owner() == OWN:
        return []
    from advisor.ui.diary_view import entries_of
    from advisor.ui.workspace import open_client

    client = open_client()
    return [] if client is None else entries_of(client)


def offer_decided() -> None:
    """Say where another scenario is on screen than the one decided on, and offer that one."""
    if owner() == OWN:
        return
    from advisor.ui.workspace import in_clients_currency, load_answers, open_client, store

    client = open_client()
    found = decided_on(store().diary.decisions(client.id), client.id) if client else None
    if found is None or in_clients_currency(found[0].answers) == current_answers():
        return
    name = plain(found[0].name)
    st.info(
        f"It was decided on “{name}”, but something else is on screen: what is made here would "
        "advise another plan than the one decided on.", icon=":material/gavel:",
    )  # fmt: skip
    if st.button(f"Put “{name}” on screen", key="put_decided"):
        load_answers(found[0].answers, found[0])
        st.rerun()


def tell_usual() -> None:
    """Say which of the open client's answers are still the usual ones of its trade."""
    if owner() == OWN:
        return
    from advisor.ui.client_work import usual_text
    from advisor.ui.workspace import open_client

    client = open_client()
    if client is not None and (said := usual_text(client, current_answers())):
        st.info(said, icon=":material/contract_edit:")
