"""What the documents say is there is there, and what is there stands in the documents."""

from __future__ import annotations

import csv
import re
import subprocess
import sys
from pathlib import Path

import pytest

from advisor.recommend import ADVISOR_VERSION

ROOT = Path(__file__).resolve().parents[1]
ADVISOR = ROOT / "advisor"
DOCUMENTS = [
    "README.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs/ARCHITECTURE.md", "docs/BENCHMARKS.md",
    "docs/model.md", "data/README.md",
]  # fmt: skip


def _text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def _code_of(text: str) -> str:
    """Everything that a document shows as code: blocks and spans, one a line."""
    blocks = re.findall(r"```.*?\n(.*?)```", text, flags=re.DOTALL)
    return "\n".join([*blocks, *re.findall(r"`([^`\n]+)`", text)])


def test_the_module_map_has_one_row_for_every_room_and_no_other() -> None:
    rooms = {
        f"advisor/{path.name}/" if path.is_dir() else f"advisor/{path.name}"
        for path in ADVISOR.iterdir()
        if (path.suffix == ".py" and path.name != "__init__.py") or (path / "__init__.py").exists()
    }
    rows = re.findall(r"^\| `(advisor/[^`]+)` \| (.+) \|$", _text("docs/ARCHITECTURE.md"), re.M)
    assert sorted(name for name, _ in rows) == sorted(rooms)
    assert [name for name, purpose in rows if not purpose.strip()] == []


def test_the_newest_entry_of_the_changelog_is_this_version() -> None:
    # What is not released yet stands above it.
    released = r"^## (\S+) \((?!unreleased)"
    newest = re.findall(released, _text("CHANGELOG.md"), flags=re.MULTILINE)[0]
    assert newest == ADVISOR_VERSION


def test_the_changelog_names_the_version_of_the_tables() -> None:
    version = re.escape(_text("data/DATA_VERSION").strip())
    assert re.search(rf"(?<![\w.]){version}(?![\w.]*\w)", _text("CHANGELOG.md"))


def test_every_verb_of_the_command_line_stands_in_the_readme() -> None:
    told = subprocess.run(
        [sys.executable, "-m", "advisor", "--help"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    verbs = re.findall(r"^    (\w+)", told, flags=re.MULTILINE)
    assert {"schema", "channels", "recommend"} <= set(verbs)
    shown = set(re.findall(r"\w+", _code_of(_text("README.md"))))
    assert [verb for verb in verbs if verb not in shown] == []


def test_every_channel_that_can_be_used_has_its_figures_in_the_evidence() -> None:
    with (ROOT / "data/channels.csv").open(encoding="utf-8", newline="") as file:
        # A retired channel has no figures: nobody can use it.
        channels = [row["channel"] for row in csv.DictReader(file) if row["retired"] != "1"]
    assert len(channels) >= 30
    headed = set(re.findall(r"^## .*\(`(\w+)`\)$", _text("docs/evidence.md"), re.MULTILINE))
    assert [channel for channel in channels if channel not in headed] == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_link_to_a_file_leads_to_one(name: str) -> None:
    links = re.findall(r"\]\(([^)#\s]+)", _text(name))
    here = (ROOT / name).parent
    assert [x for x in links if "://" not in x and not (here / x).exists()] == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_make_target_named_is_one(name: str) -> None:
    targets = set(re.findall(r"^([a-z]+):(?!=)", _text("Makefile"), flags=re.MULTILINE))
    indented = "\n".join(re.findall(r"^    (.+)$", _text(name), flags=re.MULTILINE))
    code = _code_of(_text(name)) + "\n" + indented
    assert set(re.findall(r"\bmake ([a-z]+)\b", code)) - targets == set()


def test_every_file_of_code_that_a_document_names_is_there() -> None:
    # Not the changelog, which tells of files that are gone, nor quotations of sources.
    documents = {"README.md", "CONTRIBUTING.md", "data/README.md"} | {
        f"docs/{path.name}" for path in (ROOT / "docs").glob("*.md") if path.name != "evidence.md"
    }
    rooms = ("advisor", "benchmarks", "pages", "scripts", "tests")
    there = [
        f"/{path.relative_to(ROOT).as_posix()}" for x in rooms for path in (ROOT / x).rglob("*.py")
    ]
    named = {(doc, x) for doc in documents for x in re.findall(r"[\w/.]*\w\.py\b", _text(doc))}
    assert len(named) > 60
    assert [
        (doc, x) for doc, x in sorted(named)
        if x != "app.py" and not any(path.endswith(f"/{x}") for path in there)
    ] == []  # fmt: skip
