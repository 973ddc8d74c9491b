"""A client whose stored results are no numbers can still be opened, kept as a file and deleted."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from advisor.store import Store
from tests.pages.conftest import named
from tests.store.test_files import whole_client
from tests.store.test_hostile_files import poison

Opened = Callable[..., AppTest]


@pytest.mark.parametrize("number", ["NaN", "Infinity"])
def test_a_poisoned_client_can_be_let_go(open_app: Opened, store: Store, number: str) -> None:
    client = whole_client(store)
    poison(store, client.id, number)
    at = open_app(page="clients")
    at.button(key=f"open_{client.id}").click().run()
    assert not at.exception and not at.error
    assert "older form" in " ".join(m.value for m in at.markdown)
    assert json.loads(store.exchange.export(client.id))["scenarios"]
    named(at.checkbox, "sure_delete").check().run()
    at.button(key="delete_client").click().run()
    assert not at.exception and not at.error
    assert store.clients.all() == ()
