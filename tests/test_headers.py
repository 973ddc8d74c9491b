"""Every answer of the server carries the security headers, once; addresses are not logged."""

from __future__ import annotations

import asyncio
import logging
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from advisor.ui.headers import HEADERS, SecurityHeaders, security


def _sent(scope: str, headers: list[tuple[bytes, bytes]]) -> list[dict[str, Any]]:
    sent: list[Any] = []

    async def app(_: Any, __: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b"x"})

    async def receive() -> dict[str, Any]:
        return {}

    async def send(message: Any) -> None:
        sent.append(message)

    # In a thread of its own: a browser driven by another test keeps this thread's loop running.
    with ThreadPoolExecutor(1) as other:
        answer = SecurityHeaders(app)({"type": scope}, receive, send)
        other.submit(asyncio.run, answer).result()
    return sent


def test_headers_are_added_once_and_others_kept() -> None:
    start, body = _sent("http", [(b"content-type", b"text/html"), (b"X-Frame-Options", b"ALLOW")])
    assert body["body"] == b"x"
    names = [name.lower() for name, _ in start["headers"]]
    assert len(names) == len(set(names)) == len(HEADERS) + 1
    found = {name.lower().decode(): value.decode() for name, value in start["headers"]}
    assert found["content-type"] == "text/html"
    assert found["x-frame-options"] == "SAMEORIGIN"


def test_a_page_may_load_nothing_from_elsewhere() -> None:
    rules = {
        rule.split()[0]: rule.split()[1:] for rule in HEADERS["Content-Security-Policy"].split("; ")
    }
    for name, allowed in rules.items():
        assert not any("." in source or source in ("*", "https:", "http:") for source in allowed), (
            name
        )
    assert rules["default-src"] == ["'self'"]


def test_a_socket_is_passed_on_untouched() -> None:
    start, _ = _sent("websocket", [])
    assert start["headers"] == []


def test_addresses_are_not_logged_even_where_the_server_is_talkative() -> None:
    # Streamlit leaves them out, until its settings are read again while it runs.
    logger = logging.getLogger("uvicorn.access")
    before = logger.disabled
    try:
        logger.disabled = False
        security()
        assert logger.disabled
    finally:
        logger.disabled = before
