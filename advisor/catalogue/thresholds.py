"""The limits of the checks."""

from __future__ import annotations

from dataclasses import dataclass

from advisor.catalogue.grades import Grade


@dataclass(frozen=True)
class Threshold:
    """From where a check of a plan asks for review, and from where it fails (None: never).

    ``above`` says that figures above the limits are the bad ones, else those below; the limit
    itself still passes.
    """

    check: str
    above: bool
    unit: str
    review: float
    fail: float | None
    fact_ids: tuple[str, ...]
    grade: Grade
    reasoning: str
