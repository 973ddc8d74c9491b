"""The parts of the page "Which one fits you": ways, how they feel, risks, what tips the call."""

from __future__ import annotations

import streamlit as st

from advisor.explain.strategies_words import WAYS
from advisor.explain.wording import percent
from advisor.output.strategies_charts import feel_chart, strip_chart, ways_chart
from advisor.results import Recommendation
from advisor.results.strategies import StrategiesResult, Way
from advisor.ui.components import keys_of, plain, show, table_of


def show_ways(r: Recommendation, result: StrategiesResult) -> None:
    """Show the ways side by side: what the finding is, the picture, what each is made of."""
    finding = result.findings[0]
    st.markdown(f"**{plain(finding.title)}**")
    ways = ordered(result)
    if not ways:
        st.markdown("What would change that stands below.")
        return
    columns = st.columns(len(ways), gap="medium")
    for column, way in zip(columns, ways, strict=True):
        with column.container(border=True, height="stretch"):
            _show_way(r, result, way)
    for sentence in finding.sentences:
        if any(sentence.startswith(f"“{w.name}” comes") for w in result.ways):
            st.markdown(plain(sentence))
    st.header("On the same axes")
    show(ways_chart(result, r.currency), key="axes")


def ordered(result: StrategiesResult) -> list[Way]:
    """Return the distinct ways that use a channel, the best first."""
    ways = [w for w in result.ways if w.same_as is None and w.channels]
    return sorted(ways, key=lambda w: w.behind_share or 0.0)


def _show_way(r: Recommendation, result: StrategiesResult, way: Way) -> None:
    mark = " (recommended)" if way.id == result.call else ""
    st.markdown(f"**{plain(way.name)}**{mark}")
    if way.share_of_worlds is not None:
        st.markdown(f"The best in {percent(way.share_of_worlds)} of {r.worlds} simulations.")
    if way.behind_share:
        st.markdown(f"Worth {100 * way.behind_share:.2g} % less to you.")
    month = way.payback_month
    back = f"in month {month}" if month else f"not within {r.horizon_months} months"
    st.markdown(f"The money is back {back}.")
    if way.same_work:
        st.markdown("The same work, aimed at another area.")
    else:
        st.markdown("\n".join(f"- {plain(name)}" for name in way.channels))


def show_feel(result: StrategiesResult) -> None:
    """Show how each way would feel."""
    st.header("How it would feel")
    for way in ordered(result):
        st.markdown(f"**{plain(way.name)}.** {plain(way.feel)}")
    show(feel_chart(result), key="feel")


def show_risks(result: StrategiesResult) -> None:
    """Show what could go wrong, way by way."""
    st.header("What could go wrong")
    for way in ordered(result):
        st.markdown(f"**{plain(way.name)}**")
        told = [risk.sentence for risk in way.risks] or ["Nothing stands out."]
        st.markdown("\n".join(f"- {plain(sentence)}" for sentence in told))


def show_tips(result: StrategiesResult) -> None:
    """Show which answers would tip the call, and which would not."""
    finding = result.findings[-1]
    st.header("What would tip the call")
    st.markdown(f"**{plain(finding.title)}**")
    if finding.rows:
        table_of(finding.header, [[_cell(c) for c in row] for row in finding.rows])
    for note in finding.notes:
        st.caption(plain(note))
    for strip, key in zip(result.strips, keys_of(s.field for s in result.strips), strict=True):
        if any(s.call != result.call and s.high > s.low for s in strip.stretches):
            show(strip_chart(strip), key=f"strip_{key}")
    if result.untipped:
        rest = st.expander(
            f"{len(result.untipped)} answers that make no difference to the call",
            key="untipped", on_change="rerun",
        )  # fmt: skip
        if rest.open:
            with rest:
                rows = [(t.answer, t.tried_text) for t in result.untipped]
                table_of(("Answer", "Tried"), rows)
                st.markdown(plain(f"The call stays: {WAYS[result.call]}."))


def _cell(value: str | float | None) -> str | float:
    return "–" if value is None else value
