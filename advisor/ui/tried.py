"""What is tried on the what-if page: differences from the answers, kept apart until taken over.

``changes`` hold whole fields of a profile that can be used; ``forms`` hold what was typed into
the rows of wishes, own mix, own figures and own results, complete or not, so that nothing typed
is lost.  Both survive a change of page; neither touches the answers before ``take_tried``.
"""

import json
from collections.abc import Callable
from typing import Any

import streamlit as st

from advisor.insight.what_if import OpenBudgets, open_budgets
from advisor.profile import parse_profile
from advisor.results import BudgetGrid
from advisor.ui.mix_forms import Kept, Rows
from advisor.ui.session_owner import TRIED as _TRIED
from advisor.ui.session_owner import mark
from advisor.ui.state import DRAWS, current_answers, set_answers, take_over

_TAKEN = "_what_if_taken"
# Read from the solved surface, or judged beside it: no reason to solve anew.
LOOKED_UP = ("hours_per_week", "money_per_month", "present_mix")


def _state() -> dict[str, Any]:
    found: dict[str, Any] = st.session_state.setdefault(
        _TRIED, {"changes": {}, "forms": {}, "round": 0}
    )
    return found


def changes() -> dict[str, Any]:
    """Return what is tried, by field; only what differs from the answers."""
    answers = current_answers()
    return {k: v for k, v in _state()["changes"].items() if v != answers.get(k)}


def key(name: str) -> str:
    """Return a widget's key: all start anew when answers or trials are replaced."""
    return f"try_{mark()}_{_state()['round']}_{name}"


def try_value(name: str, value: Any) -> None:
    """Try a field of the profile with another value as in the answers; an empty one: without."""
    found = dict(_state()["changes"])
    if value in (None, {}, []) and name not in current_answers():
        found.pop(name, None)
    else:
        found[name] = value
    st.session_state[_TRIED] = {**_state(), "changes": found}


def tried_value(name: str) -> Any:
    """Return the value of a field as tried, else as answered, else None."""
    found = _state()["changes"]
    return found[name] if name in found else current_answers().get(name)


def form_of(name: str) -> Rows:
    """Return the rows typed for a field that is a map, else those of the answers."""
    typed = _state()["forms"].get(name)
    found = current_answers().get(name) or {} if typed is None else typed
    return {channel: dict(row) for channel, row in found.items()}


def keep_form(name: str, rows: Rows, complete: Rows) -> None:
    """Keep the rows as typed, and try those that are complete."""
    st.session_state[_TRIED] = {**_state(), "forms": {**_state()["forms"], name: rows}}
    try_value(name, complete)


def rows_of(name: str, complete: Callable[[Rows], Rows], widget: str) -> Kept:
    """Return where the rows of a field live while they are tried."""
    return Kept(
        read=lambda: form_of(name),
        store=lambda rows: keep_form(name, rows, complete(rows)),
        key=key(widget),
    )


def tried_answers() -> dict[str, Any]:
    """Return the answers with what is tried in place."""
    merged = {**current_answers(), **changes()}
    return {k: v for k, v in merged.items() if v not in (None, {}, [])}


def forget_tried() -> None:
    """Go back to the answers: nothing is tried, all widgets start anew."""
    st.session_state[_TRIED] = {"changes": {}, "forms": {}, "round": _state()["round"] + 1}


def start_anew() -> None:
    """Let the widgets read what is tried again, after it was set by a button."""
    st.session_state[_TRIED] = {**_state(), "round": _state()["round"] + 1}


def take_tried() -> None:
    """Make what is tried the answers of the session; its questions show them."""
    set_answers(tried_answers())
    forget_tried()
    take_over(current_answers())
    st.session_state[_TAKEN] = True


def just_taken() -> bool:
    """Say once that trials became answers."""
    return bool(st.session_state.pop(_TAKEN, False))


def solved_by(answers: dict[str, Any]) -> str:
    """Return the text of the answers that a solve depends on, once trials are in them."""
    base = current_answers()
    kept = {k: v for k, v in answers.items() if k not in LOOKED_UP}
    kept |= {k: base[k] for k in LOOKED_UP if k in base}
    return json.dumps(kept, sort_keys=True)


@st.cache_resource(max_entries=6, show_spinner=False)
def _opened(text: str, n_draws: int) -> OpenBudgets:
    return open_budgets(parse_profile(json.loads(text)), n_draws=n_draws)


@st.cache_data(max_entries=40, show_spinner=False)
def _map(text: str, n_draws: int) -> BudgetGrid:
    return _opened(text, n_draws).surface()


def budgets_for(text: str) -> OpenBudgets:
    """Return the solved budgets of answers as text (see ``solved_by``), cached.

    Raises ``ProfileError`` if an answer is not allowed.
    """
    with st.spinner("Solving every pair of hours and money …"):
        return _opened(text, DRAWS)


def map_for(text: str) -> BudgetGrid:
    """Return the map of budgets of answers as text, cached.

    Raises ``ProfileError`` if an answer is not allowed.
    """
    return _map(text, DRAWS)
