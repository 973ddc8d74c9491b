"""Tables that read well and do not hold together: the row is named, and it is never "a bug"."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from advisor import __main__ as command_line
from advisor.errors import DataError
from advisor.evidence import checks
from advisor.evidence.examples import _read
from advisor.evidence.places.gazetteer import read_places
from advisor.evidence.tables import DATA, load_tables

BUG = "This is a bug, not your input"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copy = tmp_path / "data"
    shutil.copytree(DATA, copy)
    return copy


def renamed(path: Path, row: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert f"\n{row}," in text
    path.write_text(text.replace(f"\n{row},", f"\n{row}x,"), encoding="utf-8")


@pytest.mark.parametrize(
    ("file", "row", "table"),
    [("practice.csv", "advert_change_weeks", "practice"), ("checks.csv", "payback", "thresholds"),
     ("sources.csv", "R0162", "sources")],
)  # fmt: skip
def test_a_row_that_another_took_the_place_of_is_named_when_it_is_asked_for(
    folder: Path, file: str, row: str, table: str
) -> None:
    renamed(folder / file, row)
    found = getattr(load_tables.__wrapped__(folder), table)
    assert row not in found and found.get(row) is None
    with pytest.raises(DataError, match=rf"^{file}, row all, \w+ = '{row}': is missing"):
        found[row]


def _fails() -> None:
    raise ZeroDivisionError("far below")


@pytest.mark.parametrize(
    ("file", "row", "told"),
    [("channels.csv", "linkedin_ads", "'linkedin_ads' is no paid channel"),
     ("audience/coefficients.csv", "facebook,intercept", "has no intercept"),
     ("audience/coefficients.csv", "youtube,age:65+", "'age:65+x' is no level of cells.csv")],
)  # fmt: skip
def test_what_fails_for_a_damaged_table_is_told_by_the_table(
    folder: Path, file: str, row: str, told: str, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.setattr(sys, "argv", ["advisor", "schema"])
    monkeypatch.setattr(command_line, "main", _fails)
    assert command_line._run() == 1
    assert capsys.readouterr().err.startswith(BUG)  # the tables hold
    renamed(folder / file, row)
    monkeypatch.setattr(checks, "load_tables", lambda: load_tables.__wrapped__(folder))
    assert command_line._run() == 2
    said = capsys.readouterr().err
    assert told in said and BUG not in said and said.count("\n") <= 3


def test_a_page_that_fails_for_a_damaged_table_tells_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def page() -> None:
        import streamlit as st

        from advisor.ui.guard import what_went_wrong

        st.error(what_went_wrong())

    at = AppTest.from_function(page, default_timeout=60)
    assert "Your answers are kept" in at.run().error[0].value
    (folder / "facts.csv").unlink()
    monkeypatch.setattr(checks, "load_tables", lambda: load_tables.__wrapped__(folder))
    told = at.run().error[0].value.replace("\\", "")
    assert told.startswith("facts.csv, row all, file = 'facts.csv': is missing")


def _set(place: tuple[Any, ...], value: Any) -> Callable[[Any], None]:
    def change(found: Any) -> None:
        for step in place[:-1]:
            found = found[step]
        if value is None:
            del found[place[-1]]
        else:
            found[place[-1]] = value

    return change


@pytest.mark.parametrize("value", [None, 7, float("nan"), {"a": 1}])
@pytest.mark.parametrize(
    "place", [("regions", 9, "name"), ("regions", 9, "words"), ("countries", 3, "code"),
              ("countries",), ("regions",)],
)  # fmt: skip
def test_regions_that_cannot_be_used_are_named(
    folder: Path, place: tuple[Any, ...], value: Any
) -> None:
    path = folder / "places" / "regions.json"
    found = json.loads(path.read_text(encoding="utf-8"))
    _set(place, value)(found)
    path.write_text(json.dumps(found), encoding="utf-8")
    with pytest.raises(DataError, match=r"regions\.json"):
        read_places(folder / "places")


@pytest.mark.parametrize(
    ("place", "value"),
    [(("hours_per_week",), float("nan")), (("country",), float("inf")), (("sector",), None),
     (("people_working",), -3), (("unheard_of",), 1)],
)  # fmt: skip
def test_an_example_that_is_no_profile_is_named(
    folder: Path, place: tuple[Any, ...], value: Any
) -> None:
    path = folder / "examples" / "plumber_northampton.json"
    found = json.loads(path.read_text(encoding="utf-8"))
    _set(place, value)(found)
    path.write_text(json.dumps(found), encoding="utf-8")
    with pytest.raises(DataError, match=r"^examples/plumber_northampton\.json, row"):
        _read.__wrapped__(folder / "examples")
