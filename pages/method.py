"""Method and sources: the model in plain words and every number in use."""

from __future__ import annotations

import streamlit as st

from advisor.ui.guard import require_app
from advisor.ui.method_view import show_checks, show_model, show_numbers
from advisor.ui.page_style import dress_page
from advisor.ui.state import current_profile

require_app("method")

dress_page()
st.title("How this is worked out, and what it rests on")
show_model()
show_checks()
show_numbers()
if current_profile() is None:
    if st.button("Answer the six questions", width="stretch"):
        st.switch_page("pages/questionnaire.py")
elif st.button("Back to my strategy", width="stretch"):
    st.switch_page("pages/strategy.py")
