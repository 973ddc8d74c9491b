"""The last, optional step: what matters most, the currency, and one's own channels.

A channel is shown on one card: what is done now, what it brought, and whether to keep it or
never to do it.  A result counts only when it is whole, so a half-typed one never blocks the rest.
"""

from typing import Any

import streamlit as st

from advisor.catalogue import Channel
from advisor.explain.gist import upper_first
from advisor.profile import FIELDS
from advisor.recommend.wishes import unit_of
from advisor.ui.components import plain
from advisor.ui.number_box import number_box, read_number
from advisor.ui.questions import ask_number, currency, seed, widget_key
from advisor.ui.session_owner import CARDS as _ADDED
from advisor.ui.state import answer_of, own_leads, own_word, set_answer, tables

_MAPS = ("present_mix", "results", "locks")
_USUAL_MONTHS = 12
_FREE, _KEEP, _NEVER, _BOUNDS = "free", "keep", "never", "bounds"
_WISHES = {_FREE: "Choose freely", _KEEP: "Keep it", _NEVER: "Never"}


def ask_wishes() -> None:
    """Ask for the currency and for one's own channels, a card each."""
    _ask_currency()
    st.markdown("**Your own channels**")
    st.caption(
        "What you do now is judged beside our mix; what it brought replaces our guesses; what you "
        "want to keep, or never do, is kept, and you see what that costs."
    )
    channels = _channels_named()
    names = own_word({c.channel: c.name for c in _channels()})
    # A new key after each choice: the box is empty again for the next one.
    key = f"{widget_key('channel_to_add')}_{len(channels)}"
    st.selectbox(
        "Add a channel", [name for name in names if name not in channels],
        format_func=lambda name: names[name], index=None, key=key, on_change=_add, args=(key,),
        placeholder="Choose one you use or have in mind",
    )  # fmt: skip
    for name in channels:
        _card(tables().channels[name])


def _channels() -> list[Channel]:
    return sorted((c for c in tables().channels.values() if not c.retired), key=lambda c: c.name)


def _channels_named() -> list[str]:
    """Return the channels with a card: those in the answers, then those just added."""
    known = {c.channel for c in _channels()}
    found = [name for field in _MAPS for name in (answer_of(field) or {})]
    found += st.session_state.get(_ADDED, [])
    return [name for name in dict.fromkeys(found) if name in known]


def _add(key: str) -> None:
    chosen = st.session_state.get(key)
    if chosen is not None:
        st.session_state[_ADDED] = [*st.session_state.get(_ADDED, []), chosen]


def _remove(channel: str) -> None:
    """Take a channel's card and all its answers away."""
    for field in _MAPS:
        set_answer(f"{field}.{channel}", None)
        mine = widget_key(f"{field}.{channel}")
        for key in [k for k in map(str, st.session_state) if k == mine or k.startswith(f"{mine}.")]:
            del st.session_state[key]
    kept = [name for name in st.session_state.get(_ADDED, []) if name != channel]
    st.session_state[_ADDED] = kept


def _ask_currency() -> None:
    field = FIELDS["currency"]
    codes = sorted({country.currency for country in tables().countries.values()})
    seed("currency", answer_of("currency"))
    usual = currency() or "that of your country"
    st.selectbox(
        field.question, codes, index=None, key=widget_key("currency"), help=field.help,
        placeholder=f"{usual}, unless you choose another", on_change=_store_currency,
    )  # fmt: skip
    st.caption(f"{field.help} Amounts already typed are not converted.")


def _store_currency() -> None:
    set_answer("currency", st.session_state.get(widget_key("currency")))


