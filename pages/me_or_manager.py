"""Me or a manager: both optima, where one overtakes the other, the brief, who answers what."""

from __future__ import annotations

import streamlit as st

from advisor.ui.guard import require_app
from advisor.ui.hire_view import show_page
from advisor.ui.needed import insight_for, recommendation_or_stop
from advisor.ui.state import current_answers
from advisor.ui.way import show_next

require_app("me_or_manager")

recommendation_or_stop("Me or a manager")
hire = insight_for("hire", current_answers())
show_page(hire)
with st.container(key="screen_only"):
    show_next("me_or_manager")
    if st.button("Back to your strategy", width="stretch"):
        st.switch_page("pages/strategy.py")
