"""The programs that open the exports: LibreOffice, poppler; each file converted once."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.output.export.businesses import made


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep what starts LibreOffice, or shares a made document, on one worker."""
    for item in items:
        if "tests/output/export/" in str(item.path):
            item.add_marker(pytest.mark.xdist_group("exports"))


def told_by(*arguments: str | Path) -> str:
    """Run a program and return what it prints."""
    ran = subprocess.run([str(a) for a in arguments], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


def text_of(pdf: Path) -> str:
    """Return a PDF's text as poppler reads it, white space evened."""
    return " ".join(told_by("pdftotext", "-layout", pdf, "-").split())


def words_of(pdf: Path) -> list[tuple[int, float, float, float, float, str]]:
    """Return every word with its page and its box in points, as poppler sees it."""
    found, page = [], 0
    for line in told_by("pdftotext", "-bbox", pdf, "-").splitlines():
        page += "<page " in line
        numbers = re.findall(r'="(-?[\d.]+)"', line)
        if "<word " in line:
            word = re.sub(r"<[^>]+>", "", line).strip()
            found.append((page, *(float(n) for n in numbers[:4]), word))
    return found  # type: ignore[return-value]


@pytest.fixture(scope="session")
def by_office(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The slides and the workbook as PDF, made by LibreOffice in one start."""
    program = os.environ.get("SOFFICE") or shutil.which("soffice")
    assert program, "LibreOffice is needed: scripts/setup.sh office"
    folder = tmp_path_factory.mktemp("office")
    files = []
    for ending in ("pptx", "xlsx"):
        files.append(folder / ending / f"made.{ending}")
        files[-1].parent.mkdir()
        files[-1].write_bytes(made(ending))
    found = {}
    for file in files:
        told_by(
            program, f"-env:UserInstallation=file://{folder}/profile", "--headless",
            "--convert-to", "pdf", "--outdir", file.parent, file,
        )  # fmt: skip
        found[file.suffix[1:]] = file.with_suffix(".pdf")
        assert found[file.suffix[1:]].exists()
    return found
