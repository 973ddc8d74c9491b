"""How far face to face carries: what fits, what lies around, curves, crossings, sentences.

Relations and laws only: the calibration of the model may change, and no winner is pinned.
"""

from __future__ import annotations

import itertools
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.catalogue import REACH_GOALS
from advisor.evidence import load_tables
from advisor.evidence.places import find_place, towns_near
from advisor.insight.capacity.around import bearing_degrees, pull
from advisor.insight.capacity.compute import leader_of
from advisor.insight.capacity.curves import is_of, restricted
from advisor.insight.capacity.result import Capacity
from advisor.report.text import findings_text
from advisor.results import to_json
from tests.businesses import PLUMBER
from tests.insight.asked import answer, found

LAW = {**PLUMBER, "sector": "law", "hours_per_week": 6, "money_per_month": 200}
TUTOR = {
    "sector": "tutoring_lessons", "country": "DE", "town": "Bamberg", "people_working": 1,
    "reach_goal": "region", "hours_per_week": 4, "money_per_month": 80,
}  # fmt: skip
BAKER = {
    "sector": "bakery_food_shop", "country": "GB", "town": "Ludlow", "people_working": 3,
    "reach_goal": "neighbouring_towns", "hours_per_week": 3, "money_per_month": 150,
}  # fmt: skip
BUSINESSES = {"plumber": PLUMBER, "law": LAW, "tutor": TUTOR}
ROOM_CHANNELS = [c.channel for c in load_tables().channels.values() if c.family == "face_to_face"]


def capacity(answers: dict[str, Any]) -> Capacity:
    return found("capacity", answers)


@pytest.mark.parametrize("name", BUSINESSES)
def test_the_curve_of_the_best_mix_passes_through_the_recommendation(name: str) -> None:
    r, c = answer(BUSINESSES[name]), capacity(BUSINESSES[name])
    mix = c.own.mix
    assert mix.utility == pytest.approx(r.utility, abs=1e-9)
    assert mix.hours_per_week == pytest.approx(r.budgets.owner_hours.used)
    assert mix.money_per_month == pytest.approx(r.budgets.money.used)


def test_where_room_for_customers_binds_the_mix_told_is_still_the_recommended_one() -> None:
    full = {
        "sector": "freelance_creative", "country": "IN", "town": "Mumbai", "people_working": 1,
        "reach_goal": "country", "hours_per_week": 10, "money_per_month": 8000,
        "average_sale": 60000, "capacity_new_customers_per_month": 1,
    }  # fmt: skip
    r, c = answer(full), capacity(full)
    told = next(way for way in c.ways if way.way == "mix")
    assert told.hours_per_week == pytest.approx(r.budgets.owner_hours.used)
    assert told.utility == pytest.approx(r.utility, abs=1e-9)
    assert c.own.mix.utility == pytest.approx(r.utility, abs=1e-9)
    own = next(g for g in c.by_goal if g.goal == "country")
    assert own.mix.utility == pytest.approx(r.utility, abs=1e-9)


def test_the_sentence_never_says_to_stay_where_the_best_mix_is_clearly_ahead() -> None:
    for name in BUSINESSES:
        c = capacity(BUSINESSES[name])
        found = re.match(
            r"Up to ([\d.]+) hours? a week (and .* )?belong to meeting people", c.answer
        )
        if found is None or c.hours_crossing.verdict != "room_always":
            continue
        last = next(p for p in c.by_hours if p.hours_per_week == float(found[1]))
        assert last.room.utility >= 0.9 * last.mix.utility - 1e-6


def test_what_the_owner_keeps_outside_the_room_is_said() -> None:
    c = capacity({**LAW, "locks": {"instagram": {"keep": True}}})
    told = " ".join(c.findings[0].sentences)
    assert "You asked to keep “Instagram”: meeting people alone leaves it out" in told


@pytest.mark.parametrize("name", BUSINESSES)
def test_no_curve_falls_with_hours_and_the_mix_is_never_below_the_two(name: str) -> None:
    points = capacity(BUSINESSES[name]).by_hours
    for way in ("room", "platforms", "mix"):
        values = [getattr(p, way).utility for p in points]
        assert all(b >= a - 1e-9 for a, b in itertools.pairwise(values))
    assert all(p.mix.utility >= max(p.room.utility, p.platforms.utility) - 1e-9 for p in points)
    assert points[0].hours_per_week == 0
    assert points[-1].hours_per_week >= 2 * capacity(BUSINESSES[name]).hours_per_week


