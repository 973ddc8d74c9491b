"""The verb ``export``: files written, dates and colours checked."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from pptx import Presentation

from advisor.__main__ import main
from tests.output.export.businesses import EXAMPLES
from tests.output.export.conftest import Verb

PLUMBER = json.loads((EXAMPLES / "plumber_northampton.json").read_text("utf-8"))


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    file = tmp_path / "profile.json"
    file.write_text(json.dumps(PLUMBER), "utf-8")
    return file


def run(profile: Path, out: Path, document_format: str, *more: str) -> int:
    return main(
        ["export", str(profile), "--format", document_format, "-o", str(out), "--draws", "64",
         "--worlds", "0", *more]
    )  # fmt: skip


@pytest.mark.parametrize(
    ("document_format", "begins"),
    [("pptx", b"PK"), ("xlsx", b"PK"), ("pdf", b"%PDF"), ("html", b"<!doctype html>"),
     ("csv", b"\xef\xbb\xbfpart,item,"), ("json", b"{"), ("ics", b"BEGIN:VCALENDAR")],
)  # fmt: skip
def test_each_format_is_written_and_named(verb: Verb, document_format: str, begins: bytes) -> None:
    out = verb.file(document_format)
    assert out.read_bytes().startswith(begins)
    assert verb.said[out.name] == f"Written: {out}\n"


@pytest.mark.parametrize(
    "more",
    [
        ("--date", "yesterday"),
        ("--accent", "red"),
        ("--logo", "/no/such/file.png"),
        ("--sections", "today"),
    ],
)
def test_what_cannot_be_used_is_refused_and_nothing_is_written(
    profile: Path, tmp_path: Path, more: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out.csv"
    assert run(profile, out, "csv", *more) == 2
    assert not out.exists()
    told = capsys.readouterr().err
    assert more[0] in told
    assert len(told.splitlines()) <= 3


def test_sections_of_the_slides_are_chosen_by_name(
    profile: Path, tmp_path: Path, verb: Verb, capsys: pytest.CaptureFixture[str]
) -> None:
    out = verb.write("pptx", "chosen", "--sections", "decision, today", "--consultant", "Jane Doe")
    assert len(Presentation(str(out)).slides) == 3
    assert run(profile, tmp_path / "out.pptx", "pptx", "--sections", "today,prices") == 2
    told = capsys.readouterr().err
    assert "prices" in told and "today, costs, options" in told


def test_how_each_channel_was_judged_stands_in_workbook_and_slides(verb: Verb) -> None:
    with zipfile.ZipFile(verb.file("xlsx")) as book:
        assert b'name="How each channel was judged"' in book.read("xl/workbook.xml")
    deck = Presentation(str(verb.write("pptx", "judged", "--appendix")))
    texts = [s.text_frame.text for slide in deck.slides for s in slide.shapes if s.has_text_frame]
    assert any("each judged twice" in text for text in texts)
