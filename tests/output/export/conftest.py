"""The programs that open the exports: LibreOffice, poppler; each file converted once."""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from advisor.__main__ import main
from advisor.commands import insights
from advisor.insight.topics import Topic
from advisor.results import Insight
from tests.output.export.businesses import DATE, EXAMPLES, logo, made

REAL_TITLE = "A plan for the plumber"


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


class Verb:
    """The verb run again and again for one business whose real insights are worked out once."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.insights = folder, dict[str, Insight]()
        self.said: dict[str, str] = {}
        self.answered: Any = None
        self.profile = EXAMPLES / "plumber_northampton.json"
        self.logo = folder / "logo.png"
        self.logo.write_bytes(logo())

    @contextlib.contextmanager
    def _kept(self) -> Iterator[None]:
        """Keep what is worked out; only while the verb runs, so that no other test meets it."""
        really = insights._answered

        def once(options: argparse.Namespace) -> Any:
            if self.answered is None:
                self.answered = really(options)
            return self.answered

        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(insights, "_answered", once)
            real = Topic.build

            def build(topic: Topic, *given: Any) -> Insight:
                if topic.verb not in self.insights:
                    self.insights[topic.verb] = real(topic, *given)
                return self.insights[topic.verb]

            patched.setattr(Topic, "build", build)
            yield

    def write(self, document_format: str, name: str, *more: str) -> Path:
        """Run the verb and return the file it wrote."""
        out = self.folder / f"{name}.{document_format}"
        told = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
        with contextlib.redirect_stdout(told), self._kept():
            code = main(
                ["export", str(self.profile), "--format", document_format, "-o", str(out),
                 "--draws", "64", "--worlds", "16", *more]
            )  # fmt: skip
        assert code == 0
        told.seek(0)
        self.said[out.name] = told.read()
        return out

    def file(self, document_format: str) -> Path:
        """Return the file of a format, with everything that can be asked for; written once."""
        found = self.folder / f"real.{document_format}"
        if not found.exists():
            self.write(document_format, "real", "--date", str(DATE), "--title", REAL_TITLE,
                       "--accent", "#7A1F5C", "--logo", str(self.logo))  # fmt: skip
        return found


@pytest.fixture(scope="session")
def verb(tmp_path_factory: pytest.TempPathFactory) -> Verb:
    """The verb; what takes long is kept, whatever the format."""
    return Verb(tmp_path_factory.mktemp("verb"))


@pytest.fixture(scope="session")
def by_office(tmp_path_factory: pytest.TempPathFactory, verb: Verb) -> dict[str, Path]:
    """Slides and workbook, made by hand and real, as PDF by LibreOffice in one start."""
    program = os.environ.get("SOFFICE") or shutil.which("soffice")
    assert program, "LibreOffice is needed: scripts/setup.sh office"
    folder = tmp_path_factory.mktemp("office")
    found = {}
    files = []
    # Imported here: the file of the slides' tests imports from this one.
    from tests.output.export.test_slides import NAMES, deck, whole

    made_of = {
        "pptx": made("pptx"), "xlsx": made("xlsx"), "appendix": whole(),
        "real pptx": verb.file("pptx").read_bytes(), "real xlsx": verb.file("xlsx").read_bytes(),
        "real appendix": verb.write("pptx", "real_appendix", "--appendix").read_bytes(),
        **{name: deck(name) for name in NAMES},
    }  # fmt: skip
    for key, content in made_of.items():
        ending = "xlsx" if "xlsx" in key else "pptx"
        file = folder / f"{key.replace(' ', '_')}_.{ending}"
        file.write_bytes(content)
        files.append(file)
        found[key] = file.with_suffix(".pdf")
    told_by(
        program, f"-env:UserInstallation=file://{folder}/profile", "--headless",
        "--convert-to", "pdf", "--outdir", folder, *files,
    )  # fmt: skip
    assert all(file.exists() for file in found.values())
    return found
