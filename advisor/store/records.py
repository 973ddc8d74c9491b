"""What the store gives and takes: frozen, checked records.

What a person types is checked here: lengths, no control characters, known choices.  Names and
notes are plain text; whoever shows them keeps them from becoming markup.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated, Any, Literal, get_args

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from advisor.errors import StoreError
from advisor.profile import BusinessProfile, parse_profile
from advisor.profile.json_in import Limits, UnreadableError, check_limits
from advisor.results import Recommendation

Status = Literal["prospect", "active", "paused", "archived"]
STATUSES: tuple[Status, ...] = get_args(Status)
MOST_NAME, MOST_TEXT = 200, 20_000
RESULT = Limits(size=20_000_000, values=1_200_000)
LAID_OVER = ("locks", "weights", "overrides")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def _clean(text: str) -> str:
    if _CONTROL.search(text):
        raise ValueError("text without control characters")
    return text.strip()


def _named(text: str) -> str:
    text = " ".join(text.split())
    if not text:
        raise ValueError(f"a name of 1 to {MOST_NAME} characters")
    return text


Name = Annotated[
    str, Field(max_length=MOST_NAME), AfterValidator(_clean), AfterValidator(_named)
]  # fmt: skip
Text = Annotated[str, Field(max_length=MOST_TEXT), AfterValidator(_clean)]
Colour = Annotated[str, Field(pattern=r"^(#[0-9a-fA-F]{6})?$")]
Currency = Annotated[str, Field(pattern=r"^([A-Z]{3})?$")]


class Record(BaseModel):
    """Base of all records: frozen, nothing unknown, no number taken for a text."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class ClientFields(Record):
    """What can be edited of a client; colours are ``#rrggbb`` or empty, ``logo`` a clean PNG."""

    name: Name
    contact: Text = ""
    notes: Text = ""
    main_colour: Colour = ""
    accent_colour: Colour = ""
    currency: Currency = ""
    status: Status = "active"
    logo: bytes | None = None


class Client(ClientFields):
    """A client as stored; ``next_review`` is the nearest review date still open."""

    id: str
    version: int
    made_at: datetime
    changed_at: datetime
    next_review: date | None = None
    scenario_count: int = 0

    def fields(self) -> ClientFields:
        """Return what can be edited, to change and to hand back."""
        return ClientFields(**{name: getattr(self, name) for name in ClientFields.model_fields})


class ProfileVersion(Record):
    """A client's answers as they were kept at one moment; ``number`` counts from 1."""

    id: str
    client_id: str
    number: int
    answers: dict[str, Any]
    made_at: datetime


class Scenario(Record):
    """A named answer: the business, what was laid over it, and the result it had then.

    ``answers`` is the whole profile with locks, weights and overrides in place.
    """

    id: str
    client_id: str
    version: int
    profile_number: int
    name: str
    answers: dict[str, Any]
    seed: int
    draws: int
    worlds: int
    model_version: str
    data_version: str
    schema_version: str
    result: str
    made_at: datetime
    origin_id: str = ""

    def profile(self) -> BusinessProfile:
        """Return the profile it was computed from.

        Raises
        ------
        ProfileError
            If today's program no longer allows one of the answers.
        """
        return parse_profile(self.answers)

    def recommendation(self) -> Recommendation | None:
        """Return the result as it was.

        None when it has an older form than can be read today, or holds what is no number.
        """
        try:
            check_limits(self.result.encode("utf-8", "surrogatepass"), RESULT)
            return Recommendation.model_validate_json(self.result)
        except (ValidationError, UnreadableError):
            return None


class Decision(Record):
    """What was decided, when, and on which scenario (None: none, or it was deleted)."""

    id: str
    client_id: str
    scenario_id: str | None
    decided_on: date
    text: str
    made_at: datetime


class Review(Record):
    """When to look again; ``done_on`` is None while it is open."""

    id: str
    client_id: str
    due_on: date
    done_on: date | None
    note: str
    made_at: datetime


class DecisionFields(Record):
    """What is typed of a decision."""

    text: Annotated[Text, Field(min_length=1)]
    decided_on: date


class ReviewFields(Record):
    """What is typed of a review date."""

    due_on: date
    note: Text = ""


class ScenarioName(Record):
    """A scenario's name."""

    name: Name


_ALLOWED: Mapping[str, str] = {
    "name": f"1 to {MOST_NAME} characters",
    "main_colour": 'a colour like "#1a7f5a", or empty',
    "accent_colour": 'a colour like "#1a7f5a", or empty',
    "currency": 'three capital letters like "USD", or empty',
    "status": ", ".join(STATUSES),
    "text": f"1 to {MOST_TEXT:,} characters",
}


def checked(kind: type[Record], values: Mapping[str, Any]) -> Any:
    """Return values as a record of a kind.

    Raises
    ------
    StoreError
        If a value is not allowed; one sentence about the first that is not.
    """
    try:
        return kind(**values)
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False)[0]
        field = str(first["loc"][0]) if first["loc"] else "values"
        allowed = _ALLOWED.get(field, f"at most {MOST_TEXT:,} characters of plain text")
        if first["type"] == "extra_forbidden":
            allowed = "nothing of that name"
        elif "control characters" in first["msg"]:
            allowed = "text without control characters"
        elif "date" in first["type"]:
            allowed = "a date"
        words = field.replace("_", " ")
        raise StoreError(f"Not saved: {words} cannot be used. Allowed: {allowed}.") from None
