"""Start: three kinds of business to look at, one's own kept when a person comes back."""

from __future__ import annotations

from collections.abc import Callable

from streamlit.testing.v1 import AppTest

from tests.pages.conftest import PLUMBER

Opened = Callable[..., AppTest]


def test_the_first_visit_offers_to_start_not_to_go_on(open_app: Opened) -> None:
    at = open_app()
    labels = [b.label for b in at.button]
    assert "Start with mine" in labels
    assert "Go on with mine" not in labels
    assert "Show my strategy" not in labels


def test_who_comes_back_goes_on_with_their_own(open_app: Opened) -> None:
    at = open_app(PLUMBER)
    labels = [b.label for b in at.button]
    assert "Go on with mine" in labels
    assert "Show my strategy" in labels


def test_each_of_the_three_examples_opens_without_a_fault(open_app: Opened) -> None:
    towns = []
    for k in range(3):
        at = open_app()
        [b for b in at.button if b.label == "Open this one"][k].click().run()
        assert not at.exception
        towns.append(at.session_state["answers"]["town"])
    assert towns == ["Northampton", "Bamberg", "Hebden Bridge"]


def test_the_button_stays_the_same_when_the_draft_changes_its_words(open_app: Opened) -> None:
    before = next(b for b in open_app().button if b.label == "Start with mine")
    after = next(b for b in open_app(PLUMBER).button if b.label == "Go on with mine")
    assert before.id == after.id


def test_the_start_counts_the_answers_as_its_example_does(open_app: Opened) -> None:
    shown = " ".join(m.value for m in open_app().markdown)
    assert "Seven answers" in shown
    assert "the seven answers and nothing else" in shown
