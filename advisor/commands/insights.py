"""The commands that build on a recommendation: the verbs of the topics and ``export``.

The clock is read here and nowhere below.
"""

from __future__ import annotations

import argparse
import datetime
import importlib
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from advisor.commands.reading import YEARS, date_of, read_file, read_profile
from advisor.errors import AdvisorError, ProfileError
from advisor.explain.talk_words import TALK
from advisor.insight import topics

if TYPE_CHECKING:
    from advisor.catalogue import Tables
    from advisor.profile import BusinessProfile
    from advisor.results import Recommendation
    from advisor.results.comparison import Comparison
    from advisor.results.logo import Logo


def compare(options: argparse.Namespace) -> str:
    """Return the trade-off between profiles, for people or as JSON.

    Raises ``ProfileError`` if a profile cannot be used, or there are too few or too many.
    """
    from advisor.report.text import findings_text
    from advisor.results import to_json

    sides = [(name_of(file), read_file(file), False) for file in options.files]
    if options.as_today:
        profile = read_file(options.as_today)
        sides.insert(0, (f"What {profile.name or 'the business'} does now", profile, True))
    found = compared(sides, seed=options.seed, draws=options.draws)
    return to_json(found) if options.json else findings_text(found.findings)


def name_of(file: str) -> str:
    """Return what a scenario of a file is called: the file's own name."""
    return Path(file).stem.replace("_", " ") or file


def compared(
    sides: Sequence[tuple[str, BusinessProfile, bool]], *, seed: int, draws: int
) -> Comparison:
    """Return scenarios by name compared; the last of each says whether it goes on as today.

    Raises ``ProfileError`` if there are fewer than two or more than four, or one cannot be used.
    """
    from advisor.evidence import load_tables
    from advisor.insight.comparison import FEWEST, MOST, Side, build
    from advisor.recommend import recommend

    if not FEWEST <= len(sides) <= MOST:
        raise ProfileError("FILE", f"{len(sides)} scenarios", f"{FEWEST} to {MOST} at a time",
                           "Leave some out, or name another file.")  # fmt: skip
    tables, found, names = load_tables(), list[Side](), list[str]()
    for name, profile, as_today in sides:
        known, k = name, 2
        while known in names:
            known, k = f"{name} ({k})", k + 1
        names.append(known)
        r = recommend(profile, seed=seed, n_draws=draws, worlds=0, tables=tables)
        found.append(Side(known, profile, r, as_today))
    return build(found, tables)


FORMATS = ("pptx", "pdf", "xlsx", "ics", "html", "json", "csv")


def _answered(options: argparse.Namespace) -> tuple[Recommendation, BusinessProfile, Tables]:
    profile = read_profile(options)
    from advisor.evidence import load_tables
    from advisor.recommend import recommend

    tables = load_tables()
    answer = recommend(
        profile, seed=options.seed, n_draws=options.draws, worlds=options.worlds, tables=tables
    )
    return answer, profile, tables


def _write(flag: str, out: str, content: bytes) -> str:
    try:
        Path(out).write_bytes(content)
    except (OSError, ValueError) as error:  # ValueError: a null character in the name
        reason = getattr(error, "strerror", None) or str(error)
        raise ProfileError(flag, out, "a file that can be written", f"{reason}.") from None
    return f"Written: {out}"


def insight(options: argparse.Namespace) -> str:
    """Return one insight, named by the command, for people or as JSON.

    Raises ``ProfileError`` if the profile cannot be used or the calendar cannot be written.
    """
    answer, profile, tables = _answered(options)
    from advisor.report.text import findings_text
    from advisor.results import to_json

    dated = {} if getattr(options, "start", None) is None else {"start": options.start}
    result = topics.topic(options.command).build(answer, profile, tables, **dated)
    text = to_json(result) if options.json else findings_text(result.findings)
    if getattr(options, "ics", None) is not None:
        _write("--ics", options.ics, _calendar(result, answer, options.start))
    return text


def next_monday(today: datetime.date) -> datetime.date:
    """Return the Monday after a day.

    One to seven days later.

    Examples
    --------
    >>> [str(next_monday(datetime.date(2026, 1, day))) for day in (5, 11)]
    ['2026-01-12', '2026-01-12']
    """
    return today + datetime.timedelta(days=7 - today.weekday())


