"""What is bought must pay often enough: neither adverts nor a manager for a few good outcomes."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from advisor.model.odds import NO_MANAGER, least_odds, long_shots, spared, too_few
from tests.model.businesses import answer, engine_of

_SHOP: dict[str, Any] = {
    "sector": "manufacturing", "country": "CZ", "town": "Brno", "people_working": 12,
    "reach_goal": "country", "hours_per_week": 10, "money_per_month": 40000,
}  # fmt: skip


def test_careful_owners_ask_for_better_odds() -> None:
    asked = [least_odds(engine_of({**_SHOP, "risk": risk}).worth) for risk in (1, 2, 3, 4, 5)]
    assert asked == sorted(asked, reverse=True)
    assert 0.0 < asked[4] < asked[0] < 1.0


@pytest.mark.parametrize("risk", [1, 3, 5])
def test_no_mix_holds_what_is_bought_against_the_odds(risk: int) -> None:
    for sector in ("manufacturing", "dental_health", "online_shop"):
        engine = engine_of({**_SHOP, "sector": sector, "risk": risk})
        for mix in engine.strategies:
            for c in np.flatnonzero(mix.chosen):
                assert not long_shots(engine.worth, int(c), mix.policy)[mix.chosen[c] - 1]


def test_a_manager_who_seldom_pays_is_not_hired_unless_he_is_wanted() -> None:
    for town in ("Brno", "Plzeň", "Ostrava"):
        engine = engine_of({**_SHOP, "town": town})
        mix = engine.recommended
        if mix.hired:
            pay = [
                pick > 0 and spared(engine.worth, c, NO_MANAGER)[pick - 1]
                for c, pick in enumerate(mix.chosen)
            ]
            alone = engine.searched(
                mix.policy, engine.hours, engine.money, [np.where(pay, 0, mix.chosen)],
                simple=True, without=NO_MANAGER,
            )  # fmt: skip
            nets = [np.asarray(engine.forecast(m).total["net_over_years"]) for m in (mix, alone)]
            assert float((nets[0] > nets[1]).mean()) >= least_odds(engine.worth)
    wanted = answer({**_SHOP, "manager": "yes"})
    assert any(item.manager_hours_per_week > 0 for item in wanted.allocation)


def test_what_is_wished_for_is_no_long_shot() -> None:
    channel = "linkedin_ads"
    free = engine_of(_SHOP)
    c = free.judging.ids.index(channel)
    assert long_shots(free.worth, c, 2).any()
    kept = engine_of({**_SHOP, "locks": {channel: {"keep": True}}})
    assert not long_shots(kept.worth, kept.judging.ids.index(channel), 2).any()


def test_adverts_do_not_fill_little_room_where_what_is_free_nearly_does() -> None:
    practice = {
        "sector": "dental_health", "town": "Leeds", "country": "GB", "people_working": 3,
        "reach_goal": "my_town", "hours_per_week": 6, "money_per_month": 1500,
        "already": {"website": True, "reviews": 60},
        "new_customers_per_month": 20, "capacity_new_customers_per_month": 24,
    }  # fmt: skip
    engine = engine_of(practice, n_draws=500)
    paid = [
        r.channel.channel
        for r, pick in zip(engine.responses, engine.recommended.chosen, strict=True)
        if pick and r.channel.family == "paid"
    ]
    assert not paid
    bought = engine.best(engine.recommended.policy, engine.hours, engine.money)
    assert bought.utility > engine.recommended.utility
    nets = [
        np.asarray(engine.forecast(m).total["net_over_years"]) for m in (bought, engine.recommended)
    ]
    assert (nets[0] > nets[1]).mean() < 0.4


def test_adverts_that_would_begin_too_late_to_pay_are_left_out_and_it_is_said() -> None:
    agent = {
        "sector": "real_estate", "country": "US", "town": "Boulder", "region": "Colorado",
        "people_working": 2, "reach_goal": "neighbouring_towns", "hours_per_week": 20,
        "money_per_month": 3000, "months_to_goal": 12,
    }  # fmt: skip
    engine = engine_of(agent, n_draws=500)
    bought = engine.best(engine.recommended.policy, engine.hours, engine.money)
    late = set(np.flatnonzero(bought.chosen)) - set(np.flatnonzero(engine.recommended.chosen))
    late = {c for c in late if engine.responses[c].channel.family == "paid"}
    assert late
    plan = engine.forecast(bought)
    paying = {
        use.c: float((draws["net_over_years"] > 0.0).mean())
        for use, draws in zip(plan.uses, plan.channels, strict=True)
    }
    assert min(paying[c] for c in late) < least_odds(engine.worth)
    told = {c.channel: c.reasons[0].code for c in answer(agent, n_draws=500).channels}
    assert "too_late" in {told[engine.judging.ids[c]] for c in late}


def test_what_leaves_most_for_its_cost_starts_first_and_staff_waits_for_nobody() -> None:
    maker = {
        "sector": "manufacturing", "country": "DE", "town": "Bamberg", "people_working": 12,
        "reach_goal": "country", "hours_per_week": 6, "money_per_month": 3000,
        "staff_hours_per_week": 8, "average_sale": 20000, "active_customers": 40,
    }  # fmt: skip
    engine = engine_of(maker, n_draws=500)
    worth, plan = engine.worth, engine.forecast(engine.recommended)
    left: dict[bool, list[tuple[int, float]]] = {True: [], False: []}
    leaders = sorted(
        (u for u in plan.uses if worth.responses[u.c].channel.family != "paid"),
        key=lambda u: -float(worth.expected[u.c]["customers"][-1, 0, u.j]),
    )[:2]
    for use in plan.uses:
        option, table = worth.responses[use.c].options[use.j], worth.expected[use.c]
        if use in leaders or worth.responses[use.c].channel.family == "paid":
            assert use.start_month == 1  # what brings most, and adverts, wait for nothing
            continue
        gross = sum(float(table[n][-1, 0, use.j]) for n in ("gross_new", "gross_later"))
        gross += float(table["gross_extra"][-1, 0, use.j])
        cost = float(worth.cost[use.c][use.j])
        earns = (gross - cost) / math.sqrt(max(cost, engine.case.money_step_usd))
        left[option.alone].append((use.start_month, earns))
    for queue in left.values():
        assert [m for m, _ in sorted(queue)] == [m for m, _ in sorted(queue, key=lambda q: -q[1])]
        assert min(m for m, _ in queue) == 1
    assert len(left[False]) > 1 and len(left[True]) > 1


def test_one_advert_that_would_begin_too_late_takes_no_other_with_it() -> None:
    engine = engine_of({
        "sector": "remodelling", "country": "US", "town": "Boulder", "region": "Colorado",
        "people_working": 4, "reach_goal": "neighbouring_towns", "hours_per_week": 20,
        "money_per_month": 2000,
    }, n_draws=300)  # fmt: skip
    best = engine.best(engine.recommended.policy, engine.hours, engine.money)
    assert engine.seldom_pays(best) and not engine.seldom_pays(engine.recommended)
    bought, kept = (
        {
            engine.judging.ids[c]
            for c in np.flatnonzero(mix.chosen)
            if engine.responses[c].channel.family == "paid"
        }
        for mix in (best, engine.recommended)
    )
    assert kept < bought
    assert kept


def test_no_advert_is_bought_of_which_nobody_would_see_that_it_works() -> None:
    who = {"sector": "consulting", "country": "GB", "town": "Leeds", "people_working": 1,
           "reach_goal": "country", "hours_per_week": 8, "money_per_month": 3000}  # fmt: skip
    engine = engine_of(who)
    c = engine.judging.ids.index("meta_ads")
    brings = 12.0 * engine.worth.expected[c]["customers"][2, 0]
    few = too_few(engine.worth, c, 2)
    assert few.any() and not few.all()
    assert (brings[few] < 0.5).all() and (brings[~few] >= 0.5).all()
    assert long_shots(engine.worth, c, 2)[few].all()
    page = engine.judging.ids.index("linkedin")  # takes no money: nobody waits for it to come back
    assert not too_few(engine.worth, page, 2).any()
