"""How answers are worked out: the model in plain words, its checks, every number in use."""

from collections.abc import Sequence

import streamlit as st

from advisor.catalogue import Prior
from advisor.explain.wording import percent, two_figures
from advisor.insight.sensitivity.result import PolicyView, SensitivityResult
from advisor.output.sensitivity_charts import tornado_chart
from advisor.report.sure import graded
from advisor.results import Recommendation
from advisor.ui.components import facts_behind, on_request, plain, quantity_shown, show, table_of
from advisor.ui.finding_parts import captions, drawn, finding_of, sentences_of, show_finding
from advisor.ui.state import own_word, tables
from advisor.ui.words import GRADES, field_words


def show_answers(r: Recommendation, result: SensitivityResult) -> None:
    """Show how far each answer moves the outcome, and which change the choice."""
    st.subheader("Your answers")
    _tornado(r, result, "answers")
    show_finding(result, "choice")


def show_figures(r: Recommendation, result: SensitivityResult) -> None:
    """Show how far the uncertain figures move the outcome, and which change the choice."""
    st.subheader("Our uncertain figures")
    _tornado(r, result, "figures")
    show_finding(result, "figures_choice")


def _tornado(r: Recommendation, result: SensitivityResult, which: str) -> None:
    finding = finding_of(result, f"{which}_outcome")
    if finding is None:
        return
    moved = (
        result.answers
        if which == "answers"
        else tuple(m for m in result.figures if m.kind == "figure")
    )
    if not moved:
        st.markdown(plain(finding.title))
        return
    show(tornado_chart(moved, result.net_contribution, finding.title, r.currency), key=which)
    sentences_of(finding)
    captions(finding)


def show_policies(result: SensitivityResult) -> None:
    """Show the rules of thumb that hold on unseen businesses, with how well they hold."""
    for k, policy in enumerate(result.policies):
        _policy(result, policy, k)


def _policy(result: SensitivityResult, policy: PolicyView, place: int) -> None:
    finding = finding_of(result, f"policy_{policy.target}")
    if finding is not None:
        st.markdown(f"**{plain(finding.title)}**")
        sentences_of(finding)
    st.markdown("\n".join(f"1. {plain(rule.sentence)}" for rule in policy.path))
    table_of(
        ("Right on unseen businesses", "Share"),
        [
            ("This tree", percent(policy.accuracy)),
            ("Always the commonest answer", percent(policy.baseline_accuracy)),
        ],
    )
    if whole := on_request("The whole tree", f"tree_{place}"):
        with whole:
            st.code("\n".join(policy.lines), language=None, wrap_lines=True)
    captions(finding)


_MODEL = """
1. **Your business.** Your answers, and for what you left out the usual figures of your trade,
   country and town. Each filled answer is named on your strategy page and can be changed there.
2. **Where your customers come from today.** The shares of your trade in your country, adjusted by
   what you counted yourself. What comes anyway is credited to no channel, and what you already do
   is not counted twice.
3. **Each channel at each level of effort, judged twice.** Worked out: how many people it puts you
   in front of, how many take notice, enquire and buy; what that leaves; how slowly it starts.
   Counted: what firms of your trade say they owe to it. The two are pooled, nearer to the surer.
   Nobody is reached twice over, and nobody buys who does not need the trade.
4. **Every figure is a range.** Each is drawn a thousand times between its low and its high. Weak
   evidence makes a wide range; a wide guess earns no extra credit for its lucky tail.
5. **What it is worth to you.** Customers (profit after money and after your hours at their value),
   being known inside your reach goal, personal ties, and how well the work suits you. Your
   personality changes what is chosen, never what is predicted.
6. **The best mix.** Of all combinations of levels within your hours and money the best is found,
   not guessed, for each of three strategies: stay on Main Street, the next towns over, beyond the
   town. The best of the three is recommended; the other two stand beside it, each at its best.
   Money and hours stay unspent where nothing more is worth its cost.
7. **How sure.** The choice is made again in 200 simulations, each with other figures from the
   ranges. How often a channel or a strategy wins is shown beside it.
"""

_WORDS = """
- **Median**: half of the outcomes lie below, half above. **Low** and **high**: nine in ten lie
  between them.
- **Reached**: saw it. **Take notice**: took it in. **Enquire**: called, wrote or came
  in (a lead); in shops and online, each visit. **Customers**: new ones who bought.
- **Left for you** (net contribution): gross profit of a new customer's first year and of extra
  purchases, minus money, minus your hours at their value. **Earned over the years**: later years
  too, on average; it decides.
- **Score**: what is lost when a channel is taken out and the rest chosen again; for those that are
  out, how near they are to coming in.
"""

_REALITY = (
    ("A seat in a referral group takes about four hours a week", "F033, F037, F043"),
    ("Chamber and events together bring about one customer a year to a usual firm", "F075, F076"),
    ("A small page gets a handful of engagements from a post", "O147, O148"),
    (
        "Three hours a week on one platform bring a small page less than one enquiry a month",
        "O302 to O306",
    ),
    ("Half of the people referred to a firm look it up first and may drop out", "F171"),
)


