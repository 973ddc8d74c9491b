"""What was decided with a client and why, when to look again, and what came each month."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import streamlit as st

from advisor.errors import ProfileError, StoreError
from advisor.evidence.resolve.amounts import currency_of_answers
from advisor.explain.wording import exact, two_figures
from advisor.output.calendar import Entry, dates
from advisor.profile import FIELDS, FieldInfo
from advisor.recommend.cases import case_of
from advisor.store import Client, Decision, Review, Scenario
from advisor.ui.clients_view import review_words
from advisor.ui.components import plain
from advisor.ui.number_box import LONGEST, read_number
from advisor.ui.once import done, order, ticket
from advisor.ui.session_owner import owned
from advisor.ui.state import current_answers, current_profile, own_word, tables
from advisor.ui.workspace import say, store

_DECIDE, _REVIEW = "decide", "plan_review"
_SURE = "_count_sure"  # the count that was asked about
_FAR_MORE = 3  # times the room: no month is so good, a slip of the finger is
_QUARTER = timedelta(days=91)
# Of one month that is over: whole customers.
_CAME = replace(FIELDS["new_customers_per_month"], kind="whole",
                allowed="a whole number from 0 to 1,000,000")  # fmt: skip


def day_words(moment: date) -> str:
    """Return a day in words."""
    return f"{moment.day} {moment:%B %Y}"


def decide_form(client: Client, scenarios: Sequence[Scenario], key: str) -> None:
    """Ask what was decided, on which scenario, why, and when to look again."""
    names = {s.id: s.name for s in scenarios}
    action = f"{_DECIDE}_{key}" if key else _DECIDE
    number = ticket(action)
    prefix = f"decision_{key}" if key else "decision"
    keys = {
        name: owned(f"{prefix}_{name}_{number}")
        for name in ("text", "on", "scenario", "why", "review")
    }
    with st.form(f"{action}_{number}"):
        st.text_input("What was decided?", key=keys["text"], max_chars=2_000)
        left, middle, right = st.columns(3, vertical_alignment="bottom")
        middle.date_input("When", date.today(), key=keys["on"])
        left.selectbox(
            "On which scenario", [None, *names], key=keys["scenario"],
            format_func=lambda key: names.get(key, "none in particular"),
        )  # fmt: skip
        right.date_input("Look again on", None, key=keys["review"],
                         help="Left open, no review date is written down.")  # fmt: skip
        st.text_input("Why", key=keys["why"], max_chars=2_000)
        st.form_submit_button("Write it down", on_click=order, args=(action, number, keys))
    done(action, lambda asked: _decide(client, asked, names))


def _decide(client: Client, asked: Mapping[str, Any], names: Mapping[str, str]) -> None:
    chosen = names.get(asked["scenario"] or "")
    text = (asked["text"] or "").strip() or (f"“{chosen}”" if chosen else "")
    if not text:
        raise StoreError("Not saved: write what was decided first.")
    store().diary.decide(
        client.id, text, asked["on"], asked["scenario"], why=asked["why"] or "",
        review_on=asked["review"],
    )  # fmt: skip
    when = (
        f" It is to be looked at again on {day_words(asked['review'])}." if asked["review"] else ""
    )
    say(f"Written down with {plain(client.name)}.{when}")


def show_decisions(client: Client) -> None:
    """Show what was decided, the latest first; write another down."""
    st.header("Decisions")
    scenarios = store().scenarios.of(client.id)
    names = {s.id: s.name for s in scenarios}
    decide_form(client, scenarios, "")
    for decision in store().diary.decisions(client.id):
        left, right = st.columns([5, 1], vertical_alignment="center")
        left.markdown(decision_words(decision, names.get(decision.scenario_id or "")))
        if right.button("Take out", key=f"undecide_{decision.id}", width="stretch"):
            store().diary.forget_decision(decision.id)
            st.rerun()


def decision_words(decision: Decision, on: str | None) -> str:
    """Return a decision as a line, with its scenario and why."""
    rests = f" (on “{plain(on)}”)" if on else ""
    why = f"  \nWhy: {plain(decision.why)}" if decision.why else ""
    return f"{day_words(decision.decided_on)}: {plain(decision.text)}{rests}{why}"


def show_reviews(client: Client) -> None:
    """Show when to look again; plan another date; mark one as done; take them as a calendar."""
    st.header("Review dates")
    number = ticket(_REVIEW)
    keys = {name: owned(f"review_{name}_{number}") for name in ("on", "note")}
    with st.form(f"plan_review_{number}"):
        left, middle, right = st.columns([1, 2, 1], vertical_alignment="bottom")
        left.date_input("Look again on", date.today() + _QUARTER, key=keys["on"])
        middle.text_input("What to look at", key=keys["note"], max_chars=2_000)
        right.form_submit_button("Plan it", width="stretch", on_click=order,
                                 args=(_REVIEW, number, keys))  # fmt: skip
    done(_REVIEW, lambda asked: _plan_review(client, asked))
    found = store().diary.reviews(client.id)
    for review in found:
        left, right = st.columns([5, 1], vertical_alignment="center")
        about = f": {plain(review.note)}" if review.note else ""
        if review.done_on is not None:
            left.markdown(f"done on {day_words(review.done_on)}{about}")
            if right.button("Take out", key=f"unplan_{review.id}", width="stretch"):
                store().diary.forget_review(review.id)
                st.rerun()
        else:
            left.markdown(f"{review_words(review.due_on, date.today())}{about}")
            if right.button("Done", key=f"done_{review.id}", width="stretch"):
                store().diary.close_review(review.id, date.today())
                st.rerun()
    if found:
        st.download_button(
            "The dates as a calendar file",
            lambda: dates(entries_of(client), f"Marketing reviews: {client.name}",
                          datetime.now(UTC)),
            "review-dates.ics", "text/calendar", on_click="ignore", key="dates_file",
            icon=":material/event:",
        )  # fmt: skip


def _plan_review(client: Client, asked: Mapping[str, Any]) -> None:
    review = store().diary.plan_review(client.id, asked["on"], asked["note"] or "")
    say(f"Planned: look again on {day_words(review.due_on)}.")


def entries_of(client: Client) -> list[Entry]:
    """Return a client's decisions and review dates as days of a calendar."""
    diary = store().diary
    decisions = {d.id: d for d in diary.decisions(client.id)}
    names = {s.id: s.name for s in store().scenarios.of(client.id)}
    found = [_decided(d, names.get(d.scenario_id or ""), client) for d in decisions.values()]
    return [*found, *(_looked(r, decisions.get(r.decision_id), client)
                      for r in diary.reviews(client.id) if r.done_on is None)]  # fmt: skip


