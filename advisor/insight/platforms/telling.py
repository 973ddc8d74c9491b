"""The advice on platforms as findings: titles, sentences, tables, what is weak about them."""

from advisor.catalogue import Case, Tables
from advisor.explain.names import listed, named
from advisor.explain.wording import distance, exact, span_text, yearly_text
from advisor.insight.platforms.result import PlatformAdvice
from advisor.insight.platforms.routine import (
    content,
    first_of,
    inside_of,
    public_of,
    replies,
    rhythm,
    when,
)
from advisor.insight.platforms.words import fit_words, say
from advisor.results import Finding, Recommendation

_USUAL_SHARE, _FEW_SHARE = 0.5, 0.3  # of small firms: what "most" and "few" say here
_NAMED, _SURPRISING_JUMP = 3, 3  # names in a row; ranks between habit and worth

_INSIDE = 50.0  # a score above it means in the mix
_LIST = " list"  # a list of contacts is kept on the platform of that name


def findings_of(
    advice: PlatformAdvice, recommendation: Recommendation, case: Case, tables: Tables
) -> tuple[Finding, ...]:
    """Return the findings of an advice, most important first."""
    found = [
        _surprise(advice, recommendation, tables),
        _ranking(advice, tables),
        _audience(advice, recommendation, case),
        _people(advice, recommendation, case),
        _page_size(advice, recommendation),
        rhythm(advice, tables),
        content(advice),
        when(advice, tables),
        replies(advice),
    ]
    return tuple(f for f in found if f is not None)


def _surprise(advice: PlatformAdvice, r: Recommendation, tables: Tables) -> Finding:
    code, first = advice.surprise.code, first_of(advice)
    by_name = {p.channel: p for p in advice.platforms}
    habit = by_name.get(advice.surprise.habit)
    sentences: list[str] = []
    if first is not None and habit is not None and code == "other_platform":
        sentences.append(
            say(
                "habit_known",
                habit=habit.name,
                habit_share=habit.habit_share,
                platform=first.name,
                platform_share=first.habit_share,
            )
        )
    if code in ("no_platform", "list_only"):
        carried = [c for c in r.ranked if c.in_mix]
        sentences.append(say("carried_by", names=named([c.name for c in carried[:_NAMED]])))
    if first is not None and code in ("no_platform", "list_only", "nothing_yet"):
        sentences.append(say("if_at_all", platform=first.name, score=first.score))
        if first.habit_share < _FEW_SHARE:
            sentences.append(say("if_unusual", share=first.habit_share))
        if first.reasons:
            reason = first.reasons[0].sentence
            sentences.append(say("reason_of", platform=first.name, sentence=reason))
    open_ones = public_of(advice)
    climbs = [
        (p.habit_rank - k - 1, p, k + 1)
        for k, p in enumerate(open_ones)
        if p is not first and p.habit_share < _FEW_SHARE
    ]
    jump, climber, place = max(climbs, key=lambda c: c[0], default=(0, None, 0))
    if climber is not None and jump >= _SURPRISING_JUMP and place <= _NAMED:
        sentences.append(
            say(
                "climber",
                platform=climber.name,
                place=place,
                count=len(open_ones),
                share=climber.habit_share,
            )
        )
    usual = sorted(open_ones, key=lambda p: p.habit_rank)
    left = [p.name for p in usual if not p.in_mix and p.habit_share >= _USUAL_SHARE]
    if left:
        sentences.append(say("habit_out", names=named(left)))
    widest = max(public_of(advice), key=lambda p: p.audience_share.p50, default=None)
    if widest is not None and first is not None and code != "nothing_yet":
        which = "widest_first" if widest is first else "widest"
        name = widest.name.removesuffix(_LIST)
        sentences.append(say(which, platform=name, share=widest.audience_share.p50))
    shown = sorted(public_of(advice), key=lambda p: p.habit_rank)
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
        notes=(say("habit_note", names=listed(guessed)),) if guessed else (),
    )


