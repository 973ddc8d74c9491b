"""Your business: looking never changes an answer, and what was typed stays."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from advisor.evidence import load_examples
from advisor.ui.forms import LEFT_OPEN
from tests.pages.conftest import APP, PLUMBER

Opened = Callable[..., AppTest]


def in_step(at: AppTest, step: int) -> AppTest:
    """Go to a step of the full questionnaire."""
    at.session_state["asking"] = "The full picture"
    at.session_state["step"] = step
    return at.switch_page("pages/questionnaire.py").run()


def show_button(at: AppTest) -> bool:
    """Whether "Show my strategy" can be clicked."""
    return not next(b for b in at.button if b.label == "Show my strategy").disabled


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
    at.switch_page("pages/method.py").run()
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
    assert any("in EUR?" in n.label for n in at.number_input)


def test_without_a_country_no_currency_is_named(open_app: Opened) -> None:
    at = open_app(page="questionnaire")
    assert "How much money a month can go into marketing?" in [n.label for n in at.number_input]


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
    at.number_input(key="ask_0_people_working").set_value(None).run()
    assert "people_working" not in at.session_state["answers"]
    assert at.number_input(key="ask_0_people_working").value is None
    assert not show_button(at)
    at.switch_page("pages/method.py").run()
    at.switch_page("pages/questionnaire.py").run()
    assert at.number_input(key="ask_0_people_working").value is None


def test_no_number_is_sent_with_a_default_that_could_not_be_emptied(open_app: Opened) -> None:
    at = open_app(PLUMBER, page="questionnaire")
    numbers = {n.label: n.proto for n in at.number_input}
    assert len(numbers) == 3
    assert [label for label, proto in numbers.items() if proto.HasField("default")] == []
    assert at.number_input(key="ask_0_hours_per_week").value == 5.0


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
    assert not at.number_input
    assert "looking for the answers" in at.caption[0].value
    at.run()  # a browser that never answers keeps nobody waiting
    assert len(at.number_input) == 3


def test_numbers_have_no_needless_decimals_and_quarter_hours_are_kept(open_app: Opened) -> None:
    at = open_app(PLUMBER, page="questionnaire")
    hours = next(n for n in at.number_input if "hours a week" in n.label)
    assert (hours.proto.format, hours.step, hours.value) == ("%g", 0.25, 5.0)
    hours.set_value(5.25).run()
    assert at.session_state["answers"]["hours_per_week"] == 5.25


def test_a_page_waits_for_the_draft_once_each() -> None:
    at = AppTest.from_file(APP, default_timeout=60)
    at.run()
    assert not at.exception
    # Start shows what it is, but no button that could be clicked into the void.
    assert at.title[0].value.startswith("Which marketing strategy")
    assert not at.button
    at.run()
    assert any(b.label == "Start with mine" for b in at.button)
