"""Security headers on everything the server sends, beside what Streamlit sets itself.

A page may only load from its own server, and open sockets to it alone: no script, picture, font or
connection from elsewhere, whatever a client's name or notes may hold.  Streamlit writes style and
script into its page, so those words stay allowed.  Addresses with shared answers in them are
never sent to other sites.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping

from starlette.middleware import Middleware

from advisor.ui.asgi import Application, Message, Receive, Send
from advisor.ui.gate import Gate, headers_of, is_own_host, refuse_open_start, stay_at_home
from advisor.ui.sessions import remember_few
from advisor.ui.uploads import hold_few

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
