"""Frozen types of the tables behind the plan and the brief, which the forecast never reads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from advisor.catalogue.columns import (
    Address,
    Fault,
    Filled,
    Flag,
    FromZero,
    Graded,
    Grounded,
    Items,
    one_of,
    within,
)


@dataclass(frozen=True)
class ConsentRule:
    """What the law of some countries (none: all others) asks before people are written to."""

    rule: Filled
    countries: Items
    law: Filled
    sentence: Filled
    source_title: str
    source_url: Address
    grade: Graded
    reasoning: Filled

    def faults(self) -> Iterator[Fault]:
        """Yield what cannot stand together."""
        if self.source_url and not self.source_title:
            yield "source_title", "must not be empty"
        if not self.source_url and self.grade != "judgement":
            yield "grade", "must be judgement where there is neither fact nor source"


@dataclass(frozen=True)
class PracticeFigure(Grounded):
    """A small figure of practice: a reply time, a share, a span; ``unit`` says of what."""

    figure: Filled
    value: FromZero
    unit: Filled
    reasoning: Filled


@dataclass(frozen=True)
class PlanStep:
    """A piece of set-up work of a channel, ``kind:<kind>``, ``fix:<code>``, manager or start."""

    step: Filled
    applies_to: Filled
    position: Annotated[float, within(1)]
    hours: Annotated[float, within(0.25, 8)]
    day: Annotated[int, within(0, 6)]
    whole: Flag
    grade: Annotated[str, one_of("judgement")]
    reasoning: Filled

    def faults(self) -> Iterator[Fault]:
        """Yield what cannot stand together."""
        if self.hours * 4 % 1:
            yield "hours", "must be whole quarters"
