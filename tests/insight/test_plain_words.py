"""Sentences and tables of the insights as an owner reads them: one is one, hours are quarters."""

from __future__ import annotations

import dataclasses

import pytest

from advisor.evidence import load_tables
from advisor.evidence.resolve import priors_in_use, resolve
from advisor.explain import reasons
from advisor.explain.rhythm import rhythm_of
from advisor.insight.capacity.words import say_capacity
from advisor.insight.plan.compute import _season
from advisor.insight.platforms import compute as platforms
from advisor.insight.strategies.compute import _side_by_side, _tips, build
from advisor.insight.strategies.result import Tip
from advisor.insight.strategies.ways import _feel
from advisor.profile import parse_profile
from advisor.recommend import recommend, solve
from advisor.report.text import findings_text
from advisor.results import Finding, Range
from tests.pages.conftest import PLUMBER


def test_a_table_tells_quarter_hours_exactly_and_estimates_in_two_figures() -> None:
    rows = (("x", 2.25, 1.748, 1234.0),)
    told = findings_text([Finding(code="x", title="T.", header=("", "a", "b", "c"), rows=rows)])
    assert told.splitlines()[-1].split() == ["x", "2.25", "1.7", "1,200"]


def test_least_hours_are_told_in_quarters() -> None:
    told = reasons.say("below_minimum_hours", {"minimum": 1.75, "given": 1.0})
    assert "1.75 hours" in told and told.endswith("you have 1.")


def test_one_new_customer_is_one_and_next_to_none_is_told_in_words() -> None:
    figures = {"customers": 1.0, "low": 0.2, "high": 4.0, "gross": 50.0, "currency": "EUR"}
    assert "new customers a month, most likely 1;" in reasons.say("brings_customers", figures)
    hardly = reasons.say("brings_customers", {**figures, "customers": 0.0003, "low": 0.0})
    assert (
        "In most years it brings no new customer" in hardly
        and "50 EUR" in hardly
        and "0.0" not in hardly
    )
    told = say_capacity("customers", hours=1, mix="1", room="0.7", platforms="1")
    assert "At your 1 hour: 1 new customer a month" in told


@pytest.mark.parametrize(("busy", "named"), [((1, 12), "December"), (tuple(range(1, 10)), "quiet")])
def test_a_trade_that_is_busy_most_of_the_year_is_told_its_quiet_months(
    busy: tuple[int, ...], named: str
) -> None:
    tables = load_tables()
    case = dataclasses.replace(resolve(parse_profile(PLUMBER), tables), busy_months=busy)
    first = _season(case, {}, tables).sentences[0]
    assert named in first
    assert ("January" in first) == (named != "quiet") and first.endswith("December.")


def test_one_tip_is_one_and_work_of_one_kind_is_not_listed() -> None:
    tip = Tip(
        field="hours_per_week", answer="Your hours a week", direction="above", at_text="2 h",
        now_text="1 h", to="next_towns", now=1.0, at=2.0, distance=1.0, sentence="So.",
    )  # fmt: skip
    told = _tips([tip], []).title
    assert told == "One of the answers tried would change which one fits: your hours a week."
    engine = solve(parse_profile(PLUMBER), n_draws=16, worlds=0).engine
    assert _feel(engine, {"desk": 1.0}, 1.0).startswith("The one hour a week is spent at a desk.")
    assert _feel(engine, {"writing": 6.5}, 6.5).startswith(
        "All 6.5 hours a week are spent writing."
    )
    both = _feel(engine, {"writing": 3.0, "desk": 1.0}, 4.0)
    assert both.startswith("Of 4 hours a week, 3 are spent writing and 1 at a desk.")


def test_a_list_of_messages_goes_out_as_messages_and_a_letter_as_issues() -> None:
    tables, profile = load_tables(), parse_profile(PLUMBER)
    item = recommend(profile, n_draws=16, worlds=0, tables=tables).allocation[0]
    priors = priors_in_use(profile, tables)
    for channel, word in (("whatsapp", "message"), ("email_newsletter", "issue")):
        sent = item.model_copy(update={"channel": channel, "hours_per_week": 2.0})
        assert word in rhythm_of(sent, tables, lambda name: priors[name].best)


def test_rare_customers_are_told_by_the_year_beside_one_another() -> None:
    rare = Range(p5=0.01, p50=0.1, p95=0.6)
    answer = recommend(parse_profile(PLUMBER), n_draws=16, worlds=0)
    way = build(answer, parse_profile(PLUMBER), load_tables()).ways[0]
    once = way.model_copy(update={"customers": rare, "bonds": rare, "same_as": None})
    rows = {row[0]: row[1] for row in _side_by_side(answer, [once]).rows}
    assert rows["New customers a year"] == rare.times(12) == rows["New ties a year"]
    often = once.model_copy(update={"customers": Range(p5=1, p50=2, p95=3)})
    assert "New customers a month" in {row[0] for row in _side_by_side(answer, [often]).rows}


def test_every_open_platform_has_its_people_with_ranges() -> None:
    profile, tables = parse_profile(PLUMBER), load_tables()
    told = platforms.build(recommend(profile, n_draws=16, worlds=0), profile, tables)
    rows = next(f for f in told.findings if f.code == "audience_people").rows
    shown = {p.name: (p.people, p.people_near) for p in told.platforms if p.open}
    assert {row[0]: row[1:] for row in rows} == shown
