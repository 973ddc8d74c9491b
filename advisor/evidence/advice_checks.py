"""Do the tables of advice hold together: channels, facts, sources, grades (see ``checks``)."""

from collections.abc import Iterable, Iterator

from advisor.catalogue import GRADES, Tables

Found = tuple[str, str, str]


def advice_facts(tables: Tables) -> frozenset[str]:
    """Return the ids of the facts that the tables of advice rest on."""
    advice = tables.advice
    rows = (advice.content, advice.rhythm, advice.habits, advice.replies, advice.steps)
    named = {fact_id for table in rows for row in table for fact_id in row.fact_ids}
    return frozenset(named | {time.fact_id for time in advice.times})


def check_advice(tables: Tables) -> Iterator[Found]:
    """Yield (file, row, fault) for every place in the tables of advice that does not hold.

    Yields
    ------
    tuple of 3 str
        File under ``data/``, row and what is wrong with it.
    """
    advice = tables.advice
    organic = {
        c.channel for c in tables.channels.values() if c.family == "organic" and not c.retired
    }
    paid = {c.channel for c in tables.channels.values() if c.family == "paid"}
    for kind in advice.content:
        row = ("advice/content.csv", kind.content)
        if kind.platform and kind.platform not in organic:
            yield (*row, f"{kind.platform!r} is no platform")
        yield from check_basis(tables, *row, kind.fact_ids, kind.grade)
    for rhythm in advice.rhythm:
        row = ("advice/rhythm.csv", f"{rhythm.platform}/{rhythm.quantity}")
        if rhythm.platform != "all" and rhythm.platform not in organic:
            yield (*row, f"{rhythm.platform!r} is no platform")
        yield from check_basis(tables, *row, rhythm.fact_ids, rhythm.grade)
    for time in advice.times:
        row = ("advice/posting_times.csv", f"{time.platform}/{time.fact_id}")
        if time.platform not in organic:
            yield (*row, f"{time.platform!r} is no platform")
        yield from check_basis(tables, *row, (time.fact_id,), "judgement")
    for habit in advice.habits:
        row = ("advice/habits.csv", f"{habit.platform}/{habit.among}")
        if habit.platform not in organic:
            yield (*row, f"{habit.platform!r} is no platform")
        yield from check_basis(tables, *row, habit.fact_ids, habit.grade)
    for reply in advice.replies:
        row = ("advice/replies.csv", reply.situation)
        yield from check_basis(tables, *row, reply.fact_ids, reply.grade)
    for way in advice.targeting:
        row = ("advice/targeting.csv", f"{way.channel}/{way.criterion}")
        if way.channel not in paid:
            yield (*row, f"{way.channel!r} is no paid channel")
        yield from _sources(tables, *row, (way.source_id,))
    for limit in advice.limits:
        row = ("advice/advert_limits.csv", limit.limit)
        for sector in limit.sectors:
            if sector not in tables.sectors:
                yield (*row, f"{sector!r} is no sector")
        ways = {f"{t.channel}/{t.criterion}" for t in advice.targeting}
        for way_id in limit.forbids:
            if way_id not in ways:
                yield (*row, f"{way_id!r} is no way of targeting")
        yield from _sources(tables, *row, limit.source_ids)
    for step in advice.steps:
        row = ("advice/advert_steps.csv", step.step)
        for channel in step.channels:
            if channel not in paid:
                yield (*row, f"{channel!r} is no paid channel")
        yield from check_basis(tables, *row, step.fact_ids, step.grade)
    yield from _complete(tables, organic)


def _complete(tables: Tables, organic: Iterable[str]) -> Iterator[Found]:
    """Yield what a platform lacks to be advised on."""
    advice = tables.advice
    if not advice.content and not advice.habits:
        return  # tables without advice, as tests make them
    for platform in sorted(organic):
        if not any(kind.platform == platform for kind in advice.content):
            yield "advice/content.csv", platform, "has no form of post"
        if not any(h.platform == platform and h.among == "people" for h in advice.habits):
            yield "advice/habits.csv", platform, "is missing"


def check_basis(
    tables: Tables, file: str, row: str, fact_ids: Iterable[str], grade: str
) -> Iterator[Found]:
    """Yield the facts that are not there, and a grade that no fact of the row carries."""
    grades = []
    for fact_id in fact_ids:
        if fact_id in tables.facts:
            grades.append(GRADES.index(tables.facts[fact_id].grade))
        else:
            yield file, row, f"fact {fact_id} is not in facts.csv"
    if grades and grade in GRADES and GRADES.index(grade) < min(grades):
        yield file, row, f"grade {grade} is better than that of any of its facts"


def _sources(tables: Tables, file: str, row: str, source_ids: Iterable[str]) -> Iterator[Found]:
    for source_id in source_ids:
        if source_id not in tables.sources:
            yield file, row, f"source {source_id} is not in sources.csv"
