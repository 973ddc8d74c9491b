"""Every channel, in or out: by score, searchable, with its reasons, figures and sources."""

from __future__ import annotations

import streamlit as st

from advisor.output.comparisons import score_chart
from advisor.results import ChannelResult, Recommendation
from advisor.ui.components import on_request, reason_list, show, sources_of
from advisor.ui.words import FAMILIES

_FIRST = 3


def matches(channel: ChannelResult, text: str) -> bool:
    """Return whether every word typed stands in a channel's name, kind or reasons."""
    sentences = " ".join(reason.sentence for reason in channel.reasons)
    full = f"{channel.name} {FAMILIES[channel.family]} {sentences}".casefold()
    return all(word in full for word in text.casefold().split())


@st.fragment
def show_channels(r: Recommendation) -> None:
    """Show the channels by score; those out after the first few only when asked for."""
    if not (box := on_request("Every channel, in or out", "channels_open")):
        return
    with box:
        st.caption(
            "Each channel alone: what two of them bring may overlap, and your room for customers "
            "is not considered. Averages, which decide, lie above the median."
        )
        _show_found(r)


def _show_found(r: Recommendation) -> None:
    ranked = sorted(r.channels, key=lambda c: (-c.score, c.channel))
    left, right = st.columns([2, 1], vertical_alignment="bottom")
    text = left.text_input(
        "Find a channel or a reason", placeholder="for example: Instagram, hours, not exist",
        key="find_channel",
    )  # fmt: skip
    everything = right.toggle(f"Show all {len(ranked)}", key="all_channels")
    found = [c for c in ranked if matches(c, text)]
    if not text and not everything:
        inside = sum(c.in_mix for c in ranked)
        found = ranked[: inside + _FIRST]
    if not found:
        st.info("No channel has these words. Try fewer, or another name.")
    for channel in found:
        _show_channel(r, channel)
    if len(found) < len(ranked) and found:
        st.caption(f"{len(found)} of {len(ranked)} channels, the best first.")
    if picture := on_request("All by score, as a picture", "score_open"):
        with picture:
            show(score_chart(r), key="score")


def _show_channel(r: Recommendation, channel: ChannelResult) -> None:
    state = "in the mix" if channel.in_mix else "not now"
    with st.expander(
        f"{channel.name}: {state} ({channel.score:.0f} of 100)", key=f"channel_{channel.channel}"
    ):
        share = f"{100 * (channel.share_of_worlds or 0.0):.0f} %"
        chosen = f"It is part of the best choice in {share} of the simulations."
        reason_list(channel.reasons, chosen if channel.share_of_worlds else "")
        if st.toggle("Figures and sources", key=f"sources_{channel.channel}"):
            sources_of(channel.channel, r.sector)
