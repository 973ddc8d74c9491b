"""Pairs of businesses that must differ: rankings that ignore the business fail here."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml

from advisor.model.engine import Engine
from advisor.profile import parse_profile
from advisor.recommend.compose import compose
from advisor.recommend.solving import solve
from advisor.results import Recommendation

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "pairs.yaml").read_text("utf-8"))


@lru_cache(maxsize=8)
def answered(key: str) -> tuple[Engine, Recommendation]:
    solved = solve(parse_profile(yaml.safe_load(key)), n_draws=400, worlds=0)
    return solved.engine, compose(solved)


def judged(answers: dict[str, Any]) -> tuple[Engine, Recommendation]:
    given = {k: v for k, v in {**CASES["usual"], **answers}.items() if v is not None}
    return answered(yaml.safe_dump(given))


def measure(what: str, engine: Engine, r: Recommendation) -> Any:
    """Return what a case asks about; the word before the last says which figure."""
    kind, _, name = what.partition(" ")
    if kind == "score":
        return next(c.score for c in r.channels if c.channel == name)
    if kind == "closed":
        return name in engine.case.closed
    if kind in ("best", "leads"):  # the most a channel brings at any level: usd or leads a month
        c = [x.channel.channel for x in engine.responses].index(name)
        response, found = engine.responses[c], engine.worth.expected[c]
        leads = np.tensordot(response.mean_of("leads"), response.draws["leads"], 1)
        brought = found["gross_new"] + found["gross_extra"]
        return float(leads.max()) / r.draws if kind == "leads" else float(brought.max())
    if kind == "hours":
        return sum(i.hours_per_week for i in r.allocation if name in ("all", i.family))
    if kind == "fix":
        return name in {f.code for f in r.fix_first}
    if kind == "lead":  # how far a strategy lies above Main Street
        utility = {s.id: s.utility for s in r.strategy.all}
        return utility[name.removeprefix("of ")] - utility["main_street"]
    simple = {
        "call": r.strategy.call,
        "utility": r.utility,
        "customers": r.totals.customers.p50,
        "profit": r.totals.gross_profit.p50,
        "audience": r.audience.people,
        "channels": len(r.allocation),
        "nothing": r.strategy.call is None and len(r.first_two_hours) > 0,
    }
    return simple[kind]


@pytest.mark.parametrize("case", CASES["pairs"], ids=lambda c: c["says"])
def test_two_businesses_differ_as_they_must(case: dict[str, Any]) -> None:
    one, other = judged(case["one"]), judged(case["other"])
    for what, *expected in case["holds"]:
        left, right = measure(what, *one), measure(what, *other)
        match expected:
            case ["above"]:
                assert left > right, f"{what}: {left} against {right}"
            case ["below"]:
                assert left < right, f"{what}: {left} against {right}"
            case ["same"]:
                assert left == right, f"{what}: {left} against {right}"
            case _:
                assert [left, right] == expected, what


def test_there_are_at_least_22_pairs_of_different_answers() -> None:
    assert len(CASES["pairs"]) >= 22
    assert all(c["one"] != c["other"] for c in CASES["pairs"])
    assert len({c["says"] for c in CASES["pairs"]}) == len(CASES["pairs"])
