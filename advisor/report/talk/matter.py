"""What the pages of a talk are made of: the answer, what follows from it, what is done today."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from advisor.explain.ledger_words import basis_of, goal_words, kept_already
from advisor.explain.talk_words import talk_words
from advisor.explain.wording import amount, exact, given, span_text, two_figures
from advisor.insight.plan.result import Plan
from advisor.insight.strategies.result import StrategiesResult, Way
from advisor.profile import BusinessProfile
from advisor.results import AllocationItem, Baseline, Insight, Range, Recommendation
from advisor.results.present import done_today
from advisor.results.provenance import FROM_WHERE, FigureUsed, Provenance

_CITED = 5  # sources in a slide's notes
_BEST_FIRST = ("owner", "A", "B", "C", "D", "judgement")
_LEAST_MONEY = 0.1  # of the money there is: less is not said of a single channel


@dataclass(frozen=True)
class Use:
    """A channel as it is used today: hours a week, money a month, customers counted a year."""

    channel: str
    name: str
    hours: float
    money: float
    counted: float | None


@dataclass(frozen=True)
class Matter:
    """A recommendation with all that a page may need; ``date`` is that of the talk."""

    r: Recommendation
    insights: Mapping[str, Insight]
    evidence: Provenance | None
    profile: BusinessProfile | None
    date: datetime.date | None

    @property
    def scale(self) -> tuple[float, str]:
        """What monthly customers are multiplied by, and the period's name: as on every page."""
        return basis_of(self.r)

    def count(self, customers: float) -> str:
        """Return customers a month in the scale of the talk."""
        return two_figures(self.scale[0] * customers)

    def span(self, customers: Range) -> str:
        """Return a range of customers a month in the scale of the talk."""
        text = span_text(customers.times(self.scale[0]))
        return talk_words("hardly_any") if text == "0" else text

    @property
    def today(self) -> float:
        """New customers a month of today, at the median."""
        return self.r.base_line if self.r.ledger is None else self.r.ledger.total_today.p50

    @property
    def already(self) -> str:
        """How many of the plan's customers come already, as the page says it; empty for none."""
        return kept_already(self.r).removeprefix("about ")

    @property
    def next_step(self) -> list[str]:
        """What would close the gap to the goal, counted as on every page; empty where nothing."""
        if self.r.goal is None or self.r.ledger is None:
            return []
        told = goal_words(self.r.goal, self.r.ledger, self.r.currency, self.scale)[1]
        return [told] if told else []

    @property
    def with_plan(self) -> float:
        """New customers a month with the plan, at the median."""
        ledger = self.r.ledger
        if ledger is None:
            return self.r.base_line + self.r.totals.customers.p50
        return ledger.total_with_plan.p50

    @property
    def plan(self) -> Plan | None:
        """The twelve weeks, where they were worked out."""
        found = self.insights.get("plan")
        return found if isinstance(found, Plan) else None

    @property
    def ways(self) -> Mapping[str, Way]:
        """The ways on the axes they share, by their id; empty where not worked out."""
        found = self.insights.get("strategies")
        return {w.id: w for w in found.ways} if isinstance(found, StrategiesResult) else {}

    @property
    def present(self) -> Baseline | None:
        """What is done today, at the costs that were typed; None where it was not said."""
        return self.r.present if self.profile is None else done_today(self.r, self.profile)

    @property
    def uses(self) -> tuple[Use, ...]:
        """What is done today, with the customers that were counted."""
        found = []
        for item in self.present.allocation if self.present else ():
            own = self.profile and self.profile.results.get(item.channel)
            counted = None if not own or own.customers is None else 12 * own.customers / own.months
            found.append(
                Use(item.channel, item.name, item.hours_per_week, item.money_per_month, counted)
            )
        return tuple(sorted(found, key=lambda u: (-u.hours, -u.money, u.channel)))

    @property
    def start(self) -> datetime.date | None:
        """The Monday the plan begins on."""
        if self.plan is not None and self.plan.start is not None:
            return datetime.date.fromisoformat(self.plan.start)
        return self.date and self.date + datetime.timedelta(days=7 - self.date.weekday())

    def day(self, week: int, weekday: int) -> str:
        """Return a day of a week of the plan in words; empty without a date."""
        if self.start is None:
            return ""
        found = self.start + datetime.timedelta(days=7 * (week - 1) + weekday)
        return f"{found:%A}, {found.day} {found:%B %Y}"

    def effort(
        self, hours: float, money: float, *, short: bool = False, planned: bool = False
    ) -> str:
        """Return hours a week and money a month in words, as given or as planned."""
        write = amount if planned else given
        parts = []
        if hours > 0:
            parts.append(f"{exact(hours)} h a week" if short else _hours(hours))
        if money >= 0.5:
            parts.append(
                f"{write(money, self.r.currency)} {self.r.currency}" + ("" if short else " a month")
            )
        return (", " if short else " and ").join(parts) or talk_words("no_effort")

    def item_effort(self, item: AllocationItem) -> str:
        """Return what a channel of the plan takes, whoever works it, in few words."""
        parts = [
            f"{exact(hours)} h{whose}"
            for hours, whose in (
                (item.hours_per_week, ""),
                (item.staff_hours_per_week, " of staff"),
                (item.manager_hours_per_week, " of a manager"),
            )
            if hours > 0
        ]
        if item.money_per_month >= max(0.5, _LEAST_MONEY * self.r.budgets.money.given):
            parts.append(f"{amount(item.money_per_month, self.r.currency)} {self.r.currency}")
        return ", ".join(parts) or talk_words("no_work")

    def plan_effort(self) -> str:
        """Return what the plan takes of the owner's hours and of money; in its weeks, at most."""
        hours, money = self.r.budgets.owner_hours.used, self.r.budgets.money.used
        if self.plan is None:
            return self.effort(hours, money, planned=True)
        most = max((w.owner_hours for w in self.plan.weeks), default=hours)
        money = min(money, max((w.money_per_month for w in self.plan.weeks), default=money))
        effort = self.effort(most, money, planned=True)
        return effort if abs(most - hours) < 1e-6 else talk_words("up_to", effort=effort)

    def cited(
        self,
        channels: Iterable[str] = (),
        quantities: Sequence[str] = (),
        facts: Iterable[str] = (),
    ) -> tuple[str, ...]:
        """Return the sources behind a page in words, best grade first, and how much is judgement.

        `channels`: whose figures count; by default the trade's shares of customers by source.
        `quantities`: words of which a figure's quantity must hold one.  `facts`: facts that a
        finding names; their sources come first.
        """
        if self.evidence is None:
            return ()
        wanted = set(channels) or {FROM_WHERE}
        figures = _of(self.evidence.figures, wanted, quantities)
        if not any(f.sources for f in figures):
            figures = _of(self.evidence.figures, wanted, ()) or figures
        lines = []
        if figures:
            judged = sum(f.grade == "judgement" for f in figures)
            lines.append(talk_words("judgement_part", count=len(figures), judged=judged))
        ranked = sorted(figures, key=lambda f: _BEST_FIRST.index(f.grade))
        numbers = dict.fromkeys(self.evidence.numbers(facts))
        numbers.update(dict.fromkeys(n for f in ranked for n in f.sources))
        by_number = {s.number: s for s in self.evidence.sources}
        if not numbers:
            return (*lines, talk_words("no_source_judged" if figures else "no_source"))
        lines.append(talk_words("sources"))
        for number in list(numbers)[:_CITED]:
            source = by_number[number]
            grade = ", ".join(source.grades)
            lines.append(talk_words("source", title=source.title, grade=grade, url=source.url))
        if len(numbers) > _CITED:
            lines.append(talk_words("more_sources", count=len(numbers) - _CITED))
        return tuple(lines)


def _hours(hours: float) -> str:
    return "1 hour a week" if hours == 1 else f"{exact(hours)} hours a week"


def _of(
    figures: Iterable[FigureUsed], channels: Iterable[str], quantities: Sequence[str]
) -> list[FigureUsed]:
    return [
        f
        for f in figures
        if f.channel in channels and (not quantities or any(q in f.quantity for q in quantities))
    ]
