"""Read a profile from a file or a pipe, with the locks given as flags laid over its own."""

import argparse
import math
import sys
from collections.abc import Collection
from datetime import date
from typing import Any

from advisor.errors import ProfileError
from advisor.profile import LEFT_OUT, BusinessProfile, parse_profile
from advisor.profile.json_in import Limits, UnreadableError, read_json

LARGEST_PROFILE_BYTES = 2_000_000
LIMITS = Limits(size=LARGEST_PROFILE_BYTES, values=50_000)
JSON_PHRASE = "a file with one JSON object, in UTF-8"
ID_FIELDS = ("sector", "country", "locks", "present_mix", "results", "overrides", "already")
YEARS = (1900, 2200)  # of dates that are typed: a plan of months after them is a date as well
EXAMPLE_HINT = "`python -m advisor examples` shows some."


def date_of(text: str) -> date:
    """Return a date as it was typed.

    Raises ``ValueError`` if it is none, or of a year that nobody plans for.
    """
    found = date.fromisoformat(text)
    if not YEARS[0] <= found.year <= YEARS[1]:
        raise ValueError(f"a year from {YEARS[0]} to {YEARS[1]}")
    return found


def _read_bytes(file: str) -> bytes:
    try:
        if file == "-":
            content = sys.stdin.buffer.read(LARGEST_PROFILE_BYTES + 1)
        else:
            with open(file, "rb") as stream:
                content = stream.read(LARGEST_PROFILE_BYTES + 1)
    except (OSError, ValueError) as error:  # ValueError: a null character in the name
        reason = getattr(error, "strerror", None) or str(error)
        raise ProfileError("FILE", file, "a file that can be read", f"{reason}.") from None
    if len(content) > LARGEST_PROFILE_BYTES:
        raise ProfileError("FILE", file, f"a profile of at most {LARGEST_PROFILE_BYTES:,} bytes")
    return content


def _decode(content: bytes, file: str) -> Any:
    try:
        return read_json(content, LIMITS)
    except UnreadableError as error:
        raise ProfileError("FILE", file, JSON_PHRASE, f"It {error}. {EXAMPLE_HINT}") from None


def _amount(flag: str, text: str) -> tuple[str, float]:
    channel, equals, number = text.partition("=")
    try:
        amount = float(number)
    except ValueError:
        amount = math.nan
    if not (equals and channel and math.isfinite(amount)):
        raise ProfileError(flag, text, "CHANNEL=NUMBER, like networking_events=2")
    return channel, amount


def _flag_locks(options: argparse.Namespace) -> dict[str, dict[str, Any]]:
    wishes: dict[str, dict[str, Any]] = {}
    for channel in getattr(options, "keep", ()):
        wishes.setdefault(channel, {})["keep"] = True
    for channel in getattr(options, "never", ()):
        wishes.setdefault(channel, {})["never"] = True
    for flag in ("at_least", "at_most"):
        for text in getattr(options, flag, ()):
            channel, amount = _amount("--" + flag.replace("_", "-"), text)
            wishes.setdefault(channel, {})[flag] = amount
    return wishes


def _merged(own: dict[str, Any], wishes: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """Lay flags over the file's locks: what a flag says wins, the rest of the lock stays."""
    merged = dict(own)
    for channel, wish in wishes.items():
        before = own.get(channel) or {}
        if "never" in wish or before.get("never"):
            before = {}
        merged[channel] = {**before, **wish}
    return merged


def _known_ids() -> dict[str, Collection[str]]:
    """Return the valid ids by field, to name the nearest; needs the tables."""
    from advisor.evidence import load_tables

    tables = load_tables()
    channels = [name for name, channel in tables.channels.items() if not channel.retired]
    followed = [name for name in channels if tables.channels[name].family == "organic"]
    return {
        "sector": tuple(tables.sectors),
        "country": tuple(tables.countries),
        "locks": channels,
        "present_mix": channels,
        "results": channels,
        "overrides": tuple(tables.priors),
        "already.followers": followed,
    }


def _trade_meant(given: str) -> str:
    """Return the trade that people call by such a name, as a question."""
    from advisor.evidence import load_tables
    from advisor.evidence.resolve.noting import did_you_mean

    return did_you_mean(given, load_tables().sectors)


def _parsed(data: object) -> BusinessProfile:
    try:
        return parse_profile(data)
    except ProfileError as error:
        if error.field == "sector" and isinstance(error.value, str):
            hint = _trade_meant(error.value)
            raise ProfileError(error.field, error.value, error.allowed, hint) from None
        wrong_id = error.field.split(".")[0] in ID_FIELDS and error.value is not LEFT_OUT
        if not wrong_id or error.hint.startswith("Did you mean"):
            raise
    return parse_profile(data, known=_known_ids())


def read_file(file: str) -> BusinessProfile:
    """Read a profile from a file, or from a pipe where it is ``-``.

    Raises ``ProfileError`` if it cannot be read, is not one JSON object, or an answer cannot be
    used.
    """
    return _parsed(_decode(_read_bytes(file), file))


def read_profile(options: argparse.Namespace) -> BusinessProfile:
    """Read the profile that the options name.

    `options`: ``file`` (``-`` is standard input) and, where the command has them, the lock flags.
    Raises ``ProfileError`` if the file cannot be read, is not one JSON object, or an answer cannot
    be used.
    """
    data = _decode(_read_bytes(options.file), options.file)
    profile = _parsed(data)
    wishes = _flag_locks(options)
    if not wishes:
        return profile
    return _parsed({**data, "locks": _merged(data.get("locks") or {}, wishes)})
