"""Frozen types of the tables behind the advice on platforms and adverts.

The forecast never reads these tables: they say how to do what it chose.  Hours are clock hours.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Literal

from advisor.catalogue.columns import (
    ATTRIBUTES,
    Address,
    Fault,
    Filled,
    Flag,
    FromZero,
    Graded,
    Grounded,
    Items,
    Maybe,
    Share,
    Wholes,
    disorder,
    one_of,
    ungrounded,
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


Available = Literal["yes", "limited", "no"]
# What a business must have or lack for a step of the checklist.
NEEDS = ("", "no_website", "website", "enquiry", "few_reviews", "shop")
# Answers of the profile that fill a way of targeting.
ANSWERS = (
    "area", "ages", "women_share", "income", "education", "job_roles", "interests", "email_list",
    "website", "followers",
)  # fmt: skip
WAYS_TO_TARGET = (
    "geographic", "demographic", "psychographic", "behavioural", "professional", "own_data",
)  # fmt: skip


@dataclass(frozen=True)
class ContentKind(Grounded):
    """Something to post: a ``form`` of one platform ("" for all), or a ``subject`` of a trade.

    ``attribute`` is the sector attribute a subject suits; ``factor`` (low, best, high) what a form
    reaches against the usual post of the platform, None where nothing was found; ``on_camera``
    marks forms that show the owner.
    """

    content: Filled
    kind: Annotated[Literal["form", "subject"], one_of("form", "subject")]
    platform: str
    attribute: str
    name: Filled
    what: Filled
    factor: tuple[FromZero, FromZero, FromZero] | None
    on_camera: Flag

    def faults(self) -> Iterator[Fault]:
        """Yield what cannot stand together."""
        yield from super().faults()
        if self.factor:
            yield from disorder(*self.factor, "factor_best")
        if self.kind == "subject" and self.attribute not in ATTRIBUTES:
            yield "attribute", "must be one of " + ", ".join(ATTRIBUTES)


@dataclass(frozen=True)
class Rhythm(Grounded):
    """A quantity of posting: low, best, high in ``unit``; platform "all" holds for every one."""

    platform: Filled
    quantity: Filled
    low: FromZero
    best: FromZero
    high: FromZero
    unit: Filled

    def faults(self) -> Iterator[Fault]:
        """Yield what cannot stand together."""
        yield from super().faults()
        yield from disorder(self.low, self.best, self.high)


@dataclass(frozen=True)
class PostingTime:
    """A source's claim of a good time: ``days`` 1 (Monday) to 7, from one clock hour to another."""

    platform: Filled
    days: Wholes
    from_hour: Annotated[int, within(0, 23)]
    to_hour: Annotated[int, within(1, 24)]
    fact_id: Filled

    def faults(self) -> Iterator[Fault]:
        """Yield what cannot stand together."""
        if not self.days or not set(self.days) <= set(range(1, 8)):
            yield "days", "must be days from 1 (Monday) to 7"
        if self.to_hour <= self.from_hour:
            yield "to_hour", "must lie after from_hour"


@dataclass(frozen=True)
class Habit(Grounded):
    """Share of small firms that use a platform, among those who sell to people or to firms."""

    platform: Filled
    among: Annotated[Literal["people", "firms"], one_of("people", "firms")]
    share: Share


@dataclass(frozen=True)
class Reply(Grounded):
    """Who answers what within how many hours; ``only_the_owner`` marks what is not passed on."""

    situation: Filled
    name: Filled
    within_hours: Annotated[float, within(0.1, 168)]
    only_the_owner: Flag
    what: Filled


@dataclass(frozen=True)
class Targeting:
    """One way to choose who sees an advert of ``channel``.

    ``answer`` names the profile answer that fills it ("" for none); ``value`` is a figure that
    belongs to it (people, miles), None where there is none.
    """

    channel: Filled
    kind: Annotated[str, one_of(*WAYS_TO_TARGET)]
    criterion: Filled
    name: Filled
    available: Annotated[Available, one_of("yes", "limited", "no")]
    answer: Annotated[str, one_of("", *ANSWERS)]
    value: Maybe
    note: str
    source_id: Filled
    grade: Graded


@dataclass(frozen=True)
class AdvertLimit:
    """Rules of adverts that touch a kind of offer; no ``sectors`` means any business.

    ``forbids`` names ways of targeting as ``channel/criterion``; ``least_radius_miles`` is what
    any place is widened to, None where nothing is.
    """

    limit: Filled
    name: Filled
    sectors: Items
    forbids: Items
    least_radius_miles: Maybe
    what: Filled
    source_ids: Items
    grade: Graded
    reasoning: str

    def faults(self) -> Iterator[Fault]:
        """Yield what cannot stand together."""
        return ungrounded("source_ids", self.source_ids, self.grade, self.reasoning)


@dataclass(frozen=True)
class AdvertStep(Grounded):
    """A line of the checklist: its stage, the ``channels`` it belongs to (none: all), when."""

    step: Filled
    stage: Annotated[
        Literal["landing", "tracking", "running"], one_of("landing", "tracking", "running")
    ]
    channels: Items
    needs: Annotated[str, one_of(*NEEDS)]
    what: Filled


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
