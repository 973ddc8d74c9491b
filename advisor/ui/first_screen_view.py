"""The first screen of the answer: what to settle first, the call, three things to do, the goal."""

import streamlit as st

from advisor.explain.answer_words import answer_name, answer_text, assumed_basis
from advisor.explain.first_words import (
    FIRST,
    for_ties,
    hours_and_money,
    how_much,
    in_time,
    what_to_do,
)
from advisor.explain.ledger_words import basis_of
from advisor.output.drawings import drawing_chart
from advisor.output.source_charts import source_chart
from advisor.profile import FIELDS
from advisor.report.closing import channels
from advisor.report.sections import scores
from advisor.report.sources import by_source
from advisor.results import AllocationItem, Assumption, ChannelResult, Reason, Recommendation
from advisor.ui.components import draw, on_request, plain, reason_list, show, sources_of
from advisor.ui.finding_parts import sentences_of
from advisor.ui.number_box import read_number
from advisor.ui.questions import ask, distance_field, question_with_unit
from advisor.ui.session_owner import owned
from advisor.ui.state import answer_of, current_answers, own_word, set_answer, tables, take_over
from advisor.ui.words import FAMILIES, Markup

_DISTANCE = "customers_come_from_miles"  # as assumed; asked in the unit of the country


def show_assumptions(r: Recommendation) -> None:
    """Show every assumed answer with its value and basis; one's own figure replaces it.

    `r`: whose assumptions are shown; questions answered here stay, to be changed again or emptied.
    """
    assumed = {a.field: a for a in r.assumptions}
    asked = {
        name: distance_field() if name == _DISTANCE else name
        for name, field in FIELDS.items()
        if field.changeable
    }
    fields = [f for f in asked if f in assumed or answer_of(asked[f]) is not None]
    # The label stays as it is: a new one would close the box under the reader's hand.
    if not (box := on_request("What was assumed", "assumed")):
        return
    with box:
        st.caption(
            f"You left {len(assumed)} answers out, so the usual figures of your trade, country and "
            "town are used. Type your own and the whole page follows; the usual figure can come "
            "back."
        )
        columns = st.columns(2, gap="large")
        for k, field in enumerate(fields):
            with columns[k % 2]:
                ask(asked[field])
                _show_basis(r, asked[field], assumed.get(field))
        rest = [a for a in r.assumptions if a.field not in fields]
        if rest:
            st.markdown(
                "\n".join(f"- {own_word(answer_name(a.field))}: {_basis(r, a)}" for a in rest)
            )


def _show_basis(r: Recommendation, field: str, assumed: Assumption | None) -> None:
    if assumed is not None:
        st.caption(_basis(r, assumed))
        return
    st.button(
        "Your own answer: take the usual figure back", key=f"usual_{field}", type="tertiary",
        icon=":material/undo:", on_click=_take_back, args=(field,),
    )  # fmt: skip


def _take_back(field: str) -> None:
    """Take an answer out; widgets start anew, as an emptied one would keep its old number."""
    set_answer(field, None)
    take_over(current_answers())


def _basis(r: Recommendation, assumed: Assumption) -> str:
    """Return what was assumed with its unit, and on what basis."""
    text = answer_text(assumed.field, assumed.value, r.currency, r.distance_unit)
    return f"Assumed: **{plain(text)}**; {plain(assumed_basis(assumed, r.distance_unit))}."


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
        st.caption(own_word(
            "Each channel alone: what two of them bring may overlap, and your room for customers "
            "is not considered. Averages, which decide, lie above the median."
        ))  # fmt: skip
        _show_found(r)


def _show_found(r: Recommendation) -> None:
    ranked = r.ranked
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
            show(drawing_chart(scores(r), channels(r).title), key="score")


