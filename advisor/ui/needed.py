"""What most pages begin with: the answers' recommendation, or a calm sentence and the way back."""

from __future__ import annotations

import json
from typing import Any

import streamlit as st

from advisor.errors import ProfileError
from advisor.insight.topics import topic
from advisor.profile import BusinessProfile, parse_profile
from advisor.results import Insight, Recommendation
from advisor.ui.components import plain, table_of
from advisor.ui.draft import hold_for_draft
from advisor.ui.finding_parts import captions
from advisor.ui.state import current_answers, profile_or_error, recommendation_for, tables


def _stop(title: str, sentence: str, button: str, *, refused: bool = False) -> None:
    st.title(title)
    (st.warning if refused else st.info)(sentence, icon=":material/info:")
    if st.button(button, type="primary"):
        st.switch_page("pages/questionnaire.py")
    st.stop()


def recommendation_shown() -> Recommendation:
    """Return the recommendation of complete answers, telling a reader what takes the time.

    Raises ``ProfileError`` if an answer is not allowed.
    """
    with st.spinner(
        "Choosing among all mixes, in 200 simulations: a second or two …", show_time=True
    ):
        return recommendation_for(current_answers())


def recommendation_or_stop(title: str) -> tuple[BusinessProfile, Recommendation]:
    """Return the profile of the session and its recommendation; otherwise end the page.

    `title`: shown when the page ends here: answers are missing or not allowed.  From the cache
    where the answers did not change.
    """
    hold_for_draft(title)
    profile, error = profile_or_error()
    if error is not None:
        _stop(title, plain(str(error)), "Back to the answers", refused=True)
    if profile is None:
        _stop(title, "Six answers are needed first. It takes about two minutes.", "Answer them")
    try:
        found = recommendation_shown()
    except ProfileError as refused:
        _stop(title, plain(str(refused)), "Back to the answers", refused=True)
    assert profile is not None  # the page has ended otherwise
    return profile, found


@st.cache_data(max_entries=200, show_spinner=False)
def _insight(verb: str, text: str) -> Insight:
    answers = json.loads(text)
    return topic(verb).build(recommendation_for(answers), parse_profile(answers), tables())


def insight_for(verb: str, answers: dict[str, Any]) -> Any:
    """Return the insight of a topic, by its verb, for complete answers; cached.

    Raises ``ProfileError`` if an answer is not allowed.
    """
    with st.spinner(f"{topic(verb).waiting} …", show_time=True):
        return _insight(verb, json.dumps(answers, sort_keys=True))


def show_findings(insight: Insight, *, skip: tuple[str, ...] = ()) -> None:
    """Show findings as titles, sentences, tables and notes, but those whose code is in `skip`."""
    for finding in insight.findings:
        if finding.code in skip:
            continue
        st.markdown(f"**{plain(finding.title)}**")
        for sentence in finding.sentences:
            st.markdown(plain(sentence))
        if finding.rows:
            table_of(finding.header, finding.rows)
        captions(finding)
