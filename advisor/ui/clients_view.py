"""The list of clients: search, status, next review; a new client; files in; a backup out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import streamlit as st

from advisor.errors import StoreError
from advisor.store import STATUSES, ClientFields, ClientLine, Status, checked
from advisor.ui.components import plain
from advisor.ui.once import claim, order, reopen, ticket
from advisor.ui.session_owner import waiting
from advisor.ui.state import ANSWERS, current_answers
from advisor.ui.workspace import begin_client, close_client, say, store

STATUS_WORDS: Mapping[str, str] = {
    "prospect": "Prospect",
    "active": "Active",
    "paused": "Paused",
    "archived": "Archived",
}
_ALL = "All but archived"
_ADD = "add_client"


def review_words(due: date | None, today: date) -> str:
    """Return a review date in words, with how near it is.

    Examples
    --------
    >>> review_words(date(2026, 5, 4), date(2026, 5, 10))
    'overdue since 4 May 2026'
    """
    if due is None:
        return "no review planned"
    told = f"{due.day} {due:%B %Y}"
    days = (due - today).days
    if days < 0:
        return f"overdue since {told}"
    if days == 0:
        return "review today"
    return f"next review {told}"


def show_list() -> None:
    """Show the clients that match, nearest review first."""
    left, right = st.columns([2, 3], vertical_alignment="bottom")
    search = left.text_input(
        "Find a client", key="find_client", placeholder="Name, contact or notes",
        icon=":material/search:", max_chars=100,
    )  # fmt: skip
    picked = right.selectbox(
        "Status", [_ALL, *STATUSES], key="client_status",
        format_func=lambda s: STATUS_WORDS.get(s, s),
    )  # fmt: skip
    status: Status | None = next((s for s in STATUSES if s == picked), None)
    found = store().clients.all(search, status)
    if not found:
        st.info(
            "No client has these words: try fewer, or another status."
            if search or status
            else "No clients yet. Add the first one below; everything stays in a file on this "
            "computer.",
            icon=":material/info:",
        )
    for client in found:
        _line(client)


def _line(client: ClientLine) -> None:
    with st.container(border=True):
        text, button = st.columns([5, 1], vertical_alignment="center")
        due = review_words(client.next_review, date.today())
        colour = ":orange-badge" if due.startswith(("overdue", "review")) else ":gray-badge"
        count = client.scenario_count
        text.markdown(
            f"**{plain(client.name)}** :gray-badge[{STATUS_WORDS[client.status]}] "
            f"{colour}[{due}]  \n"
            + " · ".join(
                part
                for part in (
                    plain(" ".join(client.contact.split())[:120]),
                    f"{count} {'scenario' if count == 1 else 'scenarios'}",
                )
                if part
            )
        )
        if button.button("Open", key=f"open_{client.id}", width="stretch"):
            begin_client(client.id)
            st.rerun()


def show_aside() -> None:
    """Say where a person's own answers are while a client is open, with the way back."""
    answers = waiting().get(ANSWERS)
    if not answers:
        return
    left, right = st.columns([4, 1], vertical_alignment="center")
    left.info("The answers that were on screen before are put aside until this client is closed.")
    if right.button("Bring them back", key="bring_back", width="stretch"):
        close_client()
        st.rerun()


def show_new() -> None:
    """Offer a form for a new client."""
    answers, number = current_answers(), ticket(_ADD)
    keys = {name: f"new_{name}_{number}" for name in ("name", "contact", "answers")}
    with st.expander("Add a client", icon=":material/person_add:"):
        with st.form(f"new_client_{number}"):
            st.text_input("Name of the client", key=keys["name"], max_chars=200)
            st.text_input("Contact", key=keys["contact"], max_chars=500)
            if answers:
                what = plain(str(answers.get("name") or answers.get("town") or "no name yet"))
                st.checkbox(f"Begin with a copy of the answers on screen ({what})",
                            key=keys["answers"])  # fmt: skip
            st.form_submit_button("Add", type="primary", on_click=order, args=(_ADD, number, keys))
        if (asked := claim(_ADD)) is not None:
            _add(asked, answers)


def _add(asked: Mapping[str, Any], answers: dict[str, Any]) -> None:
    try:
        fields = checked(
            ClientFields, {"name": asked["name"] or "", "contact": asked["contact"] or ""}
        )
        made = store().clients.add(fields)
    except StoreError as error:
        reopen(_ADD)
        st.warning(plain(str(error)))
        return
    begin_client(made.id, answers if asked["answers"] else None)
    say(f"{plain(made.name)} is added.")
    st.rerun()


def show_files() -> None:
    """Offer a client in from a file, and a backup of everything."""
    with st.expander("Bring a client in from a file, or back everything up"):
        file = st.file_uploader(
            "A client kept as a file", type=["json"], key="client_file", max_upload_size=20
        )
        if file is not None and st.session_state.get("client_file_taken") != file.file_id:
            try:
                made = store().exchange.take_in(file.getvalue())
            except StoreError as error:
                st.warning(plain(str(error)))
            else:
                st.session_state["client_file_taken"] = file.file_id
                begin_client(made.id)
                say(f"{plain(made.name)} came in from the file as a new client.")
                st.rerun()
        st.download_button(
            "Back up the whole workspace", lambda: store().backup_bytes(),
            f"workspace-{date.today().isoformat()}.sqlite", "application/octet-stream",
            on_click="ignore", key="backup",
        )  # fmt: skip
        st.caption(
            f"Everything is in one file on this computer: {plain(store().path.name)}. A backup "
            "holds all clients. It is put back with: "
            "`python -m advisor.store restore FILE`"
        )
