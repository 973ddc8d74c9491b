"""The work with one client: answers over time, scenarios, decisions, review dates."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta

import streamlit as st

from advisor.errors import AdvisorError, ConflictError, StoreError
from advisor.explain.wording import range_text
from advisor.store import Client, Scenario
from advisor.ui.clients_view import review_words
from advisor.ui.components import plain, table_of
from advisor.ui.once import claim, order, ordered, reopen, ticket
from advisor.ui.session_owner import AS_KEPT, owned
from advisor.ui.state import current_answers, missing, question_of, recommendation_for, tables
from advisor.ui.words import hours, money
from advisor.ui.workspace import OPEN_SCENARIO, load_answers, note_kept, say, seen_number, store

COMPARED = "compared_scenarios"
MOST_COMPARED = 4
_SAVE, _DECIDE, _REVIEW = "save_scenario", "decide", "plan_review"


def _day(moment: date) -> str:
    return f"{moment.day} {moment:%B %Y}"


def show_answers(client: Client) -> None:
    """Show whether the answers on screen are kept, keep them, open older ones."""
    st.header("Answers")
    history = store().clients.history(client.id)
    answers = current_answers()
    latest = history[0] if history else None
    if latest is None:
        st.markdown("No answers are kept for this client yet.")
    elif answers == latest.answers:
        st.markdown(f"On screen: the latest answers, kept on {_day(latest.made_at)}.")
    else:
        names = [n for n in sorted({*answers, *latest.answers})
                 if answers.get(n) != latest.answers.get(n)]  # fmt: skip
        asked = "; ".join(question_of(n) for n in names[:3])
        more = f"; and {len(names) - 3} more" if len(names) > 3 else ""
        st.markdown(
            f"On screen: {len(names)} of the answers differ from the latest kept on "
            f"{_day(latest.made_at)} ({asked}{more})."
        )
    keep, change, empty = st.columns(3)
    if keep.button(
        "Keep the answers on screen", key="keep_answers", width="stretch",
        disabled=not answers or (latest is not None and answers == latest.answers),
    ):  # fmt: skip
        _keep(client, answers)
    if change.button("Change the answers", key="change_answers", width="stretch"):
        st.switch_page("pages/questionnaire.py")
    if latest is None and answers:
        if empty.button("Begin with none", key="begin_empty", width="stretch"):
            load_answers({})
            st.rerun()
    elif (
        latest is not None
        and answers != latest.answers
        and empty.button("Back to the latest kept", key="load_latest", width="stretch")
    ):
        load_answers(latest.answers)
        st.rerun()
    if len(history) > 1:
        with st.expander(f"All {len(history)} kept, the latest first"):
            for version in history:
                left, right = st.columns([4, 1], vertical_alignment="center")
                left.markdown(
                    f"**{version.number}** · {_day(version.made_at)} · {len(version.answers)} "
                    "answers"
                )
                if right.button("Look at it", key=f"version_{version.id}", width="stretch"):
                    load_answers(version.answers)
                    st.rerun()


def _keep(client: Client, answers: dict[str, object]) -> None:
    try:
        kept = store().clients.keep_answers(client.id, answers, seen=seen_number())
    except ConflictError as error:
        st.warning(
            "Not kept: other answers were kept in another window meanwhile. Both are here; keep "
            "yours again to make them the latest (theirs stay in the list).",
            icon=":material/call_split:",
        )
        table_of(
            ("", "Yours, not kept", "Kept there"),
            [(n, plain(error.mine[n]), plain(error.theirs[n])) for n in error.mine],
        )
        note_kept(st.session_state.get(AS_KEPT, {}), error.version)
        return
    except StoreError as error:
        st.warning(plain(str(error)))
        return
    note_kept(answers, kept.number)
    say(f"Kept as number {kept.number}.")
    st.rerun()


def changed_since(scenario: Scenario) -> str:
    """Return what a scenario was computed with where today's is other, "" where nothing is."""
    from advisor.recommend import ADVISOR_VERSION, SCHEMA_VERSION

    parts = []
    if scenario.data_version != tables().version:
        parts.append(f"tables of {scenario.data_version} (today {tables().version})")
    if (scenario.model_version, scenario.schema_version) != (ADVISOR_VERSION, SCHEMA_VERSION):
        parts.append(f"program {scenario.model_version} (today {ADVISOR_VERSION})")
    return " and ".join(parts)


