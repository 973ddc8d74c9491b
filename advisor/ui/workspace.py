"""The consultant's side of a session: the store, the open client, whose answers are on screen.

Only the consultant's pages ask for the store; an owner's session neither loads nor touches it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import streamlit as st

from advisor.errors import StoreError
from advisor.store import Client, Scenario, Store, open_store, workspace_path
from advisor.ui.state import current_answers, take_over

OPEN_CLIENT = "open_client"
OPEN_SCENARIO = "open_scenario"
_SEEN_NUMBER = "open_profile_number"
_PUT_ASIDE = "put_aside"
_KEPT = "answers_as_kept"
_NOTICE = "workspace_notice"


@st.cache_resource(show_spinner=False)
def _opened(path: str) -> Store:
    return open_store(Path(path))


def store() -> Store:
    """Return the workspace's store, opened once a process."""
    return _opened(str(workspace_path()))


def say(sentence: str) -> None:
    """Show a sentence once, at the next drawing of a consultant's page."""
    st.session_state[_NOTICE] = sentence


def show_notice() -> None:
    """Show what was said last, once."""
    sentence = st.session_state.pop(_NOTICE, None)
    if sentence:
        st.success(sentence, icon=":material/check:")


def open_client() -> Client | None:
    """Return the client that is open in this session; forget one that was deleted elsewhere."""
    key = st.session_state.get(OPEN_CLIENT)
    if key is None:
        return None
    try:
        return store().clients.get(key)
    except StoreError:
        close_client()
        return None


def close_client() -> None:
    """Close the client; the answers on screen stay."""
    for name in (OPEN_CLIENT, OPEN_SCENARIO, _SEEN_NUMBER, _KEPT, "editing", "conflict"):
        st.session_state.pop(name, None)


def begin_client(key: str) -> None:
    """Open a client with its latest answers; other answers on screen are put aside, not lost."""
    close_client()
    st.session_state[OPEN_CLIENT] = key
    history = store().clients.history(key)
    st.session_state[_SEEN_NUMBER] = history[0].number if history else 0
    if history:
        load_answers(history[0].answers)


def load_answers(answers: dict[str, Any], scenario: Scenario | None = None) -> None:
    """Put answers of the open client on screen; what was there and is nowhere kept is put aside."""
    there = current_answers()
    if there and there not in (answers, st.session_state.get(_KEPT)):
        st.session_state[_PUT_ASIDE] = there
    st.session_state[_KEPT] = dict(answers)
    st.session_state[OPEN_SCENARIO] = scenario.id if scenario else None
    take_over(dict(answers))


def put_aside() -> dict[str, Any] | None:
    """Return the answers that were put aside last."""
    found: dict[str, Any] | None = st.session_state.get(_PUT_ASIDE)
    return found


def bring_back() -> None:
    """Put the answers on screen that were put aside; they belong to no client."""
    answers = st.session_state.pop(_PUT_ASIDE, None)
    if answers is not None:
        close_client()
        take_over(answers)


def seen_number() -> int:
    """Return the number of the client's latest answers when this session last looked."""
    return int(st.session_state.get(_SEEN_NUMBER, 0))


def note_kept(answers: dict[str, Any], number: int) -> None:
    """Note that the answers on screen are kept with the client as its latest."""
    st.session_state[_KEPT] = dict(answers)
    st.session_state[_SEEN_NUMBER] = number
