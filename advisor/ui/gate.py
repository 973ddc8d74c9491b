"""Who may speak to the server: this machine, by the app's own host and port, and nobody by chance.

Three things are kept here.  At start another address than loopback is refused, unless there is
sign-in or an environment variable says that it is meant.  Each request and each socket must name
the app's own host and port, and come from a page of the app where it says where it comes from.
And the server never asks anybody outside what its own address is.
"""

import ipaddress
import os
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import urlsplit

import streamlit as st
from streamlit import config, net_util

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Message, Receive, Send], Awaitable[None]]


OPEN_VARIABLE = "ADVISOR_OPEN_TO_NETWORK"
_HERE = ("localhost", "127.0.0.1", "::1")
_USUAL_PORTS = {"http": 80, "ws": 80, "https": 443, "wss": 443}
_FOREIGN = (
    "Refused: this address is not one of the app's own. Open it at the address it printed when it "
    "started; an address of your own is named in server.allowedHosts (docs/SECURITY.md)."
)


def is_loopback(address: str) -> bool:
    """Return whether only this machine can reach an address.

    Examples
    --------
    >>> [is_loopback(a) for a in ("127.0.0.1", "localhost", "::1", "0.0.0.0", "", "10.0.0.5")]
    [True, True, True, False, False, False]
    """
    if address.lower() == "localhost" or address.startswith(("unix://", "/")):
        return True
    try:
        return ipaddress.ip_address(address.strip("[]")).is_loopback
    except ValueError:
        return False


def has_sign_in() -> bool:
    """Return whether the secrets set up a sign-in (a part ``[auth]``)."""
    try:
        return "auth" in st.secrets
    except FileNotFoundError:  # no secrets at all
        return False


def may_be_open() -> bool:
    """Return whether other machines may reach the app: there is sign-in, or it is said so."""
    said = os.environ.get(OPEN_VARIABLE, "").strip().lower()
    return said in ("yes", "true", "1") or has_sign_in()


def refuse_open_start() -> None:
    """End the start where the app would be open to a network by accident.

    Raises ``SystemExit`` with one sentence, where the address is not this machine's own and
    nothing says that this is meant.
    """
    address = str(config.get_option("server.address") or "0.0.0.0")
    if is_loopback(address) or may_be_open():
        return
    raise SystemExit(
        f"Not started: server.address is {address}, so other machines could read and delete the "
        "clients kept here. Leave the address out to keep the app to this machine, set up sign-in "
        f"([auth] in .streamlit/secrets.toml), or set {OPEN_VARIABLE}=yes if it is meant."
    )


def stay_at_home() -> None:
    """Keep the server from looking its own address up, which asks a service outside."""
    net_util.get_external_ip = lambda: None
    net_util.get_internal_ip = lambda: None


def _parts(host: str) -> tuple[str, int | None] | None:
    """Return name and port of a Host header; None where it is anything else."""
    try:
        parts = urlsplit(f"//{host}")
        name, port = parts.hostname, parts.port
    except ValueError:
        return None
    if not name or parts.netloc != host or "@" in host or any(c.isspace() for c in host):
        return None
    return name.rstrip("."), port


def _is_listed(name: str) -> bool:
    """Return whether the settings name a host (``server.allowedHosts``, ``*.`` for all below)."""
    for listed in config.get_option("server.allowedHosts"):
        pattern = str(listed).strip().lower().rstrip(".")
        if pattern in ("*", name) or (pattern.startswith("*.") and name.endswith(pattern[1:])):
            return True
    return False


def is_own_host(host: str | None, scope: Message) -> bool:
    """Return whether a Host header names this app.

    `host`: the header; None where there was none.  Returns true for this machine's names and the
    address it came in by, with the app's own port; and for hosts that the settings list, with any.
    """
    parts = _parts(host or "")
    if parts is None:
        return False
    name, port = parts
    if _is_listed(name):
        return True
    server = scope.get("server") or ("", None)
    shown = str(config.get_option("browser.serverAddress") or "").lower()
    if name not in (*_HERE, shown, str(config.get_option("server.address")), server[0]):
        return False
    ports = {server[1]}
    if config.is_manually_set("browser.serverPort"):
        ports.add(int(config.get_option("browser.serverPort")))
    return (port or _USUAL_PORTS.get(str(scope.get("scheme")), 80)) in ports


def _is_own_origin(origin: str, host: str) -> bool:
    """Return whether an Origin header is the app's own page, or one that the settings list."""
    if origin in {str(listed).strip() for listed in config.get_option("server.corsAllowedOrigins")}:
        return True
    scheme, _, rest = origin.partition("://")
    return scheme in ("http", "https") and rest == host


def headers_of(scope: Message, name: bytes) -> list[str]:
    """Return all values of a header of a request."""
    return [v.decode("latin-1") for k, v in scope.get("headers", ()) if k.lower() == name]


def may_speak(scope: Message) -> bool:
    """Return whether a request or a socket is the app's own, by its Host and Origin headers.

    False for a host that is not the app's, for a page of elsewhere or of another port, and for an
    address other machines can reach where nothing says that this is meant.
    """
    server = scope.get("server")
    if server and server[1] is not None and not is_loopback(str(server[0])) and not may_be_open():
        return False
    hosts, origins = headers_of(scope, b"host"), headers_of(scope, b"origin")
    if len(hosts) != 1 or not is_own_host(hosts[0], scope):
        return False
    return all(_is_own_origin(origin, hosts[0]) for origin in origins)


class Gate:
    """Lets through what is the app's own and refuses the rest, before anything is read of it."""

    def __init__(self, app: Application) -> None:
        self.app = app

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Pass one request or socket on, or refuse it."""
        if scope["type"] not in ("http", "websocket") or may_speak(scope):
            await self.app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008, "reason": "foreign host"})
        else:
            kind = (b"content-type", b"text/plain; charset=utf-8")
            await send({"type": "http.response.start", "status": 403, "headers": [kind]})
            await send({"type": "http.response.body", "body": _FOREIGN.encode()})
