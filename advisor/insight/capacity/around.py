"""What lies around: named towns, memberships placed in them, people by distance."""

import math
from collections.abc import Mapping, Sequence

import numpy as np

from advisor.catalogue import Case, Place, Prior, Tables
from advisor.evidence.density import miles_between
from advisor.evidence.places import ROAD_MILES_PER_STRAIGHT_MILE, people_within_miles, towns_near
from advisor.evidence.resolve.noting import Notes
from advisor.evidence.resolve.surroundings import ZONE_MILES, Rings
from advisor.insight.capacity.result import Band, GroupFit, Membership, Standing, Town
from advisor.model.curves import Array
from advisor.model.forecast import MixForecast
from advisor.profile import BusinessProfile
from advisor.recommend.items import Items, range_of
from advisor.results import Range

REACH_MILES = ZONE_MILES[1]
_FULL_CIRCLE = 360.0  # degrees
# Outer edges of the bands in the reader's own unit, round numbers.
BAND_EDGES: Mapping[str, tuple[float, ...]] = {
    "mi": (5.0, 10.0, 25.0, 50.0, 100.0),
    "km": (10.0, 20.0, 40.0, 80.0, 160.0),
}
MOST_TOWNS = 30  # as many as a map shows apart


def bearing_degrees(home: Place, other: Place) -> float:
    """Return the direction from one place to another, degrees clockwise from north, 0-360."""
    north, south = math.radians(home.latitude), math.radians(other.latitude)
    turn = math.radians(other.longitude - home.longitude)
    y = math.sin(turn) * math.cos(south)
    x = math.cos(north) * math.sin(south) - math.sin(north) * math.cos(south) * math.cos(turn)
    return math.degrees(math.atan2(y, x)) % _FULL_CIRCLE


def pull(people: float, miles: float, near_miles: float) -> float:
    """Return how much a town draws: its people, the fewer the farther, in units of `near_miles`."""
    return people * math.exp(-miles / max(near_miles, 1.0))


def towns_around(case: Case, priors: Mapping[str, Prior]) -> tuple[list[Town], int, int]:
    """Return the towns that draw most, best first; how many there are; how many customers reach.

    Towns have 2,500 people or more and lie within the distance of a neighbouring chamber.  Those
    where customers come from anyway stand before the others.
    """
    pace = priors["business.miles_per_minute"].best
    evening = min(case.catchment_miles, priors["business.evening_miles"].best)
    near = towns_near(case.place, REACH_MILES)
    best = sorted(
        _named(case.place, near, priors),
        key=lambda n: (
            n[1] > case.catchment_miles,
            -pull(n[0].population, n[1], evening),
            n[0].place_id,
        ),
    )
    found = [
        Town(
            place_id=place.place_id,
            name=place.name,
            region=place.region,
            miles=miles,
            road_miles=miles * ROAD_MILES_PER_STRAIGHT_MILE,
            drive_minutes=miles / pace,
            bearing_degrees=bearing_degrees(case.place, place),
            people=place.population,
            within_customers_reach=miles <= case.catchment_miles,
        )
        for place, miles in best[:MOST_TOWNS]
    ]
    return found, len(near), sum(miles <= case.catchment_miles for _, miles in near)


def _named(
    home: Place, near: Sequence[tuple[Place, float]], priors: Mapping[str, Prior]
) -> list[tuple[Place, float]]:
    """Return the places one would name as towns: no quarters of a larger one.

    Those lie on its land: a circle of so many people a square mile, up to so many miles.
    """
    times, dense, most = (
        priors[f"business.quarter_{x}"].best for x in ("times", "people", "miles")
    )
    everywhere = [home, *(place for place, _ in near)]
    people = np.array([place.population for place in everywhere])
    north = np.array([place.latitude for place in everywhere])
    east = np.array([place.longitude for place in everywhere])
    land = np.minimum(np.sqrt(people / (math.pi * dense)), most)
    found = []
    for place, miles in near:
        large = people >= times * place.population
        away = miles_between(north[large], east[large], place.latitude, place.longitude)
        if not (away < land[large]).any():
            found.append((place, miles))
    return found


