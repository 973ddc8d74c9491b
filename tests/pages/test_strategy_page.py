"""The strategy page: headline, ranges, three ways, channels found, assumptions changed, files."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from advisor.evidence import load_tables
from advisor.explain.called import called_in
from advisor.explain.first_words import how_much, in_time, what_to_do, what_would
from advisor.explain.wording import exact, two_figures
from advisor.results import Bet, Recommendation
from advisor.ui.components import plain
from advisor.ui.how_sure_view import _call
from advisor.ui.state import recommendation_for
from tests.pages.conftest import PLUMBER, is_answer, named, words

Opened = Callable[..., AppTest]
SALON = {
    "sector": "hair_beauty", "country": "US", "town": "Northampton", "region": "Massachusetts",
    "people_working": 2, "reach_goal": "my_town", "hours_per_week": 8, "money_per_month": 150,
    "visual": True,
}  # fmt: skip
# By its customers more come in a month than it has room for.
FULL = {
    "sector": "bakery_food_shop", "country": "DE", "town": "Freiburg", "place_id": "2925177",
    "people_working": 6, "reach_goal": "neighbouring_towns", "hours_per_week": 6,
    "money_per_month": 300, "active_customers": 1400, "capacity_new_customers_per_month": 60,
}  # fmt: skip


def with_open(at: AppTest, box: str) -> AppTest:
    """Run again with a box open that is drawn only then."""
    at.session_state[box] = True
    at.run()
    assert not at.exception
    return at


def changed(r: Recommendation, part: str, show: str, **changes: object) -> AppTest:
    """Show one part of the page for a recommendation with some of its values changed."""

    def page(r: object, module: str, show: str) -> None:
        import importlib

        getattr(importlib.import_module(f"advisor.ui.{module}"), show)(r)

    shown = r.model_copy(update=changes)
    at = AppTest.from_function(page, args=(shown, part, show), default_timeout=60)
    return at.run()


def test_what_was_typed_never_becomes_a_picture_from_elsewhere(open_app: Opened) -> None:
    at = open_app({**PLUMBER, "town": "![x](http://a.b/c.png)"}, page="strategy")
    assert not at.exception
    assert "![x](http" not in words(at)


def test_the_first_screen_holds_what_a_person_acts_on(open_app: Opened) -> None:
    wants = {**SALON, "customers_wanted_per_month": 12}
    at = open_app(wants, page="strategy")
    assert not at.exception
    r = recommendation_for(wants)
    text = words(at).replace("\\", "")
    assert [s.value for s in at.subheader] == ["Do these three things first"]
    first = next(m.value for m in at.markdown if m.value.startswith("1. ")).replace("\\", "")
    orders = first.splitlines()
    assert len(orders) == 3
    for order, item in zip(orders, in_time(r)[:3], strict=True):
        assert called_in(r)(what_to_do(item, r, load_tables().channels)) in order
        assert how_much(item, "USD") in order
    assert "of your 8 hours a week, and" in text
    assert "of 150 USD a month" in text
    assert r.goal is not None
    assert r.goal.next_step is not None
    assert text.count(r.goal.sentence) == 1
    assert text.count(r.goal.next_step.sentence) == 1
    assert len(at.get("plotly_chart")) == 1


def test_what_stays_unspent_is_said_with_its_reason(open_app: Opened) -> None:
    at = open_app(SALON, page="strategy")
    r = recommendation_for(SALON)
    spare = f"{exact(r.budgets.owner_hours.unspent)} of your hours a week"
    told = [m.value for m in at.markdown if "stay unspent" in m.value]
    assert len(told) >= 1
    assert spare in told[0].replace("\\", "")


def test_customers_of_the_channels_and_sources_add_up_to_the_total_shown(open_app: Opened) -> None:
    at = open_app(SALON, page="strategy")
    brings = at.table[0].value
    column = brings.columns[-1]
    parts = [float(x) for x in brings[column]]
    assert column == "New clients a month"
    assert sum(parts[:-1]) == pytest.approx(parts[-1], rel=0.05)
    sources = at.table[1].value
    today = [float(x) for x in sources["A month today"][:-1]]
    total = recommendation_for(SALON).ledger
    assert total is not None
    assert sum(today) == pytest.approx(total.total_today.p50, rel=0.05)


def test_few_customers_are_told_by_the_year_all_over_the_page(open_app: Opened) -> None:
    few = {**SALON, "new_customers_per_month": 0.5, "customers_wanted_per_month": 1,
           "average_sale": 260}  # fmt: skip
    at = open_app(few, page="strategy")
    text = words(at).replace("\\", "")
    assert "You want 12 new clients a year; today about 6 come" in text
    assert "New clients a year" in at.table[0].value.columns
    assert "new clients a month" not in text


def test_a_loss_stands_under_the_title_as_the_headline_says_it(open_app: Opened) -> None:
    r = recommendation_for(SALON)
    loss = "At the median it costs 5 USD a month more than it brings, your hours included."
    at = changed(r, "first_screen_view", "show_headline", headline=f"Stay on Main Street. {loss}")
    assert at.title[0].value == "Stay on Main Street."
    assert at.markdown[0].value == f"**{plain(loss)}**"
    at = changed(r, "first_screen_view", "show_headline", headline="Stay on Main Street.")
    assert at.title[0].value == "Stay on Main Street."
    assert not at.markdown


def test_every_bet_is_named_with_its_odds() -> None:
    bet = Bet(channel="x", name="X", share_of_worlds=0.2, middle=-5.0, sentence="X is a bet, 20 %")
    r = recommendation_for(SALON)
    told = words(changed(r, "strategy_view", "show_mix", bets=(bet,)))
    assert told.count("- X is a bet, 20 %") == 1


def test_where_the_choice_does_not_matter_no_way_is_recommended() -> None:
    r = recommendation_for(SALON)
    shares = {"main_street": 0.9, "next_towns": 0.1, "beyond_town": 0.0}
    told = {"call": "main_street", "shares": shares}
    for alike in (("main_street", "next_towns"), ("main_street",)):
        strategy = r.strategy.model_copy(update={**told, "alike": alike})
        ways = changed(r, "strategy_view", "show_others", strategy=strategy)
        with_open(ways, "ways_open")
        ways = " ".join([words(ways), *ways.table[0].value["Strategy"]])
        sure = _call(r.model_copy(update={"strategy": strategy}))
        open_choice = len(alike) > 1
        assert ways.count("does not matter") == int(open_choice)
        assert ways.count("(recommended)") == int(not open_choice)
        assert ("The best of the three in 90 %" in sure) == (not open_choice)


def test_ways_that_are_the_same_work_stand_once_and_none_is_worth_more() -> None:
    asked = {"sector": "bakery_food_shop", "country": "GB", "town": "Ludlow", "people_working": 2,
             "reach_goal": "my_town", "hours_per_week": 1.25, "money_per_month": 150}  # fmt: skip
    r = recommendation_for(asked)
    assert len(r.strategy.alike) == 3
    told = words(with_open(changed(r, "strategy_view", "show_others"), "ways_open"))
    assert "All three strategies lead to the same mix here" in told
    assert told.count("Stay on Main Street") == 1
    assert "worth more to you than the other two" not in told


def test_a_question_comes_first_and_its_answer_goes_into_the_profile(open_app: Opened) -> None:
    at = open_app(FULL, page="strategy")
    question = recommendation_for(FULL).questions[0]
    assert question.sentence in at.markdown[0].value.replace("\\", "")
    assert words(at).replace("\\", "").count(question.sentence) == 1
    box = named(at.text_input, "answer_new_customers_per_month")
    assert float(box.value) == pytest.approx(question.figures["taken"], abs=0.01)
    assert is_answer(at)  # the rest stays in sight
    box.input("30")
    at.button(key="settle_new_customers_per_month").click().run()
    assert not at.exception
    assert at.session_state["answers"] == {**FULL, "new_customers_per_month": 30.0}
    assert not [n for n in at.text_input if str(n.key).startswith("answer_")]
    assert "today about 30 new customers a month come" in words(at).replace("\\", "")


def test_an_empty_answer_to_the_question_is_asked_for_in_words(open_app: Opened) -> None:
    at = open_app(FULL, page="strategy")
    named(at.text_input, "answer_new_customers_per_month").input("")
    at.button(key="settle_new_customers_per_month").click().run()
    assert [w.value for w in at.warning] == ["Type a number first."]
    assert at.session_state["answers"] == FULL


def test_a_question_of_a_distance_names_its_unit(open_app: Opened) -> None:
    clinic = {
        "sector": "cosmetic_clinic", "country": "US", "place_id": "5251436", "people_working": 8,
        "reach_goal": "worldwide", "hours_per_week": 12, "money_per_month": 6000,
    }  # fmt: skip
    at = open_app(clinic, page="strategy")
    label = named(at.text_input, "answer_customers_come_from_miles").label
    assert label.startswith("How far away do ") and label.endswith(", in miles?")


def test_a_question_of_yes_or_no_is_answered_by_a_button(open_app: Opened) -> None:
    oil = {
        "sector": "craft_producer", "country": "HR", "town": "Pula", "people_working": 4,
        "reach_goal": "country", "hours_per_week": 4, "money_per_month": 100,
    }  # fmt: skip
    at = open_app(oil, page="strategy")
    assert "Do you send what you sell?" in at.markdown[0].value
    at.button(key="settle_sold_online_yes").click().run()
    assert not at.exception
    assert at.session_state["answers"] == {**oil, "sold_online": True}
    assert "Do you send what you sell?" not in words(at)


def test_who_begins_is_told_who_comes_without_a_plan(open_app: Opened) -> None:
    tutor = {
        "sector": "tutoring_lessons", "country": "GB", "town": "Derby", "people_working": 1,
        "reach_goal": "my_town", "hours_per_week": 6, "money_per_month": 50,
        "active_customers": 0, "new_customers_per_month": 0,
    }  # fmt: skip
    at = open_app(tutor, page="strategy")
    assert not at.exception
    text = words(at).replace("\\", "")
    assert "today no new students a year come" in text
    assert "of the new students a year come as a new business becomes known." in text


def test_without_a_question_nothing_is_asked(open_app: Opened) -> None:
    assert not open_app(SALON, page="strategy").text_input


def test_no_number_is_shown_raw(open_app: Opened) -> None:
    text = words(open_app(PLUMBER, page="strategy"))
    assert "e+0" not in text
    assert "_" not in text.replace("\\_", "")


def test_channels_are_found_by_name_and_by_reason(open_app: Opened) -> None:
    at = with_open(open_app(PLUMBER, page="strategy"), "channels_open")

    def shown() -> list[str]:
        return [e.label for e in at.expander if " of 100)" in e.label]

    first = shown()
    assert ": in the mix (" in first[0]
    assert len(first) < 15
    at.text_input(key="find_channel").input("TikTok adverts")
    with_open(at, "channels_open")
    assert [label.split(":")[0] for label in shown()] == ["TikTok adverts"]
    at.text_input(key="find_channel").input("no such thing")
    with_open(at, "channels_open")
    assert shown() == []
    assert any("No channel has these words" in i.value for i in at.info)
    at.text_input(key="find_channel").input("")
    with_open(at, "channels_open")
    at.toggle(key="all_channels").set_value(True)
    with_open(at, "channels_open")
    assert len(shown()) > 30


def test_figures_of_a_channel_lead_to_their_sources(open_app: Opened) -> None:
    at = with_open(open_app(PLUMBER, page="strategy"), "channels_open")
    at.toggle(key="sources_google_business_profile").set_value(True)
    with_open(at, "channels_open")
    assert not at.exception
    assert "](http" in words(at)


def test_an_assumed_answer_is_changed_in_place_and_taken_back(open_app: Opened) -> None:
    def with_box_open(at: AppTest) -> AppTest:
        at.session_state["assumed"] = True
        return at.run()

    at = with_box_open(open_app(PLUMBER, page="strategy"))
    before = [t.value.to_dict() for t in at.table]
    assert at.text_input(key="ask_0_average_sale").value == ""
    assumed = next(a for a in recommendation_for(PLUMBER).assumptions if a.field == "average_sale")
    assert f"Assumed: **{assumed.value:g} USD**" in words(at)
    at.text_input(key="ask_0_average_sale").input("4.000")
    with_box_open(at)
    assert not at.exception
    assert at.session_state["answers"]["average_sale"] == 4000.0
    assert [t.value.to_dict() for t in at.table] != before
    at.button(key="usual_average_sale").click()
    with_box_open(at)
    assert "average_sale" not in at.session_state["answers"]
    assert [t.value.to_dict() for t in at.table] == before


def test_assumed_shares_and_distances_are_told_as_they_are_asked(open_app: Opened) -> None:
    bamberg = {**PLUMBER, "country": "DE", "town": "Bamberg"}
    del bamberg["region"]
    at = with_open(open_app(bamberg, page="strategy"), "assumed")
    assumed = {a.field: a.value for a in recommendation_for(bamberg).assumptions}
    margin, miles = assumed["gross_margin"], assumed["customers_come_from_miles"]
    assert isinstance(margin, float)
    assert isinstance(miles, float)
    assert f"Assumed: **{100 * margin:.0f} %**" in words(at)
    assert f"Assumed: **{two_figures(1.609344 * miles)} km**" in words(at).replace("\\", "")
    at.text_input(key="ask_0_customers_come_from_km").input("16,1")
    with_open(at, "assumed")
    assert at.session_state["answers"]["customers_come_from_km"] == 16.1
    at.button(key="usual_customers_come_from_km").click()
    with_open(at, "assumed")
    assert at.session_state["answers"] == bamberg


def test_a_town_taken_before_its_namesakes_is_said_to_be_assumed(open_app: Opened) -> None:
    mexican = {**PLUMBER, "country": "MX", "town": "Querétaro"}
    del mexican["region"]
    at = with_open(open_app(mexican, page="strategy"), "assumed")
    assert (
        "Region: Assumed: **Querétaro**; Santiago de Querétaro, Querétaro, is by far the largest "
        "town of that name: 1,600,000 people, against 2,200 in Querétaro, Chiapas."
    ) in words(at).replace("\\", "")


def test_three_files_can_be_kept(open_app: Opened) -> None:
    at = open_app(PLUMBER, page="strategy")
    labels = [b.proto.label for b in at.get("download_button")]
    assert labels == ["My answers (to open again)", "The advice as text",
                      "Everything as data (JSON)"]  # fmt: skip


def test_every_chart_has_its_sentence(open_app: Opened) -> None:
    at = open_app(PLUMBER, page="strategy")
    charts = at.get("plotly_chart")
    assert charts
    assert all(len(c.proto.alt) > 40 for c in charts)


def test_nothing_recommended_shows_the_first_two_hours(open_app: Opened) -> None:
    at = open_app({**PLUMBER, "hours_per_week": 0, "money_per_month": 0}, page="strategy")
    assert not at.exception
    assert "That is an answer" in words(at)
    assert any("first two hours" in s.value for s in at.subheader)
    assert not at.metric


def test_what_is_read_second_is_folded(open_app: Opened) -> None:
    at = open_app(PLUMBER, page="strategy")
    assert not at.header
    assert [e.label for e in at.expander if not e.label.startswith(("As pic", "Hours and"))] == [
        "The whole mix", "Month by month", "Why these", "The other strategies",
        "Every channel, in or out", "What was assumed", "Keep, print or share",
        "Share by a link instead", "Explore",
    ]  # fmt: skip
    assert not any(e.proto.expanded for e in at.expander)
    # One picture of what to expect at a time, and none before it is asked for.
    assert not at.tabs
    at = with_open(at, "pictures_open")
    tabs = [t.label for t in at.tabs]
    assert tabs == ["By month", "Money back", "Seen to bought"]


def test_where_nothing_is_recommended_the_page_says_why_and_what_would_change_it(
    open_app: Opened,
) -> None:
    nothing = {**PLUMBER, "hours_per_week": 0, "money_per_month": 0}
    assert what_would(recommendation_for(nothing)) == ""  # of a goal that nobody named
    nothing["customers_wanted_per_month"] = 30
    at = open_app(nothing, page="strategy")
    assert not at.exception
    assert len(at.get("plotly_chart")) == 0
    assert not at.header
    told = what_would(recommendation_for(nothing))
    assert told != ""
    assert f"**What would change it.** {plain(told)}" in [m.value for m in at.markdown]


def test_today_and_the_plan_add_up_where_part_of_it_comes_already(open_app: Opened) -> None:
    kept = {**SALON, "present_mix": {"google_business_profile": {"hours_per_week": 0.5}}}
    text = words(open_app(kept, page="strategy")).replace("\\", "")
    assert re.search(r"Nine times in ten .*\. About [\d.]+ of them come already, by what you", text)
    new = {**SALON, "sector": "plumbing_heating"}  # without a door that people walk in by
    assert "come already" not in words(open_app(new, page="strategy"))
