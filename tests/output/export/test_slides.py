"""The slides as LibreOffice shows them: every finding, nothing cut off, charts to edit."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from pptx import Presentation

from advisor.output.export.slides import MOST_MAIN
from tests.output.export.businesses import SHOWN, document, made
from tests.output.export.conftest import text_of, told_by, words_of


@pytest.fixture(scope="module")
def deck() -> object:
    return Presentation(io.BytesIO(made("pptx")))


def titles() -> list[str]:
    return [slide.shapes.title.text_frame.text
            for slide in Presentation(io.BytesIO(made("pptx"))).slides]  # fmt: skip


def test_a_talk_is_a_cover_and_at_most_thirteen_findings() -> None:
    found = titles()
    assert found[0] == document().title
    assert found.index("Appendix") <= MOST_MAIN + 1 <= 14


def test_every_finding_is_the_title_of_a_slide() -> None:
    told = {
        s.title
        for s in document().of("main", "appendix")
        if s.code != "figures" and (s.table or s.drawing or len(s.sentences) > 1)
    }
    assert told - set(titles()) == set()


def test_libreoffice_shows_every_slide_with_its_title_and_number(
    by_office: dict[str, Path],
) -> None:
    pages = int(re.findall(r"Pages:\s+(\d+)", told_by("pdfinfo", by_office["pptx"]))[0])
    assert pages == len(titles())
    text = text_of(by_office["pptx"])
    assert SHOWN in text
    for title in titles():
        assert " ".join(title.split()[:3]) in text
    assert "24 November 2026" in text


def test_no_word_leaves_its_slide_or_runs_into_the_foot(by_office: dict[str, Path]) -> None:
    size = re.findall(r"Page size:\s+([\d.]+) x ([\d.]+)", told_by("pdfinfo", by_office["pptx"]))
    width, height = (float(n) for n in size[0])
    words = words_of(by_office["pptx"])
    assert len(words) > 500
    out = [w for w in words if w[1] < 0 or w[2] < 0 or w[3] > width or w[4] > height]
    assert out == []
    # The foot begins 7.0 inches down of 7.5; what is told ends before it.
    foot = height * 7.0 / 7.5
    assert [w for w in words if w[2] < foot - 1 < w[4] - 2 and w[0] > 1] == []


def test_no_slide_is_empty(by_office: dict[str, Path]) -> None:
    counted: dict[int, int] = {}
    for page, *_, _word in words_of(by_office["pptx"]):
        counted[page] = counted.get(page, 0) + 1
    assert min(counted.values()) >= 15
    assert len(counted) == len(titles())


def test_every_drawing_is_a_chart_with_its_own_workbook() -> None:
    drawn = [s for s in document().of("main", "appendix") if s.drawing is not None]
    with zipfile.ZipFile(io.BytesIO(made("pptx"))) as file:
        names = file.namelist()
        charts = [n for n in names if re.fullmatch(r"ppt/charts/chart\d+\.xml", n)]
        books = [n for n in names if n.startswith("ppt/embeddings/") and n.endswith(".xlsx")]
        ranges = [n for n in charts if b"<c:errBars" in file.read(n)]
    assert len(charts) == len(books) == len(drawn)
    assert len(ranges) == sum(s.drawing.kind == "ranges" for s in drawn if s.drawing) > 0


def test_a_band_is_an_area_with_a_line_on_the_same_axes() -> None:
    drawn = [s.drawing for s in document().of("main") if s.drawing and s.drawing.kind == "band"]
    with zipfile.ZipFile(io.BytesIO(made("pptx"))) as file:
        both = [
            text
            for name in file.namelist()
            if name.startswith("ppt/charts/chart")
            and b"<c:areaChart>" in (text := file.read(name))
            and b"<c:lineChart>" in text
        ]
    assert len(both) == len(drawn) > 0


def test_charts_and_logo_can_be_told_without_eyes() -> None:
    slides = Presentation(io.BytesIO(made("pptx"))).slides
    for slide in slides:
        for shape in slide.shapes:
            if shape.has_chart:
                assert len(shape._element.nvGraphicFramePr.cNvPr.get("descr")) > 10
            if shape.shape_type is not None and shape.shape_type == 13:
                assert shape._element.nvPicPr.cNvPr.get("descr") == "Logo"


def test_the_speaker_has_notes_with_what_a_slide_leaves_out() -> None:
    slides = list(Presentation(io.BytesIO(made("pptx"))).slides)
    section = next(s for s in document().sections if s.code == "not_yet")
    slide = next(s for s in slides if s.shapes.title.text_frame.text == section.title)
    notes = slide.notes_slide.notes_text_frame.text
    assert notes.count(section.sentences[0]) == 9


def test_a_source_leads_to_its_address() -> None:
    known = document().provenance
    assert known is not None
    wanted = {s.url for s in known.sources if s.url.startswith("http")}
    found = {
        run.hyperlink.address
        for slide in Presentation(io.BytesIO(made("pptx"))).slides
        for shape in slide.shapes
        if shape.has_text_frame
        for paragraph in shape.text_frame.paragraphs
        for run in paragraph.runs
        if run.hyperlink.address
    }
    assert wanted - found == set()
