"""Frozen types of the tables behind the plan and the manager's brief.

What the law asks before somebody is written to, figures of practice, and the set-up work of a
channel.  The forecast never reads these tables: they say how to do what it chose.
"""

from __future__ import annotations

from dataclasses import dataclass

from advisor.catalogue.grades import Grade


@dataclass(frozen=True)
class ConsentRule:
    """What the law of a country (or group of countries) asks before people are written to."""

    rule: str
    law: str
    sentence: str
    source_title: str
    source_url: str
    grade: Grade
    reasoning: str


@dataclass(frozen=True)
class PracticeFigure:
    """A small figure of practice: a reply time, a share, a span; ``unit`` says of what."""

    value: float
    unit: str
    fact_ids: tuple[str, ...]
    grade: Grade
    reasoning: str


@dataclass(frozen=True)
class PlanStep:
    """A piece of set-up work of a channel, ``kind:<kind>``, ``fix:<code>``, manager or start."""

    step: str
    applies_to: str
    hours: float
    day: int
    whole: bool
