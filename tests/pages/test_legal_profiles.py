"""Legal profiles, drawn over the whole range of every field, open every page.

A few here, as a profile takes all pages about seven seconds; `make legal` sends 100 through them.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.legal_profiles import Drawn
from tests.pages.conftest import APP

Opened = Callable[..., AppTest]
PAGES = sorted(p.stem for p in (Path(APP).parent / "pages").glob("*.py"))
DRAWN = int(os.environ.get("LEGAL_PAGES", "6"))
FIRST = 1000 + int(os.environ.get("LEGAL_SEED", "0"))


@pytest.mark.parametrize("seed", range(FIRST, FIRST + DRAWN))
def test_a_legal_profile_opens_every_page(seed: int, open_app: Opened) -> None:
    answers = Drawn(seed).profile()
    at = open_app(answers)
    for page in PAGES:
        at.switch_page(f"pages/{page}.py").run(timeout=120)
        told = [e.message for e in at.exception] + [e.value for e in at.error]
        assert not told, (page, told, answers)
        assert at.title or at.header or at.subheader or at.markdown, (page, answers)
