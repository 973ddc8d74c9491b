"""The plan as findings: the ramp, what is done once, what runs, targets, changes, the test."""

from advisor.catalogue import Tables
from advisor.explain.wording import amount, exact
from advisor.insight.plan import words
from advisor.insight.plan.result import Plan, PlanTask
from advisor.results import Finding, Range
from advisor.results.finding import Rows

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_ONCE = ("fix", "hire", "visit", "join", "set_up", "review")
_WHO = {"owner": "you", "staff": "staff", "manager": "manager"}


def when(task: PlanTask) -> str:
    """Return when a task is due: its date, or week and day."""
    return task.date or f"week {task.week}, {DAYS[task.day]}"


def findings_of(plan: Plan, tables: Tables, ran: tuple[float, int]) -> tuple[Finding, ...]:
    """Return the findings of a plan; `ran`: how long it ran by the review, and that month."""
    if not plan.starts:
        return (_first(plan), _season(plan))
    found = [_ramp(plan), _once(plan), _rhythm(plan), _targets(plan, ran), _changes(plan)]
    found.append(_test(plan))
    if plan.group_steps:
        ids = tables.practice["outside_per_month"].fact_ids
        found.append(
            Finding(
                code="plan.groups",
                title=words.title("groups"),
                sentences=plan.group_steps,
                fact_ids=ids,
            )
        )
    source = plan.consent.source_title
    note = f"Source: {source}." if source else "No source was read for this country."
    found.append(
        Finding(
            code="plan.consent",
            title=words.title("consent", law=plan.consent.law),
            sentences=(plan.consent.sentence,),
            notes=(f"{note} A sentence is no legal advice.",),
        )
    )
    found.append(_season(plan))
    return tuple(found)


def _first(plan: Plan) -> Finding:
    rows = tuple((t.title, t.hours, t.detail) for t in plan.first_two_hours)
    return Finding(
        code="plan.first",
        title=words.title("first"),
        sentences=(plan.ask_everyone,),
        header=("Where", "Hours a week", "What"),
        rows=rows,
    )


def _ramp(plan: Plan) -> Finding:
    late = [s.name for s in plan.starts if s.work_week is None]
    hours = max((w.owner_hours for w in plan.weeks), default=plan.owner_hours)
    if late:
        title = words.title("ramp_late", names=", ".join(late), hours=hours)
    else:
        week = max(s.work_week or 0 for s in plan.starts)
        title = words.title("ramp", week=week, hours=hours)
    staff = max((w.staff_hours for w in plan.weeks), default=0.0)
    rows: Rows = tuple((f"Week {w.week}", w.set_up_hours, w.work_hours) for w in plan.weeks)
    return Finding(
        code="plan.ramp",
        title=title,
        sentences=(
            words.RAMP_SENTENCE,
            *((words.STAFF_BESIDE.format(hours=exact(staff)),) if staff > 0 else ()),
        ),
        header=("", "Set-up", "Running"),
        rows=rows,
        picture="stacked_bars",
        mark=plan.owner_hours,
        unit="of your hours a week",
    )


def _once(plan: Plan) -> Finding:
    tasks = [t for t in plan.tasks if t.kind in _ONCE]
    rows: Rows = tuple((when(t), t.title, t.hours, _WHO[t.who]) for t in tasks)
    return Finding(
        code="plan.once",
        title=words.title("once", count=len(tasks)),
        sentences=(plan.ask_everyone,),
        header=("When", "What", "Hours", "Who"),
        rows=rows,
    )


def _rhythm(plan: Plan) -> Finding:
    rows: Rows = tuple(
        (
            s.name,
            f"from week {s.work_week}" if s.work_week else "after the plan",
            s.rhythm,
            s.hours_per_week,
            _WHO[s.who],
        )
        for s in plan.starts
    )
    return Finding(
        code="plan.rhythm",
        title=words.title("rhythm"),
        header=("Channel", "When", "How often", "Hours a week", "Mostly by"),
        rows=rows,
    )


def _targets(plan: Plan, ran: tuple[float, int]) -> Finding:
    weeks, month = ran
    rows: Rows = tuple(
        (t.name, t.middle if t.low is None or t.high is None
         else Range(p5=t.low, p50=t.middle, p95=t.high), t.unit)
        for t in plan.targets
    )  # fmt: skip
    return Finding(
        code="plan.targets",
        title=words.title("targets", week=plan.review_week),
        header=("", "Target", "Unit"),
        rows=rows,
        notes=(words.MEASURED_LATER.format(month=month, weeks=max(0, round(weeks))),),
    )


def _changes(plan: Plan) -> Finding:
    return Finding(
        code="plan.changes",
        title=words.title("changes", week=plan.review_week),
        sentences=tuple(f"{rule.sign}: {_lower(rule.change)}" for rule in plan.changes),
    )


def _lower(text: str) -> str:
    return text[0].lower() + text[1:] if text[1:2].islower() else text


def _test(plan: Plan) -> Finding:
    test = plan.test
    if not test.channel:
        return Finding(code="plan.test", title=words.title("no_test"), sentences=(test.reason,))
    assert test.from_week is not None
    span = f"Weeks {test.from_week} to {test.from_week + test.weeks - 1}, "
    span += f"{exact(test.hours_per_week)} hour{'' if test.hours_per_week == 1 else 's'} a week"
    money = f"{amount(test.money_per_month, plan.currency)} {plan.currency} a month"
    span += f", {money}." if test.money_per_month else ", no money."
    return Finding(
        code="plan.test",
        title=words.title("test", name=test.name),
        sentences=(test.reason, span, *test.questions),
    )


def _season(plan: Plan) -> Finding:
    return Finding(code="plan.season", title=words.title("season"), sentences=plan.season.sentences)