def _calendar(plan: object, answer: Recommendation, start: datetime.date | None) -> bytes:
    """Return the plan's calendar, written as of today, so that a later one counts as newer."""
    output: Any = importlib.import_module("advisor.output.calendar")
    today = datetime.datetime.now(datetime.UTC).date()
    content: bytes = output.calendar(
        plan, answer, start=start or next_monday(today),
        written=datetime.datetime.combine(today, datetime.time(), tzinfo=datetime.UTC),
    )  # fmt: skip
    return content


def _logo(file: str | None) -> Logo | None:
    if file is None:
        return None
    try:
        content = Path(file).read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ProfileError("--logo", file, "a picture that can be read", f"{reason}.") from None
    from advisor.results.logo import LARGEST_LOGO_BYTES, checked_logo

    try:
        return checked_logo(content)
    except AdvisorError as error:
        most = LARGEST_LOGO_BYTES // 1_000_000
        allowed = f"a PNG or JPEG picture of at most {most} MB"
        raise ProfileError("--logo", file, allowed, str(error)) from None


def _date(text: str | None) -> datetime.date:
    """Return the date to print: today unless another is asked for."""
    if text is None:
        return datetime.date.today()
    try:
        return date_of(text)
    except ValueError:
        allowed = f"a date like 2026-11-24, of a year from {YEARS[0]} to {YEARS[1]}"
        raise ProfileError("--date", text, allowed) from None


def _sections(options: argparse.Namespace) -> tuple[str, ...] | None:
    """Return the sections of the slides asked for; None for all of them."""
    if options.format != "pptx" and (options.sections is not None or options.appendix):
        flag = "--appendix" if options.sections is None else "--sections"
        raise ProfileError(flag, options.format, "slides only: --format pptx")
    if options.sections is None:
        return None
    asked = [part.strip() for part in options.sections.split(",")]
    unknown = [part for part in asked if part not in TALK]
    if unknown:
        allowed = f"some of {', '.join(TALK)}"
        raise ProfileError("--sections", ", ".join(unknown), allowed)
    return tuple(part for part in TALK if part in asked)


def export(options: argparse.Namespace) -> str:
    """Write one document from one recommendation, with every insight that it holds.

    Raises ``ProfileError`` if the profile, a section, the logo or the colour cannot be used, or the
    file cannot be written.
    """
    if options.accent is not None and not re.fullmatch(r"#[0-9a-fA-F]{6}", options.accent):
        raise ProfileError("--accent", options.accent, 'a colour like "#1a7f5a"')
    logo, date, sections = _logo(options.logo), _date(options.date), _sections(options)
    answer, profile, tables = _answered(options)
    output: Any = importlib.import_module("advisor.output.export")
    compose: Any = importlib.import_module("advisor.output.export.compose")
    held = compose.topics_in(answer, options.format, appendix=options.appendix)
    insights = {}
    for one in (topic for topic in topics.TOPICS if topic.verb in held):
        dated = {"start": options.start} if one.verb == "plan" and options.start is not None else {}
        insights[one.verb] = one.build(answer, profile, tables, **dated)
    if options.beside:
        sides = [(name_of(file), read_file(file), False) for file in options.beside]
        mine = (name_of(options.file), profile, False)
        insights["compare"] = compared([mine, *sides], seed=options.seed, draws=options.draws)
    from advisor.insight.provenance import build as provenance
    from advisor.recommend import ledger

    # A calendar shows no channel.
    none = options.format == "ics"
    judged = None if none else ledger(profile, seed=options.seed, n_draws=options.draws)
    content: bytes = output.export(
        answer, insights, options.format, title=options.title,
        logo=None if logo is None else logo.png, accent=options.accent,
        evidence=provenance(answer, tables, insights.values()), date=date, profile=profile,
        judged=judged, consultant=options.consultant, contact=options.contact, sections=sections,
        appendix=options.appendix,
    )  # fmt: skip
    written = _write("-o", options.out, content)
    lines = [written, "" if logo is None else logo.note]
    if options.format == "pdf":
        from advisor.explain.export_words import words
        from advisor.output.export.paper import unprintable

        beside = [name_of(file) for file in options.beside]
        typed = [options.title or "", options.consultant, options.contact, *beside]
        gone = unprintable(" ".join([*typed, answer.name, answer.place]))
        lines.append(words("unprintable", letters=gone[:20]) if gone else "")
    return "\n".join(filter(None, lines))
