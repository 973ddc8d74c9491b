"""What matters: which answers and which uncertain figures move the recommendation."""

from __future__ import annotations

import streamlit as st

from advisor.ui.guard import require_app
from advisor.ui.needed import insight_for, recommendation_or_stop
from advisor.ui.state import current_answers
from advisor.ui.way import show_next
from advisor.ui.what_matters_view import show_answers, show_figures, show_policies

require_app("what_matters")

TITLE = "What matters"

_, r = recommendation_or_stop(TITLE)
st.title(TITLE)
st.markdown("One thing is moved at a time, and the best mix is chosen again.")
result = insight_for("sensitivity", current_answers())
show_answers(r, result)
if r.allocation:
    show_figures(r, result)
show_policies(result)
with st.container(key="screen_only"):
    show_next("what_matters")
    if st.button("Back to your strategy", width="stretch"):
        st.switch_page("pages/strategy.py")
