"""What was assumed, each answer changeable in place: a change is an answer like any other."""

from __future__ import annotations

import streamlit as st

from advisor.explain.assumed_words import assumed_value
from advisor.profile import FIELDS
from advisor.results import Assumption, Recommendation
from advisor.ui.components import linked, on_request, plain
from advisor.ui.questions import ask, distance_field
from advisor.ui.state import answer_of, current_answers, set_answer, take_over
from advisor.ui.today_form import LABELS
from advisor.ui.words import field_words, word

_DISTANCE = "customers_come_from_miles"  # as assumed; asked in the unit of the country
_CHANGEABLE = (
    "average_sale", "gross_margin", "purchases_per_year", "customer_value_years",
    "active_customers", "new_customers_per_month", "capacity_new_customers_per_month",
    "customers_wanted_per_month", "people_wanted_per_month", "months_to_goal",
    "value_of_owner_hour", "customers_come_from_miles", "people_nearby", "target_share",
    "sells_to", "sold_online", "visual", "considered_purchase", "already.website",
    "already.reviews", "manager", "personality.meeting_people", "personality.belonging",
    "personality.writing", "personality.taking_pictures", "personality.on_camera",
    "personality.speaking", "weights.customers", "weights.reach", "weights.bonds",
)  # fmt: skip


def show_assumptions(r: Recommendation) -> None:
    """Show every assumed answer with its value and basis; one's own figure replaces it.

    `r`: whose assumptions are shown; questions answered here stay, to be changed again or emptied.
    """
    assumed = {a.field: a for a in r.assumptions}
    asked = {f: distance_field() if f == _DISTANCE else f for f in _CHANGEABLE}
    fields = [f for f in _CHANGEABLE if f in assumed or answer_of(asked[f]) is not None]
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
                ask(asked[field], label=LABELS.get(field))
                _show_basis(r, asked[field], assumed.get(field))
        rest = [a for a in r.assumptions if a.field not in fields]
        if rest:
            st.markdown("\n".join(f"- {_name(a.field)}: {_basis(r, a)}" for a in rest))


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


def _name(field: str) -> str:
    question = FIELDS[field].question if field in FIELDS else ""
    return question or field_words(field)


def _basis(r: Recommendation, assumed: Assumption) -> str:
    """Return what was assumed with its unit, and on what basis."""
    value = assumed.value
    text = (
        ", ".join(word(v) for v in value)
        if isinstance(value, tuple)
        else word(value)
        if isinstance(value, str)
        else assumed_value(assumed, r.currency, r.distance_unit)
    )
    return f"Assumed: **{plain(text)}**; {linked(assumed.basis)}."
