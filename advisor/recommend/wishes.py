"""What became of the owner's wishes about channels: which level was taken, which was set aside."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from advisor.catalogue import ATTACHED, Channel, LevelLock, Tables
from advisor.explain.wording import payable
from advisor.model.engine import Engine
from advisor.model.forecast import uses_of
from advisor.model.menus import efforts_of
from advisor.model.mix import Mix
from advisor.model.response.options import HOUR_STEP, USD_STEP
from advisor.profile.parts import Lock

_DROPPED = {"closed": "lock_closed", "limit": "lock_limit", "budget": "lock_dropped"}


def about_wishes(
    engine: Engine, tables: Tables, best: Mix, wishes: Mapping[str, Lock] = MappingProxyType({})
) -> list[tuple[str, dict[str, Any]]]:
    """Return code and figures of every wish that could not be met as it was asked.

    `tables`: for names and units.  `wishes`: as they were asked, by channel: names both ends of one
    that leaves no level.
    """
    found: list[tuple[str, dict[str, Any]]] = []
    money, currency = engine.case.price_level * engine.case.local_per_usd, engine.case.currency
    for name, why in sorted(engine.dropped.items()):
        channel = tables.channels[name]
        lost: dict[str, Any] = {"name": channel.name}
        if why == "limit":
            most = engine.case.locks[name].at_most or 0.0
            lost["most"] = amount_of(channel, most, money, currency)
            lost["unit"] = unit_of(channel, currency)
            if name in wishes and wishes[name].at_least:
                lost["asked"] = wishes[name].at_least
        code = _DROPPED[why]
        found.append((f"{code}_between" if "asked" in lost else code, lost))
    for name, asked in sorted(engine.moved.items()):
        channel = tables.channels[name]
        level = 1.0 if name == ATTACHED else _shown(engine, best, name)
        figures = {
            "name": channel.name,
            "asked": amount_of(channel, asked.at_least or 0.0, money, currency),
            "level": amount_of(channel, level, money, currency),
            "unit": unit_of(channel, currency),
        }
        if asked.at_most is not None:
            figures["most"] = amount_of(channel, asked.at_most, money, currency)
        found.append((_moved_code(asked), figures))
    return found


def unit_of(channel: Channel, currency: str) -> str:
    """Return the unit in which a wish about a channel is bounded, as one says it."""
    return f"{currency} a month" if channel.family == "paid" else channel.unit


def amount_of(channel: Channel, bound: float, money: float, currency: str) -> float:
    """Return a bound as the owner counts it: adverts as an amount that can be paid."""
    return payable(bound * money, currency) if channel.family == "paid" else bound


def _moved_code(asked: LevelLock) -> str:
    if asked.at_most is None:
        return "lock_most"
    return "lock_nearest" if asked.at_least == asked.at_most else "lock_between"


def _shown(engine: Engine, best: Mix, name: str) -> float:
    """Return what is shown of a channel of a mix, in the unit of its bounds (usd for adverts)."""
    c = next(k for k, r in enumerate(engine.responses) if r.channel.channel == name)
    response = engine.responses[c]
    if not best.chosen[c]:
        return 0.0
    use = next(u for u in uses_of(engine.worth, best) if u.c == c)
    if response.channel.family == "paid":
        return use.money_steps * USD_STEP
    if response.channel.unit == "hours a week":
        hours = use.owner_hours + use.staff_hours + use.manager_hours
        return round(hours / HOUR_STEP) * HOUR_STEP
    return float(efforts_of(response)[int(best.chosen[c]) - 1])
