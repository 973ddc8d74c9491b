"""The draft: all desks survive reload, restart of the server and a second tab, in the browser.

Nothing goes into the address and nothing is kept on the server.  The component (``draft.js``)
gives the stored text to a session that begins, and writes what the session holds after every
change.  A session that a restarted server begins under an open page is given that page's work
before the first input, so that the input counts.  Of two tabs neither overwrites the other: each
says that the other changed something, and a person chooses.

It also keeps a page from being left before what was typed there has arrived: a link of the menu
takes only the new page's widgets along, so that an answer still on its way would be dropped.
"""

import json
import secrets
from pathlib import Path
from typing import Any

import streamlit as st

from advisor.errors import AdvisorError
from advisor.profile.json_in import DESKS, UnreadableError, read_json
from advisor.ui.draft_words import say_what_happened
from advisor.ui.once import taken
from advisor.ui.replacing import is_own, keep_aside, offer_return
from advisor.ui.session_owner import (
    ASIDE,
    GONE,
    OWN,
    SLIDE,
    desks_as_json,
    forget_everybody,
    owner,
    take_desks,
)
from advisor.ui.state import current_answers, take_over, usable_answers
from advisor.ui.unbroken import unbroken

_LOADED, _AWAITED, _TOKEN, _TOOK = "_draft_loaded", "_draft_awaited", "_draft_token", "_draft_took"
_CLEAN, _REPLACE, _SAID = "_draft_clean", "_draft_replace", "_draft_said"
_REREAD, _INSISTS, _FORGOTTEN = "_draft_reread", "_draft_insists", "_draft_forgotten"
_MOST_CHARACTERS = 500_000


@st.cache_resource
def _component() -> Any:
    script = Path(__file__).with_name("draft.js").read_text(encoding="utf-8")
    return st.components.v2.component("advisor_draft", js=script)


def keep_draft(result: Any) -> None:
    """Say what the browser tells of its storage and of other tabs, and offer what is put aside."""
    say_what_happened(
        dict(st.session_state.get(_SAID, {})), getattr(result, "other", None),
        bool(getattr(result, "blocked", None)), current_answers(),
        take_other=_take_other, keep_mine=_keep_mine, forget=forget_draft, seen=_seen,
    )  # fmt: skip
    offer_return()


def keep_draft_beside() -> None:
    """Write the draft from a part of a page that runs again by itself."""
    if st.session_state.get(_LOADED):
        _component()(key="draft_beside", data={**_data(), "beside": True}, height=1)


def _data() -> dict[str, Any]:
    """Return what the browser gets: the text to keep, and where the exchange stands."""
    asked, text = st.session_state.get(_SAID, {}), _text()
    if text != "{}":  # forgotten is what was there then
        st.session_state.pop(_FORGOTTEN, None)
    return {
        "token": st.session_state.setdefault(_TOKEN, secrets.token_hex(8)),
        "took": st.session_state.get(_TOOK, 0), "text": text,
        "clean": st.session_state.get(_CLEAN, "{}"),
        "reread": st.session_state.get(_REREAD, 0), "insists": st.session_state.get(_INSISTS, 0),
        "forgotten": bool(st.session_state.get(_FORGOTTEN)),
        "unusable": bool(asked.get("unusable")),
        "gone": st.session_state.get(GONE, []), "taken": taken(),
        "slide": [owner(), st.session_state.get(SLIDE, 0)],
    }  # fmt: skip


def take_draft() -> Any:
    """Read the stored draft at the beginning of a session, write it ever after."""
    result = _component()(
        key="draft", data=_data(),
        default={"stored": None, "other": None, "blocked": None},
        on_stored_change=lambda: None, on_other_change=lambda: None,
        on_blocked_change=lambda: None, height=1,
    )  # fmt: skip
    stored = getattr(result, "stored", None)
    if isinstance(stored, dict) and stored.get("n") != st.session_state.get(_TOOK):
        # No rerun: the page is drawn after this with the answers taken over, and a click that
        # came with the same run is not lost.
        _take(stored)
    _look_after_client()
    return result


