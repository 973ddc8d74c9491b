"""From a recommendation and its insights to the one document: order, appendix, sources, logo."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping

from advisor.errors import ProfileError
from advisor.explain.assumed_words import assumed_basis, assumed_name, assumed_value
from advisor.explain.export_words import PARTS, version_words, words
from advisor.explain.names import FAMILIES
from advisor.explain.section import Column, Place, Section, Table
from advisor.insight import topics
from advisor.insight.topics import Topic
from advisor.output.export.document import Document, cleaned
from advisor.profile import BusinessProfile
from advisor.report.captions import in_order
from advisor.report.found import section_of
from advisor.report.sections import ORDER, main_sections, mix_parts, month_columns
from advisor.report.talk import talk
from advisor.results import Cell, Insight, Recommendation
from advisor.results.logo import checked_logo
from advisor.results.provenance import Provenance

ACCENT = "#0B6E69"
_TITLE_LENGTH = 120
_LETTER_PAPER = ("US", "CA", "MX", "PH", "CL", "CO", "PR")


def checked_accent(accent: str | None) -> str:
    """Return a colour as #rrggbb, the house's own where none is given.

    Raises
    ------
    ProfileError
        If it is no such colour.

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
) -> Document:
    """Put the document together that every format is made of.

    Parameters
    ----------
    insights : mapping of verb to Insight
        By the verbs of ``TOPICS``, any of them; shown in their order.
    title : str, optional
        Default: "Marketing strategy for" the name.
    evidence : Provenance, optional
        Without it no sources are printed.
    date : date, optional
        Printed, and the creation date inside the files; without it none is printed.
    profile : BusinessProfile, optional
        The answers; the talk tells by them what is done today.

    Raises
    ------
    AdvisorError
        If the logo or the colour cannot be used.
    """
    r = recommendation
    told = [((section.code, 0), section) for section in main_sections(r)]
    for topic in topics.TOPICS:
        if topic.verb in insights:
            found = topic_sections(topic, insights[topic.verb], evidence)
            told += [((topic.after, 1), section) for section in found]
    main = [(at, section) for at, section in told if section.place == "main"]
    main.sort(key=lambda pair: (ORDER.index(pair[0][0]), pair[0][1]))  # stable
    sections = [section for _, section in main]
    sections += [section for _, section in told if section.place != "main"]
    sections += _closing(r, evidence)
    default = words("title_for", name=r.name) if r.name else words("title")
    return Document(
        title=cleaned(title or default)[:_TITLE_LENGTH] or words("title"),
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
        actual=_planned(r) if r.allocation else None,
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


def _closing(r: Recommendation, evidence: Provenance | None) -> list[Section]:
    """Return what stands at the end: assumptions, data, figures in use, sources."""
    found = [_assumed(r)] if r.assumptions else []
    if r.allocation:
        found.append(_months(r))
        found.append(Section("parts", PARTS["parts"], words("parts_title"),
                             table=mix_parts(tuple(in_order(r))), place="data"))  # fmt: skip
    found.append(_channels(r))
    if evidence is not None:
        found += [_figures(evidence), _sources(evidence)]
    return found


def _assumed(r: Recommendation) -> Section:
    rows = tuple(
        (
            assumed_name(a.field),
            assumed_value(a, r.currency, r.distance_unit),
            assumed_basis(a, r.distance_unit),
        )
        for a in r.assumptions
    )
    table = Table((Column("Answer"), Column("Assumed"), Column("Because")), rows)
    return Section("assumed", PARTS["assumed"], words("assumed_title", count=len(rows)),
                   (words("assumed_note"),), table=table, place="appendix")  # fmt: skip


def _months(r: Recommendation) -> Section:
    cash = r.payback.range_by_month
    columns = (*month_columns(r), Column(f"Gross profit minus money, {r.currency}, added up",
                                         r.currency))  # fmt: skip
    rows = tuple(
        (float(m.month), m.customers, m.gross_profit, m.people_aware,
         cash[k] if k < len(cash) else None)
        for k, m in enumerate(r.by_month)
    )  # fmt: skip
    return Section("months", PARTS["months"], words("months_title"),
                   table=Table(columns, rows), place="data")  # fmt: skip


def _planned(r: Recommendation) -> Table:
    """Return what each month is planned to bring and to take, what has not begun left out."""
    columns = (Column("Month", exact=True), Column("New customers planned", "customers a month"),
               Column("Hours", "hours a week", exact=True),
               Column("Money", f"{r.currency} a month", whole=True))  # fmt: skip
    rows: list[tuple[Cell, ...]] = []
    for month in r.by_month:
        running = [i for i in r.allocation if i.start_month <= month.month]
        hours = sum(i.hours_per_week + i.staff_hours_per_week for i in running)
        money = sum(i.money_per_month for i in running)
        rows.append((float(month.month), month.customers, hours, money))
    return Table(columns, tuple(rows))


def _channels(r: Recommendation) -> Section:
    ranked = sorted(r.channels, key=lambda c: (-c.score, c.channel))
    columns = (Column("Channel"), Column("Kind"), Column("Now"), Column("Score, 0 to 100", "score"),
               Column("Chosen in, % of worlds", "%"), Column("Why"))  # fmt: skip
    rows = tuple(
        (
            c.name, FAMILIES[c.family], "in the mix" if c.in_mix else "not now", c.score,
            None if c.share_of_worlds is None else 100 * c.share_of_worlds,
            c.reasons[0].sentence if c.reasons else "",
        )
        for c in ranked
    )  # fmt: skip
    inside = sum(c.in_mix for c in ranked)
    return Section("channels", PARTS["channels"],
                   words("channels_title", inside=inside, count=len(ranked)),
                   table=Table(columns, rows), place="data")  # fmt: skip


def _figures(evidence: Provenance) -> Section:
    columns = (Column("Channel"), Column("Figure"), Column("In use"), Column("Unit"),
               Column("Grade"), Column("Why"), Column("Sources"))  # fmt: skip
    rows = tuple(
        (f.name, f.quantity, f.values, f.unit, f.grade, f.reasoning,
         ", ".join(map(str, f.sources)))
        for f in evidence.figures
    )  # fmt: skip
    return Section("figures", PARTS["figures"], words("figures_title", count=len(rows)),
                   (words("figures_note"),), table=Table(columns, rows),
                   place="appendix")  # fmt: skip


def _sources(evidence: Provenance) -> Section:
    columns = (Column("Number", exact=True), Column("Title"), Column("Grade"), Column("Address"))
    rows = tuple((float(s.number), s.title, ", ".join(s.grades), s.url) for s in evidence.sources)
    return Section("sources", PARTS["sources"], words("sources_title", count=len(rows)),
                   (words("sources_note"),), table=Table(columns, rows),
                   place="appendix")  # fmt: skip
