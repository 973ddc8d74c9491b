"""The scenarios of one client: variations of the latest answers, and what the client does now."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

import streamlit as st

from advisor.errors import AdvisorError
from advisor.explain.called import called_in
from advisor.explain.gist import lower_first
from advisor.explain.wording import range_text
from advisor.profile import parse_profile
from advisor.results import Recommendation
from advisor.results.present import done_today
from advisor.store import Client, ProfileVersion, Scenario, ScenarioKind
from advisor.ui.again_view import changed_since
from advisor.ui.components import plain
from advisor.ui.diary_view import day_words
from advisor.ui.missing import named_questions, still_open
from advisor.ui.once import done, order, ordered, ticket
from advisor.ui.session_owner import COMPARED, MODE, SCENARIO, STEP, owned
from advisor.ui.state import answer_named, current_answers, missing, recommendation_for
from advisor.ui.words import hours, in_old_currency, money
from advisor.ui.workspace import in_clients_currency, load_answers, note_saved, say, store

MOST_COMPARED = 4
_SAVE, _COPY, _RENAME = "save_scenario", "copy_scenario", "rename_scenario"
_TODAY, _RENEW = "add_today", "renew"
_CHANNELS_STEP = 5  # of the full picture: what is done now is given there


def _compute(answers: dict[str, object]) -> None:
    with st.spinner("Computing the scenario …"), suppress(AdvisorError):  # said when it is saved
        recommendation_for(answers)


def computed_and_saved(
    client: Client, name: str, answers: dict[str, object], kind: ScenarioKind = "",
    note: str = "", origin_id: str = "",
) -> Scenario:  # fmt: skip
    """Compute answers and save them as a scenario.

    Raises ``AdvisorError`` where that cannot be.
    """
    result = recommendation_for(answers)
    return store().scenarios.save(
        client.id, name, answers, result, kind=kind, note=note, origin_id=origin_id
    )


def save_form(client: Client, key: str) -> None:
    """Offer a name, a note and a button for the answers on screen as a scenario."""
    if missing():
        st.caption(f"A scenario needs these answers first: {named_questions(still_open())}?")
        return
    number = ticket(_SAVE)
    named = {part: owned(f"{key}_{part}_{number}") for part in ("name", "note")}
    with st.form(f"{key}_{number}"):
        left, middle, right = st.columns([2, 2, 1], vertical_alignment="bottom")
        left.text_input(
            f"Name of the scenario for {plain(client.name)}", key=named["name"], max_chars=200,
            placeholder="As it is, twice the hours, never Facebook …",
        )  # fmt: skip
        middle.text_input("Note", key=named["note"], max_chars=2_000, placeholder="What it is for")
        right.form_submit_button("Save as a scenario", width="stretch", on_click=order,
                                 args=(_SAVE, number, named))  # fmt: skip
    answers = current_answers()
    if ordered(_SAVE):
        _compute(answers)  # a second click may begin this anew
    done(_SAVE, lambda asked: _save(client, asked, answers))


def _save(client: Client, asked: Mapping[str, Any], answers: dict[str, object]) -> None:
    none_kept = not store().clients.history(client.id)
    saved = computed_and_saved(client, asked["name"] or "", answers, note=asked["note"] or "")
    note_saved(saved, answers)
    first = " As no answers were kept yet, these are also the client's first."
    say(f"Saved: {plain(saved.name)}.{first if none_kept else ''}")


def show_scenarios(client: Client) -> None:
    """Show the scenarios; save the answers on screen as one; choose some to compare."""
    st.header("Scenarios")
    save_form(client, "save_scenario")
    found = store().scenarios.of(client.id)
    history = store().clients.history(client.id)
    _offer_today(client, found, history[0] if history else None)
    if not found:
        st.info("No scenarios yet. Save the answers on screen as the first, then change one thing.")
        return
    chosen = []
    for place, scenario in enumerate(found):
        ids = [s.id for s in found]
        if _scenario_line(client, scenario, history[0], ids, place):
            chosen.append(scenario)
    count = len(chosen)
    if count > MOST_COMPARED:
        st.caption(f"At most {MOST_COMPARED} fit side by side: take {count - MOST_COMPARED} out.")
    elif count < 2:
        st.caption("Tick two to four scenarios to compare them.")
    if st.button(
        f"Compare {count} scenarios" if count > 1 else "Compare", key="compare", type="primary",
        disabled=not 2 <= count <= MOST_COMPARED,
    ):  # fmt: skip
        # As they were put in order, else as they came about.
        chosen.sort(key=lambda s: (s.place, s.made_at))
        st.session_state[COMPARED] = [s.id for s in chosen]
        st.switch_page("pages/compare.py")


def _offer_today(
    client: Client, found: tuple[Scenario, ...], latest: ProfileVersion | None
) -> None:
    """Offer what the client does now as a scenario of its own, or say what is missing for it."""
    if latest is None or any(s.kind == "today" and s.answers == latest.answers for s in found):
        return
    answers = in_clients_currency(latest.answers)
    if not answers.get("present_mix"):
        left, right = st.columns([4, 1], vertical_alignment="center")
        left.caption(
            "What the client does now becomes a scenario too, once the channels in use, with "
            "their hours and money, are among the latest answers."
        )
        if right.button("Give them", key="give_today", width="stretch"):
            st.session_state[MODE], st.session_state[STEP] = "The full picture", _CHANNELS_STEP
            st.switch_page("pages/questionnaire.py")
        return
    number = ticket(_TODAY)
    st.button("Add what the client does now", key=f"{_TODAY}_{number}", icon=":material/today:",
              on_click=order, args=(_TODAY, number, {}))  # fmt: skip
    if ordered(_TODAY):
        _compute(answers)
    done(_TODAY, lambda _: _add_today(client, answers))


def _add_today(client: Client, answers: dict[str, object]) -> None:
    saved = computed_and_saved(client, f"What {client.name[:180]} does now", answers, "today")
    say(f"Saved: {plain(saved.name)}.")


def facts_of(scenario: Scenario, r: Recommendation) -> str:
    """Return a scenario's answer in a line: what it takes and what it brings."""
    own = called_in(r)
    if scenario.kind != "today":
        used = r.budgets
        return (
            f"{plain(r.headline)}  \n{hours(used.owner_hours.used)} a week · "
            f"{money(used.money.used, r.currency)} a month · "
            + plain(own(range_text(r.totals.customers, "new customers a month")))
        )
    present = done_today(r, parse_profile(scenario.answers))
    if present is None:
        return "What is done today is not among these answers."
    items = present.allocation
    names = ", ".join(plain(i.name or i.channel) for i in items)
    return (
        f"What is done now: {names}  \n{hours(sum(i.hours_per_week for i in items))} a week · "
        f"{money(sum(i.money_per_month for i in items), r.currency)} a month · "
        + plain(own(range_text(present.totals.customers, "new customers a month of it")))
    )


