"""Find a town, and say how many people and towns lie around it.

Distances are straight-line miles; by road they are about ``ROAD_MILES_PER_STRAIGHT_MILE`` as far.
"""

from advisor.evidence.places.around import (
    ROAD_MILES_PER_STRAIGHT_MILE as ROAD_MILES_PER_STRAIGHT_MILE,
)
from advisor.evidence.places.around import people_within_miles as people_within_miles
from advisor.evidence.places.around import towns_near as towns_near
from advisor.evidence.places.finding import find_meant as find_meant
from advisor.evidence.places.finding import find_place as find_place
from advisor.evidence.places.finding import nearest_places as nearest_places
from advisor.evidence.places.finding import place_by_id as place_by_id
from advisor.evidence.places.finding import search_places as search_places
from advisor.evidence.places.finding import told_apart as told_apart
from advisor.evidence.places.gazetteer import normalise as normalise
from advisor.evidence.places.spelling import is_postcode as is_postcode
