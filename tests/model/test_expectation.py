"""What a decision expects: careful owners expect less, and no far tail carries a spend."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given

from advisor.model.expectation import expectations
from tests.model.businesses import engine_of, profiles

ADVISER = {
    "sector": "financial_advice",
    "country": "US",
    "place_id": "4903279",  # Naperville
    "people_working": 2,
    "reach_goal": "my_town",
    "hours_per_week": 10,
    "money_per_month": 1500,
}


@pytest.mark.law
@given(profiles())
def test_decisions_see_every_customer_at_the_typical_profit(answers: dict[str, object]) -> None:
    engine = engine_of(answers)
    business = engine.business
    typical = float(np.median(business.customer_profit + business.later_profit))
    for response in engine.responses:
        if not np.array_equal(response.earns[0], business.customer_profit):
            # a stall's takings, or own customers worth more
            continue
        decided = {name: table for name, table, _ in expectations(business, response, 3)}
        gross = decided["gross_new"] + decided["gross_later"]
        assert np.allclose(gross, decided["customers"] * typical, rtol=1e-9)


@pytest.mark.law
@given(profiles())
def test_risk_moves_what_is_decided_on_and_nothing_that_is_shown(
    answers: dict[str, object],
) -> None:
    engine = engine_of(answers)
    for response in engine.responses:
        careful, bold = (list(expectations(engine.business, response, r)) for r in (1, 5))
        for (_, _, one), (_, _, other) in zip(careful, bold, strict=True):
            assert np.array_equal(one, other)


def test_a_careful_adviser_buys_no_adverts_and_a_bold_one_may() -> None:
    gym = {**ADVISER, "sector": "fitness"}
    wishes = {risk: engine_of({**gym, "risk": risk}) for risk in (1, 5)}
    money = {}
    for risk, engine in wishes.items():
        mix = engine.best(0, engine.hours, engine.money)
        money[risk] = sum(
            engine.worth.usd[c][pick - 1]
            for c, pick in enumerate(mix.chosen)
            if pick and engine.responses[c].channel.family == "paid"
        )
    assert money[1] < money[5]


def test_every_option_is_cut_off_by_its_own_outcomes() -> None:
    """A lettered van says little of what signs at the jobs bring: no order serves both."""
    locksmith = {
        "sector": "locksmith", "country": "US", "town": "Phoenix", "region": "Arizona",
        "people_working": 2, "reach_goal": "my_town", "hours_per_week": 2, "money_per_month": 1500,
    }  # fmt: skip
    engine = engine_of(locksmith, n_draws=1000)
    for response in engine.responses:
        decided = {name: table for name, table, _ in expectations(engine.business, response, 5)}
        brings = response.draws["customers"][:, -1, 0]
        if "gross_extra" in response.draws and response.draws["gross_extra"].any():
            continue
        for j in range(brings.shape[1]):
            order = np.sort(brings[:, j])
            cut = order[: int(0.85 * len(order))].mean()
            assert decided["customers"][-1, 0, j] <= 1.25 * cut + 1e-9, response.channel.channel
