"""What lies around a place: people and other towns, by straight-line miles.

How people are spread over the land is not decided here but in ``advisor.evidence.density``.
"""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from advisor.catalogue import Place
from advisor.evidence.density import MILES_PER_DEGREE, PeopleCurve, Range, miles_between
from advisor.evidence.places.gazetteer import gazetteer

TOWN_PEOPLE = 2500  # what surveys of towns begin at
_DUST = 0.01  # degrees, for rounding
# A road winds: towns so many straight-line miles apart are this much farther by road.
ROAD_MILES_PER_STRAIGHT_MILE = 1.3
# Of a section of a larger place, less than this share (in %) lives on land of its own.
SEPARATE_FROM_PERCENT = 50


def people_within_miles(place: Place, miles: Sequence[float]) -> dict[float, Range]:
    """Estimate how many people of all ages live around `place`.

    `miles`: straight-line radii, 1 to 150 miles.  Returns per radius the people within it as 5 %,
    50 % and 95 % points; each of the three never falls as the radius grows.  Raises
    ``ProfileError`` for a radius outside 1 to 150 miles.
    """
    return _curve(place.latitude, place.longitude, place.country).within(miles)


@lru_cache(maxsize=256)
def _curve(latitude: float, longitude: float, country: str) -> PeopleCurve:
    table = gazetteer()
    return table.people.around(latitude, longitude, table.index_of_country(country))


def towns_near(
    place: Place, miles: float, min_population: int = TOWN_PEOPLE, *, separate: bool = True
) -> list[tuple[Place, float]]:
    """Return the other places around `place`, nearest first.

    Each place with its straight-line distance in miles.  `miles`: straight-line radius, miles; by
    road it is about `ROAD_MILES_PER_STRAIGHT_MILE` as far.  `min_population`: places with fewer
    people are left out.  `separate`: leave out sections of a larger place (quarters, boroughs,
    suburbs that a big city's area has swallowed), known by distance and size.  False counts every
    entry of the table.
    """
    table = gazetteer()
    boxed = np.flatnonzero(
        (table.population >= min_population)
        & (np.abs(table.latitude - place.latitude) < miles / MILES_PER_DEGREE + _DUST)
    )
    distance = miles_between(
        table.latitude[boxed], table.longitude[boxed], place.latitude, place.longitude
    )
    kept = (distance <= miles) & (table.place_id[boxed] != int(place.place_id))
    if separate:
        kept &= table.people.own[boxed] >= SEPARATE_FROM_PERCENT
    boxed, distance = boxed[kept], distance[kept]
    order = np.lexsort((boxed, distance))
    return [(table.place(int(boxed[i])), round(float(distance[i]), 2)) for i in order]
