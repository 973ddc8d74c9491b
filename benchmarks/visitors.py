"""What visitors leave behind: descriptors and memory of a server after 0, 50 and 200 of them.

A visitor here speaks as a browser does: opens the socket, opens pages (the consultant's too, which
use the workspace) and goes away.  Counted is what the server's process still holds some time later,
as Linux tells it.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
PAGES = ("", "clients", "clients", "method")  # at first the list waits for the browser
PATIENCE_SECONDS = 60
SETTLE_SECONDS = 3


# Each opens the pages one after the other on one socket, waits for each to be drawn, goes away.
_VISIT = """
import sys
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect
port, times, *pages = sys.argv[1:]
for _ in range(int(times)):
    with connect(f"ws://localhost:{port}/_stcore/stream", origin=f"http://localhost:{port}",
                 subprotocols=["streamlit"], max_size=None) as line:
        for page in pages:
            asked = BackMsg()
            asked.rerun_script.page_name = page
            line.send(asked.SerializeToString())
            while True:
                told = ForwardMsg.FromString(line.recv(timeout=60))
                if told.WhichOneof("type") == "script_finished":
                    break
"""


class Held(NamedTuple):
    """What a server holds: descriptors in all, of the workspace, of watched files; memory in MB."""

    descriptors: int
    of_workspace: int
    of_watching: int
    megabytes: float


def _visit(port: int, times: int, pages: tuple[str, ...]) -> None:
    subprocess.run([sys.executable, "-c", _VISIT, str(port), str(times), *pages], check=True)


def _held(process: int, workspace: Path) -> Held:
    folder = Path(f"/proc/{process}/fd")
    targets = []
    for descriptor in folder.iterdir():
        try:
            targets.append(os.readlink(descriptor))
        except FileNotFoundError:  # closed meanwhile
            continue
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    memory = next(float(line.split()[1]) for line in lines if line.startswith("VmRSS:"))
    ours = sum(target.startswith(str(workspace)) for target in targets)
    watching = sum("inotify" in target for target in targets)
    return Held(len(targets), ours, watching, memory / 1024)


@contextmanager
def _server(workspace: Path) -> Iterator[tuple[int, int]]:
    """Run the app; yield its process and its port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", "app.py", "--server.headless", "true",
         "--server.port", str(port)],
        cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        env={**os.environ, "ADVISOR_WORKSPACE": str(workspace)},
    )  # fmt: skip
    try:
        end = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < end and server.poll() is None:
            try:
                urllib.request.urlopen(f"http://localhost:{port}/_stcore/health", timeout=1).close()
                yield server.pid, port
                return
            except OSError:
                time.sleep(0.05)
        raise RuntimeError("the app was not healthy in time")
    finally:
        server.terminate()
        server.wait()


def left_behind(
    counts: tuple[int, ...] = (0, 50, 200), pages: tuple[str, ...] = PAGES
) -> list[tuple[int, Held]]:
    """Return what one server holds after so many visitors have come and left, in turn.

    Parameters
    ----------
    counts : tuple of int
        Visitors in all, rising; before the first one visitor walks over the pages to warm up.
    pages : tuple of str
        What each opens, by address.

    Returns
    -------
    list of (int, Held)
        In the order of `counts`.
    """
    with tempfile.TemporaryDirectory() as folder:
        workspace = Path(folder) / "workspace.sqlite"
        with _server(workspace) as (process, port):
            _visit(port, 1, pages)
            found, came = [], 0
            for count in counts:
                _visit(port, count - came, pages)
                came = count
                time.sleep(SETTLE_SECONDS)
                found.append((count, _held(process, workspace)))
            return found
