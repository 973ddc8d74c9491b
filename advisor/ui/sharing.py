"""Answers in a link: made only when asked, opened only when agreed; the store is never touched."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import streamlit as st

from advisor.errors import ProfileError
from advisor.profile.sharing import PARAMETER, opened_text, share_link
from advisor.ui.components import on_request, plain
from advisor.ui.replacing import open_instead
from advisor.ui.state import current_answers

_MADE = "_share_link"


def _base() -> str:
    """Return the address of the first page as this browser sees it."""
    parts = urlsplit(st.context.url or "")
    if not parts.netloc:
        return "/"
    # The page's own name is the last part of the path; what stands before is where the app lives.
    folder = parts.path.rsplit("/", 1)[0]
    return f"{parts.scheme}://{parts.netloc}{folder}/"


def show_sharing() -> None:
    """Offer a link after saying who can see it; the file is offered before, above."""
    if not (box := on_request("Share by a link instead", "share_box")):
        return
    with box:
        st.markdown(
            "The files above are the private way: they stay where you put them. A link is shorter "
            "to send, but **it holds your answers itself**: every server between you and the "
            "reader can see it, and it stays in the histories of browsers. Your business's name "
            "and its yearly sales are left out."
        )
        answers = current_answers()
        if st.button("Make a link", key="make_link"):
            try:
                st.session_state[_MADE] = (answers, share_link(_base(), answers))
            except ProfileError as error:
                st.session_state.pop(_MADE, None)
                st.warning(plain(str(error)))
        made = st.session_state.get(_MADE)
        if made is not None and made[0] == answers:
            st.code(made[1], language=None, wrap_lines=True)


def _what(answers: Mapping[str, Any]) -> str:
    parts = [str(answers.get("sector", "")).replace("_", " "), str(answers.get("town") or "")]
    return " in ".join(part for part in parts if part)


def offer_shared() -> None:
    """Ask whether the answers of an opened link should come on screen; nothing is taken unasked."""
    text = st.query_params.get(PARAMETER)
    if text is None:
        return
    try:
        answers = opened_text(text)
    except ProfileError as error:
        st.warning(f"The link cannot be opened. {plain(str(error))}", icon=":material/link_off:")
        return
    with st.container(border=True):
        replaced = (
            " They take the place of the answers in this browser; yours are kept, and one "
            "click brings them back."
            if current_answers() not in ({}, answers)
            else ""
        )
        st.markdown(
            f":material/link: **Somebody shared answers with you:** {plain(_what(answers))}."
            + replaced
        )
        left, right = st.columns(2)
        if left.button("Open them", key="open_shared", type="primary", width="stretch"):
            del st.query_params[PARAMETER]
            open_instead(answers)
            st.switch_page("pages/strategy.py")
        if right.button("No, thank you", key="leave_shared", width="stretch"):
            del st.query_params[PARAMETER]
            st.rerun()
