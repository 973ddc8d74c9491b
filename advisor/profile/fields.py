"""The one field list: what is asked, why, what is allowed and what is assumed.

``FIELDS`` is read off the pydantic fields of ``BusinessProfile``; form, help, error messages,
schema and docs read it.  Names of nested answers are dotted (``personality.writing``); a star
stands for the key of a map (``locks.*.at_least``).
"""

import math
import types
import typing
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import annotated_types
from pydantic import BaseModel, StringConstraints
from pydantic.fields import FieldInfo as PydanticField

from advisor.profile.business import BusinessProfile
from advisor.profile.kinds import Asked, Dollars

Kind = Literal[
    "text", "choice", "choices", "texts", "number", "whole", "yes_no", "true", "part", "map"
]


@dataclass(frozen=True)
class FieldInfo:
    """One question of the profile.

    ``minimum`` and ``maximum`` are None where unbounded; ``above_minimum`` says that the minimum
    itself is not allowed; ``most_dollars`` bounds an amount by what its currency is worth (see
    ``most``).  ``allowed`` is a phrase ("a whole number from 1 to 5").  ``default``
    is the assumed value where it is the same for every business, else None.  ``short`` is the
    answer's name in lists, empty where none shows it.
    """

    name: str
    group: str
    question: str
    help: str
    assumed: str
    default: Any
    unit: str
    kind: Kind
    choices: tuple[str, ...]
    minimum: float | None
    maximum: float | None
    above_minimum: bool
    required: bool
    quick: bool
    short: str
    allowed: str
    most_dollars: float | None = None

    @property
    def changeable(self) -> bool:
        """Whether what was assumed for it can be replaced by one widget, beside the answer."""
        return bool(self.short) and not self.required and self.kind != "map"

    @property
    def of_five(self) -> bool:
        """Whether it is answered on a scale from 1 to 5."""
        return self.kind == "whole" and (self.minimum, self.maximum) == (1.0, 5.0)

    def within(self, value: float) -> float:
        """Return the value, or the end of what is allowed that it lies beyond."""
        return min(
            math.inf if self.maximum is None else self.maximum,
            max(-math.inf if self.minimum is None else self.minimum, value),
        )

    def most(self, local_per_usd: float) -> float | None:
        """Return the most that is allowed where a US dollar costs so much of the currency.

        Examples
        --------
        >>> FIELDS["money_per_month"].most(1.0), FIELDS["money_per_month"].most(26_269.0)
        (10000000.0, 260000000000.0)
        """
        if self.most_dollars is None:
            return self.maximum
        return max(self.most_dollars, float(f"{self.most_dollars * local_per_usd:.2g}"))

    def allowed_to(self, most: float | None) -> str:
        """Return what is allowed as a phrase, with another upper end."""
        if most == self.maximum:
            return self.allowed
        return _range_phrase(self.kind == "whole", self.minimum, most, self.above_minimum)


_TEXT_PHRASES = {
    r"^[A-Z]{2}$": "a country as two capital letters, like US",
    r"^[A-Z]{3}$": "a currency as three capital letters, like USD",
    r"^[0-9]{1,12}$": "a place_id in quotes, as `python -m advisor places TEXT` prints it",
}


def _flat(annotation: Any) -> tuple[Any, list[Any]]:
    """Strip Optional and Annotated; return the bare type and all metadata met on the way."""
    metadata: list[Any] = []
    while True:
        origin = typing.get_origin(annotation)
        if origin is typing.Annotated:
            inner, *more = typing.get_args(annotation)
            metadata += more
            annotation = inner
        elif origin in (typing.Union, types.UnionType):
            annotation = next(a for a in typing.get_args(annotation) if a is not type(None))
        else:
            return annotation, metadata


def _constraints(metadata: list[Any]) -> list[Any]:
    """Unfold pydantic fields that carry their own metadata (``Field(ge=0)`` in Annotated)."""
    unfolded: list[Any] = []
    for item in metadata:
        unfolded += _constraints(item.metadata) if isinstance(item, PydanticField) else [item]
    return unfolded


def _number(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) else f"{value:g}"


def _range_phrase(whole: bool, low: float | None, high: float | None, above: bool) -> str:
    phrase = "a whole number" if whole else "a number"
    if low is not None and high is not None and low > -1e12:
        start = f"above {_number(low)} and up to" if above else f"from {_number(low)} to"
        return f"{phrase} {start} {_number(high)}"
    return phrase


