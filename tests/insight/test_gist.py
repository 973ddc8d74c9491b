"""The first screens: what a no says, what would change it, and what is left out."""

from __future__ import annotations

from typing import Any

import pytest

from advisor.explain.gist import CHANGE, INSTEAD, WHY, Gist
from advisor.insight.adverts.gist import adverts_gist
from advisor.insight.capacity.gist import capacity_gist
from advisor.insight.hire.gist import hire_gist
from advisor.insight.platforms.gist import platforms_gist
from tests.businesses import PLUMBER
from tests.insight.asked import answer, found

BUDGET = {**PLUMBER, "hours_per_week": 5, "money_per_month": 100}
NOTHING = {**PLUMBER, "hours_per_week": 0, "money_per_month": 0}


def points(gist: Gist) -> dict[str, str]:
    return dict(gist.points)


def test_no_platform_names_the_nearest_and_how_much_more_it_would_have_to_bring() -> None:
    mover = {**BUDGET, "sector": "moving"}
    advice = found("platforms", mover)
    told = points(platforms_gist(advice, answer(mover)))
    nearest = next(p for p in advice.platforms if p.open and p.public)
    times = next(x.figures["times"] for x in nearest.reasons if x.code == "would_come_in")
    assert list(told) == [WHY, INSTEAD, CHANGE]
    assert told[WHY].startswith(f"{nearest.name} comes nearest. ")
    assert told[CHANGE].startswith(f"{float(times or 0):.2g} times as many customers from")


def test_a_platform_short_of_hours_says_so_before_what_else_it_lacks() -> None:
    told = points(platforms_gist(found("platforms", NOTHING), answer(NOTHING)))
    assert told[CHANGE].startswith("0.5 hours a week")


def test_what_is_kept_shows_how_often_and_the_form_that_carries_farthest() -> None:
    kept = {**PLUMBER, "locks": {"instagram": {"keep": True}}, "manager": "no"}
    gist = platforms_gist(found("platforms", kept), answer(kept))
    assert [row[0] for row in gist.rows] == ["Instagram"]
    assert all(row[1] != "–" and row[2] != "–" for row in gist.rows)
    assert WHY not in points(gist)


def test_no_adverts_says_what_the_least_is_and_from_which_budget_one_joins() -> None:
    advice = found("adverts", {**BUDGET, "risk": 5})
    told = points(adverts_gist(advice))
    assert "Minimum effective spend: 150 USD a month, for Google Local Services" in told[WHY]
    assert advice.joins_from is not None
    assert "a month, an advert joins your best mix" in told[CHANGE]
    never = points(adverts_gist(advice.model_copy(update={"joins_from": None})))
    assert "no advert joins your best mix" in never[CHANGE]


def test_no_manager_says_how_seldom_one_pays_and_what_was_tried() -> None:
    hire = found("manager", BUDGET)

    def told(**update: object) -> dict[str, str]:
        return points(hire_gist(hire.model_copy(update=update)))

    assert "hardly any of the simulations" in told(share_of_draws=0.001)[WHY]
    assert "in 30 % of the simulations" in told(share_of_draws=0.3)[WHY]
    dear = told(share_of_draws=0.3, own_money=100.0, at_money=700.0)[WHY]
    assert dear.startswith("At 700 USD a month, enough to pay one beside your own mix, a manager")
    at = tuple(t.model_copy(update={"at": 900.0}) for t in hire.thresholds if t.code == "budget")
    assert told(thresholds=at)[CHANGE] == "A budget of about 900 USD a month."


def test_a_group_that_the_best_mix_leaves_out_is_not_called_worth_the_time() -> None:
    c = found("capacity", BUDGET)
    some = next(g for g in c.groups if g.joined and g.limited_by != "closed")
    for in_mix, words in ((0.0, "the best mix has none"), (1.0, "worth the time: ")):
        group = some.model_copy(update={"in_room": 1.0, "in_mix": in_mix})
        said = capacity_gist(c.model_copy(update={"groups": (group,), "most_groups": 2}))
        assert words in dict(said.points)["Groups"]


def test_three_noughts_are_no_table() -> None:
    full = capacity_gist(found("capacity", BUDGET))
    assert len(full.rows) == 3 and full.header[0] == "Approach"
    assert capacity_gist(found("capacity", NOTHING)).rows == ()


@pytest.mark.parametrize("answers", [BUDGET, NOTHING])
def test_no_first_screen_says_a_point_twice(answers: dict[str, Any]) -> None:
    for gist in (
        platforms_gist(found("platforms", answers), answer(answers)),
        adverts_gist(found("adverts", answers)),
        hire_gist(found("manager", answers)),
    ):
        told = [gist.title, *(sentence for _, sentence in gist.points)]
        assert len(told) == len(set(told)) and all(told)


def test_what_brings_hardly_any_customer_is_no_advice_however_little_it_costs() -> None:
    builder = {
        "sector": "roofing", "country": "ES", "place_id": "2509954", "people_working": 4,
        "reach_goal": "region", "hours_per_week": 5, "money_per_month": 500,
    }  # fmt: skip
    r = answer(builder)
    signs = next(c for c in r.channels if c.channel == "local_signs")
    assert signs.in_mix and signs.score > 80
    assert signs not in r.carrying and len(r.carrying) >= 3
    assert signs.name not in points(platforms_gist(found("platforms", builder), r))[INSTEAD]


def test_what_to_answer_the_same_day_reads_as_two_cases() -> None:
    kept = {**PLUMBER, "locks": {"instagram": {"keep": True}}, "manager": "no"}
    told = points(platforms_gist(found("platforms", kept), answer(kept)))
    assert ", or somebody" in told["Answer the same day when"]
