"""The one engine of sentences: named templates, numbers written by what their fields are called."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from advisor.explain.wording import exact, percent, two_figures

_ONE = re.compile(r"(?<!to )(?<![\d.,])1 (hour|new customer|customer)s\b")


@dataclass(frozen=True)
class Sentences:
    """Templates by code; a call fills one.

    Text stays as it is.  A number is a percentage where its field ends in "share", as it is where
    it is whole or its field is one of ``exact``, and has two significant figures else; one of a
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
        shown = {name: self._shown(name, value) for name, value in fields.items()}
        return _ONE.sub(r"1 \1", self.templates[code].format(**shown))

    def _shown(self, name: str, value: object) -> str:
        if isinstance(value, bool) or not isinstance(value, int | float):
            return str(value)
        if name.endswith("share"):
            return percent(value)
        return exact(value) if isinstance(value, int) or name in self.exact else two_figures(value)
