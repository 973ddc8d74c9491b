"""Results as JSON text: UTF-8, keys sorted, floats to 6 significant digits, never NaN.

The same input gives the same bytes; there are no timestamps.
"""

import dataclasses
import json
import math
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from numbers import Integral, Real
from typing import Any

from pydantic import BaseModel

from advisor.results.finding import Finding

# The way to a value from the outside in; put into words only where one cannot be written.
_Way = tuple["_Way", object] | None
_OF_PICTURES = ("drawn", "mark")  # how a finding is drawn, not what it is


def _plain(value: Any, way: _Way) -> Any:
    """Turn results, maps, sequences and numbers (numpy's too) into what json can write."""
    if value is None or isinstance(value, str | bool):
        return value
    if isinstance(value, float):
        if not math.isfinite(value):
            raise ValueError(f"{_said(way)} is {value}: a result must be a finite number")
        return float(f"{value:.6g}") + 0.0
    if isinstance(value, Finding):
        return _plain({n: part for n, part in value.spread() if n not in _OF_PICTURES}, way)
    if isinstance(value, BaseModel):
        return {
            told: _plain(getattr(value, name), (way, name))
            for name, told, left_out in _names(type(value))
            if left_out is None or not left_out(getattr(value, name))
        }
    if dataclasses.is_dataclass(value):
        fields = dataclasses.fields(value)
        return {f.name: _plain(getattr(value, f.name), (way, f.name)) for f in fields}
    if isinstance(value, Mapping):
        return {str(key): _plain(item, (way, key)) for key, item in value.items()}
    if isinstance(value, Integral):
        return int(value)
    if isinstance(value, Real):
        return _plain(float(value), way)
    if hasattr(value, "tolist"):  # an array, or numpy's own bool
        return _plain(value.tolist(), way)
    if isinstance(value, Sequence | set | frozenset):
        items = value if isinstance(value, Sequence) else sorted(value)
        return [_plain(item, (way, i)) for i, item in enumerate(items)]
    raise ValueError(f"{_said(way)} is a {type(value).__name__}, which no result may hold")


@cache
def _names(model: type[BaseModel]) -> tuple[tuple[str, str, Callable[[Any], bool] | None], ...]:
    """Return the fields of a model, what they are called in JSON, and when they are left out."""
    return tuple(
        (name, f.serialization_alias or name, f.exclude_if)
        for name, f in model.model_fields.items()
    )


def _said(way: _Way) -> str:
    if way is None:
        return "result"
    before, last = way
    return f"{_said(before)}[{last}]" if isinstance(last, int) else f"{_said(before)}.{last}"


def to_json(obj: object) -> str:
    r"""Write a result (or maps and sequences of results) as JSON text.

    One indented document without a final newline: keys sorted, floats to 6 significant digits,
    tuples as arrays; the same input gives the same bytes.  Raises ``ValueError`` if a number is NaN
    or infinite, or a type is unknown: a bug, never a person's fault.

    Examples
    --------
    >>> to_json({"b": (1.23456789, 2), "a": None}).replace("\n", "")
    '{ "a": null, "b": [  1.23457,  2 ]}'
    """
    return json.dumps(
        _plain(obj, None), ensure_ascii=False, sort_keys=True, indent=1, allow_nan=False
    )
