"""What is worked out while an answer is read is there when its page is opened."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from advisor.insight.topics import Topic
from advisor.ui.ahead import Ahead
from tests.pages.conftest import PLUMBER, is_answer

LONG = 60.0  # seconds: only a failing test waits so long


def test_pages_show_what_was_worked_out_while_the_answer_was_read(
    open_app: Callable[..., AppTest], works_ahead: Ahead, monkeypatch: pytest.MonkeyPatch
) -> None:
    worked_out: list[str] = []
    really = Topic.build

    def build(topic: Topic, *given: Any, **dated: Any) -> Any:
        worked_out.append(topic.verb)
        return really(topic, *given, **dated)

    monkeypatch.setattr(Topic, "build", build)
    at = open_app({**PLUMBER, "money_per_month": 137}, "strategy")  # nobody asked for it before
    assert is_answer(at)
    assert works_ahead.done(LONG)
    ahead = ["sensitivity", "strategies", "manager", "capacity", "platforms", "adverts"]
    assert worked_out == ahead
    for page in ("face_to_face", "me_or_manager", "platforms", "adverts", "strategy"):
        at.switch_page(f"pages/{page}.py").run()
        assert not at.exception
    assert works_ahead.done(0)
    assert worked_out == ahead
