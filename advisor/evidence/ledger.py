"""Read the tables of the ledger: where new customers come from; part of ``load_tables``.

Convention: a factor of a country multiplies the trade's share of a source before the shares are
brought to sum to one again.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from advisor.evidence.sheets import Sheet

SOURCES = (
    "word_of_mouth",
    "professional_referral",
    "search_maps",
    "platform_directory",
    "social",
    "walk_by_sign",
    "other",
)
KINDS = ("mass", "personal", "lift")


def countries_of_ledger(
    folder: Path, known: Collection[str], grades: Sequence[str]
) -> Mapping[tuple[str, str], float]:
    """Return what a country's habits do to a source's share, keyed (country, source)."""
    sheet = Sheet(
        folder,
        "ledger_countries.csv",
        ("country", "source", "factor", "fact_ids", "grade", "reasoning"),
    )
    found: dict[tuple[str, str], float] = {}
    for row in sheet:
        country, source = row.text("country"), row.choice("source", SOURCES)
        if country not in known:
            row.fault("country", "is not in countries.csv")
        if (country, source) in found:
            row.fault("source", "stands twice for this country")
        factor = row.number("factor", 0, 10)
        if not factor > 0:
            row.fault("factor", "must be above 0")
        found[country, source] = factor
        grade = row.choice("grade", grades)
        if not row.items("fact_ids") and grade != "judgement":
            row.fault("fact_ids", "may be empty only where the grade is judgement")
        if grade == "judgement":
            row.text("reasoning")
    sheet.close()
    return MappingProxyType(found)
