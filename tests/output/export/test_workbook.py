"""The workbook: typed cells, live totals only, no formula from anybody's text, charts drawn."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

import pytest
import xlsxwriter

from advisor.explain.section import Drawing
from advisor.output.export import export
from advisor.output.export.workbook import _figures
from advisor.output.export.workbook_actual import add_chart
from advisor.profile import parse_profile
from advisor.recommend import recommend
from tests.businesses import PLUMBER
from tests.output.export.businesses import answer, document, made
from tests.output.export.conftest import text_of

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


class Cell(NamedTuple):
    where: str
    value: str | float
    formula: str


def sheets(content: bytes = b"") -> dict[str, list[Cell]]:
    """Read every sheet of a workbook, or of the one made: name, then cells with value, formula."""
    with zipfile.ZipFile(io.BytesIO(content or made("xlsx"))) as file:
        shared = [
            "".join(t.text or "" for t in item.iter(f"{_MAIN}t"))
            for item in ElementTree.fromstring(file.read("xl/sharedStrings.xml"))
        ]
        book = ElementTree.fromstring(file.read("xl/workbook.xml"))
        names = [s.get("name", "") for s in book.iter(f"{_MAIN}sheet")]
        found: dict[str, list[Cell]] = {}
        for k, name in enumerate(names, 1):
            root = ElementTree.fromstring(file.read(f"xl/worksheets/sheet{k}.xml"))
            found[name] = []
            for cell in root.iter(f"{_MAIN}c"):
                value, formula = cell.find(f"{_MAIN}v"), cell.find(f"{_MAIN}f")
                if value is None or value.text is None:
                    continue
                shown = shared[int(value.text)] if cell.get("t") == "s" else float(value.text)
                told = formula.text or "" if formula is not None else ""
                found[name].append(Cell(cell.get("r", ""), shown, told))
    return found


def test_there_is_a_sheet_for_every_part_and_the_first_says_what_it_is() -> None:
    parts = dict.fromkeys(section.part for section in document().sections)
    assert list(sheets()) == ["Read me", "Plan against actual", *parts]
    told = " ".join(str(c.value) for c in sheets()["Read me"])
    assert "only totals and ratios" in told
    assert "2026-11-24" in told
    assert document().versions in told


def test_only_totals_and_ratios_are_formulas_and_they_are_right() -> None:
    formulas = [c for name, cells in sheets().items() for c in cells
                if c.formula and name != "Plan against actual"]  # fmt: skip
    assert formulas
    for cell in formulas:
        assert re.fullmatch(r"SUM\([A-Z]+\d+:[A-Z]+\d+\)|IF\(.+=0,0,.+/.+\)", cell.formula)
    hours = answer().budgets.owner_hours.used + answer().budgets.staff_hours.used
    totals = [c.value for c in sheets()["The mix"] if c.formula.startswith("SUM")]
    assert totals[0] == pytest.approx(hours)
    assert totals[1] == pytest.approx(answer().budgets.money.used, abs=0.02)
    shares = [c.value for c in sheets()["The mix"] if c.formula.startswith("IF")]
    assert sum(float(s) for s in shares) == pytest.approx(1.0)


def test_no_text_begins_like_a_formula() -> None:
    texts = [c.value for cells in sheets().values() for c in cells if isinstance(c.value, str)]
    risky = [t for t in texts if t[:1] in ("=", "+", "@")]
    assert risky == []
    assert [t for t in texts if t.startswith("-") and not re.match(r"-[\d.,]+( to |$)", t)] == []
    assert any(t.startswith("'=cmd|") for t in texts)


def test_ranges_are_three_numbers_and_agree_with_the_answer() -> None:
    cells = sheets()["From being seen to buying"]
    row = next(c.where[1:] for c in cells if c.value == "New customers")
    found = [c.value for c in cells if c.where[1:] == row and not isinstance(c.value, str)]
    customers = answer().totals.customers
    assert found == pytest.approx([customers.p5, customers.p50, customers.p95], rel=1e-4)


def test_no_number_of_a_table_is_stored_as_text() -> None:
    written = re.compile(r"[-−]?[\d.,]+( (%|h|USD|years?|months?))?")
    as_text = [
        (name, c.where, c.value)
        for name, cells in sheets().items()
        for c in cells
        if isinstance(c.value, str) and c.where[0] <= "J" and not c.where[1].isalpha()
        and written.fullmatch(c.value.strip())
    ]  # fmt: skip
    assert as_text == []


def test_the_labels_of_a_chart_that_are_numbers_are_stored_as_numbers() -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        drawn = Drawing("bars", ("0", "2,000", "Word"), (("People", (1.0, 2.0, 3.0)),), unit="a")
        add_chart(book, book.add_worksheet(), 0, drawn, "#0B6E69", 0)
    with zipfile.ZipFile(out) as file:
        sheet = file.read("xl/worksheets/sheet1.xml").decode()
        assert "<v>2000</v>" in sheet
        assert b">2,000<" not in file.read("xl/sharedStrings.xml")


def test_quarters_of_an_hour_are_not_rounded_away() -> None:
    assert [_figures(value) for value in (17.75, 2.5, 17.8, 120.0, 0.0312)] == [
        "#,##0.00", "#,##0.00", "0.0", "#,##0", "0.000"]  # fmt: skip


def test_every_month_stands_in_the_workbook() -> None:
    cells = [c for c in sheets()["Month by month"] if c.where.startswith("A")]
    assert [c.value for c in cells if not isinstance(c.value, str)] == [
        float(m.month) for m in answer().by_month
    ]


def formulas_of(name: str) -> dict[str, str]:
    """Read every formula of a sheet by its cell, empty results too."""
    with zipfile.ZipFile(io.BytesIO(made("xlsx"))) as file:
        book = ElementTree.fromstring(file.read("xl/workbook.xml"))
        at = [s.get("name", "") for s in book.iter(f"{_MAIN}sheet")].index(name) + 1
        root = ElementTree.fromstring(file.read(f"xl/worksheets/sheet{at}.xml"))
    return {
        cell.get("r", ""): formula.text or ""
        for cell in root.iter(f"{_MAIN}c")
        if (formula := cell.find(f"{_MAIN}f")) is not None
    }


def test_the_plan_stands_against_what_came_month_by_month() -> None:
    cells = {c.where: c.value for c in sheets()["Plan against actual"]}
    months = answer().by_month
    for k, month in enumerate(months):
        assert cells[f"A{6 + k}"] == month.month
        planned = [cells[f"{column}{6 + k}"] for column in "BCD"]
        customers = month.customers
        assert planned == pytest.approx([customers.p5, customers.p50, customers.p95], rel=1e-5)
    last = 5 + len(months)
    budgets = answer().budgets
    assert cells[f"H{last}"] == pytest.approx(budgets.owner_hours.used + budgets.staff_hours.used)
    assert cells[f"K{last}"] == pytest.approx(budgets.money.used, abs=0.02)
    found = formulas_of("Plan against actual")
    assert found["F6"] == 'IF(E6="","",E6-C6)'
    assert found["J6"] == 'IF(I6="","",I6-H6)'
    assert found["M6"] == 'IF(L6="","",L6-K6)'
    assert found[f"C{last + 1}"] == f"SUM(C6:C{last})"


def test_every_drawing_is_a_chart_of_its_own_numbers() -> None:
    drawn = [s.drawing for s in document().sections if s.drawing is not None]
    with zipfile.ZipFile(io.BytesIO(made("xlsx"))) as file:
        charts = [n for n in file.namelist() if re.fullmatch(r"xl/charts/chart\d+\.xml", n)]
        bars = [n for n in charts if b"<c:errBars>" in file.read(n)]
    assert len(charts) == len(drawn)
    assert len(bars) == sum(d.kind == "ranges" for d in drawn) > 0


def test_libreoffice_opens_it_and_finds_no_fault(by_office: dict[str, Path]) -> None:
    text = text_of(by_office["xlsx"])
    assert document().title.split("<")[0].strip() in text
    assert "#NAME?" not in text
    assert "#REF!" not in text
    assert "Err:" not in text
    for section in document().sections:
        assert " ".join(section.title.split()[:3]) in text


def test_the_sheet_to_fill_in_calls_customers_what_the_trade_does() -> None:
    asked = parse_profile({**PLUMBER, "sector": "dental_health"})
    book = sheets(export(recommend(asked, n_draws=64, worlds=4), {}, "xlsx", profile=asked))
    said = " ".join(str(c.value) for c in book["Plan against actual"])
    assert "new patients the plan brought" in said and "New patients who came" in said
    assert "ustomers" not in said
