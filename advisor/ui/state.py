"""The answers of this session and what follows from them, written in one place.

One plain dict of answers lives in the session under ``ANSWERS``; a profile is read from it when
enough is there.  Recommendations are cached by the text of the answers, so no page computes
again what it did not change.
"""

import json
from typing import Any, TypeVar

import streamlit as st

from advisor.catalogue import Tables
from advisor.errors import ProfileError
from advisor.evidence import load_examples, load_tables
from advisor.evidence.resolve.noting import without_accents
from advisor.evidence.resolve.trade import check_amounts
from advisor.explain.answer_words import answer_name
from advisor.explain.called import Called, typed_in
from advisor.explain.names import LeadWords, leads_of
from advisor.profile import FIELDS, LEAST_ANSWERS, BusinessProfile, parse_profile
from advisor.recommend import recommend
from advisor.results import Recommendation

T = TypeVar("T")
ANSWERS = "answers"
GENERATION = "_generation"
DRAWS, WORLDS = 1000, 200
QUICK = ("country", "sector", "people_working", "reach_goal", "hours_per_week", "money_per_month")


def current_answers() -> dict[str, Any]:
    """Return a copy of the answers typed so far."""
    return dict(st.session_state.get(ANSWERS, {}))


def set_answers(answers: dict[str, Any]) -> None:
    """Replace the answers of this session."""
    st.session_state[ANSWERS] = answers


def take_over(answers: dict[str, Any]) -> None:
    """Replace the answers by others (an example, a file, the draft); all widgets start anew."""
    set_answers(answers)
    st.session_state[GENERATION] = generation() + 1


def generation() -> int:
    """Return how often answers were taken over: part of every widget's key."""
    return int(st.session_state.get(GENERATION, 0))


def answer_of(name: str) -> Any:
    """Return the answer of a field, dotted names included; None when there is none."""
    found: Any = st.session_state.get(ANSWERS, {})
    for part in name.split("."):
        found = found.get(part) if isinstance(found, dict) else None
    return found


def set_answer(name: str, value: Any) -> None:
    """Set one answer by its (dotted) name; None or empty takes it out."""
    answers = current_answers()
    head, _, rest = name.partition(".")
    if rest:
        inner = json.loads(json.dumps(answers.get(head) or {}))
        place, *deeper = rest.split(".")
        if deeper:
            nested = dict(inner.get(place) or {})
            _put(nested, deeper[0], value)
            value = nested or None
        _put(inner, place, value)
        value = inner or None
    _put(answers, head, value)
    set_answers(answers)


def _put(where: dict[str, Any], name: str, value: Any) -> None:
    if value is None or value == "" or value == []:
        where.pop(name, None)
    else:
        where[name] = value


def missing() -> list[str]:
    """Return the required questions that are still open, by field name."""
    answers = current_answers()
    found = [name for name in QUICK if answers.get(name) is None]
    if not (answers.get("place_id") or answers.get("town")):
        found.append("town")
    return found


def profile_or_error() -> tuple[BusinessProfile | None, ProfileError | None]:
    """Return the profile of the answers, or why there is none (None while questions are open)."""
    if missing():
        return None, None
    try:
        profile = parse_profile(current_answers())
        check_amounts(profile, tables())
        return profile, None
    except ProfileError as error:
        return None, error


def current_profile() -> BusinessProfile | None:
    """Return the profile when the answers are complete and allowed."""
    return profile_or_error()[0]


def usable_answers(found: object) -> dict[str, Any]:
    """Return what can be kept of stored answers: known fields with allowed values.

    Stored text comes from a browser or a file and may be anything; what cannot be read is left
    out, field by field, never raised.
    """
    if not isinstance(found, dict):
        return {}
    kept: dict[str, Any] = {}
    top = {name.split(".")[0] for name in FIELDS}
    for name, value in found.items():
        if name not in top or value is None:
            continue
        try:
            parse_profile({**LEAST_ANSWERS, name: value})
        except (ValueError, TypeError, OverflowError, RecursionError):
            continue
        kept[name] = value
    return kept


@st.cache_data(max_entries=200, show_spinner=False)
def _recommendation(text: str) -> Recommendation:
    return recommend(parse_profile(json.loads(text)), n_draws=DRAWS, worlds=WORLDS)


def recommendation_for(answers: dict[str, Any]) -> Recommendation:
    """Return the recommendation of complete answers, cached by their text.

    Raises ``ProfileError`` if an answer is not allowed.
    """
    return _recommendation(json.dumps(answers, sort_keys=True))


def tables() -> Tables:
    """Return the shipped tables (cached by their loader)."""
    return load_tables()


def examples() -> dict[str, Any]:
    """Return the example businesses: title, story and profile by name."""
    return dict(load_examples())


def trade_word() -> Called:
    """Return what the trade on screen calls its customers; just that while none is chosen."""
    trade = tables().sectors.get(str(answer_of("sector")))
    return (
        Called() if trade is None else Called(*trade.customers).keeping(typed_in(current_answers()))
    )


def own_leads() -> LeadWords:
    """Return what comes before a customer in the trade on screen: enquiries, visits."""
    trade = tables().sectors.get(str(answer_of("sector")))
    return leads_of("" if trade is None else trade.lead_unit)


def trade_labels() -> dict[str, str]:
    """Return what may be chosen or typed as a trade: each by id, then each word for one.

    A word is "id word" (`trade_meant`), once as it is typed without accents too.  A list puts
    first what leaves least of its label over, whichever part was typed, so all labels are as long
    behind what counts: a word's before a longer word's, a name's before a word begun so.
    """
    found = sorted(tables().sectors.values(), key=lambda s: s.name)
    width = max(len(s.name) for s in found) + len(" ()")
    words = {
        f"{s.sector} {word}": f"{word} ({s.name})".ljust(len(word) + width)
        for s in found
        for known in s.also
        for word in (known, without_accents(known))
    }
    return {s.sector: s.name.ljust(width) for s in found} | words


def trade_meant(choice: str) -> str:
    """Return the id of the trade that was chosen, by its name or by a word for it."""
    return choice.partition(" ")[0]


def own_word(value: T) -> T:
    """Return a text, or a result with its texts, in the word of the trade on screen."""
    return trade_word()(value)


def answer_named(name: str) -> str:
    """Return what an answer is called in a list, in the word of the trade on screen."""
    return own_word(answer_name(name))


def question_of(name: str) -> str:
    """Return the question of a field, or its name where there is none."""
    return own_word(FIELDS[name].question) if name in FIELDS else name
