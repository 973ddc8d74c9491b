"""The plan: twelve weeks of tasks within the week's budgets, targets, review and test.

Weeks count from 1, days from 0 (Monday).  ``date`` is filled only when a start was given:
nothing here is taken from the clock.
"""

from typing import Literal

from advisor.catalogue import Family
from advisor.results.finding import Insight
from advisor.results.forecast import Range, Result

Kind = Literal["fix", "set_up", "visit", "join", "hire", "work", "follow_up", "review", "test"]


class PlanTask(Result):
    """One thing to do.

    ``id`` stays the same from one export to the next: channel, task and, for what comes every
    week, the week.  ``hours`` are those of whoever does it (``who``: owner, staff, manager).
    """

    id: str
    week: int
    day: int
    date: str | None
    kind: Kind
    channel: str
    title: str
    detail: str
    hours: float
    who: str


class PlanWeek(Result):
    """One week: its tasks, the hours they take of each person, and the money that runs by then.

    ``set_up_hours`` and ``work_hours`` are the owner's and sum to ``owner_hours``; ``busy`` says
    whether it lies in the busy months of the trade (null without a start).
    """

    week: int
    starts_on: str | None
    owner_hours: float
    set_up_hours: float
    work_hours: float
    staff_hours: float
    manager_hours: float
    money_per_month: float
    busy: bool | None
    tasks: tuple[PlanTask, ...]


class ChannelStart(Result):
    """When a channel of the mix is set up and from which week it runs (null: after the plan)."""

    channel: str
    family: Family
    name: str
    set_up_week: int | None
    work_week: int | None
    who: str
    hours_per_week: float
    money_per_month: float
    rhythm: str


class Target(Result):
    """What to have by the review: a number the owner does, or a range of what it may bring."""

    code: str
    name: str
    low: float | None
    middle: float
    high: float | None
    unit: str


class ChangeRule(Result):
    """A sign at the review, and what it would change."""

    code: str
    channel: str
    sign: str
    change: str


class ChannelTest(Result):
    """The one new channel that the reserve pays for, and the three questions it must answer.

    ``channel`` is "" when none fits the reserve.  Customers and people are those expected over
    the weeks of the test; ``worth`` is the gross profit of one customer, the most it may cost.
    """

    channel: str
    name: str
    from_week: int | None
    weeks: int
    hours_per_week: float
    money_per_month: float
    share: float
    customers: Range | None
    people: Range | None
    worth: float | None
    questions: tuple[str, ...]
    reason: str


class Consent(Result):
    """What the law asks before people met are written to, in a sentence, with its source."""

    law: str
    sentence: str
    source_title: str
    source_url: str
    grade: str


class Season(Result):
    """The busy months of the trade (1-12) and what they mean for the plan."""

    busy_months: tuple[int, ...]
    sentences: tuple[str, ...]


class Plan(Insight):
    """Twelve weeks for the chosen mix.

    ``key`` names the business and stays the same when its answers change; ``start`` is the
    Monday of week 1 or null.  ``owner_hours`` and ``staff_hours`` are the week's budgets.  When
    nothing is recommended ``weeks`` have no tasks and ``first_two_hours`` is the plan, outside
    any budget.
    """

    key: str
    name: str
    start: str | None
    currency: str
    owner_hours: float
    staff_hours: float
    weeks: tuple[PlanWeek, ...]
    starts: tuple[ChannelStart, ...]
    targets: tuple[Target, ...]
    review_week: int
    review_on: str | None
    changes: tuple[ChangeRule, ...]
    test: ChannelTest
    consent: Consent
    season: Season
    group_steps: tuple[str, ...]
    ask_everyone: str
    first_two_hours: tuple[PlanTask, ...]

    @property
    def tasks(self) -> tuple[PlanTask, ...]:
        """Every task in the order of time; the first two hours where there is no plan."""
        return self.first_two_hours + tuple(task for week in self.weeks for task in week.tasks)
