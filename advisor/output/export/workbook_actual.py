"""The sheet "Plan against actual": what was planned each month, cells to fill in, the difference.

Planned figures are numbers; differences are formulas that stay empty until something was filled in.
"""

from collections.abc import Mapping
from typing import Any

from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell

from advisor.explain.export_words import words
from advisor.explain.section import Drawing, Table
from advisor.explain.wording import planned
from advisor.output.export.compose import Document
from advisor.output.export.data import safe_text
from advisor.output.export.style import FONT, INK, QUIET, SERIES, mixed, readable
from advisor.results import Range

FIRST_FREE = 8  # the column right of a chart; the numbers stand there or right of the tables
_QUIET_GRID = {"visible": True, "line": {"color": "#E3EAE8", "width": 0.75}}


def add_chart(
    book: Any, sheet: Any, row: int, drawing: Drawing, accent: str, numbers_at: int
) -> None:
    """Write the numbers and the chart drawn from them.

    `row`: the chart's first row.  `numbers_at`: the first column of the numbers.
    """
    block = _Block(book, sheet, row, drawing, numbers_at)
    ink = readable(accent)
    kind = {"lines": "scatter", "band": "area"}.get(drawing.kind, "bar")
    subtype = {
        "lines": "straight_with_markers", "band": "stacked", "stacked_bars": "stacked",
    }.get(drawing.kind)  # fmt: skip
    chart = book.add_chart({"type": kind, **({"subtype": subtype} if subtype else {})})
    if drawing.kind == "band":
        _band(book, chart, block, ink)
    elif drawing.kind == "ranges":
        _ranges(chart, block, ink)
    else:
        _series(chart, block, ink)
    _dress(chart, drawing)
    sheet.insert_chart(row, 0, chart, {"description": drawing.alt, "object_position": 2})


class _Block:
    """The numbers of a chart on a sheet, and the addresses of its columns."""

    def __init__(self, book: Any, sheet: Any, row: int, drawing: Drawing, numbers_at: int) -> None:
        self.sheet, self.drawing, self.at = sheet, drawing, numbers_at
        self.first, self.last = row + 1, row + len(drawing.labels)
        self.columns: list[str] = []
        sheet.write_string(row, self.at, "Drawn in the chart")
        grouped = book.add_format({"num_format": "#,##0"})
        for k, label in enumerate(drawing.labels):
            if isinstance(label, str) and label.replace(",", "").isdecimal():
                sheet.write_number(self.first + k, self.at, float(label.replace(",", "")), grouped)
            elif isinstance(label, str):
                sheet.write_string(self.first + k, self.at, safe_text(label))
            else:
                sheet.write_number(self.first + k, self.at, float(label))
        for name, values in drawing.series:
            self.add(name, values)
        self.row = row

    def add(self, name: str, values: Any) -> None:
        """Write one more column of numbers."""
        self.columns.append(name)
        column = self.at + len(self.columns)
        self.sheet.write_string(self.first - 1, column, safe_text(name))
        for k, value in enumerate(values):
            if value is not None:
                self.sheet.write_number(self.first + k, column, self.drawing.shown(value))

    def address(self, column: int) -> list[Any]:
        """Return the cells of a column; 0 is the labels."""
        return [self.sheet.get_name(), self.first, self.at + column, self.last, self.at + column]

    def heading(self, column: int) -> list[Any]:
        """Return the cell of a column's name."""
        return [self.sheet.get_name(), self.first - 1, self.at + column]


def _series(chart: Any, block: _Block, ink: str) -> None:
    drawing = block.drawing
    single = len(drawing.series) == 1
    for k, colour in zip(range(1, len(drawing.series) + 1), (ink, *SERIES * 3), strict=False):
        series: dict[str, Any] = {
            "name": block.heading(k), "categories": block.address(0), "values": block.address(k),
        }  # fmt: skip
        if drawing.kind == "lines":
            series["line"] = {"color": colour, "width": 2.25}
            series["marker"] = {"type": "circle", "size": 5, "fill": {"color": colour},
                                "border": {"color": colour}}  # fmt: skip
        else:
            series["fill"] = {"color": colour}
            series["gap"] = 45
            if single and drawing.colours:
                series["points"] = [{"fill": {"color": own}} for own in drawing.colours]
            if drawing.kind == "bars" and len(drawing.series) <= 2:
                series["data_labels"] = {"value": True, "num_format": "General",
                                         "font": {"name": FONT, "size": 9}}  # fmt: skip
        chart.add_series(series)
    if single:
        chart.set_legend({"none": True})
    else:
        chart.set_legend({"position": "top", "font": {"name": FONT, "size": 9}})


