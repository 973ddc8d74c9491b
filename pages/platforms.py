"""Platforms: which suit, who is where, what to post, how often, when, whom to answer."""

from __future__ import annotations

from advisor.ui.needed import topic_page
from advisor.ui.platforms_view import show_page

topic_page("platforms", show_page)
