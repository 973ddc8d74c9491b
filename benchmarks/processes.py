"""What only a fresh process can tell: imports, the first answer, memory, the app's cold start."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PATIENCE_SECONDS = 60

_IMPORT = """
import time
start = time.perf_counter()
import advisor.recommend
print(time.perf_counter() - start)
"""
# The peak of ``getrusage`` begins with that of the process that started this one; Linux keeps the
# peak of this program alone in /proc.
_FIRST_ANSWER = """
import pathlib, resource, time
start = time.perf_counter()
from advisor.recommend import recommend
from benchmarks.businesses import LARGE, business
recommend(business(*LARGE))
took = time.perf_counter() - start
status = pathlib.Path("/proc/self/status")
lines = status.read_text().splitlines() if status.exists() else []
own = [float(line.split()[1]) for line in lines if line.startswith("VmHWM:")]
print(took, (own or [resource.getrusage(resource.RUSAGE_SELF).ru_maxrss])[0] / 1024)
"""


def _told_by(code: str) -> list[float]:
    told = subprocess.check_output([sys.executable, "-c", code], cwd=ROOT, text=True)
    return [float(word) for word in told.split()]


def import_seconds() -> float:
    """Return seconds to import the composer in a fresh process, the files being in cache."""
    _told_by(_IMPORT)
    return min(_told_by(_IMPORT)[0] for _ in range(3))


def first_answer() -> tuple[float, float]:
    """Return seconds from nothing imported to the first answer, and the peak memory in MB."""
    seconds, megabytes = _told_by(_FIRST_ANSWER)
    return seconds, megabytes


def cold_start_seconds() -> float:
    """Return seconds from starting the app to its first healthy answer.

    Raises
    ------
    RuntimeError
        If the app ends, or is not healthy in time.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with tempfile.TemporaryFile() as log:
        start = time.perf_counter()
        server = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", "app.py", "--server.headless", "true",
             "--server.port", str(port), "--browser.serverAddress", "localhost"],
            cwd=ROOT, stdout=log, stderr=log, env={**os.environ, "PYTHONUNBUFFERED": "1"},
        )  # fmt: skip
        try:
            while time.perf_counter() - start < PATIENCE_SECONDS and server.poll() is None:
                try:
                    address = f"http://localhost:{port}/_stcore/health"
                    with urllib.request.urlopen(address, timeout=1) as answer:
                        if answer.status == 200:
                            return time.perf_counter() - start
                except OSError:
                    time.sleep(0.02)
            log.seek(0)
            said = log.read().decode(errors="replace")[-500:]
            raise RuntimeError(f"the app was not healthy in {PATIENCE_SECONDS} s: {said}")
        finally:
            server.terminate()
            server.wait()
