"""A list of contacts: what those on it buy again, whom it is worth paying for, who never bought."""

from __future__ import annotations

from typing import Any

import pytest

from tests.model.businesses import answer, engine_of

SHOP: dict[str, Any] = {
    "sector": "independent_retail", "country": "NZ", "town": "Nelson", "people_working": 3,
    "reach_goal": "my_town", "hours_per_week": 5, "money_per_month": 250,
}  # fmt: skip
ARCHITECT: dict[str, Any] = {
    **SHOP, "sector": "architecture", "personality": {"meeting_people": 5, "belonging": 5},
}  # fmt: skip


def _letters(profile: dict[str, Any], name: str, met: int = 0, **asked: Any) -> float:
    """Return the mean of a quantity of letters at the usual effort, as often met."""
    engine = engine_of(profile, **asked)
    response = engine.responses[engine.judging.ids.index("email_newsletter")]
    option = next(j for j, o in enumerate(response.options) if o.level >= 0.5)
    return float(response.draws[name].mean(axis=0)[0, met, option])


def test_a_shop_with_a_long_list_writes_to_it() -> None:
    bare, listed = (answer({**SHOP, **more}) for more in ({}, {"already": {"email_list": 2500}}))
    written = [any(i.channel == "email_newsletter" for i in r.allocation) for r in (bare, listed)]
    assert written == [False, True]
    assert listed.totals.net_contribution.p50 > bare.totals.net_contribution.p50


def test_letters_raise_what_customers_buy_again_by_some_per_cent() -> None:
    profile = {**SHOP, "already": {"email_list": 5000}, "active_customers": 1000}
    business = engine_of(profile).worth.business
    yearly = float((business.customer_profit * 1000.0).mean()) / 12.0
    extra = _letters(profile, "gross_extra")
    assert 0.01 * yearly < extra < 0.07 * yearly


def test_addresses_beyond_the_customers_are_of_people_who_never_bought() -> None:
    few = {**SHOP, "active_customers": 15, "already": {"email_list": 2500}}
    many = {**few, "active_customers": 2500}
    assert _letters(few, "leads") > _letters(many, "leads")


@pytest.mark.parametrize("listed", [300, 3000])
def test_a_list_is_never_worth_much_less_than_none(listed: int) -> None:
    for met in (0, -1):
        none, some = (
            _letters({**ARCHITECT, **more}, "customers", met, n_draws=4000)
            for more in ({}, {"already": {"email_list": listed}})
        )
        assert some >= 0.95 * none
