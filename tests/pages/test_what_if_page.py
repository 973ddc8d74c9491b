"""The what-if page: sliders read a surface, nothing typed is lost, answers change when asked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import PLUMBER

Opened = Callable[..., AppTest]


@pytest.fixture
def page(open_app: Opened) -> Callable[..., AppTest]:
    """Return a function that opens the page."""

    def opened(answers: dict[str, Any] | None = None, view: str | None = None) -> AppTest:
        at = open_app({**PLUMBER, **(answers or {})}, page="what_if")
        assert not at.exception
        return at if view is None else look(at, view)

    return opened


def by_key(widgets: Any, ending: str) -> Any:
    found = [w for w in widgets if w.key and w.key.endswith(ending)]
    assert len(found) == 1, [w.key for w in widgets]
    return found[0]


def look(at: AppTest, view: str) -> AppTest:
    at.session_state["what_if_view"] = view
    # The control keeps its own value while it is on the page: it begins anew with a new round.
    found = dict(at.session_state["what_if"]) if "what_if" in at.session_state else {}
    at.session_state["what_if"] = {
        "changes": {}, "forms": {}, **found, "round": found.get("round", 0) + 1
    }  # fmt: skip
    at.run()
    assert not at.exception
    return at


def with_more(at: AppTest) -> AppTest:
    at.session_state["try_more"] = True
    at.run()
    assert not at.exception
    return at


def tried(at: AppTest) -> dict[str, Any]:
    found: dict[str, Any] = at.session_state["what_if"]["changes"]
    return found


def words(at: AppTest) -> str:
    parts = [*at.title, *at.markdown, *at.caption, *at.info, *at.warning, *at.success]
    return "\n".join(str(p.value) for p in parts).replace("\\", "")


def beside(at: AppTest) -> list[dict[str, Any]]:
    return list(at.table[0].value.to_dict("records"))


def test_at_first_only_the_answers_stand_there(page: Callable[..., AppTest]) -> None:
    at = page()
    assert set(beside(at)[0]) == {"In all", "Your answers"}
    assert "your answers stay as they are" in words(at)
    assert not at.get("plotly_chart")
    assert not any(str(b.key).startswith(("take_tried", "forget_tried")) for b in at.button)


def test_no_strategy_is_named_where_all_lead_to_the_same(page: Callable[..., AppTest]) -> None:
    at = page({"sector": "optician", "country": "AT", "town": "Villach", "region": None,
               "money_per_month": 600, "reach_goal": "region"})  # fmt: skip
    assert beside(at)[0] == {"In all": "Strategy", "Your answers": "All three alike"}


def test_a_moved_slider_stands_beside_the_answers_and_leaves_them(
    page: Callable[..., AppTest],
) -> None:
    at = page()
    by_key(at.slider, "hours_per_week").set_value(9.0).run()
    assert not at.exception
    hours = next(row for row in beside(at) if row["In all"] == "Your hours a week")
    assert hours["Your answers"].endswith("of 5 h")
    assert hours["What if"].endswith("of 9 h")
    assert at.session_state["answers"]["hours_per_week"] == 5
    assert "**9 h** a week instead of 5" in words(at)


def test_moved_back_to_the_answer_nothing_is_tried(page: Callable[..., AppTest]) -> None:
    at = page()
    by_key(at.slider, "hours_per_week").set_value(9.0).run()
    by_key(at.slider, "hours_per_week").set_value(5.0).run()
    assert set(beside(at)[0]) == {"In all", "Your answers"}
    assert not any(str(b.key).startswith("take_tried") for b in at.button)


def test_what_is_tried_survives_another_page(page: Callable[..., AppTest]) -> None:
    at = page()
    by_key(at.slider, "money_per_month").set_value(300.0).run()
    at.switch_page("pages/how_sure.py").run()
    at.switch_page("pages/what_if.py").run()
    assert not at.exception
    assert by_key(at.slider, "money_per_month").value == 300.0
    assert "What if" in beside(at)[0]


def test_taken_into_the_answers_it_is_an_answer_on_every_page(page: Callable[..., AppTest]) -> None:
    at = page()
    by_key(at.slider, "hours_per_week").set_value(9.0).run()
    by_key(at.slider, "money_per_month").set_value(300.0).run()
    by_key(at.button, "take_tried").click().run()
    assert not at.exception
    assert at.session_state["answers"] == {
        **PLUMBER, "hours_per_week": 9.0, "money_per_month": 300.0
    }  # fmt: skip
    assert tried(at) == {}
    assert any("Taken" in s.value for s in at.success)
    at.switch_page("pages/questionnaire.py").run()
    assert "9" in [t.value for t in at.text_input]


def test_back_to_the_answers_forgets_what_was_tried(page: Callable[..., AppTest]) -> None:
    at = page()
    by_key(at.slider, "hours_per_week").set_value(9.0).run()
    by_key(at.button, "forget_tried").click().run()
    assert not at.exception
    assert at.session_state["answers"] == PLUMBER
    assert by_key(at.slider, "hours_per_week").value == 5.0
    assert set(beside(at)[0]) == {"In all", "Your answers"}


def test_weights_and_a_manager_are_tried(page: Callable[..., AppTest]) -> None:
    at = with_more(page())
    by_key(at.slider, "weights_bonds").set_value(9.0).run()
    at = with_more(at)
    by_key(at.radio, "_manager").set_value("no").run()
    assert not at.exception
    assert tried(at) == {"weights": {"bonds": 9.0}, "manager": "no"}


def test_weights_left_open_stay_so_with_another_goal(page: Callable[..., AppTest]) -> None:
    at = with_more(page())
    by_key(at.select_slider, "reach_goal").set_value("worldwide").run()
    at = with_more(at)
    assert tried(at) == {"reach_goal": "worldwide"}
    assert by_key(at.slider, "weights_reach").value == 1.0
    assert "instead of “My town”" in words(at)


def test_an_own_mix_alone_moves_nothing_but_can_be_taken(page: Callable[..., AppTest]) -> None:
    at = page(view="My own mix")
    by_key(at.selectbox, "own_add").set_value("chamber_home").run()
    assert set(beside(at)[0]) == {"In all", "Your answers"}
    by_key(at.button, "take_tried").click().run()
    assert at.session_state["answers"]["present_mix"] == {"chamber_home": {"units": 1}}
    assert by_key(at.text_input, "own_chamber_home_units").value == "1"


def test_a_banned_channel_goes_out_and_the_ban_can_be_taken_out(
    page: Callable[..., AppTest],
) -> None:
    wish = {"locks": {"chamber_home": {"keep": True}}}
    at = with_more(page(wish))
    by_key(at.selectbox, "locks_chamber_home_wish").set_value("Never").run()
    assert tried(at) == {"locks": {"chamber_home": {"never": True}}}
    assert "Home chamber of commerce goes out" in words(at)
    at = with_more(at)
    by_key(at.button, "locks_chamber_home_out").click().run()
    assert not at.exception
    assert tried(at) == {"locks": {}}
    by_key(at.button, "take_tried").click().run()
    assert "locks" not in at.session_state["answers"]


def test_a_wish_is_added_and_bounded(page: Callable[..., AppTest]) -> None:
    at = with_more(page())
    by_key(at.selectbox, "locks_add").set_value("facebook").run()
    at = with_more(at)
    by_key(at.selectbox, "locks_facebook_wish").set_value("At least").run()
    # The number is open still: it is no wish yet, and the row stays.
    assert "locks" not in tried(at)
    at = with_more(at)
    by_key(at.text_input, "facebook_at_least").input("2").run()
    assert tried(at) == {"locks": {"facebook": {"at_least": 2.0}}}


def test_bounds_the_wrong_way_round_are_one_sentence_and_nothing_is_lost(
    page: Callable[..., AppTest],
) -> None:
    at = with_more(page({"locks": {"facebook": {"at_least": 2.0, "at_most": 4.0}}}))
    by_key(at.text_input, "facebook_at_least").input("6").run()
    at = with_more(at)
    assert [w.value for w in at.warning] == ["At least 6 cannot be more than at most 4."]
    assert by_key(at.text_input, "facebook_at_least").value == "6"
    assert tried(at) == {"locks": {}}


def test_the_map_shows_the_owners_point_and_the_marginal_hour(page: Callable[..., AppTest]) -> None:
    at = page(view="Hours and money")
    [chart] = at.get("plotly_chart")
    assert "you at 5 h and 100 USD" in chart.proto.alt
    assert "what if" not in chart.proto.alt
    assert "One more hour a week would bring" in words(at)
    assert "100 USD a month more would bring" in words(at)
    by_key(at.slider, "hours_per_week").set_value(9.0).run()
    assert "what if at 9 h and 100 USD" in at.get("plotly_chart")[0].proto.alt


def test_beside_a_plan_with_a_manager_the_least_is_said_to_be_without(
    page: Callable[..., AppTest],
) -> None:
    at = page({"manager": "yes", "money_per_month": 3000}, view="The least for a goal")
    by_key(at.text_input, "wanted").input("7.5").run()
    shown = words(at)
    assert "Without a manager, 7.5 new customers a month" in shown


def test_the_least_for_a_goal_can_be_tried(page: Callable[..., AppTest]) -> None:
    at = page(view="The least for a goal")
    by_key(at.text_input, "wanted").input("7.5").run()
    assert "7.5 new customers a month, " in words(at)
    assert " of whom come anyway, take at least" in words(at)
    by_key(at.button, "try_least").click().run()
    assert not at.exception
    assert by_key(at.slider, "hours_per_week").value == tried(at)["hours_per_week"]
    assert "That is within the sliders' hours and money." in words(at)


def test_a_goal_beyond_all_effort_is_said_calmly(page: Callable[..., AppTest]) -> None:
    at = page(view="The least for a goal")
    by_key(at.text_input, "wanted").input("50000").run()
    assert not at.exception
    assert len(at.warning) == 1


def test_an_own_mix_is_put_in_row_by_row_and_judged_beside_the_best(
    page: Callable[..., AppTest],
) -> None:
    at = page(view="My own mix")
    assert any("Nothing yet. Add" in i.value for i in at.info)
    by_key(at.selectbox, "own_add").set_value("facebook").run()
    assert "Type how much, then it counts." in words(at)
    by_key(at.text_input, "own_facebook_hours_per_week").input("2").run()
    by_key(at.selectbox, "own_add").set_value("chamber_home").run()
    assert not at.exception
    assert tried(at) == {
        "present_mix": {"facebook": {"hours_per_week": 2.0}, "chamber_home": {"units": 1}}
    }
    judged = at.table[1].value.to_dict("records")
    assert set(judged[0]) == {"In all", "Your mix", "Best, same effort"}
    alt = at.get("plotly_chart")[0].proto.alt
    assert "Facebook page and groups, your mix:" in alt
    assert "Home chamber of commerce, your mix:" in alt
    by_key(at.button, "own_facebook_out").click().run()
    assert tried(at) == {"present_mix": {"chamber_home": {"units": 1}}}


def test_the_same_effort_is_no_worse_than_the_own_mix(page: Callable[..., AppTest]) -> None:
    at = page({"present_mix": {"facebook": {"hours_per_week": 3}}}, view="My own mix")
    points = at.table[1].value.to_dict("records")[-1]
    assert float(points["Best, same effort"]) >= float(points["Your mix"])


def first_figure(at: AppTest) -> str:
    key = next(n.key for n in at.text_input if n.key.endswith("_best"))
    return str(key.split("_figures_", 1)[1].removesuffix("_best"))


def test_an_own_figure_needs_only_its_middle_and_moves_the_outcome(
    page: Callable[..., AppTest],
) -> None:
    at = page(view="My own figures")
    figure = first_figure(at)
    by_key(at.text_input, f"{figure}_best").input("60").run()
    assert not at.exception
    own = tried(at)["overrides"][figure]
    assert own["low"] <= own["best"] <= own["high"]
    table = beside(at)
    assert "What if" in table[0]
    customers = next(row for row in table if row["In all"] == "New customers")
    assert customers["Your answers"] != customers["What if"]


def test_an_own_figure_out_of_order_is_one_sentence_and_stays_typed(
    page: Callable[..., AppTest],
) -> None:
    at = page(view="My own figures")
    figure = first_figure(at)
    by_key(at.text_input, f"{figure}_best").input("5").run()
    by_key(at.text_input, f"{figure}_low").input("9").run()
    assert [w.value for w in at.warning] == ["At least 9 cannot be above the most likely value."]
    assert by_key(at.text_input, f"{figure}_low").value == "9"
    assert tried(at) == {}


def test_own_results_count_when_their_months_are_there(page: Callable[..., AppTest]) -> None:
    at = page(view="My own figures")
    leads = next(n for n in at.text_input if n.key.endswith("_leads"))
    channel = leads.key.split("_results_", 1)[1].removesuffix("_leads")
    leads.input("40").run()
    assert "Type over how many months that was counted, then it counts." in words(at)
    assert tried(at) == {}
    by_key(at.text_input, f"results_{channel}_months").input("6").run()
    assert tried(at) == {"results": {channel: {"leads": 40.0, "months": 6.0}}}
    by_key(at.text_input, f"results_{channel}_customers").input("50").run()
    assert "50 customers cannot come from 40 enquiries." in words(at)


def test_with_nothing_to_spend_the_page_says_so(page: Callable[..., AppTest]) -> None:
    at = page({"hours_per_week": 0, "money_per_month": 0}, view="The mix")
    assert any("No channel is worth its cost" in i.value for i in at.info)
    at = look(at, "My own figures")
    assert any("decides anything here" in i.value for i in at.info)


def test_every_picture_has_its_sentence_and_no_id_is_shown_raw(
    page: Callable[..., AppTest],
) -> None:
    for view in ("The mix", "Hours and money", "The least for a goal", "My own figures"):
        at = page(view=view)
        assert all(len(c.proto.alt) > 40 for c in at.get("plotly_chart"))
        assert "_" not in words(at)
