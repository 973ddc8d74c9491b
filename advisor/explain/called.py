"""What a trade calls its customers: patients, clients, guests; sentences told in its own word.

Every sentence is made with "customers", and where an answer is complete the word is put in, in one
go.  Ids keep their names, and so does what a person typed or what a source said.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache, cached_property
from typing import Any, Literal, TypeVar, get_args, get_origin

from pydantic import BaseModel

from advisor.catalogue import CUSTOMERS, Fact, Prior, Source
from advisor.results import Range, Recommendation
from advisor.results.comparison import Comparison
from advisor.results.provenance import SourceUsed

T = TypeVar("T")
# As a word of its own: not in an id, an address or the name of a field.
_WORD = r"(?:\b(?P<a>[Aa]) )?(?<![\w./@-])(?P<word>customer)(?P<many>s?)(?![\w/@-])"
_PLAIN = re.compile(_WORD, re.IGNORECASE)
# Fields that hold ids, or what the tables say of a figure.
_KEPT_FIELDS = frozenset(("code", "id", "field", "reasoning", "fact_ids", "url"))
_LEFT_ALONE = (int, float, type(None), Range, Fact, Prior, Source, SourceUsed)


@dataclasses.dataclass(frozen=True)
class Called:
    """The word of a trade; a call puts it into a text, or into every text of a result.

    ``kept`` are texts that stay as they are, wherever they stand: what a person typed, titles.

    Examples
    --------
    >>> own = Called("family", "families", kept=("Customer Care Ltd",))
    >>> own("Customer Care Ltd: 3 new customers a month, ask every customer's mother")
    "Customer Care Ltd: 3 new families a month, ask every family's mother"
    >>> own(("CUSTOMERS", "weights.customers", 1.0))
    ('FAMILIES', 'weights.customers', 1.0)
    """

    one: str = CUSTOMERS[0]
    many: str = CUSTOMERS[1]
    kept: tuple[str, ...] = ()

    def __call__(self, value: T) -> T:
        """Return the same with the trade's word in it: the very same where nothing changes."""
        if (self.one, self.many) == CUSTOMERS:
            return value
        told: T = self._told(value)
        return told

    def keeping(self, texts: Iterable[str]) -> Called:
        """Return the word with more texts that stay as they are."""
        if (self.one, self.many) == CUSTOMERS:
            return self
        # Somebody who typed nothing but the word meant no name by it.
        more = {t.strip() for t in texts if "customer" in t.casefold()} - {*CUSTOMERS}
        return dataclasses.replace(self, kept=tuple(dict.fromkeys((*self.kept, *sorted(more)))))

    @cached_property
    def _words(self) -> re.Pattern[str]:
        if not self.kept:
            return _PLAIN
        kept = "|".join(re.escape(text) for text in sorted(self.kept, key=len, reverse=True))
        return re.compile(f"(?:(?-i:{kept}))|{_WORD}", re.IGNORECASE)

    def _said(self, found: re.Match[str]) -> str:
        word = found["word"]
        if word is None:
            return found[0]
        own = self.many if found["many"] else self.one
        own = own.upper() if word.isupper() else own.capitalize() if word[0] == "C" else own
        article = found["a"] or ""
        return f"{article}{'n' if own[0] in 'aeiouAEIOU' else ''} {own}" if article else own

    def _told(self, value: Any) -> Any:
        kind: Any = type(value)  # as a key of a cache
        shape = _shape(kind)
        if shape == "left":
            return value
        if shape == "text":
            if "ustomer" not in value and "USTOMER" not in value:
                return value
            return type(value)(self._words.sub(self._said, value))  # Markdown stays Markdown
        if shape == "row":
            told = [self._told(item) for item in value]
            if all(new is old for new, old in zip(told, value, strict=True)):
                return value
            return type(value)(*told) if hasattr(value, "_fields") else type(value)(told)
        if shape == "mapping":
            found = {key: self._told(item) for key, item in value.items()}
            same = all(found[key] is item for key, item in value.items())
            return value if same else type(value)(found)
        if shape == "figure":  # a figure: made anew where a text of it changes
            drawn = value.to_dict()
            return value if (new := self._told(drawn)) is drawn else type(value)(new)
        names, made = _parts(kind)
        changed = {
            name: new
            for name in names
            if (new := self._told(old := getattr(value, name))) is not old
        }
        return made(value, changed) if changed else value


@cache
def _shape(kind: type) -> str:
    """Return how values of a type are walked."""
    if issubclass(kind, str):
        return "text"
    if issubclass(kind, _LEFT_ALONE):
        return "left"
    if issubclass(kind, tuple | list):
        return "row"
    if issubclass(kind, Mapping):
        return "mapping"
    return "figure" if hasattr(kind, "to_plotly_json") else "parts"


def _may_hold_text(annotation: Any) -> bool:
    """Say whether a field so annotated may hold a sentence: neither numbers nor ids of a list."""
    if annotation in (int, float, bool, type(None), Range, ...):
        return False
    if get_origin(annotation) is Literal:
        return False
    inside = get_args(annotation)
    if inside:
        return any(_may_hold_text(one) for one in inside)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return bool(_parts(annotation)[0])
    return True


@cache
def _parts(kind: Any) -> tuple[tuple[str, ...], Callable[[Any, dict[str, Any]], Any]]:
    """Return the fields of a type whose texts may change, and what makes a changed copy."""
    if issubclass(kind, BaseModel):
        fields = kind.model_fields.items()
        names = tuple(name for name, field in fields if _may_hold_text(field.annotation))
        made: Callable[[Any, dict[str, Any]], Any] = _copied
    elif dataclasses.is_dataclass(kind):
        names = tuple(f.name for f in dataclasses.fields(kind) if f.init)
        made = _replaced
    else:
        return (), _copied
    return tuple(name for name in names if name not in _KEPT_FIELDS), made


def _copied(value: BaseModel, changed: dict[str, Any]) -> BaseModel:
    return value.model_copy(update=changed)


def _replaced(value: Any, changed: dict[str, Any]) -> Any:
    return dataclasses.replace(value, **changed)


def called_in(r: Recommendation) -> Called:
    """Return the word of a recommendation's trade; the names in it stay as they were typed."""
    return Called(*r.customers_called).keeping((r.name, r.place))


def called_among(c: Comparison) -> Called:
    """Return the word of scenarios compared; their names, and what was decided, stay as typed."""
    decided = [text for f in c.findings if f.code == "decision" for text in (f.title, *f.sentences)]
    names = [text for s in c.scenarios for text in (s.name, s.place)]
    return Called(*c.customers_called).keeping((*names, *decided))


def typed_in(answers: object) -> list[str]:
    """Return the texts of answers, which stay as a person typed them.

    Examples
    --------
    >>> typed_in({"name": "Customer Care", "weights": {"customers": 1}, "towns": ["A"]})
    ['Customer Care', 'A']
    """
    if isinstance(answers, str):
        return [answers]
    if isinstance(answers, Mapping):
        answers = list(answers.values())
    if isinstance(answers, list | tuple):
        return [text for item in answers for text in typed_in(item)]
    return []
