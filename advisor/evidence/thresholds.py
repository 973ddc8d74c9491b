"""The limits of the checks: from where a plan is to be reviewed, from where it fails."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import cast

from advisor.catalogue import Grade, Threshold
from advisor.evidence.sheets import Sheet

_COLUMNS = ("check", "direction", "unit", "review", "fail", "fact_ids", "grade", "reasoning")


def thresholds_of(folder: Path, grades: tuple[str, ...]) -> Mapping[str, Threshold]:
    """Read ``checks.csv``.

    Parameters
    ----------
    grades : tuple of str
        Grades a row may carry.

    Returns
    -------
    mapping of check to Threshold
        Read-only.

    Raises
    ------
    DataError
        If the file is missing or holds cells that cannot be used.
    """
    sheet = Sheet(folder, "checks.csv", _COLUMNS, "check")
    found: dict[str, Threshold] = {}
    for row in sheet:
        above = row.choice("direction", ("above", "below")) == "above"
        review, fail = row.number("review"), row.optional("fail")
        if fail is not None and (fail <= review if above else fail >= review):
            row.fault("fail", "must lie beyond the limit of review")
        found[row.text("check")] = Threshold(
            check=row.text("check"),
            above=above,
            unit=row.text("unit"),
            review=review,
            fail=fail,
            fact_ids=row.items("fact_ids"),
            grade=cast(Grade, row.choice("grade", grades)),
            reasoning=row.text("reasoning"),
        )
    sheet.close()
    return MappingProxyType(found)
