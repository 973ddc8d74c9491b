"""Read what the plan and the manager's brief rest on; part of ``load_tables``.

Three small tables: what the law asks before somebody is written to (by country), figures of
practice (reply times, shares, spans), and the set-up work of a channel with its hours.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import cast, get_args

from advisor.catalogue import Grade
from advisor.catalogue.planning import ConsentRule, PlanStep, PracticeFigure
from advisor.evidence.sheets import Row, Sheet

GRADES: tuple[str, ...] = tuple(g for g in get_args(Grade) if g != "owner")
ELSEWHERE = "other"
DAYS = 7


def _graded(row: Row, *, sourced: bool) -> tuple[Grade, str]:
    """Return grade and reasoning; what has no source must be judgement, and say why."""
    grade = cast(Grade, row.choice("grade", GRADES))
    if not sourced and grade != "judgement":
        row.fault("grade", "must be judgement where there is neither fact nor source")
    return grade, row.text("reasoning")


def consent_of(folder: Path) -> Mapping[str, ConsentRule]:
    """Return what the law asks before writing to people, by country."""
    sheet = Sheet(
        folder,
        "consent.csv",
        ("rule", "countries", "law", "sentence", "source_title", "source_url", "grade",
         "reasoning"),
        "rule",
    )  # fmt: skip
    found: dict[str, ConsentRule] = {}
    for row in sheet:
        url = row.text("source_url", empty=True)
        grade, reasoning = _graded(row, sourced=bool(url))
        rule = ConsentRule(
            rule=row.text("rule"),
            law=row.text("law"),
            sentence=row.text("sentence"),
            source_title=row.text("source_title", empty=not url),
            source_url=url,
            grade=grade,
            reasoning=reasoning,
        )
        for country in row.items("countries") or (ELSEWHERE,):
            if country in found:
                row.fault("countries", f"{country} has a rule already")
            found[country] = rule
    if ELSEWHERE not in found:
        sheet.faults.append(("all", "rule", ELSEWHERE, "is missing"))
    sheet.close()
    return MappingProxyType(found)


def practice_of(folder: Path) -> Mapping[str, PracticeFigure]:
    """Return the figures of practice by name.

    Returns
    -------
    mapping of name to PracticeFigure
        Read-only.
    """
    sheet = Sheet(
        folder,
        "practice.csv",
        ("figure", "value", "unit", "fact_ids", "grade", "reasoning"),
        "figure",
    )
    found: dict[str, PracticeFigure] = {}
    for row in sheet:
        ids = row.items("fact_ids")
        grade, reasoning = _graded(row, sourced=bool(ids))
        name = row.text("figure")
        found[name] = PracticeFigure(
            row.number("value", 0), row.text("unit"), ids, grade, reasoning
        )
    sheet.close()
    return MappingProxyType(found)


def steps_of(folder: Path) -> tuple[PlanStep, ...]:
    """Return the set-up work in the order in which it is done."""
    sheet = Sheet(
        folder,
        "plan_steps.csv",
        ("step", "applies_to", "position", "hours", "day", "whole", "grade", "reasoning"),
        ("step", "applies_to"),
    )
    found: list[tuple[float, PlanStep]] = []
    for row in sheet:
        hours = row.number("hours", 0.25, 8)
        if hours * 4 != int(hours * 4):
            row.fault("hours", "must be whole quarters")
        _graded(row, sourced=False)
        step = PlanStep(
            step=row.text("step"),
            applies_to=row.text("applies_to"),
            hours=hours,
            day=int(row.number("day", 0, DAYS - 1)),
            whole=row.flag("whole"),
        )
        found.append((row.number("position", 1), step))
    sheet.close()
    return tuple(step for _, step in sorted(found, key=lambda pair: pair[0]))
