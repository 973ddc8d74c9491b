"""The way an owner is led along the pages; on a phone the navigation is hidden in a drawer.

Each page of the section Explore leads to the next of them, and the last to the plan.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

import streamlit as st

from advisor.ui.components import on_request
from advisor.ui.navigation import BY_NAME, ENTRIES, EXPLORE

EXPLORED = tuple(entry for entry in ENTRIES if entry.section == EXPLORE)
LED = ("strategy", "plan", "how_sure", "export")  # all that an owner has to read
NEXT: Mapping[str, str] = {
    **dict(pairwise(LED)),
    **dict(pairwise((*(entry.name for entry in EXPLORED), "plan"))),
}


def show_next(page: str) -> None:
    """Show the button to the page that follows; `page` is a key of ``NEXT``."""
    follows = BY_NAME[NEXT[page]]
    if st.button(f"Next: {follows.title}", type="primary", width="stretch", key="next_page"):
        st.switch_page(f"pages/{follows.name}.py")


def show_explored() -> None:
    """Offer the pages of the section Explore, each with what it answers."""
    if box := on_request("Explore", "explore"):
        for entry in EXPLORED:
            box.page_link(f"pages/{entry.name}.py", label=f"{entry.title}: {entry.line}",
                          icon=f":material/{entry.icon}:")  # fmt: skip


def show_way_on(page: str) -> None:
    """Show the button to the page that follows and the one back to the strategy; never printed."""
    with st.container(key="screen_only"):
        show_next(page)
        if st.button("Back to your strategy", width="stretch"):
            st.switch_page("pages/strategy.py")
