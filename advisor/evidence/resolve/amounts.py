"""The amounts of answers in another currency, at the rates of the tables."""

from __future__ import annotations

from collections.abc import Mapping
from math import floor, log10
from typing import Any

from advisor.catalogue import Tables
from advisor.profile import FIELDS

_FIGURES = 3  # kept of an amount: the rates are no better


def rates_of(tables: Tables) -> dict[str, float]:
    """Return the units of each currency per US dollar."""
    # The first country of a currency has its rate, as where a profile is resolved.
    listed = sorted(tables.countries.items(), reverse=True)
    return {country.currency: country.usd_exchange_rate for _, country in listed}


def currency_of_answers(answers: Mapping[str, Any], tables: Tables) -> str:
    """Return the currency that answers are in, "" where they do not say their country yet."""
    country = tables.countries.get(str(answers.get("country")))
    return str(answers.get("currency") or (country.currency if country else ""))


def in_currency(answers: Mapping[str, Any], currency: str, tables: Tables) -> dict[str, Any]:
    """Return answers with every amount in a currency, to three significant figures.

    Parameters
    ----------
    answers : mapping
        Perhaps only begun.
    currency : str
        "" or one that no table knows leaves the answers as they are.
    """
    rates, before = rates_of(tables), currency_of_answers(answers, tables)
    if currency not in rates or currency == before or (before and before not in rates):
        return dict(answers)
    times = rates[currency] / rates[before] if before else 1.0
    found = {
        name: _times(value, times) if name in FIELDS and _is_money(name) else value
        for name, value in answers.items()
    }
    for name, parts in (("present_mix", ("money_per_month",)), ("locks", ("at_least", "at_most"))):
        if isinstance(rows := answers.get(name), Mapping):
            found[name] = {
                channel: _row(row, parts, times)
                if name == "present_mix" or _is_paid(channel, tables)
                else row
                for channel, row in rows.items()
            }
    return {**found, "currency": currency}


def _is_money(name: str) -> bool:
    return FIELDS[name].unit.startswith("currency")


def _is_paid(channel: str, tables: Tables) -> bool:
    row = tables.channels.get(channel)
    return row is not None and row.family == "paid"


def _row(row: Any, parts: tuple[str, ...], times: float) -> Any:
    if not isinstance(row, Mapping):
        return row
    return {k: _times(v, times) if k in parts else v for k, v in row.items()}


def _times(value: Any, times: float) -> Any:
    if isinstance(value, bool) or not isinstance(value, int | float) or value <= 0:
        return value
    found = value * times
    return round(found, _FIGURES - 1 - floor(log10(found)))
