"""The error family: a sentence with what was given, what is allowed and what to do.

Imports nobody.  Anything raised that is not an ``AdvisorError`` is a bug.
"""

from collections.abc import Mapping, Sequence

_MOST_FAULTS = 20  # of one table, said at once; all of them are in the error


class AdvisorError(ValueError):
    """Base of every error whose text is meant for the person at the screen."""

    def __reduce__(self) -> tuple[object, ...]:
        """Let the error cross from one process to another with all it says."""
        return _again, (type(self), self.args, self.__dict__)


def _again(
    kind: type[AdvisorError], args: tuple[object, ...], fields: Mapping[str, object]
) -> AdvisorError:
    """Return an error as it was, without asking for its parts anew."""
    error = kind.__new__(kind, *args)
    error.__dict__.update(fields)
    return error


def printable(text: str) -> str:
    r"""Return a text with what no screen shows, or what moves its cursor, written out.

    Examples
    --------
    >>> print(printable("a\x1b[31m b"))
    a\x1b[31m b
    """
    return "".join(
        x if x.isprintable() else x.encode("unicode_escape").decode("ascii") for x in text
    )


def _short(value: object) -> str:
    """Return `value` as one readable line of at most 60 characters."""
    text = " ".join(repr(value).split())
    return text if len(text) <= 60 else text[:57] + "..."


class ProfileError(AdvisorError):
    """An answer that cannot be used.

    `field`: name of the profile field, dotted for nested ones (``personality.writing``).
    `allowed`: what is allowed, as a phrase ("a whole number from 1 to 5").  `hint`: what to do, for
    example the nearest valid choice.  At most one line.
    """

    def __init__(self, field: str, value: object, allowed: str, hint: str = "") -> None:
        self.field = field
        self.value = value
        self.allowed = allowed
        self.hint = hint
        lines = [f"{field}: {_short(value)} cannot be used.", f"Allowed: {allowed}."]
        if hint:
            lines.append(hint)
        # A name that was typed is repeated in a message, never what it could do to a terminal.
        super().__init__("\n".join(printable(line) for line in lines))


class DataError(AdvisorError):
    """Faults of one table, all of them at once.

    `faults` (sequence of (row, column, value, reason)): row is the line number (the header is line
    1) or the row's id.
    """

    def __init__(self, file: str, faults: Sequence[tuple[object, str, object, str]]) -> None:
        self.file = file
        self.faults = tuple(faults)
        shown = [
            f"{file}, row {row}, {column} = {_short(value)}: {why}"
            for row, column, value, why in self.faults
        ]
        more = len(shown) - _MOST_FAULTS
        if more > 0:
            shown = [*shown[:_MOST_FAULTS], f"... and {more} more in {file}."]
        super().__init__("\n".join(shown))


class StoreError(AdvisorError):
    """Something the database of clients and scenarios refused, with what to do."""


class ConflictError(StoreError):
    """Somebody changed the same thing meanwhile; nothing was written.

    `what`: what was to be changed, as a phrase ("the client").  `mine` (mapping of str to str):
    what this window wanted to write, by name: only what differs from theirs.  `version`: the
    version that stands there now: writing with it is a knowing overwrite.
    """

    def __init__(
        self, what: str, mine: Mapping[str, str], theirs: Mapping[str, str], version: int = 0
    ) -> None:
        self.what = what
        self.mine = dict(mine)
        self.theirs = dict(theirs)
        self.version = version
        shown = [
            f"{name}: here {_short(mine[name])}, there {_short(theirs.get(name, ''))}."
            for name in mine
        ]
        super().__init__(
            "\n".join(
                [
                    f"Not saved: {what} was changed in another window meanwhile.",
                    *shown,
                    "Decide which one should stand, and save again.",
                ]
            )
        )
