"""The first phone screen of a page: the answer in a sentence, one small table, a few points.

A page that says no says why, what to do instead, and what would change it.  Each topic has its own.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from advisor.explain.sentences import Sentences
from advisor.explain.wording import counted, counted_text, exact, two_figures
from advisor.results import Range, Reason

WHY, INSTEAD, CHANGE = "Why", "Instead", "What would change it"
NAMED = 3  # names in a row
LEAST_SAID = 0.01  # of simulations: less is said in words

TEMPLATES: Mapping[str, str] = {
    "nearest": "{name} comes nearest. {sentence}",
    "comes_in": "{times} times as many customers from {name} as we expect",
    "hours": "{hours} hours a week",
    "spare": "Time left over once your mix runs, or customers who say they found you there: if "
    "so, add it to your answers.",
}


@dataclass(frozen=True)
class Gist:
    """What a page says before anything on it is opened: points are (lead, sentence)."""

    title: str
    points: tuple[tuple[str, str], ...]
    header: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


say = Sentences(TEMPLATES)


def lower_first(text: str) -> str:
    """Return a text that begins small."""
    return text[:1].lower() + text[1:]


def upper_first(text: str) -> str:
    """Return a text that begins with a capital."""
    return text[:1].upper() + text[1:]


def change_text(name: str, reasons: Iterable[Reason]) -> str:
    """Say what would bring in a channel that is out of the mix."""
    figures = {reason.code: reason.figures for reason in reasons}
    parts = []
    if "below_minimum_hours" in figures:
        parts.append(say("hours", hours=exact(_number(figures["below_minimum_hours"]["minimum"]))))
    if "would_come_in" in figures:
        times = two_figures(_number(figures["would_come_in"]["times"]))
        parts.append(say("comes_in", name=name, times=times))
    return f"{', and '.join(parts)}." if parts else say("spare")


def _number(figure: float | int | str | None) -> float:
    return float(figure or 0.0)


def a_year_if_few(values: Sequence[Range]) -> tuple[str, list[str]]:
    """Return how new customers are counted, by the month or the year, and the ranges in words."""
    period, shown = counted(values)
    return f"New customers a {period}", [counted_text(v, period) for v in shown]
