"""Slides: a talk of ten that argues, every text at least 18 points; the appendix on request."""

import math
from collections.abc import Sequence
from typing import Any

from advisor.explain.names import in_a_row
from advisor.explain.section import Card, Page
from advisor.explain.talk_words import talk_words
from advisor.output.export.appendix_slides import add_appendix
from advisor.output.export.compose import Document
from advisor.output.export.deck import BOTTOM, FULL, LEFT, TOP, WIDE, Deck
from advisor.output.export.slide_charts import Box, add_chart
from advisor.output.export.slide_parts import (
    fill_block,
    height_of_table,
    with_names_in,
    write_table,
)
from advisor.output.export.style import INK, QUIET, WASH, fitting, height_of, lines_of
from advisor.report.talk import checked_sections

SMALLEST = 18.0  # points, of every text of the talk
_SIZES = (28.0, 26.0, 24.0, 22.0, 20.0, SMALLEST)
_BESIDE = (22.0, 20.0, SMALLEST)
_TABLE = (20.0, SMALLEST)
_AIRY = 0.86  # inches of a row, where there is room
_CARD_HIGH, _CARDS_GAP = 1.5, 0.2
_LEAST_LIST = 9.0  # root of the letters of a list that is still given some width
_SPLIT = 7.7  # inches of a chart that has something beside it
_GAP = 0.3


def slides(
    document: Document, sections: Sequence[str] | None = None, *, appendix: bool = False
) -> bytes:
    """Return the talk as a PPTX file.

    `sections`: keys of ``TALK``; default all.  They keep the order of the argument.  Raises
    ``ProfileError`` if a section is unknown.
    """
    pages = list(document.talk)
    if sections is not None:
        chosen = checked_sections(sections)
        pages = [page for page in pages if page.code in chosen]
    deck = Deck(document)
    order = in_a_row([page.part for page in pages])
    deck.cover(
        [talk_words("asked", who=document.who), talk_words("order", parts=order),
         talk_words("versions", versions=document.versions)]
    )  # fmt: skip
    writer = _Talk(deck)
    for page in pages:
        writer.page(page)
    if appendix:
        add_appendix(deck, document)
    return deck.content()


