"""A deck being written: wide slides in our font and accent, titles, logo, cover, texts."""

import datetime
import io
from collections.abc import Sequence
from typing import Any

from pptx import Presentation
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.util import Inches

from advisor.output.export.archive import UNDATED, sealed
from advisor.output.export.compose import Document
from advisor.output.export.slide_charts import Box
from advisor.output.export.slide_parts import fill_block, set_font, write_text
from advisor.output.export.style import FONT, INK, QUIET, cut, lines_of, readable

WIDE, HIGH = 13.333, 7.5
LEFT, TOP, BOTTOM = 0.6, 1.95, 6.9
FULL = WIDE - 2 * LEFT
_TITLE_ONLY = 5
_TITLE_LINES = 3
_TITLE_LETTERS = 240  # three lines at 18 points
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"


class Deck:
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
        text = text[:start] + colour + text[end:]
        if second := self.document.second:
            start, end = text.index("<a:accent2>"), text.index("</a:accent2>")
            text = f'{text[:start]}<a:accent2><a:srgbClr val="{second[1:]}"/>{text[end:]}'
        theme._blob = text.encode("utf-8")

    def content(self) -> bytes:
        """Return the file."""
        out = io.BytesIO()
        self.deck.save(out)
        return sealed(out.getvalue(), self.document.date)

    def slide(self, part: str, title: str, small: float = 18) -> Any:
        """Add a slide with title, logo, and its part and number in `small` points."""
        slide = self.deck.slides.add_slide(self.deck.slide_layouts[_TITLE_ONLY])
        wide = FULL - (1.7 if self.document.logo else 0)
        title = cut(title, _TITLE_LETTERS)
        while lines_of(title, 18, wide) > _TITLE_LINES:
            title = cut(title, len(title) - 1)
        size = next(
            (s for lines, sizes in ((1, (30, 28, 26)), (2, (30, 28, 26, 24, 22, 20)))
             for s in sizes if lines_of(title, s, wide) <= lines), 18,
        )  # fmt: skip
        shape = slide.shapes.title
        box = (LEFT, 0.78, wide, 1.05)
        shape.left, shape.top, shape.width, shape.height = (Inches(x) for x in box)
        frame = shape.text_frame
        frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.TOP
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        frame.text = title
        frame.paragraphs[0].alignment = PP_ALIGN.LEFT
        set_font(frame.paragraphs[0].runs[0], size, INK, True)
        self.text(slide, (LEFT, 0.36, FULL - 2, 0.36), [part], small, colour=self.accent, bold=True)
        self._logo(slide, (WIDE - LEFT - 1.4, 0.36, 1.4, 0.7))
        self._number(slide, small)
        return slide

    def _number(self, slide: Any, size: float) -> None:
        box = (WIDE - LEFT - 1, 7.02, 1, 0.34)
        paragraph = self.text(slide, box, [""], size, colour=QUIET).text_frame.paragraphs[0]
        paragraph.alignment = PP_ALIGN.RIGHT
        paragraph._p.insert(1, parse_xml(
            f'<a:fld xmlns:a="{_A}" id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}" type="slidenum">'
            f'<a:rPr lang="en" sz="{round(100 * size)}"><a:solidFill><a:srgbClr val="{QUIET[1:]}"/>'
            f'</a:solidFill><a:latin typeface="{FONT}"/></a:rPr>'
            f"<a:t>{len(self.deck.slides)}</a:t></a:fld>"
        ))  # fmt: skip

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

    def cover(self, notes: Sequence[str]) -> None:
        """Add the cover: title, who it is for, by whom, date, logo; the rest is in its notes."""
        document = self.document
        slide = self.deck.slides.add_slide(self.deck.slide_layouts[_TITLE_ONLY])
        fill_block(slide, (0, 0, 0.35, HIGH), document.accent)
        if document.second:
            fill_block(slide, (0.35, 0, 0.1, HIGH), document.second)
        shape = slide.shapes.title
        shape.left, shape.top, shape.width, shape.height = (
            Inches(x) for x in (1.1, 2.0, WIDE - 2.2, 1.9)
        )
        frame = shape.text_frame
        frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.BOTTOM
        frame.text = document.title
        frame.paragraphs[0].alignment = PP_ALIGN.LEFT
        frame.margin_left = 0
        size = 44 if lines_of(document.title, 44, WIDE - 2.2) <= 2 else 32
        set_font(frame.paragraphs[0].runs[0], size, INK, True)
        who = cut(document.who, _TITLE_LETTERS)
        self.text(slide, (1.1, 4.1, WIDE - 2.2, 0.8), [who], 22, colour=self.accent)
        lines = [cut(document.prepared, _TITLE_LETTERS), document.date_text]
        if any(lines):
            self.text(slide, (1.1, 6.0, WIDE - 2.2, 0.8), [t for t in lines if t], 20, colour=QUIET,
                      gap=0.3)  # fmt: skip
        self._logo(slide, (WIDE - 1.1 - 2.6, 0.8, 2.6, 1.2))
        self.notes(slide, notes)

    def text(
        self, slide: Any, box: Box, paragraphs: Sequence[str], size: float, *, colour: str = INK,
        bold: bool = False, bullets: bool = False, gap: float = 0.5,
    ) -> Any:  # fmt: skip
        """Write paragraphs, with bullets in the accent where asked for."""
        return write_text(slide, box, paragraphs, size, colour=colour, bold=bold,
                          bullet=self.accent if bullets else "", gap=gap)  # fmt: skip

    def notes(self, slide: Any, paragraphs: Sequence[str]) -> None:
        """Write the speaker's notes, a line each."""
        slide.notes_slide.notes_text_frame.text = "\n".join(t for t in paragraphs if t)
