"""Open answers kept in a file: limited in size, checked before use, refused with a sentence."""

from typing import Any, NamedTuple

import streamlit as st

from advisor.errors import AdvisorError, ProfileError
from advisor.explain.gist import lower_first
from advisor.profile import parse_profile
from advisor.profile.json_in import ANSWERS, UnreadableError, read_json
from advisor.ui.replacing import may_open, open_instead
from advisor.ui.state import answer_named, usable_answers
from advisor.ui.uploads import once_read
from advisor.ui.words import plain


def _read(content: bytes) -> dict[str, Any]:
    """Return the answers in a file.

    Raises ``ProfileError`` with a sentence, if there are none in it.
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
    left = [str(n) for n, v in given.items() if v is not None and n not in kept]
    missed = [lower_first(answer_named(name)[:80]) for name in left]
    if not missed:
        return ""
    shown = "; ".join(missed[:5]) + (f"; and {len(missed) - 5} more" if len(missed) > 5 else "")
    return f"Not taken from the file, as it cannot be used: {shown}."


class _Opened(NamedTuple):
    """What was read of a file: which file, its answers, what is said of those left out."""

    file_id: str
    answers: dict[str, Any]
    said: str


def open_answers() -> None:
    """Show the upload and take its answers over when they are allowed."""
    file = st.file_uploader("Open answers from a file", key="answers_file", max_upload_size=1)

    def read(content: bytes) -> _Opened:
        answers = _read(content)
        return _Opened(file.file_id if file else "", answers, _left_out(content, answers))

    found = once_read("answers_file", file, read)
    if found is None:
        return
    if isinstance(found, AdvisorError):
        st.warning(f"The file is not used. {plain(str(found))}", icon=":material/info:")
        return
    if found.said:
        st.warning(plain(found.said), icon=":material/info:")
    if st.session_state.get("_opened") == found.file_id:
        return
    # Asked once a file: it stays in the upload, and "Stay with mine" must be the end of it.
    new = st.session_state.get("_file_asked") != found.file_id
    st.session_state["_file_asked"] = found.file_id
    if may_open("file", new, for_client=True):
        st.session_state["_opened"] = found.file_id
        open_instead(found.answers, for_client=True)
        st.rerun()
