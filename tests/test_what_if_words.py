"""Sentences of what if: what moved, what a little more brings, figures in words."""

from __future__ import annotations

from typing import Any

import pytest

from advisor.evidence import load_tables
from advisor.explain.what_if_words import (
    FIGURES,
    customers_texts,
    figure_words,
    marginal_sentences,
    stem,
    what_moved,
)
from advisor.results import Marginal, MarginalStep, MixItem, Range


def used(channel: str, hours: float, money: float = 0.0, **more: Any) -> MixItem:
    return MixItem(channel=channel, family="organic", name=channel.upper(), hours_per_week=hours,
                   money_per_month=money, **more)  # fmt: skip


def little_more(**more: float) -> MarginalStep:
    whole = {"utility": 0.0, "net_contribution": 0.0, "customers": 0.0, "amount": 100.0}
    return MarginalStep(**{**whole, **more})


def test_what_moved_is_told_in_four_kinds() -> None:
    before = [used("a", 1), used("b", 2), used("c", 3), used("d", 1, 50)]
    after = [used("b", 1), used("c", 4), used("d", 1, 50), used("e", 1), used("f", 1, units=2)]
    assert what_moved(before, after) == (
        "E and F x 2 come in.", "A goes out.", "C gets more.", "B gets less.",
    )  # fmt: skip


def test_more_money_at_the_same_hours_is_more() -> None:
    assert what_moved([used("a", 1, 50)], [used("a", 1, 60)]) == ("A gets more.",)


def test_work_handed_to_a_manager_is_no_less_work() -> None:
    handed = used("a", 1, manager_hours_per_week=2)
    assert what_moved([used("a", 3)], [handed]) == ("The same channels with the same effort.",)


@pytest.mark.parametrize(
    ("step", "words"),
    [
        (little_more(), "nothing more"),
        (little_more(customers=2.0, net_contribution=310.0, utility=1.0),
         "2 more new customers a month and 310 USD a month more earned over the years"),
        (little_more(customers=0.5, net_contribution=-40.0, utility=1.0),
         "6 more new customers a year and 40 USD a month less earned over the years, in "
         "exchange for being known and personal ties"),
        (little_more(utility=0.2), "a little more in being known and personal ties, but neither "
         "more customers nor more money"),
        (little_more(utility=0.2, customers=-0.03, net_contribution=-480.0), "a little more in "
         "being known and personal ties, but neither more customers nor more money"),
    ],
)  # fmt: skip
def test_what_a_hundred_more_brings_is_said_in_the_readers_units(
    step: MarginalStep, words: str
) -> None:
    hour, hundred = marginal_sentences(
        Marginal(one_more_hour=little_more(), hundred_more_money=step), "USD"
    )
    assert hour == "One more hour a week would bring nothing more."
    assert hundred == f"100 USD a month more would bring {words}."


def test_customers_of_whom_a_month_brings_less_than_one_are_told_by_the_year() -> None:
    few, many = Range(p5=0.1, p50=0.5, p95=2), Range(p5=2, p50=4, p95=9)
    none = Range(p5=0, p50=0, p95=0)
    assert customers_texts(many, none) == ("2 to 9 a month, most likely 4", "none")
    assert customers_texts(few, none) == ("1.2 to 24 a year, most likely 6", "none")


def test_two_that_stand_side_by_side_share_their_unit() -> None:
    few, many = Range(p5=0.1, p50=0.9, p95=2), Range(p5=0.2, p50=1.1, p95=3)
    assert all("a year" in told for told in customers_texts(few, many))


def test_every_figure_in_words_exists_in_the_tables() -> None:
    there = {stem(prior.quantity) for prior in load_tables().priors.values()}
    assert set(FIGURES) - there == set()


def test_a_figure_of_a_channel_names_it_and_one_of_the_business_does_not() -> None:
    assert figure_words("cost_per_lead.law", "Meta adverts") == (
        "Meta adverts: what an enquiry or order costs"
    )
    assert figure_words("winnable_share", "").startswith("Share of people")