def variation_words(scenario: Scenario) -> str:
    """Say in which answers a scenario varies those it rests on."""
    names = [*scenario.changes, *(n for n in ("locks", "weights") if scenario.answers.get(n))]
    if not names:
        return ""
    shown = "; ".join(lower_first(answer_named(n)) for n in names[:3])
    more = f"; and {len(names) - 3} more" if len(names) > 3 else ""
    return f"Varies: {shown}{more}."


def _scenario_line(
    client: Client, scenario: Scenario, latest: ProfileVersion, ids: list[str], place: int
) -> bool:
    result = scenario.recommendation()
    with st.container(border=True):
        on_screen = scenario.id == st.session_state.get(SCENARIO)
        mark = " :green-badge[on screen]" if on_screen else ""
        mark += " :blue-badge[what is done now]" if scenario.kind == "today" else ""
        ticked: bool = st.checkbox(
            f"**{plain(scenario.name)}** · {day_words(scenario.made_at)}{mark}",
            key=f"tick_{scenario.id}",
        )
        if scenario.note:
            st.markdown(f"*{plain(scenario.note)}*")
        if result is None:
            st.markdown("Its result has an older form; open it and save it again to see it.")
        else:
            st.markdown(facts_of(scenario, result))
        since = changed_since(scenario)
        said = [
            plain(variation_words(scenario)),
            in_old_currency(result.currency if result else "", client.currency),
            f"Computed with {plain(since)}: compare it to see what changed." if since else "",
        ]
        if any(said):
            st.caption(" ".join(part for part in said if part))
        if scenario.profile_number != latest.number:
            _offer_renewal(client, scenario, latest)
        look, change, delete = st.columns(3)
        if look.button("Put on screen", key=f"look_{scenario.id}", width="stretch"):
            load_answers(scenario.answers, scenario)
            st.switch_page("pages/strategy.py")
        with change.popover("Change …", width="stretch"):
            _changes(client, scenario, ids, place)
        with delete.popover("Delete …", width="stretch"):
            st.markdown("Delete this scenario? The client's answers stay as they are.")
            if st.button("Delete it", key=f"delete_{scenario.id}"):
                store().scenarios.delete(scenario.id)
                say("The scenario is deleted.")
                st.rerun()
    return ticked


