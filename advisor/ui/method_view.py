"""The method page: the model in plain words, its checks, every number with grade and source."""

from __future__ import annotations

import streamlit as st

from advisor.ui.state import tables
from advisor.ui.words import GRADES, field_words

_MODEL = """
1. **Your business.** Your answers, and for what you left out the usual figures of your trade,
   country and town; each filled answer is named and can be changed.
2. **Each channel, each level of effort.** How many people it reaches near you and further away,
   how many of them take it in, how many enquire, how many buy, and what that leaves; how slowly it
   starts; how many people you come to know in person. Every figure is a range, drawn a thousand
   times; weaker evidence makes wider ranges.
3. **What it is worth to you.** Customers (profit after money and after your hours at their value),
   being known inside your reach goal, personal ties, and how well the work suits you. Your
   personality changes what is chosen, never what is predicted.
4. **The best mix.** Of all combinations of levels within your hours and money the best one is
   found, not guessed, for each of three strategies: stay on Main Street, the next towns over,
   beyond the town. The best of the three is recommended; the other two stand beside it.
5. **How sure.** The choice is made again in 200 possible worlds; the share in which a channel or a
   strategy wins is shown.
"""

_CHECKS = (
    ("A seat in a referral group takes about four hours a week", "F033, F037, F043"),
    ("Chamber and events together bring about one customer a year to a usual firm", "F075, F076"),
    ("A small page gets a handful of engagements from a post", "O147, O148"),
    ("Three hours a week on one platform bring a small page less than one enquiry a month",
     "O302-O306"),
    ("Half of the people referred to a firm look it up first and may drop out", "F171"),
)  # fmt: skip


def show_model() -> None:
    """Show the model in plain words."""
    st.markdown(_MODEL)


def show_checks() -> None:
    """Show what reality the answers are held against."""
    st.header("Held against reality")
    st.table([{"What must come out": what, "Facts": facts} for what, facts in _CHECKS])
    st.caption("The tests of this program fail when an answer leaves these bounds.")


def show_numbers() -> None:
    """Show every prior with its range, grade, reasoning and facts; searchable."""
    known = tables()
    st.header("Every number in use")
    counts: dict[str, int] = {}
    for prior in known.priors.values():
        counts[prior.grade] = counts.get(prior.grade, 0) + 1
    total = sum(counts.values())
    words = ", ".join(f"{GRADES[g]} {round(100 * counts[g] / total)} %" for g in sorted(counts))
    st.markdown(f"{total} figures: {words}. Judgement is marked, never hidden.")
    left, right = st.columns(2)
    names = {c.channel: c.name for c in known.channels.values()}
    channels = sorted({p.channel for p in known.priors.values()})
    channel = left.selectbox(
        "Of which channel?", ["all", *channels], format_func=lambda c: names.get(c, field_words(c))
    )
    grade = right.selectbox(
        "Of which grade?", ["all", *GRADES], format_func=lambda g: GRADES.get(g, g)
    )
    rows = [
        p for p in sorted(known.priors.values(), key=lambda p: p.prior_id)
        if channel in ("all", p.channel) and grade in ("all", p.grade)
    ]  # fmt: skip
    st.dataframe(
        [
            {
                "Channel": names.get(p.channel, field_words(p.channel)),
                "Figure": p.quantity.replace("_", " "),
                "Low": p.low, "Middle": p.best, "High": p.high,
                "Unit": p.unit.replace("_", " "), "Grade": GRADES[p.grade],
                "Why": p.reasoning, "Facts": ", ".join(p.fact_ids),
            }
            for p in rows
        ],
        width="stretch", hide_index=True, height=420,
    )  # fmt: skip
    st.header("Sources")
    used = {f.source_id for p in rows for i in p.fact_ids if (f := known.facts.get(i))}
    st.dataframe(
        [
            {"Title": known.sources[s].title, "Address": known.sources[s].url}
            for s in sorted(used, key=lambda s: known.sources[s].title)
        ],
        width="stretch", hide_index=True, height=300,
        column_config={"Address": st.column_config.LinkColumn()},
    )  # fmt: skip
    st.caption(f"Tables of {known.version}. Towns: GeoNames, CC BY 4.0.")
