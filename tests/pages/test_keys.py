"""No page ends because two widgets have one key: keys come from the place in a row, not a name."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from advisor import parse_profile, recommend
from advisor.errors import AdvisorError
from advisor.insight.plan import build
from advisor.report.captions import in_order
from advisor.ui.components import keys_of
from advisor.ui.plan_view import _task_keys
from advisor.ui.state import tables
from tests.pages.conftest import PLUMBER

Opened = Callable[..., AppTest]
# The private group stands twice in its mix.
TWICE = {**PLUMBER, "people_working": 500, "hours_per_week": 40, "money_per_month": 2000}
PLACES = [("US", "Northampton", "Massachusetts"), ("DE", "Bamberg", None), ("GB", "Bath", None),
          ("IN", "Indore", None), ("AU", "Hobart", None)]  # fmt: skip
DRAWN = 100


def drawn(rng: random.Random) -> dict[str, object]:
    country, town, region = rng.choice(PLACES)
    found: dict[str, object] = {
        "sector": rng.choice(sorted(tables().sectors)), "country": country, "town": town,
        "people_working": rng.choice([1, 3, 20, 200, 500]),
        "reach_goal": rng.choice(["my_town", "neighbouring_towns", "region", "country"]),
        "hours_per_week": rng.choice([0, 2, 10, 25, 40]),
        "money_per_month": rng.choice([0, 300, 2000]),
    }  # fmt: skip
    return found | ({"region": region} if region else {})


def faults(answers: dict[str, object]) -> list[str]:
    """Return what keys of widgets are made from and stands twice in one row of a page."""
    profile = parse_profile(answers)
    try:
        r = recommend(profile, n_draws=16, worlds=0)
    except AdvisorError:
        return []
    plan = build(r, profile, tables(), None)
    tasks = [key for week in plan.weeks for key in _task_keys(plan, week.tasks)]
    rows = {
        "mix": keys_of(i.channel for i in in_order(r)), "tasks": tasks,
        "channels": [c.channel for c in r.channels],
        "assumptions": [a.field for a in r.assumptions],
    }  # fmt: skip
    return [name for name, keys in rows.items() if len(set(keys)) < len(keys)]


def test_a_name_that_stands_twice_gets_two_keys() -> None:
    names = ["facebook", "google_search_ads", "facebook"]
    assert len(set(keys_of(names))) == len(names)


def test_no_drawn_business_has_two_widgets_of_one_key() -> None:
    rng = random.Random(20260)
    found = {str(answers): told for answers in (drawn(rng) for _ in range(DRAWN))
             if (told := faults(answers))}  # fmt: skip
    assert found == {}
    assert faults(TWICE) == []


@pytest.mark.parametrize("page", ["strategy", "plan", "what_if", "present", "adverts"])
def test_a_business_with_a_channel_twice_opens_every_page(open_app: Opened, page: str) -> None:
    at = open_app(TWICE, page=page)
    assert not at.exception
    assert "Something went wrong" not in " ".join(e.value for e in at.error)
