"""What the text for people calls its figures: median or average, more or fewer, whose hours."""

from __future__ import annotations

import re
from functools import cache

import pytest

from advisor import BusinessProfile, recommend
from advisor.errors import ProfileError
from advisor.explain.reasons import say
from advisor.explain.section import Column, cell_text
from advisor.report.sections import main_sections
from advisor.report.talk import talk
from advisor.report.text import text_report
from advisor.results import Range, Recommendation

RESTAURANT = {
    "sector": "restaurant_cafe", "town": "Lisbon", "country": "PT", "people_working": 9,
    "reach_goal": "my_town", "hours_per_week": 6, "money_per_month": 700,
    "weights": {"customers": 1, "reach": 0.5, "bonds": 0.1},
}  # fmt: skip


@cache
def _answer() -> Recommendation:
    return recommend(BusinessProfile.model_validate(RESTAURANT), n_draws=64, worlds=16)


def _told(answer: Recommendation) -> str:
    return " ".join(text_report(answer).split())


def test_customers_are_the_middle_and_money_the_average() -> None:
    figures: dict[str, float | int | str | None] = {
        "customers": 7.0,
        "low": 1.0,
        "high": 30.0,
        "gross": 900.0,
        "currency": "USD",
    }
    told = say("brings_customers", figures)
    assert "new customers a month, most likely 7;" in told
    assert "on average worth 900 USD" in told


def test_a_loss_is_never_more() -> None:
    answer = _answer()
    step = answer.marginal.one_more_hour.model_copy(
        update={"utility": 0.1, "customers": -3.1, "net_contribution": -190.0}
    )
    marginal = answer.marginal.model_copy(update={"one_more_hour": step})
    told = _told(answer.model_copy(update={"marginal": marginal}))
    only = "1 more hour a week: a little more in being known and personal ties, but neither more"
    assert f"{only} guests nor more money" in told
    assert "-3.1 more" not in told


def _with_ways(answer: Recommendation, *changes: dict[str, object]) -> Recommendation:
    """Return the answer with three ways made of the first item of its mix."""
    item = answer.allocation[0]
    ways = tuple(
        way.model_copy(update={"allocation": (item.model_copy(update=change),)})
        for way, change in zip(answer.strategy.all, changes, strict=True)
    )
    shares = {"main_street": 0.27, "next_towns": 0.42, "beyond_town": 0.31}
    changed = {"call": "main_street", "shares": shares, "all": ways, "alike": ()}
    return answer.model_copy(
        update={"strategy": answer.strategy.model_copy(update=changed), "worlds": 16}
    )


def test_a_way_that_is_best_in_more_worlds_is_named() -> None:
    told = _told(_with_ways(_answer(), {}, {"hours_per_week": 9.0}, {"hours_per_week": 8.0}))
    assert "The best of the three in 27 % of 16 simulations" in told
    assert "“Go to the next towns over” is the best in 42 %" in told


def test_hours_of_others_are_named_in_the_table() -> None:
    answer = _answer()
    own = all(who == "owner" for item in answer.allocation for who in item.done_by)
    mix = _told(answer).split("THE MIX")[1].split("WHAT TO EXPECT")[0]
    assert ("your staff" in mix or "a manager" in mix) is not own


@pytest.mark.parametrize(("country", "town", "currency", "money"), [
    ("JP", "東京", "JPY", 50_000), ("KR", "부산", "KRW", 400_000),
    ("VN", "Hà Nội", "VND", 20_000_000),
    ("HU", "Szeged", "HUF", 100_000), ("ID", "Bandung", "IDR", 5_000_000)])  # fmt: skip
