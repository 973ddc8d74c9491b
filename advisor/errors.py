"""The error family: a sentence with what was given, what is allowed and what to do.

::

    AdvisorError(ValueError)
    +-- ProfileError      an answer of the questionnaire (field, value, allowed)
    +-- DataError         a fault in a table of data/ (file, row, column, value)
    +-- InfeasibleError   locks that clash, with the least that would do
    +-- StoreError        the database of clients and scenarios

Imports nobody.  Anything raised that is not an ``AdvisorError`` is a bug.
"""

from __future__ import annotations

from collections.abc import Sequence


class AdvisorError(ValueError):
    """Base of every error whose text is meant for the person at the screen."""


def _short(value: object) -> str:
    """Return `value` as one readable line of at most 60 characters."""
    text = " ".join(repr(value).split())
    return text if len(text) <= 60 else text[:57] + "..."


class ProfileError(AdvisorError):
    """An answer that cannot be used.

    Parameters
    ----------
    field : str
        Name of the profile field, dotted for nested ones (``personality.writing``).
    value : object
        What was given.
    allowed : str
        What is allowed, as a phrase ("a whole number from 1 to 5").
    hint : str, default ""
        What to do, for example the nearest valid choice.  At most one line.
    """

    def __init__(self, field: str, value: object, allowed: str, hint: str = "") -> None:
        self.field = field
        self.value = value
        self.allowed = allowed
        self.hint = hint
        lines = [f"{field}: {_short(value)} cannot be used.", f"Allowed: {allowed}."]
        if hint:
            lines.append(hint)
        super().__init__("\n".join(lines))


class DataError(AdvisorError):
    """Faults of one table, all of them at once.

    Parameters
    ----------
    file : str
        Name of the file in ``data/``.
    faults : sequence of (row, column, value, reason)
        Row is the line number (the header is line 1) or the row's id.
    """

    def __init__(self, file: str, faults: Sequence[tuple[object, str, object, str]]) -> None:
        self.file = file
        self.faults = tuple(faults)
        shown = [
            f"{file}, row {row}, {column} = {_short(value)}: {why}"
            for row, column, value, why in self.faults
        ]
        super().__init__("\n".join(shown))


class InfeasibleError(AdvisorError):
    """Locks that no mix can satisfy.

    Parameters
    ----------
    locks : str
        The locks that clash, as the person typed them.
    least : str
        The least change that would do, as a phrase.
    """

    def __init__(self, locks: str, least: str) -> None:
        self.locks = locks
        self.least = least
        super().__init__(f"These wishes cannot be met together: {locks}.\nWhat would do: {least}.")


class StoreError(AdvisorError):
    """Something the database of clients and scenarios refused, with what to do."""