@pytest.mark.parametrize("name", BUSINESSES)
def test_no_answer_takes_more_than_its_hours_and_each_stays_with_its_own_families(
    name: str,
) -> None:
    c = capacity(BUSINESSES[name])
    for p in c.by_hours:
        for way in (p.room, p.platforms, p.mix):
            assert way.hours_per_week <= p.hours_per_week + 1e-9
            assert way.money_per_month <= c.money_per_month + 1e-9
        assert p.platforms.room_hours_per_week == 0
        assert p.room.room_hours_per_week == pytest.approx(p.room.hours_per_week)
        assert sum(p.mix_hours.values()) == pytest.approx(p.mix.hours_per_week)


def test_every_goal_has_its_three_answers_and_the_owners_own_is_the_curves_own_point() -> None:
    c = capacity(TUTOR)
    assert tuple(g.goal for g in c.by_goal) == REACH_GOALS
    assert [g.miles for g in c.by_goal] == [5.0, 25.0, 100.0, None, None]
    own = next(g for g in c.by_goal if g.goal == "region")
    assert own.mix.utility == pytest.approx(c.own.mix.utility)
    for g in c.by_goal:
        assert g.mix.utility >= max(g.room.utility, g.platforms.utility) - 1e-9


def test_a_large_purse_never_makes_the_mix_of_a_goal_worse_than_its_parts_by_much() -> None:
    c = capacity({**TUTOR, "money_per_month": 900, "hours_per_week": 3})
    for g in c.by_goal:
        assert g.mix.utility >= 0.97 * max(g.room.utility, g.platforms.utility)
        assert g.mix.money_per_month <= 900 and g.mix.hours_per_week <= 3
    smaller = capacity({**TUTOR, "hours_per_week": 3})
    for small, large in zip(smaller.by_goal, c.by_goal, strict=True):
        assert large.mix.utility >= 0.97 * small.mix.utility


def test_signs_are_no_meeting_people() -> None:
    signs = load_tables().channels["local_signs"]
    assert is_of("platforms", signs)
    assert not is_of("room", signs)
    c = capacity(BAKER)
    named = {way.way: " ".join(way.channels) for way in c.ways}
    assert "Signs" not in named["room"]
    assert "Signs" in named["mix"]
    assert c.by_hours[0].room.utility == 0.0  # without hours nobody is met
    split = next(f for f in c.findings if f.code == "mix_hours")
    assert "Meeting people" not in split.header or "never" not in split.title


def test_the_other_answers_are_locked_out_and_the_owners_own_wishes_stand() -> None:
    tables = load_tables()
    wishes = {"service_club": {"never": True}, "facebook": {"keep": True}}
    room = restricted({**LAW, "locks": wishes, "manager": "yes"}, "room", tables)
    assert room["locks"]["service_club"] == {"never": True}
    assert room["locks"]["facebook"] == {"never": True}
    assert room["manager"] == "no"
    for way in ("room", "platforms"):
        locked = restricted(LAW, way, tables)["locks"]
        open_ = [c for c in tables.channels.values() if not c.retired
                 and c.channel not in locked and c.channel != "private_group_attached"]  # fmt: skip
        assert open_
        assert all(is_of(way, c) for c in open_)  # type: ignore[arg-type]
    assert restricted(LAW, "mix", tables) == LAW


@pytest.mark.parametrize(("sector", "ahead"), [("law", "room"), ("wedding_vendor", "platforms")])
def test_a_longer_way_to_every_meeting_never_helps_the_room_nor_delays_the_crossing(
    sector: str, ahead: str
) -> None:
    tables = load_tables()
    longer = {}
    for name in ROOM_CHANNELS:
        prior = tables.priors.get(f"{name}.hours_per_week")
        if prior is not None:
            longer[prior.prior_id] = {"low": 2 * prior.low, "best": 2 * prior.best,
                                      "high": 2 * prior.high}  # fmt: skip
    answers = {**LAW, "sector": sector, "reach_goal": "country"}
    near, far = capacity(answers), capacity({**answers, "overrides": longer})
    assert len(longer) > 5
    assert ahead in {leader_of(p.room.utility, p.platforms.utility) for p in near.by_hours}
    assert sum(p.room.utility for p in far.by_hours) < sum(p.room.utility for p in near.by_hours)
    for a, b in zip(near.by_hours, far.by_hours, strict=True):
        assert b.room.utility <= a.room.utility + 1e-9
        assert b.platforms.utility == pytest.approx(a.platforms.utility)
        leads = leader_of(a.room.utility, a.platforms.utility) == "platforms"
        if leads:
            assert leader_of(b.room.utility, b.platforms.utility) == "platforms"


