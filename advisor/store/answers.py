"""Answers before they are kept: only what the questionnaire knows, with allowed values."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from advisor.errors import ProfileError, StoreError
from advisor.profile import FIELDS, parse_profile

MOST_CHARACTERS = 100_000
# Stands in for what is not answered yet, to check the rest.
_COMPLETE: Mapping[str, Any] = {
    "sector": "law", "country": "US", "town": "Boston", "people_working": 1,
    "reach_goal": "my_town", "hours_per_week": 1, "money_per_month": 0,
}  # fmt: skip


def checked_answers(answers: Mapping[str, Any], *, complete: bool) -> dict[str, Any]:
    """Return answers as plain JSON, checked.

    Raises ``StoreError`` if something in it is unknown or not allowed.

    Parameters
    ----------
    answers : mapping
        As typed; may be a beginning.
    complete : bool
        Whether a recommendation must be possible.
    """
    try:
        text = json.dumps(answers, allow_nan=False)
    except (TypeError, ValueError, RecursionError):
        raise StoreError("Not saved: the answers hold something that is no JSON.") from None
    if len(text) > MOST_CHARACTERS:
        raise StoreError(f"Not saved: the answers have more than {MOST_CHARACTERS:,} characters.")
    found: dict[str, Any] = json.loads(text)
    unknown = sorted(set(found) - {name.split(".")[0] for name in FIELDS})
    if unknown:
        raise StoreError(f"Not saved: there is no question called {unknown[0][:40]!r}.")
    given = {name: value for name, value in found.items() if value is not None}
    try:
        parse_profile(given if complete else {**_COMPLETE, **given})
    except ProfileError as error:
        raise StoreError(f"Not saved: an answer cannot be used. {error}") from None
    return given
