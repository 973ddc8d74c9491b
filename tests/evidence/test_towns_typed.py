"""Towns as people write them: regions cut short, words cut short, additions, other scripts."""

from __future__ import annotations

import pytest

from advisor.errors import ProfileError
from advisor.evidence.places import (
    find_meant,
    find_place,
    nearest_places,
    search_places,
    told_apart,
)


@pytest.mark.parametrize(("typed", "country", "name", "region"), [
    ("Springfield Illinois", "US", "Springfield", "Illinois"),
    ("Springfield, Ill.", "US", "Springfield", "Illinois"),
    ("Cambridge, Mass.", "US", "Cambridge", "Massachusetts"),
    ("Portland, Ore.", "US", "Portland", "Oregon"),
    ("Charleston, W.Va.", "US", "Charleston", "West Virginia"),
    ("Hollywood, Fla.", "US", "Hollywood", "Florida"),
    ("Northampton, MA 01060", "US", "Northampton", "Massachusetts"),
    ("Northampton MA", "US", "Northampton", "Massachusetts"),
    ("Sydney NSW", "AU", "Sydney", "New South Wales"),
    ("Brisbane QLD 4000", "AU", "Brisbane", "Queensland"),
    ("Köln, NRW", "DE", "Köln", "Nordrhein-Westfalen"),
    ("Stuttgart, BaWü", "DE", "Stuttgart", "Baden-Württemberg"),
    ("München, Bavaria", "DE", "Munich", "Bayern"),
    ("Krems, NÖ", "AT", "Krems an der Donau", "Niederösterreich"),
    ("London, Greater London", "GB", "London", "England"),
    ("Lancaster, Lancs", "GB", "Lancaster", "England"),
    ("Cork, Co. Cork", "IE", "Cork", "Munster")])  # fmt: skip
def test_a_region_is_found_by_the_short_forms_that_people_use(
    typed: str, country: str, name: str, region: str
) -> None:
    found = find_place(typed, country)
    assert (found.name, found.region) == (name, region)


@pytest.mark.parametrize(("typed", "country", "name", "region"), [
    ("Milano (MI)", "IT", "Milan", "Lombardia"), ("Milano MI", "IT", "Milan", "Lombardia"),
    ("Halle (NW)", "DE", "Halle", "Nordrhein-Westfalen"),
    ("Springfield (IL)", "US", "Springfield", "Illinois"),
    ("Campinas/SP", "BR", "Campinas", "São Paulo"),
    ("Boston, MA, USA", "US", "Boston", "Massachusetts"),
    ("Boston MA USA", "US", "Boston", "Massachusetts"),
    ("Toronto, Ontario, Canada", "CA", "Toronto", "Ontario"),
    ("Bamberg, Oberfranken, Bayern", "DE", "Bamberg", "Bayern"),
    ("Manchester, Greater Manchester, England", "GB", "Manchester", "England")])  # fmt: skip
def test_codes_in_brackets_and_a_whole_address_lead_to_the_town(
    typed: str, country: str, name: str, region: str
) -> None:
    found = find_place(typed, country)
    assert (found.name, found.region) == (name, region)
    assert search_places(typed, country)[0] == found


def test_a_region_that_is_wrong_is_refused_beside_the_right_country() -> None:
    with pytest.raises(ProfileError, match="a region or county in which Toronto lies"):
        find_place("Toronto, Quebec, Canada", "CA")
    assert search_places("Toronto, Quebec, Canada", "CA") == []


@pytest.mark.parametrize(("typed", "country", "name"), [
    ("Cd. Juárez", "MX", "Ciudad Juárez"), ("Pto. Madryn", "AR", "Puerto Madryn"),
    ("B. Horizonte", "BR", "Belo Horizonte"), ("V. N. de Gaia", "PT", "Vila Nova de Gaia"),
    ("Bs. As.", "AR", "Buenos Aires"), ("Ulm/Donau", "DE", "Ulm"), ("Ulm (Donau)", "DE", "Ulm"),
    ("Ulm a. d. Donau", "DE", "Ulm"), ("Dublin 2", "IE", "Dublin"), ("Praha 5", "CZ", "Prague"),
    ("Mc Allen", "US", "McAllen"), ("Coeur d Alene", "US", "Coeur d'Alene"),
    ("NYC", "US", "New York City"), ("TP HCM", "VN", "Ho Chi Minh City"),
    ("Bandung", "ID", "Bandung"), ("Xi'an", "CN", "Xi’an"), ("大阪市", "JP", "Osaka"),
    ("부산광역시", "KR", "Busan"), ("กรุงเทพ", "TH", "Bangkok"), ("القاهرة", "EG", "Cairo"),
    ("Θεσσαλονίκη", "GR", "Thessaloníki"), ("Київ", "UA", "Kyiv")])  # fmt: skip
def test_short_forms_additions_and_other_scripts_lead_to_the_town(
    typed: str, country: str, name: str
) -> None:
    assert find_place(typed, country).name == name
    assert search_places(typed, country)[0].name == name


@pytest.mark.parametrize(("typed", "country", "first"), [
    ("Garmisch", "DE", "Garmisch-Partenkirchen"), ("Addis", "ET", "Addis Ababa"),
    ("Stuttgart-Vaihingen", "DE", "Stuttgart"),
    ("Upper Darby", "US", "Upper Marlboro")])  # fmt: skip
def test_a_name_that_is_none_is_met_with_the_places_somebody_may_mean(
    typed: str, country: str, first: str
) -> None:
    assert nearest_places(typed, country)[0].name == first
    with pytest.raises(ProfileError, match=first):
        find_place(typed, country)


@pytest.mark.parametrize(
    ("town", "country", "found"),
    [
        # by its other name, beside a village that has it as main name
        ("Querétaro", "MX", ["Santiago de Querétaro, Querétaro", "Querétaro, Chiapas"]),
        ("Sendai", "JP", ["Sendai, Miyagi", "Sendai, Kagoshima"]),
        ("Washington", "US", ["Washington, District of Columbia", "Washington, Utah"]),
    ],
)
def test_a_town_that_dwarfs_all_of_its_name_is_meant_and_comes_with_them(
    town: str, country: str, found: list[str]
) -> None:
    places = find_meant(town, country)
    assert told_apart(places[:2]) == found
    assert find_place(town, country) == places[0]


def test_a_village_whose_people_are_not_known_is_not_taken_for_a_small_one() -> None:
    with pytest.raises(ProfileError, match="population not known"):
        find_place("Rochester", "GB")


def test_letters_that_fit_a_great_many_names_take_no_time_to_speak_of() -> None:
    assert search_places("aaaa. " * 30, "US") == []
    assert search_places("a" * 200 + ", " + "a" * 200, "US") == []
