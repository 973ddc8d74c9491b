"""How long legal profiles over the whole range of every field wait for their answer.

Run as ``python -m benchmarks.legal [HOW_MANY]``: the draws of the tests, answered as the pages do.
"""

from __future__ import annotations

import sys
import time

import numpy as np

from advisor.errors import ProfileError
from advisor.profile import parse_profile
from advisor.recommend import recommend
from tests.legal_profiles import Drawn

_PATIENCE_SECONDS = 2.0


def main(how_many: int) -> None:
    """Print the middle, the longest, and how many took longer than two seconds of processor."""
    drawn, took = Drawn(0), []
    for _ in range(how_many):
        profile = parse_profile(drawn.profile())
        start = time.process_time()
        try:
            recommend(profile)
        except ProfileError:
            continue
        took.append(time.process_time() - start)
    seconds = np.array(took)
    over = int((seconds > _PATIENCE_SECONDS).sum())
    print(
        f"{len(took)} answered: median {np.median(seconds):.2f} s, one in a hundred over "
        f"{np.quantile(seconds, 0.99):.2f} s, longest {seconds.max():.2f} s, "
        f"over {_PATIENCE_SECONDS:g} s: {over}"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000)
