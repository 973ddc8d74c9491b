"""What was assumed, as a document shows it: each answer's name, its value with a unit, its basis.

Ids of facts leave the basis (the sources stand elsewhere); distances come in the reader's habit,
estimates with no more figures than they are worth.
"""

import re
from collections.abc import Mapping

from advisor.explain.names import ANSWERS, GOALS
from advisor.explain.wording import KM_PER_MILE, exact, two_figures
from advisor.results import Assumption

NAMES: Mapping[str, str] = {
    **{field: name for field, name in ANSWERS.items() if field != "meeting_people"},
    "visual": "What you sell is best shown in pictures",
    "considered_purchase": "Customers think long before they buy",
    "sold_online": "You sell at a distance",
    "sells_to": "You sell to",
    "target_share": "Share of people who could ever buy",
    "customers_wanted_per_month": "New customers a month you want",
    "people_wanted_per_month": "People a month who should take notice",
    "served_at_a_distance": "Share of the work done at a distance",
    "manager": "A manager is hired",
    "present_mix": "What you keep going today",
    "already.website": "You have a website",
    "already.chambers": "Chambers you belong to",
    "already.reviews": "You have a profile on Google Maps",
    "personality.meeting_people": "Enjoying meeting people",
    "personality.belonging": "Wanting to belong",
    "personality.writing": "Liking writing",
    "personality.on_camera": "At ease on camera",
    "personality.taking_pictures": "Liking to take pictures",
    "personality.speaking": "Liking to speak to an audience",
    "weights.customers": "How much a new customer counts",
    "weights.reach": "How much being known counts besides",
    "weights.bonds": "How much personal ties count besides",
}
_UNITS: Mapping[str, str] = {
    "average_sale": "{value} {currency}",
    "value_of_owner_hour": "{value} {currency}",
    "months_to_goal": "{value} months",
    "personality.meeting_people": "{value} of 5",
    "personality.belonging": "{value} of 5",
    "personality.writing": "{value} of 5",
    "personality.on_camera": "{value} of 5",
    "personality.taking_pictures": "{value} of 5",
    "personality.speaking": "{value} of 5",
}
_SHARES = ("gross_margin", "target_share", "served_at_a_distance")
_CHOICES: Mapping[str, str] = {**GOALS, "both": "people and firms", "maybe": "if it pays"}
_DISTANCES = ("customers_come_from_miles",)
_FACT_ID = re.compile(r"\b(?:AUD\d{3,4}|[A-Z]\d{3,4})\b")
_MILES = re.compile(r"(\d+(?:\.\d+)?) miles")
_LONG = re.compile(r"\d{1,3}(?:,\d{3})+")
_KM = {"km": KM_PER_MILE}


def assumed_name(field: str) -> str:
    """Return the name of an answer in words.

    Examples
    --------
    >>> assumed_name("target_share"), assumed_name("audience.ages")
    ('Share of people who could ever buy', 'Audience: ages')
    """
    plain = field.replace("_", " ").replace(".", ": ")
    return NAMES.get(field, plain[:1].upper() + plain[1:])


def assumed_value(assumed: Assumption, currency: str, distance: str) -> str:
    """Return what was assumed with its unit, amounts in the profile's currency."""
    value = assumed.value
    if assumed.field == "already.reviews" and value is None:
        return "yes, how many reviews unknown"
    if value is None or isinstance(value, bool):
        return {None: "none", True: "yes", False: "no"}[value]
    if isinstance(value, tuple):
        return ", ".join(value)
    if isinstance(value, str):
        return _CHOICES.get(value, value.replace("_", " "))
    if assumed.field in _SHARES:
        return f"{two_figures(100 * value)} %"
    if assumed.field in _DISTANCES:
        return f"{two_figures(value * _KM.get(distance, 1.0))} {distance}"
    number = exact(value) if isinstance(value, int) and value < 100 else two_figures(value)
    return _UNITS.get(assumed.field, "{value}").format(value=number, currency=currency)


def assumed_basis(assumed: Assumption, distance: str) -> str:
    """Return why it was assumed, for a reader: without ids of facts."""
    text = _FACT_ID.sub("", assumed.basis)
    text = re.sub(r"[;,]?\s*(?=[;)])", "", text.replace("()", ""))
    text = re.sub(r"\(\s*;?\s*", "(", text).replace("()", "")
    if distance in _KM:
        text = _MILES.sub(lambda m: f"{two_figures(float(m[1]) * _KM[distance])} {distance}", text)
    return _LONG.sub(lambda m: two_figures(float(m[0].replace(",", ""))), text).strip()
