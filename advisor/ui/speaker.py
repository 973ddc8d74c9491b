"""What only the speaker has: a clicker's keys, and the notes in a window of their own."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import streamlit as st

_LABEL = "Speaker's window"
_HELP = "Opens the notes in a window of their own: leave it on your screen, show this one."
_STYLE = """.notes { font: inherit; color: inherit; background: none; cursor: pointer;
  border: 1px solid rgba(127, 140, 139, .5); border-radius: .5rem; padding: .45rem .75rem;
  white-space: nowrap; }"""


@st.cache_resource
def _component() -> Any:
    script = Path(__file__).with_name("speaker.js").read_text(encoding="utf-8")
    return st.components.v2.component("advisor_speaker", js=script, css=_STYLE)


def speaker(at: str, title: str, notes: Sequence[str], following: str) -> None:
    """Listen to a clicker, fit the screen, and tell the speaker's window what to say.

    Parameters
    ----------
    at : str
        Where the talk stands.
    following : str
        What comes next; empty at the end.
    """
    _component()(
        key="present_speaker", height="content",
        data={"label": _LABEL, "help": _HELP, "at": at, "title": title, "notes": list(notes),
              "next": following},
    )  # fmt: skip
