"""Results as JSON text: UTF-8, keys sorted, floats to 6 significant digits, never NaN.

The same input gives the same bytes; there are no timestamps.
"""

from __future__ import annotations

import dataclasses
import json
import math
from collections.abc import Mapping, Sequence
from numbers import Integral, Real
from typing import Any

from pydantic import BaseModel

from advisor.results.finding import Finding


def _plain(value: Any, where: str) -> Any:
    """Turn results, maps, sequences and numbers (numpy's too) into what json can write."""
    if isinstance(value, Finding):
        flat = {name: cell for name, cell in value.spread() if name != "spans"}
        return _plain(flat, where)
    if isinstance(value, BaseModel):
        return {
            field.serialization_alias or name: _plain(getattr(value, name), f"{where}.{name}")
            for name, field in type(value).model_fields.items()
        }
    if dataclasses.is_dataclass(value):
        names = [field.name for field in dataclasses.fields(value)]
        return {name: _plain(getattr(value, name), f"{where}.{name}") for name in names}
    if isinstance(value, Mapping):
        return {str(key): _plain(item, f"{where}.{key}") for key, item in value.items()}
    if value is None or isinstance(value, str | bool):
        return value
    if isinstance(value, Integral):
        return int(value)
    if isinstance(value, Real):
        number = float(value)
        if not math.isfinite(number):
            raise ValueError(f"{where} is {number}: a result must be a finite number")
        return float(f"{number:.6g}") + 0.0
    if hasattr(value, "tolist"):  # an array, or numpy's own bool
        return _plain(value.tolist(), where)
    if isinstance(value, Sequence | set | frozenset):
        items = value if isinstance(value, Sequence) else sorted(value)
        return [_plain(item, f"{where}[{i}]") for i, item in enumerate(items)]
    raise ValueError(f"{where} is a {type(value).__name__}, which no result may hold")


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
        _plain(obj, "result"), ensure_ascii=False, sort_keys=True, indent=1, allow_nan=False
    )
