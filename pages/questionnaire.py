"""Your business: seven quick questions and a short step, or the full questionnaire in steps."""

from __future__ import annotations

import json

import streamlit as st

from advisor.ui.along import tell_usual
from advisor.ui.draft import forget_draft, hold_for_draft
from advisor.ui.forms import STEPS, ask_quick, ask_step
from advisor.ui.guard import require_app
from advisor.ui.missing import move, named_questions, say_missing, say_refused, still_open
from advisor.ui.opening import open_answers
from advisor.ui.state import QUICK, current_answers, own_word
from advisor.ui.today_form import ask_short
from advisor.ui.wishes_form import ask_wishes

require_app("questionnaire")

hold_for_draft("Your business")
st.title("Your business")
MODES = ["Seven questions", "The full picture"]
mode = st.radio(
    "How much would you like to answer?",
    MODES,
    index=MODES.index(st.session_state.get("asking", MODES[0])),
    key="asking_widget",
    horizontal=True,
)
st.session_state["asking"] = mode
short = mode == MODES[0]
place = "quick_step" if short else "step"
tell_usual()
step, last = int(st.session_state.get(place, 0)), 1 if short else len(STEPS) - 1
with st.container(key=f"asked_{place}_{step}"):  # each step begins at its top: draft.js
    if short and step == 0:
        ask_quick()
    elif short:
        ask_short()
    else:
        ask_step(step)
        if step == last:
            ask_wishes()

open_questions = still_open()
st.progress(
    1 - len(open_questions) / (len(QUICK) + 1),
    text="All that is needed is answered." if not open_questions
    else f"Still open: {named_questions(open_questions)}.",
)  # fmt: skip
# Buttons are never shut: where something is missing they say what.
pressed = None
with st.container(horizontal=True):
    if step > 0 and st.button("Back", key="step_back"):
        move(place, step - 1)
    if step < last:
        onward = own_word("Go on: your customers and you") if short else "Next"
        if st.button(onward, key="step_on", type="primary" if short else "secondary"):
            pressed = "on"
    if st.button("Show my strategy", key="show", type="primary" if step == last else "secondary"):
        pressed = "show"
if pressed == "on" and not (short and say_missing()):
    move(place, step + 1)
if pressed == "show" and not say_missing():
    st.switch_page("pages/strategy.py")
elif pressed is None:
    say_refused()

with st.expander("Keep, open or forget these answers"):
    st.download_button(
        "Keep my answers as a file", width="stretch", mime="application/json",
        file_name="my-business.json", disabled=not current_answers(), on_click="ignore",
        data=json.dumps(current_answers(), indent=1, sort_keys=True),
    )  # fmt: skip
    open_answers()
    if st.toggle("Forget my answers", key="forget"):
        st.markdown("All answers go, also those kept for later, from this browser too.")
        st.button("Forget them for good", type="primary", on_click=forget_draft)
