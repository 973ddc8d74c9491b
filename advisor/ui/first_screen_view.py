"""The first screen of the answer: what to settle first, the call, three things to do, the goal."""

from __future__ import annotations

import streamlit as st

from advisor.explain.first_words import (
    FIRST,
    done_today,
    hours_and_money,
    how_much,
    in_time,
    what_to_do,
)
from advisor.explain.ledger_words import basis_of, goal_words, room_text
from advisor.output.source_charts import source_chart
from advisor.profile import FIELDS
from advisor.results import Reason, Recommendation
from advisor.ui.components import draw, plain
from advisor.ui.number_box import read_number
from advisor.ui.state import current_answers, take_over

# What the field of a question is called where it is asked on the page of the answer.
_ASKED = {
    "new_customers_per_month": "New customers a month today",
    "capacity_new_customers_per_month": "New customers a month you could take",
}


def show_questions(r: Recommendation) -> None:
    """Ask what cannot be true together, before the rest is read; the rest stays in sight."""
    for question in r.questions:
        field = str(question.figures.get("field", ""))
        if field in FIELDS:
            _ask(question, field)


def _ask(question: Reason, field: str) -> None:
    with st.container(border=True, key=f"screen_only_question_{field}"):
        st.markdown(f":material/help: **First a question.** {plain(question.sentence)}")
        taken = question.figures.get("taken")
        key = f"answer_{field}"
        # Seeded, as a default of the widget's own could not be emptied.
        if isinstance(taken, int | float) and key not in st.session_state:
            st.session_state[key] = f"{round(float(taken), 2):g}"
        left, right = st.columns([2, 1], vertical_alignment="bottom")
        text = left.text_input(_ASKED.get(field, FIELDS[field].question), key=key, max_chars=40)
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


def show_first(r: Recommendation) -> None:
    """Show the things to do first, with what the whole plan takes of hours and money."""
    ordered = in_time(r.allocation, r.ledger)
    some, done = min(FIRST, len(ordered)), done_today(r)
    st.subheader({1: "Do this", 2: "Do these two things"}.get(some, "Do these three things first"))
    st.markdown(
        "\n".join(
            f"{k}. **{plain(what_to_do(item, done))}**: {plain(how_much(item, r.currency))}"
            for k, item in enumerate(ordered[:FIRST], start=1)
        )
    )
    more = len(ordered) - some
    lead = f"With {more} more" if more else "In all"
    st.markdown(f"{lead}: **{plain(hours_and_money(r.budgets, r.currency))}**.")


def show_goal(r: Recommendation) -> None:
    """Show new customers by source, today and with the plan, against the goal and the room."""
    if r.ledger is None:
        return
    scale = basis_of(r)
    picture = source_chart(r.ledger, r.goal, r.currency, scale)
    step = "" if r.goal is None else goal_words(r.goal, r.ledger, r.currency, scale)[1]
    st.markdown(f"**{plain(picture.title)}**")
    draw(picture, key="sources")
    st.markdown(plain(" ".join(part for part in (step, room_text(r.ledger, scale)) if part)))
