"""Twelve weeks filled within the hours of each person: what runs first, then set-up work.

All hours are whole quarters.  A week never holds more than its budget: what runs is placed first
(meetings before work that can be shortened, the longest giving way to a review), the rest of the
week goes into setting up the next channel.  A channel runs from the week after its set-up.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

QUARTER = 0.25  # hours: the grid of all work
FRIDAY = 4  # of days counted from Monday
LANES = ("owner", "staff", "manager")
_NEVER = 10**6  # weeks


@dataclass(frozen=True)
class Piece:
    """A piece of set-up work; in one go if ``whole``, and then at most one a week."""

    task: str
    hours: float
    day: int
    whole: bool


@dataclass(frozen=True)
class Job:
    """Set-up work of one channel (or of what comes before all), then its weekly work.

    ``lane`` sets it up; ``weekly`` are hours a week by lane once it runs (empty for work that is
    done once); ``fixed`` marks meetings, which no busy week shortens; ``after`` names a job that
    must run (or be done) before; outside ``first_week`` to ``last_week`` the weekly work rests, and
    no set-up begins before ``set_up_from``.
    """

    name: str
    lane: str
    pieces: Sequence[Piece]
    weekly: Mapping[str, float] = field(default_factory=dict)
    fixed: bool = False
    after: str = ""
    first_week: int = 1
    last_week: int = _NEVER
    set_up_from: int = 1


@dataclass(frozen=True)
class Slot:
    """What a week holds: a piece of set-up (``part`` of it) or, with no task, the weekly work."""

    week: int
    lane: str
    name: str
    task: str
    hours: float
    day: int
    part: int
    last: bool


@dataclass(frozen=True)
class Schedule:
    """Slots in the order of time; ``runs`` maps a job to the first week it runs (or is done)."""

    slots: tuple[Slot, ...]
    runs: Mapping[str, int]


def quarters_down(hours: float) -> float:
    """Return hours rounded down to whole quarters.

    Examples
    --------
    >>> quarters_down(4.9), quarters_down(0.2)
    (4.75, 0.0)
    """
    return int(hours / QUARTER + 1e-9) * QUARTER


@dataclass
class _Open:
    """A piece of set-up that is not finished: hours left, and which part comes next."""

    piece: Piece
    left: float
    part: int = 1


class _Filling:
    """The state while weeks are filled."""

    def __init__(self, jobs: Sequence[Job]) -> None:
        self.open = {job.name: [_Open(p, p.hours) for p in job.pieces] for job in jobs}
        self.runs: dict[str, int] = {}
        self.slots: list[Slot] = []

    def waits(self, job: Job, week: int) -> bool:
        """Say whether a job must wait for another, or for its time."""
        early = week < job.set_up_from
        return early or (bool(job.after) and self.runs.get(job.after, _NEVER) > week)

    def running(self, job: Job, week: int) -> bool:
        """Say whether a job's weekly work is on."""
        inside = job.first_week <= week <= job.last_week
        return inside and self.runs.get(job.name, _NEVER) <= week and bool(job.weekly)

    def set_up(self, job: Job, week: int, left: float, free: float) -> float:
        """Place what fits of a job's set-up and return the hours left.

        `free` is what the week had for set-up: a visit that can never fit is cut to it.
        """
        pieces = self.open[job.name]
        while pieces and left >= QUARTER - 1e-9:
            at = pieces[0]
            hours = min(at.left, free) if at.piece.whole else min(at.left, left)
            if hours > left + 1e-9:
                break
            done = at.piece.whole or hours >= at.left - 1e-9
            self.slots.append(
                Slot(week, job.lane, job.name, at.piece.task, hours, at.piece.day, at.part, done)
            )
            left -= hours
            if not done:
                at.left, at.part = at.left - hours, at.part + 1
                break
            pieces.pop(0)
            if at.piece.whole:
                break
        if not pieces:
            self.runs[job.name] = max(week + 1, job.first_week)
        return left


def _shortened(wanted: Mapping[str, float], left: float) -> dict[str, float]:
    """Return hours that fit: the longest work gives up a quarter at a time.

    Examples
    --------
    >>> _shortened({"a": 1.0, "b": 0.5}, 1.0)
    {'a': 0.5, 'b': 0.5}
    """
    hours = {name: value for name, value in wanted.items() if value >= QUARTER - 1e-9}
    while hours and sum(hours.values()) > left + 1e-9:
        longest = max(hours.values())
        name = [n for n, value in hours.items() if value >= longest - 1e-9][-1]
        hours[name] -= QUARTER
        if hours[name] < QUARTER - 1e-9:
            del hours[name]
    return hours


def fill_weeks(
    jobs: Sequence[Job],
    budgets: Mapping[str, float],
    weeks: int,
    *,
    reviews: Mapping[int, float],
    shorter: Mapping[str, float] | None = None,
    shorter_weeks: range = range(0),
) -> Schedule:
    """Fill weeks with jobs, in the order in which the jobs are given.

    In no week does a lane hold more than its budget, rounded down to quarters.

    Parameters
    ----------
    jobs : sequence of Job
        The most valuable first.
    budgets : mapping of lane to hours a week
        What each person has.
    reviews : mapping of week to hours
        The owner's looks back; shortened where meetings leave no room.
    shorter : mapping of job to hours, optional
        What the owner's weekly work of some jobs gives up.
    shorter_weeks : range
        Weeks in which it does.
    """
    filling, less = _Filling(jobs), dict(shorter or {})
    for week in range(1, weeks + 1):
        for job in jobs:  # no set-up of its own: it begins when what it waits for runs
            if not job.pieces and job.name not in filling.runs and not filling.waits(job, week):
                filling.runs[job.name] = week
        running = [job for job in jobs if filling.running(job, week)]
        for lane in LANES:
            left = quarters_down(budgets.get(lane, 0.0))
            # What asks for no hours once it stands is put up when it is due: the rest gives way.
            once = sum(
                piece.left
                for job in jobs
                if job.lane == lane and not job.weekly and not filling.waits(job, week)
                for piece in filling.open[job.name]
            )
            for fixed in (True, False):
                wanted = {
                    job.name: job.weekly.get(lane, 0.0)
                    - (less.get(job.name, 0.0) if lane == "owner" and week in shorter_weeks else 0)
                    for job in running
                    if job.fixed is fixed
                }
                room = left if fixed else max(0.0, left - once)
                for name, hours in _shortened(wanted, room).items():
                    filling.slots.append(Slot(week, lane, name, "", hours, 0, 1, True))
                    left -= hours
                if fixed and lane == "owner" and week in reviews:
                    hours = min(reviews[week], left)
                    filling.slots.append(
                        Slot(week, lane, "review", "review", hours, FRIDAY, 1, True)
                    )
                    left -= hours
            free = left
            for job in jobs:
                if job.lane == lane and filling.open[job.name] and not filling.waits(job, week):
                    left = filling.set_up(job, week, left, free)
    order = {lane: k for k, lane in enumerate(LANES)}
    slots = sorted(filling.slots, key=lambda s: (s.week, order[s.lane]))
    return Schedule(tuple(slots), filling.runs)
