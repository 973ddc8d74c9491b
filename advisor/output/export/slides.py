"""Slides: one finding each, its title on top, charts of PowerPoint's own, sources at the end."""

from __future__ import annotations

import datetime
import io
from collections.abc import Sequence
from typing import Any

from pptx import Presentation
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.util import Inches

from advisor.explain.export_words import words
from advisor.output.export.archive import UNDATED, sealed
from advisor.output.export.document import Card, Document, Section, Table
from advisor.output.export.slide_charts import Box, add_chart
from advisor.output.export.slide_parts import fill_block, set_font, write_table, write_text
from advisor.output.export.style import (
    FONT,
    INK,
    QUIET,
    RULE,
    WASH,
    cut,
    fitting,
    height_of,
    lines_of,
    readable,
)
from advisor.results.provenance import SourceUsed

WIDE, HIGH = 13.333, 7.5
LEFT, TOP, BOTTOM = 0.6, 1.75, 6.85
FULL = WIDE - 2 * LEFT
MOST_MAIN = 13  # and the cover: a talk of half an hour
# What a talk can spare first; it then opens the appendix.
_SPARED = ("plan.ramp", "plan.rhythm", "answers_outcome", "ways", "careful", "why")
_SOURCE_COLUMNS = 3
_FEW = 2
_SMALLEST = (10.0, 9.0)  # points in a table that a talk shows, that the appendix holds
_NOT_SHOWN = ("figures",)  # the document and the workbook hold them
_MOST_OF_A_PART = 2  # in the appendix: nobody turns over sixty slides
_TITLE_ONLY = 5
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"


def slides(document: Document) -> bytes:
    """Return the document as a PPTX file.

    Parameters
    ----------
    document : Document
        What to write.

    Returns
    -------
    bytes
        A cover, at most ``MOST_MAIN`` slides, then the appendix with the sources last.
    """
    deck = _Deck(document)
    main = list(document.of("main"))
    appendix, left_out = _shorter([s for s in document.of("appendix") if s.code not in _NOT_SHOWN])
    spared = []
    for code in _SPARED:
        found = next((s for s in main if s.code == code), None)
        if len(main) > MOST_MAIN and found is not None:
            main.remove(found)
            spared.append(found)
    appendix = [*main[MOST_MAIN:], *sorted(spared, key=document.sections.index), *appendix]
    deck.cover()
    for section in main[:MOST_MAIN]:
        deck.section(section)
    if appendix:
        deck.divider(appendix, left_out)
    for section in appendix:
        if section.code == "sources":
            deck.sources(section)
        else:
            deck.section(section, whole=True)
    return deck.content()


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


