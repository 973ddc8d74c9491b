"""What people call their trade finds it."""

from __future__ import annotations

import pytest

from advisor.evidence import load_tables
from advisor.evidence.resolve.noting import did_you_mean

SECTORS = load_tables().sectors


@pytest.mark.parametrize("sector", sorted(SECTORS))
def test_every_trade_is_found_by_what_its_people_call_themselves(sector: str) -> None:
    also = SECTORS[sector].also
    assert len(also) >= 2
    for word in also:
        assert did_you_mean(word.title(), SECTORS) == f"Did you mean {sector}?"


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("barbers", "hair_beauty"),
        ("my little coffee shop", "restaurant_cafe"),
        ("coffee_shop", "restaurant_cafe"),
        ("Wedding florist", "independent_retail"),
        ("plumbing", "plumbing_heating"),
        ("hair beauty", "hair_beauty"),
    ],
)
def test_more_words_than_one_and_slips_are_understood(given: str, meant: str) -> None:
    assert did_you_mean(given, SECTORS) == f"Did you mean {meant}?"


def test_what_means_no_trade_suggests_none() -> None:
    assert did_you_mean("zzz", SECTORS) == ""
