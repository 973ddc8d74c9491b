"""How sure is this?: the answer's certainty in a few sentences, what stands behind it on request.

It opens without answers too: then it holds how any answer is worked out, and every number.
"""

from __future__ import annotations

import streamlit as st

from advisor import ProfileError
from advisor.ui.draft import hold_for_draft
from advisor.ui.guard import require_app
from advisor.ui.how_sure_view import show_general, show_sure, show_unanswered
from advisor.ui.navigation import show_next
from advisor.ui.needed import recommendation_shown
from advisor.ui.state import profile_or_error

require_app("how_sure")

TITLE = "How sure is this?"
hold_for_draft(TITLE)
st.title(TITLE)
profile, refused = profile_or_error()
r = None
if profile is not None:
    try:
        r = recommendation_shown()
    except ProfileError as error:
        refused = error
if r is None:
    show_unanswered(refused)
else:
    show_sure(r)
show_general()
if r is not None:
    with st.container(key="screen_only"):
        show_next("how_sure")
        if st.button("Back to your strategy", width="stretch"):
            st.switch_page("pages/strategy.py")
