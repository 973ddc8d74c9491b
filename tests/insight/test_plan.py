"""The plan: never over the week's hours, set-up first, nothing from the clock, stable ids."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.catalogue import Tables
from advisor.errors import ProfileError
from advisor.evidence import load_tables
from advisor.insight.adverts.compute import build as adverts
from advisor.insight.adverts.telling import stop_sentences
from advisor.insight.plan.compute import build
from advisor.insight.plan.result import Plan
from advisor.insight.plan.review_words import TARGETS
from advisor.insight.plan.schedule import Job, Piece, fill_weeks
from advisor.insight.plan.words import SET_UP, WORK
from advisor.profile import parse_profile
from advisor.report.text import findings_text
from tests.model.businesses import answer, profiles

MONDAY = date(2026, 1, 5)
SHOP = {
    "sector": "independent_retail",
    "country": "GB",
    "town": "Hebden Bridge",
    "people_working": 3,
    "reach_goal": "region",
    "hours_per_week": 10,
    "money_per_month": 300,
    "staff_hours_per_week": 6,
}


@pytest.fixture(scope="module")
def tables() -> Tables:
    return load_tables()


def plan_of(answers: dict[str, Any], start: date | None = None, **asked: Any) -> Plan:
    return build(answer(answers, **asked), parse_profile(answers), load_tables(), start)


@pytest.mark.law
@given(answers=st.one_of(profiles(), profiles(hours_per_week=6)))
def test_weeks_keep_to_hours_and_money_and_a_channel_once_set_up_runs_every_week(
    answers: dict[str, Any],
) -> None:
    plan = plan_of(answers)
    assert len(plan.weeks) == 12
    for week in plan.weeks:
        by = {who: sum(t.hours for t in week.tasks if t.who == who) for who in ("owner", "staff")}
        assert by["owner"] <= answers["hours_per_week"] + 1e-9
        assert by["staff"] <= answers.get("staff_hours_per_week", 0) + 1e-9
        assert week.owner_hours == pytest.approx(by["owner"])
        assert week.set_up_hours + week.work_hours == pytest.approx(week.owner_hours)
        assert week.money_per_month <= answers["money_per_month"] + 1e-6
    ids = [task.id for task in plan.tasks]
    assert len(ids) == len(set(ids))
    for start in plan.starts:
        mine = [t for t in plan.tasks if t.channel == start.channel]
        setting_up = [t.week for t in mine if t.kind in ("set_up", "visit", "join")]
        working = [t.week for t in mine if t.kind == "work" and t.who == start.who]
        if start.work_week is None or not start.hours_per_week:  # lettering stands
            assert working == []
            continue
        assert max(setting_up, default=0) < start.work_week
        assert min(working) == start.work_week


@given(
    budget=st.integers(0, 40).map(lambda q: q / 4),
    hours=st.lists(st.tuples(st.integers(1, 12), st.integers(1, 8), st.booleans()), max_size=8),
)
def test_every_set_up_is_worked_off_when_the_weekly_work_fits(
    budget: float, hours: list[tuple[int, int, bool]]
) -> None:
    jobs = []
    left = budget
    for k, (once, weekly, whole) in enumerate(hours):
        if weekly / 4 <= left:
            left -= weekly / 4
            pieces = (Piece("a", once / 4, 0, whole), Piece("b", 0.25, 0, False))
            jobs.append(Job(f"job{k}", "owner", pieces, {"owner": weekly / 4}, fixed=k % 2 == 0))
    found = fill_weeks(jobs, {"owner": budget}, 120, reviews={})
    assert set(found.runs) == {job.name for job in jobs}
    for week in range(1, 121):
        assert sum(s.hours for s in found.slots if s.week == week) <= budget + 1e-9


def test_nobody_gathers_pictures_for_a_page_that_shows_those_of_another() -> None:
    studio = {
        "sector": "photography", "country": "US", "town": "Northampton", "region": "Massachusetts",
        "people_working": 2, "reach_goal": "my_town", "hours_per_week": 12, "money_per_month": 150,
        "visual": True,
    }  # fmt: skip
    plan = plan_of(studio)
    ids = [t.id for w in plan.weeks for t in w.tasks]
    assert any("instagram" in i and "gather_material" in i for i in ids)
    assert any("facebook" in i and "open_page" in i for i in ids)
    assert not any("facebook" in i and "gather_material" in i for i in ids)


def test_what_is_counted_at_the_review_is_named_once() -> None:
    for code, words in TARGETS.items():
        if code.startswith("leads."):
            assert words.endswith(" by this plan in the last month")
            assert words.count("by this plan") == words.count("in the last month") == 1


def _set_up(profile: dict[str, Any]) -> dict[str, str]:
    """Return the titles of what is done once, by the id of the task."""
    return {t.id: t.title for t in plan_of(profile).tasks}


def test_a_page_is_opened_or_brought_up_to_date_as_far_as_is_known() -> None:
    tattooist = {
        "sector": "tattoo_studio", "country": "ES", "town": "Valencia", "people_working": 3,
        "hours_per_week": 8, "money_per_month": 300, "reach_goal": "region",
    }  # fmt: skip
    nothing_told = _set_up(tattooist)
    assert nothing_told["instagram.open_page"] == (
        "Instagram: open the page, or bring yours up to date"
    )
    assert nothing_told["local_signs.sign_text"] == (
        "Signs, vehicle and premises: five words and a number, new or freshened up"
    )
    counted = _set_up({**tattooist, "last_customers": {"social": 6, "walk_by_sign": 4}})
    assert counted["instagram.open_page"] == "Instagram: bring the page up to date"
    # By Instagram most come; a second page may still be missing.
    assert counted["facebook.open_page"].endswith(": open the page, or bring yours up to date")
    assert counted["local_signs.sign_text"] == (
        "Signs, vehicle and premises: see that they say it in five words and a number"
    )


@pytest.mark.parametrize(
    ("already", "titles"),
    [
        ({}, {"Start a list of customers who may be written to, or bring yours up to date"}),
        (
            {"email_list": 0, "website": False},
            {"Start a list of customers who may be written to", "Put up one page of your own"},
        ),
    ],
)
def test_who_said_that_there_is_none_is_told_to_begin_one(
    already: dict[str, Any], titles: set[str]
) -> None:
    shop = {
        "sector": "florist", "country": "GB", "town": "Harrogate", "people_working": 3,
        "hours_per_week": 5, "money_per_month": 0, "reach_goal": "my_town", "already": already,
    }  # fmt: skip
    assert titles <= set(_set_up(shop).values())


def test_a_managers_work_is_read_once_there_is_some() -> None:
    dentist = {
        "sector": "dental_health", "country": "US", "town": "Tulsa", "region": "Oklahoma",
        "people_working": 8, "reach_goal": "region", "hours_per_week": 8, "money_per_month": 2500,
    }  # fmt: skip
    plan = plan_of(dentist)
    (read,) = [t for t in plan.tasks if t.id.endswith("manager_trial")]
    begun = min(t.week for t in plan.tasks if t.who == "manager" and t.kind == "work")
    assert read.kind == "hire"
    assert read.who == "owner"
    assert read.week >= begun > 1


def test_what_leaks_comes_before_everything_and_the_more_valuable_before_the_less(
    tables: Tables,
) -> None:
    r = answer({**SHOP, "already": {"website": False, "reviews": 2}})
    plan = build(r, parse_profile(SHOP), tables)
    month = {i.channel: i.start_month for i in r.allocation}
    owner = [t for t in plan.tasks if t.who == "owner" and t.kind in ("fix", "set_up")]
    assert {t.week for t in owner if t.kind == "fix"} <= {1, 2}
    begun: dict[str, int] = {}
    for task in sorted(owner, key=lambda t: t.week):
        if task.kind == "set_up":
            begun.setdefault(task.channel, task.week)
    order = sorted(begun, key=lambda name: (month[name], begun[name]))
    assert [begun[name] for name in order] == sorted(begun.values())


def test_no_channel_is_set_up_long_before_the_month_in_which_the_forecast_begins_it() -> None:
    shop = {**SHOP, "sector": "hair_beauty", "hours_per_week": 16}
    r, plan = answer(shop), plan_of(shop)
    month = {i.channel: i.start_month for i in r.allocation}
    assert max(month.values()) > 2
    for start in plan.starts:
        first = 1 + 52 * (month[start.channel] - 1) // 12
        assert start.set_up_week is None or start.set_up_week >= first - 2
        assert (start.work_week is None) if first > 12 else (start.work_week or 99) >= first


def test_a_group_is_visited_twice_in_different_weeks_before_it_is_joined() -> None:
    answers = {**SHOP, "locks": {"referral_group": {"keep": True}}}
    plan = plan_of(answers)
    visits = [t.week for t in plan.tasks if t.kind == "visit" and t.channel == "referral_group"]
    joined = [t.week for t in plan.tasks if t.kind == "join" and t.channel == "referral_group"]
    assert len(visits) == 2
    assert visits[0] < visits[1] <= joined[0]
    follow = [t for t in plan.tasks if t.kind == "follow_up" and t.channel == "referral_group"]
    met = {t.week: t.day for t in plan.tasks if t.id.startswith("referral_group.work.")}
    assert follow
    assert all(t.day - met[t.week] == 2 for t in follow)
    assert "within 48 hours" in follow[0].title
    assert any("one foot outside" in step for step in plan.group_steps)


def test_who_is_a_member_already_visits_nobody_as_a_guest() -> None:
    answers = {**SHOP, "locks": {"referral_group": {"keep": True}}}
    plan = plan_of({**answers, "already": {"referral_groups": 1}})
    mine = [t.kind for t in plan.tasks if t.channel == "referral_group"]
    assert "visit" not in mine and "join" not in mine
    assert next(s.work_week for s in plan.starts if s.channel == "referral_group") == 1


def test_who_belongs_to_a_chamber_by_law_goes_there_and_does_not_join() -> None:
    answers = {**SHOP, "locks": {"chamber_home": {"keep": True}}}
    answers |= {"country": "DE", "town": "Bamberg"}
    mine = [t.kind for t in plan_of(answers).tasks if t.channel == "chamber_home"]
    assert "work" in mine and "visit" not in mine and "join" not in mine
    there = {**answers, "country": "US", "town": "Northampton", "region": "Massachusetts"}
    assert "join" in [t.kind for t in plan_of(there).tasks if t.channel == "chamber_home"]


def test_what_asks_for_no_hours_once_it_stands_is_put_up_when_it_is_due() -> None:
    sign = Job("sign", "owner", (Piece("text", 1.0, 0, False),), set_up_from=2)
    work = Job("work", "owner", (), {"owner": 3.0})
    found = fill_weeks([work, sign], {"owner": 3.0}, 4, reviews={})
    assert [(s.week, s.hours) for s in found.slots if s.name == "sign"] == [(2, 1.0)]
    assert [s.hours for s in found.slots if s.name == "work"] == [3.0, 2.0, 3.0, 3.0]


@pytest.mark.parametrize(
    ("country", "town", "law"),
    [("GB", "Hebden Bridge", "PECR"), ("DE", "Bamberg", "GDPR"), ("CA", "Guelph", "CASL"),
     ("US", "Austin", "CAN-SPAM")],
)  # fmt: skip
def test_the_follow_up_names_the_law_of_the_country(country: str, town: str, law: str) -> None:
    answers = {**SHOP, "country": country, "town": town, "region": None,
               "locks": {"networking_events": {"keep": True}}}  # fmt: skip
    if country == "US":
        answers["region"] = "Texas"
    plan = plan_of({k: v for k, v in answers.items() if v is not None})
    assert law in plan.consent.law
    told = [t.detail for t in plan.tasks if t.kind == "follow_up"]
    assert told
    assert all(plan.consent.sentence in detail for detail in told)


def test_a_country_without_a_row_gets_the_careful_sentence_as_judgement(tables: Tables) -> None:
    assert "NP" in tables.countries and "NP" not in tables.consent
    plan = plan_of({**SHOP, "country": "NP", "town": "Kathmandu"})
    assert plan.consent.grade == "judgement"
    assert plan.consent.source_url == ""


def test_without_a_start_there_are_weeks_and_no_dates_and_with_one_every_task_has_its_day() -> None:
    bare, dated = plan_of(SHOP), plan_of(SHOP, MONDAY)
    assert all(t.date is None for t in bare.tasks)
    assert [t.id for t in bare.tasks] == [
        t.id for t in dated.tasks if not t.id.startswith("season.")
    ]
    for task in dated.tasks:
        assert task.date is not None
        passed = (date.fromisoformat(task.date) - MONDAY).days
        assert passed == 7 * (task.week - 1) + task.day
    assert dated.review_on == "2026-03-27"


def test_a_start_that_is_no_monday_is_refused_with_the_monday_before() -> None:
    with pytest.raises(ProfileError, match="2026-01-05"):
        plan_of(SHOP, date(2026, 1, 8))


def test_hours_do_not_change_the_key_and_a_town_does() -> None:
    assert plan_of(SHOP).key == plan_of({**SHOP, "hours_per_week": 3}).key
    assert plan_of(SHOP).key != plan_of({**SHOP, "town": "Northampton"}).key


def test_busy_months_are_marked_by_date_and_the_season_is_prepared_ahead(tables: Tables) -> None:
    busy = tables.sectors["independent_retail"].busy_months
    assert busy == (11, 12)
    plan = plan_of(SHOP, date(2026, 9, 7))
    marked = [w.week for w in plan.weeks if w.busy]
    assert marked == [9, 10, 11, 12]  # the middle of week 9 is 5 November
    season = [t for t in plan.tasks if t.id.startswith("season.")]
    assert [t.week for t in season] == [5]
    assert any("do the set-up before them" in told for told in plan.season.sentences)
    assert all(w.busy is None for w in plan_of(SHOP).weeks)
    begun = plan_of(SHOP, date(2026, 12, 7))
    assert any("begins in a busy week" in told for told in begun.season.sentences)
    clinic = plan_of({**SHOP, "sector": "cosmetic_clinic"}, date(2026, 12, 7))  # 9 to 5 are busy
    assert all(w.busy for w in clinic.weeks)
    assert any("Every week of the plan is a busy one" in told for told in clinic.season.sentences)
    assert not any("weeks later" in told for told in clinic.season.sentences)


def test_nothing_recommended_makes_the_first_two_hours_the_plan() -> None:
    plan = plan_of({**SHOP, "hours_per_week": 0, "money_per_month": 0, "staff_hours_per_week": 0})
    assert plan.starts == ()
    assert all(week.tasks == () for week in plan.weeks)
    assert plan.first_two_hours
    assert sum(t.hours for t in plan.first_two_hours) <= 2
    assert plan.tasks == plan.first_two_hours
    assert "two hours" in findings_text(plan.findings)


def test_the_test_is_one_channel_outside_the_mix_and_small(tables: Tables) -> None:
    few = {**SHOP, "hours_per_week": 12, "most_channels": 4}
    r = answer(few)
    plan = build(r, parse_profile(few), tables)
    test = plan.test
    assert test.channel
    assert test.channel not in {i.channel for i in r.allocation}
    assert test.hours_per_week <= max(0.1 * 12, 0.75)
    assert test.money_per_month <= 0.1 * 300
    assert len(test.questions) == 3
    weeks = [t.week for t in plan.tasks if t.kind == "test"]
    assert weeks == list(range(test.from_week or 0, 13))
    assert min(weeks) >= max(s.work_week or 0 for s in plan.starts)


def test_full_hours_without_slack_put_the_test_off_and_say_so() -> None:
    # One meeting takes every hour there is, and a meeting cannot be shortened.
    locks = {"locks": {"chamber_home": {"keep": True}}, "staff_hours_per_week": 0}
    wide = answer({**SHOP, **locks})
    hours = next(i.hours_per_week for i in wide.allocation if i.channel == "chamber_home")
    plan = plan_of({**SHOP, **locks, "hours_per_week": hours})
    assert {s.channel for s in plan.starts if s.hours_per_week} == {"chamber_home"}
    assert plan.test.channel == ""
    assert "hours are full" in plan.test.reason or "fits a reserve" in plan.test.reason


@pytest.mark.parametrize("sector", ["independent_retail", "coaching"])
def test_adverts_stop_by_the_rule_that_the_advice_on_adverts_gives(
    sector: str, tables: Tables
) -> None:
    answers = {**SHOP, "sector": sector, "money_per_month": 900,
               "locks": {"meta_ads": {"keep": True}}}  # fmt: skip
    plan = plan_of(answers)
    rule = next(c for c in plan.changes if c.channel == "meta_ads")
    advice = adverts(answer(answers), parse_profile(answers), tables)
    channel = next(c for c in advice.channels if c.channel == "meta_ads")
    first = stop_sentences(channel, "GBP")[0]
    money, after = first.removeprefix(f"Stop {channel.name} when ").split(" have brought ")
    assert rule.sign == f"{channel.name}: {money.replace(' (', ' spent (')} and {after[:-1]}"
    kinds = [t.title for t in plan.tasks if t.channel == "meta_ads" and t.kind == "set_up"]
    first, last = kinds[0], kinds[-1]
    assert "a page that says" in first and "set the limit" in last


def test_the_target_of_all_new_customers_is_no_surer_than_how_many_come_today() -> None:
    today = answer(SHOP).ledger
    assert today is not None
    target = next(t for t in plan_of(SHOP).targets if t.code == "customers")
    assert target.low is not None and target.high is not None and target.middle is not None
    assert target.high - target.middle >= today.total_today.p95 - today.total_today.p50
    assert target.low <= max(0.0, target.middle - (today.total_today.p50 - today.total_today.p5))


def test_steps_in_the_table_and_words_for_them_match_one_for_one(tables: Tables) -> None:
    own = {name for name in SET_UP if ":" not in name}
    assert {step.step for step in tables.plan_steps} == own
    assert {name.partition(":")[2] for name in set(SET_UP) - own} <= own
    kinds = {c.kind for c in tables.channels.values() if not c.retired}
    assert kinds - set(WORK) == set()


def test_the_findings_hold_what_the_page_holds() -> None:
    codes = [f.code for f in plan_of(SHOP).findings]
    assert codes[:6] == ["plan.ramp", "plan.once", "plan.rhythm", "plan.targets", "plan.changes",
                         "plan.test"]  # fmt: skip
    assert {"plan.consent", "plan.season"} <= set(codes)


@pytest.mark.parametrize("sector", ["bakery_food_shop", "law", "plumbing_heating", "lodging"])
def test_the_signs_at_the_review_say_once_what_is_counted_and_in_whole_numbers(sector: str) -> None:
    signs = [c.sign for c in plan_of({**SHOP, "sector": sector}).changes
             if c.code in {"below_range", "above_range"}]  # fmt: skip
    assert signs
    for sign in signs:
        assert sign.count("by this plan") == 1
        assert sign.count("last month") == 1
        assert "mean to come" not in sign
        assert "." not in sign
