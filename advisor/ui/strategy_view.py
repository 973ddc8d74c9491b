"""The parts of the strategy page, each from the one Recommendation."""

from __future__ import annotations

import json

import streamlit as st

from advisor.explain.report import clearness, same_mix, text_report
from advisor.explain.wording import exact, range_text, two_figures
from advisor.output.charts import in_order, mix_chart, months_chart, payback_chart, worked_hours
from advisor.output.comparisons import evidence_chart, people_chart, strategies_chart
from advisor.results import AllocationItem, Recommendation, StrategyResult, to_json
from advisor.ui.components import keys_of, often, plain, reason_list, show, sources_of, table_of
from advisor.ui.saving import offer_saving
from advisor.ui.sharing import show_sharing
from advisor.ui.state import current_answers
from advisor.ui.words import AIMS, FAMILIES, GRADES, STRATEGIES, hours, money

_WHO = {"owner": "you", "staff": "your staff", "manager": "a manager"}


def show_headline(r: Recommendation) -> None:
    """Show the call, for whom, and how clear it is."""
    st.title(r.headline)
    st.markdown(", ".join(plain(part) for part in (r.name, r.sector_name, r.place) if part))
    if r.strategy.call is not None and r.strategy.shares is not None:
        st.markdown(f"**How clear:** {plain(clearness(r))} {_others_win(r)}")


def _others_win(r: Recommendation) -> str:
    """Say in how many worlds each other way is the best; one that leads is told already."""
    shares = r.strategy.shares or {}
    if r.strategy.call is None or max(shares.values(), default=0.0) > shares[r.strategy.call]:
        return ""
    told = [
        f"“{STRATEGIES[way.id]}” in {100 * shares.get(way.id, 0.0):.0f} %"
        for way in r.strategy.all
        if way.id != r.strategy.call and shares.get(way.id, 0.0) >= 0.01
    ]
    return f"In the others it is {' and '.join(told)}." if told else ""


def show_mix(r: Recommendation) -> None:
    """Show the mix as one picture with what it takes of the budgets."""
    st.header("The mix")
    budgets, customers = r.budgets, r.totals.customers
    columns = st.columns(3)
    columns[0].metric(
        "Your hours a week", hours(budgets.owner_hours.used),
        f"of {hours(budgets.owner_hours.given)}", delta_color="off", delta_arrow="off",
    )  # fmt: skip
    columns[1].metric(
        "Money a month", money(budgets.money.used, r.currency),
        f"of {money(budgets.money.given, r.currency)}", delta_color="off", delta_arrow="off",
    )  # fmt: skip
    columns[2].metric(
        "New customers a month", f"{two_figures(customers.p5)} to {two_figures(customers.p95)}",
        f"middle {two_figures(customers.p50)}", delta_color="off", delta_arrow="off",
    )  # fmt: skip
    show(mix_chart(r, FAMILIES), key="mix")
    for what, budget in (
        (f"{exact(budgets.owner_hours.unspent)} of your hours a week", budgets.owner_hours),
        (f"{exact(budgets.staff_hours.unspent)} staff hours a week", budgets.staff_hours),
        (f"{money(budgets.money.unspent, r.currency)} a month", budgets.money),
    ):
        if budget.unspent > 1e-9:
            st.markdown(f"{what} stay unspent. {plain(budget.reason)}")
    if r.hire is not None and r.hire.sentence:
        st.markdown(f"**Yourself or a manager:** {plain(r.hire.sentence)}")
    with st.expander("One by one: hours, money and what each brings", key="items_open"):
        items = in_order(r)
        keys = keys_of(item.channel for item in items)
        for k, item in enumerate(items):
            if k % 2 == 0:
                pair = st.columns(2, gap="medium")
            with pair[k % 2].container(border=True, height="stretch"):
                _show_item(r, item, keys[k])


def _show_item(r: Recommendation, item: AllocationItem, key: str) -> None:
    times = f" x {item.units}" if item.units and item.units > 1 else ""
    worked = exact(worked_hours(item)) + (" hour" if worked_hours(item) == 1 else " hours")
    who = " and ".join(_WHO[d] for d in item.done_by)
    cost = f"{money(item.money_per_month, r.currency)} a month" if item.money_per_month else "free"
    start = f", from month {item.start_month} on" if item.start_month > 1 else ""
    sure = (
        f" Chosen in {100 * item.share_of_worlds:.0f} % of the worlds."
        if item.share_of_worlds is not None
        else ""
    )
    st.markdown(
        f"**{item.name}{times}**  \n{worked} a week by {who}; {cost}; aimed at "
        f"{AIMS[item.aim]}{start}.  \nBrings {often(item.customers, 'new customers')}.{sure}"
    )
    sources = st.popover(
        "Sources", type="tertiary", icon=":material/menu_book:", on_change="rerun",
        key=f"from_{key}",
    )  # fmt: skip
    if sources.open:
        with sources:
            sources_of(item.channel, r.sector)


