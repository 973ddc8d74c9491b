"""The page "Which one fits you": the ways at once; what tips the call when asked."""

import json
from functools import partial

import streamlit as st

from advisor.explain.names import OUTCOMES
from advisor.insight.strategies.compute import compared, tipping_of
from advisor.insight.strategies.gist import strategies_gist
from advisor.insight.strategies.result import StrategiesResult, distinct
from advisor.insight.strategies.tips import Tipping
from advisor.output.strategies_charts import ranged, strip_chart, ways_chart
from advisor.profile import BusinessProfile
from advisor.results import Recommendation
from advisor.ui.components import keys_of, on_request, plain, show, table_of
from advisor.ui.finding_parts import captions, show_gist, show_parts, table_in
from advisor.ui.needed import insight_for
from advisor.ui.state import current_answers, own_word, tables


@st.cache_data(max_entries=200, show_spinner=False)
def _compared(text: str, _r: Recommendation, _tipping: Tipping) -> StrategiesResult:  # noqa: ARG001
    return compared(_r, _tipping, tables())


def show_page(profile: BusinessProfile, r: Recommendation) -> None:
    """Show the ways, and the rest on request; where no way is worth it, what would change that."""
    text = json.dumps(current_answers(), sort_keys=True)
    tipping = tipping_of(r, profile, tables())
    result = _compared(text, r, tipping)
    show_gist(strategies_gist(result))
    if not r.allocation:
        st.markdown("**What would change it**")
        _show_tips()
        return
    show_parts(
        ("Side by side", "axes", partial(_show_axes, result)),
        ("How it would feel", "feel", partial(_show_feel, own_word(result))),
        ("What could go wrong", "risks", partial(_show_risks, own_word(result))),
        ("Which answers would change this (some seconds)", "tips", _show_tips),
    )


def _show_axes(result: StrategiesResult) -> None:
    """Show the ranges of the ways as a picture, and what has no range as a table."""
    show(ways_chart(result), key="axes")
    finding, drawn = result.findings[0], ranged(result.findings[0])
    rest = tuple(row for row in finding.rows if row not in drawn)
    table_in(finding.model_copy(update={"rows": rest}))


def _show_feel(result: StrategiesResult) -> None:
    """Show how each way would feel; what is the same in several is said once."""
    for part in (0, 2):  # the hours, then what liking makes of them
        ways: dict[str, list[str]] = {}
        for way in distinct(result.ways):
            ways.setdefault(way.feel.partition(". ")[part], []).append(way.name)
        for feel, names in ways.items():
            if feel:
                end = "" if feel.endswith(".") else "."
                who = "" if part and len(ways) == 1 else f"**{plain(', '.join(names))}.** "
                st.markdown(f"{who}{plain(feel + end)}")


def _show_risks(result: StrategiesResult) -> None:
    """Show what could go wrong: what is the same in every way once, then the rest way by way."""
    ways = {w.name: [risk.sentence for risk in w.risks] for w in distinct(result.ways)}
    every = [s for s in next(iter(ways.values())) if all(s in risks for risks in ways.values())]
    parts = {"Whichever way": every} if len(ways) > 1 and every else {}
    known = set(every) if parts else set()
    parts |= {name: [s for s in risks if s not in known] for name, risks in ways.items()}
    for name, risks in parts.items():
        if risks:
            st.markdown(f"**{plain(name)}**")
            st.markdown("\n".join(f"- {plain(sentence)}" for sentence in risks))
    if not any(parts.values()):
        st.markdown("Nothing stands out.")


def _show_tips() -> None:
    """Show which answers would tip the call, each moved alone, and which would not."""
    result: StrategiesResult = insight_for("strategies", current_answers())
    finding = result.findings[-1]
    st.markdown(plain(finding.title))
    table_in(finding)
    captions(finding)
    for strip, key in zip(result.strips, keys_of(s.field for s in result.strips), strict=True):
        if len({s.call for s in strip.stretches if s.call and s.high > s.low}) > 1:
            show(strip_chart(strip), key=f"strip_{key}")
    if result.untipped:
        label = f"{len(result.untipped)} answers with no effect on which one fits"
        if rest := on_request(label, "untipped"):
            with rest:
                rows = [(t.answer, t.tried_text) for t in result.untipped]
                table_of(("Answer", "Tried"), rows)
                st.markdown(plain(f"The advice stays: {OUTCOMES[result.call]}."))
