"""From JSON to a profile, and from pydantic's errors to one sentence a person can act on."""

import difflib
from collections.abc import Collection, Mapping
from typing import Any

from pydantic import ValidationError

from advisor.errors import ProfileError, printable
from advisor.profile.business import BusinessProfile
from advisor.profile.fields import FIELDS


class _LeftOut:
    """Stands for a missing answer in messages."""

    def __repr__(self) -> str:
        return "(left out)"


LEFT_OUT = _LeftOut()
# How alike (0-1) what was given must be to be taken for a slip: as a whole, or word by word.
_NEAR, _NEAR_WORD, _LONG = 0.8, 0.7, 4
_DISTANCES = ("customers_come_from_miles", "customers_come_from_km")
# The smallest complete set of answers, to check others against one at a time.
LEAST_ANSWERS: Mapping[str, Any] = {
    "sector": "law", "country": "US", "town": "Boston", "people_working": 1,
    "reach_goal": "my_town", "hours_per_week": 1, "money_per_month": 0,
}  # fmt: skip
_LISTED_BY = {
    "sector": "sectors",
    "locks": "channels",
    "present_mix": "channels",
    "results": "channels",
    "already.followers": "channels",
}


def nearest(value: object, choices: Collection[str]) -> str:
    """Say which valid choice is truly near to what was given.

    "Did you mean ...?", or an empty string: a wrong suggestion misleads more than none.

    Examples
    --------
    >>> nearest("my town", ["my_town", "region"])
    'Did you mean my_town?'
    >>> nearest("has_profile", ["chambers", "website"])
    ''
    """
    if not isinstance(value, str):
        return ""
    given = value.strip().lower().replace(" ", "_").replace("-", "_")
    by_shape = {choice.lower().replace("-", "_"): choice for choice in sorted(choices)}
    close = difflib.get_close_matches(given, by_shape, n=1, cutoff=_NEAR)
    if not close and len(given) >= _LONG:
        close = [shape for shape in by_shape if shape.startswith(given)]
    words = [word for word in given.split("_") if len(word) >= _LONG]
    for near in (1.0, _NEAR_WORD):  # all its words, or near ones, are in a longer id
        close = close or [
            shape
            for shape in by_shape
            if words
            and all(difflib.get_close_matches(word, shape.split("_"), 1, near) for word in words)
        ]
    return f"Did you mean {by_shape[close[0]]}?" if close else ""


def _dotted(path: tuple[int | str, ...]) -> tuple[str, str]:
    """Return the name as shown, and as FIELDS has it (stars for keys, no positions)."""
    parts = [part for part in path if part != "[key]"]
    shown = ".".join(str(part) for part in parts)
    names = [part for part in parts if isinstance(part, str)]
    if len(names) > 1 and FIELDS.get(names[0]) and FIELDS[names[0]].kind == "map":
        names[1] = "*"
    return shown, ".".join(names)


def _siblings(path: tuple[int | str, ...]) -> list[str]:
    """Return the field names known beside the last name of a path."""
    _, general = _dotted(path)
    prefix = general.rpartition(".")[0]
    start = prefix + "." if prefix else ""
    return [
        name[len(start) :]
        for name in FIELDS
        if name.startswith(start) and "." not in name[len(start) :]
    ]


def _unknown_field(path: tuple[int | str, ...], value: object) -> ProfileError:
    known = _siblings(path)
    where = _shown(path[:-1]) if path[:-1] else "the profile"
    allowed = (
        f"in {where}, " + ", ".join(known)
        if len(known) <= 8
        else "the fields that `python -m advisor schema` prints; this is none of them"
    )
    hint = nearest(str(path[-1]), known) or "Leave it out, or correct its name."
    return ProfileError(_shown(path), value, allowed, hint)


def _shown(path: tuple[int | str, ...]) -> str:
    """Return a dotted name short and printable enough for a message, whatever was typed."""
    text = _dotted(path)[0].encode("ascii", "backslashreplace").decode()
    text = printable(" ".join(text.split())) or "profile"
    return text if len(text) <= 80 else text[:77] + "..."


def _where_listed(name: str) -> str:
    verb = _LISTED_BY.get(name)
    return f"`python -m advisor {verb}` lists them." if verb else ""


