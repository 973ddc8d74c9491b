"""From what a person types to a place: as they type, by name and region, or by id.

Names are compared by their keys (:func:`normalise`), so case, accents and punctuation never
matter.  A name that maps print (the main name) wins over an alternate one, unless the place of
the alternate name is plainly the one people mean.  Where the larger place is another than the one
of exactly this name, the owner is asked, unless it is larger by far: then that is said instead.
"""

import difflib
import re
from collections.abc import Sequence
from contextlib import suppress
from functools import lru_cache

import numpy as np

from advisor.catalogue import Place
from advisor.errors import ProfileError
from advisor.evidence.density import miles_between
from advisor.evidence.places.around import towns_near
from advisor.evidence.places.gazetteer import Gazetteer, Indices, gazetteer, normalise
from advisor.evidence.places.spelling import as_typed, called, is_postcode, without_postcode

# Two entries of one name closer than this are one settlement entered twice (a town and its
# district, a village and its commune).
SAME_SETTLEMENT_MILES = 3.0
# Alternate names include slips and forgotten ones (York, Nebraska, was once a "New York"): a place
# so many times larger than every other that shares an alternate name is the one meant.
PLAINLY_MEANT_RATIO = 100
# Another name of a larger place is offered beside the one of exactly this name from here on.
CLEARLY_LARGER_RATIO = 2
# While typing, a place of another name that is so many times larger comes before those that have
# it as main name: Cologne is first the one on the Rhine.
PLAINLY_LARGER_RATIO = 20
CANDIDATES_SHOWN, _PLACES_SHOWN = 5, 20  # of a name that is not known; while typing
# Of places of one main name, one so many times larger than every other is meant: said, not asked.
BY_FAR_RATIO = 10
CITY_PEOPLE = 100_000  # a place that nobody confuses with a hamlet
_MOST_WORDS_BEHIND = 3  # of a region typed without a comma
_LETTERS_APART, _ALIKE = 3, 0.6  # between a slip and the name meant
# Places of one name in one county are told apart by a larger town no farther than this.
_AROUND_MILES = 50.0
# The code of a region behind a name: "Milano (MI)", "Campinas/SP", "Boston MA".
_CODE_BEHIND = re.compile(r"(.*[^\W\d_])(?:\s*[(/–-]\s*|\s+)([A-Z]{2,3})\)?")


def search_places(
    text: str, country: str | None = None, limit: int | None = _PLACES_SHOWN
) -> list[Place]:
    """Return the places that `text`, perhaps still being typed, may mean.

    Places of this main name, then places that have it as another name, then places with a name
    beginning so; most people first within each of the three.  A place that has it as another name
    and is `PLAINLY_LARGER_RATIO` times larger than the first comes before it.  Raises
    ``ProfileError`` for an unknown country code.  `text`: a name or its beginning; after a comma,
    or as last words, a region or country may follow ("Springfield, Illinois", "Springfield IL",
    "Paris, France").  `country`: ISO 3166 alpha-2 code; None means the whole world.  `limit`: how
    many places at most; places of exactly this name are never cut.  None: no limit.
    """
    table = gazetteer()
    here = None if country is None else table.index_of_country(country)
    exact: list[Indices] = []
    begun: list[Indices] = []
    for name, qualifiers, comma in _readings(text):
        begins = table.beginning(normalise(name)) if comma else table.runs[:0]
        groups = [*called(table, name), begins]
        if here is not None:
            qualifiers = [q for q in qualifiers if not _in_country(table, q, here)]
        groups = _within_all(table, groups, qualifiers, typing=True)
        exact += groups[:2]
        begun.append(groups[2])
    if here is not None:
        exact = [group[table.country[group] == here] for group in exact]
        begun = [group[table.country[group] == here] for group in begun]
    pairs = zip(exact[::2], exact[1::2], strict=True)
    exact = [part for pair in pairs for part in _meant_first(table, *pair)]
    first = list(dict.fromkeys(int(i) for group in exact for i in group))
    wanted = None if limit is None else max(0, limit - len(first))
    known = set(first)
    rest = list(dict.fromkeys(int(i) for group in begun for i in group if int(i) not in known))
    return [table.place(i) for i in first + rest[:wanted]]


