"""The files of data/places/ in memory, and the keys that names are found by.

The only reader of data/places/ (its README.md says where they come from); read when first asked.
"""

import difflib
import json
import unicodedata
import zipfile
import zlib
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydantic import TypeAdapter, ValidationError

from advisor.catalogue import Place
from advisor.errors import DataError, ProfileError
from advisor.evidence.density import People
from advisor.evidence.sheets import text_of

_FOLDER = Path(__file__).resolve().parents[3] / "data" / "places"

# A qualifier still being typed ("Springfield, Ill") counts from this many letters.
_QUALIFIER_LETTERS = 3

# Of a name, so much may a short form of it have at most.
_SHORT_OF_NAME = 0.7
# Short forms of counties that are no letters of their names.
_COUNTIES = {
    "hants": "hampshire",
    "northants": "northamptonshire",
    "oxon": "oxfordshire",
    "salop": "shropshire",
}

# Letters that Unicode does not take apart into a plain letter and an accent.
_PLAIN = str.maketrans("øłđðıħŧə", "olddihte") | str.maketrans({"æ": "ae", "œ": "oe", "þ": "th"})
# Dropped without a gap: "Coeur d'Alene" and "Xi'an" are typed with and without.
_SILENT = frozenset("'’‘`´ʻʼʽʾʿ′″\"“”.")

Indices = NDArray[np.int64]
_WHOLE = ("population", "country", "region", "county", "key_place")


def normalise(text: str) -> str:
    """Return `text` as a search key: no case, no accents, no punctuation, single spaces.

    `text`: what was typed, or a name as maps write it, in any script.  Returns the key; empty when
    nothing of `text` is a letter or a digit.

    Examples
    --------
    >>> normalise("São  Paulo"), normalise("Saint-Étienne"), normalise("St. John's")
    ('sao paulo', 'saint etienne', 'st johns')
    """
    folded = unicodedata.normalize("NFKD", text.casefold()).translate(_PLAIN)
    kept = "".join(
        ch if ch.isalnum() else " "
        for ch in folded
        if ch not in _SILENT and not unicodedata.combining(ch)
    )
    return " ".join(kept.split())


def _in_order(letters: str, name: str) -> bool:
    """Say whether a name begins with the first of some letters and has the others in order."""
    left = iter(name)
    return name[:1] == letters[:1] and all(letter in left for letter in letters)


@dataclass(frozen=True)
class _Texts:
    """Many texts in one run of bytes; ``ends`` (n,) says where each stops."""

    raw: bytes
    ends: NDArray[np.int64]

    def encoded(self, index: int) -> bytes:
        return self.raw[self.ends[index - 1] if index else 0 : self.ends[index]]

    def __getitem__(self, index: int) -> str:
        return self.encoded(index).decode()

    def first_not_before(self, key: bytes) -> int:
        """Return where `key` stands, or would, in texts that are sorted as bytes."""
        return bisect_left(range(len(self.ends)), key, key=self.encoded)


