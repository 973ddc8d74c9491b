"""Platforms: which suit, who is where, what to post, how often, when, whom to answer."""

from __future__ import annotations

import streamlit as st

from advisor.ui.guard import require_app
from advisor.ui.needed import insight_for, recommendation_or_stop
from advisor.ui.platforms_view import (
    show_audience,
    show_content,
    show_platforms,
    show_replies,
    show_rhythm,
    show_surprise,
)
from advisor.ui.state import current_answers
from advisor.ui.way import show_next

require_app("platforms")

_, r = recommendation_or_stop("Platforms")
advice = insight_for("platforms", current_answers())
show_surprise(advice)
show_platforms(r, advice)
show_audience(advice)
show_content(advice)
show_rhythm(advice)
show_replies(advice)
with st.container(key="screen_only"):
    show_next("platforms")
    if st.button("Back to your strategy", width="stretch"):
        st.switch_page("pages/strategy.py")
