"""A topic's page: the answer it follows from, what the topic's own view shows, the way on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from advisor.insight.topics import topic
from advisor.results import Recommendation
from advisor.ui.guard import require_app
from advisor.ui.navigation import BY_NAME
from advisor.ui.needed import insight_for, recommendation_or_stop
from advisor.ui.state import current_answers
from advisor.ui.way import show_way_on


def topic_page(verb: str, show: Callable[[Recommendation, Any], None]) -> None:
    """Show the page of a topic, by its verb; it ends early while answers are missing."""
    page = topic(verb).page
    require_app(page)
    _, r = recommendation_or_stop(BY_NAME[page].title)
    show(r, insight_for(verb, current_answers()))
    show_way_on(page)
