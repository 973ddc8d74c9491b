"""Start: what this is, three businesses to look at, or start with mine."""

from __future__ import annotations

import streamlit as st

from advisor.ui.draft import hold_for_draft
from advisor.ui.draft_words import where_kept
from advisor.ui.guard import require_app
from advisor.ui.replacing import may_open, open_instead
from advisor.ui.sharing import offer_shared
from advisor.ui.state import current_profile, examples, missing

require_app("start")

SHOWN = ("plumber_northampton", "shop_bamberg", "accountant_outgrowing_home")

st.title("Which marketing strategy fits your business, and you?")
st.markdown(
    "Stay on Main Street, join the next towns, or let platforms and advertising carry you further: "
    "all three are sound. Seven answers, two minutes, and you see which fits, and what it brings."
)
hold_for_draft(None)
offer_shared()
left, right = st.columns([1, 2])
with left:
    started = current_profile() is not None or len(missing()) < 7
    label = "Go on with mine" if started else "Start with mine"
    if st.button(label, type="primary", width="stretch", icon=":material/edit_note:", key="mine"):
        st.switch_page("pages/questionnaire.py")
    if current_profile() is not None and st.button(
        "Show my strategy", width="stretch", key="to_strategy"
    ):
        st.switch_page("pages/strategy.py")
st.subheader("Or look at one of these")
known = examples()
columns = st.columns(3)
for column, name in zip(columns, SHOWN, strict=True):
    example = known[name]
    with column.container(border=True, height="stretch"):
        st.markdown(f"**{example['title']}**")
        st.markdown(example["story"].partition(". ")[0].rstrip(".") + ".")
        asked = st.button("Open this one", key=f"open_{name}", width="stretch",
                          help=example["story"])  # fmt: skip
        if may_open(name, asked):
            open_instead(example["profile"])
            st.switch_page("pages/strategy.py")
st.caption(where_kept())
st.page_link("pages/clients.py", label="For consultants: clients and scenarios",
             icon=":material/folder_shared:")  # fmt: skip
