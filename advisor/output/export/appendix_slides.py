"""The appendix of a deck: every detail behind the talk, its sources last; at least 11 points."""

from collections.abc import Sequence
from typing import Any

from advisor.explain.export_words import words
from advisor.explain.section import Card, Section, Table
from advisor.output.export.compose import Document
from advisor.output.export.deck import BOTTOM, FULL, LEFT, TOP, WIDE, Deck
from advisor.output.export.slide_charts import Box, add_chart
from advisor.output.export.slide_parts import fill_block, write_table
from advisor.output.export.style import QUIET, WASH, fitting, height_of, lines_of
from advisor.results.provenance import SourceUsed

SMALLEST = 11.0  # points
_SIZES = (12.0, SMALLEST)
_SOURCE_COLUMNS = 2
_FEW = 2
_NOT_SHOWN = ("figures",)  # the document and the workbook hold them
_MOST_OF_A_PART = 2  # nobody turns over sixty slides


def add_appendix(deck: Deck, document: Document) -> None:
    """Add a divider and the sections of the document, its sources last."""
    rest = [s for s in document.of("appendix") if s.code not in _NOT_SHOWN]
    kept, left_out = _shorter(rest)
    sections = [*document.of("main"), *kept]
    writer = _Appendix(deck)
    writer.divider(sections, left_out)
    for section in sections:
        if section.code == "sources":
            writer.sources(section)
        else:
            writer.section(section)


def _shorter(sections: Sequence[Section]) -> tuple[list[Section], int]:
    """Return at most ``_MOST_OF_A_PART`` sections of each part, and how many are left out.

    A single sentence is no slide.
    """
    kept: list[Section] = []
    counted: dict[str, int] = {}
    for section in sections:
        if section.table is None and section.drawing is None and len(section.sentences) < _FEW:
            continue
        counted[section.part] = counted.get(section.part, 0) + 1
        if counted[section.part] <= _MOST_OF_A_PART:
            kept.append(section)
    return kept, len(sections) - len(kept)