def _meant_first(table: Gazetteer, main: Indices, other: Indices) -> tuple[Indices, ...]:
    """Return the places in order: those of another name first that are far larger."""
    if not len(main) or not len(other):
        return main, other
    far = table.population[other] >= PLAINLY_LARGER_RATIO * max(int(table.population[main[0]]), 1)
    return other[far], main, other[~far]


def _readings(text: str) -> list[tuple[str, list[str], bool]]:
    """Return the ways to read `text`: name, qualifiers, and whether prefixes of it count too."""
    head, *tail = _parted(without_postcode(text))
    if not normalise(head):
        return []
    qualifiers = [word for word in map(normalise, tail) if word]
    readings = [(head, qualifiers, True)]
    if not qualifiers:
        words = head.replace(".", ". ").split()
        readings += [
            (" ".join(words[:-n]), [normalise(" ".join(words[-n:]))], False)
            for n in range(1, _MOST_WORDS_BEHIND + 1)
            if n < len(words)
        ]
        if len(words) > 2:  # "Boston MA USA"
            readings.append((" ".join(words[:-2]), [*map(normalise, words[-2:])], False))
    return [reading for reading in readings if normalise(reading[0]) and "" not in reading[1]]


def _parted(text: str) -> list[str]:
    """Return a name and what stands behind it: after commas, or the code of its region.

    A code is taken for one only where a place of exactly this name lies there.
    """
    found = _CODE_BEHIND.fullmatch(text.strip())
    if "," in text or not found:
        return text.split(",")
    table = gazetteer()
    name, code = found.groups()
    here = [table.exact(key) for key in as_typed(name)]
    whole = [table.exact(key) for key in as_typed(text)]
    lies_there = any(len(table.within(one, normalise(code), typing=False))
                     for pair in here for one in pair)  # fmt: skip
    known = any(len(one) for pair in whole for one in pair)
    return [name, code] if lies_there and not known else [text]


def _in_country(table: Gazetteer, qualifier: str, here: int) -> bool:
    return normalise(qualifier) in table.country_words[here]


def find_place(town: str, country: str, region: str | None = None) -> Place:
    """Return the one place called `town` in `country` (see :func:`find_meant`)."""
    return find_meant(town, country, region)[0]


@lru_cache(maxsize=256)  # one business asks many times for its town
def find_meant(town: str, country: str, region: str | None = None) -> tuple[Place, ...]:
    """Return the one place called `town` in `country`, behind it those that it dwarfs.

    The place of that main name; failing that, of that other name (there a place with
    `PLAINLY_MEANT_RATIO` times the people of every other is meant).  Short words count as long ones
    ("E. Lansing", "Freiburg i. Br."), a postcode beside the name is passed over. Entries of one
    name within `SAME_SETTLEMENT_MILES` are one settlement: the one of more people is returned.
    Raises ``ProfileError`` for an unknown country, a postcode alone, no such place (with the
    nearest names); no such place in the region (with those elsewhere); or several distinct places
    (with up to five, most people first), a larger one among them of which this is another name or
    the beginning of the name, unless the first is larger by far.  `town`: its name or another name
    it has; "Springfield, MA" gives the region along.  `region`: name or code of its region
    (Massachusetts, MA, Bavaria, England), or of its county. Needed only where several places fit.
    """
    table = gazetteer()
    here = table.index_of_country(country)
    head, *tail = _parted(without_postcode(town))
    behind = [region] if region and region.strip() else tail
    # The country is known already: "Boston, MA, USA".
    behind = [one.strip() for one in behind if one.strip() and not _in_country(table, one, here)]
    region = ", ".join(behind) or None
    main, other = (group[table.country[group] == here] for group in called(table, head))
    if len(main) + len(other) == 0 and is_postcode(town):
        raise ProfileError(
            "town",
            town,
            "the name of a town; this is a postcode",
            "Type the town that the postcode belongs to.",
        )
    if len(main) + len(other) == 0 and region is None:
        for name, qualifiers, _ in _readings(town)[1:]:  # "Springfield Illinois", "Sydney NSW"
            with suppress(ProfileError):
                return find_meant(name, country, qualifiers[0])
    if len(main) + len(other) == 0:
        raise ProfileError(
            "town", town, f"a place in {table.country_codes[here]}", _nearest(table, head, here)
        )
    longer = _longer_names(table, normalise(head), here)
    groups = [main, other, longer]
    if region is not None:
        groups = _within_all(table, groups, behind, typing=False)
    for distinct in (
        _as_printed(table, _distinct(table, groups[0]), head),
        _plainly_meant(table, _distinct(table, groups[1])),
    ):
        if distinct:
            # With its region said, a place is meant by its own name.
            others = groups[1] if region is None or not len(groups[0]) else groups[1][:0]
            distinct = _with_larger(table, distinct, [groups[0], others, groups[2]])
        if len(distinct) == 1 or (distinct and _by_far(table, distinct, *groups[:2])):
            return tuple(map(table.place, distinct))
        if distinct:
            raise ProfileError(
                "town",
                town,
                "one place: several fit, so name the region or give the place_id",
                _listed(table, distinct),
            )
    everywhere = _distinct(table, main) or _distinct(table, other)
    raise ProfileError(
        "region",
        region,
        f"a region or county in which {head.strip()} lies",
        _listed(table, everywhere),
    )


