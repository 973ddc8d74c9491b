"""What matters: empty, filled, refused; the tornado, what changes the choice, the rule."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from advisor.evidence import load_tables
from advisor.evidence import policy as rules
from advisor.insight import sensitivity
from advisor.ui import state
from tests.insight.test_policy import raw, raw_tree
from tests.pages.conftest import PLUMBER

Opened = Callable[..., AppTest]


@pytest.fixture(autouse=True)
def _few_draws(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(state, "DRAWS", 64)
    monkeypatch.setattr(state, "WORLDS", 0)


def words(at: AppTest) -> str:
    parts = [*at.title, *at.header, *at.markdown, *at.caption, *at.info, *at.warning]
    return "\n".join(str(p.value) for p in parts)


def test_without_answers_a_button_leads_to_the_questions(open_app: Opened) -> None:
    at = open_app(page="what_matters")
    next(b for b in at.button if b.label == "Answer them").click().run()
    assert not at.exception
    assert at.title[0].value == "Your business"


def test_a_refused_answer_is_one_calm_sentence(open_app: Opened) -> None:
    at = open_app({**PLUMBER, "hours_per_week": 500}, page="what_matters")
    assert not at.exception
    assert len(at.warning) == 1 and "500" in at.warning[0].value


def test_answers_and_figures_have_a_picture_with_its_sentence(open_app: Opened) -> None:
    at = open_app(PLUMBER, page="what_matters")
    assert not at.exception
    heads = [h.value for h in at.header]
    assert heads[:2] == ["Your answers", "Our uncertain figures"]
    charts = at.get("plotly_chart")
    assert len(charts) == 2 and all(len(c.proto.alt) > 40 for c in charts)
    assert "_" not in words(at).replace("\\_", "")


def test_nothing_recommended_shows_the_answers_alone(open_app: Opened) -> None:
    at = open_app({**PLUMBER, "hours_per_week": 0, "money_per_month": 0}, page="what_matters")
    assert not at.exception
    assert "Our uncertain figures" not in [h.value for h in at.header]


@pytest.mark.parametrize(("version", "shown"), [(None, True), ("1999.1", False)])
def test_the_rule_of_thumb_stands_beside_its_baseline_or_not_at_all(
    open_app: Opened, monkeypatch: pytest.MonkeyPatch, version: str | None, shown: bool
) -> None:
    made = rules.policy_of(raw(raw_tree(), version=version))
    assert made.data_version == (version or load_tables().version)
    monkeypatch.setattr(sensitivity, "load_policy", lambda: made)
    at = open_app(PLUMBER, page="what_matters")
    assert not at.exception
    assert ("The rule of thumb" in [h.value for h in at.header]) is shown
    told = [str(t.value.to_dict()) for t in at.table if "Always the commonest" in str(t.value)]
    assert bool(told) is shown
    if shown:
        assert "90 %" in told[0] and "60 %" in told[0]
        at.session_state["tree_0"] = True
        at.run()
        assert "hours a week at most 2:" in at.code[0].value
