"""Your strategy: what to do and what it leads to; mix, months, reasons, other ways on request."""

from __future__ import annotations

import streamlit as st

from advisor.ui.first_screen_view import (
    show_assumptions,
    show_channels,
    show_first,
    show_goal,
    show_headline,
    show_questions,
)
from advisor.ui.guard import require_app
from advisor.ui.navigation import show_explored, show_next
from advisor.ui.needed import recommendation_or_stop, work_ahead
from advisor.ui.state import current_answers
from advisor.ui.strategy_view import (
    show_care,
    show_expectation,
    show_fix_first,
    show_keeping,
    show_mix,
    show_nothing,
    show_others,
    show_outlook,
    show_why,
)

require_app("strategy")


profile, r = recommendation_or_stop("Your strategy")
show_questions(r)
show_headline(r)
if r.allocation:
    left, right = st.columns(2, gap="large")
    with left:
        show_first(r)
        show_fix_first(r)
    with right:
        show_goal(r)
    show_outlook(r)
    show_mix(r)
    show_expectation(r)
    show_why(r)
    show_care(r)
    show_others(r)
else:
    show_nothing(r)
    show_fix_first(r)
with st.container(key="screen_only_channels"):
    show_channels(r)
with st.container(key="screen_only"):
    show_assumptions(r)
    show_keeping(r)
    show_explored()
    show_next("strategy")
    back, forward = st.columns(2)
    if back.button("Back to my answers", width="stretch"):
        st.switch_page("pages/questionnaire.py")
    if forward.button("How sure is this?", width="stretch"):
        st.switch_page("pages/how_sure.py")
work_ahead(current_answers())
