"""Legal profiles over the whole range of every field, drawn from what the profile declares.

``FIELDS`` says of every question what is allowed; a new field is drawn as soon as it is declared
there.  Only what no declaration can say stands here: which ids the tables know, and the rules
between fields.  Ends of ranges, nothings and far too much are drawn as often as the usual.
"""

from __future__ import annotations

import math
import typing
from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np

from advisor.evidence import load_tables
from advisor.evidence.figures import figure_bounds
from advisor.evidence.places.gazetteer import gazetteer
from advisor.profile import FIELDS
from advisor.profile.fields import FieldInfo

Answers = dict[str, Any]
_UNBOUNDED = 1e12
_TEXTS = ("Smith & Sons", "Müller – Bäcker", "東京", 'O\'Hara "Joe"', "<b>x</b>", "🙂", "a" * 200)
_MOST_ENTRIES = 4  # of a map
_PART_GIVEN = 0.4  # how often an optional answer is given


class Drawn:
    """Draws profiles of one seed, and remembers which fields it has drawn.

    Parameters
    ----------
    seed : int
        The same seed draws the same profiles.
    """

    def __init__(self, seed: int) -> None:
        self._random = np.random.default_rng(seed)
        self.fields: set[str] = set()
        tables = load_tables()
        channels = sorted(c.channel for c in tables.channels.values() if not c.retired)
        priors = tuple(sorted(tables.priors))
        self._ids: dict[str, tuple[str, ...]] = {
            "sector": tuple(sorted(tables.sectors)),
            "country": tuple(sorted(tables.countries)),
            "currency": tuple(sorted({c.currency for c in tables.countries.values()})),
            "locks": tuple(channels),
            "present_mix": tuple(channels),
            "results": tuple(channels),
            "overrides": priors,
            "already.followers": load_tables().platforms,
        }
        self._priors = tables.priors

    def profile(self) -> Answers:
        """Return the answers of one legal profile."""
        share = float(self._random.choice((0.0, _PART_GIVEN, 1.0), p=(0.2, 0.6, 0.2)))
        top = [info for name, info in FIELDS.items() if "." not in name]
        answers = {i.name: self._value(i, share) for i in top if i.required or self._chance(share)}
        return self._placed(_without_both_distances({k: v for k, v in answers.items() if v != {}}))

    def _chance(self, share: float) -> bool:
        return bool(self._random.random() < share)

    def _pick(self, values: typing.Sequence[Any]) -> Any:
        return values[int(self._random.integers(len(values)))]

    def _value(self, info: FieldInfo, share: float) -> Any:
        """Draw an answer to one question, whatever its kind."""
        self.fields.add(info.name)
        if info.name in self._ids and info.kind == "text":
            return self._pick(self._ids[info.name])
        draw: dict[str, Callable[[], Any]] = {
            "choice": lambda: self._pick(info.choices),
            "choices": lambda: [c for c in info.choices if self._chance(0.5)],
            "texts": lambda: [self._pick(_TEXTS) for _ in range(int(self._random.integers(4)))],
            "text": lambda: self._pick(_TEXTS),
            "yes_no": lambda: self._chance(0.5),
            "true": lambda: True,
            "number": lambda: self.number(
                info.minimum, info.most_dollars or info.maximum, above=info.above_minimum
            ),
            "whole": lambda: round(self.number(info.minimum, info.maximum)),
            "part": lambda: self._part(info.name, share),
            "map": lambda: self._map(info.name),
        }
        return draw[info.kind]()

    def number(self, low: float | None, high: float | None, *, above: bool = False) -> float:
        """Draw a number of a range: its ends, near nothing, evenly, or evenly in its logarithm."""
        low = -_UNBOUNDED if low is None else low
        high = _UNBOUNDED if high is None else high
        width = high - low
        how = self._random.random()
        if how < 0.1:
            value = low
        elif how < 0.2:
            value = high
        elif how < 0.25:
            value = low + width * 1e-12
        elif how < 0.5:
            value = low + width * self._random.random()
        else:
            decades = math.log10(max(width, 1.0)) + 3.0
            value = low + width * 10.0 ** (-decades * self._random.random())
        value = float(min(max(value, low), high))
        return math.nextafter(low, high) if above and value <= low else value

    def _part(self, name: str, share: float) -> Answers:
        inside = [i for i in _below(name) if i.required or self._chance(max(share, _PART_GIVEN))]
        return {i.name.rpartition(".")[2]: self._value(i, share) for i in inside}

    def _map(self, name: str) -> Answers:
        ids = self._ids[name]
        count = int(self._random.integers(1, _MOST_ENTRIES + 1))
        keys = sorted({self._pick(ids) for _ in range(count)})
        if name == "overrides":
            return {key: self._override(key) for key in keys}
        if not _below(f"{name}.*"):
            return {key: round(self.number(0, 1e9)) for key in keys}
        rule = {"locks": _agreeing, "results": _counted}.get(name, dict)
        return {key: rule(self._part(f"{name}.*", _PART_GIVEN)) for key in keys}

    def _override(self, prior_id: str) -> Answers:
        prior = self._priors[prior_id]
        low, high = figure_bounds(prior)
        self.fields.update(f"overrides.*.{end}" for end in ("low", "best", "high"))
        points = sorted(self.number(low, high) for _ in range(3))
        if self._chance(0.2):
            points = [points[1]] * 3
        return dict(zip(("low", "best", "high"), points, strict=True))

    def _placed(self, answers: Answers) -> Answers:
        """Give a profile a place of its country: by id, by name, or by a name that is none."""
        for name in ("town", "region", "place_id"):
            answers.pop(name, None)
        found = _places(answers["country"])
        how = self._random.random()
        self.fields.update(("town", "region", "place_id"))
        if not len(found) or how > 0.95:
            return {**answers, "town": self._pick(_TEXTS)}
        place = gazetteer().place(int(self._pick(found)))
        if how < 0.75:
            return {**answers, "place_id": place.place_id}
        return {**answers, "town": place.name, "region": place.region or "nowhere"}


def _below(name: str) -> list[FieldInfo]:
    return [i for n, i in FIELDS.items() if n.rpartition(".")[0] == name]


@cache
def _places(country: str) -> np.ndarray:
    table = gazetteer()
    return np.flatnonzero(table.country == table.index_of_country(country))


def _without_both_distances(answers: Answers) -> Answers:
    if "customers_come_from_miles" in answers:
        answers.pop("customers_come_from_km", None)
    return answers


def _agreeing(lock: Answers) -> Answers:
    """Make the parts of a wish agree: never stands alone, bounds are in order."""
    if not lock:
        return {"keep": True}
    if "never" in lock and len(lock) != 2:
        return {"never": True}
    lock.pop("never", None)
    if {"at_least", "at_most"} <= set(lock):
        ends = sorted((lock["at_least"], lock["at_most"]))
        lock |= {"at_least": ends[0], "at_most": ends[1]}
    return lock


def _counted(result: Answers) -> Answers:
    """Make an own result whole: something was counted, and customers were leads before."""
    if {"leads", "customers"} <= set(result):
        ends = sorted((result["leads"], result["customers"]))
        result |= {"customers": ends[0], "leads": ends[1]}
    elif not {"leads", "customers"} & set(result):
        result["leads"] = 3.0
    return result
