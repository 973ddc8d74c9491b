"""The what-if page: what is tried beside the answers, and five ways to look at it."""

import math
from collections.abc import Mapping
from functools import partial

import streamlit as st

from advisor.errors import ProfileError
from advisor.explain.what_if_words import customers_texts, marginal_sentences
from advisor.explain.wording import amount, exact, given, range_text, spent, two_figures
from advisor.insight.what_if import OpenBudgets
from advisor.output.what_if_mixes import (
    MEASURES,
    Measure,
    Pin,
    brings_chart,
    budget_map,
    effort_chart,
)
from advisor.profile import FIELDS
from advisor.results import LeastFor, Outcome
from advisor.ui.components import on_request, plain, show, table_of
from advisor.ui.draft import keep_draft_beside
from advisor.ui.mix_forms import (
    Rows,
    ask_figures,
    ask_own_mix,
    ask_results,
    complete_figures,
    complete_mix,
    complete_results,
)
from advisor.ui.number_box import number_box
from advisor.ui.session_owner import owned
from advisor.ui.state import current_answers, own_word
from advisor.ui.tried import (
    budgets_for,
    changes,
    form_of,
    key,
    map_for,
    rows_of,
    solved_by,
    start_anew,
    tried_answers,
    try_value,
)
from advisor.ui.what_if_controls import ask_budgets, ask_more, show_trial
from advisor.ui.words import STRATEGIES

OWN = "your mix"
_WANTED = "what_if_wanted"  # of these answers only: a goal tried for one business is no other's
_SAME, _WITHIN = "the best of the same effort", "the best within my hours and money"
_SHORT = {_SAME: "best, same effort", _WITHIN: "best, your budgets"}


def _show_own_mix(now: OpenBudgets, after: Outcome) -> None:
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
            said = own_word(f"{plain(name)}. {plain(why)}")
            st.warning(f"Not counted: {said}", icon=":material/info:")
        for sentence in _as_judged(present, found.own, now.currency):
            st.caption(plain(own_word(sentence)))
        _show_totals(found.own, best, words, now.currency)
        show(brings_chart((found.own, best), words, now.currency, full_effect=full), key="try_own")


