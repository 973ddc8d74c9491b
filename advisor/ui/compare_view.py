"""Scenarios side by side: which ones, what changed since they were computed, what differs."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace

import streamlit as st

from advisor.errors import AdvisorError
from advisor.explain.called import Called, called_among
from advisor.explain.comparison_words import payback_text
from advisor.explain.tradeoff_words import decision_finding
from advisor.insight.comparison import FEWEST, MOST, Side, build, decided_with
from advisor.output.chart import Chart
from advisor.output.comparison_charts import effort_chart, paybacks_chart
from advisor.profile import parse_profile
from advisor.report.compared import told
from advisor.results import Finding, Recommendation
from advisor.results.comparison import Comparison
from advisor.store import Client, Scenario
from advisor.ui.again_view import changed_facts, changed_since, save_beside
from advisor.ui.components import plain, show, table_of
from advisor.ui.diary_view import day_words
from advisor.ui.finding_parts import chart_of
from advisor.ui.session_owner import COMPARED, COMPARED_HIDDEN, OWN, owned, owner
from advisor.ui.state import recommendation_for, tables
from advisor.ui.words import in_old_currency
from advisor.ui.workspace import in_clients_currency, say, store


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
                found.append(recommendation_for(in_clients_currency(scenario.answers)))
        except AdvisorError as error:
            st.warning(
                f"“{plain(scenario.name)}” cannot be computed today: {plain(str(error))}",
                icon=":material/info:",
            )
            st.stop()
    return found


def show_changes(scenarios: Sequence[Scenario], today: Sequence[Recommendation]) -> None:
    """Say of each older scenario what changed since, and offer to compute it again, old kept."""
    for scenario, now in zip(scenarios, today, strict=True):
        since = changed_since(scenario)
        if not since:
            continue
        if in_clients_currency(scenario.answers) != scenario.answers:
            now = recommendation_for(scenario.answers)  # like beside like: as it was saved
        with st.container(border=True):
            st.markdown(
                f":material/history: **“{plain(scenario.name)}” was computed with "
                f"{plain(since)}.** Below, all scenarios are computed with today's."
            )
            before = scenario.recommendation()
            if before is None:
                st.markdown("Its result has a form that can no longer be read.")
            else:
                rows = changed_facts(scenario, before, now)
                currency = store().clients.get(scenario.client_id).currency
                if said := in_old_currency(before.currency, currency):
                    st.caption(said)
                if rows:
                    table_of(("What changed", "Then", "Today"), rows)
                else:
                    st.markdown("The answer is the same today.")
            if st.button("Save today's beside it; the old one stays", key=f"again_{scenario.id}"):
                made = save_beside(scenario, now)
                picked = [made.id if k == scenario.id else k for k in st.session_state[COMPARED]]
                st.session_state[COMPARED] = picked
                st.session_state.pop(owned("compare_picked"), None)
                say(f"Saved beside the old one: {plain(made.name)}.")
                st.rerun()


@st.cache_data(max_entries=50, show_spinner=False)
def _comparison(text: str) -> Comparison:
    sides = [
        Side(name, parse_profile(answers), recommendation_for(answers), kind == "today")
        for name, answers, kind in json.loads(text)
    ]
    return build(sides, tables())


def comparison_of(scenarios: Sequence[Scenario]) -> Comparison:
    """Return the comparison of scenarios in the client's currency, with what was decided on them.

    Raises ``AdvisorError`` if one cannot be computed today.
    """
    asked = [
        [name, in_clients_currency(s.answers), s.kind]
        for name, s in zip(names_of(scenarios), scenarios, strict=True)
    ]
    with st.spinner("Comparing in the same simulations …"):
        found = _comparison(json.dumps(asked, sort_keys=True))
    decided = _decision(scenarios)
    return found if decided is None else decided_with(found, decided)


def _decision(scenarios: Sequence[Scenario]) -> Finding | None:
    """Return the latest decision on one of the scenarios, with its review date."""
    names = dict(zip((s.id for s in scenarios), names_of(scenarios), strict=True))
    diary = store().diary
    for decision in diary.decisions(scenarios[0].client_id):
        if decision.scenario_id in names:
            review = next(
                (r.due_on for r in diary.reviews(decision.client_id)
                 if r.decision_id == decision.id), None,
            )  # fmt: skip
            return decision_finding(
                day_words(decision.decided_on), names[decision.scenario_id], decision.text,
                decision.why, day_words(review) if review else "",
            )  # fmt: skip
    return None


def compared_last() -> Comparison | None:
    """Return the comparison that goes into what the open client gets, None for none."""
    keys = st.session_state.get(COMPARED, [])
    if owner() == OWN or st.session_state.get(COMPARED_HIDDEN):
        return None
    found = {s.id: s for s in store().scenarios.of(owner())} if keys else {}
    chosen = [found[key] for key in keys if key in found]
    if not FEWEST <= len(chosen) <= MOST:
        return None
    try:
        return comparison_of(chosen)
    except AdvisorError:  # said on the page Compare
        return None


def offer_along() -> None:
    """Ask whether the comparison goes into Present and the exports."""
    key = owned("compared_along")

    def keep() -> None:
        st.session_state[COMPARED_HIDDEN] = not st.session_state[key]

    shown = not st.session_state.get(COMPARED_HIDDEN, False)
    st.toggle("Show this comparison in Present and in the files to take along", shown, key=key,
              on_change=keep)  # fmt: skip


def _table(finding: Finding, *, turned: bool = False) -> None:
    """Show a finding's title and its table; `turned`: its table alone, rows as columns."""
    if not turned:
        st.markdown(f"**{plain(finding.title)}**")
    if table := told(finding):
        rows = [[plain(cell) for cell in row] for row in table.words]
        heads = [plain(name) for name in finding.header]
        header, *rest = zip(heads, *rows, strict=True) if turned else (heads, *rows)
        table_of(header, rest)


