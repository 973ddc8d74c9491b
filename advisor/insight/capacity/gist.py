"""The first screen on meeting people: three approaches, groups, the town to begin with."""

from collections.abc import Iterable, Mapping

from advisor.explain.gist import Gist, a_year_if_few
from advisor.explain.names import in_a_row
from advisor.explain.sentences import Sentences
from advisor.explain.wording import distance, exact, two_figures
from advisor.insight.capacity.result import Capacity

_WAYS: Mapping[str, str] = {
    "room": "Meeting people alone",
    "platforms": "Everything else alone",
    "mix": "Both together",
}
TEMPLATES: Mapping[str, str] = {
    "mix_people": "{room} of your plan's {whole} hours a week.",
    "mix_no_people": "None of your plan's {whole} hours a week.",
    "groups_none": "None fits your hours and money.",
    "groups_not_worth": "{most} would fit your week; none is worth the time.",
    "groups_worth": "{most} would fit your week; worth the time: {names}.",
    "groups_alone": "{most} would fit your week; the best mix has none, meeting people alone would "
    "have: {names}.",
    "town": "{name} first: {people} people, {road} by road.",
}
_say = Sentences(TEMPLATES)


def capacity_gist(c: Capacity) -> Gist:
    """Return how far meeting people carries, three approaches, groups, the town to begin with."""
    axis, shown = a_year_if_few([way.customers for way in c.ways])
    rows = tuple((_WAYS[w.way], v) for w, v in zip(c.ways, shown, strict=True))
    own = min(c.by_hours, key=lambda p: abs(p.hours_per_week - c.hours_per_week)).mix
    points = []
    if own.hours_per_week > 0:
        code = "mix_people" if own.room_hours_per_week > 0 else "mix_no_people"
        room, whole = exact(own.room_hours_per_week), exact(own.hours_per_week)
        points.append(("Meeting people", _say(code, room=room, whole=whole)))
    worth = [g for g in c.groups if g.joined and g.in_room > 0 and g.limited_by != "closed"]
    mixed = [g for g in worth if g.in_mix > 0]
    code = "groups_worth" if mixed else "groups_alone" if worth else "groups_not_worth"
    code = "groups_none" if c.most_groups == 0 else code
    names = in_a_row([g.name for g in mixed or worth])
    points.append(("Groups", _say(code, most=c.most_groups, names=names)))
    if mixed and c.towns:
        points += [("Towns", _say("town", **t)) for t in _first_towns(c)]
    if all(way.customers.p95 <= 0 for way in c.ways):
        return Gist(c.answer, tuple(points))
    return Gist(c.answer, tuple(points), ("Approach", axis), rows)


def _first_towns(c: Capacity) -> Iterable[dict[str, str]]:
    """Return the town to begin with, where a group stands in one."""
    held = {m.place_id for m in c.memberships if m.place_id and m.standing == "mix"}
    for town in c.towns:
        if town.place_id in held:
            road = distance(town.road_miles, c.distance_unit)
            yield {"name": town.name, "people": two_figures(town.people), "road": road}
            return
