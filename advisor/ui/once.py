"""One click, one thing: what a button asks for is done once, however often it was pressed.

A second click arrives while the first is worked on, stops that run and starts another, in which
the form may be empty already; for a moment both runs are at work, each in a thread of its own.
So a press is noted before the page is drawn (`order`, a callback), and the one run that takes it
from the note does it to its end (`done`); presses of a ticket that was taken, or is noted already,
are dropped.  The ticket is part of the widgets' keys: a form begins anew after it.
"""

import threading
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

import streamlit as st

from advisor.errors import AdvisorError
from advisor.ui.unbroken import unbroken
from advisor.ui.words import plain

_ONCE = "_once"
_ONE_AT_A_TIME = threading.Lock()


class _Action(NamedTuple):
    """The ticket asked for next, what is noted and of which widgets; how the last one ended."""

    ticket: int = 0
    noted: dict[str, Any] | None = None
    keys: tuple[str, ...] = ()
    refused: str = ""
    taken: tuple[str, ...] = ()


def _all() -> dict[str, _Action]:
    found: dict[str, _Action] = st.session_state.setdefault(_ONCE, {})
    return found


def _of(action: str) -> _Action:
    return _all().get(action, _Action())


def ticket(action: str) -> int:
    """Return the number under which an action is asked for next."""
    return _of(action).ticket


def order(action: str, number: int, keys: dict[str, str]) -> None:
    """Note what a press asks for; the callback of the button.

    `number`: its ticket when the button was drawn.  `keys`: what is to be noted, and the key of the
    widget that holds it.
    """
    values = {name: st.session_state.get(key) for name, key in keys.items()}
    with _ONE_AT_A_TIME:
        if (was := _of(action)).ticket == number and was.noted is None:
            _all()[action] = _Action(number, values, (*keys.values(),))


def ordered(action: str) -> bool:
    """Say whether an action is asked for and not begun yet, to prepare what takes long."""
    return _of(action).noted is not None


def done(action: str, work: Callable[[dict[str, Any]], object]) -> None:
    """Do what is asked for, if anything is, and draw the page anew after it.

    `work` gets what was noted.  Where it refuses (an ``AdvisorError``) that is said here, and the
    form stands as it was typed.
    """
    if ordered(action) and _do(action, work):
        st.rerun()
    if refused := _of(action).refused:
        st.warning(plain(refused))
        _all()[action] = _of(action)._replace(refused="")


@unbroken
def _do(action: str, work: Callable[[dict[str, Any]], object]) -> bool:
    """Take an order from the note and do it; say whether it was done."""
    with _ONE_AT_A_TIME:
        was = _of(action)
        if was.noted is None:
            return False
        _all()[action] = _Action(was.ticket + 1)
    try:
        work(was.noted)
    except AdvisorError as error:
        _all()[action] = _Action(was.ticket, refused=str(error))
        return False
    take(action, was.keys)
    return True


def take(action: str, keys: Iterable[str]) -> None:
    """Note that what the widgets of these keys held was taken: the browser need not keep it."""
    _all()[action] = _of(action)._replace(taken=(*keys,))


def taken() -> list[str]:
    """Return the keys of the widgets whose values were taken last, of each action."""
    return [key for one in _all().values() for key in one.taken]


def take_orders_back() -> None:
    """Take back all that is asked for and not begun, as the page ended before: forms stand."""
    with _ONE_AT_A_TIME:
        st.session_state[_ONCE] = {name: one._replace(noted=None) for name, one in _all().items()}


def drop_orders() -> None:
    """Drop all that is asked for and not begun; another owner has the screen."""
    with _ONE_AT_A_TIME:
        st.session_state[_ONCE] = {
            name: _Action(one.ticket + (one.noted is not None), taken=one.taken)
            for name, one in _all().items()
        }
