"""Plain words for the ids of families, strategies, aims and doers: one spelling everywhere."""

from collections.abc import Mapping, Sequence
from typing import Any

from advisor.explain.wording import distance, exact, two_figures

STRATEGIES: Mapping[str, str] = {
    "main_street": "Stay on Main Street",
    "next_towns": "The next towns over",
    "beyond_town": "Beyond the town",
}
FAMILIES: Mapping[str, str] = {
    "face_to_face": "Meeting people",
    "private_network": "Private networks",
    "organic": "Free platforms",
    "owned": "Own pages",
    "paid": "Adverts",
}
OUTCOMES = dict[str | None, str]([*STRATEGIES.items(), (None, "nothing is worth its cost")])
GOALS: Mapping[str, str] = {
    "my_town": "my town",
    "neighbouring_towns": "the next towns too",
    "region": "the whole region",
    "country": "the whole country",
    "worldwide": "worldwide",
}
# Where new customers come from, as an owner would say it.
SOURCES: Mapping[str, str] = {
    "word_of_mouth": "Sent by customers and friends",
    "professional_referral": "Sent by other businesses and groups",
    "search_maps": "Found you by search or maps",
    "platform_directory": "Marketplace, portal or directory",
    "social": "Social media",
    "walk_by_sign": "Saw your shop, sign or vehicle",
    "other": "Adverts, print, mail, events and others",
}
AIMS: Mapping[str, str] = {
    "home_town": "your town",
    "neighbouring_towns": "the next towns",
    "reach_goal": "your whole goal",
}
GRADES: Mapping[str, str] = {
    "A": "measured well (A)",
    "B": "measured (B)",
    "C": "reported (C)",
    "D": "weakly reported (D)",
    "judgement": "our judgement",
    "owner": "your own figures",
}
DOERS: Mapping[str, str] = {"owner": "you", "staff": "your staff", "manager": "a manager"}


def with_posts_of(name: str, host: str) -> str:
    """Name a page that shows what is posted on another platform."""
    return f"{name} (same posts as {host})"


def listed(names: Sequence[str]) -> str:
    """Join names as in a sentence.

    Examples
    --------
    >>> listed(["a", "b", "c"]), listed(["a"])
    ('a, b and c', 'a')
    """
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names)


def named(names: Sequence[str]) -> str:
    """Join names as in a sentence; where a name holds a comma or an "and", each is quoted.

    Examples
    --------
    >>> named(["Pinterest", "X"]), named(["Pinterest", "Signs, vehicle and premises"])
    ('Pinterest and X', '“Pinterest” and “Signs, vehicle and premises”')
    """
    if len(names) > 1 and any(", " in name or " and " in name for name in names):
        names = [f"“{name}”" for name in names]
    return listed(names)


def in_a_row(names: Sequence[str]) -> str:
    """Join names as in a list: by semicolons where one of them holds a comma.

    Examples
    --------
    >>> in_a_row(["Pinterest", "X"]), in_a_row(["Pinterest", "Signs, vehicle and premises"])
    ('Pinterest, X', 'Pinterest; Signs, vehicle and premises')
    """
    return ("; " if any(", " in name for name in names) else ", ").join(names)


# Answers of the questionnaire.
ANSWERS: Mapping[str, str] = {
    "hours_per_week": "Your hours a week",
    "money_per_month": "Money a month",
    "reach_goal": "How far you want to be known",
    "average_sale": "What a customer pays each time",
    "purchases_per_year": "Purchases of a customer a year",
    "gross_margin": "Share of a sale left after its cost",
    "active_customers": "Customers you have now",
    "capacity_new_customers_per_month": "New customers a month you can serve",
    "value_of_owner_hour": "What an hour of yours is worth",
    "customers_come_from_miles": "How far away customers come from",
    "people_nearby": "People living within 10 miles (16 km)",
    "months_to_goal": "Months until it must be there",
    "meeting_people": "Enjoying meeting people",
    "drive_to_grow": "Drive to grow",
    "sold_online": "Selling at a distance",
    "belonging": "Wanting to belong",
    "writing": "Liking writing",
    "on_camera": "At ease on camera",
}
# Of these answers, what is said on a scale of five.
TRAITS = ("meeting_people", "belonging", "writing", "on_camera", "drive_to_grow")
# Axes of charts and columns of tables.
AXES: Mapping[str, str] = {
    "hours": "Your hours a week",
    "staff": "Staff hours a week",
    "money": "{currency} a month",
    "payback": "Money back in month (hours not counted)",
    "customers": "New customers a month",
    "net": "Left for you, {currency} a month",
    "customers_by_year": "New customers a year",
    "bonds_by_year": "New ties a year",
    "people": "People who take notice a month",
    "bonds": "New ties a month",
    "feel": "The hours feel like",
    "loss": "Not earned back in",
    "worlds": "Best of the three in",
}


def answer_text(field: str, value: Any, currency: str, *, kilometres: bool) -> str:
    """Return a value of one of ``ANSWERS`` as a reader sees it.

    Examples
    --------
    >>> answer_text("writing", 4, "EUR", kilometres=True)
    '4 of 5'
    >>> answer_text("customers_come_from_miles", 10.0, "EUR", kilometres=True)
    '16 km'
    """
    if isinstance(value, bool):
        return "yes" if value else "no"
    if field == "reach_goal":
        return GOALS[str(value)]
    if field in TRAITS:
        return f"{value} of 5"
    if field == "gross_margin":
        return f"{two_figures(100 * value)} %"
    if field == "months_to_goal":
        return f"{value} months"
    if field == "hours_per_week":
        return f"{exact(value)} h"
    if field in ("money_per_month", "average_sale", "value_of_owner_hour"):
        return f"{two_figures(value)} {currency}"
    if field == "customers_come_from_miles":
        return distance(value, "km" if kilometres else "mi")
    return two_figures(value)
