"""One click, one thing: what a button asks for is done once, however often it was pressed.

A second click arrives while the first is worked on, stops that run and starts another, in which
the form may be empty already; for a moment both runs are at work, each in a thread of its own.
So a press is noted before the page is drawn (`order`, a callback) and taken from the note by the
one run that carries it out (`claim`); presses of a ticket that was claimed, or is noted already,
are dropped.  The ticket is part of the widgets' keys: a form begins anew after it.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import streamlit as st

from advisor.errors import AdvisorError
from advisor.ui.words import plain

_ONCE = "_once"
_ONE_AT_A_TIME = threading.Lock()


def _all() -> dict[str, tuple[int, dict[str, Any] | None]]:
    found: dict[str, Any] = st.session_state.setdefault(_ONCE, {})
    return found


def ticket(action: str) -> int:
    """Return the number under which an action is asked for next."""
    return _all().get(action, (0, None))[0]


def order(action: str, number: int, keys: dict[str, str]) -> None:
    """Note what a press asks for; the callback of the button.

    `number`: its ticket when the button was drawn.  `keys`: what is to be noted, and the key of the
    widget that holds it.
    """
    values = {name: st.session_state.get(key) for name, key in keys.items()}
    with _ONE_AT_A_TIME:
        current, noted = _all().get(action, (0, None))
        if number == current and noted is None:
            _all()[action] = (current, values)


def ordered(action: str) -> bool:
    """Say whether an action is asked for and not claimed yet, to prepare what takes long."""
    return _all().get(action, (0, None))[1] is not None


def claim(action: str) -> dict[str, Any] | None:
    """Return what was asked for, to this caller only; None where nothing is, or it is claimed."""
    with _ONE_AT_A_TIME:
        current, noted = _all().get(action, (0, None))
        if noted is not None:
            _all()[action] = (current + 1, None)
        return noted


def reopen(action: str) -> None:
    """Take a claim back that was refused: the form stands as it was typed, to be changed."""
    with _ONE_AT_A_TIME:
        _all()[action] = (max(0, ticket(action) - 1), None)


@contextmanager
def carried_out(action: str) -> Iterator[None]:
    """Draw the page anew once what was claimed is done; a refusal is shown, and the form stands."""
    try:
        yield
    except AdvisorError as error:
        reopen(action)
        st.warning(plain(str(error)))
    else:
        st.rerun()


def take_orders_back() -> None:
    """Take back all that is asked for and not claimed, as the page ended before: forms stand."""
    with _ONE_AT_A_TIME:
        st.session_state[_ONCE] = {name: (number, None) for name, (number, _) in _all().items()}


def drop_orders() -> None:
    """Drop all that is asked for and not claimed; another owner has the screen."""
    with _ONE_AT_A_TIME:
        st.session_state[_ONCE] = {
            name: (number + (noted is not None), None) for name, (number, noted) in _all().items()
        }
