"""The plan, and dates agreed on, as an iCalendar file of all-day events.

What comes again every week, or every few weeks, is one event that repeats.  Ids are made of the
business and the task, so that a file written anew updates what an earlier one brought instead of
doubling it, whatever the business is called by then.  Same plan and same moment of writing, same
bytes.
"""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from itertools import pairwise
from math import gcd
from typing import NamedTuple

from icalendar import Calendar, Event

from advisor.errors import ProfileError
from advisor.explain.export_words import version_words
from advisor.explain.wording import exact
from advisor.insight.plan.result import Plan, PlanTask
from advisor.results import Recommendation

PRODUCT = "-//Marketing Strategy Advisor//Plan//EN"
DOMAIN = "marketing-strategy-advisor.invalid"
_FIRST_WRITING = datetime(2020, 1, 1, tzinfo=UTC)  # sequence numbers count minutes from here
_WEEK = re.compile(r"\.(\d\d)(?=\.|$)")  # in the id of a task that comes every week
_WHO = {"owner": "you", "staff": "your staff", "manager": "the manager"}


class Entry(NamedTuple):
    """A day agreed on: its lasting id, the day, what it is, and what belongs to it."""

    id: str
    day: date
    title: str
    detail: str = ""


def dates(entries: Iterable[Entry], title: str, written: datetime) -> bytes:
    """Return days agreed on as an iCalendar file.

    `written`: moment of writing, with its time zone: a later one counts as the newer version.
    """
    made = _begun(title, "")
    for entry in entries:
        made.add_component(_dated(entry, written))
    return bytes(made.to_ical())


def calendar(
    plan: Plan,
    recommendation: Recommendation,
    *,
    start: date | None = None,
    written: datetime | None = None,
    title: str | None = None,
    prepared: str = "",
    entries: Iterable[Entry] = (),
    whose: str = "",
) -> bytes:
    """Return the plan as an iCalendar file.

    UTF-8, lines as the standard (RFC 5545) asks.  Raises ``ProfileError`` if neither the plan nor
    the caller says when week 1 begins.

    Parameters
    ----------
    plan : Plan
        With or without dates.
    start : date, optional
        Monday of week 1 of a plan that counts weeks; by default the plan's own start.
    written : datetime, optional
        Moment of writing, with its time zone.  A later one gives each event a higher sequence
        number, so that calendars take it for the newer version; by default the start.
    title : str, optional
        Of the calendar; by default "Marketing plan" and the name.
    prepared : str, default ""
        Who made it.
    entries : iterable of Entry, optional
        Days agreed on beside the plan.
    whose : str
        Tells one client from another of the same trade and place.
    """
    first = start or (None if plan.start is None else date.fromisoformat(plan.start))
    if first is None:
        raise ProfileError("start", None, "a Monday: a calendar needs the date of week 1")
    stamp = written or datetime(first.year, first.month, first.day, tzinfo=UTC)
    minutes = _minutes(stamp) if written else 0
    usual = f"Marketing plan: {recommendation.name or recommendation.sector_name}"
    made = _begun(
        title or usual, ". ".join(filter(None, (version_words(recommendation), prepared)))
    )
    key = sha256(f"{plan.key}/{whose}".encode()).hexdigest()[:16] if whose else plan.key
    for name, tasks in _series(plan.tasks).items():
        made.add_component(_event(f"{key}-{name}", tasks, first, stamp, minutes))
    for entry in entries:
        made.add_component(_dated(entry, stamp))
    return bytes(made.to_ical())


def _begun(title: str, about: str) -> Calendar:
    made = Calendar()
    made.add("prodid", PRODUCT)
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", title)
    if about:
        made.add("x-wr-caldesc", about)
    return made


def _minutes(stamp: datetime) -> int:
    return max(0, int((stamp - _FIRST_WRITING).total_seconds() // 60))


def _series(tasks: Iterable[PlanTask]) -> dict[str, list[PlanTask]]:
    """Return the tasks by the name of their event: only their weeks differ."""
    found: dict[str, list[PlanTask]] = {}
    names: dict[tuple[object, ...], str] = {}
    for task in tasks:
        name = _WEEK.sub("", task.id).replace(":", "-").replace("#", "-")
        alike = (name, task.day, task.title, task.detail, task.hours, task.who)
        if alike not in names:
            number = sum(other[0] == name for other in names) + 1
            names[alike] = name if number == 1 else f"{name}-{number}"
        found.setdefault(names[alike], []).append(task)
    return found


def _all_day(uid: str, day: date, title: str, stamp: datetime, minutes: int) -> Event:
    """Return an all-day event that leaves the day free."""
    event = Event()
    event.add("uid", f"{uid}@{DOMAIN}")
    event.add("dtstamp", stamp.astimezone(UTC).replace(microsecond=0))
    event.add("sequence", minutes)
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("summary", title)
    event.add("transp", "TRANSPARENT")
    return event


def _event(uid: str, tasks: list[PlanTask], first: date, stamp: datetime, minutes: int) -> Event:
    """Return a task, or one that repeats, as an all-day event."""
    task, weeks = tasks[0], [other.week for other in tasks]
    day = first + timedelta(days=7 * (task.week - 1) + task.day)
    event = _all_day(uid, day, task.title, stamp, minutes)
    if len(weeks) > 1:
        every = gcd(*(b - a for a, b in pairwise(weeks)))
        count = (weeks[-1] - weeks[0]) // every + 1
        event.add("rrule", {"freq": "weekly", "interval": every, "count": count})
        left_out = [w for w in range(weeks[0], weeks[-1], every) if w not in weeks]
        if left_out:
            event.add("exdate", [day + timedelta(days=7 * (w - weeks[0])) for w in left_out])
    event.add("description", "\n".join(filter(None, (_hours(task), task.detail))))
    event.add("categories", [task.kind.replace("_", " ")])
    return event


def _dated(entry: Entry, stamp: datetime) -> Event:
    event = _all_day(entry.id, entry.day, entry.title, stamp, _minutes(stamp))
    if entry.detail:
        event.add("description", entry.detail)
    return event


def _hours(task: PlanTask) -> str:
    if not task.hours:
        return ""
    return f"{exact(task.hours)} h, {_WHO[task.who]}"
