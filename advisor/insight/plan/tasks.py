"""Slots of the schedule as tasks in words, dated where a start was given."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from advisor.catalogue import ATTACHED, Case, Tables
from advisor.explain.first_words import asks_nobody
from advisor.explain.names import leads_of
from advisor.explain.wording import two_figures
from advisor.insight.plan import words
from advisor.insight.plan.result import ChannelTest, Kind, PlanTask
from advisor.insight.plan.schedule import QUARTER, Job, Piece, Slot
from advisor.profile import BusinessProfile
from advisor.results import AllocationItem, Recommendation

HIRE, TRIAL, START = "hire", "trial", "start"
_WEEKS_AHEAD = 2  # set-up begins so long before the month in which a channel begins
_VISITING = ("visit_first", "visit_second", "join")


def kind_of(channel: str, tables: Tables) -> str:
    """Return the kind of a channel, the attached group's being its own."""
    return tables.channels[channel].kind


def lane_of(item: AllocationItem) -> str:
    """Return who does most of a channel's work: manager, staff or owner."""
    if item.manager_hours_per_week > 0:
        return "manager"
    return "staff" if item.staff_hours_per_week > item.hours_per_week else "owner"


def weekly_hours(item: AllocationItem) -> dict[str, float]:
    """Return a channel's hours a week by person."""
    return {
        "owner": item.hours_per_week,
        "staff": item.staff_hours_per_week,
        "manager": item.manager_hours_per_week,
    }


def by_worth(r: Recommendation, tables: Tables) -> list[AllocationItem]:
    """Return the mix in the order of marginal value: what its loss would cost against its cost.

    A group's online side follows its host.
    """
    score = {channel.channel: channel.score for channel in r.channels}
    items = sorted(r.allocation, key=lambda i: (-score.get(i.channel, 0.0), i.channel))
    attached = [i for i in items if i.channel == ATTACHED]
    rest = [i for i in items if i.channel != ATTACHED]
    for one in attached:
        after = max(k for k, i in enumerate(rest) if i.channel in tables.with_trait("host"))
        rest.insert(after + 1, one)
    return rest


def _already(item: AllocationItem, case: Case, tables: Tables) -> set[str]:
    """Return the set-up steps that what is there today makes needless."""
    name, kind = item.channel, kind_of(item.channel, tables)
    done: set[str] = set()
    if name in case.done_today:
        done |= {step.step for step in tables.plan_steps}
    if kind == "membership" and case.standing.get(name):
        done |= set(_VISITING)
    if tables.channels[name].stands_by == "chambers" and case.chamber_by_law:
        done |= set(_VISITING)
    if kind == "platform" and case.followers.get(name, 0.0) > 0:
        done |= {"open_page"}
    if item.posts_of:
        done |= {"gather_material"}
    if kind == "profile" and case.has_profile:
        done |= {"claim_profile"}
    if kind == "website":
        done |= {"first_page"} if case.has_website else {"check_page"}
    if kind == "list" and case.standing.get(name):
        done |= {"list_tool"}
    return done


def what_stands(
    r: Recommendation, profile: BusinessProfile, tables: Tables
) -> Mapping[str, bool | None]:
    """Return whether the page, sign or list of a job stands; None where no answer says so.

    Customers who were counted by social media came by the page that brings most, as far as one
    can tell.
    """
    already, counts = profile.already, profile.last_customers.counts()
    pages = [i for i in r.allocation if kind_of(i.channel, tables) == "platform"]
    listed = None if already.email_list is None else already.email_list > 0
    by_kind = {
        "website": already.website,
        "list": listed,
        "signs": counts["walk_by_sign"] > 0 or None,
    }
    found = {i.channel: by_kind.get(kind_of(i.channel, tables)) for i in r.allocation}
    if pages and counts["social"] > 0:
        found[max(pages, key=lambda i: i.customers.p50).channel] = True
    return found | {"fix:no_website": already.website, "fix:no_list": listed}


def _pieces(applies: Sequence[str], tables: Tables, without: set[str]) -> list[Piece]:
    """Return the steps of the most particular entry that has any."""
    for place in applies:
        steps = [s for s in tables.plan_steps if s.applies_to == place]
        if steps:
            return [Piece(s.step, s.hours, s.day, s.whole) for s in steps if s.step not in without]
    return []


def _repeated(pieces: list[Piece], units: int) -> list[Piece]:
    """Return the steps once per membership, numbered from the second on."""
    found = list(pieces)
    for k in range(2, units + 1):
        found += [Piece(f"{p.task}#{k}", p.hours, p.day, p.whole) for p in pieces]
    return found


def _begins(item: AllocationItem) -> int:
    """Return the week in which a channel begins."""
    return 1 + int((item.start_month - 1) * 52 / 12)