def _as_profile_error(error: ValidationError, known: Mapping[str, Collection[str]]) -> ProfileError:
    details = error.errors(include_url=False)
    # a misspelt name explains a missing answer better than the other way round
    first: Any = next((d for d in details if d["type"] == "extra_forbidden"), details[0])
    path = tuple(first["loc"])
    if first["type"] == "extra_forbidden":
        return _unknown_field(path, first["input"])
    if first["type"] == "rule":
        context = first["ctx"]
        path += (context["field"],) if context["field"] else ()
        given = LEFT_OUT if context["given"] is None else context["given"]
        return ProfileError(_shown(path), given, context["allowed"])
    shown = _shown(path)
    name = _dotted(path)[1]
    if "[key]" in path or (name not in FIELDS and name.rpartition(".")[0] in FIELDS):
        owner = name.rpartition(".")[0]
        if "[key]" in path:
            return ProfileError(
                shown,
                path[-2],
                "an id in lower-case letters, digits and _",
                nearest(path[-2], known.get(owner, ())) or _where_listed(owner),
            )
        allowed = (
            "a whole number from 0 to 1,000,000,000"
            if owner == "already.followers"
            else "a JSON object with any of " + ", ".join(_siblings((*path, "x")))
        )
        return ProfileError(shown, first["input"], allowed)
    if first["type"] == "missing":
        return ProfileError(
            shown, LEFT_OUT, FIELDS[name].allowed, _where_listed(name) or f"Please give {shown}."
        )
    if name not in FIELDS:
        return ProfileError(shown, first["input"], "a JSON object with the answers")
    info = FIELDS[name]
    choices = info.choices or tuple(known.get(name, ()))
    if info.kind in ("number", "whole") and isinstance(first["input"], str):
        hint = "Write the number without quotes and thousands separators, like 1500 or 2.5."
        return ProfileError(shown, first["input"], info.allowed, hint)
    hint = nearest(first["input"], choices) or _where_listed(name)
    return ProfileError(shown, first["input"], info.allowed, hint)


def _another_file(data: Mapping[str, Any]) -> ProfileError | None:
    """Return the refusal of what this tool writes itself but holds no answers; None otherwise."""
    form = str(data.get("format", ""))
    if form.startswith("marketing-strategy-advisor"):
        return ProfileError(
            "file", form[:60], "the answers of one business",
            "This file is the workspace's own: bring it in on the page Clients.",
        )  # fmt: skip
    if {"recommendation", "insights"} <= set(data) or {"strategy", "allocation"} <= set(data):
        return ProfileError(
            "file", "a recommendation", "the answers of one business",
            "This file holds what came out, not what was answered. Take the answers kept as a "
            "file (page Your business).",
        )  # fmt: skip
    return None


def parse_profile(
    data: object, *, known: Mapping[str, Collection[str]] | None = None
) -> BusinessProfile:
    """Read a profile from decoded JSON.

    `known`: valid ids by field name (``sector``, ``country``, ``locks`` ...), only to name the
    nearest one when an id is not even shaped like one.  Frozen and checked for shapes and ranges.
    Raises ``ProfileError`` for the first answer that cannot be used, with what is allowed and the
    nearest choice.

    Examples
    --------
    >>> parse_profile({"sector": "law", "town": "Bergen", "country": "NO", "people_working": 2,
    ...     "reach_goal": "my_town", "hours_per_week": 4, "money_per_month": 0}).town
    'Bergen'
    """
    if not isinstance(data, dict):
        raise ProfileError(
            "profile",
            data,
            "a JSON object with the answers",
            'Begin with {"sector": ...}; `python -m advisor examples` shows some.',
        )
    if (another := _another_file(data)) is not None:
        raise another
    for key in data:
        if not isinstance(key, str):
            raise ProfileError("profile", key, "field names in quotes")
    try:
        return BusinessProfile.model_validate(data)
    except ValidationError as error:
        raise _as_profile_error(error, known or {}) from None


def changed(profile: BusinessProfile, changes: Mapping[str, Any]) -> BusinessProfile:
    """Return a profile with some answers changed, each moved to the nearest that is allowed.

    `changes`: laid over the answers; None takes an answer out; nested fields as whole objects.
    Numbers beyond what an answer may be stand at its end, whole ones are rounded.  Raises
    ``ProfileError`` if an answer is of a wrong kind.

    Examples
    --------
    >>> given = {"sector": "law", "country": "US", "town": "Boston", "people_working": 1,
    ...          "reach_goal": "region", "hours_per_week": 5, "money_per_month": 100}
    >>> changed(parse_profile(given), {"hours_per_week": 300}).hours_per_week
    100.0
    """
    answers = {**profile.answers(), **changes}
    for one, other in (_DISTANCES, _DISTANCES[::-1]):
        if changes.get(one) is not None and changes.get(other) is None:
            answers.pop(other, None)  # the same distance in its other unit
    for name in [name for name in changes if name in answers]:
        value, field = answers[name], FIELDS.get(name)
        if value is None:
            del answers[name]
        elif field is not None and field.kind in ("number", "whole"):
            if field.minimum is not None:
                value = max(value, field.minimum)
            if field.maximum is not None:
                value = min(value, field.maximum)
            answers[name] = round(value) if field.kind == "whole" else value
    return parse_profile(answers)
