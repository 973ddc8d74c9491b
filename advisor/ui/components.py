"""Pieces the pages share: a chart with its table, reasons, sources of a channel, assumptions."""

from __future__ import annotations

import re
from collections.abc import Iterable

import streamlit as st

from advisor.output.charts import Chart
from advisor.results import Assumption, Reason, Recommendation
from advisor.ui.forms import ask
from advisor.ui.state import tables
from advisor.ui.words import GRADES, field_words

_CHANGEABLE = (
    "sells_to", "sold_online", "visual", "considered_purchase", "average_sale",
    "purchases_per_year", "gross_margin", "active_customers", "customers_come_from_miles",
    "people_nearby", "target_share", "capacity_new_customers_per_month",
    "customers_wanted_per_month", "people_wanted_per_month", "value_of_owner_hour",
    "months_to_goal", "manager", "already.website", "weights.customers", "weights.reach",
    "weights.bonds", "personality.meeting_people", "personality.belonging",
    "personality.writing", "personality.on_camera",
)  # fmt: skip
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~$:])")


def plain(text: str) -> str:
    """Escape what a person typed, so that it never becomes markup."""
    return _MARKDOWN.sub(r"\\\1", text)


def show(chart: Chart, key: str) -> None:
    """Show a chart, its alternative text for those who cannot see it, and its table."""
    st.plotly_chart(
        chart.figure, key=key, width="stretch", alt=chart.alt,
        config={"displayModeBar": False, "responsive": True},
    )  # fmt: skip
    with st.expander("The same as a table"):
        st.table([dict(zip(chart.header, row, strict=True)) for row in chart.rows])


def reason_list(reasons: Iterable[Reason]) -> None:
    """Show reasons as a list of sentences."""
    st.markdown("\n".join(f"- {reason.sentence}" for reason in reasons))


def sources_of(channel: str) -> None:
    """Show the figures in use for a channel with their ranges, grades and sources."""
    known = tables()
    rows = [p for p in known.priors.values() if p.channel == channel]
    for prior in sorted(rows, key=lambda p: p.prior_id):
        st.markdown(
            f"**{field_words(prior.quantity)}**: {prior.low:g} to {prior.high:g}, middle "
            f"{prior.best:g} ({prior.unit.replace('_', ' ')}), {GRADES[prior.grade]}. "
            f"{prior.reasoning}"
        )
        for fact_id in prior.fact_ids:
            fact = known.facts.get(fact_id)
            source = known.sources.get(fact.source_id) if fact else None
            if fact and source:
                link = f"[{plain(source.title)}]({source.url})" if source.url.startswith("http") \
                    else plain(source.title)  # fmt: skip
                st.caption(f"{fact_id}, grade {fact.grade}: {link}")


def assumption_editor(r: Recommendation) -> None:
    """Show every assumed answer; the common ones can be changed in place."""
    editable = [a for a in r.assumptions if a.field in _CHANGEABLE]
    columns = st.columns(2, gap="large")
    for k, assumed in enumerate(editable):
        with columns[k % 2]:
            ask(assumed.field)
            st.caption(f"Assumed: {shown(assumed)}, {assumed.basis}.")


def shown(assumed: Assumption) -> str:
    """Return an assumed value in words."""
    value = assumed.value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:,.4g}"
    return str(value).replace("_", " ")
