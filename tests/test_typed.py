"""Numbers as people type them are understood or refused in words, never taken for another."""

from __future__ import annotations

import pytest

from advisor.profile import FIELDS
from advisor.ui.number_box import NumberError, as_typed, repeated, typed_number, understood

MONEY, HOURS, MARGIN = FIELDS["money_per_month"], FIELDS["hours_per_week"], FIELDS["gross_margin"]


@pytest.mark.parametrize(("text", "currency", "value"), [
    ("1500", "EUR", 1500), ("1500,50", "EUR", 1500.5), ("1.500", "EUR", 1500),
    ("1,500", "USD", 1500), ("1.500,50", "EUR", 1500.5), ("1,500.50", "USD", 1500.5),
    ("€ 1.500", "EUR", 1500), ("€1.500,00", "EUR", 1500), ("1 500,5", "EUR", 1500.5),
    ("1\u202f500 €", "EUR", 1500), ("1’500.25 CHF", "CHF", 1500.25), ("0,125", "EUR", 0.125),
    ("1.234.567", "EUR", 1234567), ("$200 a month", "USD", 200), ("1500,-", "EUR", 1500),
    ("Fr. 500.-", "CHF", 500), ("200 kr.", "SEK", 200), ("2 000:-", "SEK", 2000),
    ("１５００円", "JPY", 1500), ("١٬٥٠٠٫٥", "EGP", 1500.5), ("१५००", "INR", 1500),
    ("๑๕๐๐ บาท", "THB", 1500), ("₹1,50,000", "INR", 150000), ("Rs. 1,50,000/-", "INR", 150000),
    ("2 lakh", "INR", 200000), ("20 triệu", "VND", 2e7), ("20.000.000đ", "VND", 2e7),
    ("5万円", "JPY", 50000), ("50만원", "KRW", 500000), ("5jt", "IDR", 5e6), ("1.5k", "EUR", 1500),
    ("1,5 Mio. €", "EUR", 1.5e6), ("5 M€", "EUR", 5e6), ("2m", "USD", 2e6), ("200/m", "EUR", 200),
    ("R$ 1.500,00", "BRL", 1500), ("S/ 500", "PEN", 500), ("A$500", "AUD", 500),
    ("500 € pro Monat", "EUR", 500), ("2½", "EUR", 2.5), (".5", "EUR", 0.5), ("1500.", "EUR", 1500),
    ("500 درهم", "AED", 500), ("12.5 KD", "KWD", 12.5)])  # fmt: skip
def test_an_amount_is_understood_in_any_writing(text: str, currency: str, value: float) -> None:
    assert understood(MONEY, text, currency=currency) == (value, "")


@pytest.mark.parametrize("text", ["(200)", "€ (1.500,50)", "(200) EUR", "-200", "200 (EUR)"])
def test_what_is_owed_is_no_amount_to_spend(text: str) -> None:
    value, told = understood(MONEY, text, currency="EUR")
    assert (value is None) is (text != "200 (EUR)")
    assert bool(told) is (value is None)


@pytest.mark.parametrize("currency", ["JPY", "KRW", "VND", "HUF", "CLP"])
@pytest.mark.parametrize("text", ["0.5", "1,5", "100.25", "1½"])
def test_an_amount_without_coins_is_whole(text: str, currency: str) -> None:
    value, told = understood(MONEY, text, currency=currency)
    assert value is None
    assert told == f"“{text}” is no whole amount, and {currency} has no coins."
    assert understood(MONEY, "100.00", currency=currency) == (100.0, "")


@pytest.mark.parametrize(("text", "currency"), [
    ("£200pcm", "GBP"), ("200 per calendar month", "GBP"), ("200块", "CNY"), ("200 Eu", "EUR")
])  # fmt: skip
def test_an_amount_a_month_as_people_write_it(text: str, currency: str) -> None:
    assert understood(MONEY, text, currency=currency) == (200.0, "")


def test_pence_are_not_taken_for_pounds() -> None:
    assert understood(FIELDS["average_sale"], "50p", currency="GBP")[0] is None
    assert understood(MONEY, "£50 p.m.", currency="GBP") == (50.0, "")
    assert understood(MONEY, "P 500", currency="PHP") == (500.0, "")


@pytest.mark.parametrize("text", [
    "abc", "about 200", "1,50,000.5,5", "15 00", "1.50.00", "--5", "1e5", "NaN", "inf", "∞", "5²",
    "5-10", "€", "1,2345.6", "12 abc", "1/2", "2 1/2", "1_500", "1.234,567.890", "0x10", "2:30",
    "$500", "500 USD", "500 a year", "500/yr", "50 %", "500 km", "Ⅻ"])  # fmt: skip
def test_what_is_no_number_of_the_unit_is_refused_with_what_was_typed(text: str) -> None:
    value, told = understood(MONEY, text, currency="EUR")
    assert value is None
    assert told.startswith(f"“{text}”")
    assert "Type" in told


