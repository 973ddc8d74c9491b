"""The answers of one client over time: what is on screen, kept, and looked at again."""

import streamlit as st

from advisor.errors import ConflictError, StoreError
from advisor.explain.gist import lower_first
from advisor.explain.names import in_a_row
from advisor.store import Client
from advisor.ui.components import plain, table_of
from advisor.ui.diary_view import day_words
from advisor.ui.session_owner import AS_KEPT
from advisor.ui.state import answer_named, current_answers
from advisor.ui.workspace import (
    back_to_latest,
    in_clients_currency,
    load_answers,
    note_kept,
    say,
    scenario_on_screen,
    seen_number,
    store,
)

_CHOSEN = ("sector", "country")  # by whoever began with the trade


def show_answers(client: Client) -> None:
    """Show whether the answers on screen are kept, keep them, open older ones."""
    st.header("Answers")
    history = store().clients.history(client.id)
    answers = current_answers()
    latest = history[0] if history else None
    same = latest is not None and answers in (latest.answers, in_clients_currency(latest.answers))
    _show_usual(client, answers)
    if latest is None:
        st.markdown("No answers are kept for this client yet.")
    elif same:
        st.markdown(f"On screen: the latest answers, kept on {day_words(latest.made_at)}.")
    else:
        names = [n for n in sorted({*answers, *latest.answers})
                 if answers.get(n) != latest.answers.get(n)]  # fmt: skip
        asked = "; ".join(lower_first(answer_named(n)) for n in names[:3])
        more = f"; and {len(names) - 3} more" if len(names) > 3 else ""
        scenario = scenario_on_screen(client)
        what = f"the scenario “{plain(scenario.name)}”: " if scenario else ""
        differ = "differs" if len(names) == 1 else "differ"
        st.markdown(
            f"On screen: {what}{len(names)} of the answers {differ} from the latest kept on "
            f"{day_words(latest.made_at)} ({asked}{more})."
        )
    keep, change, empty = st.columns(3)
    if keep.button(
        "Keep the answers on screen", key="keep_answers", width="stretch",
        disabled=not answers or (latest is not None and answers == latest.answers),
        help="They become the client's latest answers; those before stay in the list.",
    ):  # fmt: skip
        _keep(client, answers)
    if change.button("Change the answers", key="change_answers", width="stretch"):
        st.switch_page("pages/questionnaire.py")
    if latest is None and answers:
        if empty.button("Begin with none", key="begin_empty", width="stretch"):
            load_answers({})
            st.rerun()
    elif latest is not None and not same:
        empty.button("Back to the latest kept", key="load_latest", width="stretch",
                     on_click=back_to_latest)  # fmt: skip
    if len(history) > 1:
        with st.expander(f"All {len(history)} kept, the latest first"):
            for version in history:
                left, right = st.columns([4, 1], vertical_alignment="center")
                left.markdown(
                    f"**{version.number}** · {day_words(version.made_at)} · {len(version.answers)} "
                    "answers"
                )
                if right.button("Look at it", key=f"version_{version.id}", width="stretch"):
                    load_answers(version.answers)
                    st.rerun()


def usual_text(client: Client, answers: dict[str, object]) -> str:
    """Say which answers are still the usual ones of the trade; empty where none is."""
    begun = in_clients_currency(client.begun_with)
    usual = [n for n in client.begun_with if n not in _CHOSEN and answers.get(n) == begun[n]]
    if not usual:
        return ""
    named = plain(in_a_row([lower_first(answer_named(n)) for n in usual]))
    count = "1 of the answers is the usual one" if len(usual) == 1 else (
        f"{len(usual)} of the answers are the usual ones"
    )  # fmt: skip
    return f"{count} of the trade, not the client's own: {named}."


def _show_usual(client: Client, answers: dict[str, object]) -> None:
    """Say which answers are still the usual ones of the trade, until they are confirmed."""
    said = usual_text(client, answers)
    if not said:
        return
    st.warning(f"{said} Ask for them, or say that they are right.", icon=":material/contract_edit:")
    if st.button("They are right for this client", key="confirm_usual"):
        store().clients.confirm(client.id)
        say("From now on these are the client's own answers.")
        st.rerun()


def _keep(client: Client, answers: dict[str, object]) -> None:
    try:
        kept = store().clients.keep_answers(client.id, answers, seen=seen_number())
    except ConflictError as error:
        st.warning(
            "Not kept: other answers were kept in another window meanwhile. Both are here; keep "
            "yours again to make them the latest (theirs stay in the list).",
            icon=":material/call_split:",
        )
        table_of(
            ("", "Yours, not kept", "Kept there"),
            [(n, plain(error.mine[n]), plain(error.theirs[n])) for n in error.mine],
        )
        note_kept(st.session_state.get(AS_KEPT, {}), error.version)
        return
    except StoreError as error:
        st.warning(plain(str(error)))
        return
    note_kept(answers, kept.number)
    say(f"Kept as number {kept.number}.")
    st.rerun()
