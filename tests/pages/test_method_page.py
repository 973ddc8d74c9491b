"""The method page: the model in words, every number with grade, found by channel and words."""

from __future__ import annotations

from collections.abc import Callable

from streamlit.testing.v1 import AppTest

from advisor.explain.names import SOURCES
from advisor.explain.wording import percent, two_figures
from advisor.profile import parse_profile
from advisor.recommend import ledger
from tests.pages.conftest import PLUMBER

Opened = Callable[..., AppTest]


def test_the_model_is_told_and_judgement_is_counted(open_app: Opened) -> None:
    at = open_app(page="method")
    assert not at.exception
    text = "\n".join(m.value for m in at.markdown)
    assert "what is chosen, never what is predicted" in text.replace("\n   ", " ")
    assert "% of the figures are our judgement" in text.replace("\\", "")


def test_numbers_are_narrowed_by_channel_grade_and_words(open_app: Opened) -> None:
    at = open_app(page="method")
    everything = len(at.dataframe[0].value)
    at.selectbox(key="numbers_channel").select("google_business_profile").run()
    one = at.dataframe[0].value
    assert 0 < len(one) < everything
    assert set(one["Channel"]) == {"Google Business Profile"}
    at.selectbox(key="numbers_grade").select("judgement").run()
    assert set(at.dataframe[0].value["Grade"]) == {"our judgement"}
    at.text_input(key="numbers_words").input("attention").run()
    assert not at.exception
    assert len(at.dataframe[0].value) == 1


def test_words_that_nothing_has_are_answered_calmly(open_app: Opened) -> None:
    at = open_app(page="method")
    at.text_input(key="numbers_words").input("xyzzy").run()
    assert not at.exception
    assert not at.dataframe
    assert "No figure has these words" in at.info[0].value


def test_sources_carry_addresses(open_app: Opened) -> None:
    at = open_app(page="method")
    sources = at.dataframe[1].value
    assert len(sources) > 50
    assert sources["Address"].str.startswith("http").mean() > 0.9


def test_the_way_on_fits_what_is_answered(open_app: Opened) -> None:
    assert any(b.label == "Answer the six questions" for b in open_app(page="method").button)
    at = open_app(PLUMBER, page="method")
    next(b for b in at.button if b.label == "Back to my strategy").click().run()
    assert not at.exception
    assert any(h.value == "The mix" for h in at.header)


def test_what_a_phone_shows_of_the_table_is_figure_range_and_grade(open_app: Opened) -> None:
    table = open_app(page="method").dataframe[0].value
    assert list(table.columns[:3]) == ["Figure", "In use", "Grade"]
    assert {"Channel", "Why", "Facts"} <= set(table.columns)


def test_with_answers_the_way_leads_on_to_the_export(open_app: Opened) -> None:
    at = open_app(PLUMBER, page="method")
    next(b for b in at.button if b.label == "Next: Export").click().run()
    assert not at.exception
    assert at.title[0].value == "Take it with you"


def test_for_the_business_on_screen_sources_and_channels_are_judged(open_app: Opened) -> None:
    counted = {**PLUMBER, "last_customers": {"social": 7, "word_of_mouth": 3}}
    at = open_app(counted, page="method")
    assert not at.exception
    assert at.header[0].value == "For your business"
    page = ledger(parse_profile(counted), seed=0, n_draws=1000)
    sources = at.table[0].value
    assert list(sources["You counted"]) == ["3", "–", "–", "–", "7", "–", "–"]
    social = next(s for s in page.sources if s.source == "social")
    row = sources[sources["How they come"] == SOURCES["social"]].iloc[0]
    assert row["In the trade"] == percent(social.trade_share)
    assert row["Taken"] == percent(social.share)
    assert social.share > social.trade_share
    judged = at.dataframe[0].value
    assert len(judged) == len(page.channels)
    best = max(page.channels, key=lambda c: c.pooled.p50)
    assert judged.iloc[0]["Taken"].endswith(f"most likely {two_figures(best.pooled.p50)}")
    assert judged.iloc[0]["Weight of the count, %"] == f"{100 * best.weight_of_ledger:.0f}"
    assert judged.iloc[0]["Facts"] == (", ".join(best.facts) or "judgement")
    alts = [c.proto.alt for c in at.get("plotly_chart")]
    assert "New customers a year at usual effort" in alts[0]


def test_without_answers_nothing_is_judged(open_app: Opened) -> None:
    at = open_app(page="method")
    assert "For your business" not in [h.value for h in at.header]


def test_a_town_that_is_no_town_is_said_and_the_rest_of_the_page_stands(open_app: Opened) -> None:
    at = open_app({**PLUMBER, "town": "Xyzzyville"}, page="method")
    assert not at.exception
    assert any("Xyzzyville" in w.value for w in at.warning)
    assert any(h.value == "Every number in use" for h in at.header)
