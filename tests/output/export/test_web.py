"""The HTML report in a real browser without network: charts drawn, text that stays text."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.output.export.businesses import SHOWN, document, made


@pytest.fixture(scope="module")
def page(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    file = tmp_path_factory.mktemp("web") / "made.html"
    file.write_bytes(made("html"))
    opened = browser.new_context(offline=True, viewport={"width": 1280, "height": 900})
    shown = opened.new_page()
    shown.evaluate("() => 0")
    faults: list[str] = []
    shown.on("console", lambda message: faults.append(message.text))
    shown.on("pageerror", lambda error: faults.append(str(error)))
    shown.on("request", lambda r: faults.append(r.url) if r.url.startswith("http") else None)
    shown.goto(file.as_uri())
    shown.wait_for_function(
        "count => document.querySelectorAll('.js-plotly-plot .main-svg').length >= count",
        arg=sum(s.drawing is not None for s in document().sections),
    )
    shown.faults = faults  # type: ignore[attr-defined]
    yield shown
    opened.close()


def test_every_chart_is_drawn_and_nothing_is_asked_of_the_network(page: Page) -> None:
    drawn = sum(s.drawing is not None for s in document().sections)
    assert page.locator(".js-plotly-plot").count() == drawn
    marks = ".js-plotly-plot .trace.bars path, .js-plotly-plot .scatterlayer path"
    assert page.locator(marks).count() > drawn
    assert page.faults == []  # type: ignore[attr-defined]


def test_what_a_person_typed_stays_text(page: Page) -> None:
    assert SHOWN in page.locator("h1").inner_text()
    assert page.locator("h1 b").count() == 0
    assert "<b>Bold" not in made("html").decode("utf-8")


def test_every_finding_has_its_heading_and_sources_lead_out(page: Page) -> None:
    headings = set(page.locator("h2").all_inner_texts())
    assert {s.title for s in document().sections} - headings == set()
    known = document().provenance
    assert known is not None
    assert page.locator(".sources a").count() == sum(
        s.url.startswith("http") for s in known.sources
    )


def test_it_fits_a_phone(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    # The charts follow the window a moment later, on a busy machine a long one.  No function is
    # waited for: the report's own policy forbids the page to read one from a text.
    expect(page.locator("html")).to_have_js_property("scrollWidth", 390, timeout=20_000)


def test_plotly_is_inside_once_and_no_address_is_loaded() -> None:
    text = made("html").decode("utf-8")
    assert text.count("plotly.js v") == 1
    assert 'src="http' not in text
    assert "default-src 'none'" in text
