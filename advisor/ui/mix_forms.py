"""Rows for channels: wishes (locks), the own mix, own figures and own results, good on a phone.

Each form reads its rows and stores them through two functions it is given, so that it serves the
answers as well as what is only tried.  Rows may be incomplete while they are typed; ``complete_*``
returns what of them can be used.  Nothing here raises on what a person types.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from advisor.catalogue import Channel
from advisor.evidence.figures import figure_bounds
from advisor.explain.gist import upper_first
from advisor.explain.what_if_words import figure_words
from advisor.explain.wording import exact, two_figures
from advisor.profile import FIELDS, FieldInfo
from advisor.recommend.wishes import unit_of
from advisor.results import DecidingFigure
from advisor.ui.components import plain
from advisor.ui.number_box import number_box
from advisor.ui.state import own_leads, own_word, tables
from advisor.ui.words import FAMILIES, GRADES

Rows = dict[str, dict[str, Any]]
_HOURS, _MONEY = FIELDS["present_mix.*.hours_per_week"], FIELDS["present_mix.*.money_per_month"]
WISHES: Mapping[str, tuple[str, ...]] = {
    "Keep it, however much": ("keep",),
    "Never": ("never",),
    "At least": ("at_least",),
    "At most": ("at_most",),
    "Between": ("at_least", "at_most"),
}


@dataclass(frozen=True)
class Kept:
    """Where a form's rows live: how they are read and stored, and the beginning of its keys."""

    read: Callable[[], Rows]
    store: Callable[[Rows], None]
    key: str


def open_channels(*, attached: bool = False) -> list[Channel]:
    """Return the channels one can choose, by family and name."""
    order = list(FAMILIES)
    return own_word(sorted(
        (c for c in tables().channels.values() if not c.retired
         and (attached or c.kind != "attached")),
        key=lambda c: (order.index(c.family), c.name),
    ))  # fmt: skip


def is_membership(channel: Channel) -> bool:
    """Say whether a channel is counted in whole units and not in hours or money."""
    return channel.family != "paid" and channel.unit != "hours a week"


def _bound_field(channel: Channel) -> FieldInfo:
    """Return the kind and the limits of a wish's bound: money, hours or units."""
    if channel.family == "paid":
        return _MONEY
    return FIELDS["present_mix.*.units"] if is_membership(channel) else _HOURS


def _put(kept: Kept, row: str, name: str, value: float | None) -> None:
    """Store one number of a row; an emptied one goes out."""
    rows = kept.read()
    one = {**rows.get(row, {}), name: value}
    rows[row] = {k: v for k, v in one.items() if v is not None}
    kept.store(rows)


def _add(kept: Kept, widget: str, first: Mapping[str, dict[str, Any]]) -> None:
    channel = st.session_state.get(widget)
    if channel:
        kept.store({**kept.read(), channel: dict(first.get(channel, {}))})
    st.session_state[widget] = None


def _remove(kept: Kept, row: str) -> None:
    kept.store({name: one for name, one in kept.read().items() if name != row})


def _number(
    kept: Kept, row: str, name: str, label: str, field: FieldInfo, *,
    scale: float = 1.0, currency: str = "", hint: str = "open",
) -> None:  # fmt: skip
    """Show one number of a row, times `scale` for the reader."""
    given = kept.read().get(row, {}).get(name)
    scaled = scale != 1.0
    number_box(
        field, label, key=f"{kept.key}_{row}_{name}",
        given=float(f"{given * scale:.9g}") if scaled and given is not None else given,
        store=lambda value: _put(
            kept, row, name,
            float(f"{value / scale:.9g}") if scaled and value is not None else value,
        ),
        currency=currency, placeholder=hint,
    )  # fmt: skip


def _adding(kept: Kept, label: str, channels: Iterable[Channel],
            first: Mapping[str, dict[str, Any]]) -> None:  # fmt: skip
    """Show the box that adds a row for a channel."""
    there = kept.read()
    left = {c.channel: f"{own_word(c.name)} ({FAMILIES[c.family].lower()})" for c in channels
            if c.channel not in there}  # fmt: skip
    widget = f"{kept.key}_add"
    st.selectbox(
        label, list(left), index=None, format_func=lambda c: left.get(c, ""), key=widget,
        placeholder="Choose a channel", on_change=_add, args=(kept, widget, first),
    )  # fmt: skip


