"""The laws of choice: what must hold for every business, on drawn businesses.

Stated so that they hold exactly, on the deterministic path (64 draws, no worlds).  Laws of what
is forecast stand in ``test_forecast_laws.py``.
"""

from __future__ import annotations

import json
from dataclasses import replace
from random import Random
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from advisor.evidence import load_tables
from advisor.model.budgets import Grid
from advisor.model.engine import Engine
from advisor.profile import parse_profile
from advisor.recommend import solve
from advisor.recommend.compose import compose
from advisor.results import to_json
from tests.model.businesses import DRAWS, FEWER, answer, engine_of, profiles

pytestmark = pytest.mark.law
DUST = 1e-9
ROOMY = 1e6  # customers a month no business of these profiles ever fills
PRESENT = {
    "facebook": {"hours_per_week": 1.75},
    "chamber_home": {"units": 1},
    "customer_referrals": {"hours_per_week": 0.5},
    "google_business_profile": {"hours_per_week": 0.5},
}


def separable(engine: Engine, policy: int) -> np.ndarray:
    """Return the mix (1, C) that is best in the separable problem."""
    hours, money = min(engine.hours, 60), min(engine.money, 80)
    chosen = Grid(engine.judging, policy, hours, money, {}).mix(hours, money)
    if chosen is None:  # a manager who must be hired and cannot be paid
        chosen = np.zeros(len(engine.responses), dtype=np.int64)
    return chosen[None, :]


@given(profiles(), st.floats(0, 1), st.floats(0, 1))
def test_more_lowers_utility_never_beyond_what_a_local_search_misses(
    answers: dict[str, Any], part_of_hours: float, part_of_money: float
) -> None:
    engine = engine_of(answers)
    hours, money = int(engine.hours * part_of_hours), int(engine.money * part_of_money)
    step = engine.case.money_step_usd * engine.case.local_per_usd
    less = {**answers, "hours_per_week": hours / 4, "money_per_month": (money + 1e-4) * step}
    small = engine_of(less)
    assert (small.hours, small.money) == (hours, money)
    # A manager who must be hired once the money allows may cost more than he brings.
    hired = [e.recommended.hired for e in (small, engine)]
    if answers["manager"] != "yes" or hired[0] == hired[1]:
        # Where limits or room bind a local search chooses: rarely it ends a little lower.
        lower = small.recommended.utility
        assert engine.recommended.utility >= lower - 0.2 * abs(lower) - DUST
        assert engine.bound(engine.recommended) >= lower - DUST
    # What is promised of more is what is then recommended, found anew.
    more, now = engine.more(4, 20), engine.recommended
    if answers["manager"] != "yes" or more.hired == now.hired:
        assert more.utility >= now.utility - 0.05 * abs(now.utility) - DUST


@given(profiles(), st.data())
def test_a_lock_never_raises_utility(answers: dict[str, Any], data: st.DataObject) -> None:
    # What is asked for is no bet: a lock would lift the limit on bets, which the boldest has not.
    answers = {**answers, "risk": 5}
    engine = engine_of(answers)
    # Where capacity binds the choice is the best found; nothing beats the bound that it reports.
    bound = max(mix.bound for mix in engine.strategies)
    channel = data.draw(st.sampled_from([r.channel for r in engine.responses]), label="channel")
    price = 1.0
    if channel.family == "paid":  # bounds of advertising are money of the country
        price = engine.case.price_level * engine.case.local_per_usd
    allowed = [level for level in channel.levels if level * price <= 10_000]
    assume(allowed)
    level = data.draw(st.sampled_from(allowed), label="level")
    locks = ({"keep": True}, {"never": True}, {"at_most": level * price},
             {"at_least": level * price})  # fmt: skip
    lock = data.draw(st.sampled_from(locks), label="lock")
    locked = engine_of({**answers, "locks": {channel.channel: lock}})
    # A manager who must be hired may cost more than he brings; a lock may leave no room for him.
    hired = [e.recommended.hired for e in (engine, locked)]
    if answers["manager"] != "yes" or hired[0] == hired[1]:
        assert locked.recommended.utility <= bound + DUST
    if channel.channel not in {**locked.dropped, **locked.moved}:  # else set aside, or lowered
        c = locked.judging.ids.index(channel.channel)
        pick = int(locked.recommended.chosen[c])
        one = locked.responses[c].options[pick - 1] if pick else None
        used = one.level if one else 0.0
        # Hours are wished for as they are shown, attention included.
        shown = max(used, one.owner_hours + one.staff_hours + one.manager_hours) if one else 0.0
        if "never" in lock:
            assert pick == 0
        elif "at_most" in lock:
            assert used <= level + DUST
        elif locked.grids[locked.recommended.policy].mix(locked.hours, locked.money) is not None:
            assert shown >= (level if "at_least" in lock else channel.levels[0]) - DUST


