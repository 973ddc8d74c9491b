"""Four pages on what is done: stop, start, keep; the weeks; risks; the decision wanted."""

import math

from advisor.explain.first_words import in_time, what_would
from advisor.explain.gist import lower_first, upper_first
from advisor.explain.names import named
from advisor.explain.section import Column, Page, Table
from advisor.explain.talk_words import TALK, WHERE_FROM, talk_words, things
from advisor.explain.tradeoff_words import noticed
from advisor.explain.wording import amount, exact, outcome, percent, two_figures
from advisor.insight.plan.result import Plan, PlanTask, Target
from advisor.insight.strategies.result import StrategiesResult
from advisor.report.talk.matter import Matter

_MOST_ITEMS, _EXPLAINED = 6, 2
_SAME = 0.125  # hours a week: half the step of the model
_ONCE = ("fix", "hire", "visit", "join", "set_up")
_LOSS, _SAFE, _JUDGED = 0.1, 0.03, 0.5  # shares from which a title tells a risk
_WRONG, _TURN = 3, 2
_FRIDAY = 4
_FEW = 3.0  # expected at the review: fewer are shown as "at most"
_LOST, _AT_FIRST = "loss", "loses_at_first"
_TITLE_NAMES = 2


def changes(m: Matter) -> Page:
    """Return what of today stops, what is kept, what begins."""
    uses = {u.channel: u for u in m.uses}
    items = in_time(m.r)
    kept = [i for i in items if i.channel in uses]
    new = [i for i in items if i.channel not in uses]
    planned = {i.channel for i in items}
    stopped = [u for u in m.uses if u.channel not in planned]
    reasons = {c.channel: c.reasons[0].sentence for c in m.r.channels if c.reasons}
    tried = {m.plan.test.channel} if m.plan else set()  # begun later, so not left
    waiting = [c for c in m.r.ranked
               if not c.in_mix and c.reasons and c.channel not in {*uses, *tried}]  # fmt: skip
    stop = [talk_words("does", name=u.name, effort=m.effort(u.hours, u.money, short=True))
            for u in stopped]  # fmt: skip
    if len(stop) <= _EXPLAINED:
        stop += [reasons[u.channel] for u in stopped if u.channel in reasons]
    keep = []
    for item in kept:
        use = uses[item.channel]
        name, effort = item.counted_name, m.item_effort(item)
        same = abs(item.hours_per_week - use.hours) < _SAME
        keep.append(
            talk_words("kept", name=name, effort=effort)
            if same
            else talk_words("kept_more", name=name, effort=effort, before=exact(use.hours))
        )
    if not keep and m.r.ledger is not None:
        first = sorted(m.r.ledger.sources, key=lambda s: -s.today.p50)[:3]
        keep = [upper_first(WHERE_FROM[s.source]) for s in first]
    start = [talk_words("started", name=i.counted_name, effort=m.item_effort(i)) for i in new]
    if len(start) > _MOST_ITEMS:
        more = len(start) - _MOST_ITEMS + 1
        start = [*start[: _MOST_ITEMS - 1], talk_words("more_started", count=more)]
    leaves = stop or [c.name for c in waiting[:4]] or [talk_words("nothing_stops")]
    lists = (
        (talk_words("stop") if stop else talk_words("leave"), tuple(leaves)),
        (talk_words("start"), tuple(start) or ("–",)),
        (talk_words("keep"), tuple(keep) or (talk_words("nothing_kept"),)),
    )
    notes = [talk_words("out", name=u.name, reason=reasons[u.channel]) for u in stopped
             if u.channel in reasons and len(stopped) > _EXPLAINED]  # fmt: skip
    if not stop:
        notes += [talk_words("out", name=c.name, reason=c.reasons[0].sentence)
                  for c in waiting[:4]]  # fmt: skip
    notes += [talk_words("why", name=i.counted_name, reason=reasons[i.channel]) for i in new[:4]
              if i.channel in reasons]  # fmt: skip
    now = sum(i.start_month <= 1 for i in new)
    title = _changes_title([u.name for u in stopped], [i.counted_name for i in kept], len(new), now)
    channels = {u.channel for u in stopped} | planned
    return Page("changes", TALK["changes"], title, lists=lists,
                notes=(*notes, *m.cited(channels, ("come anyway", "customers"))))  # fmt: skip


def _changes_title(stopped: list[str], kept: list[str], new: int, now: int) -> str:
    if not stopped and not kept:
        name = "changes_now" if now == new else "changes_none"
        return talk_words(name, count=new, things=things(new), now=now)
    parts = []
    if stopped:
        parts.append(talk_words("stop_some", names=_few(stopped)))
    if kept:
        parts.append(talk_words("keep_some", names=_few(kept)))
    if new:
        parts.append(talk_words("start_some", count=new, things=things(new)))
    text = " and ".join(parts) if len(parts) < 3 else f"{parts[0]}, {parts[1]}, and {parts[2]}"
    return upper_first(text)


