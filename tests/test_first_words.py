"""What to do first and the goal, in words: short orders, parts that add up, one scale."""

from __future__ import annotations

from typing import Any

import pytest

from advisor.evidence import load_tables
from advisor.explain.first_words import for_ties, how_much, in_time, unspent, what_to_do, why
from advisor.explain.ledger_words import goal_words, room_text
from advisor.explain.names import SOURCES
from advisor.explain.reasons import say
from advisor.output.export import export
from advisor.output.source_charts import judged_chart, source_chart
from advisor.profile import parse_profile
from advisor.recommend import recommend
from advisor.report.sections import nearest
from advisor.report.sources import by_source
from advisor.report.sources import judged as judged_section
from advisor.report.text import text_report
from advisor.results import (
    AllocationItem,
    Budget,
    Budgets,
    ChannelResult,
    Goal,
    Judged,
    Ledger,
    LedgerPage,
    NextStep,
    Practice,
    Range,
    Reason,
    Recommendation,
    Source,
    to_json,
)
from tests.insight.asked import answer as asked
from tests.pages.conftest import PLUMBER


@pytest.fixture(scope="module")
def answer() -> Recommendation:
    return recommend(parse_profile(PLUMBER), n_draws=64, worlds=0)


def item(answer: Recommendation, **changes: Any) -> AllocationItem:
    plain = {"hours_per_week": 0.0, "staff_hours_per_week": 0.0, "manager_hours_per_week": 0.0,
             "money_per_month": 0.0, "start_month": 1, "units": None}  # fmt: skip
    return answer.allocation[0].model_copy(update={**plain, **changes})


def order(one: AllocationItem, answer: Recommendation) -> str:
    return what_to_do(one, answer, load_tables().channels)


def flat(value: float) -> Range:
    return Range(p5=value, p50=value, p95=value)


def ledger(today: dict[str, float], planned: dict[str, float]) -> Ledger:
    sources = tuple(
        Source(source=s, today=flat(today.get(s, 0.0)), with_plan=flat(planned.get(s, 0.0)),
               trade_share=0.0, own_count=0, share=0.0)
        for s in SOURCES
    )  # fmt: skip
    return Ledger(
        sources=sources, total_today=flat(sum(today.values())),
        total_with_plan=flat(sum(planned.values())), wanted=10.0, room=20.0, kept=0.0,
        by_channel={},
    )  # fmt: skip


FEW = ledger({"social": 0.5}, {"social": 1.0})
MANY = ledger({"social": 5.0, "other": 3.0}, {"social": 9.0, "other": 2.0})


def test_every_channel_has_a_short_order() -> None:
    for channel in load_tables().channels.values():
        if not channel.retired:
            assert len(channel.order.split()) <= 10
            assert channel.order[0].isupper()
            assert "{n}" not in channel.order
            assert not channel.order_many or "{n}" in channel.order_many


def test_several_units_are_counted_and_partners_one_by_one(answer: Recommendation) -> None:
    def told(**changes: Any) -> str:
        return order(item(answer, **changes), answer)

    assert told(channel="talks_workshops", units=1) == "Give one talk or workshop a month"
    assert told(channel="talks_workshops", units=2) == "Give 2 talks or workshops a month"
    assert told(channel="fairs_markets", units=None) == "Take a stall one day every other month"
    partners = told(channel="partner_referrals", units=2)
    assert partners == "Win 10 businesses that send you customers"
    assert told(channel="of_tomorrow", name="Telepathy") == "Telepathy"
    group = {"channel": "referral_group", "name": "Weekly referral group", "units": 1}
    assert told(**group) == "Take a seat in a weekly referral group"
    done = recommend(
        parse_profile({**PLUMBER, "present_mix": {"referral_group": {"hours_per_week": 4}}}),
        n_draws=64,
        worlds=0,
    )
    assert order(item(answer, **group), done) == "Keep going: Weekly referral group"


