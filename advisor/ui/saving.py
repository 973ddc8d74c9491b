"""On the strategy page: save what is on screen as a scenario of the open client.

Nothing is shown, loaded or opened while no client is open in this session.
"""

from __future__ import annotations

import streamlit as st

from advisor.ui.session_owner import OWN, owner


def offer_saving() -> None:
    """Offer the open client's name and a button; nothing without an open client."""
    if owner() == OWN:
        return
    # The store is loaded for consultants only.
    from advisor.ui.scenarios_view import save_form
    from advisor.ui.workspace import notice_seen, open_client, show_notice

    client = open_client()
    if client is not None:
        show_notice()
        save_form(client, "save_from_strategy")
        if st.button("Back to the client", key="to_client", icon=":material/folder_shared:"):
            st.switch_page("pages/clients.py")
        notice_seen()
