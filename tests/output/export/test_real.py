"""What a client is handed: the verb end to end with the real insights, opened by real programs."""

from __future__ import annotations

import csv
import datetime
import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from playwright.sync_api import Browser
from pptx import Presentation

from advisor.insight import provenance
from advisor.insight.plan.result import Plan
from advisor.output.export import export
from advisor.output.export.compose import topics_in
from tests.output.export.businesses import DATE
from tests.output.export.conftest import REAL_TITLE, Verb, text_of, told_by, words_of
from tests.output.test_calendar import days

DAY = "24 November 2026"
MOST_PAGES = 12  # of the main part: an evening's reading
# What only we say to one another: ids of answers, figures and facts.
IDS = re.compile(r"\b[a-z]+_[a-z_]+\b|\b[A-Z]\d{3,4}\b|\bNone\b(?! of)|\bnan\b")


def evidence(verb: Verb) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(verb.file("json").read_text("utf-8-sig"))
    return found


def versions(verb: Verb) -> str:
    return str(evidence(verb)["about"]["versions"])


def test_the_data_holds_every_insight_its_date_versions_and_sources(verb: Verb) -> None:
    found = evidence(verb)
    assert (found["about"]["title"], found["about"]["date"]) == (REAL_TITLE, str(DATE))
    assert set(found["insights"]) == set(verb.insights)
    assert all(insight["findings"] for insight in found["insights"].values())
    assert len(found["evidence"]["sources"]) > 10
    assert all(source["grades"] for source in found["evidence"]["sources"])
    rows = list(csv.DictReader(verb.file("csv").read_text("utf-8-sig").splitlines()))
    assert {"figure in use", "source", "The mix", "Next steps"} <= {row["part"] for row in rows}
    assert versions(verb) in [row["quantity"] for row in rows]


def test_a_deck_needs_no_topic_beside_those_it_reads(verb: Verb) -> None:
    evidence(verb)  # so that all topics are worked out
    r, profile, tables = verb.answered
    assert set(topics_in(r, "pptx")) == {"strategies", "plan", "sensitivity"}
    assert set(topics_in(r, "pptx", appendix=True)) == set(verb.insights)

    def deck(verbs: Iterable[str]) -> bytes:
        insights = {one: verb.insights[one] for one in verbs}
        behind = provenance.build(r, tables, insights.values())
        return export(r, insights, "pptx", evidence=behind, date=DATE, profile=profile)

    assert deck(topics_in(r, "pptx")) == deck(verb.insights)


def test_the_document_has_a_short_main_part_and_everything_else_behind_it(verb: Verb) -> None:
    file = verb.file("pdf")
    told = told_by("pdfinfo", file)
    assert re.search(r"Tagged:\s+yes", told)
    pages = told_by("pdftotext", "-layout", file, "-").split("\f")[:-1]
    assert len(pages) == int(re.findall(r"Pages:\s+(\d+)", told)[0])
    begins = next(k for k, page in enumerate(pages) if page.strip().startswith("Appendix"))
    assert 4 <= begins <= MOST_PAGES
    assert all(f"{k} / {len(pages)}" in page for k, page in enumerate(pages, 1))
    first = " ".join(pages[0].split())
    assert REAL_TITLE in first and DAY in first and versions(verb) in first
    assert re.search(rf"Appendix\s+{begins + 1}\b", first)  # the contents lead there
    text = " ".join(" ".join(pages).split())
    for source in evidence(verb)["evidence"]["sources"]:
        assert f"[{source['number']}]" in text
    assert "Grades: A official statistic" in text


def test_the_slides_are_a_talk_of_ten_that_ends_with_a_decision(
    verb: Verb, by_office: dict[str, Path]
) -> None:
    slides = list(Presentation(str(verb.file("pptx"))).slides)
    titles = [slide.shapes.title.text_frame.text for slide in slides]
    assert len(titles) == 10
    assert titles[0] == REAL_TITLE
    assert titles[-1].startswith("Decide today: ")
    assert sum(shape.has_chart for slide in slides for shape in slide.shapes) >= 3
    text = text_of(by_office["real pptx"])
    assert DAY in text
    assert versions(verb) in slides[0].notes_slide.notes_text_frame.text
    counted: dict[int, int] = {}
    for page, *_ in words_of(by_office["real pptx"]):
        counted[page] = counted.get(page, 0) + 1
    assert len(counted) == len(slides)
    assert min(counted.values()) > 8


def test_the_workbook_opens_without_a_fault(verb: Verb, by_office: dict[str, Path]) -> None:
    text = text_of(by_office["real xlsx"])
    assert REAL_TITLE in text and versions(verb) in text and str(DATE) in text
    assert re.search(r"#(NAME|REF|VALUE|DIV)|Err:", text) is None


@pytest.mark.parametrize("document_format", ["pdf", "pptx", "xlsx"])
def test_nobody_reads_an_id(verb: Verb, by_office: dict[str, Path], document_format: str) -> None:
    file = by_office.get(f"real {document_format}") or verb.file(document_format)
    if document_format == "pptx":
        file = by_office["real appendix"]
    text = re.sub(r"https?://\S+|\S+\.\w{2,4}/\S*", " ", text_of(file))
    sources = {word for s in evidence(verb)["evidence"]["sources"] for word in s["title"].split()}
    assert [found for found in IDS.findall(text) if found not in sources] == []


def test_the_report_draws_its_charts_without_network(verb: Verb, browser: Browser) -> None:
    context = browser.new_context(offline=True)
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("request", lambda r: faults.append(r.url) if r.url.startswith("http") else None)
    page.goto(verb.file("html").as_uri())
    page.locator(".js-plotly-plot .main-svg").nth(9).wait_for()
    assert page.locator("h1").inner_text() == REAL_TITLE
    told = page.locator("body").inner_text()
    assert DAY in told and versions(verb) in told
    assert page.locator("header img").evaluate("e => e.naturalWidth") > 0
    assert faults == []
    context.close()


def events(file: Path) -> dict[str, Any]:
    parsed = Calendar.from_ical(file.read_bytes())
    return {str(event["UID"]): event for event in parsed.walk("VEVENT")}


def test_the_calendar_is_the_plan_from_the_next_monday_on(verb: Verb) -> None:
    plan = verb.insights["plan"]
    found = events(verb.file("ics"))
    assert isinstance(plan, Plan)
    monday = datetime.date(2026, 11, 30)
    told = sorted((str(event["SUMMARY"]), day) for event in found.values() for day in days(event))
    assert len(told) > 20
    assert told == sorted(
        (t.title, monday + datetime.timedelta(days=7 * (t.week - 1) + t.day)) for t in plan.tasks
    )
    calendar = Calendar.from_ical(verb.file("ics").read_bytes())
    assert str(calendar["X-WR-CALDESC"]) == versions(verb)


def test_a_calendar_written_anew_moves_its_events_and_doubles_none(verb: Verb) -> None:
    first = events(verb.file("ics"))
    later = events(verb.write("ics", "later", "--date", str(DATE + datetime.timedelta(days=7))))
    assert set(first) == set(later)
    for uid, event in first.items():
        assert later[uid]["SEQUENCE"] > event["SEQUENCE"]
        moved = later[uid].decoded("DTSTART") - event.decoded("DTSTART")
        assert moved == datetime.timedelta(days=7)
