"""The plan's sentences: named templates with fields, nothing computed.

``SET_UP`` holds title and detail of every step of data/plan_steps.csv, true of what stands and of
what does not, as long as nobody said which; ``WORK`` what is done
every week once a channel runs, by its kind; a channel's own words are in data/channels.csv.
"""

from collections.abc import Mapping

from advisor.explain.sentences import Sentences

Words = Mapping[str, tuple[str, str]]

SET_UP: Words = {
    "count_sources": (
        "Set up the sheet: “How did you find us?”",
        "One line per new customer: date, how they found you, what they bought. From today ask "
        "every one of them; without it nobody can say in twelve weeks what worked.",
    ),
    "website_page": (
        "Put up one page of your own, or bring yours up to date",
        "Who you are, what you do, where, what it costs, how to reach you. People who were sent "
        "to you look you up first.",
    ),
    "ask_reviews": (
        "Ask your next ten customers for a review",
        "One message each, with the link, when the work is done: below ten few strangers call.",
    ),
    "answer_calls": (
        "Make sure every call is answered",
        "A fixed time each day to call back, and a text that says when. It costs nothing and "
        "comes before paying for more calls.",
    ),
    "set_up_number": (
        "Set up a WhatsApp business number, or bring yours up to date",
        "Hours, prices, an answer for when you are at work; the number on profile, page and door.",
    ),
    "start_list": (
        "Start a list of customers who may be written to, or bring yours up to date",
        "A place to keep names and the day they said yes. {law}",
    ),
    "manager_brief": (
        "Write the brief for the manager",
        "It stands ready on the page “Me or a manager”; add your own words and photos.",
    ),
    "manager_find": (
        "Talk to three candidates, see two samples each",
        "Ask for something they wrote for a business of your size, and who answers the comments.",
    ),
    "manager_trial": (
        "Read the first fortnight's work before it goes out",
        "Correct the tone now; afterwards the manager goes on and refers what is yours to answer.",
    ),
    "visit_first": (
        "{name}: go as a guest",
        "Do not pay yet. Look at who is there: could they buy from you, or send somebody?",
    ),
    "visit_second": (
        "{name}: go a second time before paying",
        "Another day, other people. Ask three members what it brought them last year.",
    ),
    "join": (
        "{name}: join, or leave it",
        "Join if both visits showed people who can buy or refer. Ask for the dues in writing and "
        "whether they can be paid by the month. If not, visit another one in these hours.",
    ),
    "propose_group": (
        "Propose to take the group online between meetings",
        "A quiet chat for members only: no selling, one request a week each, thanks in public.",
    ),
    "pick_events": (
        "{name}: pick the next three",
        "Where customers or people who send customers go, not only other sellers.",
    ),
    "choose_cause": (
        "{name}: choose the cause",
        "One that your customers' families care about; ask to be named where they look.",
    ),
    "check_dates": (
        "{name}: check dates, fees and who comes",
        "Go by the visitors, not by the fee; ask somebody who had a stand last time.",
    ),
    "make_stall": (
        "{name}: prepare the stand",
        "One sentence that can be read from five steps away, and something to take down names.",
    ),
    "find_topic": (
        "{name}: find the one question people keep asking",
        "Answer it in twenty minutes, with three examples of your own.",
    ),
    "offer_talk": (
        "{name}: offer it to twelve hosts",
        "About one in twelve says yes; libraries, clubs, chambers and suppliers first.",
    ),
    "referral_words": (
        "{name}: find the one sentence that asks",
        "Ask right after the work is praised: “Who else should know about this?” List the "
        "customers you have, the latest first.",
    ),
    "begins:referral_words": (
        "{name}: tell everybody you know that you have begun",
        "Say in one sentence whom you help and how, and ask them to pass it on. Ask your first "
        "customers right after the work is praised: “Who else should know about this?”",
    ),
    "list_partners": (
        "{name}: list ten trades that meet your customers first",
        "Choose those whose customers would thank them for naming you; give before you ask.",
    ),
    "list_firms": (
        "{name}: write down thirty firms you would like to work for",
        "Those you worked for before come first. Who decides there, and why might they want you "
        "now? What the law asks before a call or an e-mail differs by country; a visit and a "
        "letter may be made nearly everywhere.",
    ),
    "sign_text": (
        "{name}: five words and a number, new or freshened up",
        "What you do and how to reach you, nothing else. Get three quotes for what is missing.",
    ),
    "open_page": (
        "{name}: open the page, or bring yours up to date",
        "Name, place, hours, number, a picture of you at work, three new posts. Invite the "
        "customers who like you.",
    ),
    "gather_material": (
        "{name}: gather photos and stories for four weeks",
        "Work, people, place, before and after. What is yours beats what is polished.",
    ),
    "list_tool": (
        "{name}: set up the list, or bring yours up to date",
        "The free tier will do. Move the names you have.",
    ),
    "list_consent": (
        "{name}: write the sentence that asks for a yes",
        "On the order form, at the counter, on the page. {law}",
    ),
    "claim_profile": (
        "{name}: claim it, unless it is yours already, and fill in every field",
        "Hours, area, services, prices. Use the same name, address and number everywhere.",
    ),
    "profile_photos": ("{name}: add ten photos", "Outside, inside, work, people."),
    "first_page": (
        "{name}: put up one page, or bring yours up to date",
        "Who you are, what you do, where, what it costs, how to reach you.",
    ),
    "check_page": (
        "{name}: read it on a phone as a stranger would",
        "Can one see in five seconds what you do, where, and how to reach you?",
    ),
    "enter_listings": (
        "{name}: enter or correct the business in the five that matter",
        "The same name, address and number in each; turn off what costs.",
    ),
    "landing": (
        "{name}: a page that says what the advert promises",
        "One offer, one button, one number. No advert before it stands.",
    ),
    "tracking": (
        "{name}: count calls and forms before paying",
        "A number or form of its own. What cannot be counted cannot be stopped in time.",
    ),
    "first_advert": (
        "{name}: write the first one, set the limit",
        "Your area only, your hours only, {money} a month as the upper limit.",
    ),
}

