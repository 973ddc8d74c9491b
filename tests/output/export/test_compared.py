"""Scenarios compared stand in deck, document, workbook and data, with the decision on them."""

from __future__ import annotations

import io
import json
from functools import lru_cache
from typing import Any

import pytest
from pptx import Presentation

from advisor import parse_profile, recommend
from advisor.evidence import load_tables
from advisor.explain.ledger_words import basis_of
from advisor.explain.tradeoff_words import decision_finding
from advisor.explain.wording import breadth
from advisor.insight.comparison import Side, build, decided_with
from advisor.output.calendar import Entry
from advisor.output.export import export
from advisor.output.export.compose import compose
from advisor.report.compared import compared_page
from advisor.results import Recommendation
from advisor.results.comparison import Comparison
from tests.output.export.businesses import EXAMPLES
from tests.store.conftest import PLUMBER

NAMES = ("As it is", "Twelve hours", "Much money", "Both of it, and more")


@lru_cache
def sides(count: int) -> tuple[Side, ...]:
    found = []
    for k, name in enumerate(NAMES[:count]):
        profile = parse_profile(
            {**PLUMBER, "hours_per_week": 5 + 4 * (k % 2), "money_per_month": 100 + 800 * k}
        )
        found.append(Side(name, profile, recommend(profile, n_draws=64, worlds=0)))
    return tuple(found)


@lru_cache
def compared(count: int) -> Comparison:
    decision = decision_finding(
        "3 March 2026", NAMES[1], "We take it", "A son helps", "2 June 2026"
    )
    return decided_with(build(sides(count), load_tables()), decision)


@lru_cache
def sized(name: str, **more: Any) -> Side:
    """An example with few new customers, or with many."""
    profile = parse_profile({**json.loads((EXAMPLES / f"{name}.json").read_text("utf-8")), **more})
    return Side(name, profile, recommend(profile, n_draws=64, worlds=0))


def answer() -> Recommendation:
    return sides(2)[0].recommendation


@pytest.mark.parametrize("count", [2, 3, 4])
def test_the_page_of_options_holds_the_trade_off_of_the_scenarios(count: int) -> None:
    content = export(answer(), {"compare": compared(count)}, "pptx", sections=["options"])
    slide = Presentation(io.BytesIO(content)).slides[1]
    text = "\n".join(s.text_frame.text for s in slide.shapes if s.has_text_frame)
    table = next(s.table for s in slide.shapes if s.has_table)
    assert [row.cells[0].text for row in table.rows] == [
        "Scenario", *NAMES[:count]]  # fmt: skip
    assert "on average" in text or "about as many" in text
    assert slide.shapes.title.text_frame.text == "Decided on 3 March 2026: “Twelve hours”"
    assert "We take it. Why: A son helps" in text
    sizes = [
        run.font.size.pt
        for shape in slide.shapes if shape.has_text_frame
        for p in shape.text_frame.paragraphs for run in p.runs if run.font.size
    ]  # fmt: skip
    assert min(sizes) >= 18
    notes = slide.notes_slide.notes_text_frame.text
    assert "In each simulation every uncertain figure is the same" in notes


LONG = {
    "sentences": "Twelve hours and the son helping out in the office every Tuesday and Thursday",
    "one word": "Gesellschaftsbeteiligungsverwaltungsangelegenheit" * 3,
    "Chinese": "每周十二小时并且儿子在办公室帮忙直到年底为止然后再看一次结果如何以及下一步怎么办",
    "Arabic": "اثنتا عشرة ساعة في الأسبوع والابن يساعد في المكتب كل ثلاثاء وخميس حتى نهاية السنة",
    "as long as a name can be": "A name of many words " * 8 + "ends",
}


@pytest.mark.parametrize("count", [3, 4])
@pytest.mark.parametrize("kind", LONG)
def test_long_names_leave_no_scenario_and_no_decision_out(kind: str, count: int) -> None:
    names = [f"{LONG[kind]} {k}" for k in range(count)]
    long = [Side(name, s.profile, s.recommendation)
            for name, s in zip(names, sides(4), strict=False)]  # fmt: skip
    why = "A son helps " * 9
    decision = decision_finding("3 March 2026", "", "We take it " * 4, why, "2 June 2026")
    found = decided_with(build(long, load_tables()), decision)
    content = export(answer(), {"compare": found}, "pptx", sections=["options"])
    slide = Presentation(io.BytesIO(content)).slides[1]
    table = next(s.table for s in slide.shapes if s.has_table)
    shown = [row.cells[0].text for row in table.rows][1:]
    assert [name[-2:] for name in shown] == [f" {k}" for k in range(count)]
    assert all(
        name == whole or breadth(name) >= 28 for name, whole in zip(shown, names, strict=True)
    )
    boxes = "".join(s.text_frame.text for s in slide.shapes if s.has_text_frame)
    assert "Why: A son helps" in boxes
    # The title says what it costs, and every whole name is told by the speaker.
    assert slide.shapes.title.text_frame.text.endswith(("more", "less", "money"))
    told = slide.notes_slide.notes_text_frame.text
    assert [name for name in names if name not in told] == []


