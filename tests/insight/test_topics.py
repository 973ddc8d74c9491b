"""What every topic of the registry keeps, and that a new one needs nothing but its row."""

from __future__ import annotations

import io
import json
import sys
import zipfile
from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest
from pptx import Presentation
from streamlit.testing.v1 import AppTest

from advisor.__main__ import main
from advisor.commands import insights as command
from advisor.evidence import load_tables
from advisor.insight import topics
from advisor.insight.topics import TOPICS, Topic
from advisor.output.export import export
from advisor.output.export.compose import compose
from advisor.profile import parse_profile
from advisor.report.sections import ORDER
from advisor.report.text import findings_text
from advisor.results import Finding, Insight, Recommendation, to_json
from advisor.ui.navigation import BY_NAME
from tests.insight import asked
from tests.output.export.test_slides import texts
from tests.pages.conftest import PLUMBER, few_draws, open_app  # noqa: F401 - fixtures

EVERY = pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: topic.verb)
TOY = Topic("toy", "toy", "what a toy says", "A toy", "how_sure", "ways", "Playing")
SAYS = "The toy brings seven smiles."


def answer() -> Recommendation:
    return asked.answer(PLUMBER)


def found(topic: Topic) -> Insight:
    return asked.found(topic.verb, PLUMBER)


@pytest.fixture
def ask(monkeypatch: pytest.MonkeyPatch, capsys: Any) -> Callable[..., str]:
    """Return a function that runs a verb on the one answer of this file."""
    monkeypatch.setattr(
        command, "_answered", lambda _: (answer(), parse_profile(PLUMBER), load_tables())
    )

    def asked(*arguments: str) -> str:
        assert main([*arguments, "-"]) == 0
        return str(capsys.readouterr().out)

    return asked


@EVERY
def test_a_verb_prints_the_bytes_of_the_first_time(topic: Topic, ask: Callable[..., str]) -> None:
    assert ask(topic.verb, "--json") == to_json(found(topic)) + "\n"


@EVERY
def test_a_verb_prints_its_findings_for_people(
    topic: Topic, ask: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    once = found(topic)
    monkeypatch.setattr(Topic, "build", lambda *_: once)
    assert ask(topic.verb) == findings_text(once.findings) + "\n"


@EVERY
def test_findings_are_whole(topic: Topic) -> None:
    findings = found(topic).findings
    assert findings
    assert len({f.code for f in findings}) == len(findings)
    for finding in findings:
        assert finding.title.strip() and "_" not in finding.title
        assert all(len(row) == len(finding.header) for row in finding.rows)
        assert set(finding.fact_ids) <= set(load_tables().facts)


@EVERY
def test_a_topic_has_a_page_a_place_and_words_of_its_own(topic: Topic) -> None:
    assert topic.page in BY_NAME
    assert topic.after in ORDER
    for words in ("id", "verb", "says", "part"):
        assert [getattr(one, words) for one in TOPICS].count(getattr(topic, words)) == 1


def test_a_document_carries_every_finding_of_every_topic_once() -> None:
    document = compose(answer(), {topic.verb: found(topic) for topic in TOPICS})
    for topic in TOPICS:
        codes = [s.code for s in document.sections if s.part == topic.part]
        assert sorted(codes) == sorted(f.code for f in found(topic).findings)


@pytest.fixture
def toy(monkeypatch: pytest.MonkeyPatch) -> Insight:
    """Return what a toy topic finds, in a registry that has it too."""
    made = Insight(
        findings=(
            Finding(code="toy.smiles", title=SAYS, header=("Who", "Smiles"), rows=(("You", 7.0),)),
        )
    )
    module = ModuleType("advisor.insight.toy.compute")
    module.build = lambda *_: made  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "advisor.insight.toy.compute", module)
    monkeypatch.setattr(topics, "TOPICS", (*TOPICS, TOY))
    return made


def test_a_new_topic_is_a_verb_of_the_command_line(toy: Insight, ask: Callable[..., str]) -> None:
    assert ask("toy").startswith(SAYS)


def test_a_new_topic_is_a_screen_of_present(
    toy: Insight,
    open_app: Callable[..., AppTest],  # noqa: F811
) -> None:
    at = open_app(PLUMBER, page="present")
    before_how_sure = [s.code for s in compose(answer(), {}).of("main")].index("sure")
    at.session_state["present_at"] = 1 + before_how_sure + 4  # the cover, four other topics
    at.run()
    assert at.title[0].value == "The toy brings seven smiles"


def test_a_new_topic_is_in_every_export(toy: Insight) -> None:
    def made(kind: str) -> bytes:
        return export(answer(), {"toy": toy}, kind, appendix=kind == "pptx")

    deck = Presentation(io.BytesIO(made("pptx")))
    said = [text for slide in deck.slides for text, _ in texts(slide)]
    assert any("The toy brings seven smiles" in text for text in said)
    with zipfile.ZipFile(io.BytesIO(made("xlsx"))) as book:
        cells = "".join(book.read(n).decode() for n in book.namelist() if n.endswith(".xml"))
    assert "<v>7</v>" in cells and "Smiles" in cells
    assert "The toy brings seven smiles" in made("html").decode()
    assert "A toy,You,Smiles,,7" in made("csv").decode()
    assert json.loads(made("json"))["insights"]["toy"]["findings"][0]["title"] == SAYS
    assert made("pdf").startswith(b"%PDF")
