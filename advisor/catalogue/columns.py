"""How a column of a table is written: its type, its bounds, and what is said of a wrong cell.

A row is a frozen dataclass of columns; what must hold between them is yielded by ``faults``.
"""

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from string import Formatter
from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator
from pydantic_core import PydanticCustomError

Grade = Literal["A", "B", "C", "D", "judgement", "owner"]
GRADES = ("A", "B", "C", "D", "judgement")  # of a table; "owner" is what the owner knows better
# What a trade can be more or less of, 0 to 1.
ATTRIBUTES = (
    "visual", "considered", "expertise", "repeat", "urgent", "trust", "online", "on_the_spot",
    "mobile", "to_firms", "product", "partner_trade", "women_share",
)  # fmt: skip
AFAR = 0.5  # of what is sold: from here on it is sold at a distance
Fault = tuple[str, str]  # column and what is wrong


def wrong(what: str) -> PydanticCustomError:
    """Make the error of a cell."""
    return PydanticCustomError("cell", "{what}", {"what": what})


def one_of(*allowed: str) -> BeforeValidator:
    """Allow these words only."""

    def check(cell: str) -> str:
        if cell not in allowed:
            words = ", ".join(word for word in allowed if word)
            raise wrong(f"must be one of {words}" + (" or empty" if "" in allowed else ""))
        return cell

    return BeforeValidator(check)


def each_of(*values: str) -> BeforeValidator:
    """Allow these values only, with ; between them."""

    def check(cell: str) -> list[str]:
        if not {*_parts(cell)} <= {*values}:
            raise wrong("must hold no other than " + ", ".join(values))
        return _parts(cell)

    return BeforeValidator(check)


def within(low: float = -math.inf, high: float = math.inf) -> AfterValidator:
    """Allow finite numbers from `low` to `high`."""

    def check(number: float) -> float:
        if not math.isfinite(number):
            raise wrong("must be finite")
        if not low <= number <= high:
            raise wrong(f"must lie from {low:g} to {high:g}")
        return number

    return AfterValidator(check)


def template(*fields: str) -> AfterValidator:
    """Allow a text with no other than these fields in braces."""

    def check(cell: str) -> str:
        try:
            held = {name for _, name, _, _ in Formatter().parse(cell) if name is not None}
        except ValueError:
            held = {cell}
        if not held <= {*fields}:
            raise wrong("must hold no other fields than " + ", ".join(f"{{{f}}}" for f in fields))
        return cell

    return AfterValidator(check)


def _filled(cell: str) -> str:
    if not cell:
        raise wrong("must not be empty")
    return cell


def _address(cell: str) -> str:
    if cell and not re.match(r"https?://[^\s/]+\.[^\s/]+", cell):
        raise wrong("must be an address that begins with https:// or http://")
    return cell


def _parts(cell: str) -> list[str]:
    return [part for part in cell.split(";") if part]


def _months(cell: str) -> tuple[int, ...]:
    """Return months written as ``1-2;6-8``."""
    months: set[int] = set()
    for part in _parts(cell):
        first, _, last = part.partition("-")
        if not first.isdigit() or (last and not last.isdigit()):
            raise wrong("must hold months such as 1-2;6-8")
        months.update(range(int(first), int(last or first) + 1))
    if not months or not months <= set(range(1, 13)):
        raise wrong("must hold months from 1 to 12")
    return tuple(sorted(months))


Address = Annotated[str, AfterValidator(_address)]  # or empty
Filled = Annotated[str, AfterValidator(_filled)]
Flag = Annotated[bool, one_of("0", "1")]
Graded = Annotated[Grade, one_of(*GRADES)]
Number = Annotated[float, within()]
FromZero = Annotated[float, within(0)]
Share = Annotated[float, within(0, 1)]
Maybe = Annotated[Number | None, BeforeValidator(lambda cell: cell or None)]
Items = Annotated[tuple[str, ...], BeforeValidator(_parts)]  # with ; between them
Numbers = Annotated[tuple[Number, ...], BeforeValidator(_parts)]
Wholes = Annotated[tuple[int, ...], BeforeValidator(_parts)]
Months = Annotated[tuple[int, ...], BeforeValidator(_months)]
Texts = Annotated[Mapping[str, Filled], AfterValidator(MappingProxyType)]
Shares = Annotated[Mapping[str, Share], AfterValidator(MappingProxyType)]


def disorder(low: float, best: float, high: float, column: str = "best") -> Iterator[Fault]:
    """Yield the fault of a range whose ends are not around its best."""
    if not low <= best <= high:
        yield column, f"must lie between low {low:g} and high {high:g}"


@dataclass(frozen=True, kw_only=True)
class Grounded:
    """What a row rests on: facts with their grade, or judgement with its reasoning."""

    fact_ids: Items
    grade: Graded
    reasoning: str

    def faults(self) -> Iterator[Fault]:
        """Yield what cannot stand together."""
        return ungrounded("fact_ids", self.fact_ids, self.grade, self.reasoning)


def ungrounded(column: str, ids: object, grade: str, reasoning: str) -> Iterator[Fault]:
    """Yield the faults of a judgement without reasoning and of a grade without facts."""
    if grade == "judgement" and not reasoning:
        yield "reasoning", "must be filled where the grade is judgement"
    if grade != "judgement" and not ids:
        yield column, "may be empty only where the grade is judgement"
