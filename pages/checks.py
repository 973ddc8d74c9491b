"""Checks: what passes, what to look at again, what fails, and what to do about it."""

from __future__ import annotations

import streamlit as st

from advisor.ui.checks_view import show_checks, show_present
from advisor.ui.guard import require_app
from advisor.ui.needed import insight_for, recommendation_or_stop
from advisor.ui.state import current_answers
from advisor.ui.way import show_next

require_app("checks")

recommendation_or_stop("Checks")
st.title("Checks")
st.markdown(
    "A second pair of eyes on the plan: eleven things that plans of small businesses break on, "
    "each with its figure and what to do. A check that asks for a look is a question to you, not "
    "a verdict on you."
)
found = insight_for("checks", current_answers())
show_checks(found)
show_present(found)
with st.container(key="screen_only"):
    show_next("checks")
    back, forward = st.columns(2)
    if back.button("Back to the strategy", width="stretch"):
        st.switch_page("pages/strategy.py")
    if forward.button("How this is worked out", width="stretch"):
        st.switch_page("pages/method.py")
