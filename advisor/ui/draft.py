"""The draft: answers survive reload and server restart in the browser's local storage.

Nothing goes into the address and nothing is kept on the server.  The component reads the stored
text once per session and writes the answers after every change.
"""

from __future__ import annotations

import json
from typing import Any

import streamlit as st

from advisor.ui.state import ANSWERS, current_answers, take_over, usable_answers

_LOADED = "_draft_loaded"
_MOST_CHARACTERS = 50_000
_JS = """
export default function (component) {
  const { data, setStateValue } = component;
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
"""


@st.cache_resource
def _component() -> Any:
    return st.components.v2.component("advisor_draft", js=_JS)


def keep_draft() -> None:
    """Read the stored draft at the beginning of a session, write it ever after."""
    loaded = bool(st.session_state.get(_LOADED))
    text = json.dumps(current_answers(), sort_keys=True)
    result = _component()(
        key="draft",
        data={"loaded": loaded, "text": text},
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
    if ANSWERS not in st.session_state and len(stored) <= _MOST_CHARACTERS:
        try:
            take_over(usable_answers(json.loads(stored)))
        except json.JSONDecodeError:
            take_over({})


def forget_draft() -> None:
    """Empty the answers; the stored draft is removed with the next write."""
    take_over({})
    st.session_state[_LOADED] = True
