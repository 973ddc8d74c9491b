"""A mix of channels, decided."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from advisor.model.cells import Config

Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Mix:
    """A mix with how it is aimed and judged: utility is true utility, expected.

    ``possible`` is False where what is asked to be kept has no place under the strategy.
    """

    policy: int
    config: Config
    chosen: Ints
    utility: float
    bound: float
    possible: bool = True

    @property
    def empty(self) -> bool:
        """Say whether no channel is used."""
        return not bool(np.any(self.chosen))
