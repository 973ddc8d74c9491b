"""Finding a town: what people type, and the place that must come out."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from advisor.errors import ProfileError
from advisor.evidence.places import find_place, normalise, place_by_id, search_places, towns_near

DATA = Path(__file__).resolve().parents[2] / "data" / "places"


def labels(text: str, country: str | None = None, limit: int | None = 20) -> list[str]:
    found = search_places(text, country, limit)
    return [f"{place.name}, {place.region_code}, {place.country}" for place in found]


# --- As one types ---------------------------------------------------------------------------


def test_exact_names_come_first_and_most_people_first() -> None:
    assert labels("northampton")[:3] == [
        "Northampton, ENG, GB",
        "Northampton, MA, US",
        "Northampton, PA, US",
    ]


def test_exact_names_are_never_cut_by_the_limit() -> None:
    found = search_places("Springfield", "US", limit=3)
    exact = [place for place in found if place.name == "Springfield"]
    assert len(exact) == 21
    assert found[:21] == exact
    people = [place.population for place in exact]
    assert people == sorted(people, reverse=True)


def test_a_beginning_finds_the_largest_places_that_begin_so_up_to_the_limit() -> None:
    assert labels("northam", "GB", limit=3) == ["Northam, ENG, GB", "Northampton, ENG, GB"]
    assert len(search_places("spri", limit=7)) == 7
    assert len(search_places("spri", "US", limit=None)) > 100


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("sao paulo", "São Paulo, SP, BR"),
        ("SÃO PAULO", "São Paulo, SP, BR"),
        ("munchen", "Munich, BY, DE"),
        ("München", "Munich, BY, DE"),
        ("Muenchen", "Munich, BY, DE"),
        ("Munich", "Munich, BY, DE"),
        ("東京", "Tokyo, 13, JP"),
        ("st albans", "St Albans, ENG, GB"),
        ("Saint Albans", "St Albans, ENG, GB"),
        ("saint louis, mo", "St. Louis, MO, US"),
        ("coeur dalene", "Coeur d'Alene, ID, US"),
    ],
)
def test_case_accents_and_other_names_do_not_matter(typed: str, first: str) -> None:
    assert labels(typed)[0] == first


@pytest.mark.parametrize(
    "typed",
    [
        "Springfield, Illinois",
        "springfield il",
        "Springfield, IL",
        "Springfield, Ill",
        "Springfield, Sangamon County",
        "Springfield, Illinois, USA",
    ],
)
def test_a_region_behind_the_name_narrows_it(typed: str) -> None:
    assert labels(typed) == ["Springfield, IL, US"]


def test_a_country_behind_the_name_narrows_it() -> None:
    assert labels("London, Canada") == ["London, ON, CA"]
    assert labels("Paris France")[0] == "Paris, IDF, FR"


def test_a_region_word_that_belongs_to_the_name_is_left_in_it() -> None:
    assert labels("Kansas City MO")[0] == "Kansas City, MO, US"
    assert "Kansas City, KS, US" in labels("Kansas City")


@pytest.mark.parametrize("typed", ["", "  ", ",", "!?", "zzzzqq", "\ud800"])
def test_nothing_is_found_for_nothing_meant(typed: str) -> None:
    assert search_places(typed) == []


# --- By name, country and region --------------------------------------------------------------


@pytest.mark.parametrize(
    ("town", "country", "region", "place_id"),
    [
        ("Northampton", "US", "Massachusetts", "4945819"),
        ("northampton", "us", "MA", "4945819"),
        ("Northampton", "US", "US-MA", "4945819"),
        ("Northampton", "GB", None, "2641430"),
        ("Northampton", "GB", "England", "2641430"),
        ("Northampton", "GB", "Northamptonshire", "2641430"),
        ("Springfield, MA", "US", None, "4951788"),
        ("München", "DE", "Bayern", "2867714"),
        ("Munich", "DE", "Bavaria", "2867714"),
        ("sao paulo", "BR", None, "3448439"),
        ("Bombay", "IN", None, "1275339"),
        ("New York", "US", None, "5128581"),
        ("Newport", "GB", "Isle of Wight", "2641599"),
    ],
)
def test_one_place_fits(town: str, country: str, region: str | None, place_id: str) -> None:
    assert find_place(town, country, region).place_id == place_id


def test_several_places_fit_and_five_are_listed_with_their_ids() -> None:
    with pytest.raises(ProfileError) as raised:
        find_place("Springfield", "US", None)
    message = str(raised.value)
    assert raised.value.field == "town"
    assert len(message.splitlines()) == 3
    assert message.count("place_id ") == 5
    # Most people first: Missouri, Massachusetts, Illinois.
    assert message.index("4409896") < message.index("4951788") < message.index("4250542")
    assert "and 16 more" in message


def test_the_largest_of_several_is_never_chosen_silently() -> None:
    for town, country in (("Washington", "US"), ("Newport", "GB"), ("Portland", "US")):
        with pytest.raises(ProfileError, match="several fit"):
            find_place(town, country, None)


def test_a_region_without_the_town_is_named_as_the_fault() -> None:
    with pytest.raises(ProfileError) as raised:
        find_place("Springfield", "US", "Hawaii")
    assert raised.value.field == "region"
    assert "4409896" in raised.value.hint


def test_an_unknown_town_lists_the_nearest_names() -> None:
    with pytest.raises(ProfileError, match="Northampton, West Northamptonshire") as raised:
        find_place("Northamptn", "GB", None)
    assert len(str(raised.value).splitlines()) == 3


def test_an_unknown_country_is_refused() -> None:
    with pytest.raises(ProfileError, match="ISO 3166"):
        find_place("Paris", "France", None)


def test_a_place_is_found_by_its_id() -> None:
    place = place_by_id("4945819")
    assert (place.name, place.region, place.region_code) == ("Northampton", "Massachusetts", "MA")
    assert (place.country, place.population) == ("US", 28540)
    assert (place.latitude, place.longitude) == (42.32509, -72.6412)


@pytest.mark.parametrize("place_id", ["0", "", "abc", "-5", "99999999999999", "²"])
def test_an_unknown_id_is_refused(place_id: str) -> None:
    with pytest.raises(ProfileError, match="GeoNames id"):
        place_by_id(place_id)


# --- Towns around -----------------------------------------------------------------------------


def test_towns_near_are_other_places_nearest_first() -> None:
    near = towns_near(find_place("Northampton", "US", "MA"), 10, separate=False)
    assert [place.name for place, _ in near[:3]] == ["Hadley", "Easthampton", "South Hadley"]
    distances = [miles for _, miles in near]
    assert distances == sorted(distances)
    assert all(0 < miles <= 10 for miles in distances)
    assert all(place.population >= 2500 for place, _ in near)


def test_sections_of_a_large_city_are_no_separate_towns() -> None:
    munich = find_place("Munich", "DE", None)
    separate = {place.name for place, _ in towns_near(munich, 25)}
    every = {place.name for place, _ in towns_near(munich, 25, separate=False)}
    assert "Bogenhausen" in every - separate
    assert {"Dachau", "Freising"} <= separate


# --- The table --------------------------------------------------------------------------------


def test_the_shipped_files_stay_small_and_name_their_sources() -> None:
    assert sum(path.stat().st_size for path in DATA.iterdir()) < 15_000_000
    notice = (DATA / "NOTICE").read_text(encoding="utf-8")
    assert "GeoNames" in notice
    assert "Attribution 4.0" in notice
    assert "iso-codes" in notice


def test_nothing_is_read_on_import() -> None:
    code = (
        "import advisor.evidence.places.gazetteer as g; "
        "raise SystemExit(g.gazetteer.cache_info().currsize)"
    )
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run([sys.executable, "-c", code], cwd=root, check=False)
    assert done.returncode == 0


def test_keys_drop_case_accents_and_punctuation() -> None:
    assert normalise("  Saint-Étienne ") == "saint etienne"
    assert normalise("Łódź") == "lodz"
    assert normalise("Straße") == "strasse"
    assert normalise("L'Aquila") == "laquila"
