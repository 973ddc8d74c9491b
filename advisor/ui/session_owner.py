"""Whose work is on screen, and the one place where it changes hands.

A session works for one owner at a time: a person's own business (``OWN``) or one client of the
workspace.  What belongs to an owner is everything in the session but the few names of
``_OF_THE_SESSION``; a change of owner takes all of it off the screen and puts the other's desk
there.  A new piece of state is therefore an owner's unless it is named here.

A *desk* is what of an owner's work is kept while another has the screen, and in the browser: the
names of ``_KEPT``, each with a check, since stored text may be anything.  Keys of widgets carry
``mark()``, so that a value a browser still holds for one owner can never return under another.
"""

import json
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import streamlit as st

from advisor.ui.once import drop_orders
from advisor.ui.state import ANSWERS, GENERATION, generation, usable_answers
from advisor.ui.unbroken import BUSY, unbroken

OWN = ""
ASIDE, CARDS, TRIED = "_set_aside", "_channels_told_of", "what_if"
TICKS, START, ADVERT_STEPS = "plan_done", "plan_start", "adverts_done"
MODE, STEP, FILE_MADE = "asking", "step", "export_made"
SCENARIO, SEEN_NUMBER, AS_KEPT = "open_scenario", "open_profile_number", "answers_as_kept"
COMPARED, COMPARED_HIDDEN = "compared_scenarios", "compared_hidden"
PRESENTED = "present_tried"  # hours and money tried in the room
SLIDE = "present_at"  # of the talk; waits in the tab, not on the desk that all tabs share
_OWNER, _DESKS = "_owner", "_desks"
_OPEN, _REST = "_open", "_kept"
_MOST_TRIED = 1e15  # of money, in any currency
_MOST_DESKS, _MOST_ASIDE, _MOST_TICKS, _MOST_LETTERS = 20, 5, 2_000, 300
# What is the session's own, whoever has the screen.  The list of clients is nobody's.
_OF_THE_SESSION = frozenset(
    {GENERATION, _OWNER, _DESKS, "_app_has_run", "_advises", "_once", BUSY, "draft", "find_client",
     "client_status", "client_due", "_batch"}
)  # fmt: skip
_EMPTY: tuple[Any, ...] = (None, {}, [], "")
# What pages begin with by themselves is no work of anybody.
_NOTHING = {MODE: (*_EMPTY, "Seven questions"), STEP: (*_EMPTY, 0)}
_DRAFT = "_draft"  # the exchange with the browser: names that begin with it
GONE = f"{_DRAFT}_gone"  # ids of clients of which nothing may wait in this tab any more
Desk = dict[str, Any]


def owner() -> str:
    """Return whose work is on screen: a client's id, or ``OWN``."""
    return str(st.session_state.get(_OWNER, OWN))


def mark() -> str:
    """Return a part for the keys of widgets: other after every change of owner or answers."""
    whose = owner()
    return f"{generation()}-{whose[:8]}" if whose else str(generation())


def owned(name: str) -> str:
    """Return the key of a widget whose value is an owner's."""
    return f"{name}_{mark()}"


@unbroken
def change_owner(to: str, *, forget: bool = False) -> None:
    """Put an owner's desk on screen (a client's id, or ``OWN``); nothing of another stays there."""
    desks = {name: kept for name, kept in _desks().items() if name != owner()}
    if forget:
        st.session_state[GONE] = [*st.session_state.get(GONE, []), owner()]
    else:
        desks[owner()] = desk()
    _put_on_screen(to, desks)


def _put_on_screen(to: str, desks: Mapping[str, Desk]) -> None:
    """Empty the session of everything that is an owner's, and put one desk of these there."""
    following = generation() + 1
    for name in list(map(str, st.session_state)):
        if name not in _OF_THE_SESSION and not name.startswith(_DRAFT):
            del st.session_state[name]
    drop_orders()
    st.session_state[_OWNER] = to
    st.session_state[GENERATION] = following
    st.session_state[_DESKS] = _limited({name: d for name, d in desks.items() if name != to})
    st.session_state.update({ANSWERS: {}, **desks.get(to, {})})


@unbroken
def forget_everybody() -> None:
    """Throw all desks away, of all owners; the empty one of a person's own is on screen."""
    _put_on_screen(OWN, {})


def desk() -> Desk:
    """Return what of the owner on screen is kept."""
    found = {name: st.session_state[name] for name in _KEPT if name in st.session_state}
    return {name: value for name, value in found.items() if value not in _NOTHING.get(name, _EMPTY)}


def waiting() -> Desk:
    """Return the desk of a person's own business while a client has the screen."""
    return dict(_desks().get(OWN, {}))


def _desks() -> dict[str, Desk]:
    return dict(st.session_state.get(_DESKS, {}))


def _limited(desks: dict[str, Desk]) -> dict[str, Desk]:
    """Return desks without empty ones and without the oldest clients' beyond a number.

    Of a client with nothing that is not kept it goes first: to look at many loses nothing.
    """
    filled = {name: d for name, d in desks.items() if d}
    clients = sorted((name for name in filled if name != OWN), key=lambda n: _is_unkept(filled[n]))
    for name in clients[: max(0, len(clients) - _MOST_DESKS)]:
        del filled[name]
    return filled


def _is_unkept(desk_of: Desk) -> bool:
    return ASIDE in desk_of or desk_of.get(ANSWERS) != desk_of.get(AS_KEPT)


# To the browser and back.


