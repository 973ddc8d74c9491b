"""Plain words for the ids a person would otherwise see, and numbers in the reader's habit.

Also the one place where text that a person typed, or that came in with a file, enters a page:
``plain`` for sentences, ``cell`` for tables.  What they return is ``Markup`` and is never escaped
twice, so it does no harm to ask for it again.
"""

import re
import unicodedata

from advisor.explain.names import AIMS, CHOICES, FAMILIES, GRADES, STRATEGIES
from advisor.explain.wording import amount

__all__ = [
    "AIMS", "CHOICES", "FAMILIES", "GRADES", "STRATEGIES", "Markup", "cell", "field_words",
    "file_name", "hours", "in_old_currency", "money", "plain", "word",
]  # fmt: skip

_SIGNS = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~$:])")
# In a cell only what makes markup within a line, so that numbers stay as they are.
_WITHIN = re.compile(r"([\\`*_\[\]<~$]|:(?=[\w+\-\[]))")
_LINE = re.compile(r"(?m)^(\s*)([-=+#>])(?=[\s=#>-]|$)")
_NUMBERED = re.compile(r"(?m)^(\s*\d+)([.)])(?=\s|$)")
_ADDRESS = re.compile(r"(?i)https?(?=:)|ftp(?=:)|mailto(?=:)|xmpp(?=:)|www(?=\.)|@")


class Markup(str):
    """Text that is Markdown already: escaped, or written by the app itself."""

    __slots__ = ()


_LONGEST_NAME = 120  # bytes
_RESERVED = re.compile(r"con|prn|aux|nul|(com|lpt)[0-9¹²³]")  # for devices, by Windows


def plain(text: str) -> Markup:
    r"""Escape what a person typed, so that it never becomes markup.

    Addresses become links even when escaped: a sign of no width keeps them words.

    Examples
    --------
    >>> print(plain("[free](x)"), plain(plain("[free](x)")))
    \[free\]\(x\) \[free\]\(x\)
    """
    if isinstance(text, Markup):
        return text
    return Markup(_SIGNS.sub(r"\\\1", _unlinked(text)))


def cell(text: str) -> Markup:
    r"""Escape a text that stands alone in a cell of a table, whose numbers stay readable.

    Examples
    --------
    >>> print(cell("4.5 to 11 (a - b)"), cell("[free](x)"))
    4.5 to 11 (a - b) \[free\](x)
    """
    if isinstance(text, Markup):
        return text
    escaped = _WITHIN.sub(r"\\\1", _unlinked(text))
    return Markup(_NUMBERED.sub(r"\1\\\2", _LINE.sub(r"\1\\\2", escaped)))


def _unlinked(text: str) -> str:
    return _ADDRESS.sub("\\g<0>\u2060", text)


def word(value: object) -> str:
    """Return the plain word of an id, or the value as text, as it begins a line."""
    text = CHOICES.get(str(value), str(value))
    return text[:1].upper() + text[1:]


def money(value: float, currency: str) -> str:
    """Return an amount of a plan, in three significant figures, with its currency as text."""
    return f"{amount(value, currency)} {cell(currency)}"


def in_old_currency(saved: str, now: str) -> str:
    """Say that figures stand in the currency they were saved in; empty where it is the client's.

    Examples
    --------
    >>> print(in_old_currency("USD", "EUR"))
    Its figures are in USD, as it was saved; the client's currency is EUR now.
    >>> in_old_currency("EUR", "EUR"), in_old_currency("EUR", "")
    ('', '')
    """
    if not saved or not now or saved == now:
        return ""
    return f"Its figures are in {saved}, as it was saved; the client's currency is {now} now."


def hours(value: float) -> str:
    """Return hours a week without needless digits."""
    return f"{value:g} h"


def field_words(name: str) -> str:
    """Return a field's name as words: ``already.website`` becomes "website"."""
    return name.split(".")[-1].replace("_", " ")


def file_name(name: str) -> str:
    """Return what of a name every system takes in the name of a file; empty where nothing is left.

    Letters of any script stay, with the marks that belong to them.

    Examples
    --------
    >>> file_name("../Ada's  Plumbing & Söhne"), file_name("con"), file_name("株式会社さくら 🥐")
    ('adas-plumbing-söhne', 'con-1', '株式会社さくら')
    """
    text = unicodedata.normalize("NFC", name).replace("'", "").replace("’", "").lower()
    kept = "".join(c if unicodedata.category(c)[0] in "LMN" else " " for c in text)
    stem = "-".join(kept.split())
    while len(stem.encode()) > _LONGEST_NAME:
        stem = stem[:-1].rstrip("-")
    return f"{stem}-1" if _RESERVED.fullmatch(stem) else stem
