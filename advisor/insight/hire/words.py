"""The sentences of "me or a manager": verdicts, thresholds, the brief, who answers what."""

from collections.abc import Mapping

from advisor.explain.sentences import Sentences
from advisor.insight.hire.result import Threshold

SENTENCES: Mapping[str, str] = {
    # verdicts
    "pays": "A manager is worth it: over the years you earn {net} {currency} a month more on "
    "average than if you do it all yourself",
    "pays_seldom": "A manager is worth it on average ({net} {currency} a month more earned "
    "over the years), but in {less:share} of the simulations it earns less: begin with a trial",
    "pays_otherwise": "A manager is worth it for your other goals, though {net} {currency} a month "
    "less is earned over the years, on average",
    "does_not_pay": "Do it yourself: with a manager {net} {currency} a month less would be earned "
    "over the years, on average",
    "does_not_pay_otherwise": "Do it yourself: a manager would earn {net} {currency} a month "
    "more over the years, on average, but serve your other goals less",
    "pays_too_seldom": "Do it yourself: a manager would earn {net} {currency} a month more over "
    "the years, on average, but less in {less:share} of the simulations",
    "cannot_be_paid": "Your budget cannot pay a manager; the smallest useful arrangement takes "
    "{fee} {currency} a month",
    "no_hours": "A manager needs {hours} h of yours a week for material, approvals and answers, "
    "more than you give",
    # both sides
    "alone": "Everything yourself: {mix}.",
    "hired": "With a manager: {mix}; the manager runs: {runs}.",
    "carried": "That is less than half: a few good outcomes carry the average.",
    "share": "In {share} of the simulations more is earned over the years with the manager; "
    "both are judged on the same simulations.",
    "at_money": "Both sides are calculated at {at} {currency} a month, enough to pay a manager "
    "beside your own mix; you have {own}.",
    "asked_no": "You said you would not hire; this is what it would be, should you change your "
    "mind.",
    "asked_yes": "You said you would hire; this shows what that brings or costs against not "
    "hiring.",
    # where a manager begins to be worth it
    "owner_hour.from": "from about {at} {currency} a manager is worth it; yours counts as {own}.",
    "owner_hour.from_low": "already at {at} {currency} a manager is worth it; "
    "yours counts as {own}.",
    "owner_hour.never": "at no value up to {most} {currency} is a manager worth "
    "it; yours counts as {own}.",
    "budget.from": "from about {at} {currency} a month a manager is worth it; you have {own}.",
    "budget.not_always": "at about {at} {currency} a month a manager is worth it, but not "
    "at every larger budget: other things bring more there.",
    "budget.never": "at no budget up to {most} {currency} a month is a manager worth it "
    "here; you have {own}.",
    "followers.from": "from about {at} on {of} a manager is worth it; you have {own}.",
    "followers.any": "a manager is worth it whatever your following on {of}; it does "
    "not depend on followers here.",
    "followers.never": "with no following on {of} up to {most} is a manager worth it; "
    "you have {own}.",
    "not_at_top": " (At {most} it no longer is: doing less is then worth more.)",
    "looked_at": "Your hour and followers are looked at with a budget of {at} {currency} a month.",
    # starting again
    "there": "After twelve months {still:share} of such arrangements are still running "
    "({low:share} to {high:share}).",
    "cost": "Starting again costs about {cost} {currency} (six weeks' fee and {hours} of your "
    "hours); weighed by its chance, {expected} {currency} a year.",
    "survives": "The gain of {gain} {currency} a year is larger than that, so the advice stands.",
    "eaten": "The gain of {gain} {currency} a year does not cover it: be sure of the person "
    "before you sign.",
    "no_gain": "There is no gain to lose: {loss} {currency} a year less would be earned over "
    "the years anyway.",
    "dispute": "{dispute:share} of small firms end in a dispute with such a provider, mostly over "
    "expectations that were never written down; {upsold:share} say they were sold what they did "
    "not need. That is why there is a brief.",
}
TURNS: Mapping[str, str] = {
    "owner_hour": "An hour of yours", "budget": "Budget", "followers": "Followers",
}  # fmt: skip
MOVES_ALONE = (
    "Each is changed alone, all else as answered; the best mix was chosen again each time."
)
_CLOSE = 1.001


def threshold_sentence(found: Threshold, currency: str) -> str:
    """Return a threshold as a sentence; "at no value" where there is none."""
    return f"{TURNS[found.code]}: {threshold_text(found, currency)}"


def threshold_text(found: Threshold, currency: str) -> str:
    """Return the sentence of a threshold without the name of what turns (``TURNS``)."""
    fields = {
        "at": found.at, "own": found.own, "of": found.of, "most": found.searched_to,
        "currency": currency,
    }  # fmt: skip
    how, end = "from", ""
    if found.at is None:
        how = "never"
    elif found.code == "followers" and found.at <= 0:
        how = "any"
    elif found.code == "budget":
        how = "from" if found.holds else "not_always"
    else:
        low = found.code == "owner_hour" and found.at * 8 <= found.own * _CLOSE
        how = "from_low" if low else "from"
        end = "" if found.holds else say("not_at_top", **fields)
    return say(f"{found.code}.{how}", **fields) + end


FINDINGS: Mapping[str, str] = {
    "thresholds": "Where a manager begins to be worth it, if anywhere",
    "thresholds_never": "A manager is rarely worth it here: no hourly value, budget or following "
    "makes it so",
    "restart": "More than half of hired help is gone within a year",
    "costs": "What an hour costs: yours, a freelancer's, an agency's",
    "brief": "The brief: what the manager does, and with what",
    "referrals": "Who answers what, and within what time",
    "safeguards": "So that it stays you",
}
COST_NOTE = (
    "Hourly pay in the US scaled by the price level of the country, which is judgement; somebody "
    "abroad may be cheaper but knows less about your town."
)
OWNER_ROW = "Your own hour"