def _described(name: str, annotation: Any, field: PydanticField) -> tuple[FieldInfo, Any]:
    """Return the FieldInfo of one pydantic field, and its bare type for going deeper."""
    bare, metadata = _flat(annotation)
    metadata = _constraints(metadata + list(field.metadata))
    asked = next(item for item in metadata if isinstance(item, Asked))
    low = high = dollars = None
    above = False
    pattern = ""
    whole = bare is int
    for item in metadata:
        if isinstance(item, annotated_types.Ge):
            low = float(typing.cast(float, item.ge))
        elif isinstance(item, Dollars):
            dollars = float(item.most)
        elif isinstance(item, annotated_types.Gt):
            low, above = float(typing.cast(float, item.gt)), True
        elif isinstance(item, annotated_types.Le):
            high = float(typing.cast(float, item.le))
        elif isinstance(item, StringConstraints) and isinstance(item.pattern, str):
            pattern = item.pattern
    choices: tuple[str, ...] = ()
    origin = typing.get_origin(bare)
    kind: Kind
    if origin is Literal and typing.get_args(bare) == (True,):
        kind, allowed = "true", "true, or left out"
    elif origin is Literal:
        choices = typing.get_args(bare)
        kind, allowed = "choice", "one of " + ", ".join(choices)
    elif origin is tuple:
        inner, _ = _flat(typing.get_args(bare)[0])
        if typing.get_origin(inner) is Literal:
            choices = typing.get_args(inner)
            kind, allowed = "choices", "a list of any of " + ", ".join(choices)
        else:
            kind, allowed = "texts", "a list of up to 50 short texts"
    elif origin is dict:
        kind, allowed = "map", "a JSON object"
    elif bare is bool:
        kind, allowed = "yes_no", "true or false"
    elif bare is str:
        kind = "text"
        allowed = _TEXT_PHRASES.get(
            pattern,
            "an id in lower-case letters, digits and _"
            if pattern
            else "a text of 1 to 200 characters",
        )
    elif isinstance(bare, type) and issubclass(bare, BaseModel):
        kind = "part"
        allowed = "a JSON object with any of " + ", ".join(bare.model_fields)
    else:
        kind, allowed = "whole" if whole else "number", _range_phrase(whole, low, high, above)
    return FieldInfo(
        name,
        asked.group,
        field.title or "",
        field.description or "",
        asked.assumed,
        asked.default,
        asked.unit,
        kind,
        choices,
        low,
        high,
        above,
        field.is_required(),
        asked.quick,
        asked.short,
        allowed,
        dollars,
    ), bare


def _collect(model: type[BaseModel], prefix: str) -> list[FieldInfo]:
    found: list[FieldInfo] = []
    for name, field in model.model_fields.items():
        info, bare = _described(prefix + name, field.annotation, field)
        found.append(info)
        if info.kind == "part":
            found += _collect(bare, prefix + name + ".")
        elif info.kind == "map":
            value, _ = _flat(typing.get_args(bare)[1])
            if isinstance(value, type) and issubclass(value, BaseModel):
                found += _collect(value, prefix + name + ".*.")
    return found


FIELDS: Mapping[str, FieldInfo] = types.MappingProxyType(
    {info.name: info for info in _collect(BusinessProfile, "")}
)
"""Every question by its dotted name, in the order they are asked."""


_SCHEMA_WORDS = {"ge": "minimum", "gt": "exclusiveMinimum", "le": "maximum"}


def _in_schema_words(schema: Any) -> Any:
    """Rename bounds: pydantic leaves its own words where a validator stands before the type."""
    if isinstance(schema, dict):
        return {_SCHEMA_WORDS.get(k, k): _in_schema_words(v) for k, v in schema.items()}
    if isinstance(schema, list):
        return [_in_schema_words(item) for item in schema]
    return schema


def profile_schema() -> dict[str, Any]:
    """Return the profile's JSON Schema (2020-12) with each question, its reason and its unit."""
    schema: dict[str, Any] = _in_schema_words(BusinessProfile.model_json_schema())
    schema["anyOf"] = [{"required": ["town"]}, {"required": ["place_id"]}]
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    return schema
