"""All insights of the answers, for what tells everything: exports and the presentation."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Sequence
from typing import Any

from advisor.insight import provenance
from advisor.output.export.compose import ORDER
from advisor.results import Insight, Recommendation
from advisor.results.provenance import Provenance
from advisor.ui.needed import insight_for
from advisor.ui.state import tables

_MODULES = {"manager": "hire"}  # where the file is not the verb's own name


def verbs() -> list[str]:
    """Return the insights that there are, in the order in which they are told."""
    return [v for v in ORDER if importlib.util.find_spec(f"advisor.insight.{_module(v)}")]


def _module(verb: str) -> str:
    return _MODULES.get(verb, verb)


def insight_of(verb: str, answers: dict[str, Any]) -> Insight:
    """Return one insight by its verb, cached like every other."""
    found: Insight = insight_for(_module(verb), answers)
    return found


def all_insights(
    answers: dict[str, Any], step: Callable[[str], None], wanted: Sequence[str] = ORDER
) -> dict[str, Insight]:
    """Return every insight of complete answers.

    Parameters
    ----------
    step : callable
        Told each verb before it is worked out.
    wanted : sequence of str, optional
        Verbs; by default all.

    Returns
    -------
    dict of verb to Insight
        In the order of telling.
    """
    found = {}
    for verb in verbs():
        if verb not in wanted:
            continue
        step(verb)
        found[verb] = insight_of(verb, answers)
    return found


def sources_behind(r: Recommendation, insights: dict[str, Insight]) -> Provenance:
    """Return the figures in use and the sources behind a recommendation and its insights."""
    return provenance.build(r, tables(), insights.values())
