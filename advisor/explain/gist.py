"""The first phone screen of a page: the answer in a sentence, one small table, a few points.

A page that says no says why, what to do instead, and what would change it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from advisor.explain.adverts_words import say as of_adverts
from advisor.explain.capacity_words import distance
from advisor.explain.hire_findings import manager_words, title_of
from advisor.explain.names import in_a_row, listed, named
from advisor.explain.platforms_words import often, posts_worth
from advisor.explain.sentences import Sentences
from advisor.explain.strategies_words import AXES
from advisor.explain.wording import (
    by_the_year,
    exact,
    percent,
    range_text,
    two_figures,
    yearly_text,
)
from advisor.results import Range, Reason, Recommendation
from advisor.results.adverts import AdvertAdvice
from advisor.results.capacity import Capacity
from advisor.results.hire import Hire
from advisor.results.platforms import Platform, PlatformAdvice
from advisor.results.strategies import StrategiesResult

WHY, INSTEAD, CHANGE = "Why", "Instead", "What would change it"
_NAMED = 3  # names in a row
_SAID = 2  # subjects and occasions in a sentence
_LEAST_SAID = 0.01  # of simulations: less is said in words
_MOST = 0.5  # of small firms

TEMPLATES: Mapping[str, str] = {
    "nearest": "Nearest: {name}. {sentence}",
    "comes_in": "{times} times as many customers from {name} as we expect",
    "hours": "{hours} hours a week",
    "spare": "Time left over once your mix runs, or customers who say they found you there: if "
    "so, add it to your answers.",
    "more_money": "From about {money} {currency} a month, an advert is worth it.",
    "no_money": "Money alone would not: up to {money} {currency} a month, no advert is worth it.",
    "manager_share": "At {money} {currency} a month, a manager would leave you more in {share} of "
    "the simulations.",
    "manager_hardly": "Even at {money} {currency} a month, a manager would leave you more in "
    "hardly any of the simulations.",
    "manager_none": "No budget we tried can pay for one.",
    "manager_hours": "{hours} of your hours a week for it; you give {given}.",
    "manager_budget": "A budget of about {at} {currency} a month.",
    "manager_owner_hour": "An hour of yours worth {at} {currency} or more (it counts as {own} "
    "here).",
    "manager_followers": "About {at} followers on {of}.",
    "manager_never": "Nothing we tried: no budget up to {budget} {currency} a month, and no value "
    "of your hour up to {owner_hour} {currency}.",
    "manager_runs": "{names}.",
    "mix_people": "{room} of your plan's {whole} hours a week.",
    "mix_no_people": "None of your plan's {whole} hours a week.",
    "groups_none": "None fits your hours and money.",
    "groups_not_worth": "{most} would fit your week; none is worth the time.",
    "groups_worth": "{most} would fit your week; worth the time: {names}.",
    "town": "{name} first: {people} people, {road} by road.",
    "all_ways": "{channels}, however far you aim.",
}
_WAYS: Mapping[str, str] = {
    "room": "Meeting people alone",
    "platforms": "Everything else alone",
    "mix": "Both together",
}


@dataclass(frozen=True)
class Gist:
    """What a page says before anything on it is opened: points are (lead, sentence)."""

    title: str
    points: tuple[tuple[str, str], ...]
    header: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


_say = Sentences(TEMPLATES)


def _lower(text: str) -> str:
    return text[0].lower() + text[1:]


def _upper(text: str) -> str:
    return text[0].upper() + text[1:]


def _change(name: str, reasons: Iterable[Reason]) -> str:
    """Say what would bring in a channel that is out of the mix."""
    figures = {reason.code: reason.figures for reason in reasons}
    parts = []
    if "below_minimum_hours" in figures:
        parts.append(_say("hours", hours=exact(_number(figures["below_minimum_hours"]["minimum"]))))
    if "would_come_in" in figures:
        times = two_figures(_number(figures["would_come_in"]["times"]))
        parts.append(_say("comes_in", name=name, times=times))
    return f"{', and '.join(parts)}." if parts else _say("spare")


def _number(figure: float | int | str | None) -> float:
    return float(figure or 0.0)


def platforms_gist(advice: PlatformAdvice, r: Recommendation) -> Gist:
    """Return which platforms, how often and with what; or why none."""
    inside = [p for p in advice.platforms if p.in_mix and p.public]
    title = advice.surprise.sentence
    if not inside:
        return Gist(title, tuple(_no_platform(advice, r)))
    points = []
    if advice.subjects:
        points.append(("Show", _row(_lower(i.name) for i in advice.subjects[:_SAID])))
    today = [_lower(a.name) for a in advice.answering if a.same_day][:_SAID]
    if today:
        points.append(("Answer the same day when", f"{' or '.join(today)}."))
    usual = [p for p in advice.platforms if p.habit_share >= _MOST]
    left = [p.name for p in usual if p.open and not p.in_mix]
    if left:
        points.append(("Leave for now", f"{listed(left)}."))
    rows = tuple((p.name, _rhythm(p), _form(p)) for p in inside[:_NAMED])
    return Gist(title, tuple(points), ("Platform", "Post", "What carries farthest"), rows)


def _row(names: Iterable[str]) -> str:
    return f"{'; '.join(names)}."


def _rhythm(p: Platform) -> str:
    return (
        "–" if p.posts_per_week is None else often(posts_worth(p.posts_per_week.p50, p.flat_posts))
    )


def _form(p: Platform) -> str:
    return _lower(p.forms[0].name) if p.forms else "–"


def _no_platform(advice: PlatformAdvice, r: Recommendation) -> Iterable[tuple[str, str]]:
    nearest = next((p for p in advice.platforms if p.open and p.public), None)
    if nearest is not None and nearest.reasons:
        sentence = nearest.reasons[0].sentence
        yield WHY, _say("nearest", name=nearest.name, sentence=sentence)
    carried = sorted((c for c in r.channels if c.in_mix), key=lambda c: (-c.score, c.channel))
    if carried:
        yield INSTEAD, f"{named([c.name for c in carried[:_NAMED]])}."
    if nearest is not None:
        yield CHANGE, _change(nearest.name, nearest.reasons)


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
            (lead, _upper(found[code].title.removeprefix(said if named_above else "")))
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
        yield WHY, _say("nearest", name=hand.name, sentence=hand.reasons[0].sentence)
    if advice.instead:
        yield INSTEAD, f"{named(advice.instead[:_NAMED])}."
    fields = {"currency": advice.currency}
    if advice.joins_from is not None:
        yield CHANGE, _say("more_money", money=two_figures(advice.joins_from), **fields)
    elif advice.verdict != "none_open":
        change = _say("no_money", money=two_figures(advice.looked_up_to), **fields)
        if hand is not None and any(x.code == "would_come_in" for x in hand.reasons):
            change = f"{_change(hand.name, hand.reasons)} {change}"
        yield CHANGE, change


def hire_gist(hire: Hire) -> Gist:
    """Return both sides where a manager pays; otherwise why not and what would change it."""
    title = f"{title_of(hire)}."
    if hire.verdict == "pays" and hire.hired is not None:
        sides = (hire.alone, hire.hired)
        customers = [s.totals.customers for s in sides]
        axis, shown = _a_year_if_few(customers)
        rows = (
            (axis, *shown),
            (
                f"Left, {hire.currency} a month",
                *(range_text(s.totals.net_contribution) for s in sides),
            ),
            ("Your hours a week", *(exact(s.owner_hours) for s in sides)),
        )
        runs = _say("manager_runs", names=manager_words(hire.hired))
        turn = next((t.sentence for t in hire.thresholds if t.code == "budget"), "")
        lead, _, rest = turn.partition(": ")
        points = (("Manager runs", runs), *(((lead, _upper(rest)),) if rest else ()))
        return Gist(title, points, ("", "Yourself", "With a manager"), rows)
    return Gist(title, tuple(_no_manager(hire)))


def _no_manager(hire: Hire) -> Iterable[tuple[str, str]]:
    if hire.owner_hours < hire.owner_hours_needed - 1e-9:
        hours, given = exact(hire.owner_hours_needed), exact(hire.owner_hours)
        yield CHANGE, _say("manager_hours", hours=hours, given=given)
        return
    share = hire.share_of_draws
    if share is None:
        yield WHY, _say("manager_none")
    else:
        yield WHY, _say(
            "manager_share" if share >= _LEAST_SAID else "manager_hardly",
            money=two_figures(hire.at_money), currency=hire.currency, share=percent(share),
        )  # fmt: skip
    turns = [t for t in hire.thresholds if t.at]
    fields = {"currency": hire.currency}
    if turns:
        yield CHANGE, " Or: ".join(
            _say(f"manager_{t.code}", at=two_figures(t.at or 0.0), own=two_figures(t.own), of=t.of,
                 **fields)
            for t in turns
        )  # fmt: skip
    elif hire.thresholds:
        looked = {t.code: two_figures(t.searched_to) for t in hire.thresholds}
        yield CHANGE, _say("manager_never", **fields, **looked)


def _a_year_if_few(values: Sequence[Range]) -> tuple[str, list[str]]:
    """Return how new customers are counted, by the month or the year, and the ranges in words."""
    if by_the_year(values):
        return AXES["customers_by_year"], [yearly_text(v.times(12)) for v in values]
    return AXES["customers"], [range_text(v) for v in values]


def capacity_gist(c: Capacity) -> Gist:
    """Return how far meeting people carries, three approaches, groups, the town to begin with."""
    axis, shown = _a_year_if_few([way.customers for way in c.ways])
    rows = tuple((_WAYS[w.way], v) for w, v in zip(c.ways, shown, strict=True))
    own = min(c.by_hours, key=lambda p: abs(p.hours_per_week - c.hours_per_week)).mix
    points = []
    if own.hours_per_week > 0:
        code = "mix_people" if own.room_hours_per_week > 0 else "mix_no_people"
        room, whole = exact(own.room_hours_per_week), exact(own.hours_per_week)
        points.append(("Meeting people", _say(code, room=room, whole=whole)))
    worth = [g for g in c.groups if g.joined and g.in_room > 0 and g.limited_by != "closed"]
    code = "groups_none" if c.most_groups == 0 else "groups_worth" if worth else "groups_not_worth"
    names = in_a_row([g.name for g in worth])
    points.append(("Groups", _say(code, most=c.most_groups, names=names)))
    if worth and c.towns:
        points += [("Towns", _say("town", **t)) for t in _first_towns(c)]
    if all(way.customers.p95 <= 0 for way in c.ways):
        return Gist(c.answer, tuple(points))
    return Gist(c.answer, tuple(points), ("Approach", axis), rows)


def _first_towns(c: Capacity) -> Iterable[dict[str, str]]:
    """Return the town to begin with, where a group stands in one."""
    held = {m.place_id for m in c.memberships if m.place_id and m.standing != "fits"}
    for town in c.towns:
        if town.place_id in held:
            road = distance(town.road_miles, c.distance_unit)
            yield {"name": town.name, "people": two_figures(town.people), "road": road}
            return


def strategies_gist(result: StrategiesResult) -> Gist:
    """Return which strategy fits, the distinct ones as a table, and what each has besides."""
    finding = result.findings[0]
    ways = sorted(
        (w for w in result.ways if w.same_as is None and w.channels),
        key=lambda w: w.behind_share or 0.0,
    )
    if len(ways) == 1:
        points = (("Your plan", _say("all_ways", channels=in_a_row(ways[0].channels))),)
        return Gist(finding.title, points)
    if not ways:
        return Gist(finding.title, ())
    axis, customers = _a_year_if_few([w.customers for w in ways])
    shares = [w.share_of_worlds for w in ways]
    known = all(share is not None for share in shares)
    rows = tuple(
        (
            f"{w.name}{' (recommended)' if w.id == result.call else ''}",
            v,
            *((percent(share or 0.0),) if known else ()),
        )
        for w, v, share in zip(ways, customers, shares, strict=True)
    )
    header = ("Strategy", axis, *(("Best in simulations",) if known else ()))
    sentences = [s for s in finding.sentences if not s.startswith(f"“{ways[0].name}”:")]
    return Gist(finding.title, tuple(("", s) for s in sentences), header, rows)
