"""Scenarios side by side: which ones, what changed since they were computed, what differs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from advisor.errors import AdvisorError
from advisor.explain.comparison_words import payback_text
from advisor.explain.wording import exact, range_text
from advisor.insight.comparison import FEWEST, MOST, Side, build
from advisor.output.chart import Chart
from advisor.output.comparison_charts import (
    ahead_chart,
    effort_chart,
    outcomes_chart,
    paybacks_chart,
)
from advisor.profile import parse_profile
from advisor.results import Finding, Recommendation
from advisor.results.comparison import Comparison
from advisor.store import Client, Scenario
from advisor.ui.client_work import COMPARED, changed_since
from advisor.ui.components import plain, show, table_of
from advisor.ui.session_owner import owned
from advisor.ui.state import recommendation_for, tables
from advisor.ui.words import FAMILIES, STRATEGIES, hours, money
from advisor.ui.workspace import say, store


def chosen_scenarios(client: Client) -> list[Scenario]:
    """Ask which two to four of a client's scenarios to compare; end the page while it is open."""
    found = {s.id: s for s in store().scenarios.of(client.id)}
    if len(found) < FEWEST:
        st.info(
            "Two scenarios are needed to compare. Save the answers on screen as one, change "
            "something, and save them again.",
            icon=":material/info:",
        )
        if st.button("To the scenarios", type="primary"):
            st.switch_page("pages/clients.py")
        st.stop()
    before = [key for key in st.session_state.get(COMPARED, []) if key in found]
    picked = st.multiselect(
        "Which scenarios, side by side?", list(found), before or list(found)[:FEWEST][::-1],
        format_func=lambda key: found[key].name, max_selections=MOST, key=owned("compare_picked"),
    )  # fmt: skip
    st.session_state[COMPARED] = picked
    if len(picked) < FEWEST:
        st.caption("Choose two to four.")
        st.stop()
    return [found[key] for key in picked]


def names_of(scenarios: Sequence[Scenario]) -> list[str]:
    """Return names that tell the scenarios apart, those of the same name numbered."""
    names: list[str] = []
    for scenario in scenarios:
        name, k = scenario.name, 2
        while name in names:
            name, k = f"{scenario.name} ({k})", k + 1
        names.append(name)
    return names


def results_of(scenarios: Sequence[Scenario]) -> list[Recommendation]:
    """Return today's recommendation of each; end the page with a sentence where there is none."""
    found = []
    for scenario in scenarios:
        try:
            with st.spinner(f"Computing “{plain(scenario.name)}” with today's figures …"):
                found.append(recommendation_for(scenario.answers))
        except AdvisorError as error:
            st.warning(
                f"“{plain(scenario.name)}” cannot be computed today: {plain(str(error))}",
                icon=":material/info:",
            )
            st.stop()
    return found


def _facts(r: Recommendation) -> tuple[str, ...]:
    call = STRATEGIES[r.strategy.call] if r.strategy.call else "Nothing is recommended"
    return (
        call,
        ", ".join(i.name for i in r.allocation) or "–",
        hours(r.budgets.owner_hours.used),
        money(r.budgets.money.used, r.currency),
        range_text(r.totals.customers, "a month"),
        range_text(r.totals.net_contribution, r.currency),
    )


_FACTS = (
    "The way", "Channels", "Owner's hours a week", "Money a month", "New customers",
    "Left a month",
)  # fmt: skip