def _heading(kept: Kept, row: str, name: str) -> None:
    """Show a row's name with the button that takes it out."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{plain(name)}**")
        st.button(
            "Remove", key=f"{kept.key}_{row}_out", type="tertiary", icon=":material/close:",
            on_click=_remove, args=(kept, row), help=f"Takes {name} out of this list.",
        )  # fmt: skip


def _channel_name(channel: str) -> str:
    row = tables().channels.get(channel)
    return channel.replace("_", " ") if row is None else own_word(row.name)


# Wishes.


def complete_wishes(rows: Rows) -> Rows:
    """Return the wishes that can be used: a bound without its number is none yet."""
    found = {}
    for channel, row in rows.items():
        low, high = row.get("at_least"), row.get("at_most")
        if row and (low is None or high is None or low <= high):
            found[channel] = row
    return found


def _wish_of(row: Mapping[str, Any], chosen: str | None) -> str:
    if chosen in WISHES:
        return str(chosen)
    fields = tuple(f for f in ("at_least", "at_most") if f in row)
    return next(
        (name for name, wanted in WISHES.items() if wanted == (fields or tuple(row))),
        "Keep it, however much",
    )


def _choose_wish(kept: Kept, channel: str, widget: str) -> None:
    fields = WISHES[st.session_state[widget]]
    old = kept.read().get(channel, {})
    new = {f: True for f in fields if f in ("keep", "never")}
    kept.store({**kept.read(), channel: {**new, **{f: old[f] for f in fields if f in old}}})


def ask_wishes(kept: Kept, currency: str) -> None:
    """Show the wishes about channels, one row each: keep, never, at least, at most.

    `kept`: rows {channel: {"keep": True} | {"never": True} | {"at_least", "at_most"}}.
    """
    for channel, row in kept.read().items():
        known = own_word(tables().channels.get(channel))
        if known is None:
            continue
        _heading(kept, channel, known.name)
        widget = f"{kept.key}_{channel}_wish"
        wish = _wish_of(row, st.session_state.get(widget))
        st.selectbox(
            f"Wish about {known.name}", list(WISHES), index=list(WISHES).index(wish), key=widget,
            label_visibility="collapsed", on_change=_choose_wish, args=(kept, channel, widget),
        )  # fmt: skip
        unit = unit_of(known, currency)
        for field in WISHES[wish]:
            if field in ("at_least", "at_most"):
                _number(
                    kept, channel, field, f"{field.replace('_', ' ').capitalize()}, {unit}",
                    _bound_field(known), currency=currency,
                )  # fmt: skip
        low, high = row.get("at_least"), row.get("at_most")
        if low is not None and high is not None and low > high:
            st.warning(f"At least {exact(low)} cannot be more than at most {exact(high)}.",
                       icon=":material/info:")  # fmt: skip
    first = {c.channel: {"keep": True} for c in open_channels()}
    _adding(kept, "Add a wish about", open_channels(), first)


# The own mix.


def complete_mix(rows: Rows) -> Rows:
    """Return the rows of an own mix that say how much: units, hours or money."""
    return {channel: row for channel, row in rows.items() if any(v for v in row.values())}


def ask_own_mix(kept: Kept, currency: str) -> None:
    """Show the owner's own mix, one row a channel: how many, hours a week, money a month.

    `kept`: rows {channel: {"units", "hours_per_week", "money_per_month"}}.
    """
    for channel, row in kept.read().items():
        known = own_word(tables().channels.get(channel))
        if known is None:
            continue
        with st.container(border=True):
            _heading(kept, channel, known.name)
            columns = st.columns(3, vertical_alignment="bottom")
            if is_membership(known):
                with columns[0]:
                    _number(kept, channel, "units", f"How many {known.unit}",
                            FIELDS["present_mix.*.units"])  # fmt: skip
            with columns[1 if is_membership(known) else 0]:
                _number(kept, channel, "hours_per_week", "Hours a week", _HOURS)
            with columns[2 if is_membership(known) else 1]:
                _number(kept, channel, "money_per_month", f"{currency} a month", _MONEY,
                        currency=currency)  # fmt: skip
            if not any(v for v in row.values()):
                st.caption("Type how much, then it counts.")
    first = {c.channel: {"units": 1} for c in open_channels() if is_membership(c)}
    _adding(kept, "Add a channel to your mix", open_channels(attached=True), first)


# Own figures.


def complete_figures(rows: Rows) -> Rows:
    """Return own figures as overrides: bounds left open stay ours where they still hold.

    A row without its median, or out of order, is none yet.
    """
    known = tables().priors
    found = {}
    for prior_id, row in rows.items():
        prior, best = known.get(prior_id), row.get("best")
        if prior is None or best is None:
            continue
        low = row.get("low", min(prior.low, best))
        high = row.get("high", max(prior.high, best))
        if low <= best <= high and (prior.unit != "share" or high <= 1):
            found[prior_id] = {"low": low, "best": best, "high": high}
    return found


def ask_figures(kept: Kept, figures: Iterable[DecidingFigure], currency: str) -> None:
    """Show the figures that decide most, with ours, and take the owner's own.

    `kept`: rows {prior id: {"low", "best", "high"}} in the figures' own units.  `figures`: which
    are asked, in this order.
    """
    for figure in figures:
        prior = tables().priors[figure.prior_id]
        scale = 100.0 if figure.unit == "share" else figure.local_per_unit  # for a reader
        money = figure.unit in ("usd", "usd_per_month")
        unit = "%" if figure.unit == "share" else currency if money else ""
        with st.container(border=True):
            st.markdown(
                f"**{plain(own_word(figure_words(figure.quantity, figure.channel_name)))}**"
            )
            known = prior if figure.own else figure  # at the country's prices
            low, best, high = (two_figures(scale * x) for x in (known.low, known.best, known.high))
            tail = f" {unit}" if unit else ""
            ours = f"{low} to {high}{plain(tail)}, most likely {best}"
            st.caption(f"Ours: {ours}; {GRADES[prior.grade]}.")
            row = kept.read().get(figure.prior_id, {})
            least, most = (figure.local_per_unit * x for x in figure_bounds(prior))
            asked = replace(
                FIELDS["overrides.*.best"], minimum=least, maximum=most,
                unit="share" if figure.unit == "share" else "currency" if money else "",
            )  # fmt: skip
            columns = st.columns(3, vertical_alignment="bottom")
            for column, field, label, hint in (
                (columns[0], "best", "Yours, most likely", best),
                (columns[1], "low", "At least", low),
                (columns[2], "high", "At most", high),
            ):
                with column:
                    _number(
                        kept, figure.prior_id, field, f"{label}{', ' + unit if unit else ''}",
                        asked, scale=figure.local_per_unit, currency=currency, hint=hint,
                    )  # fmt: skip
            _figure_fault(row, scale)


def _figure_fault(row: Mapping[str, Any], scale: float) -> None:
    """Say calmly what keeps an own figure from counting."""
    best, low, high = row.get("best"), row.get("low"), row.get("high")
    fault = ""
    if best is None and (low is not None or high is not None):
        fault = "Type the most likely value too, then it counts."
    elif best is not None and low is not None and low > best:
        fault = f"At least {two_figures(scale * low)} cannot be above the most likely value."
    elif best is not None and high is not None and high < best:
        fault = f"At most {two_figures(scale * high)} cannot be below the most likely value."
    if fault:
        st.warning(own_word(fault), icon=":material/info:")


# Own results.


def complete_results(rows: Rows) -> Rows:
    """Return the own results that can be used: months, and leads or customers or both."""
    found = {}
    for channel, row in rows.items():
        leads, customers = row.get("leads"), row.get("customers")
        in_order = leads is None or customers is None or customers <= leads
        if (row.get("months") or 0) > 0 and (leads, customers) != (None, None) and in_order:
            found[channel] = row
    return found


def ask_results(kept: Kept, channels: Iterable[str]) -> None:
    """Show what channels brought the business itself: months, enquiries, customers.

    `kept`: rows {channel: {"months", "leads", "customers"}}.  `channels`: asked without being added
    first.
    """
    for channel in dict.fromkeys([*channels, *kept.read()]):
        row = kept.read().get(channel, {})
        with st.container(border=True):
            st.markdown(f"**{plain(_channel_name(channel))}**")
            columns = st.columns(3, vertical_alignment="bottom")
            with columns[0]:
                _number(kept, channel, "months", "Over how many months",
                        FIELDS["results.*.months"])  # fmt: skip
            with columns[1]:
                _number(kept, channel, "leads", f"{upper_first(own_leads().many)} in all",
                        FIELDS["results.*.leads"])  # fmt: skip
            with columns[2]:
                _number(kept, channel, "customers", "Customers in all",
                        FIELDS["results.*.customers"])  # fmt: skip
            _result_fault(row)


def _result_fault(row: Mapping[str, Any]) -> None:
    """Say calmly what keeps own results from counting."""
    months, leads, customers = (row.get(name) for name in ("months", "leads", "customers"))
    fault, many = "", own_leads().many
    if leads is not None and customers is not None and customers > leads:
        fault = f"{exact(customers)} customers cannot come from {exact(leads)} {many}."
    elif months is not None and months > 0 and leads is None and customers is None:
        fault = f"Type how many {many} or customers came in that time."
    elif not months and (leads is not None or customers is not None):
        fault = "Type over how many months that was counted, then it counts."
    if fault:
        st.warning(own_word(fault), icon=":material/info:")
