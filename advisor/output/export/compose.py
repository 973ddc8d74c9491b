"""From a recommendation and its insights to the one document: order, appendix, sources, logo."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping

from advisor.errors import ProfileError
from advisor.explain.comparison_words import counted_by
from advisor.explain.export_words import title_for, version_words, words
from advisor.explain.ledger_words import basis_of
from advisor.explain.section import Place, Section
from advisor.insight import topics
from advisor.insight.topics import Topic
from advisor.output.export.document import Document, cleaned
from advisor.profile import BusinessProfile
from advisor.report.closing import closing_sections, planned
from advisor.report.compared import compared_sections
from advisor.report.found import section_of
from advisor.report.sections import ORDER, main_sections
from advisor.report.talk import talk
from advisor.results import Insight, Recommendation
from advisor.results.comparison import Comparison
from advisor.results.logo import checked_logo
from advisor.results.provenance import Provenance

ACCENT = "#0B6E69"
_TITLE_LENGTH = 120
_LETTER_PAPER = ("US", "CA", "MX", "PH", "CL", "CO", "PR")


def checked_accent(accent: str | None) -> str:
    """Return a colour as #rrggbb, the house's own where none is given.

    Raises ``ProfileError`` if it is no such colour.

    Examples
    --------
    >>> checked_accent(None), checked_accent("#AbCdEf")
    ('#0B6E69', '#ABCDEF')
    """
    if accent is None:
        return ACCENT
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", accent):
        raise ProfileError("accent", accent, 'a colour like "#1a7f5a"')
    return accent.upper()


def compose(
    recommendation: Recommendation,
    insights: Mapping[str, Insight],
    *,
    title: str | None = None,
    logo: bytes | None = None,
    accent: str | None = None,
    evidence: Provenance | None = None,
    date: datetime.date | None = None,
    profile: BusinessProfile | None = None,
    consultant: str = "",
    contact: str = "",
    second: str = "",
) -> Document:
    """Put the document together that every format is made of.

    `insights`: by the verbs of ``TOPICS``, any of them, shown in their order; "compare" for
    scenarios compared.  Raises ``AdvisorError`` if the logo or the colour cannot be used.
    """
    r = recommendation
    placed = [((section.code, 0), section) for section in main_sections(r)]
    comparison = insights.get("compare")
    if isinstance(comparison, Comparison):
        counted = counted_by(comparison, basis_of(r))
        placed += [(("answer", 1), section) for section in compared_sections(counted)]
    for topic in topics.TOPICS:
        if topic.verb in insights:
            found = topic_sections(topic, insights[topic.verb], evidence)
            placed += [((topic.after, 1), section) for section in found]
    main = [(at, section) for at, section in placed if section.place == "main"]
    main.sort(key=lambda pair: (ORDER.index(pair[0][0]), pair[0][1]))  # stable
    sections = [section for _, section in main]
    sections += [section for _, section in placed if section.place != "main"]
    sections += closing_sections(r, evidence)
    return Document(
        title=cleaned(title or title_for(r.name))[:_TITLE_LENGTH] or words("title"),
        who=cleaned(", ".join(part for part in (r.name, r.sector_name, r.place) if part)),
        sections=cleaned(tuple(sections)),
        versions=version_words(r),
        currency=r.currency,
        accent=checked_accent(accent),
        date=date,
        logo=None if logo is None else checked_logo(logo),
        provenance=evidence,
        paper="us-letter" if r.country in _LETTER_PAPER else "a4",
        talk=cleaned(talk(r, insights, evidence=evidence, profile=profile, date=date)),
        consultant=cleaned(consultant)[:_TITLE_LENGTH],
        contact=cleaned(contact)[:_TITLE_LENGTH],
        second=checked_accent(second) if second else "",
        actual=planned(r) if r.allocation else None,
    )


def topic_sections(topic: Topic, insight: Insight, evidence: Provenance | None) -> list[Section]:
    """Return an insight's findings as sections, each where it belongs."""
    found = []
    for k, finding in enumerate(insight.findings):
        place: Place = "appendix" if k or topic.closer else "main"
        if finding.code in topic.also:
            place = "main"
        elif finding.code in topic.data:
            place = "data"
        numbers = evidence.numbers(finding.fact_ids) if evidence else ()
        found.append(section_of(finding, topic.part, place, numbers))
    order = {code: k for k, code in enumerate(topic.ahead)}
    return sorted(found, key=lambda section: order.get(section.code, len(order)))
