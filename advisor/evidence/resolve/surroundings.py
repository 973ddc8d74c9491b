"""The place and the people around it, the owner's own number taking precedence."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from advisor.catalogue import REACH_GOALS, Country, Place, Prior, Question, Sector, Span
from advisor.errors import ProfileError
from advisor.evidence.places import (
    find_meant,
    people_within_miles,
    place_by_id,
    told_apart,
    towns_near,
)
from advisor.evidence.resolve.noting import Notes, sector_basis
from advisor.profile import BusinessProfile
from advisor.profile.business import KM_PER_MILE

ZONE_MILES = (5.0, 25.0, 100.0)  # town, near, region: what the words mean here
WORLD_PEOPLE = 8.1e9  # United Nations, World Population Prospects 2024, rounded
_FARTHEST_RING = 150.0  # miles: as far as people are counted
ASKED_MILES = 10.0  # what the question on people nearby asks for
_TOWNS_KEPT = 256  # one business asks many times for its town


def place_of(profile: BusinessProfile, notes: Notes) -> Place:
    """Return the place by its id or by town and region; one that dwarfs its namesakes is noted."""
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
    place, *others = find_meant(str(profile.town), profile.country, profile.region)
    if others:
        first, second = told_apart([place, others[0]])
        notes.add(
            "region",
            place.region,
            f"{first}, is by far the largest town of that name: {place.population:,} people, "
            f"against {others[0].population:,} in {second}",
        )
    return place


@lru_cache(maxsize=_TOWNS_KEPT)
def chamber_towns(place: Place) -> int:
    """Return how many other towns of chamber size lie near."""
    return len(towns_near(place, ZONE_MILES[1]))


@lru_cache(maxsize=_TOWNS_KEPT)
def next_town_ratio(place: Place) -> float:
    """Return the people of the largest other town near over those of the own one; 1 without one."""
    near = [town.population for town, _ in towns_near(place, ZONE_MILES[1])]
    return max(near, default=place.population) / max(place.population, 1)


class Rings:
    """People around the place by distance, the owner's own number taking precedence."""

    def __init__(
        self, profile: BusinessProfile, place: Place, country: Country, notes: Notes
    ) -> None:
        self.place, self.country = place, country
        self.scale = 1.0
        ring = people_within_miles(place, (ASKED_MILES,))[ASKED_MILES]
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


def distances(
    profile: BusinessProfile,
    sector: Sector,
    attributes: Mapping[str, float],
    priors: Mapping[str, Prior],
    notes: Notes,
) -> tuple[float, float]:
    """Return how far customers come of themselves, and how far the owner is ready to serve.

    Whoever travels or meets clients by appointment and aims beyond the town serves further than the
    trade's usual distance; nobody drives further to a shop because it would like to be known. The
    owner's own distance holds for both.  Miles, the second never the smaller.
    """
    if profile.come_from_miles is not None:
        return profile.come_from_miles, profile.come_from_miles
    minutes = sector.ranges["catchment_minutes"][1]
    usual = max(1.0, minutes * priors["business.miles_per_minute"].best)
    farther = usual
    if profile.reach_goal != REACH_GOALS[0]:
        goal = "neighbouring_towns" if profile.reach_goal == "neighbouring_towns" else "region"
        ready = 1.0 - min(1.0, attributes.get("on_the_spot", 0.0))
        wish = priors[f"business.ready_miles.{goal}"].best
        farther = max(usual, usual + ready * (wish - usual))
    basis = sector_basis(sector, "catchment_minutes")
    if farther > usual:
        basis += f"; up to {farther:.0f} miles where your reach goal goes further (judgement)"
    notes.add("customers_come_from_miles", usual, basis)
    return usual, farther


def asked_of_distance(
    profile: BusinessProfile,
    attributes: Mapping[str, float],
    miles: float,
    afar: float,
    unit: str,
    priors: Mapping[str, Prior],
) -> tuple[Question, ...]:
    """Return what is asked where the goal lies far beyond the way that customers come.

    Whether goods are sent; else from how far customers come.
    `miles`: the way as usual; `afar`: the share of farther demand that is served all the same.
    """
    far = REACH_GOALS.index(profile.reach_goal) >= REACH_GOALS.index("country")
    comes = attributes["online"] >= priors["business.local_orders_share"].best or afar > 0.0
    if profile.come_from_miles is not None or not far or comes:
        return ()
    if miles >= priors["business.ready_miles.region"].best:
        return ()
    # Goods can be sent, which nobody does with a haircut.
    if (
        profile.sold_online is None
        and attributes["product"] >= priors["business.mostly_share"].best
    ):
        return (Question("sends_goods", "sold_online", {}),)
    km = unit == "km"
    field = "customers_come_from_km" if km else "customers_come_from_miles"
    taken = float(f"{miles * (KM_PER_MILE if km else 1.0):.2g}")
    return (Question(f"come_from_{unit}", field, {"taken": taken}),)


def served_afar(
    profile: BusinessProfile,
    sector: Sector,
    attributes: Mapping[str, float],
    priors: Mapping[str, Prior],
    notes: Notes,
) -> float:
    """Return the share of the demand outside that distance that can be served all the same.

    Small shares (deliveries, bookings) are orders of the same neighbours and count as none; a
    trade that can do part of its work at a distance does so for whoever aims at the region or
    further, unless the owner said that nothing is sold online.
    """
    share = attributes.get("online", 0.0)
    if share > priors["business.local_orders_share"].best:
        return share
    aims_far = REACH_GOALS.index(profile.reach_goal) >= REACH_GOALS.index("region")
    if not aims_far or share < priors["business.remote_work_share"].best:
        return 0.0
    notes.add(
        "served_at_a_distance",
        share,
        f"the part {sector.name.lower()} can do at a distance, for you aim at the region or "
        "further (judgement); say that nothing is sold online if that is wrong",
    )
    return share


def need_span(sector: Sector, sells_to: str, country: Country, priors: Mapping[str, Prior]) -> Span:
    """Return the share of prospects who choose a supplier in a month.

    The trade's is that of people and firms alike.  Firms are few and order for many: who sells to
    them alone has among them that part of the trade's buyers which firms are, as far as contracts
    end.
    """
    need = Span(*sector.ranges["need_rate"])
    people = country.adult_share * sector.ranges["target_share"][1]
    firms = country.firms_per_1000_people / 1000.0 * sector.ranges["target_share_firms"][1]
    if sells_to != "firms" or min(people, firms) <= 0.0:
        return need
    times = sector.attributes["to_firms"] * (people + firms) / firms
    most = max(1.0, priors["business.need_of_firms_most"].best / need.best)
    times = min(max(times, 1.0), most)
    return Span(need.low * times, need.best * times, min(need.high * times, 1.0))
