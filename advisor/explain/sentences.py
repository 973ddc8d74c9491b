"""The one engine of sentences: named templates, numbers written by what their fields are called."""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from advisor.explain.wording import estimate, exact, percent, two_figures, wish_text

_FIELD = re.compile(r"\{(\w+)(?::(\w+))?\}(?=( \{currency\})?)")
_ONE = re.compile(r"(?<!\d to )(?<![\d.,])1 ((?:more )?hour|(?:new )?customer)s\b")
_WRITTEN: Mapping[str, Callable[[float], str]] = {
    "share": percent, "exact": exact, "wish": wish_text
}  # fmt: skip


@dataclass(frozen=True)
class Sentences:
    """Templates by code; a call fills one.

    Text stays as it is.  A number is a percentage where its field ends in "share", as it is where
    it is whole or its field is one of ``exact``, an amount where "{currency}" follows, and has two
    significant figures else; "{lost:share}" says it where the field's name does not.  One of a
    thing is said in the singular.

    Examples
    --------
    >>> say = Sentences({"of": "{share} of {people} people in {hours} hours"}, exact={"hours"})
    >>> say("of", share=0.061, people=1234.0, hours=1.0)
    '6 % of 1,200 people in 1 hour'
    """

    templates: Mapping[str, str]
    exact: Collection[str] = ()

    def __call__(self, code: str, /, **fields: object) -> str:
        """Return the sentence of a code; an unknown code or field is a bug and a KeyError."""

        def shown(field: re.Match[str]) -> str:
            name, how, money = field.groups()
            value = fields[name]
            if isinstance(value, bool) or not isinstance(value, int | float):
                return str(value)
            if how or name.endswith("share"):
                return _WRITTEN[how or "share"](value)
            if isinstance(value, int) or name in self.exact:
                return exact(value)
            return estimate(value, str(fields["currency"])) if money else two_figures(value)

        return _ONE.sub(r"1 \1", _FIELD.sub(shown, self.templates[code]))
