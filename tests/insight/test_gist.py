"""The first screens: what a no says, what would change it, and what is left out."""

from __future__ import annotations

from functools import lru_cache

import pytest

from advisor.evidence import load_tables
from advisor.explain.gist import CHANGE, INSTEAD, WHY, Gist
from advisor.insight.adverts import compute as adverts
from advisor.insight.adverts.gist import adverts_gist
from advisor.insight.capacity import compute as capacity
from advisor.insight.capacity.gist import capacity_gist
from advisor.insight.hire import compute as hire
from advisor.insight.hire.gist import hire_gist
from advisor.insight.platforms import compute as platforms
from advisor.insight.platforms.gist import platforms_gist
from advisor.profile import BusinessProfile, parse_profile
from advisor.recommend import recommend
from advisor.results import Recommendation
from tests.businesses import PLUMBER


@lru_cache(maxsize=4)
def _case(hours: float, money: float) -> tuple[Recommendation, BusinessProfile]:
    profile = parse_profile({**PLUMBER, "hours_per_week": hours, "money_per_month": money})
    return recommend(profile, n_draws=64, worlds=0), profile


def points(gist: Gist) -> dict[str, str]:
    return dict(gist.points)


def test_no_platform_names_the_nearest_and_how_much_more_it_would_have_to_bring() -> None:
    r, profile = _case(5, 100)
    advice = platforms.build(r, profile, load_tables())
    told = points(platforms_gist(advice, r))
    nearest = next(p for p in advice.platforms if p.open and p.public)
    times = next(x.figures["times"] for x in nearest.reasons if x.code == "would_come_in")
    assert list(told) == [WHY, INSTEAD, CHANGE]
    assert told[WHY].startswith(f"Nearest: {nearest.name}. ")
    assert told[CHANGE].startswith(f"{float(times or 0):.2g} times as many customers from")


def test_a_platform_short_of_hours_says_so_before_what_else_it_lacks() -> None:
    r, profile = _case(0, 0)
    told = points(platforms_gist(platforms.build(r, profile, load_tables()), r))
    assert told[CHANGE].startswith("0.5 hours a week")


def test_what_is_kept_shows_how_often_and_the_form_that_carries_farthest() -> None:
    profile = parse_profile({**PLUMBER, "locks": {"instagram": {"keep": True}}, "manager": "no"})
    r = recommend(profile, n_draws=64, worlds=0)
    gist = platforms_gist(platforms.build(r, profile, load_tables()), r)
    assert [row[0] for row in gist.rows] == ["Instagram"]
    assert all(row[1] != "–" and row[2] != "–" for row in gist.rows)
    assert WHY not in points(gist)


def test_no_adverts_says_what_the_least_is_and_from_which_budget_one_joins() -> None:
    bold = {"hours_per_week": 5, "money_per_month": 100, "risk": 5}
    profile = parse_profile({**PLUMBER, **bold})
    r = recommend(profile, n_draws=64, worlds=0)
    advice = adverts.build(r, profile, load_tables())
    told = points(adverts_gist(advice))
    assert "Minimum effective spend: 300 USD a month, for Google Local Services" in told[WHY]
    assert advice.joins_from is not None and "a month, an advert is worth it" in told[CHANGE]
    never = points(adverts_gist(advice.model_copy(update={"joins_from": None})))
    assert "no advert is worth it" in never[CHANGE]


def test_no_manager_says_how_seldom_one_pays_and_what_was_tried() -> None:
    r, profile = _case(5, 100)
    found = hire.build(r, profile, load_tables())

    def told(**update: object) -> dict[str, str]:
        return points(hire_gist(found.model_copy(update=update)))

    assert "hardly any of the simulations" in told(share_of_draws=0.001)[WHY]
    assert "in 30 % of the simulations" in told(share_of_draws=0.3)[WHY]
    at = tuple(t.model_copy(update={"at": 900.0}) for t in found.thresholds if t.code == "budget")
    assert told(thresholds=at)[CHANGE] == "A budget of about 900 USD a month."


def test_three_noughts_are_no_table() -> None:
    r, profile = _case(5, 100)
    full = capacity_gist(capacity.build(r, profile, load_tables()))
    assert len(full.rows) == 3 and full.header[0] == "Approach"
    nothing, idle = _case(0, 0)
    assert capacity_gist(capacity.build(nothing, idle, load_tables())).rows == ()


@pytest.mark.parametrize("budget", [(5, 100), (0, 0)])
def test_no_first_screen_says_a_point_twice(budget: tuple[float, float]) -> None:
    r, profile = _case(*budget)
    tables = load_tables()
    for gist in (
        platforms_gist(platforms.build(r, profile, tables), r),
        adverts_gist(adverts.build(r, profile, tables)),
        hire_gist(hire.build(r, profile, tables)),
    ):
        told = [gist.title, *(sentence for _, sentence in gist.points)]
        assert len(told) == len(set(told)) and all(told)