@given(st.one_of(profiles(), profiles(present_mix=PRESENT)))
def test_an_answer_keeps_its_word_and_its_parts_add_up(answers: dict[str, Any]) -> None:
    solved = solve(parse_profile(answers), n_draws=DRAWS, worlds=0)
    engine, r = solved.engine, compose(solved)
    for budget, used in (
        (r.budgets.owner_hours, sum(i.hours_per_week for i in r.allocation)),
        (r.budgets.staff_hours, sum(i.staff_hours_per_week for i in r.allocation)),
        (r.budgets.money, sum(i.money_per_month for i in r.allocation)),
    ):
        assert budget.used == pytest.approx(used, rel=1e-9, abs=1e-6)
        assert budget.used <= budget.given * (1 + 1e-9) + 1e-6
        assert budget.unspent == pytest.approx(budget.given - budget.used, rel=1e-9, abs=1e-6)
    for item in r.allocation:
        assert item.units is None or item.units == int(item.units) >= 1
        assert all(h * 4 == int(h * 4) for h in (item.hours_per_week, item.staff_hours_per_week))
    parts = r.utility_parts
    assert parts.customers + parts.reach + parts.bonds + parts.liking == pytest.approx(
        r.utility, abs=1e-9
    )
    inside = [c.score for c in r.channels if c.in_mix]
    outside = [c.score for c in r.channels if not c.in_mix]
    assert min(inside + outside) >= 0.0
    assert not inside or min(inside) > 50.0 > max(outside)
    assert {i.channel for i in r.allocation} == {c.channel for c in r.channels if c.in_mix}
    # Never worse than the other two strategies, any baseline or the owner's own mix.
    assert all(s.utility <= r.utility + DUST for s in r.strategy.all)
    present = {"present_mix"} if "present_mix" in answers else set()
    assert {b.id for b in r.baselines} >= {"equal_split", "single_best"} | present
    if not (answers["manager"] == "yes" and engine.recommended.hired):
        assert all(b.utility <= r.utility + DUST for b in r.baselines if b.fits_budget)
    assert r.optimality.gap >= 0.0
    # What the mix rests on adds up, and a mix that rests on judgement says so.
    assert sum(r.evidence.values()) == pytest.approx(1.0 if r.allocation else 0.0, abs=1e-9)
    warned = "mostly_judgement" in {w.code for w in r.warnings}
    assert warned == (r.evidence.get("judgement", 0.0) > 0.5)
    # The sources of the ledger are its totals, and what the channels bring is the mix's.
    told = r.ledger
    assert told is not None
    for name, total in (("today", told.total_today), ("with_plan", told.total_with_plan)):
        parts_of = sum(getattr(s, name).p50 for s in told.sources)
        assert parts_of == pytest.approx(total.p50, rel=1e-6, abs=1e-9)
    brought = sum(sum(one.values()) for one in told.by_channel.values())
    assert brought == pytest.approx(r.totals.customers.p50, rel=1e-6, abs=1e-9)
    assert told.total_with_plan.p50 <= max(told.room, told.total_today.p50) * (1 + 1e-6) + 1e-9
    assert sum(s.share for s in told.sources) == pytest.approx(1.0)
    # People within the audience, a mix between its largest part and the sum, room for customers.
    forecast = engine.forecast(engine.recommended)
    room = engine.case.capacity_per_month
    assert (forecast.total["people_reached"] <= r.audience.people * (1 + 1e-9)).all()
    if forecast.uses:
        for name in ("people_reached", "people_aware"):
            each = np.stack([c[name] for c in forecast.channels])
            assert (forecast.total[name] >= each.max(axis=0) * (1 - 1e-9)).all()
            assert (forecast.total[name] <= each.sum(axis=0) * (1 + 1e-9)).all()
        for values in (forecast.months, forecast.total):
            assert (values["customers"] <= room * (1 + 1e-9) + 1e-9).all()
    assert max(inside + outside) <= 100.0


@given(profiles(hours_per_week=0, money_per_month=0, staff_hours_per_week=0))
def test_nothing_to_spend_is_an_honest_answer(answers: dict[str, Any]) -> None:
    r = answer(answers)
    assert r.strategy.call is None
    assert r.allocation == ()
    assert r.totals.customers.p95 == 0.0
    assert r.utility == 0.0
    # What two hours would do: the best mix of two hours, which may be none at all.
    helped = engine_of({**answers, "hours_per_week": 2}).recommended
    assert bool(r.first_two_hours) == (not helped.empty)


