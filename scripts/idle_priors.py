"""Which priors move no answer: never drawn, or moved to low and high without a trace.

For each business the mix is chosen again from the recommended one with a prior at its low and at
its high end.  A prior is idle where neither the utility nor the customers of what is chosen move by
half a percent in any business.  Priors of one channel are moved together first (a few of those that
the mix rests on), then in halves where that leaves a trace, so that two which undo each other
exactly could hide.  What moved one answer is not tried again: the first businesses take longest.
"""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from advisor.catalogue import Prior
from advisor.evidence import load_tables
from advisor.evidence.resolve import priors_in_use, resolve
from advisor.evidence.resolve.prices import channels_in
from advisor.model.engine import Engine, Responses
from advisor.model.mix import KnownMix, Mix
from advisor.profile import BusinessProfile, parse_profile

MOVED = 0.005  # of utility or of customers
DRAWS = 48
BATCH = 4  # businesses between two looks at what is still idle
FEW = 3  # priors moved together where most of them move the answer


def _engine(
    profile: BusinessProfile, priors: Mapping[str, Prior], begin: Sequence[KnownMix] | None = None
) -> Engine:
    tables = replace(load_tables(), priors=priors)
    known = Responses(
        resolve(profile, tables), channels_in(tables.countries[profile.country], tables),
        priors_in_use(profile, tables), tables.fits,
        seed=0, n_draws=DRAWS,
    )  # fmt: skip
    return Engine(known.case, known, begin)


def _outcome(engine: Engine, mix: Mix) -> tuple[float, float]:
    return mix.utility, engine.customers(mix)


def _differs(was: tuple[float, float], now: tuple[float, float]) -> bool:
    return any(abs(b - a) > MOVED * max(abs(a), 1e-9) for a, b in zip(was, now, strict=True))


def tried(answers: dict[str, Any], wanted: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Return which of the wanted priors were drawn, and which moved the answer."""
    profile, priors = parse_profile(answers), load_tables().priors
    channels = load_tables().channels
    base = _engine(profile, priors)
    best = base.recommended
    before = _outcome(base, best)
    drawn = frozenset(base.known.used)

    def leaves_trace(ids: Sequence[str]) -> bool:
        for end in ("low", "high"):
            moved = dict(priors)
            for one in ids:
                at = getattr(priors[one], end)
                moved[one] = replace(priors[one], low=at, best=at, high=at)
            engine = _engine(profile, moved, ())
            if len(engine.responses) != len(base.responses):
                return True  # a channel opens or closes
            if best.empty:
                mix = engine.recommended
            else:
                mix = engine.searched(best.policy, engine.hours, engine.money, [best.chosen])
            if _differs(before, _outcome(engine, mix)):
                return True
        return False

    found: set[str] = set()
    groups: dict[str, list[str]] = {}
    for one in sorted(wanted):
        # What fills a profile is read without being drawn.
        if one in drawn or priors[one].channel not in channels:
            groups.setdefault(priors[one].channel, []).append(one)
    used = [r.channel.channel for r, pick in zip(base.responses, best.chosen, strict=True) if pick]

    def look(ids: list[str], *, moving: bool = False) -> None:
        if not ids or not (moving or leaves_trace(ids)):
            return
        if len(ids) == 1:
            found.update(ids)
            return
        one, other = ids[: len(ids) // 2], ids[len(ids) // 2 :]
        moves = leaves_trace(one)
        if moves:
            look(one, moving=True)
        look(other, moving=not moves)  # it was one of them

    for channel, ids in groups.items():
        most = len(ids) if channel in channels and channel not in used else FEW
        for k in range(0, len(ids), most):
            look(ids[k : k + most])
    return drawn, frozenset(found)


def main(jobs: Sequence[dict[str, Any]], *, processes: int) -> None:
    """Print the priors that no business draws and those that move none."""
    began = time.monotonic()
    priors = load_tables().priors
    left, used = set(priors), set()
    with multiprocessing.get_context("spawn").Pool(processes) as pool:
        for start in range(0, len(jobs), BATCH):
            work = partial(tried, wanted=frozenset(left))
            for drawn, moved in pool.imap(work, jobs[start : start + BATCH]):
                used |= drawn
                left -= moved
            done = min(start + BATCH, len(jobs))
            print(f"# {done} businesses, {len(left)} idle, {time.monotonic() - began:.0f} s",
                  flush=True)  # fmt: skip
    never = sorted(left - used)
    idle = sorted(left & used)
    print(f"\nNever drawn and moving nothing: {len(never)} of {len(priors)}")
    print("\n".join(never))
    print(f"\nDrawn, moving nothing by {MOVED:.1%}: {len(idle)} of {len(priors)}")
    print("\n".join(idle))
