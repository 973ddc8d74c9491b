"""One question as a widget, made from the one field list; every change goes into the answers."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from advisor.profile import FIELDS, FieldInfo
from advisor.ui.number_box import number_box
from advisor.ui.session_owner import mark
from advisor.ui.state import answer_of, own_word, profile_or_error, set_answer, tables
from advisor.ui.words import plain, word

LEFT_OPEN = "leave open"
_BOLD = {1: "1 careful", 2: "2", 3: "3", 4: "4", 5: "5 bold"}
_SCALE = {1: "1 not at all", 2: "2", 3: "3", 4: "4", 5: "5 very much"}


def widget_key(name: str) -> str:
    """Return the key of a question's widget; new ones for other answers and other owners."""
    return f"ask_{mark()}_{name}"


def seed(name: str, value: Any) -> None:
    """Give a widget its answer beforehand: one with a default of its own could not be emptied."""
    if value is not None and widget_key(name) not in st.session_state:
        st.session_state[widget_key(name)] = value


def store(name: str) -> None:
    """Write a widget's value into the answers."""
    value = st.session_state.get(widget_key(name))
    field = FIELDS.get(name)
    value = None if value == LEFT_OPEN else value
    if field is not None:
        if field.kind == "yes_no":
            value = {"Yes": True, "No": False}.get(str(value))
        elif field.kind == "texts" and isinstance(value, str):
            value = [x.strip() for x in value.split(",") if x.strip()]
        elif field.kind == "choices":
            value = list(value or [])
    set_answer(name, value)


def question_with_unit(name: str) -> str:
    """Return a question with the unit it is answered in, where the question does not say it."""
    field = FIELDS[name]
    bare = field.question.rstrip("?")
    if field.unit == "share":
        return f"{bare}, in %?"
    if field.unit == "miles":
        return f"{bare}, in miles?"
    if field.unit.startswith("currency") and currency() is not None:
        return f"{bare}, in {currency()}?"
    return field.question


def distance_field() -> str:
    """Return the field the distance customers come from is asked in: as answered, or by country."""
    for name in ("customers_come_from_miles", "customers_come_from_km"):
        if answer_of(name) is not None:
            return name
    country = tables().countries.get(str(answer_of("country")))
    km = country is not None and country.distance_unit == "km"
    return "customers_come_from_km" if km else "customers_come_from_miles"


def note(field: FieldInfo) -> str:
    """Say why it is asked and what stands in for it if left out."""
    assumed = f" If left out: {field.assumed}." if field.assumed and not field.required else ""
    return own_word(f"{field.help}{assumed}")


def beneath(name: str, why: bool) -> None:
    """Say under a question why it is asked, and what is wrong with its answer if anything is."""
    if why:
        st.caption(note(FIELDS[name]))
    error = profile_or_error()[1]
    if error is not None and error.field == name:
        st.warning(plain(f"Allowed: {error.allowed}. {error.hint}"), icon=":material/info:")


def ask_number(name: str, label: str, field: FieldInfo | None = None, **look: Any) -> None:
    """Show a number of the answers (`field`, else that of the name); more goes to the widget."""
    number_box(
        field or FIELDS[name], label, key=widget_key(name), given=answer_of(name),
        store=lambda value: set_answer(name, value), currency=currency() or "", **look,
    )  # fmt: skip


def ask(name: str, *, why: bool = False) -> None:
    """Show the question of a field with its present answer.

    `why`: whether the reason stands under the question too; it is always in its tooltip.
    """
    field = FIELDS[name]
    given = answer_of(name)
    text = own_word(question_with_unit(name))
    common: dict[str, Any] = {
        "key": widget_key(name), "help": note(field), "on_change": store, "args": (name,),
    }  # fmt: skip
    if field.kind == "yes_no":
        answer = None if given is None else ("Yes" if given else "No")
        _radio(field, text, {"Yes": "Yes", "No": "No"}, answer, common)
    elif name == "risk":
        _radio(field, text, _BOLD, given, common)
    elif field.of_five:
        _radio(field, text, _SCALE, given, common)
    elif field.kind == "choice":
        _radio(field, text, {choice: word(choice) for choice in field.choices}, given, common)
    elif field.kind == "choices":
        st.multiselect(text, list(field.choices), format_func=word, default=given or [], **common)
    elif field.kind in ("number", "whole"):
        ask_number(name, text, help=note(field))
    elif field.kind == "texts":
        st.text_input(text, value=", ".join(given or []), placeholder="separated by commas",
                      **common)  # fmt: skip
    else:
        st.text_input(text, value=given or "", max_chars=200, **common)
    beneath(name, why)


def _radio(
    field: FieldInfo, text: str, labels: Mapping[Any, str], given: Any, common: dict[str, Any]
) -> None:
    """Show a choice of few; what may be left out can be left open again."""
    shown = dict(labels) if field.required else {**labels, LEFT_OPEN: LEFT_OPEN}
    options = list(shown)
    if given not in labels:
        index = None if field.required else len(options) - 1
    else:
        index = options.index(given)
    st.radio(
        text, options, format_func=lambda choice: shown[choice], index=index,
        horizontal=not field.required, **common,
    )  # fmt: skip


def currency() -> str | None:
    """Return the currency amounts are asked in; None while the country is open."""
    country = answer_of("country")
    given = answer_of("currency")
    if given:
        return str(given)
    return tables().countries[country].currency if country in tables().countries else None