def test_who_begins_is_not_told_to_ask_customers_he_has_not_got() -> None:
    new = recommend(
        parse_profile({"sector": "tutoring_lessons", "country": "PH", "people_working": 1,
                       "town": "Iloilo", "reach_goal": "my_town", "hours_per_week": 8,
                       "money_per_month": 2000,
                       "active_customers": 0, "new_customers_per_month": 0}),
        n_draws=64, worlds=0,
    )  # fmt: skip
    assert new.ledger is not None and new.ledger.begins > 0
    asks = item(new, channel="customer_referrals")
    assert order(asks, new) == "Tell all you know; ask first customers to send others"


@pytest.mark.parametrize("there", [True, False])
def test_who_has_no_website_is_told_to_put_one_up(there: bool) -> None:
    plumber = {**PLUMBER, "already": {"website": there}}
    found = recommend(parse_profile(plumber), n_draws=64, worlds=0)
    told = order(item(found, channel="website_blog"), found)
    assert told.startswith("Answer" if there else "Put up a website")


def test_effort_is_told_with_who_works_and_from_when(answer: Recommendation) -> None:
    assert how_much(item(answer, hours_per_week=1.25), "USD") == "1.25 h a week, free, from now"
    other = item(answer, staff_hours_per_week=0.5, money_per_month=4.6, start_month=3)
    assert how_much(other, "EUR") == "30 min a week by your staff, 5 EUR a month, from month 3"


def test_what_starts_first_comes_first_and_then_what_brings_most(answer: Recommendation) -> None:
    one, two, three = (
        item(answer, channel=name, start_month=month)
        for name, month in (("a", 2), ("b", 1), ("c", 1))
    )
    brings = {"a": {"social": 9.0}, "b": {"social": 1.0}, "c": {"social": 1.0, "other": 1.0}}
    told = MANY.model_copy(update={"by_channel": brings})
    found = answer.model_copy(update={"allocation": (one, two, three), "ledger": told})
    assert [i.channel for i in in_time(found)] == ["c", "b", "a"]
    led = found.model_copy(update={"leaders": ("b",)})  # the headline names it
    assert [i.channel for i in in_time(led)] == ["b", "c", "a"]


def test_what_stays_unspent_for_one_reason_is_one_sentence() -> None:
    left = Budget(given=8, used=6.5, unspent=1.5, binding=False, reason="Why.")
    none = Budget(given=0, used=0, unspent=0, binding=False, reason="Why.")
    money = left.model_copy(update={"unspent": 110.0})
    both = Budgets(owner_hours=left, staff_hours=none, money=money)
    told = "1.5 of your hours a week and 110 USD a month stay unspent. Why."
    assert unspent(both, "USD") == [told]
    one = both.model_copy(update={"owner_hours": left.model_copy(update={"unspent": 1.0})})
    alone = one.model_copy(update={"money": none})
    assert unspent(alone, "USD") == ["1 of your hours a week stays unspent. Why."]
    other = money.model_copy(update={"reason": "Because."})
    assert len(unspent(both.model_copy(update={"money": other}), "USD")) == 2


def goal(step: NextStep | None, missing: float = 0.5) -> Goal:
    return Goal(wanted=1.5, expected_total=1.0, missing=missing, sentence="By the month.",
                next_step=step)  # fmt: skip


def step(**changes: Any) -> NextStep:
    told = {"hours_per_week": 0.0, "money_per_month": 0.0, "expected_total": 1.25,
            "sentence": "As it is."}  # fmt: skip
    return NextStep(**{**told, **changes})


