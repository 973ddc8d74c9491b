"""Questions as widgets, made from the one field list; every change goes into the answers."""

from __future__ import annotations

from typing import Any

import streamlit as st

from advisor.evidence.places import search_places
from advisor.profile import FIELDS, FieldInfo
from advisor.ui.state import answer_of, current_answers, generation, set_answer, set_answers, tables
from advisor.ui.words import word

_FEW = 3
FOLLOWED = ("facebook", "instagram", "linkedin", "tiktok", "youtube", "pinterest", "whatsapp")
_SCALE = {1: "1 not at all", 2: "2", 3: "3", 4: "4", 5: "5 very much"}


def _key(name: str) -> str:
    return f"ask_{generation()}_{name}"


def _store(name: str) -> None:
    """Write a widget's value into the answers."""
    value = st.session_state.get(_key(name))
    field = FIELDS.get(name)
    if field is not None:
        if field.kind == "yes_no":
            value = {"Yes": True, "No": False}.get(str(value))
        elif field.kind == "whole" and value is not None:
            value = int(value)
        elif field.kind == "texts" and isinstance(value, str):
            value = [x.strip() for x in value.split(",") if x.strip()]
        elif field.kind == "choices":
            value = list(value or [])
    set_answer(name, value)


def _note(field: FieldInfo) -> str:
    """Say why it is asked and what stands in for it if left out."""
    assumed = f" If left out: {field.assumed}." if field.assumed and not field.required else ""
    return f"{field.help}{assumed}"


def ask(name: str, *, label: str | None = None) -> None:
    """Show the question of a field with its present answer.

    Parameters
    ----------
    name : str
        Field name, dotted for nested ones.
    label : str, default the field's question
    """
    field = FIELDS[name]
    given = answer_of(name)
    text = label or field.question
    common: dict[str, Any] = {
        "key": _key(name), "help": _note(field), "on_change": _store, "args": (name,),
    }  # fmt: skip
    if field.kind == "yes_no":
        index = None if given is None else (0 if given else 1)
        st.radio(text, ["Yes", "No"], index=index, horizontal=True, **common)
    elif name.startswith("personality."):
        index = None if given is None else int(given) - 1
        st.radio(
            text,
            list(_SCALE),
            format_func=lambda x: _SCALE[x],
            index=index,
            horizontal=True,
            **common,
        )
    elif field.kind == "choice":
        index = field.choices.index(given) if given in field.choices else None
        few = len(field.choices) <= _FEW
        st.radio(text, list(field.choices), format_func=word, index=index, horizontal=few, **common)
    elif field.kind == "choices":
        st.multiselect(text, list(field.choices), format_func=word, default=given or [], **common)
    elif field.kind == "whole":
        st.number_input(
            text, min_value=int(field.minimum or 0),
            max_value=None if field.maximum is None else int(field.maximum),
            value=None if given is None else int(given), step=1, placeholder="open", **common,
        )  # fmt: skip
    elif field.kind == "number":
        st.number_input(
            text, min_value=float(field.minimum or 0.0) + (0.01 if field.above_minimum else 0.0),
            max_value=field.maximum, value=None if given is None else float(given),
            placeholder="open", **common,
        )  # fmt: skip
    elif field.kind == "texts":
        st.text_input(text, value=", ".join(given or []), placeholder="separated by commas",
                      **common)  # fmt: skip
    else:
        st.text_input(text, value=given or "", max_chars=200, **common)


def ask_country_and_trade() -> None:
    """Ask for country and trade from the tables' names."""
    known = tables()
    countries = sorted(known.countries.values(), key=lambda c: c.name)
    codes = [c.country for c in countries]
    names = {c.country: c.name for c in countries}
    given = answer_of("country")
    st.selectbox(
        FIELDS["country"].question, codes, format_func=lambda c: names[c],
        index=codes.index(given) if given in codes else None, placeholder="Choose a country",
        key=_key("country"), on_change=_change_country, help=_note(FIELDS["country"]),
    )  # fmt: skip
    sectors = sorted(known.sectors.values(), key=lambda s: s.name)
    ids = [s.sector for s in sectors]
    labels = {s.sector: s.name for s in sectors}
    given = answer_of("sector")
    st.selectbox(
        FIELDS["sector"].question, ids, format_func=lambda s: labels[s],
        index=ids.index(given) if given in ids else None, placeholder="Choose the nearest trade",
        key=_key("sector"), on_change=_store, args=("sector",), help=_note(FIELDS["sector"]),
    )  # fmt: skip


