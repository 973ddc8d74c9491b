"""What to post, when, and whom to answer: the tables of advice, chosen for this business."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from advisor.catalogue import MIDDLE_STEP
from advisor.catalogue.advice import AdviceTables, ContentKind
from advisor.insight.platforms.result import Answering, PostIdea, TimeSlot
from advisor.results import Range

_MOST_SUBJECTS, _LEAST_ATTRIBUTE = 5, 0.5  # as many as one remembers; half of an attribute
_SAME_DAY_HOURS = 12.0
_SLOTS = 2
_DAYS = 7


def rhythm_of(advice: AdviceTables, platform: str, quantity: str) -> Range | None:
    """Return a range of posting, None where the table has no row."""
    for row in advice.rhythm:
        if (row.platform, row.quantity) == (platform, quantity):
            return Range.of((row.low, row.best, row.high))
    return None


def _idea(kind: ContentKind, *, suits: bool) -> PostIdea:
    factor = kind.factor
    return PostIdea(
        content=kind.content,
        name=kind.name,
        what=kind.what,
        factor=None if factor is None else Range.of(factor),
        suits=suits,
        fact_ids=kind.fact_ids,
        grade=kind.grade,
        reasoning=kind.reasoning,
    )


def forms_for(advice: AdviceTables, platform: str, on_camera: int) -> tuple[PostIdea, ...]:
    """Return the forms of a platform, farthest-carrying first.

    Films that show the owner come last for one who would rather not (`on_camera` below 3).
    """
    shy = on_camera < MIDDLE_STEP
    kinds = [k for k in advice.content if k.kind == "form" and k.platform == platform]
    ideas = [_idea(k, suits=not (shy and k.on_camera)) for k in kinds]
    return tuple(
        sorted(ideas, key=lambda i: (not i.suits, -(i.factor.p50 if i.factor else 1.0), i.content))
    )


def subjects_for(advice: AdviceTables, attributes: Mapping[str, float]) -> tuple[PostIdea, ...]:
    """Return what this trade can show, the subjects of its strongest attributes first.

    Those of attributes of 0.5 or more, at most five, at least two; then what holds for all.
    """
    subjects = sorted(
        (k for k in advice.content if k.kind == "subject"),
        key=lambda k: (-attributes.get(k.attribute, 0.0), k.content),
    )
    strong = [k for k in subjects if attributes.get(k.attribute, 0.0) >= _LEAST_ATTRIBUTE]
    chosen = (strong if len(strong) >= 2 else subjects[:2])[:_MOST_SUBJECTS]
    always = [k for k in advice.content if k.kind == "form" and not k.platform]
    return tuple(_idea(k, suits=True) for k in (*chosen, *always))


def slots_for(advice: AdviceTables, platform: str) -> tuple[TimeSlot, ...]:
    """Return the time most sources name, and the best one that the other sources name.

    Every source has one voice for each hour of the week it names.
    """
    claims = [t for t in advice.times if t.platform == platform]
    named: dict[str, set[tuple[int, int]]] = {}
    for t in claims:
        cells = {(day, hour) for day in t.days for hour in range(t.from_hour, t.to_hour)}
        named.setdefault(t.fact_id, set()).update(cells)
    found: list[TimeSlot] = []
    left = dict(sorted(named.items()))
    while left and len(found) < _SLOTS:
        voices = Counter(cell for cells in left.values() for cell in cells)
        most = max(voices.values())
        best = {cell for cell, count in voices.items() if count == most}
        day, begin, end = _longest(best)
        days = tuple(
            d for d in range(1, 1 + _DAYS) if all((d, h) in best for h in range(begin, end))
        )
        slot = {(d, hour) for d in days for hour in range(begin, end)}
        naming = [source for source, cells in named.items() if (day, begin) in cells]
        found.append(
            TimeSlot(
                days=days,
                from_hour=begin,
                to_hour=end,
                agree=len(naming),
                claims=len(named),
                fact_ids=tuple(sorted(naming)),
            )
        )
        left = {source: cells for source, cells in left.items() if not cells & slot}
    return tuple(found)


def _longest(cells: set[tuple[int, int]]) -> tuple[int, int, int]:
    """Return day, first hour and end of the longest run of hours, the earliest of equals."""
    runs = []
    for day, hour in sorted(cells):
        if (day, hour - 1) in cells:
            continue
        end = hour
        while (day, end) in cells:
            end += 1
        runs.append((hour - end, day, hour, end))
    _, day, begin, end = min(runs)
    return day, begin, end


def answering(advice: AdviceTables) -> tuple[Answering, ...]:
    """Return what wants an answer, soonest first."""
    return tuple(
        Answering(
            situation=row.situation,
            name=row.name,
            within_hours=row.within_hours,
            same_day=row.within_hours <= _SAME_DAY_HOURS,
            only_the_owner=row.only_the_owner,
            what=row.what,
            fact_ids=row.fact_ids,
            grade=row.grade,
            reasoning=row.reasoning,
        )
        for row in sorted(advice.replies, key=lambda r: (r.within_hours, r.situation))
    )
