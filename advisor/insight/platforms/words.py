"""Sentences about platforms: named templates with fields, nothing computed.

``say(code, **fields)`` is the entry: numbers are shown with two significant figures, shares
(fields that end in ``share``) as percent, hours of the clock as they are.
"""

from collections.abc import Mapping, Sequence

from advisor.explain.names import listed
from advisor.explain.sentences import Sentences

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
TEMPLATES: Mapping[str, str] = {
    # the surprise
    "other_platform": "Most small firms begin with {habit}; for you, the evidence favours "
    "{platform}.",
    "no_platform": "No platform at all: your hours do more elsewhere.",
    "no_platform_spare": "No platform at all: none brings enough for the hours it takes.",
    "list_only": "No public platform: the list of your own customers ({platform}) is enough.",
    "as_habit": "No surprise here: {platform}, where most small firms are, is right for you too.",
    "nothing_yet": "Nothing is worth its hours yet, and no platform is either.",
    "carried_by": "What carries you instead: {names}.",
    "if_at_all": "If you post all the same, begin with {platform}: it ranks first of the public "
    "platforms, with {score} of 100 points; what is in the mix scores above 50.",
    "if_unusual": "Few small firms think of it: {share} are there.",
    "reason_of": "{platform}: {sentence}",
    "climber": "{platform} ranks {place} of {count} here; only {share} of small firms are there.",
    "habit_out": "Half of small firms or more are on {names}; your mix does without.",
    "habit_known": "{habit_share} of small firms are on {habit}, {platform_share} on "
    "{platform}. What they do says where they feel at home, not what it brings.",
    "habit_note": "What small firms use: American surveys of 2022 to 2025; for {names}, our guess.",
    "widest": "More of your customers use {platform} than any other ({share}); using it is not "
    "the same as seeing you.",
    "widest_first": "No other platform holds more of your customers ({share}).",
    # ranking
    "ranking_in": "In the mix, best first: {names}.",
    "ranking_none": "None of the {count} platforms is in your mix.",
    "ranking_reason": "{name}: {sentence}",
    "closed": "Not open to you: {names}.",
    "retired": "{name} has closed; {successor} has taken its place.",
    "fit_note": "Fit compares what you sell with an average business; a score "
    " above 50 means in the mix.",
    # audience
    "audience": "More of your customers use {platform} than any other: {low} to {high}.",
    "audience_people": "Inside your reach goal that is {low} to {high} people who could buy; "
    "within the {distance}, in a straight line, that your customers come from, {near_low} to "
    "{near_high}.",
    "audience_counts": "{low} to {high} people inside your reach goal who could buy are on "
    "{platform}.",
    "audience_firms": "You sell to firms: this counts the people who buy for them.",
    "adds": "Once you are on {first}, {second} adds {share} of your customers who are not there.",
    "use_note": "Using a platform is not the same as seeing you: only a small part of its users "
    "sees a post.",
    "abroad_note": "Outside the United States we keep the pattern of the American survey and "
    "replace the total, so the ranges are wide.",
    # page size
    "page_new": "A new page on {platform} reaches {low} to {high} people a month with {hours} "
    "hours a week.",
    "page_now": "Your page on {platform} with {followers} followers reaches {low} to {high} people "
    "a month with {hours} hours a week.",
    "page_more": "With {followers} followers the same work would reach {low} to {high}.",
    "page_aware": "Of the people reached, {range} a month notice you.",
    "page_customers": "It brings {customers}.",
    "page_note": "People inside your reach goal, on average over {months} months, including the "
    "months before a page is known.",
    # rhythm
    "rhythm": "On {platform} post about {often}; beyond {flat} a week more brings hardly anything.",
    "rhythm_capped": "On {platform} post about {often}; a business is let post no more.",
    "rhythm_rising": "On {platform} post about {often}; up to {longest} hours a "
    "week more still helps.",
    "rhythm_none_capped": "If you post on {platform}, about {often}; a business is let post no "
    "more.",
    "rhythm_none_rising": "If you post on {platform}, about {often} is a beginning; up to "
    "{longest} hours a week more still helps.",
    "rhythm_none": "If you post on {platform}, about {often} will do; beyond {flat} a week more "
    "brings hardly anything.",
    "rhythm_how": "“Hardly anything” means that the next post brings less than {share} of the "
    "first.",
    "rhythm_hours": "{hours} hours a week will do for {low} to {high} posts a week.",
    "rhythm_spare": "{hours} hours a week leave time beyond the posts: use it to answer and "
    "comment.",
    "rhythm_small": "Small pages there post {low} to {high} times a week.",
    "rhythm_more": "On {platform}, more than about {hours} hours a week brings hardly anything.",
    # content
    "content": "Show this: {first}; {second}.",
    "content_one": "Show this: {first}.",
    "content_form": "On {platform}, the form that carries farthest: {name}.",
    "content_unknown": "On {platform}: {name}.",
    "content_camera": "You would rather not be in front of a camera, so films come last here.",
    "content_note": "The reach of each form was counted on pages of all sizes; what subjects bring "
    "was not counted at all.",
    # when
    "when": "{platform}: {days}, {begin} to {end} o'clock, named by {agree} of {claims} sources.",
    "when_only": "{platform}: {days}, {begin} to {end} o'clock; only one source was found.",
    "when_title": "The hour matters little: try {days} about {begin}, and one other time.",
    "when_unknown": "On {platform} the hour is up to you: no source names one.",
    "when_weak": "At best, a well-chosen hour lifts a post by {share}; the sources contradict one "
    "another from year to year, so this is the weakest advice on this page.",
    "when_test": "Try two times for four weeks each and keep the better one.",
    "when_long": "On {platform} half of what a post brings comes after {days} days or more: the "
    "time of day does not matter.",
    # replies
    "replies": "Answer the same day: {names}.",
    "replies_minutes": "The hours in your mix leave {low} to {high} minutes a day for reading and "
    "answering.",
    "replies_watch": "Look in twice a day where somebody may write; a page that is posted on daily "
    "takes {low} to {high} minutes a day in all.",
    "replies_none": "With no page there is nothing to watch but reviews, the telephone and the "
    "post.",
    "replies_owner": "These you answer yourself, whoever posts for you: {names}.",
}


