"""Which one fits you: the legitimate ways side by side, and what would tip the call."""

from __future__ import annotations

import streamlit as st

from advisor.ui.guard import require_app
from advisor.ui.needed import recommendation_or_stop
from advisor.ui.way import show_next
from advisor.ui.which_fits_view import show_page

require_app("which_fits")

profile, r = recommendation_or_stop("Which one fits you")
show_page(profile, r)
with st.container(key="screen_only"):
    show_next("which_fits")
    if st.button("Back to your strategy", width="stretch"):
        st.switch_page("pages/strategy.py")
