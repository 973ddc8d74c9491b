"""The owner's own mix beside the best one by channel, and the owner's own figures and results."""

from __future__ import annotations

import streamlit as st

from advisor.errors import ProfileError
from advisor.explain.what_if_words import customers_texts
from advisor.explain.wording import amount, exact, range_text
from advisor.insight.what_if import OpenBudgets
from advisor.output.what_if_mixes import brings_chart
from advisor.results import Outcome
from advisor.ui.components import plain, show, table_of
from advisor.ui.mix_forms import (
    Rows,
    ask_figures,
    ask_own_mix,
    ask_results,
    complete_figures,
    complete_mix,
    complete_results,
)
from advisor.ui.tried import form_of, key, rows_of
from advisor.ui.words import STRATEGIES

OWN = "your mix"
_SAME, _WITHIN = "the best of the same effort", "the best within my hours and money"
_SHORT = {_SAME: "best, same effort", _WITHIN: "best, your budgets"}


def show_own_mix(now: OpenBudgets, text: str, before: Outcome, after: Outcome) -> None:
    """Take the owner's own mix and show it beside the best one, by channel, same draws."""
    st.markdown("Put in what you do today, or a mix somebody suggested: it is judged in the "
                "same simulations as ours.")  # fmt: skip
    left, right = st.columns(2, gap="large")
    with left:
        ask_own_mix(rows_of("present_mix", complete_mix, "own"), now.currency)
    present = complete_mix(form_of("present_mix"))
    with right:
        if not present:
            st.info("Nothing yet. Add a channel, and say how much.")
            return
        try:
            found = now.beside(present, after.hours, after.money)
        except ProfileError as refused:
            st.warning(plain(str(refused)), icon=":material/info:")
            return
        which = st.radio("Compare it with", [_SAME, _WITHIN], key=key("beside"), horizontal=True)
        full = st.toggle(
            "At full effect, without the run-up", key=key("full"),
            help="A month after the run-up, for what runs already; else the average of all months.",
        )  # fmt: skip
        best = found.same_effort if which == _SAME else found.best
        words = (OWN, _SHORT[which or _SAME])
        for name, why in found.own.left_out:
            st.warning(f"Not counted: {plain(name)}. {plain(why)}", icon=":material/info:")
        for sentence in _as_judged(present, found.own, now.currency):
            st.caption(plain(sentence))
        _show_totals(found.own, best, words, now.currency)
        show(brings_chart((found.own, best), words, now.currency, full_effect=full), key="try_own")


def _show_totals(own: Outcome, best: Outcome, words: tuple[str, str], currency: str) -> None:
    mixes = (own, best)
    table_of(
        ("In all", *(w[0].upper() + w[1:] for w in words)),
        [
            ("The way", *(STRATEGIES[m.call] if m.call else "nothing" for m in mixes)),
            ("Your hours a week", *(exact(m.hours_used) for m in mixes)),
            (f"{currency} a month", *(amount(m.money_used, currency) for m in mixes)),
            ("New customers", *customers_texts(*(m.totals.customers for m in mixes))),
            (
                f"Left for you, {currency} a month",
                *(range_text(m.totals.net_contribution) for m in mixes),
            ),
            ("Worth to you in all, points", *(f"{m.utility:.2f}" for m in mixes)),
        ],
    )


def _as_judged(present: Rows, own: Outcome, currency: str) -> list[str]:
    """Say where the level that is judged is not what was typed."""
    sentences = []
    for item in own.allocation:
        typed = present.get(item.channel)
        if typed is None:
            continue
        hours, money = typed.get("hours_per_week"), typed.get("money_per_month")
        far = hours is not None and abs(hours - item.hours_per_week) > 0.26
        dear = money is not None and abs(money - item.money_per_month) > max(10, 0.1 * money)
        if far or dear:
            sentences.append(
                f"{item.name} is judged at its nearest known level: "
                f"{exact(item.hours_per_week)} h a week and "
                f"{amount(item.money_per_month, currency)} {currency} a month."
            )
    return sentences


def show_own_figures(now: OpenBudgets, text: str, before: Outcome, after: Outcome) -> None:
    """Take the owner's own figures and results in place of ours."""
    left, right = st.columns(2, gap="large")
    with left:
        st.markdown("#### Figures you may know better")
        figures = now.figures(after.hours, after.money, most=6)
        if figures:
            st.caption(
                "Of all figures you could count, these matter most for the mix you try. A "
                "median alone will do; what you leave open stays ours."
            )
            ask_figures(rows_of("overrides", complete_figures, "figures"), figures, now.currency)
        else:
            st.info("No figure you could count decides anything here.")
    with right:
        st.markdown("#### What channels brought you so far")
        st.caption("Counts of your own move the forecast of a channel and narrow its range.")
        kept = rows_of("results", complete_results, "results")
        ask_results(kept, [i.channel for i in after.allocation if i.family != "private_network"])
