"""Visitors who have left: how many are remembered, and for how long.

Streamlit keeps the session of a visitor whose connection ended, in case it was only a short gap:
its answers, its uploads and three descriptors of the system.  Here that is bounded: few of them,
and gone when their time is over, whether or not somebody comes after them.  Who comes back later
finds the answers in the browser's own draft.
"""

from __future__ import annotations

import asyncio
import time

from streamlit.runtime import memory_session_storage
from streamlit.runtime.session_manager import SessionInfo, SessionStorage

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
