"""Typed text stays text: on every page, in tables too, whoever typed it and however it came in."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from advisor.profile.sharing import shared_text
from advisor.store import ClientFields, Store, checked
from advisor.ui.words import Markup, cell, plain
from tests.pages.conftest import APP, EVERY_PART, PLUMBER, unfolded
from tests.pages.test_compare_page import _answer

Opened = Callable[..., AppTest]
LINK = "[free](https://evil.example) www.evil.example <https://evil.example> `x`"
HOSTILE: dict[str, Any] = {
    **PLUMBER,
    "name": LINK,
    "money_per_month": 2000,
    "locks": {"meta_ads": {"keep": True}, "linkedin_ads": {"keep": True}},
    "audience": {"interests": [LINK], "job_roles": [LINK]},
}
# What a page reads as Markdown, unlike the value of a text field.
_SHOWN = ("title", "header", "subheader", "markdown", "caption", "info", "warning", "success",
          "error", "checkbox", "button", "radio", "metric", "expander")  # fmt: skip


def texts_of(at: AppTest) -> Iterator[str]:
    """All texts of a page that are read as Markdown, cells and headers of tables included."""
    for kind in _SHOWN:
        for element in at.get(kind):
            yield str(getattr(element, "label", ""))
            if kind not in ("checkbox", "button", "radio", "metric", "expander"):
                yield str(element.value)
    for table in at.get("table"):
        for name in table.value.columns:
            yield str(name)
            yield from (str(value) for value in table.value[name])


def links_of(at: AppTest) -> list[str]:
    """Texts in which what was typed would become a link."""
    assert not at.exception
    live = re.compile(r"https?://evil|www\.evil|(?<!\\)\[free")
    return [text for text in texts_of(at) if live.search(text)]


def shows(at: AppTest) -> bool:
    return any("free" in text for text in texts_of(at))


@pytest.mark.parametrize(
    ("page", "typed"),
    [("strategy", True), ("adverts", True), ("platforms", False), ("plan", False),
     ("present", True), ("export", False), ("questionnaire", False), ("me_or_manager", False)],
)  # fmt: skip
def test_what_was_answered_is_never_a_link(open_app: Opened, page: str, typed: bool) -> None:
    at = unfolded(open_app(HOSTILE, page=page), *EVERY_PART)
    assert links_of(at) == []
    assert shows(at) or not typed


def test_an_unknown_town_is_never_a_link(open_app: Opened) -> None:
    at = open_app({**PLUMBER, "town": LINK}, page="questionnaire")
    assert links_of(at) == [] and shows(at)
    at = open_app({**PLUMBER, "town": LINK}, page="strategy")
    assert links_of(at) == [] and shows(at)


def test_a_town_in_a_link_is_never_a_link() -> None:
    at = AppTest.from_file(APP, default_timeout=60)
    at.session_state["_draft_loaded"] = True
    at.query_params["a"] = shared_text({**PLUMBER, "town": LINK})
    at.run()
    assert links_of(at) == [] and shows(at)
    at.button(key="open_shared").click().run()
    assert links_of(at.switch_page("pages/strategy.py").run()) == []


def uploaded(open_app: Opened, content: bytes) -> AppTest:
    at = open_app(page="questionnaire")
    at.file_uploader[0].upload("mine.json", content, "application/json")
    return at.run()


def test_an_unknown_trade_in_a_file_is_never_a_link(open_app: Opened) -> None:
    at = uploaded(open_app, json.dumps({"sector": LINK}).encode())
    assert links_of(at) == [] and shows(at)
    assert at.warning[0].value.startswith("The file is not used.")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "It is empty"),
        (b"[" * 90_000, "It is nested more than 40 deep"),
        (b'{"hours_per_week": ' + b"9" * 5000 + b"}", "It holds a number that is too large"),
        (b'{"hours_per_week": NaN}', "It holds NaN, which is no finite number"),
        (b"%PDF-1.7", "It is no JSON"),
        (b'{"format": "marketing-strategy-advisor client"}', "on the page Clients"),
        (json.dumps({**PLUMBER, "name": "x" * 200_000}).encode(), "bytes, more than 200,000"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_a_sentence(
    open_app: Opened, content: bytes, sentence: str
) -> None:
    at = uploaded(open_app, content)
    assert not at.exception
    assert [sentence in w.value.replace("\\", "") for w in at.warning] == [True]
    assert at.session_state["answers"] == {}


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_file_with_a_mark_at_the_beginning_is_read(open_app: Opened, encoding: str) -> None:
    at = uploaded(open_app, json.dumps(PLUMBER).encode(encoding))
    assert not at.exception
    assert at.session_state["answers"]["town"] == "Northampton"


def test_what_was_not_taken_from_a_file_is_said(open_app: Opened) -> None:
    at = uploaded(open_app, json.dumps({**PLUMBER, "hours_per_week": "5"}).encode())
    assert "hours_per_week" not in at.session_state["answers"]
    assert at.session_state["answers"]["town"] == "Northampton"
    said = [w.value for w in at.warning if w.value.startswith("Not taken from the file")]
    assert len(said) == 1 and "hours" in said[0]


def test_a_stored_currency_is_never_a_link(open_app: Opened, store: Store) -> None:
    fields: ClientFields = checked(ClientFields, {"name": LINK, "notes": LINK, "contact": LINK})
    client = store.clients.add(fields)
    result = _answer(json.dumps(PLUMBER, sort_keys=True))
    versions = result.versions.model_copy(update={"data": "2020.01.1"})
    old = result.model_copy(update={"currency": LINK, "versions": versions})
    for _ in range(2):
        store.scenarios.save(client.id, LINK, HOSTILE, old)
    at = open_app(page="clients")
    assert links_of(at) == []
    at.button(key=f"open_{client.id}").click().run()
    assert links_of(at) == [] and shows(at)
    at = at.switch_page("pages/compare.py").run()
    assert [t.value.columns[0] for t in at.get("table")][:1] == ["What changed"]
    assert links_of(at) == [] and shows(at)


def test_what_is_markup_already_is_never_escaped_twice() -> None:
    for escape in (plain, cell):
        once = escape("[a](b) *c*")
        assert isinstance(once, Markup)
        assert plain(once) == cell(once) == once


def test_a_cell_keeps_its_numbers_and_loses_its_markup() -> None:
    assert cell("4.5 to 11 (1,200 USD - 3.5 %)") == "4.5 to 11 (1,200 USD - 3.5 %)"
    assert cell("# a\n- b\n1. c") == "\\# a\n\\- b\n1\\. c"
    assert cell(":red[x] $y$ ~z~") == "\\:red\\[x\\] \\$y\\$ \\~z\\~"


@pytest.mark.parametrize(
    "stored", ["[" * 40_000, '{"hours_per_week": ' + "9" * 5000 + "}", "\ud800"]
)
def test_a_stored_draft_that_cannot_be_read_is_set_aside(stored: str) -> None:
    def page(stored: str) -> None:
        import streamlit as st

        from advisor.ui.draft import _take

        _take({"text": stored})
        st.markdown(f"{st.session_state.get('answers')} is there")

    at = AppTest.from_function(page, args=(stored,), default_timeout=20).run()
    assert not at.exception
    assert at.markdown[0].value == "None is there"