def _compute(answers: dict[str, object]) -> None:
    with st.spinner("Computing the scenario …"), suppress(AdvisorError):  # said when it is saved
        recommendation_for(answers)


def save_scenario(client: Client, name: str, origin_id: str = "") -> Scenario | None:
    """Compute the answers on screen and save them as a scenario; say why where that cannot be."""
    answers = current_answers()
    try:
        result = recommendation_for(answers)
        saved = store().scenarios.save(client.id, name, answers, result, origin_id=origin_id)
    except AdvisorError as error:
        st.warning(plain(str(error)))
        return None
    history = store().clients.history(client.id)
    note_kept(answers, history[0].number if history else 0)
    st.session_state[OPEN_SCENARIO] = saved.id
    return saved


def save_form(client: Client, key: str) -> None:
    """Offer a name and a button for the answers on screen as a scenario."""
    if missing():
        st.caption("The answers on screen are not complete: a scenario needs all six.")
        return
    with st.form(f"{key}_{ticket(_SAVE)}"):
        left, right = st.columns([3, 1], vertical_alignment="bottom")
        number = ticket(_SAVE)
        named = owned(f"{key}_name_{number}")
        left.text_input(
            f"Name of the scenario for {plain(client.name)}", key=named, max_chars=200,
            placeholder="As it is, twice the hours, never Facebook …",
        )  # fmt: skip
        right.form_submit_button("Save as a scenario", width="stretch", on_click=order,
                                 args=(_SAVE, number, {"name": named}))  # fmt: skip
    if ordered(_SAVE):
        _compute(current_answers())  # a second click may begin this anew: it is claimed after it
        if (asked := claim(_SAVE)) is None:
            return
        saved = save_scenario(client, asked["name"] or "")
        if saved is None:
            reopen(_SAVE)
        else:
            say(f"Saved: {plain(saved.name)}.")
            st.rerun()


def show_scenarios(client: Client) -> None:
    """Show the scenarios; save the answers on screen as one; choose some to compare."""
    st.header("Scenarios")
    save_form(client, "save_scenario")
    found = store().scenarios.of(client.id)
    if not found:
        st.info("No scenarios yet. Save the answers on screen as the first, then change one thing.")
        return
    chosen = []
    for scenario in found:
        if _scenario_line(scenario, scenario.id == st.session_state.get(OPEN_SCENARIO)):
            chosen.append(scenario.id)
    count = len(chosen)
    if count > MOST_COMPARED:
        st.caption(f"At most {MOST_COMPARED} fit side by side: take {count - MOST_COMPARED} out.")
    elif count < 2:
        st.caption("Tick two to four scenarios to see them side by side.")
    if st.button(
        f"Compare {count} scenarios" if count > 1 else "Compare", key="compare", type="primary",
        disabled=not 2 <= count <= MOST_COMPARED,
    ):  # fmt: skip
        st.session_state[COMPARED] = chosen[::-1]  # oldest first, as they came about
        st.switch_page("pages/compare.py")


def _scenario_line(scenario: Scenario, on_screen: bool) -> bool:
    result = scenario.recommendation()
    with st.container(border=True):
        mark = " :green-badge[on screen]" if on_screen else ""
        ticked: bool = st.checkbox(
            f"**{plain(scenario.name)}** · {_day(scenario.made_at)}{mark}",
            key=f"tick_{scenario.id}",
        )
        if result is None:
            st.markdown("Its result has an older form; open it and save it again to see it.")
        else:
            used = result.budgets
            st.markdown(
                f"{plain(result.headline)}  \n{hours(used.owner_hours.used)} a week · "
                f"{money(used.money.used, result.currency)} a month · "
                + plain(range_text(result.totals.customers, "new customers a month"))
            )
        since = changed_since(scenario)
        if since:
            st.caption(f"Computed with {plain(since)}: compare it to see what changed.")
        look, rename, delete = st.columns(3)
        if look.button("Put on screen", key=f"look_{scenario.id}", width="stretch"):
            load_answers(scenario.answers, scenario)
            st.switch_page("pages/strategy.py")
        with rename.popover("Rename", width="stretch"):
            name = st.text_input("New name", scenario.name, key=f"rename_{scenario.id}",
                                 max_chars=200)  # fmt: skip
            if st.button("Rename it", key=f"renamed_{scenario.id}"):
                try:
                    store().scenarios.rename(scenario.id, name, seen=scenario.version)
                    say("Renamed.")
                    st.rerun()
                except StoreError as error:
                    st.warning(plain(str(error)))
        with delete.popover("Delete …", width="stretch"):
            st.markdown("Delete this scenario? Its answers stay in the list of kept answers.")
            if st.button("Delete it", key=f"delete_{scenario.id}"):
                store().scenarios.delete(scenario.id)
                say("The scenario is deleted.")
                st.rerun()
    return ticked


