"""Your business: six quick questions, or the full questionnaire in short steps."""

from __future__ import annotations

import json

import streamlit as st

from advisor.ui.draft import forget_draft, hold_for_draft
from advisor.ui.forms import STEPS, ask_quick, ask_step, place_meant
from advisor.ui.guard import require_app
from advisor.ui.opening import open_answers
from advisor.ui.state import QUICK, current_answers, missing, profile_or_error, question_of
from advisor.ui.wishes_form import ask_wishes

require_app("questionnaire")

hold_for_draft("Your business")
st.title("Your business")
MODES = ["Six questions", "The full picture"]
mode = st.radio(
    "How much would you like to answer?",
    MODES,
    index=MODES.index(st.session_state.get("asking", MODES[0])),
    key="asking_widget",
    horizontal=True,
)
st.session_state["asking"] = mode
if mode == MODES[0]:
    ask_quick()
else:
    step = int(st.session_state.get("step", 0))
    ask_step(step)
    if step == len(STEPS) - 1:
        ask_wishes()
    back, forward = st.columns(2)
    if back.button("Back", disabled=step == 0, width="stretch"):
        st.session_state["step"] = step - 1
        st.rerun()
    if forward.button("Next", disabled=step == len(STEPS) - 1, width="stretch"):
        st.session_state["step"] = step + 1
        st.rerun()

open_questions = missing()
if "town" not in open_questions and place_meant() is None:
    open_questions.append("town")
total = len(QUICK) + 1
st.progress(
    (total - len(open_questions)) / total,
    text="All that is needed is answered." if not open_questions
    else "Still open: " + ", ".join(question_of(n).rstrip("?").lower()
                                    for n in open_questions) + ".",
)  # fmt: skip
profile, error = profile_or_error()
if error is not None:
    st.warning(
        f"{question_of(error.field)} Allowed: {error.allowed}. {error.hint}", icon=":material/info:"
    )
ready = profile is not None and not open_questions
if st.button("Show my strategy", type="primary", disabled=not ready, width="stretch"):
    st.switch_page("pages/strategy.py")

with st.expander("Keep, open or forget these answers"):
    st.download_button(
        "Keep my answers as a file", width="stretch", mime="application/json",
        file_name="my-business.json", disabled=not current_answers(), on_click="ignore",
        data=json.dumps(current_answers(), indent=1, sort_keys=True),
    )  # fmt: skip
    open_answers()
    if st.toggle("Forget my answers", key="forget"):
        st.markdown("All answers go, those put aside too, from this browser as well.")
        st.button("Forget them for good", type="primary", on_click=forget_draft)
