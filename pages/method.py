"""Method and sources: the model in plain words and every number in use."""

from __future__ import annotations

import streamlit as st

from advisor.ui.guard import require_app
from advisor.ui.ledger_view import show_ledger
from advisor.ui.method_view import show_checks, show_model, show_numbers
from advisor.ui.state import current_profile
from advisor.ui.way import show_next

require_app("method")

st.title("How this is worked out, and what it rests on")
show_ledger()
show_model()
show_checks()
show_numbers()
if current_profile() is None:
    if st.button("Answer the six questions", width="stretch"):
        st.switch_page("pages/questionnaire.py")
else:
    with st.container(key="screen_only"):
        show_next("method")
        if st.button("Back to my strategy", width="stretch"):
            st.switch_page("pages/strategy.py")
