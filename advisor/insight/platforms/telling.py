"""The advice on platforms as findings: titles, sentences, tables, what is weak about them."""

from __future__ import annotations

from collections.abc import Sequence

from advisor.catalogue import Case, Tables
from advisor.explain.platforms_words import days_text, fit_words, listed, often, told
from advisor.explain.wording import exact, two_figures
from advisor.insight.platforms.posting import rhythm_of
from advisor.results import Cell, Finding, Range, Recommendation
from advisor.results.platforms import Platform, PlatformAdvice

_KM_PER_MILE = 1.609344
_LONG_LIFE_HOURS = 72.0
_USUAL_SHARE, _FEW_SHARE = 0.5, 0.3
_NAMED, _SURPRISING_JUMP = 3, 3


def findings_of(
    advice: PlatformAdvice, recommendation: Recommendation, case: Case, tables: Tables
) -> tuple[Finding, ...]:
    """Return the findings of an advice, most important first."""
    found = [
        _surprise(advice, recommendation, tables),
        _ranking(advice, tables),
        _audience(advice, recommendation, case),
        _page_size(advice, recommendation),
        _rhythm(advice, tables),
        _content(advice, case),
        _when(advice, tables),
        _replies(advice),
    ]
    return tuple(f for f in found if f is not None)


def _first(advice: PlatformAdvice) -> Platform | None:
    """Return the public platform that stands first and is open."""
    return next((p for p in advice.platforms if p.open and p.public), None)


def _public(advice: PlatformAdvice) -> list[Platform]:
    return [p for p in advice.platforms if p.open and p.public]


def _inside(advice: PlatformAdvice) -> list[Platform]:
    return [p for p in advice.platforms if p.in_mix]


def _numbers(values: Range | None) -> tuple[Cell, Cell, Cell]:
    return (None, None, None) if values is None else (values.p5, values.p50, values.p95)


def _yearly(values: Range | None) -> tuple[Cell, Cell, Cell]:
    if values is None:
        return None, None, None
    return 12 * values.p5, 12 * values.p50, 12 * values.p95


def _surprise(advice: PlatformAdvice, r: Recommendation, tables: Tables) -> Finding:
    code, first = advice.surprise.code, _first(advice)
    by_name = {p.channel: p for p in advice.platforms}
    habit = by_name.get(advice.surprise.habit)
    sentences: list[str] = []
    if first is not None and habit is not None and code == "other_platform":
        sentences.append(
            told(
                "habit_known",
                habit=habit.name,
                habit_share=habit.habit_share,
                platform=first.name,
                platform_share=first.habit_share,
            )
        )
    if code in ("no_platform", "list_only"):
        carried = sorted((c for c in r.channels if c.in_mix), key=lambda c: (-c.score, c.channel))
        sentences.append(told("carried_by", names=listed([c.name for c in carried[:_NAMED]])))
    if first is not None and code in ("no_platform", "list_only", "nothing_yet"):
        sentences.append(told("if_at_all", platform=first.name, score=first.score))
        if first.habit_share < _FEW_SHARE:
            sentences.append(told("if_unusual", share=first.habit_share))
        if first.reasons:
            reason = first.reasons[0].sentence
            sentences.append(told("reason_of", platform=first.name, sentence=reason))
    open_ones = _public(advice)
    climbs = [(p.habit_rank - k - 1, p, k + 1) for k, p in enumerate(open_ones) if p is not first]
    jump, climber, place = max(climbs, key=lambda c: c[0], default=(0, None, 0))
    if climber is not None and jump >= _SURPRISING_JUMP and place <= _NAMED:
        sentences.append(
            told(
                "climber",
                platform=climber.name,
                place=place,
                count=len(open_ones),
                share=climber.habit_share,
            )
        )
    left = [p.name for p in open_ones if not p.in_mix and p.habit_share >= _USUAL_SHARE]
    if left:
        sentences.append(told("habit_out", names=listed(left), share=_USUAL_SHARE))
    widest = max(_public(advice), key=lambda p: p.audience_share.p50, default=None)
    if widest is not None and first is not None and code != "nothing_yet":
        told_code = "widest_first" if widest is first else "widest"
        sentences.append(told(told_code, platform=widest.name, share=widest.audience_share.p50))
    shown = sorted(_public(advice), key=lambda p: p.habit_rank)
    habits = [h for h in tables.advice.habits if h.platform in by_name]
    guessed = [by_name[h.platform].name for h in habits if not h.fact_ids]
    return Finding(
        code=f"surprise_{code}",
        title=advice.surprise.sentence,
        sentences=tuple(sentences),
        header=("Platform", "Small firms there, %", "Your customers there, %", "Points of 100"),
        rows=tuple(
            (p.name, 100 * p.habit_share, 100 * p.audience_share.p50, p.score) for p in shown
        ),
        fact_ids=tuple(dict.fromkeys(i for h in habits for i in h.fact_ids)),
        notes=(told("habit_note", names=listed(guessed)),) if guessed else (),
    )


