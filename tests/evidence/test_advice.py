"""The tables of advice: they join, a fault is told, and a broken cell is named by file and row."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from advisor.catalogue.advice import AdviceTables
from advisor.errors import DataError
from advisor.evidence import load_tables
from advisor.evidence.advice_checks import advice_facts, check_advice
from advisor.evidence.tables import DATA, advice_of


def faults(**spoilt: Any) -> set[tuple[str, str]]:
    tables = load_tables()
    advice = replace(tables.advice, **spoilt)
    return {(row, what) for _, row, what in check_advice(replace(tables, advice=advice))}


def test_the_tables_of_advice_hold_together() -> None:
    assert faults() == set()


def test_every_platform_has_forms_and_a_habit_and_every_advert_a_way_to_choose_people() -> None:
    tables = load_tables()
    advice = tables.advice
    organic = {
        c.channel for c in tables.channels.values() if c.family == "organic" and not c.retired
    }
    assert {k.platform for k in advice.content if k.platform} == organic
    online = {c.channel for c in tables.channels.values() if c.kind in ("social_ads", "search_ads")}
    assert {t.channel for t in advice.targeting} >= online
    assert {t.kind for t in advice.targeting} >= {
        "geographic", "demographic", "psychographic", "behavioural", "own_data", "professional",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("table", "change", "told"),
    [
        ("content", {"platform": "myspace"}, "'myspace' is no platform"),
        ("rhythm", {"fact_ids": ("O9999",)}, "fact O9999 is not in facts.csv"),
        ("times", {"fact_id": "O9999"}, "fact O9999 is not in facts.csv"),
        ("habits", {"platform": "myspace"}, "'myspace' is no platform"),
        ("targeting", {"channel": "facebook"}, "'facebook' is no paid channel"),
        ("targeting", {"source_id": "R9999"}, "source R9999 is not in sources.csv"),
        ("limits", {"sectors": ("alchemy",)}, "'alchemy' is no sector"),
        ("steps", {"channels": ("facebook",)}, "'facebook' is no paid channel"),
    ],
)
def test_what_joins_nothing_is_a_fault(table: str, change: dict[str, Any], told: str) -> None:
    rows = getattr(load_tables().advice, table)
    spoilt = (replace(rows[0], **change), *rows[1:])
    assert told in {what for _, what in faults(**{table: spoilt})}


def test_a_row_may_claim_no_more_than_its_facts() -> None:
    rows = load_tables().advice.habits
    weak = next(h for h in rows if h.grade == "B")
    spoilt = tuple(replace(h, grade="A") if h is weak else h for h in rows)
    assert (
        f"{weak.platform}/{weak.among}",
        "grade A is better than that of any of its facts",
    ) in faults(habits=spoilt)


def test_a_platform_without_a_habit_is_a_fault() -> None:
    rows = load_tables().advice.habits
    without = tuple(h for h in rows if h.platform != "tiktok")
    assert ("tiktok", "is missing") in faults(habits=without)


def test_tables_without_advice_are_no_fault() -> None:
    tables = replace(load_tables(), advice=AdviceTables())
    assert list(check_advice(tables)) == []
    assert advice_facts(tables) == frozenset()


@pytest.fixture
def spoil(tmp_path: Path) -> Callable[[str, str, str], Path]:
    """Return a function that writes a value into a column of the first row of a table's copy."""
    folder = tmp_path / "data"
    shutil.copytree(DATA / "advice", folder / "advice")

    def written(name: str, column: str, value: str) -> Path:
        path = folder / "advice" / name
        with path.open(encoding="utf-8", newline="") as handle:
            rows = list(csv.reader(handle))
        rows[1][rows[0].index(column)] = value
        with path.open("w", encoding="utf-8", newline="") as handle:
            csv.writer(handle, lineterminator="\n").writerows(rows)
        return folder

    return written


@pytest.mark.parametrize(
    ("name", "column", "value", "told"),
    [
        ("posting_times.csv", "days", "8", "days from 1"),
        ("posting_times.csv", "to_hour", "1", "after from_hour"),
        ("posting_times.csv", "from_hour", "9.5", "must be a whole number"),
        ("posting_times.csv", "days", "1;x", "must hold whole numbers with ; between them"),
        ("content.csv", "kind", "poem", "must be one of form, subject"),
        ("rhythm.csv", "best", "99", "between low"),
        ("habits.csv", "share", "1.2", "from 0 to 1"),
        ("targeting.csv", "available", "perhaps", "must be one of yes, limited, no"),
        ("targeting.csv", "answer", "shoe_size", "must be one of .*followers or empty"),
        ("advert_steps.csv", "reasoning", "", "must be filled"),
        ("replies.csv", "within_hours", "soon", "must be a number"),
    ],
)
def test_a_cell_that_cannot_be_used_is_named(
    spoil: Callable[[str, str, str], Path], name: str, column: str, value: str, told: str
) -> None:
    with pytest.raises(DataError, match=told) as refused:
        advice_of(spoil(name, column, value))
    assert f"advice/{name}" in str(refused.value)
