"""What goes along with an answer into what a client gets: what was compared, decided, agreed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from advisor.results import Insight
from advisor.ui.components import plain
from advisor.ui.session_owner import OWN, owner
from advisor.ui.state import current_answers

if TYPE_CHECKING:
    from advisor.output.calendar import Entry


def compared_along() -> dict[str, Insight]:
    """Return the scenarios compared of the open client as an insight; empty where none are."""
    if owner() == OWN:
        return {}
    # The store is loaded for consultants only.
    from advisor.ui.compare_view import compared_last

    found = compared_last()
    return {} if found is None else {"compare": found}


def days_along() -> list[Entry]:
    """Return the open client's decisions and review dates as days of a calendar."""
    if owner() == OWN:
        return []
    from advisor.ui.diary_view import entries_of
    from advisor.ui.workspace import open_client

    client = open_client()
    return [] if client is None else entries_of(client)


def offer_decided() -> None:
    """Say where another scenario is on screen than the one decided on, and offer that one."""
    if owner() == OWN:
        return
    from advisor.ui.trend_view import decided_on
    from advisor.ui.workspace import in_clients_currency, load_answers, open_client, store

    client = open_client()
    found = decided_on(store().diary.decisions(client.id), client.id) if client else None
    if found is None or in_clients_currency(found[0].answers) == current_answers():
        return
    name = plain(found[0].name)
    st.info(
        f"It was decided on “{name}”, but something else is on screen: what is made here would "
        "advise another plan than the one decided on.", icon=":material/gavel:",
    )  # fmt: skip
    if st.button(f"Put “{name}” on screen", key="put_decided"):
        load_answers(found[0].answers, found[0])
        st.rerun()


def tell_usual() -> None:
    """Say which of the open client's answers are still the usual ones of its trade."""
    if owner() == OWN:
        return
    from advisor.ui.client_work import usual_text
    from advisor.ui.workspace import open_client

    client = open_client()
    if client is not None and (said := usual_text(client, current_answers())):
        st.info(said, icon=":material/contract_edit:")
