"""Questions as widgets, made from the one field list; every change goes into the answers."""

from dataclasses import replace

import streamlit as st

from advisor.catalogue import Place
from advisor.errors import ProfileError
from advisor.evidence.places import (
    find_place,
    is_postcode,
    nearest_places,
    place_by_id,
    search_places,
    told_apart,
)
from advisor.profile import FIELDS
from advisor.ui.questions import ask, ask_number, beneath, distance_field, note, store, widget_key
from advisor.ui.state import (
    answer_of,
    current_answers,
    own_word,
    set_answers,
    tables,
    trade_labels,
    trade_meant,
)
from advisor.ui.today_form import ask_today
from advisor.ui.words import plain

_TOWNS_SHOWN = 6


def ask_country_and_trade() -> None:
    """Ask for country and trade from the tables' names."""
    known = tables()
    countries = sorted(known.countries.values(), key=lambda c: c.name)
    codes = [c.country for c in countries]
    names = {c.country: c.name for c in countries}
    given = answer_of("country")
    st.selectbox(
        FIELDS["country"].question, codes, format_func=lambda c: names[c],
        index=codes.index(given) if given in codes else None, placeholder="Choose a country",
        key=widget_key("country"), on_change=_change_country, help=note(FIELDS["country"]),
    )  # fmt: skip
    beneath("country", True)
    labels = trade_labels()
    ids = list(labels)
    given = answer_of("sector")
    st.selectbox(
        FIELDS["sector"].question, ids, format_func=lambda s: labels[s],
        index=ids.index(given) if given in ids else None, placeholder="Choose the nearest trade",
        key=widget_key("sector"), on_change=_choose_trade, help=note(FIELDS["sector"]),
    )  # fmt: skip
    beneath("sector", True)


def _choose_trade() -> None:
    """Store the trade that was chosen, by its name or by a word for it."""
    key = widget_key("sector")
    if chosen := st.session_state.get(key):
        st.session_state[key] = trade_meant(chosen)
    store("sector")


def _change_country() -> None:
    """Store the country; a town of another country is no answer any more.

    One typed before any country was chosen is looked up now.
    """
    answers = current_answers()
    first = answers.get("country") is None
    answers["country"] = st.session_state.get(widget_key("country"))
    if first:
        set_answers({k: v for k, v in answers.items() if v is not None})
        if answers.get("town") and not answers.get("place_id"):
            _look_up(str(answers["town"]))
        return
    for name in ("town", "region", "place_id", "currency"):
        answers.pop(name, None)
    # Touched only where something stands in it: a field set anew wipes what is being typed.
    if st.session_state.get(widget_key("town")):
        st.session_state[widget_key("town")] = ""
    set_answers({k: v for k, v in answers.items() if v is not None})


def ask_town() -> None:
    """Ask for the town as typed and show the few places it may mean.

    Showing never writes: the answers change only when the person types or chooses.  The field is
    never disabled: what is typed in the moment it opens would be dropped (Streamlit passes over a
    change of a field that it knew as disabled).
    """
    country = answer_of("country")
    typed = st.text_input(
        FIELDS["town"].question, value=answer_of("town") or "", max_chars=200,
        key=widget_key("town"),
        help=FIELDS["town"].help, on_change=_type_town, placeholder="Type its name",
    )  # fmt: skip
    st.caption(FIELDS["town"].help)
    beneath("town", False)
    if not (typed or "").strip():
        return
    if country is None:
        st.caption("It is looked up as soon as the country is chosen.")
        return
    found = search_places(typed, country, limit=_TOWNS_SHOWN)
    meant = place_meant()
    if meant is not None and meant.place_id not in {p.place_id for p in found}:
        found = [meant, *found]
    if not found and is_postcode(typed):
        st.warning(
            f"“{plain(typed)}” is a postcode. Type the name of the town it belongs to.",
            icon=":material/info:",
        )
        return
    if not found:
        found = nearest_places(typed, country)
        st.warning(
            f"No town called “{plain(typed)}” is known there. "
            + ("Is it one of these?" if found else "Try the next larger one."),
            icon=":material/info:",
        )
    if not found:
        return
    shown = found[:_TOWNS_SHOWN]
    if meant is not None and meant.place_id not in {p.place_id for p in shown}:
        shown = [meant, *shown[:-1]]
    labels = {
        p.place_id: f"{name} ({p.population:,} people)"
        for p, name in zip(shown, told_apart(shown), strict=True)
    }
    ids = list(labels)
    key = f"{widget_key('place')}_{country}_{typed}"
    st.radio(
        "Which one is it?", ids, format_func=lambda i: labels[i], key=key,
        index=None if meant is None else ids.index(meant.place_id),
        on_change=_choose_place, args=(key,),
    )  # fmt: skip
    if len(found) > len(shown):
        st.caption("Not among these? Add the state or region after a comma.")


