"""What an answer is called where answers are listed: a name, never a question."""

from __future__ import annotations

import pytest

from advisor.explain.answer_words import answer_name
from advisor.explain.comparison_words import difference_finding
from advisor.explain.section import Column, Drawing, cell_text
from advisor.explain.wording import amount
from advisor.insight.strategies.compute import NATURES
from advisor.profile import FIELDS
from advisor.report.compared import section_of
from advisor.results.comparison import Difference
from advisor.results.finding import Finding


@pytest.mark.parametrize("name", [n for n in FIELDS if "*" not in n])
def test_no_answer_is_listed_as_a_question_or_by_its_id(name: str) -> None:
    said = answer_name(name)
    assert "?" not in said and "_" not in said
    assert not said.startswith(("Already:", "How many", "What do", "Do you", "In which"))


def test_hours_in_a_picture_read_as_in_its_table() -> None:
    hours = Finding(
        code="feel", title="Where the hours go.", header=("Strategy", *list(NATURES)[:1]),
        rows=(("Near", 1.25),), picture="stacked_bars", unit="your hours a week",
    )  # fmt: skip
    drawn = section_of(hours, "Part", "main").drawing
    assert isinstance(drawn, Drawing)
    assert drawn.written(1.25) == "1.25"


def test_an_amount_is_the_same_in_every_table() -> None:
    assert cell_text(6125.3, Column("CLP a month", "CLP a month", whole=True)) == "6,130"
    assert amount(6125.3, "CLP") == "6,130"


def test_scenarios_differ_in_answers_by_their_names() -> None:
    found = difference_finding(
        (), (Difference(field="hours_per_week", question="How many?", values=("3", "8")),)
    )
    assert found.rows[0][0] == "Your hours a week"
