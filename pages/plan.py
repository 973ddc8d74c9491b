"""The plan: twelve weeks with a checklist, a calendar file, targets and a review."""

from __future__ import annotations

import streamlit as st

from advisor.ui.guard import require_app
from advisor.ui.navigation import show_next
from advisor.ui.needed import recommendation_or_stop
from advisor.ui.plan_view import (
    chosen_start,
    plan_for,
    show_files,
    show_first_hours,
    show_pictures,
    show_rest,
    show_targets,
    show_weeks,
)

require_app("plan")

profile, r = recommendation_or_stop("The plan")
st.title("The plan: twelve weeks")
with st.container(key="screen_only_start"):
    start = chosen_start()
plan = plan_for(r, profile, start)
if plan.starts:
    show_weeks(plan)
    show_targets(plan)
else:
    show_first_hours(plan)
show_rest(plan)
with st.container(key="screen_only"):
    if plan.starts:
        show_pictures(plan)
    show_files(plan, r)
    show_next("plan")
    if st.button("Back to your strategy", width="stretch"):
        st.switch_page("pages/strategy.py")
