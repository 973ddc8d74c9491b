"""The pages of the app in the order of the navigation, by purpose: the one list of them."""

from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import streamlit as st

from advisor.ui.components import on_request

# A file of ours: an icon by name would be fetched from elsewhere.
ICON = Path(__file__).with_name("icon.png")


class PageEntry(NamedTuple):
    """A page: its file in ``pages/`` without ending (also its address), title, icon, section.

    ``line`` says what a page of the section Explore answers.
    """

    name: str
    title: str
    icon: str
    section: str
    line: str = ""


EXPLORE = "Explore"
ENTRIES = (
    PageEntry("start", "Start", "home", "Answer"),
    PageEntry("questionnaire", "Your business", "edit_note", "Answer"),
    PageEntry("strategy", "Your strategy", "route", "Answer"),
    PageEntry("which_fits", "Which one fits you", "balance", EXPLORE,
              "the three strategies side by side, and what would change it"),
    PageEntry("face_to_face", "Meeting people", "groups", EXPLORE,
              "which groups fit, and how far they carry"),
    PageEntry("what_if", "What if", "tune", EXPLORE,
              "other hours, money, goals or channels, or a mix of your own"),
    PageEntry("platforms", "Platforms", "forum", EXPLORE,
              "which ones, what to post, when"),
    PageEntry("adverts", "Advertising", "campaign", EXPLORE,
              "whether it pays, how much, shown to whom"),
    PageEntry("me_or_manager", "Me or a manager", "handshake", EXPLORE,
              "whether help pays, and what to ask of it"),
    PageEntry("plan", "The plan", "event_note", "Plan"),
    PageEntry("how_sure", "How sure is this?", "fact_check", "How sure"),
    PageEntry("present", "Present", "slideshow", "Take along"),
    PageEntry("export", "Export", "download", "Take along"),
    PageEntry("clients", "Clients", "folder_shared", "Consultant"),
    PageEntry("compare", "Compare", "compare_arrows", "Consultant"),
)  # fmt: skip
# Shown in the menu only after a person opened one of them: an owner never meets them.
CONSULTANT = frozenset({"clients", "compare"})
BY_NAME: Mapping[str, PageEntry] = {entry.name: entry for entry in ENTRIES}
# Addresses of pages that are one now; ``pages/method.py`` leads from them to it.
MOVED = ("what_matters", "checks", "method")


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
