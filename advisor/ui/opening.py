"""Open answers kept in a file: limited in size, checked before use, refused with a sentence."""

from __future__ import annotations

from typing import Any

import streamlit as st

from advisor.errors import ProfileError
from advisor.profile import parse_profile
from advisor.profile.json_in import ANSWERS, UnreadableError, read_json
from advisor.ui.replacing import may_open, open_instead
from advisor.ui.state import question_of, usable_answers
from advisor.ui.words import plain

_LEFT_OUT = "_left_out_of_file"


def _read(content: bytes) -> dict[str, Any]:
    """Return the answers in a file.

    Raises
    ------
    ProfileError
        With a sentence, if there are none in it.
    """
    try:
        found = read_json(content, ANSWERS)
    except UnreadableError as error:
        given, allowed = f"a file of {len(content):,} bytes", "a JSON file kept from here"
        raise ProfileError("file", given, allowed, f"It {error}.") from None
    if isinstance(found, dict) and isinstance(found.get("profile"), dict):
        found = found["profile"]
    try:
        parse_profile(found)
    except ProfileError:
        kept = usable_answers(found)
        if not kept:
            raise
        return kept
    return dict(found)


def _left_out(content: bytes, kept: dict[str, Any]) -> str:
    """Say which answers of a file were not taken; empty where all were."""
    found = read_json(content, ANSWERS)
    given = found.get("profile") if isinstance(found.get("profile"), dict) else found
    missed = [question_of(str(n))[:80] for n, v in given.items() if v is not None and n not in kept]
    if not missed:
        return ""
    shown = "; ".join(missed[:5]) + (f"; and {len(missed) - 5} more" if len(missed) > 5 else "")
    return f"Not taken from the file, as it cannot be used: {shown}."


def open_answers() -> None:
    """Show the upload and take its answers over when they are allowed."""
    file = st.file_uploader("Open answers from a file", key="answers_file", max_upload_size=1)
    if file is None:
        return
    if st.session_state.get("_opened") == file.file_id:
        if missed := st.session_state.get(_LEFT_OUT):
            st.warning(plain(missed), icon=":material/info:")
        return
    content = file.getvalue()
    try:
        found = _read(content)
    except ProfileError as error:
        st.warning(f"The file is not used. {plain(str(error))}", icon=":material/info:")
        return
    # Asked once a file: it stays in the upload, and "Stay with mine" must be the end of it.
    new = st.session_state.get("_file_asked") != file.file_id
    st.session_state["_file_asked"] = file.file_id
    missed = _left_out(content, found)
    if missed:
        st.warning(plain(missed), icon=":material/info:")
    if may_open("file", new, for_client=True):
        st.session_state["_opened"] = file.file_id
        st.session_state[_LEFT_OUT] = missed
        open_instead(found, for_client=True)
        st.rerun()
