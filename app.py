"""The router: page list, theme, draft, and the headers the server sends.  Pages do the rest."""

from __future__ import annotations

import logging

import streamlit as st

from advisor import AdvisorError
from advisor.ui.draft import keep_draft, take_draft
from advisor.ui.guard import begin_with_app, mark_app, refuse, settle, target_page, what_went_wrong
from advisor.ui.headers import security
from advisor.ui.navigation import CONSULTANT, ENTRIES, ICON, MOVED
from advisor.ui.page_style import dress_page


def _menu() -> tuple[dict[str, st.Page], st.Page]:
    pages, sections, shown = {}, {}, {True: "visible", False: "hidden"}
    for e in ENTRIES:
        seen = shown[e.name not in CONSULTANT or st.session_state.get("_advises", False)]
        pages[e.name] = st.Page(f"pages/{e.name}.py", title=e.title, icon=f":material/{e.icon}:",
                                default=e.name == "start", visibility=seen,
                                url_path=None if e.name == "start" else e.name)  # fmt: skip
        sections.setdefault(e.section, []).append(pages[e.name])
    for old in MOVED:
        sections["How sure"].append(st.Page("pages/method.py", url_path=old, visibility="hidden"))
    return pages, st.navigation(sections)


def _route() -> None:
    st.set_page_config("Marketing Strategy Advisor", ICON, layout="wide")  # before pages' own icons
    mark_app()
    settle()
    advised = st.session_state.get("_advises", False)
    pages, page = _menu()
    st.set_page_config(f"{page.title} – Marketing Strategy Advisor")
    told = take_draft()
    if page.url_path in CONSULTANT:
        st.session_state["_advises"] = True
    if st.session_state.get("_advises", False) != advised:
        pages, page = _menu()  # no rerun: it would drop what a page of before a restart sent
    if (target := target_page()) in pages:
        st.switch_page(pages[target], query_params=st.query_params.to_dict())
    dress_page()
    try:
        keep_draft(told)
        page.run()
    except AdvisorError as error:
        refuse(error)
    except Exception:  # reruns and stops are no Exception in Streamlit: they pass
        logging.getLogger("advisor").exception("page failed")
        st.error(what_went_wrong())


if __name__ == "__main__":  # run for a session; the server imports the file instead
    _route()
else:
    begin_with_app()
    app = st.App("app.py", middleware=security())
