"""For the business on screen: where its customers come from, and how each channel was judged."""

from __future__ import annotations

import json

import streamlit as st

from advisor.explain.names import SOURCES
from advisor.explain.wording import percent, range_text, two_figures
from advisor.output.source_charts import judged_chart
from advisor.profile import parse_profile
from advisor.recommend import ledger
from advisor.results import LedgerPage
from advisor.ui.components import draw, on_request, plain, table_of
from advisor.ui.questions import currency
from advisor.ui.state import DRAWS, current_answers, tables


@st.cache_data(max_entries=50, show_spinner=False)
def _ledger(text: str) -> LedgerPage:
    return ledger(parse_profile(json.loads(text)), seed=0, n_draws=DRAWS)


def show_ledger() -> None:
    """Show sources and channels of the answers on screen, which are complete."""
    with st.spinner("Judging every channel …"):
        page = _ledger(json.dumps(current_answers(), sort_keys=True))
    _show_sources(page)
    _show_channels(page)


def _show_sources(page: LedgerPage) -> None:
    st.markdown(
        f"**Today: {plain(range_text(page.total_today.times(12)))} new customers a year.** What "
        "you counted yourself moves the shares of the trade; the more you counted, the further."
    )
    table_of(
        ("How they come", "In the trade", "You counted", "Taken", "A year today"),
        [
            (
                SOURCES[one.source], percent(one.trade_share),
                str(one.own_count) if one.own_count else "–", percent(one.share),
                two_figures(12 * one.today.p50),
            )
            for one in page.sources
        ],
    )  # fmt: skip


def _show_channels(page: LedgerPage) -> None:
    st.subheader("How each channel was judged")
    st.markdown(
        "New customers a year at usual effort, once it works fully. **Counted**: what surveys of "
        "the trade say firms owe to it. **Worked out**: from effort, people reached and closing "
        "rates. **Taken**: the two pooled, nearer to the one that is surer."
    )
    known = tables()
    names = {channel.channel: channel.name for channel in known.channels.values()}
    picture = judged_chart(page, names, currency() or "")
    st.markdown(f"**{plain(picture.title)}.**")
    draw(picture, key="judged")
    sources = {c.channel: SOURCES.get(c.source, "–") for c in page.channels}
    ranked = sorted(page.channels, key=lambda c: (-c.pooled.p50, c.channel))
    rows = [
        {**dict(zip(picture.header, row, strict=True)), "Feeds": sources[channel.channel]}
        for channel, row in zip(ranked, picture.rows, strict=True)
    ]
    st.dataframe(
        rows, width="stretch", hide_index=True, height=420, key="judged_table",
        column_order=("Channel", "Taken", "Counted", "Worked out", "Weight of the count, %",
                      "Hours a week", picture.header[2], "Feeds", "Facts"),
        column_config={"Channel": st.column_config.TextColumn(width=180, pinned=True)},
        alt="Every open channel with what was counted, worked out and taken, and its facts",
    )  # fmt: skip
    facts = sorted({fact for channel in page.channels for fact in channel.facts})
    if box := on_request("The facts behind these counts", "judged_facts"):
        lines = [_of_fact(one) for one in facts if one in known.facts]
        box.markdown("\n".join(lines) or "None: all of it is our judgement.")


def _of_fact(fact_id: str) -> str:
    """Return a fact as a line: its id with the way to its source, what it says, its grade."""
    known = tables()
    fact = known.facts[fact_id]
    source = known.sources.get(fact.source_id)
    linked = source is not None and source.url.startswith("http")
    name = f"[{fact_id}]({source.url})" if source is not None and linked else fact_id
    what = ", ".join(part.replace("_", " ") for part in (fact.parameter, fact.segment) if part)
    unit = "" if fact.unit == "share" else f" {fact.unit.replace('_', ' ')}"
    where = " ".join(part for part in (fact.country, fact.year) if part)
    return f"- {name}: {plain(f'{what}: {two_figures(fact.value)}{unit} ({where}; {fact.grade})')}"