class _Talk:
    """Pages written on a deck; what finds no room at 18 points goes into the notes."""

    def __init__(self, deck: Deck) -> None:
        self.deck = deck

    def page(self, page: Page) -> None:
        """Add a slide for a page."""
        slide = self.deck.slide(page.part, page.title, SMALLEST)
        if page.drawing is not None:
            left_out = self._drawn(slide, page)
        elif page.table is not None:
            left_out = self._tabled(slide, page)
        elif page.lists:
            left_out = self._listed(slide, page.lists, (LEFT, TOP, FULL, BOTTOM - TOP))
        else:
            left_out = self._write(slide, page.lines, (LEFT, TOP + 0.1, FULL, BOTTOM - TOP - 0.1),
                                  most_gap=1.2)  # fmt: skip
        if slide.shapes.title.text_frame.text != page.title:
            left_out = [page.title, *left_out]
        notes = [talk_words("left_out", line=line) for line in left_out]
        self.deck.notes(slide, [*notes, *page.notes])

    def _drawn(self, slide: Any, page: Page) -> list[str]:
        assert page.drawing is not None
        self.deck.text(slide, (LEFT, TOP, _SPLIT, 0.36), [page.drawing.unit], SMALLEST,
                       colour=QUIET)  # fmt: skip
        add_chart(slide, page.drawing, (LEFT - 0.1, TOP + 0.35, _SPLIT, BOTTOM - TOP - 0.35),
                  self.deck.document.accent, SMALLEST)  # fmt: skip
        left = LEFT + _SPLIT + _GAP
        beside = (left, TOP, WIDE - LEFT - left, BOTTOM - TOP)
        if page.lists:
            return self._listed(slide, page.lists, beside)
        high = (beside[3] - _CARDS_GAP * (len(page.cards) - 1)) / max(1, len(page.cards))
        for k, card in enumerate(page.cards):
            y = TOP + k * (high + _CARDS_GAP)
            self._card(slide, card, (left, y, beside[2], high))
        return list(page.lines)

    def _card(self, slide: Any, card: Card, box: Box) -> None:
        left, y, width, _ = box
        fill_block(slide, box, WASH)
        x, wide = left + 0.2, width - 0.3
        self.deck.text(slide, (x, y + 0.12, wide, 0.34), [card.label], SMALLEST, colour=QUIET)
        size = next((s for s in (32, 28, 24, 20) if lines_of(card.value, s * 1.1, wide) < 2),
                    SMALLEST)  # fmt: skip
        self.deck.text(slide, (x, y + 0.46, wide, 0.55), [card.value], size,
                       colour=self.deck.accent, bold=True)  # fmt: skip
        self.deck.text(slide, (x, y + 1.02, wide, 0.34), [card.beside], SMALLEST, colour=INK)

    def _tabled(self, slide: Any, page: Page) -> list[str]:
        """Write a table, lines under it and cards at the foot; return what found no room."""
        assert page.table is not None
        foot = BOTTOM
        if page.cards:
            foot -= _CARD_HIGH + 0.2
            wide = (FULL - _CARDS_GAP * (len(page.cards) - 1)) / len(page.cards)
            for k, card in enumerate(page.cards):
                box = (LEFT + k * (wide + _CARDS_GAP), BOTTOM - _CARD_HIGH, wide, _CARD_HIGH)
                self._card(slide, card, box)
        low, table = foot, page.table
        if page.lines:
            # Names give way to the first line, further lines to what is compared.
            first = height_of(page.lines[:1], SMALLEST, FULL) + 0.25
            table = with_names_in(table, FULL, foot - TOP - first, SMALLEST)
            low -= min(2.0, height_of(page.lines, 20.0, FULL) + 0.2)
            low = min(foot, max(low, TOP + height_of_table(table, FULL, SMALLEST) + 0.01))
        used, shown = write_table(slide, table, (LEFT, TOP, FULL, low - TOP), _TABLE,
                                  self.deck.document.accent, _AIRY)  # fmt: skip
        left_out = [": ".join(str(cell) for cell in row) for row in page.table.rows[shown:]]
        pairs = zip(page.table.rows[:shown], table.rows, strict=False)
        left_out += [talk_words("whole_name", name=full[0]) for full, cut in pairs if full != cut]
        top = TOP + used + 0.25
        return left_out + self._write(slide, page.lines, (LEFT, top, FULL, foot - top), _BESIDE)

    def _listed(
        self, slide: Any, lists: Sequence[tuple[str, Sequence[str]]], box: Box
    ) -> list[str]:
        """Write lists beside each other in one size; return what found no room."""
        x, top, width, height = box
        gap, room = 0.25, height - 0.85
        weights = [max(_LEAST_LIST, math.sqrt(sum(map(len, lines)))) for _, lines in lists]
        spare = width - gap * (len(lists) - 1)
        wides = [spare * w / sum(weights) for w in weights]
        size = min(
            fitting(lines, _BESIDE, wide - 0.7, room)[0]
            for (_, lines), wide in zip(lists, wides, strict=True)
        )
        left_out: list[str] = []
        for (head, lines), wide in zip(lists, wides, strict=True):
            fill_block(slide, (x, top, wide, height), WASH)
            self.deck.text(slide, (x + 0.2, top + 0.15, wide - 0.4, 0.4), [head], 22,
                           colour=self.deck.accent, bold=True)  # fmt: skip
            shown = fitting(lines, (size,), wide - 0.7, room)[1]
            self.deck.text(slide, (x + 0.2, top + 0.7, wide - 0.4, room), lines[:shown], size,
                           bullets=True)  # fmt: skip
            left_out += lines[shown:]
            x += wide + gap
        return left_out

    def _write(
        self, slide: Any, lines: Sequence[str], box: Box, sizes: Sequence[float] = _SIZES,
        most_gap: float = 0.5,
    ) -> list[str]:  # fmt: skip
        """Write lines, bulleted where there are several; return those that found no room."""
        width, height = box[2:]
        if not lines or height < 0.4:
            return list(lines)
        several = len(lines) > 1
        size, shown = fitting(lines, sizes, width - 0.35 * several, height)
        spare = height - height_of(lines[:shown], size, width - 0.35 * several, 0.0)
        gap = min(most_gap, max(0.5, spare / shown / size * 72))
        self.deck.text(slide, box, lines[:shown], size, bullets=several, gap=gap)
        return list(lines[shown:])