def _within_all(
    table: Gazetteer, groups: list[Indices], qualifiers: list[str], typing: bool
) -> list[Indices]:
    """Return the places of each group that lie where every qualifier says.

    A qualifier in which none of all groups lies is passed over, if another one is known.
    """
    known = not qualifiers
    for qualifier in qualifiers:
        inside = [table.within(group, normalise(qualifier), typing=typing) for group in groups]
        if any(map(len, inside)):
            known, groups = True, inside
    return groups if known else [group[:0] for group in groups]


def _distinct(table: Gazetteer, indices: Indices) -> list[int]:
    """Return one index a settlement, most people first."""
    kept: list[int] = []
    for index in indices:
        near = miles_between(
            table.latitude[kept],
            table.longitude[kept],
            float(table.latitude[index]),
            float(table.longitude[index]),
        )
        if not (near < SAME_SETTLEMENT_MILES).any():
            kept.append(int(index))
    return kept


def _longer_names(table: Gazetteer, key: str, country: int) -> Indices:
    """Return the places of a country whose main name goes on behind `key`, whole words only."""
    begun = table.beginning(f"{key} ")
    begun = begun[table.country[begun] == country]
    longer = [i for i in begun if normalise(table.names[i]).startswith(f"{key} ")]
    return np.array(longer, dtype=np.int64)


def _with_larger(table: Gazetteer, distinct: list[int], groups: list[Indices]) -> list[int]:
    """Return the places of the name, before them those elsewhere that fit too and are larger.

    Another name may be an old or a mistaken one, so there a place must be `CLEARLY_LARGER_RATIO`
    times larger to be offered.
    """
    people, largest = table.population, distinct[0]
    larger = [
        group[people[group] > ratio * people[largest]]
        for group, ratio in zip(groups[1:], (CLEARLY_LARGER_RATIO, 1), strict=True)
    ]
    found = table.by_people(np.unique(np.concatenate(larger)))
    here = float(table.latitude[largest]), float(table.longitude[largest])
    away = miles_between(table.latitude[found], table.longitude[found], *here)
    return [*_distinct(table, found[away >= SAME_SETTLEMENT_MILES]), *distinct]


def _as_printed(table: Gazetteer, distinct: list[int], head: str) -> list[int]:
    """Return the first alone where only it is printed as typed and the others are far smaller.

    "St.Louis" is St. Louis, Missouri, and not Saint Louis, Michigan.  Beside a city nobody means a
    place so small that its people are not known.
    """
    people = [int(table.population[index]) for index in distinct]
    if len(people) > 1 and people[0] >= CITY_PEOPLE:
        distinct = [i for i, count in zip(distinct, people, strict=True) if count]
    keys = as_typed(head)
    printed = [normalise(table.names[index]) in keys for index in distinct]
    people = [int(table.population[index]) for index in distinct]
    alone = len(people) > 1 and people[0] >= PLAINLY_LARGER_RATIO * max(people[1], 1)
    return distinct[:1] if alone and printed[0] and sum(printed) == 1 else distinct


def _plainly_meant(table: Gazetteer, distinct: list[int]) -> list[int]:
    """Return the first alone where the others, found by alternate names too, are dwarfs."""
    people = [int(table.population[index]) for index in distinct]
    alone = len(people) > 1 and people[0] >= PLAINLY_MEANT_RATIO * max(people[1], 1)
    return distinct[:1] if alone else distinct


