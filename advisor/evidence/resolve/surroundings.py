"""The place and the people around it, the owner's own number taking precedence."""

from __future__ import annotations

from advisor.catalogue import Country, Place
from advisor.errors import ProfileError
from advisor.evidence.places import find_place, people_within_miles, place_by_id
from advisor.evidence.resolve.noting import Notes
from advisor.profile import BusinessProfile

ZONE_MILES = (5.0, 25.0, 100.0)
WORLD_PEOPLE = 8.1e9  # United Nations, World Population Prospects 2024, rounded
_FARTHEST_RING = 150.0


def place_of(profile: BusinessProfile) -> Place:
    """Return the place by its id or by town and region."""
    if profile.place_id is not None:
        place = place_by_id(profile.place_id)
        if place.country != profile.country:
            raise ProfileError(
                "place_id",
                profile.place_id,
                f"a place in the country given ({profile.country})",
                f"{place.name} lies in {place.country}.",
            )
        return place
    return find_place(str(profile.town), profile.country, profile.region)


class Rings:
    """People around the place by distance, the owner's own number taking precedence."""

    def __init__(
        self, profile: BusinessProfile, place: Place, country: Country, notes: Notes
    ) -> None:
        self.place, self.country = place, country
        self.scale = 1.0
        ring = people_within_miles(place, (10.0,))[10.0]
        if profile.people_nearby is None:
            notes.add(
                "people_nearby",
                round(ring.p50),
                "people within 10 miles, estimated from GeoNames; the range is "
                f"{ring.p5:,.0f} to {ring.p95:,.0f}",
            )
        else:
            self.scale = max(float(profile.people_nearby), 1.0) / max(ring.p50, 1.0)

    def people(self, miles: float) -> float:
        """Return people within `miles`; beyond 150 miles by area, never above the country."""
        inside = max(1.0, min(miles, _FARTHEST_RING))
        found = people_within_miles(self.place, (inside,))[inside].p50
        # The owner's number describes the surroundings; far rings keep the estimate.
        weight = 1.0 if inside <= ZONE_MILES[1] else (ZONE_MILES[1] / inside) ** 2
        found *= 1.0 + (self.scale - 1.0) * weight
        if miles > _FARTHEST_RING:
            found *= (miles / _FARTHEST_RING) ** 2
        return float(min(max(found, 1.0), self.country.population))

    def zones(self) -> tuple[float, float, float, float, float]:
        """Return people in town, near, region, country and world, never shrinking."""
        town = self.people(ZONE_MILES[0])
        near = max(town, self.people(ZONE_MILES[1]))
        region = max(near, self.people(ZONE_MILES[2]))
        return town, near, region, max(region, self.country.population), WORLD_PEOPLE


def in_zones(people: tuple[float, ...], per_head: float) -> tuple[float, ...]:
    """Return prospects from people by zone."""
    return tuple(p * per_head for p in people)
