"""The laws of what is forecast: who is reached, and what may and may not change it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from advisor.evidence import load_tables
from advisor.model.engine import Engine
from advisor.model.response import Business, Response, respond
from tests.model.businesses import engine_of, personalities, profiles

pytestmark = pytest.mark.law
HOME_GROUPS = ("chamber_home", "referral_group", "service_club")


def by_name(engine: Engine) -> dict[str, Response]:
    return {r.channel.channel: r for r in engine.responses}


def same_forecast(left: Response, right: Response) -> None:
    """Fail unless two responses are equal digit for digit."""
    assert left.options == right.options
    assert np.array_equal(left.ramp, right.ramp)
    assert np.array_equal(left.met, right.met)
    assert np.array_equal(left.allowed, right.allowed)
    for name, table in left.draws.items():
        assert np.array_equal(table, right.draws[name]), (left.channel.channel, name)


@given(profiles(), personalities(), personalities())
def test_personality_changes_no_forecast(
    answers: dict[str, Any], one: dict[str, int], other: dict[str, int]
) -> None:
    first, second = (engine_of({**answers, "personality": p}) for p in (one, other))
    for left, right in zip(first.responses, second.responses, strict=True):
        same_forecast(left, right)
    assert np.array_equal(first.worth.base_line, second.worth.base_line)


@given(profiles(), st.integers(0, 100), st.integers(0, 2000))
def test_budgets_change_no_forecast_and_no_yardstick(
    answers: dict[str, Any], quarters: int, dollars: int
) -> None:
    first = engine_of(answers)
    other = engine_of(
        {
            **answers,
            "hours_per_week": quarters / 4,
            "money_per_month": dollars * first.case.local_per_usd,
        }
    )
    for left, right in zip(first.responses, other.responses, strict=True):
        same_forecast(left, right)
    assert first.worth.scales == other.worth.scales


@given(profiles())
def test_aiming_wider_reaches_more_in_all_and_no_more_at_home(answers: dict[str, Any]) -> None:
    engine = engine_of(answers)
    for response in engine.responses:
        if response.channel.kind != "platform":
            continue
        for zone, rises in ((4, True), (0, False)):
            business = Business(
                replace(engine.case, scope_zone=zone), engine.draws, load_tables().fits
            )
            aware = respond(business, response.channel).draws["people_aware"]
            assert aware.shape[1] == 3
            change = np.diff(aware, axis=1)
            slack = 1e-9 * (1 + np.abs(aware).max())
            assert (change >= -slack).all() if rises else (change <= slack).all()


@given(profiles(), st.sampled_from(("neighbouring_towns", "region", "country", "worldwide")))
def test_home_groups_do_not_change_with_the_reach_goal(answers: dict[str, Any], goal: str) -> None:
    # Whoever sells to the world sells at its prices, unless the sale is given.
    answers = {"average_sale": 100, **answers}
    near = by_name(engine_of({**answers, "reach_goal": "my_town"}))
    far = by_name(engine_of({**answers, "reach_goal": goal}))
    for name in HOME_GROUPS:
        assert near[name].options == far[name].options
        for quantity, table in near[name].draws.items():
            if quantity not in ("people_reached", "people_aware"):
                assert np.array_equal(table, far[name].draws[quantity])
            else:  # people met are counted inside the reach goal, which holds the town
                assert (far[name].draws[quantity] >= table * (1 - 1e-12)).all()


@given(profiles())
def test_people_stay_within_the_audience_and_in_their_order(answers: dict[str, Any]) -> None:
    engine = engine_of(answers)
    most = engine.business.scope_prospects * (1 + 1e-9) + 1e-9
    for response in engine.responses:
        draws = response.draws
        for name, table in draws.items():
            assert np.isfinite(table).all(), (response.channel.channel, name)
            # A marketplace's fee can eat a sale, and followers may buy less than others do.
            if not name.startswith("gross"):
                assert (table >= 0.0).all(), (response.channel.channel, name)
        assert (draws["people_reached"] <= most).all(), response.channel.channel
        assert (draws["people_aware"] <= draws["people_reached"] * (1 + 1e-9) + 1e-9).all()
        more = draws["customers"] > draws["leads"] * (1 + 1e-9) + 1e-9
        assert not more.any(), f"{response.channel.channel}: more customers than leads"


@given(profiles(), st.data())
def test_a_channel_more_changes_no_other_channels_draws(
    answers: dict[str, Any], data: st.DataObject
) -> None:
    """A source is shared among its channels, so the ledger moves: the funnels' draws may not."""
    tables = load_tables()
    more = engine_of(answers)
    name = data.draw(st.sampled_from(sorted(by_name(more))))
    # Followers cannot be named of a platform that is not there, and ages go by platforms.
    assume(not answers.get("already", {}).get("followers") and not answers.get("audience"))
    channels = {k: v for k, v in tables.channels.items() if k != name}
    fewer = engine_of(answers, replace(tables, channels=channels))
    assert set(by_name(fewer)) == set(by_name(more)) - {name}
    left = {pooled.channel: pooled for _, pooled in more.pooling}
    gone = tables.channels[name]
    # What moves the ledger of a family's channel moves the bias of the family.
    moved = {c.family for c in tables.channels.values() if c.ledger_source == gone.ledger_source}
    for response, pooled in fewer.pooling:
        before = left[pooled.channel]
        if before.ledger is not None and pooled.ledger is not None:
            assert np.array_equal(pooled.funnel, before.funnel)
        row = response.channel
        if row.family not in {gone.family, *moved}:
            same_forecast(
                response, dict(zip(left, (r for r, _ in more.pooling), strict=True))[row.channel]
            )


