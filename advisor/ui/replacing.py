"""Other answers in place of one's own: asked first, the own ones put aside, and brought back.

An example, untouched, is nobody's own.  What is put aside lives on its owner's desk: in the
session and in the draft of the browser, newest last.  An example, or answers that somebody
shared, belong to no client: opening them closes the client that is open.
"""

from typing import Any

import streamlit as st

from advisor.ui.components import plain
from advisor.ui.session_owner import ASIDE, OWN, change_owner, owner
from advisor.ui.state import current_answers, examples, take_over
from advisor.ui.unbroken import unbroken

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


@unbroken
def open_instead(answers: dict[str, Any], *, for_client: bool = False) -> None:
    """Open other answers; a person's own that stand there are put aside.

    `for_client`: whether they may be those of the client that is open; else it is closed first.
    """
    if owner() != OWN and not for_client:
        change_owner(OWN)
    present = current_answers()
    st.session_state.pop(_ASKED, None)
    if is_own(present) and present != answers:
        keep_aside(present)
    take_over(dict(answers))


@unbroken
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


def may_open(what: str, asked: bool, *, for_client: bool = False) -> bool:
    """Say whether other answers may be opened now; where own ones would go, ask first.

    True at once where nothing of one's own stands there, else when the person agrees.
    """
    closes = owner() != OWN and not for_client
    if not closes and not is_own(current_answers()):
        return asked
    if asked:
        st.session_state[_ASKED] = what
    if st.session_state.get(_ASKED) != what:
        return False
    st.markdown(
        "A client is open. Opening this closes the client first; what you typed for it and have "
        "not kept waits until you open it again."
        if closes
        else "This opens in place of your own answers. Yours are kept, and one click brings "
        "them back."
    )
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
        st.markdown(
            "Your own answers are kept; nothing is lost."
            if owner() == OWN
            else "This client's other answers are kept; nothing is lost."
        )
        st.button(
            f"Bring back {plain(name[:40])}" if name else "Bring my own answers back"
            if owner() == OWN else "Bring them back",
            key="bring_own_back", icon=":material/undo:", on_click=bring_back,
        )  # fmt: skip
