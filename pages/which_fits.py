"""Which one fits you: the legitimate ways side by side, and what would tip the call."""

from __future__ import annotations

import streamlit as st

from advisor.ui.guard import require_app
from advisor.ui.needed import insight_for, recommendation_or_stop
from advisor.ui.state import current_answers
from advisor.ui.way import show_next
from advisor.ui.which_fits_view import show_feel, show_risks, show_tips, show_ways

require_app("which_fits")

TITLE = "Which one fits you"

_, r = recommendation_or_stop(TITLE)
st.title(TITLE)
result = insight_for("strategies", current_answers())
show_ways(r, result)
if r.allocation:
    show_feel(result)
    show_risks(result)
show_tips(result)
with st.container(key="screen_only"):
    show_next("which_fits")
    back, forward = st.columns(2)
    if back.button("Back to your strategy", width="stretch"):
        st.switch_page("pages/strategy.py")
    if forward.button("How this is worked out", width="stretch"):
        st.switch_page("pages/method.py")
