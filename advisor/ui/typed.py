"""Numbers as people type them: commas, points, spaces, currency and unit beside them.

A number is understood or refused in words, never taken for another without a word: what differs
from the plain way of writing it is repeated as understood.  No widget lives here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

from advisor.explain.wording import exact
from advisor.profile import FieldInfo

_SPACES = "\u00a0\u2007\u2009\u202f'’`"
_PLAIN = re.compile(r"[+-]?\d+(?:\.\d+)?")
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:[ .,]\d{3})+")
_WORDS = frozenset(
    re.findall(
        r"\S+",
        """h hr hrs hour hours min km kilometres kilometers mi mile miles year years month months
        week a per people customers kr fr zł kč ft lei rs r s euro euros dollar dollars pound
        pounds""",
    )
)
_COUNTS = ("currency", "currency a month", "currency a year", "currency an hour", "people",
           "customers", "reviews")  # fmt: skip


class NumberError(ValueError):
    """What was typed is no number; the message says so in words."""


def typed_number(text: str, *, grouped: bool, known: Collection[str] = ()) -> float:
    """Return the number a text means.

    Parameters
    ----------
    text : str
        As typed.
    grouped : bool
        Whether one separator before exactly three digits parts thousands, as in amounts of money
        and counts; otherwise it is a decimal one.
    known : collection of str
        Words in lower case that may stand beside the number, such as currencies.

    Raises
    ------
    NumberError
        If it is none, or could be two.

    Examples
    --------
    >>> [typed_number(t, grouped=True) for t in ("2,5", "1.500", "€ 1.500,50", "$1,500.50")]
    [2.5, 1500.0, 1500.5, 1500.5]
    >>> typed_number("1.125", grouped=False)
    1.125
    """
    bare = _bare(text, {*_WORDS, *known})
    if bare is None:
        raise NumberError(f"“{text.strip()}” is no number here. Type digits, such as 1500 or 2.5.")
    whole, decimals = _parts(bare, grouped)
    number = f"{re.sub('[ .,]', '', whole)}.{decimals or '0'}"
    ok = not re.search("[ .,]", whole) or _GROUPED.fullmatch(whole)
    if not ok or not _PLAIN.fullmatch(number):
        raise NumberError(
            f"“{text.strip()}” can be read in two ways. Type it like 1500 or 1500.50."
        )
    return float(number)


def _bare(text: str, words: Collection[str]) -> str | None:
    """Return digits and separators without what may stand beside them; None for anything else."""
    clean = unicodedata.normalize("NFKC", text).translate(dict.fromkeys(map(ord, _SPACES), " "))
    clean = "".join(" " if unicodedata.category(c) == "Sc" else c for c in clean)
    clean = clean.replace("%", " ").replace("−", "-")
    for letters in re.findall(r"[^\W\d_]+", clean):
        if letters.casefold() not in words:
            return None
    clean = " ".join(re.sub(r"[^\W\d_]+\.?", " ", clean).split()).replace("/", "").strip()
    clean = re.sub(r"([.,])-+$", "", clean)  # "1500,-"
    return clean if re.fullmatch(r"[+-]?\d[\d .,]*", clean) else None


def _parts(bare: str, grouped: bool) -> tuple[str, str]:
    """Return what stands before and after the decimal separator."""
    last = max(bare.rfind("."), bare.rfind(","))
    if last < 0:
        return bare, ""
    head, tail = bare[:last], bare[last + 1 :]
    mark, other = bare[last], "." if bare[last] == "," else ","
    if mark in head:  # several of one kind part thousands
        return bare, ""
    lone = other not in head and " " not in head
    if lone and len(tail) == 3 and grouped and re.fullmatch(r"[+-]?[1-9]\d{0,2}", head):
        return bare, ""
    return head, tail


def understood(
    field: FieldInfo, text: str, known: Collection[str] = ()
) -> tuple[float | int | None, str]:
    """Return the answer a text means, None where it means none, and why it is refused.

    Parameters
    ----------
    field : FieldInfo
        A question for a number; shares are typed as percent, or as a fraction below one.
    text : str
        As typed; empty is no answer and no fault.
    known : collection of str
        Words that may stand beside the number.

    Returns
    -------
    (float or int or None, str)
        The second is empty where nothing is refused.
    """
    if not text.strip():
        return None, ""
    share = field.unit == "share"
    try:
        value = typed_number(text, grouped=field.unit in _COUNTS, known=known)
    except NumberError as error:
        return None, str(error)
    if share and (value >= 1 or "%" in text):
        value = float(f"{value / 100:.9g}")
    low, high = field.minimum, field.maximum
    high = None if field.unit.startswith("currency") else high  # by the currency's rate
    if (
        (low is not None and (value < low or (field.above_minimum and value == low)))
        or (high is not None and value > high)
    ):  # fmt: skip
        told = "a number from 0 to 100 %" if share else field.allowed
        return None, f"“{text.strip()}” is not possible here. Allowed: {told}."
    if field.kind == "whole":
        if value != int(value):
            return None, f"“{text.strip()}” is no whole number."
        return int(value), ""
    return value, ""


def as_typed(field: FieldInfo, value: float) -> str:
    """Return an answer as the plain text that stands for it in its field.

    Examples
    --------
    >>> from advisor.profile import FIELDS
    >>> as_typed(FIELDS["gross_margin"], 0.55), as_typed(FIELDS["hours_per_week"], 2.5)
    ('55', '2.5')
    """
    return f"{100 * value if field.unit == 'share' else value:.15g}"


def repeated(field: FieldInfo, text: str, value: float, unit: str) -> str:
    """Return what was understood, where it was not typed the plain way; else an empty text."""
    if text.strip() == as_typed(field, value):
        return ""
    shown = f"{exact(100 * value)} %" if field.unit == "share" else exact(value)
    return f"Understood: {shown}{f' {unit}' if unit else ''}"