def _few(names: list[str]) -> str:
    return named(names) if len(names) <= _TITLE_NAMES else f"{len(names)} things"


def weeks(m: Matter) -> Page:
    """Return the first twelve weeks in at most six rows."""
    plan = m.plan
    columns = (Column("When"), Column("What"))
    if plan is None:
        return _months(m, columns)
    once = [t for t in plan.tasks if t.kind in _ONCE]
    rows = []
    shown_ids: set[str] = set()
    for first, last in _spans(once):
        tasks = [t for t in once if first <= t.week <= last]
        shown = tasks[:2]
        shown_ids |= {t.id for t in shown}
        text = "; ".join(t.title for t in shown)
        if len(tasks) > len(shown):
            text = talk_words("task_more", task=text, count=len(tasks) - len(shown))
        rows.append((_when(first, last), text))
    full = [s.work_week for s in plan.starts if s.work_week is not None]
    if full:
        code = "runs" if len(full) == len(plan.starts) else "runs_some"
        running = talk_words(code, count=len(full), of=len(plan.starts), things=things(len(full)))
        rows.append((talk_words("from_week", first=max(full)), running))
    rows.append((talk_words("every_week"), talk_words("ask")))
    test = plan.test
    if test.channel and test.from_week is not None:
        effort = m.effort(test.hours_per_week, test.money_per_month, planned=True)
        rows.append((_when(test.from_week, test.from_week + test.weeks - 1),
                     talk_words("test", name=test.name, effort=effort)))  # fmt: skip
    target = _target(plan)
    review = talk_words("review")
    if target is not None:
        low, high = target.low or 0.0, target.high or 0.0
        few = high < _FEW
        review = talk_words(
            "review_few" if few else "review_expected", what=lower_first(target.name),
            low=two_figures(low), high=str(math.ceil(high)) if few else two_figures(high),
        )  # fmt: skip
    rows.append((_when(plan.review_week, plan.review_week), review))
    title = next((f.title for f in plan.findings if f.code == "plan.ramp"), TALK["weeks"])
    notes = [
        talk_words("once", task=t.title, week=t.week, hours=exact(t.hours))
        for t in once
        if t.id not in shown_ids
    ]
    notes += [f"{s.name}: {s.rhythm}." for s in plan.starts]
    notes += [test.reason, plan.consent.sentence, *plan.season.sentences]
    if plan.consent.source_url:
        notes.append(talk_words("sources"))
        notes.append(talk_words("source", title=plan.consent.source_title,
                                grade=plan.consent.grade, url=plan.consent.source_url))  # fmt: skip
    else:
        notes += m.cited()
    return Page("weeks", TALK["weeks"], title.removesuffix("."),
                table=Table(columns, tuple(rows)), notes=tuple(notes))  # fmt: skip


def _spans(once: list[PlanTask]) -> list[tuple[int, int]]:
    """Return at most two spans of weeks that hold what is done once."""
    found = sorted({t.week for t in once})
    return [] if not found else [(found[0], found[0])] + (
        [(found[1], found[-1])] if len(found) > 1 else []
    )  # fmt: skip


def _when(first: int, last: int) -> str:
    if first == last:
        return talk_words("week", first=first)
    return talk_words("weeks", first=first, last=last)


def _months(m: Matter, columns: tuple[Column, ...]) -> Page:
    items = in_time(m.r)
    now = [i for i in items if i.start_month <= 1]
    months = sorted({i.start_month for i in items})[:4]
    rows = [
        (talk_words("month", month=month),
         named([i.counted_name for i in items if i.start_month == month]))
        for month in months
    ]  # fmt: skip
    rows += [(talk_words("every_week"), talk_words("ask")),
             (talk_words("week", first=12), talk_words("review"))]  # fmt: skip
    title = talk_words("weeks_plain", count=len(now), things=things(len(now)))
    return Page("weeks", TALK["weeks"], title, table=Table(columns, tuple(rows)), notes=m.cited())


def _target(plan: Plan) -> Target | None:
    """Return what is compared at the review: the first target that is a range."""
    return next((t for t in plan.targets if t.low is not None and t.high is not None), None)