def _card(channel: Channel) -> None:
    name = channel.channel
    with st.container(border=True):
        title, remove = st.columns([3, 1], vertical_alignment="center")
        title.markdown(f"**{plain(own_word(channel.name))}**")
        remove.button(
            "Take away", key=f"remove_{name}", type="tertiary", icon=":material/close:",
            on_click=_remove, args=(name,),
        )  # fmt: skip
        st.caption("What you do now")
        asked = {
            "hours_per_week": "Hours a week",
            "money_per_month": f"Money a month, {currency()}" if currency() else "Money a month",
            "months": "Since how many months",
        }
        if channel.kind in ("membership", "attached"):
            asked["units"] = f"How many {channel.unit}"
        for column, (part, label) in zip(st.columns(len(asked)), asked.items(), strict=True):
            with column:
                _number(f"present_mix.{name}.{part}", label)
        _results(name)
        _wish(name)


def _number(name: str, label: str) -> None:
    """Ask for a number on a card; emptied, the answer goes."""
    head, channel, last = name.split(".")
    field, result = FIELDS[f"{head}.*.{last}"], head == "results"
    if result:
        number_box(
            field, label, key=widget_key(name), given=_typed_result(channel).get(last),
            store=lambda _: _store_result(channel), help=field.help,
        )  # fmt: skip
    else:
        ask_number(name, label, field, help=field.help)


def _typed_result(channel: str) -> dict[str, Any]:
    """Return what stands in the fields of a result, half typed or whole."""
    found = {}
    for part in ("months", "leads", "customers"):
        typed = st.session_state.get(widget_key(f"results.{channel}.{part}"), "")
        found[part] = read_number(FIELDS[f"results.*.{part}"], str(typed))[0]
    return {part: value for part, value in found.items() if value is not None}


def _flaw(typed: dict[str, float]) -> str:
    """Say what keeps a result from counting; empty where it counts, or nothing was typed."""
    if "leads" not in typed and "customers" not in typed:
        return ""
    if not typed.get("months"):
        return "Over how many months? Without that it cannot count."
    if typed.get("customers", 0) > typed.get("leads", float("inf")):
        return own_word(
            f"There are more customers than {own_leads().many}: it counts once there are not."
        )
    return ""


def _store_result(channel: str) -> None:
    """Store a result that is whole; one that is not is no answer yet."""
    typed = _typed_result(channel)
    whole = ("leads" in typed or "customers" in typed) and not _flaw(typed)
    set_answer(f"results.{channel}", typed if whole else None)


def _results(name: str) -> None:
    st.caption("What it brought, all in all")
    columns = st.columns(3)
    for part, value in (answer_of(f"results.{name}") or {"months": _USUAL_MONTHS}).items():
        seed(f"results.{name}.{part}", f"{value:.15g}")
    labels = (
        ("months", "Over how many months"),
        ("leads", upper_first(own_leads().many)),
        ("customers", "Customers"),
    )
    for column, (part, label) in zip(columns, labels, strict=True):
        with column:
            _number(f"results.{name}.{part}", label)
    flaw = _flaw(_typed_result(name))
    if flaw:
        st.warning(flaw, icon=":material/info:")


def _wish(name: str) -> None:
    lock = answer_of(f"locks.{name}") or {}
    shown = dict(_WISHES)
    unit = unit_of(tables().channels[name], currency() or "").strip()
    bounds = [f"{word} {lock[key]:g} {unit}" for key, word in (("at_least", "at least"),
              ("at_most", "at most")) if lock.get(key) is not None]  # fmt: skip
    if bounds:
        shown[_BOUNDS] = " and ".join(bounds).capitalize()
    now = (
        _NEVER if lock.get("never") else _BOUNDS if bounds else _KEEP if lock.get("keep") else _FREE
    )
    st.radio(
        "From now on", list(shown), format_func=lambda wish: shown[wish],
        index=list(shown).index(now), horizontal=True, key=widget_key(f"locks.{name}"),
        on_change=_store_wish, args=(name,),
    )  # fmt: skip


def _store_wish(name: str) -> None:
    """Store a wish; bounds set elsewhere stay until another wish is chosen."""
    wish = st.session_state.get(widget_key(f"locks.{name}"))
    if wish != _BOUNDS:
        set_answer(f"locks.{name}", {wish: True} if wish in (_KEEP, _NEVER) else None)