def _ranking(advice: PlatformAdvice, tables: Tables) -> Finding:
    inside = [p.name for p in _inside(advice)]
    open_ones = [p for p in advice.platforms if p.open]
    if inside:
        title = told("ranking_in", names=listed(inside))
    else:
        title = told("ranking_none", count=len(open_ones))
    sentences = [
        told("ranking_reason", name=p.name, sentence=p.reasons[0].sentence)
        for p in (*_inside(advice), *[p for p in open_ones if not p.in_mix][:_NAMED])
        if p.reasons
    ]
    closed = [p.name for p in advice.platforms if not p.open]
    if closed:
        sentences.append(told("closed", names=listed(closed)))
    notes = [
        told("retired", name=c.name, successor=tables.channels[c.successor].name)
        for c in tables.channels.values()
        if c.retired and c.family == "organic" and c.successor in tables.channels
    ]
    return Finding(
        code="ranking",
        title=title,
        sentences=tuple(sentences),
        header=(
            "Platform",
            "In the mix",
            "Points of 100",
            "Fit",
            "Times",
            "Hours a week",
            "Customers a year, low",
            "middle",
            "high",
        ),
        rows=tuple(
            (
                p.name,
                "yes" if p.in_mix else "no",
                p.score,
                fit_words(p.fit),
                p.fit,
                p.hours_per_week,
                *_yearly(p.customers),
            )
            for p in open_ones
        ),
        notes=(told("fit_note"), *notes),
    )


def _audience(advice: PlatformAdvice, r: Recommendation, case: Case) -> Finding | None:
    shown = sorted(
        (p for p in advice.platforms if p.open), key=lambda p: (-p.audience_share.p50, p.channel)
    )
    if not shown:
        return None
    widest, share = shown[0], shown[0].audience_share
    first = _first(advice)
    about = first if first is not None else widest
    km = r.distance_unit == "km"
    sentences = [
        told(
            "audience_people",
            low=about.people.p5,
            high=about.people.p95,
            distance=case.catchment_miles * (_KM_PER_MILE if km else 1.0),
            unit="km" if km else "miles",
            near_low=about.people_near.p5,
            near_high=about.people_near.p95,
        )
    ]
    if about is not widest:
        sentences[0] = f"{about.name}: {sentences[0][0].lower()}{sentences[0][1:]}"
    if case.attributes.get("to_firms", 0.0) > _USUAL_SHARE:
        sentences.append(told("audience_firms"))
    more = [p for p in _public(advice) if p.adds is not None]
    if first is not None and more:
        second = more[0]
        sentences.append(
            told("adds", first=first.name, second=second.name, share=second.adds or 0.0)
        )
    notes = [told("use_note")]
    if case.country != "US":
        notes.append(told("abroad_note"))
    return Finding(
        code="audience",
        title=told(
            "audience",
            platform=widest.name,
            low=f"{100 * share.p5:.0f}",
            high=f"{100 * share.p95:.0f} %",
        ),
        sentences=tuple(sentences),
        header=("Platform", "Low", "Middle", "High"),
        rows=tuple(
            (
                p.name,
                100 * p.audience_share.p5,
                100 * p.audience_share.p50,
                100 * p.audience_share.p95,
            )
            for p in shown
        ),
        picture="ranges",
        unit="% of your customers",
        notes=tuple(notes),
    )


def _page_size(advice: PlatformAdvice, r: Recommendation) -> Finding | None:
    first = _first(advice)
    if first is None or not advice.page_sizes or first.hours_per_week is None:
        return None
    today = next(s for s in advice.page_sizes if s.followers == first.followers)
    more = next((s for s in advice.page_sizes if s.followers > max(first.followers, 1.0)), None)
    fields: dict[str, float | str] = {
        "platform": first.name,
        "low": today.people_reached.p5,
        "high": today.people_reached.p95,
        "hours": exact(first.hours_per_week),
    }
    if first.followers > 0:
        title = told("page_now", followers=f"{first.followers:,.0f}", **fields)
    else:
        title = told("page_new", **fields)
    sentences = []
    if more is not None:
        sentences.append(
            told(
                "page_more",
                followers=f"{more.followers:,.0f}",
                low=more.people_reached.p5,
                high=more.people_reached.p95,
            )
        )
    if first.people_aware is not None and first.customers is not None:
        sentences += [
            told("page_aware", low=first.people_aware.p5, high=first.people_aware.p95),
            told(
                "page_customers",
                low=12 * first.customers.p5,
                middle=12 * first.customers.p50,
                high=12 * first.customers.p95,
            ),
        ]
    return Finding(
        code="page_size",
        title=title,
        sentences=tuple(sentences),
        header=("Followers", "Low", "Middle", "High"),
        rows=tuple((f"{s.followers:,.0f}", *_numbers(s.people_reached)) for s in advice.page_sizes),
        picture="ranges",
        unit=f"people a month on {first.name}",
        notes=(told("page_note", months=r.horizon_months),),
    )


