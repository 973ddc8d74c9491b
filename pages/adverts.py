"""Advertising: whether at all, what to expect, how much, to whom, a checklist, when to stop."""

from __future__ import annotations

from advisor.ui.adverts_view import show_page
from advisor.ui.needed import topic_page

topic_page("adverts", lambda _, found: show_page(found))