def desks_as_json() -> dict[str, Any]:
    """Return all desks for the browser's storage: a person's own answers as such, the rest beside.

    A person's own answers stand at the top, where earlier versions of this program look for them.
    """
    desks = {**_desks(), owner(): desk()}
    mine = dict(desks.pop(OWN, {}))
    found: dict[str, Any] = dict(mine.pop(ANSWERS, {}))
    aside = mine.pop(ASIDE, None)
    clients = {name: _plain(d) for name, d in _limited(desks).items()}
    more = {ASIDE: aside, _REST: _plain(mine), _DESKS: clients, _OPEN: owner()}
    found |= {name: value for name, value in more.items() if value}
    return {**found, GENERATION: generation()} if found and generation() else found


def _plain(desk_of: Mapping[str, Any]) -> dict[str, Any]:
    return {k: v.isoformat() if isinstance(v, date) else v for k, v in desk_of.items()}


def take_desks(
    found: Mapping[str, Any], is_there: Callable[[str], bool | None], *, anew: bool = False
) -> bool | None:
    """Put stored desks into the session, what cannot be used left out; one of them on screen.

    Returns whether it is that of whoever was on screen when they were stored; None where nobody
    can tell now whether that client is there.

    Parameters
    ----------
    found : mapping
        As ``desks_as_json`` made it, or anything else.
    is_there : callable
        Whether the workspace has the client of an id: one it has not is never on screen, and
        what was kept of it goes.  None where it cannot be read: what was kept waits.
    anew : bool, default False
        Whether widgets begin anew; else they keep the keys they were stored with, so that what a
        browser still shows after a restart of the server stays as it was typed.
    """
    rest, clients, counted = found.get(_REST), found.get(_DESKS), found.get(GENERATION)
    kept = {
        str(name)[:40]: usable_desk(d)
        for name, d in (clients.items() if isinstance(clients, dict) else ())
        if isinstance(d, dict)
    }
    kept[OWN] = usable_desk(
        {**(rest if isinstance(rest, dict) else {}), ANSWERS: found, ASIDE: found.get(ASIDE)}
    )
    there = found.get(_OPEN)
    to = there if isinstance(there, str) and 0 < len(there) <= 40 else OWN
    same = to == OWN or is_there(to)
    if same is False:
        kept.pop(to, None)
    if not same:
        to = OWN
    before = generation()
    _put_on_screen(to, kept)
    if not anew:
        known = isinstance(counted, int) and 0 < counted < 1_000_000
        st.session_state[GENERATION] = counted if known else before
    return same


def usable_desk(found: Mapping[str, Any]) -> Desk:
    """Return what of a stored desk can be used, each name by its own check."""
    checked = {name: check(found.get(name)) for name, check in _KEPT.items()}
    return {
        name: value for name, value in checked.items() if value not in _NOTHING.get(name, _EMPTY)
    }


def _aside(found: Any) -> list[dict[str, Any]]:
    listed = found[-_MOST_ASIDE:] if isinstance(found, list) else []
    return [usable for one in listed if (usable := usable_answers(one))]


def _ticks(found: Any) -> dict[str, bool]:
    pairs = list(found.items())[-_MOST_TICKS:] if isinstance(found, dict) else []
    return {str(k)[:_MOST_LETTERS]: True for k, v in pairs if v is True}


def _day(found: Any) -> date | None:
    try:
        day = date.fromisoformat(found)
    except (TypeError, ValueError):
        return None
    return day if 1900 <= day.year <= 2200 else None  # the weeks after it are dates as well


def _number(found: Any) -> int | None:
    usable = isinstance(found, int) and not isinstance(found, bool) and 0 <= found < 1_000_000
    return int(found) if usable else None


def _yes(found: Any) -> bool | None:
    return True if found is True else None


def _words(found: Any) -> str | None:
    return found[:_MOST_LETTERS] if isinstance(found, str) else None


def _names(found: Any) -> list[str]:
    listed = found[:_MOST_LETTERS] if isinstance(found, list) else []
    return [name[:_MOST_LETTERS] for name in listed if isinstance(name, str)]


def _forms(found: Any) -> dict[str, dict[str, dict[str, Any]]]:
    """Return rows half typed: maps of maps of numbers, words and yes or no, nothing deeper."""
    if not isinstance(found, dict) or len(json.dumps(found)) > 50_000:
        return {}
    return {
        str(field): {
            str(row): {str(k): v for k, v in one.items() if isinstance(v, int | float | str)}
            for row, one in rows.items() if isinstance(one, dict)
        }
        for field, rows in found.items() if isinstance(rows, dict)
    }  # fmt: skip


def _tried(found: Any) -> dict[str, Any]:
    if not isinstance(found, dict):
        return {}
    changes, forms = usable_answers(found.get("changes")), _forms(found.get("forms"))
    if not changes and not forms:
        return {}
    return {"changes": changes, "forms": forms, "round": _number(found.get("round")) or 0}


def _presented(found: Any) -> dict[str, Any]:
    """Return hours and money tried in Present, with the mark of the answers they change."""
    if not isinstance(found, dict) or not isinstance(found.get("of"), str):
        return {}
    tried = {name: found.get(name) for name in ("hours", "money")}
    numbers = {name: float(n) for name, n in tried.items()
               if isinstance(n, int | float) and not isinstance(n, bool)
               and 0 <= n <= _MOST_TRIED}  # fmt: skip
    return {"of": found["of"][:_MOST_LETTERS], **numbers} if len(numbers) == len(tried) else {}


_KEPT: Mapping[str, Callable[[Any], Any]] = {
    ANSWERS: usable_answers, ASIDE: _aside, CARDS: _names, TRIED: _tried, TICKS: _ticks,
    START: _day, ADVERT_STEPS: _ticks, MODE: _words, STEP: _number, FILE_MADE: _words,
    SCENARIO: _words, COMPARED: _names, COMPARED_HIDDEN: _yes, SEEN_NUMBER: _number,
    AS_KEPT: usable_answers, PRESENTED: _presented,
}  # fmt: skip