def show_changes(
    client: Client, scenarios: Sequence[Scenario], today: Sequence[Recommendation]
) -> None:
    """Say of each older scenario what changed since, and offer to compute it again, old kept."""
    for scenario, now in zip(scenarios, today, strict=True):
        since = changed_since(scenario)
        if not since:
            continue
        with st.container(border=True):
            st.markdown(
                f":material/history: **“{plain(scenario.name)}” was computed with "
                f"{plain(since)}.** Below, all scenarios are computed with today's."
            )
            before = scenario.recommendation()
            if before is None:
                st.markdown("Its result has a form that can no longer be read.")
            else:
                pairs = zip(_FACTS, _facts(before), _facts(now), strict=True)
                rows = [row for row in pairs if row[1] != row[2]]
                if rows:
                    table_of(("What changed", "Then", "Today"), rows)
                else:
                    st.markdown("The answer is the same today.")
            if st.button("Save today's beside it; the old one stays", key=f"again_{scenario.id}"):
                made = store().scenarios.save(
                    client.id, f"{scenario.name[:150]} (tables of {now.versions.data})",
                    scenario.answers, now, origin_id=scenario.id,
                )  # fmt: skip
                picked = [made.id if k == scenario.id else k for k in st.session_state[COMPARED]]
                st.session_state[COMPARED] = picked
                st.session_state.pop(owned("compare_picked"), None)
                say(f"Saved beside the old one: {plain(made.name)}.")
                st.rerun()


@st.cache_data(max_entries=50, show_spinner=False)
def _comparison(text: str) -> Comparison:
    sides = [
        Side(name, parse_profile(answers), recommendation_for(answers))
        for name, answers in json.loads(text)
    ]
    return build(sides, tables())


def comparison_of(scenarios: Sequence[Scenario]) -> Comparison:
    """Return the comparison of scenarios, cached by their names and answers."""
    pairs = [[name, s.answers] for name, s in zip(names_of(scenarios), scenarios, strict=True)]
    with st.spinner("Comparing under the same possible futures …"):
        return _comparison(json.dumps(pairs, sort_keys=True))


def _table(finding: Finding, *, title: bool = True) -> None:
    """Show a finding's title and its table, names and answers never as markup."""
    if title:
        st.markdown(f"**{plain(finding.title)}**")
    flat = finding.spread()
    if flat.rows:
        table_of(
            [plain(h) for h in flat.header],
            [[exact(c) if isinstance(c, float) else plain(str(c or "–")) for c in r]
             for r in flat.rows],
        )  # fmt: skip


def _show(chart: Chart, key: str) -> None:
    """Show a chart whose table holds names that people typed."""
    header = tuple(plain(h) for h in chart.header)
    rows = tuple(tuple(plain(c) if isinstance(c, str) else c for c in r) for r in chart.rows)
    show(replace(chart, header=header, rows=rows), key=key)


def show_comparison(c: Comparison) -> None:
    """Show who is ahead, outcomes, effort, mixes, payback, and the answers that differ."""
    found = {finding.code: finding for finding in c.findings}
    st.markdown(f"#### {plain(found['ahead'].title)}")
    for sentence in found["ahead"].sentences:
        st.markdown(plain(sentence))
    columns = st.columns(len(c.scenarios), gap="medium")
    for column, scenario in zip(columns, c.scenarios, strict=True):
        with column.container(border=True, height="stretch"):
            st.markdown(f"**{plain(scenario.name)}**")
            st.markdown(plain(scenario.headline))
            st.markdown(
                f"{hours(scenario.owner_hours)} of the owner a week  \n"
                f"{money(scenario.money, scenario.currency)} a month  \n"
                f"{plain(range_text(scenario.totals.customers, 'new customers a month'))}  \n"
                f"Money back: {payback_text(scenario)}"
            )
    st.header("What differs in the answers")
    _table(found["differences"])
    st.header("What to expect")
    _show(outcomes_chart(c), key="outcomes")
    left, right = st.columns(2, gap="large")
    with left:
        st.subheader("How often one is ahead")
        _show(ahead_chart(c), key="ahead")
        st.caption(f"{plain(found['ahead'].notes[0])} {c.draws:,} draws, seed {c.seed}.")
    with right:
        if len({s.currency for s in c.scenarios}) == 1:
            st.subheader("When the money is back")
            _show(paybacks_chart(c), key="paybacks")
    st.header("What it takes")
    _show(effort_chart(c, FAMILIES), key="efforts")
    _table(found["effort"], title=False)
    st.header("The mixes")
    _table(found["mix"])
    st.caption(f"All computed with the tables of {plain(c.data_version)}.")
