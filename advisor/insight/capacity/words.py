"""How far face to face carries, in sentences: named templates with fields, nothing computed.

Figures come in as numbers; ``say_capacity`` writes them with two significant figures, hours and
counts exactly.  A reader sees miles or kilometres, never both.
"""

from collections.abc import Mapping, Sequence

from advisor.explain.names import FAMILIES
from advisor.explain.sentences import Sentences
from advisor.explain.tradeoff_words import quoted as in_quotes
from advisor.explain.wording import KM_PER_MILE, distance, exact

WAYS: Mapping[str, str] = {
    "room": "Meeting people alone",
    "platforms": "Everything else alone",
    "mix": "Best mix of all",
}
# Who spends the hours of a mix: signs take some and meet nobody.
SPENT: Mapping[str, str] = {**FAMILIES, "owned": "Own pages and signs"}
GOALS: Mapping[str, str] = {
    "my_town": "your town",
    "neighbouring_towns": "the next towns",
    "region": "the region",
    "country": "the country",
    "worldwide": "the world",
}
UNITS: Mapping[str, str] = {
    "memberships": "",
    "events a month": " a month",
    "talks a month": " a month",
    "days a month": " a month",
    "shows a year": " a year",
    "sponsorships": "",
}
STANDINGS: Mapping[str, str] = {
    "mix": "in your mix",
    "room": "by meeting people alone",
    "fits": "would fit",
}
LIMITS: Mapping[str, str] = {
    "hours": "your hours",
    "money": "your money",
    "exist": "what there is",
    "most": "what one person can do",
    "closed": "not for you",
}

TEMPLATES: Mapping[str, str] = {
    # the answer, by verdict along the hours
    "up_to_both": "Up to {hours} hours a week and {distance}, spend your time meeting people; "
    "beyond that {others} {carry} more.",
    "up_to_hours": "Up to {hours} hours a week, spend your time meeting people; beyond that "
    "{others} {carry} more.",
    "up_to_full": "Up to {full} hours a week, spend your time meeting people, however far you want "
    "to reach; further hours do more with {others}.",
    "up_to_full_near": "Up to {full} hours a week and {distance}, spend your time meeting people; "
    "further hours do more with {others}.",
    "room_up_to_distance": "Meeting people carries more at any number of hours, as far as {goal}; "
    "beyond that {others} {carry} more.",
    "room_everywhere": "{by}, ties and being known counted, meeting people is worth more to you "
    "than anything without it, at any number of hours and however far you want to reach{but}.",
    "room_always": "{by}, ties and being known counted, meeting people is worth more to you than "
    "anything without it, at any number of hours{but}.",
    "by_alone": "by itself",
    "by_both": "do both: by itself",
    "fewer": ", though it brings fewer customers",
    "platforms_everywhere": "{others} {carry} more than meeting people from the first hour on, "
    "however far you want to reach.",
    "platforms_always": "{others} {carry} more than meeting people from the first hour on.",
    "platforms_first": "Give the first {hours} hours a week to {others}; with more time, meeting "
    "people carries more.",
    "platforms_first_near": "Give the first {hours} hours a week to {others}; with more time, "
    "meeting people carries more, as far as {goal}.",
    "room_then_level": "Up to {hours} hours a week meeting people carries more; beyond that it "
    "and {others} are worth about the same to you.",
    "platforms_then_level": "Up to {hours} hours a week {others} {carry} more; beyond that "
    "meeting people is worth about as much to you.",
    "level_then_room": "Up to {hours} hours a week meeting people and {others} are worth about "
    "the same to you; with more time meeting people carries more.",
    "level_then_platforms": "Up to {hours} hours a week meeting people and {others} are worth "
    "about the same to you; beyond that {others} {carry} more.",
    "several": "It changes with your hours a week: {parts}.",
    "part_room": "{span} meeting people carries more",
    "part_platforms": "{span} {others} {carry} more",
    "part_level": "otherwise the two are worth about the same",
    "span_first": "up to {end}",
    "span_middle": "from {start} to {end}",
    "span_last": "from {start} on",
    "level": "Meeting people and {others}, each by itself, are worth about the same to you at any "
    "number of hours.",
    "neither": "Neither meeting people nor anything else is worth its cost within these "
    "budgets yet.",
    # beside it
    "level_between": "Between {low} and {high} hours a week the two are worth about the same.",
    "mix_uses_room": "The best mix uses both: {room} of your {given} hours a week go to meeting "
    "people and {rest} to the rest.",
    "mix_room_only": "The best mix is all meeting people: {room} of your {given} hours a week.",
    "mix_without_room": "The best mix leaves meeting people out at your {given} hours a week.",
    "mix_room_later": "With more time it would give meeting people up to {most} hours.",
    "room_full": "Meeting people has diminishing returns: beyond {full} hours a week, more of it "
    "is hardly worth the time.",
    "room_grows": "Even at {top} hours a week, more time spent meeting people is still worth it.",
    "room_nothing": "Meeting people by itself brings nothing worth its cost here.",
    "mix_full_now": "More of your hours bring hardly anything worth the time: the curves are flat.",
    "mix_full": "Beyond {full} hours a week hardly anything more is worth the time, so the curves "
    "are flat from there on.",
    "kept_by_you": "You asked to keep {names}: the answer without meeting people leaves it out, "
    "the other two keep it.",
    "kept_outside": "You asked to keep {names}: meeting people alone leaves it out, the other two "
    "keep it.",
    "no_channels": "platforms and adverts",
    "made_of": "{way}: {names}.",
    # how far
    "reach_room_always": "However far you want to reach, meeting people by itself is worth more "
    "at your hours and money.",
    "reach_platforms_always": "However far you want to reach, {others} {carry} more than meeting "
    "people at your hours and money.",
    "reach_level": "Meeting people and {others} are worth about the same at your hours and money, "
    "however far you want to reach.",
    "reach_neither": "At your hours and money neither brings anything worth its cost, however far "
    "you want to reach.",
    "reach_room_then_platforms": "As far as {goal} meeting people carries more at your hours and "
    "money; beyond that {others} {carry} more.",
    "reach_platforms_then_room": "Nearby, {others} {carry} more at your hours and money; from "
    "{next_goal} on meeting people does.",
    "reach_room_then_level": "As far as {goal} meeting people carries more at your hours and "
    "money; beyond that the two are worth about the same.",
    "reach_platforms_then_level": "As far as {goal} {others} {carry} more at your hours and "
    "money; beyond that the two are worth about the same.",
    "reach_level_then_room": "As far as {goal} the two are worth about the same at your hours and "
    "money; beyond that meeting people carries more.",
    "reach_level_then_platforms": "As far as {goal} the two are worth about the same at your "
    "hours and money; beyond that {others} {carry} more.",
    "reach_several": "At your hours and money, the two change places as the reach goal grows.",
    "reach_flat": "How far you want to reach hardly changes the picture.",
    # groups
    "groups_fit": "With {hours} hours a week and {money} a month one person can belong to {most} "
    "{word} at most; {worth} worth the time: {names}.",
    "groups_not_worth": "With {hours} hours a week and {money} a month one person can belong to "
    "{most} {word} at most, but none of them is worth the time to you.",
    "groups_closed": "No group or chamber is open to this business with the wishes you gave.",
    "groups_none": "No group fits into {hours} hours a week and {money} a month: the smallest "
    "takes {least} hours and {dues}.",
    "groups_more_time": "Even with {top} hours a week it would be {count}.",
    "groups_no_more": "More hours would not change that.",
    "groups_in_mix": "The best mix, which also uses other channels, has {count}.",
    # towns and people
    "towns_some": "There {are} {count} {word} of 2,500 people or more within {distance} of "
    "{place}; {inside} of them {lie} within the {near}, in a straight line, that your "
    "customers come from.",
    "towns_none": "No town of 2,500 people or more lies within {distance} of {place}: your own is "
    "all there is.",
    "town_first": "If you join another chamber, make it {town}: {people} people, {road} by road.",
    "towns_quarters": "Quarters of a larger town are counted and not listed.",
    "towns_note": "Road distance is the straight line times 1.3, the drive at about {pace} an "
    "hour; ask first whether the town has a chamber of its own.",
    "people": "At your hours meeting people alone reaches {reached} people a month, of {living} "
    "who live within {distance}.",
    "people_nothing": "Meeting people has no place in your week yet; {living} people live within "
    "{distance}.",
    "people_note": "Home groups are counted in the innermost ring, further chambers in the ring "
    "of their town. Numbers of people are estimates with a range.",
    # curves
    "worth": "At your {hours} hours meeting people alone is worth {room} points and everything "
    "without it {platforms}, against {mix} of the best mix.",
    "worth_note": "Worth to you in points: 100 is the best mix at your hours. It weighs "
    "customers, being known and personal ties as you set them.",
    "goal_note": "Points compare within one goal: 100 is the best mix for that goal.",
    "expected_note": "Expected values; the ranges for your own hours are in the first table.",
    "customers": "At your {hours} hours: {mix} new customers a month from the best mix, {room} "
    "from meeting people alone, {platforms} without meeting people.",
    "net": "At your {hours} hours: {mix} a month earned over the years by the best mix, {room} by "
    "meeting people alone, {platforms} without meeting people.",
    "split_some": "The best mix gives up to {most} {unit} a week to meeting people, and the rest "
    "to other channels.",
    "split_none": "The best mix never gives hours to meeting people.",
    "split_nothing": "The best mix takes no hours of yours, however many you have.",
    "split_all": "The best mix gives all its hours to meeting people.",
}
_EXACT = frozenset(
    {
        "hours", "start", "end", "low", "high", "given", "rest", "most", "full", "top", "count",
        "inside", "least",
    }
)  # fmt: skip


