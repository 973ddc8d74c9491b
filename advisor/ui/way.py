"""The way an owner is led along the pages; on a phone the navigation is hidden in a drawer."""

from __future__ import annotations

import streamlit as st

from advisor.ui.navigation import BY_NAME

LED = (
    "strategy", "which_fits", "face_to_face", "what_if", "platforms", "adverts", "me_or_manager",
    "plan", "checks", "what_matters", "method", "export",
)  # fmt: skip


def show_next(page: str) -> None:
    """Show the button to the page that follows; `page` is one of ``LED`` but the last."""
    follows = BY_NAME[LED[LED.index(page) + 1]]
    if st.button(f"Next: {follows.title}", type="primary", width="stretch", key="next_page"):
        st.switch_page(f"pages/{follows.name}.py")