# Titles where it is known that the thing stands, and where that there is none.
STANDS: Mapping[str, str] = {
    "open_page": "{name}: bring the page up to date",
    "sign_text": "{name}: see that they say it in five words and a number",
}
NONE_YET: Mapping[str, str] = {
    "website_page": "Put up one page of your own",
    "start_list": "Start a list of customers who may be written to",
    "list_tool": "{name}: set up the list",
    "first_page": "{name}: put up one page",
}

WORK: Words = {
    "platform": (
        "{name}: {rhythm}",
        "Answer every comment and message the same day. Try two times of day in turn; the "
        "evidence for a best time is weak.",
    ),
    "list": ("{name}: {rhythm}", "One story, one offer, and an unsubscribe link in every message."),
    "profile": (
        "{name}: one photo or line of news, answer reviews, ask two customers for one",
        "Answer the bad ones too, briefly and by name.",
    ),
    "begins:ask": (
        "{name}: tell three more people, ask each of your first customers",
        "Customers right after the work is praised; thank whoever sends somebody.",
    ),
    "unasked:profile": (
        "{name}: one photo or line of news, answer reviews",
        "Answer the bad ones too, briefly and by name.",
    ),
    "website": (
        "{name}: keep it up to date{more}",
        "Prices, hours, recent work. Write what people ask you on the phone.",
    ),
    "listing": (
        "{name}: answer enquiries, keep entries up to date",
        "The first to answer often wins.",
    ),
    "membership": (
        "{name}: go, and talk with three people",
        "Ask what they need before you say what you do. Note names.",
    ),
    "ask": (
        "{name}: ask every happy customer, write to five from the list",
        "Thank whoever sent somebody, whether it came to anything or not.",
    ),
    "partners": (
        "{name}: see or call one of the ten",
        "Send them something first: a customer, a tip, a thank-you.",
    ),
    "approach": (
        "{name}: the next firms on the list, and those of two weeks ago again",
        "Ask one question about their business before you offer anything. Note every answer.",
    ),
    "signs": ("{name}: check that they are where they should be", "Clean, lit, right number."),
    "search_ads": (
        "{name}: look at the numbers, cut what brings nothing",
        "Spent, {leads}, customers. Stop rule: see the review.",
    ),
    "pay_per_lead": (
        "{name}: answer within minutes, dispute what was not an enquiry",
        "Spent, {leads}, customers. Stop rule: see the review.",
    ),
    "social_ads": (
        "{name}: look at the numbers",
        "Spent, {leads}, customers. A new picture every {change} weeks. Stop rule: see the review.",
    ),
    "mass_media": (
        "{name}: count the replies that name the offer",
        "Spent, {leads}, customers. Stop rule: see the review.",
    ),
    "attached": (
        "{name}: answer, thank, make one introduction",
        "And keep one foot outside: {outside} a month among people who are not in the group.",
    ),
    "done_by_staff": ("{name}: {rhythm} (staff)", "Look over it once a week."),
    "done_by_manager": ("{name}: {rhythm} (manager)", "The manager posts, answers and refers."),
    "owner_part": (
        "{name}: material, approvals and what was referred to you",
        "Photos, a voice note, answers that only you can give.",
    ),
}

