"""A real server: who may speak to it, where it listens, and that it asks nobody outside."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager

import pytest

from tests.browser.conftest import ROOT, Server

UPGRADE = (
    "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
    "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
)


def asked(port: int, path: str, host: str, origin: str | None, *, upgrade: bool = False) -> bytes:
    """Send one request by hand and return what came first, head and beginning of the body."""
    told = "" if origin is None else f"Origin: {origin}\r\n"
    more = UPGRADE if upgrade else "Connection: close\r\n"
    with closing(socket.create_connection(("127.0.0.1", port), timeout=20)) as line:
        line.sendall(f"GET {path} HTTP/1.1\r\nHost: {host}\r\n{told}{more}\r\n".encode())
        return line.recv(8192)


def status(answer: bytes) -> int:
    return int(answer.split(b" ", 2)[1])


def own(port: int) -> list[tuple[str, str | None]]:
    return [
        (f"localhost:{port}", f"http://localhost:{port}"),
        (f"127.0.0.1:{port}", f"http://127.0.0.1:{port}"),
        (f"localhost:{port}", None),
    ]


def foreign(port: int) -> list[tuple[str, str | None]]:
    here = f"localhost:{port}"
    return [
        ("evil.example", "http://evil.example"),
        (f"evil.example:{port}", f"http://evil.example:{port}"),
        (f"evil.example:{port}", None),
        (f"192.0.2.7:{port}", f"http://192.0.2.7:{port}"),
        (f"localhost.evil.example:{port}", f"http://localhost.evil.example:{port}"),
        (f"localhost:{port}@evil.example", f"http://localhost:{port}@evil.example"),
        ("localhost:1", "http://localhost:1"),
        ("localhost", "http://localhost"),
        (here, "http://evil.example"),
        (here, f"http://evil.example:{port}"),
        (here, f"http://localhost:{port + 1}"),
        (here, "http://localhost"),
        (here, f"http://127.0.0.1:{port + 1}"),
        (here, f"http://localhost:{port}.evil.example"),
        (here, "null"),
        (here, "file://"),
        (here, ""),
    ]


class Sink:
    """A listener that stands where a proxy would: it counts who wanted to go outside."""

    def __init__(self) -> None:
        self.calls: list[bytes] = []
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self.socket.getsockname()[1]}"
        threading.Thread(target=self._count, daemon=True).start()

    def _count(self) -> None:
        while True:
            try:
                line, _ = self.socket.accept()
            except OSError:
                return
            with closing(line):
                self.calls.append(line.recv(200))

    def environment(self) -> dict[str, str]:
        names = ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY")
        return {**os.environ, **dict.fromkeys(names, self.address), "no_proxy": ""}


@contextmanager
def sink() -> Iterator[Sink]:
    found = Sink()
    yield found
    found.socket.close()


@pytest.fixture
def watched() -> Iterator[tuple[Server, Sink]]:
    """A server whose every call to the outside would be counted."""
    running = Server()
    with sink() as outside:
        running.environment = outside.environment()
        running.start()
        yield running, outside
        running.stop()


def test_only_the_apps_own_host_and_port_may_speak_and_nobody_outside_is_asked(
    watched: tuple[Server, Sink],
) -> None:
    server, outside = watched
    port = server.port
    stream = {pair: status(asked(port, "/_stcore/stream", *pair, upgrade=True))
              for pair in [*own(port), *foreign(port)]}  # fmt: skip
    assert stream == {**dict.fromkeys(own(port), 101), **dict.fromkeys(foreign(port), 403)}
    pages = {pair: status(asked(port, "/", *pair)) for pair in [*own(port), *foreign(port)]}
    assert pages == {**dict.fromkeys(own(port), 200), **dict.fromkeys(foreign(port), 403)}
    assert outside.calls == []


def test_the_sink_would_have_seen_a_call_to_the_outside() -> None:
    code = "import streamlit.net_util as n; n._make_blocking_http_get('http://an.example/', 2)"
    with sink() as outside:
        subprocess.run([sys.executable, "-c", code], env=outside.environment(), check=True)
        assert outside.calls[0].startswith(b"GET http://an.example/")


def test_the_page_may_open_sockets_to_its_own_host_only(server: Server) -> None:
    answer = asked(server.port, "/", f"localhost:{server.port}", None).decode(errors="replace")
    policy = next(line for line in answer.splitlines() if "connect-src" in line)
    rule = next(part for part in policy.split("; ") if part.startswith("connect-src"))
    here = f"localhost:{server.port}"
    assert rule.split() == ["connect-src", "'self'", f"ws://{here}", f"wss://{here}"]


def test_it_listens_on_this_machine_only(server: Server) -> None:
    # All of 127/8 is this machine; a server on all addresses would answer at 127.0.0.2 too.
    with pytest.raises(OSError):
        socket.create_connection(("127.0.0.2", server.port), timeout=5).close()
    socket.create_connection(("127.0.0.1", server.port), timeout=5).close()


def started(**environment: str) -> subprocess.CompletedProcess[str]:
    """Start the app on all addresses and return how it ended, within a minute."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with sink() as outside:
        done = subprocess.run(
            [sys.executable, "-m", "streamlit", "run", str(ROOT / "app.py"), "--server.headless",
             "true", "--server.port", str(port), "--server.address", "0.0.0.0"],
            cwd=ROOT, env={**outside.environment(), **environment}, timeout=60,
            capture_output=True, text=True,
        )  # fmt: skip
        assert outside.calls == []
    return done


def test_another_address_without_sign_in_is_refused_in_a_sentence() -> None:
    done = started(ADVISOR_OPEN_TO_NETWORK="")
    assert done.returncode != 0
    assert "Not started: server.address is 0.0.0.0, so other machines could" in done.stderr
    assert "ADVISOR_OPEN_TO_NETWORK=yes" in done.stderr
    assert "Traceback" not in done.stdout + done.stderr


def test_another_address_is_taken_where_it_is_meant() -> None:
    running = Server()
    running.environment = {**os.environ, "ADVISOR_OPEN_TO_NETWORK": "yes"}
    running.more = ("--server.address", "0.0.0.0")
    running.start()
    try:
        port = running.port
        assert status(asked(port, "/", f"localhost:{port}", None)) == 200
        assert status(asked(port, "/", "evil.example", None)) == 403
    finally:
        running.stop()
