"""Whom an advert is shown to: the ways of each channel, filled with this business's answers."""

from __future__ import annotations

from collections.abc import Sequence

from advisor.catalogue import Case, Tables
from advisor.catalogue.advice import AdvertLimit, Targeting
from advisor.evidence.places import towns_near
from advisor.explain.names import listed
from advisor.explain.wording import KM_PER_MILE
from advisor.insight.adverts.result import Limit, Step, TargetSetting
from advisor.insight.adverts.words import say, words_of
from advisor.profile import BusinessProfile
from advisor.results import Recommendation

_MANY = 0.4  # share of customers from which a platform or age is worth naming
_TOWNS = 6  # named at most
_ONE_SIDED = 0.8  # share of women or men from which the other half is left out
_WIDEST_CIRCLE = 500.0  # miles: platforms draw none around an address beyond it
RADIUS = "radius_around_address"
_AIMS = ("my_town", "neighbouring_towns", "region")


class Filling:
    """Fills the ways of targeting with the answers of one business."""

    def __init__(
        self, profile: BusinessProfile, case: Case, recommendation: Recommendation, tables: Tables
    ) -> None:
        self.profile, self.case, self.tables = profile, case, tables
        self.km = recommendation.distance_unit == "km"
        self.limits = limits_for(case.sector, tables)
        self.forbidden = {way for limit in self.limits for way in limit.forbids}

    def distance(self, miles: float) -> str:
        """Write a distance in the reader's unit, whole."""
        value = miles * KM_PER_MILE if self.km else miles
        return f"{max(round(value), 1):,} {'km' if self.km else 'miles'}"

    def of(self, channel: str) -> tuple[TargetSetting, ...]:
        """Return every way of a channel with what to set."""
        ways = [t for t in self.tables.advice.targeting if t.channel == channel]
        radius = any(t.criterion == RADIUS and t.available != "no" for t in ways)
        return tuple(self._setting(way, radius=radius) for way in ways)

    def _setting(self, way: Targeting, *, radius: bool) -> TargetSetting:
        if f"{way.channel}/{way.criterion}" in self.forbidden:
            available, text, set_it = "no", say("forbidden"), False
        elif way.available == "no":
            available, text, set_it = "no", say("not_there"), False
        else:
            available = way.available
            answer = self._answer(way, radius=radius)
            set_it = bool(answer)
            text = answer or say("leave_open")
        return TargetSetting(
            kind=way.kind,
            criterion=way.criterion,
            name=way.name,
            available=available,
            set_it=set_it,
            setting=text,
            note=way.note,
            source_id=way.source_id,
            grade=way.grade,
        )

    def _answer(self, way: Targeting, *, radius: bool) -> str:
        """Return what to set by the profile's answers; empty leaves it open."""
        audience, already = self.profile.audience, self.profile.already
        if way.answer == "area":
            return self._area(way, radius=radius)
        if way.answer in ("ages", "income", "education"):
            given: Sequence[str] = getattr(audience, way.answer) or ()
            names = listed([words_of(value) for value in given])
            return say(way.answer, names=names) if names else ""
        if way.answer == "women_share":
            return _gender(audience.women_share)
        if way.answer in ("job_roles", "interests"):
            names = listed(list(getattr(audience, way.answer) or ()))
            return say(way.answer, names=names) if names else ""
        if way.answer == "email_list":
            count = already.email_list or 0
            return say("own_list", count=count) if count else ""
        if way.answer == "website":
            return say("visitors") if self.case.has_website else ""
        if way.answer == "followers":
            pages = self.tables.channels[way.channel].runs_on
            held = sum(self.case.followers.get(page, 0.0) for page in pages)
            return say("followers", count=held) if held else ""
        return say(f"do_{way.criterion}") if way.criterion in _ALWAYS else ""

    def _area(self, way: Targeting, *, radius: bool) -> str:
        """Return the area: a circle where there is one, otherwise the towns in it by name."""
        case = self.case
        if case.attributes.get("online", 0.0) > _MANY and case.reach_goal not in _AIMS:
            return say(f"area_{case.reach_goal}") if way.criterion != RADIUS else ""
        if case.catchment_miles > _WIDEST_CIRCLE:
            return say("area_far") if way.criterion != RADIUS else ""
        if way.criterion == RADIUS:
            least = [
                limit.least_radius_miles or 0.0
                for limit in self.limits
                if any(ban.startswith(f"{way.channel}/") for ban in limit.forbids)
            ]
            miles = max(case.catchment_miles, *least, 0.0)
            return say("circle", distance=self.distance(miles), place=case.place.name)
        if radius:
            return ""
        towns = sorted(
            (place for place, _ in towns_near(case.place, case.catchment_miles)),
            key=lambda place: (-place.population, place.name),
        )
        names = [case.place.name, *(place.name for place in towns[: _TOWNS - 1])]
        return listed(list(dict.fromkeys(names)))


_ALWAYS = (
    "search_keywords", "keywords", "job_types_service_categories", "ad_schedule_device",
)  # fmt: skip


def _gender(women: float | None) -> str:
    """Return women or men where nearly all customers are; otherwise both, which is no setting."""
    if women is None or 1.0 - _ONE_SIDED < women < _ONE_SIDED:
        return ""
    return say("women" if women >= _ONE_SIDED else "men")


def limits_for(sector: str, tables: Tables) -> tuple[AdvertLimit, ...]:
    """Return the limits that touch a sector by what it sells."""
    return tuple(x for x in tables.advice.limits if sector in x.sectors)


def all_limits(sector: str, tables: Tables) -> tuple[Limit, ...]:
    """Return all limits a business must know: its own first, then those of every business."""
    rows = sorted(
        (x for x in tables.advice.limits if not x.sectors or sector in x.sectors),
        key=lambda x: (not x.sectors, x.limit),
    )
    return tuple(
        Limit(
            limit=x.limit,
            name=x.name,
            what=x.what,
            applies=bool(x.sectors),
            source_ids=x.source_ids,
            grade=x.grade,
            reasoning=x.reasoning,
        )
        for x in rows
    )


def steps_for(case: Case, tables: Tables, channels: Sequence[str]) -> tuple[Step, ...]:
    """Return the checklist of the channels at hand, landing first."""
    true = {
        "": True,
        "no_website": not case.has_website,
        "website": case.has_website,
        "enquiry": case.lead_unit in ("enquiry", "contact_asked"),
        "few_reviews": case.reviews is None or case.few_reviews,
        "shop": case.lead_unit == "visit_intent",
    }
    stages = ("landing", "tracking", "running")
    rows = [
        s
        for s in tables.advice.steps
        if true[s.needs] and (not s.channels or set(s.channels) & set(channels))
    ]
    rows.sort(key=lambda s: stages.index(s.stage))
    return tuple(
        Step(
            step=s.step,
            stage=s.stage,
            what=s.what,
            fact_ids=s.fact_ids,
            grade=s.grade,
            reasoning=s.reasoning,
        )
        for s in rows
    )
