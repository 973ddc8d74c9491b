"""Your strategy: the headline, the mix, what to expect, why, the other ways, how sure."""

from __future__ import annotations

import streamlit as st

from advisor.errors import ProfileError
from advisor.ui.guard import require_app
from advisor.ui.state import current_answers, current_profile, recommendation_for
from advisor.ui.strategy_view import (
    show_assumptions,
    show_certainty,
    show_channels,
    show_expectation,
    show_headline,
    show_keeping,
    show_mix,
    show_nothing,
    show_others,
    show_why,
)

require_app("strategy")

if current_profile() is None:
    st.title("Your strategy")
    st.info("Six answers are needed first. It takes about two minutes.")
    if st.button("Answer them", type="primary"):
        st.switch_page("pages/questionnaire.py")
    st.stop()

try:
    with st.spinner("Choosing among all mixes, in 200 possible worlds …"):
        r = recommendation_for(current_answers())
except ProfileError as error:
    st.title("Your strategy")
    st.warning(str(error), icon=":material/info:")
    if st.button("Back to the answers", type="primary"):
        st.switch_page("pages/questionnaire.py")
    st.stop()

show_headline(r)
if r.allocation:
    show_mix(r)
    show_expectation(r)
    show_why(r)
else:
    show_nothing(r)
show_others(r)
show_certainty(r)
show_assumptions(r)
show_channels(r)
show_keeping(r)
back, forward = st.columns(2)
if back.button("Back to my answers", width="stretch"):
    st.switch_page("pages/questionnaire.py")
if forward.button("How this is worked out", width="stretch"):
    st.switch_page("pages/method.py")