def _change_country() -> None:
    """Store the country; a town of another country is no answer any more."""
    answers = current_answers()
    answers["country"] = st.session_state.get(_key("country"))
    for name in ("town", "region", "place_id", "currency"):
        answers.pop(name, None)
    st.session_state.pop(_key("town"), None)
    set_answers({k: v for k, v in answers.items() if v is not None})


def ask_town() -> None:
    """Ask for the town as typed and show the few places it may mean."""
    country = answer_of("country")
    typed = st.text_input(
        FIELDS["town"].question, value=answer_of("town") or "", max_chars=200,
        key=_key("town"), help=_note(FIELDS["town"]), disabled=country is None,
        placeholder="Choose the country first" if country is None else "Type its name",
    )  # fmt: skip
    if country is None or not typed.strip():
        return
    found = search_places(typed, country, limit=6)
    if not found:
        st.caption(f"No town called “{typed}” is known there. Try the next larger one.")
        _set_place(None)
        return
    labels = {p.place_id: f"{p.name}, {p.region} ({p.population:,} people)" for p in found}
    ids = list(labels)
    given = answer_of("place_id")
    if given not in ids:
        given = ids[0]
    chosen = st.radio(
        "Which one is it?", ids, format_func=lambda i: labels[i], index=ids.index(given),
        key=f"{_key('place')}_{country}_{typed}",
    )  # fmt: skip
    _set_place(next(p for p in found if p.place_id == chosen))


def _set_place(place: Any) -> None:
    answers = current_answers()
    before = answers.get("place_id")
    for name in ("place_id", "town", "region"):
        answers.pop(name, None)
    if place is not None:
        answers |= {"place_id": place.place_id, "town": place.name}
    if answers.get("place_id") != before or before is None:
        set_answers(answers)


def currency() -> str:
    """Return the currency amounts are asked in."""
    country = answer_of("country")
    given = answer_of("currency")
    if given:
        return str(given)
    return tables().countries[country].currency if country in tables().countries else "money"


def ask_quick() -> None:
    """Ask the six questions that are enough."""
    left, right = st.columns(2, gap="large")
    with left:
        ask_country_and_trade()
        ask_town()
        ask("people_working")
    with right:
        ask("reach_goal")
        ask("hours_per_week")
        ask("money_per_month",
            label=f"How much money a month can go into marketing, in {currency()}?")  # fmt: skip


STEPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("The business", ("name", "sells_to", "sold_online", "visual", "considered_purchase")),
    ("Customers and figures", (
        "active_customers", "average_sale", "purchases_per_year", "gross_margin",
        "customers_come_from_miles", "people_nearby", "audience.ages", "audience.women_share",
        "audience.income", "audience.education", "audience.community")),
    ("Goals and budgets", (
        "customers_wanted_per_month", "months_to_goal", "capacity_new_customers_per_month",
        "staff_hours_per_week", "manager", "value_of_owner_hour")),
    ("You", (
        "personality.meeting_people", "personality.belonging", "personality.writing",
        "personality.on_camera", "personality.drive_to_grow")),
    ("What you have already", (
        "already.website", "already.reviews", "already.email_list", "already.chambers",
        "already.referral_groups")),
)  # fmt: skip


def ask_step(step: int) -> None:
    """Ask the questions of one of the five steps."""
    title, names = STEPS[step]
    st.subheader(f"{step + 1} of {len(STEPS)}: {title}")
    if step == 0:
        ask_quick()
        st.divider()
    columns = st.columns(2, gap="large")
    for k, name in enumerate(names):
        with columns[k % 2]:
            ask(name)
    if step == len(STEPS) - 1:
        st.markdown("**How many followers do you have?**")
        four = st.columns(4)
        for k, platform in enumerate(FOLLOWED):
            name = f"already.followers.{platform}"
            with four[k % 4]:
                given = answer_of(name)
                st.number_input(
                    tables().channels[platform].name, min_value=0, max_value=1_000_000_000,
                    value=given, step=1, placeholder="open", key=_key(name), on_change=_store,
                    args=(name,),
                )  # fmt: skip