def test_dearer_dues_never_let_more_groups_fit() -> None:
    tables = load_tables()
    dear = {}
    for name in ROOM_CHANNELS:
        prior = tables.priors.get(f"{name}.money_per_month")
        if prior is not None:
            dear[prior.prior_id] = {"low": 3 * prior.low, "best": 3 * prior.best,
                                    "high": 3 * prior.high}  # fmt: skip
    cheap, costly = capacity(LAW), capacity({**LAW, "overrides": dear})
    fits = {g.channel: g.fit for g in cheap.groups}
    assert all(g.fit <= fits[g.channel] for g in costly.groups)
    assert sum(g.fit for g in costly.groups) < sum(fits.values())
    assert costly.most_groups < cheap.most_groups


def test_a_longer_list_never_lowers_the_answer_without_the_room() -> None:
    few, many = capacity(LAW), capacity({**LAW, "already": {"email_list": 3000}})
    # Nor is more promised of what has nothing to do with it: biases are those of the trade.
    pairs = list(zip(few.by_hours, many.by_hours, strict=True))
    # A list is paid for: where money is short it may take the place of something else.
    assert all(b.platforms.utility >= 0.95 * a.platforms.utility - 1e-9 for a, b in pairs)
    assert any(b.platforms.utility > a.platforms.utility + 1e-6 for a, b in pairs)


@pytest.mark.parametrize("name", BUSINESSES)
def test_what_fits_is_the_least_of_hours_money_what_exists_and_ones_measure(name: str) -> None:
    c = capacity(BUSINESSES[name])
    for g in c.groups:
        limits = [x for x in (g.by_hours, g.by_money, g.exist) if x is not None]
        assert g.fit <= min([g.most, *limits]) + 1e-9
        if g.limited_by == "closed":
            assert g.fit == 0 and g.reason
        elif g.limited_by != "most":
            named = {"hours": g.by_hours, "money": g.by_money, "exist": g.exist}[g.limited_by]
            assert named is not None and named <= min([g.most, *limits]) + 1e-9
        if g.fit >= 1:
            assert g.hours_per_week_each <= c.hours_per_week
            assert g.money_per_month_each <= c.money_per_month
        assert g.in_mix <= g.fit and g.in_room <= g.fit
    each = [g for g in c.groups if g.joined]
    assert max(g.fit for g in each) <= c.most_groups <= sum(g.fit for g in each)


def test_a_wish_against_a_group_closes_it_with_that_reason() -> None:
    c = capacity({**LAW, "locks": {"service_club": {"never": True}}})
    club = next(g for g in c.groups if g.channel == "service_club")
    assert club.fit == 0 and club.reason == "You asked to leave it out."


def test_no_further_chamber_is_named_where_the_law_keeps_firms_to_their_own() -> None:
    told = {name: next(f for f in capacity(asks).findings if f.code == "towns")
            for name, asks in BUSINESSES.items()}  # fmt: skip
    assert "If you join another chamber" in " ".join(told["plumber"].sentences)
    assert told["tutor"].sentences == ()  # in Germany
    for towns in told.values():
        held = [row[4] for row in towns.rows if len(towns.header) == 5]
        assert any(held) or "Chamber" not in towns.header


@pytest.mark.parametrize("name", BUSINESSES)
def test_towns_are_named_with_their_distance_and_none_is_beyond_reach(name: str) -> None:
    c = capacity(BUSINESSES[name])
    answers = BUSINESSES[name]
    home = find_place(answers["town"], answers["country"], answers.get("region"))
    near = {place.place_id: miles for place, miles in towns_near(home, 25.0)}
    assert c.towns_in_reach == len(near) and 0 < len(c.towns) <= 30
    for town in c.towns:
        assert town.miles == near[town.place_id] <= c.reach_miles
        assert town.road_miles == pytest.approx(1.3 * town.miles)
        assert 0 <= town.bearing_degrees < 360
        assert town.within_customers_reach == (town.miles <= c.customers_come_from_miles)
    inside = [t.within_customers_reach for t in c.towns]
    assert inside == sorted(inside, reverse=True)


