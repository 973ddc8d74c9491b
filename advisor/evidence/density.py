"""How people are spread around a point: one density formula, read as a distance curve.

Sums of listed populations mislead: a town is no point.  Each place is two clouds of people instead,
exponential discs of density ``exp(-r / scale) / (2 pi scale^2)`` a square mile r miles from their
centre: the ``town`` cloud (its people, less the sections of a larger place) and the wider ``land``
cloud (its share of the people whom the list misses).  A country's clouds add up to its national
total.  scripts/build_places.py makes them and explains their scales; here they are only read.
A national border is an edge: people beyond it are not counted, since prices and audiences end
there too.  Distances are straight-line miles.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from advisor.errors import ProfileError

Floats = NDArray[np.float64]

LEAST_MILES, MOST_MILES = 1.0, 150.0  # as far as people are counted
# Clouds whose centres lie so far outside the widest circle still reach into it.
_MARGIN_MILES = 40.0
MILES_PER_DEGREE, _EARTH_RADIUS_MILES = 69.0, 3958.8  # of latitude; the mean one
_BIN_MILES = 0.25  # finer than any question
# A cloud is cut into slices by distance from the asker; near ones finely, for the small circles.
_SLICES, _COARSE_SLICES, _FINE_WITHIN_MILES = 32, 8, 30.0
# Where the asker stands, near ones finely, and where people stand: radii, in scales of the cloud.
_NEAR, _FAR = (0.0, 6.0, 25), (6.5, 30.0, 48)
_RADII, _RINGS, _ANGLES = (0.0, 14.0, 4000), 128, 16  # read at 128 rings of equal people
# Spread of ln(true / estimated people) by radius in miles, measured on 30 US towns
# (tests/evidence/place_rings.csv) and widened for other towns.
_ERROR_OF_LOG = {5.0: 0.58, 10.0: 0.36, 25.0: 0.31, 50.0: 0.23, 100.0: 0.18}
_ERROR_AT_ENDS = {1.0: 0.8, 150.0: 0.16}  # judgement: nothing was measured so near and so far
_NORMAL_95 = 1.645  # standard normal, 95 % point, rounded
# The totals are some years old: no range runs beyond them by more than a decade's growth.
_MOST_OF_NATIONAL_TOTAL = 1.15


class Range(NamedTuple):
    """An uncertain number: its 5 %, 50 % and 95 % points."""

    p5: float
    p50: float
    p95: float


def miles_between(latitudes: Floats, longitudes: Floats, lat: float, lon: float) -> Floats:
    """Return straight-line miles from points (n,) to one point, all in degrees."""
    here, there = np.radians(lat), np.radians(latitudes)
    turn = np.sin(np.radians(longitudes - lon) / 2) ** 2
    chord = np.sin((there - here) / 2) ** 2 + np.cos(here) * np.cos(there) * turn
    return np.asarray(2 * _EARTH_RADIUS_MILES * np.arcsin(np.sqrt(np.minimum(chord, 1.0))))


@lru_cache(maxsize=2)
def _slices(n: int) -> tuple[Floats, Floats, Floats]:
    """Cut a cloud of scale 1 into `n` slices by distance from an asker, the nearest thinnest.

    Returns how far the asker stands from the centre (n_offsets,), the mean distance of each
    slice's people from the asker (n_offsets, n), both in scales, and the slices' shares (n,).
    """
    offsets = np.concatenate([np.linspace(*_NEAR), np.linspace(*_FAR)])
    radii = np.linspace(*_RADII)
    inside = 1.0 - (1.0 + radii) * np.exp(-radii)
    people = np.interp((np.arange(_RINGS) + 0.5) / _RINGS, inside, radii)[:, None]
    angles = (np.arange(_ANGLES) + 0.5) / _ANGLES * np.pi
    along = 2.0 * offsets[:, None, None] * people * np.cos(angles)
    square = offsets[:, None, None] ** 2 + people**2 - along
    every = np.sort(np.sqrt(square).reshape(len(offsets), -1), axis=1)
    counts = (2 * np.arange(n) + 1) * (every.shape[1] // n**2)
    starts = np.cumsum(counts) - counts
    return offsets, np.add.reduceat(every, starts, axis=1) / counts, counts / every.shape[1]


@dataclass(frozen=True)
class PeopleCurve:
    """People within 0, 0.25, 0.5 ... miles of one point: three arrays (n_bins + 1,)."""

    p5: Floats
    p50: Floats
    p95: Floats

    def within(self, miles: Sequence[float]) -> dict[float, Range]:
        """Return the people within each radius; ProfileError outside 1 to 150 miles."""
        for radius in miles:
            if not LEAST_MILES <= radius <= MOST_MILES:
                raise ProfileError("miles", radius, f"{LEAST_MILES:g} to {MOST_MILES:g} miles")
        at, bins = np.asarray(miles, dtype=float) / _BIN_MILES, np.arange(len(self.p50))
        rows = np.stack([np.interp(at, bins, line) for line in (self.p5, self.p50, self.p95)])
        return {radius: Range(*map(float, rows[:, i])) for i, radius in enumerate(miles)}


@dataclass(frozen=True)
class People:
    """The two clouds of every place: arrays (n_places,), but ``national`` (n_countries,).

    ``town`` and ``land`` are people, the scales hundredths of a mile, ``own`` the share (in %)
    of a place's people outside every larger place, ``country`` an index into ``national``.
    """

    latitude: Floats
    longitude: Floats
    country: NDArray[np.int64]
    town: NDArray[np.int32]
    land: NDArray[np.int32]
    town_scale: NDArray[np.uint16]
    land_scale: NDArray[np.uint16]
    own: NDArray[np.uint8]
    national: NDArray[np.int64]

    def around(self, latitude: float, longitude: float, country: int) -> PeopleCurve:
        """Return the curve of the people of `country` (its index) around a point in degrees."""
        reach = MOST_MILES + _MARGIN_MILES
        band = np.abs(self.latitude - latitude) < reach / MILES_PER_DEGREE
        near = np.flatnonzero(band & (self.country == country))
        distance = miles_between(self.latitude[near], self.longitude[near], latitude, longitude)
        near, distance = near[distance < reach], distance[distance < reach]
        bins = np.zeros(int(MOST_MILES / _BIN_MILES) + 1)
        fine = distance < _FINE_WITHIN_MILES
        for people, scale in ((self.town, self.town_scale), (self.land, self.land_scale)):
            for part, n in ((fine, _SLICES), (~fine, _COARSE_SLICES)):
                miles = scale[near[part]] / 100.0
                bins += _histogram(people[near[part]], miles, distance[part], n, len(bins))
        middle = np.concatenate([[0.0], np.cumsum(bins[:-1])])
        radii = np.maximum(np.arange(len(middle)) * _BIN_MILES, LEAST_MILES)
        at, error = zip(*sorted((_ERROR_OF_LOG | _ERROR_AT_ENDS).items()), strict=True)
        log_error = np.interp(np.log(radii), np.log(at), error)
        factor = np.exp(_NORMAL_95 * log_error)
        most = np.maximum(middle, self.national[country] * _MOST_OF_NATIONAL_TOTAL)
        # The factor shrinks as circles grow: where nobody is added the upper point must not fall.
        upper = np.maximum.accumulate(np.minimum(middle * factor, most))
        return PeopleCurve(middle / factor, middle, upper)


def _histogram(
    people: NDArray[np.int32], scale: Floats, distance: Floats, n_slices: int, n_bins: int
) -> Floats:
    """Count the people of clouds (n,) by distance from the asker; the last bin takes the rest."""
    offsets, table, shares = _slices(n_slices)
    offset = np.minimum(distance / scale, offsets[-1])
    low = np.clip(np.searchsorted(offsets, offset, side="right") - 1, 0, len(offsets) - 2)
    part = ((offset - offsets[low]) / (offsets[low + 1] - offsets[low]))[:, None]
    spread = (table[low] * (1.0 - part) + table[low + 1] * part) * scale[:, None]
    # Past the end of the table a cloud keeps its last shape and is shifted outward.
    spread += (distance - offset * scale)[:, None]
    index = np.minimum((spread / _BIN_MILES).astype(np.int64), n_bins - 1)
    weights = (people[:, None] * shares).ravel()
    return np.asarray(np.bincount(index.ravel(), weights, minlength=n_bins), dtype=np.float64)