@given(
    profiles(capacity_new_customers_per_month=ROOMY, staff_hours_per_week=0),
    st.tuples(*[st.floats(0.05, 2.0)] * 3),
    st.floats(1.05, 5.0),
    st.integers(0, 2),
)
def test_raising_one_weight_never_lowers_its_part(
    answers: dict[str, Any], drawn: tuple[float, ...], times: float, policy: int
) -> None:
    weights = dict(zip(("customers", "reach", "bonds"), drawn, strict=True))
    # What may be wanted is fixed, so that capacity without end does not empty the yardsticks.
    fixed = {**answers, "customers_wanted_per_month": 4, "people_wanted_per_month": 2000}

    def part(goal: str, given_weights: dict[str, float]) -> float:
        engine = engine_of({**fixed, "weights": given_weights})
        parts = engine.judging.utility_parts(separable(engine, policy), policy, False)
        # Weights count by their ratio to that of customers, whose own part is never weighed.
        scale = 1.0 if goal == "customers" else given_weights[goal]
        return float(parts[goal][0]) / scale

    for goal in weights:
        raised = part(goal, {**weights, goal: weights[goal] * times})
        assert raised >= part(goal, weights) - 1e-7


@given(profiles(capacity_new_customers_per_month=ROOMY, customers_wanted_per_month=4),
       st.integers(1, 4), st.integers(0, 2))  # fmt: skip
def test_more_liking_to_meet_people_chooses_no_mix_that_gains_less_by_it(
    answers: dict[str, Any], liking: int, policy: int
) -> None:
    # Hours of it, as long as liking counts no more than half as much as what they bring.
    engines = []
    for degree in (liking, liking + 1):
        personality = {**answers.get("personality", {}), "meeting_people": degree}
        engines.append(engine_of({**answers, "personality": personality}))
    gains = []
    for engine in engines:
        mix = separable(engine, policy)
        less, more = (
            float(e.judging.utility_parts(mix, policy, False)["liking"][0]) for e in engines
        )
        gains.append(more - less)
    assert gains[1] >= gains[0] - DUST


@FEWER
@given(profiles(), st.integers(0, 2**32))
def test_the_same_question_gives_the_same_bytes_in_any_row_order(
    answers: dict[str, Any], order: int
) -> None:
    tables, random = load_tables(), Random(order)

    def shuffled(rows: Any) -> dict[str, Any]:
        keys = list(rows)
        random.shuffle(keys)
        return {key: rows[key] for key in keys}

    fits = list(tables.fits)
    random.shuffle(fits)
    names = ("priors", "channels", "sectors", "countries", "facts", "sources")
    other = replace(
        tables, fits=tuple(fits), **{name: shuffled(getattr(tables, name)) for name in names}
    )
    assert to_json(answer(answers, other)) == to_json(answer(answers))


MONEY = {  # amounts of money by the name they stand under, everywhere in an answer
    "gross_profit", "net_contribution", "money", "money_per_month", "deepest_dip", "later_profit",
    "net_over_years",
}  # fmt: skip


def amounts_apart(value: Any, name: str = "", *, money: bool = False) -> tuple[Any, list[float]]:
    """Split an answer into what is no money, and its amounts of money in order."""
    money = money or name in MONEY
    if isinstance(value, dict):
        rest, found = {}, []
        for key in sorted(value):
            rest[key], more = amounts_apart(value[key], key, money=money)
            found += more
        return rest, found
    if isinstance(value, list):
        pairs = [amounts_apart(v, name, money=money) for v in value]
        return [p[0] for p in pairs], [x for p in pairs for x in p[1]]
    if money and isinstance(value, int | float) and not isinstance(value, bool):
        return "money", [float(value)]
    return value, []


@FEWER
@given(profiles(), st.sampled_from((2, 4, 0.5)))
def test_scaling_all_money_scales_the_money_and_nothing_else(
    answers: dict[str, Any], times: float
) -> None:
    tables = load_tables()
    # Powers of two change no digit of a number.
    countries = {
        key: replace(row, usd_exchange_rate=row.usd_exchange_rate * times)
        for key, row in tables.countries.items()
    }
    scaled = {**answers, "money_per_month": answers["money_per_month"] * times}
    small = json.loads(to_json(answer(answers)))
    large = json.loads(to_json(answer(scaled, replace(tables, countries=countries))))
    for part in ("allocation", "totals", "by_month"):
        (left, before), (right, after) = (amounts_apart(x[part]) for x in (small, large))
        assert left == right
        np.testing.assert_allclose(after, np.asarray(before) * times, rtol=1e-5, atol=1e-9)
    for part in ("utility", "utility_parts", "weights", "base_line", "optimality", "audience"):
        assert small[part] == large[part]
    assert [c["score"] for c in small["channels"]] == [c["score"] for c in large["channels"]]
    assert small["strategy"]["call"] == large["strategy"]["call"]
    for name in ("given", "used", "unspent"):
        assert large["budgets"]["money"][name] == pytest.approx(
            small["budgets"]["money"][name] * times, rel=1e-5, abs=1e-6
        )
