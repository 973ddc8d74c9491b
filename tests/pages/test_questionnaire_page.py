"""Your business: looking never changes an answer, and what was typed stays."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from advisor.evidence import load_examples
from advisor.explain.names import SOURCES
from advisor.ui.questions import LEFT_OPEN
from tests.pages.conftest import APP, PLUMBER, is_answer

Opened = Callable[..., AppTest]


def in_step(at: AppTest, step: int) -> AppTest:
    """Go to a step of the full questionnaire."""
    at.session_state["asking"] = "The full picture"
    at.session_state["step"] = step
    return at.switch_page("pages/questionnaire.py").run()


def show_button(at: AppTest) -> bool:
    """Whether "Show my strategy" would lead there; the button itself is never shut."""
    return is_complete(at) and not at.warning


def is_complete(at: AppTest) -> bool:
    """Whether nothing that is needed is open; the button is there and never shut."""
    assert not next(b for b in at.button if b.label == "Show my strategy").disabled
    return bool(at.progress[0].proto.text == "All that is needed is answered.")


@pytest.mark.parametrize("name", sorted(load_examples()))
def test_looking_at_an_example_changes_none_of_its_answers(open_app: Opened, name: str) -> None:
    answers = dict(load_examples()[name]["profile"])
    at = open_app(answers, page="questionnaire")
    assert at.session_state["answers"] == answers
    assert show_button(at)


def test_a_namesake_town_elsewhere_is_not_moved_to_the_largest(open_app: Opened) -> None:
    at = open_app({**PLUMBER, "region": "Pennsylvania"}, page="questionnaire")
    assert at.session_state["answers"]["region"] == "Pennsylvania"
    which = next(r for r in at.radio if r.label == "Which one is it?")
    assert which.value == "5203804"


def test_another_town_of_the_name_can_be_chosen(open_app: Opened) -> None:
    at = open_app(PLUMBER, page="questionnaire")
    next(r for r in at.radio if r.label == "Which one is it?").set_value("5203804").run()
    assert at.session_state["answers"]["place_id"] == "5203804"
    assert "region" not in at.session_state["answers"]


def test_an_unknown_town_is_said_beside_the_field_and_stays_typed(open_app: Opened) -> None:
    at = open_app(PLUMBER, page="questionnaire")
    at.text_input(key="ask_0_town").input("Qqqqville").run()
    assert any("No town called “Qqqqville”" in w.value for w in at.warning)
    assert not show_button(at)
    at.switch_page("pages/how_sure.py").run()
    at.switch_page("pages/questionnaire.py").run()
    assert at.text_input(key="ask_0_town").value == "Qqqqville"


def test_a_typed_town_settles_on_its_place(open_app: Opened) -> None:
    rest = {k: v for k, v in PLUMBER.items() if k not in ("town", "region")}
    at = open_app(rest, page="questionnaire")
    at.text_input(key="ask_0_town").input("Sedalia").run()
    assert at.session_state["answers"]["place_id"] == "4408000"


def test_another_country_empties_the_town(open_app: Opened) -> None:
    at = open_app(PLUMBER, page="questionnaire")
    at.selectbox(key="ask_0_country").select("DE").run()
    assert "town" not in at.session_state["answers"]
    assert at.text_input(key="ask_0_town").value == ""
    assert any("in EUR?" in n.label for n in at.text_input)


def test_without_a_country_no_currency_is_named(open_app: Opened) -> None:
    at = open_app(page="questionnaire")
    assert "How much money a month can go into marketing?" in [n.label for n in at.text_input]


def test_every_quick_question_says_why_it_is_asked(open_app: Opened) -> None:
    at = open_app(page="questionnaire")
    said = [c.value for c in at.caption]
    for why in (
        "Prices, wages and platforms differ by country.",
        "Most ways of being found cost time first.",
        "Dues, advertising and helpers cost money.",
        "Size decides how many customers you can serve.",
    ):
        assert any(why in c for c in said)


def test_forgetting_empties_every_answer(open_app: Opened) -> None:
    at = open_app(PLUMBER, page="questionnaire")
    assert "Forget them for good" not in [b.label for b in at.button]
    at.toggle(key="forget").set_value(True).run()
    next(b for b in at.button if b.label == "Forget them for good").click().run()
    assert at.session_state["answers"] == {}
    assert not show_button(at)


def test_an_answered_number_can_be_emptied_again(open_app: Opened) -> None:
    at = open_app({**PLUMBER, "average_sale": 250}, page="questionnaire")
    at.text_input(key="ask_0_people_working").input("").run()
    assert "people_working" not in at.session_state["answers"]
    assert at.text_input(key="ask_0_people_working").value == ""
    assert not show_button(at)
    at.switch_page("pages/how_sure.py").run()
    at.switch_page("pages/questionnaire.py").run()
    assert at.text_input(key="ask_0_people_working").value == ""


def test_no_number_is_sent_with_a_default_that_could_not_be_emptied(open_app: Opened) -> None:
    at = open_app(PLUMBER, page="questionnaire")
    assert not at.number_input  # the browser's own drops a comma
    assert at.text_input(key="ask_0_people_working").proto.default == ""
    assert at.text_input(key="ask_0_hours_per_week").value == "5"
    at.text_input(key="ask_0_hours_per_week").input("").run()
    assert "hours_per_week" not in at.session_state["answers"]
    assert at.text_input(key="ask_0_hours_per_week").value == ""


@pytest.mark.parametrize(("name", "answer", "step"), [
    ("visual", True, 0), ("sells_to", "firms", 0), ("manager", "yes", 2),
    ("personality.writing", 5, 3)])  # fmt: skip
def test_a_choice_that_was_made_can_be_left_open_again(
    open_app: Opened, name: str, answer: object, step: int
) -> None:
    head, _, rest = name.partition(".")
    given = {head: {rest: answer}} if rest else {head: answer}
    at = in_step(open_app({**PLUMBER, **given}), step)
    box = at.radio(key=f"ask_0_{name}")
    assert box.options[-1] == LEFT_OPEN
    assert box.value != LEFT_OPEN
    box.set_value(LEFT_OPEN).run()
    assert not at.exception
    assert at.session_state["answers"] == PLUMBER
    assert at.radio(key=f"ask_0_{name}").value == LEFT_OPEN


def test_what_is_needed_cannot_be_left_open(open_app: Opened) -> None:
    at = open_app(PLUMBER, page="questionnaire")
    assert LEFT_OPEN not in at.radio(key="ask_0_reach_goal").options


def test_choosing_the_first_country_sets_nothing_in_the_field_of_the_town(open_app: Opened) -> None:
    # A value sent to a field wipes what a quick hand has begun to type there.
    at = open_app(page="questionnaire")
    at.selectbox(key="ask_0_country").select("US").run()
    assert not at.text_input(key="ask_0_town").proto.set_value


def test_a_town_typed_before_the_country_is_looked_up_when_it_is_chosen(open_app: Opened) -> None:
    at = open_app(page="questionnaire")
    at.text_input(key="ask_0_town").input("Sedalia").run()
    assert at.session_state["answers"] == {"town": "Sedalia"}
    at.selectbox(key="ask_0_country").select("US").run()
    assert at.session_state["answers"]["place_id"] == "4408000"
    assert at.text_input(key="ask_0_town").value == "Sedalia"


def test_the_field_of_the_town_is_never_disabled(open_app: Opened) -> None:
    # What is typed in the moment a field opens would be dropped without a word.
    assert not open_app(page="questionnaire").text_input(key="ask_0_town").disabled


def test_nothing_can_be_typed_before_the_draft_has_been_read() -> None:
    at = AppTest.from_file(APP, default_timeout=60)
    at.run()
    at.switch_page("pages/questionnaire.py").run()
    assert not at.exception
    assert not at.text_input
    assert "looking for the answers" in at.caption[0].value
    at.run()  # a browser that never answers keeps nobody waiting
    assert len(at.text_input) == 4


def test_numbers_have_no_needless_decimals_and_quarter_hours_are_kept(open_app: Opened) -> None:
    at = open_app(PLUMBER, page="questionnaire")
    hours = at.text_input(key="ask_0_hours_per_week")
    assert hours.value == "5"
    hours.input("5.25").run()
    assert at.session_state["answers"]["hours_per_week"] == 5.25
    assert not any("Understood" in c.value for c in at.caption)


def test_a_number_typed_the_european_way_is_understood_and_repeated(open_app: Opened) -> None:
    at = open_app(PLUMBER, page="questionnaire")
    at.text_input(key="ask_0_hours_per_week").input("2,5").run()
    at.text_input(key="ask_0_money_per_month").input("$ 1.500,50").run()
    assert at.session_state["answers"]["hours_per_week"] == 2.5
    assert at.session_state["answers"]["money_per_month"] == 1500.5
    told = [c.value for c in at.caption]
    assert "Understood: 2.5 hours a week" in told
    assert "Understood: 1,500.5 USD a month" in told
    assert show_button(at)


@pytest.mark.parametrize("typed", ["a lot", "500", "-1", "2-3"])
def test_a_number_refused_is_said_and_the_earlier_one_does_not_stand(
    open_app: Opened, typed: str
) -> None:
    at = open_app(PLUMBER, page="questionnaire")
    at.text_input(key="ask_0_hours_per_week").input(typed).run()
    assert not at.exception
    assert "hours_per_week" not in at.session_state["answers"]
    assert [w.value for w in at.warning if f"“{typed}”" in w.value.replace("\\", "")] != []
    assert at.text_input(key="ask_0_hours_per_week").value == typed
    assert not show_button(at)


def test_the_last_button_is_never_shut_and_says_what_is_missing(open_app: Opened) -> None:
    answers = {k: v for k, v in PLUMBER.items() if k not in ("sector", "hours_per_week")}
    at = open_app(answers, page="questionnaire")
    assert [b.label for b in at.button if b.disabled] == []
    for key in ("show", "step_on"):
        at.button(key=key).click().run()
        assert at.title[0].value == "Your business"
        said = next(w.value for w in at.warning)
        assert "what is your trade" in said
        assert "how many hours a week can you yourself give to marketing" in said
        assert "people work" not in said
    full = in_step(open_app(answers), 5)
    assert [b.label for b in full.button if b.disabled] == []
    assert "Next" not in [b.label for b in full.button]
    full.button(key="show").click().run()
    assert any("what is your trade" in w.value for w in full.warning)


def test_an_answer_that_is_not_allowed_is_said_by_the_last_button(open_app: Opened) -> None:
    at = open_app({**PLUMBER, "money_per_month": 5e8}, page="questionnaire")
    at.button(key="show").click().run()
    assert at.title[0].value == "Your business"
    assert any("How much money" in w.value for w in at.warning)


def short_step(at: AppTest) -> AppTest:
    """Go on from the seven questions to the short step."""
    at.button(key="step_on").click().run()
    assert not at.exception
    return at


def test_a_short_step_comes_between_the_six_questions_and_the_answer(open_app: Opened) -> None:
    at = short_step(open_app(PLUMBER, page="questionnaire"))
    assert "where your customers come from" in at.subheader[0].value
    keys = {w.key.removeprefix("ask_0_") for w in [*at.text_input, *at.radio]
            if w.key}  # fmt: skip
    assert {f"last_customers.{source}" for source in SOURCES} <= keys
    likings = ("meeting_people", "writing", "taking_pictures", "on_camera", "speaking")
    assert {f"personality.{liking}" for liking in likings} <= keys
    assert {"new_customers_per_month", "already.website", "already.reviews",
            "already.email_list"} <= keys  # fmt: skip
    at.button(key="step_back").click().run()
    assert at.text_input(key="ask_0_hours_per_week").value == "5"
    short_step(at).button(key="show").click().run()
    assert not at.exception
    assert at.session_state["answers"] == PLUMBER  # skipped: nothing was answered
    assert is_answer(at)


def test_the_last_customers_are_added_up_and_can_be_left_open_again(open_app: Opened) -> None:
    at = short_step(open_app(PLUMBER, page="questionnaire"))

    def sums() -> list[str]:
        return [c.value for c in at.caption if "in all so far" in c.value]

    assert sums() == []
    at.text_input(key="ask_0_last_customers.word_of_mouth").input("6").run()
    assert sums() == ["6 in all so far. They need not be ten."]
    at.text_input(key="ask_0_last_customers.social").input("4").run()
    assert sums() == ["10 in all so far."]
    assert at.session_state["answers"]["last_customers"] == {"word_of_mouth": 6, "social": 4}
    at.text_input(key="ask_0_last_customers.social").input("").run()
    at.text_input(key="ask_0_last_customers.word_of_mouth").input("").run()
    assert sums() == []
    assert at.session_state["answers"] == PLUMBER


def test_what_is_counted_moves_the_answer(open_app: Opened) -> None:
    at = short_step(open_app(PLUMBER, page="questionnaire"))
    at.text_input(key="ask_0_last_customers.social").input("10").run()
    at.text_input(key="ask_0_new_customers_per_month").input("7,5").run()
    at.button(key="show").click().run()
    assert not at.exception
    assert any(
        "today about 7.5 new customers a month come" in m.value.replace("\\", "")
        for m in at.markdown
    )


@pytest.mark.parametrize(("country", "town", "unit", "typed", "stored"), [
    ("DE", "Bamberg", "kilometres", "12,5", {"customers_come_from_km": 12.5}),
    ("US", "Northampton", "miles", "8", {"customers_come_from_miles": 8.0})])  # fmt: skip
def test_distance_is_asked_in_the_unit_of_the_country(
    open_app: Opened, country: str, town: str, unit: str, typed: str, stored: dict[str, float]
) -> None:
    answers = {**PLUMBER, "country": country, "town": town}
    answers.pop("region") if country == "DE" else None
    at = in_step(open_app(answers), 1)
    box = next(t for t in at.text_input if t.label.startswith("How far away do customers"))
    assert unit in box.label
    box.input(typed).run()
    assert at.session_state["answers"] == {**answers, **stored}


def test_miles_already_given_stay_miles_in_a_country_of_kilometres(open_app: Opened) -> None:
    answers = {**PLUMBER, "country": "DE", "town": "Bamberg", "customers_come_from_miles": 6.0}
    del answers["region"]
    at = in_step(open_app(answers), 1)
    box = next(t for t in at.text_input if t.label.startswith("How far away do customers"))
    assert (box.label, box.value) == ("How far away do customers come from, in miles?", "6")


@pytest.mark.parametrize(("name", "typed", "share"), [
    ("gross_margin", "55", 0.55), ("target_share", "0.55", 0.55), ("audience.women_share", "70 %",
    0.7)])  # fmt: skip
def test_shares_are_asked_and_taken_in_percent(
    open_app: Opened, name: str, typed: str, share: float
) -> None:
    at = in_step(open_app(PLUMBER), 1)
    box = at.text_input(key=f"ask_0_{name}")
    assert box.label.endswith(", in %?")
    box.input(typed).run()
    head, _, rest = name.partition(".")
    assert at.session_state["answers"][head] == ({rest: share} if rest else share)
    said = [c.value for c in at.caption if c.value.startswith("Understood")]
    assert said == ([] if typed == "55" else [f"Understood: {100 * share:.0f} %"])
    box.input("155").run()
    assert any("0 to 100 %" in w.value for w in at.warning)
    assert head not in at.session_state["answers"]


@pytest.mark.parametrize(("name", "value", "step"), [
    ("risk", 5, 2), ("most_channels", 4, 2), ("customer_value_years", 4.0, 1),
    ("personality.speaking", 1, 3), ("personality.taking_pictures", 5, 3),
    ("last_customers.social", 3, 4)])  # fmt: skip
def test_the_full_questionnaire_asks_what_is_new(
    open_app: Opened, name: str, value: float, step: int
) -> None:
    at = in_step(open_app(PLUMBER), step)
    kinds = (at.radio, at.text_input)
    found = next(w for kind in kinds for w in kind if w.key == f"ask_0_{name}")
    found.set_value(f"{value:g}" if found.type == "text_input" else value).run()
    assert not at.exception
    head, _, rest = name.partition(".")
    assert at.session_state["answers"] == {**PLUMBER, head: {rest: value} if rest else value}
    assert show_button(at)


def test_a_page_waits_for_the_draft_once_each() -> None:
    at = AppTest.from_file(APP, default_timeout=60)
    at.run()
    assert not at.exception
    # Start shows what it is, but no button that could be clicked into the void.
    assert at.title[0].value.startswith("Which marketing strategy")
    assert not at.button
    at.run()
    assert any(b.label == "Start with mine" for b in at.button)


def test_an_amount_refused_while_the_currency_is_open_counts_once_it_is_known(
    open_app: Opened,
) -> None:
    at = open_app(page="questionnaire")
    at.text_input(key="ask_0_money_per_month").input("€ 1.500").run()
    assert "money_per_month" not in at.session_state["answers"]
    assert at.text_input(key="ask_0_money_per_month").value == "€ 1.500"
    at.selectbox(key="ask_0_country").set_value("DE").run()
    assert at.session_state["answers"]["money_per_month"] == 1500
    assert at.text_input(key="ask_0_money_per_month").value == "€ 1.500"
    assert "Understood: 1,500 EUR a month" in [c.value for c in at.caption]


def test_what_was_refused_is_still_there_after_another_page(open_app: Opened) -> None:
    at = open_app(PLUMBER, page="questionnaire")
    at.text_input(key="ask_0_hours_per_week").input("30 min").run()
    at.switch_page("pages/start.py").run()
    at.switch_page("pages/questionnaire.py").run()
    assert at.text_input(key="ask_0_hours_per_week").value == "30 min"
    assert "hours_per_week" not in at.session_state["answers"]
