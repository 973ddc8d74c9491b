"""Work that a further click does not break off: it is done wholly, or not begun.

A click stops the run that is at work at the next thing it asks of the session, wherever that is,
and starts another beside it.  What has to change several things at once is therefore done in a
thread of its own, which nothing stops; the next run waits until it is done (``wait_for_it``).
"""

import threading
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

import streamlit as st
from streamlit.runtime.scriptrunner import add_script_run_ctx, get_script_run_ctx

BUSY = "_busy"
_P = ParamSpec("_P")
_T = TypeVar("_T")


class _Worker(threading.Thread):
    """A thread that does one thing and keeps what came of it."""

    def __init__(self, work: Callable[[], None], lock: threading.Lock) -> None:
        super().__init__(name="unbroken", daemon=True)
        self._work, self._lock = work, lock
        self.fault: BaseException | None = None

    def run(self) -> None:
        with self._lock:
            try:
                self._work()
            except BaseException as fault:
                self.fault = fault


def unbroken(work: Callable[_P, _T]) -> Callable[_P, _T]:
    """Let a function be done to its end; what it raises is raised."""

    @wraps(work)
    def whole(*args: _P.args, **kwargs: _P.kwargs) -> _T:
        ctx = get_script_run_ctx(suppress_warning=True)
        # A callback holds the session to itself until it ends: nobody else may ask for it.
        at_work = isinstance(threading.current_thread(), _Worker)
        if ctx is None or not ctx.has_script_started or at_work:
            return work(*args, **kwargs)
        came: list[_T] = []
        worker = _Worker(lambda: came.append(work(*args, **kwargs)), _lock())
        add_script_run_ctx(worker, ctx)
        worker.start()
        worker.join()
        if worker.fault is not None:
            raise worker.fault
        return came[0]

    return whole


def wait_for_it() -> None:
    """Wait until what another run of this session is at is done; the first thing of a run."""
    with _lock():
        pass


def _lock() -> threading.Lock:
    found: threading.Lock = st.session_state.setdefault(BUSY, threading.Lock())
    return found