def test_a_name_of_eighty_letters_stands_whole_on_a_slide_that_has_the_room() -> None:
    names = [f"{LONG['sentences']} {k}" for k in range(2)]
    found = build([Side(n, s.profile, s.recommendation)
                   for n, s in zip(names, sides(2), strict=True)], load_tables())  # fmt: skip
    content = export(answer(), {"compare": found}, "pptx", sections=["options"])
    slide = Presentation(io.BytesIO(content)).slides[1]
    table = next(s.table for s in slide.shapes if s.has_table)
    assert [row.cells[0].text for row in table.rows][1:] == names


def test_a_page_of_options_is_headed_by_what_was_decided_on_them() -> None:
    page = next(p for p in compose(answer(), {"compare": compared(2)}).talk if p.code == "options")
    assert page.title.startswith("Decided on ")
    assert compared(2).findings[0].title.split(" brings ")[0] in page.lines[1]


def test_the_page_of_options_counts_as_the_other_pages_do() -> None:
    r = answer()
    period = basis_of(r)[1]
    other = {"month": "year", "year": "month"}[period]
    talk = compose(r, {"compare": compared(2)}).talk
    page = next(p for p in talk if p.code == "options")
    assert page.table is not None and page.table.columns[1].name == f"New customers a {period}"
    said = " ".join((page.title, *page.lines, *page.notes))
    assert f"customers a {other}" not in said and f"fewer a {other}" not in said


@pytest.mark.parametrize("period", ["month", "year"])
def test_a_document_counts_its_comparison_as_it_counts_everything_else(period: str) -> None:
    few, many = sized("accountant_at_home"), sized("shop_bamberg")
    r = (few if period == "year" else many).recommendation
    assert basis_of(r)[1] == period
    both = build([few, many], load_tables())
    assert both.period == "year"  # of the one with few
    document = compose(r, {"compare": both})
    other = "month" if period == "year" else "year"
    for section in document.sections:
        if section.code in ("tradeoff", "ahead", "customers"):
            heads = [k.name for k in section.table.columns] if section.table else []
            units = [section.drawing.unit] if section.drawing else []
            said = " ".join((section.title, *section.sentences, *heads, *units))
            assert f"customers a {other}" not in said and f"customers more a {other}" not in said
            assert f"a {period}" in said
    page = next(p for p in document.talk if p.code == "options")
    answered = next(p for p in document.talk if p.code == "effect")
    assert page.table is not None
    assert f"a {period}" in page.table.columns[1].name and f"a {period}" in answered.cards[0].label


def test_a_document_says_the_trade_off_right_after_the_answer() -> None:
    document = compose(answer(), {"compare": compared(2)})
    codes = [s.code for s in document.of("main")]
    assert codes[:3] == ["answer", "tradeoff", "decision"]
    section = document.sections[1]
    assert section.part == "Scenarios compared"
    assert section.table is not None
    assert [row[0] for row in section.table.rows] == ["As it is", "Twelve hours"]
    assert section.table.rows[0][1] == answer().totals.customers
    assert {s.code for s in document.of("appendix")} >= {"ahead", "effort", "differences"}


def test_a_scenario_is_headed_as_its_name_was_typed() -> None:
    first, second = sides(2)
    small = [Side("iPad in the shop", first.profile, first.recommendation), second]
    document = compose(answer(), {"compare": build(small, load_tables())})
    heads = [k.name for s in document.sections if s.code == "effort" and s.table
             for k in s.table.columns]  # fmt: skip
    assert heads[1:] == ["iPad in the shop", "Twelve hours"]


def test_without_scenarios_the_options_are_the_ways() -> None:
    page = next(p for p in compose(answer(), {}).talk if p.code == "options")
    assert page.title != compared_page(compared(2)).title


@pytest.mark.parametrize("document_format", ["pdf", "html", "xlsx", "csv", "json"])
def test_every_document_holds_the_comparison_and_who_made_it(document_format: str) -> None:
    content = export(
        answer(), {"compare": compared(3)}, document_format, consultant="Cora Doe",
        contact="0123 456", accent="#7A1F5C", second="#1F7A3D",
    )  # fmt: skip
    if document_format == "json":
        found: dict[str, Any] = json.loads(content)
        assert found["about"]["prepared by"] == "Cora Doe, 0123 456"
        assert [s["name"] for s in found["insights"]["compare"]["scenarios"]] == list(NAMES[:3])
    elif document_format in ("html", "csv"):
        text = content.decode()
        assert "Cora Doe, 0123 456" in text
        assert "Much money" in text
    else:
        assert len(content) > 5_000


def test_a_calendar_holds_the_days_agreed_on_with_lasting_ids() -> None:
    from datetime import UTC, date, datetime

    from icalendar import Calendar

    from advisor.output.calendar import dates

    entry = Entry("review-1", date(2026, 6, 2), "Review the marketing of Ada", "The group")
    text = dates([entry], "Reviews", datetime(2026, 3, 1, tzinfo=UTC))
    event = Calendar.from_ical(text).walk("VEVENT")[0]
    assert str(event["uid"]) == "review-1@marketing-strategy-advisor.invalid"
    assert event.decoded("dtstart") == date(2026, 6, 2)
    assert (str(event["summary"]), str(event["description"])) == (
        "Review the marketing of Ada", "The group")  # fmt: skip
