"""Platforms: which suit, who is where, what to post, how often, when, whom to answer."""

from __future__ import annotations

import streamlit as st

from advisor.ui.guard import require_app
from advisor.ui.needed import insight_for, recommendation_or_stop
from advisor.ui.platforms_view import show_page
from advisor.ui.state import current_answers
from advisor.ui.way import show_next

require_app("platforms")

_, r = recommendation_or_stop("Platforms")
advice = insight_for("platforms", current_answers())
show_page(r, advice)
with st.container(key="screen_only"):
    show_next("platforms")
    if st.button("Back to your strategy", width="stretch"):
        st.switch_page("pages/strategy.py")
