"""Which answers would tip the call, and at what value: each moved alone, the mix chosen again.

Hours and money are read off one solved grid; other numbers are tried at both ends of a plausible
span and the tipping value is found by halving; choices are tried one by one.
"""

from collections.abc import Callable, Sequence
from functools import cached_property, partial
from typing import Any, NamedTuple

from advisor.catalogue import LEAST_STEP, MIDDLE_STEP, MOST_STEP, REACH_GOALS
from advisor.evidence.policy import TRAITS
from advisor.explain.answer_words import answer_name, answer_text
from advisor.explain.names import OUTCOMES
from advisor.insight.strategies.result import Direction, Stretch, Strip, Tip, Tried
from advisor.insight.strategies.words import say
from advisor.model.engine import Engine
from advisor.model.response.options import HOUR_STEP
from advisor.profile import FIELDS
from advisor.recommend import Solved
from advisor.recommend.calls import Call, call_of

HALVINGS = 5  # to within a thirtieth of the stretch
# Answers that are tried, in this order.
TRIED = (
    "hours_per_week", "money_per_month", "reach_goal", "value_of_owner_hour",
    "capacity_new_customers_per_month", "customers_come_from_miles", "people_nearby",
    "sold_online", *TRAITS,
)  # fmt: skip
# How far budgets are looked at: times the own, at least, at most.
TIMES_HOURS, LEAST_TOP_HOURS, MOST_HOURS = 3.0, 10.0, 100.0
TIMES_MONEY, LEAST_TOP_STEPS = 3, 120  # the same of money
_POINTS = 80  # of a scan: finer than a strip on paper
_JUST_ABOVE = 1.000001  # so that a whole step is reached in spite of dust
_STEP_WEIGHS = 0.25  # of a trait, beside a factor e of a number
# A change that is gone at the next steps of a scan is a tie, not a tip.
_HOLDS_FOR = 3


class Moved(NamedTuple):
    """What one answer, moved alone, tips, or that it tips nothing, and its budget's strip."""

    tips: tuple[Tip, ...]
    untipped: tuple[Tried, ...]
    strips: tuple[Strip, ...]