@unbroken
def _take(stored: dict[str, Any]) -> None:
    """Take the stored text up, and note what a person must know of it."""
    st.session_state[_TOOK] = stored.get("n")
    again = bool(stored.get("again"))
    first = not st.session_state.get(_LOADED)
    st.session_state[_LOADED] = True
    happened = {name: True for name in ("late", "working") if stored.get(name)}
    found = _read(stored.get("text"))
    same: bool | None = True
    if found is None:
        happened["unusable"] = True
    elif st.session_state.pop(_REPLACE, False):
        same = _open_desks(found, anew=True)
    elif again:
        same = _open_desks(found)
    elif first:
        same = _take_up(found)
    happened |= {"gone": same is False, "away": same is None}
    match stored.get("slide"):
        case [whose, int(slide)] if whose == owner():
            st.session_state.setdefault(SLIDE, slide)
    st.session_state[_SAID] = happened
    st.session_state[_CLEAN] = _text()


def _text() -> str:
    """Return the draft as text: all desks."""
    return json.dumps(desks_as_json(), sort_keys=True)


def _read(text: object) -> dict[str, Any] | None:
    """Return the stored draft; None where it cannot be read."""
    if not isinstance(text, str) or len(text) > _MOST_CHARACTERS:
        return None
    try:
        found = read_json((text or "{}").encode("utf-8", "surrogatepass"), DESKS)
    except UnreadableError:
        return None
    return found if isinstance(found, dict) else None


def _open_desks(found: dict[str, Any], *, anew: bool = False) -> bool | None:
    def is_there(key: str) -> bool | None:
        # The store is loaded for consultants only.
        from advisor.ui.workspace import is_client_here

        try:
            return is_client_here(key)
        except AdvisorError:
            return None

    return take_desks(found, is_there, anew=anew)


def _take_up(found: dict[str, Any]) -> bool | None:
    """Take the stored draft up; what was answered or opened meanwhile stays as it is.

    Returns whether whoever was on screen when it was stored is again (see ``take_desks``).
    """
    present = current_answers()
    if not present and owner() == OWN:
        return desks_as_json() == found or _open_desks(found)
    aside = found.get(ASIDE)
    for answers in aside if isinstance(aside, list) else []:
        if usable := usable_answers(answers):
            keep_aside(usable)
    draft = usable_answers(found)
    if not draft or owner() != OWN:
        return True
    if not is_own(present):
        if is_own(draft):
            keep_aside(draft)
    elif {**draft, **present} != present:
        take_over({**draft, **present})
    return True


def _look_after_client() -> None:
    """Close the open client where it was deleted meanwhile: nothing of it stays on screen."""
    if owner() == OWN:
        return
    from advisor.ui.workspace import latest_on_screen, open_client

    try:
        if open_client() is not None and not current_answers():
            latest_on_screen()
    except AdvisorError:
        return  # the pages that need the workspace say what is wrong with it


def _take_other() -> None:
    st.session_state[_REPLACE] = True
    st.session_state[_REREAD] = st.session_state.get(_REREAD, 0) + 1


def _keep_mine() -> None:
    st.session_state[_INSISTS] = st.session_state.get(_INSISTS, 0) + 1


def _seen(name: str) -> None:
    st.session_state[_SAID] = {**st.session_state.get(_SAID, {}), name: False}


def hold_for_draft(title: str | None) -> None:
    """End the page here while the stored draft is still to come: nothing should be typed yet.

    Nor clicked: the draft comes as a run of the page it was asked on, which would take the place of
    the page a button leads to.  Once a page at most: a browser that never answers must not keep
    anyone waiting.  `title`: the page's title, shown meanwhile; None where it stands there already.
    """
    awaited = st.session_state.setdefault(_AWAITED, set())
    if st.session_state.get(_LOADED) or title in awaited:
        return
    awaited.add(title)
    if not current_answers():
        if title is not None:
            st.title(title)
        st.caption("One moment: looking for the answers you left in this browser.")
        st.stop()


def forget_draft() -> None:
    """Empty the answers and those put aside; the stored draft goes with the next write."""
    forget_everybody()
    st.session_state.pop("forget", None)
    st.session_state[_LOADED] = st.session_state[_FORGOTTEN] = True
    _keep_mine()
