"""Naming what was filled in, and refusing what is not known, with the nearest choice."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Mapping
from typing import TypeVar

from advisor.catalogue import Assumed, Sector, Tables
from advisor.errors import ProfileError
from advisor.profile import nearest

T = TypeVar("T")
# How alike (0-1) a word must be to be offered instead: ids are short, names have more letters.
_NEAR_ID, _NEAR_NAME = 0.75, 0.8
# Codes in common use that the standard has otherwise.
_CALLED = {"UK": "GB", "EN": "GB", "USA": "US", "EL": "GR"}


class Notes:
    """Collects the answers that were filled in."""

    def __init__(self) -> None:
        self.found: list[Assumed] = []

    def add(self, field: str, value: object, basis: str) -> None:
        """Note an answer that was filled in, with its basis."""
        if isinstance(value, float):
            value = float(f"{value:.6g}")
        self.found.append(Assumed(field, value, basis))


def did_you_mean(given: str, known: Mapping[str, object] | tuple[str, ...]) -> str:
    """Return the nearest known id as a question, or nothing.

    A row's own name counts as well ("Restaurant or cafe"), and so does what people call it.
    """
    meant = _CALLED.get(given.strip().upper())
    if meant in known:
        return f"Did you mean {meant}?"
    called = {
        word: row_id
        for row_id, row in sorted(known.items() if isinstance(known, Mapping) else ())
        for word in getattr(row, "also", ())
    }
    if meant := _called(given.lower().replace("_", " "), called):
        return f"Did you mean {meant}?"
    ids = {row_id.lower(): row_id for row_id in sorted(known)}
    if near := difflib.get_close_matches(given.strip().lower(), ids, n=1, cutoff=_NEAR_ID):
        return f"Did you mean {ids[near[0]]}?"
    names = called | {
        word: row_id
        for row_id, row in sorted(known.items() if isinstance(known, Mapping) else ())
        for word in re.findall(r"[a-z]{4,}", str(getattr(row, "name", "")).lower())
    }
    for word in re.findall(r"[a-z]{4,}", given.lower()):
        near = difflib.get_close_matches(word, names, n=1, cutoff=_NEAR_NAME)
        if near:
            return f"Did you mean {names[near[0]]}?"
    return nearest(given, sorted(known))


def _called(given: str, called: Mapping[str, str]) -> str | None:
    """Return the id whose other name was given, or is the longest one within what was given."""
    typed = f" {' '.join(without_accents(given).split())} "
    words = {without_accents(word): row_id for word, row_id in called.items()}
    plain = {**{word + "s": row_id for word, row_id in words.items()}, **words}
    inside = [word for word in plain if f" {word} " in typed]
    return plain[max(inside, key=lambda word: (len(word), word))] if inside else None


def without_accents(text: str) -> str:
    """Return the text as it is typed on a keyboard that lacks the accents."""
    parts = unicodedata.normalize("NFKD", text)
    return "".join(part for part in parts if not unicodedata.combining(part))


def known(given: str, known: Mapping[str, T], field: str, allowed: str) -> T:
    """Return the row `given` or raise with the nearest known ids."""
    if given not in known:
        raise ProfileError(field, given, allowed, did_you_mean(given, known))
    return known[given]


def usable_channel(name: str, tables: Tables, field: str) -> bool:
    """Return True for a usable channel id; raise otherwise."""
    channel = known(name, tables.channels, f"{field}.{name}", "a channel id (advisor channels)")
    if channel.retired:
        raise ProfileError(
            f"{field}.{name}",
            name,
            "a channel that still exists",
            f"{channel.name} has closed; use {channel.successor}.",
        )
    return True


def sector_basis(sector: Sector, quantity: str) -> str:
    """Return what a trade's usual figure rests on."""
    return f"usual for the trade ({sector.basis.get(quantity, 'judgement')})"