def _rhythm(advice: PlatformAdvice, tables: Tables) -> Finding | None:
    shown = [p for p in advice.platforms if p.open and p.posts_per_week is not None]
    order = sorted(shown, key=lambda p: (not p.in_mix, not p.public))
    first = next(iter(order), None)
    if first is None or first.posts_per_week is None:
        return None
    posts = first.posts_per_week.p50
    flat = first.flat_posts
    most = rhythm_of(tables.advice, first.channel, "most_posts")
    wanted = posts if flat is None else min(posts, flat)
    if most is not None and wanted >= most.p50:
        title = told("rhythm_capped", often=often(wanted), platform=first.name)
    else:
        title = told(
            "rhythm" if first.in_mix else "rhythm_none",
            often=often(wanted),
            platform=first.name,
            flat="what was looked at" if flat is None else two_figures(flat),
        )
    sentences = [
        told(
            "rhythm_hours",
            hours=exact(first.hours_per_week or 0.0),
            low=first.posts_per_week.p5,
            high=first.posts_per_week.p95,
        )
    ]
    small = first.small_pages_post
    if small is not None:
        sentences.append(told("rhythm_small", low=small.p5, high=small.p95))
    if first.flat_hours is not None:
        sentences.append(told("rhythm_more", hours=first.flat_hours, platform=first.name))
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
        header=(
            "Platform",
            "Hours a week",
            "Posts a week, low",
            "middle",
            "high",
            "Flat from",
            "Small pages post",
        ),
        rows=tuple(
            (
                p.name,
                p.hours_per_week,
                *_numbers(p.posts_per_week),
                p.flat_posts,
                None if p.small_pages_post is None else p.small_pages_post.p50,
            )
            for p in shown
        ),
        fact_ids=tuple(dict.fromkeys(facts)),
        notes=() if part is None else (told("rhythm_how", share=part.p50),),
    )


def _content(advice: PlatformAdvice, case: Case) -> Finding | None:
    if not advice.subjects:
        return None
    names = [i.name[0].lower() + i.name[1:] for i in advice.subjects]
    if len(names) > 1:
        title = told("content", first=names[0], second=names[1])
    else:
        title = told("content_one", first=names[0])
    sentences: list[str] = []
    about: Sequence[Platform] = _inside(advice) or [p for p in (_first(advice),) if p is not None]
    for platform in about:
        form = next(iter(platform.forms), None)
        if form is not None:
            code = "content_form" if form.factor is not None else "content_unknown"
            sentences.append(
                told(code, platform=platform.name, name=form.name[0].lower() + form.name[1:])
            )
    if any(not form.suits for p in about for form in p.forms):
        sentences.append(told("content_camera"))
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
        notes=(told("content_note"),),
    )


def _when(advice: PlatformAdvice, tables: Tables) -> Finding | None:
    about = [p for p in _inside(advice) if p.slots] or [
        p for p in (_first(advice),) if p is not None and p.slots
    ]
    if not about:
        return None
    effect = rhythm_of(tables.advice, "all", "time_effect")
    slot = about[0].slots[0]
    sentences = []
    for platform in about:
        best = platform.slots[0]
        sentences.append(
            told(
                "when",
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
            sentences.append(told("when_long", platform=platform.name, hours=life.p50))
    sentences.append(told("when_test"))
    rows: list[tuple[Cell, ...]] = [
        (p.name, days_text(s.days), f"{s.from_hour} to {s.to_hour}", f"{s.agree} of {s.claims}")
        for p in _public(advice)
        for s in p.slots
    ]
    return Finding(
        code="when",
        title=told("when_title", days=days_text(slot.days), begin=slot.from_hour),
        sentences=tuple(sentences),
        header=("Platform", "Days", "Local time", "Sources that name it"),
        rows=tuple(rows),
        fact_ids=tuple(
            dict.fromkeys(i for p in _public(advice) for s in p.slots for i in s.fact_ids)
        ),
        notes=() if effect is None else (told("when_weak", share=effect.p95 - 1.0),),
    )


def _replies(advice: PlatformAdvice) -> Finding | None:
    if not advice.answering:
        return None
    same_day = [a.name[0].lower() + a.name[1:] for a in advice.answering if a.same_day]
    sentences = []
    minutes, watch = advice.reply_minutes_per_day, advice.watch_minutes_per_day
    if minutes is not None:
        sentences.append(told("replies_minutes", low=minutes.p5, high=minutes.p95))
    elif not _inside(advice):
        sentences.append(told("replies_none"))
    sentences.append(told("replies_watch", low=watch.p5, high=watch.p95))
    owner = [a.name[0].lower() + a.name[1:] for a in advice.answering if a.only_the_owner]
    if owner:
        sentences.append(told("replies_owner", names=listed(owner)))
    return Finding(
        code="replies",
        title=told("replies", names=listed(same_day)),
        sentences=tuple(sentences),
        header=("What is written", "Within hours", "Who", "How"),
        rows=tuple(
            (a.name, a.within_hours, "you" if a.only_the_owner else "you or your help", a.what)
            for a in advice.answering
        ),
        fact_ids=tuple(dict.fromkeys(i for a in advice.answering for i in a.fact_ids)),
    )
