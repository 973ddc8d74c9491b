"""Plain words for the ids of families, strategies, aims and doers: one spelling everywhere."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

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
# Answers that are chosen from a few.
CHOICES: Mapping[str, str] = {
    **GOALS,
    "people": "people",
    "firms": "firms",
    "both": "people and firms",
    "no": "no",
    "maybe": "if it pays",
    "yes": "yes",
    "under_30k": "under 30k",
    "30k_70k": "30k to 70k",
    "70k_100k": "70k to 100k",
    "over_100k": "over 100k",
    "high_school": "school",
    "some_college": "some college",
    "college": "college",
    "urban": "city",
    "suburban": "suburb",
    "rural": "country",
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


class LeadWords(NamedTuple):
    """What comes before a customer in a trade: the step as a verb, one and several of it."""

    step: str
    one: str
    many: str

    @property
    def a(self) -> str:
        """One of it, with its article."""
        return f"{'an' if self.one[0] in 'aeiou' else 'a'} {self.one}"


# By `lead_unit` of a trade: what sells by itself is visited, and a visit is no enquiry.
LEADS: Mapping[str, LeadWords] = {
    "enquiry": LeadWords("Enquire", "enquiry", "enquiries"),
    "contact_asked": LeadWords("Get in touch", "contact", "contacts"),
    "visit_intent": LeadWords("Come by or ask", "visit", "visits"),
    "site_visit": LeadWords("Visit the site", "visit", "visits"),
    "visit_site_or_stall": LeadWords("Visit site or stall", "visit", "visits"),
}


def leads_of(unit: str) -> LeadWords:
    """Return the words for what comes before a customer; a unit without its own is an enquiry."""
    return LEADS.get(unit, LEADS["enquiry"])


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


def named(names: Sequence[str], *, acting: bool = False) -> str:
    """Join names as in a sentence; where a name holds a comma or an "and", each is quoted.

    One by itself is where it is `acting`, before a verb.

    Examples
    --------
    >>> named(["Pinterest", "X"]), named(["Pinterest", "Signs, vehicle and premises"])
    ('Pinterest and X', '“Pinterest” and “Signs, vehicle and premises”')
    """
    if (acting or len(names) > 1) and any(", " in name or " and " in name for name in names):
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
