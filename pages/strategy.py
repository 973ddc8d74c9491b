"""Your strategy: the headline, the mix, what to expect, why, the other ways, how sure."""

from __future__ import annotations

import streamlit as st

from advisor import ProfileError
from advisor.ui.assumption_view import show_assumptions
from advisor.ui.channel_view import show_channels
from advisor.ui.components import plain
from advisor.ui.guard import require_app
from advisor.ui.page_style import dress_page
from advisor.ui.state import current_answers, profile_or_error, recommendation_for
from advisor.ui.strategy_view import (
    show_certainty,
    show_expectation,
    show_fix_first,
    show_headline,
    show_keeping,
    show_mix,
    show_nothing,
    show_others,
    show_why,
)

require_app("strategy")


def stop_with(sentence: str, button: str, *, refused: bool = False) -> None:
    """Say one calm sentence, offer the way to the questions, and end the page."""
    st.title("Your strategy")
    (st.warning if refused else st.info)(sentence, icon=":material/info:")
    if st.button(button, type="primary"):
        st.switch_page("pages/questionnaire.py")
    st.stop()


profile, error = profile_or_error()
if error is not None:
    stop_with(plain(str(error)), "Back to the answers", refused=True)
if profile is None:
    stop_with("Six answers are needed first. It takes about two minutes.", "Answer them")

try:
    with st.spinner("Choosing among all mixes, in 200 possible worlds …"):
        r = recommendation_for(current_answers())
except ProfileError as refused:
    stop_with(plain(str(refused)), "Back to the answers", refused=True)

dress_page()
show_headline(r)
if r.allocation:
    show_mix(r)
    show_expectation(r)
    show_why(r)
    show_fix_first(r)
else:
    show_nothing(r)
    show_fix_first(r)
show_others(r)
show_certainty(r)
with st.container(key="screen_only"):
    show_assumptions(r)
    show_channels(r)
    show_keeping(r)
    back, forward = st.columns(2)
    if back.button("Back to my answers", width="stretch"):
        st.switch_page("pages/questionnaire.py")
    if forward.button("How this is worked out", width="stretch"):
        st.switch_page("pages/method.py")