def jobs_of(r: Recommendation, case: Case, tables: Tables) -> list[Job]:
    """Return the jobs of the plan: what leaks first, then hire, then channels as they begin.

    The first to begin first, of those the most valuable.
    """
    mix = sorted(by_worth(r, tables), key=lambda i: i.start_month)
    names = {item.channel for item in mix}
    covered = set()
    kinds = {kind_of(name, tables) for name in names}
    if "website" in kinds:
        covered.add("no_website")
    if "list" in kinds:
        covered.add("no_list")
    jobs = [Job(START, "owner", _pieces((START,), tables, set()))]
    for fix in r.fix_first:
        pieces = _pieces((f"fix:{fix.code}",), tables, set())
        if pieces and fix.code not in covered:
            # Reviews are written on a profile: it is claimed first.
            after = next((n for n in names if kind_of(n, tables) == "profile"), "")
            waits = fix.code == "no_reviews" and not case.has_profile
            jobs.append(Job(f"fix:{fix.code}", "owner", pieces, after=after if waits else ""))
    run_for_you = [item for item in mix if item.manager_hours_per_week > 0]
    if run_for_you:
        first, pieces = run_for_you[0], _pieces(("manager",), tables, set())
        found = max(1, _begins(first) - 2 * _WEEKS_AHEAD)
        jobs.append(Job(HIRE, "owner", pieces, set_up_from=found))
        trial = _pieces(("manager_at_work",), tables, set())
        jobs.append(Job(TRIAL, "owner", trial, after=first.channel))
    regular, meets = tables.with_trait("regular"), tables.with_trait("regular", "meeting")
    for item in mix:
        lane, kind = lane_of(item), kind_of(item.channel, tables)
        pieces = _pieces((item.channel, f"kind:{kind}"), tables, _already(item, case, tables))
        after = HIRE if lane == "manager" else ""
        if item.channel == ATTACHED:
            after = next(i.channel for i in mix if i.channel in tables.with_trait("host"))
        begins = _begins(item)
        jobs.append(
            Job(
                item.channel,
                lane,
                _repeated(pieces, item.units or 1) if item.channel in regular else pieces,
                {who: hours for who, hours in weekly_hours(item).items() if hours > 0},
                fixed=item.channel in meets,
                after=after,
                first_week=begins,
                set_up_from=max(1, begins - _WEEKS_AHEAD),
            )
        )
    return jobs


TEST, REVIEW = "test", "review"
# Usual days from Monday, so that a week's work does not fall on one day.
_DAYS: Mapping[str, int] = {
    "membership": 2, "attached": 3, "ask": 1, "partners": 3, "signs": 4, "platform": 1,
    "list": 2, "profile": 0, "website": 3, "listing": 4, "search_ads": 0, "pay_per_lead": 0,
    "social_ads": 0, "mass_media": 0, "approach": 1,
}  # fmt: skip
_FOLLOW_UP_LEAST = 3 * QUARTER  # a meeting's hours from which a quarter is kept for following up
_LAST_DAY = 6  # Sunday, of days counted from Monday


