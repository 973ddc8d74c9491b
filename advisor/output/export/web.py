"""The interactive report: one HTML file that needs no network and prints as a document.

Jinja escapes whatever is said; only the charts and Plotly's own program are written as they are.
"""

import base64
from pathlib import Path
from typing import Any

from advisor.explain.export_words import words
from advisor.explain.section import Section, cell_text, is_numeric, under_heads
from advisor.output.drawings import drawing_chart
from advisor.output.export.compose import Document
from advisor.output.export.style import ink_on, readable, unbroken

_TEMPLATE = Path(__file__).with_name("report.html.j2")


def web(document: Document) -> bytes:
    """Return the document as one HTML file in UTF-8 with Plotly's program inside."""
    from jinja2 import Environment
    from markupsafe import Markup
    from plotly.offline import get_plotlyjs

    page = Environment(autoescape=True, trim_blocks=True).from_string(
        _TEMPLATE.read_text(encoding="utf-8")
    )
    parts: dict[str, str] = {}
    for section in document.of("main"):
        parts.setdefault(section.part, section.code)
    for code in ("assumed", "figures", "sources"):
        found = next((s for s in document.sections if s.code == code), None)
        if found is not None:
            parts.setdefault(found.part, found.code)
    text = page.render(
        d=document,
        strong=readable(document.accent),
        on_accent=ink_on(document.accent),
        logo=base64.b64encode(document.logo.png).decode() if document.logo else "",
        parts=parts.items(),
        sections=[
            (section, Markup(_chart(document, section, k)))
            for k, section in enumerate(document.sections)
        ],
        numeric=is_numeric,
        cell_text=lambda cell, column: unbroken(cell_text(cell, column)),
        under_heads=under_heads,
        appendix=words("appendix"),
        plotly_js=Markup(get_plotlyjs()),
    )
    return text.encode("utf-8")


def _chart(document: Document, section: Section, number: int) -> str:
    """Return a section's chart as HTML; empty where there is none."""
    if section.drawing is None:
        return ""
    figure: Any = drawing_chart(section.drawing, section.title, readable(document.accent)).figure
    text: str = figure.to_html(
        include_plotlyjs=False, full_html=False, div_id=f"chart-{number}",
        default_width="100%", config={"displayModeBar": False, "responsive": True},
    )  # fmt: skip
    return text
