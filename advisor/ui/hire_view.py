"""Me or a manager in parts: the verdict, where it turns, the risk, the brief, who answers what."""

from functools import partial

import streamlit as st

from advisor.insight.hire.findings import brief_markdown, within
from advisor.insight.hire.gist import hire_gist
from advisor.insight.hire.result import Hire
from advisor.insight.hire.words import WHO
from advisor.results import to_json
from advisor.ui.components import plain, table_of
from advisor.ui.finding_parts import sentences_of, show_finding, show_gist, show_parts, table_in


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
    """Show both sides beside each other; the title of the finding is the page's."""
    table_in(hire.findings[0])
    sentences_of(hire.findings[0])


def _show_thresholds(hire: Hire) -> None:
    """Show from where on a manager is worth it."""
    if show_finding(hire, "hire.thresholds") is None:
        st.markdown("Not considered: briefing one takes more hours than you give.")


def _show_costs(hire: Hire) -> None:
    """Show what an hour costs, and the risk that hired help ends."""
    show_finding(hire, "hire.costs")
    show_finding(hire, "hire.restart")


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
    show_finding(hire, "hire.safeguards")
