"""The workbook: every table as typed cells, charts of Excel's own, totals and ratios alive.

A sheet a part; what is a formula stands in italics, and the first sheet says so.  Text is written
as text: nothing a person typed is ever a formula.
"""

import datetime
import io
import math
import re
from collections.abc import Sequence
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell

from advisor.explain.export_words import words
from advisor.explain.section import Section, Table, Typed
from advisor.explain.wording import decimals_of, planned
from advisor.output.export.archive import UNDATED, sealed
from advisor.output.export.compose import Document
from advisor.output.export.data import about, safe_text
from advisor.output.export.style import FONT, INK, QUIET, RULE, WASH, ink_on, readable
from advisor.output.export.workbook_actual import FIRST_FREE, SHEET, add_chart, fill_actual
from advisor.results import Cell, Range

_TEXT_COLUMNS = 8  # a sentence runs over so many columns
_ROW, _CHART_ROWS = 15, 19
_WIDER = 0.88  # columns are a little wider than their letters need
_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")
_README = "Read me"
# As we write numbers, alone or with a unit; what is written in another way is a name.
_WRITTEN = re.compile(r"([-−])?(0|[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d*)(\.\d+)?(?: (%|[^\W\d_]+))?")


def workbook(document: Document) -> bytes:
    """Return the document as an XLSX file."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out,
        {
            "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )  # fmt: skip
    date = document.date or UNDATED
    book.set_properties(
        {
            "title": document.title, "author": document.who, "comments": document.versions,
            "created": datetime.datetime(date.year, date.month, date.day),
        }
    )  # fmt: skip
    writer = _Book(book, document)
    writer.read_me()
    if document.actual is not None:
        writer.actual()
    for part, sections in writer.parts.items():
        writer.sheet(part, sections)
    book.close()
    return sealed(out.getvalue(), document.date)


class _Book:
    """A workbook being written."""

    def __init__(self, book: Any, document: Document) -> None:
        self.book, self.document = book, document
        self.parts: dict[str, list[Section]] = {}
        for section in document.sections:
            self.parts.setdefault(section.part, []).append(section)
        self.names = {part: _FORBIDDEN.sub(" ", part)[:31] for part in self.parts}
        self.formats: dict[str, Any] = {}
        self.widths: list[float] = []
        self.numbers_at = FIRST_FREE
        accent = document.accent
        base: dict[str, Any] = {
            "font_name": FONT,
            "font_size": 10,
            "font_color": INK,
            "valign": "top",
        }
        looks: dict[str, dict[str, Any]] = {
            "title": {"bold": True, "font_size": 18, "font_color": readable(accent)},
            "part": {"bold": True, "font_size": 14, "font_color": readable(accent)},
            "finding": {"bold": True, "font_size": 12, "text_wrap": True},
            "sentence": {"text_wrap": True},
            "note": {"text_wrap": True, "font_color": QUIET, "font_size": 9},
            "head": {"bold": True, "bg_color": accent, "font_color": ink_on(accent),
                     "text_wrap": True, "valign": "vcenter", "border": 1, "border_color": RULE},
            "text": {"text_wrap": True, "indent": 1, "border": 1, "border_color": RULE},
            "link": {"font_color": "#0B5A8A", "underline": 1, "border": 1, "border_color": RULE},
            "jump": {"font_color": "#0B5A8A", "underline": 1},
            "label": {"bold": True},
            "plain": {},
        }  # fmt: skip
        for name, own in looks.items():
            self.formats[name] = book.add_format({**base, **own})
        self.number = {**base, "border": 1, "border_color": RULE, "align": "right", "indent": 1}
        for figures in ("#,##0", "0.0", "#,##0.00", "0.000", "0.0%"):
            number = {**self.number, "num_format": figures}
            self.formats[figures] = book.add_format(number)
            alive = {**number, "italic": True, "bg_color": WASH}
            self.formats["live" + figures] = book.add_format(alive)

    def _new_sheet(self, name: str) -> Any:
        sheet = self.book.add_worksheet(name)
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.set_paper(1 if self.document.paper == "us-letter" else 9)
        sheet.fit_to_pages(1, 0)
        foot = self.document.title.replace("&", "&&")[:100]
        sheet.set_footer(f"&L&8{foot}&R&8&A, &P / &N")
        return sheet

    def _run(self, sheet: Any, row: int, text: str, style: str, columns: int) -> int:
        """Write a text over several columns and return the row below it."""
        form = self.formats[style]
        sheet.merge_range(row, 0, row, columns - 1, "", form)
        sheet.write_string(row, 0, safe_text(text), form)
        size = 12 if style == "finding" else 10
        letters = sum(self.widths[:columns]) * 10 / size * 0.92
        lines = max(1, math.ceil(len(text) / letters))
        sheet.set_row(row, lines * size * 1.35 + 4)
        return row + 1

    def read_me(self) -> None:
        """Write the first sheet: what this is, what is alive, what is on the other sheets."""
        sheet = self._new_sheet(_README)
        self._set_widths(sheet, [30.0, *[14.0] * (_TEXT_COLUMNS - 1)])
        sheet.write_string(0, 0, safe_text(self.document.title), self.formats["title"])
        sheet.set_row(0, 28)
        row = 2
        logo = self.document.logo
        if logo is not None:
            scale = min(200 / logo.width, 70 / logo.height)
            sheet.insert_image(
                0, 6, "logo.png",
                {"image_data": io.BytesIO(logo.png), "x_scale": scale, "y_scale": scale,
                 "object_position": 3, "description": "Logo"},
            )  # fmt: skip
            row = 4
        for name, value in about(self.document).items():
            sheet.write_string(row, 0, name.capitalize(), self.formats["label"])
            sheet.write_string(row, 1, safe_text(value), self.formats["plain"])
            row += 1
        row += 1
        for text in ("values_only", "digits", "sources_note"):
            row = self._run(sheet, row, words(text), "sentence", _TEXT_COLUMNS)
        row += 1
        sheet.write_string(row, 0, words("sheets"), self.formats["label"])
        if self.document.actual is not None:
            row += 1
            sheet.write_url(row, 0, f"internal:'{SHEET}'!A1", self.formats["jump"], string=SHEET)
            sheet.write_string(row, 1, words("actual_note"), self.formats["plain"])
        for part, name in self.names.items():
            row += 1
            sheet.write_url(row, 0, f"internal:'{name}'!A1", self.formats["jump"], string=part)
            sheet.write_string(row, 1, safe_text(self.parts[part][0].title),
                               self.formats["plain"])  # fmt: skip

    def sheet(self, part: str, sections: list[Section]) -> None:
        """Write one part: its findings one below the other."""
        sheet = self._new_sheet(self.names[part])
        self._widths(sheet, sections)
        sheet.write_string(0, 0, part, self.formats["part"])
        sheet.set_row(0, 22)
        row = 2
        for section in sections:
            row = self._section(sheet, row, section) + 2
        # Numbers that only a chart needs are not printed.
        sheet.print_area(0, 0, row, self.numbers_at - 1)

    def actual(self) -> None:
        """Write what is planned each month, with cells for what came of it."""
        empty = self.book.add_format({"bg_color": "#FFF8DC", "border": 1, "border_color": RULE,
                                      "font_name": FONT, "font_size": 10, "num_format": "General",
                                      "align": "right", "indent": 1})  # fmt: skip
        fill_actual(self._new_sheet(SHEET), self.document, self.formats, empty)

    def _widths(self, sheet: Any, sections: list[Section]) -> None:
        widths = [30.0]
        for section in sections:
            if section.table is None:
                continue
            grid = _Grid(section.table, self.document.currency)
            for k, column in enumerate(zip(grid.head, *grid.rows, strict=True)):
                longest = max(len(c) if isinstance(c, str) else 9 for c in column[1:] or ("",))
                wide = min(
                    60.0, max(13.0, longest * 0.95, max(map(len, column[0].split()), default=1) + 3)
                )
                if k < len(widths):
                    widths[k] = max(widths[k], wide)
                else:
                    widths.append(wide)
        wide = len(widths)
        widths += [13.0] * (FIRST_FREE + 1 - len(widths))
        self.numbers_at = max(FIRST_FREE, wide + 1)
        if any(section.drawing for section in sections):
            widths += [13.0] * (self.numbers_at + 1 - len(widths))
            widths[self.numbers_at] = 34.0
        self._set_widths(sheet, widths)

    def _set_widths(self, sheet: Any, widths: list[float]) -> None:
        self.widths = widths
        sheet.set_column(0, 40, 13)
        for k, wide in enumerate(widths):
            sheet.set_column(k, k, wide)

    def _section(self, sheet: Any, row: int, section: Section) -> int:
        columns = next(
            (k for k in range(2, _TEXT_COLUMNS) if sum(self.widths[:k]) >= 110), _TEXT_COLUMNS
        )
        row = self._run(sheet, row, section.title, "finding", columns)
        for sentence in section.sentences:
            row = self._run(sheet, row, sentence, "sentence", columns)
        for card in section.cards:
            sheet.write_string(row, 0, safe_text(card.label), self.formats["label"])
            sheet.write_string(row, 1, safe_text(f"{card.value} ({card.beside})"),
                               self.formats["plain"])  # fmt: skip
            row += 1
        if section.table is not None:
            row = self._table(sheet, row + 1, section.table)
        for note in section.notes:
            row = self._run(sheet, row, note, "note", columns)
        if section.sources:
            text = "Sources: " + ", ".join(map(str, section.sources))
            row = self._run(sheet, row, text, "note", columns)
        if section.drawing is not None:
            add_chart(self.book, sheet, row + 1, section.drawing, self.document.accent,
                      self.numbers_at)  # fmt: skip
            row += _CHART_ROWS + 2
        return row

    def _table(self, sheet: Any, row: int, table: Table) -> int:
        """Write a table with its totals and ratios; return the row below it."""
        grid = _Grid(table, self.document.currency)
        shares = bool(table.summed) and len(table.rows) > 1
        head = [*grid.head, *([f"Share of: {grid.head[grid.summed[0]]}"] if shares else [])]
        for k, name in enumerate(head):
            sheet.write_string(row, k, safe_text(name), self.formats["head"])
        sheet.set_row(row, max(32.0, self._height(head)))
        first, last = row + 1, row + len(grid.rows)
        for i, cells in enumerate(grid.rows):
            for k, cell in enumerate(cells):
                self._cell(sheet, first + i, k, cell, grid.unit(i, k))
            sheet.set_row(first + i, self._height(cells))
        if not shares:
            return last + 2
        key = grid.summed[0]
        sheet.write_string(last + 1, 0, words("total"), self.formats["label"])
        for k in grid.summed:
            summed = f"{xl_rowcol_to_cell(first, k)}:{xl_rowcol_to_cell(last, k)}"
            total = sum(_number(r[k]) for r in grid.rows)
            sheet.write_formula(last + 1, k, f"=SUM({summed})",
                                self.formats["live" + _figures(total)], total)  # fmt: skip
        whole = sum(_number(r[key]) for r in grid.rows)
        for i, cells in enumerate(grid.rows):
            own = xl_rowcol_to_cell(first + i, key)
            total_cell = xl_rowcol_to_cell(last + 1, key, row_abs=True)
            sheet.write_formula(
                first + i, len(grid.head), f"=IF({total_cell}=0,0,{own}/{total_cell})",
                self.formats["live0.0%"], _number(cells[key]) / whole if whole else 0.0,
            )  # fmt: skip
        return last + 3

    def _height(self, cells: Sequence[str | float | None]) -> float:
        """Return the height of a row whose words are wrapped in their columns."""
        lines = [
            math.ceil(len(cell) * _WIDER / (self.widths[k] - 2))
            for k, cell in enumerate(cells)
            if isinstance(cell, str) and k < len(self.widths)
            and not cell.startswith(("http://", "https://"))
        ]  # fmt: skip
        return _ROW * max(1, *lines, 1)

    def _cell(self, sheet: Any, row: int, column: int, cell: str | float | None, unit: str) -> None:
        if cell is None:
            sheet.write_blank(row, column, None, self.formats["text"])
        elif not isinstance(cell, str):
            whole = not decimals_of(unit[:3])  # a currency without coins
            value = float(round(cell)) if whole else float(f"{cell:.6g}")
            sheet.write_number(row, column, value, self.formats[_figures(value)])
        elif cell.startswith(("http://", "https://")) and len(cell) < 2000:
            sheet.write_url(row, column, cell, self.formats["link"], string=cell)
        elif (found := number_in(cell)) is not None:
            value, figures = found
            if figures not in self.formats:
                self.formats[figures] = self.book.add_format({**self.number, "num_format": figures})
            sheet.write_number(row, column, value, self.formats[figures])
        else:
            sheet.write_string(row, column, safe_text(cell), self.formats["text"])


def number_in(text: str) -> tuple[float, str] | None:
    """Return the number that a text is, and the format that shows it as it stands there.

    Examples
    --------
    >>> [number_in(text) for text in ("1,500", "−8.9 %", "2.50 h", "007", "3 of 4", "")]
    [(1500.0, '#,##0'), (-0.089, '0.0 %'), (2.5, '0.00" h"'), None, None, None]
    """
    found = _WRITTEN.fullmatch(text.strip())
    if found is None:
        return None
    sign, whole, part, unit = found.groups(default="")
    value = float(f"{sign and '-'}{whole.replace(',', '')}{part}")
    figures = ("#,##0" if "," in whole else "0") + re.sub(r"\d", "0", part)
    if unit == "%":
        return float(f"{value / 100:.12g}"), f"{figures} %"
    return value, f'{figures}" {unit}"' if unit else figures


class _Grid:
    """A table with a column for each number: ranges become low, median and high.

    Amounts that nobody typed stand there with the figures that they are worth.
    """

    def __init__(self, table: Table, currency: str) -> None:
        self._currency = currency
        wide = [any(isinstance(r[k], Range) for r in table.rows) for k in range(len(table.columns))]
        self.head: list[str] = []
        self._units: list[str] = []
        self._said = -1  # the column that says the unit, where the rows differ in it
        self.summed: list[int] = []
        for k, column in enumerate(table.columns):
            if k in table.summed:
                self.summed.append(len(self.head))
            ends = (", low", ", median", ", high") if wide[k] else ("",)
            if column.name == "Unit":
                self._said = len(self.head)
            self.head += [column.name + end for end in ends]
            self._units += [column.unit] * len(ends)
        self.rows: list[list[str | float | None]] = []
        for row in table.rows:
            cells: list[str | float | None] = []
            for cell, spread in zip(row, wide, strict=True):
                cells += (
                    _spread(cell) if spread else [cell if not isinstance(cell, Range) else None]
                )
            self.rows.append(cells)
        exact = [c.exact for c, wide in zip(table.columns, wide, strict=True)
                 for _ in range(3 if wide else 1)]  # fmt: skip
        for i, cells in enumerate(self.rows):
            for k, cell in enumerate(cells):
                typed = exact[k] or cell is None or isinstance(cell, str | Typed)
                if not typed and self.unit(i, k).startswith(currency):
                    cells[k] = planned(_number(cell))

    def unit(self, row: int, column: int) -> str:
        """Return the unit of a number: of its column, of its row, or a currency they name."""
        if found := self._units[column] or (self._said >= 0 and self.rows[row][self._said]):
            return str(found)
        said = f"{self.head[column]} {self.rows[row][0]}"
        return self._currency if self._currency in said else ""


def _spread(cell: Cell) -> list[str | float | None]:
    if isinstance(cell, Range):
        return [*cell.points]
    return [None, cell, None]


def _number(cell: str | float | None) -> float:
    return float(cell) if isinstance(cell, int | float) else 0.0


def _figures(value: float) -> str:
    """Choose a number format that shows no more than the value is worth."""
    size = abs(value)
    if value == round(value) or size >= 100:
        return "#,##0"
    if value == round(4 * value) / 4:  # a quarter of an hour is not rounded away
        return "#,##0.00"
    if size >= 10:
        return "0.0"
    return "#,##0.00" if size >= 0.1 else "0.000"
