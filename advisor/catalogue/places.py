"""Where a business is, and how far it wants to be known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

ReachGoal = Literal["my_town", "neighbouring_towns", "region", "country", "worldwide"]


@dataclass(frozen=True)
class Place:
    """A populated place.

    ``place_id`` is the GeoNames id as text; positions in degrees; ``population`` people.
    """

    place_id: str
    name: str
    region: str
    region_code: str
    country: str
    latitude: float
    longitude: float
    population: int