def _ranges(chart: Any, block: _Block, ink: str) -> None:
    low, median, high = (values for _, values in block.drawing.series)
    block.add("Up", [(h or 0.0) - (m or 0.0) for h, m in zip(high, median, strict=True)])
    block.add("Down", [(m or 0.0) - (v or 0.0) for m, v in zip(median, low, strict=True)])
    name = block.sheet.get_name()
    cells = [
        f"='{name}'!" + xl_range_abs(block.first, block.at + k, block.last, block.at + k)
        for k in (len(block.columns) - 1, len(block.columns))
    ]
    colours = block.drawing.colours or (ink,) * len(block.drawing.labels)
    chart.add_series(
        {
            "name": block.heading(2), "categories": block.address(0), "values": block.address(2),
            "gap": 70, "fill": {"color": mixed(ink, "#FFFFFF", 0.45)},
            "points": [{"fill": {"color": mixed(own, "#FFFFFF", 0.45)}} for own in colours],
            "x_error_bars": {
                "type": "custom", "plus_values": cells[0], "minus_values": cells[1],
                "line": {"color": INK, "width": 2.25},
            },
        }
    )  # fmt: skip
    chart.set_legend({"none": True})


def _band(book: Any, chart: Any, block: _Block, ink: str) -> None:
    """Stack low to high on an invisible low, and draw the median over it."""
    low, _, high = (values for _, values in block.drawing.series)
    block.add("Low to high", [(h or 0.0) - (v or 0.0) for h, v in zip(high, low, strict=True)])
    chart.add_series({"name": block.heading(1), "categories": block.address(0),
                      "values": block.address(1), "fill": {"none": True},
                      "border": {"none": True}})  # fmt: skip
    chart.add_series({"name": block.heading(4), "categories": block.address(0),
                      "values": block.address(4),
                      "fill": {"color": mixed(ink, "#FFFFFF", 0.72)}})  # fmt: skip
    line = book.add_chart({"type": "line"})
    line.add_series({"name": block.heading(2), "categories": block.address(0),
                     "values": block.address(2), "line": {"color": ink, "width": 3}})  # fmt: skip
    chart.combine(line)
    chart.set_legend({"position": "top", "delete_series": [0],
                      "font": {"name": FONT, "size": 9}})  # fmt: skip


def _dress(chart: Any, drawing: Drawing) -> None:
    quiet = {"name": FONT, "size": 9, "color": QUIET}
    numbers: dict[str, Any] = {
        "name": safe_text(drawing.unit), "name_font": {**quiet, "bold": False}, "num_font": quiet,
        "major_gridlines": _QUIET_GRID, "line": {"none": True}, "num_format": "General",
        "label_position": "low",
    }  # fmt: skip
    if drawing.kind == "ranges":
        numbers["min"], numbers["max"] = drawing.bounds()
    names: dict[str, Any] = {
        "num_font": {"name": FONT, "size": 9, "color": INK}, "label_position": "low",
        "major_gridlines": {"visible": False},
    }  # fmt: skip
    if drawing.kind in ("lines", "band"):
        names["name"] = safe_text(drawing.axis)
        names["name_font"] = {**quiet, "bold": False}
        if drawing.kind == "lines":
            xs = [float(x) for x in drawing.labels]
            names["min"], names["max"] = min(xs), max(xs)
        chart.set_x_axis(names)
        chart.set_y_axis(numbers)
    else:
        chart.set_x_axis({**numbers, "label_position": "high"})
        chart.set_y_axis({**names, "reverse": True})
    chart.set_title({"none": True})
    chart.set_size({"width": 760, "height": 370})
    chart.set_chartarea({"border": {"none": True}})


