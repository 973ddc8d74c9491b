"""Each answer moved to a plausible low and high, the best mix chosen again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from advisor.catalogue import LEAST_STEP, MIDDLE_STEP, MOST_STEP, REACH_GOALS, Case, Span
from advisor.explain.names import GOALS
from advisor.explain.wording import KM_PER_MILE, exact, two_figures
from advisor.insight.sensitivity.moving import Judge
from advisor.insight.sensitivity.result import Moved
from advisor.insight.sensitivity.words import ANSWERS, say

# Judgement: how far off an answer can plausibly be (assumed, given), and budgets that could be.
ASSUMED, GIVEN, BUDGET = (0.5, 2.0), (0.75, 1.25), (0.5, 2.0)
TRAITS = ("meeting_people", "drive_to_grow")
SHORT_MONTHS, LONG_MONTHS = 6, 24  # half a year, two years
LEAST_MONEY_STEPS = 20  # a hundred: less is no other budget
_JUST_ABOVE = 1.000001  # so that a whole step is reached in spite of dust


def moved_answers(judge: Judge, kilometres: bool) -> tuple[Moved, ...]:
    """Return every answer moved, largest swing first."""
    found = []
    for field, now, low, high in _ends(judge):
        name = ANSWERS[field]
        ends = []
        for value in (low, high):
            if value == now:
                engine = judge.base
            else:
                engine = judge.solved.answered(_change(judge, field, value))
            ends.append(judge.outcome(engine, _text(judge, field, value, kilometres)))
        now_text = _text(judge, field, now, kilometres)
        assumed = _assumed(judge, field)
        found.append(
            judge.moved("answer", field, name, now_text, ends[0], ends[1], assumed=assumed)
        )
    return tuple(sorted(found, key=lambda m: (-m.swing, m.id)))


def _assumed(judge: Judge, field: str) -> bool:
    profile = judge.solved.profile
    whose = profile.personality if field in TRAITS else profile
    return getattr(whose, field) is None


def _change(judge: Judge, field: str, value: Any) -> dict[str, Any]:
    if field in TRAITS:
        given = judge.solved.profile.answers().get("personality", {})
        return {"personality": {**given, field: value}}
    return {field: value}


def _ends(judge: Judge) -> Iterator[tuple[str, Any, Any, Any]]:
    """Yield (field, now, low, high), in the profile's units."""
    case, profile = judge.base.case, judge.solved.profile
    local = case.local_per_usd
    hours = case.owner_hours
    yield "hours_per_week", hours, hours * BUDGET[0], min(100.0, max(hours * BUDGET[1], 1.0))
    step = case.money_step_usd * local
    money = case.money_usd * local
    more = max(money * BUDGET[1], LEAST_MONEY_STEPS * step * _JUST_ABOVE)
    yield "money_per_month", money, money * BUDGET[0], more
    place = REACH_GOALS.index(case.reach_goal)
    nearer, farther = max(place - 1, 0), min(place + 1, len(REACH_GOALS) - 1)
    yield "reach_goal", case.reach_goal, REACH_GOALS[nearer], REACH_GOALS[farther]
    yield from _spans(judge, case)
    for field, value in (
        ("capacity_new_customers_per_month", case.capacity_per_month),
        ("value_of_owner_hour", case.value_of_owner_hour_usd * local),
        ("customers_come_from_miles", case.catchment_miles),
        ("people_nearby", case.catchment_people),
    ):
        if value > 0:
            factors = ASSUMED if getattr(profile, field) is None else GIVEN
            least = 0.5 if field == "customers_come_from_miles" else 0.0
            yield field, value, max(least, value * factors[0]), value * factors[1]
    yield "months_to_goal", case.horizon_months, SHORT_MONTHS, LONG_MONTHS
    for trait in TRAITS:
        yield trait, case.personality.get(trait, MIDDLE_STEP), LEAST_STEP, MOST_STEP


def _spans(judge: Judge, case: Case) -> Iterator[tuple[str, float, float, float]]:
    """Yield the answers that are drawn from the trade's range where they are left out."""
    local = case.local_per_usd
    spans: tuple[tuple[str, Span, float], ...] = (
        ("average_sale", case.average_sale_usd, local),
        ("purchases_per_year", case.purchases_per_year, 1.0),
        ("gross_margin", case.gross_margin, 1.0),
        ("active_customers", case.active_customers, 1.0),
    )
    for field, span, scale in spans:
        low, best, high = (x * scale for x in (span.low, span.best, span.high))
        if getattr(judge.solved.profile, field) is not None:
            low, high = best * GIVEN[0], best * GIVEN[1]
        if field == "gross_margin":
            high = min(1.0, high)
        if high > low:
            yield field, best, low, high


def _text(judge: Judge, field: str, value: Any, kilometres: bool) -> str:
    """Return a value as a reader sees it."""
    if field == "reach_goal":
        return GOALS[value]
    if field in TRAITS:
        return say("level", level=value)
    if field == "gross_margin":
        return say("value_share", share=two_figures(100 * value))
    if field == "months_to_goal":
        return say("months", months=value)
    if field == "hours_per_week":
        return f"{exact(value)} h"
    if field in ("money_per_month", "average_sale", "value_of_owner_hour"):
        return f"{two_figures(value)} {judge.base.case.currency}"
    if field == "customers_come_from_miles":
        if kilometres:
            return f"{two_figures(value * KM_PER_MILE)} km"
        return f"{two_figures(value)} miles"
    return two_figures(value)
