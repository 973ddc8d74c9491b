"""CSV and JSON: the figures of the answer, typed, with sources; no text becomes a formula."""

from __future__ import annotations

import csv
import io
import json

import pytest

from advisor.output.export.data import _number, safe_text
from advisor.results import Recommendation
from tests.output.export.businesses import answer, document, made


def rows() -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(made("csv").decode("utf-8-sig"))))


def test_excel_is_told_that_it_is_utf_8() -> None:
    assert made("csv").startswith(b"\xef\xbb\xbfpart,item,")


def test_the_table_is_long_with_seven_columns() -> None:
    first = made("csv").decode("utf-8-sig").splitlines()[0]
    assert first == "part,item,quantity,p5,p50,p95,unit"
    assert all(len(row) == 7 and None not in row for row in rows())


def test_totals_and_months_hold_the_answers_figures() -> None:
    found = next(r for r in rows() if r["item"] == "New customers")
    total = answer().totals.customers
    assert [float(found[p]) for p in ("p5", "p50", "p95")] == pytest.approx(
        [total.p5, total.p50, total.p95], rel=1e-5
    )
    assert found["unit"] == "customers a month"
    months = [r for r in rows() if r["part"] == "Month by month"
              and r["quantity"] == "New customers"]  # fmt: skip
    assert [float(r["p95"]) for r in months] == pytest.approx(
        [m.customers.p95 for m in answer().by_month], rel=1e-5
    )


def test_a_range_of_a_finding_is_one_row() -> None:
    found = [r for r in rows() if r["item"] == "Closing rate"]
    assert [(r["p5"], r["p50"], r["p95"], r["unit"]) for r in found] == [
        ("-4", "3", "9", "new customers a month")
    ]


def test_every_source_and_every_figure_in_use_is_named() -> None:
    known = document().provenance
    assert known is not None
    assert sum(r["part"] == "source" for r in rows()) == len(known.sources) > 0
    assert sum(r["part"] == "figure in use" for r in rows()) == len(known.figures) > 0


def test_no_cell_begins_like_a_formula() -> None:
    for row in rows():
        for name in ("part", "item", "quantity", "unit"):
            assert row[name][:1] not in ("=", "+", "@")
    title = next(r for r in rows() if r["item"] == "for")["quantity"]
    assert title.startswith("'=1+1")


@pytest.mark.parametrize(
    "text", ["=1", "+1", "@SUM(1)", "-2+3+cmd|' /C calc'!A0", " =1", "\t=1", "-A1"]
)
def test_what_a_spreadsheet_would_compute_gets_an_apostrophe(text: str) -> None:
    assert safe_text(text) == f"'{text}"


def test_json_reads_back_as_the_same_recommendation_with_insights_and_sources() -> None:
    found = json.loads(made("json"))
    assert Recommendation.model_validate(found["recommendation"]).headline == answer().headline
    assert found["about"]["date"] == "2026-11-24"
    assert found["insights"]["adverts"]["findings"][0]["code"] == "not_yet"
    assert found["evidence"]["sources"][0]["url"]


@pytest.mark.parametrize(("unit", "told"), [
    ("JPY a month", "502"), ("HUF", "502"), ("EUR a month", "501.6"), ("KWD", "501.6"),
    ("customers", "501.6"), ("", "501.6")])  # fmt: skip
def test_numbers_of_a_currency_without_coins_are_whole(unit: str, told: str) -> None:
    assert _number(501.6, unit) == told
