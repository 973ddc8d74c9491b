"""How far face to face carries: groups that fit, towns around, people, curves and crossings.

Hours are per week, money per month in the profile's currency, forecasts per month.  Distances
are straight-line miles unless the name says road; a reader sees miles or kilometres.  ``room``
stands for meeting people alone (groups, events, referrals, the online side of a group included),
``platforms`` for public platforms, own pages and adverts without it, ``mix`` for the best of all.
"""

from typing import Literal

from advisor.catalogue import ReachGoal, Strategy
from advisor.results.finding import Insight
from advisor.results.forecast import Range, Result, Shares

WayId = Literal["room", "platforms", "mix"]
Leader = Literal["room", "platforms", "level", "neither"]
Standing = Literal["mix", "room", "fits"]
Verdict = Literal[
    "room_always",
    "platforms_always",
    "level",
    "neither",
    "room_then_platforms",
    "platforms_then_room",
    "room_then_level",
    "platforms_then_level",
    "level_then_room",
    "level_then_platforms",
    "several",
]


class GroupFit(Result):
    """How often one way of meeting people fits into the week, and what limits it.

    ``by_hours`` and ``by_money`` are units that the whole budget would pay for (null: it takes
    none); ``exist`` how many there are within reach (null: not counted); ``most`` the most that
    makes sense for one person; ``fit`` the least of them.  ``limited_by`` is hours, money, exist,
    most or closed; ``reason`` says why it is closed, or what its limit is.
    """

    channel: str
    name: str
    unit: str
    joined: bool
    hours_per_week_each: float
    money_per_month_each: float
    by_hours: float | None
    by_money: float | None
    exist: float | None
    most: float
    fit: float
    limited_by: Literal["hours", "money", "exist", "most", "closed"]
    in_mix: float
    in_room: float
    reason: str


class Town(Result):
    """A town around: how far, in which direction (degrees clockwise from north), how large."""

    place_id: str
    name: str
    region: str
    miles: float
    road_miles: float
    drive_minutes: float
    bearing_degrees: float
    people: int
    within_customers_reach: bool


class Membership(Result):
    """A membership placed on the map: in the home town (no ``place_id``) or in a town around.

    ``standing``: mix where the recommended mix holds it, room where only the best answer by
    meeting people alone does, fits where it would fit the week and is worth it in neither.
    """

    channel: str
    name: str
    town: str
    place_id: str = ""
    miles: float = 0.0
    standing: Standing


class Band(Result):
    """People by straight-line distance, and what the groups of the week reach of them a month.

    ``could_buy`` are people (or firms) there who could ever buy; ``reached`` is what the best
    answer without platforms reaches at the owner's hours.
    """

    from_miles: float
    to_miles: float
    people: Range
    could_buy: float
    reached: Range


class Answer(Result):
    """The best one can do one way within budgets: expected, per month; hours and money it takes."""

    utility: float
    customers: float
    net_contribution: float
    hours_per_week: float
    room_hours_per_week: float
    money_per_month: float


class HourPoint(Result):
    """The three answers for so many hours a week; ``mix_hours`` is the mix's hours by family."""

    hours_per_week: float
    room: Answer
    platforms: Answer
    mix: Answer
    mix_hours: Shares


class GoalPoint(Result):
    """The three answers at the owner's budgets, did the goal reach so far (null miles: no ring).

    Utilities of different goals are not comparable; the three of one goal are.
    """

    goal: ReachGoal
    miles: float | None
    room: Answer
    platforms: Answer
    mix: Answer


class WayNow(Result):
    """One of the three at the owner's budgets, with ranges."""

    way: WayId
    strategy: Strategy | None
    channels: tuple[str, ...]
    hours_per_week: float
    money_per_month: float
    utility: float
    customers: Range
    net_contribution: Range
    people_aware: Range
    bonds: Range


class Stretch(Result):
    """A stretch of hours or goals in which one answer leads; ``level``: within a few percent."""

    leader: Leader
    start: float
    end: float


class Crossing(Result):
    """Where one answer overtakes the other along hours, or along the goals' numbers (0 to 4).

    ``at`` is where the last stretch begins (null: there is only one).  Stretches too short to
    matter are left out; a level stretch between two others does not change the verdict.
    """

    verdict: Verdict
    at: float | None
    stretches: tuple[Stretch, ...]


class Capacity(Insight):
    """How far face to face carries.

    ``answer`` is the crossing as a sentence; ``groups_answer`` says how many groups one person can
    join; ``others`` names the channels that carry most of what the answer speaks of, and
    ``reach_others`` those that do where the goal reaches far enough for a crossing.
    ``room_starts_hours`` is the least week in which the room brings anything,
    ``room_full_hours`` the least after which more hours bring it nothing worth them, and
    ``mix_full_hours`` the same for the mix (null: it still grows at the most hours looked at);
    ``mix_room_most_hours`` the most hours that the mix ever gives to the room.
    """

    answer: str
    groups_answer: str
    place: str
    hours_per_week: float
    money_per_month: float
    currency: str
    distance_unit: str
    groups: tuple[GroupFit, ...]
    most_groups: int
    towns: tuple[Town, ...]
    towns_in_reach: int
    towns_customers_reach: int
    reach_miles: float
    customers_come_from_miles: float
    home_people: int
    memberships: tuple[Membership, ...]
    bands: tuple[Band, ...]
    ways: tuple[WayNow, ...]
    by_hours: tuple[HourPoint, ...]
    by_goal: tuple[GoalPoint, ...]
    hours_crossing: Crossing
    reach_crossing: Crossing
    others: tuple[str, ...]
    reach_others: tuple[str, ...]
    mix_room_most_hours: float
    room_starts_hours: float | None = None
    room_full_hours: float | None = None
    mix_full_hours: float | None = None

    @property
    def own(self) -> HourPoint:
        """The point of the owner's hours."""
        return min(self.by_hours, key=lambda p: abs(p.hours_per_week - self.hours_per_week))
