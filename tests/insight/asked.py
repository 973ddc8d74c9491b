"""What a topic finds for a business, worked out once for every test that asks for it."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from advisor.evidence import load_tables
from advisor.insight.topics import TOPICS
from advisor.profile import parse_profile
from advisor.recommend import recommend
from advisor.results import Recommendation


@cache
def _answer(written: str) -> Recommendation:
    return recommend(parse_profile(json.loads(written)), n_draws=64, worlds=0)


@cache
def _found(verb: str, written: str) -> Any:
    topic = next(topic for topic in TOPICS if topic.verb == verb)
    return topic.build(_answer(written), parse_profile(json.loads(written)), load_tables())


def answer(answers: dict[str, Any]) -> Recommendation:
    """Return the recommendation of 64 draws without simulations."""
    return _answer(json.dumps(answers, sort_keys=True))


def found(verb: str, answers: dict[str, Any]) -> Any:
    """Return what the topic of a verb makes of it."""
    return _found(verb, json.dumps(answers, sort_keys=True))
