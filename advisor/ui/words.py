"""Plain words for the ids a person would otherwise see, and numbers in the reader's habit."""

from __future__ import annotations

from collections.abc import Mapping

from advisor.explain.names import AIMS, FAMILIES, STRATEGIES
from advisor.explain.wording import two_figures
from advisor.results import Range

__all__ = [
    "AIMS", "CHOICES", "FAMILIES", "GRADES", "STRATEGIES", "field_words", "hours", "money",
    "range_words", "word",
]  # fmt: skip

CHOICES: Mapping[str, str] = {
    "my_town": "My town",
    "neighbouring_towns": "The next towns too",
    "region": "The whole region",
    "country": "The whole country",
    "worldwide": "Worldwide",
    "people": "People",
    "firms": "Firms",
    "both": "Both",
    "no": "No",
    "maybe": "If it pays",
    "yes": "Yes",
    "under_30k": "under 30k",
    "30k_70k": "30k-70k",
    "70k_100k": "70k-100k",
    "over_100k": "over 100k",
    "high_school": "School",
    "some_college": "Some college",
    "college": "College",
    "urban": "City",
    "suburban": "Suburb",
    "rural": "Country",
}
GRADES: Mapping[str, str] = {
    "A": "measured well (A)",
    "B": "measured (B)",
    "C": "reported (C)",
    "D": "weakly reported (D)",
    "judgement": "our judgement",
    "owner": "your own figures",
}


def word(value: object) -> str:
    """Return the plain word of an id, or the value as text."""
    return CHOICES.get(str(value), str(value))


def range_words(value: Range, unit: str = "") -> str:
    """Return a range before its middle: "4 to 11 customers, middle 7"."""
    low, middle, high = (two_figures(x) for x in (value.p5, value.p50, value.p95))
    unit = f" {unit}" if unit else ""
    return f"{low} to {high}{unit}, middle {middle}"


def money(value: float, currency: str) -> str:
    """Return an amount of a plan, exact to the unit, with its currency."""
    return f"{value:,.0f} {currency}"


def hours(value: float) -> str:
    """Return hours a week without needless digits."""
    return f"{value:g} h"


def field_words(name: str) -> str:
    """Return a field's name as words: ``already.website`` becomes "website"."""
    return name.split(".")[-1].replace("_", " ")
