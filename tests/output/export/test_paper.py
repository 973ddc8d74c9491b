"""The PDF as poppler reads it: tagged, numbered, vector charts, text that stays text."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from advisor.explain.section import Drawing
from advisor.output.export import export
from advisor.output.export.geometry import plan
from advisor.output.export.paper import unprintable
from tests.output.export.businesses import DATE, SHOWN, answer, document, insights, made
from tests.output.export.conftest import text_of, told_by, words_of


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("paper") / "made.pdf"
    file.write_bytes(made("pdf"))
    return file


def test_it_is_tagged_titled_and_dated(pdf: Path) -> None:
    told = told_by("pdfinfo", "-isodates", pdf)
    assert re.search(r"Tagged:\s+yes", told)
    assert re.search(r"Title:\s+" + re.escape(document().title), told)
    assert re.search(r"CreationDate:\s+2026-11-24", told)
    assert b"pdfuaid" in made("pdf")


def test_every_finding_and_every_source_is_in_it(pdf: Path) -> None:
    text = text_of(pdf)
    for section in document().of("main", "appendix"):
        assert " ".join(section.title.split()[:3]) in text
    known = document().provenance
    assert known is not None
    # Two columns stand side by side, so a title is looked for by its beginning.
    for source in known.sources:
        assert f"[{source.number}] {source.title.split()[0]}" in text


def test_what_a_person_typed_stays_text(pdf: Path) -> None:
    assert SHOWN in text_of(pdf)


def test_pages_are_numbered(pdf: Path) -> None:
    pages = int(re.findall(r"Pages:\s+(\d+)", told_by("pdfinfo", pdf))[0])
    assert 5 <= pages <= 40
    text = text_of(pdf)
    assert all(f"{k} / {pages}" in text for k in range(1, pages + 1))


def test_charts_are_drawn_as_vectors_and_fonts_are_inside(pdf: Path) -> None:
    pictures = told_by("pdfimages", "-list", pdf).splitlines()[2:]
    assert {line.split()[0] for line in pictures} <= {"1"}  # the logo, on the first page only
    fonts = told_by("pdffonts", pdf).splitlines()[2:]
    assert fonts
    assert all(line.split()[-5] == "yes" for line in fonts)


def test_no_word_leaves_its_page(pdf: Path) -> None:
    size = re.findall(r"Page size:\s+([\d.]+) x ([\d.]+)", told_by("pdfinfo", pdf))
    width, height = (float(n) for n in size[0])
    words = words_of(pdf)
    assert len(words) > 500
    assert [w for w in words if w[1] < 30 or w[2] < 20 or w[3] > width - 30 or w[4] > height] == []


def test_paper_is_what_the_country_uses(pdf: Path, tmp_path: Path) -> None:
    assert "(letter)" in told_by("pdfinfo", pdf)
    german = tmp_path / "german.pdf"
    german.write_bytes(export(answer("shop_bamberg"), {}, "pdf"))
    assert "(A4)" in told_by("pdfinfo", german)


def test_bars_that_are_all_nothing_cost_no_document() -> None:
    nothing = Drawing("bars", ("Instagram", "Facebook"), (("Hours", (0.0, 0.0)),), unit="hours")
    placed = plan(nothing, "#0B6E69")
    assert [row["parts"][0]["to"] for row in placed["rows"]] == [0.0, 0.0]


def test_a_letter_that_no_font_has_costs_the_tags_not_the_document() -> None:
    told = export(answer(), insights(), "pdf", title="Shop \u2d4b\U0001f9ff\u1320")
    assert told.startswith(b"%PDF")
    assert b"/StructTreeRoot" in told or b"ObjStm" in told


@pytest.mark.parametrize(("name", "gone"), [
    ("Müller & Söhne, Łódź, Москва, Θεσσαλονίκη", ""), ("Phở Hà Nội", ""),
    ("Bäckerei 👩🥐", "👩🥐"), ("株株", "株")])  # fmt: skip
def test_letters_that_no_font_has_are_named_before_the_file_is_taken(name: str, gone: str) -> None:
    assert unprintable(name) in (gone, "")  # a machine may have the font


@pytest.mark.parametrize("business", ["", "shop_bamberg", "therapist_ballarat"])
def test_no_page_before_the_appendix_is_half_empty(
    business: str, pdf: Path, tmp_path: Path
) -> None:
    if business:
        pdf = tmp_path / "other.pdf"
        pdf.write_bytes(export(answer(business), insights(), "pdf"))
    words = words_of(pdf)
    appendix = min(page for page, *_, word in words if word == "Appendix" and page > 1)
    height = 841.9 - (2.2 + 2.1) / 2.54 * 72
    lowest = {
        page: max(y for at, _, _, _, y, _ in words if at == page and y < 0.93 * 841.9)
        for page in range(1, appendix)
    }
    filled = {page: (y - 2.2 / 2.54 * 72) / height for page, y in lowest.items()}
    assert len(filled) >= 3
    # The appendix begins on a page of its own only behind one that is well filled.
    least = {page: 0.5 if page == appendix - 1 else 0.6 for page in filled}
    assert {page: part for page, part in filled.items() if part < least[page]} == {}


def test_the_figures_of_the_answer_end_above_its_sentences(tmp_path: Path) -> None:
    file = tmp_path / "cards.pdf"
    file.write_bytes(export(answer("shop_bamberg"), {}, "pdf"))
    first = [(x, y, down, word) for page, x, y, _, down, word in words_of(file) if page == 1]
    bullet = min(y for x, y, _, word in first if word == "•")
    cards = [down for _, _, down, word in first if word == "already"]
    assert cards and max(cards) < bullet


def test_a_name_written_from_right_to_left_leaves_the_day_behind_it_as_it_is(
    tmp_path: Path,
) -> None:
    file = tmp_path / "arabic.pdf"
    file.write_bytes(export(answer(), {}, "pdf", title="Plan \u0645\u062e\u0628\u0632", date=DATE))
    places = [(x, y, word) for page, x, y, _, _, word in words_of(file) if page == 1]
    foot = max(y for _, y, _ in places)
    line = [word for _, y, word in sorted(places) if abs(y - foot) < 2]
    assert line[-6:-3] == ["24", "November", "2026"]


def test_boxes_are_never_there_without_a_word(tmp_path: Path) -> None:
    boxed, plain = tmp_path / "boxed.pdf", tmp_path / "plain.pdf"
    boxed.write_bytes(export(answer(), {}, "pdf", consultant="Cora \u2d4b\U0001f9ff\u1320"))
    plain.write_bytes(export(answer(), {}, "pdf", consultant="Cora Doe, Łódź, Θεσσαλονίκη"))
    said = "Where boxes stand instead of letters, the machine that made this document has no font"
    assert (said in text_of(boxed)) == bool(unprintable("\u2d4b\U0001f9ff\u1320"))
    assert said not in text_of(plain)
