"""What channels do to one another: crowding among people, posts shown twice, ties by trade."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings

from advisor.model.engine import Engine
from advisor.model.menus import posts_made
from advisor.recommend.accounts import loss_of
from advisor.results import Range
from tests.model.businesses import answer, engine_of, profiles

SALON: dict[str, Any] = {
    "sector": "hair_beauty", "country": "US", "town": "Northampton", "region": "Massachusetts",
    "people_working": 2, "reach_goal": "my_town", "hours_per_week": 8, "money_per_month": 150,
    "visual": True,
}  # fmt: skip
FIRM = {**SALON, "sector": "law", "visual": None, "hours_per_week": 12, "money_per_month": 600}


def at(engine: Engine, channel: str) -> int:
    return next(c for c, r in enumerate(engine.responses) if r.channel.channel == channel)


def test_a_group_alone_brings_what_its_usual_practice_is_counted_to_bring() -> None:
    engine = engine_of(FIRM)
    c = at(engine, "referral_group")
    assert engine.responses[c].usual_hours == 4.25
    chosen = np.zeros(len(engine.responses), dtype=np.int64)
    chosen[c] = 1
    found = engine.forecast(engine.judged(chosen, 0)).full[0]["customers"]
    alone = engine.responses[c].draws["customers"][:, 0, 0, 0]
    assert found == pytest.approx(np.minimum(alone, engine.worth.free_capacity))


def test_asking_and_signs_take_nothing_from_a_group_and_events_do() -> None:
    engine = engine_of({**FIRM, "sector": "plumbing_heating"})

    def group_beside(*names: str) -> float:
        chosen = np.zeros(len(engine.responses), dtype=np.int64)
        for name in ("referral_group", *names):
            chosen[at(engine, name)] = 1
        mix = engine.forecast(engine.judged(chosen, 0))
        c = at(engine, "referral_group")
        (k,) = (k for k, use in enumerate(mix.uses) if use.c == c)
        return float(mix.full[k]["customers"].mean())

    assert group_beside("customer_referrals", "local_signs") == group_beside()
    assert group_beside("networking_events") < 0.95 * group_beside()


def test_what_is_done_today_counts_as_much_as_the_plan_that_keeps_it() -> None:
    today = {
        name: {"months": 24} for name in ("referral_group", "chamber_home", "networking_events")
    }
    engine = engine_of({**FIRM, "present_mix": today})
    kept = engine.forecast(engine.judged(engine.present, 0))
    for k, use in enumerate(kept.uses):
        # In a few draws all three together would be more than comes in today.
        assert (engine.kept[use.c] <= kept.full[k]["customers"] * (1 + 1e-9)).all()
        assert engine.kept[use.c].mean() == pytest.approx(kept.full[k]["customers"].mean(), 0.01)


def test_own_results_are_read_as_counted_beside_the_other_meetings() -> None:
    today = {
        name: {"months": 24} for name in ("referral_group", "chamber_home", "networking_events")
    }
    counted = {"referral_group": {"months": 12, "customers": 12, "leads": 40}}
    crowded = engine_of({**FIRM, "present_mix": today, "results": counted})
    c = at(crowded, "referral_group")
    alone = engine_of(
        {**FIRM, "present_mix": {"referral_group": {"months": 24}}, "results": counted}
    )
    beside, by_itself = (e.responses[c].draws["customers"].mean() for e in (crowded, alone))
    assert beside > 1.05 * by_itself


def test_a_salon_shows_the_posts_of_instagram_on_facebook_for_a_quarter_of_an_hour() -> None:
    found = answer(SALON)
    page = next(i for i in found.allocation if i.channel == "facebook")
    assert (page.posts_of, page.hours_per_week) == ("instagram", 0.25)
    assert page.name == "Facebook page and groups (same posts as Instagram)"
    reasons = next(c.reasons for c in found.channels if c.channel == "facebook")
    assert reasons[0].sentence.startswith("The posts made for Instagram appear here too")


def test_without_the_page_that_makes_posts_none_are_shown() -> None:
    found = answer({**SALON, "locks": {"instagram": {"never": True}}})
    assert all(i.posts_of == "" for i in found.allocation)


@given(profiles())
@settings(max_examples=15)
def test_no_mix_shows_posts_that_nobody_makes(answers: dict[str, Any]) -> None:
    engine = engine_of(answers)
    for mix in engine.strategies:
        for c, pick in enumerate(mix.chosen):
            if pick and engine.responses[c].options[pick - 1].shared:
                assert posts_made(engine.responses, mix.chosen, c)


def test_ties_bring_more_where_a_trade_lives_by_recommendation() -> None:
    law, salon = engine_of(FIRM), engine_of(SALON)
    assert law.ledger.prominence("professional_referral") > 1.2
    assert salon.ledger.prominence("professional_referral") < 0.6
    assert salon.ledger.prominence("social") == 1.0


def test_fewer_join_a_message_list_where_firms_seldom_write_that_way() -> None:
    def extra(sector: str, country: str, town: str) -> float:
        place = {"country": country, "town": town, "region": None, "sector": sector}
        engine = engine_of({**SALON, **place})
        return float(engine.responses[at(engine, "whatsapp")].draws["people_reached"].mean())

    assert extra("hair_beauty", "DE", "Bamberg") < 0.75 * extra("hair_beauty", "ES", "Girona")
    assert extra("law", "ES", "Girona") < 0.5 * extra("hair_beauty", "ES", "Girona")


def test_a_goal_that_nobody_gave_is_at_most_half_as_many_again_as_today() -> None:
    inn = {**SALON, "sector": "restaurant_cafe", "people_working": 14, "country": "HU",
           "town": "Kőszeg", "region": None}  # fmt: skip
    case = engine_of(inn).case
    assert case.capacity_per_month > 4 * case.new_customers.best
    assert case.customers_wanted == pytest.approx(1.5 * case.new_customers.best)
    assert engine_of({**inn, "customers_wanted_per_month": 500}).case.customers_wanted == 500


def test_a_first_year_that_about_breaks_even_is_told_from_one_that_loses() -> None:
    totals, case = answer(SALON).totals, engine_of(SALON).case
    gross, later = Range(p5=0, p50=1000, p95=2000), Range(p5=0, p50=500, p95=900)

    def code(net: float) -> str | None:
        first = Range(p5=-900, p50=net, p95=900)
        given = {"gross_profit": gross, "net_contribution": first, "net_over_years": later}
        found = loss_of(case, totals.model_copy(update=given))
        return None if found is None else found[0]

    assert [code(1.0), code(-20.0), code(-200.0)] == [None, "even_at_first", "loses_at_first"]


def test_a_stall_takes_as_much_a_day_however_many_customers_it_comes_from() -> None:
    def of_a_stall(purchases: float) -> tuple[float, float]:
        engine = engine_of({**SALON, "sector": "market_farm", "purchases_per_year": purchases})
        response, pooled = next(p for p in engine.pooling if p[1].channel == "fairs_markets")
        each = response.at("gross_new", 0).sum() / response.at("customers", 0).sum()
        return float(pooled.funnel.mean()), float(pooled.funnel.mean() * each)

    (once, taken), (weekly, again) = of_a_stall(1), of_a_stall(40)
    assert weekly == pytest.approx(once / 40, rel=0.05)
    assert again == pytest.approx(taken, rel=0.05)


def test_new_customers_of_a_grower_are_met_at_the_stall() -> None:
    def of_all(sector: str) -> tuple[float, bool]:
        """Return a stall's part of all new customers, and whether no channel has more."""
        engine = engine_of({**SALON, "sector": sector})
        owed = {p.channel: p.ledger.mean() for _, p in engine.pooling if p.ledger is not None}
        part = owed["fairs_markets"] / engine.ledger.total.mean()
        return float(part), owed["fairs_markets"] == max(owed.values())

    (grower, first), (shop, leads) = of_all("market_farm"), of_all("independent_retail")
    assert first and not leads
    assert grower > 5 * shop