class _Appendix:
    """Slides of sections, added to a deck."""

    def __init__(self, deck: Deck) -> None:
        self.deck, self.accent = deck, deck.document.accent

    def _slide(self, part: str, title: str) -> Any:
        return self.deck.slide(part, title, 12)

    def divider(self, sections: Sequence[Section], left_out: int) -> None:
        """Add a slide that opens the appendix and says what is in it, and what is not."""
        slide = self._slide(self.deck.document.title, words("appendix"))
        named = list(dict.fromkeys(section.part for section in sections))
        half = (len(named) + 1) // 2
        for k, column in enumerate((named[:half], named[half:])):
            if column:
                box = (LEFT + k * FULL / 2, TOP, FULL / 2 - 0.3, 4.5)
                self.deck.text(slide, box, column, 16, bullets=True, gap=0.35)
        if left_out:
            text = words("left_out", count=left_out)
            self.deck.text(slide, (LEFT, BOTTOM - 0.3, FULL, 0.3), [text], 12, colour=QUIET)

    def section(self, section: Section) -> None:
        """Add a section; a long table goes on over further slides."""
        slide = self._slide(section.part, section.title)
        sentences = list(section.sentences)
        top = TOP
        if section.cards:
            self._cards(slide, section.cards)
            top += 1.75
        brief = section.table is not None and bool(section.table.brief)
        if section.drawing is not None:
            if sentences or brief:
                split = 6.6 if brief else 7.3
                add_chart(slide, section.drawing, (LEFT - 0.1, top, split, BOTTOM - top),
                          self.accent)  # fmt: skip
                left = LEFT + split + 0.25
                self._beside(slide, section, (left, top + 0.1, WIDE - LEFT - left, BOTTOM - top))
            else:
                low = BOTTOM - height_of(section.notes, SMALLEST, FULL, 0.3)
                add_chart(slide, section.drawing, (LEFT - 0.1, top, FULL + 0.2, low - top),
                          self.accent)  # fmt: skip
                if section.notes:
                    self.deck.text(slide, (LEFT, low, FULL, BOTTOM - low), section.notes, SMALLEST,
                                   colour=QUIET, gap=0.3)  # fmt: skip
        elif section.table is not None:
            self._write_table(slide, section, top)
        else:
            self._write(
                slide, [*sentences], section.notes, (LEFT, top + 0.1, FULL, BOTTOM - top - 0.1)
            )
        self._note(slide, section)

    def _cards(self, slide: Any, cards: Sequence[Card]) -> None:
        gap = 0.25
        wide = (FULL - gap * (len(cards) - 1)) / len(cards)
        for k, card in enumerate(cards):
            left = LEFT + k * (wide + gap)
            fill_block(slide, (left, TOP, wide, 1.45), WASH)
            inner = (left + 0.18, TOP + 0.13, wide - 0.3, 0.3)
            self.deck.text(slide, inner, [card.label], 12, colour=QUIET)
            size = next(
                (s for s in (28, 22, 18) if lines_of(card.value, s * 1.12, inner[2]) < 2), 15
            )
            self.deck.text(slide, (inner[0], TOP + 0.42, inner[2], 0.55), [card.value], size,
                           colour=self.deck.accent, bold=True)  # fmt: skip
            self.deck.text(slide, (inner[0], TOP + 1.06, inner[2], 0.3), [card.beside], 12,
                           colour=QUIET)  # fmt: skip

    def _beside(self, slide: Any, section: Section, box: Box) -> None:
        """Write what stands beside a picture: the table in brief, sentences, notes."""
        left, top, width, height = box
        notes = list(section.notes)
        if section.table is not None and section.table.brief:
            table = section.table.part(section.table.brief)
            room = height * (0.72 if section.sentences else 0.92)
            used, shown = write_table(slide, table, (left, top, width, room), (SMALLEST,),
                                      self.accent)  # fmt: skip
            top, height = top + used + 0.2, height - used - 0.2
            if shown < len(table.rows):
                notes.append(words("drawn_of", shown=shown, count=len(table.rows)))
        self._write(slide, section.sentences, notes, (left, top, width, height))

    def _write(self, slide: Any, sentences: Sequence[str], notes: Sequence[str], box: Box) -> None:
        left, top, width, height = box
        noted = [*notes]
        room = height - sum(lines_of(n, SMALLEST, width) * 0.19 + 0.06 for n in noted)
        if sentences:
            size, shown = fitting(sentences, (20, 18, 16, 14, 13, 12, SMALLEST), width - 0.25, room)
            self.deck.text(slide, (left, top, width, room), sentences[:shown], size,
                           bullets=len(sentences) > 1)  # fmt: skip
        if noted:
            self.deck.text(slide, (left, top + room, width, height - room), noted, SMALLEST,
                           colour=QUIET, gap=0.3)  # fmt: skip

    def _write_table(self, slide: Any, section: Section, top: float) -> None:
        """Write sentences and the table under them, over several slides where it is long."""
        assert section.table is not None
        if section.sentences:
            size, shown = fitting(section.sentences, (16, 14, 12), FULL, 1.3)
            high = sum(lines_of(s, size, FULL) * size * 1.22 / 72 + 0.1
                       for s in section.sentences[:shown])  # fmt: skip
            self.deck.text(slide, (LEFT, top, FULL, high), section.sentences[:shown], size)
            top += high + 0.1
        foot = [" ".join(section.notes)] if section.notes else []
        low = BOTTOM - height_of(foot, SMALLEST, FULL, 0.3)
        _, shown = write_table(slide, section.table, (LEFT, top, FULL, low - top), _SIZES,
                               self.accent)  # fmt: skip
        rest = section.table.rows[shown:]
        if foot:
            self.deck.text(slide, (LEFT, low + 0.02, FULL, 0.3), foot, SMALLEST, colour=QUIET)
        while rest:
            slide = self._slide(section.part, f"{section.title} (continued)")
            table = Table(section.table.columns, rest)
            _, shown = write_table(slide, table, (LEFT, TOP, FULL, BOTTOM - TOP), _SIZES,
                                   self.accent)  # fmt: skip
            rest = rest[shown:]

    def sources(self, section: Section) -> None:
        """Add the sources in columns, each title leading to its address."""
        known = self.deck.document.provenance
        entries = known.sources if known else ()
        gap = 0.4
        wide = (FULL - gap * (_SOURCE_COLUMNS - 1)) / _SOURCE_COLUMNS
        lines = int((BOTTOM - TOP - 0.4) / (SMALLEST * 1.22 / 72 + 0.03))
        columns: list[list[SourceUsed]] = [[]]
        used = 0
        for entry in entries:
            need = lines_of(_source(entry), SMALLEST, wide)
            if used + need > lines:
                columns.append([])
                used = 0
            columns[-1].append(entry)
            used += need
        for k in range(0, len(columns), _SOURCE_COLUMNS):
            slide = self._slide(section.part, section.title + (" (continued)" if k else ""))
            self.deck.text(slide, (LEFT, TOP - 0.5, FULL, 0.5), section.sentences, SMALLEST,
                           colour=QUIET)  # fmt: skip
            for j, column in enumerate(columns[k : k + _SOURCE_COLUMNS]):
                box = (LEFT + j * (wide + gap), TOP + 0.1, wide, BOTTOM - TOP - 0.1)
                found = [_source(e) for e in column]
                shape = self.deck.text(slide, box, found, SMALLEST, gap=0.25)
                for entry, paragraph in zip(column, shape.text_frame.paragraphs, strict=True):
                    if entry.url.startswith("http"):
                        paragraph.runs[0].hyperlink.address = entry.url

    def _note(self, slide: Any, section: Section) -> None:
        """Write everything that is said, and where it comes from."""
        lines = [*section.sentences, *section.notes]
        if section.sources:
            lines.append("Sources: " + ", ".join(f"[{n}]" for n in section.sources))
        if section.drawing is not None and section.drawing.alt:
            lines.append(section.drawing.alt)
        self.deck.notes(slide, lines)


def _source(entry: SourceUsed) -> str:
    return f"[{entry.number}] {entry.title} ({', '.join(entry.grades)})"
