"""The brief for the manager, who answers what, and the safeguards, from the answers."""

from collections.abc import Mapping

from advisor.catalogue import Prior, Tables
from advisor.explain.wording import percent, two_figures
from advisor.insight.hire import words
from advisor.insight.hire.result import BriefPart, Referral, Side
from advisor.insight.hire.words import say
from advisor.model.draws import Draws
from advisor.profile import BusinessProfile
from advisor.recommend.posting import rhythms
from advisor.results import Recommendation

_HOURS = ("hours a week", "hour a week")
_LIKES, _DISLIKES, _MIDDLE = 4, 2, 3  # steps of a personality answer


def _audience(profile: BusinessProfile) -> str:
    """Return whom the offer is for, as far as it was answered."""
    who = profile.audience
    lines = []
    if who.ages:
        lines.append(f"ages {', '.join(who.ages)}")
    if who.women_share is not None:
        lines.append(f"{percent(who.women_share)} women")
    lines += [", ".join(given) for given in (who.job_roles, who.interests) if given]
    if profile.sells_to == "firms":
        lines.append("firms")
    if not lines:
        return say("everyone")
    return say("audience", audience="; ".join(lines))


def _voice(profile: BusinessProfile) -> tuple[str, ...]:
    person = profile.personality
    camera = "hands" if (person.on_camera or _MIDDLE) <= _DISLIKES else "face"
    said = person.writing
    pen = () if said is None else ("writes" if said >= _LIKES else "speaks",)
    return tuple(say(code) for code in (camera, *pen, "say_so"))


def brief_of(
    r: Recommendation, profile: BusinessProfile, tables: Tables, draws: Draws, hired: Side | None
) -> tuple[BriefPart, ...]:
    """Return the brief in its parts, in the order in which a manager reads them."""
    figure = {name: found.value for name, found in tables.practice.items()}
    managed = [] if hired is None else [
        i for i in hired.allocation if i.manager_hours_per_week > 0
    ]  # fmt: skip
    runs = tuple(
        say(
            "channel_hours" if often.endswith(_HOURS) else "channel",
            name=i.name,
            hours=i.manager_hours_per_week,
            rhythm=often,
        )
        for i, often in zip(managed, rhythms(managed, tables, draws).values(), strict=True)
    )
    trial = say("trial", trial=figure["trial_months"], notice=figure["contract_notice_months"])
    terms = [say("accounts"), trial, say("handover")]
    if hired is not None and managed:
        hours, fee = hired.manager_hours, hired.manager_money
        terms.insert(0, say("fee", hours=hours, fee=fee, currency=r.currency))
    parts = {
        "business": (
            say("who" if r.name else "nameless", name=r.name, sector=r.sector_name, place=r.place),
            _audience(profile),
        ),
        "goal": (say("reach", reach=words.REACH[r.reach_goal]), say("wanted")),
        "channels": (*(runs or (say("none"),)), say("not_yours")),
        "material": (
            say("photos", photos=figure["photos_per_week"]),
            say("note", minutes=figure["voice_minutes_per_week"]),
            say("stories"),
        ),
        "voice": _voice(profile),
        "decides": tuple(say(k) for k in ("topics", "posts", "prices", "spend", "stop")),
        "reports": (say("report"), say("source")),
        "terms": tuple(terms),
    }
    return tuple(
        BriefPart(code=code, title=words.BRIEF[code], lines=lines) for code, lines in parts.items()
    )


def referrals_of(tables: Tables) -> tuple[Referral, ...]:
    """Return who answers what, the manager's matters and the owner's."""
    practice = tables.practice
    within = {name: found.value for name, found in practice.items()}
    within |= {row.situation: row.within_hours for row in tables.advice.replies}
    refer = two_figures(practice["refer_hours"].value)
    return tuple(
        Referral(
            matter=matter,
            answered_by=who,
            within_hours=within[figure],
            meanwhile=meanwhile.format(refer=refer),
        )
        for matter, who, figure, meanwhile in words.MATTERS.values()
    )


def safeguards_of(
    tables: Tables, priors: Mapping[str, Prior]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the safeguards as sentences, and the facts behind them."""
    fields = {
        "loss": percent(1 - priors["manager.generic_factor"].best),
        "kept": percent(1 - priors["manager.authenticity_factor"].best),
        "times": two_figures(tables.facts["O273"].value),
        "faces": two_figures(tables.facts["O527"].value),
    }
    sentences = tuple(text.format(**fields) for text, _ in words.SAFEGUARDS)
    return sentences, tuple(fact for _, facts in words.SAFEGUARDS for fact in facts)
