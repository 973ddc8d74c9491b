"""The draft: answers survive reload and server restart in the browser's local storage.

Nothing goes into the address and nothing is kept on the server.  The component reads the stored
text once per session and writes the answers after every change.

It also keeps a page from being left before what was typed there has arrived: a link of the menu
takes only the new page's widgets along, so that an answer still on its way would be dropped.
"""

from __future__ import annotations

import json
from typing import Any

import streamlit as st

from advisor.profile.json_in import ANSWERS, UnreadableError, read_json
from advisor.ui.replacing import ASIDE, is_own, keep_aside, offer_return, put_aside
from advisor.ui.state import current_answers, take_over, usable_answers

_LOADED, _AWAITED = "_draft_loaded", "_draft_awaited"
_MOST_CHARACTERS = 50_000
_JS = """
export default function (component) {
  const { data, setStateValue } = component;
  holdLinks();
  const key = "marketing-strategy-advisor.draft";
  try {
    if (!data.loaded) {
      setStateValue("stored", window.localStorage.getItem(key) || "{}");
    } else if (data.text && data.text !== "{}") {
      window.localStorage.setItem(key, data.text);
    } else {
      window.localStorage.removeItem(key);
    }
  } catch (error) {
    if (!data.loaded) { setStateValue("stored", "{}"); }
  }
}

// A link clicked while an answer is on its way is followed when the page has taken the answer.
const LINKS = '[data-testid="stSidebarNavLink"], [data-testid="stPageLink"] a';
function holdLinks() {
  if (window.advisorHoldsLinks) { return; }
  window.advisorHoldsLinks = true;
  let typed = 0;
  let following = false;
  const note = () => { typed = Date.now(); };
  document.addEventListener("change", note, true);
  document.addEventListener("focusout", (e) => { if (e.target.matches("input, textarea")) note(); },
    true);
  document.addEventListener("keydown", (e) => { if (e.key === "Enter") note(); }, true);
  const busy = () => document.querySelector('[data-testid="stApp"]')
    ?.getAttribute("data-test-script-state") !== "notRunning";
  document.addEventListener("click", (e) => {
    const link = e.target.closest(LINKS);
    if (!link || following || Date.now() - typed > 3000) { return; }
    e.preventDefault();
    e.stopImmediatePropagation();
    const asked = Date.now();
    const follow = () => {
      const waited = Date.now() - asked;
      // The first 150 ms pass in any case: the page may not have begun to read the answer.
      if (waited < 150 || (busy() && waited < 4000)) { setTimeout(follow, 50); return; }
      following = true;
      // The page may have been drawn anew meanwhile: the same link, as it stands now.
      const same = [...document.querySelectorAll(LINKS)].find((a) => a.href === link.href);
      (same || link).click();
      following = false;
    };
    follow();
  }, true);
}
"""


@st.cache_resource
def _component() -> Any:
    return st.components.v2.component("advisor_draft", js=_JS)


def keep_draft() -> None:
    """Read the stored draft at the beginning of a session, write it ever after.

    Where answers were put aside, the way back to them is offered too.
    """
    _exchange()
    offer_return()


def _exchange() -> None:
    """Take what the browser has stored, or give it what there is now."""
    loaded = bool(st.session_state.get(_LOADED))
    result = _component()(
        key="draft",
        data={"loaded": loaded, "text": _text()},
        default={"stored": None},
        on_stored_change=lambda: None,
        height=1,
    )
    stored = getattr(result, "stored", None)
    if loaded or stored is None:
        return
    # No rerun: the page is drawn after this with the answers taken over, and a click that came
    # with the same run is not lost.
    st.session_state[_LOADED] = True
    if len(stored) <= _MOST_CHARACTERS:
        _take_up(stored)


def _text() -> str:
    """Return the draft as text: the answers, and those put aside under a name no field has."""
    kept = put_aside()
    draft = {**current_answers(), **({ASIDE: kept} if kept else {})}
    return json.dumps(draft, sort_keys=True)


def _take_up(stored: str) -> None:
    """Take the stored draft up; what was answered or opened meanwhile stays as it is."""
    try:
        found = read_json(stored.encode("utf-8", "surrogatepass"), ANSWERS)
    except UnreadableError:
        return
    if not isinstance(found, dict):
        return
    aside = found.get(ASIDE)
    for answers in aside if isinstance(aside, list) else []:
        if usable := usable_answers(answers):
            keep_aside(usable)
    draft, present = usable_answers(found), current_answers()
    if not draft:
        return
    if present and not is_own(present):
        if is_own(draft):
            keep_aside(draft)
    elif {**draft, **present} != present:
        take_over({**draft, **present})


def hold_for_draft(title: str | None) -> None:
    """End the page here while the stored draft is still to come: nothing should be typed yet.

    Nor clicked: the draft comes as a run of the page it was asked on, which would take the place
    of the page a button leads to.  Once a page at most: a browser that never answers must not
    keep anyone waiting.

    Parameters
    ----------
    title : str or None
        The page's title, shown meanwhile; None where it stands there already.
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
    for name in (ASIDE, "forget"):
        st.session_state.pop(name, None)
    take_over({})
    st.session_state[_LOADED] = True