def _show_totals(own: Outcome, best: Outcome, words: tuple[str, str], currency: str) -> None:
    mixes = (own, best)
    table_of(
        ("In all", *(w[0].upper() + w[1:] for w in words)),
        [
            ("Strategy", *(_strategy(m, "nothing") for m in mixes)),
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


def _show_own_figures(now: OpenBudgets, after: Outcome) -> None:
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


BEFORE, AFTER = "your answers", "what if"


@st.fragment
def show_what_if() -> None:
    """Show the controls and everything that follows them; only this part runs again."""
    answers = current_answers()
    base = budgets_for(solved_by(answers))
    left, right = st.columns([2, 3], gap="large")
    with left:
        ask_budgets(base)
        text = solved_by(tried_answers())
        try:
            now = budgets_for(text)
        except ProfileError as refused:
            st.warning(plain(str(refused)), icon=":material/info:")
            now, text = base, solved_by(answers)
        if more := on_request("Reach, manager, what matters, channels", "try_more"):
            with more:
                ask_more(now)
    before = base.at(*_budgets(answers))
    after = now.at(*_budgets(tried_answers()))
    with right:
        show_beside(before, after, base.currency, changed=is_moved())
        for sentence in after.wishes:
            st.warning(plain(own_word(sentence)), icon=":material/info:")
    show_trial(base.currency)
    views = {
        "The mix": partial(_show_mix, now, before, after),
        "Hours and money": partial(_show_map, now, text, before, after),
        "The least for a goal": partial(_show_least, now, after),
        "My own mix": partial(_show_own_mix, now, after),
        "My own figures": partial(_show_own_figures, now, after),
    }
    view = st.segmented_control(  # none before one is asked for or something is tried
        "Look at", list(views), default=st.session_state.get("what_if_view"), key=key("view"),
        on_change=_look, width="stretch", label_visibility="collapsed",
    ) or (next(iter(views)) if is_moved() else None)  # fmt: skip
    if view is not None:
        views[view]()
    keep_draft_beside()


def is_moved() -> bool:
    """Say whether anything is tried that can change the answer; an own mix changes none."""
    return bool(set(changes()) - {"present_mix"})


def _strategy(mix: Outcome, nothing: str) -> str:
    """Return the strategy of a mix; none is singled out among those that come to the same."""
    if mix.call is None:
        return nothing
    if mix.call not in mix.alike:
        return STRATEGIES[mix.call]
    every = len(mix.alike) == len(STRATEGIES)
    return "All three alike" if every else " or ".join(STRATEGIES[one] for one in mix.alike)


def _budgets(answers: Mapping[str, float]) -> tuple[float, float]:
    return float(answers.get("hours_per_week") or 0), float(answers.get("money_per_month") or 0)


def _look() -> None:
    st.session_state["what_if_view"] = st.session_state[key("view")]


def show_beside(before: Outcome, after: Outcome, currency: str, *, changed: bool) -> None:
    """Show the answer as it stands beside what is tried: the call, customers, what is left."""
    header = ("In all", "Your answers", *(["What if"] if changed else []))
    mixes = (before, after) if changed else (before,)
    money = [(spent(m.money_used, m.money, currency), given(m.money, currency)) for m in mixes]
    left = f"Left for you, {currency} a month"
    rows = [
        ("Strategy", *(_strategy(m, "Nothing yet") for m in mixes)),
        ("New customers", *customers_texts(*(m.totals.customers for m in mixes))),
        (left, *(range_text(m.totals.net_contribution) for m in mixes)),
        ("People who take notice a month", *(range_text(m.totals.people_aware) for m in mixes)),
        ("Your hours a week", *(f"{exact(m.hours_used)} of {exact(m.hours)} h" for m in mixes)),
        (f"Money, {currency} a month", *(f"{used} of {whole}" for used, whole in money)),
        ("Channels", *(f"{len(m.allocation)}{', with a manager' if m.hired else ''}"
                       for m in mixes)),
    ]  # fmt: skip
    table_of(header, rows)
    if not changed:
        st.caption("Change something: your answers stay as they are.")


def _show_mix(now: OpenBudgets, before: Outcome, after: Outcome) -> None:
    if not (before.allocation or after.allocation):
        st.info("No channel is worth its cost with these hours and this money.")
        return
    if is_moved():
        chart = effort_chart((before, after), (BEFORE, AFTER), now.currency)
    else:
        chart = effort_chart((before,), (BEFORE,), now.currency)
    show(chart, key="try_mix")


def _show_map(now: OpenBudgets, text: str, before: Outcome, after: Outcome) -> None:
    measures = list(MEASURES)
    chosen = st.session_state.get("what_if_measure", measures[0])
    measure: Measure = st.segmented_control(
        "Show", measures, default=chosen, format_func=lambda m: own_word(MEASURES[m]),
        key=key("measure"), on_change=_choose_measure,
    ) or chosen  # fmt: skip
    pins = [Pin("you", before.hours, before.money)]
    if (after.hours, after.money) != (before.hours, before.money):
        pins.append(Pin("what if", after.hours, after.money))
    try:
        grid = map_for(text)
    except ProfileError as refused:
        st.warning(plain(str(refused)), icon=":material/info:")
        return
    show(budget_map(grid, measure, pins, now.currency), key="try_map")
    where = "At what you try" if len(pins) > 1 else "From where you are"
    hour, hundred = own_word(
        marginal_sentences(now.marginal(after.hours, after.money), now.currency)
    )
    st.markdown(f"**{where}.** {plain(hour)} {plain(hundred)}")
    st.caption(
        "Every point is the best mix for those hours and that money, as an expected value: the "
        "average of what may happen, without the luckiest twentieth."
    )


def _choose_measure() -> None:
    found = st.session_state[key("measure")]
    if found:
        st.session_state["what_if_measure"] = found


def _show_least(now: OpenBudgets, after: Outcome) -> None:
    goal = st.session_state.get(owned(_WANTED), float(two_plain(now.customers_wanted)))
    number_box(
        FIELDS["customers_wanted_per_month"], "New customers a month I want", key=key("wanted"),
        given=goal, store=_want,
        help="All of them, those who come anyway too, as an average over the months.",
    )  # fmt: skip
    if not goal:
        return
    found = now.least(float(goal))
    if not found.allocation:
        st.warning(plain(own_word(found.reason)), icon=":material/info:")
        return
    st.markdown(f"**{plain(_least_title(found, after, now.currency))}**")
    st.markdown(plain(_against(found, after, now.currency)))
    table_of(
        ("Channel", "Your hours a week", f"{now.currency} a month"),
        [(i.counted_name, exact(i.hours_per_week), amount(i.money_per_month, now.currency))
         for i in found.allocation],
    )  # fmt: skip
    with st.container(horizontal=True):
        st.button("Try this much", key="try_least", icon=":material/tune:",
                  on_click=_try_least, args=(found,))  # fmt: skip
        st.button("Make it my goal", key="try_goal", icon=":material/flag:",
                  on_click=try_value, args=("customers_wanted_per_month", float(goal)))  # fmt: skip
    st.caption(
        "The least is counted as money plus your hours at what they are worth, without a manager "
        "and without weighing what else you care about. Made your goal, it also moves what counts "
        "as much or little in everything else."
    )


def _try_least(found: LeastFor) -> None:
    try_value("hours_per_week", math.ceil(4 * found.hours - 1e-9) / 4)
    try_value("money_per_month", float(math.ceil(found.money - 1e-9)))
    start_anew()


def two_plain(value: float) -> str:
    """Return two significant figures without thousands separated, to be read as a number."""
    return two_figures(value).replace(",", "")


def _want(value: float | None) -> None:
    st.session_state[owned(_WANTED)] = value


def _least_title(found: LeastFor, after: Outcome, currency: str) -> str:
    money = f" and {amount(found.money, currency)} {currency} a month" if found.money else ""
    return own_word(
        f"{'Without a manager, ' if after.hired else ''}"
        f"{two_figures(found.wanted)} new customers a month, {two_figures(found.anyway)} of whom "
        f"come anyway, take at least {exact(found.hours)} h a week{money}"
    )


def _against(found: LeastFor, after: Outcome, currency: str) -> str:
    hours, money = found.hours - after.hours, found.money - after.money
    short = []
    if hours > 1e-9:
        short.append(f"{exact(round(hours, 2))} h a week")
    if money > 1e-6:
        short.append(f"{amount(money, currency)} {currency} a month")
    if short:
        return f"That is {' and '.join(short)} more than the sliders say."
    return "That is within the sliders' hours and money."
