"""A link is made only when asked, opened only when agreed, and never unpacked unchecked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from streamlit.testing.v1 import AppTest

from advisor.profile.sharing import opened_text, shared_text
from tests.pages.conftest import APP, PLUMBER

Opened = Callable[..., AppTest]


def arriving(text: str, answers: dict[str, Any] | None = None) -> AppTest:
    at = AppTest.from_file(APP, default_timeout=60)
    at.session_state["_draft_loaded"] = True
    at.session_state["answers"] = dict(answers or {})
    at.query_params["a"] = text
    return at.run()


def words(at: AppTest) -> str:
    return "\n".join(str(p.value) for p in [*at.markdown, *at.warning, *at.caption])


def test_no_link_is_made_before_it_is_asked_for_and_the_files_come_first(open_app: Opened) -> None:
    at = open_app({**PLUMBER, "name": "Ada", "yearly_revenue": 90000}, page="strategy")
    assert not at.get("code")
    at.session_state["share_box"] = True
    at.run()
    assert not at.get("code")
    text = words(at)
    assert "every server between you and the reader can see it" in text
    assert "are the private way" in text
    at.session_state["share_box"] = True
    at.button(key="make_link").click().run()
    assert not at.exception
    at.session_state["share_box"] = True
    at.run()
    link = at.get("code")[0].value
    assert len(link) <= 2_000
    opened = opened_text(link.split("?a=")[1])
    assert opened["town"] == "Northampton"
    assert "name" not in opened
    assert "yearly_revenue" not in opened


def test_shared_answers_come_on_screen_only_when_agreed() -> None:
    mine = {**PLUMBER, "town": "Boston"}
    at = arriving(shared_text(PLUMBER), mine)
    assert not at.exception
    assert "plumbing heating in Northampton" in words(at)
    assert "take the place of the answers in this browser" in words(at)
    assert at.session_state["answers"] == mine
    at.button(key="open_shared").click().run()
    assert not at.exception
    assert at.session_state["answers"] == PLUMBER
    assert "a" not in at.query_params


def test_shared_answers_can_be_left() -> None:
    at = arriving(shared_text(PLUMBER))
    at.button(key="leave_shared").click().run()
    assert at.session_state["answers"] == {}
    assert "Somebody shared" not in words(at)


def test_a_link_that_is_none_is_one_calm_sentence() -> None:
    for text in ("1broken", "2" + shared_text(PLUMBER)[1:], "x" * 5_000, ""):
        at = arriving(text)
        assert not at.exception
        assert "The link cannot be opened" in at.warning[0].value
        assert at.button[0].label == "Start with mine"


def test_what_a_link_holds_never_becomes_markup() -> None:
    at = arriving(shared_text({**PLUMBER, "town": "![x](http://a.b/c.png)"}))
    assert "![x](http" not in words(at)
