"""Export: choose a format and a look, make the file once, take it."""

import datetime
import hashlib
import json
from typing import Any

import streamlit as st

from advisor.errors import AdvisorError
from advisor.explain.export_words import PARTS, title_for, words
from advisor.explain.talk_words import TALK
from advisor.insight import topics
from advisor.output.export import export
from advisor.output.export.compose import topics_in
from advisor.output.export.paper import unprintable
from advisor.profile import parse_profile
from advisor.results import Recommendation
from advisor.results.logo import LARGEST_LOGO_BYTES, Logo, checked_logo
from advisor.ui.along import compared_along, days_along
from advisor.ui.client_look import Look
from advisor.ui.components import plain
from advisor.ui.draft import keep_draft_beside
from advisor.ui.how_sure_view import ledger_page
from advisor.ui.needed import all_insights, sources_behind
from advisor.ui.plan_view import plan_for
from advisor.ui.progress import begins_on
from advisor.ui.session_owner import COMPARED, COMPARED_HIDDEN, FILE_MADE, owned, owner
from advisor.ui.uploads import once_read
from advisor.ui.words import file_name

NAMES = {
    "pptx": "Slides", "pdf": "Document", "xlsx": "Workbook", "html": "Interactive report",
    "ics": "Calendar", "csv": "Table", "json": "Data",
}  # fmt: skip
TELLS = {
    "pptx": "Ten PowerPoint slides that argue from today to a decision, with charts that can be "
    "edited, and notes that hold reasons and sources.",
    "pdf": "A document to read and to print, with every figure in use and its source.",
    "xlsx": "An Excel workbook: every table as numbers, charts, totals that calculate.",
    "html": "One file for a browser, with charts that answer the mouse. It needs no network.",
    "ics": "The plan for any calendar, from the week chosen on the page of the plan on (else next "
    "Monday); what comes every week is one entry that repeats.",
    "csv": "Every figure in one long table, for other programs.",
    "json": "Everything as data, for other programs.",
}
MIMES = {
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "html": "text/html", "ics": "text/calendar", "csv": "text/csv", "json": "application/json",
}  # fmt: skip
_MEGABYTES = LARGEST_LOGO_BYTES // 1_000_000
_MADE = "_made_export"


def ask_format() -> str:
    """Ask which file is wanted."""
    chosen = st.pills(
        "Which file?", NAMES, format_func=lambda f: f"{NAMES[f]} (.{f})", default="pptx",
        key="export_format",
    ) or "pptx"  # fmt: skip
    st.markdown(TELLS[chosen])
    return str(chosen)


def ask_look(look_now: Look, document_format: str) -> dict[str, Any]:
    """Ask for title, colour and logo where the format shows them; all are filled in already."""
    default = title_for(look_now.answer.name)
    # Another look, another field: what was typed for one is never offered for the next.
    shown = (look_now.answer.name, look_now.accent, look_now.consultant, look_now.contact)
    mark = hashlib.sha256(repr(shown).encode()).hexdigest()[:8]
    if document_format == "ics":
        return {**_ask_by(look_now, mark), "entries": days_along()}
    title = st.text_input("Title", value=default, max_chars=120, key=owned(f"export_title_{mark}"),
                          persist_state="session")  # fmt: skip
    look = {**_ask_by(look_now, mark), "title": title.strip() or default}
    if document_format in ("csv", "json"):
        return look
    left, right = st.columns([1, 2], gap="large")
    colour = left.color_picker("Colour", value=look_now.accent, key=owned(f"export_accent_{mark}"),
                               persist_state="session")  # fmt: skip
    look |= {"accent": colour.upper(), "second": look_now.second}
    key = owned("export_logo")
    file = right.file_uploader(f"Logo (PNG or JPEG, at most {_MEGABYTES} MB)", key=key)
    logo = once_read(key, file, checked_logo)
    look["logo"] = logo.png if isinstance(logo, Logo) else look_now.logo
    if warned := logo.note if isinstance(logo, Logo) else plain(str(logo or "")):
        right.warning(warned)
    if look["logo"] is not None:
        right.image(look["logo"], width=160)
    if document_format == "pptx":
        look |= _ask_slides()
    return look


def _ask_by(look: Look, mark: str) -> dict[str, Any]:
    """Ask who stands on it as its maker; what the workspace knows is filled in."""
    left, right = st.columns([1, 2], gap="large")
    by = left.text_input("Prepared by", look.consultant, max_chars=120, placeholder="nobody named",
                         key=owned(f"export_consultant_{mark}"),
                         persist_state="session")  # fmt: skip
    how = right.text_input("Their contact", look.contact, max_chars=120,
                           placeholder="mail or telephone", key=owned(f"export_contact_{mark}"),
                           persist_state="session")  # fmt: skip
    return {"consultant": by.strip(), "contact": how.strip()}