def _show_channel(r: Recommendation, channel: ChannelResult) -> None:
    state = "in the mix" if channel.in_mix else "not now"
    with st.expander(
        f"{channel.name}: {state} ({channel.score:.0f} of 100)", key=f"channel_{channel.channel}"
    ):
        share = f"{100 * (channel.share_of_worlds or 0.0):.0f} %"
        # Simulations choose without the limits that keep a channel out.
        chosen = (
            f"It is part of the best choice in {share} of the simulations."
            if channel.in_mix
            else f"It would be part of the best choice in {share} of the simulations if nothing "
            "limited how many things you keep going."
        )
        reason_list(channel.reasons, chosen if channel.share_of_worlds else "")
        if st.toggle("Figures and sources", key=f"sources_{channel.channel}"):
            sources_of(channel.channel, r.sector)


def show_questions(r: Recommendation) -> None:
    """Ask what cannot be true together, before the rest is read; the rest stays in sight."""
    for question in r.questions:
        field = str(question.figures.get("field", ""))
        if field in FIELDS:
            (_ask if "taken" in question.figures else _ask_whether)(question, field)


def _ask_whether(question: Reason, field: str) -> None:
    with st.container(border=True, key=f"screen_only_question_{field}"):
        st.markdown(f":material/help: **First a question.** {plain(question.sentence)}")
        with st.container(horizontal=True):
            for label, value in (("Yes", True), ("No", False)):
                if st.button(label, key=f"settle_{field}_{label.lower()}"):
                    take_over({**current_answers(), field: value})
                    st.rerun()


def _ask(question: Reason, field: str) -> None:
    with st.container(border=True, key=f"screen_only_question_{field}"):
        st.markdown(f":material/help: **First a question.** {plain(question.sentence)}")
        taken = question.figures.get("taken")
        key = owned(f"answer_{field}")
        # Seeded, as a default of the widget's own could not be emptied.
        if isinstance(taken, int | float) and key not in st.session_state:
            st.session_state[key] = f"{round(float(taken), 2):g}"
        left, right = st.columns([2, 1], vertical_alignment="bottom")
        label = own_word(question_with_unit(field))
        text = left.text_input(label, key=key, max_chars=40)
        value, fault = read_number(FIELDS[field], text)
        pressed = right.button("Use this number", type="primary", width="stretch",
                               key=f"settle_{field}")  # fmt: skip
        if fault or (pressed and value is None):
            st.warning(plain(fault) or "Type a number first.", icon=":material/info:")
        elif pressed:
            # Widgets start anew: one of the same question further down would keep its old number.
            take_over({**current_answers(), field: value})
            st.rerun()


def show_headline(r: Recommendation) -> None:
    """Show the call as the title, what it loses if anything beneath, and for whom it is."""
    call, dot, loss = r.headline.partition(". ")
    st.title(call + dot.strip())
    if loss:
        st.markdown(f"**{plain(loss)}**")
    st.caption(", ".join(plain(part) for part in (r.name, r.sector_name, r.place) if part))


def order_line(item: AllocationItem, r: Recommendation) -> Markup:
    """Return what to do on a channel of the mix, and how much of it."""
    order = plain(own_word(what_to_do(item, r, tables().channels)))
    return Markup(f"**{order}**: {plain(how_much(item, r.currency))}")


def show_first(r: Recommendation) -> None:
    """Show the things to do first, with what the whole plan takes of hours and money."""
    ordered = in_time(r)
    some = min(FIRST, len(ordered))
    st.subheader({1: "Do this", 2: "Do these two things"}.get(some, "Do these three things first"))
    st.markdown(
        "\n".join(f"{k}. {order_line(item, r)}" for k, item in enumerate(ordered[:FIRST], start=1))
    )
    more = len(ordered) - some
    lead = f"With {more} more" if more else "In all"
    ties = plain(own_word(for_ties(r)))
    st.markdown(f"{lead}: **{plain(hours_and_money(r.budgets, r.currency))}**. {ties}")


def show_goal(r: Recommendation) -> None:
    """Show new customers by source, today and with the plan, against the goal and the room."""
    if r.ledger is None:
        return
    told = by_source(r.ledger, r.goal, r.currency, basis_of(r))
    st.markdown(f"**{plain(own_word(told.title))}**")
    draw(source_chart(r.ledger, told.title, basis_of(r)), key="sources")
    sentences_of(told)
