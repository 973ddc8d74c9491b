"""What if: other hours, money, goals, wishes, the own mix and own figures, beside the answers."""

from __future__ import annotations

import streamlit as st

from advisor.ui.guard import require_app
from advisor.ui.navigation import show_next
from advisor.ui.needed import recommendation_or_stop
from advisor.ui.what_if_view import show_what_if

require_app("what_if")

recommendation_or_stop("What if")
st.title("What if")
show_what_if()
show_next("what_if")
if st.button("Back to your strategy", width="stretch"):
    st.switch_page("pages/strategy.py")
