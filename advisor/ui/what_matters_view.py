"""What would move an answer: answers, figures, what changes the choice, the rule of thumb."""

from __future__ import annotations

import streamlit as st

from advisor.explain.wording import percent
from advisor.insight.sensitivity.result import PolicyView, SensitivityResult
from advisor.output.sensitivity_charts import tornado_chart
from advisor.results import Recommendation
from advisor.ui.components import on_request, plain, show, table_of
from advisor.ui.finding_parts import captions, finding_of


def show_answers(r: Recommendation, result: SensitivityResult) -> None:
    """Show how far each answer moves the outcome, and which change the choice."""
    st.subheader("Your answers")
    _tornado(r, result, "answers")
    _choice(result, "choice")


def show_figures(r: Recommendation, result: SensitivityResult) -> None:
    """Show how far the uncertain figures move the outcome, and which change the choice."""
    st.subheader("Our uncertain figures")
    _tornado(r, result, "figures")
    _choice(result, "figures_choice")


def _tornado(r: Recommendation, result: SensitivityResult, which: str) -> None:
    finding = finding_of(result, f"{which}_outcome")
    if finding is None:
        return
    moved = (
        result.answers
        if which == "answers"
        else tuple(m for m in result.figures if m.kind == "figure")
    )
    if not moved:
        st.markdown(plain(finding.title))
        return
    show(tornado_chart(moved, result.net_contribution, finding.title, r.currency), key=which)
    for sentence in finding.sentences:
        st.markdown(plain(sentence))
    captions(finding)


def _choice(result: SensitivityResult, code: str) -> None:
    finding = finding_of(result, code)
    if finding is None:
        return
    st.markdown(f"**{plain(finding.title)}**")
    if finding.rows:
        table_of(finding.header, finding.rows)
    if finding.sentences:
        st.markdown("\n".join(f"- {plain(sentence)}" for sentence in finding.sentences))


def show_policies(result: SensitivityResult) -> None:
    """Show the rules of thumb that hold on unseen businesses, with how well they hold."""
    for k, policy in enumerate(result.policies):
        _policy(result, policy, k)


def _policy(result: SensitivityResult, policy: PolicyView, place: int) -> None:
    finding = finding_of(result, f"policy_{policy.target}")
    if finding is not None:
        st.markdown(f"**{plain(finding.title)}**")
        for sentence in finding.sentences:
            st.markdown(plain(sentence))
    st.markdown("\n".join(f"1. {plain(rule.sentence)}" for rule in policy.path))
    table_of(
        ("Right on unseen businesses", "Share"),
        [
            ("This tree", percent(policy.accuracy)),
            ("Always the commonest answer", percent(policy.baseline_accuracy)),
        ],
    )
    if whole := on_request("The whole tree", f"tree_{place}"):
        with whole:
            st.code("\n".join(policy.lines), language=None, wrap_lines=True)
    captions(finding)