def _show(chart: Chart, key: str, own: Called) -> None:
    """Show a chart whose table holds names that people typed."""
    header = tuple(plain(own(h)) for h in chart.header)
    rows = tuple(tuple(plain(own(c)) if isinstance(c, str) else c for c in r) for r in chart.rows)
    show(replace(chart, header=header, rows=rows), key, own)


def _outcomes(c: Comparison, found: Mapping[str, Finding], own: Called) -> None:
    """Show what each brings and leaves, the odds, when the money is back, what it takes."""
    st.header("What to expect")
    for code in ("customers", "left"):
        if code in found and (chart := chart_of(found[code])):
            _show(chart, code, own)
    left, right = st.columns(2, gap="large")
    with left:
        st.subheader("The odds, pair by pair")
        if chart := chart_of(found["ahead"]):
            _show(chart, "ahead", own)
        st.caption(f"{c.draws:,} simulations, seed {c.seed}.")
    with right:
        if len({s.currency for s in c.scenarios}) == 1:
            st.subheader("When the money is back")
            _show(paybacks_chart(c), "paybacks", own)
    st.header("What it takes")
    _show(effort_chart(c), "efforts", own)


def show_comparison(c: Comparison) -> None:
    """Show the trade-off first, then answers that differ, outcomes, odds, efforts, mixes."""
    found, own = {finding.code: finding for finding in c.findings}, called_among(c)
    st.markdown(f"#### {plain(found['tradeoff'].title)}")
    st.markdown("\n".join(f"- {plain(s)}" for s in found["tradeoff"].sentences))
    _table(found["tradeoff"], turned=True)
    st.caption(" ".join(plain(note) for note in found["tradeoff"].notes))
    if "decision" in found:
        said = "  \n".join(plain(s) for s in found["decision"].sentences)
        st.success(f"**{plain(found['decision'].title)}**  \n{said}", icon=":material/gavel:")
    columns = st.columns(len(c.scenarios), gap="medium")
    for column, scenario in zip(columns, c.scenarios, strict=True):
        with column.container(border=True, height="stretch"):
            st.markdown(f"**{plain(scenario.name)}**")
            st.markdown(plain(scenario.headline))
            st.markdown(f"Money back (hours not counted): {payback_text(scenario)}")
    st.header("What differs in the answers")
    _table(found["differences"])
    # Where one brings what the other brings there is nothing to draw.
    if not all(p.same_mix and p.customers_more == 0.0 == p.left_more for p in c.versus):
        _outcomes(c, found, own)
    st.header("The mixes")
    _table(found["mix"])
    st.caption(f"All computed with the tables of {plain(c.data_version)}.")
