"""How far meeting people carries: the answer, curves, groups that fit, towns, people."""

from __future__ import annotations

import streamlit as st

from advisor.ui.face_to_face_view import show_page
from advisor.ui.guard import require_app
from advisor.ui.needed import insight_for, recommendation_or_stop
from advisor.ui.state import current_answers
from advisor.ui.way import show_next

require_app("face_to_face")

recommendation_or_stop("How far meeting people carries")
capacity = insight_for("capacity", current_answers())
show_page(capacity)
with st.container(key="screen_only"):
    show_next("face_to_face")
    if st.button("Back to your strategy", width="stretch"):
        st.switch_page("pages/strategy.py")