class Tipping:
    """Looks for the answers that tip the call of one business."""

    def __init__(self, solved: Solved, currency: str, unit: str) -> None:
        self.solved, self.currency = solved, currency
        self.text = partial(answer_text, currency=currency, unit=unit)
        self.tips: list[Tip] = []
        self.untipped: list[Tried] = []
        self.strips: list[Strip] = []

    @cached_property
    def base(self) -> Engine:
        """The business as answered."""
        return self.solved.engine

    @cached_property
    def call(self) -> Call:
        """What is called for it."""
        return call_of(self.base, None)

    def move(self, field: str) -> Moved:
        """Return what moving one of those ``TRIED`` alone does to the call."""
        self.tips, self.untipped, self.strips = [], [], []
        case = self.base.case
        numbers = {
            "value_of_owner_hour": case.value_of_owner_hour_usd * case.local_per_usd,
            "capacity_new_customers_per_month": case.capacity_per_month,
            "customers_come_from_miles": case.catchment_miles,
            "people_nearby": case.people_nearby,
        }
        if field == "hours_per_week":
            self._hours()
        elif field == "money_per_month":
            self._money()
        elif field == "reach_goal":
            goal = case.reach_goal
            others = sorted(
                (g for g in REACH_GOALS if g != goal),
                key=lambda g: (abs(REACH_GOALS.index(g) - REACH_GOALS.index(goal)), g),
            )
            self._choices("reach_goal", goal, others, lambda v: {"reach_goal": v})
        elif field == "sold_online":
            online = self.base.business.online > 0
            self._choices("sold_online", online, [not online], lambda v: {"sold_online": v})
        elif field in numbers:
            self._number(field, numbers[field])
        else:
            self._trait(field)
        return Moved(tuple(self.tips), tuple(self.untipped), tuple(self.strips))

    def _tip(
        self, field: str, now: Any, at: Any, direction: Direction, to: Call, distance: float
    ) -> None:
        answer = answer_name(field)
        texts = {"now": self.text(field, now), "at": self.text(field, at)}
        code = "tip_gone" if to is None else f"tip_{direction}"
        self.tips.append(
            Tip(
                field=field, answer=answer, now=_figure(now), at=_figure(at), direction=direction,
                to=to, distance=distance, now_text=texts["now"], at_text=texts["at"],
                sentence=say(code, answer=answer, to=OUTCOMES[to], **texts),
            )
        )  # fmt: skip

    def _nothing(self, field: str, text: str) -> None:
        self.untipped.append(Tried(field=field, answer=answer_name(field), tried_text=text))

    def _between(self, field: str, low: Any, high: Any) -> None:
        self._nothing(field, f"{self.text(field, low)} to {self.text(field, high)}")

    # hours and money: one solved grid each, read at every step

    def _hours(self) -> None:
        base = self.base
        own = base.hours * HOUR_STEP
        top = min(MOST_HOURS, max(TIMES_HOURS * own, LEAST_TOP_HOURS))
        top = max(top, own)
        cells = int(top / HOUR_STEP)
        engine = self.solved.answered({"hours_per_week": top})
        step = max(1, cells // _POINTS)
        self._scan(
            "hours_per_week", base.hours, list(range(0, cells + 1, step)),
            lambda k, was: call_of(engine, was, k, base.money, quick=True), lambda k: k * HOUR_STEP,
        )  # fmt: skip

    def _money(self) -> None:
        base, case = self.base, self.base.case
        cells = max(TIMES_MONEY * base.money, LEAST_TOP_STEPS)
        unit = case.money_step_usd * case.local_per_usd
        engine = self.solved.answered({"money_per_month": cells * unit * _JUST_ABOVE})
        step = max(1, cells // 60)
        self._scan(
            "money_per_month", base.money, list(range(0, cells + 1, step)),
            lambda k, was: call_of(engine, was, base.hours, k, quick=True), lambda k: k * unit,
        )  # fmt: skip

    def _scan(
        self,
        field: str,
        own: int,
        points: Sequence[int],
        call: Callable[[int, Call], Call],
        value: Callable[[int], float],
    ) -> None:
        """Look on both sides of the own budget for the nearest step at which the call changes."""
        if call(own, self.call) != self.call:  # wishes that only larger budgets can pay
            return
        count = len(self.tips)
        calls_at = {own: self.call}
        for side in ([p for p in points if p > own], [p for p in reversed(points) if p < own]):
            was = self.call
            for point in side:
                was = calls_at[point] = call(point, was)
        unit = "h" if field == "hours_per_week" else self.currency
        self.strips.append(
            Strip(
                field=field, answer=answer_name(field), unit=unit, now=value(own),
                stretches=stretches_of([(value(p), c) for p, c in sorted(calls_at.items())]),
            )
        )  # fmt: skip
        for direction, side in (
            ("above", [p for p in points if p > own]),
            ("below", [p for p in reversed(points) if p < own]),
        ):
            calls = [calls_at[p] for p in side]
            at = first_change(calls, self.call)
            if at is not None:
                there, now = value(side[at]), value(own)
                asked = there * _JUST_ABOVE if field == "money_per_month" else there
                if call_of(self.solved.asked({field: asked}), None) != calls[at]:
                    continue  # quick looks are rougher than an answer
                distance = abs(there - now) / max(now, value(points[-1]) / TIMES_HOURS)
                self._tip(field, now, there, _direction(direction), calls[at], distance)
        if len(self.tips) == count:
            self._between(field, value(points[0]), value(points[-1]))

    # numbers

    def _number(self, field: str, now: float) -> None:
        row = "tip_hour_times" if field == "value_of_owner_hour" else "tip_times"
        times = self.solved.tables.practice[row].value
        ends = [FIELDS[field].within(now * factor) for factor in (1.0 / times, times)]
        calls: dict[float, Call] = {}

        def call(value: float) -> Call:
            if value not in calls:
                calls[value] = call_of(self.solved.answered({field: value}), self.call)
            return calls[value]

        if now <= 0:
            return
        count = len(self.tips)
        for direction, end in zip(("below", "above"), ends, strict=True):
            if end == now or call(end) == self.call:
                continue
            at = tipping_value(call, self.call, now, end)
            self._tip(field, now, at, _direction(direction), call(at), abs(at - now) / now)
        if len(self.tips) == count:
            self._between(field, *ends)

    # choices

    def _choices(
        self, field: str, now: Any, others: Sequence[Any], changes: Callable[[Any], dict[str, Any]]
    ) -> None:
        count = len(self.tips)
        for step, value in enumerate(others, start=1):
            to = call_of(self.solved.answered(changes(value)), self.call)
            if to != self.call:
                self._tip(field, now, value, "is", to, step / 2)
        if len(self.tips) == count:
            self._nothing(field, ", ".join(self.text(field, v) for v in others))

    def _trait(self, trait: str) -> None:
        now = self.base.case.personality.get(trait, MIDDLE_STEP)
        given = self.solved.profile.answers().get("personality", {})

        def call(level: int) -> Call:
            changed = {"personality": {**given, trait: level}}
            return call_of(self.solved.answered(changed), self.call)

        count = len(self.tips)
        for end, step in ((LEAST_STEP, -1), (MOST_STEP, 1)):
            if now == end or call(end) == self.call:
                continue
            for level in range(now + step, end + step, step):
                to = call(level)
                if to != self.call:
                    self._tip(trait, now, level, "is", to, _STEP_WEIGHS * abs(level - now))
                    break
        if len(self.tips) == count:
            self._between(trait, LEAST_STEP, MOST_STEP)


def stretches_of(calls: Sequence[tuple[float, Call]]) -> tuple[Stretch, ...]:
    """Join the steps of a scan with the same call into stretches.

    `calls`: values ascending.  Each ends where the next begins.

    Examples
    --------
    >>> [(s.low, s.high, s.call) for s in stretches_of([(0, None), (1, None), (2, "next_towns")])]
    [(0.0, 2.0, None), (2.0, 2.0, 'next_towns')]
    """
    found: list[tuple[float, Call]] = []
    for value, call in calls:
        if not found or found[-1][1] != call:
            found.append((value, call))
    ends = [value for value, _ in found[1:]] + [calls[-1][0]]
    return tuple(
        Stretch(low=low, high=high, call=call)
        for (low, call), high in zip(found, ends, strict=True)
    )


def first_change(calls: Sequence[Call], call: Call) -> int | None:
    """Return where a row of calls first differs from `call` and goes on differing.

    Examples
    --------
    >>> first_change(["main_street", "next_towns", "next_towns"], "main_street")
    1
    >>> first_change(["next_towns", "main_street", "main_street"], "main_street") is None
    True
    """
    for k, there in enumerate(calls):
        if there != call and all(c != call for c in calls[k : k + _HOLDS_FOR]):
            return k
    return None


def tipping_value(call: Callable[[float], Call], now: Call, inside: float, outside: float) -> float:
    """Return the nearest value to `inside` found, by halving, at which the call is not `now`.

    Between the two; the call there is another than `now`.

    Examples
    --------
    >>> round(tipping_value(lambda x: "beyond_town" if x > 3 else None, None, 1.0, 5.0), 2)
    3.12
    """
    for _ in range(HALVINGS):
        middle = (inside + outside) / 2
        if call(middle) == now:
            inside = middle
        else:
            outside = middle
    return outside


def _direction(text: str) -> Direction:
    return "above" if text == "above" else "below"


def _figure(value: Any) -> float | int | str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value if isinstance(value, str | int) else float(value)
