"""The verb ``export``: files written, dates and colours checked."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from advisor.__main__ import main
from tests.output.export.businesses import EXAMPLES

PLUMBER = json.loads((EXAMPLES / "plumber_northampton.json").read_text("utf-8"))["profile"]


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
     ("csv", b"part,item,"), ("json", b"{")],
)  # fmt: skip
def test_each_format_is_written_and_named(
    profile: Path,
    tmp_path: Path,
    document_format: str,
    begins: bytes,
    capsys: pytest.CaptureFixture[str],
) -> None:
    out = tmp_path / f"out.{document_format}"
    assert run(profile, out, document_format, "--date", "2026-11-24", "--title", "Ours") == 0
    assert out.read_bytes().startswith(begins)
    assert capsys.readouterr().out == f"Written: {out}\n"


def test_the_file_holds_sources_title_and_date(profile: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    assert run(profile, out, "json", "--date", "2026-11-24", "--title", "Ours") == 0
    found = json.loads(out.read_text("utf-8"))
    assert found["about"]["title"] == "Ours"
    assert found["about"]["date"] == "2026-11-24"
    assert len(found["evidence"]["sources"]) > 10


@pytest.mark.parametrize(
    "more", [("--date", "yesterday"), ("--accent", "red"), ("--logo", "/no/such/file.png")]
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
