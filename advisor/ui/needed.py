"""What most pages begin with: the answers' recommendation, or a calm sentence and the way back."""

import json
from collections.abc import Callable, Collection
from typing import Any

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from advisor.errors import ProfileError
from advisor.insight import provenance, topics
from advisor.insight.topics import topic
from advisor.profile import BusinessProfile, parse_profile
from advisor.results import Insight, Recommendation
from advisor.results.provenance import Provenance
from advisor.ui.ahead import Ahead
from advisor.ui.components import plain
from advisor.ui.draft import hold_for_draft
from advisor.ui.finding_parts import show_finding
from advisor.ui.guard import require_app
from advisor.ui.navigation import BY_NAME, show_way_on
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
    with (
        AHEAD.first(),
        st.spinner(
            "Choosing among all mixes, in 200 simulations: a second or two …", show_time=True
        ),
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
        _stop(title, "Seven answers are needed first. It takes about two minutes.", "Answer them")
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
    with AHEAD.first(), st.spinner(f"{topic(verb).waiting} …", show_time=True):
        return _insight(verb, json.dumps(answers, sort_keys=True))


AHEAD = Ahead(lambda verb, text: _insight(verb, text))
_AHEAD = ("sensitivity", "strategies", "manager", "capacity", "platforms", "adverts")  # slow ones
_WISHED = "_ahead"  # the answers whose topics this session has asked for already


def work_ahead(answers: dict[str, Any]) -> None:
    """Let the slow topics of answers that are on screen be worked out while they are read."""
    ctx, text = get_script_run_ctx(), json.dumps(answers, sort_keys=True)
    new = st.session_state.get(_WISHED) != text
    if ctx and new and AHEAD.wish(ctx.session_id, text, _AHEAD):
        st.session_state[_WISHED] = text


def show_findings(insight: Insight, *, skip: tuple[str, ...] = ()) -> None:
    """Show findings, but those whose code is in `skip`."""
    for finding in insight.findings:
        if finding.code not in skip:
            show_finding(insight, finding.code)


def all_insights(
    answers: dict[str, Any], step: Callable[[str], None], wanted: Collection[str]
) -> dict[str, Insight]:
    """Return the insights of complete answers in the order of the topics.

    Cached like every other.  `step`: called with each verb before it is worked out.  `wanted`:
    verbs.
    """
    found = {}
    for one in topics.TOPICS:
        if one.verb in wanted:
            step(one.verb)
            found[one.verb] = insight_for(one.verb, answers)
    return found


def sources_behind(r: Recommendation, insights: dict[str, Insight]) -> Provenance:
    """Return the figures in use and the sources behind a recommendation and its insights."""
    return provenance.build(r, tables(), insights.values())


def topic_page(verb: str, show: Callable[[Recommendation, Any], None]) -> None:
    """Show the page of a topic, by its verb; it ends early while answers are missing."""
    page = topic(verb).page
    require_app(page)
    _, r = recommendation_or_stop(BY_NAME[page].title)
    show(r, insight_for(verb, current_answers()))
    show_way_on(page)
