"""Your strategy: what to do and what it leads to; below, the mix, what to expect, why, how sure."""

from __future__ import annotations

import streamlit as st

from advisor.ui.assumption_view import show_assumptions
from advisor.ui.channel_view import show_channels
from advisor.ui.first_screen_view import show_first, show_goal, show_headline, show_questions
from advisor.ui.guard import require_app
from advisor.ui.needed import recommendation_or_stop
from advisor.ui.strategy_view import (
    show_certainty,
    show_expectation,
    show_fix_first,
    show_keeping,
    show_mix,
    show_nothing,
    show_others,
    show_why,
)
from advisor.ui.way import show_next

require_app("strategy")


profile, r = recommendation_or_stop("Your strategy")
show_questions(r)
show_headline(r)
if r.allocation:
    left, right = st.columns(2, gap="large")
    with left:
        show_first(r)
    with right:
        show_goal(r)
    show_fix_first(r, profile)
    show_mix(r)
    show_expectation(r)
    show_why(r)
else:
    show_nothing(r)
    show_fix_first(r, profile)
with st.container(key="screen_only_channels"):
    show_channels(r)
if r.allocation:
    show_others(r)
    show_certainty(r)
with st.container(key="screen_only"):
    show_assumptions(r)
    show_keeping(r)
    show_next("strategy")
    back, forward = st.columns(2)
    if back.button("Back to my answers", width="stretch"):
        st.switch_page("pages/questionnaire.py")
    if forward.button("How this is worked out", width="stretch"):
        st.switch_page("pages/method.py")
