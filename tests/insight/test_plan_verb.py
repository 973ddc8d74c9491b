"""The verb ``plan`` of the command line: weeks or dates, and the calendar beside the answer."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from icalendar import Calendar

from advisor.__main__ import main
from tests.insight.test_plan import SHOP


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "shop.json"
    path.write_text(json.dumps(SHOP), encoding="utf-8")
    return str(path)


def run(*arguments: str) -> int:
    return main(["plan", *arguments, "--draws", "64", "--worlds", "0"])


def test_without_a_start_the_answer_counts_weeks_and_the_calendar_begins_next_monday(
    file: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "plan.ics"
    before = datetime.now(UTC).date()
    assert run(file, "--json", "--ics", str(out)) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["start"] is None
    days = [e.decoded("DTSTART") for e in Calendar.from_ical(out.read_bytes()).walk("VEVENT")]
    assert min(days).weekday() == 0
    assert 1 <= (min(days) - before).days <= 8


def test_a_start_dates_answer_and_calendar_alike(
    file: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "plan.ics"
    assert run(file, "--json", "--ics", str(out), "--start", "2026-01-05") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["start"] == told["weeks"][0]["starts_on"] == "2026-01-05"
    days = [e.decoded("DTSTART") for e in Calendar.from_ical(out.read_bytes()).walk("VEVENT")]
    assert min(days) == date(2026, 1, 5)


@pytest.mark.parametrize("start", ["2026-01-06", "soon", "2026-13-01", ""])
def test_a_start_that_is_no_monday_ends_with_two_and_says_what_is_allowed(
    file: str, start: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        run(file, "--start", start)
    assert ended.value.code == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert "Monday" in told.err and len(told.err.splitlines()) <= 3


def test_a_calendar_that_cannot_be_written_is_one_calm_refusal(
    file: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(file, "--ics", str(tmp_path / "no" / "such" / "folder.ics")) == 2
    told = capsys.readouterr()
    assert told.out == "" and "--ics" in told.err