def risks(m: Matter) -> Page:
    """Return what could go wrong and what would change the advice, at most five lines."""
    r = m.r
    way = m.ways.get(r.strategy.call or "")
    risk = [(x.code, x.sentence) for x in (way.risks if way else ())]
    known = {code for code, _ in risk}
    risk += [(w.code, w.sentence) for w in r.warnings if w.code not in known]
    risk.sort(key=lambda pair: pair[0] != _AT_FIRST)
    judged = r.evidence.get("judgement", 0.0)
    parts = []
    if way is not None and way.loss_share >= _LOSS:
        parts.append(talk_words("risks", loss=percent(way.loss_share)))
    elif way is not None and way.loss_share < _SAFE:
        parts.append(talk_words("risks_safe"))
    if judged >= _JUDGED and (not parts or way is None or way.loss_share >= _SAFE):
        parts.append(talk_words("risks_judged", judged=percent(judged)))
    if len(parts) > 1:
        parts = [parts[0]]
    title = parts[0] if parts else talk_words("risks_none")
    in_title = {_LOST} if way is not None and way.loss_share >= _LOSS else set()
    asked = {q.code for q in r.questions}
    wrong = [s for code, s in risk if code not in in_title | asked]
    wrong = list(dict.fromkeys([b.sentence for b in r.bets] + wrong))
    turn = _turning(m)
    lists = (
        (talk_words("wrong"), tuple(wrong[:_WRONG])),
        (talk_words("turn"), tuple(turn[:_TURN] or [talk_words("look_again")])),
    )
    notes = [*wrong[_WRONG:], *turn[_TURN:][:4]]
    notes.append(talk_words("judged", judged=percent(judged), measured=percent(1 - judged)))
    found = m.insights.get("sensitivity")
    notes += [f.title for f in found.findings[:3]] if found else []
    return Page(
        "risks", TALK["risks"], title, lists=tuple(x for x in lists if x[1]),
        notes=(*notes, *m.cited({i.channel for i in r.allocation}, ("come anyway", "enquiries"))),
    )  # fmt: skip


def _turning(m: Matter) -> list[str]:
    """Return what would change the advice: answers that tip the call, signs at the review."""
    found = m.insights.get("strategies")
    tips = []
    if isinstance(found, StrategiesResult):  # where ways are alike, to which one tips is no matter
        tips = [t.sentence for t in found.tips if t.to is None or len(m.r.strategy.alike) < 2]
    plan = m.plan
    signs = [f"{c.sign}: {lower_first(c.change)}" for c in plan.changes] if plan else []
    told = what_would(m.r)
    goal = [told] if told and (m.r.least_effort.hours is not None or not m.r.allocation) else []
    return [*tips[:1], *signs[1:2], *tips[1:], *signs[:1], *signs[2:], *goal]


def decision(m: Matter) -> Page:
    """Return what is to be decided, and when it is looked at again."""
    r, plan = m.r, m.plan
    today = talk_words("otherwise", today=m.count(m.today), period=m.scale[1])
    if not r.allocation:
        lines = [talk_words("name_one"), talk_words("look_again"), today]
        return Page("decision", TALK["decision"], talk_words("decision_none"), tuple(lines),
                    notes=m.cited())  # fmt: skip
    items = in_time(r)
    now = [i.counted_name for i in items if i.start_month <= 1] or [items[0].counted_name]
    lines = [talk_words("begin", day=m.day(1, 0) or talk_words("monday"), names=named(now))]
    lines += [talk_words("give", effort=_all_effort(m))]
    manager = sum(i.manager_hours_per_week for i in r.allocation)
    if r.hire is not None and r.hire.hired and manager:
        lines.append(talk_words("hire", hours=exact(manager), currency=r.currency,
                                money=amount(r.hire.money_per_month, r.currency)))  # fmt: skip
    planned = {i.channel for i in items}
    stopped = [u for u in m.uses if u.channel not in planned]
    if stopped:
        effort = m.effort(sum(u.hours for u in stopped), sum(u.money for u in stopped))
        usual = any(w.code == "gives_up_uncounted" for w in r.warnings)
        end = "end_uncounted" if usual else "end"
        lines.append(talk_words(end, names=_few([u.name for u in stopped]), effort=effort))
    lines.append(talk_words("name_one"))
    week = plan.review_week if plan else 12
    day = m.day(week, _FRIDAY)
    lines.append(talk_words("review_on", day=day) if day else talk_words("review_in", week=week))
    notes = [today]
    whole = m.effort(r.budgets.owner_hours.used, r.budgets.money.used, planned=True)
    notes += [talk_words("in_full", effort=whole)] if whole not in m.plan_effort() else []
    target = _target(plan) if plan else None
    if target is not None:
        low, high = two_figures(target.low or 0.0), two_figures(target.high or 0.0)
        notes.append(talk_words("anew", low=low, high=high, what=lower_first(target.name)))
    more = r.marginal.one_more_hour.customers
    won = r.totals.customers.p50
    if more > 0 and noticed(won, won + more):
        times, period = m.scale if m.scale[0] * more >= 1.0 else (12.0, "year")
        notes.append(talk_words("more_hour", customers=outcome(times * more), period=period))
    notes += m.next_step
    manage = m.insights.get("manager")
    facts = [fact for f in manage.findings for fact in f.fact_ids] if manage and manager else []
    return Page(
        "decision", TALK["decision"], talk_words("decision", effort=m.plan_effort()), tuple(lines),
        notes=(*notes, *m.cited(sorted(planned), ("months to full effect",), facts)),
    )  # fmt: skip


def _all_effort(m: Matter) -> str:
    staff = m.r.budgets.staff_hours.used
    text = m.plan_effort()
    return talk_words("with_staff", effort=text, hours=exact(staff)) if staff else text
