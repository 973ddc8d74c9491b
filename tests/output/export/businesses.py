"""One real answer with hand-made insights of every shape, told by a person who types anything."""

from __future__ import annotations

import datetime
import io
import json
from functools import cache
from pathlib import Path
from typing import Any

from advisor.evidence import load_tables
from advisor.insight.provenance import build
from advisor.output.export import export
from advisor.output.export.compose import Document, compose
from advisor.profile import parse_profile
from advisor.recommend import recommend
from advisor.results import Finding, Insight, Recommendation
from advisor.results.provenance import Provenance

EXAMPLES = Path(__file__).resolve().parents[3] / "data" / "examples"
DATE = datetime.date(2026, 11, 24)
# What a person may type as a name, and what must never come of it.
SHOWN = '=1+1 <b>Bold</b> #strong[x] & "Sons"'
TITLE = f"Strategy for {SHOWN}"
LONG = "A sentence of the length that insights write, which takes more than a single line of it. "


@cache
def answer(name: str = "plumber_northampton", **changed: Any) -> Recommendation:
    profile = json.loads((EXAMPLES / f"{name}.json").read_text("utf-8"))
    asked = {**profile, "name": SHOWN, **changed}
    return recommend(parse_profile(asked), n_draws=64, worlds=16)


def _finding(code: str, title: str, **more: Any) -> Finding:
    return Finding(code=code, title=title, **more)


@cache
def insights() -> dict[str, Insight]:
    """Every picture, long texts, words where numbers could be, numbers below zero, gaps."""
    ranges = ("Figure", "Low", "Median", "High")
    return {
        "checks": Insight(findings=(
            _finding("check_one", "Two checks want a look.", header=("Check", "Result"),
                     rows=(("Hours fit", "PASS"), ("=cmd|'/C calc'!A0", "REVIEW"))),
        )),
        "sensitivity": Insight(findings=(
            _finding("moves", "The closing rate moves the answer most.", header=ranges,
                     rows=(("Closing rate", -4.0, 3.0, 9.0), ("Average sale", 2.0, 3.1, 4.0)),
                     picture="ranges", unit="new customers a month"),
        )),
        "plan": Insight(findings=(
            _finding("weeks", "On Monday: complete the profile.", sentences=("No week is full.",),
                     header=("Week", "What", "Hours"),
                     rows=tuple((f"Week {k}", LONG, 2.0 + k / 4) for k in range(1, 31))),
        )),
        "manager": Insight(findings=(
            _finding("hire", "Do it yourself for now.", header=("Who", "Money", "Hours' value"),
                     rows=(("Yourself", 25.0, 480.0), ("A manager", 900.0, 130.0)),
                     picture="stacked_bars", unit="USD a month"),
        )),
        "adverts": Insight(findings=(
            _finding("not_yet", "Advertising does not pay below 300 USD a month.",
                     sentences=tuple(LONG * 2 for _ in range(9)), header=ranges,
                     rows=(("Search adverts", 180.0, 310.0, 620.0), ("Meta", 240.0, 460.0, 1100.0)),
                     picture="ranges", unit="USD per customer"),
        )),
        "platforms": Insight(findings=(
            _finding("first", "The profile first, Facebook second.", sentences=(LONG,),
                     header=("Platform", "Your audience, %", "All adults, %"),
                     rows=(("YouTube", 84.0, 83.0), ("Facebook", 71.0, None), ("X", 19.0, 22.0)),
                     picture="bars", unit="%", fact_ids=("F089",), notes=("Adults in the US.",)),
            _finding("posts", "Post twice a week.", header=("Platform", "When"),
                     rows=(("Facebook", "mornings"),), picture="bars"),
        )),
        "strategies": Insight(findings=(
            _finding("tips", "A customer worth twice as much would change the advice.",
                     header=("Worth, USD", "Main Street", "Beyond"),
                     rows=((900.0, 3.0, 4.0), (100.0, 2.0, 0.5), (500.0, 2.5, 2.0)),
                     picture="lines", unit="utility"),
        )),
        "capacity": Insight(findings=(
            _finding("carries", "Face to face carries up to eight hours a week.",
                     sentences=(LONG, LONG), header=("Hours a week", "Low", "Median", "High"),
                     rows=((0.0, 0.0, 0.0, 0.0), (4.0, 0.4, 1.4, 3.6), (8.0, 0.5, 2.1, 4.4)),
                     picture="lines", unit="new customers a month"),
        )),
    }  # fmt: skip


@cache
def provenance() -> Provenance:
    return build(answer(), load_tables(), insights().values())


@cache
def logo() -> bytes:
    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", (300, 100), "#224488").save(out, "PNG")
    return out.getvalue()


@cache
def made(document_format: str) -> bytes:
    """Return the whole document in one format."""
    return export(answer(), insights(), document_format, title=TITLE + chr(7), logo=logo(),
                  accent="#7A1F5C", evidence=provenance(), date=DATE)  # fmt: skip


@cache
def document() -> Document:
    return compose(answer(), insights(), title=TITLE + chr(7), logo=logo(), accent="#7A1F5C",
                   evidence=provenance(), date=DATE)  # fmt: skip