_say = Sentences(TEMPLATES, exact=_EXACT)


def say_capacity(code: str, **figures: float | int | str) -> str:
    """Return the sentence of a code; its first letter is a capital.

    Examples
    --------
    >>> say_capacity("room_grows", top=20)
    'Even at 20 hours a week, more time spent meeting people is still worth it.'
    """
    text = _say(code, **figures)
    return text[0].upper() + text[1:]


def quoted(names: Sequence[str]) -> str:
    """Return names in a row, each in quotation marks.

    Examples
    --------
    >>> quoted(["Facebook", "Website and articles"])
    '“Facebook” and “Website and articles”'
    """
    return in_quotes(names) or TEMPLATES["no_channels"]


def in_unit(miles: float, unit: str) -> float:
    """Return a distance as a number of the reader's unit."""
    return miles if unit == "mi" else miles * KM_PER_MILE


def goal_words_of(goal: str, miles: float | None, unit: str) -> str:
    """Return a reach goal in words, with its distance where it has one.

    Examples
    --------
    >>> goal_words_of("region", 100.0, "mi"), goal_words_of("country", None, "mi")
    ('the region (100 miles)', 'the country')
    """
    words = GOALS[goal]
    return words if miles is None else f"{words} ({distance(miles, unit)})"


def unit_words(count: float, unit: str) -> str:
    """Return a number of units in few words.

    Examples
    --------
    >>> unit_words(1.0, "memberships"), unit_words(4.0, "events a month"), unit_words(0.0, "x")
    ('1', '4 a month', 'none')
    """
    return f"{exact(count)}{UNITS.get(unit, '')}" if count > 0 else "none"
