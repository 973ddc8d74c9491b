"""Seeded draws: one stream per name, the points they were given, wider where evidence is weak."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from advisor.catalogue import Prior, Span
from advisor.model.draws import GRADE_WIDENING, Draws, spread


def prior(name: str, low: float, best: float, high: float, **other: Any) -> Prior:
    given = {"unit": "USD", "grade": "A", "fact_ids": ("X001",), "reasoning": ""} | other
    return Prior(name, "facebook", "price", low, best, high, **given)


def points(values: np.ndarray) -> list[float]:
    return [float(x) for x in np.quantile(values, (0.05, 0.5, 0.95))]


def test_a_positive_quantity_is_drawn_through_its_three_points() -> None:
    draws = Draws({"a": prior("a", 2.0, 10.0, 30.0)}, 0, 40_000)
    assert points(draws("a")) == pytest.approx([2.0, 10.0, 30.0], rel=0.03)


def test_a_share_is_drawn_through_its_points_and_stays_a_share() -> None:
    draws = Draws({"a": prior("a", 0.05, 0.4, 0.97, unit="share")}, 0, 40_000)
    assert points(draws("a")) == pytest.approx([0.05, 0.4, 0.97], rel=0.03)
    assert 0.0 < draws("a").min() <= draws("a").max() < 1.0


def test_a_quantity_that_may_be_nothing_is_never_negative() -> None:
    z = np.linspace(-6, 6, 101)
    assert spread(z, 0.0, 0.1, 0.5, share=False).min() == 0.0
    assert spread(z, 0.0, 0.1, 0.5, share=True).max() <= 1.0


def test_a_known_quantity_does_not_vary() -> None:
    draws = Draws({}, 0, 50)
    assert set(draws.span("average_sale", Span.exactly(7.0)).tolist()) == {7.0}


def test_another_row_changes_no_other_rows_draws() -> None:
    one = {"a": prior("a", 1, 2, 3)}
    two = {"b": prior("b", 1, 5, 9), **one}
    assert np.array_equal(Draws(one, 3, 100)("a"), Draws(two, 3, 100)("a"))


def test_two_names_and_two_seeds_are_drawn_apart() -> None:
    rows = {name: prior(name, 1, 2, 3) for name in ("a", "b")}
    first = Draws(rows, 0, 20_000)
    assert abs(np.corrcoef(first("a"), first("b"))[0, 1]) < 0.03
    assert abs(np.corrcoef(first("a"), Draws(rows, 1, 20_000)("a"))[0, 1]) < 0.03


def test_weaker_evidence_is_drawn_wider_around_the_same_middle() -> None:
    widths = []
    for grade in ("A", "B", "C", "D"):
        values = Draws({"a": prior("a", 2.0, 10.0, 30.0, grade=grade)}, 0, 4001)("a")
        widths.append(float(np.log(values).std()))
        assert np.median(values) == pytest.approx(10.0, rel=0.05)
    assert widths == sorted(widths)
    assert widths[3] == pytest.approx(1.3 * widths[0], rel=1e-6)
    assert GRADE_WIDENING["owner"] == 1.0


def test_which_figures_were_used_is_remembered() -> None:
    draws = Draws({name: prior(name, 1, 2, 3) for name in ("a", "b", "c")}, 0, 10)
    draws("a")
    draws.best("b")
    assert sorted(draws.used) == ["a", "b"]


def test_a_missing_figure_is_a_fault_of_the_tables() -> None:
    with pytest.raises(KeyError):
        Draws({}, 0, 10)("nowhere.at_all")
