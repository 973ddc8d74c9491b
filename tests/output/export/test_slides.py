"""The talk as LibreOffice shows it: ten slides, 18 points, notes apart; the appendix on request."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation

from advisor.errors import AdvisorError
from advisor.evidence import load_tables
from advisor.explain.ledger_words import basis_of, kept_already
from advisor.explain.section import Page
from advisor.explain.talk_words import TALK
from advisor.insight.plan import compute as plan
from advisor.output.export import export
from advisor.output.export.compose import compose
from advisor.output.export.slides import slides
from advisor.profile import parse_profile
from advisor.recommend import recommend
from advisor.report.sections import main_sections
from advisor.report.talk import talk
from advisor.report.text import text_report
from advisor.results.ledger import NextStep
from tests.output.export.businesses import DATE, EXAMPLES, SHOWN, answer, document, made
from tests.output.export.conftest import text_of, told_by, words_of

NAMES = tuple(sorted(path.stem for path in EXAMPLES.glob("*.json")))
SMALLEST, SMALLEST_IN_APPENDIX = 18.0, 11.0
# A person who does something today, and counted what it brought.
DOES = {
    "present_mix": {"facebook": {"hours_per_week": 3, "money_per_month": 40},
                    "local_print_radio": {"hours_per_week": 0.5, "money_per_month": 240}},
    "results": {"local_print_radio": {"customers": 6, "months": 12}},
}  # fmt: skip


def deck_of(content: bytes) -> list[Any]:
    return list(Presentation(io.BytesIO(content)).slides)


@cache
def deck(name: str, **changed: Any) -> bytes:
    asked = {**json.loads((EXAMPLES / f"{name}.json").read_text("utf-8")), **changed}
    if changed.get("present_mix"):
        asked |= DOES
    profile, tables = parse_profile(asked), load_tables()
    r = recommend(profile, n_draws=64, worlds=16, tables=tables)
    insights = {"plan": plan.build(r, profile, tables)}
    return export(r, insights, "pptx", date=DATE, profile=profile)


def titles(content: bytes) -> list[str]:
    return [slide.shapes.title.text_frame.text for slide in deck_of(content)]


def texts(slide: Any) -> Iterator[tuple[str, float | None]]:
    """Yield every run of a slide with its size in points; numbers of slides are fields."""
    for shape in slide.shapes:
        frames = [shape.text_frame] if shape.has_text_frame else []
        if shape.has_table:
            frames += [cell.text_frame for row in shape.table.rows for cell in row.cells]
        for frame in frames:
            for paragraph in frame.paragraphs:
                for run in paragraph.runs:
                    yield run.text, run.font.size.pt if run.font.size else None
                for field in paragraph._p.iter("{*}fld"):
                    yield "number", int(field.find("{*}rPr").get("sz")) / 100


def sizes_of_charts(content: bytes) -> list[float]:
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        found = [
            file.read(n) for n in file.namelist() if re.fullmatch(r"ppt/charts/chart\d+\.xml", n)
        ]
    return [int(size) / 100 for chart in found for size in re.findall(rb'\bsz="(\d+)"', chart)]


@cache
def whole() -> bytes:
    return slides(document(), appendix=True)


def test_a_talk_is_a_cover_and_nine_sections_in_the_order_of_the_argument() -> None:
    found = titles(made("pptx"))
    assert found == [document().title, *(page.title for page in document().talk)]
    assert [page.code for page in document().talk] == list(TALK)
    assert len(found) == 10


@pytest.mark.parametrize("name", NAMES)
def test_every_example_makes_ten_slides_of_at_least_18_points(name: str) -> None:
    found = deck_of(deck(name))
    assert len(found) == 10
    small = [
        (text, size)
        for slide in found
        for text, size in texts(slide)
        if text.strip() and (size is None or size < SMALLEST)
    ]
    assert small == []
    assert min(sizes_of_charts(deck(name))) >= SMALLEST


def test_the_decision_asks_for_no_more_hours_than_the_weeks_of_the_plan_take() -> None:
    asked = {"sector": "roofing", "country": "ES", "town": "Valencia", "people_working": 4,
             "reach_goal": "region", "hours_per_week": 10, "money_per_month": 600}  # fmt: skip
    profile, tables = parse_profile(asked), load_tables()
    r = recommend(profile, n_draws=64, worlds=0, tables=tables)
    weeks = plan.build(r, profile, tables)
    most = max(week.owner_hours for week in weeks.weeks)
    assert most < r.budgets.owner_hours.used
    decision = talk(r, {"plan": weeks}, profile=profile)[-1]
    assert decision.title.startswith(f"Decide today: up to {most:g} hours a week and ")
    assert not any("10 hours a week" in line for line in decision.lines)


def test_what_is_left_out_of_the_plan_is_not_said_to_be_begun_later() -> None:
    made = deck("plumber_northampton")
    title, slide = next(x for x in zip(titles(made), deck_of(made), strict=True)
                        if x[0].startswith("Start "))  # fmt: skip
    assert re.fullmatch(r"Start \d+ of \d+ things now, the others month by month", title)
    assert "Not in the plan" in [text for text, _ in texts(slide)]


def test_where_nothing_can_be_recommended_the_talk_asks_for_another_decision() -> None:
    found = titles(deck("accountant_at_home", hours_per_week=0, money_per_month=0))
    assert len(found) == 6
    assert found[3:] == [
        "Without hours and without money no plan can begin",
        "The advice depends on hours, money and what a client is worth",
        "Decide today: keep the hours for your clients, and look again in three months",
    ]


def test_what_is_done_today_is_told_as_the_owner_told_it() -> None:
    slides = deck_of(deck("plumber_northampton", present_mix=True))
    title = slides[2].shapes.title.text_frame.text
    assert title.startswith("What is done today takes 3.5 hours a week and 280 USD a month")
    table = next(shape.table for shape in slides[2].shapes if shape.has_table)
    cells = [[cell.text for cell in row.cells] for row in table.rows]
    assert cells[2] == ["Local paper and radio", "0.5", "240", "6", "480"]
    title = slides[6].shapes.title.text_frame.text
    assert title.startswith("Stop “Facebook page and groups” and “Local paper and radio”")


@pytest.mark.parametrize("wanted", [2, 13, 135])
def test_a_goal_stands_on_the_slide_as_it_was_typed_and_the_numbers_add_up(wanted: int) -> None:
    page = talk_of(wanted)[1]
    assert page.drawing is not None
    come, aimed_at, _ = page.drawing.series[0][1]
    assert come is not None and aimed_at in (wanted, 12 * wanted)
    short = re.search(r"are ([\d,.]+) short of a goal of ([\d,]+)", page.title)
    if short:
        said = [float(x.replace(",", "")) for x in short.groups()]
        assert said == pytest.approx([aimed_at - come, aimed_at])
    else:
        assert aimed_at <= come


@pytest.mark.parametrize("name", NAMES)
def test_the_talk_writes_what_the_plan_brings_as_every_page_does(name: str) -> None:
    # Whole customers on the slides and halves on the page were two figures for one thing.
    r = answer(name)
    said = {card.label: card for card in main_sections(r)[0].cards}
    page = next(p for p in compose(r, {}).talk if p.code == "recommendation")
    for card in page.cards:
        if card.label.startswith("New customers"):
            assert card.value == said[card.label].value
            assert card.beside in said[card.label].beside


def test_who_comes_already_is_the_same_number_on_every_slide_and_page() -> None:
    # "31 come by what is done today" beside "53 of them come already" were two bases.
    r = answer("shop_bamberg")
    already = kept_already(r).removeprefix("about ")
    asked = json.loads((EXAMPLES / "shop_bamberg.json").read_text("utf-8"))
    pages = {p.code: p for p in talk(r, {}, profile=parse_profile(asked))}
    assert f"{already} of the plan's customers come already" in pages["costs"].lines[-1]
    assert pages["options"].lines[0].endswith(f"new customers a month, {already} come already.")


def test_what_closes_the_gap_is_counted_by_the_year_where_all_is() -> None:
    r = answer("it_services_pune", customers_wanted_per_month=3)
    assert basis_of(r)[1] == "year" and r.goal is not None
    step = NextStep(hours_per_week=8, money_per_month=0, in_all=17, expected_total=2.5,
                    sentence="Said by the month.")  # fmt: skip
    r = r.model_copy(update={"goal": r.goal.model_copy(update={"next_step": step})})
    notes = " ".join(n for page in talk(r, {}) for n in page.notes)
    assert "Said by the month." not in notes
    assert "8 more hours a week than you offer, 17 in all, would lead to about 30 a year." in notes


def talk_of(wanted: int) -> list[Page]:
    r = answer("plumber_northampton", customers_wanted_per_month=wanted)
    return list(compose(r, {}).talk)


@pytest.mark.parametrize("name", ["shop_bamberg", "plumber_northampton"])
def test_what_is_tried_in_the_twelve_weeks_is_not_said_to_be_left(name: str) -> None:
    asked = json.loads((EXAMPLES / f"{name}.json").read_text("utf-8"))
    profile, r = parse_profile(asked), answer(name)
    found = plan.build(r, profile, load_tables())
    page = next(p for p in compose(r, {"plan": found}, profile=profile).talk if p.code == "changes")
    assert found.test.name
    assert found.test.name not in page.lists[0][1]


def test_what_has_not_begun_by_week_twelve_is_not_said_to_run() -> None:
    r = answer()
    asked = json.loads((EXAMPLES / "plumber_northampton.json").read_text("utf-8"))
    found = plan.build(r, parse_profile(asked), load_tables())
    first, *others = found.starts
    starts = (first.model_copy(update={"work_week": None}), *others)
    late = found.model_copy(update={"starts": starts})
    page = next(p for p in compose(r, {"plan": late}).talk if p.code == "weeks")
    assert page.table is not None
    said = [str(row[1]) for row in page.table.rows]
    count = len(starts)
    assert f"{count - 1} of {count} things run side by side." in said
    assert not any("whole mix is running" in text for text in said)


# Of what is hardly there no digits are shown: neither in a table, nor in a sentence or a note.
HARDLY = re.compile(r"\b0\.0\d* to \d|most likely 0\.0\d|\b0\.\d+ new customers a month")


@pytest.mark.parametrize("name", NAMES)
def test_customers_that_hardly_come_are_not_counted_in_hundredths(name: str) -> None:
    shown = [text for slide in deck_of(deck(name)) for text, _ in texts(slide)]
    shown += [s.notes_slide.notes_text_frame.text for s in deck_of(deck(name))]
    shown += text_report(answer(name)).splitlines()
    assert [line for line in shown if HARDLY.search(line)] == []


def test_notes_speak_of_no_appendix_where_none_is_asked_for() -> None:
    for name in NAMES:
        notes = [s.notes_slide.notes_text_frame.text for s in deck_of(deck(name))]
        assert "appendix" not in " ".join(notes).casefold()


def test_the_last_slide_names_the_day_of_the_review() -> None:
    told = [text for text, _ in texts(deck_of(deck("plumber_northampton"))[-1])]
    assert "Review on Friday, 19 February 2027." in told
    assert any(line.startswith("Begin on Monday, 30 November 2026 with ") for line in told)


def test_notes_hold_the_sources_and_say_what_the_slide_does_not() -> None:
    for slide in deck_of(made("pptx"))[1:]:
        notes = slide.notes_slide.notes_text_frame.text
        shown = [text for text, _ in texts(slide) if len(text) > 35]  # no mere name
        assert len(notes) > 80
        assert re.search(r"^Sources:", notes, re.M)
        assert [text for text in shown if text in notes] == []
    told = [s.notes_slide.notes_text_frame.text for s in deck_of(made("pptx"))]
    assert sum(bool(re.search(r"\(grade [A-D].*\), https?://", notes)) for notes in told) >= 6


def test_sections_are_chosen_and_keep_their_order() -> None:
    found = titles(slides(document(), ["decision", "today"]))
    assert found == [document().title, document().talk[0].title, document().talk[-1].title]
    with pytest.raises(AdvisorError, match="price"):
        slides(document(), ["price"])


def test_the_appendix_comes_behind_a_divider_and_only_when_asked_for() -> None:
    assert "Appendix" not in titles(made("pptx"))
    found = titles(whole())
    assert found[:10] == titles(made("pptx"))
    assert found[10] == "Appendix"
    told = {
        s.title
        for s in document().of("main", "appendix")
        if s.code != "figures" and (s.table or s.drawing or len(s.sentences) > 1)
    }
    assert told - set(found) == set()
    small = [text for slide in deck_of(whole()) for text, size in texts(slide)
             if text.strip() and (size is None or size < SMALLEST_IN_APPENDIX)]  # fmt: skip
    assert small == []
    assert min(sizes_of_charts(whole())) >= SMALLEST_IN_APPENDIX


def test_libreoffice_shows_every_slide_with_its_title(by_office: dict[str, Path]) -> None:
    for key, content in (("pptx", made("pptx")), ("appendix", whole())):
        pages = int(re.findall(r"Pages:\s+(\d+)", told_by("pdfinfo", by_office[key]))[0])
        assert pages == len(titles(content))
        text = text_of(by_office[key])
        assert SHOWN in text and "24 November 2026" in text
        for title in titles(content):
            assert " ".join(title.split()[:3]) in text


@pytest.mark.parametrize("key", ["pptx", "appendix", "real pptx", *NAMES])
def test_no_word_leaves_its_slide_or_runs_into_the_number(
    by_office: dict[str, Path], key: str
) -> None:
    size = re.findall(r"Page size:\s+([\d.]+) x ([\d.]+)", told_by("pdfinfo", by_office[key]))
    width, height = (float(n) for n in size[0])
    words = words_of(by_office[key])
    assert len(words) > 200
    out = [w for w in words if w[1] < 0 or w[2] < 0 or w[3] > width or w[4] > height]
    assert out == []
    # The number begins 7.02 inches down of 7.5; what is told ends before it.
    foot = height * 7.02 / 7.5
    cover = 1
    assert [w for w in words if w[2] < foot - 1 < w[4] - 2 and w[0] > cover] == []


def test_no_slide_is_empty(by_office: dict[str, Path]) -> None:
    counted: dict[int, int] = {}
    for page, *_, _word in words_of(by_office["appendix"]):
        counted[page] = counted.get(page, 0) + 1
    assert min(counted.values()) >= 8
    assert len(counted) == len(titles(whole()))


def test_every_drawing_is_a_chart_with_its_own_workbook() -> None:
    drawn = [s.drawing for s in document().of("main", "appendix") if s.drawing is not None]
    shown = [page.drawing for page in document().talk if page.drawing is not None]
    with zipfile.ZipFile(io.BytesIO(whole())) as file:
        names = file.namelist()
        charts = [n for n in names if re.fullmatch(r"ppt/charts/chart\d+\.xml", n)]
        books = [n for n in names if n.startswith("ppt/embeddings/") and n.endswith(".xlsx")]
        ranges = [n for n in charts if b"<c:errBars" in file.read(n)]
        both = [n for n in charts if b"<c:areaChart>" in (text := file.read(n))
                and b"<c:lineChart>" in text]  # fmt: skip
    assert len(charts) == len(books) == len(drawn) + len(shown)
    assert len(ranges) == sum(d.kind == "ranges" for d in drawn) > 0
    assert len(both) == sum(d.kind == "band" for d in [*drawn, *shown]) > 1


def test_charts_and_logo_can_be_told_without_eyes() -> None:
    for slide in deck_of(whole()):
        for shape in slide.shapes:
            if shape.has_chart:
                assert len(shape._element.nvGraphicFramePr.cNvPr.get("descr")) > 10
            if shape.shape_type is not None and shape.shape_type == 13:
                assert shape._element.nvPicPr.cNvPr.get("descr") == "Logo"


def test_the_cover_names_the_consultant() -> None:
    content = export(answer(), {}, "pptx", consultant="Jane Doe & Partners")
    assert "Prepared by Jane Doe & Partners" in [text for text, _ in texts(deck_of(content)[0])]


def test_a_source_of_the_appendix_leads_to_its_address() -> None:
    known = document().provenance
    assert known is not None
    wanted = {s.url for s in known.sources if s.url.startswith("http")}
    found = {
        run.hyperlink.address
        for slide in deck_of(whole())
        for shape in slide.shapes
        if shape.has_text_frame
        for paragraph in shape.text_frame.paragraphs
        for run in paragraph.runs
        if run.hyperlink.address
    }
    assert wanted - found == set()
