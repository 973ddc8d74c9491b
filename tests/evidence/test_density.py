"""People around a town, against the census and against plain sense."""

from __future__ import annotations

import csv
import math
from pathlib import Path

import numpy as np
import pytest

from advisor.catalogue import Place
from advisor.errors import ProfileError
from advisor.evidence.places import find_place, people_within_miles
from advisor.evidence.places.gazetteer import gazetteer

RADII = (5, 10, 25, 50, 100)
# The US grew so much from the census of 2010 to the year of our national totals (2018).
GROWTH = 1.06


def rings() -> list[tuple[str, dict[float, tuple[float, float, float]], list[float]]]:
    """Return per town its name, the estimated ranges by radius, and the true people."""
    lines = (Path(__file__).parent / "place_rings.csv").read_text(encoding="utf-8").splitlines()
    out = []
    for row in csv.DictReader(line for line in lines if not line.startswith("#")):
        latitude, longitude = float(row["latitude"]), float(row["longitude"])
        place = Place("0", row["town"], "", row["state"], "US", latitude, longitude, 0)
        truth = [float(row[f"within_{radius}_miles"]) * GROWTH for radius in RADII]
        out.append((row["town"], dict(people_within_miles(place, RADII)), truth))
    return out


def share_within(factor: float, radii: tuple[int, ...]) -> float:
    off = [
        abs(math.log(estimate[radius][1] / truth[RADII.index(radius)]))
        for _, estimate, truth in rings()
        for radius in radii
    ]
    return float(np.mean([one <= math.log(factor) for one in off]))


def test_nine_of_ten_rings_of_ten_miles_and_more_are_within_half_as_much_again() -> None:
    assert share_within(1.5, (10, 25, 50, 100)) >= 0.9


def test_six_of_ten_rings_of_five_miles_are_within_half_as_much_again() -> None:
    assert share_within(1.5, (5,)) >= 0.6


def test_about_nine_of_ten_true_counts_lie_in_the_range_and_misses_fall_on_both_sides() -> None:
    low, high, n = 0, 0, 0
    for _, estimate, truth in rings():
        for radius, true in zip(RADII, truth, strict=True):
            low += true < estimate[radius][0]
            high += true > estimate[radius][2]
            n += 1
    assert 0.85 <= 1 - (low + high) / n <= 0.97
    assert low / n < 0.08
    assert high / n < 0.08


def test_the_estimate_is_not_off_to_one_side() -> None:
    logs = [
        math.log(estimate[radius][1] / true)
        for _, estimate, truth in rings()
        for radius, true in zip(RADII, truth, strict=True)
    ]
    assert abs(float(np.mean(logs))) < 0.05


@pytest.mark.parametrize(
    ("town", "country", "region", "miles", "true"),
    [
        # Census 2010 by distance, + 10 % for the town's growth.
        ("Columbus", "US", "OH", 3.0, 221_466 * 1.1),
        # Tompkins County, 2020, as a circle of its area (476 square miles).
        ("Ithaca", "US", "NY", math.sqrt(476 / math.pi), 105_740),
        # Indore district, 2011, as a circle of its area (3,898 square kilometres).
        ("Indore", "IN", None, math.sqrt(3_898 / math.pi) / 1.609344, 3_280_000),
    ],
)
def test_known_counts_are_met(
    town: str, country: str, region: str | None, miles: float, true: float
) -> None:
    p5, p50, p95 = people_within_miles(find_place(town, country, region), [miles])[miles]
    assert true / 1.5 <= p50 <= true * 1.5
    assert p5 < true < p95


@pytest.mark.parametrize(
    ("town", "country", "region"),
    [
        ("London", "GB", None),
        ("Mumbai", "IN", None),
        ("Ullapool", "GB", None),
        ("Valletta", "MT", None),
        ("Suva", "FJ", None),
        ("Northampton", "US", "MA"),
    ],
)
def test_more_people_live_within_more_miles(town: str, country: str, region: str | None) -> None:
    miles = [*np.linspace(1, 150, 299).tolist()]
    found = people_within_miles(find_place(town, country, region), miles)
    table = np.array([found[radius] for radius in miles])
    assert (np.diff(table, axis=0) >= 0).all()
    assert (np.diff(table, axis=1) > 0).all()
    assert (table[0] > 0).all()


def test_a_radius_means_the_same_alone_and_among_others() -> None:
    place = find_place("Munich", "DE", None)
    alone = people_within_miles(place, [25])[25]
    assert people_within_miles(place, [1, 25, 7.3])[25] == alone


@pytest.mark.parametrize("miles", [0.5, 0, -1, 151, math.nan, math.inf])
def test_radii_outside_one_to_150_miles_are_refused(miles: float) -> None:
    with pytest.raises(ProfileError, match="1 to 150 miles"):
        people_within_miles(find_place("Munich", "DE", None), [miles])


def test_every_country_keeps_its_national_total() -> None:
    people = gazetteer().people
    clouds = people.town.astype(float) + people.land
    by_country = np.bincount(people.country, clouds, minlength=len(people.national))
    # Each cloud is rounded to whole people, and a place has two.
    places = np.bincount(people.country, minlength=len(people.national))
    assert (np.abs(by_country - people.national) <= places + 1).all()


def test_a_small_country_never_holds_many_more_people_than_it_has() -> None:
    assert people_within_miles(find_place("Valletta", "MT", None), [150])[150].p95 < 600_000
