"""What the browser tells of its storage, of other tabs and of a new start, said on the page."""

import json
from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

_BLOCKED = "_draft_blocked"
_LATE = (
    "The app was restarted meanwhile. Your answers are here again, but what you did just now "
    "may not have counted: please look, and do it once more if it is missing."
)
_WORKING = (
    "The app was restarted while it was working for you. Your answers are here again; what it "
    "was making is not. Please ask for it once more."
)
_UNUSABLE = (
    "What this browser had kept from an earlier visit cannot be read, so the page begins without "
    "it. It is set aside in this browser and goes when you forget your answers."
)
_GONE = (
    "The client that was open here is not in this workspace: it was deleted, or the workspace is "
    "another file now. What was typed for it and not kept went with it."
)
_AWAY = (
    "The client that was open here is closed, as the workspace cannot be read now. What was typed "
    "for it and not kept waits in this browser until the client is opened again."
)
_SAID = {"late": _LATE, "working": _WORKING, "unusable": _UNUSABLE, "gone": _GONE, "away": _AWAY}


def say_what_happened(
    happened: Mapping[str, bool], other: str | None, blocked: bool, answers: Mapping[str, Any], *,
    take_other: Callable[[], None], keep_mine: Callable[[], None], forget: Callable[[], None],
    seen: Callable[[str], None],
) -> None:  # fmt: skip
    """Say once each what a person has to know of what is kept, with what can be done."""
    st.session_state[_BLOCKED] = blocked
    for name, sentence in _SAID.items():
        if happened.get(name):
            with st.container(key=f"screen_only_{name}"):
                st.warning(sentence, icon=":material/restart_alt:")
                st.button("Understood", key=f"draft_seen_{name}", on_click=seen, args=(name,))
    if other is not None:
        _say_other(other, take_other, keep_mine, forget)
    if blocked and happened.get("blocked") is not False:
        with st.container(key="screen_only_blocked"):
            st.warning(
                "This browser keeps nothing for this page: it is a private window, or its storage "
                "is blocked or full. Your answers last until this tab is closed. Keep them as a "
                "file; it can be opened again under “Your business”.",
                icon=":material/save:",
            )
            left, right = st.columns(2)
            left.download_button(
                "Keep my answers as a file", json.dumps(dict(answers), indent=1, sort_keys=True),
                "my-business.json", "application/json", on_click="ignore", disabled=not answers,
                key="draft_file", width="stretch",
            )  # fmt: skip
            right.button("Understood", key="draft_seen_blocked", on_click=seen, args=("blocked",),
                         width="stretch")  # fmt: skip


def _say_other(
    other: str, take_other: Callable[[], None], keep_mine: Callable[[], None],
    forget: Callable[[], None],
) -> None:  # fmt: skip
    forgotten = other == "forgotten"
    with st.container(key="screen_only_other_tab"):
        st.warning(
            "Your answers were forgotten in another tab of this browser. They still stand here, "
            "but are not kept any more."
            if forgotten
            else "Your answers were changed in another tab of this browser. Until you choose, "
            "what you change here lasts only as long as this tab.",
            icon=":material/tab:",
        )
        left, right = st.columns(2)
        left.button(
            "Forget them here too" if forgotten else "Take what the other tab has",
            key="draft_take_other", on_click=forget if forgotten else take_other, width="stretch",
        )  # fmt: skip
        right.button(
            "Keep what stands here", key="draft_keep_mine", on_click=keep_mine, width="stretch",
        )  # fmt: skip


def where_kept() -> str:
    """Return where the answers of this session are, in a sentence."""
    if st.session_state.get(_BLOCKED):
        return "Nothing about you is kept, neither on the server nor in this browser."
    return "Nothing about you is kept on the server; your answers stay in this browser."