@dataclass(frozen=True)
class Gazetteer:
    """The files of data/places/ in memory: arrays (n_places,), ordered by id.

    ``keys`` are the distinct search keys in order; the places of key k are
    ``key_place[runs[k - 1]:runs[k]]``, each as twice its index, plus one for an alternate name.
    """

    place_id: Indices
    latitude: NDArray[np.float64]
    longitude: NDArray[np.float64]
    population: Indices
    country: Indices
    region: Indices
    county: Indices
    names: _Texts
    counties: _Texts
    keys: _Texts
    runs: Indices
    key_place: Indices
    country_codes: tuple[str, ...]
    country_words: tuple[frozenset[str], ...]
    region_codes: tuple[str, ...]
    region_names: tuple[str, ...]
    region_words: tuple[frozenset[str], ...]
    people: People

    def place(self, index: int) -> Place:
        """Return the place of a row."""
        region = self.region[index]
        return Place(
            place_id=str(self.place_id[index]),
            name=self.names[index],
            region=self.region_names[region],
            region_code=self.region_codes[region],
            country=self.country_codes[self.country[index]],
            latitude=round(float(self.latitude[index]), 5),
            longitude=round(float(self.longitude[index]), 5),
            population=int(self.population[index]),
        )

    def of_keys(self, first: int, after: int) -> tuple[Indices, Indices]:
        """Return the places of a run of keys: those by main name, those by another only."""
        start = self.runs[first - 1] if first else 0
        found = self.key_place[start : self.runs[after - 1]] if after > first else self.runs[:0]
        main = np.unique(found[found % 2 == 0] // 2)
        other = np.setdiff1d(found[found % 2 == 1] // 2, main)
        return self.by_people(main), self.by_people(other)

    def exact(self, key: str) -> tuple[Indices, Indices]:
        """Return the places called `key`: by main name, by another name; most people first."""
        raw = key.encode()
        first = self.keys.first_not_before(raw)
        known = first < len(self.runs) and self.keys.encoded(first) == raw
        return self.of_keys(first, first + known)

    def beginning(self, key: str) -> Indices:
        """Return the places with a name beginning with `key`, most people first."""
        raw = key.encode()
        main, other = self.of_keys(
            self.keys.first_not_before(raw), self.keys.first_not_before(raw + b"\xff")
        )
        return self.by_people(np.union1d(main, other))

    def by_people(self, indices: Indices) -> Indices:
        """Return `indices` with the most people first."""
        # The id settles ties, so that the order never depends on the file.
        return indices[np.lexsort((indices, -self.population[indices]))]

    def index_of_country(self, country: str) -> int:
        """Return the index of an ISO alpha-2 code in any case; ProfileError when unknown."""
        code = country.strip().upper()
        if code not in self.country_codes:
            near = difflib.get_close_matches(code, self.country_codes, n=3, cutoff=0.5)
            raise ProfileError(
                "country",
                country,
                "a two-letter ISO 3166 code such as US or GB",
                f"Nearest codes: {', '.join(near)}." if near else "",
            )
        return self.country_codes.index(code)

    def within(self, indices: Indices, qualifier: str, typing: bool) -> Indices:
        """Return those of `indices` whose country, region or county fits `qualifier`.

        Names and codes of countries and regions come first; counties are asked only where no
        region fits, and there part of the name is enough ("Northamptonshire").
        """
        begun = typing and len(qualifier) >= _QUALIFIER_LETTERS

        def fits(words: frozenset[str]) -> bool:
            return not {qualifier, qualifier.replace(" ", "")}.isdisjoint(words) or (
                begun and any(w.startswith(qualifier) for w in words)
            )

        regions = [i for i, words in enumerate(self.region_words) if fits(words)]
        countries = [i for i, words in enumerate(self.country_words) if fits(words)]
        kept = indices[
            np.isin(self.region[indices], regions) | np.isin(self.country[indices], countries)
        ]
        if len(kept):
            return kept
        asked = set(_COUNTIES.get(qualifier, qualifier).split()) - {"co", "county"}
        if not len(indices) or not asked:
            return indices[:0]
        counties = [normalise(self.counties[self.county[i]]) for i in indices]
        kept = indices[[asked <= set(county.split()) for county in counties]]
        if len(kept):
            return kept
        # "NRW", "Mass.", "Lancs": the letters of a name in their order.
        letters = qualifier.replace(" ", "")
        most = len(letters) / _SHORT_OF_NAME
        words = [self.region_words[self.region[i]] for i in indices]
        fitting = [
            any(len(name) >= most and _in_order(letters, name)
                for name in (*known, county.removesuffix(" county")))
            for known, county in zip(words, counties, strict=True)
        ]  # fmt: skip
        return indices[fitting]


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """Read data/places/ once a process."""
    return read_places(_FOLDER)


def read_places(folder: Path) -> Gazetteer:
    """Read the files of a folder of places.

    Raises ``DataError`` if a file is missing, damaged, or does not go with the others.
    """
    table, people = _arrays(folder, "names.npz"), _arrays(folder, "people.npz")
    words = _words(folder)
    try:
        found = _gazetteer(table, people, words)
    except (KeyError, TypeError, ValueError, IndexError, AttributeError) as error:
        raise _damaged("", f"{type(error).__name__}: {error}") from None
    sizes = {len(found.latitude), len(found.population), len(found.country), len(found.names.ends)}
    whole = found.region.max() < len(found.region_codes)
    if len(sizes) != 1 or not whole or found.country.max() >= len(found.country_codes):
        raise _damaged("", "names.npz and regions.json do not go together")
    return found


@dataclass(frozen=True)
class _Country:
    code: str
    words: frozenset[str]


@dataclass(frozen=True)
class _Region(_Country):
    name: str


@dataclass(frozen=True)
class _Words:
    countries: tuple[_Country, ...]
    regions: tuple[_Region, ...]


def _words(folder: Path) -> _Words:
    """Return the countries and regions by the numbers that places carry."""
    name = "regions.json"
    try:
        found = json.loads(text_of(folder, name, ended=False))
        return TypeAdapter(_Words).validate_python(found)
    except DataError as error:
        raise DataError(f"places/{name}", error.faults) from None
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ", ".join(map(str, first["loc"]))
        raise _damaged(name, f"{where}: {first['msg'].lower()}") from None
    except (ValueError, RecursionError) as error:
        raise _damaged(name, str(error)) from None


def _damaged(name: str, why: str) -> DataError:
    reason = f"cannot be used ({why}): put the folder back as it was, or build it anew"
    return DataError(f"places/{name}", [("all", "file", name or "places", reason)])


def _arrays(folder: Path, name: str) -> dict[str, NDArray[Any]]:
    """Return the arrays of a file."""
    try:
        with zipfile.ZipFile(folder / name) as whole:
            if whole.infolist()[0].header_offset:
                raise ValueError("it holds itself twice")
        with np.load(folder / name) as file:
            return {key: file[key] for key in file.files}
    except (OSError, ValueError, KeyError, IndexError, EOFError, zipfile.BadZipFile, zlib.error,
            NotImplementedError) as error:  # fmt: skip
        raise _damaged(name, getattr(error, "strerror", None) or str(error)) from None


def _gazetteer(
    table: dict[str, NDArray[Any]], spread: dict[str, NDArray[Any]], words: _Words
) -> Gazetteer:
    """Put the arrays of names and of people together."""

    def texts(name: str) -> _Texts:
        return _Texts(
            table[f"{name}_bytes"].tobytes(), np.cumsum(table[f"{name}_lengths"], dtype=np.int64)
        )

    latitude, longitude = table["latitude"] / 10**5, table["longitude"] / 10**5
    people = People(latitude, longitude, table["country"].astype(np.int64), **spread)
    return Gazetteer(
        place_id=np.cumsum(table["place_id"], dtype=np.int64),
        latitude=latitude,
        longitude=longitude,
        names=texts("name"),
        counties=texts("county"),
        keys=texts("key"),
        runs=np.cumsum(table["run_lengths"], dtype=np.int64),
        **{name: table[name].astype(np.int64) for name in _WHOLE},
        country_codes=tuple(row.code for row in words.countries),
        country_words=tuple(row.words for row in words.countries),
        region_codes=tuple(row.code for row in words.regions),
        region_names=tuple(row.name for row in words.regions),
        region_words=tuple(row.words for row in words.regions),
        people=people,
    )
