"""A real server after many visitors: what they leave behind is bounded."""

from __future__ import annotations

from advisor.ui.headers import MOST_LEFT
from benchmarks.visitors import left_behind

DESCRIPTORS_A_SESSION = 3  # of the loop that Streamlit makes for each


def test_visitors_who_have_left_keep_no_descriptors_beyond_a_bound() -> None:
    # The first look at the list waits for what the browser has stored.
    (_, before), (_, after) = left_behind((0, MOST_LEFT + 8), ("clients", "clients"))
    room = 4  # a connection or a file of the moment
    assert after.descriptors - before.descriptors <= DESCRIPTORS_A_SESSION * MOST_LEFT + room
    # One pool for all of them: the file, its log and the log's index, and the file to look at.
    assert 1 <= after.of_workspace <= 4
    # Where others write in the folder a watcher keeps a core busy and the open pages drawing.
    assert after.of_watching == 0
