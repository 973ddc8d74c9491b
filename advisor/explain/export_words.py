"""What documents say around the findings: headings, cards, notes, as named templates."""

from collections.abc import Mapping

from advisor.explain.sentences import Sentences
from advisor.results import Recommendation

PARTS: Mapping[str, str] = {
    "answer": "The answer in short",
    "compare": "Scenarios compared",
    "from": "Today and with this plan",
    "in_trade": "Where new customers come from today",
    "mix": "The mix",
    "expect": "What to expect",
    "people": "From being seen to buying",
    "payback": "When it pays back",
    "why": "Why this mix",
    "careful": "Before you begin",
    "ways": "The other strategies",
    "sure": "How sure is this",
    "plan": "Next steps",
    "assumed": "What was assumed",
    "months": "Month by month",
    "parts": "Channel by channel",
    "channels": "Every channel",
    "judged": "How each channel was judged",
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
    "likely": "most likely {median}",
    "likely_kept": "most likely {median}, {already}",
    "left_kept": "{most_likely}, with those who come already",
    "unprintable": "The document cannot print {letters}: no font of this machine has them, so "
    "it shows boxes. Slides, workbook and web page keep them; or install a font that has them (on "
    "Debian and Ubuntu: fonts-noto-cjk, fonts-noto-core, fonts-noto-color-emoji).",
    "boxes": "Where boxes stand instead of letters, the machine that made this document has no "
    "font for them. The slides, the workbook and the web page show the letters.",
    "nine_in_ten": "Nine outcomes in ten lie within the ranges, half of them above “most likely” "
    "(the median). Monthly averages over {months} months, slow start included.",
    "visits_above": "Visits are counted each time, people once, and many visitors forget the name.",
    "sent_above": "Some ask without having taken notice: a friend, a search or a directory sent "
    "them.",
    "base_line": "Without any of this, {base} new customers a {period} would come anyway; "
    "they are not counted here.",
    "staff": "{used} of {given} staff hours a week {are} used.",
    "dip": "At its largest, the cumulative shortfall is {dip} {currency}.",
    "no_dip": "At the median it never goes into the red.",
    "left": "Left for you a month after money and hours, on average over {months} months, a "
    "new customer's first twelve months counted when the customer comes: {range} {currency}.",
    "left_not_back": "A part of that is paid only after month {months}, which is why something is "
    "left although the money is not back by then.",
    "payback_note": "Gross profit as customers pay it, minus money, all months added up; your "
    "hours are not counted, nor what comes after the last month.",
    "why_title": "Worth most for what it takes: {name}",
    "why_one": "{name}: {sentence}",
    "why_together": "All channels of the mix together earn {whole} {currency} a month over the "
    "years, on average. “Left for you a month” is a median and counts first years only.",
    "why_out": "Not now: {name}. {sentence}",
    "careful_title": "{count} to check before you begin",
    "careful_title_none": "Nothing stops you from beginning",
    "first_title": "What the first two hours a week would do",
    "nothing": "No mix within these hours and this money is worth more to you than it costs. "
    "That is an answer too: keep the hours for your customers, or start small.",
    "brings": "Brings {often}.",
    "nearest": "“{name}” comes near, from {effort}. {reason}",
    "same_mix": "{way}: the same mix as “{twin}”.",
    "way": "{way}: {mix}. {told}",
    "worth_less": "To you it is worth {less} less.",
    "worth_hardly_less": "To you it is worth hardly less: not 1 %.",
    "same_channels": "the same channels as “{call}”, in somewhat other amounts",
    "as_the_call": "as “{call}”, {differs}",
    "with": "plus {names}",
    "without": "without {names}",
    "way_nothing": "nothing is worth its cost here",
    "way_cannot": "what you asked to keep has no place there",
    "back": "The money is back in month {month}, hours not counted.",
    "back_later": "The money is not back within {months} months, going by when customers pay.",
    "judged": "{judged} % of the outcome rests on our judgement, {measured} % on reported or "
    "measured figures.",
    "prepared": "Prepared by {consultant}",
    "worlds": "How often each channel is part of the best mix, when every figure is drawn anew "
    "within its range ({worlds} times).",
    "knowing": "Knowing in advance how every uncertain figure turns out would bring at most about "
    "{gain} {currency} a month more. No trial or survey can be worth more than that.",
    "knowing_nothing": "Knowing in advance how every uncertain figure turns out would bring "
    "no more money.",
    "more_hour": "{amount} more hour a week: {effect}.",
    "more_money": "{amount} {currency} more a month: {effect}.",
    "more_both": "{customers}, {net} {currency} a month {left} earned over the years",
    "more_but": "{customers}, but {net} {currency} a month {left} "
    "earned over the years; being known and ties make up for it",
    "more": "more",
    "less": "less",
    "more_none": "no better mix than this",
    "more_hardly": "a slightly better mix, but hardly more customers or money",
    "assumed_title": "{count} answers were left out and assumed",
    "assumed_note": "You can change each of them; the advice follows at once.",
    "from_title": "Today about {today} new customers a {period}, with this plan about {planned}",
    "from_note": "New customers a {period}, at the median.",
    "total_row": "All together",
    "in_trade_title": "Today: {total}",
    "in_trade_note": "What you counted yourself moves the shares of the trade; the more you "
    "counted, the further.",
    "judged_title": "{count} channels, each judged twice",
    "judged_note": "New customers a year at usual effort, once it works fully. Counted: what "
    "surveys of the trade say firms owe to it. Worked out: from effort, people reached and closing "
    "rates. Taken: the two pooled, nearer to the one that is surer; the weight is that of the "
    "count, in %.",
    "figures_title": "{count} figures behind the mix",
    "figures_note": "Low and high hold nine outcomes in ten. Grades: A official statistic or "
    "peer-reviewed; B large benchmark; C trade press or vendor; D single practitioner; judgement "
    "is no measured fact. Amounts in USD at the US price level.",
    "sources_title": "{count} sources",
    "sources_note": "The letter is the grade of the facts taken from a source: A official "
    "statistic, peer-reviewed or probability survey; B large platform or organisation; C trade "
    "press or vendor; D single practitioner or second hand.",
    "grades_note": "Each figure counts by how much of the outcome rests on it. Judgement is "
    "marked, never hidden, and gets the widest ranges.",
    "channels_title": "{inside} of {count} channels are worth their cost now",
    "months_title": "Customers, profit, people and cash, month by month",
    "parts_title": "What each channel brings a month",
    "versions": "Advisor {advisor}, tables {data}, {draws} draws, {worlds} simulations, "
    "seed {seed}",
    "drawn_of": "{shown} of {count} rows are shown here; all are in the workbook.",
    "values_only": "The numbers are values from the advisor; only totals and ratios, set in "
    "italics, and the differences of plan and actual are live formulas. Changing a number here "
    "changes no forecast.",
    "actual_note": "What the plan should bring and take each month, and what it did.",
    "actual_fill": "Fill in the yellow cells at the end of each month: new {customers} the "
    "plan brought, hours a week given, money spent. The differences follow.",
    "actual_came": "New {customers} who came",
    "actual_difference": "Difference from the plan",
    "actual_within": "Within low and high?",
    "actual_hours": "Hours a week planned",
    "actual_hours_given": "Hours a week given",
    "actual_money": "{currency} planned",
    "actual_money_spent": "{currency} spent",
    "digits": "Forecasts are stored with more digits than they deserve: trust two. Low, median and "
    "high are the 5 %, 50 % and 95 % points.",
    "one_median": "Every range lies around {value} ({name}).",
    "still": "No effect: {names}.",
    "sure_one": "The advice stays the same in {share} of {worlds} simulations",
    "ways_alike": "All three strategies lead to the same mix here",
    "in_workbook": "{count} more findings and all tables are in the workbook.",
    "contents": "In this document",
    "appendix": "Appendix",
    "left_out": "{count} more findings are in the document and in the workbook.",
    "sheets": "Sheets",
    "total": "Total",
    "written": "as of {date}",
}


words = Sentences(WORDS)


def version_words(recommendation: Recommendation) -> str:
    """Say from which program, tables and draws a recommendation comes, without a full stop."""
    r = recommendation
    return words("versions", advisor=r.versions.advisor, data=r.versions.data, draws=r.draws,
                 worlds=r.worlds, seed=r.seed)  # fmt: skip


def prepared_words(consultant: str, contact: str) -> str:
    """Return who made a document and how to reach them; empty where neither is known."""
    names = ", ".join(part for part in (consultant, contact) if part)
    return words("prepared", consultant=names) if names else ""


def title_for(name: str) -> str:
    """Return the usual title of a document."""
    return words("title_for", name=name) if name else words("title")
