"""Streamlit for the journeys: few draws and nothing ahead, as the tests of the pages have it.

A server works the slow topics out while an answer is read: ten seconds of a core for each answer
and again after each restart. The tour alone has the app as it is (`whole`).
"""

from __future__ import annotations

from streamlit.web.cli import main

from advisor.ui import state
from advisor.ui.ahead import Ahead

FEW_DRAWS, FEW_WORLDS = 64, 16

if __name__ == "__main__":
    state.DRAWS, state.WORLDS = FEW_DRAWS, FEW_WORLDS  # before a page takes them from there
    Ahead.wish = lambda *_: False  # type: ignore[method-assign]
    main()
