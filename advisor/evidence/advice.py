"""``advice_of``: the tables of ``data/advice/``, on what to post and how to advertise.

Convention: as in ``tables``; what joins them to channels, facts and sources is checked in
``advice_checks``.  Every row rests on facts or sources, or is judgement with its reasoning.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal, cast, get_args

from advisor.catalogue import Grade
from advisor.catalogue.advice import (
    AdvertLimit,
    AdvertStep,
    AdviceTables,
    Available,
    ContentKind,
    Habit,
    PostingTime,
    Reply,
    Rhythm,
    Targeting,
)
from advisor.evidence.sheets import Row, Sheet
from advisor.evidence.trades import ATTRIBUTES

GRADES: tuple[str, ...] = tuple(g for g in get_args(Grade) if g != "owner")
ANSWERS = (
    "area", "ages", "women_share", "income", "education", "job_roles", "interests", "email_list",
    "website", "followers",
)  # fmt: skip
KINDS = (
    "geographic", "demographic", "psychographic", "behavioural", "professional", "own_data",
)  # fmt: skip
NEEDS = ("", "no_website", "website", "enquiry", "few_reviews", "shop")
_BASIS = ("fact_ids", "grade", "reasoning")


def advice_of(folder: Path) -> AdviceTables:
    """Read the tables of advice.

    Returns
    -------
    AdviceTables
        In the order of the files.

    Raises
    ------
    DataError
        A file is missing or holds cells that cannot be used; all of that file are named.
    """
    return AdviceTables(
        content=_content(folder),
        rhythm=_rhythm(folder),
        times=_times(folder),
        habits=_habits(folder),
        replies=_replies(folder),
        targeting=_targeting(folder),
        limits=_limits(folder),
        steps=_steps(folder),
    )


def _grade(row: Row) -> Grade:
    return cast(Grade, row.choice("grade", GRADES))


def _basis(row: Row, column: str = "fact_ids") -> tuple[tuple[str, ...], Grade, str]:
    """Return ids, grade and reasoning; judgement needs a reasoning, a grade needs ids."""
    ids, grade = row.items(column), _grade(row)
    reasoning = row.text("reasoning", empty=True)
    if grade == "judgement" and not reasoning:
        row.fault("reasoning", "must be filled where the grade is judgement")
    if grade != "judgement" and not ids:
        row.fault(column, "may be empty only where the grade is judgement")
    return ids, grade, reasoning


def _span(row: Row, prefix: str = "") -> tuple[float, float, float]:
    low, best, high = (row.number(f"{prefix}{name}", 0) for name in ("low", "best", "high"))
    if not low <= best <= high:
        row.fault(f"{prefix}best", f"must lie between low {low:g} and high {high:g}")
    return low, best, high


def _content(folder: Path) -> tuple[ContentKind, ...]:
    sheet = Sheet(
        folder,
        "advice/content.csv",
        ("content", "kind", "platform", "attribute", "name", "what", "factor_low", "factor_best",
         "factor_high", "on_camera", *_BASIS),
        "content",
    )  # fmt: skip
    found = []
    for row in sheet:
        kind = cast(Literal["form", "subject"], row.choice("kind", ("form", "subject")))
        attribute = ""
        if kind == "subject":
            attribute = row.choice("attribute", ATTRIBUTES)
        known = row.optional("factor_best") is not None
        ids, grade, reasoning = _basis(row)
        found.append(
            ContentKind(
                content=row.text("content"),
                kind=kind,
                platform=row.text("platform", empty=True),
                attribute=attribute,
                name=row.text("name"),
                what=row.text("what"),
                factor=_span(row, "factor_") if known else None,
                on_camera=row.flag("on_camera"),
                fact_ids=ids,
                grade=grade,
                reasoning=reasoning,
            )
        )
    sheet.close()
    return tuple(found)


def _rhythm(folder: Path) -> tuple[Rhythm, ...]:
    sheet = Sheet(
        folder,
        "advice/rhythm.csv",
        ("platform", "quantity", "low", "best", "high", "unit", *_BASIS),
        ("platform", "quantity"),
    )
    found = []
    for row in sheet:
        low, best, high = _span(row)
        ids, grade, reasoning = _basis(row)
        found.append(
            Rhythm(
                platform=row.text("platform"),
                quantity=row.text("quantity"),
                low=low,
                best=best,
                high=high,
                unit=row.text("unit"),
                fact_ids=ids,
                grade=grade,
                reasoning=reasoning,
            )
        )
    sheet.close()
    return tuple(found)


def _times(folder: Path) -> tuple[PostingTime, ...]:
    sheet = Sheet(
        folder, "advice/posting_times.csv", ("platform", "days", "from_hour", "to_hour", "fact_id")
    )
    found = []
    for row in sheet:
        days = tuple(int(day) for day in row.numbers("days"))
        if not days or not set(days) <= set(range(1, 8)):
            row.fault("days", "must be days from 1 (Monday) to 7")
        begin, end = row.number("from_hour", 0, 23), row.number("to_hour", 1, 24)
        if end <= begin:
            row.fault("to_hour", "must lie after from_hour")
        found.append(
            PostingTime(row.text("platform"), days, int(begin), int(end), row.text("fact_id"))
        )
    sheet.close()
    return tuple(found)


def _habits(folder: Path) -> tuple[Habit, ...]:
    sheet = Sheet(folder, "advice/habits.csv", ("platform", "among", "share", *_BASIS),
                  ("platform", "among"))  # fmt: skip
    found = []
    for row in sheet:
        ids, grade, reasoning = _basis(row)
        found.append(
            Habit(
                platform=row.text("platform"),
                among=cast(Literal["people", "firms"], row.choice("among", ("people", "firms"))),
                share=row.number("share", 0, 1),
                fact_ids=ids,
                grade=grade,
                reasoning=reasoning,
            )
        )
    sheet.close()
    return tuple(found)


def _replies(folder: Path) -> tuple[Reply, ...]:
    sheet = Sheet(
        folder,
        "advice/replies.csv",
        ("situation", "name", "within_hours", "only_the_owner", "what", *_BASIS),
        "situation",
    )
    found = []
    for row in sheet:
        ids, grade, reasoning = _basis(row)
        found.append(
            Reply(
                situation=row.text("situation"),
                name=row.text("name"),
                within_hours=row.number("within_hours", 0.1, 168),
                only_the_owner=row.flag("only_the_owner"),
                what=row.text("what"),
                fact_ids=ids,
                grade=grade,
                reasoning=reasoning,
            )
        )
    sheet.close()
    return tuple(found)


def _targeting(folder: Path) -> tuple[Targeting, ...]:
    sheet = Sheet(
        folder,
        "advice/targeting.csv",
        ("channel", "kind", "criterion", "name", "available", "answer", "value", "note",
         "source_id", "grade"),
        ("channel", "criterion"),
    )  # fmt: skip
    found = [
        Targeting(
            channel=row.text("channel"),
            kind=row.choice("kind", KINDS),
            criterion=row.text("criterion"),
            name=row.text("name"),
            available=cast(Available, row.choice("available", ("yes", "limited", "no"))),
            answer=row.choice("answer", ("", *ANSWERS)),
            value=row.optional("value"),
            note=row.text("note", empty=True),
            source_id=row.text("source_id"),
            grade=_grade(row),
        )
        for row in sheet
    ]
    sheet.close()
    return tuple(found)


def _limits(folder: Path) -> tuple[AdvertLimit, ...]:
    sheet = Sheet(
        folder,
        "advice/advert_limits.csv",
        (
            "limit",
            "name",
            "sectors",
            "forbids",
            "least_radius_miles",
            "what",
            "source_ids",
            "grade",
            "reasoning",
        ),
        "limit",
    )
    found = []
    for row in sheet:
        ids, grade, reasoning = _basis(row, "source_ids")
        found.append(
            AdvertLimit(
                limit=row.text("limit"),
                name=row.text("name"),
                sectors=row.items("sectors"),
                forbids=row.items("forbids"),
                least_radius_miles=row.optional("least_radius_miles"),
                what=row.text("what"),
                source_ids=ids,
                grade=grade,
                reasoning=reasoning,
            )
        )
    sheet.close()
    return tuple(found)


def _steps(folder: Path) -> tuple[AdvertStep, ...]:
    sheet = Sheet(
        folder,
        "advice/advert_steps.csv",
        ("step", "stage", "channels", "needs", "what", *_BASIS),
        "step",
    )
    found = []
    for row in sheet:
        ids, grade, reasoning = _basis(row)
        stage = row.choice("stage", ("landing", "tracking", "running"))
        found.append(
            AdvertStep(
                step=row.text("step"),
                stage=cast(Literal["landing", "tracking", "running"], stage),
                channels=row.items("channels"),
                needs=row.choice("needs", NEEDS),
                what=row.text("what"),
                fact_ids=ids,
                grade=grade,
                reasoning=reasoning,
            )
        )
    sheet.close()
    return tuple(found)
