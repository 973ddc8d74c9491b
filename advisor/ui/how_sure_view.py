"""How sure an answer is: a few sentences first; each part behind them is worked out when opened."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from advisor.errors import ProfileError
from advisor.explain.wording import two_figures
from advisor.insight.checks import words
from advisor.insight.checks.result import Check, Checks, Verdict
from advisor.insight.sensitivity.result import SensitivityResult
from advisor.output.source_charts import judged_chart
from advisor.profile import parse_profile
from advisor.recommend import ledger
from advisor.report.call import clearness
from advisor.report.sources import in_the_trade, judged
from advisor.report.sure import evidence, judged_share, knowing
from advisor.results import LedgerPage, Recommendation
from advisor.ui.components import draw, on_request, plain, reason_list, show, table_of
from advisor.ui.finding_parts import drawn, sentences_of, show_section
from advisor.ui.method_view import (
    show_answers,
    show_figures,
    show_model,
    show_numbers,
    show_policies,
    show_reality,
)
from advisor.ui.needed import insight_for
from advisor.ui.questions import currency
from advisor.ui.state import DRAWS, current_answers, own_word, tables
from advisor.ui.words import STRATEGIES


@st.cache_data(max_entries=50, show_spinner=False)
def _ledger(text: str) -> LedgerPage:
    return ledger(parse_profile(json.loads(text)), seed=0, n_draws=DRAWS)


def ledger_page(answers: Mapping[str, Any]) -> LedgerPage:
    """Return how every channel was judged for complete answers."""
    return _ledger(json.dumps(answers, sort_keys=True))


def show_ledger() -> None:
    """Show sources and channels of the answers on screen, which are complete."""
    with st.spinner("Judging every channel …"):
        page = ledger_page(current_answers())
    show_section(in_the_trade(page))
    known = tables()
    names = {channel.channel: channel.name for channel in known.channels.values()}
    told = own_word(judged(page, names, currency() or ""))
    st.subheader(plain(told.part))
    sentences_of(told)
    picture = own_word(judged_chart(page, names))
    st.markdown(f"**{plain(picture.title)}.**")
    draw(picture, key="judged")
    assert told.table is not None
    heads = told.table.heads
    st.dataframe(
        [dict(zip(heads, row, strict=True)) for row in told.table.words],
        width="stretch", hide_index=True, height=420, key="judged_table",
        column_order=[heads[k] for k in (0, 6, 4, 5, 7, 2, 3, 1, 8)],
        column_config={"Channel": st.column_config.TextColumn(width=180, pinned=True)},
        alt="Every open channel with what was counted, worked out and taken, and its facts",
    )  # fmt: skip
    facts = sorted({fact for channel in page.channels for fact in channel.facts})
    if box := on_request("The facts behind these counts", "judged_facts"):
        lines = [_of_fact(one) for one in facts if one in known.facts]
        box.markdown("\n".join(lines) or "None: all of it is our judgement.")


def _of_fact(fact_id: str) -> str:
    """Return a fact as a line: its id with the way to its source, what it says, its grade."""
    known = tables()
    fact = known.facts[fact_id]
    source = known.sources.get(fact.source_id)
    linked = source is not None and source.url.startswith("http")
    name = f"[{fact_id}]({source.url})" if source is not None and linked else fact_id
    what = ", ".join(part.replace("_", " ") for part in (fact.parameter, fact.segment) if part)
    unit = "" if fact.unit == "share" else f" {fact.unit.replace('_', ' ')}"
    where = " ".join(part for part in (fact.country, fact.year) if part)
    return f"- {name}: {plain(f'{what}: {two_figures(fact.value)}{unit} ({where}; {fact.grade})')}"


_BADGE = {
    "pass": (":material/check_circle:", "green"),
    "review": (":material/visibility:", "orange"),
    "fail": (":material/error:", "red"),
}


def _badge(verdict: Verdict) -> str:
    icon, colour = _BADGE[verdict]
    return f":{colour}-badge[{icon} {words.VERDICTS[verdict]}]"


def _limits(check: Check) -> str:
    """Say where the limits of a check lie, in words."""
    side = "above" if check.above else "below"
    text = f"Review {side} {words.in_unit(check.review_limit, check.unit)}"
    if check.fail_limit is not None:
        text += f", failure {side} {words.in_unit(check.fail_limit, check.unit)}"
    return f"{text}. {check.why}"


def _card(check: Check) -> None:
    with st.container(border=True):
        st.markdown(f"{_badge(check.verdict)} **{plain(check.label)}**")
        st.markdown(plain(check.sentence))
        st.markdown(f"**What to do:** {plain(check.advice)}")
        st.caption(plain(_limits(check)))


def show_checks(found: Checks) -> None:
    """Show the verdict of the whole, a card for each check that does not pass, and the rest."""
    st.markdown(f"**{plain(found.findings[0].title)}**")
    if not found.checks:
        st.markdown("Give the plan a few hours or some money, and it will be checked here.")
        return
    for check in found.checks:
        if check.verdict != "pass":
            _card(check)
    passed = [check for check in found.checks if check.verdict == "pass"]
    if passed:
        st.markdown("**What passes**")
        st.markdown(
            "\n".join(
                f"- {_badge('pass')} **{plain(c.label)}.** {plain(c.sentence)}" for c in passed
            )
        )
    if box := on_request("All figures and limits as a table", "check_table"):
        with box:
            rows = [[cell or "–" for cell in row] for row in found.findings[0].rows]
            table_of(found.findings[0].header, rows)
            st.caption(words.LIMITS)


def show_present(found: Checks) -> None:
    """Show what the owner does now by the same checks; without it, say where to enter it."""
    st.subheader("Beside what you do now")
    if not found.present:
        st.markdown(
            "Say what you do today in the last step of the full questionnaire, and it is checked "
            "here beside the plan."
        )
        return
    title = next(f.title for f in found.findings if f.code == "present_mix")
    st.markdown(f"**{plain(title)}**")
    st.markdown("\n".join(_side_by_side(found.checks, found.present)))
    st.caption(words.PRESENT_NOTE)


def _side_by_side(plan: Sequence[Check], present: Sequence[Check]) -> list[str]:
    of_plan = {check.code: check.verdict for check in plan}
    lines = [
        f"| {words.BOTH_HEADER[0]} | {words.BOTH_HEADER[2]} | {words.BOTH_HEADER[1]} |",
        "|---|---|---|",
    ]
    for check in present:
        other = of_plan.get(check.code)
        why = "" if check.verdict == "pass" else f" {plain(check.sentence)}"
        lines.append(
            f"| {plain(check.label)} | {_badge(check.verdict)}{why} | "
            f"{_badge(other) if other else '–'} |"
        )
    return lines


_MOST_NAMED = 3
_ASKED = "_moves_asked"  # of which answers, as a digest: what would move them was asked for


def show_unanswered(refused: ProfileError | None) -> None:
    """Say what is missing or refused, and lead to the questions."""
    if refused is not None:
        st.warning(plain(str(refused)), icon=":material/info:")
    else:
        st.markdown("With seven answers this page says how sure **your** answer is. Until then it "
                    "explains how any answer is worked out.")  # fmt: skip
    label = "Answer the seven questions" if refused is None else "Back to the answers"
    if st.button(label, type="primary", width="stretch"):
        st.switch_page("pages/questionnaire.py")


def show_sure(r: Recommendation) -> None:
    """Show how sure the answer is in four points, and offer what stands behind each."""
    place = st.empty()
    checks: Checks = insight_for("checks", current_answers())
    call = r.strategy.call if len(r.strategy.alike) <= 1 else None
    points = {
        "The advice" if call is None else STRATEGIES[call]: _call(r),
        "The figures": judged_share(r),
        "The checks": _checks(checks) + (_FIX_FIRST if r.fix_first else ""),
        "Your answers": "“What would move it” tries each of them, in a few seconds.",
    }
    _list(place, points)
    result = _moves_if_asked(r)
    if result is not None:
        _list(place, {**points, "Your answers": _movers(result)})
    if box := on_request("The checks", "sure_checks"):
        with box:
            show_checks(checks)
            show_present(checks)
    if box := on_request("What it rests on", "sure_evidence"):
        with box:
            if r.evidence:
                show(drawn(evidence(r)), key="evidence")
            reason_list((), *knowing(r))
    if box := on_request(own_word("Where customers come from, channel by channel"), "sure_ledger"):
        with box:
            show_ledger()


def _list(place: DeltaGenerator, points: Mapping[str, str]) -> None:
    place.markdown("\n".join(f"- **{w}.** {plain(how)}" for w, how in points.items() if how))


def _call(r: Recommendation) -> str:
    """Say in how many simulations each way is the best; a way that leads is said to already."""
    text = clearness(r)
    shares = r.strategy.shares or {}
    call = r.strategy.call
    if call is None or len(r.strategy.alike) > 1:
        return text
    if max(shares.values(), default=0.0) > shares.get(call, 0.0):
        return text
    others = [
        f"“{STRATEGIES[way.id]}” in {100 * shares.get(way.id, 0.0):.0f} %"
        for way in r.strategy.all
        if way.id != call and shares.get(way.id, 0.0) >= 0.01
    ]
    return f"{text} In the others it is {' and '.join(others)}." if others else text


_FIX_FIRST = " What to fix first is not among them."


def _checks(found: Checks) -> str:
    looked_at = [check.label for check in found.checks if check.verdict != "pass"]
    more = len(looked_at) - _MOST_NAMED
    named = "; ".join(looked_at[:_MOST_NAMED]) + (f"; and {more} more" if more > 0 else "")
    return found.findings[0].title + (f" Look at: {named}." if named else "")


def _mark() -> str:
    return hashlib.sha256(json.dumps(current_answers(), sort_keys=True).encode()).hexdigest()


def _moves_if_asked(r: Recommendation) -> SensitivityResult | None:
    """Offer what would move the answer; return it once it was opened for these answers."""
    box = on_request("What would move it", "sure_moves")
    if box is None:
        if st.session_state.get(_ASKED) != _mark():
            return None
        result: SensitivityResult = insight_for("sensitivity", current_answers())
        return result
    st.session_state[_ASKED] = _mark()
    with box:
        result = insight_for("sensitivity", current_answers())
        _show_moves(r, result)
    return result


def _movers(result: SensitivityResult) -> str:
    """Name the three answers that move the outcome most, and say how many change the choice."""
    moved = [one for one in result.answers if one.swing > 0][:_MOST_NAMED]
    named = ", ".join(f"“{one.name}”{' (assumed)' if one.assumed else ''}" for one in moved)
    choice = next((f.title for f in result.findings if f.code == "choice"), "")
    return f"Most depends on {named}. {choice}" if named else choice


def _show_moves(r: Recommendation, result: SensitivityResult) -> None:
    show_answers(r, result)
    if r.allocation:
        show_figures(r, result)
    if result.policies and (box := on_request("The rule of thumb", "sure_policy")):
        with box:
            show_policies(result)


def show_general() -> None:
    """Offer what holds for every answer: the model in words, and every number in use."""
    if box := on_request("How it is worked out", "sure_model"):
        with box:
            show_model()
            show_reality()
    if box := on_request("Every number and its source", "sure_numbers"):
        with box:
            show_numbers()
