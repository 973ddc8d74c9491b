"""A word longer than a line is broken on paper, and stays the word that it is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from advisor.output.export import export
from advisor.output.export.paper import breakable
from tests.output.export.businesses import DATE, answer
from tests.output.export.conftest import told_by, words_of

WORDS = {
    "German": "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbau" * 3,
    "capitals": "W" * 190,
    "Hindi": "श्रीगणेशमिठाईभंडार" * 8,
    "an address": "www.a-very-long-name-of-a-firm-that-never-ends.example/" * 3,
}


@pytest.mark.parametrize("kind", WORDS)
def test_a_word_longer_than_a_line_stays_on_its_page(kind: str, tmp_path: Path) -> None:
    name = WORDS[kind][:200]
    pdf = tmp_path / "long.pdf"
    pdf.write_bytes(export(answer().model_copy(update={"name": name}), {}, "pdf", date=DATE))
    sizes = told_by("pdfinfo", pdf).split("Page size:")[1].split()
    wide = float(sizes[0])
    assert [w for w in words_of(pdf) if w[1] < 0 or w[3] > wide] == []
    letters = re.sub(r"[\s\u200b-]", "", told_by("pdftotext", pdf, "-"))  # it joins at hyphens
    if kind != "Hindi":  # whose letters are drawn in another order than they are written
        assert name.replace("-", "") in letters
    assert name in told_by("pdfinfo", pdf)


def test_addresses_of_sources_and_short_words_stay_as_they_are() -> None:
    address = f"https://example.org/{'x' * 60}"
    given = {"title": "A title of words", "sources": [{"url": address, "title": "A page"}]}
    assert breakable(given) == given