def test_the_goal_is_told_in_the_scale_of_the_picture() -> None:
    by_year = (
        "You want 18 new customers a year; today about 6 come, and this plan leads to about 12."
    )
    assert goal_words(goal(step(hours_per_week=2.0, in_all=7.0)), FEW, "USD") == (
        by_year, "2 more hours a week than you offer, 7 in all, would lead to about 15 a year.",
    )  # fmt: skip
    money = goal_words(goal(step(money_per_month=250.0, in_all=300.0)), FEW, "USD")[1]
    assert (
        money
        == "250 USD a month more than you offer, 300 USD in all, would lead to about 15 a year."
    )
    opens = goal_words(goal(step(money_per_month=250.0, why="Into adverts.")), FEW, "USD")[1]
    assert opens.endswith("15 a year. Into adverts.")
    # What it would take in all names no number of customers and stays as it is.
    assert goal_words(goal(step(expected_total=1.5)), FEW, "USD") == (by_year, "As it is.")
    assert goal_words(goal(None), FEW, "USD")[0].endswith("would not close the gap.")
    assert goal_words(goal(None, missing=0.0), FEW, "USD") == (by_year, "")
    assert goal_words(goal(step()), MANY, "USD") == ("By the month.", "As it is.")
    assert room_text(FEW) == "You have room for 240 a year."
    assert room_text(MANY) == "You have room for 20 a month."


def test_a_goal_or_a_room_that_nobody_gave_is_not_laid_into_the_owners_mouth() -> None:
    few = FEW.model_copy(update={"supposed": ("wanted", "room")})
    said, _ = goal_words(goal(None), few, "USD")
    assert said.startswith("You named no goal; today about 6 new customers a year come, ")
    assert room_text(few).startswith("We take it that you have room for 240 ")
    tailor = {"sector": "repair_shop", "country": "DE", "town": "Bamberg", "people_working": 1,
              "reach_goal": "my_town", "hours_per_week": 4, "money_per_month": 50}  # fmt: skip
    given = {"customers_wanted_per_month": 70, "capacity_new_customers_per_month": 90}
    silent, told = asked(tailor), asked({**tailor, **given})
    assert silent.ledger is not None and told.ledger is not None
    assert silent.ledger.supposed == ("wanted", "room")
    assert told.ledger.supposed == ()
    assert silent.goal is not None and told.goal is not None
    assert silent.goal.sentence.startswith("You named no goal; today about ")
    assert told.goal.sentence.startswith("You want 70 new customers a month; ")


def test_the_picture_of_sources_adds_up_and_shows_what_is_given_up() -> None:
    told = by_source(MANY, goal(None), "USD")
    assert told.title == "By the month."
    made = source_chart(MANY, told.title)
    bars = {trace.name: list(trace.x) for trace in made.figure.data if trace.type == "bar"}
    # The five sources that bring nothing are one bar, last.
    assert bars["today"] == [5.0, 2.0, 0.0]
    assert bars["added by this plan"] == [4.0, 0.0, 0.0]
    assert bars["given up"] == [0.0, 1.0, 0.0]
    labels = next(trace for trace in made.figure.data if trace.name == "labels")
    assert [text.strip() for text in labels.text] == ["5 → 9", "3 → 2", "0"]
    assert told.table is not None
    assert told.table.rows[0] == (SOURCES["social"], 5.0, 9.0)
    assert told.table.rows[-1] == ("All together", flat(8.0), flat(11.0))
    assert "Social media: 5 today, 9 with this plan" in made.alt


def test_the_picture_of_few_customers_is_by_the_year() -> None:
    told = by_source(FEW, None, "USD")
    made = source_chart(FEW, told.title)
    assert made.title == "Today about 6 new customers a year, with this plan about 12"
    assert made.header[1:] == ("A year today", "A year with this plan")
    names = [trace.name for trace in made.figure.data if trace.type == "bar"]
    assert names == ["today", "added by this plan"]


SHOP = {
    "sector": "independent_retail", "town": "Bamberg", "country": "DE", "people_working": 3,
    "reach_goal": "my_town", "hours_per_week": 4, "money_per_month": 100,
}  # fmt: skip
NOTHING = {"website": False, "reviews": 3, "email_list": 0}


