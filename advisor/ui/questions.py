"""One question as a widget, made from the one field list; every change goes into the answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from advisor.profile import FIELDS, FieldInfo
from advisor.ui.session_owner import mark
from advisor.ui.state import answer_of, profile_or_error, set_answer, tables
from advisor.ui.typed import as_typed, repeated, understood
from advisor.ui.words import plain, word

LEFT_OPEN = "leave open"
_FEW = 10.0  # numbers up to this have steps; larger ones are typed
_MANY = 10_000.0  # whole numbers beyond this are typed: a field of steps drops separators
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
        elif field.kind == "whole" and value is not None:
            value = int(value)
        elif field.kind == "texts" and isinstance(value, str):
            value = [x.strip() for x in value.split(",") if x.strip()]
        elif field.kind == "choices":
            value = list(value or [])
    set_answer(name, value)


def is_typed(field: FieldInfo) -> bool:
    """Say whether a number is asked in a field of text, where a comma is no harm."""
    if field.unit == "share":
        return True
    most = float("inf") if field.maximum is None else field.maximum
    return most > (_FEW if field.kind == "number" else _MANY)


def _known_words() -> set[str]:
    """Return what may stand beside a number besides units: all currencies."""
    return {country.currency.casefold() for country in tables().countries.values()}


def _store_typed(name: str) -> None:
    """Write a typed number into the answers; what is refused is no answer, nor the earlier one."""
    text = str(st.session_state.get(widget_key(name)) or "")
    set_answer(name, understood(FIELDS[name], text, _known_words())[0])


def _typed(name: str, field: FieldInfo, given: Any, text: str, common: dict[str, Any]) -> None:
    """Show a number as a field of text, with what was understood or why it is refused."""
    seed(name, None if given is None else as_typed(field, float(given)))
    typed = st.text_input(
        text, max_chars=40, placeholder="open", **{**common, "on_change": _store_typed}
    )
    value, fault = understood(field, typed, _known_words())
    if fault:
        st.warning(plain(fault), icon=":material/info:")
    elif value is not None and (told := repeated(field, typed, value, unit_of(field))):
        st.caption(told)


def unit_of(field: FieldInfo) -> str:
    """Return the unit of a question's number in words, with the currency where it is money."""
    return "" if field.unit == "share" else field.unit.replace("currency", currency() or "").strip()


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
    return f"{field.help}{assumed}"


def beneath(name: str, why: bool) -> None:
    """Say under a question why it is asked, and what is wrong with its answer if anything is."""
    if why:
        st.caption(note(FIELDS[name]))
    error = profile_or_error()[1]
    if error is not None and error.field == name:
        st.warning(plain(f"Allowed: {error.allowed}. {error.hint}"), icon=":material/info:")


def ask(name: str, *, label: str | None = None, why: bool = False) -> None:
    """Show the question of a field with its present answer.

    Parameters
    ----------
    label : str, optional
        Default: the field's question.
    why : bool, default False
        Whether the reason stands under the question too; it is always in its tooltip.
    """
    field = FIELDS[name]
    given = answer_of(name)
    text = label or question_with_unit(name)
    common: dict[str, Any] = {
        "key": widget_key(name), "help": note(field), "on_change": store, "args": (name,),
    }  # fmt: skip
    if field.kind == "yes_no":
        told = None if given is None else ("Yes" if given else "No")
        _radio(field, text, {"Yes": "Yes", "No": "No"}, told, common)
    elif name == "risk":
        _radio(field, text, _BOLD, given, common)
    elif name.startswith("personality."):
        _radio(field, text, _SCALE, given, common)
    elif field.kind == "choice":
        _radio(field, text, {choice: word(choice) for choice in field.choices}, given, common)
    elif field.kind == "choices":
        st.multiselect(text, list(field.choices), format_func=word, default=given or [], **common)
    elif field.kind in ("number", "whole") and is_typed(field):
        _typed(name, field, given, text, common)
    elif field.kind == "whole":
        seed(name, None if given is None else int(given))
        st.number_input(
            text, min_value=int(field.minimum or 0),
            max_value=None if field.maximum is None else int(field.maximum),
            value=None, step=1, placeholder="open", **common,
        )  # fmt: skip
    elif field.kind == "number":
        seed(name, None if given is None else float(given))
        st.number_input(
            text, min_value=float(field.minimum or 0.0) + (0.01 if field.above_minimum else 0.0),
            max_value=field.maximum, value=None, step=1.0, format="%g",
            placeholder="open", **common,
        )  # fmt: skip
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
