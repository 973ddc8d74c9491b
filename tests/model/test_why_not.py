"""What is said of a channel that is left out is what really keeps it out."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from tests.model.businesses import DINER, answer, engine_of

_MAKER: dict[str, Any] = {
    "sector": "handmade_maker", "country": "US", "town": "Asheville", "region": "North Carolina",
    "people_working": 1, "reach_goal": "country", "hours_per_week": 6, "money_per_month": 100,
    "sold_online": True, "average_sale": 38, "active_customers": 400,
    "last_customers": {"platform_directory": 7, "social": 2, "word_of_mouth": 1},
}  # fmt: skip
_PLUMBER: dict[str, Any] = {
    "sector": "plumbing_heating", "country": "PL", "town": "Rzeszów", "people_working": 2,
    "reach_goal": "neighbouring_towns", "hours_per_week": 3, "money_per_month": 400,
}  # fmt: skip
_IT: dict[str, Any] = {
    "sector": "it_services", "country": "CA", "town": "Guelph", "people_working": 4,
    "reach_goal": "region", "hours_per_week": 6, "money_per_month": 600, "sells_to": "firms",
}  # fmt: skip

_DESIGNER: dict[str, Any] = {
    "sector": "freelance_creative", "country": "US", "town": "Boulder", "region": "Colorado",
    "people_working": 2, "reach_goal": "region", "hours_per_week": 6, "money_per_month": 600,
}  # fmt: skip


def _codes(profile: dict[str, Any]) -> dict[str, set[str]]:
    found = answer(profile, n_draws=500)
    return {c.channel: {r.code for r in c.reasons} for c in found.channels if not c.in_mix}


def test_nothing_does_more_elsewhere_while_hours_and_money_stay_unspent() -> None:
    found = answer(_MAKER, n_draws=500)
    assert found.budgets.owner_hours.unspent >= 2.0 and found.budgets.money.unspent >= 50.0
    codes = _codes(_MAKER)
    assert any(each & {"poor_odds", "costs_more_than_brings"} for each in codes.values())
    assert not any("others_do_more" in each for each in codes.values())


def test_work_too_little_for_the_manager_in_the_plan_is_no_reason_and_no_nearest_step() -> None:
    found = answer(DINER, n_draws=500, worlds=0)
    assert any("manager" in i.done_by for i in found.allocation)
    assert found.budgets.owner_hours.unspent >= 4.0 and found.budgets.money.unspent >= 1000.0
    out = {c.channel: {r.code for r in c.reasons} for c in found.channels if not c.in_mix}
    assert not any("others_do_more" in codes for codes in out.values())
    said = found.budgets.money.reason
    assert "Facebook and Instagram adverts" in said and "weighs more" not in said


def test_what_keeps_a_paying_channel_out_is_named_and_true() -> None:
    for hours in (2, 3, 8):
        profile = {**_PLUMBER, "hours_per_week": hours}
        found = answer(profile, n_draws=500)
        more = {i.channel for i in answer({**profile, "hours_per_week": hours + 1}).allocation}
        for channel, codes in _codes(profile).items():
            if "one_hour_more" in codes:
                assert channel in more
            if "hours_and_places" in codes:
                assert found.budgets.owner_hours.unspent < 1.0
                assert len(found.allocation) >= 3
    assert "one_hour_more" in _codes({**_PLUMBER, "hours_per_week": 3})["partner_referrals"]


def test_many_things_kept_going_leave_out_one_more_that_would_pay() -> None:
    few = {**_PLUMBER, "hours_per_week": 8, "most_channels": 2}
    told = {code for codes in _codes(few).values() for code in codes}
    assert "kept_going_full" in told
    assert "others_do_more" not in told


@pytest.mark.parametrize("code", ["too_much_on_one", "too_much_on_a_bet"])
def test_a_limit_is_named_with_its_figure(code: str) -> None:
    near = {**_DESIGNER, "reach_goal": "neighbouring_towns", "money_per_month": 200}
    told = [
        r
        for profile in (_IT, _DESIGNER, near, {**_IT, "sector": "freelance_creative"})
        for c in answer(profile, n_draws=500).channels
        for r in c.reasons
        if r.code == code
    ]  # fmt: skip
    assert told
    for reason in told:
        assert 0.0 < float(reason.figures["share"] or 0.0) <= 0.6
        assert "%" in reason.sentence


def test_a_channels_customers_are_the_same_in_the_mix_and_in_its_reasons() -> None:
    found = answer({**_PLUMBER, "hours_per_week": 12}, n_draws=500)
    planned = {one.channel: one for one in found.allocation}
    assert any(one.start_month > 1 for one in found.allocation)
    for channel in found.channels:
        for reason in channel.reasons:
            if channel.in_mix and reason.code == "brings_customers":
                customers = planned[channel.channel].customers
                assert reason.figures["customers"] == customers.p50
                assert (reason.figures["low"], reason.figures["high"]) == (
                    customers.p5,
                    customers.p95,
                )


def test_what_the_channels_are_said_to_leave_adds_up_to_what_the_mix_leaves() -> None:
    for profile in (_PLUMBER, _IT, {**_PLUMBER, "hours_per_week": 12, "money_per_month": 2500}):
        engine = engine_of(profile)
        whole = float(engine.forecast(engine.recommended).total["net_over_years"].mean())
        said = [r.figures for c in answer(profile).channels if c.in_mix for r in c.reasons]
        left = sum(float(f.get("net") or 0.0) - float(f.get("loss") or 0.0) for f in said)
        assert left == pytest.approx(whole * engine.case.local_per_usd, rel=1e-6, abs=1e-6)


def test_a_call_is_open_in_the_headline_and_among_the_warnings_alike() -> None:
    place = {"reach_goal": "neighbouring_towns", "people_working": 6}
    bakery = {**place, "sector": "bakery_food_shop", "country": "DE", "town": "Bamberg",
              "hours_per_week": 8, "money_per_month": 300}  # fmt: skip
    firms = (
        ("A narrow call", {**bakery, "hours_per_week": 7}),
        ("No clear winner", {**bakery, "sector": "craft_producer"}),
    )  # fmt: skip
    for said, firm in firms:
        found = answer(firm, worlds=20)
        assert found.headline.startswith(said)
        assert found.strategy.shares[found.strategy.call or ""] <= 0.6
        opened = any(w.code == "open_call" for w in found.warnings)
        assert opened == (said == "No clear winner")


def test_what_is_slow_says_what_it_brings_in_the_end() -> None:
    consultant = {
        "sector": "consulting", "country": "GB", "town": "Shrewsbury", "region": "England",
        "people_working": 1, "reach_goal": "country", "hours_per_week": 8, "money_per_month": 200,
    }  # fmt: skip
    engine = engine_of(consultant, n_draws=500)
    plan = engine.forecast(engine.recommended)
    full = {
        engine.judging.ids[use.c]: float(np.median(draws["customers"]))
        for use, draws in zip(plan.uses, plan.full, strict=True)
    }
    found = answer(consultant, n_draws=500)
    slow = set()
    for one in found.channels:
        told = {r.code: r for r in one.reasons}
        if "works_fully" in told:
            slow.add(one.channel)
            assert told["works_fully"].figures["full"] == pytest.approx(full[one.channel])
            assert full[one.channel] > 2.0 * float(
                told["brings_customers"].figures["customers"] or 0
            )
            assert "It is slow: once it works fully it brings about" in told["works_fully"].sentence
    assert "linkedin" in slow
    assert slow < set(full)


def test_money_that_is_a_little_short_is_named_and_true() -> None:
    electrician = {
        "sector": "electrical", "country": "AU", "town": "Geelong",
        "people_working": 6, "reach_goal": "neighbouring_towns", "hours_per_week": 12,
        "money_per_month": 500, "already": {"website": True, "reviews": 45},
    }  # fmt: skip
    told = {
        c.channel: r
        for c in answer(electrician, n_draws=500).channels
        for r in c.reasons
        if r.code == "little_money_more"
    }
    assert "google_search_ads" in told
    for channel, reason in told.items():
        more = 500 + float(reason.figures["more"] or 0.0) + 1.0
        found = answer({**electrician, "money_per_month": more}, n_draws=500)
        assert channel in {i.channel for i in found.allocation}
