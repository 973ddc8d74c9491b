"""What the plan and the brief rest on: the law by country, figures of practice, set-up work."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from advisor.errors import DataError
from advisor.evidence import load_tables
from advisor.evidence.checks import check_tables
from advisor.evidence.tables import DATA, consent_of, practice_of, steps_of


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for name in ("consent", "practice", "plan_steps"):
        shutil.copy(DATA / f"{name}.csv", tmp_path)
    return tmp_path


def spoil(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_every_country_of_the_union_has_the_unions_rule_and_the_rest_the_careful_one() -> None:
    consent = load_tables().consent
    assert {consent[c].rule for c in ("DE", "FR", "IE", "PL", "NO")} == {"EU"}
    assert consent["US"].rule == "US"
    assert consent["other"].grade == "judgement"
    assert all(rule.sentence.count(".") <= 2 for rule in consent.values())


def test_a_sentence_without_a_source_cannot_claim_a_grade(copy: Path) -> None:
    spoil(copy / "consent.csv", ",,,judgement,", ",,,A,")
    with pytest.raises(DataError, match="judgement where there is neither"):
        consent_of(copy)


def test_a_country_cannot_have_two_rules(copy: Path) -> None:
    spoil(copy / "consent.csv", "AU,AU,", "AU,AU;DE,")
    with pytest.raises(DataError, match="has a rule already"):
        consent_of(copy)


def test_the_rule_for_all_others_must_be_there(copy: Path) -> None:
    spoil(copy / "consent.csv", "other,,", "other,NP,")
    with pytest.raises(DataError, match="is missing"):
        consent_of(copy)


def test_a_figure_of_practice_is_no_word_and_not_below_zero(copy: Path) -> None:
    spoil(copy / "practice.csv", "review_hours,0.5", "review_hours,-1")
    with pytest.raises(DataError, match="must lie from 0"):
        practice_of(copy)


def test_set_up_hours_are_whole_quarters_and_stand_once(copy: Path) -> None:
    spoil(copy / "plan_steps.csv", "count_sources,start,1,0.25", "count_sources,start,1,0.3")
    with pytest.raises(DataError, match="whole quarters"):
        steps_of(copy)


def test_a_channel_without_set_up_and_an_unknown_country_are_faults() -> None:
    tables = load_tables()
    assert check_tables(tables) == ()
    without = tuple(s for s in tables.plan_steps if s.applies_to != "kind:platform")
    rule = tables.consent["US"]
    spoiled = replace(tables, plan_steps=without, consent={**tables.consent, "XX": rule})
    told = {(fault.file, fault.row) for fault in check_tables(spoiled)}
    assert ("plan_steps.csv", "facebook") in told
    assert ("consent.csv", "XX") in told
