"""The detector of places that carry the people of a namesake (scripts/namesakes.py)."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts"))
from namesakes import Entry, by_hand, namesakes

from advisor.evidence.places import find_place, place_by_id, towns_near

TOWN = Entry(2, "GB", ("neston", "nestone"), 4, 53.28, -3.05, 15_064, 15_064)
VILLAGE = replace(TOWN, place_id=1, names=("neston",), known_by=1, latitude=51.41)


def test_of_two_with_one_name_and_population_the_one_of_fewer_names_loses_it() -> None:
    assert namesakes([VILLAGE, TOWN]) == {1: "equal"}
    assert namesakes([TOWN, VILLAGE]) == {1: "equal"}


def test_the_other_copy_of_the_tables_decides_before_the_names_do() -> None:
    assert namesakes([VILLAGE, replace(TOWN, elsewhere=3_000)]) == {2: "equal"}


@pytest.mark.parametrize(
    "other",
    [
        replace(VILLAGE, country="IE"),
        replace(VILLAGE, population=15_352),
        replace(VILLAGE, names=("corsham",)),
        replace(VILLAGE, latitude=53.281, population=900),
    ],
)
def test_another_country_number_or_name_is_no_sign(other: Entry) -> None:
    assert namesakes([other, TOWN]) == {}


def test_small_round_numbers_and_small_well_known_towns_coincide() -> None:
    small = [replace(one, population=1_300, elsewhere=None) for one in (VILLAGE, TOWN)]
    assert namesakes(small) == {}
    known = [replace(one, population=1_131, known_by=12, elsewhere=None) for one in (VILLAGE, TOWN)]
    assert namesakes(known) == {}


def test_a_part_with_the_people_of_the_whole_loses_them() -> None:
    part = replace(VILLAGE, names=("parkgate",), latitude=53.29)
    assert namesakes([part, TOWN]) == {1: "section"}
    assert namesakes([replace(part, population=15_000), replace(TOWN, population=15_000)]) == {}


def test_what_the_other_copy_makes_ten_times_smaller_is_corrected() -> None:
    assert namesakes([replace(TOWN, elsewhere=1_200)]) == {2: "corrected"}
    assert namesakes([replace(TOWN, elsewhere=None)]) == {}


def test_the_list_by_hand_gives_a_reason_for_each() -> None:
    listed = by_hand()
    assert all(why for why in listed.values())
    assert namesakes([TOWN], [2]) == {2: "by hand"}


@pytest.mark.parametrize("hamlet", ["2643556", "2638894", "2780180", "2865114", "3166449"])
def test_a_hamlet_with_the_people_of_its_big_sister_is_offered_as_no_town(hamlet: str) -> None:
    assert place_by_id(hamlet).population == 0


def test_no_town_of_essex_or_the_tyne_lies_near_ludlow() -> None:
    near = {place.name for place, _ in towns_near(find_place("Ludlow", "GB"), 25, 2500)}
    assert "Bridgnorth" in near
    assert not near & {"Loughton", "Ryton"}
