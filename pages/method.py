"""What matters, Checks and Method were three pages: their addresses lead to the one they are."""

from __future__ import annotations

import streamlit as st

from advisor.ui.guard import require_app

require_app("how_sure")
st.switch_page("pages/how_sure.py", query_params=st.query_params.to_dict())