@pytest.mark.parametrize("said", [{}, *({k: v} for k, v in NOTHING.items()), NOTHING])
def test_what_nobody_asked_is_asked_and_not_asserted_anywhere(said: dict[str, object]) -> None:
    r = recommend(parse_profile({**SHOP, "already": said}), n_draws=64, worlds=0)
    fields = {"no_website": "website", "no_reviews": "reviews", "no_list": "email_list"}
    for fix in r.fix_first:
        field = fields.get(fix.code)
        asserted = field is None or field in said
        assert fix.sentence.startswith("Do you ") is not asserted
        assert bool(fix.figures.get("assumed")) is not asserted
    found = {fix.code for fix in r.fix_first}
    assert {code for code, field in fields.items() if field in said} <= found
    for told in (text_report(r), to_json(r), export(r, {}, "html").decode()):
        text = " ".join(told.split())
        assert ("You keep no list" in text) is ("email_list" in said)
        assert ("You have no website" in text) is ("website" in said)


def judged(channel: str, counted: float | None, worked_out: float, taken: float) -> Judged:
    return Judged(
        channel=channel, source="social", practice=Practice(hours_per_week=1, money_per_month=5),
        ledger=None if counted is None else flat(counted), funnel=flat(worked_out),
        pooled=flat(taken), weight_of_ledger=0.5, facts=("F001",),
    )  # fmt: skip


def test_the_picture_of_judgements_has_three_points_a_channel_and_says_where_they_differ() -> None:
    page = LedgerPage(
        total_today=flat(1.0), sources=(), typical={},
        channels=(judged("x", 3.0, 0.03, 1.0), judged("instagram", None, 0.0, 0.0),
                  judged("tiktok", 2.0, 1.0, 1.5)),
    )  # fmt: skip
    names = {"x": "X", "instagram": "Instagram", "tiktok": "TikTok"}
    made = judged_chart(page, names, most=2)
    assert made.title == (
        "Count and calculation differ most for X: 3 a year counted, 0.03 worked out, 1 taken"
    )
    points = {t.name: list(t.x) for t in made.figure.data if t.mode == "markers"}
    assert points == {"counted": [2.0, 3.0], "worked out": [1.0, 0.03], "taken": [1.5, 1.0]}
    table = judged_section(page, names, "EUR").table
    assert table is not None
    assert [row[0] for row in table.rows] == ["TikTok", "X", "Instagram"]
    assert table.rows[2][4:7] == (None, flat(0.0), flat(0.0))
    # Nothing at all has its place on an axis of powers of ten: the left end.
    alone = judged_chart(page.model_copy(update={"channels": page.channels[1:2]}), names)
    assert alone.title.startswith("No channel of these was counted")
    assert [list(t.x) for t in alone.figure.data if t.name == "taken"] == [[0.01]]


def test_a_channel_of_the_mix_is_told_by_its_share_of_what_the_plan_adds() -> None:
    reasons = (
        Reason(code="brings_customers", figures={}, sentence="A median of its own."),
        Reason(code="short_ramp", figures={}, sentence="Soon."),
        Reason(code="you_like_it", figures={}, sentence="Third."),
    )
    channel = ChannelResult(channel="x", family="organic", in_mix=True, share_of_worlds=None,
                            score=1.0, reasons=reasons, levels=())  # fmt: skip
    told = MANY.model_copy(update={"by_channel": {"x": {"social": 1.0, "other": 0.5}}})
    share = "It brings about 75 % of this plan's new customers."
    assert why(channel, told, 2.0) == [share, "Soon."]
    assert why(channel, told, 200.0)[0] == "It brings hardly any new customers itself."


