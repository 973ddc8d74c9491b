"""One click, one thing: what a button asks for is done once, however often it was pressed.

A second click arrives while the first is worked on, stops that run and starts another, in which
the form may be empty already.  So a press is noted before the page is drawn (`order`, a callback),
carried out from the note (`ordered`) and closed (`done`); presses of a ticket that is closed, or
noted already, are dropped.  The ticket is part of the widgets' keys: a form begins anew after it.
"""

from __future__ import annotations

from typing import Any

import streamlit as st

_ONCE = "_once"


def _all() -> dict[str, tuple[int, dict[str, Any] | None]]:
    found: dict[str, Any] = st.session_state.setdefault(_ONCE, {})
    return found


def ticket(action: str) -> int:
    """Return the number under which an action is asked for next."""
    return _all().get(action, (0, None))[0]


def order(action: str, number: int, keys: dict[str, str]) -> None:
    """Note what a press asks for; the callback of the button.

    Parameters
    ----------
    action : str
        Which action.
    number : int
        Its ticket when the button was drawn.
    keys : dict
        What is to be noted, and the key of the widget that holds it.
    """
    current, noted = _all().get(action, (0, None))
    if number == current and noted is None:
        values = {name: st.session_state.get(key) for name, key in keys.items()}
        _all()[action] = (current, values)


def ordered(action: str) -> dict[str, Any] | None:
    """Return what was asked for and is not done yet."""
    return _all().get(action, (0, None))[1]


def done(action: str, *, again: bool = False) -> None:
    """Close an action; with `again` its ticket stays, for what was refused and is typed anew."""
    number = ticket(action)
    _all()[action] = (number if again else number + 1, None)


def drop_orders() -> None:
    """Drop all that is asked for and not done; another owner has the screen."""
    st.session_state[_ONCE] = {
        name: (number + (noted is not None), None) for name, (number, noted) in _all().items()
    }
