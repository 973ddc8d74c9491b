"""The sheet "Plan against actual": what was planned each month, cells to fill in, the difference.

Planned figures are numbers; differences are formulas that stay empty until something was filled in.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell

from advisor.explain.export_words import words
from advisor.explain.section import Table
from advisor.explain.wording import planned
from advisor.output.export.data import safe_text
from advisor.output.export.document import Document
from advisor.results import Range

SHEET = "Plan against actual"
_HEAD, _FIRST = 4, 5  # rows
# Columns: month, customers low/median/high, came, difference, within; hours; money.
_CAME, _HOURS, _MONEY = 4, 7, 10
_WIDTHS = (9, 12, 12, 12, 14, 12, 13, 14, 14, 12, 14, 14, 12)


def fill_actual(sheet: Any, document: Document, formats: Mapping[str, Any], empty: Any) -> None:
    """Write the sheet.

    `document`: with ``actual``: month, customers a month (ranges), hours a week, money a month.
    """
    table = document.actual
    assert table is not None
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    sheet.write_string(0, 0, SHEET, formats["part"])
    sheet.set_row(0, 22)
    for k, name in enumerate(("actual_note", "actual_fill")):
        sheet.merge_range(1 + k, 0, 1 + k, len(_WIDTHS) - 1, "", formats["sentence"])
        sheet.write_string(1 + k, 0, words(name), formats["sentence"])
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


def _heads(table: Table, currency: str) -> list[str]:
    customers = table.columns[1].name
    return [
        table.columns[0].name,
        *(f"{customers}, {end}" for end in ("low", "median", "high")),
        words("actual_came"), words("actual_difference"), words("actual_within"),
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
