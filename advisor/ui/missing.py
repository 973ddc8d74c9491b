"""What keeps the answers from being enough, in words, and the way from step to step."""

from collections.abc import Sequence

import streamlit as st

from advisor.ui.forms import place_meant
from advisor.ui.state import missing, profile_or_error, question_of


def still_open() -> list[str]:
    """Return the required questions still open; a town is open until its place is known."""
    found = missing()
    if "town" not in found and place_meant() is None:
        found.append("town")
    return found


def named_questions(names: Sequence[str]) -> str:
    """Return questions as parts of a sentence."""
    asked = (question_of(name).rstrip("?") for name in names)
    return "; ".join(text[0].lower() + text[1:] for text in asked)


def say_refused() -> None:
    """Say calmly which answer is not allowed, if one is."""
    error = profile_or_error()[1]
    if error is not None:
        st.warning(
            f"{question_of(error.field)} Allowed: {error.allowed}. {error.hint}",
            icon=":material/info:",
        )


def say_missing() -> bool:
    """Say what is still missing or not allowed; return whether anything is."""
    found = still_open()
    if found:
        st.warning(
            f"Before the answer can be worked out: {named_questions(found)}?",
            icon=":material/info:",
        )
        return True
    say_refused()
    return profile_or_error()[1] is not None


def move(place: str, step: int) -> None:
    """Go to another step of the questions, counted from 0, and draw it."""
    st.session_state[place] = step
    st.rerun()
