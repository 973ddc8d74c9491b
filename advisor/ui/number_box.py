"""A number as a field of text: any way of writing it is understood or refused in words.

The browser's own field for numbers drops a comma or a point without a word, so none is used.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from advisor.evidence.resolve.trade import rates_of
from advisor.profile import FieldInfo
from advisor.ui.state import tables
from advisor.ui.typed import as_typed, repeated, understood
from advisor.ui.words import plain

LONGEST = 40  # characters: room for any number with its unit
Number = float | int | None


def read_number(field: FieldInfo, text: str, currency: str = "") -> tuple[Number, str]:
    """Return the answer a text means, and why it is refused, within what a currency allows."""
    rate = rates_of(tables()).get(currency)
    most = field.maximum if rate is None else field.most(rate)
    return understood(field, text, currency=currency, most=most)


def number_box(
    field: FieldInfo,
    label: str,
    *,
    key: str,
    given: Number,
    store: Callable[[Number], None],
    currency: str = "",
    **look: Any,
) -> None:
    """Show a number with what was understood of it, or why it is refused.

    What is refused stays in its field, and is no answer: nor is the earlier one.

    Parameters
    ----------
    given : float, int or None
        The present answer; where it differs from what stands in the field, it takes its place.
    store : callable
        Takes the answer, None for none.
    currency : str
        Of amounts of money.
    """

    def read() -> tuple[Number, str]:
        return read_number(field, str(st.session_state.get(key) or ""), currency)

    value, seen = read()[0], f"{key}_seen"
    if given is None and value is not None and st.session_state.get(seen) is None:
        store(value)  # what was refused fits now: a currency was chosen meanwhile
    elif value != given:
        # Another answer stands: only then, as a field set anew wipes what is being typed.
        st.session_state[key] = "" if given is None else as_typed(field, given)
    typed = st.text_input(
        label, key=key, max_chars=LONGEST, on_change=lambda: store(read()[0]),
        persist_state="session", **{"placeholder": "open", **look},
    )  # fmt: skip
    value, fault = read_number(field, typed, currency)
    st.session_state[seen] = value
    if fault:
        st.warning(plain(fault), icon=":material/info:")
    elif value is not None and (text := repeated(field, typed, value, currency)):
        st.caption(text)
