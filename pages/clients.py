"""Clients: the consultant's list, and one client with answers, scenarios, decisions, dates."""

from __future__ import annotations

import streamlit as st

from advisor.ui.again_view import show_batch
from advisor.ui.client_view import show_edit, show_head, show_lifecycle
from advisor.ui.client_work import show_answers
from advisor.ui.clients_view import show_aside, show_files, show_list, show_me, show_new
from advisor.ui.diary_view import show_counts, show_decisions, show_reviews
from advisor.ui.draft import hold_for_draft
from advisor.ui.guard import require_app
from advisor.ui.scenarios_view import show_scenarios
from advisor.ui.workspace import notice_seen, open_client, show_notice

require_app("clients")

client = open_client()
if client is None:
    hold_for_draft("Clients")
    st.title("Clients")
    show_notice()
    show_aside()
    show_list()
    show_batch()
    show_new()
    show_me()
    show_files()
else:
    show_head(client)
    show_notice()
    show_aside()
    show_edit(client)
    show_answers(client)
    show_scenarios(client)
    show_decisions(client)
    show_reviews(client)
    show_counts(client)
    show_lifecycle(client)
back, forward = st.columns(2)
if back.button("To the start", width="stretch"):
    st.switch_page("pages/start.py")
if forward.button("To the strategy on screen", width="stretch"):
    st.switch_page("pages/strategy.py")
notice_seen()
