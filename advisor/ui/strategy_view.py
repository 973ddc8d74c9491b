"""The strategy page below its first screen: sections of the documents, and its own widgets."""

import json

import streamlit as st

from advisor.explain.first_words import FIRST, in_time, unspent, what_would
from advisor.explain.gist import upper_first
from advisor.explain.ledger_words import basis_of, come_already
from advisor.explain.wording import amount, counted_text, exact, in_table, spent, two_figures
from advisor.output.charts import mix_chart, people_chart
from advisor.report.captions import in_order, payback_caption
from advisor.report.sections import (
    answer,
    expect,
    first_steps,
    more_ask_than_notice,
    payback,
    strongest,
)
from advisor.report.sources import by_source
from advisor.report.text import text_report
from advisor.report.ways import ways
from advisor.results import AllocationItem, Recommendation, to_json
from advisor.ui.components import (
    folded,
    keys_of,
    on_request,
    plain,
    reason_list,
    show,
    sources_of,
    table_of,
)
from advisor.ui.finding_parts import bullets, drawn, sentences_of, show_section, table_as_told
from advisor.ui.first_screen_view import order_line
from advisor.ui.session_owner import OWN, owner
from advisor.ui.sharing import show_sharing
from advisor.ui.state import current_answers, own_word
from advisor.ui.words import AIMS


def offer_saving() -> None:
    """Offer the open client's name and a button; nothing without an open client."""
    if owner() == OWN:
        return
    # The store is loaded for consultants only.
    from advisor.ui.scenarios_view import save_form
    from advisor.ui.workspace import notice_seen, open_client, show_notice

    client = open_client()
    if client is not None:
        show_notice()
        save_form(client, "save_from_strategy")
        if st.button("Back to the client", key="to_client", icon=":material/folder_shared:"):
            st.switch_page("pages/clients.py")
        notice_seen()


def show_mix(r: Recommendation) -> None:
    """Show what else is in the mix, what stays unspent, bets, and every channel in one table."""
    with folded("The whole mix", key="items"):
        rest = in_time(r)[FIRST:]
        if rest:
            lines = [f"- {order_line(i, r)}" for i in rest]
            st.markdown("\n".join(["Then, or beside the first three:", *lines]))
        sentences = [*unspent(r.budgets, r.currency), *(bet.sentence for bet in r.bets)]
        if r.hire is not None and r.hire.hired:
            sentences.append(r.hire.sentence)
        reason_list((), *sentences)
        _show_items(r)
        if r.ledger is not None:
            table_as_told(by_source(r.ledger, r.goal, r.currency, basis_of(r)).table)
        box = on_request("Hours and money as a picture, and where the figures come from",
                         "items_open")  # fmt: skip
        if box:
            with box:
                show(mix_chart(r), key="mix")
                items = in_order(r)
                for item, key in zip(items, keys_of(i.channel for i in items), strict=True):
                    _show_sources(r, item, key)


def _show_items(r: Recommendation) -> None:
    """Show the mix as a table whose customers add up to the total of the page."""
    times, period = basis_of(r)
    rows = []
    for item in in_time(r):
        brings = times * (
            item.customers.p50 if r.ledger is None
            else sum(r.ledger.by_channel.get(item.channel, {}).values())
        )  # fmt: skip
        money = amount(item.money_per_month, r.currency)
        rows.append((item.counted_name, exact(item.all_hours), money, in_table(brings)))
    total = times * r.totals.customers.p50
    hours = sum(item.all_hours for item in r.allocation)
    money = spent(r.budgets.money.used, r.budgets.money.given, r.currency)
    rows.append(("All together", exact(hours), money, two_figures(total)))
    table_of(
        ("Channel", "Hours a week", f"{r.currency} a month", f"New customers a {period}"), rows
    )
    if r.ledger is not None and len(r.allocation) > 1:
        st.caption(own_word(
            "Each channel's part of the total, so that they add up; most likely, by itself, it "
            "brings fewer customers."
        ))  # fmt: skip


def _show_sources(r: Recommendation, item: AllocationItem, key: str) -> None:
    sure = (
        f", chosen in {100 * item.share_of_worlds:.0f} % of the simulations"
        if item.share_of_worlds is not None
        else ""
    )
    box = st.popover(
        f"{item.name}: aimed at {AIMS[item.aim]}{sure}", type="tertiary",
        icon=":material/menu_book:", on_change="rerun", key=f"from_{key}",
    )  # fmt: skip
    if box.open:
        with box:
            sources_of(item.channel, r.sector)


