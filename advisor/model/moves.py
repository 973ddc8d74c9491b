"""Changes of one channel of a mix, or of two, ranked by what they add separately."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from advisor.model.curves import Array, Flags, Ints

_JUDGED = 128  # moves judged truly in a round


@dataclass(frozen=True)
class Beside:
    """What stands beside a mix, whatever the budgets: remembered, as climbs meet.

    ``value`` is the mix's true utility, ``spent`` (3,) its hours, money and channels kept going,
    ``hired`` whether it has a manager, ``counted`` what is summed over its options to see whether
    it fits.  Of options (K,): ``counts`` how they change that sum, ``change`` (4, K) how separate
    worth and what is spent, ``may`` whether they may come.  ``back`` (4, S), ``option`` and
    ``channel`` (S,) are of what is taken out or used less to pay for it, nothing first.
    """

    value: float
    spent: Array
    hired: bool
    counted: Array
    counts: Array
    change: Array
    may: Flags
    back: Array
    option: Ints
    channel: Ints

    def moves(self, left: Sequence[float], channel: Ints) -> Ints:
        """Return the most promising changes, as options (2, N).

        The second changes; the first pays for it, or is what is there already.  `left`: hours,
        money and channels that are left.  `channel` (array of shape (K,)): of each option.
        """
        room = np.array(left)[:, None]
        least = self.back[1:].min(axis=1, keepdims=True)
        first = (self.may & (self.change[1:] <= room - least).all(axis=0)).nonzero()[0]
        new = self.change.take(first, axis=1)
        fits = new[1:, :, None] + self.back[1:, None, :] <= room[:, None]
        ok = fits.all(axis=0) & (channel.take(first)[:, None] != self.channel)
        i, k = ok.nonzero()
        if len(i) > _JUDGED:
            score = new[0].take(i) + self.back[0].take(k)
            top = np.argpartition(-score, _JUDGED)[:_JUDGED]
            top.sort()
            i, k = i.take(top), k.take(top)
        return np.array((self.option.take(k), first.take(i)))
