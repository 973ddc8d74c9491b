"""Frozen types of the tables behind the advice on platforms and adverts.

What to post, how often, when, whom to answer first; whom adverts can be shown to, what the law
and the platforms keep out of them, and what to prepare.  The forecast never reads these tables:
they say how to do what it chose.  Shares and factors are plain numbers, hours are clock hours.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from advisor.catalogue.grades import Grade

Available = Literal["yes", "limited", "no"]


@dataclass(frozen=True)
class ContentKind:
    """Something to post: a ``form`` of one platform ("" for all), or a ``subject`` of a trade.

    ``attribute`` is the sector attribute a subject suits; ``factor`` (low, best, high) what a form
    reaches against the usual post of the platform, None where nothing was found; ``on_camera``
    marks forms that show the owner.
    """

    content: str
    kind: Literal["form", "subject"]
    platform: str
    attribute: str
    name: str
    what: str
    factor: tuple[float, float, float] | None
    on_camera: bool
    fact_ids: tuple[str, ...]
    grade: Grade
    reasoning: str


@dataclass(frozen=True)
class Rhythm:
    """A quantity of posting: low, best, high in ``unit``; platform "all" holds for every one."""

    platform: str
    quantity: str
    low: float
    best: float
    high: float
    unit: str
    fact_ids: tuple[str, ...]
    grade: Grade
    reasoning: str


@dataclass(frozen=True)
class PostingTime:
    """A source's claim of a good time: ``days`` 1 (Monday) to 7, from one clock hour to another."""

    platform: str
    days: tuple[int, ...]
    from_hour: int
    to_hour: int
    fact_id: str


@dataclass(frozen=True)
class Habit:
    """Share of small firms that use a platform, among those who sell to people or to firms."""

    platform: str
    among: Literal["people", "firms"]
    share: float
    fact_ids: tuple[str, ...]
    grade: Grade
    reasoning: str


@dataclass(frozen=True)
class Reply:
    """Who answers what within how many hours; ``only_the_owner`` marks what is not passed on."""

    situation: str
    name: str
    within_hours: float
    only_the_owner: bool
    what: str
    fact_ids: tuple[str, ...]
    grade: Grade
    reasoning: str


@dataclass(frozen=True)
class Targeting:
    """One way to choose who sees an advert of ``channel``.

    ``answer`` names the profile answer that fills it ("" for none); ``value`` is a figure that
    belongs to it (people, miles), None where there is none.
    """

    channel: str
    kind: str
    criterion: str
    name: str
    available: Available
    answer: str
    value: float | None
    note: str
    source_id: str
    grade: Grade


@dataclass(frozen=True)
class AdvertLimit:
    """Rules of adverts that touch a kind of offer; no ``sectors`` means any business.

    ``forbids`` names ways of targeting as ``channel/criterion``; ``least_radius_miles`` is what
    any place is widened to, None where nothing is.
    """

    limit: str
    name: str
    sectors: tuple[str, ...]
    forbids: tuple[str, ...]
    least_radius_miles: float | None
    what: str
    source_ids: tuple[str, ...]
    grade: Grade
    reasoning: str


@dataclass(frozen=True)
class AdvertStep:
    """A line of the checklist: its stage, the ``channels`` it belongs to (none: all), when."""

    step: str
    stage: Literal["landing", "tracking", "running"]
    channels: tuple[str, ...]
    needs: str
    what: str
    fact_ids: tuple[str, ...]
    grade: Grade
    reasoning: str


@dataclass(frozen=True)
class AdviceTables:
    """All tables of advice; row order carries no meaning."""

    content: tuple[ContentKind, ...] = ()
    rhythm: tuple[Rhythm, ...] = ()
    times: tuple[PostingTime, ...] = ()
    habits: tuple[Habit, ...] = ()
    replies: tuple[Reply, ...] = ()
    targeting: tuple[Targeting, ...] = ()
    limits: tuple[AdvertLimit, ...] = ()
    steps: tuple[AdvertStep, ...] = ()
