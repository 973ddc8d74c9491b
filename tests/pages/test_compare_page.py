"""Compare: which scenarios, side by side, and what changed since they were computed."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from advisor import Recommendation, parse_profile, recommend
from advisor.store import ClientFields, Scenario, Store, checked
from advisor.ui import state
from tests.pages.conftest import PLUMBER, words

pytestmark = pytest.mark.usefixtures("store")
Opened = Callable[..., AppTest]
MORE = {**PLUMBER, "hours_per_week": 10, "money_per_month": 900}
NASTY = "![x](http://a.b/c.png)"


@lru_cache
def _answer(text: str) -> Recommendation:
    import json

    return recommend(parse_profile(json.loads(text)), n_draws=64, worlds=0)


def saved(store: Store, client: str, name: str, answers: dict[str, Any], **versions: str) -> Any:
    import json

    r = _answer(json.dumps(answers, sort_keys=True))
    if versions:
        r = r.model_copy(update={"versions": r.versions.model_copy(update=versions)})
    scenario: Scenario = store.scenarios.save(client, name, answers, r)
    return scenario


def new_client(store: Store, name: str = "Ada") -> str:
    fields: ClientFields = checked(ClientFields, {"name": name})
    return store.clients.add(fields).id


def compare(open_app: Opened, client: str, *scenarios: str) -> AppTest:
    at = open_app(page="clients")
    at.button(key=f"open_{client}").click().run()
    for key in scenarios:
        at.checkbox(key=f"tick_{key}").check()
    if scenarios:
        at.run()
        at.button(key="compare").click().run()
    # The test runner follows a switch for one run only.
    return at.switch_page("pages/compare.py").run()


def test_without_a_client_a_button_leads_to_the_clients(open_app: Opened) -> None:
    at = open_app(page="compare")
    next(b for b in at.button if b.label == "To the clients").click().run()
    assert not at.exception
    assert at.title[0].value == "Clients"


def test_with_one_scenario_the_page_says_what_to_do(open_app: Opened, store: Store) -> None:
    client = new_client(store)
    saved(store, client, "As it is", PLUMBER)
    at = compare(open_app, client)
    assert not at.exception
    assert "Two scenarios are needed" in words(at)


def test_two_scenarios_stand_side_by_side(open_app: Opened, store: Store) -> None:
    client = new_client(store)
    first = saved(store, client, "As it is", PLUMBER)
    second = saved(store, client, "More of both", MORE)
    at = compare(open_app, client, second.id, first.id)
    assert not at.exception
    assert at.title[0].value == "Scenarios side by side"
    tables = [t.value for t in at.table]
    assert list(tables[0].columns) == ["Scenario", "As it is", "More of both"]
    assert "Hours a week" in list(tables[0]["Scenario"])
    assert list(tables[1].columns) == ["Answer", "As it is", "More of both"]
    assert tables[1].to_numpy().tolist() == [
        ["Your hours a week", "5", "10"],
        ["Money a month", "100", "900"],
    ]
    charts = at.get("plotly_chart")
    assert len(charts) == 5
    assert all(len(c.proto.alt) > 40 for c in charts)
    text = words(at)
    assert "new customers a month on average than “As it is”" in text
    assert "loses money in" in text or "Both lose money" in text
    assert "64 simulations, seed 0" in text
    assert "was computed with" not in text


def test_names_and_answers_never_become_markup_and_equal_names_are_told_apart(
    open_app: Opened, store: Store
) -> None:
    client = new_client(store, NASTY)
    first = saved(store, client, NASTY, PLUMBER)
    second = saved(store, client, NASTY, {**MORE, "region": "Massachusetts", "name": NASTY})
    at = compare(open_app, client, first.id, second.id)
    assert not at.exception
    assert NASTY not in words(at)
    shown = "".join(str(c) for t in at.table for c in [*t.value.columns, *t.value.to_numpy().flat])
    assert NASTY not in shown
    assert "(2)" in shown.replace("\\", "")


def test_an_older_scenario_says_what_changed_and_computing_again_keeps_the_old(
    open_app: Opened, store: Store
) -> None:
    client = new_client(store)
    old = saved(store, client, "As it was", PLUMBER, data="2020-01", advisor="0.0.1")
    now = saved(store, client, "More of both", MORE)
    at = compare(open_app, client, old.id, now.id)
    assert not at.exception
    text = words(at)
    assert "As it was” was computed with tables of 2020" in text
    assert "program 0" in text
    assert "The answer is the same today." in text
    at.button(key=f"again_{old.id}").click().run()
    assert not at.exception
    names = {s.name: s for s in store.scenarios.of(client)}
    assert len(names) == 3
    assert store.scenarios.get(old.id) == old
    fresh = next(s for s in names.values() if s.origin_id == old.id)
    assert fresh.data_version == state.tables().version
    assert "was computed with" not in words(at)
    assert at.session_state["compared_scenarios"] == [fresh.id, now.id]


def test_what_changed_is_shown_then_and_today(open_app: Opened, store: Store) -> None:
    client = new_client(store)
    import json

    other = _answer(json.dumps(MORE, sort_keys=True))
    past = other.model_copy(
        update={"versions": other.versions.model_copy(update={"data": "2020-01"})}
    )
    old = store.scenarios.save(client, "As it was", PLUMBER, past)
    now = saved(store, client, "More of both", MORE)
    at = compare(open_app, client, old.id, now.id)
    then = at.table[0].value
    assert list(then.columns) == ["What changed", "Then", "Today"]
    assert "New customers" in list(then["What changed"])
    assert all(row["Then"] != row["Today"] for _, row in then.iterrows())


def test_a_result_of_an_older_form_is_said_to_be_unreadable(open_app: Opened, store: Store) -> None:
    client = new_client(store)
    old = saved(store, client, "As it was", PLUMBER, data="2020-01")
    now = saved(store, client, "More of both", MORE)
    with store.engine.begin() as connection:
        connection.exec_driver_sql(
            "UPDATE scenarios SET result = '{}' WHERE data_version = '2020-01'"
        )
    at = compare(open_app, client, old.id, now.id)
    assert not at.exception
    assert "can no longer be read" in words(at)


def test_where_all_comes_to_the_same_nothing_is_drawn(open_app: Opened, store: Store) -> None:
    client = new_client(store)
    first, second = (saved(store, client, name, PLUMBER) for name in ("One", "Two"))
    at = compare(open_app, client, first.id, second.id)
    assert not at.exception
    assert "lead to the same mix" in words(at)
    heads = [h.value for h in at.header]
    assert "The mixes" in heads and "What to expect" not in heads
    assert not at.get("plotly_chart")
