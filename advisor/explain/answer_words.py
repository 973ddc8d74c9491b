"""An answer as a reader sees it: its name, its value with a unit, on what an assumed one rests.

Ids of facts leave the basis (the sources stand elsewhere); distances come in the reader's habit,
estimates with no more figures than they are worth.
"""

import re
from typing import Any

from advisor.explain.names import CHOICES
from advisor.explain.wording import KM_PER_MILE, distance, exact, two_figures
from advisor.profile import FIELDS, FieldInfo
from advisor.results import Assumption

# Assumed, and asked by no question of its own.
_SERVED = "served_at_a_distance"
# Answers whose question has no short name of its own, as a list names them.
_NAMES = {
    "sector": "Trade", "name": "Name of the business", "place_id": "Place",
    "yearly_revenue": "Yearly sales", "last_customers": "How the last customers came",
    "risk": "Careful or bold", "most_channels": "Things kept going at once",
    "staff_hours_per_week": "Staff hours a week",
    "customers_come_from_km": "How far away customers come from",
    "personality": "How you like to work", "audience": "Who your customers are",
    "audience.women_share": "Audience: share of women", "already": "What you have already",
    "already.referral_groups": "Referral groups you belong to",
    "already.followers": "Followers by platform",
    "already.email_list": "People on the list you may write to", "weights": "What matters most",
    "locks": "What to keep, or never do", "results": "What channels brought",
    "overrides": "Figures you know better",
}  # fmt: skip
_FACT_ID = re.compile(r"\b(?:AUD\d{3,4}|[A-Z]\d{3,4})\b")
_MILES = re.compile(r"(\d+(?:\.\d+)?) miles")
_LONG = re.compile(r"\d{1,3}(?:,\d{3})+")
_KM = {"km": KM_PER_MILE}


def _asked(field: str) -> FieldInfo | None:
    return FIELDS.get(field) or FIELDS.get(f"personality.{field}")


def answer_name(field: str) -> str:
    """Return the name of an answer in words; traits may be named alone.

    Examples
    --------
    >>> answer_name("target_share"), answer_name("writing"), answer_name("audience.ages")
    ('Share of people who could ever buy', 'Liking writing', 'Audience: ages')
    """
    if field == _SERVED:
        return "Share of the work done at a distance"
    asked = _asked(field)
    plain = field.replace("_", " ").replace(".", ": ")
    named = asked.short if asked else ""
    return named or _NAMES.get(field) or plain[:1].upper() + plain[1:]


def answer_text(field: str, value: Any, currency: str, unit: str) -> str:
    """Return an answer, amounts in the profile's currency, distances in the unit (mi or km).

    Examples
    --------
    >>> answer_text("writing", 4, "EUR", "km"), answer_text("gross_margin", 0.45, "EUR", "km")
    ('4 of 5', '45 %')
    >>> answer_text("customers_come_from_miles", 10.0, "EUR", "km")
    '16 km'
    """
    asked = _asked(field)
    counted = "share" if field == _SERVED else asked.unit if asked else ""
    if field == "already.reviews" and value is None:
        return "yes, how many reviews unknown"
    if value is None or isinstance(value, bool):
        return {None: "none", True: "yes", False: "no"}[value]
    if isinstance(value, tuple):
        return ", ".join(value)
    if isinstance(value, str):
        return CHOICES.get(value, value.replace("_", " "))
    if counted == "miles":
        return distance(value, unit)
    if counted == "share":
        return f"{two_figures(100 * value)} %"
    if counted == "hours a week":
        return f"{exact(value)} h"
    if asked and asked.of_five:
        return f"{value} of 5"
    after = currency if counted.startswith("currency") else "months" * (counted == "months")
    return f"{two_figures(value)} {after}".rstrip()


def assumed_basis(assumed: Assumption, distance: str) -> str:
    """Return why it was assumed, for a reader: without ids of facts."""
    text = _FACT_ID.sub("", assumed.basis)
    text = re.sub(r"[;,]?\s*(?=[;)])", "", text.replace("()", ""))
    text = re.sub(r"\(\s*;?\s*", "(", text).replace("()", "")
    if distance in _KM:
        text = _MILES.sub(lambda m: f"{two_figures(float(m[1]) * _KM[distance])} {distance}", text)
    return _LONG.sub(lambda m: two_figures(float(m[0].replace(",", ""))), text).strip()
