"""The consultant's side of a session: the store, the open client, whose answers are on screen.

Only the consultant's pages ask for the store, and a session in which a client is open; an owner's
session neither loads nor touches it.
"""

import os
from pathlib import Path
from typing import Any

import streamlit as st

from advisor.errors import StoreError
from advisor.evidence.resolve.amounts import currency_of_answers, in_currency, rates_of
from advisor.explain.wording import two_figures
from advisor.store import STATUSES, Client, Scenario, Store, open_store, workspace_path
from advisor.ui.replacing import keep_aside
from advisor.ui.session_owner import AS_KEPT, OWN, SCENARIO, SEEN_NUMBER, change_owner, owner
from advisor.ui.state import current_answers, set_answers, tables, take_over
from advisor.ui.unbroken import unbroken

_NOTICE = "workspace_notice"
GONE = "The client that was open here was deleted; nothing of it is left on screen."


@st.cache_resource(show_spinner=False)
def _opened(path: str) -> Store:
    return open_store(Path(path))


def store() -> Store:
    """Return the workspace's store, opened once a process."""
    return _opened(str(workspace_path()))


def say(sentence: str, *, but: str = "") -> None:
    """Show a sentence once on the next page; beside it as a warning what was not (`but`)."""
    st.session_state[_NOTICE] = (sentence, but)


def show_notice() -> None:
    """Show what was said last, until a page was drawn to its end (`notice_seen`)."""
    sentence, but = st.session_state.get(_NOTICE, ("", ""))
    if sentence:
        st.success(sentence, icon=":material/check:")
    if but:
        st.warning(but, icon=":material/info:")


def notice_seen() -> None:
    """Forget what was said last; at the end of a page, so that a hasty click wipes no notice."""
    st.session_state.pop(_NOTICE, None)


def open_client() -> Client | None:
    """Return the client that is open in this session; close one that was deleted elsewhere."""
    key = owner()
    if key == OWN:
        return None
    try:
        return store().clients.get(key)
    except StoreError:
        if _is_there(key):
            raise
        close_client(forget=True)
        say("", but=GONE)
        return None


def _is_there(key: str) -> bool:
    return any(line.id == key for status in STATUSES for line in store().clients.all("", status))


def close_client(*, forget: bool = False) -> None:
    """Close the client: a person's own answers are on screen again, nothing of the client is.

    `forget`: whether what was typed for it and not kept is thrown away; a deleted client's is.
    """
    change_owner(OWN, forget=forget)


@unbroken
def begin_client(key: str, answers: dict[str, Any] | None = None) -> None:
    """Open a client with its latest answers, or with what was typed for it and not kept yet."""
    change_owner(key)
    if latest_on_screen():
        return
    begun = in_clients_currency(dict(answers or {}))
    set_answers(begun)
    if not answers:  # a client's currency alone is nothing that anybody typed
        st.session_state[AS_KEPT] = begun


def latest_on_screen() -> bool:
    """Put the open client's latest answers on screen, unless others stand there unkept."""
    history = store().clients.history(owner())
    latest = in_clients_currency(history[0].answers) if history else None
    there, kept = current_answers(), st.session_state.get(AS_KEPT, {})
    if there and there not in (kept, latest):
        say("What was typed for this client before, and not kept yet, is on screen.")
        return True
    st.session_state[SEEN_NUMBER] = history[0].number if history else 0
    if latest is not None:
        if note := _about_currency(history[0].answers, latest):
            say(note)
        st.session_state[AS_KEPT] = latest
        st.session_state.pop(SCENARIO, None)
        if there != latest:
            set_answers(dict(latest))
    return bool(history)


def in_clients_currency(answers: dict[str, Any]) -> dict[str, Any]:
    """Return answers with their amounts in the open client's currency, where it has one."""
    client = open_client()
    return in_currency(answers, client.currency if client else "", tables())


def _about_currency(before: dict[str, Any], shown: dict[str, Any]) -> str:
    """Say where amounts are shown in another currency than they were typed in."""
    typed, now = (currency_of_answers(answers, tables()) for answers in (before, shown))
    if not typed or typed == now:
        return ""
    rates = rates_of(tables())
    rate = two_figures(rates[now] / rates[typed])
    return (
        f"The client's currency is {now}: amounts typed in {typed} are shown in {now}, at "
        f"{rate} {now} for 1 {typed}. Keep the answers to make that lasting."
    )


def convert_on_screen() -> str:
    """Show the answers on screen in the client's currency, and say so where that changes them."""
    there, kept = current_answers(), st.session_state.get(AS_KEPT)
    shown = in_clients_currency(there)
    if kept:
        st.session_state[AS_KEPT] = in_clients_currency(kept)
    if shown == there:
        return ""
    take_over(shown)
    return _about_currency(there, shown)


def scenario_on_screen(client: Client) -> Scenario | None:
    """Return the client's scenario that is on screen; None where its answers are, or none."""
    key = st.session_state.get(SCENARIO)
    try:
        found = store().scenarios.get(key) if key else None
    except StoreError:  # deleted in another window
        return None
    return found if found is not None and found.client_id == client.id else None


def back_to_latest() -> None:
    """Put the client's latest answers on screen in the place of a scenario."""
    history = store().clients.history(owner())
    if history:
        load_answers(history[0].answers)
        st.session_state[SEEN_NUMBER] = history[0].number


def is_client_here(key: str) -> bool | None:
    """Say whether the workspace has the client of an id; None, and nothing made, without one."""
    if not os.path.isfile(workspace_path()):
        return None
    if found := _is_there(key):
        st.session_state["_advises"] = True
    return found


@unbroken
def load_answers(answers: dict[str, Any], scenario: Scenario | None = None) -> None:
    """Put the client's answers on screen in its currency; what was nowhere kept is put aside."""
    there, typed = current_answers(), answers
    answers = in_clients_currency(typed)
    if note := _about_currency(typed, answers):
        say(note)
    if there and there not in (answers, st.session_state.get(AS_KEPT)):
        keep_aside(there)
    st.session_state[AS_KEPT] = dict(answers)
    st.session_state[SCENARIO] = scenario.id if scenario else None
    take_over(dict(answers))


def seen_number() -> int:
    """Return the number of the client's latest answers when this session last looked."""
    return int(st.session_state.get(SEEN_NUMBER, 0))


def note_kept(answers: dict[str, Any], number: int) -> None:
    """Note that the answers on screen are kept with the client as its latest."""
    st.session_state[AS_KEPT] = dict(answers)
    st.session_state[SEEN_NUMBER] = number
    st.session_state.pop(SCENARIO, None)


def note_saved(scenario: Scenario, answers: dict[str, Any]) -> None:
    """Note that the answers on screen are kept as a scenario; the latest stay what they are."""
    st.session_state[AS_KEPT] = dict(answers)
    st.session_state[SCENARIO] = scenario.id