def _offer_renewal(client: Client, scenario: Scenario, latest: ProfileVersion) -> None:
    """Say that the answers moved on, and offer the same variation on the latest."""
    left, right = st.columns([3, 1], vertical_alignment="center")
    left.caption(
        f"It rests on answers {scenario.profile_number}; the latest are {latest.number}, kept on "
        f"{day_words(latest.made_at)}."
    )
    action = f"{_RENEW}_{scenario.id}"
    number = ticket(action)
    right.button("The same on the latest", key=f"{action}_{number}", width="stretch",
                 on_click=order, args=(action, number, {}))  # fmt: skip
    answers = in_clients_currency(scenario.on(latest.answers))
    if ordered(action):
        _compute(answers)
    done(action, lambda _: _renew(client, scenario, latest.number, answers))


def _renew(client: Client, scenario: Scenario, number: int, answers: dict[str, object]) -> None:
    saved = computed_and_saved(
        client, f"{scenario.name[:170]} (answers {number})", answers, scenario.kind,
        scenario.note, scenario.id,
    )  # fmt: skip
    say(f"Saved beside the old one: {plain(saved.name)}.")


def _changes(client: Client, scenario: Scenario, ids: list[str], place: int) -> None:
    """Offer another name and note, a copy, and another place in the list."""
    action = f"{_RENAME}_{scenario.id}"
    number = ticket(action)
    keys = {part: owned(f"{part}_{scenario.id}_{number}") for part in ("name", "note")}
    with st.form(f"{action}_{number}", border=False):
        st.text_input("Name", scenario.name, key=keys["name"], max_chars=200)
        st.text_area("Note", scenario.note, key=keys["note"], max_chars=2_000)
        st.form_submit_button("Save name and note", on_click=order, args=(action, number, keys))
    done(action, lambda asked: _rename(scenario, asked))
    action = f"{_COPY}_{scenario.id}"
    number = ticket(action)
    st.button("Duplicate it", key=f"dup_{scenario.id}_{number}", on_click=order,
              args=(action, number, {}))  # fmt: skip
    done(action, lambda _: _copy(scenario))
    for label, to, key in (("Further up", place - 1, "up"), ("Further down", place + 1, "down")):
        if 0 <= to < len(ids) and st.button(label, key=f"{key}_{scenario.id}"):
            moved = [one for one in ids if one != scenario.id]
            moved.insert(to, scenario.id)
            store().scenarios.arrange(client.id, moved)
            st.rerun()


def _rename(scenario: Scenario, asked: Mapping[str, Any]) -> None:
    store().scenarios.rename(
        scenario.id, asked["name"] or "", seen=scenario.version, note=asked["note"] or ""
    )
    say("Saved.")


def _copy(scenario: Scenario) -> None:
    copy = store().scenarios.duplicate(scenario.id, f"{scenario.name[:190]} (copy)")
    say(f"Saved: {plain(copy.name)}.")
