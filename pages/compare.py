"""Compare: two to four scenarios of the open client side by side."""

from __future__ import annotations

import streamlit as st

from advisor.ui.compare_view import (
    chosen_scenarios,
    comparison_of,
    offer_along,
    results_of,
    show_changes,
    show_comparison,
)
from advisor.ui.diary_view import decide_form
from advisor.ui.guard import require_app
from advisor.ui.workspace import notice_seen, open_client, show_notice

require_app("compare")

st.title("Scenarios side by side")
client = open_client()
if client is None:
    st.info("Open a client first: scenarios belong to clients.", icon=":material/info:")
    if st.button("To the clients", type="primary"):
        st.switch_page("pages/clients.py")
    st.stop()
show_notice()
scenarios = chosen_scenarios(client)
today = results_of(scenarios)
show_changes(scenarios, today)
show_comparison(comparison_of(scenarios))
offer_along()
st.header("Decide")
decide_form(client, scenarios, "compare")
back, forward = st.columns(2)
if back.button("Back to the client", width="stretch"):
    st.switch_page("pages/clients.py")
if forward.button("Take it along: slides, document, calendar", width="stretch"):
    st.switch_page("pages/export.py")
notice_seen()
