"""Numbers as people type them are understood or refused in words, never taken for another."""

from __future__ import annotations

import pytest

from advisor.profile import FIELDS
from advisor.ui.typed import NumberError, as_typed, repeated, typed_number, understood


@pytest.mark.parametrize(("text", "value"), [
    ("1500", 1500), ("1500,50", 1500.5), ("1.500", 1500), ("1,500", 1500), ("1.500,50", 1500.5),
    ("1,500.50", 1500.5), ("€ 1.500", 1500), ("€1.500,00", 1500), ("1 500,5", 1500.5),
    ("1\u202f500 €", 1500), ("1’500.25 CHF", 1500.25), ("1.234.567", 1234567), ("2,5", 2.5),
    ("0,125", 0.125), ("$200 a month", 200), ("1500,-", 1500), ("-5", -5), ("１５", 15),
    ("200 kr.", 200), ("1500.000", 1500.0)])  # fmt: skip
def test_an_amount_is_understood(text: str, value: float) -> None:
    assert typed_number(text, grouped=True, known={"chf"}) == value


@pytest.mark.parametrize(("text", "value"), [
    ("2,5", 2.5), ("2.5 h", 2.5), ("1.125", 1.125), ("2,5 hours a week", 2.5)])  # fmt: skip
def test_hours_have_no_thousands(text: str, value: float) -> None:
    assert typed_number(text, grouped=False) == value


@pytest.mark.parametrize("text", [
    "abc", "1.5k", "about 200", "1,50,000.5,5", "15 00", "1.50.00", "--5", "1e5", "NaN", "inf",
    "5-10", "€", "1,2345.6", "12 abc"])  # fmt: skip
def test_what_is_no_number_is_refused_with_what_was_typed(text: str) -> None:
    with pytest.raises(NumberError, match="Type"):
        typed_number(text, grouped=True)


@pytest.mark.parametrize(("text", "share"), [
    ("55", 0.55), ("0.55", 0.55), ("0,55", 0.55), ("55 %", 0.55), ("0.5 %", 0.005), ("100", 1.0),
    ("1", 0.01), ("0", 0.0)])  # fmt: skip
def test_a_share_is_percent_or_a_fraction(text: str, share: float) -> None:
    assert understood(FIELDS["gross_margin"], text) == (share, "")


def test_what_cannot_be_is_refused_and_is_no_answer() -> None:
    assert understood(FIELDS["gross_margin"], "155") == (
        None, "“155” is not possible here. Allowed: a number from 0 to 100 %.")  # fmt: skip
    assert understood(FIELDS["target_share"], "0")[0] is None
    value, told = understood(FIELDS["hours_per_week"], "500")
    assert value is None
    assert "from 0 to 100" in told
    assert understood(FIELDS["already.reviews"], "2.5") == (None, "“2.5” is no whole number.")
    assert understood(FIELDS["hours_per_week"], "  ") == (None, "")


def test_counts_are_whole_and_may_be_grouped() -> None:
    value, told = understood(FIELDS["active_customers"], "1.500")
    assert (value, told) == (1500, "")
    assert isinstance(value, int)


def test_an_amount_is_not_bounded_here_as_currencies_differ() -> None:
    assert understood(FIELDS["money_per_month"], "50.000.000 VND", {"vnd"}) == (50_000_000, "")


def test_what_is_understood_is_repeated_where_it_was_typed_in_another_way() -> None:
    money, margin = FIELDS["money_per_month"], FIELDS["gross_margin"]
    assert repeated(money, "1.500,50", 1500.5, "EUR a month") == "Understood: 1,500.5 EUR a month"
    assert repeated(money, "1500.5", 1500.5, "EUR a month") == ""
    assert repeated(margin, "0.55", 0.55, "") == "Understood: 55 %"
    assert repeated(margin, "55", 0.55, "") == ""
    assert as_typed(margin, 0.07) == "7"
    assert as_typed(FIELDS["yearly_revenue"], 1e13) == "10000000000000"
