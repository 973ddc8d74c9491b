"""Present: one finding a screen, in the client's name and colour, with a live what-if.

The screens are the sections of the same document that exports are made of, so what is said in the
room and what is handed over agree.  An insight is worked out when its screen is reached.
"""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

import streamlit as st

from advisor.errors import ProfileError
from advisor.explain.export_words import PARTS, words
from advisor.explain.section import Drawing, Section
from advisor.insight import topics
from advisor.insight.topics import Topic
from advisor.output.chart import Chart
from advisor.output.drawings import drawing_chart
from advisor.output.export.compose import Document, compose, topic_sections
from advisor.output.export.style import mixed, readable
from advisor.report.sections import ORDER
from advisor.results import Recommendation
from advisor.ui.along import compared_along
from advisor.ui.client_look import Look, look_of
from advisor.ui.components import plain
from advisor.ui.needed import insight_for, sources_behind, work_ahead
from advisor.ui.present_tried import ask_what_if, changed_answers, tell_change
from advisor.ui.session_owner import SLIDE
from advisor.ui.state import current_answers, recommendation_for

_LABEL = "Speaker's window"
_HELP = "Opens the notes in a window of their own: leave it on your screen, show this one."
_NOTES_STYLE = """.notes { font: inherit; color: inherit; background: none; cursor: pointer;
  border: 1px solid rgba(127, 140, 139, .5); border-radius: .5rem; padding: .45rem .75rem;
  white-space: nowrap; }"""


@st.cache_resource
def _component() -> Any:
    script = Path(__file__).with_name("speaker.js").read_text(encoding="utf-8")
    return st.components.v2.component("advisor_speaker", js=script, css=_NOTES_STYLE)


def speaker(at: str, title: str, notes: Sequence[str], following: str) -> None:
    """Listen to a clicker, fit the screen, and tell the speaker's window what to say.

    `at`: where the talk stands.  `following`: what comes next; empty at the end.
    """
    _component()(
        key="present_speaker", height="content",
        data={"label": _LABEL, "help": _HELP, "at": at, "title": title, "notes": list(notes),
              "next": following},
    )  # fmt: skip


NOTES = "present_notes"
_SAID = "_present_said"  # title and notes of the screen, for the speaker's window
_MOST_ROWS, _MOST_SENTENCES, _DENSE = 10, 5, 380  # rows, sentences, letters
_OVER_TABLE = 3  # sentences above a table of more than so many rows
_MANY_ROWS = 5
_LONG_TITLE, _UNDER_LONG = 110, 2  # letters, and sentences between such a title and a table
_ROWS = {"bars": (9, 46, 100), "ranges": (6, 74, 150)}  # at most; pixels of each, low and high
_LOWEST, _HIGHEST, _AXIS = 360, 560, 70  # pixels of a chart: it takes the room its text leaves
_INK_SIZE = 18  # pixels of the words of a chart, to be read from the last row
_LINE, _LETTERS = 40, 62  # pixels of a line beyond the title's first, letters on a line
_STYLE = """<style>
header, [data-testid="stHeader"], [data-testid="stSidebar"], [data-testid="stToolbar"],
[data-testid="stSidebarCollapsedControl"], [data-testid="stExpandSidebarButton"] {
  display: none !important; }
.stMainBlockContainer { max-width: max(1240px, 90vw) !important;
  padding: 1.6rem 2.2rem 2.6rem !important; }
.stMainBlockContainer::before { content: ""; position: fixed; inset: 0 auto 0 0; width: 12px;
  background: linear-gradient(to right, ACCENT 9px, SECOND 9px); }
.st-key-present_screen h1 { font-size: clamp(1.9rem, 3.6vw, 3.1rem); line-height: 1.15;
  padding: 0 0 .6rem; }
.st-key-present_screen p, .st-key-present_screen li { font-size: clamp(1.05rem, 1.6vw, 1.45rem);
  line-height: 1.45; }
.st-key-present_screen td, .st-key-present_screen th { font-size: clamp(.95rem, 1.25vw, 1.15rem); }
.st-key-present_screen [data-testid="stTable"] [data-testid="stMarkdownContainer"],
.st-key-present_screen [data-testid="stTable"] [data-testid="stMarkdownContainer"] * {
  max-width: none; }
.st-key-present_part p { color: INK !important; font-weight: 700; letter-spacing: .02em;
  font-size: 1.1rem; }
.st-key-present_screen [data-testid="stMetricValue"] { font-size: clamp(1.3rem, 2.2vw, 1.9rem);
  color: INK; }
.st-key-present_screen [data-testid^="stMetric"] * { white-space: normal !important;
  overflow: visible !important; }
.st-key-present_screen [data-testid="stMetricValue"] p { font-size: inherit; color: inherit; }
.st-key-present_dense p, .st-key-present_dense li { font-size: clamp(.95rem, 1.25vw, 1.12rem); }
.st-key-present_chart .js-plotly-plot { zoom: calc(1 / var(--grown, 1)); } /* measured as seen */
.st-key-present_cover { padding-top: 12vh; }
.st-key-present_screen [data-testid="stCaptionContainer"] p { font-size: 1rem; }
.st-key-present_bar { position: fixed; left: 12px; right: 0; bottom: 0; z-index: 99;
  box-sizing: border-box; width: auto !important; max-width: calc(100vw - 12px);
  padding: .55rem 2.2rem; background: var(--background-color, Canvas);
  border-top: 1px solid rgba(127, 140, 139, .35); }
@media (max-width: 640px) {
  .stMainBlockContainer { padding: 1.2rem 1.2rem 9rem 1.6rem !important; }
  .st-key-present_chart .js-plotly-plot { zoom: calc(1 / var(--grown, 1)); } /* measured as seen */
.st-key-present_cover { padding-top: 4vh; }
  .st-key-present_bar { padding: .55rem .8rem; } }
</style>"""


