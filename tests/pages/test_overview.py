"""All clients at once: what is due, what came, computing again; a client begun by its trade."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache

import pytest
from streamlit.testing.v1 import AppTest

from advisor import Recommendation, parse_profile, recommend
from advisor.store import ClientFields, Store, checked
from advisor.ui import again_view
from tests.pages.conftest import PLUMBER, named, words
from tests.pages.test_clients_page import fields, opened

pytestmark = pytest.mark.usefixtures("store")
Opened = Callable[..., AppTest]
MORE = {**PLUMBER, "hours_per_week": 12, "money_per_month": 600}


@lru_cache
def answer(more: bool = False) -> Recommendation:
    return recommend(parse_profile(MORE if more else PLUMBER), n_draws=64, worlds=0)


def client(store: Store, name: str) -> str:
    fields: ClientFields = checked(ClientFields, {"name": name})
    made = store.clients.add(fields)
    store.clients.keep_answers(made.id, PLUMBER, seen=0)
    return made.id


def test_what_is_due_this_week_is_named_and_can_be_shown_alone(
    open_app: Opened, store: Store
) -> None:
    ada, bob = client(store, "Ada"), client(store, "Bob")
    store.diary.plan_review(ada, date.today() + timedelta(days=7), "the group")
    store.diary.plan_review(ada, date.today() - timedelta(days=1))
    store.diary.plan_review(bob, date.today() + timedelta(days=8), "later")
    at = open_app(page="clients")
    assert at.toggle[0].label == "1 client has something due this week: show only these"
    text = words(at)
    assert ": the group" in text
    assert "look again" in text
    assert ": later" not in text
    assert "**Bob**" in text
    at.toggle[0].set_value(True).run()
    assert "**Ada**" in words(at)
    assert "**Bob**" not in words(at)


def test_the_last_result_stands_against_the_plan(open_app: Opened, store: Store) -> None:
    ada, bob = client(store, "Ada"), client(store, "Bob")
    scenario = store.scenarios.save(ada, "As it is", PLUMBER, answer())
    store.diary.decide(ada, "We do it", date(2026, 3, 20), scenario.id)
    store.diary.count(ada, date(2026, 3, 1), 999)
    store.diary.count(ada, date(2026, 2, 1), 4)
    store.diary.count(bob, date(2026, 2, 1), 1)
    text = words(open_app(page="clients"))
    assert "999 new customers in March 2026. In the plan's one month counted 999 new" in text
    assert "above plan" in text
    store.diary.decide(bob, "We do it", date(2026, 3, 20), store.scenarios.save(
        bob, "As it is", PLUMBER, answer()).id)  # fmt: skip
    before = words(open_app(page="clients"))
    assert before.count("1 new customer in February 2026") == 1
    assert "1 new customer in February 2026, before the plan began" in before
    assert "1 new customer in February 2026; no plan has been decided on to compare it with" in text


def test_all_is_computed_again_with_what_changed_for_whom(open_app: Opened, store: Store) -> None:
    ada, bob = client(store, "Ada"), client(store, "Bob")
    old = answer().versions.model_copy(update={"data": "2020-01"})
    same = store.scenarios.save(ada, "Same", PLUMBER, answer().model_copy(
        update={"versions": old}))  # fmt: skip
    other = store.scenarios.save(bob, "Other", PLUMBER, answer(True).model_copy(
        update={"versions": old}))  # fmt: skip
    store.scenarios.save(bob, "Of today", PLUMBER, answer())
    at = open_app(page="clients")
    assert "2 scenarios were computed with other tables or another program" in words(at)
    at.button(key="batch_begin").click().run()
    assert not at.exception
    assert "2 computed again: 1 changed, 1 came out the same." in words(at)
    row = at.table[0].value.iloc[0]
    assert (row["Client"], row["Scenario"]) == ("Bob", "Other")
    assert "New customers: " in row["What changed"].replace("\\", "")
    names = [s.name for s in store.scenarios.of(bob)]
    assert len(names) == 3
    assert store.scenarios.get(other.id) == other
    assert [s.name for s in store.scenarios.of(ada)] == ["Same"]
    assert again_view.changed_since(store.scenarios.get(same.id)) == ""
    at.button(key="batch_end").click().run()
    assert not any(b.key == "batch_begin" for b in at.button)


def test_computing_again_stops_where_it_is_told_to(open_app: Opened, store: Store) -> None:
    ada = client(store, "Ada")
    old = answer().versions.model_copy(update={"data": "2020-01"})
    for k in range(3):
        store.scenarios.save(ada, f"No {k}", PLUMBER,
                             answer().model_copy(update={"versions": old}))  # fmt: skip
    at = open_app(page="clients")
    todo = list(store.scenarios.outdated(again_view.versions_now()))
    at.session_state["_batch"] = {"todo": [], "done": [("Ada", "No 0", "x → y")], "count": 3}
    at.run()
    assert len(todo) == 3
    assert "Stopped: 2 are left for another time." in words(at)


def test_a_client_begins_with_the_usual_answers_of_its_trade_and_they_are_said_to_be(
    open_app: Opened, store: Store
) -> None:
    at = open_app(page="clients")
    at.text_input(key="new_name_0").input("Backstube")
    at.selectbox(key="new_trade_0").select("bakery_food_shop")
    next(b for b in at.button if b.label == "Add").click().run()
    assert "differ by country" in words(at)
    assert store.clients.all() == ()
    at.selectbox(key="new_country_0").select("DE")
    next(b for b in at.button if b.label == "Add").click().run()
    assert not at.exception
    made = store.clients.all()[0]
    usual = {"sector": "bakery_food_shop", "country": "DE", "people_working": 2,
             "reach_goal": "neighbouring_towns", "money_per_month": 230.0}  # fmt: skip
    assert at.session_state["answers"] == usual
    assert "3 of the answers are the usual ones of the trade, not the client's own" in words(at)
    at.session_state["answers"] = {**usual, "people_working": 4}
    assert "2 of the answers are the usual ones" in words(at.run())
    at.button(key="confirm_usual").click().run()
    assert "usual ones of the trade" not in words(at)
    assert store.clients.get(made.id).begun_with == {}


def test_a_client_is_added_with_its_country_alone_and_its_trade_is_found_by_other_words(
    open_app: Opened, store: Store
) -> None:
    at = open_app(page="clients")
    labels = at.selectbox(key="new_trade_0").options
    assert any("mechanic" in label for label in labels)
    at.text_input(key="new_name_0").input("Carpintería Ruiz")
    at.selectbox(key="new_country_0").select("ES")
    next(b for b in at.button if b.label == "Add").click().run()
    assert not at.exception
    assert len(store.clients.all()) == 1
    assert at.session_state["answers"] == {"country": "ES"}


def test_the_consultants_name_and_contact_are_kept_once(open_app: Opened, store: Store) -> None:
    at = open_app(page="clients")
    named(at.text_input, "me_name").input("Cora Doe")
    named(at.text_input, "me_contact").input("0123 456")
    next(b for b in at.button if b.label == "Keep").click().run()
    assert not at.exception
    assert store.consultant.get().model_dump() == {"name": "Cora Doe", "contact": "0123 456"}
    assert any(e.label == "You: Cora Doe" for e in at.expander)


def test_what_the_client_does_now_is_a_scenario_of_its_own(open_app: Opened, store: Store) -> None:
    ada = client(store, "Ada")
    at = open_app(page="clients")
    at.button(key=f"open_{ada}").click().run()
    assert any(b.key == "give_today" for b in at.button)
    mix = {"facebook": {"hours_per_week": 2}, "local_signs": {"units": 1}}
    store.clients.keep_answers(ada, {**PLUMBER, "present_mix": mix}, seen=1)
    at.button(key="close_client").click().run()
    at.button(key=f"open_{ada}").click().run()
    named(at.button, "add_today").click().run()
    assert not at.exception
    saved = store.scenarios.of(ada)[0]
    assert (saved.name, saved.kind, saved.changes) == ("What Ada does now", "today", {})
    assert "What is done now: Facebook page and groups, Signs" in words(at)
    assert not any(str(b.key).startswith("add_today") for b in at.button)


def test_money_of_an_earlier_currency_is_said_to_be_and_mixed_with_none(
    open_app: Opened, store: Store
) -> None:
    ada = client(store, "Ada")
    old = answer().versions.model_copy(update={"data": "2020-01"})
    scenario = store.scenarios.save(ada, "In dollars", PLUMBER, answer().model_copy(
        update={"versions": old}))  # fmt: skip
    store.scenarios.save(ada, "Another", MORE, answer(True))
    store.diary.count(ada, date(2026, 2, 1), 4, 620.5, currency="USD")
    store.diary.count(ada, date(2026, 3, 1), 5, 500, currency="EUR")
    seen = store.clients.get(ada)
    fields = {"name": "Ada", "currency": "EUR"}
    store.clients.change(ada, checked(ClientFields, fields), seen=seen.version)
    at = open_app(page="clients")
    at.button(key=f"open_{ada}").click().run()
    text = words(at)
    assert "620.5 USD spent" in text and "500 EUR spent" in text
    assert "Money written down in USD stays as it was written" in text
    assert text.count("Its figures are in USD, as it was saved; the client's currency is EUR") == 2
    at.switch_page("pages/compare.py").run()
    assert not at.exception
    # What changed since is told in the currency it was saved in, and so it is kept.
    assert "Its figures are in USD" in words(at)
    assert "The answer is the same today." in words(at)
    at.button(key=f"again_{scenario.id}").click().run()
    made = next(s for s in store.scenarios.of(ada) if s.origin_id == scenario.id)
    result = made.recommendation()
    assert result is not None and result.currency == "USD"
    assert made.answers == scenario.answers


def test_money_in_one_currency_needs_no_word(open_app: Opened, store: Store) -> None:
    ada = client(store, "Ada")
    store.diary.count(ada, date(2026, 2, 1), 4, 620.5, currency="USD")
    store.diary.count(ada, date(2026, 3, 1), 4)
    at = open_app(page="clients")
    at.button(key=f"open_{ada}").click().run()
    assert "stays as it was written" not in words(at)
    assert "Its figures are in" not in words(at)


def test_a_month_far_beyond_the_room_is_asked_about_before_it_is_written_down(
    open_app: Opened, store: Store
) -> None:
    key = store.clients.add(fields("Ada", currency="USD")).id
    at = opened(open_app, store, key)
    at.session_state["answers"] = {**PLUMBER, "capacity_new_customers_per_month": 5}
    at.run()
    for asked in (True, False):
        named(at.text_input, "count_customers").input("99999")
        next(b for b in at.button if b.label == "Write the month down").click().run()
        said = [w.value.replace("\\", "") for w in at.warning]
        assert any("room for about 5. Is that right?" in one for one in said) == asked
        assert (store.diary.counts(key) == ()) == asked
    assert store.diary.counts(key)[0].customers == 99_999


def test_a_decision_without_words_is_asked_for_in_plain_words(
    open_app: Opened, store: Store
) -> None:
    at = opened(open_app, store, store.clients.add(fields("Ada", currency="USD")).id)
    next(b for b in at.button if b.label == "Write it down").click().run()
    said = [w.value.replace("\\", "") for w in at.warning]
    assert said == ["Not saved: write what was decided first."]
