"""The method page: the model in words, every number with grade, found by channel and words."""

from __future__ import annotations

from collections.abc import Callable

from streamlit.testing.v1 import AppTest

from tests.pages.conftest import PLUMBER

Opened = Callable[..., AppTest]


def test_the_model_is_told_and_judgement_is_counted(open_app: Opened) -> None:
    at = open_app(page="method")
    assert not at.exception
    text = "\n".join(m.value for m in at.markdown)
    assert "what is chosen, never what is predicted" in text.replace("\n   ", " ")
    assert "% of the figures are our judgement" in text.replace("\\", "")


def test_numbers_are_narrowed_by_channel_grade_and_words(open_app: Opened) -> None:
    at = open_app(page="method")
    everything = len(at.dataframe[0].value)
    at.selectbox(key="numbers_channel").select("google_business_profile").run()
    one = at.dataframe[0].value
    assert 0 < len(one) < everything
    assert set(one["Channel"]) == {"Google Business Profile"}
    at.selectbox(key="numbers_grade").select("judgement").run()
    assert set(at.dataframe[0].value["Grade"]) == {"our judgement"}
    at.text_input(key="numbers_words").input("attention").run()
    assert not at.exception
    assert len(at.dataframe[0].value) == 1


def test_words_that_nothing_has_are_answered_calmly(open_app: Opened) -> None:
    at = open_app(page="method")
    at.text_input(key="numbers_words").input("xyzzy").run()
    assert not at.exception
    assert not at.dataframe
    assert "No figure has these words" in at.info[0].value


def test_sources_carry_addresses(open_app: Opened) -> None:
    at = open_app(page="method")
    sources = at.dataframe[1].value
    assert len(sources) > 50
    assert sources["Address"].str.startswith("http").mean() > 0.9


def test_the_way_on_fits_what_is_answered(open_app: Opened) -> None:
    assert any(b.label == "Answer the six questions" for b in open_app(page="method").button)
    at = open_app(PLUMBER, page="method")
    next(b for b in at.button if b.label == "Back to my strategy").click().run()
    assert not at.exception
    assert any(h.value == "The mix" for h in at.header)


def test_what_a_phone_shows_of_the_table_is_figure_range_and_grade(open_app: Opened) -> None:
    table = open_app(page="method").dataframe[0].value
    assert list(table.columns[:3]) == ["Figure", "In use", "Grade"]
    assert {"Channel", "Why", "Facts"} <= set(table.columns)


def test_with_answers_the_way_leads_on_to_the_export(open_app: Opened) -> None:
    at = open_app(PLUMBER, page="method")
    next(b for b in at.button if b.label == "Next: Export").click().run()
    assert not at.exception
    assert at.title[0].value == "Take it with you"