def show_outlook(r: Recommendation) -> None:
    """Say in a few words what to expect, when the money is back, and how sure that is."""
    already = come_already(r)
    st.markdown(
        f"Nine times in ten this plan brings **{plain(_more_customers(r))}**. "
        f"{plain(f'{upper_first(already)}, by what you do and have today. ' if already else '')}"
        f"{plain(payback_caption(r).title)}. "
        f"{plain(_sure(r))}"
    )


def _sure(r: Recommendation) -> str:
    """Say how much of the outcome is judgement; the rest of it has a page."""
    judged = round(100 * r.evidence.get("judgement", 0.0))
    return f"{judged} % of this is our judgement." if judged else ""


def show_expectation(r: Recommendation) -> None:
    """Show what to expect by when, with ranges, and when it pays back."""
    with folded("Month by month", key="months"):
        by_month, back = expect(r), payback(r)
        sentences_of(back)
        table_as_told(by_month.table)
        box = on_request("As pictures", "pictures_open")
        if box is None:
            return
        with box:
            names = ("By month", "Money back", "Seen to bought")
            first, second, third = st.tabs(names, key="expectation", on_change="rerun")
            for tab, section in ((first, by_month), (second, back)):
                if tab.open:
                    with tab:
                        show(drawn(section), key=section.code)
            if third.open:
                with third:
                    show(people_chart(r), key="people")
                    for sentence in more_ask_than_notice(r):
                        st.caption(sentence)


def _more_customers(r: Recommendation) -> str:
    times, period = basis_of(r)
    return own_word(
        counted_text(r.totals.customers.times(times), period, f"new customers a {period}")
    )


def show_why(r: Recommendation) -> None:
    """Show the three strongest reasons; what there is to say of every channel is a click away."""
    with folded("Why these", key="why"):
        bullets(own_word(strongest(r)))


def show_fix_first(r: Recommendation) -> None:
    """Show what leaks before any channel works."""
    sentences = [fix.sentence for fix in r.fix_first]
    if len(sentences) == 1:
        st.markdown(f"**Fix first:** {plain(sentences[0])}")
    elif sentences:
        st.markdown("**Fix first**")
        reason_list((), *sentences)


def show_nothing(r: Recommendation) -> None:
    """Show what the first two hours would do when nothing can be recommended, and what would."""
    said, *near = answer(r).sentences
    st.markdown(plain(own_word(said)))
    for section in first_steps(r):
        st.subheader(section.title)
        reason_list((), *section.sentences)
    reason_list((), *near)
    if sentences := own_word(what_would(r)):
        st.markdown(f"**What would change it.** {plain(sentences)}")


def show_others(r: Recommendation) -> None:
    """Show how the three strategies compare, each at its own best, when asked for."""
    if box := on_request("The other strategies", "ways_open"):
        with box:
            show_section(ways(r))


# Warnings that are shown elsewhere: in the title, the share of judgement, the payback, the bets.
_ELSEWHERE = {"mostly_judgement", "loses", "loses_at_first", "even_at_first", "no_payback",
              "open_call", "bet"}  # fmt: skip


def show_care(r: Recommendation) -> None:
    """Show what to be careful about, where there is anything that is not said already."""
    shown = _ELSEWHERE | {question.code for question in r.questions}
    sentences = [warning.sentence for warning in r.warnings if warning.code not in shown]
    if sentences:
        with folded("What to watch", key="care"):
            reason_list((), *sentences)


def show_keeping(r: Recommendation) -> None:
    """Offer the answers and the recommendation as files, a print and a link to keep."""
    with st.expander("Keep, print or share", key="keeping_open"):
        _show_files(r)
        show_sharing()
    offer_saving()


def _show_files(r: Recommendation) -> None:
    columns = st.columns(3)
    answers = current_answers()
    columns[0].download_button(
        "My answers (to open again)", lambda: json.dumps(answers, indent=1, sort_keys=True),
        "my-business.json", "application/json", on_click="ignore", width="stretch",
    )  # fmt: skip
    columns[1].download_button(
        "The advice as text", lambda: text_report(r), "my-strategy.txt", "text/plain",
        on_click="ignore", width="stretch",
    )  # fmt: skip
    columns[2].download_button(
        "Everything as data (JSON)", lambda: to_json(r), "my-strategy.json", "application/json",
        on_click="ignore", width="stretch",
    )  # fmt: skip
    st.caption(
        "Or print this page: the print holds the advice and leaves the controls out. "
        f"Tables of {r.versions.data}, {r.draws} draws, {r.worlds} simulations, seed {r.seed}."
    )
