"""A mix by names, so that another engine of the same business can begin its search there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from advisor.model.engine import Engine, Mix
from advisor.model.response.options import Option

Ints = NDArray[np.int64]
_Key = tuple[float, str, float, float, float, int, bool, bool]


@dataclass(frozen=True)
class KnownMix:
    """A mix found before, by names instead of indices."""

    picks: Mapping[str, _Key]


def known_mix(engine: Engine, mix: Mix) -> KnownMix:
    """Return an engine's mix by names."""
    return KnownMix(
        {
            r.channel.channel: key_of(r.options[int(pick) - 1])
            for r, pick in zip(engine.responses, mix.chosen, strict=True)
            if pick
        }
    )


def read_mix(engine: Engine, mix: KnownMix) -> Ints | None:
    """Return a known mix (C,) for an engine; None where a part of it is missing.

    A part is missing where the changed answers close a channel or change what a level costs.
    """
    chosen = np.zeros(len(engine.responses), dtype=np.int64)
    left, staff = dict(mix.picks), 0.0
    for c, response in enumerate(engine.responses):
        key = left.pop(response.channel.channel, None)
        if key is None:
            continue
        rows = [j for j, o in enumerate(response.options) if key_of(o) == key]
        if not rows or not engine.worth.menus[c].open[rows[0]]:
            return None
        chosen[c] = rows[0] + 1
        staff += response.options[rows[0]].staff_hours
    if left or staff > engine.case.staff_hours + 1e-9:
        return None
    required = any(menu.required and not chosen[c] for c, menu in enumerate(engine.worth.menus))
    return None if required else chosen


def key_of(option: Option) -> _Key:
    """Return what tells an option of a channel from its others."""
    return (
        option.level, option.doer, option.owner_hours, option.staff_hours, option.manager_hours,
        option.money_steps, option.attached, option.shared,
    )  # fmt: skip
