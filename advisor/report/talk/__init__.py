"""The talk: ten slides that argue from today to a decision, each title its finding.

Results in, pages out; how pages look is the deck's matter.  Where nothing can be recommended the
talk is shorter and asks for another decision.
"""

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence

from advisor.errors import ProfileError
from advisor.explain.section import Page
from advisor.explain.talk_words import TALK
from advisor.profile import BusinessProfile
from advisor.report.talk.action import changes, decision, risks, weeks
from advisor.report.talk.choice import effect, options, recommendation
from advisor.report.talk.matter import Matter
from advisor.report.talk.today import costs, today
from advisor.results import Insight, Recommendation
from advisor.results.provenance import Provenance

_PAGES: Mapping[str, Callable[[Matter], Page]] = {
    "today": today, "costs": costs, "options": options, "recommendation": recommendation,
    "effect": effect, "changes": changes, "weeks": weeks, "risks": risks, "decision": decision,
}  # fmt: skip
_NEED_A_PLAN = ("options", "effect", "changes", "weeks")


def talk(
    r: Recommendation,
    insights: Mapping[str, Insight],
    *,
    evidence: Provenance | None = None,
    profile: BusinessProfile | None = None,
    date: datetime.date | None = None,
) -> tuple[Page, ...]:
    """Return the pages of the talk after its cover.

    Nine; five where nothing can be recommended.

    Parameters
    ----------
    insights : mapping of verb to Insight
        Those that there are; a page says less without them.
    evidence : Provenance, optional
        Without it no sources stand in the notes.
    profile : BusinessProfile, optional
        The answers: what is done today, in hours and money, and what was counted.
    date : date, optional
        The plan begins on the Monday after it; without it weeks are counted.
    """
    matter = Matter(r, insights, evidence, profile, date)
    wanted = [code for code in TALK if r.allocation or code not in _NEED_A_PLAN]
    return tuple(_PAGES[code](matter) for code in wanted)


def topics_read(r: Recommendation) -> tuple[str, ...]:
    """Return the verbs of the topics that the pages read; of the others nothing is in the talk."""
    managed = any(item.manager_hours_per_week for item in r.allocation)
    return ("strategies", "plan", "sensitivity", *(("manager",) if managed else ()))


def checked_sections(sections: Iterable[str]) -> tuple[str, ...]:
    """Return sections of the talk in the order of the argument, each once.

    `sections`: keys of ``TALK``.  Raises ``ProfileError`` if one is unknown, or there is none.

    Examples
    --------
    >>> checked_sections(["decision", "today", "today"])
    ('today', 'decision')
    """
    asked: Sequence[str] = list(sections)
    unknown = [code for code in asked if code not in TALK]
    if unknown or not asked:
        allowed = f"some of {', '.join(TALK)}"
        raise ProfileError("sections", ", ".join(unknown) or "none", allowed)
    return tuple(code for code in TALK if code in asked)
