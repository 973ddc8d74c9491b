"""Other answers in place of one's own: asked first, the own ones put aside, and brought back.

An example, untouched, is nobody's own.  What is put aside lives in the session and in the draft
of the browser, newest last.
"""

from __future__ import annotations

from typing import Any

import streamlit as st

from advisor.ui.components import plain
from advisor.ui.state import current_answers, examples, take_over

ASIDE = "_set_aside"
_ASKED = "_asked_before_opening"
_MOST = 5


def put_aside() -> list[dict[str, Any]]:
    """Return the answers put aside, newest last."""
    return list(st.session_state.get(ASIDE, []))


def keep_aside(answers: dict[str, Any]) -> None:
    """Put answers aside; beyond five the oldest are dropped, and none stands twice."""
    kept = [other for other in put_aside() if other != answers]
    st.session_state[ASIDE] = [*kept, answers][-_MOST:]


def is_own(answers: dict[str, Any]) -> bool:
    """Say whether answers are a person's own: some are there and they are no example as shipped."""
    return bool(answers) and answers not in [dict(e["profile"]) for e in examples().values()]


def open_instead(answers: dict[str, Any]) -> None:
    """Open other answers; a person's own that stand there are put aside.

    Parameters
    ----------
    answers : dict
        What is opened: an example, a file, a client.
    """
    present = current_answers()
    st.session_state.pop(_ASKED, None)
    if is_own(present) and present != answers:
        keep_aside(present)
    take_over(dict(answers))


def bring_back() -> None:
    """Return to the answers put aside last; own ones that stand there go aside in their place."""
    kept = put_aside()
    if not kept:
        return
    present = current_answers()
    rest = kept[:-1]
    if is_own(present):
        rest = [present, *rest]
    st.session_state[ASIDE] = rest
    take_over(kept[-1])


def may_open(what: str, asked: bool) -> bool:
    """Say whether other answers may be opened now; where own ones would go, ask first.

    Parameters
    ----------
    what : str
        A name for what is to be opened, unique on the page.
    asked : bool
        Whether the person has just asked for it.

    Returns
    -------
    bool
        True at once where nothing of one's own stands there, else when the person agrees.
    """
    if not is_own(current_answers()):
        return asked
    if asked:
        st.session_state[_ASKED] = what
    if st.session_state.get(_ASKED) != what:
        return False
    st.markdown("This opens in place of your own answers. They are put aside, and one click "
                "brings them back.")  # fmt: skip
    agreed = st.button("Open it", key=f"agree_{what}", type="primary", width="stretch")
    st.button(
        "Stay with mine", key=f"stay_{what}", width="stretch",
        on_click=lambda: st.session_state.pop(_ASKED, None),
    )  # fmt: skip
    return agreed


def offer_return() -> None:
    """Offer the way back to the answers put aside, where there are some."""
    kept = put_aside()
    if not kept:
        return
    name = str(kept[-1].get("name") or "")
    with st.container(key="screen_only_aside", horizontal=True, vertical_alignment="center"):
        st.markdown("Your own answers are put aside, nothing of them is lost.")
        st.button(
            f"Bring back {plain(name[:40])}" if name else "Bring my own answers back",
            key="bring_own_back", icon=":material/undo:", on_click=bring_back,
        )  # fmt: skip
