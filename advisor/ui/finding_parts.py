"""Pieces of pages: the first screen, boxes drawn when opened, the words around a finding."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

import streamlit as st

from advisor.explain.gist import Gist, upper_first
from advisor.explain.section import Section, Table
from advisor.output.chart import Chart
from advisor.output.drawings import drawing_chart
from advisor.report.compared import section_of, told
from advisor.results import Finding, Insight
from advisor.ui.components import draw, plain, show, table_of
from advisor.ui.state import own_word, tables
from advisor.ui.words import GRADES

_PARAGRAPH = 2  # sentences; more of them are read as a list


def show_gist(gist: Gist) -> None:
    """Show the first screen of a page: the answer, one small table, a few points."""
    gist = own_word(gist)
    st.title(plain(gist.title))
    if gist.rows:
        table_of(gist.header, gist.rows)
    st.markdown(
        "\n".join(
            f"- **{plain(lead)}:** {plain(text)}" if lead else f"- {plain(text)}"
            for lead, text in gist.points
        )
    )


def show_parts(*parts: tuple[str, str, Callable[[], object]]) -> None:
    """Show what is read on request as boxes: (label, key, what draws it); closed is not drawn."""
    for label, key, part in parts:
        box = st.container(key=f"print_{key}").expander(label, key=f"part_{key}", on_change="rerun")
        if box.open:
            with box:
                part()


def finding_of(insight: Insight, code: str) -> Finding | None:
    """Return the finding of a code, None where there is none."""
    return next((f for f in insight.findings if f.code == code), None)


def sentences_of(finding: Finding | Section) -> None:
    """Show the sentences of a finding or a section: a paragraph, or a list of several."""
    sentences = [str(plain(own_word(sentence))) for sentence in finding.sentences]
    if len(sentences) > _PARAGRAPH:
        sentences = ["\n".join(f"- {sentence}" for sentence in sentences)]
    if sentences:
        st.markdown(" ".join(sentences))


def show_finding(
    insight: Insight, code: str, draw: Callable[[Finding], None] | None = None
) -> Finding | None:
    """Show a finding: title, sentences, what `draw` shows of it (else picture or table), notes."""
    finding = finding_of(insight, code)
    if finding is None:
        return None
    chart = None if draw else chart_of(finding)
    if chart is not None:
        show(chart, key=f"drawn_{finding.code}")
        sentences_of(finding)
    else:
        st.markdown(f"**{plain(finding.title)}**")
        sentences_of(finding)
        (draw or table_in)(finding)
    notes_of(finding)
    return finding


def chart_of(finding: Finding) -> Chart | None:
    """Return a finding as documents draw it, with its table; None where only that is shown."""
    drawing, table = section_of(finding, "", "main").drawing, told(finding)
    if table is None or drawing is None or drawing.common:  # what its rows share would be missing
        return None
    chart = drawing_chart(drawing, finding.title)
    heads = ", ".join((*chart.header[1:], drawing.unit))
    rows = "; ".join(f"{row[0]} {', '.join(map(str, row[1:]))}" for row in chart.rows)
    return replace(chart, alt=f"{chart.alt} {heads}: {rows}", header=table.heads, rows=table.words)


def show_section(section: Section) -> None:
    """Show a section of the documents: its picture or title, sentences, brief table, notes."""
    st.markdown(f"**{plain(own_word(section.title))}.**")
    if section.drawing is not None:
        draw(drawn(section), key=section.code)
    sentences_of(section)
    table_as_told(section.table, section.table.brief if section.table else ())
    captions(section)


def drawn(section: Section) -> Chart:
    """Return the picture of a section that has one, as documents draw it."""
    assert section.drawing is not None
    return drawing_chart(section.drawing, section.title)


def table_as_told(table: Table | None, columns: Sequence[int] = ()) -> None:
    """Show the table of a section with the words of the documents, or some of its columns."""
    if table is None:
        return
    part = table.part(columns or range(len(table.columns)))
    table_of(part.heads, part.words)


def table_in(finding: Finding, columns: Sequence[int] = ()) -> None:
    """Show the table of a finding, or the columns of it that a phone has room for."""
    table = told(finding)
    if table and finding.unit and upper_first(finding.unit) not in [c.name for c in table.columns]:
        st.markdown(plain(f"In {finding.unit}:"))
    table_as_told(table, columns)


def captions(finding: Finding | Section | None) -> None:
    """Show what is weak about a finding."""
    for note in () if finding is None else finding.notes:
        st.caption(plain(own_word(note)))


def notes_of(finding: Finding) -> None:
    """Show what is weak about a finding, and the facts behind it in a small window."""
    captions(finding)
    if finding.fact_ids:
        sources = st.popover(
            "Sources", type="tertiary", icon=":material/menu_book:", on_change="rerun",
            key=f"facts_{finding.code}",
        )  # fmt: skip
        if sources.open:
            with sources:
                st.markdown(f"Facts, each linked to where it was read: {facts(finding.fact_ids)}")


def facts(ids: Iterable[str]) -> str:
    """Return ids of facts as links to their sources."""
    known, found = tables(), []
    for fact_id in ids:
        fact = known.facts.get(fact_id)
        source = known.sources.get(fact.source_id) if fact else None
        linked = source is not None and source.url.startswith("http")
        found.append(f"[{fact_id}]({source.url})" if source and linked else fact_id)
    return ", ".join(found)


def grade_words(grade: str) -> str:
    """Say in words how well something is known."""
    return GRADES.get(grade, grade)


def bullets(lines: Iterable[tuple[str, str]]) -> None:
    """Show (what, how) pairs as a list, what in bold."""
    st.markdown("\n".join(f"- **{plain(what)}.** {plain(how)}" for what, how in lines))