def show_expectation(r: Recommendation) -> None:
    """Show what to expect by when, with ranges, and when it pays back."""
    st.header("What to expect, by when")
    st.markdown(
        "Nine times in ten within these ranges, as often above the middle as below it. About "
        f"{two_figures(r.base_line)} new customers a month would come without any of this; they "
        "are not counted here."
    )
    last = len(r.by_month)
    marks = sorted({m for m in (3, 6, 12, 24) if m <= last} | {last})
    header = ("Month", "New customers", f"Gross profit, {r.currency}", "People who take notice")
    rows = []
    for mark in marks:
        month = r.by_month[mark - 1]
        ranges = (month.customers, month.gross_profit, month.people_aware)
        rows.append((str(mark), *(range_text(values) for values in ranges)))
    table_of(header, rows)
    with st.container(key="screen_only_months"):
        names = ("Month by month", "The money back", "From being seen to buying")
        months, money_back, people = st.tabs(names, key="expectation", on_change="rerun")
        for tab, chart, key in (
            (months, months_chart, "months"),
            (money_back, payback_chart, "payback"),
            (people, people_chart, "people"),
        ):
            if tab.open:
                with tab:
                    show(chart(r), key=key)
    st.markdown(
        f"{plain(payback_chart(r).title)}. After the money, and after your hours at what they are "
        "worth, a month leaves "
        f"**{plain(range_text(r.totals.net_contribution, r.currency))}**."
    )


def show_why(r: Recommendation) -> None:
    """Show the three strongest reasons and what to fix first."""
    st.header("Why")
    best = sorted((c for c in r.channels if c.in_mix), key=lambda c: (-c.score, c.channel))[:3]
    for channel in best:
        st.markdown(f"**{channel.name}**")
        reason_list(channel.reasons[:2])


def show_fix_first(r: Recommendation) -> None:
    """Show what leaks before any channel works."""
    if r.fix_first:
        st.subheader("Fix first")
        reason_list(r.fix_first)


def show_nothing(r: Recommendation) -> None:
    """Show what the first two hours would do when nothing can be recommended."""
    st.markdown(
        "No mix within these hours and this money is worth more to you than what it costs. "
        "That is an answer: keep the hours for your customers, or try this first."
    )
    if r.first_two_hours:
        st.subheader("What the first two hours a week would do")
    for step in r.first_two_hours:
        brings = f" Brings {often(step.customers, 'new customers')}." if step.customers else ""
        st.markdown(f"- {plain(step.sentence)}{plain(brings)}")


def show_others(r: Recommendation) -> None:
    """Show the three strategies side by side, each at its own best."""
    st.header("The three ways, each at its best")
    picture = strategies_chart(r, STRATEGIES)
    if r.strategy.call is None:
        st.markdown(f"**{plain(picture.title)}.**")
    else:
        show(picture, key="strategies")
    seen: list[StrategyResult] = [w for w in r.strategy.all if w.id == r.strategy.call]
    box = st.expander("The three ways in words", key="ways_open")
    columns = box.columns(3, gap="medium")
    for column, way in zip(columns, r.strategy.all, strict=True):
        with column.container(border=True, height="stretch"):
            mark = " (recommended)" if way.id == r.strategy.call else ""
            st.markdown(f"**{STRATEGIES[way.id]}**{mark}")
            twin = next((w for w in seen if w is not way and same_mix(w, way)), None)
            if twin is not None:
                st.markdown(f"The same mix as “{STRATEGIES[twin.id]}”.")
            else:
                _show_way(r, way)
            seen.append(way)


def _show_way(r: Recommendation, way: StrategyResult) -> None:
    names = ", ".join(
        f"{i.name} x {i.units}" if i.units and i.units > 1 else i.name for i in way.allocation
    )
    st.markdown(plain(names) or "Nothing is worth its cost here.")
    best = max(other.utility for other in r.strategy.all)
    sentences = [
        f"To you it is worth {100 * (best - way.utility) / best:.0f} % less."
        if reason.code == "strategy_behind" and best > 0
        else reason.sentence
        for reason in way.reasons
    ]
    if way.allocation:
        month = way.payback.month
        back = f"in month {month}" if month else f"only after {r.horizon_months} months, if at all"
        sentences.append(f"The money is back {back}.")
    reason_list((), *sentences)


def show_certainty(r: Recommendation) -> None:
    """Show warnings, what the outcome rests on and what knowing more would bring."""
    st.header("How sure is this?")
    judged = round(100 * r.evidence.get("judgement", 0.0))
    if r.evidence:
        st.markdown(
            f"{100 - judged} % of the outcome rests on reported or measured figures, {judged} % on "
            "our judgement."
        )
    for warning in r.warnings:
        st.warning(plain(warning.sentence), icon=":material/info:")
    if r.evidence:
        evidence = st.expander("What it rests on, and what knowing more would bring",
                               key="evidence_open", on_change="rerun")  # fmt: skip
        if evidence.open:
            with evidence:
                show(evidence_chart(r, GRADES), key="evidence")
                _show_knowledge(r)
    else:
        with st.container(key="screen_only_knowledge"):
            _show_knowledge(r)


def _show_knowledge(r: Recommendation) -> None:
    if r.perfect_knowledge is not None:
        gain = r.perfect_knowledge.gain.net_contribution
        worth = (
            f"at most about {two_figures(gain)} {r.currency} a month more"
            if gain > 0
            else "nothing more in money"
        )
        st.markdown(
            "**If you could know everything.** Knowing beforehand how every uncertain figure turns "
            f"out, you would choose a better mix; it would bring {worth}. No trial and no survey "
            "can be worth more than that."
        )
    st.caption(f"Is there a better mix under these figures? {plain(r.optimality.claim)}")


def show_keeping(r: Recommendation) -> None:
    """Offer the answers and the recommendation as files to keep."""
    st.header("Keep it")
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
        f"Tables of {r.versions.data}, {r.draws} draws, {r.worlds} worlds, seed {r.seed}."
    )
    show_sharing()
    offer_saving()
