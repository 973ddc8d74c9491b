"""One client: what is known of it, edited without overwriting anybody; archive, copy, delete."""

from datetime import date

import streamlit as st

from advisor.errors import AdvisorError, ConflictError
from advisor.results.logo import LARGEST_LOGO_BYTES, Logo, checked_logo
from advisor.store import STATUSES, Client, ClientFields, Status, checked
from advisor.ui.clients_view import STATUS_WORDS, review_words
from advisor.ui.components import plain, table_of
from advisor.ui.once import done, order, take, ticket
from advisor.ui.session_owner import owned
from advisor.ui.state import tables
from advisor.ui.uploads import once_read
from advisor.ui.words import file_name
from advisor.ui.workspace import begin_client, close_client, convert_on_screen, say, store

_EDITING, _CONFLICT, _COPY = "editing", "conflict", "duplicate"
_MEGABYTES = LARGEST_LOGO_BYTES // 1_000_000
MAIN_COLOUR, ACCENT_COLOUR = "#0B6E69", "#CE721C"


def show_head(client: Client) -> None:
    """Show name, logo, status, contact and the way back to the list."""
    if client.logo is not None:
        picture, text = st.columns([1, 6], vertical_alignment="center")
        picture.image(client.logo, width=110)
    else:
        text = st.container()
    text.title(plain(client.name))
    due = review_words(client.next_review, date.today())
    text.markdown(f":gray-badge[{STATUS_WORDS[client.status]}] {due}")
    if client.contact:
        text.text(client.contact)
    if client.notes:
        # Closed until asked for: this screen may stand on a wall.
        notes = st.expander("My notes (private)", icon=":material/lock:", on_change="rerun",
                            key=owned("private_notes"))  # fmt: skip
        if notes.open:
            notes.text(client.notes)
    if st.button("All clients", key="close_client", icon=":material/arrow_back:"):
        close_client()
        st.rerun()


def show_edit(client: Client) -> None:
    """Offer all that can be edited; a change made elsewhere meanwhile is shown, not lost."""
    conflict = st.session_state.get(_CONFLICT)
    box = st.expander(
        "Edit the client", icon=":material/edit:", key="edit_box", on_change="rerun",
    )  # fmt: skip
    if not box.open:
        st.session_state.pop(_EDITING, None)
        return
    # What the person saw when the edit began: its version decides whether somebody was faster.
    seen: Client = st.session_state.setdefault(_EDITING, client)
    with box:
        if conflict is not None:
            _show_conflict(*conflict)
        _form(seen)


def _form(seen: Client) -> None:
    tag = f"{seen.id}_{seen.version}"
    with st.form(f"edit_{tag}"):
        left, right = st.columns(2)
        name = left.text_input("Name", seen.name, max_chars=200, key=f"name_{tag}")
        contact = right.text_input("Contact", seen.contact, max_chars=500, key=f"contact_{tag}")
        notes = st.text_area(
            "Notes (only you see them)", seen.notes, max_chars=20_000, key=f"notes_{tag}"
        )
        first, second, third, fourth = st.columns(4)
        status = first.selectbox(
            "Status", STATUSES, STATUSES.index(seen.status), key=f"status_{tag}",
            format_func=lambda s: STATUS_WORDS[s],
        )  # fmt: skip
        known = ["", *sorted({c.currency for c in tables().countries.values()})]
        currency = second.selectbox(
            "Currency", known, known.index(seen.currency) if seen.currency in known else 0,
            format_func=lambda c: c or "As in the answers", key=f"currency_{tag}",
        )  # fmt: skip
        main = third.color_picker("Main colour", seen.main_colour or MAIN_COLOUR, key=f"m_{tag}")
        accent = fourth.color_picker(
            "Accent colour", seen.accent_colour or ACCENT_COLOUR, key=f"a_{tag}"
        )
        box = f"logo_{tag}"
        file = st.file_uploader(f"Logo: a PNG or JPEG picture of at most {_MEGABYTES} MB", key=box)
        gone = st.checkbox("Take the logo away", key=f"gone_{tag}") if seen.logo else False
        if not st.form_submit_button("Save", type="primary"):
            return
        logo, note, refused = _logo_of(seen, once_read(box, file, checked_logo), gone)
        try:
            fields = checked(
                ClientFields,
                {"name": name, "contact": contact, "notes": notes, "status": status,
                 "currency": currency, "main_colour": main, "accent_colour": accent,
                 "logo": logo},
            )  # fmt: skip
        except AdvisorError as error:
            st.warning(plain(str(error)))
            return
    _save(seen.id, fields, seen.version, note, refused)