def _by_far(table: Gazetteer, distinct: list[int], main: Indices, other: Indices) -> bool:
    """Say whether the first is meant beside all others: of this name, not only of its beginning.

    Of those whose people are not known nobody can say that they are fewer.
    """
    people, first = table.population[distinct], distinct[0]
    ratio = BY_FAR_RATIO if first in main else PLAINLY_MEANT_RATIO
    named = first in main or first in other
    return bool(named and people.min() > 0 and people[0] >= ratio * people[1:].max())


def _listed(table: Gazetteer, indices: list[int]) -> str:
    shown = []
    for index in indices[:CANDIDATES_SHOWN]:
        place = table.place(index)
        where = ", ".join(
            part for part in (place.name, table.counties[table.county[index]], place.region) if part
        )
        people = f"{place.population:,} people" if place.population else "population not known"
        shown.append(f"{where} ({people}, place_id {place.place_id})")
    more = len(indices) - len(shown)
    return "; ".join(shown) + (f"; and {more} more." if more else ".")


def _nearest(table: Gazetteer, head: str, country: int) -> str:
    """Return the places in the country whose name is most like what was typed, as a hint."""
    found = nearest_places(head, table.country_codes[country])
    if not found:
        return "Give the nearest larger town."
    return f"Nearest names: {_listed(table, [_index_of(place.place_id) for place in found])}"


def told_apart(places: Sequence[Place]) -> list[str]:
    """Return what places are called in a list: with their region, and what else tells them apart.

    That is the county where it differs, otherwise the nearest larger town.

    Examples
    --------
    >>> told_apart(search_places("Newport", "GB", limit=4))[1:3]
    ['Newport, Isle of Wight, England', 'Newport, Telford and Wrekin, England']
    """
    table = gazetteer()
    names = [f"{p.name}, {p.region}".removesuffix(", ") for p in places]
    with_county = [
        f"{p.name}, {county}, {p.region}".removesuffix(", ")
        if (county := table.counties[table.county[_index_of(p.place_id)]])
        and normalise(county) not in (normalise(p.name), normalise(p.region))
        else name
        for p, name in zip(places, names, strict=True)
    ]
    found = []
    for place, name, longer in zip(places, names, with_county, strict=True):
        if names.count(name) == 1:
            found.append(name)
        elif longer != name and with_county.count(longer) == 1:
            found.append(longer)
        else:
            larger = towns_near(place, _AROUND_MILES, max(1, 2 * place.population))
            found.append(f"{longer}, near {larger[0][0].name}" if larger else longer)
    return found


def nearest_places(text: str, country: str) -> list[Place]:
    """Return a few places of a country that somebody may mean by a name that nothing has.

    Those whose name goes on behind it, the town of which it may be a part, and those spelled much
    like it.
    """
    table = gazetteer()
    here, key = table.index_of_country(country), normalise(text)
    if not key:
        return []
    part_of = called(table, key.split()[0])[0] if " " in key else table.runs[:0]
    part_of = part_of[table.country[part_of] == here][:1]
    names = {
        normalise(table.names[i]): int(i)
        for i in table.by_people(np.flatnonzero(table.country == here))[::-1]
    }
    alike = [name for name in names if abs(len(name) - len(key)) <= _LETTERS_APART]
    near = difflib.get_close_matches(key, alike, n=CANDIDATES_SHOWN, cutoff=_ALIKE)
    found = [*_longer_names(table, key, here), *part_of, *(names[name] for name in near)]
    return [table.place(int(i)) for i in list(dict.fromkeys(found))[:CANDIDATES_SHOWN]]


def place_by_id(place_id: str) -> Place:
    """Return the place with this GeoNames id.

    `place_id`: the id as text, digits only.  Raises ``ProfileError`` if no place of 500 people or
    more has the id.
    """
    return gazetteer().place(_index_of(place_id))


def _index_of(place_id: str) -> int:
    table = gazetteer()
    if place_id.isascii() and place_id.isdigit() and len(place_id) < 12:
        index = int(np.searchsorted(table.place_id, int(place_id)))
        if index < len(table.place_id) and table.place_id[index] == int(place_id):
            return index
    raise ProfileError(
        "place_id",
        place_id,
        "the GeoNames id of a place of 500 people or more",
        "Find it by name: python -m advisor places NAME",
    )
