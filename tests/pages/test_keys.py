"""No page ends because two widgets have one key: keys come from the place in a row, not a name."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from advisor.ui.components import keys_of
from tests.pages.conftest import PLUMBER

Opened = Callable[..., AppTest]
# The private group stands twice in its mix.
TWICE = {**PLUMBER, "people_working": 500, "hours_per_week": 40, "money_per_month": 2000}


def test_a_name_that_stands_twice_gets_two_keys() -> None:
    names = ["facebook", "google_search_ads", "facebook"]
    assert len(set(keys_of(names))) == len(names)


@pytest.mark.parametrize("page", ["strategy", "plan", "what_if", "present", "adverts"])
def test_a_business_with_a_channel_twice_opens_every_page(open_app: Opened, page: str) -> None:
    at = open_app(TWICE, page=page)
    assert not at.exception
    assert "Something went wrong" not in " ".join(e.value for e in at.error)
