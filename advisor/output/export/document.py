"""The one document that every format is made of, so that they all say the same.

Text comes out of ``Document`` without control characters: nothing a person typed can break a file.
"""

from __future__ import annotations

import dataclasses
import datetime
from dataclasses import dataclass
from typing import Any, Literal

from advisor.explain.export_words import prepared_words
from advisor.explain.section import Page, Place, Section, Table
from advisor.results.logo import Logo
from advisor.results.provenance import Provenance

_JOINERS = "\u200c\u200d"  # scripts of India and Iran are written with them


@dataclass(frozen=True)
class Document:
    """Everything a format needs: who it is for, how it looks, what it says, what it rests on.

    ``talk`` are the pages of a talk after its cover; every other format tells the sections.
    ``second`` is the colour beside the accent, "" for none.  ``actual`` is what is planned each
    month, for a workbook to set what came against: month, new customers a month, hours a week,
    money a month.
    """

    title: str
    who: str
    sections: tuple[Section, ...]
    versions: str
    currency: str
    accent: str
    date: datetime.date | None = None
    logo: Logo | None = None
    provenance: Provenance | None = None
    paper: Literal["a4", "us-letter"] = "a4"
    talk: tuple[Page, ...] = ()
    consultant: str = ""
    contact: str = ""
    second: str = ""
    actual: Table | None = None

    def of(self, *places: Place) -> tuple[Section, ...]:
        """Return the sections of some places, in order."""
        return tuple(section for section in self.sections if section.place in places)

    @property
    def prepared(self) -> str:
        """Who made it and how to reach them; empty where neither is known."""
        return prepared_words(self.consultant, self.contact)

    @property
    def date_text(self) -> str:
        """The date in words, empty when none was given."""
        return f"{self.date.day} {self.date:%B %Y}" if self.date else ""


def cleaned(value: Any) -> Any:
    """Return a document's part with every text in it free of control characters.

    `value`: text, tuple or dataclass; anything else is returned as it is.

    Examples
    --------
    >>> cleaned(("a" + chr(0) + "b", ("1" + chr(10) + "2",)))
    ('ab', ('1 2',))
    """
    if isinstance(value, str):
        kept = "".join(c for c in value if c.isprintable() or c.isspace() or c in _JOINERS)
        return " ".join(kept.split())
    if isinstance(value, tuple):
        return tuple(cleaned(part) for part in value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type | Logo):
        names = [f.name for f in dataclasses.fields(value)]
        return dataclasses.replace(value, **{name: cleaned(getattr(value, name)) for name in names})
    return value