def test_what_is_liked_counts_three_quarters_as_much_again_as_it_brings_and_no_more() -> None:
    worth = engine_of({**SALON, "personality": {"on_camera": 5}}).worth
    c = [r.channel.channel for r in worth.responses].index("tiktok")
    point, parts = worth.scales.usd_per_point, worth.parts(c, 0)
    cost = worth.usd[c] + worth.hours[c] * worth.case.value_of_owner_hour_usd * 52 / 12
    brings = parts["customers"][0] * point + cost + worth.wanted_on_top[c]
    liking = parts["liking"][0] * point
    felt = worth.liking[c][0] * point
    assert liking == pytest.approx(np.minimum(0.75 * brings, felt))
    assert (liking < felt).any()


def test_what_goes_against_the_owner_loses_most_of_what_it_brings() -> None:
    shy = {"meeting_people": 1, "belonging": 1}
    worth = engine_of({**FIRM, "personality": shy}).worth
    c = [r.channel.channel for r in worth.responses].index("networking_events")
    point, parts = worth.scales.usd_per_point, worth.parts(c, 0)
    cost = worth.usd[c] + worth.hours[c] * worth.case.value_of_owner_hour_usd * 52 / 12
    brings = parts["customers"][0] * point + cost
    felt = worth.liking[c][0] * point
    most = worth.scales.disliked_most * (brings + parts["bonds"][0] * point)
    assert worth.scales.disliked_most > 0.5
    assert parts["liking"][0] * point == pytest.approx(np.minimum(felt, -most))


