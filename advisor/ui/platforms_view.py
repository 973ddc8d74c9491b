"""The parts of the platforms page that are opened on request, each from the one advice."""

from functools import partial

import streamlit as st

from advisor.explain.wording import exact, often, range_text, two_figures
from advisor.insight.platforms.gist import platforms_gist
from advisor.insight.platforms.result import Platform, PlatformAdvice, PostIdea
from advisor.insight.platforms.words import fit_words
from advisor.output.platforms_charts import rhythm_chart
from advisor.results import Recommendation
from advisor.ui.components import on_request, plain, reason_list, show
from advisor.ui.finding_parts import (
    bullets,
    chart_of,
    finding_of,
    grade_words,
    notes_of,
    sentences_of,
    show_finding,
    show_gist,
    show_parts,
    table_in,
)
from advisor.ui.words import hours, money


def show_page(r: Recommendation, advice: PlatformAdvice) -> None:
    """Show which platforms suit, or why none does, and the rest on request."""
    show_gist(platforms_gist(advice, r))
    show_parts(
        ("All platforms", "all", partial(_show_platforms, r, advice)),
        ("Who is where", "audience", partial(_show_audience, advice)),
        ("What to post", "content", partial(_show_content, advice)),
        ("How often and when", "rhythm", partial(_show_rhythm, advice)),
        ("What to answer", "replies", partial(_show_replies, advice)),
    )


def _show_platforms(r: Recommendation, advice: PlatformAdvice) -> None:
    """Show where the evidence disagrees with habit, and one platform with its reasons."""
    named = {p.channel: p for p in advice.platforms if p.open}
    ranking = finding_of(advice, "ranking")
    if ranking is not None and named:
        if chart := chart_of(ranking):
            show(chart, key="standing")
        picked = st.pills(
            "One platform", list(named), format_func=lambda c: named[c].name,
            default=next(iter(named)), required=True, key="platform_shown",
        )  # fmt: skip
        _show_platform(r, named[picked or next(iter(named))])
    closed = [p.name for p in advice.platforms if not p.open]
    if closed:
        st.caption(plain(f"Not open to you: {', '.join(closed)}."))
    notes_of(advice.findings[0])


def _percent(p: Platform) -> str:
    low, high = (f"{100 * x:.0f}" for x in (p.audience_share.p5, p.audience_share.p95))
    return f"{low} %" if low == high else f"{low} to {high} %"


def _show_platform(r: Recommendation, p: Platform) -> None:
    lines = [
        f"{_percent(p)} of your customers use it: {two_figures(p.people.p5)} to "
        f"{two_figures(p.people.p95)} people inside your reach goal."
    ]
    known = {reason.code for reason in p.reasons}
    if p.fit is not None and not known & {"fits_business", "poor_fit"}:
        lines.append(
            f"It fits what you sell {fit_words(p.fit)}: {two_figures(p.fit)} times what "
            "an average business gets."
        )
    effort = [hours(p.hours_per_week)] if p.hours_per_week else []
    if p.money_per_month:
        effort.append(f"{money(p.money_per_month, r.currency)} a month")
    if effort and p.people_reached is not None and p.customers is not None:
        lines.append(
            f"With {' a week and '.join(effort)}{' a week' if len(effort) == 1 else ''} it "
            f"reaches {range_text(p.people_reached, 'people a month')}"
            f"{'' if p.in_mix else ' and brings ' + often(p.customers, 'new customers')}."
        )
    reason_list(p.reasons, *lines)


def _show_audience(advice: PlatformAdvice) -> None:
    """Show who is where, and what a page of this size reaches."""
    show_finding(advice, "audience")
    people = finding_of(advice, "audience_people")
    if people is not None and (later := on_request("How many people that is", "audience_people")):
        with later:
            table_in(people)
    show_finding(advice, "page_size", table_in)


def _show_content(advice: PlatformAdvice) -> None:
    """Show what to post: subjects of this trade, forms of its platforms."""
    finding = finding_of(advice, "content")
    if finding is None:
        st.markdown("There is nothing to post.")
        return
    sentences_of(finding)
    bullets((idea.name, idea.what) for idea in advice.subjects)
    inside = [p for p in advice.platforms if p.in_mix]
    first = next((p for p in advice.platforms if p.open and p.public), None)
    for platform in inside or ([first] if first is not None else []):
        st.markdown(f"**Forms on {plain(platform.name)}, and how far each carries**")
        bullets((form.name, _how(form)) for form in platform.forms)
    notes_of(finding)


def _how(form: PostIdea) -> str:
    parts = [form.what]
    if form.factor is not None:
        times = f"{two_figures(form.factor.p5)} to {two_figures(form.factor.p95)}"
        parts.append(f"Reaches {times} times the usual post: {grade_words(form.grade)}.")
    if not form.suits:
        parts.append("It shows you on camera, which you would rather not.")
    return " ".join(parts)


def _show_rhythm(advice: PlatformAdvice) -> None:
    """Show how often to post, where it is flat, and when."""
    finding = finding_of(advice, "rhythm")
    shown = [p for p in advice.platforms if p.open and p.curve]
    order = sorted(shown, key=lambda p: (not p.in_mix, not p.public))
    if finding is not None and order:
        show(rhythm_chart(order[0], finding.title), key="rhythm")
        sentences_of(finding)
        table_in(finding)
        notes_of(finding)
    show_finding(advice, "when")


def _hours(number: float) -> str:
    return f"{exact(number)} {'hour' if number == 1 else 'hours'}"


def _show_replies(advice: PlatformAdvice) -> None:
    """Show what to answer the same day, whose it is, and how long it takes."""
    finding = finding_of(advice, "replies")
    if finding is None:
        return
    sentences_of(finding)
    for heading, same_day in (("The same day", True), ("What can wait for days", False)):
        st.markdown(f"**{heading}**")
        bullets(
            (f"{a.name}{' (you)' if a.only_the_owner else ''}",
             f"Within {_hours(a.within_hours)}. {a.what}")
            for a in advice.answering
            if a.same_day is same_day
        )  # fmt: skip
    notes_of(finding)
