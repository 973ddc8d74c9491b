"""The export page: a file is made when asked for, of what is on screen, with a checked look."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from advisor.output.export import FORMATS
from advisor.ui import export_view
from advisor.ui.words import file_name
from tests.pages.conftest import PLUMBER

Opened = Callable[..., AppTest]


def taken(at: AppTest) -> list[str]:
    return [b.proto.label for b in at.get("download_button")]


def test_nothing_is_made_before_it_is_asked_for(open_app: Opened) -> None:
    at = open_app(PLUMBER, page="export")
    assert not at.exception
    assert not taken(at)


def test_a_table_is_made_and_offered_until_something_changes(open_app: Opened) -> None:
    at = open_app(PLUMBER, page="export")
    at.button_group(key="export_format").set_value("csv").run()
    at.button(key="export_make").click().run()
    assert not at.exception
    assert taken(at)[0].startswith("Take it: Table, ")
    at.text_input[0].input("Another title").run()
    assert not taken(at)


def test_every_format_of_a_document_can_be_chosen_and_says_what_it_is(open_app: Opened) -> None:
    at = open_app(PLUMBER, page="export")
    for name in FORMATS:
        at.button_group(key="export_format").set_value(name).run()
        assert not at.exception
        assert not at.error
        assert at.button(key="export_make")
        assert export_view.TELLS[name] in [m.value for m in at.markdown]


def test_slides_are_offered_first_and_bear_the_name_in_the_answers(open_app: Opened) -> None:
    at = open_app({**PLUMBER, "name": "Ashdown & Pike"}, page="export")
    assert at.text_input[0].value == "Marketing strategy for Ashdown & Pike"
    assert at.color_picker[0].value == "#0B6E69"
    at = open_app(PLUMBER, page="export")
    at.button(key="export_make").click().run()
    assert not at.exception
    assert taken(at)[0].startswith("Take it: Slides, ")


def test_a_file_is_named_in_plain_letters() -> None:
    assert export_view._stem("Miller & Söhne / ../") == "marketing-strategy-miller-söhne"
    assert export_view._stem("../../") == "marketing-strategy"


@pytest.mark.parametrize(("name", "stem"), [
    ("Müller & Söhne", "müller-söhne"), ("株式会社さくら", "株式会社さくら"),
    ("مخبز القاهرة", "مخبز-القاهرة"),
    ("ร้านกาแฟ ที่นี่", "ร้านกาแฟ-ที่นี่"), ("दिल्ली बेकरी", "दिल्ली-बेकरी"), ("Phở Hà Nội", "phở-hà-nội"),
    ("🥐👩‍🍳", ""), ("CON", "con-1"), ("com1", "com1-1"), ("aux.txt", "aux-txt"),
    ("a/b\\c:d*?", "a-b-c-d"),
    ("..", ""), ("x" * 300, "x" * 120), ("\u202eevil", "evil")])  # fmt: skip
def test_a_file_is_called_by_the_letters_of_a_name_and_safe_everywhere(
    name: str, stem: str
) -> None:
    assert file_name(name) == stem
    assert len(file_name("株" * 200).encode()) <= 120


def test_slides_are_chosen_and_named_in_one_closed_place(
    open_app: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: dict[str, object] = {}

    def export(*_: object, **given: object) -> bytes:
        asked.update(given)
        return b"slides"

    monkeypatch.setattr(export_view, "export", export)
    at = open_app(PLUMBER, page="export")
    assert [e.label for e in at.expander] == ["Choose slides"]
    at.multiselect[0].set_value(["decision", "today"])
    at.checkbox[0].check()
    at.text_input[1].input("Jane Doe").run()
    at.button(key="export_make").click().run()
    assert not at.exception
    assert asked["sections"] == ["today", "decision"]
    assert (asked["appendix"], asked["consultant"]) == (True, "Jane Doe")
    assert taken(at)
    at.checkbox[0].uncheck().run()
    assert not taken(at)