SHEET = "Plan against actual"
_HEAD, _FIRST = 4, 5  # rows
# Columns: month, customers low/median/high, came, difference, within; hours; money.
_CAME, _HOURS, _MONEY = 4, 7, 10
_WIDTHS = (9, 12, 12, 12, 14, 12, 13, 14, 14, 12, 14, 14, 12)


def fill_actual(sheet: Any, document: Document, formats: Mapping[str, Any], empty: Any) -> None:
    """Write the sheet of ``actual``: month, customers a month (ranges), hours a week, money."""
    table = document.actual
    assert table is not None
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    sheet.write_string(0, 0, SHEET, formats["part"])
    sheet.set_row(0, 22)
    for k, name in enumerate(("actual_note", "actual_fill")):
        sheet.merge_range(1 + k, 0, 1 + k, len(_WIDTHS) - 1, "", formats["sentence"])
        sheet.write_string(1 + k, 0, words(name, customers=_word(table)), formats["sentence"])
    for column, name in enumerate(_heads(table, document.currency)):
        sheet.write_string(_HEAD, column, safe_text(name), formats["head"])
    sheet.set_row(_HEAD, 46)
    for k, row in enumerate(table.rows):
        _row(sheet, _FIRST + k, row, formats, empty)
    last = _FIRST + len(table.rows) - 1
    sheet.write_string(last + 1, 0, words("total"), formats["label"])
    for column in (2, _CAME, _MONEY, _MONEY + 1):
        cells = f"{xl_rowcol_to_cell(_FIRST, column)}:{xl_rowcol_to_cell(last, column)}"
        total = sum(_planned(row)[column] or 0.0 for row in table.rows)
        sheet.write_formula(last + 1, column, f"=SUM({cells})", formats["live#,##0"], total)
    sheet.freeze_panes(_FIRST, 1)


def _word(table: Table) -> str:
    """Return what the trade calls its customers, as the unit of the plan's column has it."""
    return table.columns[1].unit.partition(" ")[0]


def _heads(table: Table, currency: str) -> list[str]:
    customers = table.columns[1].name
    return [
        table.columns[0].name,
        *(f"{customers}, {end}" for end in ("low", "median", "high")),
        words("actual_came", customers=_word(table)), words("actual_difference"),
        words("actual_within"),
        words("actual_hours"), words("actual_hours_given"), words("actual_difference"),
        words("actual_money", currency=currency), words("actual_money_spent", currency=currency),
        words("actual_difference"),
    ]  # fmt: skip


def _planned(row: tuple[Any, ...]) -> dict[int, float | None]:
    """Return the planned figures of a month by column; None where one fills in."""
    month, customers, hours, money = row
    assert isinstance(customers, Range)
    return {
        0: month, 1: customers.p5, 2: customers.p50, 3: customers.p95, _CAME: None,
        _HOURS: hours, _HOURS + 1: None, _MONEY: planned(money), _MONEY + 1: None,
    }  # fmt: skip


def _row(sheet: Any, at: int, row: tuple[Any, ...], formats: Mapping[str, Any], empty: Any) -> None:
    for column, value in _planned(row).items():
        if value is None:
            sheet.write_blank(at, column, None, empty)
        else:
            figures = "#,##0" if column == 0 or column >= _MONEY else "#,##0.00"
            sheet.write_number(at, column, float(f"{value:.6g}"), formats[figures])
    for column, meant in ((_CAME, 2), (_HOURS + 1, _HOURS), (_MONEY + 1, _MONEY)):
        filled, plan = xl_rowcol_to_cell(at, column), xl_rowcol_to_cell(at, meant)
        formula = f'=IF({filled}="","",{filled}-{plan})'
        sheet.write_formula(at, column + 1, formula, formats["live#,##0.00"], "")
    came, low, high = (xl_rowcol_to_cell(at, column) for column in (_CAME, 1, 3))
    within = f'=IF({came}="","",IF(AND({came}>={low},{came}<={high}),"yes","no"))'
    sheet.write_formula(at, _CAME + 2, within, formats["live#,##0"], "")
