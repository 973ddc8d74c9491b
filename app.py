"""The router: page list, theme, draft.  Pages do the rest."""

from __future__ import annotations

import gc
import logging
from pathlib import Path

import streamlit as st

from advisor import AdvisorError
from advisor.ui.draft import keep_draft
from advisor.ui.guard import mark_app, target_page
from advisor.ui.navigation import BY_NAME, ENTRIES

st.set_page_config(page_title="Marketing Strategy Advisor", page_icon=":material/storefront:",
                   layout="wide")  # fmt: skip


@st.cache_resource
def _settle() -> bool:
    """Freeze what the imports made: Streamlit collects garbage after every rerun."""
    gc.collect()
    gc.freeze()
    return True


# Entries whose page is still to be built are left out.
PAGES = {
    entry.name: st.Page(f"pages/{entry.name}.py", title=entry.title,
                        icon=f":material/{entry.icon}:", default=entry.name == "start",
                        url_path=None if entry.name == "start" else entry.name)
    for entry in ENTRIES if Path(__file__).with_name("pages").joinpath(f"{entry.name}.py").exists()
}  # fmt: skip
sections: dict[str, list[st.Page]] = {}
for name, shown in PAGES.items():
    sections.setdefault(BY_NAME[name].section, []).append(shown)

mark_app()
_settle()
page = st.navigation(sections)
target = target_page()
if target in PAGES:
    st.switch_page(PAGES[target], query_params=st.query_params.to_dict())
keep_draft()
try:
    page.run()
except AdvisorError as error:
    st.warning(str(error), icon=":material/info:")
except Exception:  # reruns and stops are no Exception in Streamlit: they pass
    logging.getLogger("advisor").exception("page failed")
    st.error("Something went wrong on this page. Your answers are kept; please try again.")