def memberships(
    groups: Sequence[GroupFit], home: str, towns: Sequence[Town], tables: Tables
) -> tuple[Membership, ...]:
    """Place the groups that one joins: those of home at home, further chambers in towns.

    `towns`: those that draw most first: further chambers go there in this order.
    """
    found = []
    for group in groups:
        if not group.joined:
            continue
        away = tables.channels[group.channel].draws_on == "next_towns"
        most = int(max(group.fit, group.in_mix, group.in_room))
        for k in range(min(most, len(towns)) if away else most):
            town = towns[k] if away else None
            standing: Standing = "mix" if k < group.in_mix else "fits"
            if standing == "fits" and k < group.in_room:
                standing = "room"
            found.append(
                Membership(
                    channel=group.channel,
                    name=group.name,
                    town=town.name if town else home,
                    place_id=town.place_id if town else "",
                    miles=town.miles if town else 0.0,
                    standing=standing,
                )
            )
    return tuple(found)


def bands(
    profile: BusinessProfile,
    items: Items,
    forecast: MixForecast,
    policy: int,
    placed: Sequence[Membership],
    edges_miles: Sequence[float],
) -> tuple[Band, ...]:
    """Return people by distance, and what a mix without platforms reaches of them a month.

    Home groups count in the innermost band, each further chamber in the band of its town; parts
    add up to what the mix reaches as a whole, overlaps taken off.
    """
    case, country = items.case, items.tables.countries[items.case.country]
    scaled = Rings(profile, case.place, country, Notes())
    within = people_within_miles(case.place, tuple(edges_miles))
    points: list[Range] = []
    for miles in edges_miles:
        ring = within[miles]
        factor = scaled.people(miles) / max(ring.p50, 1.0)
        points.append(Range.of((ring.p5 * factor, ring.p50 * factor, ring.p95 * factor)))
    per_head = case.zone_prospects[0] / max(case.zone_people[0], 1.0)
    reached = _reached(items, forecast, policy, placed, edges_miles)
    found, inner, before = [], 0.0, Range.exactly(0.0)
    for k, (miles, upto) in enumerate(zip(edges_miles, points, strict=True)):
        more = (max(0.0, b - a) for a, b in zip(before.points, upto.points, strict=True))
        people = Range.of(sorted(more))
        found.append(
            Band(
                from_miles=inner,
                to_miles=miles,
                people=people,
                could_buy=people.p50 * per_head,
                reached=reached[k],
            )
        )
        inner, before = miles, upto
    return tuple(found)


def _reached(
    items: Items,
    forecast: MixForecast,
    policy: int,
    placed: Sequence[Membership],
    edges_miles: Sequence[float],
) -> list[Range]:
    """Return people reached a month per band."""
    engine = items.engine
    n_draws = engine.draws.n_draws
    parts: list[Array] = [np.zeros(n_draws) for _ in edges_miles]
    towns = [m.miles for m in placed if m.place_id and m.standing != "fits"]
    for use, values in zip(forecast.uses, forecast.channels, strict=True):
        response = engine.responses[use.c]
        option = response.options[use.j]
        away = items.aim(response.channel.channel, policy) == "neighbouring_towns"
        where = towns[: option.units or 0] if away and towns else [0.0]
        for miles in where:
            k = next((i for i, edge in enumerate(edges_miles) if miles <= edge), -1)
            parts[k] = parts[k] + values["people_reached"] / len(where)
    whole = np.maximum(sum(parts, np.zeros(n_draws)), 1e-12)
    total = np.broadcast_to(forecast.total["people_reached"], (n_draws,))
    return [range_of(total * part / whole) for part in parts]
