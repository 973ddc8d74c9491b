"""Me or a manager: both optima, where one overtakes the other, the brief, who answers what."""

from __future__ import annotations

from advisor.ui.hire_view import show_page
from advisor.ui.needed import topic_page

topic_page("manager", lambda _, found: show_page(found))
