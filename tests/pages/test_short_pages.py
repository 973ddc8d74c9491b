"""The five short pages: an owner reads about a hundred words on each; nothing is drawn unasked."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import advisor.ui
from tests.pages.conftest import EVERY_PART, PLUMBER

Opened = Callable[..., AppTest]
PAGES = ("platforms", "adverts", "me_or_manager", "face_to_face", "which_fits")
COOK = {
    "sector": "restaurant_cafe", "country": "HU", "town": "Kőszeg", "people_working": 14,
    "reach_goal": "neighbouring_towns", "hours_per_week": 5, "money_per_month": 120_000,
}  # fmt: skip
MOST_WORDS = 120


def words_seen(at: AppTest) -> int:
    """Count the words of a page, those of closed boxes left out: they are not drawn."""
    parts = [
        *(e.value for kind in (at.title, at.header, at.markdown, at.caption) for e in kind),
        *(e.label for kind in (at.expander, at.button) for e in kind),
        *(str(cell) for t in at.table for cell in (*t.value.columns, *t.value.to_numpy().flat)),
    ]
    return sum(bool(re.search(r"\w", word)) for part in parts for word in str(part).split())


@pytest.mark.parametrize("answers", [PLUMBER, COOK], ids=["plumber", "restaurant"])
@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_read_at_a_glance(
    open_app: Opened, page: str, answers: dict[str, object]
) -> None:
    at = open_app(answers, page=page)
    assert not at.exception
    assert 30 < words_seen(at) <= MOST_WORDS
    assert len(at.table) <= 1 and not at.get("plotly_chart")


def test_every_box_is_known_to_the_tests_that_open_all() -> None:
    folder = Path(str(advisor.ui.__file__)).parent
    written = "\n".join(path.read_text(encoding="utf-8") for path in folder.glob("*_view.py"))
    parts = re.findall(r"show_parts\((.*?)\n    \)", written, re.S)
    keys = {
        key for part in parts for key in re.findall(r'^        \("[^"]+", "(\w+)",', part, re.M)
    }
    assert keys == set(EVERY_PART)
