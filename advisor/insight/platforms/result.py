"""What follows for platforms: which suit, whom they hold, what to post, how often, when, replies.

Hours are per week, money per month in the profile's currency, forecasts per month averaged over
the horizon unless said otherwise; shares run from 0 to 1.  Types only.
"""

from advisor.results.finding import Insight
from advisor.results.forecast import Range, Reason, Result


class CurvePoint(Result):
    """One effort on a platform: hours and posts a week, and expected people and profit a month."""

    hours_per_week: float
    posts_per_week: float
    people_aware: float
    customers: float
    gross_profit: float


class PageSize(Result):
    """What a page with so many followers reaches in a month with the same work."""

    followers: float
    people_reached: Range


class PostIdea(Result):
    """A form or subject of posts; ``factor`` is its reach against the usual post, if known.

    ``suits`` is false where it shows the owner on camera and the owner would rather not.
    """

    content: str
    name: str
    what: str
    factor: Range | None
    suits: bool
    fact_ids: tuple[str, ...]
    grade: str
    reasoning: str


class TimeSlot(Result):
    """A time to post (days 1 Monday to 7, clock hours): ``agree`` of ``claims`` sources name it."""

    days: tuple[int, ...]
    from_hour: int
    to_hour: int
    agree: int
    claims: int
    fact_ids: tuple[str, ...]


class Answering(Result):
    """Something people write, within how many hours it wants an answer, and of what kind."""

    situation: str
    name: str
    within_hours: float
    same_day: bool
    only_the_owner: bool
    what: str
    fact_ids: tuple[str, ...]
    grade: str
    reasoning: str


class Platform(Result):
    """A platform for this business.

    ``rank`` orders by ``score`` of the recommendation, ``habit_rank`` by the share of small firms
    that use it; ``public`` is false for a list of the owner's own contacts.  ``audience_share`` is
    the share of the people (or firms) who could buy that use it, ``people`` how many that are
    inside the reach goal, ``people_near`` within the distance customers come from; ``adds`` the
    share of them that the first in rank does not hold already.  ``fit`` multiplies enquiries
    against an average business.  Forecasts are those of ``hours_per_week``: the level in the mix,
    otherwise the least one; ``posts_per_week`` is what these hours make.  ``flat_posts`` is where
    the next post brings a small part of what the first did; None where that lies beyond what was
    looked at.  ``most_posts`` is what the platform lets through.  What is None is not known or, on
    a platform that is not open, not there.
    """

    channel: str
    name: str
    open: bool
    public: bool
    in_mix: bool
    rank: int
    score: float
    share_of_worlds: float | None
    habit_share: float
    habit_rank: int
    audience_share: Range
    people: Range
    people_near: Range
    adds: float | None
    fit: float | None
    followers: float
    hours_per_week: float | None
    done_by: tuple[str, ...]
    money_per_month: float | None
    posts_per_week: Range | None
    people_reached: Range | None
    people_aware: Range | None
    leads: Range | None
    customers: Range | None
    gross_profit: Range | None
    flat_hours: float | None
    flat_posts: float | None
    most_posts: float | None
    small_pages_post: Range | None
    half_life_hours: Range | None
    curve: tuple[CurvePoint, ...]
    reasons: tuple[Reason, ...]
    forms: tuple[PostIdea, ...]
    slots: tuple[TimeSlot, ...]


class Surprise(Result):
    """Where the evidence disagrees with habit, or that it does not.

    ``code`` is other_platform, no_platform, list_only, as_habit or nothing_yet; ``platform`` the
    first in rank of those that are open ("" when none is); ``habit`` the platform most small firms
    begin with.
    """

    code: str
    platform: str
    habit: str
    sentence: str


class PlatformAdvice(Insight):
    """The whole advice on platforms; ``platforms`` in order of rank.

    ``reply_minutes_per_day`` is what the hours of the mix leave for reading and answering, None
    when no platform is in the mix; ``watch_minutes_per_day`` what a page asks for at least.
    """

    surprise: Surprise
    platforms: tuple[Platform, ...]
    subjects: tuple[PostIdea, ...]
    page_sizes: tuple[PageSize, ...]
    answering: tuple[Answering, ...]
    reply_minutes_per_day: Range | None
    watch_minutes_per_day: Range
