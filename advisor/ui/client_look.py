"""The client's name, logo and colour, where the clients page has set them in the session."""

from __future__ import annotations

import re

import streamlit as st

from advisor.errors import AdvisorError
from advisor.output.export.compose import ACCENT
from advisor.results import Recommendation
from advisor.results.logo import checked_logo

NAME, LOGO, COLOUR = "client_name", "client_logo", "client_accent"


def client_name(r: Recommendation) -> str:
    """Return the client's name, else the one in the answers; may be empty."""
    found = st.session_state.get(NAME)
    return found if isinstance(found, str) and found.strip() else r.name


def client_accent() -> str:
    """Return the client's colour, the house's own where none is set or it is none."""
    found = st.session_state.get(COLOUR)
    usable = isinstance(found, str) and re.fullmatch(r"#[0-9a-fA-F]{6}", found)
    return found if isinstance(found, str) and usable else ACCENT


def client_logo() -> bytes | None:
    """Return the client's logo as a checked PNG; None where there is none that can be used."""
    found = st.session_state.get(LOGO)
    try:
        return checked_logo(found).png if isinstance(found, bytes) else None
    except AdvisorError:
        return None
