"""The list of clients: what is due, what came against the plan; a new client; files; a backup."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from advisor.errors import AdvisorError, StoreError
from advisor.evidence.resolve.usual import usual_answers
from advisor.insight.trend import last_text, since_start, trend_text, verdict
from advisor.store import STATUSES, Client, ClientFields, ClientLine, Review, Status, checked
from advisor.ui.along import months_of
from advisor.ui.components import plain
from advisor.ui.once import done, order, ticket
from advisor.ui.session_owner import waiting
from advisor.ui.state import ANSWERS, current_answers, tables, trade_labels, trade_meant
from advisor.ui.uploads import once_read
from advisor.ui.workspace import begin_client, close_client, say, store

STATUS_WORDS: Mapping[str, str] = {
    "prospect": "Prospect",
    "active": "Active",
    "paused": "Paused",
    "archived": "Archived",
}
_ALL = "All but archived"
_ADD, _ME = "add_client", "who_advises"
_WEEK = timedelta(days=7)
_ICONS = {"on plan": "trending_flat", "above plan": "trending_up", "below plan": "trending_down"}


def review_words(due: date | None, today: date) -> str:
    """Return a review date in words, with how near it is.

    Examples
    --------
    >>> review_words(date(2026, 5, 4), date(2026, 5, 10))
    'Overdue since 4 May 2026'
    """
    if due is None:
        return "No review planned"
    day = f"{due.day} {due:%B %Y}"
    days = (due - today).days
    if days < 0:
        return f"Overdue since {day}"
    if days == 0:
        return "Review today"
    return f"Next review: {day}"


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
    due = {client.id: _due(client) for client in found}
    count = sum(bool(reviews) for reviews in due.values())
    if count:
        one = "client has" if count == 1 else "clients have"
        only = st.toggle(f"{count} {one} something due this week: show only these",
                         key="client_due")  # fmt: skip
        found = tuple(client for client in found if due[client.id] or not only)
    if not found:
        st.info(
            "No client has these words: try fewer, or another status."
            if search or status
            else "No clients yet. Add the first one below; everything stays in a file on this "
            "computer.",
            icon=":material/info:",
        )
    for client in found:
        _line(client, due[client.id])


def _due(client: ClientLine) -> list[Review]:
    """Return a client's open review dates of the next seven days, and those overdue."""
    if client.next_review is None or client.next_review > date.today() + _WEEK:
        return []
    reviews = store().diary.reviews(client.id)
    return [r for r in reviews if r.done_on is None and r.due_on <= date.today() + _WEEK]


def _line(client: ClientLine, reviews: list[Review]) -> None:
    with st.container(border=True):
        text, button = st.columns([5, 1], vertical_alignment="center")
        due = review_words(client.next_review, date.today())
        colour = ":orange-badge" if due.startswith(("Overdue", "Review")) else ":gray-badge"
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
        for review in reviews:
            about = plain(review.note) if review.note else "look again"
            other = review.due_on != client.next_review  # the nearest stands above
            when = f"{review_words(review.due_on, date.today())}: " if other else ""
            text.markdown(f":material/event: {when}{about}")
        _show_result(text, client)
        if button.button("Open", key=f"open_{client.id}", width="stretch"):
            begin_client(client.id)
            st.rerun()


def _show_result(where: DeltaGenerator, client: ClientLine) -> None:
    """Show what came last, and how the months of the plan stand to it."""
    counts = store().diary.counts(client.id)
    if not counts:
        return
    months = months_of(counts, store().diary.decisions(client.id), client.id)
    if not months:
        one = "customer" if counts[-1].customers == 1 else "customers"
        where.markdown(
            f":material/trending_flat: {counts[-1].customers:,} new {one} in "
            f"{counts[-1].month:%B %Y}; no plan has been decided on to compare it with"
        )
        return
    whole = since_start(months)
    icon = _ICONS[verdict(whole[0], whole[1])] if whole else "trending_flat"
    last = f"{last_text(months)}. " if whole else ""  # before the plan began it is all there is
    where.markdown(f":material/{icon}: {last}{plain(trend_text(months))}")


def show_me() -> None:
    """Ask once for the consultant's own name and contact."""
    who, number = store().consultant.get(), ticket(_ME)
    keys = {name: f"me_{name}_{number}" for name in ("name", "contact")}
    label = f"You: {plain(who.name)}" if who.name else "Your own name and contact"
    with st.expander(label, icon=":material/badge:"):
        st.caption("They appear on what your clients get: on the first screen of *Present*, on "
                   "slides, documents, workbooks and calendars.")  # fmt: skip
        with st.form(f"me_{number}"):
            left, right = st.columns(2)
            left.text_input("Your name", who.name, max_chars=200, key=keys["name"])
            right.text_input("Your contact", who.contact, max_chars=500, key=keys["contact"],
                             placeholder="Mail, telephone")  # fmt: skip
            st.form_submit_button("Keep", on_click=order, args=(_ME, number, keys))
        done(_ME, _keep_me)


