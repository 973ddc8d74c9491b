"""Exact choice of one level per channel under hours and money, for every budget at once.

A multiple-choice knapsack by dynamic programming over the grid.  ``value[..., s, h, m]`` is the
best sum of option values using at most ``s`` staff steps, ``h`` quarter hours and ``m`` money
steps.  Ties go to the option met first: callers pass channels in the order of their ids.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Ints = NDArray[np.int64]
_EPS = 1e-12


@dataclass(frozen=True)
class Menu:
    """One channel's options as whole costs.

    ``hours``, ``money``, ``staff``, ``met`` of shape (J,): quarter hours, money steps, staff
    steps, units of people met.  ``required``: not using the channel is not allowed.
    ``open`` of shape (J,): options that may be used.
    """

    hours: Ints
    money: Ints
    staff: Ints
    met: Ints
    required: bool
    open: NDArray[np.bool_]


@dataclass(frozen=True)
class Stage:
    """Value table after a run of channels, with the choices that led there.

    ``value`` (..., S, H, M); ``choice[c]`` int8 of the same shape: 0 not used, j + 1 option j;
    ``origin[c]`` the bucket of people met before the choice (only where met is counted).
    """

    value: Array
    choice: tuple[NDArray[np.int8], ...]
    origin: tuple[NDArray[np.int8], ...]


def _inside(length: int, cost: int) -> tuple[slice, slice] | None:
    """Return (to, from) slices of an axis shifted by `cost`, None when it does not fit."""
    if cost >= length:
        return None
    return slice(cost, None), slice(None, length - cost)


def add_channels(start: Array, menus: Sequence[Menu], values: Sequence[Array]) -> Stage:
    """Add channels one by one to the table `start`.

    Parameters
    ----------
    start : array of shape (B, S, H, M)
        Best value so far per bucket; -inf where impossible.
    menus : sequence of Menu
        Channels in the order of their ids.
    values : sequence of arrays of shape (B, J)
        Value of each option per bucket.

    Returns
    -------
    Stage
        ``value`` of shape (B, S, H, M).
    """
    value = start
    choices: list[NDArray[np.int8]] = []
    _, n_staff, n_hours, n_money = start.shape
    unused = np.broadcast_to(np.int8(0), value.shape)
    for menu, worth in zip(menus, values, strict=True):
        # An option worth nothing anywhere is never better than not using the channel.
        useful = menu.open & (menu.required | (worth.max(axis=0) > 0.0))
        if not menu.required and not useful.any():
            choices.append(unused)
            continue
        best = np.full_like(value, -np.inf) if menu.required else value.copy()
        chosen = np.zeros(value.shape, dtype=np.int8)
        for j in np.flatnonzero(useful):
            staff = _inside(n_staff, int(menu.staff[j]))
            hours = _inside(n_hours, int(menu.hours[j]))
            money = _inside(n_money, int(menu.money[j]))
            if staff is None or hours is None or money is None:
                continue
            to = (slice(None), staff[0], hours[0], money[0])
            candidate = value[:, staff[1], hours[1], money[1]] + worth[:, j][:, None, None, None]
            target = best[to]
            better = candidate > target + _EPS
            np.copyto(target, candidate, where=better)
            chosen[to][better] = j + 1
        value = best
        choices.append(chosen)
    return Stage(value, tuple(choices), ())


def add_meeting_channels(
    shape: tuple[int, int, int], n_met: int, menus: Sequence[Menu], values: Sequence[Array]
) -> Stage:
    """Solve channels at which people are met, counting the units of people met.

    Parameters
    ----------
    shape : (S, H, M)
        Size of the grid.
    n_met : int
        Buckets 0 .. n_met - 1; the last one stands for "that many or more".
    menus : sequence of Menu
        As in ``add_channels``.
    values : sequence of array
        As in ``add_channels``, each of shape (1, J).

    Returns
    -------
    Stage
        ``value`` of shape (n_met, S, H, M): exactly that bucket reached (-inf if impossible).
    """
    value = np.full((n_met, *shape), -np.inf)
    value[0] = 0.0
    n_staff, n_hours, n_money = shape
    choices, origins = [], []
    unused = np.broadcast_to(np.int8(0), value.shape)
    same = np.broadcast_to(np.arange(n_met, dtype=np.int8)[:, None, None, None], value.shape)
    for menu, worth in zip(menus, values, strict=True):
        useful = menu.open & (menu.required | (worth[0] > 0.0) | (menu.met > 0))
        if not menu.required and not useful.any():
            choices.append(unused)
            origins.append(same)
            continue
        best = np.full_like(value, -np.inf) if menu.required else value.copy()
        chosen = np.zeros(value.shape, dtype=np.int8)
        origin = same.copy()
        for j in np.flatnonzero(useful):
            staff = _inside(n_staff, int(menu.staff[j]))
            hours = _inside(n_hours, int(menu.hours[j]))
            money = _inside(n_money, int(menu.money[j]))
            if staff is None or hours is None or money is None:
                continue
            for before in range(n_met):
                after = min(before + int(menu.met[j]), n_met - 1)
                candidate = value[before, staff[1], hours[1], money[1]] + worth[0, j]
                target = best[after, staff[0], hours[0], money[0]]
                better = candidate > target + _EPS
                np.copyto(target, candidate, where=better)
                chosen[after, staff[0], hours[0], money[0]][better] = j + 1
                origin[after, staff[0], hours[0], money[0]][better] = before
        value = best
        choices.append(chosen)
        origins.append(origin)
    return Stage(value, tuple(choices), tuple(origins))


def trace(
    stage: Stage, menus: Sequence[Menu], bucket: Ints, staff: Ints, hours: Ints, money: Ints
) -> tuple[Ints, Ints, Ints, Ints, Ints]:
    """Walk the choices back from many cells at once.

    Parameters
    ----------
    bucket, staff, hours, money : arrays of shape (N,)
        Cells of ``stage.value``.

    Returns
    -------
    chosen : array of shape (N, C)
        0 not used, j + 1 option j.
    bucket, staff, hours, money : arrays of shape (N,)
        The cells left over before the first channel.
    """
    chosen = np.zeros((len(hours), len(menus)), dtype=np.int64)
    bucket, staff = bucket.copy(), staff.copy()
    hours, money = hours.copy(), money.copy()
    for c in range(len(menus) - 1, -1, -1):
        menu = menus[c]
        pick = stage.choice[c][bucket, staff, hours, money].astype(np.int64)
        if stage.origin:
            bucket_before = stage.origin[c][bucket, staff, hours, money].astype(np.int64)
        chosen[:, c] = pick
        cost_staff = np.concatenate(([0], menu.staff))[pick]
        cost_hours = np.concatenate(([0], menu.hours))[pick]
        cost_money = np.concatenate(([0], menu.money))[pick]
        staff, hours, money = staff - cost_staff, hours - cost_hours, money - cost_money
        if stage.origin:
            bucket = bucket_before
    return chosen, bucket, staff, hours, money