BRIEF: Mapping[str, str] = {
    "business": "The business",
    "goal": "What it is for",
    "channels": "What you run",
    "material": "What the owner supplies every week",
    "voice": "How it sounds",
    "decides": "Who decides what",
    "reports": "What is counted",
    "terms": "Terms",
}
LINES: Mapping[str, str] = {
    "who": "{name}: {sector}, {place}.",
    "nameless": "{sector}, {place}.",
    "audience": "For: {audience}.",
    "everyone": "For: everybody who could need it within reach.",
    "reach": "To be known: {reach}.",
    "wanted": "More people who ask and buy, not more likes. Customers are counted, likes are not.",
    "channel": "{name}: {hours} h a week, {rhythm}.",
    "channel_hours": "{name}: {hours} h a week.",
    "none": "No channel here is worth giving away today; this is the frame for the day one is.",
    "not_yours": "Not yours: meeting people, the group, partners. That stays with the owner.",
    "photos": "{photos} photos of the week: work, people, place; faces only of those who agreed.",
    "note": "One voice note of {minutes} minutes: what happened, what customers asked, in the "
    "owner's own words.",
    "stories": "Once: three stories of customers (with their consent), ten questions people ask, "
    "prices, what is never said.",
    "face": "The owner's face and hands are in at least every other picture.",
    "hands": "The owner prefers not to be on camera: hands, work and customers' results instead.",
    "writes": "The owner likes to write: one post a month is the owner's own, untouched.",
    "speaks": "The owner would rather speak than write: write from the voice note, keep its words.",
    "say_so": "Say “we” only for what the business does; never write as the owner in private "
    "messages.",
    "topics": "Topics and rhythm: the manager proposes on the 25th, the owner agrees by the 28th; "
    "silence means no.",
    "prices": "Offers, prices, promises, dates: the owner, always, in writing.",
    "posts": "Single posts inside the agreed topics: the manager, without asking.",
    "spend": "Advertising: the owner sets the limit; the manager may spend less, never more.",
    "stop": "Taking a post down: either, at once, questions later.",
    "report": "Every month, on one page: hours worked, posts, people reached, who asked or "
    "bought, what was referred to the owner and how fast it was answered.",
    "source": "Every new customer is asked how they found the business; the owner counts, the "
    "manager gets the list.",
    "accounts": "All accounts, domains and lists belong to the business; the manager has a login "
    "of their own and never the only one.",
    "trial": "A trial of {trial} months, then {notice} month's notice on either side.",
    "handover": "On leaving: all pictures, drafts and numbers are handed over within a week.",
    "fee": "About {hours} hours a week, {fee} {currency} a month.",
}
say = Sentences({**SENTENCES, **LINES}, exact={"hours"})
MATTERS: Mapping[str, tuple[str, str, str, str]] = {
    # matter: words, who answers, row of data/advice/replies.csv, or of data/practice.csv for what
    # is no post, what the other one does meanwhile
    "known": (
        "Question with a known answer: hours, place, price list, booking",
        "manager", "asks_to_buy", "The owner keeps the list of answers true.",
    ),
    "comment": (
        "Comment, thanks, joke",
        "manager", "comment", "Nothing; the owner looks in once a week.",
    ),
    "unknown": (
        "Question that needs judgement: advice, a quote, “could you ...?”",
        "owner", "owner_hours_question",
        "The manager says within {refer} h who will answer and when, and passes it on.",
    ),
    "praise": (
        "Good review",
        "manager", "good_review", "The owner thanks regulars personally.",
    ),
    "complaint": (
        "Complaint in public",
        "owner", "complains",
        "The manager writes “we have seen this, the owner will answer today”, defends nothing, "
        "deletes nothing.",
    ),
    "bad_review": (
        "Review of one to three stars",
        "owner", "bad_review", "The manager passes it on and defends nothing.",
    ),
    "offer": (
        "Wish for a discount, a promise, a date",
        "owner", "owner_hours_question", "The manager promises nothing.",
    ),
    "serious": (
        "Law, health, safety, the press, an accident",
        "owner", "refer_hours",
        "The manager telephones at once and posts nothing until the owner says so, planned posts "
        "included.",
    ),
    "data": (
        "Personal data: “delete me”, “where did you get my address?”",
        "owner", "owner_hours_question", "The manager passes it on and stops writing to them.",
    ),
    "abuse": (
        "Spam and abuse",
        "manager", "insult", "The manager hides it, keeps a picture, informs the owner "
        "monthly.",
    ),
}  # fmt: skip
SAFEGUARDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Nothing goes out without the week's own material: content that could be anybody's loses "
     "about {loss} of its effect, with your photos and words about {kept}.", ("H0055", "H0057")),
    ("Your people share it too: what people share is clicked {times} times as often as what the "
     "page shares.", ("O273",)),
    ("Faces of the place, not from a picture library: pictures with faces are liked {faces} % "
     "more.", ("O527",)),
    ("No invented customer, no bought review, no rewritten quote. Not once.", ()),
    ("Once a month the owner reads ten posts and three answers aloud. What the owner would not "
     "say is changed.", ()),
    ("Private messages are signed with the name of whoever writes.", ()),
)  # fmt: skip
REACH: Mapping[str, str] = {
    "my_town": "in the town", "neighbouring_towns": "in the towns around", "region": "in the "
    "region", "country": "in the whole country", "worldwide": "wherever there are customers",
}  # fmt: skip
WHO: Mapping[str, str] = {"owner": "the owner", "manager": "the manager"}