def _decided(decision: Decision, on: str | None, client: Client) -> Entry:
    said = [decision.text, f"On the scenario “{on}”." if on else "", decision.why]
    return Entry(f"decision-{decision.id}", decision.decided_on,
                 f"Decided on the marketing of {client.name}",
                 "\n".join(part for part in said if part))  # fmt: skip


def _looked(review: Review, decision: Decision | None, client: Client) -> Entry:
    said = [review.note]
    if decision is not None:
        said += [f"Decided on {day_words(decision.decided_on)}: {decision.text}", decision.why]
    return Entry(f"review-{review.id}", review.due_on, f"Review the marketing of {client.name}",
                 "\n".join(dict.fromkeys(part for part in said if part)))  # fmt: skip


def show_counts(client: Client) -> None:
    """Show what came each month beside the plan; write another month down."""
    from advisor.ui.along import show_trend

    st.header("What came")
    number = ticket("count")
    keys = {name: owned(f"count_{name}_{number}") for name in ("month", "customers", "money")}
    last = date.today().replace(day=1) - timedelta(days=1)
    currency = client.currency or currency_of_answers(current_answers(), tables())
    unit = f" in {currency}" if currency else ""
    with st.form(f"count_{number}"):
        one, two, three, four = st.columns(4, vertical_alignment="bottom")
        one.date_input("A day of the month", last, key=keys["month"])
        two.text_input(own_word("New customers in it"), key=keys["customers"], max_chars=LONGEST)
        three.text_input(f"Money spent{unit}, if known", key=keys["money"], max_chars=LONGEST)
        four.form_submit_button("Write the month down", width="stretch", on_click=order,
                                args=("count", number, keys))  # fmt: skip
    done("count", lambda asked: _count(client, asked, currency))
    show_trend(client)


def _count(client: Client, asked: Mapping[str, Any], currency: str) -> None:
    from advisor.ui.along import came_words

    customers = _number(_CAME, asked["customers"], "")
    if customers is None:
        raise StoreError(
            own_word("Not saved: the number of new customers is open. Type it, 0 where none came.")
        )
    money = _number(FIELDS["money_per_month"], asked["money"], currency)
    _ask_whether(client, asked["month"], customers)
    count = store().diary.count(
        client.id, asked["month"], int(customers), money,
        currency=currency if money is not None else "",
    )  # fmt: skip
    say(f"Written down. {came_words(count)}.")


def _ask_whether(client: Client, month: date, customers: float) -> None:
    """Ask once whether far more came than there is room for; a second press says yes.

    Raises ``StoreError`` with the question.
    """
    profile, this, room = current_profile(), (client.id, month, customers), customers
    with suppress(ProfileError):  # a town that is not known: nothing to compare with
        room = case_of(profile, tables()).capacity_per_month if profile else room
    if customers <= _FAR_MORE * room or st.session_state.get(_SURE) == this:
        return
    st.session_state[_SURE] = this
    raise StoreError(own_word(
        f"Not saved yet: {exact(customers)} new customers in one month, where there is room for "
        f"about {two_figures(room)}. Is that right? Press once more, then it is written down."
    ))  # fmt: skip


def _number(field: FieldInfo, text: str | None, currency: str) -> float | None:
    """Return the number that was typed; None where nothing was.

    Raises ``StoreError`` if it cannot be used.
    """
    value, fault = read_number(field, text or "", currency)
    if fault:
        raise StoreError(f"Not saved: {fault}")
    return value