def test_amounts_are_whole_where_the_currency_has_no_coins(
    country: str, town: str, currency: str, money: float
) -> None:
    given = {"sector": "hair_beauty", "town": town, "country": country, "people_working": 2,
             "reach_goal": "my_town", "hours_per_week": 6, "money_per_month": money}  # fmt: skip
    r = recommend(BusinessProfile.model_validate(given), n_draws=64, worlds=0)
    assert r.allocation
    told = _told(r)
    assert currency in told
    assert not re.findall(rf"\d\.\d+ {currency}|\d,\d{{3}}\.\d", told)
    # No 23,131 HUF: of the small change of such a currency nobody plans anything.
    spent = re.search(r"Money a month: ([\d,]+) ", told)
    assert spent and float(spent[1].replace(",", "")) == pytest.approx(
        r.budgets.money.used, rel=0.006)  # fmt: skip
    assert len(spent[1].replace(",", "").rstrip("0")) <= (3 if len(spent[1]) > 5 else 4)


def test_an_amount_beyond_what_a_currency_is_worth_is_refused_with_the_limit() -> None:
    given = {**RESTAURANT, "town": "Hanoi", "country": "VN"}
    with pytest.raises(ProfileError, match="from 0 to 260,000,000,000 VND"):
        recommend(BusinessProfile.model_validate({**given, "money_per_month": 3e11}))
    with pytest.raises(ProfileError, match="from 0 to 10,000,000 EUR"):
        recommend(BusinessProfile.model_validate({**RESTAURANT, "money_per_month": 10_000_001}))


def test_a_mix_of_very_few_customers_goes_by_the_year_in_words() -> None:
    few = Range(p5=0.0037, p50=0.039, p95=0.61)
    r = _answer()
    rare = tuple(i.model_copy(update={"customers": few}) for i in r.allocation)
    table = main_sections(r.model_copy(update={"allocation": rare}))[1].table
    assert table is not None and table.columns[-2].name == "New customers a year, each by itself"
    assert cell_text(table.rows[0][-2], table.columns[-2]) == (
        "up to 7.3, most likely one every two years"
    )


def test_a_table_has_one_basis_and_names_no_hundredths_of_a_customer() -> None:
    r = _answer()
    few, some = Range(p5=0.0037, p50=0.039, p95=0.61), Range(p5=0.2, p50=0.9, p95=3)
    for largest, period, hardly in (
        (some, "year", "up to 7.3, most likely one every two years"),
        (some.times(2), "month", "up to 0.61, most likely under 0.1"),
    ):
        items = [i.model_copy(update={"customers": few}) for i in r.allocation]
        items[0] = items[0].model_copy(update={"customers": largest})
        table = main_sections(r.model_copy(update={"allocation": tuple(items)}))[1].table
        head = f"New customers a {period}, each by itself"
        assert table is not None and table.columns[-2].name == head
        told = [cell_text(row[-2], table.columns[-2]) for row in table.rows]
        assert told.count(hardly) == len(items) - 1


def test_one_hour_is_no_plural() -> None:
    figures = {"hours": 1.0, "in_all": 4.0, "total": 7.0, "nearly": "about"}
    assert say("step_hours", figures).startswith("1 more hour a week")
    assert say("step_hours", {**figures, "hours": 1.5}).startswith("1.5 more hours a week")
    assert "11 new customers" in say("capacity_full", {"wanted": 11.0, "room": 3.0})


def test_of_the_very_small_it_is_said_that_it_is_hardly_there() -> None:
    r = _answer()
    assert r.ledger is not None
    ledger = r.ledger.model_copy(update={"kept": 0.0021})
    gap = r.optimality.model_copy(update={"gap": 0.013 * r.utility})
    told = _told(r.model_copy(update={"ledger": ledger, "optimality": gap}))
    assert "hardly any of them come already" in told
    assert "A better mix would be worth at most 2 % more." in told
    assert cell_text(Range(p5=0.0017, p50=0.014, p95=0.079), Column("x")) == (
        "up to 0.079, most likely 0.014"
    )


def test_a_number_that_has_no_range_is_called_none() -> None:
    answer = _answer()
    assert answer.ledger is not None
    exact = answer.ledger.model_copy(update={"total_today": Range.exactly(8.0)})
    for ledger, said in ((answer.ledger, True), (exact, False)):
        pages = talk(answer.model_copy(update={"ledger": ledger}), {})
        notes = " ".join(note for page in pages for note in page.notes)
        assert ("is a range of" in notes) == said