say = Sentences(TEMPLATES, exact={"begin", "end", "agree", "claims", "count", "months", "place"})


def posts_worth(posts_per_week: float, flat_posts: float | None) -> float:
    """Return the posts that are of use: those the hours make, but none where the curve is flat."""
    return posts_per_week if flat_posts is None else min(posts_per_week, flat_posts)


def often(posts_per_week: float) -> str:
    """Say how often a week, or a month where that is less than once.

    Examples
    --------
    >>> [often(x) for x in (3.2, 1.1, 0.5)]
    ['3 times a week', 'once a week', 'twice a month']
    """
    per, unit = (
        (posts_per_week, "week") if posts_per_week >= 0.8 else (posts_per_week * 4.3, "month")
    )
    count = max(round(per), 1)
    return f"{ {1: 'once', 2: 'twice'}.get(count, f'{count} times') } a {unit}"


def days_text(days: Sequence[int]) -> str:
    """Write days of the week, neighbours as a span.

    Examples
    --------
    >>> days_text([2, 3, 4]), days_text([1, 4]), days_text([5])
    ('Tuesday to Thursday', 'Monday and Thursday', 'Friday')
    """
    names = [DAYS[day - 1] for day in sorted(days)]
    if len(names) > 2 and max(days) - min(days) == len(names) - 1:
        return f"{names[0]} to {names[-1]}"
    return listed(names)


def fit_words(fit: float | None) -> str:
    """Say how a platform fits what is sold.

    Examples
    --------
    >>> [fit_words(x) for x in (2.0, 1.0, 0.3, None)]
    ['very well', 'as usual', 'badly', '-']
    """
    if fit is None:
        return "-"
    steps = ((1.5, "very well"), (1.1, "well"), (0.9, "as usual"), (0.6, "less than usual"))
    return next((word for least, word in steps if fit >= least), "badly")
