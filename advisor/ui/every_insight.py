"""All insights of the answers, for what shows everything: exports and the presentation."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

from advisor.insight import provenance, topics
from advisor.results import Insight, Recommendation
from advisor.results.provenance import Provenance
from advisor.ui.needed import insight_for
from advisor.ui.state import tables


def all_insights(
    answers: dict[str, Any], step: Callable[[str], None], wanted: Collection[str]
) -> dict[str, Insight]:
    """Return the insights of complete answers in the order of the topics.

    Cached like every other.

    Parameters
    ----------
    step : callable
        Called with each verb before it is worked out.
    wanted : collection of str
        Verbs.
    """
    found = {}
    for topic in topics.TOPICS:
        if topic.verb in wanted:
            step(topic.verb)
            found[topic.verb] = insight_for(topic.verb, answers)
    return found


def sources_behind(r: Recommendation, insights: dict[str, Insight]) -> Provenance:
    """Return the figures in use and the sources behind a recommendation and its insights."""
    return provenance.build(r, tables(), insights.values())
