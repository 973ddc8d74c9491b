"""Advertising: whether at all, what to expect, how much, to whom, a checklist, when to stop."""

from __future__ import annotations

import streamlit as st

from advisor.ui.adverts_view import show_page
from advisor.ui.guard import require_app
from advisor.ui.needed import insight_for, recommendation_or_stop
from advisor.ui.state import current_answers
from advisor.ui.way import show_next

require_app("adverts")

recommendation_or_stop("Advertising")
advice = insight_for("adverts", current_answers())
show_page(advice)
with st.container(key="screen_only"):
    show_next("adverts")
    if st.button("Back to your strategy", width="stretch"):
        st.switch_page("pages/strategy.py")
