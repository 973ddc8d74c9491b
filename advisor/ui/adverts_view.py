"""The parts of the advertising page that are opened on request, each from the one advice."""

from functools import partial

import streamlit as st

from advisor.insight.adverts.gist import adverts_gist
from advisor.insight.adverts.result import AdvertAdvice, AdvertChannel
from advisor.insight.adverts.words import KINDS, STAGES
from advisor.output.adverts_charts import spend_chart
from advisor.results import Finding
from advisor.ui.components import keys_of, plain, show, table_of
from advisor.ui.finding_parts import (
    bullets,
    finding_of,
    notes_of,
    sentences_of,
    show_finding,
    show_gist,
    show_parts,
    table_in,
)
from advisor.ui.progress import tick, ticked
from advisor.ui.session_owner import ADVERT_STEPS, owned


def show_page(advice: AdvertAdvice) -> None:
    """Show whether to advertise, with what to expect or what would change it; the rest closed."""
    show_gist(adverts_gist(advice))
    if not advice.channels:
        return
    show_parts(
        ("All adverts compared", "all", partial(_show_all, advice)),
        ("What they bring", "forecast", partial(_show_forecast, advice)),
        ("How much", "spend", partial(_show_spend, advice)),
        ("To whom, within what rules", "targeting", partial(_show_targeting, advice)),
        ("Checklist", "steps", partial(show_finding, advice, "steps", partial(_checklist, advice))),
        ("When to stop", "stop", partial(_show_stop, advice)),
    )


def _show_all(advice: AdvertAdvice) -> None:
    """Show every advert: in or out, the least it takes, where it pays most."""
    verdict = advice.findings[0]
    table_in(verdict, (0, 1, 2, 3, 5))
    st.caption(plain(verdict.notes[0]))


def _show_forecast(advice: AdvertAdvice) -> None:
    """Show what the adverts bring and what a click or an enquiry costs."""
    if show_finding(advice, "forecast", partial(table_in, columns=(0, 1, 3, 4))):
        show_finding(advice, "prices")


def _show_spend(advice: AdvertAdvice) -> None:
    """Show how much at least and at most, for each channel at hand."""
    keys = keys_of(c.channel for c in advice.at_hand)
    forecast = finding_of(advice, "forecast")
    leads = forecast.header[3].removesuffix(" a month") if forecast else "Enquiries"
    for channel, key in zip(advice.at_hand, keys, strict=True):
        finding = finding_of(advice, f"how_much_{channel.channel}")
        if finding is None:
            continue
        show(spend_chart(channel, advice.currency, finding.title, leads), key=f"spend_{key}")
        sentences_of(finding)
        notes_of(finding)


def _show_targeting(advice: AdvertAdvice) -> None:
    """Show whom to show it to: what to set, what to leave open, what is not allowed."""
    for channel in advice.at_hand:
        show_finding(advice, f"targeting_{channel.channel}", partial(_settings, channel))
    show_finding(advice, "limits", lambda _: bullets((x.name, x.what) for x in advice.limits))


def _settings(channel: AdvertChannel, _: Finding) -> None:
    """Show what to set, what stays open, what is not there, and what to mind."""
    rows = [(KINDS[t.kind], t.name, t.setting) for t in channel.targeting if t.set_it]
    if rows:
        table_of(("Kind", "By", "Set"), rows)
    for words, available in (("Left open", True), ("Not there or not allowed", False)):
        names = [
            t.name for t in channel.targeting if not t.set_it and (t.available != "no") is available
        ]
        if names:
            st.markdown(plain(f"{words}: {'; '.join(names)}."))
    minds = [(t.name, t.note) for t in channel.targeting if t.note]
    if minds:
        st.markdown("What to mind:")
        bullets(minds)


def _checklist(advice: AdvertAdvice, _: Finding) -> None:
    """Show the steps of landing, counting and running, to be ticked off."""
    there = ticked(ADVERT_STEPS)
    for stage, words in STAGES.items():
        steps = [s for s in advice.steps if s.stage == stage]
        if steps:
            st.markdown(f"*{words}*")
            for step in steps:
                key = owned(f"step_{step.step}")
                st.checkbox(plain(step.what), value=step.step in there, key=key,
                            on_change=tick, args=(ADVERT_STEPS, step.step, key))  # fmt: skip


def _show_stop(advice: AdvertAdvice) -> None:
    """Show when to stop, with numbers."""
    finding = finding_of(advice, "stop")
    counted = finding is not None and any(row[2] is not None for row in finding.rows)
    columns = (0, 2, 3, 5) if counted else (0, 3, 5)  # where people visit, no visit stops one
    if show_finding(advice, "stop", partial(table_in, columns=columns)) is None:
        st.markdown("Nothing to stop: whatever you spend, the advert costs more than it brings.")
