"""How what a client gets looks: name, logo, colours of the open client, and who advises.

All of it is read from the workspace each time; nothing of it is asked again or kept in the session.
"""

import re
from typing import NamedTuple

import streamlit as st

from advisor.errors import AdvisorError
from advisor.output.export.compose import ACCENT
from advisor.results import Recommendation
from advisor.results.logo import checked_logo
from advisor.ui.components import plain
from advisor.ui.session_owner import AS_KEPT, OWN, owner
from advisor.ui.state import current_answers


class Look(NamedTuple):
    """What stands on what is handed over: the answer in the client's name, colours, who advises.

    ``logo`` is a clean PNG; texts may be empty.
    """

    answer: Recommendation
    accent: str = ACCENT
    second: str = ""
    logo: bytes | None = None
    consultant: str = ""
    contact: str = ""


def look_of(r: Recommendation) -> Look:
    """Return the open client's look; the house's own where none is open."""
    if owner() == OWN:
        return Look(r)
    # The store is loaded for consultants only.
    from advisor.ui.workspace import open_client, store

    client = open_client()
    if client is None:
        return Look(r)
    who = store().consultant.get()
    accent, second = _colour(client.main_colour), _colour(client.accent_colour)
    named = r.model_copy(update={"name": client.name})
    return Look(named, accent or ACCENT, second, _logo(client.logo), who.name, who.contact)


def _colour(found: str) -> str:
    return found if re.fullmatch(r"#[0-9a-fA-F]{6}", found) else ""


def _logo(found: bytes | None) -> bytes | None:
    try:
        return None if found is None else checked_logo(found).png
    except AdvisorError:
        return None


def show_whose(page: str) -> None:
    """Show whose work is on screen, above every page but the client's own and a talk's screens."""
    if owner() == OWN or page in ("clients", "present"):
        return
    from advisor.ui.workspace import back_to_latest, open_client, scenario_on_screen

    client = open_client()
    if client is None:
        return
    scenario = scenario_on_screen(client)
    with st.container(key="screen_only_whose", horizontal=True, vertical_alignment="center"):
        shown = f":material/folder_shared: **{plain(client.name)}**"
        if scenario is None:
            st.markdown(shown)
            return
        changed = current_answers() != st.session_state.get(AS_KEPT)
        since = ", changed since and not saved" if changed else ""
        st.markdown(
            f"{shown} · on screen: the scenario “{plain(scenario.name)}”{since}. It is a "
            "variation: the latest answers stay as they are."
        )
        st.button("Back to the latest answers", key="to_latest", icon=":material/undo:",
                  type="tertiary", on_click=back_to_latest)  # fmt: skip
