"""Amounts of a plan are shown with three significant figures at most; typed ones as typed."""

from __future__ import annotations

import io
import json
import re
from functools import cache
from typing import Any

import pytest
from pptx import Presentation

from advisor.evidence import load_tables
from advisor.explain.section import Column, Typed, cell_text
from advisor.explain.wording import amount, spent, two_figures
from advisor.output.export import export
from advisor.profile import BusinessProfile, parse_profile
from advisor.recommend import recommend
from advisor.report.compared import section_of
from advisor.report.text import findings_text, text_report
from advisor.results import Recommendation
from tests.insight.asked import answer, found
from tests.output.export.businesses import EXAMPLES
from tests.output.export.test_workbook import sheets

# Budgets with more figures than any of them is worth, in currencies with and without coins.
TYPED = {
    "plumber_northampton": (14, 7654.0, "7,654"),
    "shop_bamberg": (20, 3217.5, "3,217.5"),
    "it_services_pune": (20, 456_789.0, "456,789"),
    "maker_oaxaca": (15, 34_567.0, "34,567"),
}


@cache
def asked(name: str) -> tuple[BusinessProfile, Recommendation]:
    answers: dict[str, Any] = json.loads((EXAMPLES / f"{name}.json").read_text("utf-8"))
    hours, money, _ = TYPED[name]
    profile = parse_profile({**answers, "hours_per_week": hours, "money_per_month": money})
    return profile, recommend(profile, n_draws=64, worlds=0, tables=load_tables())


def figures(number: str) -> int:
    """Count the significant figures of a number as it is written."""
    whole, _, part = number.replace(",", "").partition(".")
    return len(f"{whole}{part}".lstrip("0") if part else whole.strip("0"))


def of_slides(content: bytes) -> str:
    said = []
    for slide in Presentation(io.BytesIO(content)).slides:
        for shape in slide.shapes:
            if shape.has_text_frame:
                said.append(shape.text_frame.text)
            if shape.has_table:
                said += [cell.text for row in shape.table.rows for cell in row.cells]
        said.append(slide.notes_slide.notes_text_frame.text)
    return "\n".join(said)


@pytest.mark.parametrize("name", TYPED)
def test_no_estimate_of_money_has_more_figures_than_it_is_worth(name: str) -> None:
    profile, r = asked(name)
    page = export(r, {}, "html", profile=profile).decode()
    shown = {
        "text": text_report(r),
        "page": re.sub(r"(?s)<(style|script).*?</\1>|<[^>]+>", " ", page),
        "talk": of_slides(export(r, {}, "pptx", profile=profile)),
    }
    for where, said in shown.items():
        found = set(re.findall(rf"([\d,.]*\d) {r.currency}\b", said))
        assert found, where
        assert {n for n in found if figures(n) > 3} <= {TYPED[name][2]}, where
    assert f"of {TYPED[name][2]}" in shown["text"]


@pytest.mark.parametrize("name", TYPED)
def test_the_workbook_holds_money_as_it_is_shown(name: str) -> None:
    profile, r = asked(name)
    book, seen = sheets(export(r, {}, "xlsx", profile=profile)), 0
    for sheet, head in (
        ("The mix", f"{r.currency} a month"),
        ("Plan against actual", f"{r.currency} planned"),
    ):
        top = next(c for c in book[sheet] if head in str(c.value))
        column = top.where.rstrip("0123456789")
        for cell in book[sheet]:
            if not re.fullmatch(rf"{column}\d+", cell.where) or cell.formula or cell == top:
                continue
            assert float(f"{cell.value:.3g}") == pytest.approx(cell.value), (sheet, cell)
            seen += float(cell.value) > 0
    assert seen


def test_an_amount_that_was_typed_keeps_its_figures() -> None:
    column = Column("EUR a month", "EUR a month", whole=True)
    assert cell_text(Typed(1234.5), column) == "1,234.5"
    assert cell_text(1234.5, column) == "1,230"


@pytest.mark.parametrize(
    ("used", "had", "currency", "said"),
    [
        (1237.0, 1238.0, "EUR", "1,230"), (1238.0, 1238.0, "EUR", "1,238"),
        (999.6, 999.7, "EUR", "999"), (0.0, 1238.0, "EUR", "0"), (0.0, 0.0, "JPY", "0"),
        (98_760.0, 98_765.0, "JPY", "98,700"),
            (98_740.0, 98_765.0, "JPY", "98,700"), (98_765.0, 98_765.0, "JPY", "98,765"),
        (4_444.0, 9_999.0, "KWD", "4,440"),
    ],
)  # fmt: skip
def test_what_a_plan_takes_is_never_shown_above_what_there_was(
    used: float, had: float, currency: str, said: str
) -> None:
    assert spent(used, had, currency) == said
    assert float(said.replace(",", "")) <= had


def test_what_the_mix_spends_on_an_advert_is_written_as_in_the_mix() -> None:
    asks = {"sector": "roofing", "country": "GB", "town": "Leeds", "people_working": 4,
            "reach_goal": "my_town", "hours_per_week": 4, "money_per_month": 1505}  # fmt: skip
    r, told = answer(asks), found("adverts", asks)
    item = next(i for i in r.allocation if i.channel in told.chosen)
    text = amount(item.money_per_month, "GBP")
    assert text != two_figures(item.money_per_month)
    assert f"{text} GBP a month in all" in told.sentence
    forecast = next(f for f in told.findings if f.code == "forecast")
    assert f"{item.name}: {text} GBP a month brings" in forecast.title
    assert re.search(rf"{item.name} +{text} ", findings_text([forecast]))
    section = section_of(forecast, "", "main")
    assert section.table is not None and section.table.columns[1].whole
    without = {**asks, "money_per_month": 45}
    assert "45 GBP a month is below" in found("adverts", without).sentence