def _ask_slides() -> dict[str, Any]:
    """Ask which slides, and whether the appendix follows."""
    with st.expander("Choose slides"):
        chosen = st.multiselect(
            "Slides", list(TALK), default=list(TALK), format_func=TALK.__getitem__,
            placeholder="All of them", key=owned("export_slides"), persist_state="session",
        )  # fmt: skip
        appendix = st.checkbox("With the appendix: every detail and source",
                               key=owned("export_appendix"), persist_state="session")  # fmt: skip
    found: dict[str, Any] = {"appendix": appendix}
    if chosen and len(chosen) < len(TALK):
        found["sections"] = [code for code in TALK if code in chosen]
    return found


def make(
    r: Recommendation, answers: dict[str, Any], document_format: str, look: dict[str, Any]
) -> None:
    """Offer to make the file; once it is made, offer it until something changes."""
    key = _fingerprint(answers, document_format, look)
    typed = [str(look.get(one, "")) for one in ("title", "consultant", "contact")]
    if document_format == "pdf" and (missing := unprintable(" ".join([*typed, r.name, r.place]))):
        st.warning(plain(words("unprintable", letters=missing[:20])), icon=":material/info:")
    if st.button("Make the file", type="primary", key="export_make"):
        content = _build(r, answers, document_format, look)
        if content is not None:
            st.session_state[_MADE] = (key, content)
            st.session_state[FILE_MADE] = NAMES[document_format]
            keep_draft_beside()  # that a file was made, so that its loss can be said
    found = st.session_state.get(_MADE)
    if found is None and (gone := st.session_state.get(FILE_MADE)):
        st.info(f"The file made before ({plain(gone)}) was dropped when the page or the app was "
                "reloaded. Make it again.", icon=":material/restart_alt:")  # fmt: skip
    if found is not None and found[0] == key:
        size = len(found[1])
        shown = f"{size / 1e6:.1f} MB" if size > 1e6 else f"{max(1, round(size / 1e3))} kB"
        st.download_button(
            f"Take it: {NAMES[document_format]}, {shown}", found[1],
            f"{_stem(r.name)}.{document_format}", MIMES[document_format],
            on_click="ignore", type="primary", icon=":material/download:", key="export_take",
        )  # fmt: skip


def _fingerprint(answers: dict[str, Any], document_format: str, look: dict[str, Any]) -> str:
    logo = hashlib.sha256(look.get("logo") or b"").hexdigest()
    compared = [st.session_state.get(name) for name in (COMPARED, COMPARED_HIDDEN)]
    asked = [answers, document_format, {**look, "logo": logo}, compared]
    return json.dumps(asked, sort_keys=True, default=str)


def _build(
    r: Recommendation, answers: dict[str, Any], document_format: str, look: dict[str, Any]
) -> bytes | None:
    """Make the file with its progress shown; None where it cannot be made."""
    wanted = topics_in(r, document_format, appendix=look.get("appendix", False))
    named = {one.verb: one.part for one in topics.TOPICS}
    named |= {"sources": PARTS["sources"], "file": f"Writing: {NAMES[document_format]}"}
    steps = [*(verb for verb in named if verb in wanted), "sources", "file"]
    bar = st.progress(0.0, text="Beginning …")

    def step(verb: str) -> None:
        bar.progress(steps.index(verb) / len(steps), text=f"{named[verb]} …")

    try:
        insights = all_insights(answers, step, wanted)
        insights |= {} if document_format == "ics" else compared_along()
        profile = parse_profile(answers)
        if (start := begins_on()) is not None:
            insights["plan"] = plan_for(r, profile, start)
        step("sources")
        evidence = sources_behind(r, insights)
        step("file")
        content = export(r, insights, document_format, evidence=evidence,
                         date=datetime.date.today(), profile=profile, whose=owner(),
                         judged=None if document_format == "ics" else ledger_page(answers),
                         **look)  # fmt: skip
    except AdvisorError as refused:
        bar.empty()
        st.warning(plain(str(refused)), icon=":material/info:")
        return None
    bar.progress(1.0, text="Ready.")
    return content


def _stem(name: str) -> str:
    return "-".join(part for part in ("marketing-strategy", file_name(name)) if part)
