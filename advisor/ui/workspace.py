"""The consultant's side of a session: the store, the open client, whose answers are on screen.

Only the consultant's pages ask for the store, and a session in which a client is open; an owner's
session neither loads nor touches it.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import streamlit as st

from advisor.errors import StoreError
from advisor.store import STATUSES, Client, Scenario, Store, open_store, workspace_path
from advisor.ui.replacing import keep_aside
from advisor.ui.session_owner import AS_KEPT, OWN, SCENARIO, SEEN_NUMBER, change_owner, owner
from advisor.ui.state import current_answers, set_answers, take_over

OPEN_SCENARIO = SCENARIO
_NOTICE = "workspace_notice"
GONE = "The client that was open here was deleted; nothing of it is left on screen."


@st.cache_resource(show_spinner=False)
def _opened(path: str) -> Store:
    return open_store(Path(path))


def store() -> Store:
    """Return the workspace's store, opened once a process."""
    return _opened(str(workspace_path()))


def say(sentence: str, *, but: str = "") -> None:
    """Show a sentence once, at the next drawing of a consultant's page.

    Parameters
    ----------
    but : str, default ""
        What was not, and why: shown as a warning beside it.
    """
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

    Parameters
    ----------
    forget : bool, default False
        Whether what was typed for it and not kept is thrown away; a deleted client's is.
    """
    change_owner(OWN, forget=forget)


def begin_client(key: str, answers: dict[str, Any] | None = None) -> None:
    """Open a client with its latest answers, or with what was typed for it and not kept yet.

    Parameters
    ----------
    key : str
        Its id.
    """
    change_owner(key)
    if not latest_on_screen() and answers:
        set_answers(dict(answers))


def latest_on_screen() -> bool:
    """Put the open client's latest answers on screen, unless others stand there unkept."""
    history = store().clients.history(owner())
    there, kept = current_answers(), st.session_state.get(AS_KEPT, {})
    if there and there != kept and not (history and there == history[0].answers):
        say("What was typed for this client before, and not kept yet, is on screen.")
        return True
    st.session_state[SEEN_NUMBER] = history[0].number if history else 0
    if history:
        st.session_state[AS_KEPT] = dict(history[0].answers)
        if there != history[0].answers:
            st.session_state.pop(SCENARIO, None)
            set_answers(dict(history[0].answers))
    return bool(history)


def is_client_here(key: str) -> bool:
    """Say whether this workspace has the client of an id; nothing is made where there is none."""
    if os.path.isfile(workspace_path()) and _is_there(key):
        st.session_state["_advises"] = True
        return True
    return False


def load_answers(answers: dict[str, Any], scenario: Scenario | None = None) -> None:
    """Put answers of the open client on screen; what was there and is nowhere kept is put aside."""
    there = current_answers()
    if there and there not in (answers, st.session_state.get(AS_KEPT)):
        keep_aside(there)
    st.session_state[AS_KEPT] = dict(answers)
    st.session_state[OPEN_SCENARIO] = scenario.id if scenario else None
    take_over(dict(answers))


def seen_number() -> int:
    """Return the number of the client's latest answers when this session last looked."""
    return int(st.session_state.get(SEEN_NUMBER, 0))


def note_kept(answers: dict[str, Any], number: int) -> None:
    """Note that the answers on screen are kept with the client as its latest."""
    st.session_state[AS_KEPT] = dict(answers)
    st.session_state[SEEN_NUMBER] = number
