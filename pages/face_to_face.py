"""How far meeting people carries: the answer, curves, groups that fit, towns, people."""

from __future__ import annotations

import streamlit as st

from advisor.ui.face_to_face_view import (
    show_answer,
    show_groups,
    show_hours,
    show_people,
    show_reach,
    show_towns,
)
from advisor.ui.guard import require_app
from advisor.ui.needed import insight_for, recommendation_or_stop
from advisor.ui.state import current_answers
from advisor.ui.way import show_next

require_app("face_to_face")

recommendation_or_stop("How far meeting people carries")
capacity = insight_for("capacity", current_answers())
show_answer(capacity)
show_groups(capacity)
show_towns(capacity)
show_people(capacity)
show_hours(capacity)
show_reach(capacity)
with st.container(key="screen_only"):
    show_next("face_to_face")
    if st.button("Back to your strategy", width="stretch"):
        st.switch_page("pages/strategy.py")
