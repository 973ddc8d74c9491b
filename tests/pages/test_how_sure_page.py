"""How sure is this?: a few sentences at once, each part behind them worked out when opened."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from advisor.evidence import load_tables
from advisor.evidence import policy as rules
from advisor.explain.names import SOURCES
from advisor.explain.wording import two_figures
from advisor.insight.sensitivity import compute as sensitivity
from advisor.profile import parse_profile
from advisor.recommend import ledger
from advisor.ui import how_sure_view, state
from advisor.ui.navigation import MOVED
from advisor.ui.state import recommendation_for
from tests.insight.test_policy import raw, raw_tree
from tests.pages.conftest import PLUMBER, is_answer

Opened = Callable[..., AppTest]
NOTHING = {**PLUMBER, "hours_per_week": 0, "money_per_month": 0}


def with_open(at: AppTest, *boxes: str) -> AppTest:
    for box in boxes:
        at.session_state[box] = True
    at.run()
    assert not at.exception
    return at


def words(at: AppTest) -> str:
    parts = [*at.title, *at.subheader, *at.markdown, *at.caption, *at.info, *at.warning]
    return "\n".join(str(p.value) for p in parts).replace("\\", "")


def test_without_answers_the_method_stands_and_a_button_leads_to_the_questions(
    open_app: Opened,
) -> None:
    at = open_app(page="how_sure")
    assert [e.label for e in at.expander] == ["How it is worked out", "Every number and its source"]
    next(b for b in at.button if b.label == "Answer the seven questions").click().run()
    assert not at.exception
    assert at.title[0].value == "Your business"


@pytest.mark.parametrize(
    ("wrong", "named"), [({"hours_per_week": 500}, "500"), ({"town": "Xyzzyville"}, "Xyzzyville")]
)
def test_a_refused_answer_is_one_calm_sentence_and_the_rest_stands(
    open_app: Opened, wrong: dict[str, object], named: str
) -> None:
    at = with_open(open_app({**PLUMBER, **wrong}, page="how_sure"), "sure_numbers")
    assert len(at.warning) == 1
    assert named in at.warning[0].value
    assert at.dataframe


@pytest.mark.usefixtures("all_draws")
def test_the_first_screen_says_how_sure_it_is_and_works_nothing_else_out(
    open_app: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    monkeypatch.setattr(sensitivity, "build", lambda *given: asked.append(given))
    at = open_app(PLUMBER, page="how_sure")
    assert not at.exception
    points = at.markdown[0].value.replace("\\", "").splitlines()
    assert [p.split("**")[1] for p in points] == [
        "The advice.", "The figures.", "The checks.", "Your answers.",
    ]  # fmt: skip
    assert "does not matter here" in points[0]
    assert "% of the outcome rests on our judgement" in points[1]
    assert re.search(r"asks? for a second look; none fails|All \d+ checks pass", points[2])
    assert asked == []
    assert not at.dataframe and not at.table and not at.get("plotly_chart")


@pytest.mark.usefixtures("all_draws")
def test_a_clear_call_is_named_with_the_simulations_it_wins(open_app: Opened) -> None:
    shop = {
        "sector": "online_shop", "country": "GB", "town": "Ludlow", "people_working": 2,
        "reach_goal": "country", "hours_per_week": 15, "money_per_month": 900,
    }  # fmt: skip
    at = open_app(shop, page="how_sure")
    first = at.markdown[0].value.replace("\\", "").splitlines()[0]
    assert first.startswith("- **Beyond the town.** The best of the three in ")
    assert "% of 200 simulations" in first
    assert "In the others it is “" in first


@pytest.mark.usefixtures("all_draws")
def test_what_would_move_it_is_worked_out_when_opened_and_stays_named(open_app: Opened) -> None:
    at = with_open(open_app(PLUMBER, page="how_sure"), "sure_moves")
    found = sensitivity.build(
        state.recommendation_for(PLUMBER), parse_profile(PLUMBER), load_tables()
    )
    first = [one.name for one in found.answers[:3]]
    assert all(f"“{name}”" in at.markdown[0].value.replace("\\", "") for name in first)
    assert [h.value for h in at.subheader] == ["Your answers", "Our uncertain figures"]
    charts = at.get("plotly_chart")
    assert len(charts) == 2 and all(len(c.proto.alt) > 40 for c in charts)
    assert "_" not in words(at)
    at.session_state["sure_moves"] = False
    at.run()
    assert f"“{first[0]}”" in at.markdown[0].value.replace("\\", "")
    assert not at.get("plotly_chart")
    at.session_state["answers"] = {**PLUMBER, "hours_per_week": 6}
    at.run()
    assert f"“{first[0]}”" not in at.markdown[0].value.replace("\\", "")


def test_nothing_recommended_is_said_calmly(open_app: Opened) -> None:
    at = with_open(open_app(NOTHING, page="how_sure"), "sure_moves", "sure_checks")
    assert "Our uncertain figures" not in [h.value for h in at.subheader]
    assert "nothing to check" in words(at)
    assert "-badge[" not in words(at)


@pytest.mark.parametrize(("version", "shown"), [(None, True), ("1999.1", False)])
def test_the_rule_of_thumb_stands_beside_its_baseline_or_not_at_all(
    open_app: Opened, monkeypatch: pytest.MonkeyPatch, version: str | None, shown: bool
) -> None:
    made = rules.policy_of(raw(raw_tree(), version=version))
    assert made.data_version == (version or load_tables().version)
    monkeypatch.setattr(sensitivity, "load_policy", lambda: made)
    mine = {**PLUMBER, "name": f"Judged by {version}"}  # worked out for nobody else
    at = with_open(open_app(mine, page="how_sure"), "sure_moves", "sure_policy")
    assert ("The rule of thumb" in [e.label for e in at.expander]) is shown
    told = [str(t.value.to_dict()) for t in at.table if "Always the commonest" in str(t.value)]
    assert bool(told) is shown
    if shown:
        assert "90 %" in told[0] and "60 %" in told[0]
        at = with_open(at, "sure_moves", "sure_policy", "tree_0")
        assert "hours a week at most 2:" in at.code[0].value


def test_every_check_stands_there_with_its_verdict(open_app: Opened) -> None:
    at = with_open(open_app(PLUMBER, page="how_sure"), "sure_checks")
    text = words(at)
    assert text.count("-badge[") == 11
    assert text.count("**What to do:**") == text.count(" REVIEW]") + text.count(" FAIL]")
    assert "last step of the full questionnaire" in text
    at = with_open(at, "sure_checks", "check_table")
    assert len(at.table[0].value) == 11


def test_what_is_done_now_stands_beside_the_plan(open_app: Opened) -> None:
    now = {"facebook": {"hours_per_week": 12}}
    at = with_open(open_app({**PLUMBER, "present_mix": now}, page="how_sure"), "sure_checks")
    assert "a second job" in words(at)
    assert words(at).count("-badge[") == 33


def test_what_it_rests_on_has_its_picture_and_what_knowing_more_brings(open_app: Opened) -> None:
    at = with_open(open_app(PLUMBER, page="how_sure"), "sure_evidence")
    assert len(at.get("plotly_chart")) == 1
    assert "Knowing in advance how every uncertain figure turns out" in words(at)
    assert recommendation_for(PLUMBER).optimality.claim in words(at).replace("\\", "")


def test_for_the_business_on_screen_sources_and_channels_are_judged(open_app: Opened) -> None:
    counted = {**PLUMBER, "last_customers": {"social": 7, "word_of_mouth": 3}}
    at = with_open(open_app(counted, page="how_sure"), "sure_ledger")
    page = ledger(parse_profile(counted), seed=0, n_draws=how_sure_view.DRAWS)
    sources = at.table[0].value
    assert list(sources["You counted"]) == ["3", "–", "–", "–", "7", "–", "–"]
    social = next(s for s in page.sources if s.source == "social")
    row = sources[sources["How they come"] == SOURCES["social"]].iloc[0]
    assert row["In the trade, %"] == two_figures(100 * social.trade_share)
    assert row["Taken, %"] == two_figures(100 * social.share)
    assert social.share > social.trade_share
    judged = at.dataframe[0].value
    assert len(judged) == len(page.channels)
    best = max(page.channels, key=lambda c: c.pooled.p50)
    assert judged.iloc[0]["Taken"].endswith(f"most likely {two_figures(best.pooled.p50)}")
    assert judged.iloc[0]["Weight"] == f"{100 * best.weight_of_ledger:.0f}"
    assert judged.iloc[0]["Facts"] == (", ".join(best.facts) or "judgement")
    alts = [c.proto.alt for c in at.get("plotly_chart")]
    assert "New customers a year at usual effort" in alts[0]


def test_the_model_is_told_in_words(open_app: Opened) -> None:
    at = with_open(open_app(page="how_sure"), "sure_model")
    assert "what is chosen, never what is predicted" in words(at).replace("\n   ", " ")
    assert "Held against reality" in [s.value for s in at.subheader]


def test_numbers_are_narrowed_by_channel_grade_and_words(open_app: Opened) -> None:
    at = with_open(open_app(page="how_sure"), "sure_numbers")
    assert "% of the figures are our judgement" in words(at)
    everything = at.dataframe[0].value
    assert len(everything) > 600
    # What a phone shows of the table is figure, range and grade.
    assert list(everything.columns[:3]) == ["Figure", "In use", "Grade"]
    assert {"Channel", "Why", "Facts"} <= set(everything.columns)
    sources = at.dataframe[1].value
    assert len(sources) > 50
    assert sources["Address"].str.startswith("http").mean() > 0.9
    at.selectbox(key="numbers_channel").select("google_business_profile")
    one = with_open(at, "sure_numbers").dataframe[0].value
    assert 0 < len(one) < len(everything)
    assert set(one["Channel"]) == {"Google Business Profile"}
    at.selectbox(key="numbers_grade").select("judgement")
    assert set(with_open(at, "sure_numbers").dataframe[0].value["Grade"]) == {"our judgement"}
    at.text_input(key="numbers_words").input("attention")
    assert len(with_open(at, "sure_numbers").dataframe[0].value) == 1
    at.text_input(key="numbers_words").input("xyzzy")
    assert not with_open(at, "sure_numbers").dataframe
    assert "No figure has these words" in at.info[0].value


def test_the_way_leads_on_and_back(open_app: Opened) -> None:
    at = open_app(PLUMBER, page="how_sure")
    next(b for b in at.button if b.label == "Next: Export").click().run()
    assert at.title[0].value == "Take it with you"
    at = open_app(PLUMBER, page="how_sure")
    next(b for b in at.button if b.label == "Back to your strategy").click().run()
    assert not at.exception
    assert is_answer(at)


def test_the_old_page_of_the_method_leads_here(open_app: Opened) -> None:
    at = open_app(PLUMBER, page="method")
    assert not at.exception
    assert at.title[0].value == "How sure is this?"
    assert set(MOVED) == {"what_matters", "checks", "method"}
