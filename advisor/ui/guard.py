"""The guard of the ``pages/`` folder: a page opened alone hands over to the app.

Streamlit runs a page file by itself when it is the first thing a fresh server is asked for; the
page then has no navigation, theme or state.  ``require_app`` notices and switches to ``app.py``
with the page's name, which ``target_page`` checks and switches back to.

Where a sign-in is set up, the consultant's pages open for the people that the secrets name only.
"""

import gc

import streamlit as st
from streamlit.errors import StreamlitAPIException
from streamlit.runtime.pages_manager import PagesManager

from advisor.errors import AdvisorError, StoreError
from advisor.evidence.checks import fault_of_tables
from advisor.ui.client_look import show_whose
from advisor.ui.gate import has_sign_in
from advisor.ui.navigation import BY_NAME, CONSULTANT
from advisor.ui.once import take_orders_back
from advisor.ui.unbroken import wait_for_it
from advisor.ui.words import plain

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
    """Note that ``app.py`` runs in this session, when what another run is at is done."""
    wait_for_it()
    st.session_state[_FLAG] = True


def require_app(page: str) -> None:
    """Hand over to ``app.py`` when this page was opened without it; show whose work is on it.

    Raises ``StoreError`` on a consultant's page, for somebody who signed in and is not named
    there.
    """
    if not st.session_state.get(_FLAG):
        try:
            st.switch_page("app.py", query_params={**st.query_params.to_dict(), "to": page})
        except StreamlitAPIException:  # a page is no app: nothing of it is shown
            st.error("This is one page of the app. Start it by: `python -m streamlit run app.py`")
            st.stop()
    if page in CONSULTANT and has_sign_in():
        _require_consultant()
    show_whose(page)


def _require_consultant() -> None:
    """Let the people of ``[workspace] people`` in the secrets pass; offer the rest to sign in."""
    if not st.user.get("is_logged_in"):
        st.title(BY_NAME["clients"].title)
        st.info("Sign in to see the clients kept here.", icon=":material/lock:")
        st.button("Sign in", key="sign_in", on_click=st.login, type="primary")
        st.stop()
    named = {str(name).lower() for name in st.secrets.get("workspace", {}).get("people", ())}
    if str(st.user.get("email") or "").lower() not in named:
        raise StoreError(
            "These clients are not yours to see: you are signed in, but not among the people that "
            "[workspace] in the secrets names."
        )


def refuse(error: AdvisorError) -> None:
    """Say why a page ended; what was asked for on it is not done later, unasked."""
    take_orders_back()
    st.warning(plain(str(error)), icon=":material/info:")


def what_went_wrong() -> str:
    """Return what to say of a page that failed: the table that does not hold, if one does not."""
    fault = fault_of_tables()
    said = "Something went wrong on this page. Your answers are kept; please try again."
    return said if fault is None else plain(str(fault))


def target_page() -> str | None:
    """Return and forget the page a hand-over asked for; None if none or unknown."""
    asked = st.query_params.get("to")
    if asked is None:
        return None
    del st.query_params["to"]
    return asked if asked in BY_NAME else None
