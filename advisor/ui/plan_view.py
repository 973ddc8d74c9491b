"""The plan in parts: start and files, weeks with a checklist, targets, what would change it."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import streamlit as st

from advisor.explain.wording import exact
from advisor.insight.plan.result import Plan, PlanTask, PlanWeek
from advisor.insight.topics import topic
from advisor.output.calendar import calendar
from advisor.output.plan_charts import starts_chart
from advisor.profile import BusinessProfile
from advisor.report.text import findings_text
from advisor.results import Recommendation, to_json
from advisor.ui.components import folded, keys_of, on_request, plain, show
from advisor.ui.finding_parts import bullets, captions, show_finding, table_in
from advisor.ui.needed import show_findings
from advisor.ui.progress import begin_on, begins_on, tick, ticked
from advisor.ui.session_owner import TICKS, owned, owner
from advisor.ui.state import current_answers, tables

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_WHO = {"owner": "", "staff": ", your staff", "manager": ", the manager"}
_SHOWN = ("plan.ramp", "plan.once", "plan.rhythm", "plan.targets", "plan.changes")
_SEASON = "plan.season"


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def chosen_start() -> date:
    """Ask for the week to begin in; return its Monday (at first the one after today)."""
    start = begins_on() or _monday(datetime.now(UTC).date()) + timedelta(days=7)
    # A key of its own for each start: one that was chosen in another window shows here too.
    key = owned(f"plan_start_{start}")
    st.date_input(
        "Begin in the week of", start, key=key, on_change=_begin, args=(key,),
        help="Any day of the week; the plan begins on its Monday.",
    )  # fmt: skip
    return start


def _begin(key: str) -> None:
    picked = st.session_state[key]
    if isinstance(picked, date):
        begin_on(_monday(picked))


@st.cache_data(max_entries=200, show_spinner=False)
def _plan(_r: Recommendation, _profile: BusinessProfile, answers: str, start: date) -> Plan:  # noqa: ARG001
    plan: Any = topic("plan").build(_r, _profile, tables(), start=start)
    found: Plan = plan
    return found


def plan_for(r: Recommendation, profile: BusinessProfile, start: date) -> Plan:
    """Return the plan of the answers from a Monday on, cached."""
    return _plan(r, profile, to_json(current_answers()), start)


def show_files(plan: Plan, r: Recommendation) -> None:
    """Offer the calendar; the text and the data are a click away."""
    st.download_button(
        "Calendar file (.ics)", lambda: calendar(plan, r, written=datetime.now(UTC), whose=owner()),
        "marketing-plan.ics", "text/calendar", on_click="ignore", width="stretch",
        icon=":material/event:",
        help="Open it with your calendar. A file saved again later updates the same entries and "
        "doubles none.",
    )  # fmt: skip
    with st.expander("As text or data", key="plan_files"):
        left, right = st.columns(2)
        left.download_button(
            "The plan as text", lambda: findings_text(plan.findings), "marketing-plan.txt",
            "text/plain", on_click="ignore", width="stretch",
        )  # fmt: skip
        right.download_button(
            "The plan as data (JSON)", lambda: to_json(plan), "marketing-plan.json",
            "application/json", on_click="ignore", width="stretch",
        )  # fmt: skip


def show_pictures(plan: Plan) -> None:
    """Show hours by week and when each channel begins, when asked for."""
    if box := on_request("Hours and beginnings, as pictures", "plan_pictures"):
        left, right = box.columns(2, gap="large")
        with left:
            show_finding(plan, "plan.ramp")
        with right:
            show(starts_chart(plan), key="plan_starts")


def _progress(week: PlanWeek, plan: Plan) -> str:
    there = ticked(TICKS)
    done = sum(f"{plan.key}/{t.id}" in there for t in week.tasks)
    return f", {done} of {len(week.tasks)} done" if done else ""


def show_weeks(plan: Plan) -> None:
    """Show one week as a checklist, the first of them until another is chosen."""
    with st.container(key="screen_only_week"):
        chosen = st.pills(
            "Week", [week.week for week in plan.weeks], default=1, key=owned("plan_week")
        )
    week = next(one for one in plan.weeks if one.week == (chosen or 1))
    begins = "" if week.starts_on is None else f", from {_short(week.starts_on)}"
    busy = ", busy season" if week.busy else ""
    st.subheader(
        f"Week {week.week}{begins}: {exact(week.owner_hours)} h of {exact(plan.owner_hours)}"
        f"{busy}{_progress(week, plan)}"
    )
    with st.container(key="screen_only_details"):
        details = st.toggle("Say how each is done", key="plan_details")
    _tasks(plan, week.tasks, details=details)


def _short(day: str) -> str:
    found = date.fromisoformat(day)
    return f"{found.day} {found:%B}"


def _task_keys(plan: Plan, tasks: tuple[PlanTask, ...]) -> list[str]:
    """Return the keys of tasks, no other week of the plan having one of them."""
    every = [task for week in plan.weeks for task in week.tasks] or list(tasks)
    keys = {id(t): k for t, k in zip(every, keys_of(t.id for t in every), strict=True)}
    return [owned(f"plan_task_{keys[id(task)]}") for task in tasks]


def _tasks(plan: Plan, tasks: tuple[PlanTask, ...], *, details: bool) -> None:
    there = ticked(TICKS)
    for task, key in zip(tasks, _task_keys(plan, tasks), strict=True):
        name = f"{plan.key}/{task.id}"
        hours = f" ({exact(task.hours)} h{_WHO[task.who]})" if task.hours else ""
        st.checkbox(
            f"**{_DAYS[task.day]}** {plain(task.title)}{plain(hours)}",
            value=name in there, key=key, on_change=tick, args=(TICKS, name, key),
        )  # fmt: skip
        if details and task.detail:
            st.caption(plain(task.detail))


def show_targets(plan: Plan) -> None:
    """Show what to have by the review, and what would change the plan there."""
    on = "" if plan.review_on is None else f", on {_short(plan.review_on)}"
    with folded(f"The review in week {plan.review_week}{on}", key="plan_review"):
        st.markdown(plain(plan.ask_everyone))
        finding = next(f for f in plan.findings if f.code == "plan.targets")
        st.markdown("**Targets by then**")
        table_in(finding)
        captions(finding)
        st.markdown("**What would change the plan**")
        bullets((rule.sign, rule.change) for rule in plan.changes)


def show_rest(plan: Plan) -> None:
    """Show the test, the group, the law and the seasons."""
    with folded("Test, law and seasons", key="plan_rest"):
        show_findings(plan, skip=(*_SHOWN, _SEASON))
        if plan.consent.source_url:
            st.markdown(f"[Read the source]({plan.consent.source_url})")
        show_findings(plan, skip=tuple(f.code for f in plan.findings if f.code != _SEASON))


def show_first_hours(plan: Plan) -> None:
    """Show what two hours would do when nothing is recommended."""
    st.markdown(
        "Nothing is recommended with these budgets, so there is nothing to plan for twelve weeks. "
        "If you find two hours, use them here:"
    )
    _tasks(plan, plan.first_two_hours, details=True)
    st.info(plain(plan.ask_everyone), icon=":material/help:")
