"""From a recommendation and its insights to the one document: order, appendix, sources, logo."""

import dataclasses
import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from advisor.errors import ProfileError
from advisor.explain.called import called_among, called_in, typed_in
from advisor.explain.comparison_words import counted_by
from advisor.explain.export_words import prepared_words, title_for, version_words, words
from advisor.explain.ledger_words import basis_of
from advisor.explain.section import Page, Place, Section, Table
from advisor.insight import topics
from advisor.insight.topics import Topic
from advisor.profile import BusinessProfile
from advisor.report.closing import closing_sections, planned
from advisor.report.compared import compared_sections, section_of
from advisor.report.sections import ORDER, main_sections
from advisor.report.talk import talk, topics_read
from advisor.results import Insight, LedgerPage, Recommendation
from advisor.results.comparison import Comparison
from advisor.results.logo import Logo, checked_logo
from advisor.results.provenance import Provenance

_JOINERS = "\u200c\u200d"  # scripts of India and Iran are written with them


@dataclass(frozen=True)
class Document:
    """Everything a format needs: who it is for, how it looks, what it says, what it rests on.

    ``talk`` are the pages of a talk after its cover; every other format tells the sections.
    ``second`` is the colour beside the accent, "" for none.  ``actual`` is what is planned each
    month, for a workbook to set what came against: month, new customers a month, hours a week,
    money a month.
    """

    title: str
    who: str
    sections: tuple[Section, ...]
    versions: str
    currency: str
    accent: str
    date: datetime.date | None = None
    logo: Logo | None = None
    provenance: Provenance | None = None
    paper: Literal["a4", "us-letter"] = "a4"
    talk: tuple[Page, ...] = ()
    consultant: str = ""
    contact: str = ""
    second: str = ""
    actual: Table | None = None

    def of(self, *places: Place) -> tuple[Section, ...]:
        """Return the sections of some places, in order."""
        return tuple(section for section in self.sections if section.place in places)

    @property
    def prepared(self) -> str:
        """Who made it and how to reach them; empty where neither is known."""
        return prepared_words(self.consultant, self.contact)

    @property
    def date_text(self) -> str:
        """The date in words, empty when none was given."""
        return f"{self.date.day} {self.date:%B %Y}" if self.date else ""


def cleaned(value: Any) -> Any:
    """Return a document's part with every text in it free of control characters.

    `value`: text, tuple or dataclass; anything else is returned as it is.

    Examples
    --------
    >>> cleaned(("a" + chr(0) + "b", ("1" + chr(10) + "2",)))
    ('ab', ('1 2',))
    """
    if isinstance(value, str):
        kept = "".join(c for c in value if c.isprintable() or c.isspace() or c in _JOINERS)
        return " ".join(kept.split())
    if isinstance(value, tuple):
        return tuple(cleaned(part) for part in value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type | Logo):
        names = [f.name for f in dataclasses.fields(value)]
        return dataclasses.replace(value, **{name: cleaned(getattr(value, name)) for name in names})
    return value


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
    judged: LedgerPage | None = None,
    consultant: str = "",
    contact: str = "",
    second: str = "",
) -> Document:
    """Put the document together that every format is made of.

    `insights`: by the verbs of ``TOPICS``, any of them, shown in their order; "compare" for
    scenarios compared.  Raises ``AdvisorError`` if the logo or the colour cannot be used.
    """
    r = recommendation
    own = called_in(r).keeping(typed_in(profile.answers()) if profile else ())
    own = own.keeping(evidence.quoted if evidence else ())
    placed = [((section.code, 0), section) for section in own(main_sections(r))]
    pages, theirs = talk(r, insights, evidence=evidence, profile=profile, date=date), own
    comparison = insights.get("compare")
    if isinstance(comparison, Comparison):
        # Scenarios of another trade, or of several, keep the word that they were compared with.
        theirs = called_among(comparison)
        own = own.keeping(theirs.kept)
        counted = theirs(compared_sections(counted_by(comparison, basis_of(r))))
        placed += [(("answer", 1), section) for section in counted]
    pages = tuple((theirs if page.code == "options" else own)(page) for page in pages)
    for topic in topics.TOPICS:
        if topic.verb in insights:
            found = own(topic_sections(topic, insights[topic.verb], evidence))
            placed += [((topic.after, 1), section) for section in found]
    main = [(at, section) for at, section in placed if section.place == "main"]
    main.sort(key=lambda pair: (ORDER.index(pair[0][0]), pair[0][1]))  # stable
    sections = [section for _, section in main]
    sections += [section for _, section in placed if section.place != "main"]
    sections += own(closing_sections(r, evidence, judged))
    return Document(
        title=cleaned(title or title_for(r.name))[:_TITLE_LENGTH] or words("title"),
        who=cleaned(", ".join(part for part in (r.name, r.sector_name, r.place) if part)),
        sections=cleaned(tuple(sections)),
        versions=version_words(r),
        currency=r.currency,
        accent=checked_accent(accent),
        date=date,
        logo=None if logo is None else checked_logo(logo),
        provenance=own(evidence),
        paper="us-letter" if r.country in _LETTER_PAPER else "a4",
        talk=cleaned(pages),
        consultant=cleaned(consultant)[:_TITLE_LENGTH],
        contact=cleaned(contact)[:_TITLE_LENGTH],
        second=checked_accent(second) if second else "",
        actual=own(planned(r)) if r.allocation else None,
    )


def topics_in(r: Recommendation, document_format: str, *, appendix: bool = False) -> Sequence[str]:
    """Return the verbs of the topics that a document holds: nobody waits for any other."""
    if document_format == "ics":
        return ("plan",)
    if document_format == "pptx" and not appendix:
        return topics_read(r)
    return [topic.verb for topic in topics.TOPICS]


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
