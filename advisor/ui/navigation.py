"""The pages of the app in the order of the navigation, by section: the one list of them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

# A file of ours: an icon by name would be fetched from elsewhere.
ICON = Path(__file__).with_name("icon.png")


class PageEntry(NamedTuple):
    """A page: its file in ``pages/`` without ending (also its address), title, icon, section."""

    name: str
    title: str
    icon: str
    section: str


ENTRIES = (
    PageEntry("start", "Start", "home", "Your answer"),
    PageEntry("questionnaire", "Your business", "edit_note", "Your answer"),
    PageEntry("strategy", "Your strategy", "route", "Your answer"),
    PageEntry("face_to_face", "How far meeting people carries", "groups", "Explore"),
    PageEntry("which_fits", "Which one fits you", "balance", "Explore"),
    PageEntry("what_if", "What if", "tune", "Explore"),
    PageEntry("platforms", "Platforms", "forum", "Act"),
    PageEntry("adverts", "Advertising", "campaign", "Act"),
    PageEntry("me_or_manager", "Me or a manager", "handshake", "Act"),
    PageEntry("plan", "The plan", "event_note", "Act"),
    PageEntry("what_matters", "What matters", "insights", "Trust"),
    PageEntry("checks", "Checks", "fact_check", "Trust"),
    PageEntry("method", "Method and sources", "menu_book", "Trust"),
    PageEntry("clients", "Clients", "folder_shared", "Consultant"),
    PageEntry("compare", "Compare", "compare_arrows", "Consultant"),
    PageEntry("present", "Present", "slideshow", "Take it along"),
    PageEntry("export", "Export", "download", "Take it along"),
)
# Shown in the menu only after a person opened one of them: an owner never meets them.
CONSULTANT = frozenset({"clients", "compare"})
BY_NAME: Mapping[str, PageEntry] = {entry.name: entry for entry in ENTRIES}
