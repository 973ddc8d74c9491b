"""What the store gives and takes: frozen, checked records.

What a person types is checked here: lengths, no control characters, known choices.  Names and
notes are plain text; whoever shows them keeps them from becoming markup.
"""

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
ScenarioKind = Literal["", "today"]
MOST_NAME, MOST_TEXT = 200, 20_000
# A result of 200 simulations holds some 12,000 values in half a megabyte; a page draws them all.
RESULT = Limits(size=4_000_000, values=60_000)
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
Done = Annotated[list[Annotated[str, Field(max_length=300)]], Field(max_length=2_000)]
Currency = Annotated[str, Field(pattern=r"^([A-Z]{3})?$")]


def parted(answers: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """Return the business, and what is laid over it: locks, weights and overrides."""
    business = {name: value for name, value in answers.items() if name not in LAID_OVER}
    return business, {name: dict(answers.get(name) or {}) for name in LAID_OVER}


def varied(answers: Mapping[str, Any], scenario: Mapping[str, Any]) -> dict[str, Any]:
    """Return answers with a scenario's changes, locks, weights and overrides in place.

    Examples
    --------
    >>> over = {"locks": {"facebook": {"never": True}}, "weights": {}, "overrides": {}}
    >>> varied({"town": "Bath", "risk": 2}, {"changes": {"risk": None}, **over})
    {'town': 'Bath', 'locks': {'facebook': {'never': True}}}
    """
    business, _ = parted(answers)
    found = {**business, **scenario["changes"]}
    found |= {name: scenario[name] for name in LAID_OVER if scenario[name]}
    return {name: value for name, value in found.items() if value is not None}


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


class ClientProgress(Record):
    """What is ticked of a client's plan and adverts, and the plan's first Monday."""

    done: Done = []
    begins_on: date | None = None


class Client(ClientFields, ClientProgress):
    """A client as stored; ``next_review`` is the nearest review date still open.

    ``begun_with`` are the usual answers of its trade that it began with, {} for none.
    """

    id: str
    version: int
    made_at: datetime
    changed_at: datetime
    next_review: date | None = None
    scenario_count: int = 0
    begun_with: dict[str, Any] = {}

    def fields(self) -> ClientFields:
        """Return what can be edited, to change and to hand back."""
        return ClientFields(**{name: getattr(self, name) for name in ClientFields.model_fields})


class OfClient(Record):
    """A row that belongs to a client."""

    id: str
    client_id: str
    made_at: datetime


class ProfileVersion(OfClient):
    """A client's answers as they were kept at one moment; ``number`` counts from 1."""

    number: int
    answers: dict[str, Any]


class Scenario(OfClient):
    """A named variation of a client's answers, and the result it had then.

    ``answers`` is the whole profile with the variation in place, ``changes`` what of the answers
    numbered ``profile_number`` is other in it (None: left out); locks, weights and overrides are
    the scenario's own.  Of kind "today" it is what the client does now.  ``same_with`` names the
    versions with which the same answer came out again.
    """

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
    origin_id: str = ""
    kind: ScenarioKind = ""
    note: Text = ""
    place: int = 0
    changes: dict[str, Any] = {}
    same_with: str = ""

    def on(self, answers: Mapping[str, Any]) -> dict[str, Any]:
        """Return other answers of the client with this variation in place."""
        over = {name: self.answers.get(name, {}) for name in LAID_OVER}
        return varied(answers, {"changes": self.changes, **over})

    def profile(self) -> BusinessProfile:
        """Return the profile it was computed from.

        Raises ``ProfileError`` if today's program no longer allows one of the answers.
        """
        return parse_profile(self.answers)

    def recommendation(self) -> Recommendation | None:
        """Return the result as it was; None where it cannot be read today, or holds no number."""
        try:
            check_limits(self.result.encode("utf-8", "surrogatepass"), RESULT)
            return Recommendation.model_validate_json(self.result)
        except (ValidationError, UnreadableError):
            return None


class Decision(OfClient):
    """What was decided, when, and on which scenario (None: none, or it was deleted)."""

    scenario_id: str | None
    decided_on: date
    text: str
    why: str = ""


class Review(OfClient):
    """When to look again; ``done_on`` is None while it is open, ``decision_id`` "" for none."""

    due_on: date
    done_on: date | None
    note: str
    decision_id: str = ""


class Count(OfClient):
    """What came in a month, named by its first day: new customers, and money spent if given.

    ``currency`` is that of the money, "" where it is not known.
    """

    month: date
    customers: int
    money_hundredths: int | None
    note: str
    currency: str = ""

    @property
    def money(self) -> float | None:
        """Money spent in that month; None where it was not given."""
        return None if self.money_hundredths is None else self.money_hundredths / 100


class CountFields(Record):
    """What is typed of a month."""

    month: date
    customers: Annotated[int, Field(ge=0, le=1_000_000)]
    money_hundredths: Annotated[int, Field(ge=0, le=10**15)] | None = None
    note: Text = ""
    currency: Currency = ""


class ConsultantFields(Record):
    """Who advises: what stands on what clients get; both may be empty."""

    name: Annotated[str, Field(max_length=MOST_NAME), AfterValidator(_clean)] = ""
    contact: Annotated[str, Field(max_length=500), AfterValidator(_clean)] = ""


class DecisionFields(Record):
    """What is typed of a decision."""

    text: Annotated[Text, Field(min_length=1)]
    decided_on: date
    why: Text = ""


class ReviewFields(Record):
    """What is typed of a review date."""

    due_on: date
    note: Text = ""


class ScenarioWords(Record):
    """What is typed of a scenario."""

    name: Name
    note: Text = ""


_ALLOWED: Mapping[str, str] = {
    "name": f"1 to {MOST_NAME} characters",
    "main_colour": 'a colour like "#1a7f5a", or empty',
    "accent_colour": 'a colour like "#1a7f5a", or empty',
    "currency": 'three capital letters like "USD", or empty',
    "status": ", ".join(STATUSES),
    "text": f"1 to {MOST_TEXT:,} characters",
    "customers": "a whole number from 0 to 1,000,000",
    "money_hundredths": "an amount from 0 to 10,000,000,000,000",
    "contact": f"at most {MOST_TEXT:,} characters of plain text",
}


def checked(kind: type[Record], values: Mapping[str, Any]) -> Any:
    """Return values as a record of a kind.

    Raises ``StoreError`` if a value is not allowed; one sentence about the first that is not.
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
        if first["type"] == "string_too_short":
            raise StoreError(f"Not saved: {words} is still open ({allowed}).") from None
        raise StoreError(f"Not saved: {words} cannot be used. Allowed: {allowed}.") from None
