"""A mix of channels, decided; and by names, so that a search for changed answers begins there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from advisor.model.curves import Ints
from advisor.model.response import Response
from advisor.model.response.options import Option
from advisor.model.worth import Worth

_Key = tuple[float, str, float, float, float, int, bool, bool]
KnownMix = Mapping[str, _Key]  # what is done on each channel in use, by its id


@dataclass(frozen=True)
class Mix:
    """A mix with how it is aimed and judged: utility is true utility, expected.

    ``chosen`` (C,): 0 not used, j + 1 option j; ``hired`` says whether a manager is paid;
    ``possible`` is False where what is asked to be kept has no place under the strategy.
    """

    policy: int
    hired: bool
    chosen: Ints
    utility: float
    bound: float
    possible: bool = True

    @property
    def empty(self) -> bool:
        """Say whether no channel is used."""
        return not bool(np.any(self.chosen))

    def same_list(self, other: Mix) -> bool:
        """Say whether another mix holds the same, wherever it is aimed."""
        return self.hired == other.hired and np.array_equal(self.chosen, other.chosen)


def known_mix(responses: Sequence[Response], chosen: Ints) -> KnownMix:
    """Return a mix (C,) by names."""
    return {
        r.channel.channel: key_of(r.options[int(pick) - 1])
        for r, pick in zip(responses, chosen, strict=True)
        if pick
    }


def read_mix(worth: Worth, mix: KnownMix) -> Ints | None:
    """Return a known mix (C,) for a case; None where a part of it is missing.

    A part is missing where the changed answers close a channel or change what a level costs.
    """
    chosen = np.zeros(len(worth.responses), dtype=np.int64)
    left, staff = dict(mix), 0.0
    for c, response in enumerate(worth.responses):
        key = left.pop(response.channel.channel, None)
        if key is None:
            continue
        rows = [j for j, o in enumerate(response.options) if key_of(o) == key]
        if not rows or not worth.menus[c].open[rows[0]]:
            return None
        chosen[c] = rows[0] + 1
        staff += response.options[rows[0]].staff_hours
    if left or staff > worth.case.staff_hours + 1e-9:
        return None
    required = any(menu.required and not chosen[c] for c, menu in enumerate(worth.menus))
    return None if required else chosen


def key_of(option: Option) -> _Key:
    """Return what tells an option of a channel from its others."""
    return (
        option.level, option.doer, option.owner_hours, option.staff_hours, option.manager_hours,
        option.money_steps, option.attached, option.shared,
    )  # fmt: skip
