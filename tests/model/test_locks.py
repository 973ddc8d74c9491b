"""Wishes: the nearest level is taken and said, what cannot be is set aside and named."""

from __future__ import annotations

from typing import Any

import pytest

from advisor.errors import ProfileError
from advisor.results import AllocationItem, Recommendation
from tests.model.businesses import answer

PLUMBER = {
    "sector": "plumbing_heating", "town": "Northampton", "region": "Massachusetts",
    "country": "US", "people_working": 3, "reach_goal": "region", "hours_per_week": 10,
    "money_per_month": 1500,
}  # fmt: skip
BAKER = {
    "sector": "bakery_food_shop", "town": "Bamberg", "country": "DE", "people_working": 3,
    "reach_goal": "region", "money_per_month": 1500,
}  # fmt: skip


def wished(locks: dict[str, Any], **changed: Any) -> Recommendation:
    return answer({**PLUMBER, **changed, "locks": locks})


def item(found: Recommendation, channel: str) -> AllocationItem | None:
    return next((i for i in found.allocation if i.channel == channel), None)


def said(found: Recommendation) -> list[str]:
    return [w.sentence for w in found.warnings if w.code.startswith("lock_")]


def test_exactly_so_many_hours_become_the_nearest_level_below() -> None:
    found = wished({"facebook": {"at_least": 4, "at_most": 4}})
    facebook = item(found, "facebook")
    assert facebook is not None and facebook.hours_per_week == 3.25
    assert said(found) == [
        "Facebook page and groups: you asked for 4 hours a week; the nearest level within your "
        "limits is 3.25."
    ]


@pytest.mark.parametrize(("channel", "low", "high", "unit"), [
    ("facebook", 1.8, 2.2, "hours a week"), ("google_search_ads", 650, 780, "USD a month")
])  # fmt: skip
def test_a_wish_between_two_levels_is_named_with_both_its_ends(
    channel: str, low: float, high: float, unit: str
) -> None:
    found = wished({channel: {"at_least": low, "at_most": high}})
    assert item(found, channel) is not None
    assert (
        f"you asked for at least {low:g} and at most {high:g} {unit}; the nearest" in said(found)[0]
    )


@pytest.mark.parametrize(("channel", "low", "high", "unit"), [
    ("facebook", 0.01, 0.02, "hours a week"), ("google_search_ads", 1, 9, "USD a month")
])  # fmt: skip
def test_a_wish_below_every_level_is_named_with_both_its_ends(
    channel: str, low: float, high: float, unit: str
) -> None:
    found = wished({channel: {"at_least": low, "at_most": high}})
    assert item(found, channel) is None
    assert f"you asked for at least {low:g} and at most {high:g} {unit}, which" in said(found)[0]
    found = wished({channel: {"keep": True, "at_most": high}})
    assert f"to keep it at no more than {high:g} {unit}, which" in said(found)[0]


def test_at_most_two_hours_are_no_more_than_two_of_what_is_shown() -> None:
    found = wished({"facebook": {"at_least": 2, "at_most": 2}})
    facebook = item(found, "facebook")
    assert facebook is not None and facebook.hours_per_week == 1.75
    assert (
        "you asked for 2 hours a week; the nearest level within your limits is 1.75."
        in (said(found)[0])
    )


def test_a_fixed_spend_becomes_the_nearest_below() -> None:
    found = wished({"google_search_ads": {"at_least": 900, "at_most": 900}})
    adverts = item(found, "google_search_ads")
    assert adverts is not None and adverts.money_per_month == 800
    assert said(found) == [
        "Google search adverts: you asked for 900 USD a month; the nearest level within your "
        "limits is 800."
    ]


def test_more_than_the_budget_pays_becomes_what_it_pays() -> None:
    found = wished({"facebook": {"at_least": 5}}, hours_per_week=2, manager="no")
    facebook = item(found, "facebook")
    assert facebook is not None and facebook.hours_per_week == 1.75
    assert said(found) == [
        "Facebook page and groups: you asked for at least 5 hours a week; the most within your "
        "limits is 1.75."
    ]


def test_an_upper_bound_below_every_level_wins_over_keeping() -> None:
    found = wished({"facebook": {"keep": True, "at_most": 0.1}})
    assert item(found, "facebook") is None
    assert said(found) == [
        "Facebook page and groups: you asked to keep it at no more than 0.1 hours a week, which "
        "is less than its smallest amount, so it is left out."
    ]
    out = next(c for c in found.channels if c.channel == "facebook")
    assert "above_your_limit" in [r.code for r in out.reasons]


def test_a_wish_that_cannot_be_paid_is_named_and_the_rest_advised() -> None:
    kept = {"email_newsletter": {"keep": True}, "google_search_ads": {"keep": True}}
    found = answer({**BAKER, "hours_per_week": 0.5, "locks": kept})
    assert item(found, "email_newsletter") is not None
    assert said(found) == [
        "Google search adverts: your budgets are too small to keep it, so it is left out."
    ]


def test_without_hours_the_wish_is_named() -> None:
    found = answer({**BAKER, "hours_per_week": 0, "locks": {"instagram": {"keep": True}}})
    assert said(found) == ["Instagram: your budgets are too small to keep it, so it is left out."]


def test_what_is_dear_gives_way_and_what_it_made_room_for_comes_back() -> None:
    wanted = {"linkedin_ads": {"keep": True}, "facebook": {"keep": True}, "x": {"keep": True}}
    found = wished(wanted, hours_per_week=1, money_per_month=100, manager="no")
    assert item(found, "facebook") is not None and item(found, "x") is not None
    assert item(found, "linkedin_ads") is None and len(said(found)) == 1


def test_the_private_group_is_carried_by_a_host_or_by_none() -> None:
    group = "private_group_attached"
    found = wished({group: {"keep": True}})
    carried = item(found, group)
    assert carried is not None and carried.units == 1
    codes = [r.code for c in found.channels if c.channel == group for r in c.reasons]
    assert "kept_by_you" in codes
    assert item(wished({group: {"never": True}, "chamber_home": {"keep": True}}), group) is None
    poor = wished({group: {"keep": True}}, hours_per_week=0.25, money_per_month=0)
    assert item(poor, group) is None and len(said(poor)) == 1


def test_a_strategy_without_room_for_a_wish_is_never_called() -> None:
    found = answer({**PLUMBER, "locks": {"chamber_neighbouring": {"at_least": 3}}}, worlds=32)
    assert found.strategy.call in ("next_towns", "beyond_town")
    assert found.strategy.shares is not None and found.strategy.shares["main_street"] == 0
    main_street = found.strategy.all[0]
    assert main_street.reasons[0].code == "strategy_cannot" and not main_street.allocation


@pytest.mark.parametrize(
    ("prior", "value", "allowed"),
    [
        ("referral_group.closing", 1.5, "a share from 0 to 1"),
        ("direct_mail.cost_per_1000", 0, "a number from 0.035 to 10,000,000"),
        ("facebook.reach_b", 1e9, "a number from 0.07 to 2"),
    ],
)
def test_a_figure_that_means_nothing_is_refused_with_what_is_allowed(
    prior: str, value: float, allowed: str
) -> None:
    given = {"low": value, "best": value, "high": value}
    with pytest.raises(ProfileError) as caught:
        wished({}, overrides={prior: given})
    assert caught.value.allowed == allowed
