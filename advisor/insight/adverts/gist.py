"""The first screen on adverts: what they bring, to whom, when to stop; or why none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from advisor.explain.gist import CHANGE, INSTEAD, NAMED, WHY, Gist, change_text, upper_first
from advisor.explain.gist import say as say_gist
from advisor.explain.names import named
from advisor.explain.sentences import Sentences
from advisor.explain.wording import two_figures
from advisor.insight.adverts.result import AdvertAdvice
from advisor.insight.adverts.words import say as of_adverts

TEMPLATES: Mapping[str, str] = {
    "more_money": "From about {money} {currency} a month, an advert joins your best mix.",
    "more_money_later": "From about {money} {currency} a month, an advert joins your best mix, for "
    "what its customers buy in later years: in the first none pays.",
    "no_money": "Money alone would not: up to {money} {currency} a month, no advert joins your "
    "best mix.",
}
_say = Sentences(TEMPLATES)


def adverts_gist(advice: AdvertAdvice) -> Gist:
    """Return what adverts bring, whom they are for and when to stop; or why none."""
    if advice.verdict == "advertise":
        found = {f.code: f for f in reversed(advice.findings)}
        first = next(c for c in advice.channels if c.channel in advice.chosen)
        named_above = len(advice.chosen) == 1
        shown = (
            ("Expect", "forecast", f"{first.name}: "),
            ("To whom", f"targeting_{first.channel}", f"{first.name}: "),
            ("Before the first click", "steps", "Before the first click: "),
            ("Stop", "stop", f"Stop {first.name} "),
        )
        points = [
            (lead, upper_first(found[code].title.removeprefix(said if named_above else "")))
            for lead, code, said in shown
            if code in found
        ]
        return Gist(advice.sentence, tuple(points))
    return Gist(advice.sentence, tuple(_no_adverts(advice)))


def _no_adverts(advice: AdvertAdvice) -> Iterable[tuple[str, str]]:
    hand = next((c for c in advice.channels if c.channel in advice.chosen), None)
    least = advice.cheapest
    if advice.verdict in ("below_minimum", "no_money") and least is not None:
        code = "least_of" if advice.verdict == "below_minimum" else "least_free"
        money = least.least_money or 0.0
        yield WHY, of_adverts(
            code, money=money, currency=advice.currency, name=least.name,
            missing=money - advice.budget,
        )  # fmt: skip
    elif hand is not None and hand.reasons:
        yield WHY, say_gist("nearest", name=hand.name, sentence=hand.reasons[0].sentence)
    if advice.instead:
        yield INSTEAD, f"{named(advice.instead[:NAMED])}."
    fields = {"currency": advice.currency}
    if advice.joins_from is not None:
        pays = any(c.open and c.worth_up_to is not None for c in advice.channels)
        code = "more_money" if pays else "more_money_later"
        yield CHANGE, _say(code, money=two_figures(advice.joins_from), **fields)
    elif advice.verdict != "none_open":
        change = _say("no_money", money=two_figures(advice.looked_up_to), **fields)
        if hand is not None and any(x.code == "would_come_in" for x in hand.reasons):
            change = f"{change_text(hand.name, hand.reasons)} {change}"
        yield CHANGE, change
