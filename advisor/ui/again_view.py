"""Scenarios computed again with today's tables: what changed, saved beside the old ones."""

from collections.abc import Iterable
from typing import Any

import streamlit as st

from advisor.errors import AdvisorError
from advisor.explain.called import Called, called_in
from advisor.explain.names import in_a_row
from advisor.explain.wording import range_text
from advisor.profile import parse_profile
from advisor.recommend import ADVISOR_VERSION, SCHEMA_VERSION
from advisor.results import Baseline, MixItem, Recommendation
from advisor.results.present import done_today
from advisor.store import Scenario
from advisor.store.scenarios import Outdated
from advisor.ui.components import plain, table_of
from advisor.ui.state import recommendation_for, tables
from advisor.ui.words import STRATEGIES, hours, money
from advisor.ui.workspace import store

BATCH = "_batch"
_CHANNELS = "Channels"


def _done_today(scenario: Scenario, r: Recommendation) -> Baseline | None:
    if scenario.kind != "today":
        return None
    return done_today(r, parse_profile(scenario.answers))


def _facts(r: Recommendation, scenario: Scenario) -> tuple[str, ...]:
    present = _done_today(scenario, r)
    if present is not None:
        items = present.allocation
        return (
            "As today",
            _names(items),
            hours(sum(i.hours_per_week for i in items)),
            money(sum(i.money_per_month for i in items), r.currency),
            range_text(present.totals.customers, "a month"),
            range_text(present.totals.net_contribution, r.currency),
        )
    call = STRATEGIES[r.strategy.call] if r.strategy.call else "Nothing is recommended"
    return (
        call,
        _names(r.allocation) or "–",
        hours(r.budgets.owner_hours.used),
        money(r.budgets.money.used, r.currency),
        range_text(r.totals.customers, "a month"),
        range_text(r.totals.net_contribution, r.currency),
    )


_FACTS = (
    "Strategy", _CHANNELS, "Owner's hours a week", "Money a month", "New customers",
    "Left for you a month",
)  # fmt: skip


def _items(scenario: Scenario, r: Recommendation) -> tuple[MixItem, ...]:
    present = _done_today(scenario, r)
    return r.allocation if present is None else present.allocation


def _names(items: Iterable[MixItem]) -> str:
    return ", ".join(sorted(item.name or item.channel for item in items))


def changed_facts(
    scenario: Scenario, before: Recommendation, now: Recommendation
) -> list[tuple[str, str, str]]:
    """Return what of a scenario's answer is other today: what, then, today.

    What is only called otherwise, since the trade has a word for customers, is no change.
    """
    before = called_in(now)(before)
    pairs = zip(_FACTS, _facts(before, scenario), _facts(now, scenario), strict=True)
    return [row for row in pairs if row[1] != row[2]]


def versions_now() -> tuple[str, str, str]:
    """Return the versions of tables, program and schema that are used today."""
    return tables().version, ADVISOR_VERSION, SCHEMA_VERSION


def changed_since(scenario: Scenario) -> str:
    """Return what a scenario was computed with where today's is other, "" where nothing is."""
    data, model, schema = versions_now()
    if scenario.same_with == " ".join(versions_now()):
        return ""
    parts = []
    if scenario.data_version != data:
        parts.append(f"tables of {scenario.data_version} (today {data})")
    if (scenario.model_version, scenario.schema_version) != (model, schema):
        parts.append(f"program {scenario.model_version} (today {model})")
    return " and ".join(parts)


def save_beside(scenario: Scenario, now: Recommendation) -> Scenario:
    """Save today's answer of a scenario beside it; the old one stays.

    Raises ``StoreError`` if the client was deleted meanwhile, or has too many scenarios.
    """
    return store().scenarios.save(
        scenario.client_id, f"{scenario.name[:150]} (tables of {now.versions.data})",
        scenario.answers, now, origin_id=scenario.id, kind=scenario.kind, note=scenario.note,
    )  # fmt: skip


def compute_again(asked: Outdated) -> str:
    """Compute one scenario again and keep what came out; say what changed in a line."""
    try:
        scenario = store().scenarios.get(asked.id)
        now = recommendation_for(scenario.answers)
        before = scenario.recommendation()
        if before is not None and not (rows := changed_facts(scenario, before, now)):
            store().scenarios.note_same(scenario.id, " ".join(versions_now()))
            return _SAME
        save_beside(scenario, now)
    except AdvisorError as error:
        return str(error)
    if before is None:
        return "Its result could no longer be read; today's is saved beside it."
    assert before is not None
    return "; ".join(
        _channels(scenario, before, now) if what == _CHANNELS else f"{what}: {then} → {today}"
        for what, then, today in rows
    )


def _channels(scenario: Scenario, before: Recommendation, now: Recommendation) -> str:
    """Say which channels came and went, as all of them would be too long."""
    before = called_in(now)(before)
    then, today = ({i.name for i in _items(scenario, r)} for r in (before, now))
    said = [f"new is {in_a_row(sorted(today - then))}"] if today - then else []
    said += [f"no longer {in_a_row(sorted(then - today))}"] if then - today else []
    return f"{_CHANNELS}: {', '.join(said)}"


_SAME = "The answer is the same."


def show_batch() -> None:
    """Offer to compute all outdated scenarios again, one after the other, to be stopped anytime."""
    batch = st.session_state.get(BATCH)
    todo = store().scenarios.outdated(versions_now()) if batch is None else ()
    if batch is None and not todo:
        return
    with st.container(border=True):
        if batch is None:
            whose = len({one.client_id for one in todo})
            what = "scenario was" if len(todo) == 1 else "scenarios were"
            of = "client" if whose == 1 else "clients"
            st.markdown(
                f"**{len(todo)} {what} computed with other tables or another program than "
                f"today's, of {whose} {of}.**"
            )
            if st.button("Compute them again", key="batch_begin", icon=":material/refresh:",
                         help="Today's answers are saved beside the old ones."):  # fmt: skip
                st.session_state[BATCH] = {"todo": list(todo), "done": [], "count": len(todo)}
                st.rerun()
            return
        _go_on(batch)


def _stop() -> None:
    st.session_state[BATCH] = {**st.session_state[BATCH], "todo": []}


def _go_on(batch: dict[str, Any]) -> None:
    """Compute the next one, or show what changed for whom where all are done."""
    todo, done, count = batch["todo"], batch["done"], batch["count"]
    if todo:
        st.progress(len(done) / count, text=f"{len(done)} of {count}: {plain(todo[0].client)}, "
                    f"“{plain(todo[0].name)}” …")  # fmt: skip
        st.button("Stop here", key="batch_stop", icon=":material/stop:", on_click=_stop)
        said = compute_again(todo[0])
        done.append((todo[0].client, todo[0].name, said))
        st.session_state[BATCH] = {**batch, "todo": todo[1:], "done": done}
        st.rerun()
    changed = [row for row in done if row[2] != _SAME]
    stopped = f" Stopped: {count - len(done)} are left for another time." * (len(done) < count)
    st.markdown(
        f"**{len(done)} computed again: {len(changed)} changed, {len(done) - len(changed)} came "
        f"out the same.**{stopped}"
    )
    if changed:
        table_of(("Client", "Scenario", "What changed"), changed, Called())  # of many trades
    if st.button("Good", key="batch_end"):
        del st.session_state[BATCH]
        st.rerun()
