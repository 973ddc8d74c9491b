"""Two clients through every page: nothing of one is ever on a page, or in a widget, of the other.

Each has marks that nobody else has: name, contact, notes, town, hours, money, results, a tried
budget, a channel's card, a tick.  The text of a page is everything that is sent to the browser for
it: words, values of fields, labels, data of charts; but not the draft, which is kept and not shown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from advisor.store import ClientFields, Store, checked
from advisor.ui import session_owner
from advisor.ui.navigation import ENTRIES
from tests.pages.conftest import EVERY_PART, PLUMBER, named

pytestmark = pytest.mark.usefixtures("store")
Opened = Callable[..., AppTest]
MINE = {**PLUMBER, "name": "Quillfeather", "town": "Boston", "money_per_month": 1987}
ALPHA = {
    **PLUMBER, "name": "Zanzibarello", "hours_per_week": 7.25, "money_per_month": 1237,
    "people_working": 41,
    "audience": {"interests": ["yodelmark"]},
    "results": {"networking_events": {"months": 7, "leads": 7331, "customers": 4319}},
    "present_mix": {"networking_events": {"hours_per_week": 2.5, "money_per_month": 77}},
}  # fmt: skip
BETA = {
    "sector": "law", "country": "DE", "town": "Bamberg", "people_working": 3, "name": "Ottokarius",
    "reach_goal": "region", "hours_per_week": 3, "money_per_month": 55,
}  # fmt: skip
MARKS = {
    "alpha": ("Zanzibarello", "Northampton", "alphacontact", "alphanote", "yodelmark", "1237",
              "1,237", "7331", "4319", "alphadecision", "alphatyped"),
    "beta": ("Ottokarius", "Bamberg", "betacontact", "betanote"),
    "mine": ("Quillfeather", "Boston", "1987", "1,987"),
}  # fmt: skip
PAGES = [entry.name for entry in ENTRIES]
# What a person chooses for looking, whoever is on screen: no answer and no text of anybody.
FOR_LOOKING = {
    "asking_widget", "export_format", "capacity_shown", "find_channel", "all_channels", "numbers",
    "numbers_channel", "numbers_grade", "numbers_words", "grades", "forget", "find_client",
    "client_status", "answers_file", "client_file",
}  # fmt: skip
KINDS = [
    "text_input", "text_area", "number_input", "slider", "select_slider", "date_input",
    "checkbox", "color_picker", "multiselect", "selectbox", "radio", "file_uploader",
]  # fmt: skip


def client(store: Store, name: str, answers: dict[str, Any]) -> str:
    tag = name.casefold()
    made = store.clients.add(
        checked(ClientFields, {"name": f"{name} {answers['name']}", "contact": f"{tag}contact",
                               "notes": f"{tag}note"})
    )  # fmt: skip
    store.clients.keep_answers(made.id, answers, seen=0)
    return made.id


def leaves(block: Any) -> Iterator[Any]:
    for child in block.children.values():
        if hasattr(child, "children"):
            yield getattr(child, "proto", None)
            yield from leaves(child)
        else:
            yield getattr(child, "proto", None)


def text_of(at: AppTest) -> str:
    shown = [str(proto) for proto in leaves(at.main) if proto is not None]
    return "\n".join(text for text in shown if "advisor_draft" not in text)


def inputs(at: AppTest) -> set[str]:
    return {str(w.key) for kind in KINDS for w in at.get(kind) if getattr(w, "key", None)}


def walk(at: AppTest, pages: list[str]) -> Iterator[tuple[str, AppTest]]:
    # The step of the questionnaire, and the view of the what-if, that show what was typed most.
    at.session_state["asking"], at.session_state["step"] = "The full picture", 5
    at.session_state["what_if_view"] = "My own figures"
    for name in pages:
        for part in EVERY_PART:
            at.session_state[f"part_{part}"] = part != "tips"  # seconds, and names no client
        at.switch_page(f"pages/{name}.py").run()
        assert not at.exception, name
        yield name, at


def found_marks(at: AppTest, *whose: str) -> list[str]:
    text = text_of(at)
    return [m for name in whose for m in MARKS[name] if re.search(rf"(?<![\w.,]){m}(?!\w)", text)]


def to_client(at: AppTest, key: str) -> None:
    at.switch_page("pages/clients.py").run()
    if any(b.key == "close_client" for b in at.button):
        at.button(key="close_client").click().run()
    at.button(key=f"open_{key}").click().run()
    assert not at.exception


def leave_traces(at: AppTest) -> None:
    """Do on the pages what a person does, and leave it half done."""
    named(at.text_input, "decision_text").input("alphadecision")
    at.run()
    at.switch_page("pages/what_if.py").run()
    next(s for s in at.slider if "hours" in str(s.label)).set_value(9.75).run()
    at.switch_page("pages/present.py").run()
    named(at.slider, "present_hours").set_value(11.5).run()
    assert "11.5 hours a week" in text_of(at)
    at.switch_page("pages/plan.py").run()
    at.checkbox[0].check().run()
    at.switch_page("pages/export.py").run()
    named(at.text_input, "export_title").input("alphatyped").run()
    at.session_state["_channels_told_of"] = ["podcast"]
    assert not at.exception


def test_two_clients_walk_through_every_page_and_never_meet(open_app: Opened, store: Store) -> None:
    alpha, beta = client(store, "Alpha", ALPHA), client(store, "Beta", BETA)
    at = open_app(MINE)
    to_client(at, alpha)
    seen: dict[str, set[str]] = {}
    shown = ""
    for name, page in walk(at, PAGES):
        assert found_marks(page, "mine", "beta") == [], name
        seen[name] = inputs(page)
        shown += text_of(page)
    # The search can find: the marks that stand on pages were there.
    marks = ("Zanzibarello", "Northampton", "alphacontact", "1237", "yodelmark", "7331")
    assert [m for m in marks if m not in shown] == []
    at.switch_page("pages/clients.py").run()
    leave_traces(at)
    to_client(at, beta)
    for name, page in walk(at, PAGES):
        assert found_marks(page, "mine", "alpha") == [], name
        assert seen[name] & inputs(page) - FOR_LOOKING == set(), name
    present = text_of(at.switch_page("pages/present.py").run())
    assert "11.5" not in present
    assert at.session_state["answers"] == BETA
    assert "_channels_told_of" not in at.session_state
    # Back with the first, what was typed for it and is work is there again.
    to_client(at, alpha)
    assert at.session_state["what_if"]["changes"] == {"hours_per_week": 9.75}
    assert len(store.clients.get(alpha).done) == 1
    assert store.clients.get(beta).done == []
    assert "plan_done" not in at.session_state
    at.button(key="close_client").click().run()
    assert at.session_state["answers"] == MINE
    for name, page in walk(at, [n for n in PAGES if n != "clients"]):
        assert found_marks(page, "alpha", "beta") == [], name


def test_a_new_client_begins_with_nothing(open_app: Opened, store: Store) -> None:
    alpha = client(store, "Alpha", ALPHA)
    at = open_app(MINE)
    to_client(at, alpha)
    at.button(key="close_client").click().run()
    at.text_input(key="new_name_0").input("Gamma")
    next(b for b in at.button if b.label == "Add").click().run()
    assert at.title[0].value == "Gamma"
    assert at.session_state["answers"] == {}
    assert found_marks(at, "alpha", "mine") == []
    assert at.button(key="keep_answers").disabled


def test_nothing_of_a_deleted_client_stays_on_screen_or_in_the_draft(
    open_app: Opened, store: Store
) -> None:
    alpha = client(store, "Alpha", ALPHA)
    at = open_app(MINE)
    to_client(at, alpha)
    at.session_state["answers"] = {**ALPHA, "hours_per_week": 8}  # typed, not kept
    named(at.checkbox, "sure_delete").check().run()
    at.button(key="delete_client").click().run()
    assert at.session_state["answers"] == MINE
    assert at.session_state["_desks"] == {}
    for name, page in walk(at, ["clients", "strategy", "questionnaire"]):
        assert found_marks(page, "alpha") == [], name


def test_what_was_typed_for_a_client_and_not_kept_waits_for_it(
    open_app: Opened, store: Store
) -> None:
    alpha, beta = client(store, "Alpha", ALPHA), client(store, "Beta", BETA)
    at = open_app(MINE)
    to_client(at, alpha)
    at.session_state["answers"] = {**ALPHA, "hours_per_week": 8}
    to_client(at, beta)
    assert at.session_state["answers"] == BETA
    to_client(at, alpha)
    assert at.session_state["answers"]["hours_per_week"] == 8
    assert "not kept yet, is on screen" in at.success[0].value


def test_it_waits_however_many_clients_are_looked_at_meanwhile(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    session: dict[str, Any] = {}
    monkeypatch.setattr(session_owner.st, "session_state", session)
    session_owner.change_owner("alpha")
    session["answers"] = {"hours_per_week": 8}
    for k in range(30):
        session_owner.change_owner(f"client {k}")
        session |= {"answers": {"hours_per_week": 2}, "answers_as_kept": {"hours_per_week": 2}}
    session_owner.change_owner("alpha")
    assert session["answers"] == {"hours_per_week": 8}


def test_what_was_kept_elsewhere_meanwhile_is_what_is_opened(
    open_app: Opened, store: Store
) -> None:
    alpha, beta = client(store, "Alpha", ALPHA), client(store, "Beta", BETA)
    at = open_app()
    to_client(at, alpha)
    to_client(at, beta)
    store.clients.keep_answers(alpha, {**ALPHA, "hours_per_week": 2}, seen=1)
    to_client(at, alpha)
    assert at.session_state["answers"]["hours_per_week"] == 2


def test_an_example_closes_the_client_that_is_open(open_app: Opened, store: Store) -> None:
    beta = client(store, "Beta", BETA)
    at = open_app()
    to_client(at, beta)
    at.switch_page("pages/start.py").run()
    next(b for b in at.button if b.label == "Open this one").click().run()
    assert "closes the client first" in text_of(at)
    next(b for b in at.button if b.label == "Open it").click().run()
    assert found_marks(at, "beta") == []
    at.switch_page("pages/clients.py").run()
    assert at.title[0].value == "Clients"
    assert store.clients.history(beta)[0].answers == BETA


def test_private_notes_are_shown_only_when_asked_for(open_app: Opened, store: Store) -> None:
    beta = client(store, "Beta", BETA)
    at = open_app()
    to_client(at, beta)
    assert "betanote" not in text_of(at)
    at.session_state[f"private_notes_{at.session_state['_generation']}-{beta[:8]}"] = True
    assert "betanote" in text_of(at.run())
