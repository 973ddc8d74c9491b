"""The plan: twelve weeks for the chosen mix, within the week's hours, with targets and a review.

Pure: no date is taken from the clock.  Without a start the plan counts weeks and days; with one
(a Monday) every task has its date.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from hashlib import sha256

from advisor.catalogue import ATTACHED, MONTHS, STRATEGIES, Case, Tables
from advisor.errors import ProfileError
from advisor.evidence.resolve import priors_in_use
from advisor.explain.names import listed
from advisor.insight.plan import words
from advisor.insight.plan.findings import findings_of
from advisor.insight.plan.judging import (
    changes_of,
    choose_test,
    month_reached,
    targets_of,
    weeks_run,
)
from advisor.insight.plan.result import ChannelStart, Consent, Plan, PlanTask, PlanWeek, Season
from advisor.insight.plan.schedule import FRIDAY, Job, Schedule, fill_weeks
from advisor.insight.plan.tasks import (
    TaskMaker,
    by_worth,
    jobs_of,
    lane_of,
    weekly_hours,
    what_stands,
)
from advisor.model.draws import Draws
from advisor.profile import BusinessProfile
from advisor.recommend import solve_beside
from advisor.recommend.cases import case_of
from advisor.recommend.posting import rhythms
from advisor.recommend.stopping import stop_rule
from advisor.results import Recommendation, StopRule

TEST = "test"
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September",
           "October", "November", "December")  # fmt: skip
_THURSDAY = 3  # the middle of a week, in days from Monday


def build(
    recommendation: Recommendation,
    profile: BusinessProfile,
    tables: Tables,
    start: date | None = None,
) -> Plan:
    """Return the plan for a recommendation.

    `start`: the Monday of week 1; without it the plan counts weeks.  No week holds more of the
    owner's or the staff's hours than the week's budget.  Raises ``ProfileError`` if the start is no
    Monday.
    """
    if start is not None and start.weekday() != 0:
        near = start - timedelta(days=start.weekday())
        raise ProfileError("start", start.isoformat(), "a Monday", f"Take {near.isoformat()}.")
    r, case = recommendation, case_of(profile, tables)
    practice = tables.practice
    weeks = int(practice["plan_weeks"].value)
    jobs = jobs_of(r, case, tables) if r.allocation else []
    budgets = {
        "owner": r.budgets.owner_hours.given,
        "staff": r.budgets.staff_hours.given,
        "manager": sum(i.manager_hours_per_week for i in r.allocation),
    }
    every = int(practice["review_every_weeks"].value)
    looks = range(every, weeks + 1, every) if r.allocation else range(0)
    reviews = dict.fromkeys(looks, practice["review_hours"].value)
    schedule = fill_weeks(jobs, budgets, weeks, reviews=reviews)
    full = _full_week(r, schedule, weeks)
    test, less = choose_test(r, tables, full, weeks)
    if test.from_week is not None:
        span = range(test.from_week, test.from_week + test.weeks)
        trial = Job(
            TEST, "owner", (), {"owner": test.hours_per_week},
            first_week=span.start, last_week=span.stop - 1,
        )  # fmt: skip
        jobs = _with_test(jobs, trial)
        schedule = fill_weeks(
            jobs, budgets, weeks, reviews=reviews, shorter=less, shorter_weeks=span
        )
    draws = Draws(priors_in_use(profile, tables), r.seed, max(r.draws, r.worlds))
    often = rhythms(r.allocation, tables, draws)
    law = tables.consent.get(r.country, tables.consent["other"])
    busy = _busy_weeks(case, start, weeks)
    stands = what_stands(r, profile, tables)
    maker = TaskMaker(r, tables, often, law.sentence, start, test, weeks, stands)
    filled = _weeks(r, schedule, maker, busy, weeks, start)
    ran = weeks_run(r, schedule, weeks)
    month = month_reached(r, ran)
    plan = Plan(
        findings=(),
        key=_key(profile, case.place.place_id),
        name=r.name,
        start=None if start is None else start.isoformat(),
        currency=r.currency,
        owner_hours=budgets["owner"],
        staff_hours=budgets["staff"],
        weeks=filled,
        starts=_starts(r, tables, schedule, often, weeks),
        targets=targets_of(r, schedule, tables, month) if r.allocation else (),
        review_week=weeks,
        review_on=None if start is None else maker.date_of(weeks, FRIDAY),
        changes=changes_of(r, tables, month, schedule, weeks, _stops(r, profile, tables))
        if r.allocation
        else (),
        test=test,
        consent=Consent(
            law=law.law,
            sentence=law.sentence,
            source_title=law.source_title,
            source_url=law.source_url,
            grade=law.grade,
        ),
        season=_season(case, busy, tables),
        group_steps=_group_steps(r, tables),
        ask_everyone=words.ASK_EVERYONE,
        first_two_hours=tuple(maker.first_hours()),
    )
    return plan.model_copy(update={"findings": findings_of(plan, tables, (ran, month))})


def _stops(r: Recommendation, profile: BusinessProfile, tables: Tables) -> Mapping[str, StopRule]:
    """Return when to stop the adverts of the mix, by channel; nothing is worked out for none."""
    paid = {i.channel: i.money_per_month for i in r.allocation if i.family == "paid"}
    if not paid or r.strategy.call is None:
        return {}
    engine, policy = solve_beside(r, profile, tables).engine, STRATEGIES.index(r.strategy.call)
    return {
        one.channel.channel: stop_rule(engine, one, policy, paid[one.channel.channel])
        for one in engine.responses
        if one.channel.channel in paid
    }


def _key(profile: BusinessProfile, place_id: str) -> str:
    """Return what names the business for good, whatever it is called or answers later."""
    who = (profile.sector, profile.country, place_id)
    return sha256("\n".join(str(part or "").strip().lower() for part in who).encode()).hexdigest()[
        :16
    ]


def _full_week(r: Recommendation, schedule: Schedule, weeks: int) -> int | None:
    """Return the first week in which the whole mix runs, None when that is after the plan."""
    runs = [schedule.runs.get(item.channel, weeks + 1) for item in r.allocation]
    last = max(runs, default=weeks + 1)
    return last if last <= weeks else None


def _with_test(jobs: Sequence[Job], trial: Job) -> list[Job]:
    """Return the jobs with the test after the meetings, before what can be shortened."""
    k = next((k for k, job in enumerate(jobs) if job.weekly and not job.fixed), len(jobs))
    return [*jobs[:k], trial, *jobs[k:]]


def _busy_weeks(case: Case, start: date | None, weeks: int) -> Mapping[int, bool]:
    """Return which weeks lie in busy months, by the middle of the week; empty without a start."""
    if start is None:
        return {}
    middle = (start + timedelta(days=7 * (w - 1) + _THURSDAY) for w in range(1, weeks + 1))
    return {w: day.month in case.busy_months for w, day in enumerate(middle, 1)}


def _weeks(
    r: Recommendation,
    schedule: Schedule,
    maker: TaskMaker,
    busy: Mapping[int, bool],
    weeks: int,
    start: date | None,
) -> tuple[PlanWeek, ...]:
    found = []
    lead = int(maker.practice["season_lead_weeks"].value)
    first_busy = next((w for w, is_busy in busy.items() if is_busy and not busy.get(w - 1)), None)
    for week in range(1, weeks + 1):
        slots = [slot for slot in schedule.slots if slot.week == week]
        hours = {lane: sum(s.hours for s in slots if s.lane == lane) for lane in _LANES}
        set_up = sum(s.hours for s in slots if s.lane == "owner" and s.task not in ("", "review"))
        tasks: list[PlanTask] = [task for slot in slots for task in maker.tasks(slot)]
        ahead = 0 if first_busy is None or not r.allocation else first_busy - week
        if ahead > 0 and week == max(1, week + ahead - lead):
            tasks.append(maker.season(week, ahead))
        running = [i for i in r.allocation if schedule.runs.get(i.channel, weeks + 1) <= week]
        money = sum(i.money_per_month for i in running)
        if maker.test.from_week is not None:
            span = range(maker.test.from_week, maker.test.from_week + maker.test.weeks)
            money += maker.test.money_per_month if week in span else 0.0
        found.append(
            PlanWeek(
                week=week,
                starts_on=None if start is None else maker.date_of(week, 0),
                owner_hours=hours["owner"],
                set_up_hours=set_up,
                work_hours=hours["owner"] - set_up,
                staff_hours=hours["staff"],
                manager_hours=hours["manager"],
                money_per_month=money,
                busy=busy.get(week),
                tasks=tuple(sorted(tasks, key=lambda t: (t.day, t.id))),
            )
        )
    return tuple(found)


_LANES = ("owner", "staff", "manager")


def _starts(
    r: Recommendation, tables: Tables, schedule: Schedule, rhythms: Mapping[str, str], weeks: int
) -> tuple[ChannelStart, ...]:
    found = []
    for item in by_worth(r, tables):
        slots = [s for s in schedule.slots if s.name == item.channel]
        set_up = [s.week for s in slots if s.task]
        # A look back or a test may take all of the weeks in which it could begin.
        hours = sum(weekly_hours(item).values())
        stands = None if hours else schedule.runs.get(item.channel)
        runs = min((s.week for s in slots if not s.task), default=stands)
        found.append(
            ChannelStart(
                channel=item.channel,
                family=item.family,
                name=item.name,
                set_up_week=min(set_up, default=None),
                work_week=runs if runs is not None and runs <= weeks else None,
                who=lane_of(item),
                hours_per_week=hours,
                money_per_month=item.money_per_month,
                rhythm=rhythms[item.channel],
            )
        )
    last = weeks + 1
    return tuple(sorted(found, key=lambda s: s.work_week or last))


def _season(case: Case, busy: Mapping[int, bool], tables: Tables) -> Season:
    months = case.busy_months
    if len(months) >= MONTHS or not months:
        return Season(busy_months=months, sentences=(words.SEASON["all_year"],))
    most = len(months) > MONTHS // 2
    quiet = [m for m in range(1, MONTHS + 1) if m not in months]
    named = listed([_MONTHS[m - 1] for m in (quiet if most else months)])
    sentences = [words.SEASON["quiet" if most else "months"].format(months=named)]
    if case.place.latitude < 0:
        sentences.append(words.SEASON["south"])
    lead = int(tables.practice["season_lead_weeks"].value)
    sentences.append(
        words.SEASON["before_unasked" if case.asks_nobody else "before"].format(weeks=lead)
    )
    count = sum(busy.values())
    calm = next((w for w in sorted(busy) if not busy[w]), len(busy) + 1)
    if busy and all(busy.values()):  # what comes after them may be busy too
        sentences.append(words.SEASON["all_busy"])
    elif calm > 1 and count:
        sentences.append(words.SEASON["begins_busy"].format(count=calm - 1))
    elif count:
        sentences.append(words.SEASON["inside"].format(count=count))
    return Season(busy_months=months, sentences=tuple(sentences))


def _group_steps(r: Recommendation, tables: Tables) -> tuple[str, ...]:
    groups = [i for i in r.allocation if i.channel in (*tables.with_trait("regular"), ATTACHED)]
    if not groups:
        return ()
    times = int(tables.practice["outside_per_month"].value)
    outside = words.GROUP_STEPS["outside"].format(
        outside="Once" if times == 1 else f"{times} times"
    )
    if any(i.channel == ATTACHED for i in groups):
        return (words.GROUP_STEPS["attached"], outside)
    meets = [i.name for i in groups if i.channel not in tables.with_trait("online")]
    offer = [words.GROUP_STEPS["offer"].format(name=" or ".join(meets))] if meets else []
    return (*offer, outside)
