"""How sure an answer is: a few sentences first; each part behind them is worked out when opened."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from advisor.errors import ProfileError
from advisor.explain.wording import two_figures
from advisor.insight.checks.result import Checks
from advisor.insight.sensitivity.result import SensitivityResult
from advisor.output.comparisons import evidence_chart
from advisor.report.call import clearness
from advisor.results import Recommendation
from advisor.ui.checks_view import show_checks, show_present
from advisor.ui.components import on_request, plain, show
from advisor.ui.ledger_view import show_ledger
from advisor.ui.method_view import show_model, show_numbers, show_reality
from advisor.ui.needed import insight_for
from advisor.ui.state import current_answers
from advisor.ui.what_matters_view import show_answers, show_figures, show_policies
from advisor.ui.words import STRATEGIES

_MOST_NAMED = 3
_ASKED = "_moves_asked"  # of which answers, as a digest: what would move them was asked for


def show_unanswered(refused: ProfileError | None) -> None:
    """Say what is missing or refused, and lead to the questions."""
    if refused is not None:
        st.warning(plain(str(refused)), icon=":material/info:")
    else:
        st.markdown("With six answers this page says how sure **your** answer is. Until then it "
                    "explains how any answer is worked out.")  # fmt: skip
    label = "Answer the six questions" if refused is None else "Back to the answers"
    if st.button(label, type="primary", width="stretch"):
        st.switch_page("pages/questionnaire.py")


def show_sure(r: Recommendation) -> None:
    """Show how sure the answer is in four points, and offer what stands behind each."""
    place = st.empty()
    checks: Checks = insight_for("checks", current_answers())
    call = r.strategy.call if len(r.strategy.alike) <= 1 else None
    points = {
        "The advice" if call is None else STRATEGIES[call]: _call(r),
        "The figures": _judgement(r),
        "The checks": _checks(checks),
        "Your answers": "“What would move it” names the three that would, in about ten seconds.",
    }
    _list(place, points)
    result = _moves_if_asked(r)
    if result is not None:
        _list(place, {**points, "Your answers": _movers(result)})
    if box := on_request("The checks", "sure_checks"):
        with box:
            show_checks(checks)
            show_present(checks)
    if box := on_request("What it rests on", "sure_evidence"):
        with box:
            if r.evidence:
                show(evidence_chart(r), key="evidence")
            _show_knowledge(r)
    if box := on_request("Where customers come from, channel by channel", "sure_ledger"):
        with box:
            show_ledger()


def _list(place: DeltaGenerator, points: Mapping[str, str]) -> None:
    place.markdown("\n".join(f"- **{w}.** {plain(how)}" for w, how in points.items() if how))


def _call(r: Recommendation) -> str:
    """Say in how many simulations each way is the best; a way that leads is said to already."""
    text = clearness(r)
    shares = r.strategy.shares or {}
    call = r.strategy.call
    if call is None or len(r.strategy.alike) > 1:
        return text
    if max(shares.values(), default=0.0) > shares.get(call, 0.0):
        return text
    others = [
        f"“{STRATEGIES[way.id]}” in {100 * shares.get(way.id, 0.0):.0f} %"
        for way in r.strategy.all
        if way.id != call and shares.get(way.id, 0.0) >= 0.01
    ]
    return f"{text} In the others it is {' and '.join(others)}." if others else text


def _judgement(r: Recommendation) -> str:
    if not r.evidence:
        return ""
    judged = round(100 * r.evidence.get("judgement", 0.0))
    return (
        f"{judged} % of the outcome rests on our judgement, {100 - judged} % on reported or "
        "measured figures."
    )


def _checks(found: Checks) -> str:
    looked_at = [check.label for check in found.checks if check.verdict != "pass"]
    more = len(looked_at) - _MOST_NAMED
    named = "; ".join(looked_at[:_MOST_NAMED]) + (f"; and {more} more" if more > 0 else "")
    return found.findings[0].title + (f" Look at: {named}." if named else "")


def _mark() -> str:
    return hashlib.sha256(json.dumps(current_answers(), sort_keys=True).encode()).hexdigest()


def _moves_if_asked(r: Recommendation) -> SensitivityResult | None:
    """Offer what would move the answer; return it once it was opened for these answers."""
    box = on_request("What would move it", "sure_moves")
    if box is None:
        if st.session_state.get(_ASKED) != _mark():
            return None
        result: SensitivityResult = insight_for("sensitivity", current_answers())
        return result
    st.session_state[_ASKED] = _mark()
    with box:
        result = insight_for("sensitivity", current_answers())
        _show_moves(r, result)
    return result


def _movers(result: SensitivityResult) -> str:
    """Name the three answers that move the outcome most, and say how many change the choice."""
    moved = [one for one in result.answers if one.swing > 0][:_MOST_NAMED]
    named = ", ".join(f"“{one.name}”{' (assumed)' if one.assumed else ''}" for one in moved)
    choice = next((f.title for f in result.findings if f.code == "choice"), "")
    return f"Most depends on {named}. {choice}" if named else choice


def _show_moves(r: Recommendation, result: SensitivityResult) -> None:
    show_answers(r, result)
    if r.allocation:
        show_figures(r, result)
    if result.policies and (box := on_request("The rule of thumb", "sure_policy")):
        with box:
            show_policies(result)


def _show_knowledge(r: Recommendation) -> None:
    if r.perfect_knowledge is not None:
        gain = r.perfect_knowledge.gain.net_contribution
        worth = (
            f"at most about {two_figures(gain)} {r.currency} a month more"
            if gain > 0
            else "nothing more in money"
        )
        st.markdown(
            "**If you could know everything.** Knowing in advance how every uncertain figure turns "
            f"out, you would choose a better mix; it would bring {worth}. No trial or survey "
            "can be worth more than that."
        )
    st.caption(f"Is there a better mix under these figures? {plain(r.optimality.claim)}")


def show_general() -> None:
    """Offer what holds for every answer: the model in words, and every number in use."""
    if box := on_request("How it is worked out", "sure_model"):
        with box:
            show_model()
            show_reality()
    if box := on_request("Every number and its source", "sure_numbers"):
        with box:
            show_numbers()