class Screen(NamedTuple):
    """A screen: its code, and what shows it."""

    code: str
    show: Callable[[], None]


def present(base: Recommendation) -> None:
    """Show the screen the speaker is at, and the bar; the what-if starts from `base`."""
    answers = changed_answers(base)
    r, refused = base, ""
    if answers != current_answers():
        try:
            with st.spinner("Choosing again …"):
                r = recommendation_for(answers)
        except ProfileError as error:
            refused = plain(str(error))
    look = look_of(r)
    _dress(look)
    document = compose(
        look.answer, compared_along(), accent=look.accent, logo=look.logo,
        consultant=look.consultant, contact=look.contact, second=look.second,
    )  # fmt: skip
    screens = _screens(document, r, answers)
    at = min(max(int(st.session_state.get(SLIDE, 0)), 0), len(screens) - 1)
    st.session_state[SLIDE] = at
    if refused:
        st.warning(refused)
    if r is not base:
        tell_change(base, r)
    st.session_state[_SAID] = (document.title, ())
    with st.container(key="present_screen"):
        screens[at].show()
    following = screens[at + 1].code if at + 1 < len(screens) else ""
    _bar(base, at, len(screens), following and f"Next: {PARTS.get(following, following)}")
    work_ahead(answers)


def _ink(colour: str) -> str:
    """Return the client's colour as it can be read on the page's background."""
    accent = readable(colour)
    dark = getattr(st.context.theme, "type", None) == "dark"
    return mixed(accent, "#FFFFFF", 0.55) if dark else accent


def _dress(look: Look) -> None:
    # All are checked as #rrggbb: nothing else of a client goes into a style.
    style = _STYLE.replace("ACCENT", look.accent).replace("SECOND", look.second or look.accent)
    ink = readable(look.accent)
    both = f"light-dark({ink}, {mixed(ink, '#FFFFFF', 0.55)})"  # follows the device by itself
    st.html(style.replace("INK", both))


