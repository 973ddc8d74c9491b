"""The checks as cards: what fails and what to look at first, then what passes."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from advisor.insight.checks import words
from advisor.insight.checks.result import Check, Checks, Verdict
from advisor.ui.components import on_request, plain, table_of

_BADGE = {
    "pass": (":material/check_circle:", "green"),
    "review": (":material/visibility:", "orange"),
    "fail": (":material/error:", "red"),
}


def _badge(verdict: Verdict) -> str:
    icon, colour = _BADGE[verdict]
    return f":{colour}-badge[{icon} {words.VERDICTS[verdict]}]"


def _limits(check: Check) -> str:
    """Say where the limits of a check lie, in words."""
    side = "above" if check.above else "below"
    text = f"Review {side} {words.in_unit(check.review_limit, check.unit)}"
    if check.fail_limit is not None:
        text += f", failure {side} {words.in_unit(check.fail_limit, check.unit)}"
    return f"{text}. {check.why}"


def _card(check: Check) -> None:
    with st.container(border=True):
        st.markdown(f"{_badge(check.verdict)} **{plain(check.label)}**")
        st.markdown(plain(check.sentence))
        st.markdown(f"**What to do:** {plain(check.advice)}")
        st.caption(plain(_limits(check)))


def show_checks(found: Checks) -> None:
    """Show the verdict of the whole, a card for each check that does not pass, and the rest."""
    st.markdown(f"**{plain(found.findings[0].title)}**")
    if not found.checks:
        st.markdown("Give the plan a few hours or some money, and it will be checked here.")
        return
    for check in found.checks:
        if check.verdict != "pass":
            _card(check)
    passed = [check for check in found.checks if check.verdict == "pass"]
    if passed:
        st.markdown("**What passes**")
        st.markdown(
            "\n".join(
                f"- {_badge('pass')} **{plain(c.label)}.** {plain(c.sentence)}" for c in passed
            )
        )
    if box := on_request("All figures and limits as a table", "check_table"):
        with box:
            rows = [[cell or "–" for cell in row] for row in found.findings[0].rows]
            table_of(found.findings[0].header, rows)
            st.caption(words.LIMITS)


def show_present(found: Checks) -> None:
    """Show what the owner does now by the same checks; without it, say where to enter it."""
    st.subheader("Beside what you do now")
    if not found.present:
        st.markdown(
            "Say what you do today in the last step of the full questionnaire, and it is checked "
            "here beside the plan."
        )
        return
    title = next(f.title for f in found.findings if f.code == "present_mix")
    st.markdown(f"**{plain(title)}**")
    st.markdown("\n".join(_side_by_side(found.checks, found.present)))
    st.caption(words.PRESENT_NOTE)


def _side_by_side(plan: Sequence[Check], present: Sequence[Check]) -> list[str]:
    of_plan = {check.code: check.verdict for check in plan}
    lines = [
        f"| {words.BOTH_HEADER[0]} | {words.BOTH_HEADER[2]} | {words.BOTH_HEADER[1]} |",
        "|---|---|---|",
    ]
    for check in present:
        other = of_plan.get(check.code)
        why = "" if check.verdict == "pass" else f" {plain(check.sentence)}"
        lines.append(
            f"| {plain(check.label)} | {_badge(check.verdict)}{why} | "
            f"{_badge(other) if other else '–'} |"
        )
    return lines
