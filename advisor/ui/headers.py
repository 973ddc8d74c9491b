"""Security headers on everything the server sends, beside what Streamlit sets itself.

A page may only load from its own server, and open sockets to it alone: no script, picture, font or
connection from elsewhere, whatever a client's name or notes may hold.  Streamlit writes style and
script into its page, so those words stay allowed.  Addresses with shared answers in them are
never sent to other sites.
"""

import asyncio
import logging
import time
from collections.abc import Mapping

from starlette.middleware import Middleware
from streamlit.runtime import memory_session_storage
from streamlit.runtime.session_manager import SessionInfo, SessionStorage

from advisor.ui.gate import (
    Application,
    Gate,
    Message,
    Receive,
    Send,
    headers_of,
    is_own_host,
    refuse_open_start,
    stay_at_home,
)
from advisor.ui.uploads import hold_few

MOST_LEFT = 24
"""Sessions without a connection that are kept: the longest gone are dropped first."""


class FewSessions(SessionStorage):
    """Sessions whose visitors have left, at most ``MOST_LEFT`` and each for its time."""

    def __init__(self, ttl_seconds: int) -> None:
        self._seconds = ttl_seconds
        # By id, the longest gone first, with the moment until which it waits.
        self._kept: dict[str, tuple[float, SessionInfo]] = {}

    def get(self, session_id: str) -> SessionInfo | None:
        """Return a session that still waits, None where it is gone."""
        until, found = self._kept.get(session_id, (0.0, None))
        return found if until > time.monotonic() else None

    def save(self, session_info: SessionInfo) -> None:
        """Keep a session, and let go of it in time."""
        key = session_info.session.id
        self._kept.pop(key, None)
        self._kept[key] = (time.monotonic() + self._seconds, session_info)
        self.let_go()
        try:
            asyncio.get_running_loop().call_later(self._seconds + 0.1, self.let_go)
        except RuntimeError:  # no server runs
            return

    def delete(self, session_id: str) -> None:
        """Forget a session that its visitor has taken up again."""
        del self._kept[session_id]

    def list(self) -> list[SessionInfo]:
        """Return the sessions that wait."""
        return [found for _, found in [*self._kept.values()]]

    def let_go(self) -> None:
        """Shut down the sessions that are too many or whose time is over."""
        now = time.monotonic()
        surplus = len(self._kept) - MOST_LEFT
        gone = [key for k, (key, (until, _)) in enumerate([*self._kept.items()])
                if k < surplus or until <= now]  # fmt: skip
        for key in gone:
            _, session_info = self._kept.pop(key)
            session_info.session.shutdown()


def remember_few() -> None:
    """Have the server keep the sessions of those who left as said here."""
    memory_session_storage.MemorySessionStorage = FewSessions  # type: ignore[assignment, misc]


_POLICY = "Content-Security-Policy"
HEADERS: Mapping[str, str] = {
    _POLICY: (
        "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; "
        "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
        "connect-src 'self'; media-src 'self' blob: data:; "
        "worker-src 'self' blob:; frame-src 'self' blob: data:; object-src 'none'; "
        "base-uri 'self'; form-action 'self'; frame-ancestors 'self'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def headers_for(scope: Message) -> dict[str, str]:
    """Return the headers of one answer: a page may open sockets to the host it came from only.

    Browsers differ in whether ``'self'`` means sockets too, so the app's own is named.
    """
    found, host = dict(HEADERS), "".join(headers_of(scope, b"host")[:1])
    if is_own_host(host, scope):
        own = f"connect-src 'self' ws://{host} wss://{host};"
        found[_POLICY] = found[_POLICY].replace("connect-src 'self';", own)
    return found


class SecurityHeaders:
    """Adds ``HEADERS`` to every answer of an application, replacing those of the same name."""

    def __init__(self, app: Application) -> None:
        self.app = app

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        added = [(k.lower().encode(), v.encode("latin-1")) for k, v in headers_for(scope).items()]

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                names = {name for name, _ in added}
                kept = [h for h in message.get("headers", []) if h[0].lower() not in names]
                message = {**message, "headers": [*kept, *added]}
            await send(message)

        await self.app(scope, receive, with_headers)


def security() -> list[Middleware]:
    """Return what the server puts around the app; it starts for this machine only.

    Raises ``SystemExit`` where the app would be open to a network by accident.
    """
    refuse_open_start()
    stay_at_home()
    remember_few()
    hold_few()
    # The server would write every address down, shared answers in them included.
    logging.getLogger("uvicorn.access").disabled = True
    return [Middleware(SecurityHeaders), Middleware(Gate)]