def _screens(document: Document, r: Recommendation, answers: dict[str, Any]) -> list[Screen]:
    """Return the screens in the order of the talk."""

    def section(found: Section) -> Screen:
        return Screen(found.code, lambda: _show(found, document.accent))

    def insight(topic: Topic) -> Screen:
        def show() -> None:
            found = topic_sections(topic, insight_for(topic.verb, answers), None)
            if found:  # the other findings are for the speaker
                _show(found[0], document.accent, tuple(one.title for one in found[1:]))

        return Screen(topic.verb, show)

    main = document.of("main")
    found = [Screen("cover", lambda: _cover(document, r))]
    for code in ORDER:
        found += [section(one) for one in main if one.code == code]
        if code == "answer":  # then what compares scenarios, which is no part of the answer
            found += [section(one) for one in main if one.code not in ORDER]
        if r.allocation:
            found += [insight(one) for one in topics.TOPICS if one.after == code]
    found.append(Screen("sources", lambda: _sources(r)))
    return found


def _cover(document: Document, r: Recommendation) -> None:
    """Show for whom and of when this is, and the answer in one sentence."""
    with st.container(key="present_cover"):
        if document.logo is not None:
            st.image(document.logo.png, width=260)
        st.title(plain(document.title))
        lines = [document.who, _today()]
        st.markdown(plain(", ".join(part for part in lines if part)))
        if document.prepared:
            st.markdown(plain(document.prepared))
        st.subheader(plain(r.headline), divider="gray")
        st.caption(plain(document.versions))


def _today() -> str:
    day = datetime.now(UTC)
    return f"{day.day} {day:%B %Y}"


def _show(section: Section, accent: str, further: tuple[str, ...] = ()) -> None:
    """Show a section: finding large, cards or picture, sentences; `further` is for the speaker."""
    alt = section.drawing.alt if section.drawing else ""
    said = (*section.sentences, alt, *section.notes, *further)
    st.session_state[_SAID] = (section.title, said)
    with st.container(key="present_part"):
        st.markdown(plain(section.part))
    st.title(plain(section.title))
    if section.cards:
        for column, card in zip(st.columns(len(section.cards)), section.cards, strict=True):
            column.metric(card.label, card.value, card.beside, delta_color="off",
                          delta_arrow="off")  # fmt: skip
    if section.drawing is not None:
        beside = bool(section.sentences) or bool(section.table and section.table.brief)
        left, right = st.columns([3, 2], gap="large") if beside else (st.container(), None)
        with left, st.container(key="present_chart"):
            chart = _fitted(section, section.drawing, accent)
            st.plotly_chart(
                chart.figure, key=f"present_{section.code}", width="stretch", alt=chart.alt,
                config={"displayModeBar": False, "responsive": True},
            )  # fmt: skip
        if right is not None:
            with right:
                if section.table is not None and section.table.brief:
                    _table(section, section.table.brief)
                _sentences(section)
    else:
        _sentences(section)
        if section.table is not None:
            _table(section, tuple(range(len(section.table.columns))))
    for note in section.notes[:1]:  # the others are for the speaker
        st.caption(plain(note))
    if st.session_state.get(NOTES):
        _speaker(section, further)


