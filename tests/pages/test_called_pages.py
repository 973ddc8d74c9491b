"""Pages in the word of the trade on screen: patients, clients, guests, supporters."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from advisor.catalogue import CUSTOMERS
from advisor.profile import parse_profile
from advisor.recommend import recommend
from advisor.ui.again_view import changed_facts
from tests.pages.conftest import EVERY_PART, PLUMBER, unfolded, words
from tests.pages.said import customers_said

Opened = Callable[..., AppTest]
NAME = "Customer Care Ltd"
WORDS = {"patients": "dental_health", "clients": "law", "guests": "lodging",
         "supporters": "nonprofit"}  # fmt: skip
# Boxes of pages that are no parts of a topic.
OPENED = ("items_open", "pictures_open", "ways_open", "assumed", "channels_open", "all_channels",
          "try_more")  # fmt: skip


def answers(word: str) -> dict[str, object]:
    return {**PLUMBER, "sector": WORDS[word], "people_working": 2, "hours_per_week": 3,
            "money_per_month": 150, "name": NAME}  # fmt: skip


def said_but_the_name(at: AppTest) -> list[str]:
    assert not at.exception
    return [found for found in customers_said(at) if NAME not in found]


@pytest.mark.parametrize(
    ("page", "word"),
    [
        ("strategy", "patients"), ("strategy", "supporters"), ("what_if", "clients"),
        ("which_fits", "clients"), ("face_to_face", "clients"), ("platforms", "patients"),
        ("adverts", "patients"), ("me_or_manager", "clients"), ("plan", "supporters"),
        ("how_sure", "guests"), ("export", "supporters"),
    ],
)  # fmt: skip
def test_a_page_never_says_customers(open_app: Opened, page: str, word: str) -> None:
    at = open_app(answers(word), page=page)
    for key in OPENED:
        at.session_state[key] = True
    unfolded(at, *(part for part in EVERY_PART if part != "tips"))  # these take seconds
    assert said_but_the_name(at) == []


def test_what_a_channel_brings_and_the_model_are_told_so_too(open_app: Opened) -> None:
    at = open_app(answers("guests"), page="how_sure")
    at.session_state["sure_ledger"] = at.session_state["sure_model"] = True
    at.run()
    # The bounds it is held against are those of firms of every trade.
    found = [said for said in said_but_the_name(at) if "to a usual firm" not in said]
    assert found == []
    assert "Where your guests come from today" in words(at)


def test_every_screen_of_present_but_the_sources_keeps_to_the_word(open_app: Opened) -> None:
    at, titles = open_app(answers("clients"), page="present"), []
    for _ in range(30):
        titles.append(at.title[0].value)
        if "sources behind this" in titles[-1]:
            break
        assert said_but_the_name(at) == [], titles[-1]
        at.button(key="present_next").click().run()
    assert len(titles) > 9 and "sources behind this" in titles[-1]
    assert NAME in titles[0]


def test_questions_follow_once_the_trade_is_chosen(open_app: Opened) -> None:
    at = open_app({"country": "US"}, page="questionnaire")
    at.session_state["asking_widget"] = "The full picture"
    at.session_state["step"] = 1
    at.run()
    assert "Customers and figures" in at.subheader[0].value
    at.session_state["answers"] = answers("supporters")
    for step in range(6):
        at.session_state["step"] = step
        at.run()
        assert said_but_the_name(at) == [], step
    at.session_state["asking_widget"] = "Seven questions"
    at.session_state["quick_step"] = 1
    at.run()
    assert "where your supporters come from" in at.subheader[0].value
    assert said_but_the_name(at) == []


def test_a_number_may_be_typed_with_the_word_beside_it(open_app: Opened) -> None:
    at = open_app(answers("patients"), page="questionnaire")
    at.session_state["quick_step"] = 1
    at.run()
    box = next(t for t in at.text_input if t.label.startswith("How many new patients"))
    box.input("12 patients").run()
    assert at.session_state["answers"]["new_customers_per_month"] == 12.0
    assert "Understood: 12 patients a month" in [c.value for c in at.caption]
    box.input("1 patient").run()
    assert "Understood: 1 patient a month" in [c.value for c in at.caption]
    box.input("a dozen").run()
    said = [w.value.replace("\\", "") for w in at.warning]
    assert any("patients a month. Type it like" in one for one in said)
    people = next(t for t in at.text_input if t.label.startswith("How many patients are on"))
    people.input("1.200 patients").run()
    assert at.session_state["answers"]["already"]["email_list"] == 1200


def test_other_answers_on_screen_bring_their_own_word(open_app: Opened) -> None:
    at = open_app(answers("patients"), page="strategy")
    assert "new patients" in words(at)
    at.session_state["answers"] = answers("clients")
    at.run()
    assert "new clients" in words(at) and "patients" not in words(at)
    at.session_state["answers"] = PLUMBER
    at.run()
    assert "new customers" in words(at) and "clients" not in words(at)


def test_a_channel_that_is_only_called_otherwise_today_is_no_change() -> None:
    asked_for = {"locks": {"partner_referrals": {"keep": True}}}
    now = recommend(parse_profile({**answers("clients"), **asked_for}), n_draws=64, worlds=0)
    as_saved = tuple(
        item.model_copy(update={"name": item.name.replace("clients", "customers")})
        for item in now.allocation
    )
    before = now.model_copy(update={"allocation": as_saved, "customers_called": CUSTOMERS})
    assert "Partners who send customers" in [item.name for item in before.allocation]
    scenario: Any = SimpleNamespace(kind="")
    assert changed_facts(scenario, before, now) == []


def test_what_a_person_typed_stays_in_a_table() -> None:
    def app() -> None:
        import streamlit as st

        from advisor.ui.components import table_of
        from advisor.ui.state import own_word
        from advisor.ui.words import plain

        st.session_state["answers"] = {"sector": "law"}
        table_of(("Customers", "Name"), [("All customers", plain("Customers of old"))])
        st.markdown(own_word("Customers"))

    at = AppTest.from_function(app).run()
    shown = at.table[0].value
    assert list(shown.columns) == ["Clients", "Name"]
    assert list(shown.iloc[0]) == ["All clients", "Customers of old"]
    assert at.markdown[0].value == "Clients"
