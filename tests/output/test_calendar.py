"""The calendar file: read back by the library, stable ids, newer versions count as newer."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any

import pytest
from icalendar import Calendar

from advisor.errors import ProfileError
from advisor.evidence import load_tables
from advisor.insight.plan.compute import build
from advisor.insight.plan.result import Plan
from advisor.output.calendar import calendar
from advisor.profile import parse_profile
from advisor.results import Recommendation
from tests.insight.test_plan import MONDAY, SHOP
from tests.model.businesses import answer


@cache
def _made(hours: float, start: date | None) -> tuple[Plan, Recommendation]:
    answers: dict[str, Any] = {**SHOP, "name": "Müller; Söhne, “Laden”", "hours_per_week": hours}
    r = answer(answers)
    return build(r, parse_profile(answers), load_tables(), start), r


def events(content: bytes) -> dict[str, Any]:
    return {str(e["UID"]): e for e in Calendar.from_ical(content).walk("VEVENT")}


def days(event: Any) -> list[date]:
    """Return every day of an event, one that repeats included."""
    rule = event.get("RRULE", {})
    every, count = (int(rule.get(name, [1])[0]) for name in ("INTERVAL", "COUNT"))
    out = event.get("EXDATE", [])
    left_out = {d.dt for part in (out if isinstance(out, list) else [out]) for d in part.dts}
    found = [event.decoded("DTSTART") + timedelta(days=7 * every * k) for k in range(count)]
    return [day for day in found if day not in left_out]


def test_every_task_has_its_day_and_what_repeats_is_one_event() -> None:
    plan, r = _made(10, MONDAY)
    found = events(calendar(plan, r))
    told = sorted((str(e["SUMMARY"]), day) for e in found.values() for day in days(e))
    assert told == sorted((t.title, date.fromisoformat(t.date or "")) for t in plan.tasks)
    assert len(found) < len(plan.tasks) / 2
    for event in found.values():
        assert not isinstance(event.decoded("DTSTART"), datetime)
        assert event.decoded("DTEND") - event.decoded("DTSTART") == timedelta(days=1)


def test_lines_are_short_end_as_the_standard_asks_and_special_signs_come_back() -> None:
    plan, r = _made(10, MONDAY)
    content = calendar(plan, r)
    lines = content.split(b"\r\n")
    assert lines[-1] == b"" and b"\n" not in b"".join(lines)
    assert max(len(line) for line in lines) <= 75
    assert str(Calendar.from_ical(content)["X-WR-CALNAME"]).endswith("Müller; Söhne, “Laden”")


def test_a_second_export_has_the_same_ids_and_a_higher_sequence() -> None:
    plan, r = _made(10, MONDAY)
    monday = datetime(2026, 1, 2, 9, 0, tzinfo=UTC)
    first = events(calendar(plan, r, written=monday))
    again = events(calendar(plan, r, written=monday + timedelta(minutes=1)))
    assert set(first) == set(again)
    assert all(again[uid]["SEQUENCE"] > event["SEQUENCE"] for uid, event in first.items())
    assert all(again[uid].decoded("DTSTAMP") > e.decoded("DTSTAMP") for uid, e in first.items())


def test_changed_answers_and_another_start_move_events_and_double_none() -> None:
    plan, r = _made(10, MONDAY)
    other, changed = _made(12, MONDAY + timedelta(days=7))
    before, after = events(calendar(plan, r)), events(calendar(other, changed))
    same = set(before) & set(after)
    assert len(same) > 0.5 * len(before)
    titles = [(str(e["SUMMARY"]), d) for e in {**before, **after}.values() for d in days(e)]
    assert len(titles) == len(set(titles))


def test_entries_keep_their_identity_when_the_business_is_renamed() -> None:
    plan, r = _made(10, MONDAY)
    answers = {**SHOP, "name": "A new name", "hours_per_week": 10}
    renamed = build(answer(answers), parse_profile(answers), load_tables(), MONDAY)
    assert set(events(calendar(plan, r))) == set(events(calendar(renamed, r)))
    mine, theirs = (events(calendar(plan, r, whose=w)) for w in ("", "client-2"))
    assert not set(mine) & set(theirs)


def test_the_same_plan_gives_the_same_bytes() -> None:
    plan, r = _made(10, MONDAY)
    assert calendar(plan, r) == calendar(plan, r)


def test_a_plan_in_weeks_needs_a_start_and_takes_one() -> None:
    plan, r = _made(10, None)
    with pytest.raises(ProfileError, match="Monday"):
        calendar(plan, r)
    dated = events(calendar(plan, r, start=MONDAY))
    assert min(e.decoded("DTSTART") for e in dated.values()) == MONDAY