def _keep_me(asked: Mapping[str, Any]) -> None:
    store().consultant.keep(asked["name"] or "", asked["contact"] or "")
    say("Kept: it appears on everything you hand over from now on.")


def show_aside() -> None:
    """Say where a person's own answers are while a client is open, with the way back."""
    answers = waiting().get(ANSWERS)
    if not answers:
        return
    left, right = st.columns([4, 1], vertical_alignment="center")
    left.info(
        "The answers you had on screen before are kept; they come back when you close this client."
    )
    if right.button("Bring them back", key="bring_back", width="stretch"):
        close_client()
        st.rerun()


def show_new() -> None:
    """Offer a form for a new client."""
    answers, number = current_answers(), ticket(_ADD)
    named = ("name", "contact", "answers", "trade", "country")
    keys = {name: f"new_{name}_{number}" for name in named}
    trades = trade_labels()
    countries = {
        c.country: c.name for c in sorted(tables().countries.values(), key=lambda c: c.name)
    }
    with st.expander("Add a client", icon=":material/person_add:"):
        with st.form(f"new_client_{number}"):
            st.text_input("Name of the client", key=keys["name"], max_chars=200)
            st.text_input("Contact", key=keys["contact"], max_chars=500)
            left, right = st.columns(2)
            left.selectbox(
                "Begin with the usual answers of a trade", list(trades), index=None,
                format_func=trades.__getitem__, key=keys["trade"], placeholder="No, with none",
                help="Marked as usual until you say that they are right for this client.",
            )  # fmt: skip
            right.selectbox("In which country", list(countries), index=None, key=keys["country"],
                            format_func=countries.__getitem__)  # fmt: skip
            if answers:
                what = plain(str(answers.get("name") or answers.get("town") or "no name yet"))
                st.checkbox(f"Begin with a copy of the answers on screen ({what})",
                            key=keys["answers"])  # fmt: skip
            st.form_submit_button("Add", type="primary", on_click=order, args=(_ADD, number, keys))
        done(_ADD, lambda asked: _add(asked, answers))


def _add(asked: Mapping[str, Any], answers: dict[str, Any]) -> None:
    copied = answers if asked["answers"] else None
    fields = checked(ClientFields, {"name": asked["name"] or "", "contact": asked["contact"] or ""})
    made = store().clients.add(fields, begun_with=_usual(asked, copied))
    told = {"country": asked["country"]} if asked["country"] and not asked["trade"] else None
    begin_client(made.id, copied or told)
    say(f"{plain(made.name)} is added.")


def _usual(asked: Mapping[str, Any], copied: dict[str, Any] | None) -> dict[str, Any]:
    """Return the usual answers of the trade that was asked for, {} for none.

    Raises ``StoreError`` if a country is missing, or a copy is asked for too.
    """
    if copied and asked["country"] not in (None, copied.get("country")):
        raise StoreError("Not added: the answers on screen are of another country. Take the copy "
                         "or the country out.")  # fmt: skip
    if not asked["trade"]:
        return {}
    if copied:
        raise StoreError("Not added: begin with the trade's usual answers or with a copy of those "
                         "on screen, not with both. Take one of them out.")  # fmt: skip
    if not asked["country"]:
        raise StoreError("Not added: the usual answers of a trade differ by country. Choose one.")
    return usual_answers(trade_meant(asked["trade"]), asked["country"], tables())


def _take_in(content: bytes) -> Client:
    """Write the client of a file as a new one; two of one name could not be told apart."""
    came = store().exchange.take_in(content)
    names = {line.name for line in store().clients.all() if line.id != came.id}
    if came.name not in names:
        return came
    numbered = (f"{came.name[:190]} ({k})" for k in range(2, len(names) + 3))
    name = next(one for one in numbered if one not in names)
    values = came.fields().model_dump() | {"name": name}
    return store().clients.change(came.id, checked(ClientFields, values), seen=came.version)


def show_files() -> None:
    """Offer a client in from a file, and a backup of everything."""
    with st.expander("Bring a client in from a file, or back everything up"):
        file = st.file_uploader(
            "A client kept as a file", type=["json"], key="client_file", max_upload_size=20
        )
        with st.spinner("Reading and checking the file …", show_time=True):
            came = once_read("client_file", file, _take_in)
        if isinstance(came, AdvisorError):
            st.warning(plain(str(came)))
        elif came is not None and file is not None:
            begin_client(came.id)
            say(f"{plain(came.name)} came in from the file as a new client.")
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
