"""The first screen on platforms: which, how often and with what; or why none."""

from collections.abc import Iterable

from advisor.explain.gist import CHANGE, INSTEAD, NAMED, WHY, Gist, change_text, lower_first, say
from advisor.explain.names import listed, named
from advisor.insight.platforms.result import Platform, PlatformAdvice
from advisor.insight.platforms.words import often, posts_worth
from advisor.results import Recommendation

_SAID = 2  # subjects and occasions in a sentence
_MOST = 0.5  # of small firms


def platforms_gist(advice: PlatformAdvice, r: Recommendation) -> Gist:
    """Return which platforms, how often and with what; or why none."""
    inside = [p for p in advice.platforms if p.in_mix and p.public]
    title = advice.surprise.sentence
    if not inside:
        return Gist(title, tuple(_no_platform(advice, r)))
    points = []
    if advice.subjects:
        shown = "; ".join(lower_first(i.name) for i in advice.subjects[:_SAID])
        points.append(("Show", f"{shown}."))
    today = [lower_first(a.name) for a in advice.answering if a.same_day][:_SAID]
    if today:
        points.append(("Answer the same day when", f"{', or '.join(today)}."))
    usual = [p for p in advice.platforms if p.habit_share >= _MOST]
    left = [p.name for p in usual if p.open and not p.in_mix]
    if left:
        points.append(("Leave for now", f"{listed(left)}."))
    rows = tuple(
        (p.name, _rhythm(p), lower_first(p.forms[0].name) if p.forms else "–")
        for p in inside[:NAMED]
    )
    return Gist(title, tuple(points), ("Platform", "Post", "What carries farthest"), rows)


def _rhythm(p: Platform) -> str:
    return (
        "–" if p.posts_per_week is None else often(posts_worth(p.posts_per_week.p50, p.flat_posts))
    )


def _no_platform(advice: PlatformAdvice, r: Recommendation) -> Iterable[tuple[str, str]]:
    nearest = next((p for p in advice.platforms if p.open and p.public), None)
    if nearest is not None and nearest.reasons:
        sentence = nearest.reasons[0].sentence
        yield WHY, say("nearest", name=nearest.name, sentence=sentence)
    if r.carrying:
        yield INSTEAD, f"{named([c.name for c in r.carrying[:NAMED]])}."
    if nearest is not None:
        yield CHANGE, change_text(nearest.name, nearest.reasons)
