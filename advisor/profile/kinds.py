"""Kinds of answers: strict numbers, texts, ids and frozen maps that the profile is made of.

JSON types are kept strictly: ``true`` is no number, ``"5"`` is no number, NaN and Infinity are
refused.  Where whole numbers are asked, ``2.0`` is taken as 2.  A null stands for an answer left
out.  Nothing here knows a table or a channel.
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal, NoReturn, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    Strict,
    StringConstraints,
    model_validator,
)

K = TypeVar("K")
V = TypeVar("V")


class FrozenMap(dict[K, V]):
    """A dictionary that cannot be changed, sorted by key, so that key order carries no meaning."""

    def __init__(self, items: Mapping[K, V] | None = None) -> None:
        super().__init__(sorted((items or {}).items(), key=lambda item: str(item[0])))

    def _refuse(self, *_: object, **__: object) -> NoReturn:
        raise TypeError("a FrozenMap cannot be changed; make a new one")

    __setitem__ = __delitem__ = _refuse
    clear = pop = popitem = setdefault = update = __ior__ = _refuse

    def __hash__(self) -> int:  # type: ignore[override]
        return hash(tuple(self.items()))

    def __reduce__(self) -> tuple[type, tuple[dict[K, V]]]:
        # dict's own way of unpickling and copying goes through __setitem__
        return type(self), (dict(self),)


def _whole_as_int(value: object) -> object:
    """Turn 2.0 into 2; leave everything else to the strict check that follows."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _finite_range_of_float(value: object) -> object:
    """Cap integers that no float can hold, so that the range check can name them."""
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) > 10**300:
        return 1e300 if value > 0 else -1e300
    return value


def _without_minus_zero(value: float) -> float:
    return value + 0.0


def _one_line(value: str) -> str:
    line = " ".join(value.split())
    if any(unicodedata.category(character) == "Cc" for character in line):
        raise ValueError("control characters cannot be shown or printed")
    return line


def _true_alone(value: object) -> object:
    """Refuse 1 and 1.0, which Python holds equal to True."""
    if value is not True:
        raise ValueError("true, or left out")
    return value


_MOST_OF_ANY_CURRENCY = 1e13  # of the smallest a dollar buys some hundred thousand


@dataclass(frozen=True)
class Dollars:
    """Metadata of an amount: the most that is allowed, as so many US dollars are worth."""

    most: float


Number = Annotated[
    float,
    Field(allow_inf_nan=False),
    Strict(),
    BeforeValidator(_finite_range_of_float),
    AfterValidator(_without_minus_zero),
]
Whole = Annotated[int, Strict(), BeforeValidator(_whole_as_int)]
Share = Annotated[Number, Field(ge=0, le=1)]
Hours = Annotated[Number, Field(ge=0, le=100)]
Money = Annotated[Number, Field(ge=0, le=_MOST_OF_ANY_CURRENCY), Dollars(10_000_000)]
Count = Annotated[Whole, Field(ge=0, le=1_000_000_000)]
Fit5 = Annotated[Whole, Field(ge=1, le=5)]
YesNo = Annotated[bool, Strict()]
TrueAlone = Annotated[Literal[True], BeforeValidator(_true_alone)]
Id = Annotated[str, Strict(), StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,59}$")]
PriorId = Annotated[str, Strict(), StringConstraints(pattern=r"^[a-z][a-z0-9_.:]{0,119}$")]
PlaceId = Annotated[str, Strict(), StringConstraints(pattern=r"^[0-9]{1,12}$")]
CountryCode = Annotated[str, Strict(), StringConstraints(pattern=r"^[A-Z]{2}$")]
CurrencyCode = Annotated[str, Strict(), StringConstraints(pattern=r"^[A-Z]{3}$")]
Text = Annotated[
    str,
    Strict(),
    StringConstraints(strip_whitespace=True, min_length=1, max_length=200),
    AfterValidator(_one_line),
]


@dataclass(frozen=True)
class Asked:
    """What is said about a question beside its type; kept in the field's metadata.

    ``assumed`` says in words what stands in for a missing answer; ``default`` is its value where
    it is the same for every business (otherwise None: it comes from the tables); ``short`` is the
    answer's name in lists.
    """

    group: str
    assumed: str
    unit: str
    quick: bool
    default: Any
    short: str


def ask(
    group: str,
    question: str,
    why: str,
    *,
    assumed: str = "",
    unit: str = "",
    short: str = "",
    quick: bool = False,
    default: Any = None,
    required: bool = False,
    factory: Any = None,
) -> Any:
    """Declare one question of the profile: the single place where it is described.

    Typed Any, as pydantic's own ``Field``.

    Parameters
    ----------
    assumed : str
        What is assumed when it is left out.
    unit : str
        Unit of the answer.
    short : str
        Name of the answer where it is listed; with one it can be replaced beside the answer.
    default : object
        The assumed value where it is the same for every business.
    factory : callable or None
        Makes the empty value of a nested part.
    """
    asked = Asked(group, assumed, unit, quick, default, short)
    extra: dict[str, Any] = {"group": group, "quick": quick}
    extra |= {k: v for k, v in (("assumed", assumed), ("unit", unit)) if v}
    start: dict[str, Any] = {"default_factory": factory} if factory else {"default": None}
    field: Any = Field(
        **({} if required else start), title=question, description=why, json_schema_extra=extra
    )
    field.metadata.append(asked)
    return field


class Part(BaseModel):
    """Base of the profile and its parts: frozen, no unknown fields, null means left out."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    @model_validator(mode="before")
    @classmethod
    def _nulls_are_left_out(cls, data: Any) -> Any:
        if not isinstance(data, dict):
            return data
        return {k: v for k, v in data.items() if v is not None or k not in cls.model_fields}
