"""What slides are put together from: text that is never markup, blocks, tables that fit."""

from collections.abc import Sequence
from typing import Any

from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

from advisor.explain.section import Table, is_numeric
from advisor.explain.wording import LEAST_NAME, breadth, in_brief
from advisor.output.export.slide_charts import Box, rgb
from advisor.output.export.style import (
    FONT,
    INK,
    PAPER,
    WASH,
    column_widths,
    ink_on,
    lines_of,
    unbroken,
)

_DUST = 1e-6  # inches: rows of equal heights add up to a little more than their share
_BOLD = 1.1  # how much wider bold letters run
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"


def write_text(
    slide: Any,
    box: Box,
    paragraphs: Sequence[str],
    size: float,
    *,
    colour: str = INK,
    bold: bool = False,
    bullet: str = "",
    gap: float = 0.5,
) -> Any:
    """Write paragraphs into a box and return its shape; `bullet` is a colour, or empty."""
    shape = slide.shapes.add_textbox(*(Inches(x) for x in box))
    frame = shape.text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    for k, text in enumerate(paragraphs):
        paragraph = frame.paragraphs[0] if k == 0 else frame.add_paragraph()
        run = paragraph.add_run()
        run.text = unbroken(text)
        set_font(run, size, colour, bold)
        paragraph.space_after = Pt(gap * size)
        if bullet:
            _bullet(paragraph, size, bullet)
    return shape


def fill_block(slide: Any, box: Box, colour: str) -> None:
    """Fill a rectangle, without the template's line and shadow."""
    shape = slide.shapes.add_shape(1, *(Inches(x) for x in box))
    shape.fill.solid()
    shape.fill.fore_color.rgb = rgb(colour)
    shape.line.fill.background()
    style = shape._element.find(qn("p:style"))
    if style is not None:
        shape._element.remove(style)


def write_table(
    slide: Any, table: Table, box: Box, sizes: Sequence[float], accent: str,
    airy: float = 0.0,
) -> tuple[float, int]:  # fmt: skip
    """Write as many rows as fit at the smallest of `sizes` (points, largest first).

    Rows are made alike, up to `airy` inches, where there is room.  Returns the height taken in
    inches and how many rows were written.
    """
    left, top, width, height = box
    heads, *cells = _texts(table)
    for size in sizes:
        widths, heights = _laid_out([heads, *cells], width, size)
        if sum(heights) <= height + _DUST:
            break
    even = min(airy, (height - heights[0]) / max(1, len(cells)))
    if even > max(heights[1:], default=even):
        heights = [heights[0], *(even for _ in cells)]
    shown = len(cells)
    while shown > 1 and sum(heights[: shown + 1]) > height + _DUST:
        shown -= 1
    shape = slide.shapes.add_table(
        shown + 1, len(heads),
        *(Inches(x) for x in (left, top, width, sum(heights[: shown + 1]))),
    )  # fmt: skip
    _bare(shape)
    made = shape.table
    for k, wide in enumerate(widths):
        made.columns[k].width = Inches(wide)
    right = [is_numeric(table, k) for k in range(len(heads))]
    for i, row in enumerate([heads, *cells[:shown]]):
        made.rows[i].height = Inches(heights[i])
        for k, text in enumerate(row):
            cell = made.cell(i, k)
            cell.margin_left = cell.margin_right = Inches(0.08)
            cell.margin_top = cell.margin_bottom = Inches(0.04)
            cell.vertical_anchor = MSO_ANCHOR.MIDDLE
            cell.fill.solid()
            colour = accent if i == 0 else (WASH if i % 2 == 0 else PAPER)
            cell.fill.fore_color.rgb = rgb(colour)
            paragraph = cell.text_frame.paragraphs[0]
            paragraph.alignment = PP_ALIGN.RIGHT if right[k] else PP_ALIGN.LEFT
            run = paragraph.add_run()
            run.text = text or "\u00a0"  # an empty cell would be as high as 18 points
            set_font(run, size, ink_on(accent) if i == 0 else INK, i == 0)
    return sum(heights[: shown + 1]), shown


def with_names_in(table: Table, width: float, height: float, size: float) -> Table:
    """Return a table whose rows' names are as long as there is room for, in `size` points.

    Names are cut in their middle, all to the same length, never below ``LEAST_NAME`` letters.
    """
    most = max((breadth(str(row[0])) for row in table.rows), default=0)
    while most > LEAST_NAME and height_of_table(table, width, size) > height:
        most -= 1
        rows = tuple((in_brief(str(row[0]), most), *row[1:]) for row in table.rows)
        table = Table(table.columns, rows, table.summed, table.brief)
    return table


def height_of_table(table: Table, width: float, size: float) -> float:
    """Return how high a table is, all its rows in `size` points, in inches."""
    return sum(_laid_out(_texts(table), width, size)[1])


def _texts(table: Table) -> list[list[str]]:
    """Return the head and the rows of a table as they are written."""
    return [list(table.heads)] + [[unbroken(cell) for cell in row] for row in table.words]


def _laid_out(rows: list[list[str]], width: float, size: float) -> tuple[list[float], list[float]]:
    """Return the widths of the columns and the heights of the rows, the head first."""
    widths = column_widths(rows, width, size)
    heights = [
        max(lines_of(t, size * (1 if k else _BOLD), w - 0.16)
            for t, w in zip(row, widths, strict=True))
        * size * 1.24 / 72 + 0.11
        for k, row in enumerate(rows)
    ]  # fmt: skip
    return widths, heights


def set_font(run: Any, size: float, colour: str, bold: bool) -> None:
    """Give a run the documents' font."""
    run.font.name, run.font.size, run.font.bold = FONT, Pt(size), bold
    run.font.color.rgb = rgb(colour)


def _bullet(paragraph: Any, size: float, colour: str) -> None:
    properties = paragraph._p.get_or_add_pPr()
    properties.set("marL", str(round(size * 12700)))
    properties.set("indent", str(-round(size * 12700)))
    for part in (
        f'<a:buClr xmlns:a="{_A}"><a:srgbClr val="{colour[1:]}"/></a:buClr>',
        f'<a:buFont xmlns:a="{_A}" typeface="Arial"/>',
        f'<a:buChar xmlns:a="{_A}" char="&#8226;"/>',
    ):
        properties.append(parse_xml(part))


def _bare(shape: Any) -> None:
    """Take the template's own banding off a table."""
    properties = shape._element.graphic.graphicData.tbl.tblPr
    for name in ("bandRow", "firstRow"):
        properties.set(name, "1" if name == "firstRow" else "0")
