"""The one document behind all formats: order, places, text from people, logo, colour."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest

from advisor.errors import AdvisorError
from advisor.output.export import FORMATS, export
from advisor.output.export.compose import checked_accent, compose
from advisor.output.export.style import contrast, ink_on, readable
from advisor.report.compared import section_of
from advisor.results import Finding
from tests.output.export.businesses import (
    DATE,
    SHOWN,
    TITLE,
    answer,
    document,
    insights,
    logo,
    made,
)

MADE = tuple(f for f in FORMATS if f != "ics")


def test_the_first_finding_of_each_insight_is_told_to_everyone_what_to_do_last() -> None:
    codes = [section.code for section in document().of("main")]
    told = [c for c in codes if c in {"carries", "first", "not_yet", "hire", "weeks", "moves"}]
    assert told == ["carries", "first", "not_yet", "hire", "moves", "weeks"]
    assert codes.index("sure") < codes.index("moves")
    assert {s.code for s in document().of("appendix")} >= {"posts", "tips", "check_one", "sources"}


def test_a_document_is_composed_without_a_figure() -> None:
    program = "import sys, advisor.output.export.compose; print('plotly' in sys.modules)"
    told = subprocess.run((sys.executable, "-c", program), capture_output=True, text=True)
    assert told.stdout == "False\n", told.stderr


def test_sources_stand_at_the_end() -> None:
    assert document().sections[-1].code == "sources"


def test_findings_point_to_the_sources_behind_their_facts() -> None:
    section = next(s for s in document().sections if s.code == "first")
    known = document().provenance
    assert known is not None
    assert section.sources == known.numbers(("F089",)) != ()
    (number,) = section.sources
    assert "F089" in known.sources[number - 1].facts


def test_text_from_people_keeps_its_signs_and_loses_its_control_characters() -> None:
    assert document().who.startswith(SHOWN)
    assert document().title == TITLE


def test_without_a_title_the_document_is_named_after_the_business() -> None:
    assert compose(answer(), {}).title == f"Marketing strategy for {SHOWN}"


def test_a_table_of_words_is_not_drawn_whatever_the_finding_asks() -> None:
    assert next(s for s in document().sections if s.code == "posts").drawing is None


def test_lines_with_low_middle_and_high_become_a_band() -> None:
    drawing = next(s for s in document().sections if s.code == "carries").drawing
    assert drawing is not None
    assert drawing.kind == "band"


def test_lines_run_from_left_to_right_whatever_the_order_of_the_rows() -> None:
    drawing = next(s for s in document().sections if s.code == "tips").drawing
    assert drawing is not None
    assert drawing.labels == (100.0, 500.0, 900.0)
    assert drawing.series[1] == ("Beyond", (0.5, 2.0, 4.0))


@pytest.mark.parametrize("rows", [((1.0, "a"),), (("x", None),), ()])
@pytest.mark.parametrize("picture", ["bars", "stacked_bars", "lines", "ranges"])
def test_no_finding_is_too_odd_to_be_told(rows: Any, picture: Any) -> None:
    finding = Finding(code="odd", title="Odd.", header=("a", "b"), rows=rows, picture=picture)
    section = section_of(finding, "Part", "main")
    assert section.drawing is None
    assert section.title == "Odd"


def test_an_axis_holds_zero_and_every_number() -> None:
    drawing = next(s for s in document().sections if s.code == "moves").drawing
    assert drawing is not None
    low, high = drawing.bounds()
    assert low <= -4
    assert high >= 9


@pytest.mark.parametrize("document_format", MADE)
def test_the_same_input_and_date_give_the_same_bytes(document_format: str) -> None:
    again = export(
        answer(), insights(), document_format, title=TITLE, logo=logo(), accent="#7A1F5C",
        evidence=document().provenance, date=DATE,
    )  # fmt: skip
    assert again == made(document_format)


@pytest.mark.parametrize("document_format", MADE)
def test_an_answer_that_recommends_nothing_and_no_insights_is_a_document_too(
    document_format: str,
) -> None:
    nothing = answer(hours_per_week=0, money_per_month=0)
    assert not nothing.allocation
    assert len(export(nothing, {}, document_format)) > 500


@pytest.mark.parametrize("document_format", MADE)
def test_a_document_needs_no_worlds_no_date_and_no_sources(document_format: str) -> None:
    bare = answer().model_copy(update={"worlds": 0, "perfect_knowledge": None})
    assert len(export(bare, insights(), document_format)) > 500


def test_a_calendar_without_a_plan_is_refused_in_a_sentence() -> None:
    with pytest.raises(AdvisorError, match="there is no plan here"):
        export(answer(), {}, "ics")


def test_an_unknown_format_names_the_known_ones() -> None:
    with pytest.raises(AdvisorError, match=r"docx.*\n.*pptx, pdf, xlsx"):
        export(answer(), {}, "docx")


@pytest.mark.parametrize("accent", ["red", "#12345", "#GGGGGG", "#1234567", "javascript:"])
def test_a_colour_that_is_none_is_refused(accent: str) -> None:
    with pytest.raises(AdvisorError, match="accent"):
        checked_accent(accent)


@pytest.mark.parametrize("accent", ["#FFFFFF", "#FFEE00", "#000000", "#7A1F5C", "#808080"])
def test_any_accent_stays_readable_as_text_and_under_text(accent: str) -> None:
    assert contrast(readable(accent), "#FFFFFF") >= 4.5
    assert contrast(ink_on(accent), accent) >= 3.9


def test_a_title_is_kept_short() -> None:
    assert len(compose(answer(), {}, title="long " * 100).title) <= 120
