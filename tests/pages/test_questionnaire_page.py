"""Your business: looking never changes an answer, and what was typed stays."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from advisor.evidence import load_examples
from tests.pages.conftest import PLUMBER

Opened = Callable[..., AppTest]


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
    next(b for b in at.button if b.label == "Forget my answers").click().run()
    assert at.session_state["answers"] == {}
    assert not show_button(at)
