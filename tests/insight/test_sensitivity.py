"""What matters: ends told as asked afresh, changes of the choice marked, noise left out."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from advisor.evidence import load_tables
from advisor.explain.names import OUTCOMES
from advisor.explain.quantities import QUANTITIES, figure_name, unit_words
from advisor.explain.wording import two_figures
from advisor.insight.sensitivity.figures import Figure, by_weight
from advisor.insight.sensitivity.result import Moved, SensitivityResult
from advisor.model.engine import Engine
from advisor.profile import FIELDS, parse_profile
from advisor.recommend import solve
from advisor.report.text import findings_text
from advisor.results import Recommendation
from tests.insight.asked import answer as answer_to
from tests.insight.asked import found

PLUMBER: dict[str, Any] = {
    "sector": "plumbing_heating", "country": "US", "town": "Northampton",
    "region": "Massachusetts", "people_working": 1, "reach_goal": "my_town",
    "hours_per_week": 5, "money_per_month": 100, "average_sale": 500,
}  # fmt: skip


def both(answers: dict[str, Any]) -> tuple[Recommendation, SensitivityResult]:
    return answer_to(answers), found("sensitivity", answers)


def engine(answers: dict[str, Any]) -> Engine:
    return solve(parse_profile(answers), n_draws=64, worlds=0).engine


def answer_of(result: SensitivityResult, field: str) -> Moved:
    return next(m for m in result.answers if m.id == field)


def test_the_ends_of_an_answer_are_what_asking_afresh_gives() -> None:
    _, result = both(PLUMBER)
    for field, low, high in (
        ("hours_per_week", 2.5, 10),
        ("average_sale", 375, 625),  # given, so a quarter each way
        ("months_to_goal", 6, 24),
    ):
        moved = answer_of(result, field)
        for end, value in ((moved.low, low), (moved.high, high)):
            fresh = engine({**PLUMBER, field: value})
            customers, net = fresh.outcome(fresh.recommended)
            assert end.net_contribution == pytest.approx(net, rel=1e-9)
            assert end.customers == pytest.approx(customers, rel=1e-9)


def test_the_people_within_ten_miles_are_varied_around_what_was_assumed_of_them() -> None:
    near = {**PLUMBER, "customers_come_from_miles": 2}
    assumed = next(a for a in answer_to(near).assumptions if a.field == "people_nearby").value
    moved = answer_of(found("sensitivity", near), "people_nearby")
    assert moved.now_text == two_figures(float(str(assumed)))
    assert moved.low.value_text == two_figures(float(str(assumed)) / 2)
    tried = {t.field: t.tried_text for t in found("strategies", near).untipped}
    assert tried["people_nearby"].startswith(f"{two_figures(float(str(assumed)) / 5)} to ")


def test_an_answer_left_out_is_told_as_assumed_and_one_given_is_not() -> None:
    _, result = both(PLUMBER)
    assert not answer_of(result, "average_sale").assumed
    assert answer_of(result, "gross_margin").assumed
    assert answer_of(result, "meeting_people").assumed
    assert not answer_of(result, "hours_per_week").assumed


def test_what_is_moved_is_listed_by_its_swing_and_named() -> None:
    _, result = both(PLUMBER)
    for rows in (result.answers, [m for m in result.figures if m.kind == "figure"]):
        swings = [m.swing for m in rows]
        assert swings == sorted(swings, reverse=True)
    assert {m.name for m in result.answers} <= {field.short for field in FIELDS.values()} - {""}
    assert len({m.id for m in result.figures}) == len(result.figures)


def test_a_change_of_the_choice_is_marked_exactly_where_there_is_one() -> None:
    _, result = both(PLUMBER)
    for moved in (*result.answers, *result.figures):
        ends = (moved.low, moved.high)
        assert moved.changes_call == any(e.call != result.call for e in ends)
        assert moved.changes_leader == any(e.leader != result.leader for e in ends)
    told = next(f for f in result.findings if f.code == "choice")
    changing = [m for m in result.answers if m.changes_call or m.changes_leader]
    assert {row[0] for row in told.rows} == {m.name for m in changing}
    assert told.rows and (OUTCOMES[result.call], result.leader) not in {r[2:] for r in told.rows}


def test_choosing_anew_loses_nothing_against_the_recommendation() -> None:
    answer, result = both(PLUMBER)
    assert result.call == answer.strategy.call
    # At the answers as given the mix kept is the mix chosen.
    same = answer_of(result, "reach_goal").low  # my town already: nothing nearer
    assert same.kept_net_contribution == pytest.approx(result.net_contribution)
    assert same.channels_in == () == same.channels_out


def test_figures_belong_to_the_mix_and_rivals_do_not() -> None:
    answer, result = both(PLUMBER)
    inside = {i.channel for i in answer.allocation}
    channels = load_tables().channels
    for moved in result.figures:
        owner = moved.id.split(".")[0]
        if moved.kind == "rival":
            assert owner in channels and owner not in inside
        elif owner in channels:
            assert owner in inside


def test_better_closing_never_leaves_less() -> None:
    _, result = both(PLUMBER)
    closing = [m for m in result.figures if "close_rate" in m.id or ".closing" in m.id]
    for moved in closing:
        assert moved.high.kept_net_contribution is not None
        assert moved.low.kept_net_contribution is not None
        assert moved.high.kept_net_contribution >= moved.low.kept_net_contribution


def test_nothing_recommended_has_no_figures_to_move_but_answers() -> None:
    _, result = both({**PLUMBER, "hours_per_week": 0, "money_per_month": 0})
    assert result.call is None
    assert result.figures == ()
    assert answer_of(result, "hours_per_week").high.net_contribution >= 0
    assert findings_text(result.findings)


def _figure(name: str, draws: Any) -> Figure:
    return Figure(name, name, np.asarray(draws, dtype=float), "factor", lambda _: None)  # type: ignore[arg-type, return-value]


def test_what_the_outcome_hangs_on_is_told_from_noise() -> None:
    rng = np.random.default_rng(1)
    strong, weak, noise = rng.normal(size=(3, 1000))
    outcome = np.exp(3 * strong - weak)
    figures = [_figure("noise", noise), _figure("weak", weak), _figure("strong", strong)]
    ranked = by_weight(figures, outcome)
    assert [f.id for f in ranked] == ["strong", "weak"]
    assert by_weight([_figure("constant", np.ones(1000))], outcome) == []


def test_every_prior_has_a_name_without_underscores() -> None:
    tables = load_tables()
    for prior in tables.priors.values():
        name = figure_name(prior, tables.channels)
        assert name and "_" not in name
        assert "_" not in unit_words(prior.unit)


def test_only_quantities_that_are_in_the_tables_have_names() -> None:
    tables = load_tables()
    known = {prior.quantity.partition(".")[0] for prior in tables.priors.values()}
    known |= {quantity for sector in tables.sectors.values() for quantity in sector.ranges}
    assert set(QUANTITIES) - known == set()
