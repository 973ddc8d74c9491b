"""What follows from an answer: topics asked for anew, a first deck, the next screen of Present."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

from advisor.evidence import load_tables
from advisor.insight import provenance
from advisor.insight.topics import topic
from advisor.output.export import export
from advisor.output.export.compose import topics_in
from advisor.profile import BusinessProfile
from advisor.recommend import recommend
from benchmarks.timing import milliseconds

_ROOT = Path(__file__).resolve().parents[1]


def topic_seconds(profile: BusinessProfile, verb: str) -> float:
    """Return the median time of a topic in a warm process."""
    tables = load_tables()
    answer = recommend(profile, tables=tables)
    return milliseconds(lambda: topic(verb).build(answer, profile, tables), 3) / 1000


def first_deck_seconds(profile: BusinessProfile) -> float:
    """Return the time of a deck of an answer none of whose topics was worked out before."""
    tables = load_tables()
    answer = recommend(profile, tables=tables)
    start = time.perf_counter()
    held = {v: topic(v).build(answer, profile, tables) for v in topics_in(answer, "pptx")}
    behind = provenance.build(answer, tables, held.values())
    export(answer, held, "pptx", evidence=behind, profile=profile)
    return time.perf_counter() - start


_NEXT = """
import json, sys, time
from streamlit.testing.v1 import AppTest
from advisor.ui.needed import AHEAD
at = AppTest.from_file("app.py", default_timeout=60)
at.session_state["_draft_loaded"] = True
at.session_state["answers"] = json.loads(sys.argv[1])
at.run()
at.switch_page("pages/present.py").run()
assert AHEAD.done(60)
taken = []
while not at.button(key="present_next").disabled:
    start = time.perf_counter()
    at.button(key="present_next").click().run()
    taken.append(1000 * (time.perf_counter() - start))
    assert not at.exception, at.exception
print(max(taken[1:]))
"""


def next_milliseconds(profile: BusinessProfile) -> float:
    """Return the longest "Next" of Present once the topics were worked out meanwhile."""
    told = subprocess.run(
        [sys.executable, "-c", _NEXT, json.dumps(profile.answers())],
        cwd=_ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return float(told.stdout.split()[-1])