def test_a_picture_of_the_days_work_is_nobodys_burden() -> None:
    worth = engine_of({**SALON, "personality": {"taking_pictures": 1}}).worth
    c = [r.channel.channel for r in worth.responses].index("instagram")
    liking = worth.parts(c, 0)["liking"][0]
    for disliked, option in zip(liking, worth.responses[c].options, strict=True):
        assert (disliked == 0.0) == (option.owner_hours <= 0.25)


def test_an_owner_who_dislikes_meeting_people_is_advised_fewer_hours_of_it() -> None:
    def hours(meeting: int) -> float:
        found = answer({**FIRM, "sector": "insurance", "personality": {"meeting_people": meeting}})
        return sum(i.hours_per_week for i in found.allocation if i.family == "face_to_face")

    assert hours(1) < hours(5)


def test_nothing_is_spent_on_a_channel_before_it_begins() -> None:
    found = answer({**SALON, "hours_per_week": 20, "money_per_month": 800, "people_working": 4})
    late = [i for i in found.allocation if i.start_month > 1]
    assert late
    for item in late:
        whole = item.at_full_effect.gross_profit.p50 - item.at_full_effect.net_contribution.p50
        spent = item.gross_profit.p50 - item.net_contribution.p50
        assert spent == pytest.approx(whole * (13 - item.start_month) / 12, rel=1e-6)


def test_staff_who_serve_ask_customers_where_they_have_hours() -> None:
    salon = {
        "sector": "hair_beauty", "country": "US", "town": "Dayton", "region": "Ohio",
        "people_working": 8, "reach_goal": "my_town", "hours_per_week": 0, "money_per_month": 200,
        "locks": {"customer_referrals": {"keep": True}},
    }  # fmt: skip
    alone, helped = (answer({**salon, "staff_hours_per_week": hours}) for hours in (0, 6))
    doers = [
        [list(i.done_by) for i in r.allocation if i.channel == "customer_referrals"]
        for r in (alone, helped)
    ]
    assert doers == [[], [["staff"]]]
