"""The strategy page: headline, ranges, three ways, channels found, assumptions changed, files."""

from __future__ import annotations

from collections.abc import Callable

from streamlit.testing.v1 import AppTest

from tests.pages.conftest import PLUMBER

Opened = Callable[..., AppTest]


def words(at: AppTest) -> str:
    parts = [*at.title, *at.header, *at.subheader, *at.markdown, *at.caption, *at.info, *at.warning]
    return "\n".join(str(p.value) for p in parts)


def test_without_answers_a_button_leads_to_the_questions(open_app: Opened) -> None:
    at = open_app(page="strategy")
    next(b for b in at.button if b.label == "Answer them").click().run()
    assert not at.exception
    assert at.title[0].value == "Your business"


def test_a_refused_answer_is_one_calm_sentence_with_a_way_back(open_app: Opened) -> None:
    at = open_app({**PLUMBER, "hours_per_week": 500}, page="strategy")
    assert not at.exception
    assert len(at.warning) == 1
    assert "500" in at.warning[0].value
    assert any(b.label == "Back to the answers" for b in at.button)


def test_what_was_typed_never_becomes_a_picture_from_elsewhere(open_app: Opened) -> None:
    at = open_app({**PLUMBER, "town": "![x](http://a.b/c.png)"}, page="strategy")
    assert not at.exception
    assert "![x](http" not in words(at)


def test_the_page_says_how_clear_the_call_is_and_what_stays_unspent(open_app: Opened) -> None:
    at = open_app(PLUMBER, page="strategy")
    assert not at.exception
    text = words(at)
    assert "**How clear:**" in text
    assert "of 200 worlds" in text
    assert "75 USD a month stay unspent" in text
    labels = [m.label for m in at.metric]
    assert labels == ["Your hours a week", "Money a month", "New customers a month"]
    assert at.metric[0].value == "5 h"


def test_what_is_rare_is_told_by_the_year(open_app: Opened) -> None:
    text = words(open_app(PLUMBER, page="strategy"))
    assert "new customers a year, middle" in text
    assert "new customers a month, middle" in text


def test_no_number_is_shown_raw(open_app: Opened) -> None:
    text = words(open_app(PLUMBER, page="strategy"))
    assert "e+0" not in text
    assert "_" not in text.replace("\\_", "")


def test_channels_are_found_by_name_and_by_reason(open_app: Opened) -> None:
    at = open_app(PLUMBER, page="strategy")

    def shown() -> list[str]:
        return [e.label for e in at.expander if " of 100)" in e.label]

    first = shown()
    assert ": in the mix (" in first[0]
    assert len(first) < 15
    at.text_input(key="find_channel").input("TikTok adverts").run()
    assert [label.split(":")[0] for label in shown()] == ["TikTok adverts"]
    at.text_input(key="find_channel").input("no such thing").run()
    assert shown() == []
    assert any("No channel has these words" in i.value for i in at.info)
    at.text_input(key="find_channel").input("").run()
    at.toggle(key="all_channels").set_value(True).run()
    assert len(shown()) > 30


def test_figures_of_a_channel_lead_to_their_sources(open_app: Opened) -> None:
    at = open_app(PLUMBER, page="strategy")
    at.toggle(key="sources_google_business_profile").set_value(True).run()
    assert not at.exception
    assert "](http" in words(at)


def test_an_assumed_answer_is_changed_in_place_and_taken_back(open_app: Opened) -> None:
    def with_box_open(at: AppTest) -> AppTest:
        at.session_state["assumed"] = True
        return at.run()

    at = with_box_open(open_app(PLUMBER, page="strategy"))
    before = [t.value.to_dict() for t in at.table]
    assert at.number_input(key="ask_0_average_sale").value is None
    assert "Assumed: **450**" in words(at)
    at.number_input(key="ask_0_average_sale").set_value(4000.0)
    with_box_open(at)
    assert not at.exception
    assert at.session_state["answers"]["average_sale"] == 4000.0
    assert [t.value.to_dict() for t in at.table] != before
    at.button(key="usual_average_sale").click()
    with_box_open(at)
    assert "average_sale" not in at.session_state["answers"]
    assert [t.value.to_dict() for t in at.table] == before


def test_three_files_can_be_kept(open_app: Opened) -> None:
    at = open_app(PLUMBER, page="strategy")
    labels = [b.proto.label for b in at.get("download_button")]
    assert labels == ["My answers (to open again)", "The advice as text",
                      "Everything as data (JSON)"]  # fmt: skip


def test_every_chart_has_its_sentence(open_app: Opened) -> None:
    at = open_app(PLUMBER, page="strategy")
    charts = at.get("plotly_chart")
    assert charts
    assert all(len(c.proto.alt) > 40 for c in charts)


def test_nothing_recommended_shows_the_first_two_hours(open_app: Opened) -> None:
    at = open_app({**PLUMBER, "hours_per_week": 0, "money_per_month": 0}, page="strategy")
    assert not at.exception
    assert "That is an answer" in words(at)
    assert any("first two hours" in s.value for s in at.subheader)
    assert not at.metric


def test_what_comes_first_is_open_and_what_is_read_second_is_folded(open_app: Opened) -> None:
    at = open_app(PLUMBER, page="strategy")
    assert [h.value for h in at.header[:3]] == ["The mix", "What to expect, by when", "Why"]
    labels = [e.label for e in at.expander]
    assert "One by one: hours, money and what each brings" in labels
    assert "The three ways in words" in labels
    # One picture of what to expect at a time.
    tabs = [t.label for t in at.tabs]
    assert tabs == ["Month by month", "The money back", "From being seen to buying"]


def test_where_nothing_is_recommended_no_empty_picture_is_drawn(open_app: Opened) -> None:
    at = open_app({**PLUMBER, "hours_per_week": 0, "money_per_month": 0}, page="strategy")
    assert not at.exception
    assert len(at.get("plotly_chart")) == 0
    assert "None of the three ways is worth its cost yet" in words(at)
