"""What people call their trade finds it."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest

from advisor.errors import DataError
from advisor.evidence import load_tables
from advisor.evidence.resolve.noting import did_you_mean
from advisor.evidence.tables import DATA
from advisor.evidence.trades import LANGUAGES, sectors_of

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
        ("Wedding florist", "wedding_vendor"),
        ("Fontanero", "plumbing_heating"),
        ("Klempner", "plumbing_heating"),
        ("électricien", "electrical"),
        ("Fontaneria y calefaccion", "plumbing_heating"),
        ("Bookkeeper", "bookkeeping"),
        ("mobile dog groomer", "dog_grooming"),
        ("vet", "veterinary"),
        ("plumbing", "plumbing_heating"),
        ("hair beauty", "hair_beauty"),
    ],
)
def test_more_words_than_one_and_slips_are_understood(given: str, meant: str) -> None:
    assert did_you_mean(given, SECTORS) == f"Did you mean {meant}?"


def test_english_words_stand_first_and_every_language_has_the_main_trades() -> None:
    with (DATA / "trade_words.csv").open(encoding="utf-8", newline="") as handle:
        rows = [(r["word"], r["language"] or "en", r["sector"]) for r in csv.DictReader(handle)]
    assert len({(word, language) for word, language, _ in rows}) == len(rows)
    for sector, row in SECTORS.items():
        english = [w for w, language, of in rows if of == sector and language == "en"]
        assert list(row.also[: len(english)]) == english
    for language in LANGUAGES:
        assert {of for _, spoken, of in rows if spoken == language} == set(SECTORS)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("plumber,en,law", "means plumbing_heating as well"),
        ("plumber,en,plumbing_heating", "stands twice"),
        ("loodgieter,nl,plumbing_heating", "must be one of"),
        ("Plombier,fr,plumbing_heating", "lower case"),
    ],
)
def test_a_word_that_misleads_is_found(tmp_path: Path, line: str, reason: str) -> None:
    for name in ("sectors.csv", "sectors_reasoning.csv", "trade_words.csv"):
        shutil.copy(DATA / name, tmp_path / name)
    with (tmp_path / "trade_words.csv").open("a", encoding="utf-8") as handle:
        handle.write(line + "\n")
    with pytest.raises(DataError, match=reason):
        sectors_of(tmp_path)


def test_what_means_no_trade_suggests_none() -> None:
    assert did_you_mean("zzz", SECTORS) == ""
