"""The findings on the routine: how often, what, when, and whom to answer."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence

from advisor.catalogue import MIDDLE_STEP, Tables
from advisor.catalogue.advice import AdviceTables, ContentKind
from advisor.explain.names import listed
from advisor.explain.wording import exact, two_figures
from advisor.insight.platforms.curves import LONGEST_HOURS
from advisor.insight.platforms.result import Answering, Platform, PlatformAdvice, PostIdea, TimeSlot
from advisor.insight.platforms.words import days_text, often, posts_worth, say
from advisor.results import Cell, Finding, Range

_MOST_SUBJECTS = 5  # as many as one remembers
_SAME_DAY_HOURS = 12.0  # half a day and night
_SLOTS = 2
_DAYS = 7  # a week


def rhythm_of(advice: AdviceTables, platform: str, quantity: str) -> Range | None:
    """Return a range of posting, None where the table has no row."""
    for row in advice.rhythm:
        if (row.platform, row.quantity) == (platform, quantity):
            return Range.of((row.low, row.best, row.high))
    return None


def _idea(kind: ContentKind, *, suits: bool) -> PostIdea:
    factor = kind.factor
    return PostIdea(
        content=kind.content,
        name=kind.name,
        what=kind.what,
        factor=None if factor is None else Range.of(factor),
        suits=suits,
        fact_ids=kind.fact_ids,
        grade=kind.grade,
        reasoning=kind.reasoning,
    )


def forms_for(advice: AdviceTables, platform: str, on_camera: int) -> tuple[PostIdea, ...]:
    """Return the forms of a platform, farthest-carrying first.

    Films that show the owner come last for one who would rather not (`on_camera` below 3).
    """
    shy = on_camera < MIDDLE_STEP
    kinds = [k for k in advice.content if k.kind == "form" and k.platform == platform]
    ideas = [_idea(k, suits=not (shy and k.on_camera)) for k in kinds]
    return tuple(
        sorted(ideas, key=lambda i: (not i.suits, -(i.factor.p50 if i.factor else 1.0), i.content))
    )


def subjects_for(
    advice: AdviceTables, attributes: Mapping[str, float], mostly: float
) -> tuple[PostIdea, ...]:
    """Return what this trade can show, the subjects of its strongest attributes first.

    Those of attributes of `mostly` or more, at most five, at least two; then what holds for all.
    """
    subjects = sorted(
        (k for k in advice.content if k.kind == "subject"),
        key=lambda k: (-attributes.get(k.attribute, 0.0), k.content),
    )
    strong = [k for k in subjects if attributes.get(k.attribute, 0.0) >= mostly]
    chosen = (strong if len(strong) >= 2 else subjects[:2])[:_MOST_SUBJECTS]
    always = [k for k in advice.content if k.kind == "form" and not k.platform]
    return tuple(_idea(k, suits=True) for k in (*chosen, *always))


def slots_for(advice: AdviceTables, platform: str) -> tuple[TimeSlot, ...]:
    """Return the time most sources name, and the best one that the other sources name.

    Every source has one voice for each hour of the week it names.
    """
    claims = [t for t in advice.times if t.platform == platform]
    named: dict[str, set[tuple[int, int]]] = {}
    for t in claims:
        cells = {(day, hour) for day in t.days for hour in range(t.from_hour, t.to_hour)}
        named.setdefault(t.fact_id, set()).update(cells)
    found: list[TimeSlot] = []
    left = dict(sorted(named.items()))
    while left and len(found) < _SLOTS:
        voices = Counter(cell for cells in left.values() for cell in cells)
        most = max(voices.values())
        best = {cell for cell, count in voices.items() if count == most}
        day, begin, end = _longest(best)
        days = tuple(
            d for d in range(1, 1 + _DAYS) if all((d, h) in best for h in range(begin, end))
        )
        slot = {(d, hour) for d in days for hour in range(begin, end)}
        naming = [source for source, cells in named.items() if (day, begin) in cells]
        found.append(
            TimeSlot(
                days=days,
                from_hour=begin,
                to_hour=end,
                agree=len(naming),
                claims=len(named),
                fact_ids=tuple(sorted(naming)),
            )
        )
        left = {source: cells for source, cells in left.items() if not cells & slot}
    return tuple(found)


def _longest(cells: set[tuple[int, int]]) -> tuple[int, int, int]:
    """Return day, first hour and end of the longest run of hours, the earliest of equals."""
    runs = []
    for day, hour in sorted(cells):
        if (day, hour - 1) in cells:
            continue
        end = hour
        while (day, end) in cells:
            end += 1
        runs.append((hour - end, day, hour, end))
    _, day, begin, end = min(runs)
    return day, begin, end


def answering(advice: AdviceTables) -> tuple[Answering, ...]:
    """Return what wants an answer, soonest first."""
    return tuple(
        Answering(
            situation=row.situation,
            name=row.name,
            within_hours=row.within_hours,
            same_day=row.within_hours <= _SAME_DAY_HOURS,
            only_the_owner=row.only_the_owner,
            what=row.what,
            fact_ids=row.fact_ids,
            grade=row.grade,
            reasoning=row.reasoning,
        )
        for row in sorted(advice.replies, key=lambda r: (r.within_hours, r.situation))
    )


_LONG_LIFE_HOURS = 72.0  # a post that is still seen after three days needs no daily work


def first_of(advice: PlatformAdvice) -> Platform | None:
    """Return the public platform that stands first and is open."""
    return next((p for p in advice.platforms if p.open and p.public), None)


def public_of(advice: PlatformAdvice) -> list[Platform]:
    """Return the public platforms that are open, best first."""
    return [p for p in advice.platforms if p.open and p.public]


def inside_of(advice: PlatformAdvice) -> list[Platform]:
    """Return the platforms of the mix, best first."""
    return [p for p in advice.platforms if p.in_mix]


def rhythm(advice: PlatformAdvice, tables: Tables) -> Finding | None:
    """Say how often to post, and where the curve is flat."""
    shown = [p for p in advice.platforms if p.open and p.posts_per_week is not None]
    order = sorted(shown, key=lambda p: (not p.in_mix, not p.public))
    first = next(iter(order), None)
    if first is None or first.posts_per_week is None:
        return None
    # Where the mix puts more hours there, its counts see more in them than the curve of posts.
    beyond = first.in_mix and (first.hours_per_week or 0.0) > (first.flat_hours or math.inf)
    flat = None if beyond else first.flat_posts
    wanted = posts_worth(first.posts_per_week.p50, flat)
    capped = first.most_posts is not None and wanted >= first.most_posts
    name = "rhythm" if first.in_mix else "rhythm_none"
    ending = "_capped" if capped else "_rising" if flat is None else ""
    title = say(
        name + ending,
        often=often(wanted),
        platform=first.name,
        flat="" if flat is None else two_figures(flat),
        longest=LONGEST_HOURS,
    )
    sentences = [
        say(
            "rhythm_spare" if capped else "rhythm_hours",
            hours=exact(first.hours_per_week or 0.0),
            low=first.posts_per_week.p5,
            high=first.posts_per_week.p95,
        )
    ]
    small = first.small_pages_post
    if small is not None:
        sentences.append(say("rhythm_small", low=small.p5, high=small.p95))
    bends = flat is not None and not capped
    if first.flat_hours is not None and bends:
        sentences.insert(0, say("rhythm_more", hours=exact(first.flat_hours), platform=first.name))
    part = rhythm_of(tables.advice, "all", "marginal_worth")
    facts = [
        fact_id
        for row in tables.advice.rhythm
        if row.quantity in ("marginal_worth", "posts_of_small_pages", "most_posts")
        for fact_id in row.fact_ids
    ]
    return Finding(
        code="rhythm",
        title=title,
        sentences=tuple(sentences),
        header=("Platform", "Hours a week", "Posts a week", "Flat from", "Small pages post"),
        rows=tuple(
            (
                p.name,
                p.hours_per_week,
                p.posts_per_week,
                p.flat_posts,
                None if p.small_pages_post is None else p.small_pages_post.p50,
            )
            for p in shown
        ),
        fact_ids=tuple(dict.fromkeys(facts)),
        notes=() if part is None or not bends else (say("rhythm_how", share=part.p50),),
    )


def content(advice: PlatformAdvice) -> Finding | None:
    """Say what to show, and in which form."""
    if not advice.subjects:
        return None
    names = [i.name[0].lower() + i.name[1:] for i in advice.subjects]
    if len(names) > 1:
        title = say("content", first=names[0], second=names[1])
    else:
        title = say("content_one", first=names[0])
    sentences: list[str] = []
    about: Sequence[Platform] = inside_of(advice) or [
        p for p in (first_of(advice),) if p is not None
    ]
    for platform in about:
        form = next(iter(platform.forms), None)
        if form is not None:
            code = "content_form" if form.factor is not None else "content_unknown"
            sentences.append(
                say(code, platform=platform.name, name=form.name[0].lower() + form.name[1:])
            )
    if any(not form.suits for p in about for form in p.forms):
        sentences.append(say("content_camera"))
    rows: list[tuple[Cell, ...]] = [("Any", i.name, i.what, None) for i in advice.subjects]
    for platform in about:
        rows += [
            (platform.name, f.name, f.what, None if f.factor is None else f.factor.p50)
            for f in platform.forms
        ]
    ideas = [*advice.subjects, *(f for p in about for f in p.forms)]
    return Finding(
        code="content",
        title=title,
        sentences=tuple(sentences),
        header=("Where", "What", "How", "Reach, times the usual"),
        rows=tuple(rows),
        fact_ids=tuple(dict.fromkeys(i for idea in ideas for i in idea.fact_ids)),
        notes=(say("content_note"),),
    )


def when(advice: PlatformAdvice, tables: Tables) -> Finding | None:
    """Say when to post, and how weak that is."""
    about = inside_of(advice) or [p for p in (first_of(advice),) if p is not None]
    known = [p for p in about if p.slots]
    if not about or not any(p.slots for p in advice.platforms):
        return None
    effect = rhythm_of(tables.advice, "all", "time_effect")
    if known:
        slot = known[0].slots[0]
        title = say("when_title", days=days_text(slot.days), begin=slot.from_hour)
    else:
        title = say("when_unknown", platform=about[0].name)
    sentences = []
    for platform in about:
        if platform.slots:
            best = platform.slots[0]
            sentences.append(
                say(
                    "when" if best.claims > 1 else "when_only",
                    platform=platform.name,
                    days=days_text(best.days),
                    begin=best.from_hour,
                    end=best.to_hour,
                    agree=best.agree,
                    claims=best.claims,
                )
            )
        life = platform.half_life_hours
        if life is not None and life.p50 >= _LONG_LIFE_HOURS:
            sentences.append(say("when_long", platform=platform.name, days=life.p50 / 24))
    sentences.append(say("when_test"))
    rows: list[tuple[Cell, ...]] = [
        (p.name, days_text(s.days), f"{s.from_hour} to {s.to_hour}", f"{s.agree} of {s.claims}")
        for p in public_of(advice)
        for s in p.slots
    ]
    return Finding(
        code="when",
        title=title,
        sentences=tuple(sentences),
        header=("Platform", "Days", "Local time", "Sources that name it"),
        rows=tuple(rows),
        fact_ids=tuple(
            dict.fromkeys(i for p in public_of(advice) for s in p.slots for i in s.fact_ids)
        ),
        notes=() if effect is None else (say("when_weak", share=effect.p95 - 1.0),),
    )


def replies(advice: PlatformAdvice) -> Finding | None:
    """Say what to answer the same day, and how long it takes."""
    if not advice.answering:
        return None
    same_day = [a.name[0].lower() + a.name[1:] for a in advice.answering if a.same_day]
    sentences = []
    minutes, watch = advice.reply_minutes_per_day, advice.watch_minutes_per_day
    if minutes is not None:
        sentences.append(say("replies_minutes", low=f"{minutes.p5:.0f}", high=f"{minutes.p95:.0f}"))
    elif not inside_of(advice):
        sentences.append(say("replies_none"))
    sentences.append(say("replies_watch", low=watch.p5, high=watch.p95))
    owner = [a.name[0].lower() + a.name[1:] for a in advice.answering if a.only_the_owner]
    if owner:
        sentences.append(say("replies_owner", names="; ".join(owner)))
    return Finding(
        code="replies",
        title=say("replies", names=listed(same_day)),
        sentences=tuple(sentences),
        header=("What is written", "Within hours", "Who", "How"),
        rows=tuple(
            (a.name, a.within_hours, "you" if a.only_the_owner else "you or your help", a.what)
            for a in advice.answering
        ),
        fact_ids=tuple(dict.fromkeys(i for a in advice.answering for i in a.fact_ids)),
    )