@pytest.mark.parametrize(("name", "text", "told"), [
    ("last_customers.social", "trois", "“trois” is not in figures. Allowed: a whole number from 0 "
     "to 1,000 customers. Type it like 3."),
    ("hours_per_week", "ten", "“ten” is not in figures. Allowed: a number from 0 to 100 hours a "
     "week. Type it like 2.5."),
    ("risk", "high", "“high” is not in figures. Allowed: a whole number from 1 to 5. Type it like "
     "3."),
    ("gross_margin", "half", "“half” is not in figures. Allowed: a number from 0 to 100 %. Type it "
     "like 55."),
    ("money_per_month", "1e5", "“1e5” is not one number. Allowed: an amount in EUR a month. Type "
     "it like 1500."),
    ("already.reviews", "5 stars", "“5 stars”: “stars” does not fit here. Allowed: a whole number "
     "of reviews. Type it like 3."),
    ("results.*.leads", "many", "“many” is not in figures. Allowed: a number of enquiries in all. "
     "Type it like 12."),
])  # fmt: skip
def test_what_is_refused_says_what_was_given_what_is_allowed_and_what_to_do(
    name: str, text: str, told: str
) -> None:
    assert understood(FIELDS[name], text, currency="EUR") == (None, told)


@pytest.mark.parametrize(("name", "text", "value"), [
    ("hours_per_week", "2,5", 2.5), ("hours_per_week", "2.5 h", 2.5),
    ("hours_per_week", "1.125", 1.125), ("hours_per_week", "2,5 hours a week", 2.5),
    ("hours_per_week", "２．５", 2.5), ("hours_per_week", "30 min", None),
    ("hours_per_week", "2 h 30 min", None), ("hours_per_week", "5 days", None),
    ("customers_come_from_miles", "10 mi", 10), ("customers_come_from_miles", "10 km", None),
    ("customers_come_from_km", "10 km", 10), ("customers_come_from_km", "10 miles", None),
    ("people_working", "2,5", None), ("people_working", "1.500", 1500),
    ("people_working", "2 people", 2), ("months_to_goal", "6 mo", 6),
    ("months_to_goal", "1 year", None), ("purchases_per_year", "3x", 3),
    ("new_customers_per_month", "36 a year", None)])  # fmt: skip
def test_a_unit_is_understood_and_another_one_never_passed_over(
    name: str, text: str, value: float | None
) -> None:
    found, told = understood(FIELDS[name], text)
    assert found == value
    assert bool(told) == (value is None)


@pytest.mark.parametrize(("text", "share"), [
    ("55", 0.55), ("0.55", 0.55), ("0,55", 0.55), ("55 %", 0.55), ("0.5 %", 0.005), ("100", 1.0),
    ("1", 0.01), ("0", 0.0), ("٥٥٪", 0.55), ("５５％", 0.55), ("55 Prozent", 0.55)])  # fmt: skip
def test_a_share_is_percent_or_a_fraction(text: str, share: float) -> None:
    assert understood(MARGIN, text) == (share, "")


def test_what_cannot_be_is_refused_and_is_no_answer() -> None:
    assert understood(MARGIN, "155") == (
        None, "“155” is not possible here. Allowed: a number from 0 to 100 %.")  # fmt: skip
    assert understood(FIELDS["target_share"], "0")[0] is None
    value, told = understood(HOURS, "500")
    assert value is None
    assert "from 0 to 100" in told
    assert understood(FIELDS["already.reviews"], "2.5")[1].startswith("“2.5” is no whole number.")
    assert understood(HOURS, "  ") == (None, "")


def test_counts_are_whole_and_may_be_grouped() -> None:
    value, told = understood(FIELDS["active_customers"], "1.500")
    assert (value, told) == (1500, "")
    assert isinstance(value, int)


def test_three_digits_behind_a_point_are_two_things_where_coins_are_thousandths() -> None:
    for text in ("1.500", "12,345 KD"):
        value, told = understood(MONEY, text, currency="KWD")
        assert value is None
        assert "two ways" in told
    with pytest.raises(NumberError, match="two ways"):
        typed_number("1.500", grouped=None)


def test_an_amount_is_bounded_by_what_its_currency_is_worth() -> None:
    most = MONEY.most(26_269.0)
    assert understood(MONEY, "50.000.000 VND", currency="VND", most=most) == (50_000_000, "")
    assert understood(MONEY, "300 tỷ", currency="VND", most=most) == (
        None,
        "“300 tỷ” is not possible here. Allowed: a number from 0 to 260,000,000,000 VND.",
    )
    assert MONEY.most(1.0) == MONEY.most(0.3) == 10_000_000


def test_what_is_understood_is_repeated_where_it_was_typed_in_another_way() -> None:
    assert repeated(MONEY, "1.500,50", 1500.5, "EUR") == "Understood: 1,500.5 EUR a month"
    assert repeated(MONEY, "12,345 KD", 12.345, "KWD") == "Understood: 12.345 KWD a month"
    assert repeated(MONEY, "1500.5", 1500.5, "EUR") == ""
    assert repeated(MARGIN, "0.55", 0.55) == "Understood: 55 %"
    assert repeated(MARGIN, "55", 0.55) == ""
    assert as_typed(MARGIN, 0.07) == "7"
    assert as_typed(FIELDS["yearly_revenue"], 1e13) == "10000000000000"
