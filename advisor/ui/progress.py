"""What is ticked and when the plan begins: a client's in the workspace, one's own in the browser.

A client's is read anew by every run, so that every window and machine shows the same.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING

import streamlit as st

from advisor.errors import StoreError
from advisor.ui.components import plain
from advisor.ui.session_owner import ADVERT_STEPS, OWN, START, TICKS, owner

if TYPE_CHECKING:
    from advisor.store import Client


def _client() -> Client | None:
    """Return the open client, with what an earlier version kept for it in this browser."""
    if owner() == OWN:
        return None
    # The store is loaded for consultants only.
    from advisor.ui.workspace import open_client, store

    client = open_client()
    if client is None:
        return None
    left = [name for kind in (TICKS, ADVERT_STEPS) for name in st.session_state.get(kind, {})]
    start = st.session_state.get(START)
    if left or start:
        client = store().clients.tick(client.id, dict.fromkeys(left, True), begins_on=start)
        for name in (TICKS, ADVERT_STEPS, START):
            st.session_state.pop(name, None)
    return client


def ticked(kind: str) -> Collection[str]:
    """Return the names of what is done, of one kind of list (``TICKS``, ``ADVERT_STEPS``)."""
    client = _client()
    if client is not None:
        return frozenset(client.done)
    return frozenset(name for name, done in st.session_state.get(kind, {}).items() if done)


def tick(kind: str, name: str, key: str) -> None:
    """Keep whether something is done as its box says; where that fails, the box says so too."""
    done = bool(st.session_state[key])
    if owner() == OWN:
        st.session_state.setdefault(kind, {})[name] = done
    elif not _kept({name: done}):
        st.session_state[key] = not done


def begins_on() -> date | None:
    """Return the Monday that was chosen for the plan, if one was."""
    client = _client()
    found: date | None = st.session_state.get(START) if client is None else client.begins_on
    return found


def begin_on(monday: date) -> None:
    """Keep the Monday the plan begins on."""
    if owner() == OWN:
        st.session_state[START] = monday
    else:
        _kept({}, monday)


def _kept(done: dict[str, bool], begins: date | None = None) -> bool:
    """Write into the workspace what changed with the open client; say why where that fails."""
    from advisor.ui.workspace import store

    try:
        store().clients.tick(owner(), done, begins_on=begins)
    except StoreError as error:
        st.warning(plain(str(error)))
        return False
    return True
