"""Topics that take seconds, worked out while an answer is read, for whoever asks for them next.

One thread of the process does one thing after the other into the cache that the pages read: a page
that asks for what is being worked out waits for that, and what fails there fails again where it is
asked for.  The thread knows nothing of any session: it is handed answers as text.
"""

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

MOST_SESSIONS = 3  # that wait for it: with more, those who ask come first
_Wish = tuple[str, list[str]]  # answers as text, verbs


class Ahead:
    """Does what sessions wish, one verb at a time; a newer wish of a session replaces its older.

    `work`: called with a verb and the text of answers, in a thread of its own.
    """

    def __init__(self, work: Callable[[str, str], object]) -> None:
        self._work = work
        self._wishes: dict[str, _Wish] = {}
        self._asking, self._at_work = 0, False
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None

    def wish(self, session: str, text: str, verbs: Sequence[str]) -> bool:
        """Ask for topics in this order; say whether they will be done: not where many wait."""
        with self._changed:
            if session not in self._wishes and len(self._wishes) >= MOST_SESSIONS:
                return False
            self._wishes[session] = (text, list(verbs))
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="ahead", daemon=True)
                self._thread.start()
            self._changed.notify_all()
            return True

    @contextmanager
    def first(self) -> Iterator[None]:
        """Let somebody who waits for a page go first: nothing is begun meanwhile."""
        with self._changed:
            self._asking += 1
        try:
            yield
        finally:
            with self._changed:
                self._asking -= 1
                self._changed.notify_all()

    def done(self, timeout: float) -> bool:
        """Wait until all wishes are done; say whether they are."""
        with self._changed:
            return self._changed.wait_for(lambda: not (self._wishes or self._at_work), timeout)

    def _next(self) -> tuple[str, str]:
        """Wait for a wish; return a verb of it and its answers, the other sessions' next."""
        with self._changed:
            self._at_work = False
            self._changed.notify_all()
            self._changed.wait_for(lambda: self._wishes and not self._asking)
            session = next(iter(self._wishes))
            text, (verb, *rest) = self._wishes.pop(session)
            if rest:
                self._wishes[session] = (text, rest)
            self._at_work = True
            return verb, text

    def _run(self) -> None:
        while True:
            try:
                self._work(*self._next())
            except Exception:  # said when a page asks for it
                continue
