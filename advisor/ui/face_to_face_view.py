"""The parts of the page on how far meeting people carries, from the one Capacity."""

from functools import partial

import streamlit as st

from advisor.explain.wording import exact, two_figures
from advisor.insight.capacity.gist import capacity_gist
from advisor.insight.capacity.result import Capacity, GroupFit
from advisor.insight.capacity.words import LIMITS, STANDINGS, unit_words
from advisor.output.capacity_map import rings_chart
from advisor.results.finding import Finding
from advisor.ui.components import plain, show, table_of
from advisor.ui.finding_parts import (
    captions,
    notes_of,
    sentences_of,
    show_finding,
    show_gist,
    show_parts,
    table_in,
)
from advisor.ui.state import own_word

_SHOWN = {"worth": "Worth to you", "customers": "New customers", "net": "Earned over the years"}


def _finding(c: Capacity, code: str) -> Finding:
    return next(f for f in c.findings if f.code == code)


def show_page(c: Capacity) -> None:
    """Show how far meeting people carries, and the rest on request."""
    show_gist(capacity_gist(c))
    show_parts(
        ("The three approaches in full", "ways", partial(_show_ways, c)),
        ("Groups that fit your week", "groups", partial(_show_groups, c)),
        ("Towns around", "towns", partial(_show_towns, c)),
        ("People you would meet", "people", partial(show_finding, c, "people")),
        ("Hour by hour", "hours", partial(_show_hours, c)),
        ("How far you reach", "reach", partial(_show_reach, c)),
    )


def _show_ways(c: Capacity) -> None:
    """Show what each way brings and takes, what it is made of, and what stands beside."""
    carries = _finding(c, "carries")
    table_in(carries, (0, 2, 3, 5, 6))
    sentences_of(carries)


def _show_hours(c: Capacity) -> None:
    """Show the curves along the hours, for what the reader picks."""
    picked = st.segmented_control(
        "What the lines show", list(_SHOWN), format_func=own_word(_SHOWN).__getitem__,
        default="worth", key="capacity_shown", required=True,
    )  # fmt: skip
    show_finding(c, f"{picked or 'worth'}_by_hours")
    show_finding(c, "mix_hours")


def _show_reach(c: Capacity) -> None:
    """Show what the reach goal changes."""
    finding = _finding(c, "worth_by_goal")
    if finding.picture == "none":
        st.markdown(f"{plain(finding.title)} {plain(' '.join(finding.sentences))}")
    else:
        show_finding(c, finding.code)


def _show_groups(c: Capacity) -> None:
    """Show how many groups fit, what each takes and what limits it."""
    st.markdown(f"**{plain(c.groups_answer)}**")
    open_ones = [g for g in c.groups if g.limited_by != "closed"]
    table_of(
        ("Group or event", f"Each takes a week, and {c.currency} a month", "Fit", "Limited by"),
        [
            (f"{g.name} (in your mix)" if g.in_mix else g.name,
             f"{exact(g.hours_per_week_each)} h, {two_figures(g.money_per_month_each)}",
             unit_words(g.fit, g.unit), _limit(g))
            for g in open_ones
        ],
    )  # fmt: skip
    for g in open_ones:
        if g.fit > 0 and g.limited_by == "most":
            st.caption(plain(f"{g.name}: {g.reason}"))
    closed = [g for g in c.groups if g.limited_by == "closed"]
    if closed:
        st.markdown(
            "Not for you: " + " ".join(f"**{plain(g.name)}.** {plain(g.reason)}" for g in closed)
        )
    notes_of(_finding(c, "groups"))


def _limit(g: GroupFit) -> str:
    exist = f" ({exact(g.exist)})" if g.limited_by == "exist" and g.exist is not None else ""
    return LIMITS[g.limited_by] + exist


def _show_towns(c: Capacity) -> None:
    """Show the towns around as rings, memberships placed on them."""
    if not c.towns:
        st.markdown(plain(_finding(c, "towns").title))
        return
    left, right = st.columns([3, 2], gap="medium", vertical_alignment="center")
    with left:
        show(rings_chart(c), key="capacity_rings")
    with right:
        for sentence in (*_finding(c, "towns").sentences, *_placed(c)):
            st.markdown(plain(sentence))
        st.caption(own_word(
            "A bubble is a town, its size its people; pale ones lie beyond where your customers "
            "come from. A green diamond is a chamber or group: filled in your mix, hollow where "
            "one would fit your week."
        ))  # fmt: skip
        captions(_finding(c, "towns"))


def _placed(c: Capacity) -> list[str]:
    """Say which groups are where, by standing."""
    found = []
    for standing, words in STANDINGS.items():
        towns: dict[str, list[str]] = {}
        for m in c.memberships:
            if m.standing == standing:
                towns.setdefault(m.name, []).append(m.town)
        if towns:
            names = "; ".join(f"{name} ({', '.join(where)})" for name, where in towns.items())
            found.append(f"{words[0].upper()}{words[1:]}: {names}.")
    return found
