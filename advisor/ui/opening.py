"""Open answers kept in a file: limited in size, checked before use, refused with a sentence."""

from __future__ import annotations

import json

import streamlit as st

from advisor.errors import ProfileError
from advisor.profile import parse_profile
from advisor.ui.replacing import may_open, open_instead
from advisor.ui.state import usable_answers

_MOST_BYTES = 200_000


def open_answers() -> None:
    """Show the upload and take its answers over when they are allowed."""
    file = st.file_uploader(
        "Open answers from a file", type=["json"], key="answers_file", max_upload_size=1
    )
    if file is None or st.session_state.get("_opened") == file.file_id:
        return
    if file.size > _MOST_BYTES:
        st.warning(f"The file is larger than {_MOST_BYTES // 1000} kB: it holds no answers.")
        return
    try:
        found = json.loads(file.getvalue().decode("utf-8"))
        if isinstance(found, dict) and isinstance(found.get("profile"), dict):
            found = found["profile"]
        parse_profile(found)
    except (UnicodeDecodeError, json.JSONDecodeError):
        st.warning("The file cannot be read: it is not a JSON file kept from here.")
        return
    except ProfileError as error:
        kept = usable_answers(found)
        if not kept:
            st.warning(f"The file is not used. {error}")
            return
        found = kept
    # Asked once a file: it stays in the upload, and "Stay with mine" must be the end of it.
    new = st.session_state.get("_file_asked") != file.file_id
    st.session_state["_file_asked"] = file.file_id
    if may_open("file", new, for_client=True):
        st.session_state["_opened"] = file.file_id
        open_instead(found, for_client=True)
        st.rerun()
