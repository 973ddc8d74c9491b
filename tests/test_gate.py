"""Who may speak to the server, by the names in its settings; and that a start is never open."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from streamlit import config, net_util
from streamlit.testing.v1 import AppTest

from advisor.ui.gate import OPEN_VARIABLE, is_own_host, may_speak, refuse_open_start, stay_at_home
from advisor.ui.headers import headers_for

_SETTINGS = ("server.address", "server.allowedHosts", "server.corsAllowedOrigins")


@pytest.fixture(autouse=True)
def _settings_come_back() -> Iterator[None]:
    before = {name: config.get_option(name) for name in _SETTINGS}
    yield
    for name, value in before.items():
        config.set_option(name, value)


def scope(host: str, origin: str | None = None, at: str = "127.0.0.1") -> dict[str, Any]:
    headers = [(b"host", host.encode()), *([(b"origin", origin.encode())] if origin else [])]
    return {"type": "websocket", "scheme": "ws", "server": (at, 8501), "headers": headers}


def test_a_host_of_ones_own_is_named_in_the_settings() -> None:
    behind = scope("advice.example.org", "https://advice.example.org")
    assert not may_speak(behind)
    config.set_option("server.allowedHosts", ["*.example.org"])
    assert may_speak(behind)
    assert not may_speak(scope("advice.example.org", "https://other.example.org"))
    assert not may_speak(scope("advice.example.net", "https://advice.example.net"))


def test_a_page_of_elsewhere_may_speak_only_where_the_settings_say_so() -> None:
    embedded = scope("localhost:8501", "https://intranet.example.org")
    assert not may_speak(embedded)
    config.set_option("server.corsAllowedOrigins", ["https://intranet.example.org"])
    assert may_speak(embedded)


def test_an_address_that_others_reach_answers_only_where_it_is_meant(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv(OPEN_VARIABLE, raising=False)
    asked = scope("192.0.2.7:8501", "http://192.0.2.7:8501", at="192.0.2.7")
    assert not may_speak(asked)
    monkeypatch.setenv(OPEN_VARIABLE, "yes")
    assert may_speak(asked)
    assert not may_speak(scope("192.0.2.8:8501", at="192.0.2.7"))


def test_two_hosts_or_none_are_no_host() -> None:
    twice = scope("localhost:8501")
    twice["headers"] *= 2
    assert not may_speak(twice)
    assert not may_speak({**scope(""), "headers": []})


@pytest.mark.parametrize("address", ["0.0.0.0", "::", "192.0.2.7", "host.example.org"])
def test_another_address_is_refused_at_start(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(OPEN_VARIABLE, raising=False)
    config.set_option("server.address", address)
    with pytest.raises(SystemExit, match=f"Not started: server.address is {address}"):
        refuse_open_start()
    monkeypatch.setenv(OPEN_VARIABLE, "yes")
    refuse_open_start()


@pytest.mark.parametrize("address", ["127.0.0.1", "localhost", "::1"])
def test_this_machines_own_address_is_taken(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(OPEN_VARIABLE, raising=False)
    config.set_option("server.address", address)
    refuse_open_start()


def test_as_it_is_started_it_listens_on_this_machine() -> None:
    assert config.get_option("server.address") == "127.0.0.1"
    assert config.get_option("browser.serverAddress") == "localhost"


def test_the_server_never_asks_what_its_own_address_is(monkeypatch: pytest.MonkeyPatch) -> None:
    from streamlit.web.server.server_util import is_url_from_allowed_origins

    def outside(*_: object, **__: object) -> str:
        raise AssertionError("somebody outside was asked")

    monkeypatch.setattr(net_util, "_make_blocking_http_get", outside)
    for name in ("get_external_ip", "get_internal_ip"):  # as they were, whatever ran before
        monkeypatch.setattr(net_util, name, getattr(net_util, name))
    stay_at_home()
    assert is_url_from_allowed_origins("http://evil.example") is False


def test_no_socket_of_another_host_is_put_into_the_policy() -> None:
    policy = headers_for(scope("evil.example"))["Content-Security-Policy"]
    assert "connect-src 'self';" in policy and "ws:" not in policy
    assert not is_own_host("localhost:8501; script-src *", scope("x"))


def _consultants_page(email: str | None) -> AppTest:
    def page(email: str | None) -> None:
        import streamlit as st

        from advisor.ui import guard

        guard.mark_app()
        st.user = {"is_logged_in": email is not None, "email": email}
        try:
            guard.require_app("clients")
            st.markdown("the list")
        except ValueError as error:
            st.warning(str(error))

    at = AppTest.from_function(page, args=(email,), default_timeout=20)
    at.secrets["auth"] = {"cookie_secret": "x"}
    at.secrets["workspace"] = {"people": ["Ada@example.org"]}
    return at.run()


def test_with_sign_in_the_clients_are_shown_to_those_named_only() -> None:
    import streamlit as st

    before = st.user
    try:
        asked = _consultants_page(None)
        assert [b.label for b in asked.button] == ["Sign in"] and not asked.markdown
        other = _consultants_page("eve@example.org")
        assert "not yours to see" in other.warning[0].value and not other.markdown
        assert _consultants_page("ada@example.org").markdown[0].value == "the list"
    finally:
        st.user = before


def test_a_page_started_in_the_place_of_the_app_shows_nothing_of_itself() -> None:
    def page() -> None:
        import streamlit as st

        from advisor.ui.guard import require_app

        require_app("clients")
        st.markdown("the list")

    at = AppTest.from_function(page, default_timeout=20).run()
    assert at.error[0].value.startswith("This is one page of the app. Start it by:")
    assert not at.exception and not at.markdown
