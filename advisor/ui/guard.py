"""The guard of the ``pages/`` folder: a page opened alone hands over to the app.

Streamlit runs a page file by itself when it is the first thing a fresh server is asked for; the
page then has no navigation, theme or state.  ``require_app`` notices and switches to ``app.py``
with the page's name, which ``target_page`` checks and switches back to.
"""

from __future__ import annotations

import gc

import streamlit as st
from streamlit.runtime.pages_manager import PagesManager

from advisor.ui.navigation import BY_NAME

_FLAG = "_app_has_run"


def begin_with_app() -> None:
    """Let a fresh server begin with ``app.py``, also where it is asked for a page first.

    ``st.navigation`` says the same at its first run, which is one run too late: a page of before
    a restart hands its widgets over with its first request, and a page that ran alone would lose
    them.  The guard stays for a Streamlit that no longer asks.
    """
    PagesManager.uses_pages_directory = False


@st.cache_resource
def settle() -> None:
    """Freeze what the imports made: Streamlit collects garbage after every rerun."""
    gc.collect()
    gc.freeze()


def mark_app() -> None:
    """Note that ``app.py`` runs in this session."""
    st.session_state[_FLAG] = True


def require_app(page: str) -> None:
    """Hand over to ``app.py`` when this page was opened without it, query kept."""
    if not st.session_state.get(_FLAG):
        st.switch_page("app.py", query_params={**st.query_params.to_dict(), "to": page})


def target_page() -> str | None:
    """Return and forget the page a hand-over asked for; None if none or unknown."""
    asked = st.query_params.get("to")
    if asked is None:
        return None
    del st.query_params["to"]
    return asked if asked in BY_NAME else None