FOLLOW_UP = (
    "{name}: write to the people you met, within {hours} hours",
    "A line about what you spoke of. Ask whether you may add them to your list and page. {law}",
)
REVIEW = (
    "Look back: hours, {leads}, customers by source",
    "Compare with the targets. Were the hours real? Note what surprised you.",
)
LAST_REVIEW = (
    "Review: what stays, what goes",
    "Go through “What would change the plan”, enter your own results in the answers, and get "
    "new advice.",
)
TEST = (
    "Test, {name}: week {k} of {weeks}",
    "Count: what does a customer cost, how many can be reached, are they the right ones?",
)
SEASON_TASK = (
    "Prepare the busy season",
    "Offer, photos, opening hours on every page; the rush begins in about {weeks} weeks.",
)
FIRST_HOURS = ("{name}", "{sentence}")


def filled(words: tuple[str, str], **fields: str) -> tuple[str, str]:
    """Return title and detail with their fields filled in, no blank left at an end."""
    title, detail = (text.format(**fields).strip() for text in words)
    return title, detail


ASK_EVERYONE = (
    "Ask every new customer “How did you find us?” and write the answer down the same day. In "
    "twelve weeks that will be worth more than any figure here."
)
GROUP_STEPS: Mapping[str, str] = {
    "attached": "Take the group online between meetings: a chat for members only, no selling, one "
    "request a week each. The plan has the hours for it.",
    "offer": "If your group ({name}) only meets, propose to take it online between meetings: a "
    "chat for members only, no selling, one request a week each. It takes no hours here until "
    "the group says yes.",
    "outside": "Keep one foot outside: not everybody in town is in the group, and people inside "
    "hear the same news. {outside} a month, go where nobody from the group is.",
}
SEASON: Mapping[str, str] = {
    "all_year": "Your trade is busy all year round; any week is as good as another to begin.",
    "months": "Your trade is busy in {months}.",
    "quiet": "Your trade is busy most of the year; the quieter months are {months}.",
    "south": "These months are for the northern hemisphere; where weather makes the season, add "
    "half a year.",
    "before": "Have your offer, photos and opening hours ready {weeks} weeks before; in the busy "
    "weeks, when you see most customers, ask for reviews and names.",
    "before_unasked": "Have your offer, photos and opening hours ready {weeks} weeks before.",
    "inside": "{count} of the twelve weeks are busy: do the set-up before them.",
    "all_busy": "Every week of the plan is a busy one: if that leaves no time for set-up, begin "
    "once it is quieter.",
    "begins_busy": "The plan begins in a busy week: if that leaves no time for set-up, begin "
    "{count} weeks later.",
}
FINDINGS: Mapping[str, str] = {
    "ramp": "By week {week} the whole mix is running; no week takes more than {hours} hours",
    "ramp_late": "After twelve weeks, still to start: {names}; no week takes more than {hours} "
    "hours",
    "once": "{count} things to do once, week by week",
    "rhythm": "What runs every week, and from when",
    "targets": "Targets for week {week}",
    "changes": "What would change the plan at the review in week {week}",
    "test": "The test: {name}",
    "no_test": "The test waits",
    "consent": "Before you write to people you met: {law}",
    "groups": "The group between its meetings, and one foot outside",
    "season": "Seasons of the trade",
    "first": "Nothing is recommended; the first two hours a week would go here",
}
title = Sentences(FINDINGS, exact={"hours"})
RAMP_SENTENCE = (
    "Set-up comes first and fills the free hours; a channel runs from the week after it is set "
    "up, best value first. Hours left free are yours."
)
STAFF_BESIDE = "These are your own hours; your staff give up to {hours} a week beside them."
MEASURED_LATER = (
    "The ranges are those of month {month} of the forecast: by the review the mix has been running "
    "for about {weeks} weeks."
)
