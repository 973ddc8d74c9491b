"""Read what the plan and the manager's brief rest on; part of ``load_tables``."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from advisor.catalogue.planning import ConsentRule, PlanStep, PracticeFigure
from advisor.evidence.sheets import Sheet, keyed

ELSEWHERE = "other"


def consent_of(folder: Path) -> Mapping[str, ConsentRule]:
    """Return what the law asks before writing to people, by country."""
    sheet = Sheet(folder, "consent.csv", ConsentRule, "rule")
    found: dict[str, ConsentRule] = {}
    for line, rule in sheet.rows.items():
        for country in rule.countries or (ELSEWHERE,):
            if country in found:
                sheet.fault(line, "countries", f"{country} has a rule already")
            found[country] = rule
    if ELSEWHERE not in found:
        sheet.faults.append(("all", "rule", ELSEWHERE, "is missing"))
    sheet.close()
    return MappingProxyType(found)


def practice_of(folder: Path) -> Mapping[str, PracticeFigure]:
    """Return the figures of practice by name."""
    return keyed(folder, "practice.csv", PracticeFigure, "figure")


def steps_of(folder: Path) -> tuple[PlanStep, ...]:
    """Return the set-up work in the order in which it is done."""
    sheet = Sheet(folder, "plan_steps.csv", PlanStep, ("step", "applies_to"))
    return tuple(sorted(sheet, key=lambda step: step.position))
