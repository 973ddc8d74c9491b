"""Platforms: ranked as scored, forecasts of the engine, flat where it is flat, habit against it."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from advisor.catalogue import STRATEGIES, WEEKS_PER_MONTH, Tables
from advisor.catalogue.advice import AdviceTables, PostingTime
from advisor.evidence import load_tables
from advisor.insight.platforms import compute as platforms
from advisor.insight.platforms.curves import flat_from
from advisor.insight.platforms.result import CurvePoint, Platform, PlatformAdvice
from advisor.insight.platforms.routine import forms_for, slots_for, subjects_for
from advisor.profile import parse_profile
from advisor.recommend import recommend, solve
from advisor.report.text import findings_text
from advisor.results import Range, Recommendation
from tests.insight.asked import answer, found

ROOT = Path(__file__).resolve().parents[2]
SHOP: dict[str, Any] = {
    "sector": "independent_retail", "town": "Northampton", "region": "Massachusetts",
    "country": "US", "people_working": 2, "reach_goal": "region", "hours_per_week": 10,
    "money_per_month": 300,
}  # fmt: skip
PUBLIC = ("facebook", "instagram", "linkedin", "nextdoor", "pinterest", "tiktok", "x", "youtube")


def asked(**changed: Any) -> tuple[Recommendation, PlatformAdvice]:
    answers = {**SHOP, **changed}
    return answer(answers), found("platforms", answers)


def advice(**changed: Any) -> PlatformAdvice:
    return asked(**changed)[1]


def of(found: PlatformAdvice, channel: str) -> Platform:
    return next(p for p in found.platforms if p.channel == channel)


def locks(keep: str = "", *, lists: bool = False) -> dict[str, Any]:
    banned = {name: {"never": True} for name in (*PUBLIC, "whatsapp") if name != keep}
    if lists:
        banned["whatsapp"] = {"keep": True}
    return {**banned, **({keep: {"keep": True}} if keep else {})}


def test_platforms_stand_in_the_order_of_the_recommendations_scores() -> None:
    found, told = asked()
    scores = {c.channel: c.score for c in found.channels}
    open_ones = [p for p in told.platforms if p.open]
    assert [p.score for p in open_ones] == [scores[p.channel] for p in open_ones]
    assert [p.score for p in open_ones] == sorted((p.score for p in open_ones), reverse=True)
    assert [p.rank for p in told.platforms] == list(range(1, len(told.platforms) + 1))


def test_what_is_in_the_mix_is_told_and_stands_above_what_is_out() -> None:
    found, told = asked(locks={"pinterest": {"keep": True}})
    inside = {c.channel for c in found.channels if c.in_mix}
    assert {p.channel for p in told.platforms if p.in_mix} == inside & {*PUBLIC, "whatsapp"}
    states = [p.in_mix for p in told.platforms]
    assert states == sorted(states, reverse=True) and states[0]
    ranking = next(f for f in told.findings if f.code == "ranking")
    assert "Pinterest" in ranking.title


def test_the_forecast_of_a_platform_in_the_mix_is_that_of_the_mix() -> None:
    found, told = asked(locks={"pinterest": {"keep": True}})
    item = next(i for i in found.allocation if i.channel == "pinterest")
    shown = of(told, "pinterest")
    assert shown.customers == item.customers
    assert shown.people_reached == item.people_reached
    assert shown.money_per_month == item.money_per_month


def test_the_forecast_of_a_platform_left_out_is_that_of_its_least_level() -> None:
    found, told = asked(locks=locks())
    channel = next(c for c in found.channels if c.channel == "facebook")
    least = next(level for level in channel.levels if level.done_by == ("owner",))
    shown = of(told, "facebook")
    assert not shown.in_mix
    assert (shown.customers, shown.hours_per_week) == (least.customers, least.hours_per_week)


@pytest.mark.parametrize("channel", ["facebook", "tiktok", "nextdoor", "whatsapp"])
def test_the_curve_runs_through_the_levels_of_the_engine(channel: str) -> None:
    # Where firms do not write to customers by WhatsApp it is open to those who do.
    here = {"already": {"followers": {"whatsapp": 40}}} if channel == "whatsapp" else {}
    found, told = asked(**here)
    engine = solve(parse_profile({**SHOP, **here}), n_draws=64, worlds=0).engine
    assert found.strategy.call is not None
    policy = STRATEGIES.index(found.strategy.call)
    bucket = engine.judging.around(engine.recommended.chosen)[0]
    c = next(k for k, r in enumerate(engine.responses) if r.channel.channel == channel)
    curve = {p.hours_per_week: p for p in of(told, channel).curve}
    seen = 0
    for j, option in enumerate(engine.responses[c].options):
        if option.alone and option.owner_hours in curve:
            expected = engine.worth.expected[c]["people_aware"][policy, bucket, j]
            assert curve[option.owner_hours].people_aware == pytest.approx(float(expected))
            seen += 1
    assert seen >= 2


def test_more_hours_make_more_posts_and_never_fewer_people() -> None:
    for shown in advice().platforms:
        posts = [p.posts_per_week for p in shown.curve]
        people = [p.people_aware for p in shown.curve]
        assert posts == sorted(posts)
        assert np.all(np.diff(people) >= -1e-9)


def _curve(values: list[tuple[float, float]]) -> tuple[CurvePoint, ...]:
    return tuple(
        CurvePoint(hours_per_week=h, posts_per_week=h, people_aware=v, customers=0, gross_profit=0)
        for h, v in values
    )


def test_a_curve_is_flat_where_the_next_hour_brings_a_quarter_of_the_first() -> None:
    falling = [(k / 100, 1 - math.exp(-k / 100)) for k in range(1, 500)]
    point = flat_from(_curve(falling), 0.25)
    assert point is not None
    assert point.hours_per_week == pytest.approx(math.log(4), abs=0.02)


def test_a_dearer_post_is_no_weaker_post() -> None:
    # The first hour makes four quick posts, each later one a single post as good as those.
    curve = [
        CurvePoint(hours_per_week=h, posts_per_week=n, people_aware=n, customers=0, gross_profit=0)
        for h, n in [(1, 4), (2, 5), (3, 6)]
    ]
    assert flat_from(tuple(curve), 0.25) is None


def test_the_curve_has_as_many_posts_in_an_hour_as_the_table_of_platforms() -> None:
    alike = 0
    for shown in advice().platforms:
        at = {p.hours_per_week: p.posts_per_week for p in shown.curve}
        held = shown.most_posts is not None
        if shown.posts_per_week is None or held or shown.hours_per_week not in at:
            continue
        assert shown.posts_per_week.p50 == pytest.approx(at[shown.hours_per_week], rel=0.05)
        alike += 1
    assert alike >= 4


def test_a_straight_line_is_never_flat_and_nothing_has_no_first_hour() -> None:
    assert flat_from(_curve([(1, 10), (2, 20), (3, 30)]), 0.25) is None
    assert flat_from(_curve([(1, 0), (2, 0)]), 0.25) is None


def test_no_more_posts_are_advised_than_the_platform_lets_through() -> None:
    most = next(r for r in load_tables().advice.rhythm if r.quantity == "most_posts")
    shown = of(advice(), most.platform)
    assert shown.flat_posts is not None
    assert shown.flat_posts <= most.best


def test_a_larger_page_reaches_no_fewer_people_and_todays_page_is_among_them() -> None:
    told = advice(locks=locks("facebook"), already={"followers": {"facebook": 1234}})
    sizes = told.page_sizes
    assert 1234 in [s.followers for s in sizes]
    medians = [s.people_reached.p50 for s in sizes]
    assert medians == sorted(medians)
    assert medians[0] < medians[-1]
    assert of(told, "facebook").followers == 1234
    page = next(f for f in told.findings if f.code == "page_size")
    assert "1,234 followers" in page.title


@pytest.mark.parametrize("managed", [False, True])
def test_page_posts_and_reach_are_those_of_the_mix_whoever_works_it(managed: bool) -> None:
    asked = json.loads((ROOT / "data" / "examples" / "shop_bamberg.json").read_text("utf-8"))
    asked |= {"manager": "maybe" if managed else "no"}
    r, told = answer(asked), found("platforms", asked)
    first = next(p for p in told.platforms if p.open and p.public)
    item = next(i for i in r.allocation if i.channel == first.channel)
    assert (item.manager_hours_per_week > 0) == managed
    size = next(s for s in told.page_sizes if s.followers == first.followers)
    assert size.people_reached == item.people_reached
    assert first.posts_per_week is not None
    rhythm = next(s.rhythm for s in found("plan", asked).starts if s.channel == first.channel)
    posts = first.posts_per_week.p50
    weekly = posts >= 1.5
    times = round(posts) if weekly else round(posts * WEEKS_PER_MONTH)
    assert rhythm.startswith(f"about {times} posts a {'week' if weekly else 'month'}")


def test_a_platform_few_small_firms_use_is_called_out_as_a_surprise() -> None:
    told = advice(locks=locks("pinterest"))
    assert told.surprise.code == "other_platform"
    assert told.surprise.platform == "pinterest"
    assert "Pinterest" in told.findings[0].title
    assert told.surprise.habit != "pinterest"


def test_the_platform_most_small_firms_use_is_no_surprise() -> None:
    told = advice(locks=locks("facebook"))
    assert (told.surprise.code, told.surprise.habit) == ("as_habit", "facebook")


def test_no_platform_at_all_is_said_with_what_carries_instead() -> None:
    found, told = asked(locks=locks())
    assert told.surprise.code == "no_platform"
    best = max((c for c in found.channels if c.in_mix), key=lambda c: c.score)
    assert any(best.name in s for s in told.findings[0].sentences)
    assert told.reply_minutes_per_day is None


def test_a_list_of_the_owners_own_is_no_public_platform() -> None:
    told = advice(locks=locks(lists=True))
    assert told.surprise.code == "list_only"
    assert of(told, "whatsapp").in_mix and not of(told, "whatsapp").public


def test_where_nothing_pays_no_platform_is_named_as_worth_it() -> None:
    told = advice(hours_per_week=0, money_per_month=0)
    assert told.surprise.code == "nothing_yet"
    assert not any(p.in_mix for p in told.platforms)


def test_a_firm_that_sells_to_firms_is_measured_against_what_such_firms_do() -> None:
    to_people, to_firms = advice(), advice(sector="consulting")
    assert of(to_firms, "linkedin").habit_share > of(to_people, "linkedin").habit_share
    assert of(to_firms, "linkedin").habit_rank < of(to_people, "linkedin").habit_rank


def test_women_raise_the_share_on_pinterest_and_old_people_lower_it_on_tiktok() -> None:
    women, men = (advice(audience={"women_share": share}) for share in (1.0, 0.0))
    assert of(women, "pinterest").audience_share.p50 > of(men, "pinterest").audience_share.p50
    old, young = (advice(audience={"ages": [ages]}) for ages in ("65+", "18-29"))
    assert of(old, "tiktok").audience_share.p50 < of(young, "tiktok").audience_share.p50


def test_people_on_a_platform_are_its_share_of_the_same_buyers() -> None:
    shown = [p for p in advice().platforms if p.audience_share.p50 > 0]
    buyers = [p.people.p50 / p.audience_share.p50 for p in shown]
    assert buyers == pytest.approx([buyers[0]] * len(buyers))
    for p in shown:
        assert p.people.p5 <= p.people.p50 <= p.people.p95
        assert p.adds is None or 0 <= p.adds <= p.audience_share.p50


def test_who_is_where_is_a_range_around_its_median_the_widest_first() -> None:
    told = advice()
    rows = next(f for f in told.findings if f.code == "audience").rows
    medians = [values.p50 for _, values in rows if isinstance(values, Range)]
    assert len(medians) == len([p for p in told.platforms if p.open])
    assert medians == sorted(medians, reverse=True)
    assert all(v.p5 <= v.p50 <= v.p95 for _, v in rows if isinstance(v, Range))


def test_a_platform_the_country_does_not_have_is_named_without_a_forecast() -> None:
    told = advice(country="KE", town="Nairobi", region="Nairobi City")
    nextdoor = of(told, "nextdoor")
    assert not nextdoor.open and nextdoor.customers is None and nextdoor.curve == ()
    assert nextdoor.rank == len(told.platforms)
    ranking = next(f for f in told.findings if f.code == "ranking")
    assert any("Not open to you: Nextdoor" in s for s in ranking.sentences)


def test_the_hour_most_sources_name_comes_first_then_one_that_others_name() -> None:
    tables = AdviceTables(
        times=(
            PostingTime("facebook", (2,), 9, 12, "A"),
            PostingTime("facebook", (2, 3), 10, 11, "B"),
            PostingTime("facebook", (6,), 18, 20, "C"),
            PostingTime("x", (7,), 1, 2, "D"),
        )
    )
    first, second = slots_for(tables, "facebook")
    assert (first.days, first.from_hour, first.to_hour) == ((2,), 10, 11)
    assert (first.agree, first.claims, first.fact_ids) == (2, 3, ("A", "B"))
    assert (second.days, second.from_hour, second.agree) == ((6,), 18, 1)
    assert slots_for(tables, "youtube") == ()


def test_every_time_says_how_few_sources_stand_behind_it() -> None:
    told = advice()
    when = next(f for f in told.findings if f.code == "when")
    assert all(" of " in str(row[-1]) for row in when.rows)
    assert any("weakest advice" in note for note in when.notes)
    for slot in (s for p in told.platforms for s in p.slots):
        assert 1 <= slot.agree <= slot.claims


def test_films_come_last_for_one_who_would_rather_not_be_on_camera() -> None:
    tables = load_tables().advice
    shy, bold = forms_for(tables, "instagram", 1), forms_for(tables, "instagram", 5)
    assert {f.content for f in shy} == {f.content for f in bold}
    assert [f.suits for f in shy] == sorted((f.suits for f in shy), reverse=True)
    assert not shy[-1].suits and all(f.suits for f in bold)
    factors = [f.factor.p50 if f.factor else 1.0 for f in bold]
    assert factors == sorted(factors, reverse=True)


def test_what_to_show_follows_what_the_trade_is_like() -> None:
    trade = {"urgent": 0.9, "visual": 0.6, "trust": 0.1}
    names = [s.content for s in subjects_for(load_tables().advice, trade, 0.5)]
    assert set(names[:2]) <= {"until_help_comes", "when_reachable"}
    assert "before_after" in names and "words_of_customers" not in names


def test_complaints_stay_with_the_owner_and_are_answered_the_same_day() -> None:
    told = {a.situation: a for a in advice().answering}
    assert told["complains"].only_the_owner and told["complains"].same_day
    assert not told["comment"].only_the_owner and not told["comment"].same_day


def test_minutes_for_answers_grow_with_the_hours_of_public_platforms() -> None:
    one, more = (
        advice(manager="no", locks={**locks(), "facebook": {"at_least": h, "at_most": h}})
        for h in (0.5, 1.5)
    )
    assert one.reply_minutes_per_day is not None and more.reply_minutes_per_day is not None
    assert more.reply_minutes_per_day.p50 > one.reply_minutes_per_day.p50


def test_every_finding_is_whole_and_names_only_facts_that_are_there() -> None:
    tables: Tables = load_tables()
    for told in (advice(), advice(locks=locks("pinterest")), advice(sector="consulting")):
        codes = [f.code for f in told.findings]
        assert len(set(codes)) == len(codes) and len(codes) == 9
        for finding in told.findings:
            assert finding.title.endswith(".") and "_" not in finding.title
            assert all(len(row) == len(finding.header) for row in finding.rows)
            assert set(finding.fact_ids) <= set(tables.facts)


def test_without_tables_of_advice_the_ranking_still_stands() -> None:
    tables = replace(load_tables(), advice=AdviceTables())
    profile = parse_profile(SHOP)
    found = recommend(profile, n_draws=64, worlds=0, tables=tables)
    told = platforms.build(found, profile, tables)
    assert [f.code for f in told.findings if f.code in ("ranking", "when")] == ["ranking"]
    assert findings_text(told.findings)


def test_the_table_of_platforms_fits_a_phone_and_says_nothing_twice() -> None:
    ranking = next(f for f in advice().findings if f.code == "ranking")
    assert len(ranking.header) <= 5 and "Times" not in ranking.header
    assert {len(row) for row in ranking.rows} == {len(ranking.header)}
