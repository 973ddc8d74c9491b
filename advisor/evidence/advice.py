"""``advice_of``: the tables of ``data/advice/``, on what to post and how to advertise."""

from __future__ import annotations

from pathlib import Path

from advisor.catalogue.advice import (
    AdvertLimit,
    AdvertStep,
    AdviceTables,
    ContentKind,
    Habit,
    PostingTime,
    Reply,
    Rhythm,
    Targeting,
)
from advisor.evidence.sheets import ENDS, Cells, Sheet


def advice_of(folder: Path) -> AdviceTables:
    """Read the tables of advice.

    In the order of the files.  Raises ``DataError`` if a file is missing or holds cells that cannot
    be used; all of that file are named.
    """
    return AdviceTables(
        content=tuple(_content(folder)),
        rhythm=tuple(Sheet(folder, "advice/rhythm.csv", Rhythm, ("platform", "quantity"))),
        times=tuple(Sheet(folder, "advice/posting_times.csv", PostingTime)),
        habits=tuple(Sheet(folder, "advice/habits.csv", Habit, ("platform", "among"))),
        replies=tuple(Sheet(folder, "advice/replies.csv", Reply, "situation")),
        targeting=tuple(Sheet(folder, "advice/targeting.csv", Targeting, ("channel", "criterion"))),
        limits=tuple(Sheet(folder, "advice/advert_limits.csv", AdvertLimit, "limit")),
        steps=tuple(Sheet(folder, "advice/advert_steps.csv", AdvertStep, "step")),
    )


def _content(folder: Path) -> Sheet[ContentKind]:
    ends = tuple(f"factor_{end}" for end in ENDS)

    def gathered(cells: Cells) -> dict[str, object]:
        factor = [cells[end] for end in ends] if cells["factor_best"] else None
        return {**cells, "factor": factor}

    columns = (
        "content", "kind", "platform", "attribute", "name", "what", *ends, "on_camera", "fact_ids",
        "grade", "reasoning",
    )  # fmt: skip
    return Sheet(
        folder, "advice/content.csv", ContentKind, "content", columns=columns, gather=gathered
    )