def _logo_of(
    seen: Client, new: Logo | AdvisorError | None, gone: bool
) -> tuple[bytes | None, str, str]:
    """Return the logo to be kept, what is said of it, and why one was not taken ("" if none)."""
    if isinstance(new, Logo):
        return new.png, f"Saved, with the new logo. {new.note}".strip(), ""
    if new is not None:
        return seen.logo, "Saved, but without the new logo.", plain(str(new))
    if gone:
        return None, "Saved; the logo is taken away.", ""
    return seen.logo, "Saved; the logo is as before." if seen.logo else "Saved, without a logo.", ""


def _save(
    key: str, fields: ClientFields, version: int, note: str = "Saved.", refused: str = ""
) -> None:
    try:
        changed = store().clients.change(key, fields, seen=version)
    except ConflictError as error:
        st.session_state[_CONFLICT] = (key, fields, error)
        st.rerun()
    _end_edit()
    st.session_state[_EDITING] = changed
    say(f"{note} {convert_on_screen()}".strip(), but=refused)
    st.rerun()


def _end_edit() -> None:
    """Take what was sent of the client out of the browser: it is saved, or given up."""
    st.session_state.pop(_CONFLICT, None)
    seen: Client = st.session_state.pop(_EDITING)
    take(_EDITING, [f"{part}_{seen.id}_{seen.version}" for part in ("name", "contact", "notes")])


def _show_conflict(key: str, mine: ClientFields, error: ConflictError) -> None:
    st.warning(
        "Not saved: the client was changed in another window meanwhile. Both versions are here; "
        "decide which one should stand.",
        icon=":material/call_split:",
    )
    table_of(
        ("", "Yours, not saved", "In the workspace now"),
        [(name, plain(error.mine[name]), plain(error.theirs[name])) for name in error.mine],
    )
    left, right = st.columns(2)
    if left.button("Save mine over it", key="save_mine", width="stretch"):
        st.session_state.pop(_CONFLICT)
        _save(key, mine, error.version)
    if right.button("Leave it as it is there", key="leave_theirs", width="stretch"):
        _end_edit()
        say("Left as it was saved in the other window.")
        st.rerun()


def show_lifecycle(client: Client) -> None:
    """Offer to keep the client as a file, copy it, archive it, delete it after a question."""
    st.header("This client as a whole")
    keep, copy, archive, delete = st.columns(4)
    _export(client, keep, "export_client")
    number = ticket(_COPY)
    copy.button("Duplicate", key=f"duplicate_client_{number}", width="stretch", on_click=order,
                args=(_COPY, number, {}))  # fmt: skip
    done(_COPY, lambda _: _copy(client))
    archived = client.status == "archived"
    if archive.button("Take up again" if archived else "Archive", key="archive_client",
                      width="stretch"):  # fmt: skip
        status: Status = "active" if archived else "archived"
        try:
            store().clients.set_status(client.id, status, seen=client.version)
        except ConflictError:
            say("The client was changed in another window meanwhile: look at it first.")
            st.rerun()
        say("Taken up again." if archived else "Archived: find it in the list under its status.")
        st.session_state.pop(_EDITING, None)
        st.rerun()
    with delete.popover("Delete …", width="stretch"):
        st.markdown(
            f"Delete **{plain(client.name)}** with {client.scenario_count} "
            f"scenario{'' if client.scenario_count == 1 else 's'}, all answers, "
            "decisions and dates? Nothing of it is left in the workspace; only a file or a backup "
            "brings it back."
        )
        _export(client, st.container(), "export_first")
        sure = st.checkbox("I want it gone", key=owned("sure_delete"))
        if st.button("Delete for good", key="delete_client", disabled=not sure, type="primary"):
            whole = store().clients.delete(client.id)
            close_client(forget=True)
            say(
                "Deleted; nothing of it is left in the file."
                if whole
                else "Deleted. Another window was reading: the last traces leave the file when "
                "the workspace is opened next."
            )
            st.rerun()


def _copy(client: Client) -> None:
    twin = store().exchange.duplicate(client.id, f"{client.name[:190]} (copy)")
    begin_client(twin.id)
    say("This is the copy: its own answers, scenarios, decisions and dates.")


def _export(client: Client, where: object, key: str) -> None:
    with where:  # type: ignore[attr-defined]
        st.download_button(
            "Keep as a file", lambda: store().exchange.export(client.id),
            f"{file_name(client.name) or 'client'}.json", "application/json", on_click="ignore",
            key=key, width="stretch",
        )  # fmt: skip
