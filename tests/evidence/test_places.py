"""Finding a town: what people type, and the place that must come out."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from advisor.catalogue import Place
from advisor.errors import ProfileError
from advisor.evidence.places import (
    find_place,
    normalise,
    place_by_id,
    search_places,
    told_apart,
    towns_near,
)

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


def test_the_largest_of_several_that_are_comparable_is_never_chosen() -> None:
    for town, country in (("Springfield", "US"), ("Newport", "GB"), ("Portland", "US")):
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


# --- As people write towns ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "country", "name"),
    [
        # a period for a space
        ("St.Louis", "US", "St. Louis"),
        ("St.Gallen", "CH", "Sankt Gallen"),
        ("St.Pölten", "AT", "Sankt Pölten"),
        # short words
        ("Ft.Worth", "US", "Fort Worth"),
        ("Ft Lauderdale", "US", "Fort Lauderdale"),
        ("St. Wendel", "DE", "Sankt Wendel"),
        # points of the compass
        ("E. Lansing", "US", "East Lansing"),
        ("N. Hollywood", "US", "North Hollywood"),
        ("W Sacramento", "US", "West Sacramento"),
        ("S.San Francisco", "US", "South San Francisco"),
        # words only begun
        ("Freiburg i. Br.", "DE", "Freiburg"),
        ("Rothenburg o.d.T.", "DE", "Rothenburg ob der Tauber"),
        ("St.Johann i. T.", "AT", "Sankt Johann in Tirol"),
        ("Ludwigshafen a. Rh.", "DE", "Ludwigshafen am Rhein"),
        # a postcode beside the name
        ("80331 München", "DE", "Munich"),
        ("Northampton NN1 1AA", "GB", "Northampton"),
    ],
)
def test_a_town_is_found_as_people_write_it(typed: str, country: str, name: str) -> None:
    assert find_place(typed, country, None).name == name
    assert search_places(typed, country)[0].name == name


@pytest.mark.parametrize(
    ("typed", "country", "listed"),
    [
        ("St.Ives", "GB", ("2638776", "2638778")),
        ("Mt.Vernon", "US", ("5127835", "5804127")),
        # only the beginning of the larger one's name
        ("Newcastle", "GB", ("2641673", "6695976")),
        ("Ribeirão", "BR", ("3451328",)),
        ("Burton", "GB", ("2654200", "2654216")),
    ],
)
def test_where_two_fit_the_owner_is_asked(
    typed: str, country: str, listed: tuple[str, ...]
) -> None:
    with pytest.raises(ProfileError, match="several fit") as raised:
        find_place(typed, country, None)
    assert all(f"place_id {place_id})" in raised.value.hint for place_id in listed)
    assert raised.value.hint.count("place_id") <= 5
    people = [
        int(number.replace(",", "") or 0)
        for number in re.findall(r"\((?:([\d,]+) people|population not known)", raised.value.hint)
    ]
    assert people == sorted(people, reverse=True)


def test_a_region_still_says_which_of_two_is_meant() -> None:
    assert find_place("Newcastle", "GB", "Northern Ireland").place_id == "6695976"


def test_a_larger_place_elsewhere_does_not_hide_the_one_of_exactly_this_name() -> None:
    for town, country in (("York", "GB"), ("Bury", "GB"), ("Cambridge", "GB")):
        assert find_place(town, country, None).name == town


@pytest.mark.parametrize(("typed", "first"), [("Cologne", "DE"), ("Bombay", "IN")])
def test_the_place_far_larger_by_another_name_comes_before_a_village(
    typed: str, first: str
) -> None:
    assert search_places(typed)[0].country == first


@pytest.mark.parametrize(
    ("typed", "country"),
    [("SW1A 1AA", "GB"), ("90210", "US"), ("90210-1234", "US"), ("D-80331", "DE"),
     ("1012 AB", "NL"), ("K1A 0B1", "CA"), ("01310-100", "BR"), ("110 00", "CZ")],
)  # fmt: skip
def test_a_postcode_is_called_one(typed: str, country: str) -> None:
    with pytest.raises(ProfileError, match="the name of a town; this is a postcode") as raised:
        find_place(typed, country, None)
    assert len(str(raised.value).splitlines()) == 3


def test_a_town_that_is_not_there_is_met_with_the_nearest_names() -> None:
    with pytest.raises(ProfileError, match=r"Nearest names: .*place_id"):
        find_place("Upper Darby", "US", None)


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


# --- Entries that carry the people of a namesake ------------------------------------------------

# The village, where it would be offered as a town, and the town that has those people.
NAMESAKES = [
    ("3345432", "Neston", "GB", "2641795"),
    ("6692918", "Featherstone", "GB", "2649593"),
    ("2637748", "Skelton", "GB", "2637746"),
    ("2654194", "Burwell", "GB", "2654195"),
    ("2642814", "Hamilton", "GB", "2647570"),
    ("2655188", "Boreham", "GB", "2655187"),
    ("2847669", "Rheinau", "DE", "3209262"),
    ("2845723", "Rohrbach", "DE", "2845721"),
    ("2774294", "Klaus", "AT", "2774295"),
    ("3059435", "Komárno", "SK", "3059436"),
    ("5406421", "Vincent", "US", "7262464"),
    ("1166547", "Sahiwal", "PK", "1166548"),
]


@pytest.mark.parametrize(("village", "name", "country", "town"), NAMESAKES)
def test_a_village_with_its_namesakes_people_is_no_town(
    village: str, name: str, country: str, town: str
) -> None:
    here = place_by_id(village)
    assert here.population == 0
    assert place_by_id(town).population > 2500
    for near in (find_nearby(here), place_by_id(town)):
        assert village not in {place.place_id for place, _ in towns_near(near, 25, separate=False)}
    found = search_places(name, country)
    assert found[0].place_id == town or found[0].population > place_by_id(town).population
    assert town in {place.place_id for place in found}


def find_nearby(here: Place) -> Place:
    """Return the town nearest to a place."""
    return towns_near(here, 50, separate=False)[0][0]


def test_the_other_copy_of_the_tables_corrects_what_is_far_too_large() -> None:
    assert place_by_id("1270926").population == 13068  # Gorakhpur in Haryana


def test_a_real_town_keeps_its_people_where_a_smaller_one_has_its_name() -> None:
    for place_id, name in (("2656955", "Ashford"), ("2833079", "Senden"), ("2924802", "Friedberg")):
        place = place_by_id(place_id)
        assert place.name == name
        assert place.population > 20_000


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


@pytest.mark.parametrize(("typed", "country"), [
    ("Newport", "GB"), ("San Antonio", "MX"), ("Franklin", "US"), ("Neustadt", "DE")])  # fmt: skip
def test_no_two_places_are_called_the_same_in_a_list(typed: str, country: str) -> None:
    names = told_apart(search_places(typed, country))
    assert len(names) > 5
    assert len(set(names)) == len(names)


def test_places_of_one_name_are_told_apart_by_county_or_by_a_larger_town() -> None:
    names = told_apart(search_places("Newport", "GB", limit=6))
    assert names[0] == "Newport, Wales, near Cardiff"
    assert names[1] == "Newport, Isle of Wight, England"
    assert told_apart(search_places("Cork", "IE", limit=1)) == ["Cork, Munster"]
