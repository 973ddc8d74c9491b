"""Adverts: aimed where they bring most, spending no more than people ask, never less for more."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from advisor.evidence import load_tables
from advisor.insight.topics import topic
from advisor.profile import parse_profile
from tests.model.businesses import answer, engine_of

ROOFER: dict[str, Any] = {
    "sector": "roofing", "country": "US", "town": "Dayton", "region": "Ohio", "people_working": 4,
    "reach_goal": "my_town", "hours_per_week": 6, "money_per_month": 3000,
}  # fmt: skip
VILLAGE: dict[str, Any] = {
    **ROOFER, "sector": "child_care", "town": "Cherry Valley", "region": "Illinois",
}  # fmt: skip
SHOP: dict[str, Any] = {**ROOFER, "sector": "online_shop", "reach_goal": "country"}


def brings(answers: dict[str, Any], channel: str) -> dict[Any, np.ndarray[Any, Any]]:
    """Return expected customers a month of a channel's levels by strategy, each (P,)."""
    engine = engine_of(answers)
    response = engine.responses[engine.judging.ids.index(channel)]
    found = np.asarray(response.draws["customers"][:, :, 0, :]).mean(axis=0)
    return {(o.doer, o.money_steps): found[:, j] for j, o in enumerate(response.options)}


@pytest.mark.parametrize("channel", ["google_search_ads", "meta_ads", "direct_mail"])
def test_a_wider_goal_wastes_no_advert_on_people_whom_one_does_not_serve(channel: str) -> None:
    home = brings(ROOFER, channel)
    for goal in ("region", "country"):
        wide = brings({**ROOFER, "reach_goal": goal}, channel)
        both = home.keys() & wide.keys()  # a small area is full before the dearest levels
        assert both and all(wide[level][2] >= 0.9 * home[level][0] for level in both)


def test_an_advert_says_where_it_is_aimed() -> None:
    wish = {"locks": {"google_search_ads": {"keep": True}}}
    r = answer({**ROOFER, "reach_goal": "country", **wish})
    aims = {i.aim for s in r.strategy.all for i in s.allocation if i.channel == "google_search_ads"}
    assert "reach_goal" not in aims
    r = answer({**SHOP, **wish})
    beyond = next(s for s in r.strategy.all if s.id == "beyond_town")
    assert [i.aim for i in beyond.allocation if i.channel == "google_search_ads"] == ["reach_goal"]


def test_nobody_spends_more_on_clicks_than_people_search() -> None:
    engine = engine_of(VILLAGE)
    options = engine.responses[engine.judging.ids.index("google_search_ads")].options
    assert max(o.money_steps for o in options) * engine.case.money_step_usd < 600.0
    assert len({(o.doer, o.money_steps) for o in options}) == len(options)


@pytest.mark.parametrize("answers", [ROOFER, VILLAGE, SHOP])
@pytest.mark.parametrize("channel", ["google_search_ads", "meta_ads"])
def test_more_spend_never_brings_fewer_customers(answers: dict[str, Any], channel: str) -> None:
    engine = engine_of(answers)
    response = engine.responses[engine.judging.ids.index(channel)]
    own = [j for j, o in enumerate(response.options) if o.doer == "owner"]
    table = response.draws["customers"][:, :, 0, own]
    assert (np.diff(table, axis=2) >= -1e-9).all()


def test_a_shops_orders_by_search_adverts_cost_what_benchmarks_say() -> None:
    engine = engine_of(SHOP, n_draws=400)
    response = engine.responses[engine.judging.ids.index("google_search_ads")]
    spend = response.options[0].money_steps * engine.case.money_step_usd
    price = spend / np.median(response.draws["customers"][:, 2, 0, 0])
    assert 20.0 < price < 120.0


def test_the_site_that_clicks_lead_to_stands_before_they_are_paid_for() -> None:
    solar = {
        "sector": "electrical", "country": "AU", "town": "Adelaide", "region": "South Australia",
        "people_working": 6, "reach_goal": "region", "hours_per_week": 6, "money_per_month": 2500,
        "average_sale": 7500, "already": {"website": False, "reviews": 85},
    }  # fmt: skip
    found = answer(solar, n_draws=500)
    begins = {item.channel: item.start_month for item in found.allocation}
    assert "google_search_ads" in begins
    assert begins["website_blog"] == 1
    advice = topic("adverts").build(found, parse_profile(solar), load_tables())
    assert advice.verdict == "advertise"
    assert any("You have no website" in text for text in advice.findings[0].sentences)
