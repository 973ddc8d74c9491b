"""Recommendations and findings as texts: the sections of the documents, one below the other.

What was said once is not said again: headline, how clear the call is, what ranges hold.
"""

import math
import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import replace

from advisor.explain.called import Called, called_in
from advisor.explain.export_words import version_words
from advisor.explain.first_words import what_would
from advisor.explain.ledger_words import basis_of
from advisor.explain.section import Section, Table, is_numeric
from advisor.explain.wording import WIDTH, table, wrapped
from advisor.report.call import headline
from advisor.report.closing import assumed
from advisor.report.compared import section_of
from advisor.report.sections import main_sections
from advisor.report.sources import by_source, in_the_trade, judged
from advisor.results import Finding, LedgerPage, Range, Recommendation


def _section(title: str, lines: Iterable[str]) -> list[str]:
    body = list(lines)
    return ["", title.upper(), *body] if body else []


def _bullets(sentences: Iterable[str | None]) -> list[str]:
    return [line for sentence in sentences if sentence for line in wrapped(sentence, "- ")]


def _table(whole: Table) -> list[str]:
    """Write a table; one too wide for the page becomes several with the same first column."""
    lines: list[str] = []
    columns, fitting = [0], list[str]()
    for k in range(1, len(whole.columns)):
        wider = _aligned(whole.part([*columns, k]))
        if max(map(len, wider)) > WIDTH and fitting:
            lines += [*fitting, ""]
            columns, wider = [0], _aligned(whole.part([0, k]))
        columns.append(k)
        fitting = wider
    return [*lines, *fitting]


def _aligned(part: Table) -> list[str]:
    numeric = [k for k in range(len(part.columns)) if is_numeric(part, k)]
    return table([part.heads, *part.words], numeric)


def _shown(sections: Iterable[Section], said: set[str]) -> list[str]:
    """Write sections without what was `said` already."""

    def fresh(texts: Iterable[str]) -> list[str]:
        found = [text for text in texts if text.rstrip(".") not in said]
        said.update(text.rstrip(".") for text in found)
        return found

    lines, part = list[str](), ""
    for section in sections:
        if section.part != part:
            lines += ["", section.part.upper()]
        part = section.part
        lines += [line for title in fresh([section.title]) for line in wrapped(title)]
        lines += [f"  {card.label}: {card.value} ({card.beside})" for card in section.cards]
        lines += _bullets(fresh(section.sentences))
        if section.table is not None:
            lines += _table(section.table)
        # A note beside a picture alone says how to read what is not here.
        notes = section.notes if section.table or not section.drawing else ()
        lines += [line for note in fresh(notes) for line in wrapped(f"({note})", "  ")]
    return lines


def findings_text(findings: Iterable[Finding]) -> str:
    """Write findings one below the other: title, sentences, table, notes.

    Examples
    --------
    >>> print(findings_text([Finding(code="x", title="It fits.", notes=("A guess.",))]))
    It fits.
      (A guess.)
    """
    blocks = []
    for finding in findings:
        lines = wrapped(finding.title)
        lines += [line for sentence in finding.sentences for line in wrapped(sentence, "  ")]
        if found := section_of(finding, "", "main").table:
            lines += ["", *_aligned(found)]
        lines += [line for note in finding.notes for line in wrapped(f"({note})", "  ")]
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks)


def text_report(recommendation: Recommendation) -> str:
    """Write a recommendation for people, in plain words and at most 96 columns.

    Headline, customers by source today and with the plan, the sections of the documents, the least
    that would do, bets, and what it rests on; ends with a newline.
    """
    r, own = recommendation, called_in(recommendation)
    title = textwrap.wrap(headline(r), WIDTH)
    who = ", ".join(part for part in (r.name, r.sector_name, r.place) if part)
    lines = [*title, "=" * max(map(len, title)), *wrapped(who)]
    said = {headline(r).rstrip(".")}
    lines += _section("First a question", _bullets(q.sentence for q in r.questions))
    if r.ledger is not None and r.goal is not None and r.allocation:
        sources = by_source(r.ledger, r.goal, r.currency, basis_of(r))
        lines += _shown([own(_at_medians(sources, (0, 1, 2)))], said)
    asked = {question.code for question in r.questions}
    rest = tuple(w for w in r.warnings if w.code not in asked)
    lines += _shown(own(main_sections(r.model_copy(update={"warnings": rest}))), said)
    if r.allocation:
        lines += _section("The least that would do", _bullets([what_would(r)]))
    lines += _section("What it bets on", _bullets(bet.sentence for bet in r.bets))
    gap = r.optimality.gap
    more = math.ceil(100 * gap / r.utility) if gap > 0.0005 and r.utility > 0.0 else 0
    left = f"A better mix would be worth at most {more} % more." if more else ""
    lines += _section("What this rests on", _bullets([left, version_words(r)]))
    if r.assumptions:
        found = own(assumed(r))
        lines += _section(found.part, _bullets(found.sentences))
        rows = () if found.table is None else found.table.rows
        lines += _bullets(f"{answer}: {value} ({basis})" for answer, value, basis in rows)
    return "\n".join(lines) + "\n"


def ledger_text(page: LedgerPage, names: dict[str, str], currency: str, own: Called) -> str:
    """Return the verb ``ledger`` as text, channels by their names, at their medians."""
    channels = _at_medians(judged(page, names, currency), (0, 2, 3, 4, 5, 6, 7))
    return "\n".join(_shown(own([in_the_trade(page), channels]), set())).strip()


def _at_medians(section: Section, columns: Sequence[int]) -> Section:
    """Return some columns of a section's table, its ranges as medians: more finds no room."""
    assert section.table is not None
    part = section.table.part(columns)
    rows = [[c.p50 if isinstance(c, Range) else c for c in row] for row in part.rows]
    return replace(section, table=replace(part, rows=tuple(map(tuple, rows))))
