"""What is stored of a client and of the consultant reaches Present and Export by itself."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from PIL import Image
from streamlit.testing.v1 import AppTest

from advisor import parse_profile, recommend
from advisor.store import ClientFields, Store, checked
from tests.pages.conftest import PLUMBER, named, words

pytestmark = pytest.mark.usefixtures("store")
Opened = Callable[..., AppTest]


def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 20), (200, 30, 30)).save(out, "PNG")
    return out.getvalue()


def client(store: Store, **more: Any) -> str:
    values = {"name": "Ashdown & Pike", "main_colour": "#7A1F5C", "accent_colour": "#1F7A3D",
              "logo": picture()} | more  # fmt: skip
    fields: ClientFields = checked(ClientFields, values)
    made = store.clients.add(fields)
    store.clients.keep_answers(made.id, PLUMBER, seen=0)
    return made.id


def opened(open_app: Opened, key: str, page: str) -> AppTest:
    at = open_app(page="clients")
    at.button(key=f"open_{key}").click().run()
    at.switch_page(f"pages/{page}.py").run()
    assert not at.exception
    return at


def test_the_talk_is_in_the_clients_name_logo_and_colours_and_says_who_advises(
    open_app: Opened, store: Store
) -> None:
    store.consultant.keep("Cora Doe", "cora@example.org")
    at = opened(open_app, client(store), "present")
    assert at.title[0].value == "Marketing strategy for Ashdown & Pike"
    assert "Prepared by Cora Doe, cora@\u2060example\\.org" in words(at)
    assert len(at.get("image")) == 1
    style = "".join(str(h.proto.body) for h in at.get("html"))
    assert "#7A1F5C" in style
    assert "#1F7A3D" in style


def test_every_export_gets_the_stored_look_without_a_question(
    open_app: Opened, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    from advisor.ui import export_view

    asked: dict[str, dict[str, Any]] = {}

    def export(r: Any, insights: Any, document_format: str, **look: Any) -> bytes:
        asked[document_format] = {"name": r.name, "currency": r.currency, **look}
        return b"x"

    monkeypatch.setattr(export_view, "export", export)
    monkeypatch.setattr(export_view, "all_insights", lambda *_: {})
    store.consultant.keep("Cora Doe", "0123 456")
    at = opened(open_app, client(store, currency="EUR"), "export")
    for name in ("pptx", "pdf", "xlsx", "html", "ics", "csv", "json"):
        at.button_group(key="export_format").set_value(name).run()
        at.button(key="export_make").click().run()
        assert not at.exception
    assert set(asked) == {"pptx", "pdf", "xlsx", "html", "ics", "csv", "json"}
    for name, look in asked.items():
        assert look["name"] == "Ashdown & Pike", name
        assert (look["consultant"], look["contact"]) == ("Cora Doe", "0123 456"), name
        assert look["currency"] == "EUR", name
        if name in ("pptx", "pdf", "xlsx", "html"):
            assert (look["accent"], look["second"]) == ("#7A1F5C", "#1F7A3D"), name
            assert look["logo"].startswith(b"\x89PNG"), name


def test_amounts_are_shown_in_the_clients_currency_and_said_to_be(
    open_app: Opened, store: Store
) -> None:
    key = client(store, currency="JPY")
    at = open_app(page="clients")
    at.button(key=f"open_{key}").click().run()
    assert "currency is JPY: amounts typed in USD are shown in JPY, at 160 JPY for 1 USD" in (
        words(at)
    )
    assert at.session_state["answers"] == {
        **PLUMBER, "currency": "JPY", "money_per_month": 16100.0}  # fmt: skip
    assert "On screen: the latest answers" in words(at)
    assert store.clients.history(key)[0].answers == PLUMBER


def test_another_currency_of_the_client_converts_what_is_on_screen(
    open_app: Opened, store: Store
) -> None:
    key = client(store)
    at = open_app(page="clients")
    at.button(key=f"open_{key}").click().run()
    at.session_state["edit_box"] = True
    at.run()
    at.selectbox(key=f"currency_{key}_1").select("EUR")
    at.session_state["edit_box"] = True
    next(b for b in at.button if b.label == "Save").click().run()
    assert not at.exception
    assert at.session_state["answers"]["money_per_month"] == 86.8
    assert "amounts typed in USD are shown in EUR" in words(at)


def test_a_new_client_is_asked_in_its_currency(open_app: Opened, store: Store) -> None:
    made = store.clients.add(checked(ClientFields, {"name": "New", "currency": "CHF"}))
    at = open_app(page="clients")
    at.button(key=f"open_{made.id}").click().run()
    assert at.session_state["answers"] == {"currency": "CHF"}
    at.button(key="close_client").click().run()
    at.button(key=f"open_{made.id}").click().run()
    assert "not kept yet" not in words(at)


def test_the_clients_name_is_in_sight_and_a_scenario_says_that_it_is_one(
    open_app: Opened, store: Store
) -> None:
    key = client(store)
    answer = recommend(parse_profile(PLUMBER), n_draws=64, worlds=0)
    more = {**PLUMBER, "hours_per_week": 9}
    scenario = store.scenarios.save(key, "Nine hours", more, answer)
    at = opened(open_app, key, "strategy")
    assert "**Ashdown & Pike**" in words(at)
    assert "on screen: the scenario" not in words(at)
    at.switch_page("pages/clients.py").run()
    at.button(key=f"look_{scenario.id}").click().run()
    at.switch_page("pages/questionnaire.py").run()
    assert "**Ashdown & Pike** · on screen: the scenario “Nine hours”\\. It is a variation" in (
        words(at).replace("”. It", "”\\. It")
    )
    at.session_state["answers"] = {**more, "money_per_month": 120}
    assert "changed since and not saved" in words(at.run())
    at.button(key="to_latest").click().run()
    assert at.session_state["answers"] == PLUMBER
    assert store.clients.history(key)[0].answers == PLUMBER


def test_saving_a_scenario_keeps_the_latest_answers_and_reopening_shows_them(
    open_app: Opened, store: Store
) -> None:
    key = client(store)
    at = open_app(page="clients")
    at.button(key=f"open_{key}").click().run()
    at.session_state["answers"] = {**PLUMBER, "hours_per_week": 9}
    at.run()
    named(at.text_input, "save_scenario_name").input("Nine hours")
    named(at.text_input, "save_scenario_note").input("if a son helps")
    next(b for b in at.button if b.label == "Save as a scenario").click().run()
    assert not at.exception
    saved = store.scenarios.of(key)[0]
    assert (saved.note, saved.changes) == ("if a son helps", {"hours_per_week": 9})
    assert [p.answers for p in store.clients.history(key)] == [PLUMBER]
    assert "Varies\\: your hours a week" in words(at)
    at.button(key="close_client").click().run()
    at.button(key=f"open_{key}").click().run()
    assert at.session_state["answers"] == PLUMBER
    assert "not kept yet" not in words(at)


def test_another_scenario_on_screen_than_the_one_decided_on_is_said_before_a_file_is_made(
    open_app: Opened, store: Store
) -> None:
    key, more = client(store), {**PLUMBER, "hours_per_week": 12}
    r = recommend(parse_profile(more), n_draws=64, worlds=0)
    scenario = store.scenarios.save(key, "Twelve hours", more, r)
    assert "It was decided on" not in words(opened(open_app, key, "export"))
    store.diary.decide(key, "We take it", date(2026, 3, 20), scenario.id)
    at = opened(open_app, key, "export")
    assert "It was decided on “Twelve hours”, but something else is on screen" in words(at)
    at.button(key="put_decided").click().run()
    assert not at.exception
    assert "It was decided on" not in words(at)
    assert at.session_state["answers"]["hours_per_week"] == 12


def test_the_comparison_goes_along_when_what_was_decided_comes_on_screen(
    open_app: Opened, store: Store
) -> None:
    key = client(store)
    for hours in (5, 12):
        answers = {**PLUMBER, "hours_per_week": hours}
        r = recommend(parse_profile(answers), n_draws=64, worlds=0)
        made = store.scenarios.save(key, f"{hours} hours", answers, r)
    store.diary.decide(key, "We take it", date(2026, 3, 20), made.id)
    at = opened(open_app, key, "compare")
    compared = list(at.session_state["compared_scenarios"])
    at.switch_page("pages/export.py").run()
    at.button(key="put_decided").click().run()
    assert at.session_state["compared_scenarios"] == compared
    assert "compared_hidden" not in at.session_state or not at.session_state["compared_hidden"]
    at.switch_page("pages/compare.py").run()
    assert not at.exception
    assert next(t for t in at.toggle if str(t.key).startswith("compared_along")).value
    assert at.session_state["compared_scenarios"] == compared


def test_what_was_tried_with_a_client_says_where_it_becomes_a_scenario(
    open_app: Opened, store: Store
) -> None:
    at = opened(open_app, client(store), "what_if")
    next(s for s in at.slider if str(s.key).endswith("hours_per_week")).set_value(9.0).run()
    next(b for b in at.button if str(b.key).endswith("take_tried")).click().run()
    assert not at.exception
    assert "To keep it as a scenario" in at.success[0].value
