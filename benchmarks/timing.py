"""How a time is taken: after a warm-up, the median of several runs of one process."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable


def milliseconds(run: Callable[[], object], times: int = 5) -> float:
    """Return the median time of `run` in milliseconds, after one run to warm up."""
    run()
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        run()
        taken.append((time.perf_counter() - start) * 1000.0)
    return statistics.median(taken)
