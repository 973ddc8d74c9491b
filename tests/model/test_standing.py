"""What stands already is part of today: its customers come anyway and are credited to no plan."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from advisor.explain.ledger_words import room_text
from advisor.model.engine import Engine
from tests.model.businesses import answer, engine_of

BROKER: dict[str, Any] = {
    "sector": "mortgage_broking", "country": "GB", "town": "Norwich", "people_working": 2,
    "reach_goal": "region", "hours_per_week": 8, "money_per_month": 400,
    "personality": {"meeting_people": 5, "belonging": 5},
}  # fmt: skip
BAKERY: dict[str, Any] = {
    "sector": "bakery_food_shop", "country": "FR", "town": "Angers", "people_working": 4,
    "reach_goal": "my_town", "hours_per_week": 5, "money_per_month": 50,
}  # fmt: skip
STANDS = [
    (BROKER, {"referral_groups": 1}, "referral_group"),
    (BROKER, {"chambers": 1}, "chamber_home"),
    (BAKERY, {"followers": {"instagram": 5000}}, "instagram"),
    (BAKERY, {"reviews": 60}, "google_business_profile"),
]


@pytest.mark.parametrize(("answers", "already", "channel"), STANDS)
def test_its_customers_come_already_and_raise_no_total_that_was_given(
    answers: dict[str, Any], already: dict[str, Any], channel: str
) -> None:
    keep = {"locks": {channel: {"keep": True}}, "new_customers_per_month": 20}
    new = answer({**answers, **keep})
    stands = answer({**answers, **keep, "already": already})
    assert new.ledger is not None
    assert stands.ledger is not None
    assert 0.0 <= new.ledger.kept < stands.ledger.kept
    assert new.ledger.kept == 0.0 or answers is BAKERY  # it has a sign
    assert stands.ledger.total_today.p50 == pytest.approx(new.ledger.total_today.p50)
    assert stands.base_line < new.base_line
    gain = [r.ledger.total_with_plan.p50 - r.ledger.total_today.p50 for r in (new, stands)]
    assert gain[1] < gain[0] * 1.15  # it begins sooner and carries further, and brings nobody twice


@pytest.mark.parametrize(("answers", "already", "channel"), STANDS)
def test_it_brings_no_more_than_its_source_brings_today(
    answers: dict[str, Any], already: dict[str, Any], channel: str
) -> None:
    engine = engine_of({**answers, "already": already})
    c = engine.judging.ids.index(channel)
    source = engine.responses[c].channel.ledger_source
    today = engine.ledger.basis * engine.ledger.shares_today[source]
    assert (engine.kept[c] <= today + 1e-9).all()
    assert engine.kept[c].max() > 0.0


def test_what_the_plan_leaves_out_of_what_is_done_is_named() -> None:
    stands = {**BAKERY, "already": {"followers": {"instagram": 5000}}}
    warned = {}
    for lock in ("never", "keep"):
        r = answer({**stands, "locks": {"instagram": {lock: True}}})
        warned[lock] = [w.sentence for w in r.warnings if w.code == "gives_up_uncounted"]
    assert warned["keep"] == []
    assert len(warned["never"]) == 1
    assert "Instagram" in warned["never"][0]


def test_a_membership_by_law_says_nothing_and_few_followers_no_page() -> None:
    by_law = {**BROKER, "country": "DE", "town": "Kassel", "already": {"chambers": 1}}
    assert "chamber_home" not in engine_of(by_law).case.done_today
    few = {**BAKERY, "already": {"followers": {"instagram": 30}}}
    assert "instagram" not in engine_of(few).case.done_today


def test_what_shows_stands_beside_what_is_said_and_nothing_is_won_twice() -> None:
    shows = {**BAKERY, "already": {"followers": {"instagram": 5000}}}
    told = {**shows, "present_mix": {"facebook": {"hours_per_week": 1}}}
    assert set(engine_of(told).case.done_today) == {"facebook", "instagram", "local_signs"}
    said = {**told, "present_mix": {"instagram": {"hours_per_week": 2}}}
    assert engine_of(said).case.done_today["instagram"].hours_per_week == 2


def test_where_people_have_long_walked_in_there_is_a_sign() -> None:
    assert "local_signs" in engine_of(BAKERY).case.done_today
    assert "local_signs" not in engine_of({**BAKERY, "active_customers": 0}).case.done_today
    assert "local_signs" not in engine_of(BROKER).case.done_today


def test_who_pays_much_for_adverts_has_more_customers_by_their_source() -> None:
    many = {**BAKERY, "new_customers_per_month": 40, "money_per_month": 900}
    today = {}
    for paid in (0, 300, 900):
        runs = {"present_mix": {"meta_ads": {"money_per_month": paid}}} if paid else {}
        engine = engine_of({**many, **runs})
        today[paid] = float(np.median(engine.ledger.shares_today["social"]))
    assert today[0] < today[300] < today[900]


def test_without_a_profile_less_comes_by_search_today_and_more_can_be_won() -> None:
    found = {reviews: answer({**BAKERY, "already": {"reviews": reviews}}) for reviews in (0, 200)}
    today = {}
    for reviews, r in found.items():
        assert r.ledger is not None
        by = {s.source: s for s in r.ledger.sources}
        today[reviews] = by["search_maps"].today.p50
        whole = sum(s.today.p50 for s in r.ledger.sources)
        assert whole == pytest.approx(r.ledger.total_today.p50)
        assert sum(s.share for s in r.ledger.sources) == pytest.approx(1.0)
    assert today[0] < 0.9 * today[200]


def test_own_counts_say_what_comes_by_search_without_a_profile() -> None:
    counted = {"last_customers": {"search_maps": 5, "word_of_mouth": 5}}
    shares = []
    for reviews in (0, 40):
        engine = engine_of({**BAKERY, **counted, "already": {"reviews": reviews}})
        shares.append(engine.case.source_today["search_maps"])
    uncounted = engine_of({**BAKERY, "already": {"reviews": 0}}).case.source_today["search_maps"]
    assert uncounted < shares[0] < shares[1] == 1.0
    assert np.isfinite(shares).all()


@pytest.mark.parametrize("already", [{"email_list": 3000}, {"followers": {"facebook": 900}}])
def test_own_people_say_nothing_about_a_site_or_a_profile(already: dict[str, Any]) -> None:
    shop = {**BAKERY, "new_customers_per_month": 100}
    bare, own = engine_of(shop), engine_of({**shop, "already": already})
    for one, other in zip(bare.responses, own.responses, strict=True):
        if one.channel.kind in ("website", "profile", "listing"):
            assert np.array_equal(one.draws["customers"], other.draws["customers"])


@pytest.mark.parametrize("contacts", [2_000, 20_000])
def test_nobody_pays_for_contacts_who_buy_less_than_they_cost(contacts: int) -> None:
    def letters(number: int) -> tuple[np.ndarray, np.ndarray]:
        engine = engine_of({**BROKER, "already": {"email_list": number}})
        c = engine.judging.ids.index("email_newsletter")
        found = engine.worth.expected[c]
        return engine.worth.usd[c], found["gross_extra"][0, 0] + found["gross_new"][0, 0]

    few, many = letters(400), letters(contacts)
    assert (few[0] <= many[0]).all()
    # Whoever pays more for a longer list gets more by it.
    assert ((many[1] - few[1] >= many[0] - few[0] - 1e-6) | (many[0] == few[0])).all()


def test_a_profile_with_few_reviews_has_more_to_win_than_one_with_many() -> None:
    brings = []
    for reviews in (3, 15, 60):
        shop = {**BAKERY, "new_customers_per_month": 100}
        found = answer({**shop, "already": {"reviews": reviews}}).ledger
        assert found is not None
        brings.append(found.total_with_plan.p50 - found.total_today.p50)
    assert min(brings[:2]) > 1.1 * brings[2]


def test_what_is_taken_as_kept_today_is_said_among_what_was_assumed() -> None:
    already = {"followers": {"instagram": 5000}, "reviews": 60}
    assumed = {a.field: a.value for a in answer({**BAKERY, "already": already}).assumptions}
    stands = {"Google Business Profile", "Instagram", "Signs, vehicle and premises"}
    assert set(assumed["present_mix"]) == stands


@pytest.mark.parametrize(
    ("already", "source"),
    [
        ({"followers": {"instagram": 5000}}, "social"),
        ({"reviews": 400}, "search_maps"),
        ({"referral_groups": 1}, "professional_referral"),
    ],
)
def test_what_stands_shows_in_where_customers_come_from_today(
    already: dict[str, Any], source: str
) -> None:
    today = [engine_of({**BROKER, "already": a}).case.source_today[source] for a in ({}, already)]
    assert today[0] == 1.0 < 1.02 < today[1]


def test_an_entry_that_nearly_all_of_a_trade_have_is_no_gain_of_a_plan() -> None:
    house = {
        "sector": "lodging", "country": "AT", "town": "Bad Ischl", "people_working": 4,
        "reach_goal": "country", "hours_per_week": 6, "money_per_month": 200,
    }  # fmt: skip
    assert "directories_marketplaces" in engine_of(house).case.done_today
    counted = {**house, "last_customers": {"word_of_mouth": 10}}
    assert "directories_marketplaces" not in engine_of(counted).case.done_today


def test_a_longer_list_never_brings_less() -> None:
    house = {**BAKERY, "sector": "lodging", "locks": {"email_newsletter": {"at_least": 1}}}
    brings = []
    for people in (0, 800, 3000, 8000, 20000):
        engine = engine_of({**house, "already": {"email_list": people}})
        c = engine.judging.ids.index("email_newsletter")
        brings.append(np.median(engine.responses[c].draws["gross_extra"], axis=0)[0, 0])
    assert (np.diff(np.array(brings), axis=0) >= -1e-9).all()


@pytest.mark.parametrize("name", ["followers", "reviews", "referral_groups", "website"])
def test_who_has_more_has_more_customers_today_where_their_number_was_left_out(name: str) -> None:
    steps: dict[str, list[Any]] = {
        "followers": [{"instagram": 300}, {"instagram": 3000}],
        "reviews": [0, 5, 40, 400],
        "referral_groups": [0, 1],
        "website": [False, True],
    }
    cases = [engine_of({**BROKER, "already": {name: much}}).case for much in steps[name]]
    coming = [case.new_customers.best for case in cases]
    assert coming == sorted(set(coming))
    said = {**BROKER, "new_customers_per_month": 4}
    cases = [engine_of({**said, "already": {name: much}}).case for much in steps[name]]
    assert {case.new_customers.best for case in cases} == {4.0}


def test_whose_sale_is_dearer_than_the_trades_has_fewer_customers() -> None:
    sales = [engine_of({**BROKER, "average_sale": sale}).case for sale in (1000, 10000)]
    assert sales[0].active_customers.best > 2 * sales[1].active_customers.best


def test_who_sells_to_the_world_sells_at_its_prices() -> None:
    maker = {**BAKERY, "sector": "handmade_maker", "country": "PT", "town": "Porto"}
    near, far = (
        engine_of({**maker, "sold_online": True, "reach_goal": goal}).case
        for goal in ("region", "worldwide")
    )
    assert far.average_sale_usd.best > 1.3 * near.average_sale_usd.best
    assert near.price_level == far.price_level


@pytest.mark.parametrize("page", ["instagram", "facebook"])
def test_counted_customers_by_social_media_came_by_the_page_that_stands(page: str) -> None:
    """Five of ten by social media say much of the page with followers, nothing of the other."""
    answers = {
        "sector": "photography", "country": "US", "town": "Dayton", "region": "Ohio",
        "people_working": 1, "reach_goal": "my_town", "hours_per_week": 6, "money_per_month": 200,
        "already": {"followers": {page: 2000}},
    }  # fmt: skip
    counts = {"social": 5, "word_of_mouth": 4, "search_maps": 1}
    trade, counted = engine_of(answers), engine_of({**answers, "last_customers": counts})
    rows = {r.channel.channel: r.channel for r in trade.responses}

    def owed(engine: Engine, name: str) -> float:
        found = engine.ledger.owed(rows[name])
        assert found is not None
        return float(np.median(found))

    other = "facebook" if page == "instagram" else "instagram"
    more = {name: owed(counted, name) / owed(trade, name) for name in (page, other)}
    assert more[page] > 1.5 < more[page] / more[other]


def test_no_source_falls_whose_practice_goes_on() -> None:
    """An agent whose customers come by portals is listed there: the plan takes none away."""
    agent = {
        "sector": "real_estate", "country": "ES", "town": "Alicante", "people_working": 5,
        "reach_goal": "neighbouring_towns", "hours_per_week": 10, "money_per_month": 1500,
        "last_customers": {
            "word_of_mouth": 4, "platform_directory": 4, "walk_by_sign": 1, "search_maps": 1,
        },
    }  # fmt: skip
    found = answer(agent, n_draws=500)
    planned = {item.channel for item in found.allocation}
    assert "directories_marketplaces" in planned
    assert found.ledger is not None
    for source in found.ledger.sources:
        if source.source == "platform_directory":
            assert source.with_plan.p50 >= source.today.p50


_NEW_SHOP: dict[str, Any] = {
    "sector": "optician", "country": "US", "town": "Dayton", "region": "Ohio",
    "people_working": 2, "reach_goal": "neighbouring_towns", "hours_per_week": 20,
    "money_per_month": 4000,
}  # fmt: skip


def test_who_has_no_customers_yet_is_judged_as_a_beginner_and_by_no_spend_of_nothing() -> None:
    usual, new = engine_of(_NEW_SHOP), engine_of({**_NEW_SHOP, "active_customers": 0})
    by_id = [{p.channel: p for _, p in engine.pooling} for engine in (usual, new)]
    owed = [float(np.median(one["google_search_ads"].pooled)) for one in by_id]
    assert owed[1] <= 1.5 * owed[0]
    signs = new.responses[new.judging.ids.index("local_signs")].draws["customers"]
    assert float(np.median(signs[:, 0, 0, 0])) > 0.0


def test_room_follows_the_sale_as_the_customers_do() -> None:
    usual = engine_of(_NEW_SHOP).case
    dear = engine_of({**_NEW_SHOP, "average_sale": 10 * usual.average_sale_usd.best}).case
    assert dear.capacity_per_month < 0.5 * usual.capacity_per_month


def test_a_dear_sale_is_a_package_of_the_trades_sales() -> None:
    school = {**BAKERY, "sector": "tutoring_lessons", "people_working": 8}
    lesson = engine_of(school).case
    course = engine_of({**school, "average_sale": 900}).case
    once = engine_of({**school, "average_sale": 900, "purchases_per_year": 1}).case
    assert course.purchases_per_year.best < 0.5 * lesson.purchases_per_year.best
    # Firms of one size turn over about as much: who buys for less a year comes in greater number.
    assert lesson.active_customers.best > course.active_customers.best
    assert once.active_customers.best > 1.3 * course.active_customers.best
    # A whole course is bought about once.
    driving = {**school, "sector": "driving_school", "average_sale": 1900}
    assert engine_of(driving).case.purchases_per_year.best < 1.6


def test_a_small_firm_with_a_dear_sale_is_not_judged_as_a_beginner_of_its_trade() -> None:
    safari = {
        "sector": "tours_attractions", "country": "KE", "town": "Nairobi", "people_working": 6,
        "reach_goal": "worldwide", "hours_per_week": 12, "money_per_month": 60_000,
        "average_sale": 240_000, "purchases_per_year": 1, "active_customers": 90,
    }  # fmt: skip
    engine = engine_of(safari)
    for response, pooled in engine.pooling:
        if response.channel.ledger_kind == "mass" and pooled.ledger is not None:
            share = engine.ledger.mean_shares[pooled.source]
            most = 3.0 * share * engine.case.new_customers.best
            assert float(np.median(pooled.ledger)) < most


def test_letters_remind_nobody_of_what_a_course_or_a_contract_settles() -> None:
    extra = {}
    for sector in ("therapy", "hair_beauty", "child_care", "dental_health"):
        engine = engine_of({**BROKER, "sector": sector, "active_customers": 200})
        letters = engine.responses[engine.judging.ids.index("email_newsletter")]
        yearly = float(np.median(engine.business.customer_profit))
        extra[sector] = float(letters.draws["gross_extra"].mean()) / yearly
    assert extra["therapy"] < 0.3 * extra["hair_beauty"]
    assert extra["child_care"] < 0.1 * extra["dental_health"]


def test_what_comes_already_by_a_channel_of_the_mix_is_said_beside_what_it_brings() -> None:
    plumber = {
        **BROKER, "sector": "plumbing_heating", "active_customers": 2600, "people_working": 12,
        "already": {"website": True, "reviews": 210},
    }  # fmt: skip
    engine = engine_of(plumber)
    told = {
        one.channel: reason
        for one in answer(plumber).channels
        for reason in one.reasons
        if reason.code == "comes_already"
    }
    assert "google_business_profile" in told
    for name, reason in told.items():
        kept = float(np.median(engine.kept[engine.judging.ids.index(name)]))
        assert reason.figures["already"] == pytest.approx(kept)
        assert reason.sentence.startswith("Of these it brings about ")
    assert "customer_referrals" not in told


@pytest.mark.parametrize("sector", ["fitness", "florist", "bookkeeping", "locksmith"])
def test_a_business_that_begins_wins_customers_by_being_there_too(sector: str) -> None:
    firm = {**BAKERY, "sector": sector, "country": "GB", "town": "Norwich", "people_working": 2}
    new = answer({**firm, "active_customers": 0, "new_customers_per_month": 0})
    known = answer(firm)
    assert new.ledger is not None and known.ledger is not None
    assert new.ledger.total_today.p50 == 0.0 == known.ledger.begins
    assert new.base_line == pytest.approx(new.ledger.begins)
    assert new.ledger.total_with_plan.p50 == pytest.approx(
        new.ledger.begins + new.totals.customers.p50
    )
    whole = known.ledger.total_with_plan.p50
    # A practice fills by more a year than it loses later.
    assert 0.15 * whole < new.ledger.total_with_plan.p50 < 1.1 * whole
    assert "as a new business becomes known" in room_text(new.ledger)
    assert "becomes known" not in room_text(known.ledger)
    few = answer({**firm, "active_customers": 2})
    assert few.ledger is not None
    assert few.ledger.total_today.p50 > 0.0
    assert few.ledger.total_with_plan.p50 <= 1.1 * whole