def test_directions_are_true_to_the_map() -> None:
    home = find_place("Northampton", "US", "Massachusetts")
    towards = {
        name: bearing_degrees(home, find_place(name, "US", region))
        for name, region in (("Springfield", "Massachusetts"), ("Greenfield", "Massachusetts"),
                             ("Amherst", "Massachusetts"), ("Albany", "New York"))
    }  # fmt: skip
    assert 150 < towards["Springfield"] < 180
    assert towards["Greenfield"] < 20 or towards["Greenfield"] > 340
    assert 60 < towards["Amherst"] < 90
    assert 280 < towards["Albany"] < 310


@given(st.floats(100, 1e6), st.floats(0, 100), st.floats(1, 100))
def test_a_town_draws_more_with_more_people_and_less_the_farther(
    people: float, miles: float, near: float
) -> None:
    assert pull(people, miles, near) <= pull(2 * people, miles, near)
    assert pull(people, miles + 1, near) <= pull(people, miles, near)


@pytest.mark.parametrize("name", BUSINESSES)
def test_people_by_distance_are_ordered_ranges_and_reach_never_exceeds_them(name: str) -> None:
    c = capacity(BUSINESSES[name])
    edges = [b.to_miles for b in c.bands]
    assert edges == sorted(edges) and c.bands[0].from_miles == 0
    for b in c.bands:
        assert 0 <= b.people.p5 <= b.people.p50 <= b.people.p95
        assert b.reached.p5 <= b.reached.p50 <= b.reached.p95 <= max(b.could_buy, 1e-9)
    room = next(way for way in c.ways if way.way == "room")
    if room.hours_per_week > 0:
        assert sum(b.reached.p50 for b in c.bands) > 0


def test_the_owners_own_number_of_neighbours_moves_the_rings() -> None:
    few, many = capacity(LAW), capacity({**LAW, "people_nearby": 500_000})
    assert few.bands[0].people.p50 < many.bands[0].people.p50


def test_distances_are_in_the_readers_habit() -> None:
    miles, km = findings_text(capacity(LAW).findings), findings_text(capacity(TUTOR).findings)
    assert "By road, miles" in miles and " km " not in miles
    assert "By road, km" in km and "miles" not in km
    assert [round(1.609344 * b.to_miles) for b in capacity(TUTOR).bands] == [10, 20, 40, 80, 160]


@pytest.mark.parametrize("name", BUSINESSES)
def test_findings_are_whole_tables_with_sentences_and_read_as_text(name: str) -> None:
    c = capacity(BUSINESSES[name])
    assert [f.code for f in c.findings] == [
        "carries", "groups", "towns", "people", "worth_by_hours", "mix_hours", "worth_by_goal",
        "customers_by_hours", "net_by_hours",
    ]  # fmt: skip
    assert c.findings[0].title == c.answer and c.findings[1].title == c.groups_answer
    told = findings_text(c.findings)
    assert "{" not in told and "_" not in told and "nan" not in told
    for f in c.findings:
        assert f.title[0] in "“ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789" and f.title[-1] == "."
        assert all(len(row) == len(f.header) for row in f.rows)
        if f.picture == "lines":
            assert all(isinstance(row[0], float) for row in f.rows)


def test_a_week_without_hours_and_money_is_answered_calmly() -> None:
    c = capacity({**LAW, "hours_per_week": 0, "money_per_month": 0})
    assert c.most_groups == 0 and c.groups_answer.startswith("No group fits")
    assert c.own.mix.utility == 0
    assert all(way.channels == () for way in c.ways)


def test_the_result_is_read_back_from_its_own_json() -> None:
    c = capacity(LAW)
    assert Capacity.model_validate_json(to_json(c)).answer == c.answer


def test_towns_are_counted_by_the_straight_line_that_customers_come_from_and_say_so() -> None:
    cork = {**LAW, "sector": "mobile_beauty", "country": "IE", "town": "Cork", "region": None}
    towns = next(f for f in capacity(cork).findings if f.code == "towns")
    assert "in a straight line, that your" in towns.title
    assert any("Quarters of a larger town" in note for note in towns.notes)
