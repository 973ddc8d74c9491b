"""Where customers come from today, what there is already, and what the owner likes doing.

Short and optional, asked before the first answer: nothing else moves it as much.
"""

import streamlit as st

from advisor.explain.names import SOURCES
from advisor.profile import FIELDS
from advisor.ui.questions import ask, ask_number
from advisor.ui.state import answer_of, own_word


def ask_today() -> None:
    """Ask how many new customers come today and how the last ones came, with a running sum."""
    ask("new_customers_per_month", why=True)
    st.markdown(own_word("**How did your last ten new customers find you?**"))
    st.caption(own_word(FIELDS["last_customers"].help))
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        for source, words in SOURCES.items():
            with st.container(width=158):
                ask_number(f"last_customers.{source}", words)
    counts = [answer_of(f"last_customers.{source}") for source in SOURCES]
    counted = sum(count for count in counts if count is not None)
    if any(count is not None for count in counts):
        st.caption(
            f"{counted} in all so far." + ("" if counted == 10 else " They need not be ten.")
        )


def ask_already() -> None:
    """Ask for what the first advice would else take for granted: page, profile, list."""
    for column, name in zip(
        st.columns(3, gap="medium"),
        ("already.website", "already.reviews", "already.email_list"),
        strict=True,
    ):
        with column:
            ask(name)


def ask_likings() -> None:
    """Ask what the owner likes doing."""
    st.caption(own_word(FIELDS["personality.writing"].help))
    columns = st.columns(2, gap="large")
    likings = ("meeting_people", "writing", "taking_pictures", "on_camera", "speaking")
    for k, liking in enumerate(likings):
        with columns[k % 2]:
            ask(f"personality.{liking}")


def ask_short() -> None:
    """Ask the short step between the seven questions and the first answer."""
    st.subheader(own_word("Optional: where your customers come from, and what you like doing"))
    st.caption("Each answer replaces one of our guesses; leave open what you do not know.")
    ask_today()
    st.divider()
    ask_already()
    st.divider()
    ask_likings()