def test_what_takes_most_of_the_money_is_explained_by_the_price_of_a_customer() -> None:
    physio = {"sector": "physiotherapy_chiropractic", "country": "AU", "town": "Geelong",
              "people_working": 4, "reach_goal": "my_town", "hours_per_week": 4,
              "money_per_month": 1200}  # fmt: skip
    r = recommend(parse_profile(physio), n_draws=64, worlds=0)
    dear = max(r.allocation, key=lambda one: one.money_per_month)
    assert dear.money_per_month > 0.9 * r.budgets.money.used
    assert dear.channel not in [c.channel for c in r.carrying[:3]]
    assert [c.channel for c in r.explained] == [
        *[c.channel for c in r.carrying[:2]], dear.channel
    ]  # fmt: skip
    price = r.explained[-1].price
    assert price is not None and r.ledger is not None
    figures = price.figures
    assert float(figures["each"] or 0.0) < float(figures["leaves"] or 0.0)
    assert price.sentence in why(r.explained[-1], r.ledger, 1.0)
    assert price.sentence in " ".join(text_report(r).split())


def test_a_plan_that_costs_next_to_nothing_explains_no_price() -> None:
    asked = {**PLUMBER, "sector": "photography", "money_per_month": 200}
    r = recommend(parse_profile(asked), n_draws=64, worlds=0)
    assert 0 < r.budgets.money.used < 0.1 * r.budgets.money.given
    assert r.explained == r.carrying[:3]
    assert all(channel.price is None for channel in r.channels)


def test_all_of_the_money_is_called_all_of_it() -> None:
    figures = {"money": 590.0, "whole": 590.0, "each": 550.0, "leaves": 2500.0, "currency": "CAD"}
    assert say("takes_most", figures) == (
        "All the money of the plan goes there, 590 CAD a month: on average 550 CAD for each new "
        "customer it brings, who is worth 2,500 CAD to you over the years."
    )
    # Of 442 some 436: as they are shown, "440 of the plan's 440".
    assert say("takes_most", {**figures, "money": 436.0, "whole": 442.0}).startswith("All the")


def test_hours_for_people_rather_than_customers_are_said_in_plain_words(
    answer: Recommendation,
) -> None:
    bonds, costs = (
        Reason(code=c, figures={}, sentence="") for c in ("makes_bonds", "costs_for_now")
    )
    first = answer.allocation[0]
    channels = tuple(
        c.model_copy(update={"reasons": (bonds, costs) if c.channel == first.channel else ()})
        for c in answer.channels
    )
    said = for_ties(
        answer.model_copy(
            update={
                "channels": channels,
                "allocation": (
                    first.model_copy(update={"hours_per_week": answer.budgets.owner_hours.used}),
                ),
            }
        )
    )
    assert said.endswith("at first for people you come to know more than for customers.")
    assert f"of your hours a week go to “{first.counted_name}”" in said
    none = tuple(c.model_copy(update={"reasons": ()}) for c in answer.channels)
    assert for_ties(answer.model_copy(update={"channels": none})) == ""


def test_what_one_channel_leaves_says_that_later_years_are_counted(answer: Recommendation) -> None:
    left = [x.sentence for c in answer.channels for x in c.reasons if x.code == "pays_for_itself"]
    assert left and all(text.endswith("over the years, on average.") for text in left)


def test_what_comes_near_names_no_hours_where_it_takes_none(answer: Recommendation) -> None:
    free = next(c for c in answer.ranked if c.levels and c.reasons and c.score > 0.0)
    light = free.levels[0].model_copy(update={"hours_per_week": 0.0, "money_per_month": 10.0})
    one = free.model_copy(update={"levels": (light,), "score": 1000.0})
    told = nearest(answer.model_copy(update={"channels": (one,)}))
    assert told[0].startswith(f"“{one.name}” comes near, from 10 USD a month. ")


def test_what_is_assumed_to_come_today_is_what_stands_beside_the_plan() -> None:
    asked = {**PLUMBER, "new_customers_per_month": None, "active_customers": None}
    r = recommend(parse_profile(asked), n_draws=64, worlds=0)
    assumed = next(a for a in r.assumptions if a.field == "new_customers_per_month")
    assert r.ledger is not None and assumed.value == r.ledger.total_today.p50