def show_decisions(client: Client) -> None:
    """Show what was decided, the latest first; write another down."""
    st.header("Decisions")
    scenarios = store().scenarios.of(client.id)
    names = {s.id: s.name for s in scenarios}
    number = ticket(_DECIDE)
    keys = {name: owned(f"decision_{name}_{number}") for name in ("text", "on", "scenario")}
    with st.form(f"decide_{number}"):
        st.text_input("What was decided?", key=keys["text"], max_chars=2_000)
        left, middle, right = st.columns(3, vertical_alignment="bottom")
        left.date_input("When", date.today(), key=keys["on"])
        middle.selectbox(
            "On which scenario", [None, *names], key=keys["scenario"],
            format_func=lambda key: names.get(key, "none in particular"),
        )  # fmt: skip
        right.form_submit_button("Write it down", width="stretch", on_click=order,
                                 args=(_DECIDE, number, keys))  # fmt: skip
    if (asked := claim(_DECIDE)) is not None:
        try:
            store().diary.decide(client.id, asked["text"], asked["on"], asked["scenario"])
        except StoreError as error:
            reopen(_DECIDE)
            st.warning(plain(str(error)))
        else:
            st.rerun()
    for decision in store().diary.decisions(client.id):
        left, right = st.columns([5, 1], vertical_alignment="center")
        rests = names.get(decision.scenario_id or "")
        left.markdown(
            f"{_day(decision.decided_on)}: {plain(decision.text)}"
            + (f" (on “{plain(rests)}”)" if rests else "")
        )
        if right.button("Take out", key=f"undecide_{decision.id}", width="stretch"):
            store().diary.forget_decision(decision.id)
            st.rerun()


def show_reviews(client: Client) -> None:
    """Show when to look again; plan another date; mark one as done."""
    st.header("Review dates")
    number = ticket(_REVIEW)
    keys = {name: owned(f"review_{name}_{number}") for name in ("on", "note")}
    with st.form(f"plan_review_{number}"):
        left, middle, right = st.columns([1, 2, 1], vertical_alignment="bottom")
        left.date_input("Look again on", date.today() + timedelta(days=91), key=keys["on"])
        middle.text_input("What to look at", key=keys["note"], max_chars=2_000)
        right.form_submit_button("Plan it", width="stretch", on_click=order,
                                 args=(_REVIEW, number, keys))  # fmt: skip
    if (asked := claim(_REVIEW)) is not None:
        try:
            store().diary.plan_review(client.id, asked["on"], asked["note"] or "")
        except StoreError as error:
            reopen(_REVIEW)
            st.warning(plain(str(error)))
        else:
            st.rerun()
    for review in store().diary.reviews(client.id):
        left, right = st.columns([5, 1], vertical_alignment="center")
        about = f": {plain(review.note)}" if review.note else ""
        if review.done_on is not None:
            left.markdown(f"done on {_day(review.done_on)}{about}")
            if right.button("Take out", key=f"unplan_{review.id}", width="stretch"):
                store().diary.forget_review(review.id)
                st.rerun()
        else:
            left.markdown(f"{review_words(review.due_on, date.today())}{about}")
            if right.button("Done", key=f"done_{review.id}", width="stretch"):
                store().diary.close_review(review.id, date.today())
                st.rerun()
