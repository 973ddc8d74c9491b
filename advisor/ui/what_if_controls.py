"""What can be moved on the what-if page: budgets, goal, weights, manager, wishes; take or undo."""

from typing import Any

import streamlit as st

from advisor.catalogue import REACH_GOALS
from advisor.explain.wording import exact, two_figures
from advisor.insight.what_if import OpenBudgets, nice_above
from advisor.profile import FIELDS
from advisor.ui.components import plain
from advisor.ui.mix_forms import ask_wishes, complete_wishes
from advisor.ui.session_owner import OWN, owner
from advisor.ui.state import current_answers, own_word
from advisor.ui.tried import (
    changes,
    forget_tried,
    just_taken,
    key,
    rows_of,
    take_tried,
    tried_value,
    try_value,
)
from advisor.ui.words import CHOICES, word

_WEIGHTS = {
    "customers": "New customers and profit",
    "reach": "Being known",
    "bonds": "Personal ties",
}
_NAMES = {
    "hours_per_week": "hours a week",
    "money_per_month": "money a month",
    "reach_goal": "reach",
    "manager": "a manager",
    "weights": "what matters",
    "locks": "wishes about channels",
    "overrides": "your own figures",
    "results": "your own results",
    "present_mix": "your own mix",
    "customers_wanted_per_month": "customers wanted a month",
}


def _store(name: str) -> None:
    try_value(name, st.session_state[key(name)])


def ask_budgets(base: OpenBudgets) -> None:
    """Show the two sliders that are read from the solved surface."""
    money_step = max(nice_above(base.money / 100.0), 1.0)  # about a hundred, none too fine
    for name, label, top, step, unit in (
        ("hours_per_week", "Your hours a week", base.hours, 0.25, "%g h"),
        ("money_per_month", f"{base.currency} a month", base.money, money_step, "%0.0f"),
    ):
        value = float(tried_value(name) or 0.0)
        st.slider(
            label, 0.0, max(top, value), value, step=step, key=key(name), on_change=_store,
            args=(name,), format=unit,
        )  # fmt: skip


def _store_weight(name: str) -> None:
    given = dict(tried_value("weights") or {})
    given[name] = st.session_state[key(f"weights_{name}")]
    try_value("weights", given)


def ask_more(now: OpenBudgets) -> None:
    """Show what needs solving anew: reach goal, manager, weights, wishes about channels."""
    goal = str(tried_value("reach_goal"))
    st.select_slider(
        FIELDS["reach_goal"].question, list(REACH_GOALS), value=goal, format_func=word,
        key=key("reach_goal"), on_change=_store, args=("reach_goal",),
    )  # fmt: skip
    choices = list(FIELDS["manager"].choices)
    st.radio(
        FIELDS["manager"].question, choices, format_func=word, horizontal=True,
        index=choices.index(str(tried_value("manager") or "maybe")), key=key("manager"),
        on_change=_store, args=("manager",),
    )  # fmt: skip
    st.markdown("**What matters to you** (1 is usual, 0 nothing, 10 most)")
    for name, label in own_word(_WEIGHTS).items():
        st.slider(
            label, 0.0, 10.0, float(round(now.weights[name], 2)), step=0.1, format="%0.1f",
            key=key(f"weights_{name}"), on_change=_store_weight, args=(name,),
        )  # fmt: skip
    st.markdown("**Keep a channel, or leave it out**")
    ask_wishes(rows_of("locks", complete_wishes, "locks"), now.currency)


def show_trial(currency: str) -> None:
    """Say what is tried, with the two ways out: take it into the answers, or go back."""
    if just_taken():
        keep = "" if owner() == OWN else " To keep it as a scenario, save it with the client."
        st.success(f"Taken: your answers hold it now, on every page.{keep}",
                   icon=":material/check:")  # fmt: skip
        if keep:
            st.page_link("pages/clients.py", label="To its scenarios")
    tried = changes()
    if not tried:
        return
    st.markdown(
        "Tried: " + "; ".join(_tried_words(name, value, currency) for name, value in tried.items())
    )
    with st.container(horizontal=True):
        taken = st.button(
            "Take these into my answers", key="take_tried", type="primary", icon=":material/check:"
        )
        back = st.button(
            "Back to my answers", key="forget_tried", icon=":material/undo:",
            help="Nothing you tried is kept.",
        )  # fmt: skip
    if taken:
        take_tried()
        st.rerun()
    if back:
        forget_tried()
        st.rerun()


def _tried_words(name: str, value: Any, currency: str) -> str:
    was = current_answers().get(name)
    if name == "hours_per_week":
        return f"**{exact(value)} h** a week instead of {exact(was or 0)}"
    if name == "money_per_month":
        return f"**{exact(value)} {plain(currency)}** a month instead of {exact(was or 0)}"
    if name == "customers_wanted_per_month":
        return own_word(f"**{two_figures(value)}** new customers wanted a month")
    if isinstance(value, str):
        instead = f" instead of “{word(was)}”" if was in CHOICES else ""
        return f"{_NAMES.get(name, name)} **“{word(value)}”**{instead}"
    return f"**{_NAMES.get(name, name.replace('_', ' '))}**"
