"""The what-if of Present: hours and money tried in the room, kept, and saved as a scenario.

What is tried is kept with the answers that it changes: it is there after a restart, and gone once
other answers are on screen.
"""

import hashlib
import json
from typing import Any

import streamlit as st

from advisor.explain.wording import exact, given
from advisor.results import Recommendation
from advisor.ui.components import plain
from advisor.ui.once import done, order, ticket
from advisor.ui.session_owner import OWN, PRESENTED, owned, owner
from advisor.ui.state import current_answers

HOURS, MONEY = "present_hours", "present_money"
_MOST_HOURS = 100.0
_KEEP = "present_keep"


def changed_answers(r: Recommendation) -> dict[str, Any]:
    """Return the answers with hours and money tried; `r` answers them as they are."""
    answers, tried = current_answers(), _tried()
    for name, budget in (("hours", r.budgets.owner_hours), ("money", r.budgets.money)):
        if name in tried and tried[name] != budget.given:
            answers["hours_per_week" if name == "hours" else "money_per_month"] = tried[name]
    return answers


def tell_change(base: Recommendation, r: Recommendation) -> None:
    """Say what is tried, and what was asked for."""
    now, was = r.budgets, base.budgets
    hours = now.owner_hours.given
    st.info(
        f"What if: {exact(hours)} {'hour' if hours == 1 else 'hours'} a week and "
        f"{given(now.money.given, r.currency)} {r.currency} a month (asked for: "
        f"{exact(was.owner_hours.given)} and {given(was.money.given, r.currency)}).",
        icon=":material/tune:",
    )


def ask_what_if(base: Recommendation) -> None:
    """Ask for hours and money to try, offer the way back, and to keep them as a scenario."""
    hours, money = base.budgets.owner_hours.given, base.budgets.money.given
    most_hours = float(min(_MOST_HOURS, max(10.0, 2 * hours)))
    most_money = float(max(200.0, 3 * money))
    step = 5.0 if most_money <= 1000 else 10.0 ** (len(str(int(most_money))) - 3)
    tried = _tried()
    for name, asked, most in ((HOURS, hours, most_hours), (MONEY, money, most_money)):
        value = tried.get(name.removeprefix("present_"), float(asked))
        st.session_state.setdefault(owned(name), min(value, most))
    st.slider("Hours a week", 0.0, most_hours, step=0.5, key=owned(HOURS), format="%g",
              on_change=_keep, persist_state="session")  # fmt: skip
    st.slider(f"{base.currency} a month", 0.0, most_money, step=step, key=owned(MONEY),
              format="%.0f", on_change=_keep, persist_state="session")  # fmt: skip

    def reset() -> None:
        st.session_state[owned(HOURS)] = float(hours)
        st.session_state[owned(MONEY)] = float(money)
        st.session_state.pop(PRESENTED, None)

    st.button("As it was asked", on_click=reset, key="present_reset")
    if owner() != OWN and (answers := changed_answers(base)) != current_answers():
        _offer_scenario(answers, base.currency)


def _of() -> str:
    """Return a mark of the answers on screen: what was tried belongs to no others."""
    text = json.dumps(current_answers(), sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _tried() -> dict[str, Any]:
    found = st.session_state.get(PRESENTED) or {}
    return {k: found[k] for k in ("hours", "money")} if found.get("of") == _of() else {}


def _keep() -> None:
    hours, money = (float(st.session_state[owned(name)]) for name in (HOURS, MONEY))
    st.session_state[PRESENTED] = {"of": _of(), "hours": hours, "money": money}


def _offer_scenario(answers: dict[str, Any], currency: str) -> None:
    """Offer to keep what is tried as a scenario of the open client."""
    # The store is loaded for consultants only.
    from advisor.ui.scenarios_view import computed_and_saved
    from advisor.ui.workspace import notice_seen, open_client, say, show_notice

    client = open_client()
    if client is None:
        return
    number = ticket(_KEEP)
    key = owned(f"{_KEEP}_{number}")
    usual = (
        f"{exact(float(answers.get('hours_per_week') or 0))} h a week, "
        f"{given(float(answers.get('money_per_month') or 0), currency)} {currency} a month"
    )
    st.text_input("Name of the scenario", key=key, max_chars=200, placeholder=usual)
    st.button("Keep it as a scenario", key=f"{_KEEP}_{number}_button", on_click=order,
              args=(_KEEP, number, {"name": key}))  # fmt: skip

    def keep(asked: dict[str, Any]) -> None:
        saved = computed_and_saved(client, (asked["name"] or "").strip() or usual, answers)
        say(f"Saved: {plain(saved.name)}.")

    done(_KEEP, keep)
    show_notice()
    notice_seen()
