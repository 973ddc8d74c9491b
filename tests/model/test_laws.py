"""The laws of the model (what must hold for every business), on drawn businesses.

Stated so that they hold exactly, on the deterministic path: 64 draws, no worlds.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from advisor.catalogue import Tables
from advisor.evidence import load_tables
from advisor.model.choice import Chooser, Config
from advisor.model.engine import Engine
from advisor.model.response import Business, respond
from advisor.profile import parse_profile
from advisor.recommend import recommend, solve
from advisor.results import Recommendation, to_json
from tests.model.businesses import profiles

pytestmark = pytest.mark.law
DUST = 1e-9


def engine_of(answers: dict[str, Any], tables: Tables | None = None) -> Engine:
    return solve(parse_profile(answers), n_draws=64, worlds=0, tables=tables).engine


def utility(answers: dict[str, Any]) -> float:
    return engine_of(answers).recommended.utility


def answer(answers: dict[str, Any], tables: Tables | None = None) -> Recommendation:
    return recommend(parse_profile(answers), n_draws=64, worlds=0, tables=tables)


@given(profiles(), st.integers(1, 24), st.integers(0, 60))
def test_more_hours_or_more_money_never_lower_utility(
    answers: dict[str, Any], quarters: int, steps: int
) -> None:
    engine = engine_of(answers)
    step = engine.case.money_step_usd * engine.case.local_per_usd
    more = {
        **answers,
        "hours_per_week": answers["hours_per_week"] + quarters / 4,
        "money_per_month": answers["money_per_month"] + steps * step,
    }
    assert utility(more) >= engine.recommended.utility - DUST


@given(profiles(), st.data())
def test_a_lock_never_raises_utility(answers: dict[str, Any], data: st.DataObject) -> None:
    engine = engine_of(answers)
    full = engine.chooser.kept_share(engine.recommended.chosen[None, :], engine.recommended.policy)
    # Where capacity binds the choice is the best found, not proven: the law is not claimed there.
    assume(float(full[0]) == 1.0)
    channel = data.draw(st.sampled_from([r.channel for r in engine.responses]), label="channel")
    lock = data.draw(
        st.sampled_from(
            (
                {"keep": True},
                {"never": True},
                {"at_most": channel.levels[0]},
                {"at_least": channel.levels[-1]},
            )
        ),
        label="lock",
    )
    locked = utility({**answers, "locks": {channel.channel: lock}})
    assert locked <= engine.recommended.utility + DUST


@given(profiles())
def test_budgets_hold_and_the_parts_of_an_answer_agree(answers: dict[str, Any]) -> None:
    r = answer(answers)
    for budget, used in (
        (r.budgets.owner_hours, sum(i.hours_per_week for i in r.allocation)),
        (r.budgets.staff_hours, sum(i.staff_hours_per_week for i in r.allocation)),
        (r.budgets.money, sum(i.money_per_month for i in r.allocation)),
    ):
        assert budget.used == pytest.approx(used, abs=1e-6)
        assert budget.used <= budget.given + 1e-6
        assert budget.unspent == pytest.approx(budget.given - budget.used, abs=1e-6)
    parts = r.utility_parts
    assert parts.customers + parts.reach + parts.bonds + parts.liking == pytest.approx(
        r.utility, abs=1e-9
    )
    inside = [c.score for c in r.channels if c.in_mix]
    outside = [c.score for c in r.channels if not c.in_mix]
    assert all(0 <= s <= 100 for s in inside + outside)
    if inside:
        assert min(inside) > max(outside)
    assert {i.channel for i in r.allocation} == {c.channel for c in r.channels if c.in_mix}
    best = max(s.utility for s in r.strategy.all)
    assert r.utility == pytest.approx(best, abs=1e-9)
    for simpler in r.baselines:
        if simpler.fits_budget:
            assert r.utility >= simpler.utility - DUST


@given(profiles())
def test_people_and_customers_stay_within_what_there_is(answers: dict[str, Any]) -> None:
    r = answer(answers)
    reached = [i.people_reached.p95 for i in r.allocation]
    for value in (*reached, r.totals.people_reached.p95):
        assert value <= r.audience.people * (1 + 1e-9) + 1e-6
    engine = engine_of(answers)
    forecast = engine.forecast(engine.recommended)
    if not forecast.uses:
        return
    for name in ("people_reached", "people_aware"):
        parts = np.stack([c[name] for c in forecast.channels])
        assert (forecast.total[name] >= parts.max(axis=0) * (1 - 1e-9)).all()
        assert (forecast.total[name] <= parts.sum(axis=0) * (1 + 1e-9)).all()
    room = engine.case.capacity_per_month
    assert (forecast.total["customers"] <= room + 1e-6).all()
    assert (forecast.months["customers"] <= room + 1e-6).all()


@given(profiles(capacity_new_customers_per_month=1e6), st.floats(1.2, 4.0))
def test_raising_one_weight_never_lowers_its_part(answers: dict[str, Any], times: float) -> None:
    weights = {"customers": 1.0, "reach": 0.1, "bonds": 0.1}
    for goal in weights:
        parts = []
        for factor in (1.0, times):
            given_weights = {**weights, goal: weights[goal] * factor}
            engine = engine_of({**answers, "manager": "no", "weights": given_weights})
            chooser = Chooser(
                engine.worth, min(engine.hours, 40) + 1, min(engine.money, 60) + 1
            )
            presence = "" if engine.worth.has_presence else None
            config = Config(2, False, presence)
            cells = chooser.solve(config)
            picks = cells.chosen[-1:].astype(np.int64)
            found = chooser.utility_parts(picks, 2, False)[goal][0] / given_weights[goal]
            parts.append(float(found))
        assert parts[1] >= parts[0] - 1e-7


@given(profiles(capacity_new_customers_per_month=1e6))
def test_liking_to_meet_people_never_lowers_face_to_face_hours(answers: dict[str, Any]) -> None:
    hours = []
    for liking in (1, 3, 5):
        personality = {**answers.get("personality", {}), "meeting_people": liking}
        engine = engine_of({**answers, "manager": "no", "personality": personality})
        chooser = Chooser(engine.worth, min(engine.hours, 40) + 1, min(engine.money, 60) + 1)
        cells = chooser.solve(Config(1, False, "" if engine.worth.has_presence else None))
        total = 0.0
        for c, pick in enumerate(cells.chosen[-1]):
            weight = engine.responses[c].channel.liking["meeting_people"]
            if pick:
                total += weight * engine.worth.hours[c][int(pick) - 1]
        hours.append(total)
    assert hours[0] <= hours[1] + DUST
    assert hours[1] <= hours[2] + DUST


@given(profiles())
def test_personality_changes_no_forecast(answers: dict[str, Any]) -> None:
    one = {**answers, "personality": {"meeting_people": 1, "writing": 5, "belonging": 1}}
    other = {**answers, "personality": {"meeting_people": 5, "on_camera": 5, "belonging": 5}}
    for left, right in zip(engine_of(one).responses, engine_of(other).responses, strict=True):
        assert left.options == right.options
        for name, table in left.draws.items():
            assert np.array_equal(table, right.draws[name])


@given(profiles())
def test_aiming_wider_reaches_more_in_all_and_no_more_at_home(answers: dict[str, Any]) -> None:
    engine = engine_of(answers)
    for channel in engine._channels:
        if channel.kind != "platform":
            continue
        for zone, rises in ((4, True), (0, False)):
            case = replace(engine.case, scope_zone=zone)
            business = Business(case, engine.draws, engine._fits)
            aware = respond(business, channel).draws["people_aware"][:, :, 0, :]
            change = np.diff(aware, axis=1)
            slack = 1e-9 * (1 + np.abs(aware).max())
            assert (change >= -slack).all() if rises else (change <= slack).all()


@given(profiles())
def test_home_groups_do_not_change_with_the_reach_goal(answers: dict[str, Any]) -> None:
    near = engine_of({**answers, "reach_goal": "my_town"})
    far = engine_of({**answers, "reach_goal": "country"})
    for left, right in zip(near.responses, far.responses, strict=True):
        if left.channel.channel in ("chamber_home", "referral_group", "service_club"):
            for name in ("leads", "customers", "bonds"):
                assert np.array_equal(left.draws[name], right.draws[name])


@given(profiles(hours_per_week=0, money_per_month=0, staff_hours_per_week=0))
def test_nothing_to_spend_is_an_honest_answer(answers: dict[str, Any]) -> None:
    r = answer(answers)
    assert r.strategy.call is None
    assert r.allocation == ()
    assert r.totals.customers.p95 == 0.0
    assert r.utility == 0.0


@given(profiles(), st.randoms(use_true_random=False))
def test_the_same_question_gives_the_same_bytes_in_any_row_order(
    answers: dict[str, Any], random: Any
) -> None:
    tables = load_tables()

    def shuffled(rows: Any) -> dict[str, Any]:
        keys = list(rows)
        random.shuffle(keys)
        return {key: rows[key] for key in keys}

    fits = list(tables.fits)
    random.shuffle(fits)
    other = replace(
        tables,
        priors=shuffled(tables.priors),
        channels=shuffled(tables.channels),
        sectors=shuffled(tables.sectors),
        countries=shuffled(tables.countries),
        fits=tuple(fits),
    )
    first = to_json(answer(answers))
    assert to_json(answer(answers)) == first
    assert to_json(answer(answers, other)) == first


@given(profiles())
def test_a_channel_more_changes_no_other_channels_draws(answers: dict[str, Any]) -> None:
    tables = load_tables()
    channels = dict(tables.channels)
    channels.pop("networking_events")
    fewer = engine_of(answers, replace(tables, channels=channels))
    more = {r.channel.channel: r for r in engine_of(answers).responses}
    for left in fewer.responses:
        for name, table in left.draws.items():
            assert np.array_equal(table, more[left.channel.channel].draws[name])


@given(profiles())
def test_scaling_all_money_scales_the_money_and_nothing_else(answers: dict[str, Any]) -> None:
    tables = load_tables()
    countries = {
        key: replace(row, usd_exchange_rate=row.usd_exchange_rate * 4)
        for key, row in tables.countries.items()
    }
    scaled = {**answers, "money_per_month": answers["money_per_month"] * 4}
    small = json.loads(to_json(answer(answers)))
    large = json.loads(to_json(answer(scaled, replace(tables, countries=countries))))
    assert large["utility"] == pytest.approx(small["utility"], rel=1e-5, abs=1e-9)
    assert [(i["channel"], i["hours_per_week"]) for i in large["allocation"]] == [
        (i["channel"], i["hours_per_week"]) for i in small["allocation"]
    ]
    for left, right in zip(small["allocation"], large["allocation"], strict=True):
        assert right["money_per_month"] == pytest.approx(4 * left["money_per_month"], rel=1e-4)
        assert right["customers"] == left["customers"]
        assert right["gross_profit"]["p50"] == pytest.approx(
            4 * left["gross_profit"]["p50"], rel=1e-4, abs=1e-6
        )


@given(profiles(), st.data())
def test_weaker_evidence_widens_and_own_results_narrow(
    answers: dict[str, Any], data: st.DataObject
) -> None:
    tables = load_tables()
    name = data.draw(st.sampled_from(("customer_referrals", "partner_referrals", "chamber_home")))
    by_name = {r.channel.channel: r for r in engine_of(answers).responses}

    def spread(response: Any) -> float:
        leads = np.log(np.maximum(response.draws["leads"][:, 0, 0, 0], 1e-12))
        return float(leads.std())

    results = {name: {"months": 12, "leads": 12}}
    own = {r.channel.channel: r for r in engine_of({**answers, "results": results}).responses}
    assert spread(own[name]) < spread(by_name[name])

    quantity = "leads_per_month" if name == "chamber_home" else "closing"
    prior = tables.priors[f"{name}.{quantity}"]
    strong = engine_of(
        answers, replace(tables, priors={**tables.priors, prior.prior_id: replace(prior, grade="A")})
    )
    weak = engine_of(
        answers, replace(tables, priors={**tables.priors, prior.prior_id: replace(prior, grade="D")})
    )
    narrow, wide = strong.draws(prior.prior_id), weak.draws(prior.prior_id)
    assert np.log(wide / (1 - wide) if prior.unit == "share" else wide).std() > np.log(
        narrow / (1 - narrow) if prior.unit == "share" else narrow
    ).std()


@given(profiles(), st.integers(1, 8))
def test_an_own_mix_that_fits_is_never_better(answers: dict[str, Any], quarters: int) -> None:
    present = {
        "facebook": {"hours_per_week": 1 + quarters / 4},
        "chamber_home": {"units": 1},
        "google_business_profile": {"hours_per_week": 0.5},
    }
    r = answer({**answers, "present_mix": present})
    own = next(b for b in r.baselines if b.id == "present_mix")
    if own.fits_budget:
        assert r.utility >= own.utility - DUST
