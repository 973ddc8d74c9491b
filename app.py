"""The router: page list, theme, draft.  Pages do the rest."""

from __future__ import annotations

import gc
import logging

import streamlit as st

from advisor import AdvisorError
from advisor.ui.draft import keep_draft
from advisor.ui.guard import mark_app, target_page

st.set_page_config(page_title="Marketing Strategy Advisor", page_icon=":material/storefront:",
                   layout="wide")  # fmt: skip


@st.cache_resource
def _settle() -> bool:
    """Freeze what the imports made: Streamlit collects garbage after every rerun."""
    gc.collect()
    gc.freeze()
    return True


PAGES = {
    "start": st.Page("pages/start.py", title="Start", icon=":material/home:", default=True),
    "questionnaire": st.Page("pages/questionnaire.py", title="Your business",
                             icon=":material/edit_note:", url_path="questionnaire"),
    "strategy": st.Page("pages/strategy.py", title="Your strategy",
                        icon=":material/route:", url_path="strategy"),
    "method": st.Page("pages/method.py", title="Method and sources",
                      icon=":material/menu_book:", url_path="method"),
}  # fmt: skip

mark_app()
_settle()
page = st.navigation(list(PAGES.values()))
target = target_page()
if target is not None:
    st.switch_page(PAGES[target], query_params=st.query_params.to_dict())
keep_draft()
try:
    page.run()
except AdvisorError as error:
    st.warning(str(error), icon=":material/info:")
except Exception:  # reruns and stops are no Exception in Streamlit: they pass
    logging.getLogger("advisor").exception("page failed")
    st.error("Something went wrong on this page. Your answers are kept; please try again.")