class TaskMaker:
    """Makes the tasks of one plan; `law` is what is asked before writing to people, a sentence.

    `stands`: of each job, whether its page, sign or list stands (see :func:`what_stands`).
    """

    def __init__(
        self,
        r: Recommendation,
        tables: Tables,
        rhythms: Mapping[str, str],
        law: str,
        start: date | None,
        test: ChannelTest,
        weeks: int,
        stands: Mapping[str, bool | None],
    ) -> None:
        self.r, self.tables, self.practice = r, tables, tables.practice
        self.rhythms, self.law, self.start, self.test, self.weeks = rhythms, law, start, test, weeks
        self.stands = stands
        self.asks_nobody = asks_nobody(r)
        self.begins = r.ledger is not None and r.ledger.begins > 0.0
        self.items = {item.channel: item for item in r.allocation}

    def date_of(self, week: int, day: int) -> str | None:
        """Return the date of a day as ISO text, None without a start."""
        if self.start is None:
            return None
        return (self.start + timedelta(days=7 * (week - 1) + day)).isoformat()

    def _task(
        self, ident: str, week: int, day: int, kind: Kind, channel: str,
        texts: tuple[str, str], hours: float, who: str,
    ) -> PlanTask:  # fmt: skip
        return PlanTask(
            id=ident, week=week, day=day, date=self.date_of(week, day), kind=kind,
            channel=channel, title=texts[0], detail=texts[1], hours=hours, who=who,
        )  # fmt: skip

    def _fields(self, channel: str) -> dict[str, str]:
        item = self.items.get(channel)
        times = int(self.practice["outside_per_month"].value)
        money = 0.0 if item is None else item.money_per_month
        return {
            "name": "" if item is None else item.name,
            "rhythm": self.rhythms.get(channel, ""),
            "law": self.law,
            "leads": leads_of(self.r.lead_unit).many,
            "money": f"{two_figures(money)} {self.r.currency}",
            "change": two_figures(self.practice["advert_change_weeks"].value),
            "outside": "once" if times == 1 else f"{times} times",
            "hours": two_figures(self.practice["follow_up_hours"].value),
            "more": "",
        }

    def tasks(self, slot: Slot) -> Iterator[PlanTask]:
        """Yield the tasks of a slot; a meeting is followed up within two days."""
        if slot.name == REVIEW:
            texts = words.LAST_REVIEW if slot.week == self.weeks else words.REVIEW
            texts = words.filled(texts, **self._fields(""))
            yield self._task(
                f"review.{slot.week:02}", slot.week, slot.day, "review", "", texts, slot.hours,
                slot.lane,
            )  # fmt: skip
        elif slot.name == TEST:
            yield self._test(slot)
        elif slot.task:
            yield self._set_up(slot)
        else:
            yield from self._work(slot)

    def _test(self, slot: Slot) -> PlanTask:
        assert self.test.from_week is not None
        texts = words.filled(
            words.TEST, name=self.test.name, k=str(slot.week - self.test.from_week + 1),
            weeks=str(self.test.weeks),
        )  # fmt: skip
        return self._task(
            f"test.{slot.week:02}", slot.week, 1, "test", self.test.channel, texts, slot.hours,
            slot.lane,
        )  # fmt: skip

    def _set_up(self, slot: Slot) -> PlanTask:
        step, _, number = slot.task.partition("#")
        texts = words.SET_UP.get(f"begins:{step}" if self.begins else step, words.SET_UP[step])
        stands = self.stands.get(slot.name)
        if stands is not None:
            known = words.STANDS if stands else words.NONE_YET
            texts = known.get(step, texts[0]), texts[1]
        title, detail = words.filled(texts, **self._fields(slot.name))
        if number:
            title += f" ({number})"
        if slot.part > 1 or not slot.last:
            title += f" (part {slot.part})" if not slot.last else " (last part)"
        kind: Kind = "set_up"
        if slot.name.startswith("fix:") or slot.name == START:
            kind = "fix"
        elif slot.name in (HIRE, TRIAL):
            kind = "hire"
        elif step.startswith("visit_"):
            kind = "visit"
        elif step == "join":
            kind = "join"
        ident = f"{slot.name}.{slot.task}" + (f".{slot.part}" if slot.part > 1 else "")
        channel = slot.name if slot.name in self.items else ""
        texts = (title, detail)
        return self._task(ident, slot.week, slot.day, kind, channel, texts, slot.hours, slot.lane)

    def _work(self, slot: Slot) -> Iterator[PlanTask]:
        item, kind = self.items[slot.name], kind_of(slot.name, self.tables)
        day, fields = _DAYS[kind], self._fields(slot.name)
        if slot.lane == "owner" and (item.manager_hours_per_week or item.staff_hours_per_week):
            texts = words.WORK["owner_part"]
        elif slot.lane != "owner":
            texts = words.WORK[f"done_by_{slot.lane}"]
        else:
            whose = "unasked:" if self.asks_nobody else "begins:" if self.begins else ""
            usual = words.WORK.get(f"{whose}{kind}", words.WORK[kind])
            own = self.tables.channels[slot.name]
            texts = (own.work, own.work_detail) if own.work else usual
        if kind == "website" and slot.hours >= 1:
            fields["more"] = ", write one useful article"
        hours, follows = slot.hours, 0.0
        meets = self.tables.with_trait("regular", "meeting")
        if slot.name in meets and slot.hours >= _FOLLOW_UP_LEAST:
            follows = QUARTER
            hours -= follows
        suffix = "" if slot.lane == "owner" else f".{slot.lane}"
        yield self._task(
            f"{slot.name}.work.{slot.week:02}{suffix}", slot.week, day, "work", slot.name,
            words.filled(texts, **fields), hours, slot.lane,
        )  # fmt: skip
        if follows:
            within = int(self.practice["follow_up_hours"].value / 24)
            yield self._task(
                f"{slot.name}.follow_up.{slot.week:02}", slot.week, min(_LAST_DAY, day + within),
                "follow_up", slot.name, words.filled(words.FOLLOW_UP, **fields), follows,
                slot.lane,
            )  # fmt: skip

    def season(self, week: int, ahead: int) -> PlanTask:
        """Return the reminder before the busy season, which takes no hours of its own."""
        texts = words.filled(words.SEASON_TASK, weeks=str(ahead))
        return self._task(f"season.{week:02}", week, 0, "work", "", texts, 0.0, "owner")

    def first_hours(self) -> Iterator[PlanTask]:
        """Yield what the first two hours would do when nothing is recommended."""
        for step in self.r.first_two_hours:
            texts = words.filled(words.FIRST_HOURS, name=step.name, sentence=step.sentence)
            yield self._task(
                f"first.{step.channel}", 1, 0, "set_up", step.channel, texts, step.hours_per_week,
                "owner",
            )  # fmt: skip
