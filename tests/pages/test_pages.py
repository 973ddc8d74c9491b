"""Every page: empty, filled, and with answers that are not allowed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import APP, PLUMBER, is_answer, words

Opened = Callable[..., AppTest]


ADVISED = (
    "strategy", "which_fits", "face_to_face", "what_if", "platforms", "adverts", "me_or_manager",
    "plan",
)  # fmt: skip


@pytest.mark.parametrize("page", [*ADVISED, "export", "present"])
def test_without_answers_a_button_leads_to_the_questions(open_app: Opened, page: str) -> None:
    at = open_app(page=page)
    next(b for b in at.button if b.label == "Answer them").click().run()
    assert not at.exception
    assert at.title[0].value == "Your business"


@pytest.mark.parametrize("page", ADVISED)
def test_a_refused_answer_is_one_calm_sentence_with_a_way_back(open_app: Opened, page: str) -> None:
    at = open_app({**PLUMBER, "hours_per_week": 500}, page=page)
    assert not at.exception
    assert len(at.warning) == 1 and "500" in at.warning[0].value
    assert any(b.label == "Back to the answers" for b in at.button)


def test_start_offers_three_examples_and_ones_own(open_app: Opened) -> None:
    at = open_app()
    assert not at.exception
    labels = [b.label for b in at.button]
    assert "Start with mine" in labels
    assert labels.count("Open this one") == 3


def test_an_example_opens_on_its_strategy(open_app: Opened) -> None:
    at = open_app()
    next(b for b in at.button if b.label == "Open this one").click().run()
    assert not at.exception
    assert is_answer(at)


def test_the_empty_questionnaire_says_what_is_open(open_app: Opened) -> None:
    at = open_app(page="questionnaire")
    assert not at.exception
    next(b for b in at.button if b.label == "Show my strategy").click().run()
    assert at.title[0].value == "Your business"
    assert "in which town are you" in at.warning[0].value


def test_six_answers_open_the_strategy(open_app: Opened) -> None:
    at = open_app(page="questionnaire")
    at.selectbox(key="ask_0_country").select("US").run()
    at.selectbox(key="ask_0_sector").select("law").run()
    at.text_input(key="ask_0_town").input("Sedalia").run()
    at.text_input(key="ask_0_people_working").input("2").run()
    at.radio(key="ask_0_reach_goal").set_value("my_town").run()
    at.text_input(key="ask_0_hours_per_week").input("6").run()
    at.text_input(key="ask_0_money_per_month").input("150").run()
    assert not at.exception
    assert at.session_state["answers"]["town"] == "Sedalia"
    show = next(b for b in at.button if b.label == "Show my strategy")
    assert not show.disabled
    show.click().run()
    assert not at.exception
    assert is_answer(at)


def test_every_step_of_the_full_questionnaire_can_be_shown(open_app: Opened) -> None:
    for step in range(6):
        at = AppTest.from_file(APP, default_timeout=60)
        at.session_state["_draft_loaded"] = True
        at.session_state["answers"] = dict(PLUMBER)
        at.session_state["asking"] = "The full picture"
        at.session_state["step"] = step
        at.run()
        at.switch_page("pages/questionnaire.py").run()
        assert not at.exception
        assert any(f"{step + 1} of 6" in s.value for s in at.subheader)


def test_a_full_answer_is_kept_on_page_change(open_app: Opened) -> None:
    at = AppTest.from_file(APP, default_timeout=60)
    at.session_state["_draft_loaded"] = True
    at.session_state["answers"] = dict(PLUMBER)
    at.session_state["asking"] = "The full picture"
    at.session_state["step"] = 4
    at.run()
    at.switch_page("pages/questionnaire.py").run()
    at.text_input(key="ask_0_already.reviews").input("3").run()
    at.switch_page("pages/how_sure.py").run()
    at.switch_page("pages/questionnaire.py").run()
    assert at.session_state["answers"]["already"] == {"reviews": 3}
    assert at.text_input(key="ask_0_already.reviews").value == "3"


def test_the_strategy_without_answers_says_what_to_do(open_app: Opened) -> None:
    at = open_app(page="strategy")
    assert not at.exception
    assert "Seven answers are needed first" in words(at)


def test_the_strategy_shows_one_picture_and_what_to_expect(open_app: Opened) -> None:
    at = open_app(PLUMBER, page="strategy")
    assert not at.exception
    # Where customers come from; all other pictures are a click away.
    assert len(at.get("plotly_chart")) == 1
    text = words(at)
    assert "Nine times in ten this plan brings **" in text
    assert "nan" not in text.lower().split()


def test_a_town_that_is_no_town_is_one_calm_sentence(open_app: Opened) -> None:
    at = open_app({**PLUMBER, "town": "Xyzzyville", "region": "Massachusetts"}, page="strategy")
    assert not at.exception
    assert any("Xyzzyville" in w.value for w in at.warning)


def test_no_budget_is_answered_honestly(open_app: Opened) -> None:
    at = open_app({**PLUMBER, "hours_per_week": 0, "money_per_month": 0}, page="strategy")
    assert not at.exception
    assert "Nothing can be recommended" in at.title[0].value


def test_a_name_never_becomes_markup(open_app: Opened) -> None:
    at = open_app({**PLUMBER, "name": "<b>**Bold**</b>"}, page="strategy")
    assert not at.exception
    assert "\\*\\*Bold\\*\\*" in words(at)
