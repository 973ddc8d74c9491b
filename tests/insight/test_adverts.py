"""Adverts: whether at all, the engine's own forecasts, where an area is full, when to stop."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from advisor.catalogue import STRATEGIES
from advisor.evidence import load_tables
from advisor.insight.adverts.result import AdvertAdvice, AdvertChannel, SpendPoint, TargetSetting
from advisor.insight.adverts.spending import full_at, saturates_at, worth_up_to
from advisor.profile import parse_profile
from advisor.recommend import solve, stopping
from advisor.recommend.ladders import ladder_of
from advisor.results import Recommendation
from tests.insight.asked import answer, found

ROOT = Path(__file__).resolve().parents[2]
PLUMBER: dict[str, Any] = {
    "sector": "plumbing_heating", "town": "Northampton", "region": "Massachusetts",
    "country": "US", "people_working": 3, "reach_goal": "neighbouring_towns",
    "hours_per_week": 8, "money_per_month": 1500,
}  # fmt: skip
PAID = (
    "google_search_ads", "google_local_services", "meta_ads", "linkedin_ads", "pinterest_ads",
    "tiktok_ads", "youtube_ads", "nextdoor_ads", "direct_mail", "local_print_radio",
)  # fmt: skip
BANNED = {name: {"never": True} for name in PAID}


def asked(**changed: Any) -> tuple[Recommendation, AdvertAdvice]:
    answers = {**PLUMBER, **changed}
    return answer(answers), found("adverts", answers)


def advice(**changed: Any) -> AdvertAdvice:
    return asked(**changed)[1]


def of(found: AdvertAdvice, channel: str) -> AdvertChannel:
    return next(c for c in found.channels if c.channel == channel)


def way(found: AdvertAdvice, channel: str, criterion: str) -> TargetSetting:
    return next(t for t in of(found, channel).targeting if t.criterion == criterion)


KEPT = {**BANNED, "meta_ads": {"keep": True}}


def test_below_the_least_useful_spend_it_says_so_and_what_to_do_instead() -> None:
    found, told = asked(money_per_month=60)
    least = min(c.least_money for c in told.channels if c.least_money is not None)
    assert (told.verdict, least > 60) == ("below_minimum", True)
    assert not any(c.affordable for c in told.channels)
    first = told.findings[0]
    assert "60 USD" in first.title
    assert any(s.startswith("Do this instead") and told.instead[0] in s for s in first.sentences)
    unpaid = {c.name for c in found.channels if c.in_mix and c.family != "paid"}
    assert set(told.instead) <= unpaid


def test_without_money_there_are_no_adverts() -> None:
    assert advice(money_per_month=0).verdict == "no_money"


def test_where_nothing_is_worth_its_hours_the_first_steps_stand_instead() -> None:
    found, told = asked(hours_per_week=0, money_per_month=0)
    assert not found.allocation
    assert set(told.instead) <= {s.name for s in found.first_two_hours}


def test_money_that_would_do_but_is_not_worth_it_is_told_apart() -> None:
    told = advice(locks=BANNED)
    assert told.verdict == "not_worth"
    assert len(told.chosen) == 1 and of(told, told.chosen[0]).affordable


def test_an_advert_of_the_mix_is_a_yes_with_its_spend() -> None:
    found, told = asked(locks=KEPT)
    assert (told.verdict, told.chosen) == ("advertise", ("meta_ads",))
    item = next(i for i in found.allocation if i.channel == "meta_ads")
    assert f"{item.money_per_month:,.0f} USD" in told.findings[0].title
    chosen = [level for level in of(told, "meta_ads").levels if level.chosen]
    assert [level.money_per_month for level in chosen] == [item.money_per_month]


def test_channels_stand_in_the_order_of_the_recommendations_scores() -> None:
    found, told = asked()
    scores = {c.channel: c.score for c in found.channels}
    open_ones = [c for c in told.channels if c.open]
    assert [c.score for c in open_ones] == sorted(
        (scores[c.channel] for c in open_ones), reverse=True
    )
    assert {c.channel for c in told.channels} == set(PAID)


def test_the_levels_are_the_recommendations_own_aimed_as_its_mix() -> None:
    found, told = asked()
    engine = solve(parse_profile(PLUMBER), n_draws=64, worlds=0).engine
    assert found.strategy.call is not None
    policy = STRATEGIES.index(found.strategy.call)
    for c, response in enumerate(engine.responses):
        if response.channel.family == "paid":
            own = [
                level
                for option, level in zip(
                    response.options, ladder_of(engine, c, policy), strict=True
                )
                if option.alone
            ]
            shown = of(told, response.channel.channel).levels
            assert [s.customers for s in shown] == [level["customers"] for level in own]
            assert [s.leads for s in shown] == [level["leads"] for level in own]


@pytest.mark.parametrize("channel", ["google_local_services", "meta_ads", "direct_mail"])
def test_the_finer_curve_runs_through_the_levels_of_the_engine(channel: str) -> None:
    found, told = asked()
    engine = solve(parse_profile(PLUMBER), n_draws=64, worlds=0).engine
    assert found.strategy.call is not None
    policy = STRATEGIES.index(found.strategy.call)
    bucket = engine.judging.around(engine.recommended.chosen)[0]
    c = next(k for k, r in enumerate(engine.responses) if r.channel.channel == channel)
    curve = {round(p.money_per_month): p for p in of(told, channel).curve}
    own = [(j, o) for j, o in enumerate(engine.responses[c].options) if o.doer == "owner"]
    assert len(own) >= 3
    for j, option in own:
        expected = engine.worth.expected[c]["customers"][policy, bucket, j]
        shown = curve[round(option.money_steps * engine.case.money_step_usd)]
        assert shown.customers == pytest.approx(float(expected))


def test_more_money_buys_more_clicks_and_only_where_there_are_clicks() -> None:
    told = advice()
    for name in ("google_search_ads", "meta_ads", "tiktok_ads"):
        clicks = [level.clicks for level in of(told, name).levels]
        assert all(c is not None and c.p5 <= c.p50 <= c.p95 for c in clicks)
        medians = [c.p50 for c in clicks if c is not None]
        assert medians == sorted(medians) and medians[0] > 0
    for name in ("google_local_services", "direct_mail", "local_print_radio"):
        assert all(level.clicks is None for level in of(told, name).levels)


def test_visits_to_a_site_are_its_clicks_and_are_not_told_twice() -> None:
    told = advice(sector="online_shop", reach_goal="country")
    for name in ("google_search_ads", "meta_ads", "tiktok_ads"):
        levels = of(told, name).levels
        assert levels and all(level.clicks is None for level in levels)
        assert all(level.leads.p95 > 0 for level in levels)


def _curve(values: list[tuple[float, float, float]]) -> list[SpendPoint]:
    return [
        SpendPoint(money_per_month=m, leads=c, customers=c, gross_profit=0, net_contribution=n)
        for m, c, n in values
    ]


def test_an_area_is_saturated_where_money_works_at_half_strength() -> None:
    spends = [1.0 * k for k in range(1, 2000)]
    curve = _curve([(s, s / (1 + s / 500), 0) for s in spends])
    found = saturates_at(curve)
    assert found == pytest.approx(502, abs=2)


def test_a_straight_line_is_never_saturated_and_nothing_has_no_first_money() -> None:
    assert saturates_at(_curve([(s, s / 50, 0) for s in (1.0, 10, 100)])) is None
    assert saturates_at(_curve([(s, 0, 0) for s in (1.0, 10, 100)])) is None
    assert saturates_at([]) is None


def test_what_pays_most_lies_at_the_highest_net_and_not_below_the_least_spend() -> None:
    curve = _curve([(50, 1, 90), (100, 2, 20), (200, 3, 60), (400, 4, 10)])
    assert worth_up_to(curve, least=100) == 200
    assert worth_up_to(curve, least=500) is None
    assert worth_up_to(_curve([(100, 1, -5)]), least=100) is None
    assert full_at(curve, room=3) == 200
    assert full_at(curve, room=9) is None


def test_a_larger_area_takes_more_money_before_it_is_saturated() -> None:
    small, large = (advice(people_nearby=people) for people in (8_000, 400_000))
    one, other = (of(a, "meta_ads").saturates_at for a in (small, large))
    assert one is not None
    assert other is None or other > one
    # Who pays by the call cannot spend more than people ask for.
    most = [of(a, "google_local_services").curve[-1].money_per_month for a in (small, large)]
    assert most[0] < most[1]


def test_room_for_fewer_customers_is_full_sooner_and_never_worth_more() -> None:
    name = "google_local_services"
    tight, wide = (of(advice(capacity_new_customers_per_month=room), name) for room in (12, 400))
    assert tight.full_at is not None
    assert wide.full_at is None or wide.full_at > tight.full_at
    for a, b in zip(tight.curve, wide.curve, strict=True):
        assert a.net_contribution <= b.net_contribution + 1e-6


def test_the_first_enquiry_is_waited_for_until_19_of_20_would_have_seen_it() -> None:
    assert stopping._weeks(np.full(100, 3.0)) == 5  # 1 - exp(-3 * 5 / 4.33) = 0.97
    assert stopping._weeks(np.full(100, 30.0)) == 1
    assert stopping._weeks(np.full(100, 0.01)) is None
    assert stopping._weeks(np.array([])) is None


def test_dearer_enquiries_are_waited_for_with_more_money_and_pay_less_often() -> None:
    key = "google_local_services.cost_per_lead.plumbing_heating"
    cheap, dear = (
        of(
            advice(overrides={key: {"low": p * 0.9, "best": p, "high": p * 1.1}}),
            "google_local_services",
        ).stop
        for p in (30.0, 150.0)
    )
    assert cheap is not None and dear is not None
    assert cheap.spend_without_lead is not None and dear.spend_without_lead is not None
    assert dear.spend_without_lead > cheap.spend_without_lead
    assert dear.chance_it_pays < cheap.chance_it_pays
    assert cheap.most_per_customer is not None and cheap.most_per_lead is not None
    assert cheap.most_per_lead < cheap.most_per_customer


def test_a_shop_that_counts_visits_waits_for_a_customer_not_for_a_visit() -> None:
    stop = of(advice(sector="online_shop", reach_goal="country"), "meta_ads").stop
    assert stop is not None and stop.spend_without_lead is None


def test_answers_about_customers_are_set_where_the_platform_lets_them() -> None:
    told = advice(
        audience={
            "ages": ["30-49", "50-64"], "women_share": 0.9, "interests": ["gardens"],
            "job_roles": ["office manager"],
        },
        already={"email_list": 420, "website": True},
    )  # fmt: skip
    assert way(told, "meta_ads", "age").setting == "ages 30 to 49 and 50 to 64"
    assert way(told, "meta_ads", "gender").setting == "women"
    assert way(told, "linkedin_ads", "job_title").setting == "jobs: office manager"
    assert "gardens" in way(told, "pinterest_ads", "interests").setting
    assert "420 addresses" in way(told, "google_search_ads", "customer_match").setting
    assert way(told, "meta_ads", "website_retargeting_pixel").set_it
    assert way(told, "google_local_services", "age_gender").setting == "not there"


def test_towns_and_what_to_type_stand_apart_in_the_title() -> None:
    told = advice(customers_come_from_miles=12)
    titles = [f.title for f in told.findings if f.code.startswith("targeting_")]
    assert all("use and " not in title for title in titles)


def test_what_was_not_answered_is_left_open() -> None:
    told = advice(audience={"women_share": 0.5}, already={"website": False})
    for criterion in ("age", "gender", "interests", "customer_list", "website_retargeting_pixel"):
        assert not way(told, "meta_ads", criterion).set_it
        assert way(told, "meta_ads", criterion).setting == "leave open"


def test_the_area_is_a_circle_where_there_is_one_and_towns_by_name_elsewhere() -> None:
    told = advice(customers_come_from_miles=12)
    assert way(told, "meta_ads", "radius_around_address").setting == "12 miles around Northampton"
    assert not way(told, "meta_ads", "country_region_city").set_it
    towns = way(told, "tiktok_ads", "country_state_city_dma").setting
    assert "Northampton" in towns and "Easthampton" in towns
    abroad = advice(country="DE", town="Bamberg", region="Bavaria", customers_come_from_miles=10)
    assert way(abroad, "meta_ads", "radius_around_address").setting == "16 km around Bamberg"
    world = advice(customers_come_from_miles=2_000, reach_goal="worldwide")
    assert not way(world, "meta_ads", "radius_around_address").set_it
    said = way(world, "meta_ads", "country_region_city").setting
    assert said == "the countries your customers come from"


def test_homes_and_money_may_not_be_aimed_by_age_and_their_circle_is_widened() -> None:
    for sector in ("real_estate", "financial_advice"):
        told = advice(sector=sector, customers_come_from_miles=5, audience={"ages": ["65+"]})
        assert way(told, "meta_ads", "age").available == "no"
        assert way(told, "meta_ads", "postal_code").available == "no"
        assert way(told, "meta_ads", "radius_around_address").setting.startswith("15 miles")
        assert any(x.applies for x in told.limits)
    free = advice(customers_come_from_miles=5, audience={"ages": ["65+"]})
    assert way(free, "meta_ads", "age").set_it
    assert way(free, "meta_ads", "radius_around_address").setting.startswith("5 miles")
    assert not any(x.applies for x in free.limits)


def test_patients_lists_are_never_loaded() -> None:
    told = advice(sector="therapy", already={"email_list": 900, "website": True})
    lists = [t for c in told.channels for t in c.targeting if t.criterion in (
        "customer_list", "customer_match", "remarketing", "lookalike_audience",
        "remarketing_customer_match")]  # fmt: skip
    assert len(lists) >= 5
    assert not any(t.set_it for t in lists)


def test_everyone_is_told_the_rule_on_adverts_for_staff() -> None:
    assert "employment" in {x.limit for x in advice().limits}


def test_the_checklist_fits_what_is_there() -> None:
    with_site = {s.step for s in advice(locks=KEPT, already={"website": True}).steps}
    without = {s.step for s in advice(locks=KEPT, already={"website": False}).steps}
    assert "pixel" in with_site and "no_site" not in with_site
    assert "no_site" in without and "pixel" not in without
    reviewed = {s.step for s in advice(already={"reviews": 80}).steps}
    assert "reviews_first" in without and "reviews_first" not in reviewed
    stages = [s.stage for s in advice().steps]
    assert stages == sorted(stages, key=("landing", "tracking", "running").index)


def test_an_audience_the_platform_refuses_is_marked() -> None:
    tiny, large = (advice(people_nearby=people) for people in (300, 900_000))
    assert of(tiny, "linkedin_ads").audience_too_small
    assert not of(large, "linkedin_ads").audience_too_small
    assert not of(tiny, "meta_ads").audience_too_small


def test_the_money_at_which_an_advert_joins_is_found_and_said() -> None:
    told = advice(locks=KEPT, manager="no")
    assert told.joins_from == of(told, "meta_ads").least_money
    never = advice(locks=BANNED, money_per_month=100)
    assert never.joins_from is None
    assert any("no advert is part" in s for s in never.findings[0].sentences)


def test_prices_are_the_trades_own_and_the_owners_figure_wins() -> None:
    key = "google_search_ads.cost_per_lead.plumbing_heating"
    usual = of(advice(), "google_search_ads").prices
    mine = of(advice(overrides={key: {"low": 9, "best": 10, "high": 11}}), "google_search_ads")
    lead = next(p for p in mine.prices if p.quantity == "cost_per_lead")
    assert (lead.values.p5, lead.values.p50, lead.values.p95) == (9, 10, 11)
    assert lead.grade == "owner"
    assert all(p.values.p5 <= p.values.p50 <= p.values.p95 for p in usual)


def test_prices_and_spends_are_in_the_profiles_currency() -> None:
    here, there = advice(), advice(country="IN", town="Indore", region="Madhya Pradesh")
    assert there.currency == "INR"
    one, other = (of(a, "meta_ads").least_money for a in (here, there))
    assert one is not None and other is not None and other > 5 * one


def test_every_finding_is_whole_and_names_only_facts_that_are_there() -> None:
    tables = load_tables()
    for told in (advice(), advice(locks=KEPT), advice(money_per_month=0)):
        codes = [f.code for f in told.findings]
        assert len(set(codes)) == len(codes)
        wanted = {"forecast", "prices", "limits", "steps", "stop"}
        assert wanted | {f"how_much_{c}" for c in told.chosen} <= set(codes)
        for finding in told.findings:
            assert finding.title.endswith(".") and "_" not in finding.title
            assert all(len(row) == len(finding.header) for row in finding.rows)
            assert set(finding.fact_ids) <= set(tables.facts)


def test_where_few_people_search_no_more_can_be_spent_than_they_ask_for() -> None:
    """A village: Google cannot spend its first level there, and the advice says what it can."""
    small = {"sector": "wedding_vendor", "town": "Decorah", "region": "Iowa"}
    there, wide = of(advice(**small), "google_search_ads"), of(advice(), "google_search_ads")
    assert there.most_asked is not None
    assert there.absorbs is not None
    assert max(level.money_per_month for level in there.levels) == there.most_asked
    assert there.absorbs <= there.most_asked
    assert wide.most_asked is None or wide.most_asked > there.most_asked


def test_an_advert_that_pays_at_no_spend_gets_no_limit_and_no_end() -> None:
    told = advice(sector="food_truck", country="IE", town="Cork", region=None,
                  people_working=1, hours_per_week=4, money_per_month=400)  # fmt: skip
    shown = told.at_hand[0]
    assert (told.verdict == "advertise", shown.worth_up_to) == (False, None)
    codes = {f.code: f for f in told.findings}
    assert "stop" not in codes
    finding = codes[f"how_much_{shown.channel}"]
    assert "at most" not in finding.title and "diminishing" not in " ".join(finding.sentences)


def test_an_advert_in_the_mix_brings_on_its_page_what_it_brings_in_the_plan() -> None:
    found, told = asked(locks=KEPT)
    item = next(i for i in found.allocation if i.channel == "meta_ads")
    forecast = next(f for f in told.findings if f.code == "forecast")
    row = next(row for row in forecast.rows if row[0] == item.name)
    assert row[-2:] == (item.leads, item.customers.times(12))


def test_the_wrong_advert_for_the_trade_is_no_advert_that_one_could_afford() -> None:
    told = advice(sector="law", country="IE", town="Cork", region=None,
                  people_working=1, hours_per_week=4, money_per_month=150)  # fmt: skip
    assert any(c.affordable for c in told.channels)
    assert told.verdict == "below_minimum"
    assert told.at_hand[0].channel == told.cheapest_suited == "google_search_ads"


def test_what_a_customer_may_cost_is_said_of_those_who_name_the_advert() -> None:
    said = " ".join(" ".join(f.sentences) for f in advice().findings if f.code == "stop")
    assert "A customer who names the advert is worth" in said
    assert "An enquiry that names the advert is worth" in said
