"""The last step: weights, currency and one's own channels, each kept, emptied and taken away."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from streamlit.testing.v1 import AppTest

from advisor.profile import parse_profile
from tests.pages.conftest import PLUMBER
from tests.pages.test_questionnaire_page import in_step, is_complete

Opened = Callable[..., AppTest]
FACEBOOK = {"hours_per_week": 3.0, "money_per_month": 20.0}


def last_step(open_app: Opened, **answers: Any) -> AppTest:
    at = in_step(open_app({**PLUMBER, **answers}), 5)
    assert not at.exception
    return at


def given(at: AppTest) -> dict[str, Any]:
    """Return the answers beyond the six, which must be a profile that can be used."""
    answers = dict(at.session_state["answers"])
    parse_profile(answers)
    return {k: v for k, v in answers.items() if k not in PLUMBER}


def add(at: AppTest, channel: str) -> AppTest:
    box = next(s for s in at.selectbox if s.label == "Add a channel")
    box.set_value(channel).run()
    assert not at.exception
    return at


def number(at: AppTest, name: str, value: float | None) -> AppTest:
    at.text_input(key=f"ask_0_{name}").input("" if value is None else f"{value:g}").run()
    assert not at.exception
    return at


def test_looking_at_the_step_changes_nothing(open_app: Opened) -> None:
    full = {
        "weights": {"bonds": 3}, "currency": "EUR", "present_mix": {"facebook": FACEBOOK},
        "results": {"facebook": {"months": 6, "leads": 10}},
        "locks": {"x": {"never": True}, "email_newsletter": {"at_least": 1, "at_most": 2}},
    }  # fmt: skip
    at = last_step(open_app, **full)
    assert given(at) == full
    assert at.text_input(key="ask_0_present_mix.facebook.hours_per_week").value == "3"
    assert at.text_input(key="ask_0_results.facebook.leads").value == "10"
    assert at.radio(key="ask_0_locks.x").value == "never"
    assert (
        "At least 1 hours a week and at most 2 hours a week"
        in at.radio(key="ask_0_locks.email_newsletter").options
    )


def test_weights_are_set_and_emptied(open_app: Opened) -> None:
    at = number(last_step(open_app), "weights.customers", 3.0)
    assert given(at) == {"weights": {"customers": 3.0}}
    assert given(number(at, "weights.customers", None)) == {}


def test_a_currency_is_chosen_and_the_countrys_comes_back(open_app: Opened) -> None:
    at = last_step(open_app)
    box = at.selectbox(key="ask_0_currency")
    assert box.value is None
    box.set_value("CHF").run()
    assert given(at) == {"currency": "CHF"}
    at.selectbox(key="ask_0_currency").set_value(None).run()
    assert given(at) == {}


def test_what_is_done_now_is_told_on_a_card(open_app: Opened) -> None:
    at = add(last_step(open_app), "facebook")
    assert given(at) == {}
    number(at, "present_mix.facebook.hours_per_week", 3.0)
    number(at, "present_mix.facebook.money_per_month", 20.0)
    assert given(at) == {"present_mix": {"facebook": FACEBOOK}}
    number(at, "present_mix.facebook.hours_per_week", None)
    number(at, "present_mix.facebook.money_per_month", None)
    assert given(at) == {}
    assert at.text_input(key="ask_0_present_mix.facebook.hours_per_week").value == ""


def test_only_memberships_are_counted_in_pieces(open_app: Opened) -> None:
    at = add(add(last_step(open_app), "facebook"), "chamber_home")
    keys = [n.key for n in at.text_input]
    assert "ask_0_present_mix.facebook.units" not in keys
    number(at, "present_mix.chamber_home.units", 1)
    assert given(at) == {"present_mix": {"chamber_home": {"units": 1}}}


def test_a_result_counts_when_it_is_whole_and_never_blocks_the_rest(open_app: Opened) -> None:
    at = add(last_step(open_app), "facebook")
    assert at.text_input(key="ask_0_results.facebook.months").value == "12"
    number(at, "results.facebook.leads", 10.0)
    assert given(at) == {"results": {"facebook": {"months": 12.0, "leads": 10.0}}}
    number(at, "results.facebook.customers", 11.0)
    assert given(at) == {}
    assert any("more customers than enquiries" in w.value for w in at.warning)
    assert is_complete(at)
    number(at, "results.facebook.customers", 4.0)
    number(at, "results.facebook.months", None)
    assert given(at) == {}
    assert any("Over how many months?" in w.value for w in at.warning)
    number(at, "results.facebook.months", 6.0)
    assert given(at)["results"]["facebook"] == {"months": 6.0, "leads": 10.0, "customers": 4.0}
    assert not at.warning


def test_a_channel_is_kept_banned_and_set_free(open_app: Opened) -> None:
    at = add(last_step(open_app), "facebook")
    for wish, expected in (("keep", {"keep": True}), ("never", {"never": True}), ("free", None)):
        at.radio(key="ask_0_locks.facebook").set_value(wish).run()
        assert given(at).get("locks", {}).get("facebook") == expected


def test_bounds_set_elsewhere_stay_until_another_wish_is_chosen(open_app: Opened) -> None:
    at = last_step(open_app, locks={"facebook": {"at_least": 2}})
    number(at, "present_mix.facebook.hours_per_week", 1.0)
    assert given(at)["locks"] == {"facebook": {"at_least": 2}}
    at.radio(key="ask_0_locks.facebook").set_value("keep").run()
    assert given(at)["locks"] == {"facebook": {"keep": True}}


def test_a_card_taken_away_takes_its_answers_along_and_no_others(open_app: Opened) -> None:
    at = last_step(
        open_app,
        present_mix={"facebook": FACEBOOK, "x": {"hours_per_week": 1.0}},
        results={"facebook": {"months": 6, "leads": 10}},
        locks={"facebook": {"keep": True}},
    )
    at.button(key="remove_facebook").click().run()
    assert not at.exception
    assert given(at) == {"present_mix": {"x": {"hours_per_week": 1.0}}}
    assert "remove_facebook" not in [b.key for b in at.button]
    at = add(at, "facebook")
    assert at.text_input(key="ask_0_present_mix.facebook.hours_per_week").value == ""
    assert given(at) == {"present_mix": {"x": {"hours_per_week": 1.0}}}


def test_a_channel_whose_name_begins_like_another_keeps_its_answers(open_app: Opened) -> None:
    at = last_step(open_app, locks={"pinterest": {"keep": True}, "pinterest_ads": {"never": True}})
    at.button(key="remove_pinterest").click().run()
    assert given(at) == {"locks": {"pinterest_ads": {"never": True}}}
    assert at.radio(key="ask_0_locks.pinterest_ads").value == "never"


def test_a_channel_told_of_is_not_offered_again_and_closed_ones_never(open_app: Opened) -> None:
    at = add(last_step(open_app), "facebook")
    box = next(s for s in at.selectbox if s.label == "Add a channel")
    assert box.value is None
    assert "Facebook page and groups" not in box.options
    assert not any("Google+" in option for option in box.options)


def test_cards_stay_on_page_change(open_app: Opened) -> None:
    at = add(last_step(open_app), "facebook")
    number(at, "present_mix.facebook.hours_per_week", 3.0)
    at.switch_page("pages/how_sure.py").run()
    at.switch_page("pages/questionnaire.py").run()
    assert at.text_input(key="ask_0_present_mix.facebook.hours_per_week").value == "3"