def _ranking(advice: PlatformAdvice, tables: Tables) -> Finding:
    inside = [p.name for p in inside_of(advice)]
    open_ones = [p for p in advice.platforms if p.open]
    if inside:
        title = say("ranking_in", names=listed(inside))
    else:
        title = say("ranking_none", count=len(open_ones))
    sentences = [
        say("ranking_reason", name=p.name, sentence=p.reasons[0].sentence)
        for p in (*inside_of(advice), *[p for p in open_ones if not p.in_mix][:_NAMED])
        if p.reasons
    ]
    closed = [p.name for p in advice.platforms if not p.open]
    if closed:
        sentences.append(say("closed", names=listed(closed)))
    notes = [
        say("retired", name=c.name, successor=tables.channels[c.successor].name)
        for c in tables.channels.values()
        if c.retired and c.family == "organic" and c.successor in tables.channels
    ]
    return Finding(
        code="ranking",
        title=title,
        sentences=tuple(sentences),
        header=("Platform", "Points of 100", "Small firms there, %", "Fit", "Customers a year"),
        rows=tuple(
            (
                p.name, p.score, 100 * p.habit_share, fit_words(p.fit),
                p.customers and p.customers.times(12),
            )
            for p in open_ones
        ),
        picture="bars" if open_ones else "none",
        drawn=(1, 2),
        mark=_INSIDE,
        unit="of 100",
        notes=(say("fit_note"), *notes),
    )  # fmt: skip


def _audience(advice: PlatformAdvice, r: Recommendation, case: Case) -> Finding | None:
    shown = sorted(
        (p for p in advice.platforms if p.open), key=lambda p: (-p.audience_share.p50, p.channel)
    )
    if not shown:
        return None
    widest, share = shown[0], shown[0].audience_share
    first = first_of(advice)
    about = first if first is not None else widest
    sentences = [
        say(
            "audience_people",
            low=about.people.p5,
            high=about.people.p95,
            distance=distance(case.catchment_miles, r.distance_unit),
            near_low=about.people_near.p5,
            near_high=about.people_near.p95,
        )
    ]
    if about is not widest:
        sentences[0] = f"{about.name}: {sentences[0][0].lower()}{sentences[0][1:]}"
    if case.attributes.get("to_firms", 0.0) > _USUAL_SHARE:
        sentences.append(say("audience_firms"))
    more = [p for p in public_of(advice) if p.adds is not None]
    if first is not None and more:
        second = more[0]
        sentences.append(
            say("adds", first=first.name, second=second.name, share=second.adds or 0.0)
        )
    notes = [say("use_note")]
    if case.country != "US":
        notes.append(say("abroad_note"))
    return Finding(
        code="audience",
        title=say(
            "audience",
            platform=widest.name.removesuffix(_LIST),
            low=f"{100 * share.p5:.0f}",
            high=f"{100 * share.p95:.0f} %",
        ),
        sentences=tuple(sentences),
        header=("Platform", ""),
        rows=tuple((p.name, p.audience_share.times(100)) for p in shown),
        picture="ranges",
        unit="% of your customers",
        notes=tuple(notes),
    )


def _people(advice: PlatformAdvice, r: Recommendation, case: Case) -> Finding | None:
    """Return how many people who could buy are on each platform, in the goal and near by."""
    shown = sorted(
        (p for p in advice.platforms if p.open), key=lambda p: (-p.people.p50, p.channel)
    )
    if not shown:
        return None
    most, near = shown[0], distance(case.catchment_miles, r.distance_unit)
    return Finding(
        code="audience_people",
        title=say(
            "audience_counts",
            platform=most.name.removesuffix(_LIST),
            low=most.people.p5,
            high=most.people.p95,
        ),
        header=("Platform", "People in your reach goal who could buy", f"Within {near} of you"),
        rows=tuple((p.name, p.people, p.people_near) for p in shown),
        notes=(say("use_note"),),
    )


def _page_size(advice: PlatformAdvice, r: Recommendation) -> Finding | None:
    first = first_of(advice)
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
        title = say("page_now", followers=f"{first.followers:,.0f}", **fields)
    else:
        title = say("page_new", **fields)
    sentences = []
    if more is not None:
        sentences.append(
            say(
                "page_more",
                followers=f"{more.followers:,.0f}",
                low=more.people_reached.p5,
                high=more.people_reached.p95,
            )
        )
    if first.people_aware is not None and first.customers is not None:
        sentences += [
            say("page_aware", range=span_text(first.people_aware)),
            say(
                "page_customers",
                customers=yearly_text(first.customers.times(12), "new customers a year"),
            ),
        ]
    return Finding(
        code="page_size",
        title=title,
        sentences=tuple(sentences),
        header=("Followers", ""),
        rows=tuple((f"{s.followers:,.0f}", s.people_reached) for s in advice.page_sizes),
        picture="ranges",
        unit=f"people a month on {first.name}",
        notes=(say("page_note", months=r.horizon_months),),
    )
