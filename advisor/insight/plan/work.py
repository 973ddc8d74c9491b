"""From the chosen mix to jobs: what is set up, in which order, and what runs every week."""

from __future__ import annotations

from collections.abc import Sequence

from advisor.catalogue import ATTACHED, Case, Tables
from advisor.insight.plan.schedule import Job, Piece
from advisor.results import AllocationItem, Recommendation

HIRE, START = "hire", "start"
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
            jobs.append(Job(f"fix:{fix.code}", "owner", pieces))
    hired = any(item.manager_hours_per_week > 0 for item in mix)
    if hired:
        jobs.append(Job(HIRE, "owner", _pieces(("manager",), tables, set())))
    regular, meets = tables.with_trait("regular"), tables.with_trait("regular", "meeting")
    for item in mix:
        lane, kind = lane_of(item), kind_of(item.channel, tables)
        pieces = _pieces((item.channel, f"kind:{kind}"), tables, _already(item, case, tables))
        after = HIRE if lane == "manager" else ""
        if item.channel == ATTACHED:
            after = next(i.channel for i in mix if i.channel in tables.with_trait("host"))
        begins = 1 + int((item.start_month - 1) * 52 / 12)
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
