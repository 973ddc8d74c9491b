"""An owner is led from page to page without the menu."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from advisor.ui.navigation import BY_NAME
from advisor.ui.way import LED
from tests.pages.conftest import PLUMBER


def test_every_page_an_owner_is_led_to_is_one() -> None:
    assert [name for name in LED if name not in BY_NAME] == []
    assert len(set(LED)) == len(LED)


@pytest.mark.parametrize("name", ["strategy", "what_if", "plan", "checks"])
def test_the_next_button_leads_to_the_page_that_follows(
    open_app: Callable[..., AppTest], name: str
) -> None:
    at = open_app(PLUMBER, name)
    follows = BY_NAME[LED[LED.index(name) + 1]]
    assert f"Next: {follows.title}" in [b.label for b in at.button]
    next(b for b in at.button if b.label == f"Next: {follows.title}").click().run(timeout=90)
    assert not at.exception
    assert [b.label for b in at.button if b.label == f"Next: {follows.title}"] == []
