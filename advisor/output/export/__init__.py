"""One document from one recommendation, in seven formats that say the same.

``export`` is the only entry: the command line, the pages and the store call it.  Nothing here asks
the network; the same input and date give the same bytes.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from advisor.errors import AdvisorError, ProfileError
from advisor.explain.export_words import prepared_words
from advisor.profile import BusinessProfile
from advisor.results import Insight, LedgerPage, Recommendation
from advisor.results.provenance import Provenance

if TYPE_CHECKING:
    from advisor.output.calendar import Entry

FORMATS = ("pptx", "pdf", "xlsx", "ics", "html", "json", "csv")


def export(
    recommendation: Recommendation,
    insights: Mapping[str, Insight],
    document_format: str,
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
    sections: Sequence[str] | None = None,
    appendix: bool = False,
    entries: Sequence[Entry] = (),
    whose: str = "",
) -> bytes:
    """Return one document.

    Raises ``AdvisorError`` if the format or a section is unknown, the logo or colour cannot be
    used, or the plan is missing.

    Parameters
    ----------
    document_format : str
        One of ``FORMATS``.
    title : str, optional
        Default: "Marketing strategy for" the name.
    logo : bytes, optional
        A PNG or JPEG picture of at most 2 MB.
    accent : str, optional
        #rrggbb; default the house's own.
    evidence : Provenance, optional
        Figures in use and sources (``advisor.insight.provenance``); without it none are printed.
    date : date, optional
        Printed, and set as the date inside the file; without it none is printed.
    profile : BusinessProfile, optional
        The answers; slides tell by them what is done today, in hours and money.
    judged : LedgerPage, optional
        How each channel was judged; without it the section is left out.
    second : str, default ""
        A colour beside the accent, as #rrggbb.
    sections : sequence of str, optional
        Of the slides, keys of ``advisor.explain.talk_words.TALK``; default all.
    entries : sequence of Entry, optional
        Days agreed on, for the calendar.
    whose : str
        Of the calendar: tells one client's entries from another's.
    """
    if document_format not in FORMATS:
        raise ProfileError("format", document_format, f"one of {', '.join(FORMATS)}")
    if document_format == "ics":
        prepared = prepared_words(consultant, contact)
        return _calendar(recommendation, insights, date, title=title, prepared=prepared,
                         entries=entries, whose=whose)  # fmt: skip
    from advisor.output.export.compose import compose

    document = compose(
        recommendation, insights, title=title, logo=logo, accent=accent, evidence=evidence,
        date=date, profile=profile, judged=judged, consultant=consultant, contact=contact,
        second=second,
    )  # fmt: skip
    # Each format's library is loaded only when it is asked for.
    if document_format == "pptx":
        from advisor.output.export.slides import slides

        return slides(document, sections, appendix=appendix)
    if document_format == "pdf":
        from advisor.output.export.paper import paper

        return paper(document)
    if document_format == "xlsx":
        from advisor.output.export.workbook import workbook

        return workbook(document)
    if document_format == "html":
        from advisor.output.export.web import web

        return web(document)
    from advisor.output.export.data import csv_text, json_text

    if document_format == "csv":
        return csv_text(document)
    return json_text(document, recommendation, insights)


def _calendar(
    recommendation: Recommendation,
    insights: Mapping[str, Insight],
    date: datetime.date | None,
    **asked: Any,
) -> bytes:
    """Return the plan as a calendar; one without dates begins on the Monday after `date`."""
    from advisor.insight.plan.result import Plan
    from advisor.output.calendar import calendar

    plan = insights.get("plan")
    if not isinstance(plan, Plan):
        raise AdvisorError(
            "A calendar is made of the plan, and there is no plan here. Choose another format."
        )
    if date is not None:
        asked["written"] = datetime.datetime.combine(date, datetime.time(), tzinfo=datetime.UTC)
        if plan.start is None:
            asked["start"] = date + datetime.timedelta(days=7 - date.weekday())
    return calendar(plan, recommendation, **asked)