def place_meant() -> Place | None:
    """Return the place the answers mean; None while it is open, unknown or one of several."""
    given, town, country = (answer_of(n) for n in ("place_id", "town", "country"))
    try:
        if given:
            return place_by_id(str(given))
        if town and country:
            return find_place(str(town), str(country), answer_of("region"))
    except ProfileError:
        pass
    return None


def _type_town() -> None:
    """Store what was typed; the likeliest place of that name stands until another is chosen."""
    _look_up(str(st.session_state.get(widget_key("town")) or "").strip())


def _look_up(typed: str) -> None:
    country = answer_of("country")
    found = search_places(typed, country, limit=1) if typed and country else []
    _set_place(found[0] if found else None, typed)


def _choose_place(key: str) -> None:
    """Store the place chosen among those of a name."""
    chosen = st.session_state.get(key)
    if chosen is not None:
        place = place_by_id(str(chosen))
        _set_place(place, place.name)


def _set_place(place: Place | None, typed: str) -> None:
    answers = current_answers()
    for name in ("place_id", "town", "region"):
        answers.pop(name, None)
    if place is not None:
        answers |= {"place_id": place.place_id, "town": place.name}
    elif typed:
        answers["town"] = typed
    set_answers(answers)


def ask_quick() -> None:
    """Ask the seven questions that are enough."""
    left, right = st.columns(2, gap="large")
    with left:
        ask_country_and_trade()
        ask_town()
        ask("people_working", why=True)
    with right:
        ask("reach_goal", why=True)
        ask("hours_per_week", why=True)
        ask("money_per_month", why=True)


TODAY = "Today, and what you have already"
STEPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("The business", ("name", "sells_to", "sold_online", "visual", "considered_purchase")),
    ("Customers and figures", (
        "active_customers", "average_sale", "purchases_per_year", "gross_margin",
        "customer_value_years", "customers_come_from_miles", "people_nearby", "target_share",
        "yearly_revenue", "audience.ages", "audience.women_share", "audience.income",
        "audience.education", "audience.community", "audience.job_roles", "audience.interests")),
    ("Goals and budgets", (
        "customers_wanted_per_month", "people_wanted_per_month", "months_to_goal",
        "capacity_new_customers_per_month", "staff_hours_per_week", "manager",
        "value_of_owner_hour", "most_channels", "risk")),
    ("You", (
        "personality.meeting_people", "personality.belonging", "personality.writing",
        "personality.taking_pictures", "personality.on_camera", "personality.speaking",
        "personality.drive_to_grow")),
    (TODAY, (
        "already.website", "already.reviews", "already.email_list", "already.chambers",
        "already.referral_groups")),
    ("Your own figures and wishes (optional)", (
        "weights.customers", "weights.reach", "weights.bonds")),
)  # fmt: skip


def ask_step(step: int) -> None:
    """Ask the questions of one of the steps."""
    title, names = STEPS[step]
    names = tuple(distance_field() if n == "customers_come_from_miles" else n for n in names)
    st.subheader(own_word(f"{step + 1} of {len(STEPS)}: {title}"))
    if step == 0:
        ask_quick()
        st.divider()
    if title == TODAY:
        ask_today()
        st.divider()
    notes = [note(FIELDS[name]) for name in names]
    # What holds for the first question and others stands once above them all.
    shared = notes[0] if notes.count(notes[0]) > 1 else ""
    if shared:
        st.caption(shared)
    columns = st.columns(2, gap="large")
    for k, name in enumerate(names):
        with columns[k % 2]:
            ask(name, why=notes[k] != shared)
    if "already.website" in names:
        st.markdown("**How many followers do you have?**")
        four = st.columns(4)
        for k, platform in enumerate(tables().with_trait("followed")):
            with four[k % 4]:
                ask_number(
                    f"already.followers.{platform}", tables().channels[platform].name,
                    replace(FIELDS["already.reviews"], unit="followers"),
                )  # fmt: skip
