"""What documents say around the findings: headings, cards, notes, as named templates."""

from __future__ import annotations

from collections.abc import Mapping

from advisor.explain.sentences import Sentences
from advisor.results import Recommendation

PARTS: Mapping[str, str] = {
    "answer": "The answer in short",
    "compare": "Scenarios compared",
    "mix": "The mix",
    "expect": "What to expect",
    "people": "From being seen to buying",
    "payback": "When it pays back",
    "why": "Why this mix",
    "careful": "Before you begin",
    "ways": "The other ways",
    "sure": "How sure is this",
    "plan": "Next steps",
    "assumed": "What was assumed",
    "months": "Month by month",
    "parts": "Channel by channel",
    "channels": "Every channel",
    "figures": "The figures in use",
    "sources": "Sources",
}

WORDS: Mapping[str, str] = {
    "title_for": "Marketing strategy for {name}",
    "title": "Marketing strategy",
    "hours_card": "Your hours a week",
    "money_card": "Money a month",
    "customers_card": "New customers a month",
    "customers_year_card": "New customers a year",
    "left_card": "Left for you a month",
    "of": "of {given}",
    "middle": "middle {middle}",
    "range": "{low} to {high}",
    "unprintable": "The document cannot print {letters}: no font of this machine has them, so "
    "boxes stand there. Slides, workbook and report hold them; or install a font that has them.",
    "nine_in_ten": "Nine outcomes in ten lie within the ranges, as often above the middle as below "
    "it. Averages a month over {months} months, the slow start included.",
    "base_line": "Without any of this about {base} new customers a month would come anyway; they "
    "are not counted here.",
    "unspent": "{amount} stay unspent. {reason}",
    "staff": "{used} of {given} staff hours a week are used.",
    "dip": "The deepest dip is {dip} {currency}.",
    "no_dip": "That is the middle of the range, and it does not go into the red on the way.",
    "left": "After the money, and after your hours at what they are worth, a month leaves "
    "{range} {currency}.",
    "no_payback": "The money is not back within {months} months",
    "payback_note": "Gross profit minus money, all months added up; your hours are not in it.",
    "why_title": "Most would be lost without {name}",
    "why_one": "{name}: {sentence}",
    "why_out": "Not now: {name}. {sentence}",
    "careful_title": "{count} to look at before the first step",
    "careful_title_none": "Nothing stands in the way of the first step",
    "first_title": "What the first two hours a week would do",
    "nothing": "No mix within these hours and this money is worth more to you than what it costs. "
    "That is an answer: keep the hours for your customers, or try a small beginning.",
    "same_mix": "{way}: the same mix as “{twin}”.",
    "way": "{way}: {mix}. {back}",
    "same_channels": "the channels of “{call}” in other amounts",
    "as_the_call": "as “{call}”, {differs}",
    "with": "with {names} besides",
    "without": "without {names}",
    "way_nothing": "nothing is worth its cost here",
    "back": "The money is back in month {month}.",
    "back_later": "The money is not back within {months} months.",
    "judged": "{measured} % of the outcome rests on reported or measured figures, {judged} % on "
    "our judgement.",
    "prepared": "Prepared by {consultant}",
    "worlds": "How often each channel is part of the best mix, when every figure is drawn anew "
    "within its range ({worlds} times).",
    "knowing": "Knowing beforehand how every uncertain figure turns out would bring at most about "
    "{gain} {currency} a month more. No trial and no survey can be worth more than that.",
    "knowing_nothing": "Knowing beforehand how every uncertain figure turns out would bring "
    "nothing more in money.",
    "more_hour": "{amount} more hour a week: {told}.",
    "more_money": "{amount} {currency} more a month: {told}.",
    "more_told": "{customers} {more} new customers a month, {net} {currency} a month {left} left "
    "for you{beside}",
    "more_but": "{customers} {more} new customers a month, but {net} {currency} a month {left} "
    "left for you{beside}",
    "more_beside": ", for what your goals value beside that",
    "more": "more",
    "fewer": "fewer",
    "less": "less",
    "more_none": "no better mix than this",
    "assumed_title": "{count} answers were left out and filled in",
    "assumed_note": "Each can be changed; the answer follows at once.",
    "figures_title": "{count} figures stand behind the mix",
    "figures_note": "Low and high hold nine outcomes in ten. Grades: A official statistic or "
    "peer-reviewed; B large benchmark; C trade press or vendor; D single practitioner; judgement "
    "is no measured fact. Amounts in USD at the US price level.",
    "sources_title": "{count} sources",
    "sources_note": "The letter is the grade of the facts taken from a source: A official "
    "statistic, peer-reviewed or probability survey; B large platform or organisation; C trade "
    "press or vendor; D single practitioner or second hand.",
    "grades_note": "Each figure counts by how much of the outcome rests on it. Judgement is "
    "marked, never hidden, and gets the widest ranges.",
    "channels_title": "{inside} of {count} channels are worth it now",
    "months_title": "Customers, profit, people and cash, month by month",
    "parts_title": "What each channel brings a month",
    "versions": "Advisor {advisor}, tables {data}, {draws} draws, {worlds} simulations, "
    "seed {seed}",
    "drawn_of": "{shown} of {count} rows are shown here; all are in the workbook.",
    "values_only": "The numbers are values from the advisor; only totals and ratios, set in "
    "italics, and the differences of plan and actual are live formulas. Changing a number here "
    "changes no forecast.",
    "actual_note": "What the plan is to bring and to take each month, and what came of it.",
    "actual_fill": "Fill in the yellow cells at the end of a month: new customers who came by what "
    "the plan does, hours a week given, money spent. The differences follow.",
    "actual_came": "New customers who came",
    "actual_difference": "Difference to the plan",
    "actual_within": "Within low and high?",
    "actual_hours": "Hours a week planned",
    "actual_hours_given": "Hours a week given",
    "actual_money": "{currency} planned",
    "actual_money_spent": "{currency} spent",
    "digits": "Forecasts are stored with more digits than they are worth: two are. Low, middle and "
    "high are the 5 %, 50 % and 95 % points.",
    "one_middle": "Every range lies around {value} ({name}).",
    "still": "Moves nothing: {names}.",
    "sure_one": "The call stays the same in {share} of {worlds} simulations",
    "ways_alike": "There is one way here: all three come to the same mix",
    "in_workbook": "{count} more findings and every table are in the workbook that belongs to this "
    "document.",
    "contents": "In this document",
    "appendix": "Appendix",
    "left_out": "{count} more findings are in the document and in the workbook.",
    "sheets": "Sheets",
    "total": "Total",
    "written": "as of {date}",
}


words = Sentences(WORDS)


def version_words(recommendation: Recommendation) -> str:
    """Say from which program, tables and draws a recommendation comes.

    Returns
    -------
    str
        One line without a full stop.
    """
    r = recommendation
    return words("versions", advisor=r.versions.advisor, data=r.versions.data, draws=r.draws,
                 worlds=r.worlds, seed=r.seed)  # fmt: skip


def prepared_words(consultant: str, contact: str) -> str:
    """Return who made a document and how to reach them; empty where neither is known."""
    told = ", ".join(part for part in (consultant, contact) if part)
    return words("prepared", consultant=told) if told else ""


def title_for(name: str) -> str:
    """Return the usual title of a document."""
    return words("title_for", name=name) if name else words("title")
