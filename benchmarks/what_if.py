"""What a moved slider costs: a look-up with its ranges, and the page's whole script on the server.

The page is run by Streamlit's own test runner, which runs all of it at every move; in a browser
only the fragment runs, so that the figure is an upper bound of the server's time.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from pathlib import Path

from advisor.insight.what_if import OpenBudgets, open_budgets
from advisor.profile import BusinessProfile
from advisor.recommend import recommend
from benchmarks.timing import milliseconds

_ROOT = Path(__file__).resolve().parents[1]


def look_up_milliseconds(profile: BusinessProfile) -> tuple[float, float, float]:
    """Return the median look-up, the opening of all budgets, and one whole recommendation."""
    opening = milliseconds(lambda: open_budgets(profile), 3)
    whole = milliseconds(lambda: recommend(profile, worlds=0), 3)
    budgets = open_budgets(profile)
    return _looks(budgets), opening, whole


def _looks(budgets: OpenBudgets) -> float:
    """Return the median time of looks at pairs that were not looked at before."""
    taken = []
    for k in range(1, 25):
        pair = (budgets.hours * k / 25, budgets.money * (25 - k) / 25)
        start = time.perf_counter()
        budgets.at(*pair)
        taken.append(1000 * (time.perf_counter() - start))
    return statistics.median(taken)


_MOVE = """
import json, statistics, sys, time
from streamlit.testing.v1 import AppTest
answers, view = json.loads(sys.argv[1]), sys.argv[2]
at = AppTest.from_file("app.py", default_timeout=60)
at.session_state["_draft_loaded"] = True
at.session_state["answers"] = answers
at.session_state["what_if_view"] = view
at.run()
at.switch_page("pages/what_if.py").run()
taken = []
for k in range(15):
    slider = next(s for s in at.slider if s.key.endswith("hours_per_week"))
    slider.set_value(float(1 + k % 7) + 0.25 * (k // 7))
    start = time.perf_counter()
    at.run()
    taken.append(1000 * (time.perf_counter() - start))
    assert not at.exception, at.exception
print(statistics.median(taken[2:]))
"""


def slider_milliseconds(profile: BusinessProfile, view: str) -> float:
    """Return the median time of the page's script after a moved slider, charts included."""
    told = subprocess.run(
        [sys.executable, "-c", _MOVE, json.dumps(profile.answers()), view],
        cwd=_ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return float(told.stdout.split()[-1])