def _fitted(section: Section, drawing: Drawing, accent: str) -> Chart:
    """Return a drawing as high as the room that its text leaves, with the rows that fit there."""
    lines = len(section.title) // _LETTERS + len(section.notes[:1])
    room = _HIGHEST - _LINE * lines
    if drawing.kind in _ROWS:
        most, low, high = _ROWS[drawing.kind]
        drawing = drawing.first(min(most, (room - _AXIS) // low))
        wanted = _AXIS + high * len(drawing.labels)
    else:
        wanted = room
    chart = drawing_chart(drawing, section.title, _ink(accent))
    chart.figure.update_layout(font={"size": _INK_SIZE}, height=max(_LOWEST, min(wanted, room)))
    # The theme's own sizes are smaller, unless they are given one by one.
    chart.figure.update_xaxes(tickfont_size=_INK_SIZE, title_font_size=_INK_SIZE)
    chart.figure.update_yaxes(tickfont_size=_INK_SIZE, title_font_size=_INK_SIZE)
    chart.figure.update_annotations(font_size=_INK_SIZE)
    return chart


def _shown_first(section: Section) -> int:
    """Return how many sentences the room sees."""
    table = section.table if section.drawing is None else None
    if table is not None and len(section.title) > _LONG_TITLE:
        return _UNDER_LONG
    return _MOST_SENTENCES if table is None or len(table.rows) <= _MANY_ROWS else _OVER_TABLE


def _sentences(section: Section) -> None:
    """Show the first sentences, smaller where they are long; the others are for the speaker."""
    sentences = section.sentences[: _shown_first(section)]
    dense = section.drawing is not None and sum(map(len, sentences)) > _DENSE
    with st.container(key="present_dense" if dense else "present_text"):
        st.markdown("\n".join(f"- {plain(s)}" for s in sentences))


def _table(section: Section, columns: tuple[int, ...]) -> None:
    assert section.table is not None
    table = section.table.part(columns)
    heads = [plain(name) for name in table.heads]
    rows = [dict(zip(heads, map(plain, row), strict=True)) for row in table.words[:_MOST_ROWS]]
    st.table(rows, hide_index=True)
    if len(table.rows) > _MOST_ROWS:
        st.caption(words("drawn_of", shown=_MOST_ROWS, count=len(table.rows)))


def _speaker(section: Section, further: tuple[str, ...]) -> None:
    """Show what the speaker may say, apart from what the room sees first."""
    with st.container(border=True, key="present_notes_box"):
        st.markdown("**For the speaker**")
        lines = [
            *section.sentences[_shown_first(section) :],
            section.drawing.alt if section.drawing else "",
        ]
        lines += [*section.notes[1:], *further]  # the first stands under the screen
        if section.table is not None and section.drawing is not None:
            _table(section, tuple(range(len(section.table.columns))))
        st.markdown("\n".join(f"- {plain(t)}" for t in lines if t) or "Nothing more here.")


def _sources(r: Recommendation) -> None:
    known = sources_behind(r, {})
    with st.container(key="present_part"):
        st.markdown(PARTS["sources"])
    st.title(f"{len(known.sources)} sources behind this")
    st.markdown(words("sources_note"))
    with st.container(height=430):
        for source in known.sources:
            title = plain(source.title)
            shown = f"[{title}]({source.url})" if source.url.startswith("http") else title
            st.markdown(f"{source.number}\\. {shown} ({', '.join(source.grades)})")


def _go(to: int) -> None:
    st.session_state[SLIDE] = to


def _notes(shown: bool) -> None:
    st.session_state[NOTES] = shown


def _bar(base: Recommendation, at: int, count: int, following: str) -> None:
    """Show back and forward, the what-if, the notes and the way out."""
    with st.container(key="present_bar", horizontal=True, vertical_alignment="center"):
        trying = st.session_state.get("present_if")
        typing = bool(getattr(trying, "open", trying))
        # While the what-if is open the arrow keys belong to its sliders.
        st.button("Back", key="present_back", icon=":material/arrow_back:", disabled=at == 0,
                  on_click=_go, args=(at - 1,), shortcut=None if typing else "Left")  # fmt: skip
        st.button("Next", key="present_next", icon=":material/arrow_forward:", type="primary",
                  disabled=at == count - 1, on_click=_go, args=(at + 1,),
                  shortcut=None if typing else "Right")  # fmt: skip
        st.markdown(f"{at + 1} / {count}")
        with st.popover("What if", icon=":material/tune:", key="present_if", on_change="rerun"):
            ask_what_if(base)
        # A button, since a switch would keep the arrow keys to itself once it was used.
        noted = bool(st.session_state.get(NOTES))
        icon = ":material/visibility:" if noted else ":material/visibility_off:"
        st.button("Notes", key="present_note", icon=icon, on_click=_notes, args=(not noted,),
                  shortcut="N")  # fmt: skip
        title, notes = st.session_state[_SAID]
        speaker(f"{at + 1} / {count}", title, [n for n in notes if n], following)
        if st.button("Leave", key="present_leave", icon=":material/close:"):
            st.switch_page("pages/strategy.py")
