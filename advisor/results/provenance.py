"""Where the figures of a recommendation come from; sources are numbered by their titles."""

from collections.abc import Iterable, Mapping
from typing import Annotated

from pydantic import AfterValidator

from advisor.profile import FrozenMap
from advisor.results.forecast import Range, Result

FROM_WHERE = "sources"  # stands for the channel of a trade's shares of customers by source


class SourceUsed(Result):
    """A source behind figures in use: its number, title, address, facts with their grades."""

    number: int
    title: str
    url: str
    grades: tuple[str, ...]
    facts: tuple[str, ...]


class FigureUsed(Result):
    """A figure in use for a channel: its range, unit, grade, reasoning and sources by number.

    ``values`` holds low, median and high (nine outcomes in ten); ``grade`` is A, B, C, D,
    judgement or owner.
    """

    channel: str
    name: str
    quantity: str
    values: Range
    unit: str
    grade: str
    reasoning: str
    sources: tuple[int, ...]


class Provenance(Result):
    """The figures in use for the mix and the sources behind them.

    ``source_of`` leads from the id of a fact to the number of its source.
    """

    figures: tuple[FigureUsed, ...]
    sources: tuple[SourceUsed, ...]
    source_of: Annotated[Mapping[str, int], AfterValidator(FrozenMap)]

    @property
    def quoted(self) -> tuple[str, ...]:
        """What is quoted as it stands in the tables: titles of sources, reasons for figures."""
        return (*(s.title for s in self.sources), *(f.reasoning for f in self.figures))

    def numbers(self, fact_ids: Iterable[str]) -> tuple[int, ...]:
        """Return the numbers of the sources behind facts, each once, in order."""
        return tuple(sorted({self.source_of[f] for f in fact_ids if f in self.source_of}))
