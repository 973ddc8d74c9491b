"""JSON from outside: limited before it is parsed, so that no file can eat the memory or the time.

Whatever comes as a file, a pipe, a link or the browser's own storage is read here: how many bytes,
values, levels and digits are known before a single object is made of them.
"""

import json
import re
from collections import Counter
from dataclasses import dataclass
from typing import Any, NoReturn

# Also a text without an end: looking for one from each of its signs would take for ever.
_TEXTS = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"?', re.DOTALL)
_QUOTES_A_VALUE = 4  # two around a name, two around a text; more are in texts
_MOST_NAMES = 5_000  # of one object: figures and ticks are the most, some thousand
_NO_BRACKETS = bytes(set(range(256)) - set(b"[]{}"))
_LARGE = re.compile(rb"\d{40}|[eE]\+?\d{3}")
_NO_NUMBER = re.compile(rb"-?(?:NaN|Infinity)")


class UnreadableError(ValueError):
    """JSON that is not read; its text is the end of a sentence that begins with "it"."""


@dataclass(frozen=True)
class Limits:
    """What is read at most: bytes, values (every entry of a list or an object), levels."""

    size: int
    values: int
    depth: int = 40

    def __post_init__(self) -> None:
        """Keep the depth well within what Python itself can follow."""
        assert self.depth <= 200


ANSWERS = Limits(size=200_000, values=5_000)
"""For the answers of one business, which fill some thousand characters."""


DESKS = Limits(size=500_000, values=25_000)
"""For what a browser keeps: the answers of a few businesses with what was tried and ticked."""


def _refuse_constant(token: str) -> NoReturn:
    raise UnreadableError(f"holds {token}, which is no finite number")


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(pairs) > _MOST_NAMES:
        raise UnreadableError(f"holds an object of more than {_MOST_NAMES:,} names")
    found = dict(pairs)
    if len(found) < len(pairs):
        twice, _ = Counter(name for name, _ in pairs).most_common(1)[0]
        raise UnreadableError(f"gives {twice[:60]!r} twice: each field once")
    return found


def _decoded(content: bytes) -> str:
    try:
        # With or without a mark at the beginning, as the editors of all systems write it.
        return content.decode(json.detect_encoding(content)).removeprefix("\ufeff")
    except UnicodeDecodeError:
        raise UnreadableError("is no text in UTF-8 or UTF-16") from None


def check_limits(content: bytes, limits: Limits) -> None:
    """Refuse JSON that is larger than the limits, without parsing it.

    `content`: in UTF-8; may be anything.  Raises ``UnreadableError`` with the first limit that it
    exceeds, or for a number that no computer can hold.
    """
    if len(content) > limits.size:
        raise UnreadableError(f"has {len(content):,} bytes, more than {limits.size:,}")
    many = UnreadableError(f"holds more than {limits.values:,} values")
    if content.count(b'"') > _QUOTES_A_VALUE * limits.values:
        raise many
    bare = _TEXTS.sub(b"", content)
    depth = 0
    for bracket in bare.translate(None, _NO_BRACKETS)[: 2 * limits.values]:
        depth += 1 if bracket in b"[{" else -1
        if depth > limits.depth:
            raise UnreadableError(f"is nested more than {limits.depth} deep")
    if bare.count(b",") + bare.count(b"[") + bare.count(b"{") > limits.values:
        raise many
    if _LARGE.search(bare):
        raise UnreadableError("holds a number that is too large")
    if found := _NO_NUMBER.search(bare):
        raise UnreadableError(f"holds {found[0].decode()}, which is no finite number")


def read_json(content: bytes, limits: Limits) -> Any:
    r"""Return what JSON holds.

    Numbers in it are finite and below 1e100.  Raises ``UnreadableError`` if it is too large, too
    deep, no JSON, gives a name twice or holds what is no number.  `content`: may be anything; a
    mark at the beginning and UTF-16 are understood.  `limits`: what is read at most.

    Examples
    --------
    >>> read_json(b'\xef\xbb\xbf{"hours_per_week": 5}', ANSWERS)
    {'hours_per_week': 5}
    """
    if len(content) > limits.size:
        raise UnreadableError(f"has {len(content):,} bytes, more than {limits.size:,}")
    if not content.strip():
        raise UnreadableError("is empty")
    text = _decoded(content)
    check_limits(text.encode("utf-8", "surrogatepass"), Limits(4 * limits.size, limits.values,
                                                              limits.depth))  # fmt: skip
    try:
        return json.loads(text, parse_constant=_refuse_constant, object_pairs_hook=_each_once)
    except json.JSONDecodeError as error:
        raise UnreadableError(f"is no JSON ({error.msg} in line {error.lineno})") from None