class _Deck:
    """A presentation being written."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.accent = readable(document.accent)
        self.deck: Any = Presentation()
        self.deck.slide_width, self.deck.slide_height = Inches(WIDE), Inches(HIGH)
        self._widen()
        date = document.date or UNDATED
        about = self.deck.core_properties
        about.title, about.author, about.last_modified_by = document.title, document.who, ""
        about.subject, about.comments = document.versions, ""
        about.created = about.modified = datetime.datetime(date.year, date.month, date.day)

    def _widen(self) -> None:
        """Fit the template's layouts to wide slides and give them our font and accent."""
        master = self.deck.slide_master
        for owner in (master, *master.slide_layouts):
            for shape in owner.placeholders:
                shape.left, shape.width = (round(x * WIDE / 10) for x in (shape.left, shape.width))
        theme = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
        text = theme.blob.decode("utf-8").replace("Calibri", FONT)
        start = text.index("<a:accent1>")
        end = text.index("</a:accent1>")
        colour = f'<a:accent1><a:srgbClr val="{self.document.accent[1:]}"/>'
        theme._blob = (text[:start] + colour + text[end:]).encode("utf-8")

    def content(self) -> bytes:
        """Return the file."""
        out = io.BytesIO()
        self.deck.save(out)
        return sealed(out.getvalue(), self.document.date)

    def slide(self, part: str, title: str) -> Any:
        """Add a slide with its title, the part it belongs to, logo, foot and number."""
        slide = self.deck.slides.add_slide(self.deck.slide_layouts[_TITLE_ONLY])
        wide = FULL - (1.6 if self.document.logo else 0)
        size = next((s for s in (26, 23, 20, 18) if lines_of(title, s * 1.06, wide) <= 2), 16)
        shape = slide.shapes.title
        shape.left, shape.top, shape.width, shape.height = (
            Inches(x) for x in (LEFT, 0.66, wide, 0.98)
        )
        frame = shape.text_frame
        frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.TOP
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        frame.text = title
        frame.paragraphs[0].alignment = PP_ALIGN.LEFT
        set_font(frame.paragraphs[0].runs[0], size, INK, True)
        self.text(slide, (LEFT, 0.36, FULL - 2, 0.26), [part], 12, colour=self.accent, bold=True)
        self._logo(slide, (WIDE - LEFT - 1.4, 0.36, 1.4, 0.62))
        self._foot(slide)
        return slide

    def _logo(self, slide: Any, box: Box) -> None:
        logo = self.document.logo
        if logo is None:
            return
        left, top, width, height = box
        scale = min(width / logo.width, height / logo.height)
        wide, high = logo.width * scale, logo.height * scale
        picture = slide.shapes.add_picture(
            io.BytesIO(logo.png), Inches(left + width - wide), Inches(top),
            Inches(wide), Inches(high),
        )  # fmt: skip
        picture._element.nvPicPr.cNvPr.set("descr", "Logo")

    def _foot(self, slide: Any) -> None:
        document = self.document
        told = "  |  ".join(x for x in (document.title, document.who, document.date_text) if x)
        fill_block(slide, (LEFT, 7.0, FULL, 0.01), RULE)
        self.text(slide, (LEFT, 7.07, FULL - 1.2, 0.25), [cut(told, 170)], 9, colour=QUIET)
        number = self.text(slide, (WIDE - LEFT - 1, 7.07, 1, 0.25), [""], 9, colour=QUIET)
        paragraph = number.text_frame.paragraphs[0]
        paragraph.alignment = PP_ALIGN.RIGHT
        paragraph._p.insert(0, parse_xml(
            f'<a:fld xmlns:a="{_A}" id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}" type="slidenum">'
            f'<a:rPr lang="en" sz="900"><a:solidFill><a:srgbClr val="{QUIET[1:]}"/></a:solidFill>'
            f'<a:latin typeface="{FONT}"/></a:rPr>'
            f"<a:t>{len(self.deck.slides)}</a:t></a:fld>"
        ))  # fmt: skip

    def cover(self) -> None:
        """Add the cover: title, who it is for, date, logo, versions."""
        document = self.document
        slide = self.deck.slides.add_slide(self.deck.slide_layouts[_TITLE_ONLY])
        fill_block(slide, (0, 0, 0.35, HIGH), document.accent)
        shape = slide.shapes.title
        shape.left, shape.top, shape.width, shape.height = (
            Inches(x) for x in (1.1, 2.3, WIDE - 2.2, 1.6)
        )
        frame = shape.text_frame
        frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.BOTTOM
        frame.text = document.title
        frame.paragraphs[0].alignment = PP_ALIGN.LEFT
        frame.margin_left = 0
        size = 40 if lines_of(document.title, 42, WIDE - 2.2) <= 2 else 30
        set_font(frame.paragraphs[0].runs[0], size, INK, True)
        self.text(slide, (1.1, 4.1, WIDE - 2.2, 0.5), [document.who], 20, colour=self.accent)
        told = [document.date_text, document.versions]
        self.text(slide, (1.1, 6.3, WIDE - 2.2, 0.6), [t for t in told if t], 12, colour=QUIET,
                  gap=0.3)  # fmt: skip
        self._logo(slide, (WIDE - 1.1 - 2.6, 0.8, 2.6, 1.2))

    def divider(self, sections: Sequence[Section], left_out: int) -> None:
        """Add a slide that opens the appendix and says what is in it, and what is not."""
        slide = self.slide(self.document.title, words("appendix"))
        named = list(dict.fromkeys(section.part for section in sections))
        self.text(slide, (LEFT, TOP + 0.2, FULL, 4.5), named, 16, bullets=True, gap=0.35)
        if left_out:
            told = words("left_out", count=left_out)
            self.text(slide, (LEFT, BOTTOM - 0.3, FULL, 0.3), [told], 12, colour=QUIET)

    def section(self, section: Section, *, whole: bool = False) -> None:
        """Add a section; `whole` goes on over further slides where a table is long."""
        slide = self.slide(section.part, section.title)
        told = list(section.sentences)
        top = TOP
        if section.cards:
            self._cards(slide, section.cards)
            top += 1.75
        brief = section.table is not None and bool(section.table.brief)
        if section.drawing is not None:
            if told or brief:
                split = 6.6 if brief else 7.3
                add_chart(slide, section.drawing, (LEFT - 0.1, top, split, BOTTOM - top),
                          self.document.accent)  # fmt: skip
                left = LEFT + split + 0.25
                self._beside(slide, section, (left, top + 0.1, WIDE - LEFT - left, BOTTOM - top))
            else:
                low = BOTTOM - height_of(section.notes, 10.5, FULL, 0.3)
                add_chart(slide, section.drawing, (LEFT - 0.1, top, FULL + 0.2, low - top),
                          self.document.accent)  # fmt: skip
                if section.notes:
                    self.text(slide, (LEFT, low, FULL, BOTTOM - low), section.notes, 10.5,
                              colour=QUIET, gap=0.3)  # fmt: skip
        elif section.table is not None:
            self._told_table(slide, section, top, whole)
        else:
            self._told(slide, [*told], section.notes, (LEFT, top + 0.1, FULL, BOTTOM - top - 0.1))
        self._note(slide, section)

    def _cards(self, slide: Any, cards: Sequence[Card]) -> None:
        gap = 0.25
        wide = (FULL - gap * (len(cards) - 1)) / len(cards)
        for k, card in enumerate(cards):
            left = LEFT + k * (wide + gap)
            fill_block(slide, (left, TOP, wide, 1.45), WASH)
            inner = (left + 0.18, TOP + 0.13, wide - 0.3, 0.3)
            self.text(slide, inner, [card.label], 12, colour=QUIET)
            size = next(
                (s for s in (28, 22, 18) if lines_of(card.value, s * 1.12, inner[2]) < 2), 15
            )
            self.text(slide, (inner[0], TOP + 0.42, inner[2], 0.55), [card.value], size,
                      colour=self.accent, bold=True)  # fmt: skip
            self.text(slide, (inner[0], TOP + 1.06, inner[2], 0.3), [card.beside], 12,
                      colour=QUIET)  # fmt: skip

    def _beside(self, slide: Any, section: Section, box: Box) -> None:
        """Write what stands beside a picture: the table in brief, sentences, notes."""
        left, top, width, height = box
        notes = list(section.notes)
        if section.table is not None and section.table.brief:
            table = section.table.part(section.table.brief)
            room = height * (0.72 if section.sentences else 0.92)
            used, shown = self._table(slide, table, (left, top, width, room), 11)
            top, height = top + used + 0.2, height - used - 0.2
            if shown < len(table.rows):
                notes.append(words("drawn_of", shown=shown, count=len(table.rows)))
        self._told(slide, section.sentences, notes, (left, top, width, height))

    def _told(self, slide: Any, sentences: Sequence[str], notes: Sequence[str], box: Box) -> None:
        left, top, width, height = box
        noted = [*notes]
        room = height - sum(lines_of(n, 10.5, width) * 0.18 + 0.06 for n in noted)
        if sentences:
            size, shown = fitting(sentences, (20, 18, 16, 14, 13, 12, 11), width - 0.25, room)
            self.text(slide, (left, top, width, room), sentences[:shown], size,
                      bullets=len(sentences) > 1)  # fmt: skip
        if noted:
            self.text(slide, (left, top + room, width, height - room), noted, 10.5, colour=QUIET,
                      gap=0.3)  # fmt: skip

    def _told_table(self, slide: Any, section: Section, top: float, whole: bool) -> None:
        """Write sentences and the table under them, over several slides where it is long."""
        assert section.table is not None
        if section.sentences:
            size, shown = fitting(section.sentences, (16, 14, 12), FULL, 1.3)
            high = sum(lines_of(s, size, FULL) * size * 1.22 / 72 + 0.1
                       for s in section.sentences[:shown])  # fmt: skip
            self.text(slide, (LEFT, top, FULL, high), section.sentences[:shown], size)
            top += high + 0.1
        foot = list(section.notes)
        low = BOTTOM - 0.3 * (bool(foot) or not whole)
        _, shown = write_table(slide, section.table, (LEFT, top, FULL, low - top), 12,
                               self.document.accent, _SMALLEST[whole])  # fmt: skip
        rest = section.table.rows[shown:]
        if rest and not whole:
            foot.insert(0, words("drawn_of", shown=shown, count=len(section.table.rows)))
        if foot:
            self.text(slide, (LEFT, low + 0.02, FULL, 0.3), [" ".join(foot)], 10.5, colour=QUIET)
        while rest and whole:
            slide = self.slide(section.part, f"{section.title} (continued)")
            table = Table(section.table.columns, rest)
            _, shown = self._table(slide, table, (LEFT, TOP, FULL, BOTTOM - TOP), 12)
            rest = rest[shown:]

    def text(
        self, slide: Any, box: Box, told: Sequence[str], size: float, *, colour: str = INK,
        bold: bool = False, bullets: bool = False, gap: float = 0.5,
    ) -> Any:  # fmt: skip
        """Write paragraphs, with bullets in the accent where asked for."""
        return write_text(slide, box, told, size, colour=colour, bold=bold,
                          bullet=self.accent if bullets else "", gap=gap)  # fmt: skip

    def _table(self, slide: Any, table: Table, box: Box, largest: float) -> tuple[float, int]:
        return write_table(slide, table, box, largest, self.document.accent)

    def sources(self, section: Section) -> None:
        """Add the sources in columns, each title leading to its address."""
        known = self.document.provenance
        entries = known.sources if known else ()
        size, gap = 8.5, 0.3
        wide = (FULL - gap * (_SOURCE_COLUMNS - 1)) / _SOURCE_COLUMNS
        lines = int((BOTTOM - TOP - 0.1) / (size * 1.22 / 72 + 0.03))
        columns: list[list[Any]] = [[]]
        used = 0
        for entry in entries:
            need = lines_of(
                f"[{entry.number}] {entry.title} ({', '.join(entry.grades)})", size, wide
            )
            if used + need > lines:
                columns.append([])
                used = 0
            columns[-1].append(entry)
            used += need
        for k in range(0, len(columns), _SOURCE_COLUMNS):
            slide = self.slide(section.part, section.title + (" (continued)" if k else ""))
            self.text(slide, (LEFT, TOP - 0.4, FULL, 0.4), section.sentences, 10, colour=QUIET)
            for j, column in enumerate(columns[k : k + _SOURCE_COLUMNS]):
                box = (LEFT + j * (wide + gap), TOP + 0.1, wide, BOTTOM - TOP - 0.1)
                told = [_source(e) for e in column]
                shape = self.text(slide, box, told, size, gap=0.25)
                for entry, paragraph in zip(column, shape.text_frame.paragraphs, strict=True):
                    if entry.url.startswith("http"):
                        paragraph.runs[0].hyperlink.address = entry.url

    def _note(self, slide: Any, section: Section) -> None:
        """Write the speaker's notes: everything that is told, and where it comes from."""
        told = [*section.sentences, *section.notes]
        if section.sources:
            told.append("Sources: " + ", ".join(f"[{n}]" for n in section.sources))
        if section.drawing is not None and section.drawing.alt:
            told.append(section.drawing.alt)
        slide.notes_slide.notes_text_frame.text = "\n".join(told)


def _source(entry: SourceUsed) -> str:
    return f"[{entry.number}] {entry.title} ({', '.join(entry.grades)})"
