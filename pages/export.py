"""Export: the whole answer as slides, document, workbook, report, calendar or data."""

from __future__ import annotations

import streamlit as st

from advisor.ui.along import offer_decided
from advisor.ui.client_look import look_of
from advisor.ui.export_view import ask_format, ask_look, make
from advisor.ui.guard import require_app
from advisor.ui.needed import recommendation_or_stop
from advisor.ui.state import current_answers

require_app("export")

_, r = recommendation_or_stop("Export")
st.title("Take it with you")
st.markdown(
    "Every file is made here, of the same answer, with sources, grades, date and versions. "
    "Nothing is sent anywhere."
)
offer_decided()
chosen = ask_format()
look = look_of(r)
make(look.answer, current_answers(), chosen, ask_look(look, chosen))
st.divider()
back, forward = st.columns(2)
if back.button("Back to your strategy", width="stretch"):
    st.switch_page("pages/strategy.py")
if forward.button("Present it", width="stretch"):
    st.switch_page("pages/present.py")