def show_model() -> None:
    """Show the model in plain words, and what its words mean."""
    st.markdown(own_word(_MODEL))
    with st.expander("The words used"):
        st.markdown(own_word(_WORDS))


def show_reality() -> None:
    """Show what reality the answers are held against."""
    st.subheader("Held against reality")
    st.table(
        [{"What must come out": what, "Facts": facts} for what, facts in _REALITY], hide_index=True
    )
    st.caption("The tests of this program fail when an answer leaves these bounds.")


def show_numbers() -> None:
    """Show every figure in use with its range, grade, reasoning and sources; searchable."""
    known = tables()
    priors = sorted(known.priors.values(), key=lambda prior: prior.prior_id)
    shares = {
        grade: sum(prior.grade == grade for prior in priors) / len(priors) for grade in GRADES
    }
    st.markdown(f"{len(priors)} figures. Judgement is marked, never hidden.")
    finding = "of the figures are our judgement"
    show(drawn(graded(shares, finding, "Share of the figures in use, %")), key="grades")
    rows = _chosen(priors)
    if not rows:
        st.info("No figure has these words. Try fewer, or another channel or grade.")
        return
    names = _channel_names(rows)
    st.dataframe(
        [
            {
                "Figure": quantity_shown(p),
                "In use": f"{two_figures(p.low)} to {two_figures(p.high)}",
                "Grade": GRADES[p.grade],
                "Channel": names[p.channel],
                "Median": two_figures(p.best),
                "Unit": p.unit.replace("_", " ").replace("usd", "USD"),
                "Why": p.reasoning,
                "Facts": ", ".join(p.fact_ids),
            }
            for p in rows
        ],
        width="stretch", hide_index=True, height=420, key="numbers",
        column_config={
            "Figure": st.column_config.TextColumn(width=172),
            "In use": st.column_config.TextColumn(width=84, help="Low to high"),
            "Grade": st.column_config.TextColumn(width=98),
        },
        alt="Every figure in use with its range, unit, grade, reasoning and facts",
    )  # fmt: skip
    st.caption(
        f"{len(rows)} of {len(priors)} figures. What is in use holds nine outcomes in ten. Slide "
        "the table sideways for channel, median, unit, why and facts."
    )
    _show_sources(rows)
    st.caption(f"Tables of {known.version}. Towns: GeoNames, CC BY 4.0.")


def _channel_names(priors: Sequence[Prior]) -> dict[str, str]:
    known = tables().channels
    return {
        p.channel: own_word(known[p.channel].name) if p.channel in known
        else field_words(p.channel).capitalize()
        for p in priors
    }  # fmt: skip


def _chosen(priors: Sequence[Prior]) -> list[Prior]:
    """Ask for channel, grade and words; return the figures that fit."""
    names = _channel_names(priors)
    left, middle, right = st.columns(3)
    channel = left.selectbox(
        "Of which channel?", ["all", *sorted(names, key=lambda c: names[c])],
        format_func=lambda c: names.get(c, "All channels"), key="numbers_channel",
    )  # fmt: skip
    grade = middle.selectbox(
        "Of which grade?", ["all", *GRADES], format_func=lambda g: GRADES.get(g, "All grades"),
        key="numbers_grade",
    )  # fmt: skip
    text = right.text_input("With which words?", placeholder="attention, price, P050",
                            key="numbers_words")  # fmt: skip
    wanted = text.casefold().split()
    return [
        p
        for p in priors
        if channel in ("all", p.channel)
        and grade in ("all", p.grade)
        and all(word in _searched(p, names).casefold() for word in wanted)
    ]


def _searched(prior: Prior, names: dict[str, str]) -> str:
    return " ".join(
        (names[prior.channel], quantity_shown(prior), prior.unit, prior.reasoning, *prior.fact_ids)
    )


def _show_sources(rows: Sequence[Prior]) -> None:
    """Show the sources of the figures shown, each with its address and its facts."""
    known = tables()
    st.subheader("Sources")
    behind = facts_behind(rows)
    if not behind:
        st.markdown("No measured facts stand behind these figures: they are our judgement.")
        return
    ordered = sorted(behind, key=lambda source_id: known.sources[source_id].title)
    st.dataframe(
        [
            {
                "Title": known.sources[source_id].title,
                "Address": known.sources[source_id].url,
                "Facts (grade)": ", ".join(sorted(behind[source_id])),
            }
            for source_id in ordered
        ],
        width="stretch", hide_index=True, height=300, key="sources",
        column_config={
            "Title": st.column_config.TextColumn(width=180),
            "Address": st.column_config.LinkColumn(width=65, display_text="open"),
            "Facts (grade)": st.column_config.TextColumn(width=90),
        },
        alt="The sources of the figures above, with their addresses and facts",
    )  # fmt: skip
