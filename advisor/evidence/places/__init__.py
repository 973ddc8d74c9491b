"""Find a town, and say how many people and towns lie around it.

Distances are straight-line miles; by road they are about ``ROAD_MILES_PER_STRAIGHT_MILE`` as far.
"""

from advisor.evidence.density import Range
from advisor.evidence.places.around import (
    ROAD_MILES_PER_STRAIGHT_MILE,
    people_within_miles,
    towns_near,
)
from advisor.evidence.places.finding import find_place, nearest_places, place_by_id, search_places
from advisor.evidence.places.gazetteer import normalise
from advisor.evidence.places.spelling import is_postcode

__all__ = [
    "ROAD_MILES_PER_STRAIGHT_MILE",
    "Range",
    "find_place",
    "is_postcode",
    "nearest_places",
    "normalise",
    "people_within_miles",
    "place_by_id",
    "search_places",
    "towns_near",
]
