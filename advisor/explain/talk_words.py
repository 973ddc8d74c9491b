"""What the ten slides of a talk say: names of its sections, titles, lines, as named templates.

A title states a finding; what a slide has no room for is in its notes.
"""

from collections.abc import Mapping

from advisor.explain.sentences import Sentences

# The sections that can be chosen, in the order of the argument; the cover is always there.
TALK: Mapping[str, str] = {
    "today": "Today",
    "costs": "What it costs and brings",
    "options": "Options compared",
    "recommendation": "Recommendation",
    "effect": "What it brings by when",
    "changes": "Stop, start, keep",
    "weeks": "The first twelve weeks",
    "risks": "Risks",
    "decision": "Decision wanted",
}
# Where customers come from, as within a sentence and as the label of a bar.
WHERE_FROM: Mapping[str, str] = {
    "word_of_mouth": "word of mouth",
    "professional_referral": "other businesses or groups",
    "search_maps": "search or maps",
    "platform_directory": "marketplaces or directories",
    "social": "social media",
    "walk_by_sign": "the shop, sign or vehicle",
    "other": "adverts, print or events",
}
_SENTENCES: Mapping[str, str] = {
    "today": "About {total} new customers a {period} come today, {share} of them from {names}",
    "today_plain": "About {total} new customers a month come today",
    "does": "{name}: {effort}",
    "does_head": "Done today",
    "does_nothing": "We were not given what is done today; what already runs is part of these "
    "figures.",
    "the_others": "The other {count} together",
    "today_range": "“About {total}” is a range of {range} a {period}.",
    "today_basis": "Shares of a usual firm in the trade, adjusted by what this business counted "
    "itself: {counted}.",
    "counted_none": "nothing yet, so ask every new customer from today on",
    "counted": "{count} customers",
    "source_share": "{name}: {trade} of the usual firm's customers, {own} here.",
    "costs": "What is done today takes {effort} and brings about {customers} new customers a "
    "{period}",
    "costs_short": "Today's {today} new customers a {period} are {missing} short of a goal of "
    "{wanted}",
    "costs_supposed": "{today} new customers a {period} come today, and there is room for {room}",
    "costs_reached": "Today's {today} new customers a {period} reach a goal of {wanted}; there "
    "is room for {room}",
    "new_today": "Today",
    "aimed_at": "Goal",
    "room_for": "Room for",
    "aimed_at_ours": "Goal, taken by us",
    "room_for_ours": "Room, taken by us",
    "a_period": "new customers a {period}",
    "to_work_with": "Budget",
    "on_the_table": "You have {effort}.",
    "room_left": "Room left beside today's customers: {left} a {period}.",
    "present_range": "By the same figures as the plan, it brings {customers} new customers a "
    "{period} and leaves {left} {currency} a month after money and hours.",
    "kept_besides": "With what stands besides, such as a site, a profile or signs, {already} of "
    "the plan's customers come already.",
    "present_level": "Hours and money are as typed; what they bring is forecast at the nearest "
    "level of effort the model knows.",
    "hours_in": "With your hours at {value} {currency} each, one new customer costs: {costs}.",
    "cost_of_one": "{name} {cost} {currency}",
    "settle": "To settle before the talk: {question}",
    "options": "“{call}” is worth most to you, with “{other}” {behind} behind",
    "options_close": "“{call}” is worth most to you, with “{other}” hardly behind",
    "options_alike": "Near or far hardly matters: the strategies come to about the same",
    "options_one": "All three strategies lead to the same plan",
    "options_plan": "The plan",
    "advised": "{way} (recommended)",
    "as_today": "As today",
    "usual": "As most small firms do",
    "options_kept": "Of the plan's {customers} new customers a {period}, {already} come already.",
    "options_lead": "The plan brings {times} times as many new customers as what is done today.",
    "options_even": "The plan brings about as many new customers as what is done today.",
    "same_as": "“{way}” leads to the same mix as “{twin}”.",
    "loss_meaning": "Odds of a loss: the share of simulations in which money and hours are not "
    "earned back within {months} months. They are not given for what is done without the plan.",
    "left_meaning": "Left for you a month is gross profit of each customer's first twelve months, "
    "counted when the customer comes, minus money and the hours at their value, in nine outcomes "
    "in ten. Money is back only when customers have paid it.",
    "takes": "{hours} hours a week",
    "of": "of {given}",
    "others_hours": "and {hours}",
    "staff_hours": "{hours} of staff",
    "manager_hours": "{hours} of a manager",
    "likely": "most likely {median}",
    "item": "{name}: {effort}; {customers}, from month {month}.",
    "why": "Why {name}: {reason}",
    "out": "Why not {name}: {reason}",
    "effect": "From about {today} to about {total} new customers a {period}, and {back}",
    "back": "the money is back in month {month}, hours not counted",
    "back_at_once": "the money is back in the first month, hours not counted",
    "back_never": "the money is not back within {months} months",
    "money_back": "Money back, hours not counted",
    "left_card": "Left for you a month, {currency}",
    "month": "Month {month}",
    "not_within": "Not in {months} months",
    "dip": "largest cumulative shortfall {dip} {currency}",
    "no_dip": "never in the red",
    "each_month": "Averages over {months} months, slow start included: {first} in month 1, {end} "
    "in month {last}.",
    "cash_end": "Gross profit less money adds up to {range} {currency} after month {month}; hours "
    "are not in it.",
    "later": "What these customers buy in later years adds {range} {currency} for each month's "
    "customers; it is not on the slide.",
    "stop": "Stop",
    "leave": "Not in the plan",
    "start": "Start, hours a week",
    "keep": "Keep",
    "stop_some": "Stop {names}",
    "keep_some": "keep {names}",
    "start_some": "start {count} {things}",
    "changes_none": "Start {now} of {count} {things} now, the others month by month",
    "changes_now": "Start {count} {things} now, and nothing else",
    "kept": "{name}: {effort}, as today",
    "kept_more": "{name}: {effort} (today {before} h)",
    "nothing_stops": "Nothing done today has to stop.",
    "nothing_kept": "Nothing else is on the list to keep.",
    "started": "{name}: {effort}",
    "more_started": "and {count} more after them",
    "weeks_plain": "{count} {things} begin in month 1, then one more each month",
    "week": "Week {first}",
    "weeks": "Weeks {first} to {last}",
    "from_week": "From week {first}",
    "every_week": "Every week",
    "runs": "The whole mix is running: {count} {things} side by side.",
    "runs_some": "{count} of {of} things run side by side.",
    "ask": "Ask every new customer “How did you find us?” and write it down.",
    "test": "Try {name}: {effort}.",
    "review": "Review: count what came and compare.",
    "review_expected": "Review: {low} to {high} {what} expected.",
    "review_few": "Review: at most {high} {what} expected.",
    "hardly_any": "hardly any",
    "no_work": "no work",
    "task_more": "{task}; {count} more",
    "once": "Done once: {task} (week {week}, {hours} h).",
    "risks": "In {loss} of the simulations the first year does not earn back money and hours",
    "risks_safe": "Hardly any simulation loses money; the open question is how much it brings",
    "risks_judged": "{judged} of the outcome rests on judgement: the first three months are a test",
    "risks_none": "The advice depends on hours, money and what a customer is worth",
    "wrong": "What could go wrong",
    "turn": "What would change it",
    "share_best": "“{way}” is the best of the three in {share} of {worlds} simulations.",
    "judged": "{measured} of the outcome rests on reported or measured figures, {judged} on our "
    "judgement.",
    "decision": "Decide today: {effort} for twelve weeks, then review",
    "up_to": "up to {effort}",
    "decision_none": "Decide today: keep the hours for your customers, and look again in three "
    "months",
    "begin": "Begin on {day} with {names}.",
    "monday": "Monday",
    "give": "Give it {effort} until the review.",
    "in_full": "All of the mix together takes {effort}: not all of it runs before the review.",
    "with_staff": "{effort}, and {hours} hours a week of your staff's,",
    "hire": "Look for a manager on trial: {hours} hours a week for {money} {currency} a month.",
    "end": "End {names}; that frees {effort}.",
    "end_uncounted": "Count for a month what comes by {names} before you end that; it frees "
    "{effort}.",
    "name_one": "Decide who asks every new customer how they found you.",
    "review_on": "Review on {day}.",
    "review_in": "Review in week {week}.",
    "anew": "If there are fewer than {low} or more than {high} {what} by then, make a new plan.",
    "otherwise": "Without a decision, it stays at about {today} new customers a {period}.",
    "more_hour": "One more hour a week would bring {customers} new customers a {period}.",
    "nothing_title": "No plan within {effort} is worth more to you than it costs",
    "nothing_given": "Without hours and without money no plan can begin",
    "no_effort": "no hours and no money",
    "try_first": "To learn, start small: {sentence}",
    "look_again": "Look again when hours, money or what a customer is worth have changed.",
    "judgement_part": "Figures behind this slide: {count}, of which {judged} are our judgement, "
    "partly based on the sources.",
    "sources": "Sources:",
    "source": "{title} (grade {grade}), {url}",
    "no_source": "Sources: your own answers; this slide has no outside figures.",
    "no_source_judged": "Sources: none from outside; these figures are our judgement and your "
    "own answers.",
    "more_sources": "{count} more are listed in the document.",
    "whole_name": "the whole name, {name}",
    "left_out": "Not on the slide: {line}",
    "versions": "{versions}.",
    "order": "The order of the talk: {parts}.",
    "asked": "Every figure in it was calculated from the answers of {who}.",
}  # fmt: skip
_ONE = {"things": ("thing", "things")}


talk_words = Sentences(_SENTENCES)


def things(count: int) -> str:
    """Return "thing" or "things" for a number of them."""
    return _ONE["things"][count != 1]
