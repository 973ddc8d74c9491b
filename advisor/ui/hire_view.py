"""Me or a manager in parts: the verdict, where it turns, the risk, the brief, who answers what."""

from functools import partial

import streamlit as st

from advisor.explain.wording import exact, range_text, two_figures
from advisor.insight.hire.findings import brief_markdown, manager_words, mix_words, within
from advisor.insight.hire.gist import hire_gist
from advisor.insight.hire.result import Hire, Side
from advisor.insight.hire.words import WHO
from advisor.output.hire_charts import costs_chart, sides_chart
from advisor.results import Finding, to_json
from advisor.ui.components import often, on_request, plain, show, source_list, table_of
from advisor.ui.finding_parts import captions, finding_of, sentences_of, show_gist, show_parts
from advisor.ui.state import own_word, tables
from advisor.ui.words import STRATEGIES


def show_page(hire: Hire) -> None:
    """Show the verdict and why, and the rest on request."""
    show_gist(hire_gist(hire))
    show_parts(
        ("Both sides in full", "sides", partial(_show_sides, hire)),
        ("Where it turns", "thresholds", partial(_show_thresholds, hire)),
        ("Costs and risk", "costs", partial(_show_costs, hire)),
        ("The brief", "brief", partial(_show_brief, hire)),
        ("Who answers what", "referrals", partial(_show_protocol, hire)),
    )


def _show_sides(hire: Hire) -> None:
    """Show both sides beside each other."""
    sides = finding_of(hire, "hire.sides")
    for sentence in () if sides is None else sides.sentences:
        if not sentence.startswith(("Everything yourself", "With a manager")):
            st.markdown(plain(sentence))
    columns = st.columns(2, gap="medium")
    for column, side, name in (
        (columns[0], hire.alone, "Everything yourself"),
        (columns[1], hire.hired, "With a manager"),
    ):
        with column.container(border=True, height="stretch"):
            st.markdown(f"### {name}")
            if side is None:
                st.markdown("Cannot be paid, or you have no time to brief anybody.")
            else:
                _side(hire, side)
    ranges = [s.totals.net_contribution for s in (hire.alone, hire.hired) if s is not None]
    if len(ranges) > 1 and any(values.p5 or values.p95 for values in ranges):
        show(sides_chart(hire), key="hire_sides")


def _side(hire: Hire, side: Side) -> None:
    """Show one side: what it brings, what it takes, what is in it."""
    totals, money = side.totals, hire.currency
    st.markdown(
        f"**{plain(range_text(totals.net_contribution, money))}** left a month after money and "
        f"your hours; with later years {plain(two_figures(side.net))} {money} on average.  \n"
        f"{plain(own_word(often(totals.customers, 'new customers')))}.  \n"
        f"{exact(side.owner_hours)} h of yours a week, {exact(side.manager_hours)} h of the "
        f"manager's; {plain(two_figures(side.money))} {money} a month in all."
    )
    st.markdown(f"*{STRATEGIES[side.strategy]}:* {plain(mix_words(side))}.")
    if side.hired:
        st.markdown(f"*The manager runs:* {plain(manager_words(side))}.")


def _show_thresholds(hire: Hire) -> None:
    """Show from where on a manager is worth it."""
    finding = finding_of(hire, "hire.thresholds")
    if finding is None:
        st.markdown("Not considered: briefing one takes more hours than you give.")
        return
    for threshold in hire.thresholds:
        name, _, rest = threshold.sentence.partition(":")
        st.markdown(f"- **{plain(name)}:** {plain(rest.strip())}")
    captions(finding)


def _show_costs(hire: Hire) -> None:
    """Show what an hour costs, and the risk that hired help ends, with its facts."""
    show(costs_chart(hire), key="hire_costs")
    captions(finding_of(hire, "hire.costs"))
    finding = finding_of(hire, "hire.restart")
    if finding is None:
        return
    st.markdown(f"**{plain(finding.title)}.**")
    sentences_of(finding)
    captions(finding)
    if sources := on_request("Where this comes from", "hire_risk_sources"):
        with sources:
            _sources(finding)


def _sources(finding: Finding) -> None:
    """Show the facts of a finding with their sources."""
    known = tables()
    named = set(finding.fact_ids)
    figures = [
        p for p in known.priors.values() if p.channel == "manager" and set(p.fact_ids) & named
    ]
    source_list(figures)
    covered = {fact for p in figures for fact in p.fact_ids}
    for fact_id in finding.fact_ids:
        fact = known.facts.get(fact_id)
        source = None if fact is None else known.sources.get(fact.source_id)
        if fact is not None and source is not None and fact_id not in covered:
            st.markdown(f"- [{plain(source.title)}]({source.url}): {fact_id} ({fact.grade})")


def _show_brief(hire: Hire) -> None:
    """Show the brief part by part, with a file to hand over."""
    st.markdown(
        "Made from your answers. Read it, change what does not sound like you, hand it over."
    )
    columns = st.columns(2)
    columns[0].download_button(
        "The brief (Markdown)", lambda: brief_markdown(hire), "brief-for-the-manager.md",
        "text/markdown", on_click="ignore", width="stretch", type="primary",
    )  # fmt: skip
    columns[1].download_button(
        "All of this as data (JSON)", lambda: to_json(hire), "me-or-a-manager.json",
        "application/json", on_click="ignore", width="stretch",
    )  # fmt: skip
    for part in hire.brief:
        st.markdown(f"**{plain(part.title)}**")
        st.markdown("\n".join(f"- {plain(line)}" for line in part.lines))


def _show_protocol(hire: Hire) -> None:
    """Show who answers what, and the safeguards."""
    table_of(
        ("What comes in", "Who answers", "Within", "Meanwhile"),
        [
            (x.matter, WHO[x.answered_by], within(x.within_hours), x.meanwhile)
            for x in hire.referrals
        ],
    )
    safe = finding_of(hire, "hire.safeguards")
    st.markdown(f"**{plain('So that it stays you' if safe is None else safe.title)}**")
    st.markdown("\n".join(f"- {plain(line)}" for line in hire.safeguards))