def spread(values: np.ndarray) -> float:
    return float(np.log(np.maximum(values, 1e-12)).std())


@given(profiles(), st.data(), st.integers(3, 36), st.integers(1, 60))
def test_own_results_narrow_the_range_unless_the_model_was_further_off_than_it_was_wide(
    answers: dict[str, Any], data: st.DataObject, months: int, leads: int
) -> None:
    engine = engine_of(answers)
    name = data.draw(st.sampled_from([r.channel.channel for r in engine.responses]))
    before = by_name(engine)[name].draws["leads"][:, 0, 0, :]
    assume((before > 1e-6).all())  # a channel that brings nobody has no range to narrow
    results = {name: {"months": months, "leads": leads}}
    after = by_name(engine_of({**answers, "results": results}))
    level = len([o for o in after[name].options if o.doer == "owner"]) // 2
    off = abs(np.log((leads + 0.5) / months) - np.log(before[:, level]).mean())
    assert spread(after[name].draws["leads"][:, 0, 0, level]) < max(spread(before[:, level]), off)
    for other, response in by_name(engine).items():
        if other != name:
            same_forecast(response, after[other])


@given(profiles(), st.data())
def test_weaker_evidence_widens_a_figure_and_moves_its_middle_not(
    answers: dict[str, Any], data: st.DataObject
) -> None:
    tables = load_tables()
    name = data.draw(
        st.sampled_from(sorted(p for p, row in tables.priors.items() if 0 < row.low < row.high))
    )
    grades = data.draw(st.permutations(("A", "B", "C", "D")).map(lambda g: sorted(g[:2])))
    found = []
    for grade in grades:
        row = replace(tables.priors[name], grade=grade)
        engine = engine_of(answers, replace(tables, priors={**tables.priors, name: row}))
        values = engine.draws(name)
        if row.unit == "share" and row.high < 1:
            values = values / (1 - values)
        found.append(np.log(values))
    middle = np.median(found[0])
    assert found[1].std() > found[0].std() or tables.priors[name].unit == "share"
    wider = np.abs(found[1] - middle) >= np.abs(found[0] - middle) - 0.2 * found[0].std()
    assert wider.mean() > 0.9
